/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-project-file.h"

#include <glib/gi18n.h>

#include "proctor-import-path.h"

/* What may be in a file of a project: more is no test, and would only fill the memory. */
#define MOST_BYTES (64 * 1024 * 1024)

/* Makes the folders of a path, and is content only with real ones. */
static gboolean
make_folders (GFile *root,
              GFile *folder,
              GError **error)
{
  g_autoptr (GFile) parent = NULL;
  g_autoptr (GError) local_error = NULL;
  GFileType type;

  if (g_file_equal (root, folder))
    return TRUE;

  parent = g_file_get_parent (folder);
  if (parent == NULL || !make_folders (root, parent, error))
    return FALSE;

  /* Another thread may make it at the same moment. */
  if (g_file_make_directory (folder, NULL, &local_error))
    return TRUE;
  type = g_file_query_file_type (folder, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL);
  if (type == G_FILE_TYPE_DIRECTORY)
    return TRUE;
  if (type != G_FILE_TYPE_UNKNOWN)
    {
      g_autofree char *name = g_file_get_basename (folder);
      g_autofree char *shown = g_filename_display_name (name);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY, _ ("“%s” is in the way: it is no folder."), shown);
      return FALSE;
    }

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* A new file, which is there whole or not at all, and never instead of another. */
static gboolean
write_new (GFile *file,
           GFile *parent,
           GBytes *text,
           GError **error)
{
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (".", random, ".part", NULL);
  g_autoptr (GFile) part = g_file_get_child (parent, name);
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  if (g_file_replace_contents (part, data, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error) && g_file_move (part, file, G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, error))
    return TRUE;

  g_file_delete (part, NULL, NULL);

  return FALSE;
}

static gboolean
check_path (GFile *root,
            const char *path,
            GFile *file,
            GError **error)
{
  if (proctor_import_path_is_safe (path) && proctor_import_path_is_inside (file, root))
    return TRUE;

  /* Translators: a file's path. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s leads to another folder."), path);

  return FALSE;
}

/**
 * proctor_project_file_read:
 * @root: a project's folder
 * @path: a file's path in it, whoever has said so
 * @etag: (out) (optional): what tells this state of the file from others
 * @error: return location for why it can't be read
 *
 * Reads a file that is really in the folder. It does I/O: call it from a worker.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
proctor_project_file_read (GFile *root,
                           const char *path,
                           char **etag,
                           GError **error)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (root, path);
  g_autoptr (GFileInfo) info = NULL;

  if (!check_path (root, path, file, error))
    return NULL;

  /* A pipe would be waited for. */
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > MOST_BYTES)
    {
      /* Translators: a file's path. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("%s is no file that could be a test."), path);
      return NULL;
    }

  return g_file_load_bytes (file, NULL, etag, error);
}

/**
 * proctor_project_file_write:
 * @root: a project's folder
 * @path: a file's path in it
 * @text: what is to be in it
 * @is_ours: whether a file that is there may be written over
 * @error: return location for why it was not written
 *
 * Writes a file, and makes its folders; it is there whole or not at all. A link is written over, not followed.
 *
 * Returns: whether it was written
 */
gboolean
proctor_project_file_write (GFile *root,
                            const char *path,
                            GBytes *text,
                            gboolean is_ours,
                            GError **error)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (root, path);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  if (!make_folders (root, parent, error))
    return FALSE;
  if (!is_ours)
    return write_new (file, parent, text, error);

  return g_file_replace_contents (file, data, length, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, error);
}

/**
 * proctor_project_file_delete:
 * @root: a project's folder
 * @path: a file's path in it
 * @error: return location for why it is still there
 *
 * Deletes a file that is really in the folder; one that isn't there is fine.
 *
 * Returns: whether it is gone
 */
gboolean
proctor_project_file_delete (GFile *root,
                             const char *path,
                             GError **error)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (root, path);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autoptr (GError) local_error = NULL;

  if (!check_path (root, path, parent, error))
    return FALSE;
  if (g_file_delete (file, NULL, &local_error) || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
