/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-watcher.h"

#include "proctor-history-feed-private.h"
#include "proctor-history-private.h"
#include "proctor-store-enums.h"
#include "proctor-watcher-private.h"

/**
 * ProctorWatcher:
 *
 * An invocation that somebody looks at: what is known of it, and since when. All views of one share
 * its watcher, and the workspace's #ProctorHistoryFeed tells it what is new; first it shows what the
 * history has. Its matrix stays the same object.
 */
struct _ProctorWatcher
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *title;
  char *workspace_id;
  ProctorClient *client;
  ProctorHistory *history;
  ProctorInvocationSkim *skim;
  ProctorMatrix *matrix;
  GCancellable *cancellable;
  GError *error;
  GWeakRef feed;

  ProctorWatcherState state;
  ProctorPace pace;
  gint64 answered_at;
  gint64 created_at;
  gint64 ended_at;
  gint64 n_listed; /* what the list says, -1 if it is not newer than the skim */
  gint64 n_listed_pending;
  guint n_requests;
  guint64 n_bytes;
  gboolean paused;
  gboolean asked;
  gboolean cannot_cancel;
  gboolean is_cancelling;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_PAUSED,
} ProctorWatcherProperty;

static GParamSpec *properties[PROP_PAUSED + 1];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorWatcher, proctor_watcher, G_TYPE_OBJECT)

static void
tell (ProctorWatcher *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_state (ProctorWatcher *self,
           ProctorWatcherState state)
{
  gboolean was_going = self->state == PROCTOR_WATCHER_RUNNING || self->state == PROCTOR_WATCHER_GROUPING;

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (was_going && state == PROCTOR_WATCHER_SETTLED)
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static void
note_answer (ProctorWatcher *self)
{
  self->answered_at = g_get_real_time () / G_USEC_PER_SEC;
  g_clear_error (&self->error);
}

static void
expect (ProctorWatcher *self)
{
  g_autoptr (ProctorHistoryFeed) feed = g_weak_ref_get (&self->feed);

  if (feed != NULL)
    proctor_history_feed_look_at (feed, self->id);
}

/* The first note is when it was begun: until there are more, the average of all is the best guess. */
static void
note_pace (ProctorWatcher *self)
{
  if (self->pace.n_notes == 0 && self->created_at > 0)
    proctor_pace_note (&self->pace, self->created_at * G_USEC_PER_SEC, 0);
  proctor_pace_note (&self->pace, g_get_real_time (), proctor_watcher_get_n_ended (self));
}

static void
show (ProctorWatcher *self,
      ProctorInvocationSkim *skim)
{
  ProctorInvocationSkim *before = self->skim;
  gint64 n_runs = proctor_invocation_skim_get_n_runs (skim);

  self->skim = g_object_ref (skim);
  self->created_at = proctor_invocation_get_created_at (proctor_invocation_skim_get_head (skim));
  self->ended_at = proctor_watcher_find_end (skim);
  /* The list may count runs that are not there yet. */
  if (self->n_listed <= n_runs || self->n_listed_pending == 0)
    self->n_listed = -1;
  if (before == NULL || proctor_invocation_skim_is_changed (skim))
    proctor_matrix_take (self->matrix, proctor_invocation_skim_get_rows (skim), proctor_invocation_skim_get_n_runs (skim));
  proctor_invocation_skim_release (before);
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorWatcher *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorStoredInvocation) stored = proctor_history_read_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_WATCHER (user_data);
  /* The server has been faster. */
  if (self->skim != NULL)
    return;

  if (error != NULL)
    g_debug ("The history doesn't say what “%s” was: %s", self->id, error->message);
  if (stored != NULL)
    {
      show (self, stored->skim);
      if (self->title == NULL)
        g_set_str (&self->title, stored->title);
      set_state (self, proctor_watcher_find_state (self->skim, self->matrix));
    }
  if (stored == NULL || self->state != PROCTOR_WATCHER_SETTLED)
    expect (self);
  tell (self);
}

static void
proctor_watcher_dispose (GObject *object)
{
  ProctorWatcher *self = PROCTOR_WATCHER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->history);
  proctor_invocation_skim_release (g_steal_pointer (&self->skim));

  G_OBJECT_CLASS (proctor_watcher_parent_class)->dispose (object);
}

static void
proctor_watcher_finalize (GObject *object)
{
  ProctorWatcher *self = PROCTOR_WATCHER (object);

  g_weak_ref_clear (&self->feed);
  g_clear_object (&self->matrix);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->id);
  g_free (self->title);
  g_free (self->workspace_id);

  G_OBJECT_CLASS (proctor_watcher_parent_class)->finalize (object);
}

