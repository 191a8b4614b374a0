/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "testing-notes.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* Files that are no database, are damaged, of another version, in the way, or not to be written. */

#define NOTES 4000

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

static gpointer
count_notes (ProctorDatabase *database,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return proctor_database_dup_text (database, "SELECT count(*) || '/' || coalesce (sum (length (text)), 0) FROM notes", "");
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
find_set_aside (TestingNotes *self,
                guint *n_files)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
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
test_garbage (TestingNotes *self,
              gconstpointer data)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *base = NULL;
  guint n_files, n_notices = 0;

  write_file (self->path, "This is no database, however long one looks at it, and it is longer than a header would be.");
  write_file (wal, "nor is this");
  g_signal_connect_swapped (self->thread, "notify::notice", G_CALLBACK (count_notices_cb), &n_notices);

  testing_notes_run_well (self, testing_notes_add, "one");
  testing_notes_assert (self, "one");
  aside = find_set_aside (self, &n_files);
  if (GPOINTER_TO_INT (data) == PROCTOR_DAMAGE_REBUILD)
    {
      g_assert_null (aside);
      g_assert_null (proctor_database_thread_get_notice (self->thread));
      return;
    }

  g_assert_nonnull (aside);
  g_assert_cmpuint (n_files, >=, 1);
  g_assert_true (g_file_get_contents (aside, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "This is no database"));
  base = g_path_get_basename (aside);
  g_assert_cmpuint (n_notices, ==, 1);
  g_assert_nonnull (strstr (proctor_database_thread_get_notice (self->thread), base));
  g_assert_nonnull (strstr (proctor_database_thread_get_notice (self->thread), "notes.db"));
}

/* What turns out to be damaged only when it is read. */
static void
test_damaged_within (TestingNotes *self,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *count = NULL;
  g_autofree char *aside = NULL;
  gsize length;
  guint n_files;

  testing_notes_run_well (self, add_many_notes, NULL);
  testing_notes_close (self);
  g_assert_true (g_file_get_contents (self->path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 100000);
  memset (contents + length / 2, 0xa5, 40000);
  g_assert_true (g_file_set_contents (self->path, contents, (gssize) length, NULL));

  testing_notes_reopen (self, GPOINTER_TO_INT (data));
  count = testing_notes_run (self, count_notes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (count, ==, "0/0");
  testing_notes_run_well (self, testing_notes_add, "one");
  testing_notes_assert (self, "one");

  aside = find_set_aside (self, &n_files);
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
test_newer (TestingNotes *self,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *aside = NULL;
  gsize length_before, length_after;
  guint n_files;

  testing_notes_run_well (self, become_newer, NULL);
  testing_notes_close (self);
  g_assert_true (g_file_get_contents (self->path, &before, &length_before, NULL));

  testing_notes_reopen (self, GPOINTER_TO_INT (data));
  if (GPOINTER_TO_INT (data) == PROCTOR_DAMAGE_REBUILD)
    {
      testing_notes_assert (self, "");
      return;
    }

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      testing_notes_run (self, testing_notes_add, "older", &error);
      g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER);
      g_assert_nonnull (strstr (error->message, "newer version"));
    }
  testing_notes_close (self);
  g_assert_true (g_file_get_contents (self->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  aside = find_set_aside (self, &n_files);
  g_assert_null (aside);
  g_assert_null (proctor_database_thread_get_notice (self->thread));
}

/* As when the newer version was killed: what it wrote is in the journal and nowhere else. */
static void
test_newer_in_journal (TestingNotes *self,
                       gconstpointer data)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *copy = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  const char *const names[][2] = { { self->path, copy }, { wal, copy_wal } };

  testing_notes_run_well (self, become_newer, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (names[i][0], &contents, &length, NULL));
      g_assert_true (g_file_set_contents (names[i][1], contents, (gssize) length, NULL));
    }

  testing_notes_reopen (self, PROCTOR_DAMAGE_SET_ASIDE);
  g_set_str (&self->path, copy);
  testing_notes_reopen (self, PROCTOR_DAMAGE_SET_ASIDE);
  testing_notes_run (self, testing_notes_add, "older", &error);
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER);
}

