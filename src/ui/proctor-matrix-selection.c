/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-selection.h"

#include <gtk/gtk.h>

/**
 * ProctorMatrixSelection:
 *
 * Which repeats of which tests are selected. It knows tests and not their places, so that what is
 * selected stays so while tests are filtered and sorted.
 */
struct _ProctorMatrixSelection
{
  GObject parent_instance;

  /* Owned */
  GHashTable *masks; /* of columns, by their rows */

  ProctorMatrixRow *anchor_row; /* borrowed, only to be compared */
  int anchor_column;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorMatrixSelection, proctor_matrix_selection, G_TYPE_OBJECT)

/* More than that have no place in a mask; servers take fifty at most. */
#define MOST_COLUMNS 64

static guint64
get_bit (int column)
{
  return column >= 0 && column < MOST_COLUMNS ? G_GUINT64_CONSTANT (1) << column : 0;
}

/* All repeats that a test has. */
static guint64
get_all (ProctorMatrixRow *row)
{
  guint n_cells = proctor_matrix_row_get_n_cells (row);

  return n_cells >= MOST_COLUMNS ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << n_cells) - 1;
}

static void
set_mask (ProctorMatrixSelection *self,
          ProctorMatrixRow *row,
          guint64 mask)
{
  if (mask == 0)
    {
      g_hash_table_remove (self->masks, row);
      return;
    }

  g_hash_table_replace (self->masks, g_object_ref (row), g_memdup2 (&mask, sizeof mask));
}

static void
tell (ProctorMatrixSelection *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
proctor_matrix_selection_finalize (GObject *object)
{
  g_clear_pointer (&PROCTOR_MATRIX_SELECTION (object)->masks, g_hash_table_unref);

  G_OBJECT_CLASS (proctor_matrix_selection_parent_class)->finalize (object);
}

static void
proctor_matrix_selection_class_init (ProctorMatrixSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_matrix_selection_finalize;

  /**
   * ProctorMatrixSelection::changed:
   * @self: a selection
   *
   * Other runs are selected.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_MATRIX_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_matrix_selection_init (ProctorMatrixSelection *self)
{
  self->masks = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
}

/**
 * proctor_matrix_selection_new:
 *
 * Returns: (transfer full): a selection of nothing
 */
ProctorMatrixSelection *
proctor_matrix_selection_new (void)
{
  return g_object_new (PROCTOR_TYPE_MATRIX_SELECTION, NULL);
}

/**
 * proctor_matrix_selection_get_mask:
 * @self: a selection
 * @row: a test
 *
 * Returns: which of its repeats are selected, a bit each
 */
guint64
proctor_matrix_selection_get_mask (ProctorMatrixSelection *self,
                                   ProctorMatrixRow *row)
{
  guint64 *mask;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_SELECTION (self), 0);

  mask = g_hash_table_lookup (self->masks, row);

  return mask != NULL ? *mask : 0;
}

gboolean
proctor_matrix_selection_is_empty (ProctorMatrixSelection *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_SELECTION (self), TRUE);

  return g_hash_table_size (self->masks) == 0;
}

/**
 * proctor_matrix_selection_get_n_runs:
 * @self: a selection
 *
 * Returns: how many runs are selected
 */
guint
proctor_matrix_selection_get_n_runs (ProctorMatrixSelection *self)
{
  GHashTableIter iter;
  gpointer mask;
  guint n = 0;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_SELECTION (self), 0);

  g_hash_table_iter_init (&iter, self->masks);
  while (g_hash_table_iter_next (&iter, NULL, &mask))
    n += (guint) __builtin_popcountll (*(guint64 *) mask);

  return n;
}

/**
 * proctor_matrix_selection_dup_ids:
 * @self: a selection
 *
 * Returns: (transfer full): the ids of the runs that are selected
 */
char **
proctor_matrix_selection_dup_ids (ProctorMatrixSelection *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer row, mask;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_SELECTION (self), NULL);

  g_hash_table_iter_init (&iter, self->masks);
  while (g_hash_table_iter_next (&iter, &row, &mask))
    {
      for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
        {
          const char *id = proctor_run_row_get_test_run_id (proctor_matrix_row_get_cell (row, i)->run);

          if (id != NULL && (*(guint64 *) mask & get_bit ((int) i)) != 0)
            g_strv_builder_add (ids, id);
        }
    }

  return g_strv_builder_end (ids);
}

