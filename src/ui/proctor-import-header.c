/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-header.h"

#include <glib/gi18n.h>

/**
 * ProctorImportHeader:
 *
 * Stands above the rows of an import that have the same verdict: which, how many, and whether all of them are wanted.
 */
struct _ProctorImportHeader
{
  GtkWidget parent_instance;

  /* Template children */
  GtkCheckButton *check;
  GtkLabel *label;

  ProctorImportVerdict verdict;
  guint n_rows;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorImportHeader, proctor_import_header, GTK_TYPE_WIDGET)

static char *
describe (ProctorImportVerdict verdict,
          guint n)
{
  switch (verdict)
    {
    case PROCTOR_IMPORT_NEW:
      return g_strdup_printf (ngettext ("%u new test", "%u new tests", n), n);
    case PROCTOR_IMPORT_CHANGED:
      return g_strdup_printf (ngettext ("%u changed test", "%u changed tests", n), n);
    case PROCTOR_IMPORT_SAME:
      return g_strdup_printf (ngettext ("%u test is there already", "%u tests are there already", n), n);
    case PROCTOR_IMPORT_UNREADABLE:
      return g_strdup_printf (ngettext ("%u can't be imported", "%u can't be imported", n), n);
    }

  g_assert_not_reached ();
}

static void
active_cb (ProctorImportHeader *self)
{
  if (!self->updating)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.include", "(ub)", self->verdict, gtk_check_button_get_active (self->check));
}

static void
proctor_import_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_IMPORT_HEADER);

  G_OBJECT_CLASS (proctor_import_header_parent_class)->dispose (object);
}

static void
proctor_import_header_class_init (ProctorImportHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_import_header_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-import-header.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorImportHeader, check);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportHeader, label);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
proctor_import_header_init (ProctorImportHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_import_header_new:
 *
 * Returns: (transfer floating): a header that shows nothing
 */
GtkWidget *
proctor_import_header_new (void)
{
  return g_object_new (PROCTOR_TYPE_IMPORT_HEADER, NULL);
}

/**
 * proctor_import_header_show:
 * @self: a header
 * @verdict: the verdict of the rows below it
 * @n_rows: how many there are
 */
void
proctor_import_header_show (ProctorImportHeader *self,
                            ProctorImportVerdict verdict,
                            guint n_rows)
{
  g_autofree char *text = describe (verdict, n_rows);
  gboolean can_include = verdict == PROCTOR_IMPORT_NEW || verdict == PROCTOR_IMPORT_CHANGED;

  g_return_if_fail (PROCTOR_IS_IMPORT_HEADER (self));

  self->verdict = verdict;
  self->n_rows = n_rows;
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->check), can_include);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * proctor_import_header_set_n_included:
 * @self: a header
 * @n_included: how many of the rows are wanted
 */
void
proctor_import_header_set_n_included (ProctorImportHeader *self,
                                      guint n_included)
{
  g_return_if_fail (PROCTOR_IS_IMPORT_HEADER (self));

  self->updating = TRUE;
  gtk_check_button_set_inconsistent (self->check, n_included > 0 && n_included < self->n_rows);
  gtk_check_button_set_active (self->check, n_included > 0 && n_included == self->n_rows);
  self->updating = FALSE;
}

/**
 * proctor_import_header_get_verdict:
 * @self: a header
 *
 * Returns: the verdict of the rows below it
 */
ProctorImportVerdict
proctor_import_header_get_verdict (ProctorImportHeader *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_HEADER (self), PROCTOR_IMPORT_UNREADABLE);

  return self->verdict;
}