static void
proctor_watcher_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  ProctorWatcher *self = PROCTOR_WATCHER (object);

  switch ((ProctorWatcherProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PAUSED:
      g_value_set_boolean (value, self->paused);
      break;
    }
}

static void
proctor_watcher_class_init (ProctorWatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_watcher_dispose;
  object_class->finalize = proctor_watcher_finalize;
  object_class->get_property = proctor_watcher_get_property;

  /**
   * ProctorWatcher:state:
   *
   * How far the invocation is.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PROCTOR_TYPE_WATCHER_STATE, PROCTOR_WATCHER_LOADING, flags);

  /**
   * ProctorWatcher:paused:
   *
   * Whether somebody said not to watch it any more.
   */
  properties[PROP_PAUSED] = g_param_spec_boolean ("paused", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorWatcher::changed:
   * @self: a watcher
   *
   * Something else is known of it, or it is known that nothing can be known.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_WATCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorWatcher::settled:
   * @self: a watcher
   *
   * What was going on has come to its end, while it was watched.
   */
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", PROCTOR_TYPE_WATCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_watcher_init (ProctorWatcher *self)
{
  g_weak_ref_init (&self->feed, NULL);
  self->matrix = proctor_matrix_new ();
  self->cancellable = g_cancellable_new ();
  self->n_listed = -1;
}

ProctorWatcher *
proctor_watcher_new (ProctorHistoryFeed *feed,
                     ProctorClient *client,
                     ProctorHistory *history,
                     const char *workspace_id,
                     const char *invocation_id)
{
  ProctorWatcher *self = g_object_new (PROCTOR_TYPE_WATCHER, NULL);

  g_weak_ref_set (&self->feed, feed);
  self->client = g_object_ref (client);
  self->history = g_object_ref (history);
  self->workspace_id = g_strdup (workspace_id);
  self->id = g_strdup (invocation_id);
  proctor_history_read_async (history, workspace_id, invocation_id, self->cancellable, read_cb, self);

  return self;
}

void
proctor_watcher_begin_cancelling (ProctorWatcher *self)
{
  self->is_cancelling = TRUE;
  tell (self);
}

/* The server has answered; where it knows no such thing, it isn't offered again. */
void
proctor_watcher_end_cancelling (ProctorWatcher *self,
                                gboolean impossible)
{
  self->is_cancelling = FALSE;
  self->cannot_cancel |= impossible;
  tell (self);
}

ProctorClient *
proctor_watcher_get_client (ProctorWatcher *self)
{
  return self->client;
}

ProctorInvocationSkim *
proctor_watcher_get_skim (ProctorWatcher *self)
{
  return self->skim;
}

/* Somebody wants to know how it is now. */
void
proctor_watcher_look (ProctorWatcher *self)
{
  expect (self);
}

/* Some of its runs were just begun. */
void
proctor_watcher_expect (ProctorWatcher *self)
{
  g_autoptr (ProctorHistoryFeed) feed = g_weak_ref_get (&self->feed);

  if (feed != NULL)
    proctor_history_feed_expect (feed, self->id);
}

/* What the server says of it now. */
void
proctor_watcher_take (ProctorWatcher *self,
                      ProctorInvocationSkim *skim)
{
  note_answer (self);
  show (self, skim);
  note_pace (self);
  set_state (self, self->n_listed >= 0 ? PROCTOR_WATCHER_RUNNING : proctor_watcher_find_state (skim, self->matrix));
  tell (self);
}

/* What the server's list says of it, which is less and comes sooner. */
void
proctor_watcher_hear (ProctorWatcher *self,
                      ProctorInvocationSummary *summary)
{
  gint64 n_runs = proctor_invocation_summary_get_test_run_count (summary);
  gint64 n_pending = CLAMP (proctor_invocation_summary_get_pending_count (summary), 0, MAX (n_runs, 0));

  note_answer (self);
  g_set_str (&self->title, proctor_invocation_summary_get_title (summary));
  if (self->created_at == 0)
    self->created_at = proctor_invocation_summary_get_created_at (summary);
  if (n_runs > 0 && (self->state == PROCTOR_WATCHER_RUNNING || n_pending > 0))
    {
      self->n_listed = n_runs;
      self->n_listed_pending = n_pending;
      note_pace (self);
      if (n_pending > 0 && (self->state == PROCTOR_WATCHER_SETTLED || self->state == PROCTOR_WATCHER_GROUPING))
        set_state (self, PROCTOR_WATCHER_RUNNING);
    }
  tell (self);
}

void
proctor_watcher_note_request (ProctorWatcher *self,
                              gsize n_bytes)
{
  self->n_requests++;
  self->n_bytes += n_bytes;
}

void
proctor_watcher_fail (ProctorWatcher *self,
                      const GError *error)
{
  if (self->state == PROCTOR_WATCHER_SETTLED || self->state == PROCTOR_WATCHER_GONE)
    return;

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  tell (self);
}

/* The server doesn't know it any more. */
void
proctor_watcher_lose (ProctorWatcher *self)
{
  note_answer (self);
  set_state (self, PROCTOR_WATCHER_GONE);
  tell (self);
}

const char *
proctor_watcher_get_id (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), NULL);

  return self->id;
}

