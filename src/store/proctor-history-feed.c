/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-feed.h"

#include "proctor-api-error.h"
#include "proctor-history-feed-private.h"
#include "proctor-history-private.h"
#include "proctor-invocations.h"
#include "proctor-watcher-private.h"

#define PAGE_SIZE 100
/* How far back it goes where nothing is known, and where something is but much is new. */
#define MOST_AT_FIRST 200
#define MOST_LATER 1000
/* How long it waits while something is pending. */
#define SHORTEST_PAUSE_MSECS 1000
#define LONGEST_PAUSE_MSECS 15000
/* How long it waits after something went wrong. */
#define SHORTEST_ERROR_PAUSE_MSECS 5000
#define LONGEST_ERROR_PAUSE_MSECS 240000
/* And where waiting alone seldom helps, as with a key that is refused. */
#define SHORTEST_REFUSED_PAUSE_MSECS 30000

/**
 * ProctorHistoryFeed:
 *
 * Sees to it that a workspace's invocations get into the history. A visit asks what the history
 * knows, looks through the server's list, newest first, until there is nothing new in it, and
 * fetches what is, one at a time. While runs are pending it comes back by itself, more and more
 * seldom while nothing happens, and as long as it takes; after a start, too.
 *
 * It is the only one that asks for invocations. Who looks at one has a #ProctorWatcher, of which
 * there is one for each invocation, and is told what is found out.
 */
static void visit (ProctorHistoryFeed *self,
                   gboolean thorough);
static void list_page (ProctorHistoryFeed *self);

G_DEFINE_FINAL_TYPE (ProctorHistoryFeed, proctor_history_feed, G_TYPE_OBJECT)

enum
{
  SIGNAL_LISTED,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
come_back_cb (gpointer user_data)
{
  ProctorHistoryFeed *self = PROCTOR_HISTORY_FEED (user_data);
  gboolean thorough = self->wants_again;

  self->source = 0;
  visit (self, thorough);
}

static void
come_back_in (ProctorHistoryFeed *self,
              guint msecs)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_once (msecs, come_back_cb, self);
}

/* The visit is over. */
void
proctor_history_feed_leave (ProctorHistoryFeed *self)
{
  self->is_visiting = FALSE;
  self->fetching = NULL;
  self->error_pause_msecs = 0;
  if (self->wants_again)
    {
      come_back_in (self, 0);
      return;
    }
  if (g_hash_table_size (self->watches) == 0)
    return;

  self->pause_msecs = self->something_changed ? SHORTEST_PAUSE_MSECS : CLAMP (self->pause_msecs * 2, SHORTEST_PAUSE_MSECS, LONGEST_PAUSE_MSECS);
  come_back_in (self, self->pause_msecs);
}

gboolean
proctor_history_feed_may_pass (const GError *error)
{
  if (error->domain != PROCTOR_API_ERROR)
    return FALSE;

  switch ((ProctorApiErrorCode) error->code)
    {
    case PROCTOR_API_ERROR_NETWORK:
    case PROCTOR_API_ERROR_TIMEOUT:
    case PROCTOR_API_ERROR_RATE_LIMITED:
    case PROCTOR_API_ERROR_CONCURRENCY_LIMITED:
    case PROCTOR_API_ERROR_SERVER:
    case PROCTOR_API_ERROR_ANSWER_LOST:
      return TRUE;

    case PROCTOR_API_ERROR_TLS:
    case PROCTOR_API_ERROR_KEY:
    case PROCTOR_API_ERROR_PERMISSION:
    case PROCTOR_API_ERROR_QUOTA:
    case PROCTOR_API_ERROR_NOT_FOUND:
    case PROCTOR_API_ERROR_UNSUPPORTED:
    case PROCTOR_API_ERROR_CONFLICT:
    case PROCTOR_API_ERROR_INVALID:
    case PROCTOR_API_ERROR_TOO_LARGE:
    case PROCTOR_API_ERROR_PROTOCOL:
    case PROCTOR_API_ERROR_REDIRECT:
    case PROCTOR_API_ERROR_READ_ONLY:
    case PROCTOR_API_ERROR_DOCUMENT:
    default:
      return FALSE;
    }
}

/* The visit is over because something went wrong. Where waiting may help, it comes back later; otherwise
 * when somebody asks, but not at once, for who asks may do so because of this. What is pending is looked
 * after all the same, for a key may be good again. Where somebody has said so meanwhile, that is found out
 * at once. */
