/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-data-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * ProctorDataLock:
 *
 * That a data folder is served by this engine and no other. The kernel holds the lock and lets go
 * of it however the engine ends; the file says who has it, and is emptied by an engine that ends as
 * it should.
 */
struct _ProctorDataLock
{
  int fd;
  gboolean was_unclean;
};

static void
set_errno_error (GError **error,
                 const char *path)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               /* Translators: first a file, then the system's own words for what went wrong. */
               _ ("“%s” can't be used: %s."), path, g_strerror (saved_errno));
}

/* What the file says: two lines, a process and when it began. */
static char **
read_holder (int fd)
{
  char text[128] = "";
  ssize_t length = pread (fd, text, sizeof text - 1, 0);

  text[MAX (length, 0)] = '\0';

  return g_strsplit (text, "\n", -1);
}

static void
set_taken_error (GError **error,
                 int fd,
                 const char *folder)
{
  g_auto (GStrv) holder = read_holder (fd);

  if (g_strv_length (holder) >= 2)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                 /* Translators: a folder, the number of a process, a date and time. */
                 _ ("“%s” is served by another engine already: process %s, since %s."), folder, holder[0], holder[1]);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("“%s” is served by another engine already."), folder);
}

static gboolean
write_holder (int fd)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M:%S");
  g_autofree char *text = g_strdup_printf ("%d\n%s\n", (int) getpid (), since);

  return ftruncate (fd, 0) == 0 && pwrite (fd, text, strlen (text), 0) == (ssize_t) strlen (text) && fsync (fd) == 0;
}

/**
 * proctor_data_lock_take:
 * @folder: a data folder
 * @error: return location for who has it, or what else is wrong
 *
 * Returns: (transfer full) (nullable): the lock
 */
ProctorDataLock *
proctor_data_lock_take (const char *folder,
                        GError **error)
{
  g_autofree char *path = g_build_filename (folder, "engine.lock", NULL);
  ProctorDataLock *lock;
  struct stat status;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);

  if (fd < 0)
    {
      set_errno_error (error, path);
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno == EWOULDBLOCK)
        set_taken_error (error, fd, folder);
      else
        set_errno_error (error, path);
      close (fd);
      return NULL;
    }

  lock = g_new0 (ProctorDataLock, 1);
  lock->fd = fd;
  lock->was_unclean = fstat (fd, &status) == 0 && status.st_size > 0;
  if (!write_holder (fd))
    {
      set_errno_error (error, path);
      proctor_data_lock_release (lock);
      return NULL;
    }

  return lock;
}

/**
 * proctor_data_lock_was_unclean:
 * @lock: a lock
 *
 * Returns: whether the engine before this one ended without saying so
 */
gboolean
proctor_data_lock_was_unclean (ProctorDataLock *lock)
{
  return lock->was_unclean;
}

/**
 * proctor_data_lock_set_clean:
 * @lock: a lock
 *
 * Says that the engine ends as it should, and that all is on the disk.
 */
void
proctor_data_lock_set_clean (ProctorDataLock *lock)
{
  if (ftruncate (lock->fd, 0) != 0)
    g_debug ("The lock keeps its text: %s", g_strerror (errno));
}

void
proctor_data_lock_release (ProctorDataLock *lock)
{
  close (lock->fd);
  g_free (lock);
}
