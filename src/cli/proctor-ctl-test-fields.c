/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-test-fields.h"

#include <glib/gi18n.h>

#include "proctor-example.h"
#include "proctor-expected-parameter.h"
#include "proctor-mock-override.h"
#include "proctor-tool-mock.h"
#include "proctor-turn.h"
#include "proctor-variable.h"

/* What a test is made of and what it checks, whatever kind it is of. */

static void
add_examples (ProctorCtlTable *table,
              const char *name,
              GListModel *examples)
{
  for (guint i = 0; i < g_list_model_get_n_items (examples); i++)
    {
      g_autoptr (ProctorRecord) example = g_list_model_get_item (examples, i);

      if (PROCTOR_IS_EXAMPLE (example))
        proctor_ctl_table_add_field (table, name, proctor_example_get_response (PROCTOR_EXAMPLE (example)));
    }
}

static void
add_history (ProctorCtlTable *table,
             GListModel *turns)
{
  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorRecord) turn = g_list_model_get_item (turns, i);
      g_autofree char *line = NULL;

      if (!PROCTOR_IS_TURN (turn) || proctor_turn_get_message (PROCTOR_TURN (turn)) == NULL)
        continue;
      line = g_strdup_printf ("%s: %s", proctor_turn_get_role (PROCTOR_TURN (turn)), proctor_turn_get_message (PROCTOR_TURN (turn)));
      proctor_ctl_table_add_field (table, i == 0 ? _ ("Conversation") : " ", line);
    }
}

/* What should be there may be missing nevertheless. */
static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static char *
describe_parameter (ProctorExpectedParameter *parameter)
{
  const char *path = or_dash (proctor_expected_parameter_get_path (parameter));
  ProctorEvaluation *evaluation = proctor_expected_parameter_get_eval (parameter);
  const char *kind = evaluation != NULL ? proctor_evaluation_get_kind (evaluation) : NULL;

  if (g_strcmp0 (kind, "exact") == 0)
    /* Translators: where a parameter of a tool's call is, and what it has to be. */
    return g_strdup_printf (_ ("%s: exactly “%s”"), path, or_dash (proctor_evaluation_get_expected_value (evaluation)));
  if (g_strcmp0 (kind, "regex") == 0)
    return g_strdup_printf (_ ("%s: matches the pattern “%s”"), path, or_dash (proctor_evaluation_get_pattern (evaluation)));
  if (g_strcmp0 (kind, "llm") == 0)
    return g_strdup_printf (_ ("%s: a model judges: %s"), path, or_dash (proctor_evaluation_get_description (evaluation)));
  if (g_strcmp0 (kind, "anything") == 0)
    return g_strdup_printf (_ ("%s: anything"), path);

  return g_strdup_printf ("%s: %s", path, or_dash (kind));
}

static void
add_parameters (ProctorCtlTable *table,
                GListModel *parameters)
{
  for (guint i = 0; i < g_list_model_get_n_items (parameters); i++)
    {
      g_autoptr (ProctorRecord) parameter = g_list_model_get_item (parameters, i);
      g_autofree char *text = NULL;

      if (!PROCTOR_IS_EXPECTED_PARAMETER (parameter))
        continue;
      text = describe_parameter (PROCTOR_EXPECTED_PARAMETER (parameter));
      proctor_ctl_table_add_field (table, _ ("Parameter"), text);
    }
}

static void
add_tool (ProctorCtlTable *table,
          ProctorTest *test)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (test);
  ProctorToolReference *tool = expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;
  ProctorNodeTransition *transition = expectation != NULL ? proctor_tool_expectation_get_workflow_node_transition (expectation) : NULL;

  if (expectation == NULL)
    return;

  if (tool != NULL)
    {
      const char *kind = proctor_tool_reference_get_kind (tool);
      const char *id = proctor_tool_reference_get_id (tool);
      g_autofree char *text = kind != NULL ? g_strdup_printf ("%s (%s)", or_dash (id), kind) : g_strdup (id);

      proctor_ctl_table_add_field (table, _ ("Tool"), text);
    }
  if (transition != NULL)
    proctor_ctl_table_add_field (table, _ ("Moves to node"), proctor_node_transition_get_target_node_id (transition));
  if (proctor_tool_expectation_get_verify_absence (expectation))
    proctor_ctl_table_add_field (table, _ ("Passes if"), _ ("The tool is not called."));
  add_parameters (table, proctor_tool_expectation_get_parameters (expectation));
  if (proctor_test_get_check_any_tool_matches (test))
    proctor_ctl_table_add_field (table, _ ("Any match"), _ ("Of several calls, one has to match."));
}

static char *
describe_strategy (ProctorMockBehaviour *mocks)
{
  const char *strategy = proctor_mock_behaviour_get_mocking_strategy (mocks);
  const char *const *ids = proctor_mock_behaviour_get_mocked_tool_ids (mocks);
  g_autofree char *joined = ids != NULL ? g_strjoinv (", ", (char **) ids) : g_strdup ("");

  if (g_strcmp0 (strategy, "all") == 0)
    return g_strdup (_ ("all tools"));
  if (g_strcmp0 (strategy, "none") == 0)
    return g_strdup (_ ("no tools"));
  if (g_strcmp0 (strategy, "selected") == 0)
    return g_strdup_printf (_ ("these tools: %s"), *joined != '\0' ? joined : "-");

  return g_strdup (strategy);
}