void
proctor_history_feed_give_up (ProctorHistoryFeed *self,
                              const GError *error)
{
  gboolean may_pass = proctor_history_feed_may_pass (error);
  GHashTableIter iter;
  gpointer watcher;

  g_debug ("The history of “%s” is not fed: %s", self->workspace_id, error->message);
  self->is_visiting = FALSE;
  self->fetching = NULL;
  if (self->health != NULL && proctor_health_is_outdated (self->health, error))
    {
      come_back_in (self, 0);
      return;
    }

  self->failed_usecs = g_get_monotonic_time ();
  self->error_pause_msecs = CLAMP (self->error_pause_msecs * 2, may_pass ? SHORTEST_ERROR_PAUSE_MSECS : SHORTEST_REFUSED_PAUSE_MSECS, LONGEST_ERROR_PAUSE_MSECS);
  if (may_pass)
    self->wants_again = TRUE;
  if (self->wants_again || g_hash_table_size (self->watches) > 0)
    come_back_in (self, self->error_pause_msecs);

  g_hash_table_iter_init (&iter, self->watchers);
  while (g_hash_table_iter_next (&iter, NULL, &watcher))
    proctor_watcher_fail (watcher, error);
}

ProctorWatcher *
proctor_history_feed_find_watcher (ProctorHistoryFeed *self,
                                   const char *id)
{
  return g_hash_table_lookup (self->watchers, id);
}

ProctorHistoryWatch *
proctor_history_feed_ensure_watch (ProctorHistoryFeed *self,
                                   const char *id)
{
  ProctorHistoryWatch *watch = g_hash_table_lookup (self->watches, id);

  if (watch == NULL)
    {
      watch = proctor_history_watch_new (id);
      g_hash_table_replace (self->watches, watch->id, watch);
    }

  return watch;
}

/* Returns whether there is something new in it. */
static gboolean
hear (ProctorHistoryFeed *self,
      ProctorInvocationSummary *summary)
{
  const char *id = proctor_invocation_summary_get_id (summary);
  g_autofree char *listing = proctor_history_watch_make_listing (summary);
  ProctorHistoryWatch *watch = g_hash_table_lookup (self->watches, id);
  ProctorWatcher *watcher = proctor_history_feed_find_watcher (self, id);
  gboolean changed;

  if (watcher != NULL)
    proctor_watcher_hear (watcher, summary);
  if (watch == NULL)
    {
      if (g_strcmp0 (g_hash_table_lookup (self->known, id), listing) == 0 || g_strcmp0 (g_hash_table_lookup (self->hopeless, id), listing) == 0)
        return FALSE;
      watch = proctor_history_feed_ensure_watch (self, id);
      watch->position = self->next_position++;
    }
  changed = proctor_history_watch_hear (watch, summary, listing);
  self->something_changed |= changed;

  return TRUE;
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorHistoryFeed *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_invocations_list_finish (PROCTOR_CLIENT (source), result, &error);
  GListModel *items;
  gboolean is_first;
  gboolean news = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_HISTORY_FEED (user_data);
  proctor_history_feed_report (self, error);
  if (page == NULL)
    {
      proctor_history_feed_give_up (self, error);
      return;
    }

  items = proctor_page_get_items (page);
  is_first = self->n_listed == 0;
  for (guint i = 0; i < g_list_model_get_n_items (items) && self->n_listed < self->most; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      self->n_listed++;
      if (PROCTOR_IS_INVOCATION_SUMMARY (item) && hear (self, PROCTOR_INVOCATION_SUMMARY (item)))
        news = TRUE;
    }

  g_set_str (&self->cursor, proctor_page_get_has_more (page) ? proctor_page_get_next_cursor (page) : NULL);
  if (self->is_thorough && news && self->cursor != NULL && self->n_listed < self->most)
    list_page (self);
  else
    proctor_history_feed_fetch_next (self);
  if (is_first)
    g_signal_emit (self, signals[SIGNAL_LISTED], 0, items);
}

static void
list_page (ProctorHistoryFeed *self)
{
  ProctorInvocationsQuery query = { .cursor = self->cursor, .page_size = PAGE_SIZE };

  proctor_invocations_list_async (self->client, &query, self->cancellable, listed_cb, self);
}

