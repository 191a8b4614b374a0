/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-deeds.h"

/**
 * ProctorLibrary:
 *
 * All tests and folders of a workspace, as far as they are known. What was known when the program
 * last ran is there at once; what the server says corrects it page by page, without making another
 * object of a test that stays. What was done here in the meantime wins over answers that were under
 * way.
 */

G_DEFINE_FINAL_TYPE (ProctorLibrary, proctor_library, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOADING = 1,
  PROP_COMPLETE,
  PROP_CACHED,
  PROP_ERROR,
  PROP_N_TESTS,
  PROP_REFRESHED_AT,
  PROP_KNOWN_AT,
} ProctorLibraryProperty;

static GParamSpec *properties[PROP_KNOWN_AT + 1];

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_DELETED,
  SIGNAL_NEWS,
  N_SIGNALS,
} ProctorLibrarySignal;

static guint signals[N_SIGNALS];

static void
proctor_library_dispose (GObject *object)
{
  ProctorLibrary *self = PROCTOR_LIBRARY (object);

  proctor_library_stop (self);
  g_clear_handle_id (&self->news_source, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->cache);
  g_clear_object (&self->history);
  g_clear_object (&self->health);

  G_OBJECT_CLASS (proctor_library_parent_class)->dispose (object);
}

static void
proctor_library_finalize (GObject *object)
{
  ProctorLibrary *self = PROCTOR_LIBRARY (object);

  proctor_library_clear_rows (self);
  g_clear_pointer (&self->workspace_id, g_free);
  g_clear_pointer (&self->in_view, g_strfreev);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_library_parent_class)->finalize (object);
}

static void
proctor_library_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  ProctorLibrary *self = PROCTOR_LIBRARY (object);

  switch ((ProctorLibraryProperty) property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->is_complete);
      break;
    case PROP_CACHED:
      g_value_set_boolean (value, self->is_cached);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_TESTS:
      g_value_set_uint (value, self->n_tests);
      break;
    case PROP_REFRESHED_AT:
      g_value_set_int64 (value, self->refreshed_at);
      break;
    case PROP_KNOWN_AT:
      g_value_set_int64 (value, MAX (self->refreshed_at, self->cached_at));
      break;
    }
}

