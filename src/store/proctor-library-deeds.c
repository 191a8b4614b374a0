/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-deeds.h"

/* What is done here is known before the server is asked again, and an answer that was under way
 * when it was done doesn't know of it. So each such thing is remembered, with the time by the
 * library's clock, until nothing is under way any more. */

/* Something that was done. */
typedef struct
{
  /* Owned */
  char *folder_id;

  guint64 at;
  gboolean is_gone;
  gboolean is_set;
  gboolean is_placed;
} Deed;

static void
deed_free (Deed *deed)
{
  g_free (deed->folder_id);
  g_free (deed);
}

/**
 * proctor_library_make_deeds:
 * @self: a library
 *
 * Makes the tables, which are empty.
 */
void
proctor_library_make_deeds (ProctorLibrary *self)
{
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->deeds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) deed_free);
}

static Deed *
remember (ProctorLibrary *self,
          const char *id)
{
  Deed *deed = g_hash_table_lookup (self->deeds, id);

  if (deed == NULL)
    {
      deed = g_new0 (Deed, 1);
      g_hash_table_insert (self->deeds, g_strdup (id), deed);
    }
  deed->at = ++self->clock;

  return deed;
}

static void
remember_gone (ProctorLibrary *self,
               const char *id)
{
  remember (self, id)->is_gone = TRUE;
  g_hash_table_remove (self->hidden, id);
  g_signal_emit_by_name (self, "deleted", id);
}

static Deed *
find_since (ProctorLibrary *self,
            const char *id,
            guint64 asked)
{
  Deed *deed = id != NULL ? g_hash_table_lookup (self->deeds, id) : NULL;

  return deed != NULL && deed->at > asked ? deed : NULL;
}

/**
 * proctor_library_was_done_since:
 * @self: a library
 * @id: an id
 * @asked: when somebody was asked
 *
 * Returns: whether anything was done to it here since then
 */
gboolean
proctor_library_was_done_since (ProctorLibrary *self,
                                const char *id,
                                guint64 asked)
{
  return find_since (self, id, asked) != NULL;
}

/* Nobody who doesn't know of them can answer any more. */
void
proctor_library_forget_deeds (ProctorLibrary *self)
{
  g_hash_table_remove_all (self->deeds);
}

/**
 * proctor_library_correct:
 * @self: a library
 * @id: what a row is about
 * @asked: when it was asked for
 * @folder_id: (inout) (nullable): where the row has it
 *
 * Returns: whether the row is still worth reading
 */
gboolean
proctor_library_correct (ProctorLibrary *self,
                         const char *id,
                         guint64 asked,
                         const char **folder_id)
{
  Deed *deed = find_since (self, id, asked);
  Deed *around;

  if (deed != NULL && (deed->is_gone || deed->is_set))
    return FALSE;
  if (deed != NULL && deed->is_placed)
    *folder_id = deed->folder_id;

  /* Whatever was in a folder went with it. */
  around = find_since (self, *folder_id, asked);

  return around == NULL || !around->is_gone;
}

/* Every test is looked at, but every folder only once: folders' ids exist but once. */
void
proctor_library_check_all_hidden (ProctorLibrary *self)
{
  g_autoptr (GHashTable) verdicts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer item;

  self->hides_anew = FALSE;
  g_hash_table_iter_init (&iter, self->tests);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    proctor_library_check_hidden (self, item, verdicts);
}

/* A folder takes what lies in it along, and so may one that is not known yet. */
static void
hides_changed (ProctorLibrary *self,
               const char *const *ids)
{
  gboolean only_tests = TRUE;

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      ProctorTestItem *item = g_hash_table_lookup (self->tests, ids[i]);

      if (item != NULL)
        proctor_library_check_hidden (self, item, NULL);
      else
        only_tests = FALSE;
    }
  if (only_tests)
    return;

  proctor_folder_tree_set_hidden (self->folders, self->hidden);
  proctor_library_check_all_hidden (self);
  proctor_library_schedule_news (self);
}

/**
 * proctor_library_hide:
 * @self: a library
 * @ids: (array zero-terminated=1): tests and folders
 *
 * They, and what is in the folders, are as good as gone until proctor_library_unhide() was called as
 * often.
 */
void
proctor_library_hide (ProctorLibrary *self,
                      const char *const *ids)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (self->hidden, ids[i]));

      g_hash_table_insert (self->hidden, g_strdup (ids[i]), GUINT_TO_POINTER (times + 1));
    }
  hides_changed (self, ids);
}

/**
 * proctor_library_unhide:
 * @self: a library
 * @ids: (array zero-terminated=1): what was hidden
 *
 * Takes proctor_library_hide() back.
 */
