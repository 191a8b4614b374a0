/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-call-comparison.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "proctor-conversation-call.h"
#include "proctor-expected-parameter.h"
#include "proctor-parameter-match.h"
#include "proctor-tool-call.h"
#include "proctor-tool-path.h"
#include "proctor-tool-reference.h"
#include "proctor-turn.h"
#include "proctor-wire-text.h"

/* What a tool test expects, beside what the agent called. */

/* What is longer is shown as it is, and not taken apart. */
#define LONGEST_ARGUMENTS (64 * 1024)

static void
parameter_free (gpointer data)
{
  ProctorComparedParameter *parameter = data;

  g_free (parameter->path);
  g_free (parameter->kind);
  g_free (parameter->expected);
  g_free (parameter->called);
  g_free (parameter);
}

static void
call_free (gpointer data)
{
  ProctorComparedCall *call = data;

  g_free (call->tool_name);
  g_ptr_array_unref (call->parameters);
  g_free (call);
}

static const char *
get_expected (ProctorEvaluation *evaluation)
{
  const char *kind = evaluation != NULL ? proctor_evaluation_get_kind (evaluation) : NULL;

  if (g_strcmp0 (kind, "exact") == 0)
    return proctor_evaluation_get_expected_value (evaluation);
  if (g_strcmp0 (kind, "regex") == 0)
    return proctor_evaluation_get_pattern (evaluation);
  if (g_strcmp0 (kind, "llm") == 0)
    return proctor_evaluation_get_description (evaluation);

  return NULL;
}

static ProctorParameterState
compare (ProctorEvaluation *evaluation,
         JsonNode *value)
{
  g_autofree char *reason = NULL;

  switch (proctor_parameter_match (evaluation, value, &reason))
    {
    case PROCTOR_PARAMETER_MATCHES:
      return PROCTOR_PARAMETER_STATE_SAME;
    case PROCTOR_PARAMETER_DIFFERS:
      return PROCTOR_PARAMETER_STATE_DIFFERENT;
    case PROCTOR_PARAMETER_NEEDS_MODEL:
      return PROCTOR_PARAMETER_STATE_JUDGED;
    case PROCTOR_PARAMETER_UNKNOWN:
      break;
    }

  return PROCTOR_PARAMETER_STATE_UNKNOWN;
}

static void
add_expected (GPtrArray *parameters,
              ProctorExpectedParameter *expected,
              JsonNode *arguments,
              const char *kind)
{
  ProctorEvaluation *evaluation = proctor_expected_parameter_get_eval (expected);
  const char *path = proctor_expected_parameter_get_path (expected);
  JsonNode *value = arguments != NULL ? proctor_tool_path_find (arguments, kind, path != NULL ? path : "", NULL) : NULL;
  ProctorComparedParameter *parameter = g_new0 (ProctorComparedParameter, 1);

  parameter->path = g_strdup (path != NULL ? path : "");
  parameter->kind = g_strdup (evaluation != NULL ? proctor_evaluation_get_kind (evaluation) : NULL);
  parameter->expected = g_strdup (get_expected (evaluation));
  parameter->called = value != NULL ? proctor_tool_path_to_text (value) : NULL;
  parameter->state = value != NULL ? compare (evaluation, value) : PROCTOR_PARAMETER_STATE_MISSING;
  g_ptr_array_add (parameters, parameter);
}

static const char *
skip_section (const char *path)
{
  static const char *const sections[] = { "body.", "query_params.", "path_params." };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      if (g_str_has_prefix (path, sections[i]))
        return path + strlen (sections[i]);
    }

  return path;
}

/* Whether a path is one that was expected, or a part of it. */
static gboolean
is_expected (GPtrArray *parameters,
             guint n_expected,
             const char *path)
{
  const char *name = skip_section (path);

  for (guint i = 0; i < n_expected; i++)
    {
      const char *expected = skip_section (((const ProctorComparedParameter *) parameters->pdata[i])->path);
      gsize length = strlen (expected);

      if (strncmp (name, expected, length) == 0 && (name[length] == '\0' || name[length] == '.'))
        return TRUE;
    }

  return FALSE;
}

static void
add_extra (GPtrArray *parameters,
           ProctorToolCall *call)
{
  g_autoptr (ProctorToolExpectation) all = proctor_conversation_call_expect (call);
  GListModel *values = proctor_tool_expectation_get_parameters (all);
  guint n_expected = parameters->len;

  for (guint i = 0; i < g_list_model_get_n_items (values); i++)
    {
      g_autoptr (ProctorExpectedParameter) value = g_list_model_get_item (values, i);
      ProctorComparedParameter *parameter;

      if (is_expected (parameters, n_expected, proctor_expected_parameter_get_path (value)))
        continue;
      parameter = g_new0 (ProctorComparedParameter, 1);
      parameter->path = g_strdup (proctor_expected_parameter_get_path (value));
      parameter->called = g_strdup (proctor_evaluation_get_expected_value (proctor_expected_parameter_get_eval (value)));
      parameter->state = PROCTOR_PARAMETER_STATE_EXTRA;
      g_ptr_array_add (parameters, parameter);
    }
}

