/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-database-thread.h"

#include "proctor-folders.h"
#include "proctor-testing.h"
#include "testing-result.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTES 4000

static const char *const migrations[] = {
  "CREATE TABLE notes (number INTEGER PRIMARY KEY, text TEXT NOT NULL);",
};

typedef struct
{
  char *folder;
  char *path;
  ProctorDatabaseThread *thread;
} Fixture;

/* Whether something without end has begun. */
static int is_counting;

/* Holds the thread up until it is let go. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean open;
} Gate;

static ProctorDatabaseThread *
make_thread (Fixture *fixture,
             ProctorDamage damage)
{
  return proctor_database_thread_new (fixture->path, migrations, G_N_ELEMENTS (migrations), damage, proctor_folders_ensure);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *folder = proctor_testing_make_folder ();

  fixture->folder = g_steal_pointer (&folder);
  fixture->path = g_build_filename (fixture->folder, "below", "notes.db", NULL);
  fixture->thread = make_thread (fixture, GPOINTER_TO_INT (data));
}

static void
close_thread (Fixture *fixture)
{
  GAsyncResult *kept = NULL;

  proctor_database_thread_close_async (fixture->thread, testing_result_cb, &kept);
  {
    g_autoptr (GAsyncResult) result = testing_result_wait (&kept);

    proctor_database_thread_close_finish (fixture->thread, result);
  }
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  close_thread (fixture);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->thread));
  proctor_testing_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
reopen (Fixture *fixture,
        ProctorDamage damage)
{
  close_thread (fixture);
  g_object_unref (fixture->thread);
  fixture->thread = make_thread (fixture, damage);
}

static gpointer
add_note (ProctorDatabase *database,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  proctor_database_run (database, "INSERT INTO notes (text) VALUES (?)", "s", data);

  return NULL;
}

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

static gpointer
add_many_notes (ProctorDatabase *database,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  for (guint i = 0; i < NOTES; i++)
    proctor_database_run (database, "INSERT INTO notes (text) VALUES (hex (randomblob (50)))", "");

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
list_notes (ProctorDatabase *database,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return proctor_database_dup_text (database, "SELECT coalesce (group_concat (text, ' '), '') FROM (SELECT text FROM notes ORDER BY number)", "");
}

static gpointer
count_notes (ProctorDatabase *database,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return proctor_database_dup_text (database, "SELECT count(*) || '/' || coalesce (sum (length (text)), 0) FROM notes", "");
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

/* Does it, and waits for what comes of it. */
static gpointer
run (Fixture *fixture,
     ProctorDatabaseFunc func,
     const char *text,
     GError **error)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  proctor_database_thread_run_async (fixture->thread, func, g_strdup (text), g_free, g_free, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_database_thread_run_finish (fixture->thread, result, error);
}

static void
run_well (Fixture *fixture,
          ProctorDatabaseFunc func,
          const char *text)
{
  g_autoptr (GError) error = NULL;

  run (fixture, func, text, &error);
  g_assert_no_error (error);
}

static void
assert_notes (Fixture *fixture,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notes = run (fixture, list_notes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (notes, ==, expected);
}

static void
test_runs (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  GStatBuf status;

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  run_well (fixture, add_note, "one");
  run_well (fixture, add_note, "two");
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  /* What ends badly has not been. */
  g_assert_null (run (fixture, add_note_and_fail, "three", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_notes (fixture, "one two");

  reopen (fixture, PROCTOR_DAMAGE_SET_ASIDE);
  assert_notes (fixture, "one two");
  g_assert_null (proctor_database_thread_get_notice (fixture->thread));
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
test_other_columns (Fixture *fixture,
                    gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (run (fixture, ask_for_nothing, "one", &error));
      g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FAILED);
    }
  run_well (fixture, add_note, "one");
}

static void
test_thread (Fixture *fixture,
             gconstpointer data)
{
  GAsyncResult *kept[2] = { NULL };
  gpointer threads[2];

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      proctor_database_thread_run_async (fixture->thread, get_thread, NULL, NULL, NULL, NULL, testing_result_cb, &kept[i]);
      /* It is always answered later. */
      g_assert_null (kept[i]);
      result = testing_result_wait (&kept[i]);
      threads[i] = proctor_database_thread_run_finish (fixture->thread, result, NULL);
    }

  g_assert_true (threads[0] == threads[1]);
  g_assert_true (threads[0] != g_thread_self ());
}

static void
test_full (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run_well (fixture, add_note, "one");
  run (fixture, add_note_and_fill, "two", &error);
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FULL);
  assert_notes (fixture, "one");
}

