/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-row.h"

#include "proctor-matrix-private.h"

/**
 * ProctorMatrixRow:
 *
 * A test that was run, and each of its repeats. It stays the same object while results arrive, and
 * says "changed" when some have.
 */
struct _ProctorMatrixRow
{
  GObject parent_instance;

  /* Owned */
  GArray *cells;
  char *test_id;
  char *node_id;
  char *name;

  guint counts[PROCTOR_N_OUTCOMES];
  gboolean is_changed;

  /* All columns before this one have been placed at that serial. */
  guint next_column;
  guint next_serial;
};

G_DEFINE_FINAL_TYPE (ProctorMatrixRow, proctor_matrix_row, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static ProctorMatrixCell *
get_cell (ProctorMatrixRow *self,
          guint column)
{
  return &g_array_index (self->cells, ProctorMatrixCell, column);
}

static void
clear_cell (gpointer data)
{
  ProctorMatrixCell *cell = data;

  g_clear_object (&cell->run);
}

static void
count_again (ProctorMatrixRow *self)
{
  for (guint i = 0; i < PROCTOR_N_OUTCOMES; i++)
    self->counts[i] = 0;
  for (guint i = 0; i < self->cells->len; i++)
    self->counts[proctor_matrix_row_get_outcome (self, i)]++;
}

static void
proctor_matrix_row_finalize (GObject *object)
{
  ProctorMatrixRow *self = PROCTOR_MATRIX_ROW (object);

  g_clear_pointer (&self->cells, g_array_unref);
  g_free (self->test_id);
  g_free (self->node_id);
  g_free (self->name);

  G_OBJECT_CLASS (proctor_matrix_row_parent_class)->finalize (object);
}

static void
proctor_matrix_row_class_init (ProctorMatrixRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_matrix_row_finalize;

  /**
   * ProctorMatrixRow::changed:
   * @self: a row
   *
   * Some of its repeats are others than before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_MATRIX_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_matrix_row_init (ProctorMatrixRow *self)
{
  self->cells = g_array_new (FALSE, TRUE, sizeof (ProctorMatrixCell));
  g_array_set_clear_func (self->cells, clear_cell);
}

ProctorMatrixRow *
proctor_matrix_row_new (ProctorRunRow *first)
{
  ProctorMatrixRow *self = g_object_new (PROCTOR_TYPE_MATRIX_ROW, NULL);

  self->test_id = g_strdup (proctor_run_row_get_test_id (first));
  self->node_id = g_strdup (proctor_run_row_get_workflow_node_id (first));
  self->name = g_strdup (proctor_run_row_get_test_name (first));

  return self;
}

/* Puts a run where the same run, or the one that it replaces, was before. */
void
proctor_matrix_row_place (ProctorMatrixRow *self,
                          guint column,
                          ProctorRunRow *run,
                          guint position,
                          guint serial)
{
  ProctorMatrixCell *cell = get_cell (self, column);

  cell->position = position;
  cell->serial = serial;
  if (!g_set_object (&cell->run, run))
    return;

  if (proctor_run_row_get_test_name (run) != NULL)
    g_set_str (&self->name, proctor_run_row_get_test_name (run));
  self->is_changed = TRUE;
}

/* A run that was not there before: in the stead of one that isn't any more, or behind the others.
 * Returns its column. */
guint
proctor_matrix_row_place_new (ProctorMatrixRow *self,
                              ProctorRunRow *run,
                              guint position,
                              guint serial)
{
  guint column = self->next_serial == serial ? self->next_column : 0;

  while (column < self->cells->len && get_cell (self, column)->serial == serial)
    column++;
  if (column == self->cells->len)
    g_array_set_size (self->cells, column + 1);
  proctor_matrix_row_place (self, column, run, position, serial);
  self->next_column = column + 1;
  self->next_serial = serial;

  return column;
}

/* What was not placed this time is gone. */
void
proctor_matrix_row_sweep (ProctorMatrixRow *self,
                          guint serial)
{
  for (guint i = self->cells->len; i > 0; i--)
    {
      if (get_cell (self, i - 1)->serial == serial)
        continue;
      g_array_remove_index (self->cells, i - 1);
      self->is_changed = TRUE;
    }
  if (self->is_changed)
    count_again (self);
}

void
proctor_matrix_row_tell (ProctorMatrixRow *self)
{
  if (!self->is_changed)
    return;

  self->is_changed = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const char *
proctor_matrix_row_get_test_id (ProctorMatrixRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), NULL);

  return self->test_id;
}

const char *
proctor_matrix_row_get_node_id (ProctorMatrixRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), NULL);

  return self->node_id;
}

