/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sync-scan.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-import-path.h"
#include "proctor-project-file.h"
#include "proctor-test-base.h"
#include "proctor-test-file.h"
#include "proctor-test-text.h"

/* A folder within folders. */
#define DEEPEST 32

/* What is being looked through: the list of tests first, then the files that it doesn't name, then what tests once were. */
typedef struct
{
  /* Borrowed */
  GFile *root;
  ProctorTestRegistry *registry;
  GPtrArray *items;

  /* Owned */
  /* A test's id → what it was. */
  GHashTable *bases;
  /* Where a test's file was → what it was. */
  GHashTable *bases_by_path;
  /* → items */
  GHashTable *by_id;
  GHashTable *by_path;

  gboolean is_elsewhere;
} Scan;

static void
set_problem (ProctorSyncItem *item,
             GError *error)
{
  if (item->error != NULL)
    g_error_free (error);
  else
    item->error = error;
  item->state = PROCTOR_SYNC_FAILED;
}

static void
list_names (GFile *root,
            const char *path,
            GPtrArray *files,
            GPtrArray *folders)
{
  g_autoptr (GFile) folder = g_file_resolve_relative_path (root, path);
  g_autoptr (GFileEnumerator) enumerator = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;

  while (enumerator != NULL && g_file_enumerator_iterate (enumerator, &info, NULL, NULL, NULL) && info != NULL)
    {
      const char *name = g_file_info_get_name (info);

      if (*name == '.')
        continue;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        g_ptr_array_add (folders, g_strconcat (path, "/", name, NULL));
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && g_str_has_suffix (name, ".json"))
        g_ptr_array_add (files, g_strconcat (path, "/", name, NULL));
    }
  g_ptr_array_sort_values (files, (GCompareFunc) g_strcmp0);
  g_ptr_array_sort_values (folders, (GCompareFunc) g_strcmp0);
}

static void
read_bases (Scan *self,
            const char *path)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  list_names (self->root, path, files, folders);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GBytes) bytes = proctor_project_file_read (self->root, files->pdata[i], NULL, NULL);
      /* One that can't be read is as if it were not there: nothing is overwritten without being asked. */
      ProctorTestBase *base = bytes != NULL ? proctor_test_base_read (bytes, NULL) : NULL;

      if (base == NULL)
        continue;
      if (g_hash_table_contains (self->bases, base->id))
        {
          proctor_test_base_free (base);
          continue;
        }
      g_hash_table_insert (self->bases, base->id, base);
      if (base->config != NULL)
        g_hash_table_replace (self->bases_by_path, base->config, base);
    }
}

/* Reads what is in a test's file. */
static GBytes *
read_source (Scan *self,
             const char *path,
             GError **error)
{
  g_autoptr (GBytes) bytes = proctor_project_file_read (self->root, path, NULL, error);

  return bytes != NULL ? proctor_test_file_decode (bytes, error) : NULL;
}

/* Whether it is a test, and one only. */
static gboolean
check_source (GBytes *source,
              GError **error)
{
  g_autoptr (ProctorTestFile) file = proctor_test_file_read (source, NULL, 1, error);
  g_autoptr (GBytes) body = NULL;

  if (file == NULL)
    return FALSE;
  if (file->is_registry || file->other != NULL || file->items->len != 1)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, file->other != NULL ? file->other : _ ("This is no test."));
      return FALSE;
    }
  body = proctor_test_text_make_body (source, NULL, error);

  return body != NULL;
}

static void
set_base (Scan *self,
          ProctorSyncItem *item)
{
  ProctorTestBase *base = item->id != NULL ? g_hash_table_lookup (self->bases, item->id) : NULL;

  if (base == NULL)
    return;

  item->base = g_bytes_ref (base->source);
  item->base_path = g_strdup (base->config);
  item->base_folders = g_strdupv (base->folders);
  item->base_local_folders = g_strdupv (base->local_folders);
}

/* Takes what is in the file. */
static void
set_local (ProctorSyncItem *item,
           GBytes *source,
           const char *const *folders)
{
  g_autoptr (GError) error = NULL;

  item->local = source;
  if (!check_source (source, &error))
    set_problem (item, g_steal_pointer (&error));
  item->name = proctor_test_text_dup_member (source, "name");
  item->kind = proctor_test_text_dup_member (source, "type");
  item->local_folders = proctor_import_path_dup_folders (item->path, folders != NULL ? folders : (const char *const *) item->base_folders, TRUE);
}

/* In another workspace a test has another id, which is known by its file. */
static const char *
find_id (Scan *self,
         const char *path,
         const char *id)
{
  ProctorTestBase *base = g_hash_table_lookup (self->bases_by_path, path);

  if (!self->is_elsewhere && id != NULL)
    return id;

  return base != NULL ? base->id : NULL;
}

static void
add_item (Scan *self,
          ProctorSyncItem *item)
{
  ProctorSyncItem *other = item->id != NULL ? g_hash_table_lookup (self->by_id, item->id) : NULL;

  g_ptr_array_add (self->items, item);
  if (g_hash_table_contains (self->by_path, item->path))
    set_problem (item, g_error_new (PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("%s names it twice."), PROCTOR_TEST_REGISTRY_FILE));
  else
    g_hash_table_insert (self->by_path, item->path, item);
  if (other != NULL)
    {
      /* Translators: a file's path. */
      set_problem (item, g_error_new (PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("It has the same id as %s. Without its id it is a test of its own."), other->path));
      g_clear_pointer (&item->id, g_free);
    }
  else if (item->id != NULL)
    g_hash_table_insert (self->by_id, item->id, item);
}

