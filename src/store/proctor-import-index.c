/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-index.h"

#include "proctor-pager.h"
#include "proctor-tests.h"

/* The most that a server gives at a time. */
#define PAGE_SIZE 100

/**
 * ProctorImportIndex:
 *
 * What a workspace has when something is imported into it: its tests by their ids and by their names, and its folders by
 * where they are. What is shown elsewhere may be a minute old, or not be all; and no id is sent to a workspace that has not
 * named it itself.
 */
struct _ProctorImportIndex
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  GHashTable *by_id;
  GHashTable *by_name;
  GHashTable *folders;
};

G_DEFINE_FINAL_TYPE (ProctorImportIndex, proctor_import_index, G_TYPE_OBJECT)

static char *
make_key (const char *kind,
          const char *name,
          const char *folder_id)
{
  return g_strdup_printf ("%s\n%s\n%s", kind != NULL ? kind : "", folder_id != NULL ? folder_id : "", name != NULL ? name : "");
}

static void
add_row (ProctorImportIndex *self,
         ProctorTestSummary *row)
{
  const char *kind = proctor_test_summary_get_kind (row);
  const char *name = proctor_test_summary_get_name (row);
  const char *parent_id = proctor_test_summary_get_folder_parent_id (row);
  g_autofree char *key = NULL;
  GPtrArray *rows;

  if (g_strcmp0 (kind, "folder") == 0 || g_strcmp0 (proctor_test_summary_get_entity_type (row), "folder") == 0)
    {
      proctor_import_index_add_folder (self, parent_id, name, proctor_test_summary_get_id (row));
      return;
    }

  /* A row that slipped from one page to the next is there twice. */
  if (!g_hash_table_insert (self->by_id, g_strdup (proctor_test_summary_get_id (row)), g_object_ref (row)))
    return;

  key = make_key (kind, name, parent_id);
  rows = g_hash_table_lookup (self->by_name, key);
  if (rows == NULL)
    {
      rows = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->by_name, g_steal_pointer (&key), rows);
    }
  g_ptr_array_add (rows, g_object_ref (row));
}

static void
paged_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorPager *pager = PROCTOR_PAGER (object);
  ProctorImportIndex *self = g_task_get_source_object (task);
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

      if (PROCTOR_IS_TEST_SUMMARY (row))
        add_row (self, PROCTOR_TEST_SUMMARY (row));
    }

  if (proctor_pager_has_more (pager))
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      proctor_pager_next_async (pager, cancellable, paged_cb, g_steal_pointer (&task));
    }
  else
    g_task_return_boolean (task, TRUE);
}

static void
proctor_import_index_finalize (GObject *object)
{
  ProctorImportIndex *self = PROCTOR_IMPORT_INDEX (object);

  g_clear_object (&self->client);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->folders);

  G_OBJECT_CLASS (proctor_import_index_parent_class)->finalize (object);
}

static void
proctor_import_index_class_init (ProctorImportIndexClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_import_index_finalize;
}

static void
proctor_import_index_init (ProctorImportIndex *self)
{
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * proctor_import_index_new:
 * @client: a client
 *
 * Returns: (transfer full): an index of nothing
 */
ProctorImportIndex *
proctor_import_index_new (ProctorClient *client)
{
  ProctorImportIndex *self = g_object_new (PROCTOR_TYPE_IMPORT_INDEX, NULL);

  self->client = g_object_ref (client);

  return self;
}

/**
 * proctor_import_index_load_async:
 * @self: an index of nothing
 * @cancellable: (nullable): to give up
 * @callback: called when it has everything
 * @user_data: passed to @callback
 *
 * Reads what the workspace has.
 */
void
proctor_import_index_load_async (ProctorImportIndex *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const ProctorTestsQuery query = { .page_size = PAGE_SIZE };
  g_autoptr (ProctorPager) pager = proctor_tests_list_all (self->client, &query);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_import_index_load_async);
  proctor_pager_next_async (pager, cancellable, paged_cb, task);
}

/**
 * proctor_import_index_load_finish:
 * @self: an index
 * @result: what the callback was given
 * @error: return location for why it doesn't have everything
 *
 * Returns: whether it has
 */
gboolean
proctor_import_index_load_finish (ProctorImportIndex *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * proctor_import_index_find:
 * @self: an index
 * @test_id: an id, of this workspace or of another one
 *
 * Returns: (nullable): what the workspace's list says of that test, if it has it
 */
ProctorTestSummary *
proctor_import_index_find (ProctorImportIndex *self,
                           const char *test_id)
{
  return g_hash_table_lookup (self->by_id, test_id);
}

/**
 * proctor_import_index_find_named:
 * @self: an index
 * @kind: a kind of test, in the API's word
 * @name: a name
 * @folder_id: (nullable): a folder, %NULL for none
 *
 * Returns: (nullable) (element-type ProctorTestSummary): the tests there of that name and kind
 */
GPtrArray *
proctor_import_index_find_named (ProctorImportIndex *self,
                                 const char *kind,
                                 const char *name,
                                 const char *folder_id)
{
  g_autofree char *key = make_key (kind, name, folder_id);

  return g_hash_table_lookup (self->by_name, key);
}

/**
 * proctor_import_index_find_folder:
 * @self: an index
 * @parent_id: (nullable): a folder, %NULL for none
 * @name: a name
 *
 * Returns: (nullable): the id of the folder of that name in it; of the first, if there are several
 */
const char *
proctor_import_index_find_folder (ProctorImportIndex *self,
                                  const char *parent_id,
                                  const char *name)
{
  g_autofree char *key = make_key (NULL, name, parent_id);

  return g_hash_table_lookup (self->folders, key);
}

/**
 * proctor_import_index_add_folder:
 * @self: an index
 * @parent_id: (nullable): the folder it is in
 * @name: its name
 * @id: its id
 */
void
proctor_import_index_add_folder (ProctorImportIndex *self,
                                 const char *parent_id,
                                 const char *name,
                                 const char *id)
{
  g_autofree char *key = make_key (NULL, name, parent_id);

  if (!g_hash_table_contains (self->folders, key))
    g_hash_table_insert (self->folders, g_steal_pointer (&key), g_strdup (id));
}

/**
 * proctor_import_index_find_path:
 * @self: an index
 * @folder_id: (nullable): where to begin
 * @names: (array zero-terminated=1): the names of folders, each in the one before
 * @found: (out) (nullable): the last one's id, @folder_id if there are no names
 *
 * Returns: whether there are such folders
 */
gboolean
proctor_import_index_find_path (ProctorImportIndex *self,
                                const char *folder_id,
                                const char *const *names,
                                const char **found)
{
  *found = folder_id;
  for (gsize i = 0; names[i] != NULL; i++)
    {
      *found = proctor_import_index_find_folder (self, *found, names[i]);
      if (*found == NULL)
        return FALSE;
    }

  return TRUE;
}