ProctorWatcherState
proctor_watcher_get_state (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), PROCTOR_WATCHER_LOADING);

  return self->state;
}

/**
 * proctor_watcher_get_title:
 * @self: a watcher
 *
 * Returns: (nullable): what the server's list calls the invocation, as far as that was ever seen
 */
const char *
proctor_watcher_get_title (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), NULL);

  return self->title;
}

/**
 * proctor_watcher_get_matrix:
 * @self: a watcher
 *
 * Returns: (transfer none): its runs
 */
ProctorMatrix *
proctor_watcher_get_matrix (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), NULL);

  return self->matrix;
}

guint
proctor_watcher_get_n_runs (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), 0);

  return self->n_listed >= 0 ? (guint) self->n_listed : proctor_matrix_get_n_runs (self->matrix);
}

/**
 * proctor_watcher_get_n_ended:
 * @self: a watcher
 *
 * Returns: how many of its runs have ended; the matrix may not have all of them yet
 */
guint
proctor_watcher_get_n_ended (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), 0);

  if (self->n_listed >= 0)
    return (guint) (self->n_listed - self->n_listed_pending);

  return proctor_matrix_get_n_runs (self->matrix) - proctor_matrix_get_sums (self->matrix)->counts[PROCTOR_OUTCOME_PENDING];
}

gint64
proctor_watcher_get_created_at (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), 0);

  return self->created_at;
}

/**
 * proctor_watcher_get_ended_at:
 * @self: a watcher
 *
 * Returns: when the last of its runs changed, in seconds since 1970; 0 if that is not known
 */
gint64
proctor_watcher_get_ended_at (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), 0);

  return self->ended_at;
}

const ProctorPace *
proctor_watcher_get_pace (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), NULL);

  return &self->pace;
}

/**
 * proctor_watcher_get_error:
 * @self: a watcher
 *
 * Returns: (transfer none) (nullable): why nothing newer is known
 */
const GError *
proctor_watcher_get_error (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), NULL);

  return self->error;
}

/**
 * proctor_watcher_get_answered_at:
 * @self: a watcher
 *
 * Returns: when the server last said something of it, in seconds since 1970; 0 if it has not yet
 */
gint64
proctor_watcher_get_answered_at (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), 0);

  return self->answered_at;
}

guint
proctor_watcher_get_n_requests (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), 0);

  return self->n_requests;
}

guint64
proctor_watcher_get_n_bytes (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), 0);

  return self->n_bytes;
}

gboolean
proctor_watcher_is_paused (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), FALSE);

  return self->paused;
}

/**
 * proctor_watcher_set_paused:
 * @self: a watcher
 * @paused: whether not to watch it any more
 *
 * What is not watched goes on all the same, and gets into the history when it has ended.
 */
void
proctor_watcher_set_paused (ProctorWatcher *self,
                            gboolean paused)
{
  g_return_if_fail (PROCTOR_IS_WATCHER (self));

  if (self->paused == paused)
    return;

  self->paused = paused;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
  if (!paused)
    expect (self);
  tell (self);
}

/**
 * proctor_watcher_retry:
 * @self: a watcher
 *
 * Somebody says to ask again.
 */
void
proctor_watcher_retry (ProctorWatcher *self)
{
  g_return_if_fail (PROCTOR_IS_WATCHER (self));

  g_clear_error (&self->error);
  if (self->state == PROCTOR_WATCHER_GONE)
    set_state (self, self->skim != NULL ? proctor_watcher_find_state (self->skim, self->matrix) : PROCTOR_WATCHER_LOADING);
  expect (self);
  tell (self);
}

/**
 * proctor_watcher_can_cancel:
 * @self: a watcher
 *
 * Returns: whether what has not ended may be cancelled, as far as is known
 */
gboolean
proctor_watcher_can_cancel (ProctorWatcher *self)
{
  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), FALSE);

  return self->state == PROCTOR_WATCHER_RUNNING && !self->cannot_cancel && !self->is_cancelling;
}
