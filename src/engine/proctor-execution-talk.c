/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-execution-talk.h"

#include <glib/gi18n.h>

#include "proctor-execution-private.h"
#include "proctor-provider-error.h"
#include "proctor-transcript.h"
#include "proctor-validation.h"
#include "proctor-variables.h"

/* Somebody talks to the agent. It is a simulation in which nobody plays the user, and of which one
 * step is carried out at a time: the agent says something and perhaps wants tools, or these answer.
 * What was said is all that one step knows of the one before. */

/* An agent that calls tools for ever is stopped. */
#define MOST_ROUNDS 10

static JsonObject *
get_last (JsonArray *turns)
{
  guint length = json_array_get_length (turns);

  return length > 0 ? json_array_get_object_element (turns, length - 1) : NULL;
}

static gboolean
is_agent (JsonObject *turn)
{
  return g_strcmp0 (proctor_validate_get_string (turn, "role"), "agent") == 0;
}

static gboolean
is_answered (JsonObject *turn,
             const char *request_id)
{
  JsonArray *results = proctor_validate_get_array (turn, "tool_results");

  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      if (g_strcmp0 (proctor_validate_get_string (json_array_get_object_element (results, i), "request_id"), request_id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The calls of a turn that no tool has answered. */
static GPtrArray *
list_waiting (JsonObject *turn)
{
  GPtrArray *waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_chat_call_free);
  JsonArray *calls = proctor_validate_get_array (turn, "tool_calls");

  for (guint i = 0; calls != NULL && i < json_array_get_length (calls); i++)
    {
      JsonObject *call = json_array_get_object_element (calls, i);
      const char *id = proctor_validate_get_string (call, "request_id");

      if (!is_answered (turn, id))
        g_ptr_array_add (waiting, proctor_chat_call_new (id, proctor_validate_get_string (call, "tool_name"), proctor_validate_get_string (call, "params_as_json")));
    }

  return waiting;
}

static gboolean
has_results (JsonObject *turn)
{
  JsonArray *results = proctor_validate_get_array (turn, "tool_results");

  return results != NULL && json_array_get_length (results) > 0;
}

/* How often tools have answered since the user spoke. */
static guint
count_rounds (JsonArray *turns)
{
  guint n_rounds = 0;

  for (guint i = json_array_get_length (turns); i > 0 && is_agent (json_array_get_object_element (turns, i - 1)); i--)
    {
      if (has_results (json_array_get_object_element (turns, i - 1)))
        n_rounds++;
    }

  return n_rounds;
}

/**
 * proctor_execution_talk_is_agents_turn:
 * @turns: what was said, each an object that looks like a turn
 *
 * Returns: whether it is for the agent to go on: nobody has spoken, the user has, or tools are asked
 *   or have answered
 */
gboolean
proctor_execution_talk_is_agents_turn (JsonArray *turns)
{
  JsonObject *last = get_last (turns);
  g_autoptr (GPtrArray) waiting = NULL;

  if (last == NULL || !is_agent (last))
    return TRUE;

  waiting = list_waiting (last);

  return waiting->len > 0 || has_results (last);
}

/* Says what the step has come to. */
static void
return_step (GTask *task,
             guint position,
             JsonObject *turn,
             const char *next)
{
  ProctorExecution *execution = proctor_execution_get (task);
  JsonObject *step = json_object_new ();

  json_object_set_int_member (step, "position", position);
  if (turn != NULL)
    json_object_set_object_member (step, "turn", json_object_ref (turn));
  else
    json_object_set_null_member (step, "turn");
  json_object_set_array_member (step, "answered_by", json_array_ref (execution->answered_by));
  json_object_set_string_member (step, "next", next);
  json_object_set_null_member (step, "problem");
  g_task_return_pointer (task, step, (GDestroyNotify) json_object_unref);
  g_object_unref (task);
}

/**
 * proctor_execution_note_answer:
 * @execution: a run or a talk
 * @who: who has answered the next of the agent's calls
 */
void
proctor_execution_note_answer (ProctorExecution *execution,
                               const char *who)
{
  if (execution->answered_by != NULL)
    json_array_add_string_element (execution->answered_by, who);
}

/**
 * proctor_execution_talk_answered:
 * @task: (transfer full): a talk
 * @turn: what the agent says
 * @calls: (element-type ProctorChatCall): the tools that it wants, which the next step asks
 */
void
proctor_execution_talk_answered (GTask *task,
                                 JsonObject *turn,
                                 GPtrArray *calls)
{
  ProctorExecution *execution = proctor_execution_get (task);

  for (guint i = 0; i < calls->len; i++)
    {
      const ProctorChatCall *call = g_ptr_array_index (calls, i);
      const ProctorPlanTool *tool = proctor_run_plan_find_tool (execution->plan, call->name);

      proctor_transcript_add_call (turn, call, tool != NULL ? tool->kind : "client", FALSE);
    }
  return_step (task, execution->n_history, turn, calls->len > 0 ? "agent" : "user");
}

/**
 * proctor_execution_talk_tools_answered:
 * @task: (transfer full): a talk in which all tools that the agent wanted have answered
 */
void
proctor_execution_talk_tools_answered (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);

  return_step (task, execution->n_history - 1, get_last (execution->turns), execution->ended ? "nobody" : "agent");
}

/**
 * proctor_execution_talk_failed:
 * @task: (transfer full): a talk
 * @error: (transfer full): what went wrong
 */
void
proctor_execution_talk_failed (GTask *task,
                               GError *error)
{
  ProctorExecution *execution = proctor_execution_get (task);

  if (execution->timed_out)
    {
      g_task_return_new_error (task, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_TIMEOUT, _ ("The model did not answer within %u seconds."), execution->limits.turn_msecs / 1000);
      g_error_free (error);
    }
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/* Calls that are answered already stay as they are; the others are written anew, with the answers. */
static void
answer_waiting (GTask *task,
                GPtrArray *waiting)
{
  ProctorExecution *execution = proctor_execution_get (task);
  JsonObject *turn = get_last (execution->turns);
  JsonArray *calls = json_object_get_array_member (turn, "tool_calls");
  JsonArray *kept = json_array_new ();

  for (guint i = 0; i < json_array_get_length (calls); i++)
    {
      JsonNode *call = json_array_get_element (calls, i);

      if (is_answered (turn, proctor_validate_get_string (json_node_get_object (call), "request_id")))
        json_array_add_element (kept, json_node_ref (call));
    }
  json_object_set_array_member (turn, "tool_calls", kept);
  if (proctor_validate_get_array (turn, "tool_results") == NULL)
    json_object_set_array_member (turn, "tool_results", json_array_new ());
  proctor_execution_answer_tools (task, turn, waiting);
}

/* What the agent says before anybody has said anything. */
static void
greet (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);
  const char *first = proctor_run_plan_get_first_message (execution->plan);
  GError *error = NULL;
  g_autofree char *greeting = first != NULL ? proctor_variables_put (first, execution->plan->variables, &error) : NULL;
  g_autoptr (JsonObject) turn = NULL;

  if (error != NULL)
    {
      proctor_execution_fail_with (task, error);
      return;
    }
  if (greeting != NULL)
    turn = proctor_transcript_make_turn ("agent", greeting, 0);
  return_step (task, 0, turn, "user");
}

static void
take_step (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);
  JsonObject *last = get_last (execution->turns);
  g_autoptr (GPtrArray) waiting = NULL;

  if (last == NULL)
    {
      greet (task);
      return;
    }

  waiting = list_waiting (last);
  if (is_agent (last) && waiting->len > 0)
    answer_waiting (task, waiting);
  else if (count_rounds (execution->turns) >= MOST_ROUNDS)
    proctor_execution_fail_with (task, g_error_new_literal (PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE, _ ("The agent called tools again and again without saying anything.")));
  else
    proctor_execution_ask_agent (task);
}

