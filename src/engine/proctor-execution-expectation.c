/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-execution-private.h"

#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-judge.h"
#include "proctor-parameter-match.h"
#include "proctor-system-tools.h"
#include "proctor-tool-path.h"
#include "proctor-transcript.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* What a tool test expects: that a tool is called, with what, or that it isn't. */

typedef struct
{
  GTask *task;
  GPtrArray *calls;
  /* The call that is looked at, and which of its parameters. */
  guint call;
  guint parameter;
  GString *reasons;
  ProctorVerdictResult result;
} Look;

static void look_at_parameter (Look *look);

static void
end_look (Look *look,
          ProctorVerdictResult result,
          const char *text)
{
  GTask *task = look->task;
  ProctorExecution *execution = proctor_execution_get (task);

  g_ptr_array_add (execution->verdicts, proctor_verdict_new (result, text));
  g_ptr_array_unref (look->calls);
  g_string_free (look->reasons, TRUE);
  g_free (look);
  proctor_execution_finish (task);
}

static void
end_look_with (Look *look,
               ProctorVerdictResult result,
               char *text)
{
  g_autofree char *owned = text;

  end_look (look, result, owned);
}

static ProctorToolExpectation *
get_expectation (Look *look)
{
  return proctor_test_get_tool_call_parameters (proctor_execution_get (look->task)->plan->test);
}

static const char *
get_name (Look *look)
{
  const ProctorChatCall *call = g_ptr_array_index (look->calls, look->call);

  return call->name;
}

/* One call has been looked at to its end. Where any of several will do, the next one is looked at. */
static void
end_call (Look *look)
{
  ProctorTest *test = proctor_execution_get (look->task)->plan->test;
  ProctorVerdictResult result = look->result;

  if (result != PROCTOR_VERDICT_SUCCESS && proctor_test_get_check_any_tool_matches (test) && look->call + 1 < look->calls->len)
    {
      look->call++;
      look->parameter = 0;
      look->result = PROCTOR_VERDICT_SUCCESS;
      g_string_append (look->reasons, " ");
      look_at_parameter (look);
      return;
    }

  if (result == PROCTOR_VERDICT_SUCCESS)
    end_look_with (look, result, g_strdup_printf ("The agent called '%s' as expected.%s%s", get_name (look), look->reasons->len > 0 ? " " : "", look->reasons->str));
  else
    end_look_with (look, result, g_strdup_printf ("The agent called '%s', but not as expected. %s", get_name (look), look->reasons->str));
}

static void
note_parameter (Look *look,
                ProctorVerdictResult result,
                const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (look->reasons, "%s%s", look->reasons->len > 0 ? " " : "", text);
  if (result == PROCTOR_VERDICT_FAILURE || look->result == PROCTOR_VERDICT_SUCCESS)
    look->result = result;
  look->parameter++;
  look_at_parameter (look);
}

static void
judged_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  Look *look = user_data;
  GError *error = NULL;
  g_autoptr (ProctorVerdict) verdict = proctor_judge_finish (PROCTOR_PROVIDER (object), result, &error);

  if (verdict != NULL)
    {
      note_parameter (look, verdict->result, verdict->text);
      return;
    }

  g_ptr_array_unref (look->calls);
  g_string_free (look->reasons, TRUE);
  proctor_execution_fail_with (look->task, error);
  g_free (look);
}

static void
judge_parameter (Look *look,
                 ProctorEvaluation *evaluation,
                 const char *value)
{
  ProctorExecution *execution = proctor_execution_get (look->task);
  const char *description = proctor_evaluation_get_description (evaluation);
  ProctorJudgement judgement = {
    .purpose = PROCTOR_CHAT_PARAMETER,
    .condition = description != NULL ? description : "",
    .value = value,
    .test = execution->plan->test,
    .seed = proctor_run_plan_get_seed (execution->plan) + look->parameter,
  };

  execution->timed_out = FALSE;
  proctor_judge_async (execution->provider, &judgement, g_task_get_cancellable (look->task), judged_cb, look);
}

static const char *
get_kind (Look *look)
{
  const ProctorPlanTool *tool = proctor_run_plan_find_tool (proctor_execution_get (look->task)->plan, get_name (look));

  return tool != NULL ? tool->kind : NULL;
}