static GPtrArray *
compare_parameters (ProctorToolCall *call,
                    ProctorToolExpectation *expectation,
                    gboolean is_wanted)
{
  GPtrArray *parameters = g_ptr_array_new_with_free_func (parameter_free);
  GListModel *expected = is_wanted && expectation != NULL ? proctor_tool_expectation_get_parameters (expectation) : NULL;
  const char *text = proctor_tool_call_get_params_as_json (call);
  g_autoptr (JsonNode) arguments = NULL;

  if (text != NULL && strlen (text) > LONGEST_ARGUMENTS)
    return parameters;

  arguments = text != NULL ? proctor_wire_parse_text (text, -1, NULL) : NULL;
  for (guint i = 0; expected != NULL && i < g_list_model_get_n_items (expected); i++)
    {
      g_autoptr (GObject) parameter = g_list_model_get_item (expected, i);

      if (PROCTOR_IS_EXPECTED_PARAMETER (parameter))
        add_expected (parameters, PROCTOR_EXPECTED_PARAMETER (parameter), arguments, proctor_tool_call_get_kind (call));
    }
  add_extra (parameters, call);

  return parameters;
}

/* A system's tool is called what it is; of another, only an id is known. */
static const char *
get_wanted_name (ProctorToolExpectation *expectation,
                 const char *wanted_name)
{
  ProctorToolReference *reference = expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;

  if (wanted_name != NULL || reference == NULL)
    return wanted_name;

  return g_strcmp0 (proctor_tool_reference_get_kind (reference), "system") == 0 ? proctor_tool_reference_get_id (reference) : NULL;
}

static ProctorCallState
find_state (ProctorToolExpectation *expectation,
            const char *wanted_name,
            const char *name)
{
  gboolean is_forbidden = expectation != NULL && proctor_tool_expectation_get_verify_absence (expectation);
  ProctorToolReference *reference = expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;
  gboolean is_any = reference == NULL || proctor_tool_reference_get_id (reference) == NULL || *proctor_tool_reference_get_id (reference) == '\0';

  if (!is_any && wanted_name == NULL)
    return PROCTOR_CALL_STATE_UNKNOWN;
  if (!is_any && g_strcmp0 (name, wanted_name) != 0)
    return PROCTOR_CALL_STATE_OTHER;

  return is_forbidden ? PROCTOR_CALL_STATE_FORBIDDEN : PROCTOR_CALL_STATE_WANTED;
}

static void
add_call (GPtrArray *calls,
          ProctorToolCall *call,
          guint position,
          ProctorToolExpectation *expectation,
          const char *wanted_name)
{
  ProctorComparedCall *compared = g_new0 (ProctorComparedCall, 1);

  compared->tool_name = g_strdup (proctor_tool_call_get_tool_name (call));
  compared->state = find_state (expectation, wanted_name, compared->tool_name);
  compared->position = position;
  compared->parameters = compare_parameters (call, expectation, compared->state == PROCTOR_CALL_STATE_WANTED || compared->state == PROCTOR_CALL_STATE_UNKNOWN);
  g_ptr_array_add (calls, compared);
}

/**
 * proctor_call_comparison_make:
 * @run: a run of a tool test
 * @wanted_name: (nullable): what the expected tool is called, where that is known
 *
 * Holds what the agent called against what the test expected when it was run.
 *
 * Returns: (transfer full) (element-type ProctorComparedCall): the calls, as they were made; none if no tool was called
 */
GPtrArray *
proctor_call_comparison_make (ProctorRun *run,
                              const char *wanted_name)
{
  GPtrArray *calls = g_ptr_array_new_with_free_func (call_free);
  ProctorTest *test;
  ProctorToolExpectation *expectation;
  GListModel *turns;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), calls);

  test = proctor_run_get_test_info (run);
  expectation = test != NULL ? proctor_test_get_tool_call_parameters (test) : NULL;
  wanted_name = get_wanted_name (expectation, wanted_name);
  turns = proctor_run_get_agent_responses (run);
  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i);
      GListModel *made = PROCTOR_IS_TURN (turn) ? proctor_turn_get_tool_calls (PROCTOR_TURN (turn)) : NULL;

      for (guint j = 0; made != NULL && j < g_list_model_get_n_items (made); j++)
        {
          g_autoptr (GObject) call = g_list_model_get_item (made, j);

          if (PROCTOR_IS_TOOL_CALL (call))
            add_call (calls, PROCTOR_TOOL_CALL (call), i, expectation, wanted_name);
        }
    }

  return calls;
}
