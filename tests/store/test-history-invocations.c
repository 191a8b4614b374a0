/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-invocations.h"
#include "proctor-history-names.h"
#include "proctor-testing.h"
#include "testing-history.h"
#include "testing-result.h"

/* Which invocations the history has, what is found among them, and letting go of one. */

static const TestingRun mixed[] = {
  { .test_id = "refund", .status = "passed", .result = "success", .at = 10, .said = "The unicorn sleeps" },
  { .test_id = "refund", .status = "failed", .result = "failure", .at = 20 },
  { .test_id = "hours", .status = "failed", .result = NULL, .at = 30 },
  { .test_id = "hours", .status = "failed", .result = "unknown", .at = 40 },
  { .test_id = "hours", .status = "cancelled", .at = 50 },
  { .test_id = "hours", .status = "pending", .at = 60 },
};

static GPtrArray *
list (TestingHistory *self,
      const char *workspace_id,
      const char *text)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *runs;

  proctor_history_list_invocations_async (self->history, workspace_id, text, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  runs = proctor_history_list_invocations_finish (self->history, result, &error);
  g_assert_no_error (error);

  return runs;
}

/* What is found, separated by spaces. */
static void
assert_found (TestingHistory *self,
              const char *workspace_id,
              const char *text,
              const char *expected)
{
  g_autoptr (GPtrArray) runs = list (self, workspace_id, text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      ProctorPastRun *run = g_ptr_array_index (runs, i);

      if (run->found)
        g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", run->id);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
remove_one (TestingHistory *self,
            const char *workspace_id,
            const char *id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_remove_async (self->history, workspace_id, id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_remove_finish (self->history, result, &error));
  g_assert_no_error (error);
}

/* Errors are no failures here, whatever a server makes of them. */
static void
test_counts (TestingHistory *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) runs = NULL;
  ProctorPastRun *run;

  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  runs = list (self, "w", "");
  g_assert_cmpuint (runs->len, ==, 1);
  run = g_ptr_array_index (runs, 0);
  g_assert_cmpstr (run->id, ==, "one");
  g_assert_cmpuint (run->n_runs, ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (run->counts); i++)
    g_assert_cmpuint (run->counts[i], ==, 1);
}

static void
test_search (TestingHistory *self,
             gconstpointer data)
{
  g_autoptr (GHashTable) names = NULL;

  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  testing_history_add_run (self, "w", "two", (TestingRun) { .test_id = "ÄRGER %", .status = "passed", .at = 70 });
  testing_history_add_run (self, "other", "three", (TestingRun) { .test_id = "refund", .status = "passed", .at = 70 });

  assert_found (self, "w", "", "two one");
  assert_found (self, "w", "  ", "two one");
  assert_found (self, "w", "REFUND", "one");
  assert_found (self, "w", " ärger", "two");
  assert_found (self, "w", "%", "two");
  assert_found (self, "w", "refun_", "");
  assert_found (self, "w", "\"'; --", "");
  assert_found (self, "w", "\xff", "");
  assert_found (self, "other", "refund", "three");
  assert_found (self, "nowhere", "refund", "");

  /* By what its agent is called, whatever a server calls it. */
  names = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (names, (gpointer) "agent_1", (gpointer) "Hafenhotel Änderung");
  proctor_history_keep_names (self->history, "w", names);
  assert_found (self, "w", "hotel ä", "two one");
  assert_found (self, "w", "agent_1", "two one");
  assert_found (self, "other", "hotel", "");
}

static void
test_remove (TestingHistory *self,
             gconstpointer data)
{
  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  testing_history_add_run (self, "w", "two", (TestingRun) { .test_id = "hours", .status = "passed", .at = 70 });
  testing_history_add_run (self, "other", "one", (TestingRun) { .test_id = "refund", .status = "passed", .at = 70 });
  testing_history_assert_finds (self, "w", "unicorn", "one_run_0");

  remove_one (self, "w", "one");
  remove_one (self, "w", "never-there");
  assert_found (self, "w", "", "two");
  assert_found (self, "other", "", "one");
  testing_history_assert_finds (self, "w", "unicorn", "");
  testing_history_assert_results (self, "w", "hours:P@70");
  /* Known all the same: it would be fetched again at once otherwise. */
  testing_history_assert_settled (self, "w", "two one");

  testing_history_reopen (self, TRUE);
  assert_found (self, "w", "", "two");

  /* Who looks at it again gets it back. */
  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  assert_found (self, "w", "refund", "one");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_history_add ("counts", TESTING_HISTORY_INDEXED, test_counts);
  testing_history_add ("search", TESTING_HISTORY_PLAIN, test_search);
  testing_history_add ("remove", TESTING_HISTORY_INDEXED, test_remove);
  testing_history_add ("remove", TESTING_HISTORY_PLAIN, test_remove);

  return g_test_run ();
}
