/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"
#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-mock-override.h"
#include "proctor-pattern.h"
#include "proctor-tool-expectation.h"
#include "proctor-tool-mock.h"
#include "proctor-tool-reference.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is expected of a call's parameters: by a tool test, and by the answers of a mocked tool. */

/* A parameter, those beside it, and whose they are. */
typedef struct
{
  ProctorExpectedParameter *parameter;
  GListModel *siblings;
  guint position;
  const char *tool_id;
  const char *tool_kind;
  /* Which answer of a mocked tool it is about, PROCTOR_FINDING_WHOLE for a tool test. */
  guint answer;
} Check;

typedef void (*CheckFunc) (ProctorCheckRun *run,
                           const Check *check);

static void
each_of (ProctorCheckRun *run,
         CheckFunc func,
         Check *check)
{
  for (guint i = 0; i < g_list_model_get_n_items (check->siblings); i++)
    {
      g_autoptr (ProctorExpectedParameter) parameter = proctor_check_dup_item (check->siblings, i, PROCTOR_TYPE_EXPECTED_PARAMETER);

      if (parameter == NULL)
        continue;
      check->parameter = parameter;
      check->position = i;
      func (run, check);
    }
}

static const char *
get_known_kind (ProctorCheckRun *run,
                const char *tool_id)
{
  ProctorCheckTool *tool = proctor_check_context_find_tool (run->context, tool_id);

  return tool != NULL ? proctor_check_tool_get_kind (tool) : NULL;
}

static void
each_of_expectation (ProctorCheckRun *run,
                     CheckFunc func)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (run->test);
  ProctorToolReference *tool = expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;
  Check check = { .answer = PROCTOR_FINDING_WHOLE };

  if (expectation == NULL)
    return;

  check.siblings = proctor_tool_expectation_get_parameters (expectation);
  check.tool_id = tool != NULL ? proctor_tool_reference_get_id (tool) : NULL;
  check.tool_kind = get_known_kind (run, check.tool_id);
  if (check.tool_kind == NULL && tool != NULL)
    check.tool_kind = proctor_tool_reference_get_kind (tool);
  each_of (run, func, &check);
}

static void
each_of_override (ProctorCheckRun *run,
                  CheckFunc func,
                  ProctorMockOverride *override)
{
  GListModel *mocks = proctor_mock_override_get_value (override);
  const char *tool_id = proctor_mock_override_get_key (override);

  for (guint i = 0; i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (ProctorToolMock) mock = proctor_check_dup_item (mocks, i, PROCTOR_TYPE_TOOL_MOCK);
      Check check = { .tool_id = tool_id, .tool_kind = get_known_kind (run, tool_id), .answer = i };

      if (mock == NULL)
        continue;
      check.siblings = proctor_tool_mock_get_parameter_conditions (mock);
      each_of (run, func, &check);
    }
}

static void
each_parameter (ProctorCheckRun *run,
                CheckFunc func)
{
  GListModel *overrides = proctor_test_get_tool_mock_overrides (run->test);

  if (run->kind == PROCTOR_TEST_KIND_TOOL)
    each_of_expectation (run, func);
  if (run->kind != PROCTOR_TEST_KIND_SIMULATION)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (overrides); i++)
    {
      g_autoptr (ProctorMockOverride) override = proctor_check_dup_item (overrides, i, PROCTOR_TYPE_MOCK_OVERRIDE);

      if (override != NULL)
        each_of_override (run, func, override);
    }
}

static char *
dup_where (ProctorCheckRun *run,
           const Check *check)
{
  const char *path = proctor_expected_parameter_get_path (check->parameter);
  g_autofree char *number = g_strdup_printf ("%u", check->position + 1);
  g_autofree char *named = proctor_check_dup_short (path);
  const char *name = *named != '\0' ? named : number;
  g_autofree char *tool = NULL;

  if (check->answer == PROCTOR_FINDING_WHOLE)
    return g_strdup_printf (_ ("Parameter %s"), name);

  tool = proctor_check_dup_tool_name (run, check->tool_id);

  return g_strdup_printf (_ ("Mock of %s, answer %u, condition %s"), tool, check->answer + 1, name);
}

static void
add_to_path (ProctorCheckRun *run,
             const Check *check,
             char *message)
{
  proctor_check_run_add (run, check->parameter, PROCTOR_EXPECTED_PARAMETER_FIELD_PATH, dup_where (run, check), message);
}

static void
check_blank (ProctorCheckRun *run,
             const Check *check)
{
  if (proctor_check_is_blank (proctor_expected_parameter_get_path (check->parameter)))
    add_to_path (run, check, g_strdup (_ ("The parameter’s path is blank.")));
}

void
proctor_check_path_blank (ProctorCheckRun *run)
{
  each_parameter (run, check_blank);
}

static void
check_brackets (ProctorCheckRun *run,
                const Check *check)
{
  const char *path = proctor_expected_parameter_get_path (check->parameter);

  if (path != NULL && strpbrk (path, "[]") != NULL)
    add_to_path (run, check, g_strdup_printf (_ ("The path “%s” has brackets. A place in a list is written with a dot, as in items.0.name."), path));
}

void
proctor_check_path_brackets (ProctorCheckRun *run)
{
  each_parameter (run, check_brackets);
}

