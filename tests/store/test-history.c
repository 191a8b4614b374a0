/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-database.h"
#include "proctor-history.h"
#include "proctor-testing.h"
#include "testing-history.h"
#include "testing-result.h"

#include <string.h>

/* What a history makes of invocations, and what it knows of the runs. */

/* Hardly anything in it is what it should be. */
#define ODD_INVOCATION                                                                                                              \
  "{\"id\": \"odd\", \"test_runs\": [5, {\"test_run_id\": 7}, {\"test_run_id\": \"s\", \"test_id\": \"t\", \"status\": \"passed\"," \
  " \"last_updated_at_unix\": \"never\", \"agent_responses\": [5, {\"message\": 7}, {\"message\": null}, \"said\"],"                \
  " \"condition_result\": {\"rationale\": {\"messages\": [1, \"odd words\"], \"summary\": {}}}}]}"

static void
test_results (TestingHistory *self,
              gconstpointer data)
{
  static const TestingRun many[] = {
    { .test_id = "a", .status = "passed", .result = "success", .at = 10 },
    { .test_id = "a", .status = "failed", .result = "failure", .at = 20 },
    { .test_id = "a", .status = "failed", .result = NULL, .at = 30 },
    { .test_id = "a", .status = "failed", .result = "unknown", .at = 40 },
    { .test_id = "a", .status = "cancelled", .at = 50 },
    { .test_id = "a", .status = "pending", .at = 60 },
    { .test_id = "b", .status = "pending", .at = 70 },
    { .test_id = "c", .status = "teleported", .at = 80 },
    { .test_id = "d", .status = "passed", .at = 5 },
  };

  testing_history_assert_results (self, "w", "");
  testing_history_add_runs (self, "w", "one", many, G_N_ELEMENTS (many));
  testing_history_assert_results (self, "w", "a:CIEFP@50 d:P@5");
  testing_history_assert_settled (self, "w", "");

  /* No more than five, and those of a later invocation are not the newest for that. */
  testing_history_add_run (self, "w", "two", (TestingRun) { .test_id = "a", .status = "passed", .at = 45 });
  testing_history_assert_results (self, "w", "a:CPIEF@50 d:P@5");
  testing_history_assert_settled (self, "w", "two");

  /* One that doesn't say when it ended is as old as its invocation. */
  testing_history_add_run (self, "w", "three", (TestingRun) { .test_id = "d", .status = "failed", .result = "failure" });
  testing_history_assert_results (self, "w", "a:CPIEF@50 d:FP@1782000000");

  testing_history_reopen (self, TRUE);
  testing_history_assert_results (self, "w", "a:CPIEF@50 d:FP@1782000000");
}

static void
test_again (TestingHistory *self,
            gconstpointer data)
{
  static const TestingRun before[] = {
    { .test_id = "a", .status = "pending", .at = 10 },
    { .test_id = "b", .status = "passed", .at = 20, .said = "The unicorn sleeps" },
    { .test_id = "c", .status = "passed", .at = 30, .said = "The griffin wakes" },
  };
  static const TestingRun after[] = {
    { .test_id = "a", .status = "passed", .at = 40, .said = "The dragon arrives" },
    { .test_id = "b", .status = "failed", .result = "failure", .at = 50, .said = "The phoenix burns" },
  };

  testing_history_add_runs (self, "w", "one", before, G_N_ELEMENTS (before));
  testing_history_assert_settled (self, "w", "");
  testing_history_assert_results (self, "w", "b:P@20 c:P@30");
  testing_history_assert_finds (self, "w", "unicorn", "one_run_1");
  testing_history_assert_finds (self, "w", "griffin", "one_run_2");

  testing_history_add_runs (self, "w", "one", after, G_N_ELEMENTS (after));
  testing_history_assert_settled (self, "w", "one");
  testing_history_assert_results (self, "w", "a:P@40 b:F@50");
  testing_history_assert_finds (self, "w", "unicorn", "");
  testing_history_assert_finds (self, "w", "griffin", "");
  testing_history_assert_finds (self, "w", "phoenix", "one_run_1");

  /* Nothing is there twice, however often it comes. */
  testing_history_add_runs (self, "w", "one", after, G_N_ELEMENTS (after));
  testing_history_assert_results (self, "w", "a:P@40 b:F@50");
  testing_history_assert_finds (self, "w", "dragon", "one_run_0");
  testing_history_close (self);
  testing_history_assert_file (self, "SELECT n_runs || '/' || n_pending || '/' || n_passed || '/' || n_failed FROM invocations", "2/0/1/1");
  testing_history_assert_file (self, "SELECT count(*) FROM runs", "2");
  testing_history_assert_file (self, "SELECT count(*) FROM bodies", "1");
  testing_history_open (self, TRUE);
}

