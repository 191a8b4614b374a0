/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-execution-private.h"

#include "proctor-judge.h"
#include "proctor-transcript.h"
#include "proctor-validation.h"
#include "proctor-variables.h"

/* How a run is carried out: the agent is asked; what it wants of tools is answered or captured; in
 * a simulation the user is asked in turn; and at the end each condition is judged. */

void
proctor_execution_free (ProctorExecution *execution)
{
  g_clear_pointer (&execution->plan, proctor_run_plan_free);
  g_clear_object (&execution->provider);
  g_clear_pointer (&execution->turns, json_array_unref);
  g_clear_pointer (&execution->conditions, g_ptr_array_unref);
  g_clear_pointer (&execution->verdicts, g_ptr_array_unref);
  g_clear_pointer (&execution->note, g_free);
  g_clear_object (&execution->turn_cancellable);
  g_clear_pointer (&execution->answered_by, json_array_unref);
  g_assert (execution->turn_timer == NULL);
  g_free (execution);
}

ProctorExecution *
proctor_execution_get (GTask *task)
{
  return g_task_get_task_data (task);
}

/* Since the conversation began, which was before the test's history. */
gint64
proctor_execution_get_seconds (ProctorExecution *execution)
{
  gint64 elapsed = (g_get_monotonic_time () - execution->began_usecs) / G_USEC_PER_SEC;
  JsonObject *last = execution->n_history > 0 ? json_array_get_object_element (execution->turns, execution->n_history - 1) : NULL;
  JsonNode *time = last != NULL ? json_object_get_member (last, "time_in_call_secs") : NULL;

  return elapsed + (time != NULL && JSON_NODE_HOLDS_VALUE (time) ? MAX (0, json_node_get_int (time)) : 0);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  ProctorExecution *execution = user_data;

  execution->timed_out = TRUE;
  g_clear_pointer (&execution->turn_timer, g_source_unref);
  g_cancellable_cancel (execution->turn_cancellable);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/**
 * proctor_execution_begin_wait:
 * @task: a run
 * @msecs: how long to wait at most
 *
 * Returns: (transfer none): what is cancelled when the run is, or when it has waited for too long.
 *   The end of it has to be told with proctor_execution_end_wait()
 */
GCancellable *
proctor_execution_begin_wait (GTask *task,
                              guint msecs)
{
  ProctorExecution *execution = proctor_execution_get (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64 left = execution->limits.run_msecs - (g_get_monotonic_time () - execution->began_usecs) / 1000;

  g_clear_object (&execution->turn_cancellable);
  execution->turn_cancellable = g_cancellable_new ();
  execution->timed_out = FALSE;
  execution->turn_timer = g_timeout_source_new ((guint) CLAMP (left, 1, (gint64) msecs));
  g_source_set_callback (execution->turn_timer, timed_out_cb, execution, NULL);
  g_source_attach (execution->turn_timer, g_task_get_context (task));
  if (cancellable != NULL)
    execution->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), g_object_ref (execution->turn_cancellable), g_object_unref);

  return execution->turn_cancellable;
}

void
proctor_execution_end_wait (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);

  if (execution->turn_timer != NULL)
    g_source_destroy (execution->turn_timer);
  g_clear_pointer (&execution->turn_timer, g_source_unref);
  if (execution->cancelled_id != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), execution->cancelled_id);
  execution->cancelled_id = 0;
}

static JsonArray *
dup_new_turns (ProctorExecution *execution)
{
  JsonArray *turns = json_array_new ();

  for (guint i = execution->n_history; i < json_array_get_length (execution->turns); i++)
    json_array_add_element (turns, json_node_ref (json_array_get_element (execution->turns, i)));

  return turns;
}

static void
return_run (GTask *task,
            const char *status,
            JsonObject *condition_result)
{
  ProctorExecution *execution = proctor_execution_get (task);
  JsonObject *run = json_object_ref (execution->plan->run);

  json_object_set_string_member (run, "status", status);
  json_object_set_array_member (run, "agent_responses", dup_new_turns (execution));
  json_object_set_object_member (run, "condition_result", condition_result);
  g_task_return_pointer (task, run, (GDestroyNotify) json_object_unref);
  g_object_unref (task);
}

/**
 * proctor_execution_finish:
 * @task: (transfer full): a run of which everything has been judged
 */
