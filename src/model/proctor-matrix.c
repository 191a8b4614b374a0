/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix.h"

#include <math.h>

#include "proctor-matrix-private.h"
#include "proctor-statistics.h"

/**
 * ProctorMatrix:
 *
 * The runs of an invocation as tests and their repeats: a list of #ProctorMatrixRow. Whatever order
 * a server answers in, a test stays in its place and a run in its column; a run that is run again
 * under another id takes the place of the one that it replaces.
 */
struct _ProctorMatrix
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *rows;
  GHashTable *by_test; /* of rows, borrowed, by test and node */
  GArray *places;      /* of Place, by the runs' position */

  ProctorMatrixSums sums;
  guint serial;
  guint n_columns;
  guint n_flaky;
};

/* Where a run is. */
typedef struct
{
  ProctorMatrixRow *row; /* borrowed */
  guint column;
} Place;

enum
{
  SIGNAL_UPDATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
proctor_matrix_get_item_type (GListModel *model)
{
  return PROCTOR_TYPE_MATRIX_ROW;
}

static guint
proctor_matrix_get_n_items (GListModel *model)
{
  return PROCTOR_MATRIX (model)->rows->len;
}

static gpointer
proctor_matrix_get_item (GListModel *model,
                         guint position)
{
  ProctorMatrix *self = PROCTOR_MATRIX (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = proctor_matrix_get_item_type;
  iface->get_n_items = proctor_matrix_get_n_items;
  iface->get_item = proctor_matrix_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorMatrix, proctor_matrix, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static char *
make_key (const char *test_id,
          const char *node_id)
{
  return g_strdup_printf ("%s\n%s", test_id != NULL ? test_id : "", node_id != NULL ? node_id : "");
}

static const ProctorMatrixCell *
get_cell (const Place *place)
{
  return proctor_matrix_row_get_cell (place->row, place->column);
}

static gboolean
is_same_run (const Place *place,
             ProctorRunRow *run)
{
  ProctorRunRow *shown = get_cell (place)->run;

  return shown == run || (proctor_run_row_get_test_run_id (run) != NULL && g_strcmp0 (proctor_run_row_get_test_run_id (shown), proctor_run_row_get_test_run_id (run)) == 0 && g_strcmp0 (proctor_run_row_get_test_id (shown), proctor_run_row_get_test_id (run)) == 0 && g_strcmp0 (proctor_run_row_get_workflow_node_id (shown), proctor_run_row_get_workflow_node_id (run)) == 0);
}

/* Where runs were, by their ids; only needed when they come in another order. */
static GHashTable *
collect_places (ProctorMatrix *self)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = &g_array_index (self->places, Place, i);
      const char *id = proctor_run_row_get_test_run_id (get_cell (place)->run);

      if (id != NULL)
        g_hash_table_insert (places, (gpointer) id, place);
    }

  return places;
}

/* Repeats of a test mostly come one after the other: @last is the row of the run before. */
static ProctorMatrixRow *
ensure_row (ProctorMatrix *self,
            ProctorRunRow *run,
            ProctorMatrixRow *last)
{
  g_autofree char *key = NULL;
  ProctorMatrixRow *row;

  if (last != NULL && g_strcmp0 (proctor_matrix_row_get_test_id (last), proctor_run_row_get_test_id (run)) == 0 && g_strcmp0 (proctor_matrix_row_get_node_id (last), proctor_run_row_get_workflow_node_id (run)) == 0)
    return last;

  key = make_key (proctor_run_row_get_test_id (run), proctor_run_row_get_workflow_node_id (run));
  row = g_hash_table_lookup (self->by_test, key);
  if (row == NULL)
    {
      row = proctor_matrix_row_new (run);
      g_ptr_array_add (self->rows, row);
      g_hash_table_insert (self->by_test, g_steal_pointer (&key), row);
    }

  return row;
}

/* Finds out where each run was; the place of one that is new has no row yet. */
static GArray *
find_places (ProctorMatrix *self,
             ProctorRunRow *const *runs,
             guint n_runs)
{
  GArray *places = g_array_sized_new (FALSE, TRUE, sizeof (Place), n_runs);
  g_autoptr (GHashTable) by_id = NULL;

  g_array_set_size (places, n_runs);
  if (self->places->len == 0)
    return places;

  for (guint i = 0; i < n_runs; i++)
    {
      const char *id = proctor_run_row_get_test_run_id (runs[i]);
      Place *place = i < self->places->len ? &g_array_index (self->places, Place, i) : NULL;

      if (place == NULL || !is_same_run (place, runs[i]))
        {
          if (by_id == NULL)
            by_id = collect_places (self);
          place = id != NULL ? g_hash_table_lookup (by_id, id) : NULL;
        }
      if (place != NULL && is_same_run (place, runs[i]))
        g_array_index (places, Place, i) = *place;
    }

  return places;
}

static void
add_sums (ProctorMatrixSums *sums,
          ProctorRunRow *run)
{
  gboolean has_price = proctor_record_get_presence (PROCTOR_RECORD (run), PROCTOR_RUN_ROW_FIELD_PRICE) == PROCTOR_PRESENCE_VALUE;
  gboolean has_credits = proctor_record_get_presence (PROCTOR_RECORD (run), PROCTOR_RUN_ROW_FIELD_CREDITS_USED) == PROCTOR_PRESENCE_VALUE;
  gint64 n_unmatched = proctor_run_row_get_n_unmatched (run);

  if (has_price)
    sums->price += proctor_run_row_get_price (run);
  if (has_credits)
    sums->credits_used += proctor_run_row_get_credits_used (run);
  sums->has_price |= has_price;
  sums->has_credits |= has_credits;
  sums->n_mocked += (guint64) proctor_run_row_get_n_mocked (run);
  sums->n_unmocked += (guint64) proctor_run_row_get_n_unmocked (run);
  sums->n_unmatched += (guint64) n_unmatched;
  if (n_unmatched > 0 && proctor_run_row_get_outcome (run) == PROCTOR_OUTCOME_PASSED)
    sums->n_unmatched_passed++;
  if (proctor_run_row_get_problem (run) != NULL)
    sums->n_unreadable++;
}

static void
sum_up (ProctorMatrix *self,
        ProctorRunRow *const *runs,
        guint n_runs)
{
  self->sums = (ProctorMatrixSums) { 0 };
  self->n_columns = 0;
  self->n_flaky = 0;
  for (guint i = 0; i < n_runs; i++)
    add_sums (&self->sums, runs[i]);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ProctorMatrixRow *row = g_ptr_array_index (self->rows, i);

      self->n_columns = MAX (self->n_columns, proctor_matrix_row_get_n_cells (row));
      self->n_flaky += proctor_matrix_row_is_flaky (row) ? 1 : 0;
      for (guint outcome = 0; outcome < PROCTOR_N_OUTCOMES; outcome++)
        self->sums.counts[outcome] += proctor_matrix_row_get_count (row, (ProctorOutcome) outcome);
    }
}

