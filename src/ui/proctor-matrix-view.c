/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-view-private.h"

#include "proctor-matrix-folders.h"

#include <glib/gi18n.h>

/**
 * ProctorMatrixView:
 *
 * Tests and their repeats as a grid, which one can walk through with the keyboard in all directions. Up
 * and down are the list's own, left and right go from one repeat to the next. Enter opens a run, and
 * repeats can be selected with Space, Ctrl and Shift.
 */
enum
{
  SIGNAL_RUN_ACTIVATED,
  SIGNAL_SELECTION_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorMatrixView, proctor_matrix_view, ADW_TYPE_BIN)

/* Besides what the matrix knows by itself: what people have decided. */
enum
{
  FILTER_UNREVIEWED = PROCTOR_MATRIX_PENDING + 1,
  FILTER_DISAGREED,
};

static const char *const filter_names[] = {
  [PROCTOR_MATRIX_ALL] = N_ ("All Tests"),
  [PROCTOR_MATRIX_FAILED] = N_ ("Failed"),
  [PROCTOR_MATRIX_ERRORS] = N_ ("Errors"),
  [PROCTOR_MATRIX_FLAKY] = N_ ("Flaky"),
  [PROCTOR_MATRIX_INCONCLUSIVE] = N_ ("Inconclusive"),
  [PROCTOR_MATRIX_PENDING] = N_ ("Pending"),
  [FILTER_UNREVIEWED] = N_ ("Not Yet Reviewed"),
  [FILTER_DISAGREED] = N_ ("You Disagreed"),
};

static void
selection_changed_cb (ProctorMatrixView *self)
{
  guint n = proctor_matrix_view_get_n_selected (self);
  g_autofree char *text = n > 0 ? g_strdup_printf (ngettext ("%u run selected", "%u runs selected", n), n) : NULL;

  gtk_label_set_label (self->selection_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->compare_button, n == 2);
  proctor_matrix_view_update_cells (self);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
update_stack (ProctorMatrixView *self)
{
  gboolean has_rows = self->filtered == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  if (!has_rows && self->wanted != PROCTOR_MATRIX_ALL)
    {
      static const char *const titles[] = {
        [PROCTOR_MATRIX_ALL] = N_ ("No Tests"),
        [PROCTOR_MATRIX_FAILED] = N_ ("No Test Failed"),
        [PROCTOR_MATRIX_ERRORS] = N_ ("No Errors"),
        [PROCTOR_MATRIX_FLAKY] = N_ ("No Test Is Flaky"),
        [PROCTOR_MATRIX_INCONCLUSIVE] = N_ ("No Test Is Inconclusive"),
        [PROCTOR_MATRIX_PENDING] = N_ ("No Test Is Pending"),
        [FILTER_UNREVIEWED] = N_ ("All Failures Reviewed"),
        [FILTER_DISAGREED] = N_ ("You Disagreed With No Verdict"),
      };

      adw_status_page_set_title (self->none_page, _ (titles[self->wanted]));
      gtk_stack_set_visible_child_name (self->stack, "none");
    }
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "tests");
    }
}

static void
updated_cb (ProctorMatrixView *self)
{
  guint n_columns = proctor_matrix_get_n_columns (self->matrix);

  for (guint i = 0; i < self->cells->len; i++)
    proctor_matrix_cells_set_n_columns (g_ptr_array_index (self->cells, i), n_columns);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_RELATION_COL_COUNT, (int) n_columns, -1);
  if (self->wanted != PROCTOR_MATRIX_ALL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  proctor_matrix_selection_prune (self->selection);
  update_stack (self);
}