/* What is as it was is not written again. */
static void
test_again_keeps (TestingHistory *self,
                  gconstpointer data)
{
  TestingRun runs[] = {
    { .test_id = "a", .at = 10 },
    { .test_id = "b", .status = "pending", .at = 20 },
    { .test_id = "c", .at = 30 },
  };
  g_autofree char *before = NULL;

  testing_history_add_runs (self, "w", "one", runs, G_N_ELEMENTS (runs));
  testing_history_close (self);
  before = testing_history_ask_file (self, "SELECT group_concat (number) FROM (SELECT number FROM runs WHERE test_id <> 'b' ORDER BY position)");

  testing_history_open (self, TRUE);
  runs[1].status = "passed";
  testing_history_add_runs (self, "w", "one", runs, G_N_ELEMENTS (runs));
  testing_history_close (self);
  testing_history_assert_file (self, "SELECT group_concat (number) FROM (SELECT number FROM runs WHERE test_id <> 'b' ORDER BY position)", before);
  testing_history_open (self, TRUE);
  testing_history_assert_results (self, "w", "a:P@10 b:P@20 c:P@30");
}

/* The invocation can be opened from the file, without the server that it came from. */
static void
test_body (TestingHistory *self,
           gconstpointer data)
{
  static const TestingRun runs[] = { { .said = "Grüße" } };
  g_autoptr (GBytes) body = testing_invocation_make_bytes ("one", "\"novelty\": [null],", runs, G_N_ELEMENTS (runs));
  g_autofree char *path = testing_history_dup_path (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = NULL;
  g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GBytes) compressed = NULL;
  g_autoptr (GBytes) read = NULL;
  ProctorStatement *statement;

  g_assert_true (testing_history_try_add (self, "w", body, &error));
  g_assert_no_error (error);
  testing_history_close (self);

  database = proctor_database_open (path, &error);
  g_assert_no_error (error);
  statement = proctor_database_prepare (database, "SELECT body, length FROM bodies", "");
  g_assert_true (proctor_statement_next (statement));
  g_assert_cmpuint ((gsize) proctor_statement_get_int (statement, 1), ==, g_bytes_get_size (body));
  compressed = proctor_statement_dup_bytes (statement, 0);
  read = g_converter_convert_bytes (decompressor, compressed, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, body));
  g_clear_pointer (&database, proctor_database_close);
  testing_history_open (self, TRUE);
}

static void
test_bad_bodies (TestingHistory *self,
                 gconstpointer data)
{
  static const char *const bodies[] = {
    "",
    "{",
    "[]",
    "null",
    "{}",
    "{\"id\": 5, \"test_runs\": []}",
    "{\"test_runs\": [{\"test_run_id\": \"r\", \"test_id\": \"t\", \"status\": \"passed\"}]}",
    "{\"id\": \"one\", \"test_runs\": [{\"test_run_id\": \"r\", \"test_id\": \"t\", \"status\": \"passed\"}",
  };
  g_autoptr (GBytes) odd = NULL;
  g_autoptr (GError) odd_error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bodies[i]);
      g_assert_false (testing_history_try_add (self, "w", body, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == PROCTOR_API_ERROR);
    }
  testing_history_assert_results (self, "w", "");

  /* A run that is none is kept with the rest, and counts for no test. */
  odd = g_bytes_new_static (ODD_INVOCATION, strlen (ODD_INVOCATION));
  g_assert_true (testing_history_try_add (self, "w", odd, &odd_error));
  g_assert_no_error (odd_error);
  testing_history_assert_results (self, "w", "t:P@0");
  testing_history_assert_finds (self, "w", "odd words", "s");
  testing_history_assert_settled (self, "w", "odd");
}

