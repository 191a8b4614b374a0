/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-execution-private.h"

#include "proctor-evaluation.h"
#include "proctor-judge.h"
#include "proctor-system-tools.h"
#include "proctor-tool-mocks.h"
#include "proctor-transcript.h"
#include "proctor-validation.h"
#include "proctor-webhook.h"
#include "proctor-wire-text.h"

/* The tools that an agent wants in a simulation, one after the other. */

/* An agent that calls tools for ever is stopped. */
#define MOST_ROUNDS 10
#define TOOL_MSECS 30000

typedef struct
{
  GTask *task;
  JsonObject *turn;
  GPtrArray *calls;
  guint next;
  gint64 began_usecs;
  /* What a model has said of the conditions of the mocks for this call. */
  GHashTable *judged;
  ProctorExpectedParameter *condition;
} Round;

static void answer_next (Round *round);

static void
round_free (Round *round)
{
  json_object_unref (round->turn);
  g_ptr_array_unref (round->calls);
  g_clear_pointer (&round->judged, g_hash_table_unref);
  g_clear_object (&round->condition);
  g_free (round);
}

static JsonNode *
parse_arguments (const ProctorChatCall *call)
{
  return call->arguments != NULL ? proctor_wire_parse_text (call->arguments, -1, NULL) : NULL;
}

static JsonObject *
get_object (JsonNode *arguments)
{
  return arguments != NULL && JSON_NODE_HOLDS_OBJECT (arguments) ? json_node_get_object (arguments) : NULL;
}

static void
go_on (Round *round)
{
  round->next++;
  g_clear_pointer (&round->judged, g_hash_table_unref);
  answer_next (round);
}

/* Notes what came of a call and goes on to the next. */
static void
note_result (Round *round,
             const char *who,
             const char *kind,
             const char *value,
             gboolean is_error,
             gboolean was_called)
{
  const ProctorChatCall *call = g_ptr_array_index (round->calls, round->next);
  double seconds = (double) (g_get_monotonic_time () - round->began_usecs) / G_USEC_PER_SEC;

  proctor_transcript_add_call (round->turn, call, kind, was_called);
  proctor_transcript_add_result (round->turn, call, kind, value, is_error, was_called, seconds);
  proctor_execution_note_answer (proctor_execution_get (round->task), who);
  go_on (round);
}

static void
note_system_result (Round *round,
                    const ProctorPlanTool *tool,
                    JsonObject *arguments)
{
  ProctorExecution *execution = proctor_execution_get (round->task);
  const ProctorChatCall *call = g_ptr_array_index (round->calls, round->next);
  gboolean ends_call;
  JsonObject *result = proctor_system_tools_answer (tool->name, arguments, tool->config, proctor_validate_get_string (execution->plan->run, "agent_id"), &ends_call);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), result);
  g_autofree char *text = proctor_wire_node_to_text (node);
  JsonArray *results = json_object_get_array_member (round->turn, "tool_results");

  proctor_transcript_add_call (round->turn, call, "system", TRUE);
  proctor_transcript_add_result (round->turn, call, "system", text, FALSE, TRUE, 0);
  proctor_execution_note_answer (execution, "system");
  json_object_set_object_member (json_array_get_object_element (results, json_array_get_length (results) - 1), "result", result);
  execution->ended = execution->ended || ends_call;
  go_on (round);
}

/* A run that is cancelled ends here, with whatever it was waiting for. */
static void
end_early (Round *round,
           GError *error)
{
  GTask *task = round->task;

  round_free (round);
  proctor_execution_fail_with (task, error);
}

static void
called_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  Round *round = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = proctor_webhook_call_finish (result, &error);
  g_autofree char *line = NULL;

  proctor_execution_end_wait (round->task);
  if (answer != NULL)
    {
      note_result (round, "tool", "webhook", answer, FALSE, TRUE);
      return;
    }
  if (g_cancellable_is_cancelled (g_task_get_cancellable (round->task)))
    {
      end_early (round, g_steal_pointer (&error));
      return;
    }
  line = g_strdup_printf ("Error: %s", error->message);
  note_result (round, "tool", "webhook", line, TRUE, TRUE);
}

static void
condition_judged_cb (GObject *object,
                     GAsyncResult *result,
                     gpointer user_data)
{
  Round *round = user_data;
  GError *error = NULL;
  g_autoptr (ProctorVerdict) verdict = proctor_judge_finish (PROCTOR_PROVIDER (object), result, &error);

  if (verdict == NULL)
    {
      end_early (round, error);
      return;
    }
  g_hash_table_insert (round->judged, g_steal_pointer (&round->condition), GINT_TO_POINTER (verdict->result == PROCTOR_VERDICT_SUCCESS));
  answer_next (round);
}

