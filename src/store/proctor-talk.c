/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-talk-private.h"

#include <glib/gi18n.h>

#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-local-talk.h"
#include "proctor-talk-problem.h"

/**
 * ProctorTalk:
 *
 * Somebody talks to an agent of the local workspace. The engine is asked for one step after the other,
 * so that what the agent does can be watched; it keeps nothing of it, and neither does the disk. What is
 * changed of the agent here is changed for this talk only, from its next step on.
 */

G_DEFINE_FINAL_TYPE (ProctorTalk, proctor_talk, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void take_step (ProctorTalk *self);

void
proctor_talk_set_state (ProctorTalk *self,
                        ProctorTalkState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
proctor_talk_set_error (ProctorTalk *self,
                        GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

static void
fail (ProctorTalk *self,
      GError *error)
{
  proctor_talk_set_error (self, error);
  proctor_talk_set_state (self, PROCTOR_TALK_FAILED);
}

/* Whatever is answered later is not heard any more. */
void
proctor_talk_interrupt (ProctorTalk *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
begin_wait (ProctorTalk *self,
            ProctorTalkState state)
{
  proctor_talk_interrupt (self);
  self->cancellable = g_cancellable_new ();
  proctor_talk_set_error (self, NULL);
  proctor_talk_set_state (self, state);
}

static ProctorTurn *
dup_last (ProctorTalk *self)
{
  guint n_turns = g_list_model_get_n_items (G_LIST_MODEL (self->turns));

  return n_turns > 0 ? g_list_model_get_item (G_LIST_MODEL (self->turns), n_turns - 1) : NULL;
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorTalk *self = user_data;
  GError *error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (agent == NULL)
    {
      fail (self, error);
      return;
    }

  g_set_object (&self->agent, agent);
  proctor_talk_collect_variables (self);
  if (self->wants_greeting)
    take_step (self);
  else
    proctor_talk_set_state (self, PROCTOR_TALK_YOUR_TURN);
}

static void
load (ProctorTalk *self)
{
  begin_wait (self, PROCTOR_TALK_LOADING);
  proctor_agents_get_async (proctor_session_get_client (self->session), self->agent_id, self->branch_id, NULL, self->cancellable, loaded_cb, self);
}

static void
go_on (ProctorTalk *self,
       ProctorTalkStep *step)
{
  const char *next = proctor_talk_step_get_next (step);

  proctor_talk_put_turn (self, step);
  if (g_strcmp0 (next, "agent") == 0)
    take_step (self);
  else
    proctor_talk_set_state (self, g_strcmp0 (next, "nobody") == 0 ? PROCTOR_TALK_ENDED : PROCTOR_TALK_YOUR_TURN);
}

static GError *
make_problem (ProctorTalkProblem *problem)
{
  const char *message = proctor_talk_problem_get_message (problem);

  return g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_SERVER, message != NULL ? message : _ ("The agent could not go on."));
}

static void
stepped_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorTalk *self = user_data;
  GError *error = NULL;
  g_autoptr (ProctorTalkStep) step = proctor_local_talk_finish (PROCTOR_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (step == NULL)
    fail (self, error);
  else if (proctor_talk_step_get_problem (step) != NULL)
    fail (self, make_problem (proctor_talk_step_get_problem (step)));
  else
    go_on (self, step);
}

static void
take_step (ProctorTalk *self)
{
  g_autoptr (ProctorTurn) last = dup_last (self);
  g_autoptr (ProctorTalkRequest) request = proctor_talk_make_request (self);

  self->wants_greeting = FALSE;
  begin_wait (self, last != NULL && proctor_talk_is_waiting (last) ? PROCTOR_TALK_CALLING : PROCTOR_TALK_THINKING);
  proctor_local_talk_async (proctor_session_get_client (self->session), request, self->cancellable, stepped_cb, self);
}

static void
session_gone_cb (gpointer data,
                 GObject *session)
{
  ProctorTalk *self = data;

  self->session = NULL;
  proctor_talk_interrupt (self);
}

static void
proctor_talk_dispose (GObject *object)
{
  ProctorTalk *self = PROCTOR_TALK (object);

  proctor_talk_interrupt (self);
  if (self->session != NULL)
    g_object_weak_unref (G_OBJECT (self->session), session_gone_cb, self);
  self->session = NULL;

  G_OBJECT_CLASS (proctor_talk_parent_class)->dispose (object);
}

static void
proctor_talk_finalize (GObject *object)
{
  ProctorTalk *self = PROCTOR_TALK (object);

  g_free (self->agent_id);
  g_free (self->branch_id);
  g_free (self->talk_id);
  g_free (self->prompt);
  g_clear_object (&self->agent);
  g_clear_object (&self->variables);
  g_clear_object (&self->turns);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (proctor_talk_parent_class)->finalize (object);
}

static void
proctor_talk_class_init (ProctorTalkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_talk_dispose;
  object_class->finalize = proctor_talk_finalize;

  /**
   * ProctorTalk::changed:
   *
   * The state, the error or the agent is another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_TALK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_talk_init (ProctorTalk *self)
{
  self->variables = g_list_store_new (PROCTOR_TYPE_VARIABLE);
  self->turns = g_list_store_new (PROCTOR_TYPE_TURN);
  self->talk_id = g_uuid_string_random ();
}

/**
 * proctor_talk_is_possible:
 * @session: a session
 *
 * Returns: whether its agents can be talked to, which are those of the local workspace
 */
gboolean
proctor_talk_is_possible (ProctorSession *session)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (session), FALSE);

  return proctor_workspace_is_local (proctor_session_get_workspace (session));
}

/**
 * proctor_talk_new:
 * @session: a session in which that is possible
 * @agent_id: an agent
 * @branch_id: (nullable): a branch of it, %NULL for the main one
 *
 * Returns: (transfer full): a talk that has not begun
 */
ProctorTalk *
proctor_talk_new (ProctorSession *session,
                  const char *agent_id,
                  const char *branch_id)
{
  ProctorTalk *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (agent_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_TALK, NULL);
  self->session = session;
  g_object_weak_ref (G_OBJECT (session), session_gone_cb, self);
  self->agent_id = g_strdup (agent_id);
  self->branch_id = g_strdup (branch_id);

  return self;
}

/**
 * proctor_talk_of:
 * @session: a session in which that is possible
 * @agent_id: an agent
 * @branch_id: (nullable): the branch that a new talk begins with
 *
 * Returns: (transfer none): the talk with that agent, which stays as long as the session
 */
ProctorTalk *
proctor_talk_of (ProctorSession *session,
                 const char *agent_id,
                 const char *branch_id)
{
  GHashTable *talks;
  ProctorTalk *talk;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (agent_id != NULL, NULL);

  talks = g_object_get_data (G_OBJECT (session), "proctor-talks");
  if (talks == NULL)
    {
      talks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      g_object_set_data_full (G_OBJECT (session), "proctor-talks", talks, (GDestroyNotify) g_hash_table_unref);
    }
  talk = g_hash_table_lookup (talks, agent_id);
  if (talk == NULL)
    {
      talk = proctor_talk_new (session, agent_id, branch_id);
      g_hash_table_insert (talks, g_strdup (agent_id), talk);
    }

  return talk;
}

/**
 * proctor_talk_get_session:
 * @self: a talk
 *
 * Returns: (transfer none) (nullable): where it is held, %NULL once that has gone
 */
ProctorSession *
proctor_talk_get_session (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  return self->session;
}

const char *
proctor_talk_get_agent_id (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  return self->agent_id;
}

const char *
proctor_talk_get_branch_id (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  return self->branch_id;
}

/**
 * proctor_talk_set_branch_id:
 * @self: a talk
 * @branch_id: (nullable): a branch of the agent, %NULL for the main one
 *
 * Goes on with another branch, from the beginning: what this one has said, that one has not.
 */
void
proctor_talk_set_branch_id (ProctorTalk *self,
                            const char *branch_id)
{
  g_return_if_fail (PROCTOR_IS_TALK (self));

  if (!g_set_str (&self->branch_id, branch_id))
    return;

  g_clear_object (&self->agent);
  g_clear_pointer (&self->prompt, g_free);
  if (self->cancellable != NULL || self->state != PROCTOR_TALK_LOADING)
    proctor_talk_restart (self);
}

/**
 * proctor_talk_get_agent:
 * @self: a talk
 *
 * Returns: (transfer none) (nullable): the agent as its branch has it, %NULL while that isn't known
 */
ProctorAgent *
proctor_talk_get_agent (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  return self->agent;
}

/**
 * proctor_talk_get_turns:
 * @self: a talk
 *
 * Returns: (transfer none): what was said, of #ProctorTurn
 */
GListModel *
proctor_talk_get_turns (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  return G_LIST_MODEL (self->turns);
}

ProctorTalkState
proctor_talk_get_state (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), PROCTOR_TALK_LOADING);

  return self->state;
}

