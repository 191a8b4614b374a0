/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-deeds.h"

/* What becomes of a row that somebody sent: a test or a folder, new or another than before. */

static gboolean
is_folder (ProctorTestSummary *row)
{
  return g_strcmp0 (proctor_test_summary_get_kind (row), "folder") == 0 || g_strcmp0 (proctor_test_summary_get_entity_type (row), "folder") == 0;
}

/* What one sees because one is in the workspace has not been shared by anybody. */
static gboolean
is_shared (ProctorAccess *access)
{
  const char *source = proctor_access_get_access_source (access);

  return !proctor_access_get_is_creator (access) && g_strcmp0 (source, "creator") != 0 && g_strcmp0 (source, "workspace_admin") != 0 && g_strcmp0 (source, "workspace_default") != 0;
}

static const char *
get_creator (ProctorAccess *access)
{
  const char *name = proctor_access_get_creator_name (access);
  const char *address = proctor_access_get_creator_email (access);

  if (name != NULL && *name != '\0')
    return name;

  return address != NULL && *address != '\0' ? address : NULL;
}

static const char *
get_folder_id (ProctorTestSummary *row)
{
  const char *id = proctor_test_summary_get_folder_parent_id (row);

  return id != NULL && *id != '\0' ? id : NULL;
}

static void
get_facts (ProctorTestSummary *row,
           ProctorTestFacts *facts)
{
  ProctorAccess *access = proctor_test_summary_get_access_info (row);

  *facts = (ProctorTestFacts) {
    .name = proctor_test_summary_get_name (row),
    .kind = proctor_test_summary_get_kind (row),
    .folder_id = get_folder_id (row),
    .created_at = proctor_test_summary_get_created_at (row),
    .updated_at = proctor_test_summary_get_last_updated_at (row),
  };
  if (access == NULL)
    return;

  facts->creator = get_creator (access);
  facts->role = proctor_access_get_role (access);
  facts->mine = proctor_access_get_is_creator (access);
  facts->shared = is_shared (access);
  facts->knows_access = TRUE;
}

/**
 * proctor_library_note:
 * @self: a library
 * @item: a test of it, or one that was
 * @changes: what of it is another than before
 *
 * Has everybody told, before long.
 */
void
proctor_library_note (ProctorLibrary *self,
                      ProctorTestItem *item,
                      ProctorTestChange changes)
{
  item->changes |= (guint8) changes;
  if (item->is_noted)
    return;

  item->is_noted = TRUE;
  g_ptr_array_add (self->noted, g_object_ref (item));
  proctor_library_schedule_news (self);
}

/* Counts it, or counts it no more. */
static void
show (ProctorLibrary *self,
      ProctorTestItem *item,
      gboolean shown)
{
  self->n_tests += shown ? 1 : -1;
  proctor_folder_tree_count (self->folders, item->folder_id, shown ? 1 : -1);
  g_clear_pointer (&self->in_order, g_ptr_array_unref);
}

static gboolean
is_hidden (ProctorLibrary *self,
           ProctorTestItem *item,
           GHashTable *verdicts)
{
  gpointer hides;

  if (g_hash_table_size (self->hidden) == 0)
    return FALSE;
  if (g_hash_table_contains (self->hidden, item->id))
    return TRUE;
  if (item->folder_id == NULL)
    return FALSE;
  if (verdicts == NULL)
    return proctor_folder_tree_hides (self->folders, item->folder_id);

  if (!g_hash_table_lookup_extended (verdicts, item->folder_id, NULL, &hides))
    {
      hides = GINT_TO_POINTER (proctor_folder_tree_hides (self->folders, item->folder_id));
      g_hash_table_insert (verdicts, item->folder_id, hides);
    }

  return GPOINTER_TO_INT (hides);
}

/**
 * proctor_library_check_hidden:
 * @self: a library
 * @item: a test of it
 * @verdicts: (nullable): what has been found out about folders
 *
 * Finds out again whether it, or where it lies, is being deleted.
 */
void
proctor_library_check_hidden (ProctorLibrary *self,
                              ProctorTestItem *item,
                              GHashTable *verdicts)
{
  gboolean hidden = is_hidden (self, item, verdicts);

  if (item->hidden == !!hidden)
    return;

  item->hidden = !!hidden;
  show (self, item, !hidden);
  proctor_library_note (self, item, 0);
}

/**
 * proctor_library_adopt:
 * @self: a library
 * @item: (transfer full): a test that it does not know
 * @rank: its place in the server's list
 *
 * From now on it is one of the library's.
 */
void
proctor_library_adopt (ProctorLibrary *self,
                       ProctorTestItem *item,
                       gint64 rank)
{
  g_hash_table_insert (self->tests, item->id, item);
  item->is_listed = TRUE;
  item->rank = rank;
  self->lowest_rank = MIN (self->lowest_rank, rank);
  self->highest_rank = MAX (self->highest_rank, rank);
  item->hidden = !!is_hidden (self, item, NULL);
  if (!item->hidden)
    show (self, item, TRUE);
  proctor_library_apply_results (self, item);
  proctor_library_note (self, item, 0);
}

/**
 * proctor_library_move:
 * @self: a library
 * @item: a test of it
 * @folder_id: (nullable): the folder it is in now
 *
 * Returns: what is another than before
 */
