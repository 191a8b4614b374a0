/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-feed-private.h"

#include "proctor-api-error.h"
#include "proctor-history-private.h"
#include "proctor-invocations.h"
#include "proctor-watcher-private.h"

/* Fetching invocations whole, one after the other. Each is looked over once, in a thread; who looks
 * at it is told first, and then it is written to the disk. */

/* What is larger is written at most so often while it is on its way. */
#define LARGE_BYTES (1024 * 1024)
#define LARGE_PAUSE_USECS (60 * G_USEC_PER_SEC)

/* Nothing can be done about this one, until the list says something else of it. */
static void
abandon (ProctorHistoryFeed *self,
         ProctorHistoryWatch *watch,
         const GError *error)
{
  ProctorWatcher *watcher = proctor_history_feed_find_watcher (self, watch->id);

  g_hash_table_replace (self->hopeless, g_strdup (watch->id), g_strdup (watch->listing));
  g_hash_table_remove (self->watches, watch->id);
  if (watcher == NULL)
    return;
  /* Which of the two it is depends on how a server words it. */
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND) || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_UNSUPPORTED))
    proctor_watcher_lose (watcher);
  else
    proctor_watcher_fail (watcher, error);
}

/* It has been taken note of wherever that is needed. */
static void
note_fetched (ProctorHistoryFeed *self,
              ProctorHistoryWatch *watch,
              gboolean settled,
              gboolean changed)
{
  if (changed)
    self->something_changed = TRUE;
  if (!settled || watch->lacking || watch->wanted)
    {
      proctor_history_watch_note_fetched (watch, changed, g_get_monotonic_time ());
    }
  else
    {
      g_hash_table_replace (self->known, g_strdup (watch->id), g_strdup (watch->listing));
      g_hash_table_remove (self->watches, watch->id);
      self->something_changed = TRUE;
    }
  proctor_history_feed_fetch_next (self);
}

static void
added_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorHistoryFeed *self;
  g_autoptr (GError) error = NULL;
  gboolean settled;
  ProctorHistoryWatch *watch;

  if (!proctor_history_add_listed_finish (PROCTOR_HISTORY (source), result, &settled, &error) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_HISTORY_FEED (user_data);
  watch = g_steal_pointer (&self->fetching);
  /* What can't be read is the server's fault; anything else is the disk's. */
  if (error != NULL && error->domain != PROCTOR_API_ERROR)
    {
      proctor_history_feed_give_up (self, error);
      return;
    }
  if (error != NULL)
    {
      abandon (self, watch, error);
      proctor_history_feed_fetch_next (self);
      return;
    }
  watch->stored_usecs = g_get_monotonic_time ();
  note_fetched (self, watch, settled, watch->changed);
}

/* Somebody who looks is told at once; the disk has time where there is much and more to come. */
static gboolean
is_to_be_stored (ProctorHistoryWatch *watch,
                 gboolean settled)
{
  return settled || !watch->followed || watch->n_bytes < LARGE_BYTES || watch->stored_usecs == 0
         || g_get_monotonic_time () - watch->stored_usecs >= LARGE_PAUSE_USECS;
}

/* What was going on has come to its end. */
static void
tell_ended (ProctorHistoryFeed *self,
            ProctorHistoryWatch *watch,
            ProctorInvocationSkim *skim)
{
  ProctorRunRow *const *rows = proctor_invocation_skim_get_rows (skim);
  guint n_runs = proctor_invocation_skim_get_n_runs (skim);
  guint n_passed = 0;

  watch->was_going = FALSE;
  for (guint i = 0; i < n_runs; i++)
    n_passed += proctor_run_row_get_outcome (rows[i]) == PROCTOR_OUTCOME_PASSED ? 1 : 0;
  proctor_history_feed_tell_ended (self, watch, n_passed, n_runs);
}

/* Whoever looks at it is told, and who doesn't, when it is over; either may let go of the feed.
 * Returns whether it is still there. */
