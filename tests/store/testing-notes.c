/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-notes.h"

#include "proctor-folders.h"
#include "proctor-testing.h"
#include "testing-result.h"

static const char *const migrations[] = {
  "CREATE TABLE notes (number INTEGER PRIMARY KEY, text TEXT NOT NULL);",
};

ProctorDatabaseThread *
testing_notes_make_thread (TestingNotes *self,
                           ProctorDamage damage)
{
  return proctor_database_thread_new (self->path, migrations, G_N_ELEMENTS (migrations), damage, proctor_folders_ensure);
}

static void
set_up (TestingNotes *self,
        gconstpointer data)
{
  g_autofree char *folder = proctor_testing_make_folder ();

  self->folder = g_steal_pointer (&folder);
  self->path = g_build_filename (self->folder, "below", "notes.db", NULL);
  self->thread = testing_notes_make_thread (self, GPOINTER_TO_INT (data));
}

void
testing_notes_close (TestingNotes *self)
{
  GAsyncResult *kept = NULL;

  proctor_database_thread_close_async (self->thread, testing_result_cb, &kept);
  {
    g_autoptr (GAsyncResult) result = testing_result_wait (&kept);

    proctor_database_thread_close_finish (self->thread, result);
  }
}

static void
tear_down (TestingNotes *self,
           gconstpointer data)
{
  testing_notes_close (self);
  proctor_testing_assert_finalized (g_steal_pointer (&self->thread));
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

void
testing_notes_reopen (TestingNotes *self,
                      ProctorDamage damage)
{
  testing_notes_close (self);
  g_object_unref (self->thread);
  self->thread = testing_notes_make_thread (self, damage);
}

gpointer
testing_notes_add (ProctorDatabase *database,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  proctor_database_run (database, "INSERT INTO notes (text) VALUES (?)", "s", data);

  return NULL;
}

/* Does it, and waits for what comes of it. */
gpointer
testing_notes_run (TestingNotes *self,
                   ProctorDatabaseFunc func,
                   const char *text,
                   GError **error)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  proctor_database_thread_run_async (self->thread, func, g_strdup (text), g_free, g_free, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_database_thread_run_finish (self->thread, result, error);
}

void
testing_notes_run_well (TestingNotes *self,
                        ProctorDatabaseFunc func,
                        const char *text)
{
  g_autoptr (GError) error = NULL;

  testing_notes_run (self, func, text, &error);
  g_assert_no_error (error);
}

static gpointer
list_notes (ProctorDatabase *database,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return proctor_database_dup_text (database, "SELECT coalesce (group_concat (text, ' '), '') FROM (SELECT text FROM notes ORDER BY number)", "");
}

void
testing_notes_assert (TestingNotes *self,
                      const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notes = testing_notes_run (self, list_notes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (notes, ==, expected);
}

/**
 * testing_notes_test:
 * @path: its name
 * @damage: what becomes of a file that can't be read
 * @test: the test
 *
 * Adds a test that has a thread of its own.
 */
void
testing_notes_test (const char *path,
                    ProctorDamage damage,
                    TestingNotesFunc test)
{
  g_test_add (path, TestingNotes, GINT_TO_POINTER (damage), set_up, test, tear_down);
}
