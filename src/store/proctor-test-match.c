/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-match.h"

#include <string.h>

#include "proctor-folder-item-private.h"
#include "proctor-test-item-private.h"
#include "proctor-test-list.h"

/* Nobody types more words than this, and a set of so many is a number. */
#define MOST_WORDS 63

/**
 * ProctorTestMatch:
 *
 * Decides of a test whether it is wanted. Everything that is the same for many tests, such as what
 * their folders are called, has been found out before: a hundred thousand are looked at between two
 * keystrokes.
 */
struct _ProctorTestMatch
{
  /* Owned */
  char *search;
  char **words;
  char *creator;
  GRefString *folder_id;
  /* The folders that are wanted, by their ids, which exist but once; NULL if all are. */
  GHashTable *inside;
  /* Which of the words are in the names of a folder and of those it is in. */
  GHashTable *found;

  guint64 all_words;
  guint n_words;
  guint kinds;
  gboolean shared_with_me;
  gboolean mine;
};

static char **
split (const char *folded)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\r\n\f\v", -1);
  guint n_words = 0;

  for (gsize i = 0; parts[i] != NULL && n_words < MOST_WORDS; i++)
    {
      if (*parts[i] == '\0')
        continue;
      g_strv_builder_add (words, parts[i]);
      n_words++;
    }

  return g_strv_builder_end (words);
}

static guint64
find_words (ProctorTestMatch *self,
            const char *folded,
            guint64 found)
{
  for (guint i = 0; i < self->n_words; i++)
    {
      guint64 word = (guint64) 1 << i;

      if ((found & word) == 0 && strstr (folded, self->words[i]) != NULL)
        found |= word;
    }

  return found;
}

static void
look_at_names (ProctorTestMatch *self,
               GListModel *folders,
               guint64 found_above)
{
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr (ProctorFolderItem) folder = g_list_model_get_item (folders, i);
      g_autoptr (GRefString) folded = proctor_test_item_fold (folder->name);
      guint64 found = find_words (self, folded, found_above);

      if (found != 0)
        g_hash_table_insert (self->found, g_ref_string_acquire (folder->id), g_memdup2 (&found, sizeof found));
      look_at_names (self, G_LIST_MODEL (folder->children), found);
    }
}

static void
include (ProctorTestMatch *self,
         ProctorFolderItem *folder)
{
  g_hash_table_add (self->inside, g_ref_string_acquire (folder->id));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (folder->children)); i++)
    {
      g_autoptr (ProctorFolderItem) child = g_list_model_get_item (G_LIST_MODEL (folder->children), i);

      include (self, child);
    }
}

/**
 * proctor_test_match_new:
 * @library: where the folders are
 * @criteria: which tests are wanted
 *
 * Returns: (transfer full): who decides that, until the folders change
 */
ProctorTestMatch *
proctor_test_match_new (ProctorLibrary *library,
                        const ProctorTestCriteria *criteria)
{
  ProctorTestMatch *self = g_new0 (ProctorTestMatch, 1);
  g_autoptr (GRefString) folded = proctor_test_item_fold (criteria->search != NULL ? criteria->search : "");
  ProctorFolderItem *folder = proctor_library_find_folder (library, criteria->folder_id);

  self->search = g_strdup (folded);
  self->words = split (folded);
  self->n_words = g_strv_length (self->words);
  self->all_words = ((guint64) 1 << self->n_words) - 1;
  self->creator = g_strdup (criteria->creator);
  self->kinds = criteria->kinds;
  self->shared_with_me = criteria->shared_with_me;
  self->mine = criteria->mine;
  if (self->n_words > 0)
    {
      self->found = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) g_ref_string_release, g_free);
      look_at_names (self, proctor_library_get_folders (library), 0);
    }
  if (criteria->folder_id == NULL)
    return self;

  /* Tests may be in a folder that nobody has told of yet. */
  self->inside = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) g_ref_string_release, NULL);
  self->folder_id = g_ref_string_new_intern (criteria->folder_id);
  g_hash_table_add (self->inside, g_ref_string_acquire (self->folder_id));
  if (folder != NULL)
    include (self, folder);

  return self;
}

