/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-deeds.h"

#include "proctor-folder-item-private.h"

/* What was known when the program last ran, and what is to be known when it runs again. Items are
 * made of rows, and rows of items, in a worker: there may be a hundred thousand. */

/* How long changes are gathered before they are written. */
#define SAVE_SECS 3

/* Whoever opens a workspace sees its beginning before the rest has been read: as many tests as there
 * is room for on a large screen. The folders come before them. */
#define FIRST_PORTION 100
/* How long that is shown before the rest is taken in, so that it is drawn first. */
#define BREATH_MSECS 50
/* So many tests are taken in at once without anybody noticing. */
#define PORTION 20000

/* What is made of the cache's rows. */
typedef struct
{
  /* Owned */
  GPtrArray *items;
  GPtrArray *folders;

  guint first;
  guint most;
  guint n_rows;
} Unpacking;

static void
unpacking_free (Unpacking *unpacking)
{
  g_clear_pointer (&unpacking->items, g_ptr_array_unref);
  g_clear_pointer (&unpacking->folders, g_ptr_array_unref);
  g_free (unpacking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Unpacking, unpacking_free)

static ProctorTestItem *
make_item (const ProctorCacheRow *row)
{
  const ProctorTestFacts facts = {
    .name = row->name,
    .kind = row->kind,
    .folder_id = row->folder_id,
    .creator = row->creator,
    .role = row->role,
    .created_at = row->created_at,
    .updated_at = row->updated_at,
    .mine = row->mine,
    .shared = row->shared,
    .knows_access = TRUE,
  };
  ProctorTestItem *item = proctor_test_item_new (row->id);

  proctor_test_item_set_facts (item, &facts);

  return item;
}

/* In the cache's thread. */
static void
unpack (const ProctorCacheRow *row,
        gpointer into)
{
  Unpacking *unpacking = into;

  unpacking->n_rows++;
  if (g_strcmp0 (row->kind, "folder") == 0)
    g_ptr_array_add (unpacking->folders, proctor_cache_row_copy (row));
  else
    g_ptr_array_add (unpacking->items, make_item (row));
}

static void
adopt_folder (ProctorLibrary *self,
              const ProctorCacheRow *row)
{
  ProctorFolderFacts facts = {
    .name = row->name,
    .parent_id = row->folder_id,
    .creator = row->creator,
    .role = row->role,
    .created_at = row->created_at,
    .updated_at = row->updated_at,
    .mine = row->mine,
    .shared = row->shared,
  };

  if (proctor_folder_tree_find (self->folders, row->id) == NULL && proctor_library_correct (self, row->id, 0, &facts.parent_id))
    proctor_folder_tree_set (self->folders, row->id, &facts, 0);
}

/* Takes the item. */
static void
adopt_test (ProctorLibrary *self,
            ProctorTestItem *item)
{
  const char *folder_id = item->folder_id;

  if (g_hash_table_contains (self->tests, item->id) || !proctor_library_correct (self, item->id, 0, &folder_id))
    {
      g_object_unref (item);
      return;
    }

  if (folder_id != item->folder_id)
    proctor_test_item_set_folder (item, folder_id);
  proctor_library_adopt (self, item, self->highest_rank + 1);
}

/* What the server has said meanwhile is newer. */
static void
adopt_unpacked (ProctorLibrary *self,
                Unpacking *unpacking)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&unpacking->items);

  for (guint i = 0; i < unpacking->folders->len && !self->folders_are_known; i++)
    adopt_folder (self, unpacking->folders->pdata[i]);
  if (self->is_complete)
    return;

  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    adopt_test (self, items->pdata[i]);
}

/* Until then there may be more than what is there. */
static void
end_reading (ProctorLibrary *self)
{
  self->is_reading_cache = FALSE;
  if (self->pass.n_read == 0 && !self->is_complete && g_hash_table_size (self->tests) > 0)
    proctor_library_set_cached (self, TRUE);
  proctor_library_schedule_news (self);
  proctor_library_update_loading (self);
}

static void load (ProctorLibrary *self,
                  guint first,
                  guint most);

static gboolean
load_on_cb (gpointer user_data)
{
  ProctorLibrary *self = user_data;

  self->cache_source = 0;
  load (self, self->n_from_cache, PORTION);

  return G_SOURCE_REMOVE;
}

