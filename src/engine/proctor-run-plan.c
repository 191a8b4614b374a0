/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-plan.h"

#include <string.h>

#include "proctor-document.h"
#include "proctor-plan-tools.h"
#include "proctor-runs.h"
#include "proctor-validation.h"
#include "proctor-variables.h"
#include "proctor-wire-reader.h"

static JsonObject *
dup_member (JsonObject *object,
            const char *member)
{
  JsonObject *value = proctor_validate_get_object (object, member);

  return value != NULL ? json_object_ref (value) : NULL;
}

/* What the environment says of a variable, or what it is in production. */
static void
add_environment (ProctorRunPlan *plan,
                 ProctorDatabase *database)
{
  const char *chosen = proctor_test_get_simulation_environment (plan->test);
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT label, document FROM variables WHERE kind = 'string'", "");

  if (chosen == NULL)
    chosen = proctor_test_get_environment (plan->test);
  while (proctor_statement_next (statement))
    {
      g_autoptr (JsonObject) document = proctor_document_parse (proctor_statement_get_text (statement, 1));
      JsonObject *values = proctor_validate_get_object (document, "values");
      const char *value = proctor_validate_get_string (values, chosen != NULL ? chosen : "production");
      g_autofree char *name = g_strconcat ("system_env__", proctor_statement_get_text (statement, 0), NULL);

      if (value == NULL)
        value = proctor_validate_get_string (values, "production");
      if (value != NULL)
        json_object_set_string_member (plan->variables, name, value);
    }
}

/* A run that overrides the agent's settings brings all of them; somebody who talks to it only what
 * is to be different. */
static void
load_agent (ProctorRunPlan *plan,
            ProctorDatabase *database,
            JsonObject *patch)
{
  g_autofree char *override_text = proctor_runs_dup_override (database, plan->run_id);
  g_autofree char *version_text = proctor_database_dup_text (database, "SELECT document FROM versions WHERE id = ?", "s", proctor_validate_get_string (plan->run, "version_id"));
  g_autoptr (JsonObject) override = proctor_document_parse (override_text);
  g_autoptr (JsonObject) version = proctor_document_parse (version_text);

  plan->agent = dup_member (override, "conversation_config");
  plan->workflow = dup_member (override, "workflow");
  if (plan->agent == NULL)
    plan->agent = dup_member (version, "conversation_config");
  if (plan->workflow == NULL)
    plan->workflow = dup_member (version, "workflow");
  if (plan->agent != NULL && patch != NULL)
    {
      g_autoptr (JsonObject) before = plan->agent;

      plan->agent = proctor_document_merge (before, patch);
    }
}

static JsonObject *
get_prompt (const ProctorRunPlan *plan)
{
  return proctor_validate_get_object (proctor_validate_get_object (plan->agent, "agent"), "prompt");
}

static void
load_test (ProctorRunPlan *plan)
{
  JsonNode *node = json_object_get_member (plan->run, "test_info");

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    plan->test = proctor_wire_read (PROCTOR_TYPE_TEST, node, NULL);
}

/* All that depends on the run, which says what it is about. */
static void
complete (ProctorRunPlan *plan,
          ProctorDatabase *database,
          JsonObject *patch)
{
  load_test (plan);
  load_agent (plan, database, patch);
  if (plan->test == NULL || plan->agent == NULL)
    {
      plan->problem = g_strdup (plan->test == NULL ? "The test can't be read." : "The agent is not there any more.");
      return;
    }

  plan->variables = proctor_variables_collect (plan->agent, plan->test);
  proctor_variables_add_system (plan->variables, proctor_validate_get_string (plan->run, "agent_id"), plan->run_id, g_get_real_time () / G_USEC_PER_SEC);
  add_environment (plan, database);
  proctor_plan_tools_load (plan->tools, database, get_prompt (plan));
}

/**
 * proctor_run_plan_load:
 * @database: the database
 * @run_id: a run
 *
 * Returns: (transfer full) (nullable): all that it needs; %NULL if it isn't pending any more
 */
ProctorRunPlan *
proctor_run_plan_load (ProctorDatabase *database,
                       const char *run_id)
{
  g_autoptr (ProctorRunPlan) plan = g_new0 (ProctorRunPlan, 1);

  plan->tools = g_ptr_array_new_with_free_func (proctor_plan_tool_free);
  plan->run_id = g_strdup (run_id);
  plan->run = proctor_runs_load (database, run_id, &plan->attempt);
  if (plan->run == NULL)
    return NULL;

  plan->invocation_id = g_strdup (proctor_validate_get_string (plan->run, "test_invocation_id"));
  complete (plan, database, NULL);

  return g_steal_pointer (&plan);
}

