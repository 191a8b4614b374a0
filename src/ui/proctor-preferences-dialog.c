/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-preferences-dialog.h"

#include "proctor-workspace-row.h"

#include <glib/gi18n.h>

/**
 * ProctorPreferencesDialog:
 *
 * What can be set to one's liking. Every change is in force at once.
 */
struct _ProctorPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  /* Template children */
  AdwPreferencesGroup *workspaces_group;
  AdwSwitchRow *restore_place;

  /* Owned */
  GSettings *settings;
  ProctorDesk *desk;
  GPtrArray *rows; /* of the workspaces, in their order; the widgets are the group's */
};

G_DEFINE_FINAL_TYPE (ProctorPreferencesDialog, proctor_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
reset_pane_widths_cb (ProctorPreferencesDialog *self)
{
  g_settings_reset (self->settings, "sidebar-width");
  g_settings_reset (self->settings, "list-width");
}

/* The window knows the ways to another workspace, and this dialog would be in front of them. */
static void
add_workspace_cb (ProctorPreferencesDialog *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  g_object_ref (window);
  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.add-workspace", NULL);
  g_object_unref (window);
}

static void
workspaces_changed_cb (GListModel *workspaces,
                       guint position,
                       guint n_removed,
                       guint n_added,
                       gpointer user_data)
{
  ProctorPreferencesDialog *self = PROCTOR_PREFERENCES_DIALOG (user_data);
  guint n_workspaces = g_list_model_get_n_items (workspaces);

  /* They are few, and a group has no way to put a row between others. */
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->workspaces_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n_workspaces; i++)
    {
      g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (workspaces, i);
      GtkWidget *row = proctor_workspace_row_new (self->desk, workspace);

      adw_preferences_group_add (self->workspaces_group, row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_set_description (self->workspaces_group, n_workspaces == 0 ? _ ("There is none yet.") : NULL);
}

static void
proctor_preferences_dialog_dispose (GObject *object)
{
  ProctorPreferencesDialog *self = PROCTOR_PREFERENCES_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (proctor_preferences_dialog_parent_class)->dispose (object);
}

static void
proctor_preferences_dialog_class_init (ProctorPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorPreferencesDialog, workspaces_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorPreferencesDialog, restore_place);
  gtk_widget_class_bind_template_callback (widget_class, add_workspace_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_pane_widths_cb);
}

static void
proctor_preferences_dialog_init (ProctorPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_preferences_dialog_new:
 * @settings: what can be set
 * @desk: (nullable): what the program has open
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
proctor_preferences_dialog_new (GSettings *settings,
                                ProctorDesk *desk)
{
  ProctorPreferencesDialog *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PROCTOR_TYPE_PREFERENCES_DIALOG, NULL);
  self->settings = g_object_ref (settings);
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->workspaces_group), desk != NULL);
  if (desk != NULL)
    {
      GListModel *workspaces = G_LIST_MODEL (proctor_desk_get_workspaces (desk));

      self->desk = g_object_ref (desk);
      g_signal_connect_object (workspaces, "items-changed", G_CALLBACK (workspaces_changed_cb), self, 0);
      workspaces_changed_cb (workspaces, 0, 0, g_list_model_get_n_items (workspaces), self);
    }
  g_settings_bind (settings, "restore-place", self->restore_place, "active", G_SETTINGS_BIND_DEFAULT);

  return ADW_DIALOG (self);
}
