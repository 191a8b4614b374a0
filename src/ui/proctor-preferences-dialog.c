/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-preferences-dialog.h"

#include "proctor-model-page.h"
#include "proctor-workspace-row.h"

#include <glib/gi18n.h>

/**
 * ProctorPreferencesDialog:
 *
 * What can be set to one's liking. Every change is in force at once, except for those of the models,
 * which belong together.
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
  ProctorModelPage *model_page; /* %NULL where there is no desk */
  GPtrArray *rows;              /* of the workspaces, in their order; the widgets are the group's */

  /* Whether the dialog is closed once the models are saved. */
  gboolean closing;
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
unsaved_cb (ProctorPreferencesDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !proctor_model_page_get_unsaved (self->model_page));
}

static void
saved_cb (ProctorPreferencesDialog *self)
{
  if (self->closing)
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), adw_toast_new (_ ("The models are in use now")));
}

static void
failed_cb (ProctorPreferencesDialog *self,
           const char *message)
{
  AdwDialog *alert = adw_alert_dialog_new (_ ("That Could Not Be Done"), message);

  self->closing = FALSE;
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "close", _ ("_Close"));
  adw_dialog_present (alert, GTK_WIDGET (self));
}

static void
chosen_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorPreferencesDialog) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (self->model_page == NULL)
    return;

  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
  else if (g_str_equal (response, "save"))
    {
      self->closing = TRUE;
      proctor_model_page_save (self->model_page);
    }
}

static void
close_attempt_cb (ProctorPreferencesDialog *self)
{
  AdwDialog *alert = adw_alert_dialog_new (_ ("Save the Models?"), _ ("What was changed on the page “Local Model” is not in use yet."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (alert), "save", proctor_model_page_can_save (self->model_page));
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, chosen_cb, g_object_ref (self));
}

static void
closed_cb (ProctorPreferencesDialog *self)
{
  if (self->model_page != NULL)
    proctor_model_page_close (self->model_page);
}

static void
add_model_page (ProctorPreferencesDialog *self)
{
  GtkWidget *page = proctor_model_page_new (self->desk);

  self->model_page = g_object_ref_sink (PROCTOR_MODEL_PAGE (page));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (page));
  g_signal_connect_object (page, "notify::unsaved", G_CALLBACK (unsaved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

static void
proctor_preferences_dialog_dispose (GObject *object)
{
  ProctorPreferencesDialog *self = PROCTOR_PREFERENCES_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  /* A page that isn't taken out stays behind for good, and with it the desk. */
  if (self->model_page != NULL)
    adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->model_page));
  g_clear_object (&self->model_page);
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
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
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
      add_model_page (self);
    }
  g_settings_bind (settings, "restore-place", self->restore_place, "active", G_SETTINGS_BIND_DEFAULT);

  return ADW_DIALOG (self);
}
