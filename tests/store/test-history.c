/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-database.h"
#include "proctor-history-private.h"
#include "proctor-history-schema.h"
#include "proctor-history.h"
#include "proctor-testing.h"
#include "testing-invocation.h"
#include "testing-result.h"

#include <glib/gstdio.h>
#include <string.h>

#define PLAIN GINT_TO_POINTER (FALSE)
#define INDEXED GINT_TO_POINTER (TRUE)

/* Hardly anything in it is what it should be. */
#define ODD_INVOCATION                                                                                                              \
  "{\"id\": \"odd\", \"test_runs\": [5, {\"test_run_id\": 7}, {\"test_run_id\": \"s\", \"test_id\": \"t\", \"status\": \"passed\"," \
  " \"last_updated_at_unix\": \"never\", \"agent_responses\": [5, {\"message\": 7}, {\"message\": null}, \"said\"],"                \
  " \"condition_result\": {\"rationale\": {\"messages\": [1, \"odd words\"], \"summary\": {}}}}]}"

typedef struct
{
  char *folder;
  ProctorHistory *history;
} Fixture;

static void
open_history (Fixture *fixture,
              gboolean indexed)
{
  fixture->history = indexed ? proctor_history_new (fixture->folder) : proctor_history_new_without_index (fixture->folder);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = proctor_testing_make_folder ();
  open_history (fixture, data != PLAIN);
}

static void
close_history (Fixture *fixture)
{
  GAsyncResult *kept = NULL;
  GAsyncResult *result;

  proctor_history_close_async (fixture->history, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_history_close_finish (fixture->history, result);
  g_object_unref (result);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->history));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  close_history (fixture);
  proctor_testing_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
reopen (Fixture *fixture,
        gboolean indexed)
{
  close_history (fixture);
  open_history (fixture, indexed);
}

static gboolean
try_add (Fixture *fixture,
         const char *workspace_id,
         GBytes *body,
         GError **error)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  proctor_history_add_async (fixture->history, workspace_id, body, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_history_add_finish (fixture->history, result, error);
}

static void
add_runs (Fixture *fixture,
          const char *workspace_id,
          const char *id,
          const TestingRun *runs,
          guint n_runs)
{
  g_autoptr (GBytes) body = testing_invocation_make_bytes (id, NULL, runs, n_runs);
  g_autoptr (GError) error = NULL;

  try_add (fixture, workspace_id, body, &error);
  g_assert_no_error (error);
}

static void
add_run (Fixture *fixture,
         const char *workspace_id,
         const char *id,
         TestingRun run)
{
  add_runs (fixture, workspace_id, id, &run, 1);
}

static GPtrArray *
list_results (Fixture *fixture,
              const char *workspace_id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tests;

  proctor_history_list_results_async (fixture->history, workspace_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  tests = proctor_history_list_results_finish (fixture->history, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tests);

  return tests;
}

/* Expected is a line such as "test_1:PFE@300 test_2:P@5", newest first. */
static void
assert_results (Fixture *fixture,
                const char *workspace_id,
                const char *expected)
{
  static const char letters[] = "-PFEIC";
  g_autoptr (GPtrArray) tests = list_results (fixture, workspace_id);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < tests->len; i++)
    {
      const ProctorTestResults *test = g_ptr_array_index (tests, i);

      g_string_append_printf (line, "%s%s:", i > 0 ? " " : "", test->test_id);
      for (guint j = 0; j < test->n_results; j++)
        g_string_append_c (line, letters[test->results[j]]);
      g_string_append_printf (line, "@%" G_GINT64_FORMAT, test->last_at);
    }
  g_assert_cmpstr (line->str, ==, expected);
}

