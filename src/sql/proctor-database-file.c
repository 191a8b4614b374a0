/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-database-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What SQLite begins a file with, and where in it "PRAGMA user_version" is kept. */
#define MAGIC "SQLite format 3"
#define VERSION_OFFSET 60
#define HEADER_SIZE 64

/* A database, and what SQLite has beside it. */
static const char *const suffixes[] = { "", "-wal", "-shm" };

/* Returns 0 where there is nothing that could be a version. */
static guint32
read_version (int fd)
{
  char header[HEADER_SIZE];
  guint32 version;

  if (pread (fd, header, sizeof header, 0) != (gssize) sizeof header || memcmp (header, MAGIC, sizeof MAGIC) != 0)
    return 0;
  memcpy (&version, header + VERSION_OFFSET, sizeof version);

  return GUINT32_FROM_BE (version);
}

/**
 * proctor_database_file_prepare:
 * @path: a database's file
 * @newest: the newest version that this program knows
 * @error: return location for why it can't be opened
 *
 * Makes the file where there is none, so that it is nobody else's business, and looks whether a
 * newer version has written it without anything of it being changed, which opening it might.
 *
 * Returns: whether it may be opened
 */
gboolean
proctor_database_file_prepare (const char *path,
                               guint newest,
                               GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  guint32 version;

  if (fd < 0)
    {
      int saved_errno = errno;
      g_autofree char *name = g_filename_display_name (path);

      /* Translators: first a file, then the system's own words for what went wrong. */
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("“%s” can't be opened: %s."), name, g_strerror (saved_errno));
      return FALSE;
    }

  version = read_version (fd);
  close (fd);
  if (version <= newest)
    return TRUE;

  g_set_error_literal (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER, _ ("A newer version of Proctor has written this data. It was left as it is."));

  return FALSE;
}

/**
 * proctor_database_file_remove:
 * @path: a database's file
 * @error: return location for why it is still there
 *
 * Removes a database and what SQLite has beside it.
 *
 * Returns: whether it is gone
 */
gboolean
proctor_database_file_remove (const char *path,
                              GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      int saved_errno;

      if (g_unlink (from) == 0 || errno == ENOENT)
        continue;
      saved_errno = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("“%s” is damaged and can't be removed: %s."), from, g_strerror (saved_errno));
      return FALSE;
    }

  return TRUE;
}

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

/**
 * proctor_database_file_set_aside:
 * @path: the file of a database that can't be read
 * @error: return location for why it is still there
 *
 * Moves a database, and what SQLite has beside it, out of the way. Somebody may be able to save
 * something from it, so it is not deleted.
 *
 * Returns: (transfer full) (nullable): the name that it has now
 */
char *
proctor_database_file_set_aside (const char *path,
                                 GError **error)
{
  g_autofree char *name = make_damaged_name (path);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (name, suffixes[i], NULL);
      int saved_errno;

      if (g_rename (from, to) == 0 || (i > 0 && errno == ENOENT))
        continue;
      saved_errno = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("“%s” is damaged and can't be set aside: %s."), from, g_strerror (saved_errno));
      return NULL;
    }

  return g_steal_pointer (&name);
}

/**
 * proctor_database_file_copy:
 * @database: a database
 * @path: a file that there isn't yet
 * @error: return location for why it was not done
 *
 * Writes a copy of all that has been committed, in one piece and without what was deleted.
 *
 * Returns: whether the copy is there
 */
gboolean
proctor_database_file_copy (ProctorDatabase *database,
                            const char *path,
                            GError **error)
{
  proctor_database_run (database, "VACUUM INTO ?", "s", path);

  return !proctor_database_take_error (database, error);
}
