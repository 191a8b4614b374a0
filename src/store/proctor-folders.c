/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folders.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/**
 * proctor_folders_dup_data:
 *
 * Returns: (transfer full): where drafts, history and the local workspace are kept
 */
char *
proctor_folders_dup_data (void)
{
  return g_build_filename (g_get_user_data_dir (), "proctor", NULL);
}

/**
 * proctor_folders_dup_cache:
 *
 * Returns: (transfer full): where copies are kept that can be fetched again
 */
char *
proctor_folders_dup_cache (void)
{
  return g_build_filename (g_get_user_cache_dir (), "proctor", NULL);
}

/**
 * proctor_folders_ensure:
 * @folder: one of the folders above, or one below them
 * @error: return location for an error
 *
 * Makes @folder where it does not exist. Transcripts are nobody else's business, so it is the
 * user's alone. It does I/O: call it from a worker.
 *
 * Returns: whether @folder is there now
 */
gboolean
proctor_folders_ensure (const char *folder,
                        GError **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved_errno = errno;

      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (saved_errno),
                   /* Translators: first a folder, then the system's own words for what went wrong. */
                   _ ("The folder %s can't be made: %s."),
                   folder,
                   g_strerror (saved_errno));
      return FALSE;
    }

  return TRUE;
}
