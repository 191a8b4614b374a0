/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix.h"
#include "proctor-result-bucket.h"
#include "proctor-result-group.h"
#include "proctor-run-group.h"
#include "proctor-testing.h"

#include <math.h>
#include <string.h>

/* A run in few letters: its test, its id and how it ended, as in "a1P". */
static ProctorRunRow *
make_run (const char *letters)
{
  static const char outcomes[] = "-PFEIC";
  ProctorRunRow *run = proctor_run_row_new ();
  const char test[] = { letters[0], '\0' };
  g_autofree char *id = g_strndup (letters, strlen (letters) - 1);
  g_autofree char *name = g_strdup_printf ("Test %s", test);

  proctor_run_row_set_test_run_id (run, id);
  proctor_run_row_set_test_id (run, test);
  proctor_run_row_set_test_name (run, name);
  proctor_run_row_set_outcome (run, strchr (outcomes, letters[strlen (letters) - 1]) - outcomes);

  return run;
}

static void
take (ProctorMatrix *matrix,
      const char *letters)
{
  g_auto (GStrv) words = g_strsplit (letters, " ", -1);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    g_ptr_array_add (runs, make_run (words[i]));
  proctor_matrix_take (matrix, (ProctorRunRow *const *) runs->pdata, runs->len);
}

/* Each row as its test and its cells, as in "a:1P,2F b:3-". */
static void
assert_matrix (ProctorMatrix *matrix,
               const char *expected)
{
  static const char outcomes[] = "-PFEIC";
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      g_string_append_printf (line, "%s%s:", i > 0 ? " " : "", proctor_matrix_row_get_test_id (row));
      for (guint j = 0; j < proctor_matrix_row_get_n_cells (row); j++)
        {
          const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (row, j);

          g_string_append_printf (line, "%s%s%c", j > 0 ? "," : "", proctor_run_row_get_test_run_id (cell->run) + 1, outcomes[proctor_matrix_row_get_outcome (row, j)]);
        }
    }
  g_assert_cmpstr (line->str, ==, expected);
}

typedef struct
{
  GString *line;
} Log;

static void
items_changed_cb (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  Log *log)
{
  g_string_append_printf (log->line, "[%u-%u+%u]", position, removed, added);
}

static void
changed_cb (ProctorMatrixRow *row,
            Log *log)
{
  g_string_append_printf (log->line, "(%s)", proctor_matrix_row_get_test_id (row));
}

static void
assert_log (Log *log,
            const char *expected)
{
  g_assert_cmpstr (log->line->str, ==, expected);
  g_string_truncate (log->line, 0);
}

static void
follow_rows (ProctorMatrix *matrix,
             Log *log)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      g_signal_connect (row, "changed", G_CALLBACK (changed_cb), log);
    }
}

static void
test_order (void)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  g_autoptr (GString) line = g_string_new (NULL);
  Log log = { line };

  g_signal_connect (matrix, "items-changed", G_CALLBACK (items_changed_cb), &log);
  take (matrix, "a1- b2- a3-");
  assert_matrix (matrix, "a:1-,3- b:2-");
  assert_log (&log, "[0-0+2]");
  follow_rows (matrix, &log);

  /* Another order changes nothing, and results only where they are. */
  take (matrix, "b2P a3F a1-");
  assert_matrix (matrix, "a:1-,3F b:2P");
  assert_log (&log, "(a)(b)");

  /* Late runs come behind the others. */
  take (matrix, "c9- b8- b2P a1P a3F");
  assert_matrix (matrix, "a:1P,3F b:2P,8- c:9-");
  assert_log (&log, "[2-0+1](a)(b)");
}

/* Who is told nothing new tells nobody. */
static void
test_same (void)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (ProctorRunRow) one = make_run ("a1P");
  g_autoptr (ProctorRunRow) other = make_run ("b2-");
  g_autoptr (ProctorRunRow) ended = make_run ("b2F");
  Log log = { line };

  proctor_matrix_take (matrix, (ProctorRunRow *[]) { one, other }, 2);
  follow_rows (matrix, &log);
  g_signal_connect (matrix, "items-changed", G_CALLBACK (items_changed_cb), &log);
  proctor_matrix_take (matrix, (ProctorRunRow *[]) { one, other }, 2);
  assert_log (&log, "");
  proctor_matrix_take (matrix, (ProctorRunRow *[]) { one, ended }, 2);
  assert_log (&log, "(b)");
}

/* Runs that are run again under other ids take the place of those before. */
static void
test_replaced (void)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();

  take (matrix, "a1P a2F a3P b4F");
  take (matrix, "a1P a3P b4F a7-");
  assert_matrix (matrix, "a:1P,7-,3P b:4F");
  take (matrix, "a7P a1P a3P b4F");
  assert_matrix (matrix, "a:1P,7P,3P b:4F");
}