static void
test_apart (TestingHistory *self,
            gconstpointer data)
{
  g_autofree char *path = testing_history_dup_path (self);
  g_autofree char *contents = NULL;
  gsize length;

  testing_history_add_run (self, "v", "same", (TestingRun) { .at = 10, .said = "The unicorn sleeps, Xylophonia" });
  testing_history_add_run (self, "w", "same", (TestingRun) { .status = "failed", .result = "failure", .at = 20, .said = "The unicorn wakes" });
  testing_history_assert_results (self, "v", "test_1:P@10");
  testing_history_assert_results (self, "w", "test_1:F@20");
  testing_history_assert_results (self, "x", "");
  testing_history_assert_finds (self, "v", "unicorn", "same_run_0");
  testing_history_assert_finds (self, "v", "wakes", "");
  testing_history_assert_settled (self, "v", "same");

  testing_history_forget (self, "x");
  testing_history_forget (self, "v");
  testing_history_assert_results (self, "v", "");
  testing_history_assert_finds (self, "v", "unicorn", "");
  testing_history_assert_settled (self, "v", "");
  testing_history_assert_results (self, "w", "test_1:F@20");
  testing_history_assert_finds (self, "w", "unicorn", "same_run_0");

  /* What is forgotten can't be read from the file either. */
  testing_history_close (self);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (memmem (contents, length, "Xylophonia", strlen ("Xylophonia")));
  g_assert_null (memmem (contents, length, "xylophonia", strlen ("xylophonia")));
  g_assert_nonnull (memmem (contents, length, "wakes", strlen ("wakes")));
  testing_history_open (self, data != TESTING_HISTORY_PLAIN);
  testing_history_forget (self, "w");
  testing_history_assert_results (self, "w", "");
}

static void
count_added_cb (ProctorHistory *history,
                const char *workspace_id,
                GString *added)
{
  g_string_append_printf (added, "%s ", workspace_id);
}

static gboolean
has_text (gpointer user_data)
{
  GString *string = user_data;

  return string->len > 0;
}

static void
test_added (TestingHistory *self,
            gconstpointer data)
{
  g_autoptr (GString) added = g_string_new (NULL);
  g_autofree char *id = NULL;

  g_signal_connect (self->history, "added", G_CALLBACK (count_added_cb), added);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("i%u", i);
      TestingRun run = { .at = i };
      g_autoptr (GBytes) body = testing_invocation_make_bytes (name, NULL, &run, 1);

      proctor_history_add_async (self->history, "w", body, NULL, NULL, NULL);
    }
  proctor_testing_wait_for ("the signal", has_text, added);
  id = testing_history_list_settled (self, "w");
  g_assert_nonnull (strstr (id, "i19"));
  /* Not one for each. */
  g_assert_cmpuint (added->len, <, 20);
  g_assert_true (g_str_has_prefix (added->str, "w "));
}

/* As large as they come. */
static void
test_large (TestingHistory *self,
            gconstpointer data)
{
  const guint n_runs = 2000;
  g_autofree TestingRun *runs = g_new0 (TestingRun, n_runs);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) said = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  for (guint i = 0; i < n_runs; i++)
    g_strv_builder_take (builder, g_strdup_printf ("Word%u and a sentence that is the same in all of them, more or less.", i));
  said = g_strv_builder_end (builder);
  for (guint i = 0; i < n_runs; i++)
    runs[i] = (TestingRun) { .test_id = i % 2 == 0 ? "even" : "odd", .status = i % 3 == 0 ? "failed" : "passed", .result = i % 3 == 0 ? "failure" : "success", .at = i + 1, .said = said[i] };

  testing_history_add_runs (self, "w", "large", runs, n_runs);
  results = testing_history_list_results (self, "w");
  g_assert_cmpuint (results->len, ==, 2);
  testing_history_assert_results (self, "w", "even:FPPFP@1999 odd:PPFPP@2000");
  testing_history_assert_finds (self, "w", "word1234 ", "large_run_1234");
  hits = testing_history_search (self, "w", "sentence", 50);
  g_assert_cmpuint (hits->len, ==, 50);
  g_assert_cmpstr (((ProctorHistoryHit *) g_ptr_array_index (hits, 0))->run_id, ==, "large_run_1999");

  runs[1999].status = "cancelled";
  runs[1999].result = NULL;
  testing_history_add_runs (self, "w", "large", runs, n_runs);
  testing_history_assert_results (self, "w", "even:FPPFP@1999 odd:CPFPP@2000");
}