static void
test_cancel (Fixture *fixture,
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
  proctor_database_thread_run_async (fixture->thread, wait_at_gate, &gate, NULL, NULL, NULL, testing_result_cb, &kept[0]);
  proctor_database_thread_run_async (fixture->thread, add_note, g_strdup ("never"), g_free, NULL, cancellable, testing_result_cb, &kept[1]);
  g_cancellable_cancel (cancellable);
  open_gate (&gate);

  waited = testing_result_wait (&kept[0]);
  cancelled = testing_result_wait (&kept[1]);
  proctor_database_thread_run_finish (fixture->thread, waited, &error);
  g_assert_no_error (error);
  proctor_database_thread_run_finish (fixture->thread, cancelled, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_notes (fixture, "");

  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

/* What only asks can be given up in the middle, and nothing of it stays. */
static void
test_cancel_within (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&is_counting, FALSE);
  proctor_database_thread_run_async (fixture->thread, count_on, g_strdup ("never"), g_free, NULL, cancellable, testing_result_cb, &kept);
  while (!g_atomic_int_get (&is_counting))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);

  result = testing_result_wait (&kept);
  proctor_database_thread_run_finish (fixture->thread, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_notes (fixture, "");
}

static void
test_close (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);

  for (int i = 0; i < 10; i++)
    proctor_database_thread_run_async (fixture->thread, add_note, g_strdup ("note"), g_free, NULL, NULL, NULL, NULL);
  close_thread (fixture);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  run (fixture, add_note, "late", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  close_thread (fixture);

  reopen (fixture, PROCTOR_DAMAGE_SET_ASIDE);
  assert_notes (fixture, "note note note note note note note note note note");

  /* One that nothing was asked of has no file. */
  reopen (fixture, PROCTOR_DAMAGE_SET_ASIDE);
  g_unlink (fixture->path);
  close_thread (fixture);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static gboolean
is_closed (gpointer user_data)
{
  g_autofree char *wal = g_strconcat (user_data, "-wal", NULL);

  return !g_file_test (wal, G_FILE_TEST_EXISTS);
}

/* Whoever lets go of it gets what was asked all the same, and the file is closed after that. */
static void
test_dropped (Fixture *fixture,
              gconstpointer data)
{
  ProctorDatabaseThread *dropped = g_steal_pointer (&fixture->thread);
  GAsyncResult *kept = NULL;
  GAsyncResult *result;
  g_autoptr (GError) error = NULL;

  proctor_database_thread_run_async (dropped, add_note, g_strdup ("one"), g_free, NULL, NULL, testing_result_cb, &kept);
  g_object_unref (dropped);
  result = testing_result_wait (&kept);
  proctor_database_thread_run_finish (dropped, result, &error);
  g_assert_no_error (error);
  proctor_testing_assert_finalized (result);

  proctor_testing_wait_for ("the file to be closed", is_closed, fixture->path);
  fixture->thread = make_thread (fixture, PROCTOR_DAMAGE_SET_ASIDE);
  assert_notes (fixture, "one");
}

static void
write_file (const char *path,
            const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
find_set_aside (Fixture *fixture,
                guint *n_files)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char *found = NULL;

  *n_files = 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_prefix (name, "notes.db.damaged-"))
        continue;
      ++*n_files;
      if (found == NULL && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm"))
        found = g_build_filename (folder, name, NULL);
    }

  return found;
}

static void
count_notices_cb (guint *count)
{
  ++*count;
}

/* What is not a database at all. */
static void
test_garbage (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *base = NULL;
  guint n_files, n_notices = 0;

  write_file (fixture->path, "This is no database, however long one looks at it, and it is longer than a header would be.");
  write_file (wal, "nor is this");
  g_signal_connect_swapped (fixture->thread, "notify::notice", G_CALLBACK (count_notices_cb), &n_notices);

  run_well (fixture, add_note, "one");
  assert_notes (fixture, "one");
  aside = find_set_aside (fixture, &n_files);
  if (GPOINTER_TO_INT (data) == PROCTOR_DAMAGE_REBUILD)
    {
      g_assert_null (aside);
      g_assert_null (proctor_database_thread_get_notice (fixture->thread));
      return;
    }

  g_assert_nonnull (aside);
  g_assert_cmpuint (n_files, >=, 1);
  g_assert_true (g_file_get_contents (aside, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "This is no database"));
  base = g_path_get_basename (aside);
  g_assert_cmpuint (n_notices, ==, 1);
  g_assert_nonnull (strstr (proctor_database_thread_get_notice (fixture->thread), base));
  g_assert_nonnull (strstr (proctor_database_thread_get_notice (fixture->thread), "notes.db"));
}

/* What turns out to be damaged only when it is read. */
static void
test_damaged_within (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *count = NULL;
  g_autofree char *aside = NULL;
  gsize length;
  guint n_files;

  run_well (fixture, add_many_notes, NULL);
  close_thread (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 100000);
  memset (contents + length / 2, 0xa5, 40000);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));

  reopen (fixture, GPOINTER_TO_INT (data));
  count = run (fixture, count_notes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (count, ==, "0/0");
  run_well (fixture, add_note, "one");
  assert_notes (fixture, "one");

  aside = find_set_aside (fixture, &n_files);
  if (GPOINTER_TO_INT (data) == PROCTOR_DAMAGE_REBUILD)
    g_assert_null (aside);
  else
    g_assert_nonnull (aside);
}

