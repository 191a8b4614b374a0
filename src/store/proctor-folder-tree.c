/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folder-tree.h"

#include "proctor-folder-item-private.h"

/**
 * ProctorFolderTree:
 *
 * The folders of a workspace, put together from rows that say which folder each is in. What a
 * server says may be wrong: a folder whose parent nobody knows, or that lies in itself, is at the
 * top. The lists that views have of it are changed by proctor_folder_tree_settle(), and no more
 * than they have to be.
 */
struct _ProctorFolderTree
{
  /* Owned */
  GHashTable *items;
  /* How many tests say that they are in a folder, also where nobody knows it. The keys are strings
   * that exist but once. */
  GHashTable *counts;
  /* Folders that are being deleted, by their ids. */
  GHashTable *hidden;
  /* Those that are still in a list and do not belong there any more. */
  GPtrArray *removed;
  GListStore *top;

  guint last_mark;
  gboolean is_moved;
  gboolean is_counted;
};

/**
 * proctor_folder_tree_new:
 *
 * Returns: (transfer full): a tree without folders
 */
ProctorFolderTree *
proctor_folder_tree_new (void)
{
  ProctorFolderTree *self = g_new0 (ProctorFolderTree, 1);

  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->counts = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) g_ref_string_release, NULL);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
  self->top = g_list_store_new (PROCTOR_TYPE_FOLDER_ITEM);

  return self;
}

/* Whoever still has such a folder has it alone. */
static void
let_go (GPtrArray *folders)
{
  for (guint i = 0; i < folders->len; i++)
    {
      ProctorFolderItem *folder = folders->pdata[i];

      folder->parent = NULL;
      g_list_store_remove_all (folder->children);
    }
}

void
proctor_folder_tree_free (ProctorFolderTree *self)
{
  g_autoptr (GPtrArray) items = proctor_folder_tree_dup_items (self);

  let_go (items);
  let_go (self->removed);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_object (&self->top);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_free (self);
}

GListModel *
proctor_folder_tree_get_top (ProctorFolderTree *self)
{
  return G_LIST_MODEL (self->top);
}

/**
 * proctor_folder_tree_dup_items:
 * @self: a tree
 *
 * Returns: (transfer container): every folder, also those that are being deleted
 */
GPtrArray *
proctor_folder_tree_dup_items (ProctorFolderTree *self)
{
  return g_hash_table_get_values_as_ptr_array (self->items);
}

ProctorFolderItem *
proctor_folder_tree_find (ProctorFolderTree *self,
                          const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->items, id) : NULL;
}

/* A reading came across it. */
void
proctor_folder_tree_see (ProctorFolderItem *folder,
                         guint reading)
{
  folder->seen_in = MAX (folder->seen_in, reading);
}

/**
 * proctor_folder_tree_set:
 * @self: a tree
 * @id: a folder's id
 * @facts: what is known of it now
 * @seen_in: the reading that came across it
 *
 * Returns: whether anything is another than before
 */
gboolean
proctor_folder_tree_set (ProctorFolderTree *self,
                         const char *id,
                         const ProctorFolderFacts *facts,
                         guint seen_in)
{
  ProctorFolderItem *folder = proctor_folder_tree_find (self, id);
  gboolean changed = folder == NULL;

  if (folder == NULL)
    {
      folder = proctor_folder_item_new (id);
      g_hash_table_insert (self->items, folder->id, folder);
    }
  folder->seen_in = MAX (folder->seen_in, seen_in);
  if (proctor_folder_item_set_name (folder, facts->name != NULL ? facts->name : ""))
    {
      folder->is_renamed = TRUE;
      changed = TRUE;
    }
  if (proctor_folder_item_set_parent_id (folder, facts->parent_id))
    changed = TRUE;
  if (g_set_str (&folder->creator, facts->creator))
    changed = TRUE;
  if (g_set_str (&folder->role, facts->role))
    changed = TRUE;
  if (folder->created_at != facts->created_at || folder->updated_at != facts->updated_at || folder->mine != !!facts->mine || folder->shared != !!facts->shared)
    changed = TRUE;
  folder->created_at = facts->created_at;
  folder->updated_at = facts->updated_at;
  folder->mine = !!facts->mine;
  folder->shared = !!facts->shared;
  if (changed)
    self->is_moved = TRUE;

  return changed;
}

void
proctor_folder_tree_place (ProctorFolderTree *self,
                           ProctorFolderItem *folder,
                           const char *parent_id)
{
  if (proctor_folder_item_set_parent_id (folder, parent_id))
    self->is_moved = TRUE;
}

/* What it leaves behind goes up to the top, unless it is removed too. */
void
proctor_folder_tree_remove (ProctorFolderTree *self,
                            const char *id)
{
  ProctorFolderItem *folder = proctor_folder_tree_find (self, id);

  if (folder == NULL)
    return;

  /* It stays in its parent's list until the tree is put together again. */
  folder->is_gone = TRUE;
  g_hash_table_steal (self->items, folder->id);
  g_ptr_array_add (self->removed, folder);
  self->is_moved = TRUE;
}