void
proctor_library_unhide (ProctorLibrary *self,
                        const char *const *ids)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (self->hidden, ids[i]));

      if (times > 1)
        g_hash_table_insert (self->hidden, g_strdup (ids[i]), GUINT_TO_POINTER (times - 1));
      else
        g_hash_table_remove (self->hidden, ids[i]);
    }
  hides_changed (self, ids);
}

/**
 * proctor_library_hides:
 * @self: a library
 * @test_id: a test
 *
 * Returns: whether it is being deleted, or what it is in
 */
gboolean
proctor_library_hides (ProctorLibrary *self,
                       const char *test_id)
{
  ProctorTestItem *item;

  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), FALSE);

  item = g_hash_table_lookup (self->tests, test_id);

  return item != NULL ? item->hidden : g_hash_table_contains (self->hidden, test_id);
}

static void
forget_folder (ProctorLibrary *self,
               const char *id)
{
  g_autoptr (GPtrArray) below = proctor_folder_tree_dup_below (self->folders, id);
  g_autoptr (GHashTable) inside = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) items = g_hash_table_get_values_as_ptr_array (self->tests);

  g_hash_table_add (inside, (gpointer) id);
  for (guint i = 0; i < below->len; i++)
    g_hash_table_add (inside, below->pdata[i]);
  for (guint i = 0; i < items->len; i++)
    {
      ProctorTestItem *item = items->pdata[i];

      if (item->folder_id == NULL || !g_hash_table_contains (inside, item->folder_id))
        continue;
      remember_gone (self, item->id);
      proctor_library_remove (self, item->id);
    }
  for (guint i = 0; i < below->len; i++)
    {
      remember_gone (self, below->pdata[i]);
      proctor_folder_tree_remove (self->folders, below->pdata[i]);
    }
}

/**
 * proctor_library_forget:
 * @self: a library
 * @ids: (array zero-terminated=1): tests and folders
 *
 * They are gone, and so is what was in the folders.
 */
void
proctor_library_forget (ProctorLibrary *self,
                        const char *const *ids)
{
  gboolean any_folder = FALSE;

  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      remember_gone (self, ids[i]);
      if (g_hash_table_contains (self->tests, ids[i]))
        {
          proctor_library_remove (self, ids[i]);
          continue;
        }
      forget_folder (self, ids[i]);
      any_folder = TRUE;
    }
  if (any_folder)
    {
      proctor_folder_tree_set_hidden (self->folders, self->hidden);
      proctor_library_check_all_hidden (self);
    }
  proctor_library_schedule_news (self);
}

/**
 * proctor_library_place:
 * @self: a library
 * @ids: (array zero-terminated=1): tests and folders
 * @folder_id: (nullable): the folder they are in now, %NULL for none
 *
 * They were moved.
 */
void
proctor_library_place (ProctorLibrary *self,
                       const char *const *ids,
                       const char *folder_id)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      ProctorTestItem *item = g_hash_table_lookup (self->tests, ids[i]);
      ProctorFolderItem *folder = proctor_folder_tree_find (self->folders, ids[i]);
      Deed *deed = remember (self, ids[i]);

      deed->is_placed = TRUE;
      g_set_str (&deed->folder_id, folder_id);
      if (item != NULL)
        proctor_library_move (self, item, folder_id);
      if (folder != NULL)
        {
          proctor_folder_tree_place (self->folders, folder, folder_id);
          self->hides_anew = self->hides_anew || g_hash_table_size (self->hidden) > 0;
        }
    }
  proctor_library_schedule_news (self);
}

/* What was made just now is its maker's, even where nobody says so. */
static void
complete_own (ProctorLibrary *self,
              ProctorTestSummary *summary)
{
  ProctorTestItem *item = g_hash_table_lookup (self->tests, proctor_test_summary_get_id (summary));

  if (item == NULL || proctor_test_summary_get_access_info (summary) != NULL)
    return;

  proctor_library_note (self, item, proctor_test_item_learn (item, TRUE, FALSE));
}

/**
 * proctor_library_add:
 * @self: a library
 * @summary: what is known of a test or a folder that was made or changed here
 *
 * It is as @summary says, whatever older answers may tell.
 */
void
proctor_library_add (ProctorLibrary *self,
                     ProctorTestSummary *summary)
{
  const char *id;
  gboolean is_new;
  Deed *deed;

  g_return_if_fail (PROCTOR_IS_LIBRARY (self));
  g_return_if_fail (PROCTOR_IS_TEST_SUMMARY (summary));

  id = proctor_test_summary_get_id (summary);
  g_return_if_fail (id != NULL);
  deed = remember (self, id);
  deed->is_set = TRUE;
  deed->is_gone = FALSE;
  is_new = !g_hash_table_contains (self->tests, id);

  /* The newest is the first. */
  self->lowest_rank--;
  proctor_library_read_row (self, summary, self->clock, self->last_reading, is_new ? &self->lowest_rank : NULL);
  if (is_new)
    complete_own (self, summary);
  proctor_library_schedule_news (self);
}
