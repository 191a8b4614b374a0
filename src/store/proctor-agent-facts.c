/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-facts.h"

#include "proctor-agent-behaviour.h"
#include "proctor-agent-config.h"
#include "proctor-agent-prompt.h"
#include "proctor-agent-variables.h"
#include "proctor-node-transition.h"
#include "proctor-test-source.h"
#include "proctor-tool-expectation.h"
#include "proctor-tool-reference.h"
#include "proctor-variable.h"

#include <string.h>

/* What tests have to know of an agent. */

static ProctorAgentBehaviour *
get_behaviour (ProctorAgent *agent)
{
  ProctorAgentConfig *config = proctor_agent_get_conversation_config (agent);

  return config != NULL ? proctor_agent_config_get_agent (config) : NULL;
}

/**
 * proctor_agent_facts_dup_tools:
 * @agent: an agent
 *
 * Returns: (transfer full) (nullable): the ids of its tools; %NULL if it doesn't say
 */
char **
proctor_agent_facts_dup_tools (ProctorAgent *agent)
{
  ProctorAgentBehaviour *behaviour = get_behaviour (agent);
  ProctorAgentPrompt *prompt = behaviour != NULL ? proctor_agent_behaviour_get_prompt (behaviour) : NULL;

  return prompt != NULL ? g_strdupv ((char **) proctor_agent_prompt_get_tool_ids (prompt)) : NULL;
}

/**
 * proctor_agent_facts_dup_variables:
 * @agent: an agent
 *
 * Returns: (transfer full) (nullable): the names of the variables that it has a value for; %NULL if it doesn't say
 */
char **
proctor_agent_facts_dup_variables (ProctorAgent *agent)
{
  ProctorAgentBehaviour *behaviour = get_behaviour (agent);
  ProctorAgentVariables *variables = behaviour != NULL ? proctor_agent_behaviour_get_dynamic_variables (behaviour) : NULL;
  GListModel *values = variables != NULL ? proctor_agent_variables_get_dynamic_variable_placeholders (variables) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (behaviour == NULL)
    return NULL;

  for (guint i = 0; values != NULL && i < g_list_model_get_n_items (values); i++)
    {
      g_autoptr (GObject) value = g_list_model_get_item (values, i);

      if (PROCTOR_IS_VARIABLE (value) && proctor_variable_get_key (PROCTOR_VARIABLE (value)) != NULL)
        g_strv_builder_add (names, proctor_variable_get_key (PROCTOR_VARIABLE (value)));
    }

  return g_strv_builder_end (names);
}

/* Adds what stands between two braces and two braces. */
static void
add_placeholders (GHashTable *names,
                  const char *text)
{
  const char *open, *close;

  while (text != NULL && (open = strstr (text, "{{")) != NULL && (close = strstr (open, "}}")) != NULL)
    {
      g_autofree char *name = g_strndup (open + 2, (gsize) (close - open - 2));

      g_strstrip (name);
      if (name[0] != '\0' && strpbrk (name, "{}\n") == NULL)
        g_hash_table_add (names, g_steal_pointer (&name));
      text = close + 2;
    }
}

/**
 * proctor_agent_facts_dup_placeholders:
 * @agent: an agent
 *
 * Returns: (transfer full): the names of the variables that its texts have places for, in no order
 */
char **
proctor_agent_facts_dup_placeholders (ProctorAgent *agent)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ProctorAgentBehaviour *behaviour = get_behaviour (agent);
  ProctorAgentPrompt *prompt = behaviour != NULL ? proctor_agent_behaviour_get_prompt (behaviour) : NULL;
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer name;

  if (behaviour != NULL)
    add_placeholders (names, proctor_agent_behaviour_get_first_message (behaviour));
  if (prompt != NULL)
    add_placeholders (names, proctor_agent_prompt_get_prompt (prompt));

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_strv_builder_add (found, name);

  return g_strv_builder_end (found);
}

static gboolean
has_value (ProctorTest *test,
           const char *name)
{
  GListModel *variables = proctor_test_get_dynamic_variables (test);

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (GObject) variable = g_list_model_get_item (variables, i);

      if (PROCTOR_IS_VARIABLE (variable) && g_strcmp0 (proctor_variable_get_key (PROCTOR_VARIABLE (variable)), name) == 0)
        return TRUE;
    }

  return FALSE;
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

/**
 * proctor_agent_facts_dup_missing:
 * @agent: an agent
 * @test: a test for it
 *
 * Returns: (transfer full): the names of the variables that the agent has places for, and neither of them a value
 */
char **
proctor_agent_facts_dup_missing (ProctorAgent *agent,
                                 ProctorTest *test)
{
  g_auto (GStrv) placeholders = proctor_agent_facts_dup_placeholders (agent);
  g_auto (GStrv) variables = proctor_agent_facts_dup_variables (agent);
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  for (guint i = 0; placeholders[i] != NULL; i++)
    {
      if (!g_str_has_prefix (placeholders[i], "system_") && (variables == NULL || !g_strv_contains ((const char *const *) variables, placeholders[i])) && !has_value (test, placeholders[i]))
        g_ptr_array_add (names, g_strdup (placeholders[i]));
    }
  g_ptr_array_sort (names, compare_names);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* Whether it names an agent, and not this one. */
static gboolean
is_other (ProctorAgent *agent,
          const char *agent_id)
{
  return agent_id != NULL && *agent_id != '\0' && g_strcmp0 (agent_id, proctor_agent_get_agent_id (agent)) != 0;
}

/* The service's own tools and those of a workflow are in no list. */
static gboolean
is_strange_tool (ProctorAgent *agent,
                 ProctorToolReference *tool)
{
  const char *const unlisted[] = { "system", "workflow", "mcp", NULL };
  const char *kind = tool != NULL ? proctor_tool_reference_get_kind (tool) : NULL;
  const char *id = tool != NULL ? proctor_tool_reference_get_id (tool) : NULL;
  g_auto (GStrv) tools = proctor_agent_facts_dup_tools (agent);

  return tools != NULL && id != NULL && *id != '\0' && kind != NULL && !g_strv_contains (unlisted, kind) && !g_strv_contains ((const char *const *) tools, id);
}

/**
 * proctor_agent_facts_is_foreign:
 * @agent: an agent
 * @test: a test that is attached to it
 *
 * A test doesn't say which agent it was made for. Sometimes it can be told: it comes of a conversation with one,
 * moves to a node of one, or expects a tool that this one hasn't got.
 *
 * Returns: whether it was made for another agent
 */
gboolean
proctor_agent_facts_is_foreign (ProctorAgent *agent,
                                ProctorTest *test)
{
  ProctorTestSource *source = proctor_test_get_from_conversation_metadata (test);
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (test);
  ProctorNodeTransition *transition = expectation != NULL ? proctor_tool_expectation_get_workflow_node_transition (expectation) : NULL;

  if (source != NULL && is_other (agent, proctor_test_source_get_agent_id (source)))
    return TRUE;
  if (transition != NULL && is_other (agent, proctor_node_transition_get_agent_id (transition)))
    return TRUE;

  return expectation != NULL && is_strange_tool (agent, proctor_tool_expectation_get_referenced_tool (expectation));
}