/* Removes tests that have no runs any more; what becomes of the list is told at once for each. */
static void
remove_empty (ProctorMatrix *self,
              guint n_known)
{
  for (guint i = n_known; i > 0; i--)
    {
      ProctorMatrixRow *row = g_ptr_array_index (self->rows, i - 1);
      g_autofree char *key = NULL;

      if (proctor_matrix_row_get_n_cells (row) > 0)
        continue;
      key = make_key (proctor_matrix_row_get_test_id (row), proctor_matrix_row_get_node_id (row));
      g_hash_table_remove (self->by_test, key);
      g_ptr_array_remove_index (self->rows, i - 1);
    }
}

static void
proctor_matrix_finalize (GObject *object)
{
  ProctorMatrix *self = PROCTOR_MATRIX (object);

  g_clear_pointer (&self->by_test, g_hash_table_unref);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_matrix_parent_class)->finalize (object);
}

static void
proctor_matrix_class_init (ProctorMatrixClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_matrix_finalize;

  /**
   * ProctorMatrix::updated:
   * @self: a matrix
   *
   * It was told what has become of its runs. Rows that have changed have said so before.
   */
  signals[SIGNAL_UPDATED] = g_signal_new ("updated", PROCTOR_TYPE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_matrix_init (ProctorMatrix *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_test = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
}

/**
 * proctor_matrix_new:
 *
 * Returns: (transfer full): a matrix without runs
 */
ProctorMatrix *
proctor_matrix_new (void)
{
  return g_object_new (PROCTOR_TYPE_MATRIX, NULL);
}

/**
 * proctor_matrix_take:
 * @self: a matrix
 * @runs: (array length=n_runs): all runs there are now
 * @n_runs: how many
 *
 * Shows what has become of the runs. A row whose runs are the objects that it had before does not
 * say that it has changed.
 */
void
proctor_matrix_take (ProctorMatrix *self,
                     ProctorRunRow *const *runs,
                     guint n_runs)
{
  g_autoptr (GArray) places = NULL;
  ProctorMatrixRow *last = NULL;
  guint n_known, n_kept;

  g_return_if_fail (PROCTOR_IS_MATRIX (self));

  self->serial++;
  n_known = self->rows->len;
  places = find_places (self, runs, n_runs);
  for (guint i = 0; i < n_runs; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      if (place->row == NULL)
        continue;
      /* Two with one id: the second is another. */
      if (get_cell (place)->serial == self->serial)
        *place = (Place) { 0 };
      else
        proctor_matrix_row_place (place->row, place->column, runs[i], i, self->serial);
    }
  for (guint i = 0; i < n_runs; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      if (place->row != NULL)
        continue;
      place->row = ensure_row (self, runs[i], last);
      place->column = proctor_matrix_row_place_new (place->row, runs[i], i, self->serial);
      last = place->row;
    }

  for (guint i = 0; i < self->rows->len; i++)
    proctor_matrix_row_sweep (g_ptr_array_index (self->rows, i), self->serial);
  n_kept = self->rows->len - n_known;
  remove_empty (self, n_known);
  n_kept = self->rows->len - n_kept;

  /* Where columns moved together, runs are elsewhere than they were placed. */
  g_array_set_size (self->places, 0);
  g_array_set_size (self->places, n_runs);
  for (guint i = 0; i < self->rows->len; i++)
    {
      ProctorMatrixRow *row = g_ptr_array_index (self->rows, i);

      for (guint column = 0; column < proctor_matrix_row_get_n_cells (row); column++)
        g_array_index (self->places, Place, proctor_matrix_row_get_cell (row, column)->position) = (Place) { row, column };
    }

  sum_up (self, runs, n_runs);
  if (n_kept < n_known)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_known, self->rows->len);
  else if (self->rows->len > n_known)
    g_list_model_items_changed (G_LIST_MODEL (self), n_known, 0, self->rows->len - n_known);
  for (guint i = 0; i < self->rows->len; i++)
    proctor_matrix_row_tell (g_ptr_array_index (self->rows, i));
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

/**
 * proctor_matrix_find:
 * @self: a matrix
 * @run_id: a run
 * @row: (out) (transfer none): its test
 * @column: (out): which repeat it is
 *
 * Returns: whether it is there
 */
gboolean
proctor_matrix_find (ProctorMatrix *self,
                     const char *run_id,
                     ProctorMatrixRow **row,
                     guint *column)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX (self), FALSE);
  g_return_val_if_fail (run_id != NULL, FALSE);

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);

      if (g_strcmp0 (proctor_run_row_get_test_run_id (get_cell (place)->run), run_id) != 0)
        continue;
      *row = place->row;
      *column = place->column;
      return TRUE;
    }

  return FALSE;
}

