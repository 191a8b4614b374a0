/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "proctor-database-file.h"
#include "proctor-schema.h"

#define FILE_NAME "engine.db"

/* Returns a name beside @path that nothing has. */
static char *
make_damaged_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *name = g_strdup_printf ("%s.damaged-%s", path, date);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.damaged-%s-%u", path, date, i);
    }

  return name;
}

/* Moves a file that can't be read, and what SQLite has beside it, out of the way. Somebody may be
 * able to save something from it, so it is never deleted. */
static gboolean
set_aside (const char *path,
           GError **error)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *name = make_damaged_name (path);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (name, suffixes[i], NULL);

      if (g_rename (from, to) == 0 || (i > 0 && errno == ENOENT))
        continue;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("“%s” is damaged and can't be set aside: %s."), from, g_strerror (errno));
      return FALSE;
    }
  g_printerr (_ ("%s: The workspace's data was damaged. It was set aside as “%s”, and a new workspace was begun.\n"), g_get_prgname (), name);

  return TRUE;
}

/**
 * proctor_engine_store_open:
 * @folder: the data folder
 * @check: whether to look through all of the data first
 * @error: return location for why it can't be used
 *
 * Opens the workspace's data, and begins with nothing where that is damaged.
 *
 * Returns: (transfer full) (nullable): its owner
 */
ProctorWorker *
proctor_engine_store_open (const char *folder,
                           gboolean check,
                           GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  guint n_migrations;
  const char *const *migrations = proctor_schema_get_migrations (&n_migrations);
  g_autoptr (GError) local_error = NULL;
  ProctorWorker *worker = proctor_worker_new (path, migrations, n_migrations, check, &local_error);

  if (worker != NULL)
    return worker;
  if (!g_error_matches (local_error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return set_aside (path, error) ? proctor_worker_new (path, migrations, n_migrations, FALSE, error) : NULL;
}

/* A copy is there once it is on the disk and has its name. */
static gboolean
finish_copy (const char *partial,
             const char *path,
             GError **error)
{
  int fd = open (partial, O_RDONLY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (synced && g_rename (partial, path) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("“%s” can't be written: %s."), path, g_strerror (errno));

  return FALSE;
}

/**
 * proctor_engine_store_back_up:
 * @folder: the data folder
 * @path: a file that there isn't yet
 * @error: return location for why there is no copy
 *
 * Writes a copy of the workspace, whether or not an engine is serving it.
 *
 * Returns: whether there is a copy
 */
gboolean
proctor_engine_store_back_up (const char *folder,
                              const char *path,
                              GError **error)
{
  g_autofree char *from = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autoptr (ProctorDatabase) database = NULL;

  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no workspace in “%s” yet."), folder);
      return FALSE;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("There is a file “%s” already."), path);
      return FALSE;
    }

  database = proctor_database_open (from, error);
  if (database == NULL)
    return FALSE;

  g_unlink (partial);
  if (proctor_database_file_copy (database, partial, error) && finish_copy (partial, path, error))
    return TRUE;
  g_unlink (partial);

  return FALSE;
}
