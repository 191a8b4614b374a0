/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-item-private.h"

#include <string.h>

#include "proctor-wire-names.h"

/**
 * ProctorTestItem:
 *
 * A test as the library has it. It is the same object as long as the test is there, and "changed"
 * says that something of it is another than before. Libraries have a hundred thousand of these, so
 * there are no properties, and what many share (kinds, folders, creators) is kept once.
 */

G_DEFINE_FINAL_TYPE (ProctorTestItem, proctor_test_item, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} ProctorTestItemSignal;

static guint signals[N_SIGNALS];

static void
clear_string (GRefString **string)
{
  g_clear_pointer (string, g_ref_string_release);
}

/* Returns whether it is another than before. What is the same for many is held but once. */
static gboolean
set_shared_string (GRefString **string,
                   const char *value)
{
  if (g_strcmp0 (*string, value) == 0)
    return FALSE;

  clear_string (string);
  if (value != NULL)
    *string = g_ref_string_new_intern (value);

  return TRUE;
}

static gboolean
set_name (ProctorTestItem *self,
          const char *name)
{
  if (self->name != NULL && g_str_equal (self->name, name))
    return FALSE;

  clear_string (&self->name);
  clear_string (&self->search_key);
  clear_string (&self->sort_key);
  self->name = g_ref_string_new (name);
  self->search_key = proctor_test_item_fold (name);
  /* Most names that are in small letters are their own key. */
  if (g_str_equal (self->search_key, self->name))
    {
      clear_string (&self->search_key);
      self->search_key = g_ref_string_acquire (self->name);
    }

  return TRUE;
}

/* What the server counts as such is, whatever the row says. */
static ProctorTestChange
set_sharing (ProctorTestItem *self,
             gboolean mine,
             gboolean shared)
{
  gboolean was_mine = self->mine;
  gboolean was_shared = self->shared;

  self->mine = mine || self->learned_mine;
  self->shared = shared || self->learned_shared;

  return was_mine == self->mine && was_shared == self->shared ? 0 : PROCTOR_TEST_CHANGE_ACCESS;
}

static void
proctor_test_item_finalize (GObject *object)
{
  ProctorTestItem *self = PROCTOR_TEST_ITEM (object);

  clear_string (&self->id);
  clear_string (&self->name);
  clear_string (&self->search_key);
  clear_string (&self->kind_name);
  clear_string (&self->folder_id);
  clear_string (&self->creator);
  clear_string (&self->role);
  clear_string (&self->sort_key);

  G_OBJECT_CLASS (proctor_test_item_parent_class)->finalize (object);
}

static void
proctor_test_item_class_init (ProctorTestItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_test_item_finalize;

  /**
   * ProctorTestItem::changed:
   *
   * Something of the test is another than before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_TEST_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_test_item_init (ProctorTestItem *self)
{
}

/**
 * proctor_test_item_new:
 * @id: the test's id
 *
 * Returns: (transfer full): an item that knows nothing yet but whose it is
 */
ProctorTestItem *
proctor_test_item_new (const char *id)
{
  ProctorTestItem *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_TEST_ITEM, NULL);
  self->id = g_ref_string_new (id);
  set_name (self, "");

  return self;
}

/**
 * proctor_test_item_set_facts:
 * @self: an item
 * @facts: what is known of the test now
 *
 * Returns: what is another than before; whoever calls this says so when he is done
 */