static gboolean
tell (ProctorHistoryFeed *self,
      ProctorHistoryWatch *watch,
      ProctorInvocationSkim *skim)
{
  g_autoptr (ProctorHistoryFeed) kept = g_object_ref (self);
  ProctorWatcher *watcher = proctor_history_feed_find_watcher (self, watch->id);

  if (proctor_invocation_get_id (proctor_invocation_skim_get_head (skim)) == NULL)
    return TRUE;
  if (watcher != NULL)
    proctor_watcher_take (watcher, skim);
  if (!proctor_invocation_skim_is_settled (skim) || watch->lacking)
    watch->was_going = TRUE;
  else if (watch->was_going && !watch->wanted)
    tell_ended (self, watch, skim);

  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
skimmed_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorHistoryFeed *self;
  g_autoptr (GError) error = NULL;
  ProctorInvocationSkim *skim = proctor_invocation_skim_new_finish (result, &error);
  ProctorHistoryWatch *watch;
  gboolean settled;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_HISTORY_FEED (user_data);
  watch = self->fetching;
  if (skim == NULL)
    {
      self->fetching = NULL;
      abandon (self, watch, error);
      proctor_history_feed_fetch_next (self);
      return;
    }

  /* Runs appear one after the other on some servers, and the list counts them before they are there. */
  watch->lacking = watch->n_pending > 0 && watch->n_runs > (gint64) proctor_invocation_skim_get_n_runs (skim);
  settled = proctor_invocation_skim_is_settled (skim);
  watch->changed = proctor_history_feed_find_watcher (self, watch->id) != NULL && proctor_invocation_skim_is_changed (skim);
  if (!tell (self, watch, skim))
    {
      proctor_invocation_skim_release (skim);
      return;
    }
  if (is_to_be_stored (watch, settled))
    {
      proctor_history_add_listed_async (self->history, self->workspace_id, watch->title, watch->listing, skim, self->cancellable, added_cb, self);
    }
  else
    {
      self->fetching = NULL;
      note_fetched (self, watch, settled, watch->changed);
    }
  proctor_invocation_skim_release (skim);
}

/* Whether an error says something of all that the server could be asked. */
static gboolean
concerns_all (const GError *error)
{
  return error->domain != PROCTOR_API_ERROR || proctor_history_feed_may_pass (error) || error->code == PROCTOR_API_ERROR_KEY || error->code == PROCTOR_API_ERROR_TLS;
}

/* Whether the server can be asked for another; if not, the visit is over. */
static gboolean
survive (ProctorHistoryFeed *self,
         const GError *error)
{
  ProctorHistoryWatch *watch = g_steal_pointer (&self->fetching);
  ProctorWatcher *watcher = proctor_history_feed_find_watcher (self, watch->id);

  if (!concerns_all (error))
    {
      abandon (self, watch, error);
      return TRUE;
    }

  proctor_history_watch_note_failed (watch, g_get_monotonic_time ());
  if (watcher != NULL)
    proctor_watcher_fail (watcher, error);
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_SERVER) && self->n_failed++ == 0)
    return TRUE;

  proctor_history_feed_report (self, error);
  proctor_history_feed_give_up (self, error);

  return FALSE;
}

static void
got_cb (GObject *source,
        GAsyncResult *result,
        gpointer user_data)
{
  ProctorHistoryFeed *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = proctor_invocations_get_finish (PROCTOR_CLIENT (source), result, &error);
  ProctorWatcher *watcher;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_HISTORY_FEED (user_data);
  watcher = proctor_history_feed_find_watcher (self, self->fetching->id);
  if (watcher != NULL)
    proctor_watcher_note_request (watcher, body != NULL ? g_bytes_get_size (body) : 0);
  if (body == NULL)
    {
      if (survive (self, error))
        proctor_history_feed_fetch_next (self);
      return;
    }
  self->n_failed = 0;
  self->fetching->n_bytes = g_bytes_get_size (body);
  proctor_history_feed_report (self, NULL);
  proctor_invocation_skim_new_async (g_steal_pointer (&body), watcher != NULL ? proctor_watcher_get_skim (watcher) : NULL, self->cancellable, skimmed_cb, self);
}

/* What is expected comes first, then the newest. */
static ProctorHistoryWatch *
find_due (ProctorHistoryFeed *self)
{
  ProctorHistoryWatch *best = NULL;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ProctorHistoryWatch *watch = value;
      ProctorWatcher *watcher = proctor_history_feed_find_watcher (self, watch->id);

      watch->followed = watcher != NULL && !proctor_watcher_is_paused (watcher);
      if (proctor_history_watch_is_due (watch, now) && (best == NULL || watch->position < best->position))
        best = watch;
    }

  return best;
}

void
proctor_history_feed_fetch_next (ProctorHistoryFeed *self)
{
  self->fetching = find_due (self);
  if (self->fetching == NULL)
    {
      proctor_history_feed_leave (self);
      return;
    }

  /* Who wants it while it is on its way wants it as it is then. */
  self->fetching->wanted = FALSE;
  proctor_invocations_get_async (self->client, self->fetching->id, self->cancellable, got_cb, self);
}