static void
proctor_library_class_init (ProctorLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_library_dispose;
  object_class->finalize = proctor_library_finalize;
  object_class->get_property = proctor_library_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_CACHED] = g_param_spec_boolean ("cached", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_N_TESTS] = g_param_spec_uint ("n-tests", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REFRESHED_AT] = g_param_spec_int64 ("refreshed-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  /**
   * ProctorLibrary:known-at:
   *
   * When the server last said something, be it to a program that ran before, in seconds since 1970; 0 if nobody knows.
   */
  properties[PROP_KNOWN_AT] = g_param_spec_int64 ("known-at", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorLibrary::changed:
   *
   * Tests or folders were added, removed or changed. At most once in a pass of the main loop.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ProctorLibrary::deleted:
   * @self: a library
   * @id: a test or a folder
   *
   * It was deleted from here, and can't be had back.
   */
  signals[SIGNAL_DELETED] = g_signal_new ("deleted", PROCTOR_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /*
   * ProctorLibrary::news:
   * @news: a ProctorLibraryNews
   *
   * The same before anybody else is told, with what it was. For lists in this layer.
   */
  signals[SIGNAL_NEWS] = g_signal_new ("news", PROCTOR_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
proctor_library_init (ProctorLibrary *self)
{
  self->cancellable = g_cancellable_new ();
  self->tests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->folders = proctor_folder_tree_new ();
  proctor_library_make_deeds (self);
  self->noted = g_ptr_array_new_with_free_func (g_object_unref);
  self->pass.is_newest_first = TRUE;
}

/**
 * proctor_library_new:
 * @client: who asks the server
 * @workspace_id: the workspace's id, in cache and history
 * @cache: (nullable): what was known when the program last ran
 * @history: (nullable): how tests ended
 * @health: (nullable): who is told how the server answers
 *
 * Returns: (transfer full): a library that has read nothing yet
 */
ProctorLibrary *
proctor_library_new (ProctorClient *client,
                     const char *workspace_id,
                     ProctorCache *cache,
                     ProctorHistory *history,
                     ProctorHealth *health)
{
  ProctorLibrary *self;

  g_return_val_if_fail (PROCTOR_IS_CLIENT (client), NULL);
  g_return_val_if_fail (workspace_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_LIBRARY, NULL);
  self->client = g_object_ref (client);
  self->workspace_id = g_strdup (workspace_id);
  g_set_object (&self->cache, cache);
  g_set_object (&self->history, history);
  g_set_object (&self->health, health);
  if (history != NULL)
    proctor_library_watch_history (self);

  return self;
}

static void
sort_out (ProctorLibrary *self,
          ProctorTestItem *item,
          ProctorLibraryNews *news)
{
  gboolean is_shown = item->is_listed && !item->hidden;
  ProctorTestChange changes = item->changes;

  item->is_noted = FALSE;
  item->changes = 0;
  if (is_shown && !item->is_told)
    {
      g_ptr_array_add (news->added, g_object_ref (item));
    }
  else if (!is_shown && item->is_told)
    {
      g_ptr_array_add (news->removed, g_object_ref (item));
    }
  else if (is_shown && changes != 0)
    {
      g_ptr_array_add (news->changed, g_object_ref (item));
      item->told_changes = changes;
      news->changes |= changes;
    }
  item->is_told = is_shown;
}

/**
 * proctor_library_tell:
 * @self: a library
 *
 * Tells everybody what has changed, if anything has.
 */
void
proctor_library_tell (ProctorLibrary *self)
{
  g_autoptr (GPtrArray) noted = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) removed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  ProctorLibraryNews news = { added, removed, changed, 0, FALSE };
  g_autoptr (ProctorLibrary) alive = g_object_ref (self);

  g_clear_handle_id (&self->news_source, g_source_remove);
  if (self->hides_anew)
    proctor_library_check_all_hidden (self);
  noted = g_steal_pointer (&self->noted);
  self->noted = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < noted->len; i++)
    sort_out (self, noted->pdata[i], &news);
  /* Looking at what is hidden may have noted something; nothing is left to be told later. */
  g_clear_handle_id (&self->news_source, g_source_remove);
  news.folders_changed = proctor_folder_tree_settle (self->folders) || self->folders_changed;
  self->folders_changed = FALSE;
  if (added->len == 0 && removed->len == 0 && changed->len == 0 && !news.folders_changed)
    return;

  proctor_library_schedule_save (self);
  g_signal_emit (self, signals[SIGNAL_NEWS], 0, &news);
  /* Only what a row shows; its place is the list's business. */
  for (guint i = 0; i < changed->len; i++)
    {
      ProctorTestItem *item = changed->pdata[i];

      if ((item->told_changes & ~PROCTOR_TEST_CHANGE_RANK) != 0)
        proctor_test_item_changed (item);
    }
  if (self->told_n_tests != self->n_tests)
    {
      self->told_n_tests = self->n_tests;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TESTS]);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
tell_cb (gpointer user_data)
{
  ProctorLibrary *self = user_data;

  self->news_source = 0;
  proctor_library_tell (self);

  return G_SOURCE_REMOVE;
}

/* What is done in one pass of the main loop is told at once. */
void
proctor_library_schedule_news (ProctorLibrary *self)
{
  if (self->news_source == 0)
    self->news_source = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, self, NULL);
}

void
proctor_library_set_complete (ProctorLibrary *self)
{
  if (self->is_complete)
    return;

  self->is_complete = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

void
proctor_library_set_cached (ProctorLibrary *self,
                            gboolean cached)
{
  if (self->is_cached == cached)
    return;

  self->is_cached = cached;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CACHED]);
}

void
proctor_library_set_error (ProctorLibrary *self,
                           const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Whoever sees that nothing is on its way any more has been told of what came. */
void
proctor_library_update_loading (ProctorLibrary *self)
{
  gboolean is_loading = self->n_asking > 0 || self->n_searching > 0 || self->is_reading_cache;

  if (self->is_loading == is_loading)
    return;

  if (!is_loading)
    proctor_library_tell (self);
  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * proctor_library_answered:
 * @self: a library
 * @error: (nullable): what went wrong, or %NULL for a good answer
 *
 * Notes how the server answered.
 */
void
proctor_library_answered (ProctorLibrary *self,
                          const GError *error)
{
  if (self->health != NULL)
    proctor_health_report (self->health, error);
  if (error != NULL)
    return;

  self->refreshed_at = g_get_real_time () / G_USEC_PER_SEC;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESHED_AT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KNOWN_AT]);
}