ProctorTestChange
proctor_test_item_set_facts (ProctorTestItem *self,
                             const ProctorTestFacts *facts)
{
  ProctorTestChange changes = 0;

  if (set_name (self, facts->name != NULL ? facts->name : ""))
    changes |= PROCTOR_TEST_CHANGE_NAME;
  if (set_shared_string (&self->kind_name, facts->kind))
    {
      self->kind = (guint8) (facts->kind != NULL ? proctor_wire_test_kind_from_name (facts->kind) : PROCTOR_TEST_KIND_UNKNOWN);
      changes |= PROCTOR_TEST_CHANGE_KIND;
    }
  changes |= proctor_test_item_set_folder (self, facts->folder_id);
  if (self->created_at != facts->created_at || self->updated_at != facts->updated_at)
    changes |= PROCTOR_TEST_CHANGE_TIMES;
  self->created_at = facts->created_at;
  self->updated_at = facts->updated_at;
  /* A row that doesn't say whose it is changes nothing about that. */
  if (!facts->knows_access)
    return changes;
  if (set_shared_string (&self->creator, facts->creator))
    changes |= PROCTOR_TEST_CHANGE_ACCESS;
  if (set_shared_string (&self->role, facts->role))
    changes |= PROCTOR_TEST_CHANGE_ACCESS;
  self->read_only = g_strcmp0 (facts->role, "viewer") == 0 || g_strcmp0 (facts->role, "commenter") == 0;
  changes |= set_sharing (self, facts->mine, facts->shared);

  return changes;
}

/**
 * proctor_test_item_set_folder:
 * @self: an item
 * @folder_id: (nullable): the folder it is in now
 *
 * Returns: what is another than before
 */
ProctorTestChange
proctor_test_item_set_folder (ProctorTestItem *self,
                              const char *folder_id)
{
  return set_shared_string (&self->folder_id, folder_id) ? PROCTOR_TEST_CHANGE_FOLDER : 0;
}

/**
 * proctor_test_item_learn:
 * @self: an item
 * @mine: whether the server counts it among those of the owner of the key
 * @shared: whether the server counts it among those that others have shared
 *
 * Returns: what is another than before
 */
ProctorTestChange
proctor_test_item_learn (ProctorTestItem *self,
                         gboolean mine,
                         gboolean shared)
{
  if (mine)
    self->learned_mine = TRUE;
  if (shared)
    self->learned_shared = TRUE;

  return set_sharing (self, self->mine, self->shared);
}

/**
 * proctor_test_item_set_results:
 * @self: an item
 * @results: how its last runs ended, newest first
 * @n_results: how many there are
 * @last_at: when the newest ended
 *
 * Returns: what is another than before
 */
ProctorTestChange
proctor_test_item_set_results (ProctorTestItem *self,
                               const ProctorOutcome *results,
                               guint n_results,
                               gint64 last_at)
{
  guint8 compact[PROCTOR_TEST_ITEM_MOST_RESULTS] = { 0 };

  n_results = MIN (n_results, PROCTOR_TEST_ITEM_MOST_RESULTS);
  for (guint i = 0; i < n_results; i++)
    compact[i] = (guint8) results[i];
  if (self->n_results == n_results && self->last_result_at == last_at && memcmp (compact, self->results, sizeof compact) == 0)
    return 0;

  memcpy (self->results, compact, sizeof compact);
  self->n_results = (guint8) n_results;
  self->last_result_at = last_at;

  return PROCTOR_TEST_CHANGE_RESULTS;
}

/* Tells those who show it. */
void
proctor_test_item_changed (ProctorTestItem *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * proctor_test_item_make_mark:
 *
 * Only for the main thread, and only good until somebody else asks for one.
 *
 * Returns: a mark that no item has
 */
guint
proctor_test_item_make_mark (void)
{
  static guint last;

  if (++last == 0)
    last = 1;

  return last;
}

/**
 * proctor_test_item_fold:
 * @text: a name, or what is looked for in names
 *
 * Returns: (transfer full): it as searches compare it
 */
GRefString *
proctor_test_item_fold (const char *text)
{
  g_autofree char *normalized = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normalized != NULL ? normalized : "", -1);

  return g_ref_string_new (folded);
}

/**
 * proctor_test_item_make_sort_key:
 * @name: a name
 *
 * Returns: (transfer full): what orders names as people of this language do, and "Test 2" before
 *   "Test 10"
 */