static char *
list_settled (Fixture *fixture,
              const char *workspace_id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;

  proctor_history_list_settled_async (fixture->history, workspace_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  ids = proctor_history_list_settled_finish (fixture->history, result, &error);
  g_assert_no_error (error);

  return g_strjoinv (" ", ids);
}

static void
assert_settled (Fixture *fixture,
                const char *workspace_id,
                const char *expected)
{
  g_autofree char *ids = list_settled (fixture, workspace_id);

  g_assert_cmpstr (ids, ==, expected);
}

static GPtrArray *
search_for (Fixture *fixture,
            const char *workspace_id,
            const char *text,
            guint most)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits;

  proctor_history_search_async (fixture->history, workspace_id, text, most, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  hits = proctor_history_search_finish (fixture->history, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (hits);

  return hits;
}

static void
assert_finds (Fixture *fixture,
              const char *workspace_id,
              const char *text,
              const char *expected)
{
  g_autoptr (GPtrArray) hits = search_for (fixture, workspace_id, text, 100);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const ProctorHistoryHit *hit = g_ptr_array_index (hits, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", hit->run_id);
      g_assert_cmpuint (strlen (hit->snippet), <, 400);
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

static char *
get_path (Fixture *fixture)
{
  return g_build_filename (fixture->folder, "history.db", NULL);
}

/* What is in the file itself. */
static char *
ask_file (Fixture *fixture,
          const char *sql)
{
  g_autofree char *path = get_path (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);
  char *answer;

  g_assert_no_error (error);
  answer = proctor_database_dup_text (database, sql, "");
  proctor_database_take_error (database, &error);
  g_assert_no_error (error);

  return answer;
}

static void
assert_file (Fixture *fixture,
             const char *sql,
             const char *expected)
{
  g_autofree char *answer = ask_file (fixture, sql);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_results (Fixture *fixture,
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

  assert_results (fixture, "w", "");
  add_runs (fixture, "w", "one", many, G_N_ELEMENTS (many));
  assert_results (fixture, "w", "a:CIEFP@50 d:P@5");
  assert_settled (fixture, "w", "");

  /* No more than five, and those of a later invocation are not the newest for that. */
  add_run (fixture, "w", "two", (TestingRun) { .test_id = "a", .status = "passed", .at = 45 });
  assert_results (fixture, "w", "a:CPIEF@50 d:P@5");
  assert_settled (fixture, "w", "two");

  /* One that doesn't say when it ended is as old as its invocation. */
  add_run (fixture, "w", "three", (TestingRun) { .test_id = "d", .status = "failed", .result = "failure" });
  assert_results (fixture, "w", "a:CPIEF@50 d:FP@1782000000");

  reopen (fixture, TRUE);
  assert_results (fixture, "w", "a:CPIEF@50 d:FP@1782000000");
}

static void
test_again (Fixture *fixture,
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

  add_runs (fixture, "w", "one", before, G_N_ELEMENTS (before));
  assert_settled (fixture, "w", "");
  assert_results (fixture, "w", "b:P@20 c:P@30");
  assert_finds (fixture, "w", "unicorn", "one_run_1");
  assert_finds (fixture, "w", "griffin", "one_run_2");

  add_runs (fixture, "w", "one", after, G_N_ELEMENTS (after));
  assert_settled (fixture, "w", "one");
  assert_results (fixture, "w", "a:P@40 b:F@50");
  assert_finds (fixture, "w", "unicorn", "");
  assert_finds (fixture, "w", "griffin", "");
  assert_finds (fixture, "w", "phoenix", "one_run_1");

  /* Nothing is there twice, however often it comes. */
  add_runs (fixture, "w", "one", after, G_N_ELEMENTS (after));
  assert_results (fixture, "w", "a:P@40 b:F@50");
  assert_finds (fixture, "w", "dragon", "one_run_0");
  close_history (fixture);
  assert_file (fixture, "SELECT n_runs || '/' || n_pending || '/' || n_passed || '/' || n_failed FROM invocations", "2/0/1/1");
  assert_file (fixture, "SELECT count(*) FROM runs", "2");
  assert_file (fixture, "SELECT count(*) FROM bodies", "1");
  open_history (fixture, TRUE);
}

/* What is as it was is not written again. */
static void
test_again_keeps (Fixture *fixture,
                  gconstpointer data)
{
  TestingRun runs[] = {
    { .test_id = "a", .at = 10 },
    { .test_id = "b", .status = "pending", .at = 20 },
    { .test_id = "c", .at = 30 },
  };
  g_autofree char *before = NULL;

  add_runs (fixture, "w", "one", runs, G_N_ELEMENTS (runs));
  close_history (fixture);
  before = ask_file (fixture, "SELECT group_concat (number) FROM (SELECT number FROM runs WHERE test_id <> 'b' ORDER BY position)");

  open_history (fixture, TRUE);
  runs[1].status = "passed";
  add_runs (fixture, "w", "one", runs, G_N_ELEMENTS (runs));
  close_history (fixture);
  assert_file (fixture, "SELECT group_concat (number) FROM (SELECT number FROM runs WHERE test_id <> 'b' ORDER BY position)", before);
  open_history (fixture, TRUE);
  assert_results (fixture, "w", "a:P@10 b:P@20 c:P@30");
}

/* The invocation can be opened from the file, without the server that it came from. */
static void
test_body (Fixture *fixture,
           gconstpointer data)
{
  static const TestingRun runs[] = { { .said = "Grüße" } };
  g_autoptr (GBytes) body = testing_invocation_make_bytes ("one", "\"novelty\": [null],", runs, G_N_ELEMENTS (runs));
  g_autofree char *path = get_path (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = NULL;
  g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GBytes) compressed = NULL;
  g_autoptr (GBytes) read = NULL;
  ProctorStatement *statement;

  g_assert_true (try_add (fixture, "w", body, &error));
  g_assert_no_error (error);
  close_history (fixture);

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
  open_history (fixture, TRUE);
}

static void
test_bad_bodies (Fixture *fixture,
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
      g_assert_false (try_add (fixture, "w", body, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == PROCTOR_API_ERROR);
    }
  assert_results (fixture, "w", "");

  /* A run that is none is kept with the rest, and counts for no test. */
  odd = g_bytes_new_static (ODD_INVOCATION, strlen (ODD_INVOCATION));
  g_assert_true (try_add (fixture, "w", odd, &odd_error));
  g_assert_no_error (odd_error);
  assert_results (fixture, "w", "t:P@0");
  assert_finds (fixture, "w", "odd words", "s");
  assert_settled (fixture, "w", "odd");
}

static void
test_search (Fixture *fixture,
             gconstpointer data)
{
  static const TestingRun runs[] = {
    { .test_id = "a", .at = 10, .said = "You may return the shoes within thirty days." },
    { .test_id = "b", .at = 30, .said = "A refund takes five days; shoes are not exempt." },
    { .test_id = "c", .at = 20, .result = "success", .said = "Wir erstatten Ihnen Größe 42, Señor José." },
  };
  g_autoptr (GPtrArray) hits = NULL;
  const ProctorHistoryHit *hit;

  assert_finds (fixture, "w", "shoes", "");
  add_runs (fixture, "w", "one", runs, G_N_ELEMENTS (runs));

  /* Newest first, all words wherever they are, the last as far as it has been typed. */
  assert_finds (fixture, "w", "shoes", "one_run_1 one_run_0");
  assert_finds (fixture, "w", "SHOES", "one_run_1 one_run_0");
  assert_finds (fixture, "w", "days shoes", "one_run_1 one_run_0");
  assert_finds (fixture, "w", "shoes refund", "one_run_1");
  assert_finds (fixture, "w", "refund thirty", "");
  assert_finds (fixture, "w", "sho", "one_run_1 one_run_0");
  assert_finds (fixture, "w", "erstatten größe", "one_run_2");
  assert_finds (fixture, "w", "ERSTATTEN GRÖSS", data != PLAIN ? "" : "one_run_2");
  assert_finds (fixture, "w", "hello", "one_run_1 one_run_2 one_run_0");
  /* Why it got its verdict can be found as well. */
  assert_finds (fixture, "w", "because success", "one_run_2");
  assert_finds (fixture, "w", "zebra", "");

  hits = search_for (fixture, "w", "thirty", 100);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->invocation_id, ==, "one");
  g_assert_cmpstr (hit->run_id, ==, "one_run_0");
  g_assert_cmpstr (hit->test_id, ==, "a");
  g_assert_cmpstr (hit->test_name, ==, "Name of a");
  g_assert_cmpint (hit->outcome, ==, PROCTOR_OUTCOME_PASSED);
  g_assert_cmpint (hit->at, ==, 10);
  g_assert_nonnull (strstr (hit->snippet, "\002thirty\003"));

  g_ptr_array_unref (hits);
  hits = search_for (fixture, "w", "shoes", 1);
  g_assert_cmpuint (hits->len, ==, 1);
  g_ptr_array_unref (hits);
  hits = search_for (fixture, "w", "shoes", 0);
  g_assert_cmpuint (hits->len, ==, 0);
}

/* A person's words are words, whatever they look like. */
static void
test_hostile_search (Fixture *fixture,
                     gconstpointer data)
{
  static const TestingRun runs[] = {
    { .at = 10, .said = "He said \"AND\" or NOT, near the 100% mark_up: it's C++ (text:*) ^top -minus {brace} \\back" },
  };
  static const char *const found[] = {
    "\"AND\"",
    "\"AND",
    "AND\"\"",
    "AND OR NOT",
    "NOT",
    "NEAR",
    "100%",
    "mark_up",
    "it's",
    "C++",
    "(text:*)",
    "text:*",
    "^top",
    "-minus",
    "{brace}",
    "\\back",
    "he*",
    "  said  ",
    "said\t\nthe",
  };
  static const char *const not_found[] = {
    "",
    " ",
    "\"",
    "\"\"",
    "*",
    "'",
    "';",
    "%",
    "_",
    "\\",
    "()",
    "^",
    "+ - *",
    "NEAR(zebra said)",
    "text : zebra",
    "' OR 2=2 --",
    "said zebra*",
    "\xff\xfe",
    "\001",
    "😀",
    "\002",
    "{zebra brace}",
    "%zebra%",
    "hel_xo",
  };
  g_autofree char *many = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  add_runs (fixture, "w", "one", runs, G_N_ELEMENTS (runs));
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_test_message ("%s", found[i]);
      assert_finds (fixture, "w", found[i], "one_run_0");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (not_found); i++)
    {
      g_test_message ("not %s", not_found[i]);
      assert_finds (fixture, "w", not_found[i], "");
    }

  for (guint i = 0; i < 5000; i++)
    g_string_append (words, "said ");
  assert_finds (fixture, "w", words->str, "one_run_0");
  many = g_strnfill (100000, 'x');
  assert_finds (fixture, "w", many, "");
  assert_results (fixture, "w", "test_1:P@10");
}

/* A file that was written where there is no index is of use where there is, and the other way. */
static void
test_index_comes_and_goes (Fixture *fixture,
                           gconstpointer data)
{
  add_run (fixture, "w", "one", (TestingRun) { .at = 10, .said = "The unicorn sleeps" });
  reopen (fixture, FALSE);
  add_run (fixture, "w", "two", (TestingRun) { .at = 20, .said = "The unicorn wakes" });
  add_run (fixture, "w", "one", (TestingRun) { .at = 10, .said = "The unicorn snores" });
  assert_finds (fixture, "w", "unicorn", "two_run_0 one_run_0");

  reopen (fixture, TRUE);
  assert_finds (fixture, "w", "unicorn", "two_run_0 one_run_0");
  assert_finds (fixture, "w", "sleeps", "");
  assert_finds (fixture, "w", "snores", "one_run_0");
  add_run (fixture, "w", "two", (TestingRun) { .at = 20, .said = "The unicorn dreams" });
  assert_finds (fixture, "w", "unicorn dreams", "two_run_0");
}

static void
forget (Fixture *fixture,
        const char *workspace_id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_forget_async (fixture->history, workspace_id, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_forget_finish (fixture->history, result, &error));
  g_assert_no_error (error);
}

static void
test_apart (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autofree char *contents = NULL;
  gsize length;

  add_run (fixture, "v", "same", (TestingRun) { .at = 10, .said = "The unicorn sleeps, Xylophonia" });
  add_run (fixture, "w", "same", (TestingRun) { .status = "failed", .result = "failure", .at = 20, .said = "The unicorn wakes" });
  assert_results (fixture, "v", "test_1:P@10");
  assert_results (fixture, "w", "test_1:F@20");
  assert_results (fixture, "x", "");
  assert_finds (fixture, "v", "unicorn", "same_run_0");
  assert_finds (fixture, "v", "wakes", "");
  assert_settled (fixture, "v", "same");

  forget (fixture, "x");
  forget (fixture, "v");
  assert_results (fixture, "v", "");
  assert_finds (fixture, "v", "unicorn", "");
  assert_settled (fixture, "v", "");
  assert_results (fixture, "w", "test_1:F@20");
  assert_finds (fixture, "w", "unicorn", "same_run_0");

  /* What is forgotten can't be read from the file either. */
  close_history (fixture);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (memmem (contents, length, "Xylophonia", strlen ("Xylophonia")));
  g_assert_null (memmem (contents, length, "xylophonia", strlen ("xylophonia")));
  g_assert_nonnull (memmem (contents, length, "wakes", strlen ("wakes")));
  open_history (fixture, data != PLAIN);
  forget (fixture, "w");
  assert_results (fixture, "w", "");
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
test_added (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GString) added = g_string_new (NULL);
  g_autofree char *id = NULL;

  g_signal_connect (fixture->history, "added", G_CALLBACK (count_added_cb), added);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("i%u", i);
      TestingRun run = { .at = i };
      g_autoptr (GBytes) body = testing_invocation_make_bytes (name, NULL, &run, 1);

      proctor_history_add_async (fixture->history, "w", body, NULL, NULL, NULL);
    }
  proctor_testing_wait_for ("the signal", has_text, added);
  id = list_settled (fixture, "w");
  g_assert_nonnull (strstr (id, "i19"));
  /* Not one for each. */
  g_assert_cmpuint (added->len, <, 20);
  g_assert_true (g_str_has_prefix (added->str, "w "));
}

/* As large as they come. */
static void
test_large (Fixture *fixture,
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

  add_runs (fixture, "w", "large", runs, n_runs);
  results = list_results (fixture, "w");
  g_assert_cmpuint (results->len, ==, 2);
  assert_results (fixture, "w", "even:FPPFP@1999 odd:PPFPP@2000");
  assert_finds (fixture, "w", "word1234 ", "large_run_1234");
  hits = search_for (fixture, "w", "sentence", 50);
  g_assert_cmpuint (hits->len, ==, 50);
  g_assert_cmpstr (((ProctorHistoryHit *) g_ptr_array_index (hits, 0))->run_id, ==, "large_run_1999");

  runs[1999].status = "cancelled";
  runs[1999].result = NULL;
  add_runs (fixture, "w", "large", runs, n_runs);
  assert_results (fixture, "w", "even:FPPFP@1999 odd:CPFPP@2000");
}

/* However many runs there are, only those of a workspace are looked at, and no table but the index. */
static void
test_plan (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = NULL;
  ProctorStatement *statement;

  add_run (fixture, "w", "one", (TestingRun) { .at = 10 });
  close_history (fixture);
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
  open_history (fixture, TRUE);
}

static void
test_damaged (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  g_autofree char *aside = NULL;

  add_run (fixture, "w", "one", (TestingRun) { .at = 10 });
  g_assert_null (proctor_history_get_notice (fixture->history));
  close_history (fixture);
  g_assert_true (g_file_set_contents (path, "What once was a history is now a sentence that nobody will ever read.", -1, NULL));
  open_history (fixture, TRUE);
  assert_results (fixture, "w", "");
  add_run (fixture, "w", "two", (TestingRun) { .at = 20 });
  assert_results (fixture, "w", "test_1:P@20");

  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "history.db.damaged-"))
      aside = g_strdup (name);
  g_assert_nonnull (aside);
  g_assert_nonnull (strstr (proctor_history_get_notice (fixture->history), aside));
}