/* Where nothing can be written it says so, and tries again when it is asked again. */
static void
test_in_the_way (TestingNotes *self,
                 gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  write_file (folder, "a file where the folder should be");
  testing_notes_run (self, testing_notes_add, "one", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, folder));

  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  g_clear_error (&error);
  testing_notes_run (self, testing_notes_add, "one", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_nonnull (strstr (error->message, "notes.db"));

  g_assert_cmpint (g_rmdir (self->path), ==, 0);
  testing_notes_run_well (self, testing_notes_add, "two");
  testing_notes_assert (self, "two");
}

static void
test_read_only (TestingNotes *self,
                gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0500), ==, 0);
  if (g_access (folder, W_OK) == 0)
    {
      g_test_skip ("Nothing is read-only to this user");
      return;
    }

  testing_notes_run (self, testing_notes_add, "one", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, self->path));
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  testing_notes_run_well (self, testing_notes_add, "two");
  testing_notes_assert (self, "two");
}

/* A file that may be read but not written, as from a backup. */
static void
test_read_only_file (TestingNotes *self,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  testing_notes_run_well (self, testing_notes_add, "one");
  testing_notes_reopen (self, PROCTOR_DAMAGE_SET_ASIDE);
  g_assert_cmpint (g_chmod (self->path, 0400), ==, 0);
  if (g_access (self->path, W_OK) == 0)
    {
      g_test_skip ("Nothing is read-only to this user");
      return;
    }

  testing_notes_run (self, testing_notes_add, "two", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

/* What belongs to another program is read also while that has it open, and nothing is made, moved or written. */
static void
test_leave (TestingNotes *self,
            gconstpointer data)
{
  g_autoptr (ProctorDatabaseThread) owner = testing_notes_make_thread (self, PROCTOR_DAMAGE_SET_ASIDE);
  g_autoptr (ProctorDatabaseThread) reader = self->thread;
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) written = NULL;

  testing_notes_run (self, testing_notes_add, "one", &error);
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FAILED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  self->thread = owner;
  testing_notes_run_well (self, testing_notes_add, "one");
  self->thread = reader;
  testing_notes_assert (self, "one");
  testing_notes_run (self, testing_notes_add, "two", &written);
  g_assert_error (written, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FAILED);
  testing_notes_assert (self, "one");
  self->thread = owner;
  testing_notes_close (self);
  self->thread = g_object_ref (reader);
}

static void
test_leave_garbage (TestingNotes *self,
                    gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *before = g_strnfill (5000, 'x');
  g_autofree char *after = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_file_set_contents (self->path, before, -1, &error);
  g_assert_no_error (error);
  testing_notes_run (self, testing_notes_add, "one", &error);
  g_assert_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_file_get_contents (self->path, &after, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (before, 5000, after, size);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_notes_test ("/database-damage/garbage/set-aside", PROCTOR_DAMAGE_SET_ASIDE, test_garbage);
  testing_notes_test ("/database-damage/garbage/rebuild", PROCTOR_DAMAGE_REBUILD, test_garbage);
  testing_notes_test ("/database-damage/damaged-within/set-aside", PROCTOR_DAMAGE_SET_ASIDE, test_damaged_within);
  testing_notes_test ("/database-damage/damaged-within/rebuild", PROCTOR_DAMAGE_REBUILD, test_damaged_within);
  testing_notes_test ("/database-damage/newer/set-aside", PROCTOR_DAMAGE_SET_ASIDE, test_newer);
  testing_notes_test ("/database-damage/newer/rebuild", PROCTOR_DAMAGE_REBUILD, test_newer);
  testing_notes_test ("/database-damage/newer-in-journal", PROCTOR_DAMAGE_SET_ASIDE, test_newer_in_journal);
  testing_notes_test ("/database-damage/in-the-way", PROCTOR_DAMAGE_SET_ASIDE, test_in_the_way);
  testing_notes_test ("/database-damage/read-only", PROCTOR_DAMAGE_SET_ASIDE, test_read_only);
  testing_notes_test ("/database-damage/leave", PROCTOR_DAMAGE_LEAVE, test_leave);
  testing_notes_test ("/database-damage/leave/garbage", PROCTOR_DAMAGE_LEAVE, test_leave_garbage);
  testing_notes_test ("/database-damage/read-only-file", PROCTOR_DAMAGE_SET_ASIDE, test_read_only_file);

  return g_test_run ();
}
