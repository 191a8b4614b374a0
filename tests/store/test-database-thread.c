/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "testing-notes.h"
#include "testing-result.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* What is asked of a database in its thread, and when it ends. */

/* Whether something without end has begun. */
static int is_counting;

/* Holds the thread up until it is let go. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean open;
} Gate;

static gpointer
add_note_and_fail (ProctorDatabase *database,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  proctor_database_run (database, "INSERT INTO notes (text) VALUES (?)", "s", data);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "it was not to be");

  return g_strdup ("what came of it");
}

static gpointer
add_note_and_fill (ProctorDatabase *database,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  proctor_database_run (database, "INSERT INTO notes (text) VALUES (?)", "s", data);
  proctor_database_run (database, "PRAGMA max_page_count = 1", "");
  proctor_database_run (database, "INSERT INTO notes (text) VALUES (hex (zeroblob (100000)))", "");
  return NULL;
}

/* Without end, if nobody gives it up. */
static gpointer
count_on (ProctorDatabase *database,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  proctor_database_run (database, "INSERT INTO notes (text) VALUES (?)", "s", data);
  proctor_database_set_cancellable (database, cancellable);
  g_atomic_int_set (&is_counting, TRUE);
  proctor_database_run (database, "WITH RECURSIVE numbers AS (SELECT 1 UNION ALL SELECT 1 FROM numbers) SELECT count(*) FROM numbers", "");
  proctor_database_set_cancellable (database, NULL);

  return NULL;
}

static gpointer
get_thread (ProctorDatabase *database,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return g_thread_self ();
}

static gpointer
wait_at_gate (ProctorDatabase *database,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);

  return NULL;
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->open = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static void
test_runs (TestingNotes *self,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (self->path);
  GStatBuf status;

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  testing_notes_run_well (self, testing_notes_add, "one");
  testing_notes_run_well (self, testing_notes_add, "two");
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  /* What ends badly has not been. */
  g_assert_null (testing_notes_run (self, add_note_and_fail, "three", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  testing_notes_assert (self, "one two");

  testing_notes_reopen (self, PROCTOR_DAMAGE_SET_ASIDE);
  testing_notes_assert (self, "one two");
  g_assert_null (proctor_database_thread_get_notice (self->thread));
}

static gpointer
ask_for_nothing (ProctorDatabase *database,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  return proctor_database_dup_text (database, "SELECT missing FROM notes WHERE text = ?", "s", data);
}

/* A file that is another than its version says is an error, time and again, and not the end. */
static void
test_other_columns (TestingNotes *self,
                    gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (testing_notes_run (self, ask_for_nothing, "one", &error));
      g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FAILED);
    }
  testing_notes_run_well (self, testing_notes_add, "one");
}

static void
test_thread (TestingNotes *self,
             gconstpointer data)
{
  GAsyncResult *kept[2] = { NULL };
  gpointer threads[2];

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      proctor_database_thread_run_async (self->thread, get_thread, NULL, NULL, NULL, NULL, testing_result_cb, &kept[i]);
      /* It is always answered later. */
      g_assert_null (kept[i]);
      result = testing_result_wait (&kept[i]);
      threads[i] = proctor_database_thread_run_finish (self->thread, result, NULL);
    }

  g_assert_true (threads[0] == threads[1]);
  g_assert_true (threads[0] != g_thread_self ());
}

static void
test_full (TestingNotes *self,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  testing_notes_run_well (self, testing_notes_add, "one");
  testing_notes_run (self, add_note_and_fill, "two", &error);
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FULL);
  testing_notes_assert (self, "one");
}