void
proctor_test_match_free (ProctorTestMatch *self)
{
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->creator, g_free);
  g_clear_pointer (&self->folder_id, g_ref_string_release);
  g_clear_pointer (&self->inside, g_hash_table_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_free (self);
}

static guint
get_kind_bit (ProctorTestItem *item)
{
  switch ((ProctorTestKind) item->kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      return PROCTOR_TEST_KINDS_NEXT_REPLY;
    case PROCTOR_TEST_KIND_TOOL:
      return PROCTOR_TEST_KINDS_TOOL;
    case PROCTOR_TEST_KIND_SIMULATION:
      return PROCTOR_TEST_KINDS_SIMULATION;
    case PROCTOR_TEST_KIND_UNKNOWN:
      break;
    }

  return PROCTOR_TEST_KINDS_UNKNOWN;
}

static gboolean
has_words (ProctorTestMatch *self,
           ProctorTestItem *item)
{
  const guint64 *around = item->folder_id != NULL ? g_hash_table_lookup (self->found, item->folder_id) : NULL;
  guint64 found = around != NULL ? *around : 0;

  for (guint i = 0; i < self->n_words; i++)
    {
      if ((found & ((guint64) 1 << i)) == 0 && strstr (item->search_key, self->words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_test_match_test:
 * @self: a match
 * @item: a test
 *
 * Returns: whether it is wanted
 */
gboolean
proctor_test_match_test (ProctorTestMatch *self,
                         ProctorTestItem *item)
{
  if (self->inside != NULL && (item->folder_id == NULL || !g_hash_table_contains (self->inside, item->folder_id)))
    return FALSE;
  if (self->kinds != 0 && (self->kinds & get_kind_bit (item)) == 0)
    return FALSE;
  if ((self->shared_with_me && !item->shared) || (self->mine && !item->mine))
    return FALSE;
  if (self->creator != NULL && g_strcmp0 (self->creator, item->creator) != 0)
    return FALSE;

  return self->n_words == 0 || has_words (self, item);
}

/**
 * proctor_test_match_wants_all:
 * @self: a match
 *
 * Returns: whether any test is wanted, so that none need be looked at
 */
gboolean
proctor_test_match_wants_all (ProctorTestMatch *self)
{
  return self->inside == NULL && self->kinds == 0 && !self->shared_with_me && !self->mine && self->creator == NULL && self->n_words == 0;
}

/**
 * proctor_test_match_get_changes:
 * @self: a match
 *
 * Returns: #ProctorTestChange, of which any may make a test wanted or not wanted any more
 */
guint
proctor_test_match_get_changes (ProctorTestMatch *self)
{
  guint changes = 0;

  if (self->n_words > 0)
    changes |= PROCTOR_TEST_CHANGE_NAME | PROCTOR_TEST_CHANGE_FOLDER;
  if (self->inside != NULL)
    changes |= PROCTOR_TEST_CHANGE_FOLDER;
  if (self->kinds != 0)
    changes |= PROCTOR_TEST_CHANGE_KIND;
  if (self->shared_with_me || self->mine || self->creator != NULL)
    changes |= PROCTOR_TEST_CHANGE_ACCESS;

  return changes;
}

gboolean
proctor_test_match_depends_on_folders (ProctorTestMatch *self)
{
  return self->n_words > 0 || self->inside != NULL;
}

/**
 * proctor_test_match_is_narrower:
 * @self: a match
 * @other: another
 *
 * Returns: whether @other wants everything that @self wants, as when somebody types on
 */
gboolean
proctor_test_match_is_narrower (ProctorTestMatch *self,
                                ProctorTestMatch *other)
{
  return self->n_words <= MOST_WORDS - 1 && g_str_has_prefix (self->search, other->search) && self->folder_id == other->folder_id && self->kinds == other->kinds && self->shared_with_me == other->shared_with_me && self->mine == other->mine && g_strcmp0 (self->creator, other->creator) == 0;
}