/**
 * proctor_matrix_selection_anchor:
 * @self: a selection
 * @row: a test
 * @column: one of its repeats
 *
 * Says where a range begins that is selected later.
 */
void
proctor_matrix_selection_anchor (ProctorMatrixSelection *self,
                                 ProctorMatrixRow *row,
                                 int column)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_SELECTION (self));

  self->anchor_row = row;
  self->anchor_column = column;
}

void
proctor_matrix_selection_toggle (ProctorMatrixSelection *self,
                                 ProctorMatrixRow *row,
                                 int column)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_SELECTION (self));

  proctor_matrix_selection_anchor (self, row, column);
  set_mask (self, row, proctor_matrix_selection_get_mask (self, row) ^ get_bit (column));
  tell (self);
}

/**
 * proctor_matrix_selection_extend:
 * @self: a selection
 * @rows: the tests as they are shown
 * @row: one of them
 * @column: one of its repeats
 *
 * Selects all repeats between where it was begun and here, and no others.
 */
void
proctor_matrix_selection_extend (ProctorMatrixSelection *self,
                                 GListModel *rows,
                                 ProctorMatrixRow *row,
                                 int column)
{
  guint from = GTK_INVALID_LIST_POSITION, to = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (PROCTOR_IS_MATRIX_SELECTION (self));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorMatrixRow) item = g_list_model_get_item (rows, i);

      if (item == self->anchor_row)
        from = i;
      if (item == row)
        to = i;
    }
  if (from == GTK_INVALID_LIST_POSITION)
    {
      proctor_matrix_selection_anchor (self, row, column);
      from = to;
    }

  g_hash_table_remove_all (self->masks);
  for (guint i = MIN (from, to); i <= MAX (from, to); i++)
    {
      g_autoptr (ProctorMatrixRow) item = g_list_model_get_item (rows, i);
      guint64 mask = 0;

      for (int j = MIN (self->anchor_column, column); j <= MAX (self->anchor_column, column); j++)
        mask |= get_bit (j);
      set_mask (self, item, mask & get_all (item));
    }
  tell (self);
}

/**
 * proctor_matrix_selection_select_all:
 * @self: a selection
 * @rows: the tests as they are shown
 *
 * Selects all their repeats.
 */
void
proctor_matrix_selection_select_all (ProctorMatrixSelection *self,
                                     GListModel *rows)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_SELECTION (self));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (rows, i);

      set_mask (self, row, get_all (row));
    }
  tell (self);
}

/**
 * proctor_matrix_selection_prune:
 * @self: a selection
 *
 * Runs may have been replaced, and tests may have gone: what isn't there any more isn't selected.
 */
void
proctor_matrix_selection_prune (ProctorMatrixSelection *self)
{
  GHashTableIter iter;
  gpointer row, value;
  gboolean changed = FALSE;

  g_return_if_fail (PROCTOR_IS_MATRIX_SELECTION (self));

  g_hash_table_iter_init (&iter, self->masks);
  while (g_hash_table_iter_next (&iter, &row, &value))
    {
      guint64 *mask = value;
      guint64 there = get_all (row);

      changed |= (*mask & ~there) != 0;
      *mask &= there;
      if (*mask == 0)
        g_hash_table_iter_remove (&iter);
    }
  if (changed)
    tell (self);
}

/**
 * proctor_matrix_selection_clear:
 * @self: a selection
 *
 * Selects nothing.
 */
void
proctor_matrix_selection_clear (ProctorMatrixSelection *self)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_SELECTION (self));

  if (g_hash_table_size (self->masks) == 0)
    return;

  g_hash_table_remove_all (self->masks);
  tell (self);
}

/**
 * proctor_matrix_selection_reset:
 * @self: a selection
 *
 * There are other tests: nothing is selected, and no range begins anywhere.
 */
void
proctor_matrix_selection_reset (ProctorMatrixSelection *self)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_SELECTION (self));

  self->anchor_row = NULL;
  g_hash_table_remove_all (self->masks);
  tell (self);
}