guint
proctor_matrix_get_n_runs (ProctorMatrix *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX (self), 0);

  return self->places->len;
}

/**
 * proctor_matrix_get_n_columns:
 * @self: a matrix
 *
 * Returns: how many repeats the test with the most has
 */
guint
proctor_matrix_get_n_columns (ProctorMatrix *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX (self), 0);

  return self->n_columns;
}

guint
proctor_matrix_get_n_flaky (ProctorMatrix *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX (self), 0);

  return self->n_flaky;
}

/**
 * proctor_matrix_get_sums:
 * @self: a matrix
 *
 * Returns: (transfer none): what all runs together come to
 */
const ProctorMatrixSums *
proctor_matrix_get_sums (ProctorMatrix *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX (self), NULL);

  return &self->sums;
}

/**
 * proctor_matrix_get_pass_power:
 * @self: a matrix
 * @k: how many runs in a row
 * @n_tests: (out) (optional): of how many tests that can be said
 *
 * Returns: how likely a test of these passes @k times in a row, NaN where nobody can tell
 */
double
proctor_matrix_get_pass_power (ProctorMatrix *self,
                               guint k,
                               guint *n_tests)
{
  double sum = 0;
  guint n = 0;

  g_return_val_if_fail (PROCTOR_IS_MATRIX (self), NAN);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ProctorMatrixRow *row = g_ptr_array_index (self->rows, i);
      double power = proctor_statistics_pass_power (proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED), proctor_matrix_row_get_n_decided (row), k);

      if (isnan (power))
        continue;
      sum += power;
      n++;
    }
  if (n_tests != NULL)
    *n_tests = n;

  return n > 0 ? sum / n : NAN;
}
