/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-mocks.h"

#include "proctor-evaluation.h"
#include "proctor-mock-behaviour.h"
#include "proctor-mock-override.h"
#include "proctor-parameter-match.h"
#include "proctor-tool-config.h"
#include "proctor-tool-mock.h"
#include "proctor-tool-path.h"

void
proctor_tool_mock_answer_free (ProctorToolMockAnswer *answer)
{
  g_free (answer->text);
  g_clear_object (&answer->condition);
  g_free (answer->value);
  g_free (answer);
}

static const char *
get_kind (ProctorTool *tool)
{
  ProctorToolConfig *config = proctor_tool_get_tool_config (tool);

  return config != NULL ? proctor_tool_config_get_kind (config) : NULL;
}

static const char *
get_name (ProctorTool *tool)
{
  ProctorToolConfig *config = proctor_tool_get_tool_config (tool);

  return config != NULL ? proctor_tool_config_get_name (config) : NULL;
}

/* What belongs to the system or the workflow is never mocked. */
static gboolean
is_mocked (ProctorTest *test,
           ProctorTool *tool)
{
  const char *const unmocked[] = { "system", "workflow", NULL };
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (test);
  const char *strategy = behaviour != NULL ? proctor_mock_behaviour_get_mocking_strategy (behaviour) : NULL;
  const char *const *ids = behaviour != NULL ? proctor_mock_behaviour_get_mocked_tool_ids (behaviour) : NULL;
  const char *kind = get_kind (tool);

  if (kind != NULL && g_strv_contains (unmocked, kind))
    return FALSE;
  if (g_strcmp0 (strategy, "all") == 0)
    return TRUE;

  return g_strcmp0 (strategy, "selected") == 0 && ids != NULL && proctor_tool_get_id (tool) != NULL && g_strv_contains (ids, proctor_tool_get_id (tool));
}

/* What a model has to judge is looked up; if it hasn't been judged yet, the answer asks for it. */
static gboolean
holds (ProctorExpectedParameter *condition,
       ProctorTool *tool,
       JsonNode *arguments,
       GHashTable *judged,
       ProctorToolMockAnswer *answer)
{
  JsonNode *value = proctor_tool_path_find (arguments, get_kind (tool), proctor_expected_parameter_get_path (condition), NULL);
  g_autofree char *reason = NULL;
  ProctorParameterMatch match;
  gpointer verdict;

  if (value == NULL)
    return FALSE;

  match = proctor_parameter_match (proctor_expected_parameter_get_eval (condition), value, &reason);
  if (match != PROCTOR_PARAMETER_NEEDS_MODEL)
    return match == PROCTOR_PARAMETER_MATCHES;
  if (judged != NULL && g_hash_table_lookup_extended (judged, condition, NULL, &verdict))
    return GPOINTER_TO_INT (verdict);

  answer->result = PROCTOR_TOOL_MOCK_NEEDS_MODEL;
  answer->condition = g_object_ref (condition);
  answer->value = proctor_tool_path_to_text (value);

  return FALSE;
}

static gboolean
all_hold (ProctorToolMock *mock,
          ProctorTool *tool,
          JsonNode *arguments,
          GHashTable *judged,
          ProctorToolMockAnswer *answer)
{
  GListModel *conditions = proctor_tool_mock_get_parameter_conditions (mock);

  for (guint i = 0; i < g_list_model_get_n_items (conditions); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (conditions, i);

      /* A condition that can't be read is one that can't be met. */
      if (!PROCTOR_IS_EXPECTED_PARAMETER (item) || !holds (PROCTOR_EXPECTED_PARAMETER (item), tool, arguments, judged, answer))
        return FALSE;
    }

  return TRUE;
}

/* Whether it is decided: a mock answers, or a model has to be asked first. */
static gboolean
try_mocks (GListModel *mocks,
           ProctorTool *tool,
           JsonNode *arguments,
           GHashTable *judged,
           ProctorToolMockAnswer *answer)
{
  for (guint i = 0; mocks != NULL && i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (mocks, i);
      ProctorToolMock *mock = PROCTOR_IS_TOOL_MOCK (item) ? PROCTOR_TOOL_MOCK (item) : NULL;

      if (mock != NULL && all_hold (mock, tool, arguments, judged, answer))
        {
          answer->result = PROCTOR_TOOL_MOCK_ANSWER;
          answer->text = g_strdup (proctor_tool_mock_get_mock_result (mock));
          if (answer->text == NULL)
            answer->text = g_strdup ("");
          answer->is_error = proctor_tool_mock_get_is_error (mock);
          return TRUE;
        }
      if (answer->result == PROCTOR_TOOL_MOCK_NEEDS_MODEL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
try_overrides (ProctorTest *test,
               ProctorTool *tool,
               JsonNode *arguments,
               GHashTable *judged,
               ProctorToolMockAnswer *answer)
{
  GListModel *overrides = proctor_test_get_tool_mock_overrides (test);

  for (guint i = 0; i < g_list_model_get_n_items (overrides); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (overrides, i);
      ProctorMockOverride *override = PROCTOR_IS_MOCK_OVERRIDE (item) ? PROCTOR_MOCK_OVERRIDE (item) : NULL;

      if (override != NULL && g_strcmp0 (proctor_mock_override_get_key (override), proctor_tool_get_id (tool)) == 0)
        return try_mocks (proctor_mock_override_get_value (override), tool, arguments, judged, answer);
    }

  return FALSE;
}

/**
 * proctor_tool_mocks_answer:
 * @test: a simulation
 * @tool: a tool that the agent calls
 * @arguments: with what
 * @judged: (nullable): what a model has said so far: whether a #ProctorExpectedParameter holds
 *
 * Finds who answers a tool call. First come the test's own mocks for the tool's id, then the tool's,
 * the first that matches; then the test says what is to happen. Where a model has to judge a
 * condition, the caller asks it, notes the verdict in @judged, and asks here again.
 *
 * Returns: (transfer full): who answers, and what
 */
ProctorToolMockAnswer *
proctor_tool_mocks_answer (ProctorTest *test,
                           ProctorTool *tool,
                           JsonNode *arguments,
                           GHashTable *judged)
{
  ProctorToolMockAnswer *answer = g_new0 (ProctorToolMockAnswer, 1);
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (test);

  answer->result = PROCTOR_TOOL_MOCK_REAL;
  if (!is_mocked (test, tool))
    return answer;
  if (try_overrides (test, tool, arguments, judged, answer))
    return answer;
  if (try_mocks (proctor_tool_get_response_mocks (tool), tool, arguments, judged, answer))
    return answer;
  if (g_strcmp0 (proctor_mock_behaviour_get_fallback_strategy (behaviour), "call_real_tool") == 0)
    return answer;

  answer->result = PROCTOR_TOOL_MOCK_MISSING;
  answer->text = g_strdup_printf ("Error: no mock matched for tool '%s'", get_name (tool) != NULL ? get_name (tool) : "");
  answer->is_error = TRUE;

  return answer;
}
