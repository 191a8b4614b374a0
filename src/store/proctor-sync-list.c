/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-path-segment.h"
#include "proctor-sync-private.h"
#include "proctor-test-folders.h"
#include "proctor-test-summary.h"
#include "proctor-test-text.h"
#include "proctor-tests.h"
#include "proctor-tools.h"
#include "proctor-unreadable.h"

/* What the server has, as its lists say, and the folders that it has to have. */

#define PAGE_SIZE 100

/* A folder on its way. */
typedef struct
{
  /* Owned */
  GPtrArray *paths;
  char *key;
} Making;

static void
making_free (Making *making)
{
  g_ptr_array_unref (making->paths);
  g_free (making->key);
  g_free (making);
}

static void read_tools (GTask *task,
                        ProctorPager *pager);

static void
read_tools_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSync *self = g_task_get_source_object (task);
  ProctorPager *pager = PROCTOR_PAGER (object);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (pager, result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (proctor_page_get_items (page), i);
      ProctorToolConfig *config = PROCTOR_IS_TOOL (row) ? proctor_tool_get_tool_config (PROCTOR_TOOL (row)) : NULL;

      if (config != NULL && proctor_tool_get_id (PROCTOR_TOOL (row)) != NULL && proctor_tool_config_get_name (config) != NULL)
        g_hash_table_insert (self->tools_there, g_strdup (proctor_tool_get_id (PROCTOR_TOOL (row))), g_strdup (proctor_tool_config_get_name (config)));
    }
  read_tools (g_steal_pointer (&task), pager);
}

/* Takes the task. */
static void
read_tools (GTask *task,
            ProctorPager *pager)
{
  if (proctor_pager_has_more (pager))
    proctor_pager_next_async (pager, g_task_get_cancellable (task), read_tools_cb, task);
  else
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static gboolean
names_tool (ProctorSync *self)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      ProctorSyncItem *item = self->items->pdata[i];

      if (item->local != NULL)
        proctor_test_text_list_tools (item->local, used);
    }

  return g_hash_table_size (used) > 0;
}

/* Whether the names of tools matter: for who maps them, and for who will once have to. */
static gboolean
needs_tools (ProctorSync *self)
{
  if (self->target != NULL)
    return names_tool (self) || self->mode == PROCTOR_SYNC_PULL;

  return self->mode == PROCTOR_SYNC_PULL && !self->dry_run;
}

static void list_tests (GTask *task,
                        ProctorPager *pager);

static void
list_tests_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSync *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
    g_ptr_array_add (self->rows, g_list_model_get_item (proctor_page_get_items (page), i));
  list_tests (g_steal_pointer (&task), PROCTOR_PAGER (object));
}

/* Takes the task. */
static void
list_tests (GTask *task,
            ProctorPager *pager)
{
  const ProctorToolsQuery query = { .page_size = PAGE_SIZE };
  ProctorSync *self = g_task_get_source_object (task);
  g_autoptr (ProctorPager) tools = NULL;

  if (proctor_pager_has_more (pager))
    {
      proctor_pager_next_async (pager, g_task_get_cancellable (task), list_tests_cb, task);
      return;
    }
  if (self->target != NULL)
    self->tools_there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!needs_tools (self))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  if (self->tools_there == NULL)
    self->tools_there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tools = proctor_tools_list_all (self->client, &query);
  read_tools (task, tools);
}

void
proctor_sync_list_async (ProctorSync *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const ProctorTestsQuery query = { .page_size = PAGE_SIZE };
  g_autoptr (ProctorPager) pager = proctor_tests_list_all (self->client, &query);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_sync_list_async);
  list_tests (task, pager);
}

gboolean
proctor_sync_list_finish (ProctorSync *self,
                          GAsyncResult *result,
                          GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
proctor_sync_make_folder_key (char **names,
                              gsize n)
{
  GString *key = g_string_new (NULL);

  for (gsize i = 0; i < n && names[i] != NULL; i++)
    g_string_append_printf (key, "%s\n", names[i]);

  return g_string_free (key, FALSE);
}

static gboolean
is_folder (ProctorTestSummary *row)
{
  return g_strcmp0 (proctor_test_summary_get_kind (row), "folder") == 0 || g_strcmp0 (proctor_test_summary_get_entity_type (row), "folder") == 0;
}

/* Nobody says whether the path ends with the thing itself, as a folder's does with the folder. */
static char **
dup_folders (ProctorTestSummary *row)
{
  GListModel *path = proctor_test_summary_get_folder_path (row);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; path != NULL && i < g_list_model_get_n_items (path); i++)
    {
      g_autoptr (ProctorRecord) segment = g_list_model_get_item (path, i);
      const char *name = PROCTOR_IS_PATH_SEGMENT (segment) ? proctor_path_segment_get_name (PROCTOR_PATH_SEGMENT (segment)) : NULL;

      if (PROCTOR_IS_PATH_SEGMENT (segment) && g_strcmp0 (proctor_path_segment_get_id (PROCTOR_PATH_SEGMENT (segment)), proctor_test_summary_get_id (row)) == 0)
        continue;
      g_strv_builder_add (builder, name != NULL ? name : "");
    }

  return g_strv_builder_end (builder);
}