ProctorTestChange
proctor_library_move (ProctorLibrary *self,
                      ProctorTestItem *item,
                      const char *folder_id)
{
  g_autoptr (GRefString) old = item->folder_id != NULL ? g_ref_string_acquire (item->folder_id) : NULL;
  ProctorTestChange changes = proctor_test_item_set_folder (item, folder_id);

  if (changes == 0)
    return 0;

  if (!item->hidden)
    {
      proctor_folder_tree_count (self->folders, old, -1);
      proctor_folder_tree_count (self->folders, item->folder_id, 1);
    }
  proctor_library_check_hidden (self, item, NULL);
  proctor_library_note (self, item, changes);

  return changes;
}

static void
update (ProctorLibrary *self,
        ProctorTestItem *item,
        ProctorTestFacts *facts)
{
  ProctorTestChange changes = proctor_library_move (self, item, facts->folder_id);

  changes |= proctor_test_item_set_facts (item, facts);
  if (changes != 0)
    proctor_library_note (self, item, changes);
}

static void
read_folder (ProctorLibrary *self,
             const char *id,
             const ProctorTestFacts *facts,
             guint reading)
{
  const ProctorFolderFacts folder = {
    .name = facts->name,
    .parent_id = facts->folder_id,
    .creator = facts->creator,
    .role = facts->role,
    .created_at = facts->created_at,
    .updated_at = facts->updated_at,
    .mine = facts->mine,
    .shared = facts->shared,
  };

  if (!proctor_folder_tree_set (self->folders, id, &folder, reading))
    return;

  /* What lies in it may be hidden now, or not any more. */
  self->hides_anew = self->hides_anew || g_hash_table_size (self->hidden) > 0;
  proctor_library_schedule_news (self);
}

static void
read_test (ProctorLibrary *self,
           const char *id,
           ProctorTestFacts *facts,
           guint reading,
           const gint64 *rank)
{
  ProctorTestItem *item = g_hash_table_lookup (self->tests, id);

  if (item == NULL)
    {
      item = proctor_test_item_new (id);
      proctor_test_item_set_facts (item, facts);
      proctor_library_adopt (self, item, rank != NULL ? *rank : self->highest_rank + 1);
    }
  else
    {
      update (self, item, facts);
      if (rank != NULL && item->rank != *rank)
        {
          item->rank = *rank;
          g_clear_pointer (&self->in_order, g_ptr_array_unref);
        }
    }
  item->seen_in = MAX (item->seen_in, reading);
}

/* It is there, but what is known here is newer. */
static void
see (ProctorLibrary *self,
     const char *id,
     guint reading)
{
  ProctorTestItem *item = g_hash_table_lookup (self->tests, id);
  ProctorFolderItem *folder = proctor_folder_tree_find (self->folders, id);

  if (item != NULL)
    item->seen_in = MAX (item->seen_in, reading);
  if (folder != NULL)
    proctor_folder_tree_see (folder, reading);
}

/**
 * proctor_library_read_row:
 * @self: a library
 * @row: what somebody says of a test or a folder
 * @asked: the library's clock when he was asked
 * @reading: the reading that it is part of
 * @rank: (nullable): its place in the server's list, if that is known
 *
 * Has what is shown say the same, unless something was done here since @asked.
 */
void
proctor_library_read_row (ProctorLibrary *self,
                          ProctorTestSummary *row,
                          guint64 asked,
                          guint reading,
                          const gint64 *rank)
{
  const char *id = proctor_test_summary_get_id (row);
  ProctorTestFacts facts;

  if (id == NULL || *id == '\0')
    return;

  get_facts (row, &facts);
  if (!facts.knows_access)
    self->lacks_access = TRUE;
  if (!proctor_library_correct (self, id, asked, &facts.folder_id))
    {
      see (self, id, reading);
      return;
    }

  if (is_folder (row))
    read_folder (self, id, &facts, reading);
  else
    read_test (self, id, &facts, reading, rank);
}

/**
 * proctor_library_remove:
 * @self: a library
 * @id: a test's id
 *
 * The test is not there any more, if it ever was.
 */
void
proctor_library_remove (ProctorLibrary *self,
                        const char *id)
{
  g_autoptr (ProctorTestItem) item = g_hash_table_lookup (self->tests, id);

  if (item == NULL)
    return;

  g_hash_table_steal (self->tests, item->id);
  item->is_listed = FALSE;
  if (!item->hidden)
    show (self, item, FALSE);
  proctor_library_note (self, item, 0);
}

/**
 * proctor_library_remove_unseen:
 * @self: a library
 * @since: a reading of the whole list
 *
 * Removes the tests that neither this reading nor a later one came across.
 */
void
proctor_library_remove_unseen (ProctorLibrary *self,
                               guint since)
{
  g_autoptr (GPtrArray) items = g_hash_table_get_values_as_ptr_array (self->tests);

  for (guint i = 0; i < items->len; i++)
    {
      ProctorTestItem *item = items->pdata[i];

      if (item->seen_in < since)
        proctor_library_remove (self, item->id);
    }
}

/* Only when the library ends. */
void
proctor_library_clear_rows (ProctorLibrary *self)
{
  g_clear_pointer (&self->noted, g_ptr_array_unref);
  g_clear_pointer (&self->in_order, g_ptr_array_unref);
  g_clear_pointer (&self->tests, g_hash_table_unref);
  g_clear_pointer (&self->folders, proctor_folder_tree_free);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->deeds, g_hash_table_unref);
  g_clear_pointer (&self->results, g_hash_table_unref);
}