static void
test_cancel (TestingNotes *self,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *kept[2] = { NULL };
  g_autoptr (GAsyncResult) waited = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  Gate gate = { 0 };

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  proctor_database_thread_run_async (self->thread, wait_at_gate, &gate, NULL, NULL, NULL, testing_result_cb, &kept[0]);
  proctor_database_thread_run_async (self->thread, testing_notes_add, g_strdup ("never"), g_free, NULL, cancellable, testing_result_cb, &kept[1]);
  g_cancellable_cancel (cancellable);
  open_gate (&gate);

  waited = testing_result_wait (&kept[0]);
  cancelled = testing_result_wait (&kept[1]);
  proctor_database_thread_run_finish (self->thread, waited, &error);
  g_assert_no_error (error);
  proctor_database_thread_run_finish (self->thread, cancelled, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  testing_notes_assert (self, "");

  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

/* What only asks can be given up in the middle, and nothing of it stays. */
static void
test_cancel_within (TestingNotes *self,
                    gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&is_counting, FALSE);
  proctor_database_thread_run_async (self->thread, count_on, g_strdup ("never"), g_free, NULL, cancellable, testing_result_cb, &kept);
  while (!g_atomic_int_get (&is_counting))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);

  result = testing_result_wait (&kept);
  proctor_database_thread_run_finish (self->thread, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  testing_notes_assert (self, "");
}

static void
test_close (TestingNotes *self,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);

  for (int i = 0; i < 10; i++)
    proctor_database_thread_run_async (self->thread, testing_notes_add, g_strdup ("note"), g_free, NULL, NULL, NULL, NULL);
  testing_notes_close (self);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  testing_notes_run (self, testing_notes_add, "late", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  testing_notes_close (self);

  testing_notes_reopen (self, PROCTOR_DAMAGE_SET_ASIDE);
  testing_notes_assert (self, "note note note note note note note note note note");

  /* One that nothing was asked of has no file. */
  testing_notes_reopen (self, PROCTOR_DAMAGE_SET_ASIDE);
  g_unlink (self->path);
  testing_notes_close (self);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static gboolean
is_closed (gpointer user_data)
{
  g_autofree char *wal = g_strconcat (user_data, "-wal", NULL);

  return !g_file_test (wal, G_FILE_TEST_EXISTS);
}

/* Whoever lets go of it gets what was asked all the same, and the file is closed after that. */
static void
test_dropped (TestingNotes *self,
              gconstpointer data)
{
  ProctorDatabaseThread *dropped = g_steal_pointer (&self->thread);
  GAsyncResult *kept = NULL;
  GAsyncResult *result;
  g_autoptr (GError) error = NULL;

  proctor_database_thread_run_async (dropped, testing_notes_add, g_strdup ("one"), g_free, NULL, NULL, testing_result_cb, &kept);
  g_object_unref (dropped);
  result = testing_result_wait (&kept);
  proctor_database_thread_run_finish (dropped, result, &error);
  g_assert_no_error (error);
  proctor_testing_assert_finalized (result);

  proctor_testing_wait_for ("the file to be closed", is_closed, self->path);
  self->thread = testing_notes_make_thread (self, PROCTOR_DAMAGE_SET_ASIDE);
  testing_notes_assert (self, "one");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_notes_test ("/database-thread/runs", PROCTOR_DAMAGE_SET_ASIDE, test_runs);
  testing_notes_test ("/database-thread/other-columns", PROCTOR_DAMAGE_SET_ASIDE, test_other_columns);
  testing_notes_test ("/database-thread/thread", PROCTOR_DAMAGE_SET_ASIDE, test_thread);
  testing_notes_test ("/database-thread/full", PROCTOR_DAMAGE_SET_ASIDE, test_full);
  testing_notes_test ("/database-thread/cancel", PROCTOR_DAMAGE_SET_ASIDE, test_cancel);
  testing_notes_test ("/database-thread/cancel-within", PROCTOR_DAMAGE_SET_ASIDE, test_cancel_within);
  testing_notes_test ("/database-thread/close", PROCTOR_DAMAGE_SET_ASIDE, test_close);
  testing_notes_test ("/database-thread/dropped", PROCTOR_DAMAGE_SET_ASIDE, test_dropped);

  return g_test_run ();
}