/**
 * proctor_execution_talk_async:
 * @plan: (transfer full): whom somebody talks to, from proctor_run_plan_load_talk(), with no problem
 * @provider: who has the models
 * @limits: how patient the step is
 * @cancellable: (nullable): to give up
 * @callback: called when the step has been carried out
 * @user_data: passed to @callback
 *
 * Carries out the next step of a conversation in which it is for the agent to go on.
 */
void
proctor_execution_talk_async (ProctorRunPlan *plan,
                              ProctorProvider *provider,
                              const ProctorExecutionLimits *limits,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  ProctorExecution *execution = proctor_execution_new (plan, provider, limits);

  g_assert (plan->problem == NULL);

  execution->answered_by = json_array_new ();
  g_task_set_source_tag (task, proctor_execution_talk_async);
  g_task_set_task_data (task, execution, (GDestroyNotify) proctor_execution_free);
  take_step (task);
}

/**
 * proctor_execution_talk_finish:
 * @result: what the callback was given
 * @error: return location for why the agent could not go on
 *
 * Returns: (transfer full) (nullable): the step: a `turn`, the `position` it has from now on, who is
 *   `next`, and who has `answered_by` each of the calls
 */
JsonObject *
proctor_execution_talk_finish (GAsyncResult *result,
                               GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
