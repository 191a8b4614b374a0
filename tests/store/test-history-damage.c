/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-database.h"
#include "proctor-history.h"
#include "proctor-testing.h"
#include "testing-history.h"
#include "testing-result.h"

#include <string.h>

/* Files that are no history or can't be had, and deletions that were never answered. */

static void
test_damaged (TestingHistory *self,
              gconstpointer data)
{
  g_autofree char *path = testing_history_dup_path (self);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  g_autofree char *aside = NULL;

  testing_history_add_run (self, "w", "one", (TestingRun) { .at = 10 });
  g_assert_null (proctor_history_get_notice (self->history));
  testing_history_close (self);
  g_assert_true (g_file_set_contents (path, "What once was a history is now a sentence that nobody will ever read.", -1, NULL));
  testing_history_open (self, TRUE);
  testing_history_assert_results (self, "w", "");
  testing_history_add_run (self, "w", "two", (TestingRun) { .at = 20 });
  testing_history_assert_results (self, "w", "test_1:P@20");

  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "history.db.damaged-"))
      aside = g_strdup (name);
  g_assert_nonnull (aside);
  g_assert_nonnull (strstr (proctor_history_get_notice (self->history), aside));
}

static void
test_newer (TestingHistory *self,
            gconstpointer data)
{
  static const TestingRun run = { .at = 20 };
  g_autoptr (GBytes) body = testing_invocation_make_bytes ("two", NULL, &run, 1);
  g_autoptr (GError) error = NULL;

  testing_history_add_run (self, "w", "one", (TestingRun) { .at = 10 });
  testing_history_close (self);
  g_free (testing_history_ask_file (self, "PRAGMA user_version = 1000"));

  testing_history_open (self, TRUE);
  g_assert_false (testing_history_try_add (self, "w", body, &error));
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER);
  g_assert_null (proctor_history_get_notice (self->history));
  testing_history_close (self);
  testing_history_assert_file (self, "SELECT group_concat (id) FROM invocations", "one");
  testing_history_open (self, TRUE);
}

static void
test_unwritable (TestingHistory *self,
                 gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "file", NULL);
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
note_unanswered (TestingHistory *self,
                 const char *workspace_id,
                 const char *const *ids)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_note_unanswered_async (self->history, workspace_id, make_unanswered (ids), testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_note_unanswered_finish (self->history, result, &error));
  g_assert_no_error (error);
}

static void
assert_unanswered (TestingHistory *self,
                   const char *workspace_id,
                   const char *expected)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  proctor_history_list_unanswered_async (self->history, workspace_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  rows = proctor_history_list_unanswered_finish (self->history, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const ProctorUnanswered *row = g_ptr_array_index (rows, i);

      g_string_append_printf (line, "%s%s/%s/%d/%d", i > 0 ? " " : "", row->id, row->name != NULL ? row->name : "-", row->folder, (int) row->at);
    }
  g_assert_cmpstr (line->str, ==, expected);
}

static void
test_unanswered (TestingHistory *self,
                 gconstpointer data)
{
  const char *const ids[] = { "test_1", "tfld_1", "test_2", NULL };
  const char *const more[] = { "test_2", NULL };
  const char *const gone[] = { "tfld_1", "test_9", NULL };
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  assert_unanswered (self, "w", "");
  note_unanswered (self, "w", ids);
  note_unanswered (self, "v", more);
  testing_history_reopen (self, TRUE);
  assert_unanswered (self, "w", "test_1/Name of test_1/0/0 tfld_1/-/1/1 test_2/Name of test_2/0/2");
  assert_unanswered (self, "v", "test_2/Name of test_2/0/0");

  proctor_history_clear_unanswered_async (self->history, "w", gone, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_clear_unanswered_finish (self->history, result, &error));
  assert_unanswered (self, "w", "test_1/Name of test_1/0/0 test_2/Name of test_2/0/2");

  testing_history_forget (self, "w");
  assert_unanswered (self, "w", "");
  assert_unanswered (self, "v", "test_2/Name of test_2/0/0");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_history_add ("damaged", TESTING_HISTORY_INDEXED, test_damaged);
  testing_history_add ("newer", TESTING_HISTORY_INDEXED, test_newer);
  testing_history_add ("unwritable", TESTING_HISTORY_INDEXED, test_unwritable);
  testing_history_add ("unanswered", TESTING_HISTORY_INDEXED, test_unanswered);

  return g_test_run ();
}