static void
match_parameter (Look *look,
                 ProctorExpectedParameter *expected)
{
  const ProctorChatCall *call = g_ptr_array_index (look->calls, look->call);
  ProctorEvaluation *evaluation = proctor_expected_parameter_get_eval (expected);
  const char *path = proctor_expected_parameter_get_path (expected);
  g_autoptr (JsonNode) arguments = call->arguments != NULL ? proctor_wire_parse_text (call->arguments, -1, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *value = arguments != NULL ? proctor_tool_path_find (arguments, get_kind (look), path != NULL ? path : "", &error) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *reason = NULL;

  if (value == NULL)
    {
      note_parameter (look, PROCTOR_VERDICT_FAILURE, error != NULL ? error->message : "The tool's arguments are no JSON.");
      return;
    }

  switch (proctor_parameter_match (evaluation, value, &reason))
    {
    case PROCTOR_PARAMETER_MATCHES:
      note_parameter (look, PROCTOR_VERDICT_SUCCESS, reason);
      break;
    case PROCTOR_PARAMETER_DIFFERS:
      note_parameter (look, PROCTOR_VERDICT_FAILURE, reason);
      break;
    case PROCTOR_PARAMETER_UNKNOWN:
      note_parameter (look, PROCTOR_VERDICT_UNKNOWN, reason);
      break;
    case PROCTOR_PARAMETER_NEEDS_MODEL:
      text = proctor_tool_path_to_text (value);
      judge_parameter (look, evaluation, text);
      break;
    }
}

static void
look_at_parameter (Look *look)
{
  GListModel *parameters = proctor_tool_expectation_get_parameters (get_expectation (look));
  g_autoptr (ProctorRecord) parameter = g_list_model_get_item (parameters, look->parameter);

  if (parameter == NULL)
    end_call (look);
  else if (PROCTOR_IS_EXPECTED_PARAMETER (parameter))
    match_parameter (look, PROCTOR_EXPECTED_PARAMETER (parameter));
  else
    note_parameter (look, PROCTOR_VERDICT_UNKNOWN, "One of the expected parameters can't be read.");
}

/* The calls of the tool that the test is about, or all of them if it is about none in particular. */
static GPtrArray *
find_calls (ProctorExecution *execution,
            GPtrArray *calls,
            char **wanted)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (execution->plan->test);
  ProctorToolReference *reference = expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;
  const char *id = reference != NULL ? proctor_tool_reference_get_id (reference) : NULL;
  const ProctorPlanTool *tool = id != NULL ? proctor_run_plan_find_tool_by_id (execution->plan, id) : NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_chat_call_free);

  *wanted = g_strdup (tool != NULL ? tool->name : id);
  for (guint i = 0; i < calls->len; i++)
    {
      const ProctorChatCall *call = g_ptr_array_index (calls, i);

      if (*wanted == NULL || g_str_equal (call->name, *wanted))
        g_ptr_array_add (found, proctor_chat_call_new (call->id, call->name, call->arguments));
    }

  return found;
}

static char *
list_names (GPtrArray *calls)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < calls->len; i++)
    {
      const ProctorChatCall *call = g_ptr_array_index (calls, i);

      g_string_append_printf (names, "%s'%s'", i > 0 ? ", " : "", call->name);
    }

  return g_string_free (names, FALSE);
}

/* What can be said before the parameters are looked at; returns whether that is all. */
static gboolean
decide_early (Look *look,
              ProctorExecution *execution,
              GPtrArray *all,
              const char *wanted)
{
  ProctorToolExpectation *expectation = get_expectation (look);
  gboolean absent = expectation != NULL && proctor_tool_expectation_get_verify_absence (expectation);
  g_autofree char *names = list_names (all);
  const char *what = wanted != NULL ? wanted : "any tool";

  if (expectation != NULL && proctor_tool_expectation_get_workflow_node_transition (expectation) != NULL)
    end_look (look, PROCTOR_VERDICT_UNKNOWN, "A local workspace doesn't carry out workflows, so it can't tell which node the agent moves to.");
  else if (absent && look->calls->len == 0)
    end_look_with (look, PROCTOR_VERDICT_SUCCESS, g_strdup_printf ("The agent did not call %s.", what));
  else if (absent)
    end_look_with (look, PROCTOR_VERDICT_FAILURE, g_strdup_printf ("The agent called %s, which it must not.", names));
  else if (look->calls->len == 0 && all->len == 0)
    end_look_with (look, PROCTOR_VERDICT_FAILURE, g_strdup_printf ("The agent did not call %s; it called no tool at all.", what));
  else if (look->calls->len == 0)
    end_look_with (look, PROCTOR_VERDICT_FAILURE, g_strdup_printf ("The agent did not call %s; it called %s.", what, names));
  else if (all->len > 1 && !proctor_test_get_check_any_tool_matches (execution->plan->test))
    end_look_with (look, PROCTOR_VERDICT_FAILURE, g_strdup_printf ("The agent called more than one tool: %s.", names));
  else if (expectation == NULL)
    end_look_with (look, PROCTOR_VERDICT_SUCCESS, g_strdup_printf ("The agent called %s.", names));
  else
    return FALSE;

  return TRUE;
}

/**
 * proctor_execution_judge_tool_call:
 * @task: (transfer full): a tool test
 * @turn: what the agent has said
 * @calls: (element-type ProctorChatCall): the tools that it wants, none of which is called
 */
void
proctor_execution_judge_tool_call (GTask *task,
                                   JsonObject *turn,
                                   GPtrArray *calls)
{
  ProctorExecution *execution = proctor_execution_get (task);
  g_autofree char *captured = proctor_system_tools_make_captured ();
  g_autofree char *wanted = NULL;
  Look *look = g_new0 (Look, 1);

  for (guint i = 0; i < calls->len; i++)
    {
      const ProctorChatCall *call = g_ptr_array_index (calls, i);
      const ProctorPlanTool *tool = proctor_run_plan_find_tool (execution->plan, call->name);
      const char *kind = tool != NULL ? tool->kind : "client";

      proctor_transcript_add_call (turn, call, kind, FALSE);
      /* The API has no captured result for a system tool, only a plain one. */
      proctor_transcript_add_result (turn, call, g_str_equal (kind, "system") ? "client" : kind, captured, FALSE, FALSE, 0);
    }

  look->task = task;
  look->reasons = g_string_new (NULL);
  look->result = PROCTOR_VERDICT_SUCCESS;
  look->calls = find_calls (execution, calls, &wanted);
  if (!decide_early (look, execution, calls, wanted))
    look_at_parameter (look);
}
