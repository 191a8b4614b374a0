/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-workspace-row.h"

#include "proctor-connect-dialog.h"
#include "proctor-workspace-removal.h"

/**
 * ProctorWorkspaceRow:
 *
 * A workspace in the preferences: what it is called and where it is, and under that its name to
 * be changed, its key, and the way to be rid of it.
 */
struct _ProctorWorkspaceRow
{
  AdwExpanderRow parent_instance;

  /* Template children */
  GtkImage *kind_icon;
  GtkEditable *name_row;
  GtkWidget *change_key_row;

  /* Owned */
  ProctorDesk *desk;
  ProctorWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (ProctorWorkspaceRow, proctor_workspace_row, ADW_TYPE_EXPANDER_ROW)

static void
update_name (ProctorWorkspaceRow *self)
{
  const char *name = proctor_workspace_get_name (self->workspace);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  /* Not while somebody is typing it. */
  if (g_strcmp0 (gtk_editable_get_text (self->name_row), name) != 0)
    gtk_editable_set_text (self->name_row, name);
}

static void
rename_cb (ProctorWorkspaceRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  if (*name != '\0')
    proctor_desk_rename (self->desk, self->workspace, name);
  update_name (self);
}

static void
change_key_cb (ProctorWorkspaceRow *self)
{
  adw_dialog_present (proctor_connect_dialog_new_for_key (self->desk, self->workspace), GTK_WIDGET (self));
}

static void
remove_cb (ProctorWorkspaceRow *self)
{
  adw_dialog_present (proctor_workspace_removal_new (self->desk, self->workspace), GTK_WIDGET (self));
}

static void
proctor_workspace_row_dispose (GObject *object)
{
  ProctorWorkspaceRow *self = PROCTOR_WORKSPACE_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_WORKSPACE_ROW);

  G_OBJECT_CLASS (proctor_workspace_row_parent_class)->dispose (object);
}

static void
proctor_workspace_row_class_init (ProctorWorkspaceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_workspace_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-workspace-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceRow, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceRow, name_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceRow, change_key_row);
  gtk_widget_class_bind_template_callback (widget_class, change_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
}

static void
proctor_workspace_row_init (ProctorWorkspaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_workspace_row_new:
 * @desk: what the program has open
 * @workspace: one of its workspaces
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
proctor_workspace_row_new (ProctorDesk *desk,
                           ProctorWorkspace *workspace)
{
  ProctorWorkspaceRow *self;
  gboolean local;

  g_return_val_if_fail (PROCTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (PROCTOR_TYPE_WORKSPACE_ROW, NULL);
  self->desk = g_object_ref (desk);
  self->workspace = g_object_ref (workspace);
  local = proctor_workspace_is_local (workspace);
  gtk_image_set_from_icon_name (self->kind_icon, local ? "computer-symbolic" : "proctor-cloud-symbolic");
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), proctor_workspace_get_where (workspace));
  gtk_widget_set_visible (self->change_key_row, !local);
  update_name (self);
  g_signal_connect_object (workspace, "notify::name", G_CALLBACK (update_name), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