static void
add_entry (Scan *self,
           const ProctorTestRegistryEntry *entry)
{
  g_autoptr (GError) error = NULL;
  ProctorSyncItem *item = proctor_sync_item_new (find_id (self, entry->config, entry->id), entry->config);
  GBytes *source;

  item->is_listed = TRUE;
  item->kind = g_strdup (entry->kind);
  set_base (self, item);
  source = read_source (self, entry->config, &error);
  if (source != NULL)
    {
      g_clear_pointer (&item->kind, g_free);
      set_local (item, source, entry->folders);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    set_problem (item, g_steal_pointer (&error));
  add_item (self, item);
}

/* A file without an id that says what a test did of which the file is gone. */
static ProctorSyncItem *
find_moved (Scan *self,
            GBytes *source)
{
  g_autofree char *name = proctor_test_text_dup_member (source, "name");

  for (guint i = 0; i < self->items->len; i++)
    {
      ProctorSyncItem *item = self->items->pdata[i];
      g_autofree char *base_name = NULL;
      g_auto (GStrv) changes = NULL;

      if (item->local != NULL || item->base == NULL || item->state == PROCTOR_SYNC_FAILED)
        continue;
      base_name = proctor_test_text_dup_member (item->base, "name");
      changes = g_strcmp0 (base_name, name) == 0 ? proctor_test_text_list_changes (item->base, source, NULL) : NULL;
      if (changes != NULL && changes[0] == NULL)
        return item;
    }

  return NULL;
}

/* A file that somebody has moved says by its id, or all that is in it, which test it is. */
static gboolean
adopt (Scan *self,
       const char *path,
       const char *id,
       GBytes *source)
{
  ProctorSyncItem *item = id != NULL ? g_hash_table_lookup (self->by_id, id) : find_moved (self, source);

  if (item == NULL || item->local != NULL || item->state == PROCTOR_SYNC_FAILED)
    return FALSE;

  g_hash_table_remove (self->by_path, item->path);
  g_set_str (&item->path, path);
  g_hash_table_insert (self->by_path, item->path, item);
  g_clear_pointer (&item->kind, g_free);
  set_local (item, g_bytes_ref (source), NULL);
  item->is_named = TRUE;

  return TRUE;
}

static void
add_file (Scan *self,
          const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) source = NULL;
  g_autofree char *id = NULL;
  ProctorSyncItem *item;

  if (g_hash_table_contains (self->by_path, path))
    return;

  source = read_source (self, path, &error);
  id = source != NULL && !self->is_elsewhere ? proctor_test_text_dup_member (source, "id") : NULL;
  if (source != NULL && adopt (self, path, id, source))
    return;

  item = proctor_sync_item_new (find_id (self, path, id), path);
  set_base (self, item);
  if (source != NULL)
    set_local (item, g_steal_pointer (&source), NULL);
  else
    set_problem (item, g_steal_pointer (&error));
  /* What was made the last time, and then there was no time left to say so in the list. */
  item->is_named = item->base != NULL;
  add_item (self, item);
}

static void
add_files (Scan *self,
           const char *path,
           guint depth)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  list_names (self->root, path, files, folders);
  for (guint i = 0; i < files->len; i++)
    add_file (self, files->pdata[i]);
  for (guint i = 0; i < folders->len && depth < DEEPEST; i++)
    add_files (self, folders->pdata[i], depth + 1);
}

/* What has been deleted here. */
static void
add_rest (Scan *self)
{
  GHashTableIter iter;
  ProctorTestBase *base;

  g_hash_table_iter_init (&iter, self->bases);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &base))
    {
      ProctorSyncItem *item;

      if (g_hash_table_contains (self->by_id, base->id))
        continue;
      item = proctor_sync_item_new (base->id, NULL);
      item->name = proctor_test_text_dup_member (base->source, "name");
      item->kind = proctor_test_text_dup_member (base->source, "type");
      set_base (self, item);
      g_ptr_array_add (self->items, item);
    }
}

/**
 * proctor_sync_scan:
 * @root: a project's folder
 * @registry: its list of tests
 * @bases: the path of the folder with what tests were
 * @is_elsewhere: whether the ids in the list are another workspace's
 * @items: (element-type ProctorSyncItem): where what is found is added
 *
 * Looks a project through, and never outside of it. It does I/O: call it from a worker.
 */
void
proctor_sync_scan (GFile *root,
                   ProctorTestRegistry *registry,
                   const char *bases,
                   gboolean is_elsewhere,
                   GPtrArray *items)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) proctor_test_base_free);
  g_autoptr (GHashTable) bases_by_path = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  Scan self = { .root = root, .registry = registry, .items = items, .bases = all, .bases_by_path = bases_by_path, .by_id = by_id, .by_path = by_path, .is_elsewhere = is_elsewhere };

  read_bases (&self, bases);
  for (guint i = 0; i < proctor_test_registry_get_n_entries (registry); i++)
    {
      const ProctorTestRegistryEntry *entry = proctor_test_registry_get_entry (registry, i);

      if (entry->config != NULL)
        add_entry (&self, entry);
    }
  add_files (&self, PROCTOR_TEST_REGISTRY_FOLDER, 0);
  add_rest (&self);
}