static void
test_vanished (void)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  ProctorMatrixRow *row;
  guint column;

  take (matrix, "a1P a2F b3P c4F c5F");
  take (matrix, "a2F c4F c5P");
  assert_matrix (matrix, "a:2F c:4F,5P");
  g_assert_true (proctor_matrix_find (matrix, "c5", &row, &column));
  g_assert_cmpstr (proctor_matrix_row_get_test_id (row), ==, "c");
  g_assert_cmpuint (column, ==, 1);
  g_assert_false (proctor_matrix_find (matrix, "b3", &row, &column));
  take (matrix, "c5P a2F b6P c4F");
  assert_matrix (matrix, "a:2F c:4F,5P b:6P");
  take (matrix, "");
  assert_matrix (matrix, "");
  g_assert_cmpuint (proctor_matrix_get_n_runs (matrix), ==, 0);
}

/* A server that gives two runs one id, or a run another test, is not to be trusted, but not to be
 * stumbled over either. */
static void
test_odd (void)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  g_autoptr (ProctorRunRow) unreadable = proctor_run_row_new ();
  g_autoptr (ProctorRunRow) fine = make_run ("a1P");

  take (matrix, "a1P a1F b1-");
  assert_matrix (matrix, "a:1P,1F b:1-");
  take (matrix, "a1P a1F b1P");
  assert_matrix (matrix, "a:1P,1F b:1P");
  take (matrix, "b1P");
  assert_matrix (matrix, "b:1P");

  proctor_run_row_set_problem (unreadable, "?");
  proctor_run_row_set_outcome (unreadable, 77);
  proctor_matrix_take (matrix, (ProctorRunRow *[]) { unreadable, fine, unreadable }, 3);
  g_assert_cmpuint (proctor_matrix_get_sums (matrix)->n_unreadable, ==, 2);
  g_assert_cmpuint (proctor_matrix_get_sums (matrix)->counts[PROCTOR_OUTCOME_ERROR], ==, 2);
  proctor_matrix_take (matrix, (ProctorRunRow *[]) { fine, unreadable }, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (matrix)), ==, 2);
}

static void
assert_matches (ProctorMatrix *matrix,
                ProctorMatrixFilter filter,
                const char *expected)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      if (proctor_matrix_row_matches (row, filter))
        g_string_append (line, proctor_matrix_row_get_test_id (row));
    }
  g_assert_cmpstr (line->str, ==, expected);
}

static void
test_counts (void)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  g_autoptr (ProctorMatrixRow) row = NULL;
  const ProctorMatrixSums *sums;
  guint n_tests;

  take (matrix, "a1P a2F a3E b4P b5P b6E c7I c8C d9- e10F");
  row = g_list_model_get_item (G_LIST_MODEL (matrix), 0);
  /* What could not be carried out is no failure and makes no test flaky. */
  g_assert_cmpuint (proctor_matrix_row_get_n_decided (row), ==, 2);
  g_assert_cmpuint (proctor_matrix_get_n_flaky (matrix), ==, 1);
  g_assert_cmpuint (proctor_matrix_get_n_columns (matrix), ==, 3);
  g_assert_cmpuint (proctor_matrix_get_n_runs (matrix), ==, 10);
  sums = proctor_matrix_get_sums (matrix);
  g_assert_cmpuint (sums->counts[PROCTOR_OUTCOME_PASSED], ==, 3);
  g_assert_cmpuint (sums->counts[PROCTOR_OUTCOME_FAILED], ==, 2);
  g_assert_cmpuint (sums->counts[PROCTOR_OUTCOME_ERROR], ==, 2);
  g_assert_cmpuint (sums->counts[PROCTOR_OUTCOME_INCONCLUSIVE], ==, 1);
  g_assert_cmpuint (sums->counts[PROCTOR_OUTCOME_CANCELLED], ==, 1);
  g_assert_cmpuint (sums->counts[PROCTOR_OUTCOME_PENDING], ==, 1);
  g_assert_false (sums->has_price);

  assert_matches (matrix, PROCTOR_MATRIX_ALL, "abcde");
  assert_matches (matrix, PROCTOR_MATRIX_FAILED, "ae");
  assert_matches (matrix, PROCTOR_MATRIX_ERRORS, "ab");
  assert_matches (matrix, PROCTOR_MATRIX_FLAKY, "a");
  assert_matches (matrix, PROCTOR_MATRIX_INCONCLUSIVE, "c");
  assert_matches (matrix, PROCTOR_MATRIX_PENDING, "d");

  /* Of a and b two are decided, of e one. */
  g_assert_cmpfloat_with_epsilon (proctor_matrix_get_pass_power (matrix, 2, &n_tests), 0.5, 1e-9);
  g_assert_cmpuint (n_tests, ==, 2);
  g_assert_true (isnan (proctor_matrix_get_pass_power (matrix, 3, NULL)));
}

