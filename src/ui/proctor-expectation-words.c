/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-expectation-words.h"

#include "proctor-evaluation.h"
#include "proctor-node-transition.h"
#include "proctor-tool-mock.h"
#include "proctor-tool-reference.h"

#include <glib/gi18n.h>

/* What a test expects of tools, and what it answers for them, in words. A word of the API's that this
 * version doesn't know is shown as it came. */

/* A tool that is the service's own has a word for its ID; that of another is a number that says nothing, and
 * should not pass for a name. */
static char *
dup_tool (ProctorToolReference *tool)
{
  const char *id = tool != NULL ? proctor_tool_reference_get_id (tool) : NULL;

  if (id == NULL)
    return g_strdup (_ ("a tool"));
  if (g_strcmp0 (proctor_tool_reference_get_kind (tool), "system") == 0)
    return g_strdup_printf (_ ("the tool %s"), id);

  return g_strdup_printf (_ ("the tool with the ID %s"), id);
}

/**
 * proctor_expectation_words_dup_demand:
 * @expectation: what is expected
 *
 * Returns: (transfer full): what the agent has to do, or must not
 */
char *
proctor_expectation_words_dup_demand (ProctorToolExpectation *expectation)
{
  ProctorNodeTransition *transition = proctor_tool_expectation_get_workflow_node_transition (expectation);
  const char *node = transition != NULL ? proctor_node_transition_get_target_node_id (transition) : NULL;
  g_autofree char *tool = NULL;

  if (node != NULL)
    return g_strdup_printf (_ ("has to move on to the workflow's node %s"), node);
  tool = dup_tool (proctor_tool_expectation_get_referenced_tool (expectation));
  if (proctor_tool_expectation_get_verify_absence (expectation))
    return g_strdup_printf (_ ("must not call %s"), tool);

  return g_strdup_printf (_ ("has to call %s"), tool);
}

/**
 * proctor_expectation_words_dup_check:
 * @parameter: what a parameter has to be
 *
 * Returns: (transfer full): it in words
 */
char *
proctor_expectation_words_dup_check (ProctorExpectedParameter *parameter)
{
  ProctorEvaluation *eval = proctor_expected_parameter_get_eval (parameter);
  const char *kind = eval != NULL ? proctor_evaluation_get_kind (eval) : NULL;
  const char *text = NULL;

  if (g_strcmp0 (kind, "exact") == 0 && (text = proctor_evaluation_get_expected_value (eval)) != NULL)
    return g_strdup_printf (_ ("is exactly “%s”"), text);
  if (g_strcmp0 (kind, "regex") == 0 && (text = proctor_evaluation_get_pattern (eval)) != NULL)
    return g_strdup_printf (_ ("matches the pattern %s"), text);
  if (g_strcmp0 (kind, "llm") == 0 && (text = proctor_evaluation_get_description (eval)) != NULL)
    return g_strdup_printf (_ ("fits this, in a model's judgement: %s"), text);
  if (g_strcmp0 (kind, "anything") == 0)
    return g_strdup (_ ("may be anything"));

  return g_strdup (kind != NULL ? kind : _ ("may be anything"));
}

/**
 * proctor_expectation_words_dup_mocking:
 * @behaviour: (nullable): which tools are mocked
 *
 * Returns: (transfer full): it in words
 */
char *
proctor_expectation_words_dup_mocking (ProctorMockBehaviour *behaviour)
{
  const char *strategy = behaviour != NULL ? proctor_mock_behaviour_get_mocking_strategy (behaviour) : NULL;
  const char *const *ids = behaviour != NULL ? proctor_mock_behaviour_get_mocked_tool_ids (behaviour) : NULL;

  if (strategy == NULL || g_str_equal (strategy, "none"))
    return g_strdup (_ ("No tools: the real ones are called"));
  if (g_str_equal (strategy, "all"))
    return g_strdup (_ ("All tools"));
  if (g_str_equal (strategy, "selected") && ids != NULL && ids[0] != NULL)
    return g_strjoinv ("\n", (char **) ids);
  if (g_str_equal (strategy, "selected"))
    return g_strdup (_ ("Those that are listed here"));

  return g_strdup (strategy);
}

/**
 * proctor_expectation_words_get_fallback:
 * @behaviour: which tools are mocked
 *
 * Returns: (nullable): what becomes of a call that there is no answer for
 */
const char *
proctor_expectation_words_get_fallback (ProctorMockBehaviour *behaviour)
{
  const char *fallback = proctor_mock_behaviour_get_fallback_strategy (behaviour);

  if (g_strcmp0 (fallback, "raise_error") == 0)
    return _ ("The run ends with an error");
  if (g_strcmp0 (fallback, "call_real_tool") == 0)
    return _ ("The real tool is called");

  return fallback;
}

static void
append_mock (GString *words,
             ProctorToolMock *mock)
{
  GListModel *conditions = proctor_tool_mock_get_parameter_conditions (mock);
  const char *result = proctor_tool_mock_get_mock_result (mock);

  for (guint i = 0; i < g_list_model_get_n_items (conditions); i++)
    {
      g_autoptr (GObject) condition = g_list_model_get_item (conditions, i);
      g_autofree char *check = NULL;
      const char *path;

      if (!PROCTOR_IS_EXPECTED_PARAMETER (condition))
        continue;

      check = proctor_expectation_words_dup_check (PROCTOR_EXPECTED_PARAMETER (condition));
      path = proctor_expected_parameter_get_path (PROCTOR_EXPECTED_PARAMETER (condition));
      /* Translators: a parameter's name, then as in "is exactly “2”". */
      g_string_append_printf (words, _ ("Where %s %s:\n"), path != NULL ? path : "", check);
    }
  if (proctor_tool_mock_get_is_error (mock))
    g_string_append (words, _ ("an error: "));
  g_string_append (words, result != NULL ? result : "");
}

/**
 * proctor_expectation_words_dup_override:
 * @override: the answers that a test has for a tool
 *
 * Returns: (transfer full): which answer is given when
 */
char *
proctor_expectation_words_dup_override (ProctorMockOverride *override)
{
  GListModel *mocks = proctor_mock_override_get_value (override);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (GObject) mock = g_list_model_get_item (mocks, i);

      if (!PROCTOR_IS_TOOL_MOCK (mock))
        continue;
      if (words->len > 0)
        g_string_append (words, "\n\n");
      append_mock (words, PROCTOR_TOOL_MOCK (mock));
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}