/**
 * proctor_folder_tree_remove_unseen:
 * @self: a tree
 * @since: a reading
 *
 * Removes the folders that neither this reading nor a later one came across.
 *
 * Returns: whether there were any
 */
gboolean
proctor_folder_tree_remove_unseen (ProctorFolderTree *self,
                                   guint since)
{
  g_autoptr (GPtrArray) items = proctor_folder_tree_dup_items (self);
  gboolean any = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      ProctorFolderItem *folder = items->pdata[i];

      if (folder->seen_in >= since)
        continue;
      proctor_folder_tree_remove (self, folder->id);
      any = TRUE;
    }

  return any;
}

/* Whether @folder is @id, or below it, by what the rows say; a circle ends the search. */
static gboolean
lies_in (ProctorFolderTree *self,
         ProctorFolderItem *folder,
         const char *id)
{
  guint steps = g_hash_table_size (self->items);

  for (guint i = 0; i <= steps && folder != NULL; i++)
    {
      if (g_str_equal (folder->id, id))
        return TRUE;
      folder = proctor_folder_tree_find (self, folder->parent_id);
    }

  return FALSE;
}

/**
 * proctor_folder_tree_dup_below:
 * @self: a tree
 * @id: a folder's id
 *
 * Returns: (transfer full) (element-type utf8): the ids of that folder, if there is one, and of all
 *   below it
 */
GPtrArray *
proctor_folder_tree_dup_below (ProctorFolderTree *self,
                               const char *id)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ProctorFolderItem *folder = value;

      if (lies_in (self, folder, id))
        g_ptr_array_add (ids, g_strdup (folder->id));
    }

  return ids;
}

/**
 * proctor_folder_tree_set_hidden:
 * @self: a tree
 * @ids: a set of ids, among which may be those of folders
 *
 * Those folders, and what lies in them, are in no list.
 */
void
proctor_folder_tree_set_hidden (ProctorFolderTree *self,
                                GHashTable *ids)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_remove_all (self->hidden);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->hidden, g_strdup (key));
  self->is_moved = TRUE;
}

/**
 * proctor_folder_tree_hides:
 * @self: a tree
 * @id: (nullable): a folder's id, known or not
 *
 * Returns: whether it is hidden, or one that it lies in
 */
gboolean
proctor_folder_tree_hides (ProctorFolderTree *self,
                           const char *id)
{
  guint steps = g_hash_table_size (self->items);

  if (g_hash_table_size (self->hidden) == 0)
    return FALSE;

  for (guint i = 0; i <= steps && id != NULL; i++)
    {
      ProctorFolderItem *folder = proctor_folder_tree_find (self, id);

      if (g_hash_table_contains (self->hidden, id))
        return TRUE;
      id = folder != NULL ? folder->parent_id : NULL;
    }

  return FALSE;
}

/**
 * proctor_folder_tree_count:
 * @self: a tree
 * @folder_id: (nullable): the folder a test says it is in
 * @difference: how many tests there are more
 */
void
proctor_folder_tree_count (ProctorFolderTree *self,
                           GRefString *folder_id,
                           int difference)
{
  int count;

  if (folder_id == NULL)
    return;

  count = GPOINTER_TO_INT (g_hash_table_lookup (self->counts, folder_id)) + difference;
  if (count > 0)
    g_hash_table_replace (self->counts, g_ref_string_acquire (folder_id), GINT_TO_POINTER (count));
  else
    g_hash_table_remove (self->counts, folder_id);
  self->is_counted = TRUE;
}

/* Follows the rows upwards from @start. Folders that lie in themselves are at the top, all of them. */
static void
find_parents_above (ProctorFolderTree *self,
                    ProctorFolderItem *start,
                    guint done)
{
  guint mark = ++self->last_mark;
  ProctorFolderItem *folder = start;

  while (folder != NULL && folder->mark < done)
    {
      folder->mark = mark;
      folder->next_parent = proctor_folder_tree_find (self, folder->parent_id);
      folder = folder->next_parent;
    }
  while (folder != NULL && folder->mark == mark && folder->next_parent != NULL)
    {
      ProctorFolderItem *next = folder->next_parent;

      folder->next_parent = NULL;
      folder = next;
    }
}

static void
find_parents (ProctorFolderTree *self,
              GPtrArray *items)
{
  guint done = 1;

  self->last_mark = done;
  for (guint i = 0; i < items->len; i++)
    ((ProctorFolderItem *) items->pdata[i])->mark = 0;
  for (guint i = 0; i < items->len; i++)
    find_parents_above (self, items->pdata[i], done);
}

static gboolean
belongs_to (ProctorFolderTree *self,
            ProctorFolderItem *folder,
            ProctorFolderItem *parent)
{
  return !folder->is_gone && !folder->is_hidden && folder->next_parent == parent;
}

/* Takes out what is no longer in this list, or would be in the wrong place. Those that keep their
 * names keep their order, so only a new name can put a folder there. */