static gpointer
become_newer (ProctorDatabase *database,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  proctor_database_run (database, "INSERT INTO notes (text) VALUES ('newer')", "");
  proctor_database_run (database, "PRAGMA user_version = 2", "");

  return NULL;
}

static void
test_newer (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *aside = NULL;
  gsize length_before, length_after;
  guint n_files;

  run_well (fixture, become_newer, NULL);
  close_thread (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));

  reopen (fixture, GPOINTER_TO_INT (data));
  if (GPOINTER_TO_INT (data) == PROCTOR_DAMAGE_REBUILD)
    {
      assert_notes (fixture, "");
      return;
    }

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      run (fixture, add_note, "older", &error);
      g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER);
      g_assert_nonnull (strstr (error->message, "newer version"));
    }
  close_thread (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  aside = find_set_aside (fixture, &n_files);
  g_assert_null (aside);
  g_assert_null (proctor_database_thread_get_notice (fixture->thread));
}

/* As when the newer version was killed: what it wrote is in the journal and nowhere else. */
static void
test_newer_in_journal (Fixture *fixture,
                       gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  const char *const names[][2] = { { fixture->path, copy }, { wal, copy_wal } };

  run_well (fixture, become_newer, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (names[i][0], &contents, &length, NULL));
      g_assert_true (g_file_set_contents (names[i][1], contents, (gssize) length, NULL));
    }

  reopen (fixture, PROCTOR_DAMAGE_SET_ASIDE);
  g_set_str (&fixture->path, copy);
  reopen (fixture, PROCTOR_DAMAGE_SET_ASIDE);
  run (fixture, add_note, "older", &error);
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER);
}

/* Where nothing can be written it says so, and tries again when it is asked again. */
static void
test_in_the_way (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  write_file (folder, "a file where the folder should be");
  run (fixture, add_note, "one", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, folder));

  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_clear_error (&error);
  run (fixture, add_note, "one", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_nonnull (strstr (error->message, "notes.db"));

  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  run_well (fixture, add_note, "two");
  assert_notes (fixture, "two");
}

