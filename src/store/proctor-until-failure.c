/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-until-failure-private.h"

#include "proctor-history-choices.h"
#include "proctor-run-test.h"
#include "proctor-session.h"

/**
 * ProctorUntilFailure:
 *
 * Tests that are run again and again until one of them fails, as often as somebody said at most. Each attempt is
 * an invocation of its own, so that nothing takes the place of anything; the next is started when the one before
 * has ended. An error is no failure: it goes on after one, but not after two attempts that had nothing else. It
 * belongs to the workspace and not to a view, and is never gone on with by itself after the program was ended.
 */
G_DEFINE_FINAL_TYPE (ProctorUntilFailure, proctor_until_failure, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is over needs no telling at the next start. */
void
proctor_until_failure_keep (ProctorUntilFailure *self)
{
  gboolean is_worth_it = proctor_until_failure_is_going (self) || self->state == PROCTOR_UNTIL_FAILURE_INTERRUPTED;
  g_autofree char *note = is_worth_it ? proctor_until_failure_make_note (self) : NULL;

  if (self->history != NULL)
    proctor_history_choose (self->history, self->workspace_id, PROCTOR_UNTIL_FAILURE_KIND, "now", note);
}

void
proctor_until_failure_watch (ProctorUntilFailure *self,
                             ProctorWatcher *watcher)
{
  g_set_object (&self->watcher, watcher);
  g_signal_group_set_target (self->watcher_signals, watcher);
}

void
proctor_until_failure_set_state (ProctorUntilFailure *self,
                                 ProctorUntilFailureState state)
{
  gboolean was_going = proctor_until_failure_is_going (self);

  self->state = state;
  if (!proctor_until_failure_is_going (self))
    {
      self->wants_stop = FALSE;
      proctor_until_failure_watch (self, NULL);
    }
  proctor_until_failure_keep (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (was_going && !proctor_until_failure_is_going (self) && state != PROCTOR_UNTIL_FAILURE_STOPPED)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
forget (ProctorUntilFailure *self)
{
  g_list_store_remove_all (self->tests);
  g_ptr_array_set_size (self->attempts, 0);
  g_clear_pointer (&self->agent_id, g_free);
  g_clear_pointer (&self->branch_id, g_free);
  g_clear_error (&self->error);
  self->attempt = self->most = self->n_errors = self->n_barren = 0;
  self->is_judged = self->is_lost = self->wants_stop = FALSE;
}

static void
found_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorUntilFailure *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = proctor_history_list_choices_finish (PROCTOR_HISTORY (source), result, &error);
  const ProctorHistoryChoice *choice;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_UNTIL_FAILURE (user_data);
  if (choices == NULL || choices->len == 0 || self->state != PROCTOR_UNTIL_FAILURE_NONE)
    return;

  choice = g_ptr_array_index (choices, 0);
  if (choice->details == NULL || *choice->details == '\0')
    return;
  if (proctor_until_failure_read_note (self, choice->details))
    proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_INTERRUPTED);
  else
    forget (self);
}

static void
proctor_until_failure_dispose (GObject *object)
{
  ProctorUntilFailure *self = PROCTOR_UNTIL_FAILURE (object);

  proctor_until_failure_close (self);
  g_clear_object (&self->watcher_signals);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (proctor_until_failure_parent_class)->dispose (object);
}

static void
proctor_until_failure_finalize (GObject *object)
{
  ProctorUntilFailure *self = PROCTOR_UNTIL_FAILURE (object);

  g_clear_object (&self->tests);
  g_clear_object (&self->lost);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->workspace_id);
  g_free (self->agent_id);
  g_free (self->branch_id);

  G_OBJECT_CLASS (proctor_until_failure_parent_class)->finalize (object);
}

static void
proctor_until_failure_class_init (ProctorUntilFailureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_until_failure_dispose;
  object_class->finalize = proctor_until_failure_finalize;

  /**
   * ProctorUntilFailure::changed:
   * @self: runs until one fails
   *
   * It is further, or has come to an end.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_UNTIL_FAILURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorUntilFailure::ended:
   * @self: runs until one fails
   *
   * It has come to an end, and nobody has said so: whoever waits for it should be told.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", PROCTOR_TYPE_UNTIL_FAILURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_until_failure_init (ProctorUntilFailure *self)
{
  self->cancellable = g_cancellable_new ();
  self->tests = g_list_store_new (PROCTOR_TYPE_RUN_TEST);
  self->attempts = g_ptr_array_new_with_free_func (g_free);
  self->watcher_signals = g_signal_group_new (PROCTOR_TYPE_WATCHER);
  g_signal_group_connect_swapped (self->watcher_signals, "changed", G_CALLBACK (proctor_until_failure_look), self);
}

/**
 * proctor_until_failure_new:
 * @session: the workspace, which owns this
 * @history: (nullable): where it is kept
 * @workspace_id: the workspace's id
 *
 * Returns: (transfer full): nothing that runs; what was going on when the program was ended is told of
 */
ProctorUntilFailure *
proctor_until_failure_new (ProctorSession *session,
                           ProctorHistory *history,
                           const char *workspace_id)
{
  ProctorUntilFailure *self = g_object_new (PROCTOR_TYPE_UNTIL_FAILURE, NULL);

  self->session = session;
  self->workspace_id = g_strdup (workspace_id);
  if (g_set_object (&self->history, history))
    proctor_history_list_choices_async (history, workspace_id, PROCTOR_UNTIL_FAILURE_KIND, 1, self->cancellable, found_cb, self);

  return self;
}

/**
 * proctor_until_failure_close:
 * @self: runs until one fails
 *
 * The workspace is closed: nothing is started any more, and what goes on is told of the next time.
 */
void
proctor_until_failure_close (ProctorUntilFailure *self)
{
  g_return_if_fail (PROCTOR_IS_UNTIL_FAILURE (self));

  self->session = NULL;
  g_cancellable_cancel (self->cancellable);
  g_signal_group_set_target (self->watcher_signals, NULL);
  g_clear_object (&self->watcher);
}

/**
 * proctor_until_failure_start:
 * @self: runs until one fails
 * @agent_id: the agent
 * @branch_id: (nullable): the branch, %NULL for the main one
 * @tests: of #ProctorRunTest
 * @most: how often at most
 *
 * Begins, unless something is going on.
 *
 * Returns: whether it does
 */
gboolean
proctor_until_failure_start (ProctorUntilFailure *self,
                             const char *agent_id,
                             const char *branch_id,
                             GListModel *tests,
                             guint most)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), FALSE);
  g_return_val_if_fail (agent_id != NULL && most > 0, FALSE);

  if (proctor_until_failure_is_going (self) || self->session == NULL || proctor_session_get_history_feed (self->session) == NULL || g_list_model_get_n_items (tests) == 0)
    return FALSE;

  forget (self);
  self->agent_id = g_strdup (agent_id);
  self->branch_id = g_strdup (branch_id);
  self->most = MIN (most, PROCTOR_UNTIL_FAILURE_MOST);
  for (guint i = 0; i < g_list_model_get_n_items (tests); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (tests, i);

      g_list_store_append (self->tests, test);
    }
  proctor_until_failure_begin (self);

  return TRUE;
}