/* The first of two is as good as any, so the later one is told of. */
static void
check_twice (ProctorCheckRun *run,
             const Check *check)
{
  const char *path = proctor_expected_parameter_get_path (check->parameter);

  for (guint i = 0; i < check->position && !proctor_check_is_blank (path); i++)
    {
      g_autoptr (ProctorExpectedParameter) other = proctor_check_dup_item (check->siblings, i, PROCTOR_TYPE_EXPECTED_PARAMETER);

      if (other == NULL || g_strcmp0 (proctor_expected_parameter_get_path (other), path) != 0)
        continue;
      add_to_path (run, check, g_strdup_printf (_ ("The parameter “%s” is checked more than once."), path));
      return;
    }
}

void
proctor_check_path_twice (ProctorCheckRun *run)
{
  each_parameter (run, check_twice);
}

static gboolean
has_sections (const char *tool_kind)
{
  return g_strcmp0 (tool_kind, "webhook") == 0 || g_strcmp0 (tool_kind, "api_integration_webhook") == 0;
}

static gboolean
names_section (const char *path)
{
  return g_str_has_prefix (path, "body.") || g_str_has_prefix (path, "query_params.") || g_str_has_prefix (path, "path_params.") || g_str_equal (path, "body");
}

static void
check_section (ProctorCheckRun *run,
               const Check *check)
{
  const char *path = proctor_expected_parameter_get_path (check->parameter);

  if (!has_sections (check->tool_kind) || proctor_check_is_blank (path) || names_section (path))
    return;

  add_to_path (run, check, g_strdup_printf (_ ("The path “%s” won’t be found: a webhook’s path begins with body., query_params. or path_params., as in body.%s."), path, path));
}

void
proctor_check_path_section (ProctorCheckRun *run)
{
  each_parameter (run, check_section);
}

/* A path that another rule has something to say of is left to it. */
static void
check_unknown (ProctorCheckRun *run,
               const Check *check)
{
  const char *path = proctor_expected_parameter_get_path (check->parameter);
  ProctorCheckTool *tool = proctor_check_context_find_tool (run->context, check->tool_id);

  if (tool == NULL || proctor_check_is_blank (path) || strpbrk (path, "[]") != NULL || (has_sections (check->tool_kind) && !names_section (path)))
    return;
  if (proctor_check_tool_has_path (tool, path))
    return;

  add_to_path (run, check, g_strdup_printf (_ ("The tool “%s” has no parameter “%s”."), proctor_check_tool_get_name (tool), path));
}

void
proctor_check_path_unknown (ProctorCheckRun *run)
{
  if (proctor_check_context_knows_tools (run->context))
    each_parameter (run, check_unknown);
}

static void
check_missing (ProctorCheckRun *run,
               const Check *check)
{
  ProctorEvaluation *eval = proctor_expected_parameter_get_eval (check->parameter);

  if (eval == NULL || proctor_check_is_blank (proctor_evaluation_get_kind (eval)))
    proctor_check_run_add (run, check->parameter, PROCTOR_EXPECTED_PARAMETER_FIELD_EVAL, dup_where (run, check),
                           g_strdup (_ ("Nothing says how the parameter is judged.")));
}

void
proctor_check_evaluation_missing (ProctorCheckRun *run)
{
  each_parameter (run, check_missing);
}

static void
check_evaluation_blank (ProctorCheckRun *run,
                        const Check *check)
{
  ProctorEvaluation *eval = proctor_expected_parameter_get_eval (check->parameter);
  const char *kind = eval != NULL ? proctor_evaluation_get_kind (eval) : NULL;

  if (g_strcmp0 (kind, "exact") == 0 && proctor_check_is_blank (proctor_evaluation_get_expected_value (eval)))
    proctor_check_run_add (run, eval, PROCTOR_EVALUATION_FIELD_EXPECTED_VALUE, dup_where (run, check), g_strdup (_ ("The expected value is blank, so only a blank one will do.")));
  else if (g_strcmp0 (kind, "regex") == 0 && proctor_check_is_blank (proctor_evaluation_get_pattern (eval)))
    proctor_check_run_add (run, eval, PROCTOR_EVALUATION_FIELD_PATTERN, dup_where (run, check), g_strdup (_ ("The pattern is blank, so it says nothing of the value.")));
  else if (g_strcmp0 (kind, "llm") == 0 && proctor_check_is_blank (proctor_evaluation_get_description (eval)))
    proctor_check_run_add (run, eval, PROCTOR_EVALUATION_FIELD_DESCRIPTION, dup_where (run, check), g_strdup (_ ("Nothing tells the model what the value has to be.")));
}

void
proctor_check_evaluation_blank (ProctorCheckRun *run)
{
  each_parameter (run, check_evaluation_blank);
}

static void
check_pattern (ProctorCheckRun *run,
               const Check *check)
{
  ProctorEvaluation *eval = proctor_expected_parameter_get_eval (check->parameter);
  g_autoptr (GError) error = NULL;

  if (eval == NULL || g_strcmp0 (proctor_evaluation_get_kind (eval), "regex") != 0 || proctor_evaluation_get_pattern (eval) == NULL)
    return;
  if (proctor_pattern_check (proctor_evaluation_get_pattern (eval), &error))
    return;

  proctor_check_run_add (run, eval, PROCTOR_EVALUATION_FIELD_PATTERN, dup_where (run, check), g_strdup (error->message));
}

void
proctor_check_pattern (ProctorCheckRun *run)
{
  each_parameter (run, check_pattern);
}