/* Failures are what is to be reviewed; one can disagree with any verdict. */
static gboolean
is_decided_so (ProctorMatrixView *self,
               ProctorMatrixRow *row)
{
  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    {
      const ProctorReview *review = proctor_reviews_find (self->reviews, proctor_matrix_row_get_cell (row, i)->run);
      ProctorOpinion opinion = review != NULL ? review->opinion : PROCTOR_OPINION_NONE;

      if (self->wanted == FILTER_DISAGREED && opinion == PROCTOR_OPINION_DISAGREE)
        return TRUE;
      if (self->wanted == FILTER_UNREVIEWED && opinion == PROCTOR_OPINION_NONE && proctor_matrix_row_get_outcome (row, i) == PROCTOR_OUTCOME_FAILED)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  ProctorMatrixView *self = user_data;

  if (self->wanted >= FILTER_UNREVIEWED)
    return is_decided_so (self, item);

  return proctor_matrix_row_matches (item, (ProctorMatrixFilter) self->wanted);
}

static void
reviews_changed_cb (ProctorMatrixView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    proctor_matrix_cells_set_reviews (g_ptr_array_index (self->cells, i), self->reviews);
  if (self->wanted >= FILTER_UNREVIEWED && self->filter != NULL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
show_model (ProctorMatrixView *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  if (self->filtered == NULL)
    {
      gtk_list_view_set_model (self->list_view, NULL);
      return;
    }
  if (gtk_toggle_button_get_active (self->folders_button))
    {
      GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)), NULL);
      g_autoptr (GtkSorter) sorter = proctor_matrix_folders_new_sorter (self->library);

      gtk_sort_list_model_set_section_sorter (sorted, sorter);
      selection = gtk_no_selection_new (G_LIST_MODEL (sorted));
    }
  else
    {
      selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->filtered)));
    }
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

/* The tests as they are shown. */
GListModel *
proctor_matrix_view_get_rows (ProctorMatrixView *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (self->list_view));
}

void
proctor_matrix_view_activate (ProctorMatrixView *self,
                              ProctorMatrixRow *row,
                              int column)
{
  if (column >= 0 && column < (int) proctor_matrix_row_get_n_cells (row))
    g_signal_emit (self, signals[SIGNAL_RUN_ACTIVATED], 0, row, (guint) column);
}

static void
activate_cb (ProctorMatrixView *self,
             guint position)
{
  g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (proctor_matrix_view_get_rows (self), position);

  if (row != NULL)
    proctor_matrix_view_activate (self, row, proctor_matrix_view_get_column (self, row));
}

static void
filter_changed_cb (ProctorMatrixView *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter_dropdown);

  if (selected >= G_N_ELEMENTS (filter_names) || self->wanted == selected || self->filter == NULL)
    return;

  self->wanted = selected;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
grouping_changed_cb (ProctorMatrixView *self)
{
  proctor_matrix_view_set_up_headers (self, gtk_toggle_button_get_active (self->folders_button));
  show_model (self);
}

static void
show_all_cb (ProctorMatrixView *self)
{
  proctor_matrix_view_set_filter (self, PROCTOR_MATRIX_ALL);
}

static void
proctor_matrix_view_dispose (GObject *object)
{
  ProctorMatrixView *self = PROCTOR_MATRIX_VIEW (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->matrix_signals);
  g_clear_object (&self->reviews_signals);
  g_clear_object (&self->reviews);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->matrix);
  g_clear_object (&self->library);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_MATRIX_VIEW);

  G_OBJECT_CLASS (proctor_matrix_view_parent_class)->dispose (object);
}

static void
proctor_matrix_view_finalize (GObject *object)
{
  ProctorMatrixView *self = PROCTOR_MATRIX_VIEW (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_matrix_view_parent_class)->finalize (object);
}

static void
proctor_matrix_view_class_init (ProctorMatrixViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_matrix_view_dispose;
  object_class->finalize = proctor_matrix_view_finalize;

  /**
   * ProctorMatrixView::run-activated:
   * @self: a view
   * @row: a test
   * @column: which of its repeats
   *
   * Somebody wants to see the run.
   */
  signals[SIGNAL_RUN_ACTIVATED] = g_signal_new ("run-activated", PROCTOR_TYPE_MATRIX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PROCTOR_TYPE_MATRIX_ROW, G_TYPE_UINT);

  /**
   * ProctorMatrixView::selection-changed:
   * @self: a view
   *
   * Other runs are selected.
   */
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", PROCTOR_TYPE_MATRIX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-matrix-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, filter_dropdown);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, folders_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, selection_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, compare_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, list_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, none_page);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, grouping_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

/* The row that has the focus is another. */
static void
root_changed_cb (ProctorMatrixView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (proctor_matrix_view_update_cells), self, G_CONNECT_SWAPPED);
}

