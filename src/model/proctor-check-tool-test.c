/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"
#include "proctor-node-transition.h"
#include "proctor-tool-expectation.h"
#include "proctor-tool-reference.h"

#include <glib/gi18n.h>

/* What the agent is expected to call. The parameters are looked at in proctor-check-parameters.c. */

static ProctorToolReference *
get_tool (ProctorCheckRun *run)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (run->test);
  ProctorToolReference *tool = expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;

  return tool != NULL && !proctor_check_is_blank (proctor_tool_reference_get_id (tool)) ? tool : NULL;
}

static ProctorNodeTransition *
get_transition (ProctorCheckRun *run)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (run->test);

  return expectation != NULL ? proctor_tool_expectation_get_workflow_node_transition (expectation) : NULL;
}

/* The service's own tools are on no list. */
static gboolean
is_listed (ProctorToolReference *tool)
{
  const char *const unlisted[] = { "system", "workflow", NULL };
  const char *kind = proctor_tool_reference_get_kind (tool);

  return kind == NULL || !g_strv_contains (unlisted, kind);
}

void
proctor_check_tool_missing (ProctorCheckRun *run)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (run->test);
  gpointer record = run->test;
  guint field = PROCTOR_TEST_FIELD_TOOL_CALL_PARAMETERS;

  if (get_tool (run) != NULL || get_transition (run) != NULL)
    return;

  if (expectation != NULL)
    {
      record = expectation;
      field = PROCTOR_TOOL_EXPECTATION_FIELD_REFERENCED_TOOL;
    }
  proctor_check_run_add (run, record, field, NULL, g_strdup (_ ("Neither a tool nor a node of the workflow is chosen, so there is nothing to check.")));
}

void
proctor_check_tool_unknown (ProctorCheckRun *run)
{
  ProctorToolReference *tool = get_tool (run);
  const char *id = tool != NULL ? proctor_tool_reference_get_id (tool) : NULL;
  ProctorCheckTool *named = proctor_check_context_find_tool_by_name (run->context, id);
  char *message;

  if (tool == NULL || !is_listed (tool) || !proctor_check_context_knows_tools (run->context) || proctor_check_context_find_tool (run->context, id) != NULL)
    return;

  if (named != NULL)
    message = g_strdup_printf (_ ("“%s” is the name of a tool. A test needs its ID, which is “%s”."), id, proctor_check_tool_get_id (named));
  else
    message = g_strdup_printf (_ ("There is no tool with the ID “%s”."), id);
  proctor_check_run_add (run, tool, PROCTOR_TOOL_REFERENCE_FIELD_ID, NULL, message);
}

void
proctor_check_tool_kind (ProctorCheckRun *run)
{
  ProctorToolReference *tool = get_tool (run);
  ProctorCheckTool *known = tool != NULL ? proctor_check_context_find_tool (run->context, proctor_tool_reference_get_id (tool)) : NULL;
  const char *kind = known != NULL ? proctor_check_tool_get_kind (known) : NULL;
  const char *said = tool != NULL ? proctor_tool_reference_get_kind (tool) : NULL;

  if (kind == NULL || said == NULL || g_str_equal (kind, said))
    return;

  proctor_check_run_add (run, tool, PROCTOR_TOOL_REFERENCE_FIELD_KIND, NULL,
                         g_strdup_printf (_ ("The tool “%s” is of the type “%s” and not “%s”."), proctor_check_tool_get_name (known), kind, said));
}

void
proctor_check_tool_foreign (ProctorCheckRun *run)
{
  ProctorToolReference *tool = get_tool (run);
  const char *const *own = proctor_check_context_get_agent_tools (run->context);
  const char *id = tool != NULL ? proctor_tool_reference_get_id (tool) : NULL;
  g_autofree char *name = NULL;

  if (tool == NULL || own == NULL || !is_listed (tool) || g_strv_contains (own, id))
    return;
  if (proctor_check_context_knows_tools (run->context) && proctor_check_context_find_tool (run->context, id) == NULL)
    return;

  name = proctor_check_dup_tool_name (run, id);
  proctor_check_run_add (run, tool, PROCTOR_TOOL_REFERENCE_FIELD_ID, NULL, g_strdup_printf (_ ("The agent doesn’t have the tool “%s”."), name));
}

void
proctor_check_transition (ProctorCheckRun *run)
{
  ProctorNodeTransition *transition = get_transition (run);

  if (transition == NULL)
    return;

  if (proctor_check_is_blank (proctor_node_transition_get_agent_id (transition)))
    proctor_check_run_add (run, transition, PROCTOR_NODE_TRANSITION_FIELD_AGENT_ID, NULL, g_strdup (_ ("The agent whose workflow is meant is not chosen.")));
  if (proctor_check_is_blank (proctor_node_transition_get_target_node_id (transition)))
    proctor_check_run_add (run, transition, PROCTOR_NODE_TRANSITION_FIELD_TARGET_NODE_ID, NULL, g_strdup (_ ("The node that the workflow has to move to is not chosen.")));
}

void
proctor_check_absence (ProctorCheckRun *run)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (run->test);

  if (expectation == NULL || !proctor_tool_expectation_get_verify_absence (expectation) || g_list_model_get_n_items (proctor_tool_expectation_get_parameters (expectation)) == 0)
    return;

  proctor_check_run_add (run, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_VERIFY_ABSENCE, NULL,
                         g_strdup (_ ("The tool must not be called, so the checks of its parameters make no sense.")));
}

void
proctor_check_only_called (ProctorCheckRun *run)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (run->test);

  if (get_tool (run) == NULL || get_transition (run) != NULL || proctor_tool_expectation_get_verify_absence (expectation))
    return;
  if (g_list_model_get_n_items (proctor_tool_expectation_get_parameters (expectation)) > 0)
    return;

  proctor_check_run_add (run, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_PARAMETERS, NULL,
                         g_strdup (_ ("No parameter is checked, so all that counts is that the tool is called.")));
}