/**
 * proctor_run_plan_load_talk:
 * @database: the database
 * @talk_id: what chance depends on
 * @run: (transfer full): what it would be if it were a run: whom it is about, and in `test_info` what
 *   a simulation says of what was said, of variables and of tools
 * @patch: (nullable): what is to be different of the agent's conversation_config
 *
 * Returns: (transfer full): all that is needed to let the agent answer somebody
 */
ProctorRunPlan *
proctor_run_plan_load_talk (ProctorDatabase *database,
                            const char *talk_id,
                            JsonObject *run,
                            JsonObject *patch)
{
  ProctorRunPlan *plan = g_new0 (ProctorRunPlan, 1);

  plan->tools = g_ptr_array_new_with_free_func (proctor_plan_tool_free);
  plan->run_id = g_strdup (talk_id);
  plan->run = run;
  complete (plan, database, patch);

  return plan;
}

void
proctor_run_plan_free (ProctorRunPlan *plan)
{
  g_free (plan->run_id);
  g_free (plan->invocation_id);
  g_clear_pointer (&plan->run, json_object_unref);
  g_clear_object (&plan->test);
  g_clear_pointer (&plan->agent, json_object_unref);
  g_clear_pointer (&plan->workflow, json_object_unref);
  g_clear_pointer (&plan->tools, g_ptr_array_unref);
  g_clear_pointer (&plan->variables, json_object_unref);
  g_free (plan->problem);
  g_free (plan);
}

const ProctorPlanTool *
proctor_run_plan_find_tool (const ProctorRunPlan *plan,
                            const char *name)
{
  for (guint i = 0; i < plan->tools->len; i++)
    {
      const ProctorPlanTool *tool = g_ptr_array_index (plan->tools, i);

      if (g_strcmp0 (tool->name, name) == 0)
        return tool;
    }

  return NULL;
}

const ProctorPlanTool *
proctor_run_plan_find_tool_by_id (const ProctorRunPlan *plan,
                                  const char *id)
{
  for (guint i = 0; i < plan->tools->len; i++)
    {
      const ProctorPlanTool *tool = g_ptr_array_index (plan->tools, i);

      /* A system tool has no id; its name will do. */
      if (g_strcmp0 (tool->id != NULL ? tool->id : tool->name, id) == 0)
        return tool;
    }

  return NULL;
}

const char *
proctor_run_plan_get_prompt (const ProctorRunPlan *plan)
{
  const char *prompt = proctor_validate_get_string (get_prompt (plan), "prompt");

  return prompt != NULL ? prompt : "";
}

const char *
proctor_run_plan_get_model (const ProctorRunPlan *plan)
{
  return proctor_validate_get_string (get_prompt (plan), "llm");
}

/**
 * proctor_run_plan_get_first_message:
 * @plan: a plan
 *
 * Returns: (nullable): what the agent begins with, %NULL if it waits for the user
 */
const char *
proctor_run_plan_get_first_message (const ProctorRunPlan *plan)
{
  const char *message = proctor_validate_get_string (proctor_validate_get_object (plan->agent, "agent"), "first_message");

  return message != NULL && *message != '\0' ? message : NULL;
}

/**
 * proctor_run_plan_get_seed:
 * @plan: a plan
 *
 * Returns: what chance depends on: running the same run once more after a crash is the same run,
 *   and running it again because somebody asked for it is another
 */
guint64
proctor_run_plan_get_seed (const ProctorRunPlan *plan)
{
  g_autofree char *text = g_strdup_printf ("%s/%" G_GINT64_FORMAT, plan->run_id, plan->attempt);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  digest[15] = '\0';

  return g_ascii_strtoull (digest, NULL, 16);
}

/**
 * proctor_run_plan_make_functions:
 * @plan: a plan
 *
 * Returns: (transfer full) (nullable): the tools as a model is told of them
 */
JsonArray *
proctor_run_plan_make_functions (const ProctorRunPlan *plan)
{
  JsonArray *functions;

  if (plan->tools->len == 0)
    return NULL;

  functions = json_array_new ();
  for (guint i = 0; i < plan->tools->len; i++)
    {
      const ProctorPlanTool *tool = g_ptr_array_index (plan->tools, i);
      JsonObject *function = json_object_new ();

      json_object_set_string_member (function, "name", tool->name);
      json_object_set_string_member (function, "description", tool->description);
      json_object_set_member (function, "parameters", json_node_copy (tool->parameters));
      json_array_add_object_element (functions, function);
    }

  return functions;
}