/**
 * proctor_talk_get_error:
 * @self: a talk
 *
 * Returns: (nullable): why the agent could not go on
 */
const GError *
proctor_talk_get_error (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  return self->error;
}

/**
 * proctor_talk_start:
 * @self: a talk
 *
 * Lets the agent speak first, unless the talk has begun.
 */
void
proctor_talk_start (ProctorTalk *self)
{
  g_return_if_fail (PROCTOR_IS_TALK (self));

  if (self->session != NULL && self->state == PROCTOR_TALK_LOADING && self->cancellable == NULL)
    proctor_talk_restart (self);
}

/**
 * proctor_talk_restart:
 * @self: a talk
 *
 * Begins again. What was changed stays so.
 */
void
proctor_talk_restart (ProctorTalk *self)
{
  g_return_if_fail (PROCTOR_IS_TALK (self));
  g_return_if_fail (self->session != NULL);

  proctor_talk_interrupt (self);
  g_free (self->talk_id);
  self->talk_id = g_uuid_string_random ();
  self->began_usecs = g_get_monotonic_time ();
  self->wants_greeting = TRUE;
  g_list_store_remove_all (self->turns);
  /* The agent may have been changed meanwhile. */
  load (self);
}

/**
 * proctor_talk_is_busy:
 * @self: a talk
 *
 * Returns: whether there is something to stop
 */