/* Whether a mock is for this call is for a model to say. */
static void
judge_condition (Round *round,
                 const ProctorToolMockAnswer *answer)
{
  ProctorExecution *execution = proctor_execution_get (round->task);
  ProctorEvaluation *evaluation = proctor_expected_parameter_get_eval (answer->condition);
  const char *description = evaluation != NULL ? proctor_evaluation_get_description (evaluation) : NULL;
  ProctorJudgement judgement = {
    .purpose = PROCTOR_CHAT_PARAMETER,
    .condition = description != NULL ? description : "",
    .value = answer->value,
    .test = execution->plan->test,
    .seed = proctor_run_plan_get_seed (execution->plan),
  };

  g_set_object (&round->condition, answer->condition);
  execution->timed_out = FALSE;
  proctor_judge_async (execution->provider, &judgement, g_task_get_cancellable (round->task), condition_judged_cb, round);
}

static void
call_for_real (Round *round,
               const ProctorPlanTool *tool,
               JsonObject *arguments)
{
  g_autofree char *line = NULL;

  if (g_str_equal (tool->kind, "webhook"))
    {
      proctor_webhook_call_async (tool, arguments, proctor_execution_begin_wait (round->task, TOOL_MSECS), called_cb, round);
      return;
    }
  line = g_strdup_printf ("Error: '%s' is a %s tool, which can't be called from here; mock it", tool->name, tool->kind);
  note_result (round, "nobody", tool->kind, line, TRUE, FALSE);
}

static void
answer_call (Round *round)
{
  ProctorExecution *execution = proctor_execution_get (round->task);
  const ProctorChatCall *call = g_ptr_array_index (round->calls, round->next);
  const ProctorPlanTool *tool = proctor_run_plan_find_tool (execution->plan, call->name);
  g_autoptr (JsonNode) arguments = parse_arguments (call);
  g_autoptr (ProctorToolMockAnswer) answer = NULL;
  g_autofree char *line = NULL;

  round->began_usecs = g_get_monotonic_time ();
  if (tool == NULL)
    {
      line = g_strdup_printf ("Error: the agent has no tool called '%s'", call->name);
      note_result (round, "nobody", "client", line, TRUE, FALSE);
      return;
    }
  if (g_str_equal (tool->kind, "system"))
    {
      note_system_result (round, tool, get_object (arguments));
      return;
    }

  if (round->judged == NULL)
    round->judged = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  answer = proctor_tool_mocks_answer (execution->plan->test, tool->tool, arguments, round->judged);
  switch (answer->result)
    {
    case PROCTOR_TOOL_MOCK_ANSWER:
    case PROCTOR_TOOL_MOCK_MISSING:
      note_result (round, answer->result == PROCTOR_TOOL_MOCK_ANSWER ? "mock" : "no_mock", tool->kind, answer->text, answer->is_error, TRUE);
      break;
    case PROCTOR_TOOL_MOCK_NEEDS_MODEL:
      judge_condition (round, answer);
      break;
    case PROCTOR_TOOL_MOCK_REAL:
      call_for_real (round, tool, get_object (arguments));
      break;
    }
}

/* All have answered: the agent goes on, unless it has ended the call or goes round in circles. */
static void
end_round (Round *round)
{
  GTask *task = round->task;
  ProctorExecution *execution = proctor_execution_get (task);
  gboolean called = round->calls->len > 0;

  round_free (round);
  if (execution->answered_by != NULL)
    proctor_execution_talk_tools_answered (task);
  else if (!called || execution->ended)
    proctor_execution_tools_answered (task);
  else if (++execution->n_rounds >= MOST_ROUNDS)
    proctor_execution_fail (task, "Error: The agent called tools again and again without saying anything.");
  else
    proctor_execution_ask_agent (task);
}

static void
answer_next (Round *round)
{
  if (round->next < round->calls->len)
    answer_call (round);
  else
    end_round (round);
}

/**
 * proctor_execution_answer_tools:
 * @task: (transfer full): a simulation
 * @turn: what the agent has said
 * @calls: (element-type ProctorChatCall): the tools that it wants
 */
void
proctor_execution_answer_tools (GTask *task,
                                JsonObject *turn,
                                GPtrArray *calls)
{
  Round *round = g_new0 (Round, 1);

  round->task = task;
  round->turn = json_object_ref (turn);
  round->calls = g_ptr_array_ref (calls);
  answer_next (round);
}