static void
assert_groups (ProctorInvocation *head,
               ProctorMatrix *matrix,
               gboolean own,
               const char *expected)
{
  static const char outcomes[] = "-PFEIC";
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GListModel) groups = NULL;
  gboolean is_own;

  groups = proctor_run_groups_make (head, matrix, &is_own);
  g_assert_cmpint (is_own, ==, own);
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (ProctorRunGroup) group = g_list_model_get_item (groups, i);
      g_autofree char *ids = g_strjoinv (",", (char **) proctor_run_group_get_run_ids (group));

      g_string_append_printf (line, "%s%s %s %c %s", i > 0 ? "; " : "", proctor_run_group_get_test_name (group), proctor_run_group_get_title (group) != NULL ? proctor_run_group_get_title (group) : "-",
                              outcomes[proctor_run_group_get_outcome (group)], ids);
    }
  g_assert_cmpstr (line->str, ==, expected);
}

/* What the server has put together is shown so; otherwise what ended alike, for the same reason. */
static void
test_groups (void)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  g_autoptr (ProctorInvocation) head = proctor_invocation_new ();
  g_autoptr (ProctorResultGroup) group = proctor_result_group_new ();
  g_autoptr (ProctorResultBucket) bucket = proctor_result_bucket_new ();
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const letters[] = { "a1P", "a2F", "a3F", "a4F", "a5P", "b6-", "b7E" };
  const char *const reasons[] = { "fine", "late", "rude", "late", "good", NULL, NULL };
  const char *const ids[] = { "a2", "a4", "gone", NULL };

  assert_groups (NULL, matrix, TRUE, "");
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_ptr_array_add (runs, make_run (letters[i]));
      proctor_run_row_set_summary (g_ptr_array_index (runs, i), reasons[i]);
    }
  proctor_matrix_take (matrix, (ProctorRunRow *const *) runs->pdata, runs->len);
  assert_groups (head, matrix, TRUE, "Test a - P a1,a5; Test a - F a2,a4; Test a - F a3; Test b - E b7");

  proctor_result_bucket_set_title (bucket, "Too-late");
  proctor_result_bucket_set_test_run_ids (bucket, ids);
  proctor_result_group_set_test_name (group, "A");
  g_list_store_append (G_LIST_STORE (proctor_result_group_get_buckets (group)), bucket);
  g_list_store_append (G_LIST_STORE (proctor_invocation_get_result_groups (head)), group);
  assert_groups (head, matrix, FALSE, "A Too-late F a2,a4,gone");
}

static void
test_sums (void)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  g_autoptr (ProctorRunRow) one = make_run ("a1P");
  g_autoptr (ProctorRunRow) other = make_run ("a2F");
  const ProctorMatrixSums *sums = proctor_matrix_get_sums (matrix);

  proctor_run_row_set_price (one, 0.25);
  proctor_run_row_set_credits_used (other, 12);
  proctor_run_row_set_n_mocked (one, 3);
  proctor_run_row_set_n_unmatched (one, 1);
  proctor_run_row_set_n_unmatched (other, 2);
  proctor_run_row_set_n_unmocked (other, 4);
  proctor_matrix_take (matrix, (ProctorRunRow *[]) { one, other }, 2);
  g_assert_true (sums->has_price && sums->has_credits);
  g_assert_cmpfloat (sums->price, ==, 0.25);
  g_assert_cmpfloat (sums->credits_used, ==, 12);
  g_assert_cmpuint (sums->n_mocked, ==, 3);
  g_assert_cmpuint (sums->n_unmocked, ==, 4);
  g_assert_cmpuint (sums->n_unmatched, ==, 3);
  g_assert_cmpuint (sums->n_unmatched_passed, ==, 1);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/matrix/order", test_order);
  g_test_add_func ("/matrix/same", test_same);
  g_test_add_func ("/matrix/replaced", test_replaced);
  g_test_add_func ("/matrix/vanished", test_vanished);
  g_test_add_func ("/matrix/odd", test_odd);
  g_test_add_func ("/matrix/counts", test_counts);
  g_test_add_func ("/matrix/groups", test_groups);
  g_test_add_func ("/matrix/sums", test_sums);

  return g_test_run ();
}