/**
 * proctor_matrix_row_get_name:
 * @self: a row
 *
 * Returns: (nullable): what the test was called; %NULL where that can't be read
 */
const char *
proctor_matrix_row_get_name (ProctorMatrixRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), NULL);

  return self->name;
}

guint
proctor_matrix_row_get_n_cells (ProctorMatrixRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), 0);

  return self->cells->len;
}

/**
 * proctor_matrix_row_get_cell:
 * @self: a row
 * @column: which repeat, from 0
 *
 * Returns: (transfer none): the repeat; it is valid until the next change
 */
const ProctorMatrixCell *
proctor_matrix_row_get_cell (ProctorMatrixRow *self,
                             guint column)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), NULL);
  g_return_val_if_fail (column < self->cells->len, NULL);

  return get_cell (self, column);
}

/**
 * proctor_matrix_row_get_outcome:
 * @self: a row
 * @column: which repeat, from 0
 *
 * Returns: how it ended
 */
ProctorOutcome
proctor_matrix_row_get_outcome (ProctorMatrixRow *self,
                                guint column)
{
  gint64 outcome;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), PROCTOR_OUTCOME_ERROR);
  g_return_val_if_fail (column < self->cells->len, PROCTOR_OUTCOME_ERROR);

  outcome = proctor_run_row_get_outcome (get_cell (self, column)->run);

  return outcome >= 0 && outcome < (gint64) PROCTOR_N_OUTCOMES ? (ProctorOutcome) outcome : PROCTOR_OUTCOME_ERROR;
}

guint
proctor_matrix_row_get_count (ProctorMatrixRow *self,
                              ProctorOutcome outcome)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), 0);
  g_return_val_if_fail (outcome < PROCTOR_N_OUTCOMES, 0);

  return self->counts[outcome];
}

/**
 * proctor_matrix_row_get_n_decided:
 * @self: a row
 *
 * Returns: how many of its repeats say something of the agent
 */
guint
proctor_matrix_row_get_n_decided (ProctorMatrixRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), 0);

  return self->counts[PROCTOR_OUTCOME_PASSED] + self->counts[PROCTOR_OUTCOME_FAILED];
}

/**
 * proctor_matrix_row_is_flaky:
 * @self: a row
 *
 * Returns: whether the test passes only sometimes; what could not be carried out doesn't tell
 */
gboolean
proctor_matrix_row_is_flaky (ProctorMatrixRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), FALSE);

  return self->counts[PROCTOR_OUTCOME_PASSED] > 0 && self->counts[PROCTOR_OUTCOME_FAILED] > 0;
}

/**
 * proctor_matrix_row_matches:
 * @self: a row
 * @filter: which tests are wanted
 *
 * Returns: whether it is one of them
 */
gboolean
proctor_matrix_row_matches (ProctorMatrixRow *self,
                            ProctorMatrixFilter filter)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_ROW (self), FALSE);

  switch (filter)
    {
    case PROCTOR_MATRIX_ALL:
      return TRUE;
    case PROCTOR_MATRIX_FAILED:
      return self->counts[PROCTOR_OUTCOME_FAILED] > 0;
    case PROCTOR_MATRIX_ERRORS:
      return self->counts[PROCTOR_OUTCOME_ERROR] > 0;
    case PROCTOR_MATRIX_FLAKY:
      return proctor_matrix_row_is_flaky (self);
    case PROCTOR_MATRIX_INCONCLUSIVE:
      return self->counts[PROCTOR_OUTCOME_INCONCLUSIVE] > 0;
    case PROCTOR_MATRIX_PENDING:
      return self->counts[PROCTOR_OUTCOME_PENDING] > 0;
    }

  return FALSE;
}
