/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-path.h"

#include <stdlib.h>

#include "proctor-file-name.h"
#include "proctor-test-registry.h"

/**
 * proctor_import_path_is_safe:
 * @path: a path that somebody has written into a file
 *
 * Returns: whether it can only be below the folder that it starts from, links aside
 */
gboolean
proctor_import_path_is_safe (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (*path == '\0' || *path == '/' || *path == '\\' || (g_ascii_isalpha (*path) && path[1] == ':'))
    return FALSE;

  parts = g_strsplit_set (path, "/\\", -1);

  return !g_strv_contains ((const char *const *) parts, "..");
}

/**
 * proctor_import_path_is_inside:
 * @file: a file, which there may not be
 * @folder: a folder
 *
 * Follows links to find out where @file really is. It does I/O: call it from a worker.
 *
 * Returns: whether @file is @folder, or in it, or further below
 */
gboolean
proctor_import_path_is_inside (GFile *file,
                               GFile *folder)
{
  const char *path = g_file_peek_path (file);
  const char *folder_path = g_file_peek_path (folder);
  char *real = path != NULL ? realpath (path, NULL) : NULL;
  char *real_folder = folder_path != NULL ? realpath (folder_path, NULL) : NULL;
  gboolean inside;

  if (real != NULL && real_folder != NULL)
    {
      g_autoptr (GFile) where = g_file_new_for_path (real);
      g_autoptr (GFile) real_parent = g_file_new_for_path (real_folder);

      inside = g_file_equal (where, real_parent) || g_file_has_prefix (where, real_parent);
    }
  else
    inside = g_file_equal (file, folder) || g_file_has_prefix (file, folder);
  free (real);
  free (real_folder);

  return inside;
}

/* Whether a file's folder has got its name from that name. */
static gboolean
is_made_of (const char *part,
            const char *name)
{
  g_autofree char *made = proctor_file_name_make (name, 1, "", "folder");
  gsize length = strlen (made);

  return strncmp (part, made, length) == 0 && (part[length] == '\0' || part[length] == '-');
}

static gboolean
are_made_of (GPtrArray *parts,
             const char *const *names)
{
  for (guint i = 0; i < parts->len; i++)
    {
      if (names[i] == NULL || !is_made_of (parts->pdata[i], names[i]))
        return FALSE;
    }

  return names[parts->len] == NULL;
}

/**
 * proctor_import_path_dup_folders:
 * @path: a file's path, from what was chosen or from a project's folder
 * @names: (nullable): what the folders are said to be really called
 * @of_project: whether a project names the file
 *
 * The folders below a project's `test_configs` are the folders that its tests are in, and so are those of a folder of files
 * that is no project. Names can say more than names of files can, but what somebody has moved to another folder is there.
 *
 * Returns: (transfer full): the names of the folders, from the top
 */
char **
proctor_import_path_dup_folders (const char *path,
                                 const char *const *names,
                                 gboolean of_project)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n_parts = g_strv_length (parts);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  gboolean below = !of_project;

  for (guint i = 0; i + 1 < n_parts; i++)
    {
      if (g_str_equal (parts[i], PROCTOR_TEST_REGISTRY_FOLDER))
        {
          g_ptr_array_set_size (folders, 0);
          below = TRUE;
        }
      else if (below && *parts[i] != '\0' && !g_str_equal (parts[i], "."))
        g_ptr_array_add (folders, g_filename_display_name (parts[i]));
    }

  if (names != NULL && are_made_of (folders, names))
    return g_strdupv ((char **) names);

  g_ptr_array_add (folders, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&folders), FALSE);
}