/**
 * proctor_library_is_loading:
 * @self: a library
 *
 * Returns: whether anything is being read
 */
gboolean
proctor_library_is_loading (ProctorLibrary *self)
{
  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), FALSE);

  return self->is_loading;
}

/**
 * proctor_library_is_complete:
 * @self: a library
 *
 * Returns: whether every page of the server's list has been read
 */
gboolean
proctor_library_is_complete (ProctorLibrary *self)
{
  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), FALSE);

  return self->is_complete;
}

/**
 * proctor_library_is_cached:
 * @self: a library
 *
 * Returns: whether all that is there is what was known when the program last ran
 */
gboolean
proctor_library_is_cached (ProctorLibrary *self)
{
  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), FALSE);

  return self->is_cached;
}

/**
 * proctor_library_get_error:
 * @self: a library
 *
 * Returns: (nullable): why the last reading came to nothing, %NULL if it went well
 */
const GError *
proctor_library_get_error (ProctorLibrary *self)
{
  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), NULL);

  return self->error;
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const ProctorTestItem *first = a;
  const ProctorTestItem *second = b;

  return (first->rank > second->rank) - (first->rank < second->rank);
}

/**
 * proctor_library_get_items:
 * @self: a library
 *
 * Returns: (transfer none) (element-type ProctorTestItem): the tests that are not being deleted, in
 *   the server's order; good until something changes
 */
GPtrArray *
proctor_library_get_items (ProctorLibrary *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), NULL);

  if (self->in_order != NULL)
    return self->in_order;

  self->in_order = g_ptr_array_new_full (self->n_tests, g_object_unref);
  g_hash_table_iter_init (&iter, self->tests);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (!((ProctorTestItem *) value)->hidden)
        g_ptr_array_add (self->in_order, g_object_ref (value));
    }
  g_ptr_array_sort_values (self->in_order, compare_ranks);

  return self->in_order;
}

/**
 * proctor_library_get_folders:
 * @self: a library
 *
 * Returns: (transfer none): the folders that are in no other, by name; the list stays true
 */
GListModel *
proctor_library_get_folders (ProctorLibrary *self)
{
  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), NULL);

  return proctor_folder_tree_get_top (self->folders);
}

/**
 * proctor_library_find:
 * @self: a library
 * @test_id: a test's id
 *
 * Returns: (transfer none) (nullable): that test, unless it is not known or being deleted
 */
ProctorTestItem *
proctor_library_find (ProctorLibrary *self,
                      const char *test_id)
{
  ProctorTestItem *item;

  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (test_id != NULL, NULL);

  item = g_hash_table_lookup (self->tests, test_id);

  return item != NULL && !item->hidden ? item : NULL;
}

/**
 * proctor_library_find_folder:
 * @self: a library
 * @folder_id: (nullable): a folder's id
 *
 * Returns: (transfer none) (nullable): that folder, unless it is not known or being deleted
 */
ProctorFolderItem *
proctor_library_find_folder (ProctorLibrary *self,
                             const char *folder_id)
{
  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), NULL);

  if (folder_id == NULL || proctor_folder_tree_hides (self->folders, folder_id))
    return NULL;

  return proctor_folder_tree_find (self->folders, folder_id);
}

/**
 * proctor_library_get_n_tests:
 * @self: a library
 *
 * Returns: how many tests are known, without those that are being deleted
 */
guint
proctor_library_get_n_tests (ProctorLibrary *self)
{
  g_return_val_if_fail (PROCTOR_IS_LIBRARY (self), 0);

  return self->n_tests;
}

/**
 * proctor_library_set_in_view:
 * @self: a library
 * @test_ids: (array zero-terminated=1): the tests that one sees
 *
 * Those are looked at again with every refresh.
 */
void
proctor_library_set_in_view (ProctorLibrary *self,
                             const char *const *test_ids)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  g_strfreev (self->in_view);
  self->in_view = g_strdupv ((char **) test_ids);
}

/**
 * proctor_library_stop:
 * @self: a library
 *
 * Asks the server for nothing any more, and writes no more to the cache than how new that is, whatever was under way:
 * the workspace may be about to be removed.
 */
void
proctor_library_stop (ProctorLibrary *self)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->cache_source, g_source_remove);
  proctor_library_note_refresh (self);
  proctor_library_clear_search (self);
  proctor_library_clear_load (self);
}
