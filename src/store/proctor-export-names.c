/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-export-names.h"

#include "proctor-file-name.h"
#include "proctor-test-registry.h"

/* What the desktop knows an exported test by, from the file that data installs among its types. */
#define SUFFIX ".proctor.json"

/**
 * ProctorExportNames:
 *
 * Finds names for files and folders that nothing has yet, neither on the disk nor among what is still to be written, not even
 * on a file system that takes capital letters for small ones. It does I/O: use it in a worker.
 */
struct _ProctorExportNames
{
  /* Owned */
  GFile *folder;
  /* A folder's path → the folded names in it. */
  GHashTable *taken;
  /* A folder's path and, on the next line, a folder's name in the workspace → the path of what is made of it. */
  GHashTable *made;
};

/**
 * proctor_export_names_new:
 * @folder: where is exported to
 *
 * Returns: (transfer full): what finds names in it
 */
ProctorExportNames *
proctor_export_names_new (GFile *folder)
{
  ProctorExportNames *self = g_new0 (ProctorExportNames, 1);

  self->folder = g_object_ref (folder);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * proctor_export_names_free:
 * @self: (transfer full): it
 */
void
proctor_export_names_free (ProctorExportNames *self)
{
  g_object_unref (self->folder);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->made);
  g_free (self);
}

/* What there is in a folder, which there may not be. */
static GHashTable *
get_taken (ProctorExportNames *self,
           const char *path)
{
  GHashTable *names = g_hash_table_lookup (self->taken, path);
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFileEnumerator) enumerator = NULL;
  GFileInfo *info;

  if (names != NULL)
    return names;

  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (self->taken, g_strdup (path), names);
  folder = g_file_resolve_relative_path (self->folder, path);
  enumerator = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (enumerator != NULL && g_file_enumerator_iterate (enumerator, &info, NULL, NULL, NULL) && info != NULL)
    g_hash_table_add (names, proctor_file_name_fold (g_file_info_get_name (info)));

  return names;
}

static gboolean
is_folder (ProctorExportNames *self,
           const char *path)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (self->folder, path);

  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_DIRECTORY;
}

/* A folder of that name that is on the disk is taken for the same, unless it has been given to another one. */
static char *
make_folder (ProctorExportNames *self,
             const char *parent,
             const char *name)
{
  GHashTable *taken = get_taken (self, parent);

  for (guint number = 1;; number++)
    {
      g_autofree char *made = proctor_file_name_make (name, number, "", "folder");
      g_autofree char *path = g_strconcat (parent, "/", made, NULL);
      g_autofree char *folded = proctor_file_name_fold (made);
      g_autofree char *given = g_strconcat (folded, "\n", NULL);

      if (g_hash_table_contains (taken, given))
        continue;
      if (g_hash_table_contains (taken, folded) && !is_folder (self, path))
        continue;

      g_hash_table_add (taken, g_steal_pointer (&given));
      g_hash_table_add (taken, g_steal_pointer (&folded));
      return g_steal_pointer (&path);
    }
}

static const char *
find_folder (ProctorExportNames *self,
             const char *const *folders)
{
  const char *path = PROCTOR_TEST_REGISTRY_FOLDER;

  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat (path, "\n", folders[i], NULL);
      const char *made = g_hash_table_lookup (self->made, key);

      if (made == NULL)
        {
          char *new = make_folder (self, path, folders[i]);

          g_hash_table_insert (self->made, g_steal_pointer (&key), new);
          made = new;
        }
      path = made;
    }

  return path;
}

/**
 * proctor_export_names_take:
 * @self: what finds names
 * @path: the path of a file that is there, or is to be
 */
void
proctor_export_names_take (ProctorExportNames *self,
                           const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  g_hash_table_add (get_taken (self, parent), proctor_file_name_fold (name));
}

/**
 * proctor_export_names_make:
 * @self: what finds names
 * @folders: (array zero-terminated=1): the names of the folders that a test is in
 * @name: its name
 * @suffix: (nullable): what the file's name ends with, %NULL for what the window opens, too
 *
 * Returns: (transfer full): a path for its file, which nothing else will get
 */
char *
proctor_export_names_make (ProctorExportNames *self,
                           const char *const *folders,
                           const char *name,
                           const char *suffix)
{
  const char *parent = find_folder (self, folders);
  GHashTable *taken = get_taken (self, parent);

  for (guint number = 1;; number++)
    {
      g_autofree char *made = proctor_file_name_make (name, number, suffix != NULL ? suffix : SUFFIX, "test");
      char *folded = proctor_file_name_fold (made);
      gboolean is_free = !g_hash_table_contains (taken, folded);

      g_hash_table_add (taken, folded);
      if (is_free)
        return g_strconcat (parent, "/", made, NULL);
    }
}