/* A cache that can't be read is one that is empty. */
static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorLibrary *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Unpacking) unpacking = proctor_cache_load_finish (PROCTOR_CACHE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (unpacking == NULL)
    {
      g_info ("The cache can't be read: %s", error->message);
      end_reading (self);
      return;
    }

  adopt_unpacked (self, unpacking);
  if (unpacking->n_rows < unpacking->most || self->is_complete)
    {
      end_reading (self);
      return;
    }

  proctor_library_schedule_news (self);
  self->n_from_cache = unpacking->first + unpacking->most;
  if (unpacking->most == PORTION)
    load (self, self->n_from_cache, PORTION);
  else if (g_hash_table_size (self->tests) < FIRST_PORTION)
    load (self, self->n_from_cache, FIRST_PORTION);
  else
    self->cache_source = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, BREATH_MSECS, load_on_cb, self, NULL);
}

static void
load (ProctorLibrary *self,
      guint first,
      guint most)
{
  Unpacking *unpacking = g_new0 (Unpacking, 1);

  unpacking->items = g_ptr_array_new_with_free_func (g_object_unref);
  unpacking->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_cache_row_free);
  unpacking->first = first;
  unpacking->most = most;
  proctor_cache_load_async (self->cache, self->workspace_id, first, most, unpack, unpacking, (GDestroyNotify) unpacking_free, self->cancellable, loaded_cb, self);
}

static void
refresh_loaded_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  ProctorLibrary *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 refreshed_at = proctor_cache_load_refresh_finish (PROCTOR_CACHE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->cached_at = refreshed_at;
  g_object_notify (G_OBJECT (self), "known-at");
}

/* Shows what was known when the program last ran. */
void
proctor_library_load_cache (ProctorLibrary *self)
{
  if (self->cache == NULL)
    return;

  self->is_reading_cache = TRUE;
  proctor_library_update_loading (self);
  load (self, 0, FIRST_PORTION);
  proctor_cache_load_refresh_async (self->cache, self->workspace_id, self->cancellable, refresh_loaded_cb, self);
}

/* A test as it was when saving began; the strings are the item's. */
typedef struct
{
  GRefString *strings[6];
  gint64 created_at;
  gint64 updated_at;
  gint64 rank;
  gboolean mine;
  gboolean shared;
} Copy;

/* What is made of the library's items. */
typedef struct
{
  /* Owned */
  GArray *copies;
  GPtrArray *rows;
} Packing;

static void
packing_free (Packing *packing)
{
  g_clear_pointer (&packing->copies, g_array_unref);
  g_clear_pointer (&packing->rows, g_ptr_array_unref);
  g_free (packing);
}

static void
copy_clear (Copy *copy)
{
  for (gsize i = 0; i < G_N_ELEMENTS (copy->strings); i++)
    g_clear_pointer (&copy->strings[i], g_ref_string_release);
}

static int
compare_copies (gconstpointer a,
                gconstpointer b)
{
  const Copy *first = a;
  const Copy *second = b;

  return (first->rank > second->rank) - (first->rank < second->rank);
}

static void
pack_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  Packing *packing = task_data;

  g_array_sort (packing->copies, compare_copies);
  for (guint i = 0; i < packing->copies->len; i++)
    {
      const Copy *copy = &g_array_index (packing->copies, Copy, i);
      ProctorCacheRow *row = g_new0 (ProctorCacheRow, 1);

      row->id = g_strdup (copy->strings[0]);
      row->name = g_strdup (copy->strings[1]);
      row->kind = g_strdup (copy->strings[2]);
      row->folder_id = g_strdup (copy->strings[3]);
      row->creator = g_strdup (copy->strings[4]);
      row->role = g_strdup (copy->strings[5]);
      row->created_at = copy->created_at;
      row->updated_at = copy->updated_at;
      row->mine = copy->mine;
      row->shared = copy->shared;
      g_ptr_array_add (packing->rows, row);
    }
  g_clear_pointer (&packing->copies, g_array_unref);
  g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (ProctorLibrary) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;

  if (!proctor_cache_save_finish (PROCTOR_CACHE (object), result, &error))
    g_info ("The cache can't be written: %s", error->message);
  g_weak_ref_clear (weak);
  if (self == NULL)
    return;

  self->is_saving = FALSE;
  proctor_library_note_refresh (self);
  if (self->is_dirty)
    proctor_library_schedule_save (self);
}