/* However many runs there are, only those of a workspace are looked at, and no table but the index. */
static void
test_plan (TestingHistory *self,
           gconstpointer data)
{
  g_autofree char *path = testing_history_dup_path (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = NULL;
  ProctorStatement *statement;

  testing_history_add_run (self, "w", "one", (TestingRun) { .at = 10 });
  testing_history_close (self);
  database = proctor_database_open (path, &error);
  g_assert_no_error (error);
  statement = proctor_database_prepare (database,
                                        "EXPLAIN QUERY PLAN SELECT test_id, at, outcome FROM runs WHERE workspace = ? AND ended = 1 AND test_id IS NOT NULL"
                                        " ORDER BY test_id, at DESC, number DESC",
                                        "i", (gint64) 1);
  g_assert_true (proctor_statement_next (statement));
  g_assert_nonnull (strstr (proctor_statement_get_text (statement, 3), "SEARCH runs USING COVERING INDEX runs_results"));
  g_assert_false (proctor_statement_next (statement));
  g_clear_pointer (&database, proctor_database_close);
  testing_history_open (self, TRUE);
}
static void
test_cancelled (TestingHistory *self,
                gconstpointer data)
{
  static const TestingRun run = { .at = 20 };
  g_autoptr (GBytes) body = testing_invocation_make_bytes ("two", NULL, &run, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  proctor_history_add_async (self->history, "w", body, cancellable, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_false (proctor_history_add_finish (self->history, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  testing_history_assert_results (self, "w", "");
}

/* The runs of one test, the newest first, with what was said in them. */
static void
test_runs (TestingHistory *self,
           gconstpointer data)
{
  const TestingRun runs[] = { { .at = 20, .said = "Good evening" }, { .test_id = "test_2", .at = 25 }, { .status = "failed", .result = "failure", .at = 30 } };
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const ProctorTestRun *run;

  testing_history_add_run (self, "w", "one", (TestingRun) { .at = 10 });
  testing_history_add_runs (self, "w", "two", runs, G_N_ELEMENTS (runs));
  testing_history_add_run (self, "elsewhere", "three", (TestingRun) { .at = 40 });

  proctor_history_list_runs_async (self->history, "w", "test_1", 2, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  list = proctor_history_list_runs_finish (self->history, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  run = g_ptr_array_index (list, 0);
  g_assert_cmpstr (run->invocation_id, ==, "two");
  g_assert_cmpint (run->at, ==, 30);
  g_assert_cmpint (run->outcome, ==, PROCTOR_OUTCOME_FAILED);
  run = g_ptr_array_index (list, 1);
  g_assert_cmpint (run->at, ==, 20);
  g_assert_cmpint (run->outcome, ==, PROCTOR_OUTCOME_PASSED);
  g_assert_nonnull (strstr (run->text, "Good evening"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_history_add ("results", TESTING_HISTORY_INDEXED, test_results);
  testing_history_add ("again", TESTING_HISTORY_INDEXED, test_again);
  testing_history_add ("again-keeps", TESTING_HISTORY_INDEXED, test_again_keeps);
  testing_history_add ("body", TESTING_HISTORY_INDEXED, test_body);
  testing_history_add ("bad-bodies", TESTING_HISTORY_INDEXED, test_bad_bodies);
  testing_history_add ("apart", TESTING_HISTORY_INDEXED, test_apart);
  testing_history_add ("apart", TESTING_HISTORY_PLAIN, test_apart);
  testing_history_add ("added", TESTING_HISTORY_INDEXED, test_added);
  testing_history_add ("large", TESTING_HISTORY_INDEXED, test_large);
  testing_history_add ("plan", TESTING_HISTORY_INDEXED, test_plan);
  testing_history_add ("runs", TESTING_HISTORY_INDEXED, test_runs);
  testing_history_add ("cancelled", TESTING_HISTORY_INDEXED, test_cancelled);

  return g_test_run ();
}