static void
proctor_matrix_view_init (ProctorMatrixView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->selection = proctor_matrix_selection_new ();
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->palette = proctor_outcome_palette_new ();
  gtk_box_append (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), self->palette);

  for (gsize i = 0; i < G_N_ELEMENTS (filter_names); i++)
    gtk_string_list_append (names, _ (filter_names[i]));
  gtk_drop_down_set_model (self->filter_dropdown, G_LIST_MODEL (names));

  proctor_matrix_view_set_up_rows (self);
  self->matrix_signals = g_signal_group_new (PROCTOR_TYPE_MATRIX);
  g_signal_group_connect_swapped (self->matrix_signals, "updated", G_CALLBACK (updated_cb), self);
  self->reviews_signals = g_signal_group_new (PROCTOR_TYPE_REVIEWS);
  g_signal_group_connect_swapped (self->reviews_signals, "changed", G_CALLBACK (reviews_changed_cb), self);
  g_signal_connect (self, "notify::root", G_CALLBACK (root_changed_cb), NULL);
  proctor_matrix_view_set_up_keys (self);
}

GtkWidget *
proctor_matrix_view_new (void)
{
  return g_object_new (PROCTOR_TYPE_MATRIX_VIEW, NULL);
}

/**
 * proctor_matrix_view_set_matrix:
 * @self: a view
 * @matrix: (nullable): what it shows
 * @library: (nullable): where the tests are
 */
void
proctor_matrix_view_set_matrix (ProctorMatrixView *self,
                                ProctorMatrix *matrix,
                                ProctorLibrary *library)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_VIEW (self));

  g_set_object (&self->library, library);
  if (!g_set_object (&self->matrix, matrix))
    return;

  self->column = 0;
  g_signal_group_set_target (self->matrix_signals, matrix);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  if (matrix != NULL)
    {
      self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
      self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (matrix)), GTK_FILTER (g_object_ref (self->filter)));
    }
  proctor_matrix_view_set_filter (self, PROCTOR_MATRIX_ALL);
  show_model (self);
  update_stack (self);
  proctor_matrix_selection_reset (self->selection);
}

/**
 * proctor_matrix_view_set_reviews:
 * @self: a view
 * @reviews: (nullable): what people have decided of its runs
 */
void
proctor_matrix_view_set_reviews (ProctorMatrixView *self,
                                 ProctorReviews *reviews)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_VIEW (self));

  if (!g_set_object (&self->reviews, reviews))
    return;

  g_signal_group_set_target (self->reviews_signals, reviews);
  reviews_changed_cb (self);
}

/**
 * proctor_matrix_view_set_filter:
 * @self: a view
 * @filter: which tests are shown
 */
void
proctor_matrix_view_set_filter (ProctorMatrixView *self,
                                ProctorMatrixFilter filter)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_VIEW (self));

  gtk_drop_down_set_selected (self->filter_dropdown, filter);
}

/**
 * proctor_matrix_view_get_n_selected:
 * @self: a view
 *
 * Returns: how many runs are selected
 */
guint
proctor_matrix_view_get_n_selected (ProctorMatrixView *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_VIEW (self), 0);

  return proctor_matrix_selection_get_n_runs (self->selection);
}

/**
 * proctor_matrix_view_dup_selected:
 * @self: a view
 *
 * Returns: (transfer full): the ids of the runs that are selected
 */
char **
proctor_matrix_view_dup_selected (ProctorMatrixView *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_VIEW (self), NULL);

  return proctor_matrix_selection_dup_ids (self->selection);
}

/**
 * proctor_matrix_view_means:
 * @self: a view
 * @row: one of its tests
 *
 * Returns: whether the test is meant when one speaks of those that are selected; without a selection
 *   all are
 */
gboolean
proctor_matrix_view_means (ProctorMatrixView *self,
                           ProctorMatrixRow *row)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_VIEW (self), FALSE);

  return proctor_matrix_selection_is_empty (self->selection) || proctor_matrix_selection_get_mask (self->selection, row) != 0;
}

/**
 * proctor_matrix_view_unselect:
 * @self: a view
 *
 * Selects nothing.
 */
void
proctor_matrix_view_unselect (ProctorMatrixView *self)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_VIEW (self));

  proctor_matrix_selection_clear (self->selection);
}