GRefString *
proctor_test_item_make_sort_key (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *key = g_utf8_collate_key_for_filename (folded, -1);

  return g_ref_string_new (key);
}

/**
 * proctor_test_item_get_id:
 * @self: an item
 *
 * Returns: the test's id
 */
const char *
proctor_test_item_get_id (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), NULL);

  return self->id;
}

/**
 * proctor_test_item_get_name:
 * @self: an item
 *
 * Returns: the test's name
 */
const char *
proctor_test_item_get_name (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), NULL);

  return self->name;
}

/**
 * proctor_test_item_get_kind_name:
 * @self: an item
 *
 * Returns: the API's word for its kind, also where this program does not know it
 */
const char *
proctor_test_item_get_kind_name (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), NULL);

  return self->kind_name != NULL ? self->kind_name : "";
}

/**
 * proctor_test_item_get_kind:
 * @self: an item
 *
 * Returns: its kind
 */
ProctorTestKind
proctor_test_item_get_kind (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), PROCTOR_TEST_KIND_UNKNOWN);

  return (ProctorTestKind) self->kind;
}

/**
 * proctor_test_item_get_folder_id:
 * @self: an item
 *
 * Returns: (nullable): the folder it is in, %NULL if it is in none
 */
const char *
proctor_test_item_get_folder_id (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), NULL);

  return self->folder_id;
}

/**
 * proctor_test_item_get_created_at:
 * @self: an item
 *
 * Returns: when it was made, in seconds since 1970
 */
gint64
proctor_test_item_get_created_at (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), 0);

  return self->created_at;
}

/**
 * proctor_test_item_get_updated_at:
 * @self: an item
 *
 * Returns: when it was changed, in seconds since 1970
 */
gint64
proctor_test_item_get_updated_at (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), 0);

  return self->updated_at;
}

/**
 * proctor_test_item_get_creator:
 * @self: an item
 *
 * Returns: (nullable): the name or the address of who made it, %NULL if nobody says
 */
const char *
proctor_test_item_get_creator (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), NULL);

  return self->creator;
}

/**
 * proctor_test_item_is_mine:
 * @self: an item
 *
 * Returns: whether the owner of the key made it
 */
gboolean
proctor_test_item_is_mine (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), FALSE);

  return self->mine;
}

/**
 * proctor_test_item_is_shared:
 * @self: an item
 *
 * Returns: whether it is somebody else's, who has shared it
 */
gboolean
proctor_test_item_is_shared (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), FALSE);

  return self->shared;
}

/**
 * proctor_test_item_is_read_only:
 * @self: an item
 *
 * Returns: whether one may look at it, but not change it
 */
gboolean
proctor_test_item_is_read_only (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), FALSE);

  return self->read_only;
}

/**
 * proctor_test_item_get_search_key:
 * @self: an item
 *
 * Returns: its name as searches compare it
 */
const char *
proctor_test_item_get_search_key (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), NULL);

  return self->search_key;
}

/**
 * proctor_test_item_get_n_results:
 * @self: an item
 *
 * Returns: how many results are known, %PROCTOR_TEST_ITEM_MOST_RESULTS at most
 */
guint
proctor_test_item_get_n_results (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), 0);

  return self->n_results;
}

/**
 * proctor_test_item_get_result:
 * @self: an item
 * @position: which result, 0 being the newest
 *
 * Returns: how that run ended
 */
ProctorOutcome
proctor_test_item_get_result (ProctorTestItem *self,
                              guint position)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), PROCTOR_OUTCOME_PENDING);
  g_return_val_if_fail (position < self->n_results, PROCTOR_OUTCOME_PENDING);

  return (ProctorOutcome) self->results[position];
}

/**
 * proctor_test_item_get_last_result_at:
 * @self: an item
 *
 * Returns: when the newest result came, in seconds since 1970; 0 if it never ran
 */
gint64
proctor_test_item_get_last_result_at (ProctorTestItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ITEM (self), 0);

  return self->last_result_at;
}