void
proctor_execution_finish (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);
  gboolean numbered = g_strcmp0 (proctor_test_get_kind (execution->plan->test), "simulation") == 0;
  ProctorVerdictResult merged;
  JsonObject *result = proctor_verdict_to_condition_result (execution->verdicts, numbered, execution->note, &merged);

  return_run (task, merged == PROCTOR_VERDICT_SUCCESS ? "passed" : "failed", result);
}

/**
 * proctor_execution_fail:
 * @task: (transfer full): a run that can't be carried out
 * @line: why, in the words by which others tell that from a failure of the agent
 */
void
proctor_execution_fail (GTask *task,
                        const char *line)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  ProctorVerdictResult merged;

  return_run (task, "failed", proctor_verdict_to_condition_result (none, FALSE, line, &merged));
}

/**
 * proctor_execution_fail_with:
 * @task: (transfer full): a run
 * @error: (transfer full): what went wrong with the model
 */
void
proctor_execution_fail_with (GTask *task,
                             GError *error)
{
  ProctorExecution *execution = proctor_execution_get (task);
  g_autoptr (GError) owned = error;
  g_autofree char *line = NULL;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (execution->answered_by != NULL)
    {
      proctor_execution_talk_failed (task, g_steal_pointer (&owned));
      return;
    }

  if (execution->timed_out)
    line = g_strdup_printf ("Timed out after %us waiting for the agent to produce its next turn", execution->limits.turn_msecs / 1000);
  else
    line = g_strdup_printf ("Error: %s", owned->message);
  proctor_execution_fail (task, line);
}

static void
asked_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (ProctorChatAnswer) answer = proctor_provider_chat_finish (PROCTOR_PROVIDER (object), result, &error);

  proctor_execution_end_wait (task);
  if (answer != NULL)
    proctor_execution_agent_answered (task, answer);
  else
    proctor_execution_fail_with (task, error);
}

/**
 * proctor_execution_ask_agent:
 * @task: (transfer full): a run in which it is the agent's turn
 */
void
proctor_execution_ask_agent (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);
  const ProctorRunPlan *plan = execution->plan;
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_AGENT);
  GError *error = NULL;
  g_autofree char *prompt = proctor_variables_put (proctor_run_plan_get_prompt (plan), plan->variables, &error);

  if (prompt == NULL)
    {
      proctor_execution_fail_with (task, error);
      return;
    }

  chat->model = g_strdup (proctor_run_plan_get_model (plan));
  chat->tools = proctor_run_plan_make_functions (plan);
  chat->seed = proctor_run_plan_get_seed (plan) + json_array_get_length (execution->turns);
  chat->agent = json_object_ref (plan->agent);
  g_set_object (&chat->test, plan->test);
  proctor_chat_add (chat, PROCTOR_CHAT_SYSTEM, prompt);
  proctor_transcript_add_to_chat (execution->turns, chat, FALSE);
  proctor_provider_chat_async (execution->provider, chat, proctor_execution_begin_wait (task, execution->limits.turn_msecs), asked_cb, task);
}

static gboolean
is_kind (ProctorExecution *execution,
         const char *kind)
{
  return g_strcmp0 (proctor_test_get_kind (execution->plan->test), kind) == 0;
}

/**
 * proctor_execution_agent_answered:
 * @task: (transfer full): a run
 * @answer: what the agent answered
 */
void
proctor_execution_agent_answered (GTask *task,
                                  ProctorChatAnswer *answer)
{
  ProctorExecution *execution = proctor_execution_get (task);
  JsonObject *turn = proctor_transcript_make_agent_turn (answer, proctor_execution_get_seconds (execution));

  json_array_add_object_element (execution->turns, turn);
  if (execution->answered_by != NULL)
    proctor_execution_talk_answered (task, turn, answer->calls);
  else if (is_kind (execution, "simulation"))
    proctor_execution_answer_tools (task, turn, answer->calls);
  else if (is_kind (execution, "tool"))
    proctor_execution_judge_tool_call (task, turn, answer->calls);
  else if (*answer->text == '\0')
    {
      for (guint i = 0; i < answer->calls->len; i++)
        proctor_transcript_add_call (turn, g_ptr_array_index (answer->calls, i), "client", FALSE);
      g_ptr_array_add (execution->verdicts, proctor_verdict_new (PROCTOR_VERDICT_UNKNOWN, "The agent said nothing that could be judged; it only called a tool."));
      proctor_execution_finish (task);
    }
  else
    proctor_execution_judge (task);
}