/* What was not over when the program ended is looked after again, however old it is by now. */
static void
unsettled_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  ProctorHistoryFeed *self;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = proctor_history_list_unsettled_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_HISTORY_FEED (user_data);
  if (ids == NULL)
    {
      proctor_history_feed_give_up (self, error);
      return;
    }
  for (char **id = ids; *id != NULL; id++)
    {
      ProctorHistoryWatch *watch = proctor_history_feed_ensure_watch (self, *id);

      if (watch->position == 0)
        watch->position = self->next_position++;
    }
  self->has_resumed = TRUE;
  list_page (self);
}

static void
known_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorHistoryFeed *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) known = proctor_history_list_known_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_HISTORY_FEED (user_data);
  if (known == NULL)
    {
      proctor_history_feed_give_up (self, error);
      return;
    }
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_steal_pointer (&known);
  self->most = g_hash_table_size (self->known) == 0 ? MOST_AT_FIRST : MOST_LATER;
  if (self->has_resumed)
    list_page (self);
  else
    proctor_history_list_unsettled_async (self->history, self->workspace_id, self->cancellable, unsettled_cb, self);
}

static void
visit (ProctorHistoryFeed *self,
       gboolean thorough)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->cursor, g_free);
  self->is_visiting = TRUE;
  self->is_thorough = thorough;
  self->something_changed = FALSE;
  self->wants_again = FALSE;
  self->n_listed = 0;
  self->n_failed = 0;
  self->most = PAGE_SIZE;
  if (thorough || self->known == NULL)
    proctor_history_list_known_async (self->history, self->workspace_id, self->cancellable, known_cb, self);
  else
    list_page (self);
}

/* How long somebody has to wait who asks after something went wrong. */
static guint
get_penance_msecs (ProctorHistoryFeed *self)
{
  gint64 since = (g_get_monotonic_time () - self->failed_usecs) / 1000;

  return self->error_pause_msecs > 0 && since < SHORTEST_ERROR_PAUSE_MSECS ? (guint) (SHORTEST_ERROR_PAUSE_MSECS - since) : 0;
}

/* Nobody looks at it any more. */
static void
watcher_gone_cb (gpointer data,
                 GObject *watcher)
{
  ProctorHistoryFeed *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->watchers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (value == watcher)
        g_hash_table_iter_remove (&iter);
    }
}

static void
let_go_of_watchers (ProctorHistoryFeed *self)
{
  GHashTableIter iter;
  gpointer watcher;

  g_hash_table_iter_init (&iter, self->watchers);
  while (g_hash_table_iter_next (&iter, NULL, &watcher))
    g_object_weak_unref (watcher, watcher_gone_cb, self);
  g_hash_table_remove_all (self->watchers);
}

static void
proctor_history_feed_dispose (GObject *object)
{
  ProctorHistoryFeed *self = PROCTOR_HISTORY_FEED (object);

  g_cancellable_cancel (self->cancellable);
  let_go_of_watchers (self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->history);
  g_clear_object (&self->health);

  G_OBJECT_CLASS (proctor_history_feed_parent_class)->dispose (object);
}

static void
proctor_history_feed_finalize (GObject *object)
{
  ProctorHistoryFeed *self = PROCTOR_HISTORY_FEED (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->workspace_id, g_free);
  g_clear_pointer (&self->cursor, g_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->watches, g_hash_table_unref);
  g_clear_pointer (&self->hopeless, g_hash_table_unref);
  g_clear_pointer (&self->watchers, g_hash_table_unref);

  G_OBJECT_CLASS (proctor_history_feed_parent_class)->finalize (object);
}