/**
 * proctor_until_failure_stop:
 * @self: runs until one fails
 *
 * Starts no further attempt. What runs already comes to its end.
 */
void
proctor_until_failure_stop (ProctorUntilFailure *self)
{
  g_return_if_fail (PROCTOR_IS_UNTIL_FAILURE (self));

  if (self->state == PROCTOR_UNTIL_FAILURE_RUNNING)
    {
      proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_STOPPED);
    }
  else if (self->state == PROCTOR_UNTIL_FAILURE_STARTING && !self->wants_stop)
    {
      self->wants_stop = TRUE;
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
}

/**
 * proctor_until_failure_go_on:
 * @self: runs until one fails, which somebody or something stopped
 *
 * Goes on where it was: what was begun is looked after first, and what may have been is looked for. Only when
 * that was in vain, and somebody wants it again, is it started once more.
 */
void
proctor_until_failure_go_on (ProctorUntilFailure *self)
{
  g_return_if_fail (PROCTOR_IS_UNTIL_FAILURE (self));

  if (!proctor_until_failure_can_go_on (self))
    return;

  self->n_barren = 0;
  if (self->is_lost && self->state == PROCTOR_UNTIL_FAILURE_INTERRUPTED)
    {
      proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_STARTING);
      proctor_until_failure_search (self);
    }
  else if (self->is_lost)
    {
      self->attempt--;
      proctor_until_failure_begin (self);
    }
  else if (!self->is_judged && self->attempts->len > 0)
    proctor_until_failure_follow (self, g_ptr_array_index (self->attempts, self->attempts->len - 1));
  else
    proctor_until_failure_begin (self);
}

/**
 * proctor_until_failure_dismiss:
 * @self: runs until one fails
 *
 * Somebody has seen what has become of it.
 */
void
proctor_until_failure_dismiss (ProctorUntilFailure *self)
{
  g_return_if_fail (PROCTOR_IS_UNTIL_FAILURE (self));

  if (proctor_until_failure_is_going (self))
    return;

  forget (self);
  proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_NONE);
}

ProctorUntilFailureState
proctor_until_failure_get_state (ProctorUntilFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), PROCTOR_UNTIL_FAILURE_NONE);

  return self->state;
}

gboolean
proctor_until_failure_is_going (ProctorUntilFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), FALSE);

  return self->state == PROCTOR_UNTIL_FAILURE_STARTING || self->state == PROCTOR_UNTIL_FAILURE_RUNNING;
}

gboolean
proctor_until_failure_can_go_on (ProctorUntilFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), FALSE);

  if (self->session == NULL || proctor_until_failure_is_going (self) || self->state == PROCTOR_UNTIL_FAILURE_NONE || self->state == PROCTOR_UNTIL_FAILURE_FAILED || self->state == PROCTOR_UNTIL_FAILURE_ENDED)
    return FALSE;

  return self->is_lost || !self->is_judged || self->attempt < self->most;
}

/**
 * proctor_until_failure_has:
 * @self: runs until one fails
 * @invocation_id: (nullable): an invocation
 *
 * Returns: whether that is one of its attempts
 */
gboolean
proctor_until_failure_has (ProctorUntilFailure *self,
                           const char *invocation_id)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), FALSE);

  return invocation_id != NULL && g_ptr_array_find_with_equal_func (self->attempts, invocation_id, g_str_equal, NULL);
}

gboolean
proctor_until_failure_is_stopping (ProctorUntilFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), FALSE);

  return self->wants_stop;
}

guint
proctor_until_failure_get_attempt (ProctorUntilFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), 0);

  return self->attempt;
}

guint
proctor_until_failure_get_most (ProctorUntilFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), 0);

  return self->most;
}

/**
 * proctor_until_failure_get_invocation_id:
 * @self: runs until one fails
 *
 * Returns: (nullable): the last attempt of which that is known
 */
const char *
proctor_until_failure_get_invocation_id (ProctorUntilFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), NULL);

  return self->attempts->len > 0 ? g_ptr_array_index (self->attempts, self->attempts->len - 1) : NULL;
}