static void
take_out (ProctorFolderTree *self,
          GListStore *store,
          ProctorFolderItem *parent)
{
  ProctorFolderItem *before = NULL;
  guint i = 0;

  while (i < g_list_model_get_n_items (G_LIST_MODEL (store)))
    {
      g_autoptr (ProctorFolderItem) folder = g_list_model_get_item (G_LIST_MODEL (store), i);
      g_autoptr (ProctorFolderItem) after = g_list_model_get_item (G_LIST_MODEL (store), i + 1);
      gboolean misplaced = folder->is_renamed && ((before != NULL && proctor_folder_item_compare (before, folder) > 0) || (after != NULL && (after->is_renamed || proctor_folder_item_compare (folder, after) > 0)));

      if (belongs_to (self, folder, parent) && !misplaced)
        {
          before = folder;
          i++;
        }
      else
        g_list_store_remove (store, i);
    }
}

static int
compare_folders (gconstpointer a,
                 gconstpointer b)
{
  return proctor_folder_item_compare ((ProctorFolderItem *) a, (ProctorFolderItem *) b);
}

/* @wanted has those that are in the list, and those that are not in it yet. */
static void
put_in (GListStore *store,
        GPtrArray *wanted)
{
  g_ptr_array_sort_values (wanted, compare_folders);
  for (guint i = 0; i < wanted->len; i++)
    {
      g_autoptr (ProctorFolderItem) there = g_list_model_get_item (G_LIST_MODEL (store), i);
      guint end = i;

      while (end < wanted->len && wanted->pdata[end] != there)
        end++;
      if (end > i)
        g_list_store_splice (store, i, 0, wanted->pdata + i, end - i);
      i = end;
    }
}

static void
add_child (GHashTable *children,
           ProctorFolderItem *parent,
           ProctorFolderItem *child)
{
  GPtrArray *list = g_hash_table_lookup (children, parent);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (children, parent, list);
    }
  g_ptr_array_add (list, child);
}

/* Everything is taken out before anything is put in: a folder is never in two lists. */
static void
rebuild (ProctorFolderTree *self,
         GPtrArray *items)
{
  g_autoptr (GHashTable) children = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer parent, list;

  find_parents (self, items);
  for (guint i = 0; i < items->len; i++)
    {
      ProctorFolderItem *folder = items->pdata[i];

      folder->is_hidden = proctor_folder_tree_hides (self, folder->id);
      if (!folder->is_hidden)
        add_child (children, folder->next_parent, folder);
    }

  take_out (self, self->top, NULL);
  for (guint i = 0; i < items->len; i++)
    take_out (self, ((ProctorFolderItem *) items->pdata[i])->children, items->pdata[i]);
  for (guint i = 0; i < items->len; i++)
    {
      ProctorFolderItem *folder = items->pdata[i];

      folder->parent = folder->next_parent;
      folder->is_renamed = FALSE;
    }
  g_hash_table_iter_init (&iter, children);
  while (g_hash_table_iter_next (&iter, &parent, &list))
    put_in (parent != NULL ? ((ProctorFolderItem *) parent)->children : self->top, list);
}

/* Those at the top come first, and every folder after the one it is in. */
static GPtrArray *
list_downwards (ProctorFolderTree *self)
{
  GPtrArray *order = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->top)); i++)
    g_ptr_array_add (order, g_list_model_get_item (G_LIST_MODEL (self->top), i));
  for (guint i = 0; i < order->len; i++)
    {
      GListModel *children = proctor_folder_item_get_children (order->pdata[i]);

      for (guint child = 0; child < g_list_model_get_n_items (children); child++)
        g_ptr_array_add (order, g_list_model_get_item (children, child));
    }

  return order;
}

static void
add_up (ProctorFolderTree *self)
{
  g_autoptr (GPtrArray) order = list_downwards (self);

  for (guint i = 0; i < order->len; i++)
    {
      ProctorFolderItem *folder = order->pdata[i];

      folder->sum = (guint) GPOINTER_TO_INT (g_hash_table_lookup (self->counts, folder->id));
    }
  for (guint i = order->len; i > 0; i--)
    {
      ProctorFolderItem *folder = order->pdata[i - 1];

      if (folder->parent != NULL)
        folder->parent->sum += folder->sum;
    }
  for (guint i = 0; i < order->len; i++)
    proctor_folder_item_set_n_tests (order->pdata[i], ((ProctorFolderItem *) order->pdata[i])->sum);
}

/**
 * proctor_folder_tree_settle:
 * @self: a tree
 *
 * Brings the lists and the counts up to date.
 *
 * Returns: whether a folder is another than before, or somewhere else
 */
gboolean
proctor_folder_tree_settle (ProctorFolderTree *self)
{
  gboolean moved = self->is_moved;

  self->is_moved = FALSE;
  if (moved)
    {
      g_autoptr (GPtrArray) items = proctor_folder_tree_dup_items (self);
      g_autoptr (GPtrArray) removed = g_steal_pointer (&self->removed);

      self->removed = g_ptr_array_new_with_free_func (g_object_unref);
      rebuild (self, items);
      let_go (removed);
    }
  if (moved || self->is_counted)
    {
      self->is_counted = FALSE;
      add_up (self);
    }

  return moved;
}