static void
judged_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GTask *task = user_data;
  ProctorExecution *execution = proctor_execution_get (task);
  GError *error = NULL;
  ProctorVerdict *verdict = proctor_judge_finish (PROCTOR_PROVIDER (object), result, &error);

  if (verdict == NULL)
    {
      proctor_execution_fail_with (task, error);
      return;
    }
  g_ptr_array_add (execution->verdicts, verdict);
  proctor_execution_judge (task);
}

/**
 * proctor_execution_judge:
 * @task: (transfer full): a run in which all has been said
 *
 * Judges the next condition, one request each.
 */
void
proctor_execution_judge (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);
  guint next = execution->verdicts->len;
  ProctorJudgement judgement = {
    .purpose = PROCTOR_CHAT_JUDGE,
    .turns = execution->turns,
    .test = execution->plan->test,
    .seed = proctor_run_plan_get_seed (execution->plan) + next,
  };

  execution->timed_out = FALSE;
  if (next >= execution->conditions->len)
    {
      proctor_execution_finish (task);
      return;
    }
  judgement.condition = g_ptr_array_index (execution->conditions, next);
  proctor_judge_async (execution->provider, &judgement, g_task_get_cancellable (task), judged_cb, task);
}

static void
collect_conditions (ProctorExecution *execution)
{
  const char *const *many = proctor_test_get_success_conditions (execution->plan->test);
  const char *one = proctor_test_get_success_condition (execution->plan->test);

  for (gsize i = 0; many != NULL && many[i] != NULL; i++)
    g_ptr_array_add (execution->conditions, g_strdup (many[i]));
  if (execution->conditions->len == 0 && one != NULL && *one != '\0')
    g_ptr_array_add (execution->conditions, g_strdup (one));
}

static JsonArray *
dup_history (ProctorRunPlan *plan)
{
  JsonArray *history = proctor_validate_get_array (proctor_validate_get_object (plan->run, "test_info"), "chat_history");
  JsonArray *turns = json_array_new ();

  for (guint i = 0; history != NULL && i < json_array_get_length (history); i++)
    {
      JsonNode *node = json_array_get_element (history, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        json_array_add_element (turns, json_node_copy (node));
    }

  return turns;
}

/**
 * proctor_execution_new:
 * @plan: (transfer full): what is to be run
 * @provider: who has the models
 * @limits: how patient it is
 *
 * Returns: (transfer full): a run that has not begun
 */
ProctorExecution *
proctor_execution_new (ProctorRunPlan *plan,
                       ProctorProvider *provider,
                       const ProctorExecutionLimits *limits)
{
  ProctorExecution *execution = g_new0 (ProctorExecution, 1);

  execution->plan = plan;
  execution->provider = g_object_ref (provider);
  execution->limits = *limits;
  execution->began_usecs = g_get_monotonic_time ();
  execution->conditions = g_ptr_array_new_with_free_func (g_free);
  execution->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_verdict_free);
  execution->turns = dup_history (plan);
  execution->n_history = json_array_get_length (execution->turns);

  return execution;
}

/**
 * proctor_execution_run_async:
 * @plan: (transfer full): what is to be run
 * @provider: who has the models
 * @limits: how patient the run is
 * @cancellable: (nullable): to give up
 * @callback: called when it has ended, one way or another
 * @user_data: passed to @callback
 *
 * Carries out a run. Whatever goes wrong with models is an answer too; only a run that is cancelled
 * ends with an error.
 */
void
proctor_execution_run_async (ProctorRunPlan *plan,
                             ProctorProvider *provider,
                             const ProctorExecutionLimits *limits,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  ProctorExecution *execution = proctor_execution_new (plan, provider, limits);
  g_autofree char *line = NULL;

  g_task_set_source_tag (task, proctor_execution_run_async);
  g_task_set_task_data (task, execution, (GDestroyNotify) proctor_execution_free);

  if (plan->problem != NULL)
    {
      line = g_strdup_printf ("Error: %s", plan->problem);
      proctor_execution_fail (task, line);
      return;
    }
  collect_conditions (execution);
  if (is_kind (execution, "simulation"))
    proctor_execution_next_speaker (task);
  else
    proctor_execution_ask_agent (task);
}

/**
 * proctor_execution_run_finish:
 * @result: what the callback was given
 * @error: return location for its having been cancelled
 *
 * Returns: (transfer full) (nullable): the run, as it is answered from now on
 */
JsonObject *
proctor_execution_run_finish (GAsyncResult *result,
                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