/* The folders on the way to something have ids, too. */
static void
note_folders (ProctorSync *self,
              ProctorTestSummary *row,
              char **folders)
{
  GListModel *path = proctor_test_summary_get_folder_path (row);
  guint n_folders = g_strv_length (folders);

  for (guint i = 0; path != NULL && i < g_list_model_get_n_items (path) && i < n_folders; i++)
    {
      g_autoptr (ProctorRecord) segment = g_list_model_get_item (path, i);
      g_autofree char *key = proctor_sync_make_folder_key (folders, i + 1);

      if (PROCTOR_IS_PATH_SEGMENT (segment) && !g_hash_table_contains (self->folder_ids, key))
        g_hash_table_insert (self->folder_ids, g_steal_pointer (&key), g_strdup (proctor_path_segment_get_id (PROCTOR_PATH_SEGMENT (segment))));
    }
  if (is_folder (row) && proctor_test_summary_get_name (row) != NULL)
    {
      g_autofree char *parent = proctor_sync_make_folder_key (folders, n_folders);
      char *key = g_strconcat (parent, proctor_test_summary_get_name (row), "\n", NULL);

      if (!g_hash_table_contains (self->folder_ids, key))
        g_hash_table_insert (self->folder_ids, key, g_strdup (proctor_test_summary_get_id (row)));
      else
        g_free (key);
    }
}

static void
set_there (ProctorSyncItem *item,
           ProctorTestSummary *row,
           char **folders)
{
  item->is_there = TRUE;
  g_clear_pointer (&item->remote_folders, g_strfreev);
  item->remote_folders = folders;
  g_set_str (&item->remote_folder_id, proctor_test_summary_get_folder_parent_id (row));
  if (item->name == NULL)
    item->name = g_strdup (proctor_test_summary_get_name (row));
  if (item->kind == NULL)
    item->kind = g_strdup (proctor_test_summary_get_kind (row));
}

/* A file without an id may be a test that was made when the answer got lost. */
static ProctorSyncItem *
find_lost (ProctorSync *self,
           ProctorTestSummary *row,
           char **folders)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ProctorSyncItem *item = self->items->pdata[i];

      if (item->local != NULL && item->id == NULL && item->state != PROCTOR_SYNC_FAILED && g_strcmp0 (item->name, proctor_test_summary_get_name (row)) == 0 && g_strcmp0 (item->kind, proctor_test_summary_get_kind (row)) == 0 && g_strv_equal ((const char *const *) item->local_folders, (const char *const *) folders))
        return item;
    }

  return NULL;
}

static void
join_row (ProctorSync *self,
          GHashTable *by_id,
          GHashTable *nameless,
          ProctorTestSummary *row)
{
  const char *id = proctor_test_summary_get_id (row);
  g_auto (GStrv) folders = dup_folders (row);
  ProctorSyncItem *item;

  note_folders (self, row, folders);
  if (is_folder (row) || id == NULL)
    return;

  item = g_hash_table_lookup (by_id, id);
  if (item == NULL && (self->mode == PROCTOR_SYNC_PUSH || self->target != NULL) && proctor_test_summary_get_name (row) != NULL && g_hash_table_contains (nameless, proctor_test_summary_get_name (row)))
    {
      item = find_lost (self, row, folders);
      if (item != NULL)
        {
          item->id = g_strdup (id);
          item->is_guess = self->target == NULL;
        }
    }
  if (item == NULL && self->mode == PROCTOR_SYNC_PUSH)
    return;
  if (item == NULL)
    {
      item = proctor_sync_item_new (id, NULL);
      g_ptr_array_add (self->items, item);
    }
  set_there (item, row, g_steal_pointer (&folders));
}