static void
test_newer (Fixture *fixture,
            gconstpointer data)
{
  static const TestingRun run = { .at = 20 };
  g_autoptr (GBytes) body = testing_invocation_make_bytes ("two", NULL, &run, 1);
  g_autoptr (GError) error = NULL;

  add_run (fixture, "w", "one", (TestingRun) { .at = 10 });
  close_history (fixture);
  g_free (ask_file (fixture, "PRAGMA user_version = 1000"));

  open_history (fixture, TRUE);
  g_assert_false (try_add (fixture, "w", body, &error));
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER);
  g_assert_null (proctor_history_get_notice (fixture->history));
  close_history (fixture);
  assert_file (fixture, "SELECT group_concat (id) FROM invocations", "one");
  open_history (fixture, TRUE);
}

static void
test_unwritable (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autoptr (ProctorHistory) history = proctor_history_new (below);
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "in the way", -1, NULL));
  proctor_history_list_results_async (history, "w", NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_null (proctor_history_list_results_finish (history, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static GPtrArray *
make_unanswered (const char *const *ids)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);

  for (gint64 i = 0; ids[i] != NULL; i++)
    {
      ProctorUnanswered *row = g_new0 (ProctorUnanswered, 1);

      row->id = g_strdup (ids[i]);
      row->name = i % 2 == 0 ? g_strdup_printf ("Name of %s", ids[i]) : NULL;
      row->folder = g_str_has_prefix (ids[i], "tfld_");
      row->at = i;
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static void
note_unanswered (Fixture *fixture,
                 const char *workspace_id,
                 const char *const *ids)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_note_unanswered_async (fixture->history, workspace_id, make_unanswered (ids), testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_note_unanswered_finish (fixture->history, result, &error));
  g_assert_no_error (error);
}

static void
assert_unanswered (Fixture *fixture,
                   const char *workspace_id,
                   const char *expected)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  proctor_history_list_unanswered_async (fixture->history, workspace_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  rows = proctor_history_list_unanswered_finish (fixture->history, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const ProctorUnanswered *row = g_ptr_array_index (rows, i);

      g_string_append_printf (line, "%s%s/%s/%d/%d", i > 0 ? " " : "", row->id, row->name != NULL ? row->name : "-", row->folder, (int) row->at);
    }
  g_assert_cmpstr (line->str, ==, expected);
}

static void
test_unanswered (Fixture *fixture,
                 gconstpointer data)
{
  const char *const ids[] = { "test_1", "tfld_1", "test_2", NULL };
  const char *const more[] = { "test_2", NULL };
  const char *const gone[] = { "tfld_1", "test_9", NULL };
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  assert_unanswered (fixture, "w", "");
  note_unanswered (fixture, "w", ids);
  note_unanswered (fixture, "v", more);
  reopen (fixture, TRUE);
  assert_unanswered (fixture, "w", "test_1/Name of test_1/0/0 tfld_1/-/1/1 test_2/Name of test_2/0/2");
  assert_unanswered (fixture, "v", "test_2/Name of test_2/0/0");

  proctor_history_clear_unanswered_async (fixture->history, "w", gone, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_clear_unanswered_finish (fixture->history, result, &error));
  assert_unanswered (fixture, "w", "test_1/Name of test_1/0/0 test_2/Name of test_2/0/2");

  forget (fixture, "w");
  assert_unanswered (fixture, "w", "");
  assert_unanswered (fixture, "v", "test_2/Name of test_2/0/0");
}

static void
test_cancelled (Fixture *fixture,
                gconstpointer data)
{
  static const TestingRun run = { .at = 20 };
  g_autoptr (GBytes) body = testing_invocation_make_bytes ("two", NULL, &run, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  proctor_history_add_async (fixture->history, "w", body, cancellable, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_false (proctor_history_add_finish (fixture->history, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_results (fixture, "w", "");
}

static void
add (const char *name,
     gpointer data,
     void (*test) (Fixture *fixture,
                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/history/", name, data == PLAIN ? "/plain" : "", NULL);

  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("results", INDEXED, test_results);
  add ("again", INDEXED, test_again);
  add ("again-keeps", INDEXED, test_again_keeps);
  add ("body", INDEXED, test_body);
  add ("bad-bodies", INDEXED, test_bad_bodies);
  add ("search", INDEXED, test_search);
  add ("search", PLAIN, test_search);
  add ("hostile-search", INDEXED, test_hostile_search);
  add ("hostile-search", PLAIN, test_hostile_search);
  add ("index-comes-and-goes", INDEXED, test_index_comes_and_goes);
  add ("apart", INDEXED, test_apart);
  add ("apart", PLAIN, test_apart);
  add ("added", INDEXED, test_added);
  add ("large", INDEXED, test_large);
  add ("plan", INDEXED, test_plan);
  add ("damaged", INDEXED, test_damaged);
  add ("newer", INDEXED, test_newer);
  add ("unwritable", INDEXED, test_unwritable);
  add ("unanswered", INDEXED, test_unanswered);
  add ("cancelled", INDEXED, test_cancelled);

  return g_test_run ();
}
