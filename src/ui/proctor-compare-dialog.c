/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-compare-dialog.h"

#include "proctor-branch-deeds.h"
#include "proctor-dialog-focus.h"
#include "proctor-difference-row.h"
#include "proctor-error-text.h"

#include <glib/gi18n.h>

/**
 * ProctorCompareDialog:
 *
 * Two branches of an agent side by side: which parts of the configuration are not the same, what each of them has
 * there, and which words of it differ.
 */
struct _ProctorCompareDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwBreakpoint *narrow;
  AdwComboRow *one_row;
  AdwComboRow *other_row;
  GtkStack *stack;
  AdwStatusPage *error_page;
  AdwStatusPage *same_page;
  GtkBox *rows;

  /* Owned */
  ProctorAgentPage *page;
  GListModel *branches; /* as they were when it was opened */
  GCancellable *cancellable;

  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ProctorCompareDialog, proctor_compare_dialog, ADW_TYPE_DIALOG)

static const char *
get_id (AdwComboRow *row)
{
  ProctorBranch *branch = adw_combo_row_get_selected_item (row);

  return branch != NULL ? proctor_branch_get_id (branch) : NULL;
}

static char *
dup_name (ProctorBranch *branch)
{
  const char *name = branch != NULL ? proctor_branch_get_name (branch) : NULL;

  return g_strdup (name != NULL && *name != '\0' ? name : branch != NULL ? proctor_branch_get_id (branch)
                                                                         : "");
}

static char *
dup_name_for_row (ProctorBranch *branch,
                  gpointer user_data)
{
  return dup_name (branch);
}

static void
fit_rows (ProctorCompareDialog *self)
{
  gboolean narrow = adw_dialog_get_current_breakpoint (ADW_DIALOG (self)) == self->narrow;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    proctor_difference_row_set_narrow (PROCTOR_DIFFERENCE_ROW (row), narrow);
}

static void
show_same (ProctorCompareDialog *self,
           const char *description)
{
  adw_status_page_set_description (self->same_page, description);
  gtk_stack_set_visible_child_name (self->stack, "same");
}

static void
show_differences (ProctorCompareDialog *self,
                  GPtrArray *differences)
{
  g_autofree char *one = dup_name (adw_combo_row_get_selected_item (self->one_row));
  g_autofree char *other = dup_name (adw_combo_row_get_selected_item (self->other_row));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < differences->len; i++)
    gtk_box_append (self->rows, proctor_difference_row_new_compared (g_ptr_array_index (differences, i), one, other));
  fit_rows (self);
  if (differences->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "rows");
  else
    show_same (self, _ ("The configurations of these two branches are the same."));
}

static void
compared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) differences = proctor_branch_deeds_compare_finish (PROCTOR_SESSION (object), result, &error);
  ProctorCompareDialog *self;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_COMPARE_DIALOG (user_data);
  if (differences != NULL)
    {
      show_differences (self, differences);
      return;
    }

  text = proctor_error_text_dup (error);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
stop (ProctorCompareDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
chosen_cb (ProctorCompareDialog *self)
{
  const char *one, *other;

  if (self->is_filling)
    return;

  stop (self);
  one = get_id (self->one_row);
  other = get_id (self->other_row);
  if (g_strcmp0 (one, other) == 0)
    {
      show_same (self, _ ("Choose two branches."));
      return;
    }

  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "loading");
  proctor_branch_deeds_compare_async (proctor_agent_page_get_session (self->page), proctor_agent_page_get_agent_id (self->page), one, other, self->cancellable, compared_cb, self);
}

static guint
find_branch (ProctorCompareDialog *self,
             const char *id,
             gboolean is_wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->branches); i++)
    {
      g_autoptr (ProctorBranch) branch = g_list_model_get_item (self->branches, i);

      if ((g_strcmp0 (proctor_branch_get_id (branch), id) == 0) == is_wanted)
        return i;
    }

  return 0;
}

static guint
find_main (ProctorCompareDialog *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->branches); i++)
    {
      g_autoptr (ProctorBranch) branch = g_list_model_get_item (self->branches, i);

      if (proctor_agent_page_is_main (self->page, proctor_branch_get_id (branch)))
        return i;
    }

  return 0;
}

/* The branch that is shown beside the main one, or the main one beside another. */
static void
choose_first (ProctorCompareDialog *self)
{
  const char *shown = proctor_agent_page_get_branch_id (self->page);
  gboolean is_main = proctor_agent_page_is_main (self->page, shown);

  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->one_row, find_main (self));
  adw_combo_row_set_selected (self->other_row, find_branch (self, is_main ? get_id (self->one_row) : shown, !is_main));
  self->is_filling = FALSE;
  chosen_cb (self);
}

static void
fill_row (ProctorCompareDialog *self,
          AdwComboRow *row)
{
  g_autoptr (GtkExpression) expression = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_name_for_row), NULL, NULL);

  self->is_filling = TRUE;
  adw_combo_row_set_expression (row, expression);
  adw_combo_row_set_model (row, self->branches);
  self->is_filling = FALSE;
}

static void
proctor_compare_dialog_dispose (GObject *object)
{
  ProctorCompareDialog *self = PROCTOR_COMPARE_DIALOG (object);

  stop (self);
  self->is_filling = TRUE;
  g_clear_object (&self->branches);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_COMPARE_DIALOG);

  G_OBJECT_CLASS (proctor_compare_dialog_parent_class)->dispose (object);
}

static void
proctor_compare_dialog_class_init (ProctorCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_compare_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorCompareDialog, narrow);
  gtk_widget_class_bind_template_child (widget_class, ProctorCompareDialog, one_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorCompareDialog, other_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorCompareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorCompareDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorCompareDialog, same_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorCompareDialog, rows);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
proctor_compare_dialog_init (ProctorCompareDialog *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
  g_signal_connect (self, "notify::current-breakpoint", G_CALLBACK (fit_rows), NULL);
}

/**
 * proctor_compare_dialog_new:
 * @page: an agent
 *
 * Returns: (transfer floating): a dialog that compares two of its branches
 */
AdwDialog *
proctor_compare_dialog_new (ProctorAgentPage *page)
{
  ProctorCompareDialog *self;
  GListModel *branches;
  GListStore *store;

  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (page), NULL);

  self = g_object_new (PROCTOR_TYPE_COMPARE_DIALOG, NULL);
  self->page = g_object_ref (page);
  /* A refresh of the page must not choose another one meanwhile. */
  branches = proctor_agent_page_get_branches (page);
  store = g_list_store_new (PROCTOR_TYPE_BRANCH);
  for (guint i = 0; i < g_list_model_get_n_items (branches); i++)
    {
      g_autoptr (ProctorBranch) branch = g_list_model_get_item (branches, i);

      g_list_store_append (store, branch);
    }
  self->branches = G_LIST_MODEL (store);
  proctor_dialog_focus (GTK_WIDGET (self->one_row));
  fill_row (self, self->one_row);
  fill_row (self, self->other_row);
  choose_first (self);

  return ADW_DIALOG (self);
}
