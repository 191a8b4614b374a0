/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conflict-dialog.h"

#include "proctor-difference-row.h"

#include <glib/gi18n.h>

/**
 * ProctorConflictDialog:
 *
 * A test that somebody else has changed while it was being edited: each part in which the two
 * differ, and which of them is to stay. Nothing is sent; the draft becomes what was chosen, as a step
 * that can be undone.
 */
struct _ProctorConflictDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwBreakpoint *narrow;
  GtkWidget *all_box;
  GtkBox *rows;
  GtkWidget *merge_button;

  /* Owned */
  ProctorDraft *draft;
};

G_DEFINE_FINAL_TYPE (ProctorConflictDialog, proctor_conflict_dialog, ADW_TYPE_DIALOG)

static void
choose_all (ProctorConflictDialog *self,
            gboolean theirs)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    proctor_difference_row_choose (PROCTOR_DIFFERENCE_ROW (row), theirs);
}

static void
all_mine_cb (ProctorConflictDialog *self)
{
  choose_all (self, FALSE);
}

static void
all_theirs_cb (ProctorConflictDialog *self)
{
  choose_all (self, TRUE);
}

static void
fit_rows (ProctorConflictDialog *self)
{
  gboolean narrow = adw_dialog_get_current_breakpoint (ADW_DIALOG (self)) == self->narrow;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    proctor_difference_row_set_narrow (PROCTOR_DIFFERENCE_ROW (row), narrow);
}

/* Returns: of each field whose version is to stay */
static GHashTable *
list_choices (ProctorConflictDialog *self)
{
  GHashTable *choices = g_hash_table_new (NULL, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_hash_table_insert (choices, GUINT_TO_POINTER (proctor_difference_row_get_field (PROCTOR_DIFFERENCE_ROW (row))), GINT_TO_POINTER (proctor_difference_row_takes_theirs (PROCTOR_DIFFERENCE_ROW (row))));

  return choices;
}

/* What somebody has chosen stays chosen when there is another difference. */
static void
fill (ProctorConflictDialog *self)
{
  g_autoptr (GPtrArray) differences = proctor_draft_list_differences (self->draft);
  g_autoptr (GHashTable) choices = list_choices (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < differences->len; i++)
    {
      const ProctorDifference *difference = g_ptr_array_index (differences, i);
      GtkWidget *row = proctor_difference_row_new (difference);
      gpointer theirs;

      if (g_hash_table_lookup_extended (choices, GUINT_TO_POINTER (difference->field), NULL, &theirs))
        proctor_difference_row_choose (PROCTOR_DIFFERENCE_ROW (row), GPOINTER_TO_INT (theirs));
      gtk_box_append (self->rows, row);
    }
  gtk_widget_set_visible (self->all_box, differences->len > 1);
  fit_rows (self);
}

/* It may be settled elsewhere, or changed once more. */
static void
theirs_changed_cb (ProctorConflictDialog *self)
{
  if (proctor_draft_get_theirs (self->draft) != NULL)
    fill (self);
  else
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
merge_cb (ProctorConflictDialog *self)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      guint field = proctor_difference_row_get_field (PROCTOR_DIFFERENCE_ROW (row));

      if (proctor_difference_row_takes_theirs (PROCTOR_DIFFERENCE_ROW (row)))
        g_array_append_val (fields, field);
    }

  g_signal_handlers_disconnect_by_func (self->draft, theirs_changed_cb, self);
  proctor_draft_resolve (self->draft, (const guint *) (gpointer) fields->data, fields->len);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
proctor_conflict_dialog_dispose (GObject *object)
{
  ProctorConflictDialog *self = PROCTOR_CONFLICT_DIALOG (object);

  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONFLICT_DIALOG);

  G_OBJECT_CLASS (proctor_conflict_dialog_parent_class)->dispose (object);
}

static void
proctor_conflict_dialog_class_init (ProctorConflictDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_conflict_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-conflict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConflictDialog, narrow);
  gtk_widget_class_bind_template_child (widget_class, ProctorConflictDialog, all_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorConflictDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, ProctorConflictDialog, merge_button);
  gtk_widget_class_bind_template_callback (widget_class, all_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
}

static void
proctor_conflict_dialog_init (ProctorConflictDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::current-breakpoint", G_CALLBACK (fit_rows), NULL);
}

/**
 * proctor_conflict_dialog_new:
 * @draft: a draft of a test that somebody else has changed
 *
 * Returns: (transfer floating): a dialog that asks what is to become of it
 */
AdwDialog *
proctor_conflict_dialog_new (ProctorDraft *draft)
{
  ProctorConflictDialog *self;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (draft), NULL);
  g_return_val_if_fail (proctor_draft_get_theirs (draft) != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_CONFLICT_DIALOG, NULL);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "notify::theirs", G_CALLBACK (theirs_changed_cb), self, G_CONNECT_SWAPPED);
  fill (self);

  return ADW_DIALOG (self);
}