static gboolean
is_in (ProctorSync *self,
       char **folders,
       const char *wanted)
{
  g_autofree char *path = folders != NULL ? g_strjoinv ("/", folders) : g_strdup ("");
  gsize length = strlen (wanted);

  for (gsize i = 1; folders != NULL && i <= g_strv_length (folders); i++)
    {
      g_autofree char *key = proctor_sync_make_folder_key (folders, i);

      if (g_strcmp0 (g_hash_table_lookup (self->folder_ids, key), wanted) == 0)
        return TRUE;
    }

  return g_str_has_prefix (path, wanted) && (path[length] == '\0' || path[length] == '/');
}

static gboolean
is_wanted (ProctorSync *self,
           ProctorSyncItem *item)
{
  g_autofree char *folded = g_utf8_casefold (item->name != NULL ? item->name : "", -1);
  gboolean is_inside = self->wanted_folders == NULL;

  for (gsize i = 0; self->wanted_folders != NULL && self->wanted_folders[i] != NULL; i++)
    is_inside |= is_in (self, item->remote_folders, self->wanted_folders[i]) || is_in (self, item->local_folders, self->wanted_folders[i]);

  return is_inside && (self->pattern == NULL || g_pattern_spec_match_string (self->pattern, folded));
}

/**
 * proctor_sync_join:
 * @self: a sync that has read the project and the server's lists
 *
 * Puts together what is the same test here and there.
 */
void
proctor_sync_join (ProctorSync *self)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) nameless = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      ProctorSyncItem *item = self->items->pdata[i];

      if (item->id != NULL)
        g_hash_table_insert (by_id, item->id, item);
      else if (item->name != NULL)
        g_hash_table_add (nameless, item->name);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (PROCTOR_IS_TEST_SUMMARY (self->rows->pdata[i]))
        join_row (self, by_id, nameless, self->rows->pdata[i]);
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      ProctorSyncItem *item = self->items->pdata[i];

      item->is_wanted = is_wanted (self, item);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void make_next_folder (GTask *task);

static void
made_folder_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSync *self = g_task_get_source_object (task);
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorFolder) folder = proctor_test_folders_create_finish (PROCTOR_CLIENT (object), result, &error);

  if (folder == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_hash_table_insert (self->folder_ids, g_steal_pointer (&making->key), g_strdup (proctor_folder_get_id (folder)));
  make_next_folder (g_steal_pointer (&task));
}

/* One after the other: two that need the same must not both make it. Takes the task. */
static void
make_next_folder (GTask *task)
{
  ProctorSync *self = g_task_get_source_object (task);
  Making *making = g_task_get_task_data (task);

  for (; making->paths->len > 0; g_ptr_array_set_size (making->paths, (int) making->paths->len - 1))
    {
      char **names = making->paths->pdata[making->paths->len - 1];

      for (gsize i = 1; i <= g_strv_length (names); i++)
        {
          g_autofree char *key = proctor_sync_make_folder_key (names, i);
          g_autofree char *parent = proctor_sync_make_folder_key (names, i - 1);

          if (g_hash_table_contains (self->folder_ids, key))
            continue;
          making->key = g_steal_pointer (&key);
          proctor_test_folders_create_async (self->client, names[i - 1], g_hash_table_lookup (self->folder_ids, parent), g_task_get_cancellable (task), made_folder_cb, task);
          return;
        }
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Whether a test may have to go to the folder that its file is in. */
static gboolean
needs_folder (ProctorSync *self,
              ProctorSyncItem *item)
{
  if (self->mode != PROCTOR_SYNC_PUSH || self->dry_run || item->local == NULL || !item->is_wanted || item->state == PROCTOR_SYNC_FAILED)
    return FALSE;
  if (item->is_there)
    return proctor_sync_item_has_moved_here (item);

  return self->force || (item->base == NULL && (item->id == NULL || !item->is_listed));
}

void
proctor_sync_make_folders_async (ProctorSync *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Making *making = g_new0 (Making, 1);

  making->paths = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_task_set_source_tag (task, proctor_sync_make_folders_async);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);
  for (guint i = 0; i < self->items->len; i++)
    {
      if (needs_folder (self, self->items->pdata[i]))
        g_ptr_array_add (making->paths, g_strdupv (((ProctorSyncItem *) self->items->pdata[i])->local_folders));
    }
  make_next_folder (task);
}

gboolean
proctor_sync_make_folders_finish (ProctorSync *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
