/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-history.h"

#include "proctor-database.h"
#include "proctor-history-private.h"
#include "proctor-testing.h"
#include "testing-result.h"

#include <string.h>

void
testing_history_open (TestingHistory *self,
                      gboolean indexed)
{
  self->history = indexed ? proctor_history_new (self->folder) : proctor_history_new_without_index (self->folder);
}

static void
set_up (TestingHistory *self,
        gconstpointer data)
{
  self->folder = proctor_testing_make_folder ();
  testing_history_open (self, data != TESTING_HISTORY_PLAIN);
}

void
testing_history_close (TestingHistory *self)
{
  GAsyncResult *kept = NULL;
  GAsyncResult *result;

  proctor_history_close_async (self->history, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_history_close_finish (self->history, result);
  g_object_unref (result);
  proctor_testing_assert_finalized (g_steal_pointer (&self->history));
}

static void
tear_down (TestingHistory *self,
           gconstpointer data)
{
  testing_history_close (self);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

void
testing_history_reopen (TestingHistory *self,
                        gboolean indexed)
{
  testing_history_close (self);
  testing_history_open (self, indexed);
}

gboolean
testing_history_try_add (TestingHistory *self,
                         const char *workspace_id,
                         GBytes *body,
                         GError **error)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  proctor_history_add_async (self->history, workspace_id, body, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_history_add_finish (self->history, result, error);
}

void
testing_history_add_runs (TestingHistory *self,
                          const char *workspace_id,
                          const char *id,
                          const TestingRun *runs,
                          guint n_runs)
{
  g_autoptr (GBytes) body = testing_invocation_make_bytes (id, NULL, runs, n_runs);
  g_autoptr (GError) error = NULL;

  testing_history_try_add (self, workspace_id, body, &error);
  g_assert_no_error (error);
}

void
testing_history_add_run (TestingHistory *self,
                         const char *workspace_id,
                         const char *id,
                         TestingRun run)
{
  testing_history_add_runs (self, workspace_id, id, &run, 1);
}

GPtrArray *
testing_history_list_results (TestingHistory *self,
                              const char *workspace_id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tests;

  proctor_history_list_results_async (self->history, workspace_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  tests = proctor_history_list_results_finish (self->history, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tests);

  return tests;
}

/* Expected is a line such as "test_1:PFE@300 test_2:P@5", newest first. */
void
testing_history_assert_results (TestingHistory *self,
                                const char *workspace_id,
                                const char *expected)
{
  static const char letters[] = "-PFEIC";
  g_autoptr (GPtrArray) tests = testing_history_list_results (self, workspace_id);
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

char *
testing_history_list_settled (TestingHistory *self,
                              const char *workspace_id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;

  proctor_history_list_settled_async (self->history, workspace_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  ids = proctor_history_list_settled_finish (self->history, result, &error);
  g_assert_no_error (error);

  return g_strjoinv (" ", ids);
}

void
testing_history_assert_settled (TestingHistory *self,
                                const char *workspace_id,
                                const char *expected)
{
  g_autofree char *ids = testing_history_list_settled (self, workspace_id);

  g_assert_cmpstr (ids, ==, expected);
}

GPtrArray *
testing_history_search (TestingHistory *self,
                        const char *workspace_id,
                        const char *text,
                        guint most)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits;
  ProctorSearchTerms terms = { .text = (char *) text, .outcome = PROCTOR_SEARCH_ANY_OUTCOME, .opinion = PROCTOR_SEARCH_ANY_OPINION };

  proctor_history_search_async (self->history, workspace_id, &terms, most, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  hits = proctor_history_search_finish (self->history, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (hits);

  return hits;
}

void
testing_history_assert_finds (TestingHistory *self,
                              const char *workspace_id,
                              const char *text,
                              const char *expected)
{
  g_autoptr (GPtrArray) hits = testing_history_search (self, workspace_id, text, 100);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const ProctorHistoryHit *hit = g_ptr_array_index (hits, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", hit->run_id);
      g_assert_cmpuint (strlen (hit->snippet), <, 400);
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

char *
testing_history_dup_path (TestingHistory *self)
{
  return g_build_filename (self->folder, "history.db", NULL);
}

/* What is in the file itself. */
char *
testing_history_ask_file (TestingHistory *self,
                          const char *sql)
{
  g_autofree char *path = testing_history_dup_path (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);
  char *answer;

  g_assert_no_error (error);
  answer = proctor_database_dup_text (database, sql, "");
  proctor_database_take_error (database, &error);
  g_assert_no_error (error);

  return answer;
}

void
testing_history_assert_file (TestingHistory *self,
                             const char *sql,
                             const char *expected)
{
  g_autofree char *answer = testing_history_ask_file (self, sql);

  g_assert_cmpstr (answer, ==, expected);
}

void
testing_history_forget (TestingHistory *self,
                        const char *workspace_id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_forget_async (self->history, workspace_id, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_forget_finish (self->history, result, &error));
  g_assert_no_error (error);
}

void
testing_history_add (const char *name,
                     gpointer data,
                     void (*test) (TestingHistory *self,
                                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/history/", name, data == TESTING_HISTORY_PLAIN ? "/plain" : "", NULL);

  g_test_add (path, TestingHistory, data, set_up, test, tear_down);
}
