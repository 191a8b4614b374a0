/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-row-view.h"

#include <glib/gi18n.h>

#include "proctor-format.h"

/**
 * ProctorImportRowView:
 *
 * A row of what an import has found: what it is, where it goes or why it can't be imported, and whether it is wanted.
 */
struct _ProctorImportRowView
{
  GtkWidget parent_instance;

  /* Template children */
  GtkCheckButton *check;
  GtkImage *icon;
  GtkWidget *texts;
  GtkLabel *title;
  GtkLabel *subtitle;

  /* Owned */
  ProctorImportRow *row;
  GBinding *binding;
};

G_DEFINE_FINAL_TYPE (ProctorImportRowView, proctor_import_row_view, GTK_TYPE_WIDGET)

/* Where it is from and where it goes; before that, what there is to know about it. */
static char *
describe (ProctorImportRow *row)
{
  const char *folder = proctor_import_row_get_folder (row);
  const char *reason = proctor_import_row_get_reason (row);
  g_autofree char *place = NULL;

  if (proctor_import_row_get_verdict (row) == PROCTOR_IMPORT_UNREADABLE)
    return proctor_import_row_get_name (row) != NULL ? g_strdup_printf ("%s\n%s", reason, proctor_import_row_get_file (row)) : g_strdup (reason);

  if (folder != NULL)
    /* Translators: a file, and the folder of the workspace that the test in it goes to. */
    place = g_strdup_printf (_ ("%s, folder %s"), proctor_import_row_get_file (row), folder);
  else
    place = g_strdup (proctor_import_row_get_file (row));
  if (proctor_import_row_get_verdict (row) == PROCTOR_IMPORT_CHANGED && reason != NULL)
    return g_strdup_printf ("%s\n%s", reason, place);

  return g_steal_pointer (&place);
}

static void
active_cb (ProctorImportRowView *self)
{
  /* For whoever counts. */
  if (self->row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.count", NULL);
}

static void
proctor_import_row_view_dispose (GObject *object)
{
  ProctorImportRowView *self = PROCTOR_IMPORT_ROW_VIEW (object);

  proctor_import_row_view_set_row (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_IMPORT_ROW_VIEW);

  G_OBJECT_CLASS (proctor_import_row_view_parent_class)->dispose (object);
}

static void
proctor_import_row_view_class_init (ProctorImportRowViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_import_row_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-import-row-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorImportRowView, check);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportRowView, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportRowView, texts);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportRowView, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportRowView, subtitle);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
proctor_import_row_view_init (ProctorImportRowView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_import_row_view_new:
 *
 * Returns: (transfer floating): a row that shows nothing
 */
GtkWidget *
proctor_import_row_view_new (void)
{
  return g_object_new (PROCTOR_TYPE_IMPORT_ROW_VIEW, NULL);
}

/**
 * proctor_import_row_view_set_row:
 * @self: a row
 * @row: (nullable): what it shows
 */
void
proctor_import_row_view_set_row (ProctorImportRowView *self,
                                 ProctorImportRow *row)
{
  g_autofree char *subtitle = NULL;
  const char *name;
  gboolean can_include;

  g_return_if_fail (PROCTOR_IS_IMPORT_ROW_VIEW (self));

  g_clear_pointer (&self->binding, g_binding_unbind);
  g_clear_object (&self->row);
  if (row == NULL)
    return;

  name = proctor_import_row_get_name (row) != NULL ? proctor_import_row_get_name (row) : proctor_import_row_get_file (row);
  can_include = proctor_import_row_can_include (row);
  subtitle = describe (row);
  gtk_label_set_label (self->title, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), name);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_image_set_from_icon_name (self->icon, proctor_import_row_get_verdict (row) == PROCTOR_IMPORT_UNREADABLE ? "dialog-warning-symbolic" : proctor_format_kind_icon (proctor_import_row_get_kind (row)));
  gtk_widget_set_visible (GTK_WIDGET (self->check), can_include);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  self->binding = g_object_bind_property (row, "included", self->check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  self->row = g_object_ref (row);
}