gboolean
proctor_talk_is_busy (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), FALSE);

  return self->state == PROCTOR_TALK_THINKING || self->state == PROCTOR_TALK_CALLING;
}

/**
 * proctor_talk_can_say:
 * @self: a talk
 *
 * Returns: whether somebody may say something now
 */
gboolean
proctor_talk_can_say (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), FALSE);

  return self->session != NULL && self->agent != NULL && (self->state == PROCTOR_TALK_YOUR_TURN || self->state == PROCTOR_TALK_STOPPED || self->state == PROCTOR_TALK_FAILED);
}

/* Nobody answers tools any more once the user has gone on; a model that is told of a call without its
 * answer would not understand it. */
static void
drop_waiting (ProctorTalk *self)
{
  g_autoptr (ProctorTurn) last = dup_last (self);

  if (last != NULL && proctor_talk_is_waiting (last))
    g_list_store_remove (self->turns, g_list_model_get_n_items (G_LIST_MODEL (self->turns)) - 1);
}

/**
 * proctor_talk_say:
 * @self: a talk
 * @message: what is said
 *
 * Says something, which the agent answers.
 */
void
proctor_talk_say (ProctorTalk *self,
                  const char *message)
{
  g_autoptr (ProctorTurn) turn = NULL;

  g_return_if_fail (PROCTOR_IS_TALK (self));
  g_return_if_fail (message != NULL);

  if (!proctor_talk_can_say (self))
    return;

  drop_waiting (self);
  turn = proctor_turn_new ();
  proctor_turn_set_role (turn, "user");
  proctor_turn_set_message (turn, message);
  proctor_turn_set_time_in_call_secs (turn, (g_get_monotonic_time () - self->began_usecs) / G_USEC_PER_SEC);
  g_list_store_append (self->turns, turn);
  take_step (self);
}

/**
 * proctor_talk_stop:
 * @self: a talk
 *
 * Waits no longer for the agent.
 */
void
proctor_talk_stop (ProctorTalk *self)
{
  g_return_if_fail (PROCTOR_IS_TALK (self));

  if (!proctor_talk_is_busy (self))
    return;

  proctor_talk_interrupt (self);
  proctor_talk_set_state (self, PROCTOR_TALK_STOPPED);
}

/**
 * proctor_talk_retry:
 * @self: a talk
 *
 * Lets the agent go on where it was stopped or could not go on.
 */
void
proctor_talk_retry (ProctorTalk *self)
{
  g_return_if_fail (PROCTOR_IS_TALK (self));

  if (self->session == NULL || (self->state != PROCTOR_TALK_STOPPED && self->state != PROCTOR_TALK_FAILED))
    return;

  if (self->agent == NULL)
    load (self);
  else
    take_step (self);
}