static void
packed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorLibrary *self = user_data;
  Packing *packing;
  GWeakRef *weak;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  packing = g_task_get_task_data (G_TASK (result));
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  proctor_cache_save_async (self->cache, self->workspace_id, g_steal_pointer (&packing->rows), saved_cb, weak);
}

static GRefString *
acquire (GRefString *string)
{
  return string != NULL ? g_ref_string_acquire (string) : NULL;
}

static GArray *
copy_tests (ProctorLibrary *self)
{
  GArray *copies = g_array_sized_new (FALSE, FALSE, sizeof (Copy), g_hash_table_size (self->tests));
  GHashTableIter iter;
  gpointer value;

  g_array_set_clear_func (copies, (GDestroyNotify) copy_clear);
  g_hash_table_iter_init (&iter, self->tests);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ProctorTestItem *item = value;
      const Copy copy = {
        .strings = { acquire (item->id), acquire (item->name), acquire (item->kind_name), acquire (item->folder_id), acquire (item->creator), acquire (item->role) },
        .created_at = item->created_at,
        .updated_at = item->updated_at,
        .rank = item->rank,
        .mine = item->mine,
        .shared = item->shared,
      };

      g_array_append_val (copies, copy);
    }

  return copies;
}

static GPtrArray *
make_folder_rows (ProctorLibrary *self)
{
  g_autoptr (GPtrArray) folders = proctor_folder_tree_dup_items (self->folders);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_cache_row_free);

  for (guint i = 0; i < folders->len; i++)
    {
      ProctorFolderItem *folder = folders->pdata[i];
      ProctorCacheRow *row = g_new0 (ProctorCacheRow, 1);

      row->id = g_strdup (folder->id);
      row->name = g_strdup (folder->name);
      row->kind = g_strdup ("folder");
      row->folder_id = g_strdup (folder->parent_id);
      row->creator = g_strdup (folder->creator);
      row->role = g_strdup (folder->role);
      row->created_at = folder->created_at;
      row->updated_at = folder->updated_at;
      row->mine = folder->mine;
      row->shared = folder->shared;
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static void
save (ProctorLibrary *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, packed_cb, self);
  Packing *packing = g_new0 (Packing, 1);

  self->is_dirty = FALSE;
  self->is_saving = TRUE;
  packing->copies = copy_tests (self);
  packing->rows = make_folder_rows (self);
  g_task_set_source_tag (task, save);
  g_task_set_task_data (task, packing, (GDestroyNotify) packing_free);
  g_task_run_in_thread (task, pack_in_thread);
}

/* Nothing is written while more is on its way, nor before the server has said anything. */
static gboolean
save_cb (gpointer user_data)
{
  ProctorLibrary *self = user_data;

  if (self->n_asking > 0 || self->is_reading_cache)
    return G_SOURCE_CONTINUE;

  self->save_source = 0;
  if (self->is_dirty && !self->is_saving && !self->is_cached && self->refreshed_at > 0)
    save (self);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_library_note_refresh:
 * @self: a library
 *
 * Notes in the cache how new it is, if it has all that the server has said.
 */
void
proctor_library_note_refresh (ProctorLibrary *self)
{
  if (self->cache == NULL || self->is_dirty || self->is_saving || self->is_cached || self->noted_at == self->refreshed_at)
    return;

  self->noted_at = self->refreshed_at;
  proctor_cache_note_refresh (self->cache, self->workspace_id, self->refreshed_at);
}

/**
 * proctor_library_schedule_save:
 * @self: a library
 *
 * Something is another than in the cache.
 */
void
proctor_library_schedule_save (ProctorLibrary *self)
{
  self->is_dirty = TRUE;
  if (self->cache != NULL && self->save_source == 0 && !self->is_saving)
    self->save_source = g_timeout_add_seconds (SAVE_SECS, save_cb, self);
}

/**
 * proctor_library_save_soon:
 * @self: a library
 *
 * All has been read that somebody wanted: a program that ends now keeps it.
 */
void
proctor_library_save_soon (ProctorLibrary *self)
{
  if (self->cache == NULL || !self->is_dirty || self->is_saving || self->has_saved || self->is_reading_cache)
    return;

  self->has_saved = TRUE;
  g_clear_handle_id (&self->save_source, g_source_remove);
  save_cb (self);
}