static const char *
describe_fallback (const char *strategy)
{
  if (g_strcmp0 (strategy, "raise_error") == 0)
    return _ ("an error");
  if (g_strcmp0 (strategy, "call_real_tool") == 0)
    return _ ("the real tool is called");

  return strategy;
}

static char *
describe_mock (const char *tool,
               ProctorToolMock *mock)
{
  GListModel *conditions = proctor_tool_mock_get_parameter_conditions (mock);
  const char *result = proctor_tool_mock_get_mock_result (mock);
  g_autoptr (GString) text = g_string_new (tool);

  for (guint i = 0; i < g_list_model_get_n_items (conditions); i++)
    {
      g_autoptr (ProctorRecord) condition = g_list_model_get_item (conditions, i);
      g_autofree char *described = PROCTOR_IS_EXPECTED_PARAMETER (condition) ? describe_parameter (PROCTOR_EXPECTED_PARAMETER (condition)) : NULL;

      if (described != NULL)
        g_string_append_printf (text, "%s%s", i > 0 ? "; " : " | ", described);
    }
  if (proctor_tool_mock_get_is_error (mock))
    g_string_append_printf (text, " → %s: %s", _ ("error"), or_dash (result));
  else
    g_string_append_printf (text, " → %s", or_dash (result));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_override (ProctorCtlTable *table,
              ProctorMockOverride *override)
{
  GListModel *mocks = proctor_mock_override_get_value (override);

  for (guint i = 0; i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (ProctorRecord) mock = g_list_model_get_item (mocks, i);
      g_autofree char *text = NULL;

      if (!PROCTOR_IS_TOOL_MOCK (mock))
        continue;
      text = describe_mock (proctor_mock_override_get_key (override), PROCTOR_TOOL_MOCK (mock));
      proctor_ctl_table_add_field (table, _ ("Mock"), text);
    }
}

static void
add_simulation (ProctorCtlTable *table,
                ProctorTest *test)
{
  ProctorMockBehaviour *mocks = proctor_test_get_tool_mock_config (test);
  GListModel *overrides = proctor_test_get_tool_mock_overrides (test);
  g_autofree char *turns = g_strdup_printf ("%" G_GINT64_FORMAT, proctor_test_get_simulation_max_turns (test));

  if (proctor_test_get_simulation_max_turns (test) > 0)
    proctor_ctl_table_add_field (table, _ ("Most turns"), turns);
  if (mocks != NULL)
    {
      g_autofree char *strategy = describe_strategy (mocks);

      if (strategy != NULL)
        proctor_ctl_table_add_field (table, _ ("Mocked"), strategy);
      if (proctor_mock_behaviour_get_fallback_strategy (mocks) != NULL)
        proctor_ctl_table_add_field (table, _ ("Without a mock"), describe_fallback (proctor_mock_behaviour_get_fallback_strategy (mocks)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (overrides); i++)
    {
      g_autoptr (ProctorRecord) override = g_list_model_get_item (overrides, i);

      if (PROCTOR_IS_MOCK_OVERRIDE (override))
        add_override (table, PROCTOR_MOCK_OVERRIDE (override));
    }
}

static void
add_variables (ProctorCtlTable *table,
               GListModel *variables)
{
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (ProctorRecord) variable = g_list_model_get_item (variables, i);
      g_autofree char *text = NULL;

      if (!PROCTOR_IS_VARIABLE (variable))
        continue;
      text = g_strdup_printf ("%s = %s", proctor_variable_get_key (PROCTOR_VARIABLE (variable)), or_dash (proctor_variable_get_value (PROCTOR_VARIABLE (variable))));
      proctor_ctl_table_add_field (table, _ ("Variable"), text);
    }
}

/**
 * proctor_ctl_add_test_fields:
 * @table: a table for names and values
 * @test: a test
 *
 * Adds what a test is made of and what it checks.
 */
void
proctor_ctl_add_test_fields (ProctorCtlTable *table,
                             ProctorTest *test)
{
  const char *const *conditions = proctor_test_get_success_conditions (test);

  proctor_ctl_table_add_field (table, _ ("Scenario"), proctor_test_get_simulation_scenario (test));
  add_history (table, proctor_test_get_chat_history (test));
  add_variables (table, proctor_test_get_dynamic_variables (test));
  proctor_ctl_table_add_field (table, _ ("Passes if"), proctor_test_get_success_condition (test));
  for (gsize i = 0; conditions != NULL && conditions[i] != NULL; i++)
    proctor_ctl_table_add_field (table, _ ("Passes if"), conditions[i]);
  add_tool (table, test);
  add_simulation (table, test);
  add_examples (table, _ ("Good reply"), proctor_test_get_success_examples (test));
  add_examples (table, _ ("Bad reply"), proctor_test_get_failure_examples (test));
}