static void
test_read_only (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0500), ==, 0);
  if (g_access (folder, W_OK) == 0)
    {
      g_test_skip ("Nothing is read-only to this user");
      return;
    }

  run (fixture, add_note, "one", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  run_well (fixture, add_note, "two");
  assert_notes (fixture, "two");
}

/* A file that may be read but not written, as from a backup. */
static void
test_read_only_file (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run_well (fixture, add_note, "one");
  reopen (fixture, PROCTOR_DAMAGE_SET_ASIDE);
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  if (g_access (fixture->path, W_OK) == 0)
    {
      g_test_skip ("Nothing is read-only to this user");
      return;
    }

  run (fixture, add_note, "two", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

/* What belongs to another program is read also while that has it open, and nothing is made, moved or written. */
static void
test_leave (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (ProctorDatabaseThread) owner = make_thread (fixture, PROCTOR_DAMAGE_SET_ASIDE);
  g_autoptr (ProctorDatabaseThread) reader = fixture->thread;
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) written = NULL;

  run (fixture, add_note, "one", &error);
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FAILED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  fixture->thread = owner;
  run_well (fixture, add_note, "one");
  fixture->thread = reader;
  assert_notes (fixture, "one");
  run (fixture, add_note, "two", &written);
  g_assert_error (written, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FAILED);
  assert_notes (fixture, "one");
  fixture->thread = owner;
  close_thread (fixture);
  fixture->thread = g_object_ref (reader);
}

static void
test_leave_garbage (Fixture *fixture,
                    gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *before = g_strnfill (5000, 'x');
  g_autofree char *after = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_file_set_contents (fixture->path, before, -1, &error);
  g_assert_no_error (error);
  run (fixture, add_note, "one", &error);
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_file_get_contents (fixture->path, &after, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (before, 5000, after, size);
}

static void
add (const char *name,
     ProctorDamage damage,
     void (*test) (Fixture *fixture,
                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/database-thread/", name, NULL);

  g_test_add (path, Fixture, GINT_TO_POINTER (damage), set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("runs", PROCTOR_DAMAGE_SET_ASIDE, test_runs);
  add ("other-columns", PROCTOR_DAMAGE_SET_ASIDE, test_other_columns);
  add ("thread", PROCTOR_DAMAGE_SET_ASIDE, test_thread);
  add ("full", PROCTOR_DAMAGE_SET_ASIDE, test_full);
  add ("cancel", PROCTOR_DAMAGE_SET_ASIDE, test_cancel);
  add ("cancel-within", PROCTOR_DAMAGE_SET_ASIDE, test_cancel_within);
  add ("close", PROCTOR_DAMAGE_SET_ASIDE, test_close);
  add ("dropped", PROCTOR_DAMAGE_SET_ASIDE, test_dropped);
  add ("garbage/set-aside", PROCTOR_DAMAGE_SET_ASIDE, test_garbage);
  add ("garbage/rebuild", PROCTOR_DAMAGE_REBUILD, test_garbage);
  add ("damaged-within/set-aside", PROCTOR_DAMAGE_SET_ASIDE, test_damaged_within);
  add ("damaged-within/rebuild", PROCTOR_DAMAGE_REBUILD, test_damaged_within);
  add ("newer/set-aside", PROCTOR_DAMAGE_SET_ASIDE, test_newer);
  add ("newer/rebuild", PROCTOR_DAMAGE_REBUILD, test_newer);
  add ("newer-in-journal", PROCTOR_DAMAGE_SET_ASIDE, test_newer_in_journal);
  add ("in-the-way", PROCTOR_DAMAGE_SET_ASIDE, test_in_the_way);
  add ("read-only", PROCTOR_DAMAGE_SET_ASIDE, test_read_only);
  add ("leave", PROCTOR_DAMAGE_LEAVE, test_leave);
  add ("leave/garbage", PROCTOR_DAMAGE_LEAVE, test_leave_garbage);
  add ("read-only-file", PROCTOR_DAMAGE_SET_ASIDE, test_read_only_file);

  return g_test_run ();
}