static void
proctor_history_feed_class_init (ProctorHistoryFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_history_feed_dispose;
  object_class->finalize = proctor_history_feed_finalize;

  /**
   * ProctorHistoryFeed::listed:
   * @self: what feeds the history
   * @newest: what the server's list begins with, newest first; whoever is told may take the rows
   *
   * A visit has looked at the server's list.
   */
  signals[SIGNAL_LISTED] = g_signal_new ("listed", PROCTOR_TYPE_HISTORY_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);

  /**
   * ProctorHistoryFeed::ended:
   * @self: what feeds the history
   * @invocation_id: an invocation
   * @title: (nullable): what it is called
   * @n_passed: how many of its runs passed
   * @n_runs: how many it has
   *
   * What was going on has come to its end.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", PROCTOR_TYPE_HISTORY_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
}

static void
proctor_history_feed_init (ProctorHistoryFeed *self)
{
  self->cancellable = g_cancellable_new ();
  self->watches = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) proctor_history_watch_free);
  self->hopeless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->watchers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * proctor_history_feed_new:
 * @client: asks the workspace's server
 * @workspace_id: the workspace
 * @history: what is to be fed
 * @health: (nullable): is told how the server answers, and tells when nobody asks it
 *
 * Nothing is asked before proctor_history_feed_refresh().
 *
 * Returns: (transfer full): what feeds the history
 */
ProctorHistoryFeed *
proctor_history_feed_new (ProctorClient *client,
                          const char *workspace_id,
                          ProctorHistory *history,
                          ProctorHealth *health)
{
  ProctorHistoryFeed *self;

  g_return_val_if_fail (PROCTOR_IS_CLIENT (client), NULL);
  g_return_val_if_fail (workspace_id != NULL, NULL);
  g_return_val_if_fail (PROCTOR_IS_HISTORY (history), NULL);

  self = g_object_new (PROCTOR_TYPE_HISTORY_FEED, NULL);
  self->client = g_object_ref (client);
  self->workspace_id = g_strdup (workspace_id);
  self->history = g_object_ref (history);
  g_set_object (&self->health, health);
  proctor_history_feed_follow_health (self);

  return self;
}

/**
 * proctor_history_feed_refresh:
 * @self: what feeds the history
 *
 * Looks for invocations that are not in the history.
 */
void
proctor_history_feed_refresh (ProctorHistoryFeed *self)
{
  guint msecs;

  g_return_if_fail (PROCTOR_IS_HISTORY_FEED (self));

  self->wants_again = TRUE;
  if (self->is_visiting)
    return;

  msecs = get_penance_msecs (self);
  if (msecs > 0)
    come_back_in (self, msecs);
  else
    visit (self, TRUE);
}

void
proctor_history_feed_tell_ended (ProctorHistoryFeed *self,
                                 ProctorHistoryWatch *watch,
                                 guint n_passed,
                                 guint n_runs)
{
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, watch->id, watch->title, n_passed, n_runs);
}

/* Somebody wants to know how it is now. */
void
proctor_history_feed_look_at (ProctorHistoryFeed *self,
                              const char *invocation_id)
{
  ProctorHistoryWatch *watch;
  guint msecs;

  watch = proctor_history_feed_ensure_watch (self, invocation_id);
  watch->position = G_MININT64;
  watch->wanted = TRUE;
  if (self->known != NULL)
    g_hash_table_remove (self->known, invocation_id);
  g_hash_table_remove (self->hopeless, invocation_id);

  self->pause_msecs = 0;
  if (self->is_visiting)
    return;

  msecs = get_penance_msecs (self);
  if (msecs > 0)
    come_back_in (self, msecs);
  else
    visit (self, self->wants_again);
}

/**
 * proctor_history_feed_expect:
 * @self: what feeds the history
 * @invocation_id: an invocation that was just begun or run again
 *
 * Looks after an invocation at once, and until it has ended.
 */
void
proctor_history_feed_expect (ProctorHistoryFeed *self,
                             const char *invocation_id)
{
  g_return_if_fail (PROCTOR_IS_HISTORY_FEED (self));
  g_return_if_fail (invocation_id != NULL);

  proctor_history_feed_ensure_watch (self, invocation_id)->was_going = TRUE;
  proctor_history_feed_look_at (self, invocation_id);
}

/**
 * proctor_history_feed_watch:
 * @self: what feeds the history
 * @invocation_id: an invocation
 *
 * Somebody looks at an invocation. It is shown as it was last seen, and then as it becomes.
 *
 * Returns: (transfer full): its watcher, the same for everybody
 */
ProctorWatcher *
proctor_history_feed_watch (ProctorHistoryFeed *self,
                            const char *invocation_id)
{
  ProctorWatcher *watcher;

  g_return_val_if_fail (PROCTOR_IS_HISTORY_FEED (self), NULL);
  g_return_val_if_fail (invocation_id != NULL, NULL);

  watcher = g_hash_table_lookup (self->watchers, invocation_id);
  if (watcher != NULL)
    return g_object_ref (watcher);

  watcher = proctor_watcher_new (self, self->client, self->history, self->workspace_id, invocation_id);
  g_hash_table_insert (self->watchers, g_strdup (invocation_id), watcher);
  g_object_weak_ref (G_OBJECT (watcher), watcher_gone_cb, self);

  return watcher;
}
