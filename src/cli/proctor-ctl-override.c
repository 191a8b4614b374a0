/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-override.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-agents.h"
#include "proctor-ctl-output.h"
#include "proctor-run-override.h"

/* A configuration in place of the agent's own, which is there for these runs alone. */

/**
 * proctor_ctl_check_variables:
 * @variables: (nullable): what somebody gave with --var
 *
 * Returns: whether each has a name; if not, it has been said
 */
gboolean
proctor_ctl_check_variables (char **variables)
{
  for (gsize i = 0; variables != NULL && variables[i] != NULL; i++)
    {
      if (strchr (variables[i], '=') > variables[i])
        continue;
      proctor_ctl_complain (_ ("--var takes a name and a value, as in “city=Oslo”."));
      return FALSE;
    }

  return TRUE;
}

/**
 * proctor_ctl_read_override:
 * @path: a file
 *
 * Reads a configuration. What is wrong with it has been said when this returns.
 *
 * Returns: (transfer full) (nullable): the configuration
 */
JsonNode *
proctor_ctl_read_override (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    {
      proctor_ctl_complain ("--override: %s", error->message);
      return NULL;
    }

  problem = proctor_run_override_dup_problem (text);
  if (problem != NULL)
    {
      proctor_ctl_complain ("--override: %s: %s", path, problem);
      return NULL;
    }

  return json_from_string (text, NULL);
}

/**
 * proctor_ctl_fetch_override:
 * @self: what all commands need
 * @agent_id: an agent
 * @branch_id: (nullable): one of its branches
 *
 * Asks for the agent's configuration, as one to begin with. Why it can't be had has been said when this returns.
 *
 * Returns: (transfer full) (nullable): the configuration
 */
JsonNode *
proctor_ctl_fetch_override (ProctorCtl *self,
                            const char *agent_id,
                            const char *branch_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorAgent) agent = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  proctor_agents_get_async (self->client, agent_id, branch_id, NULL, self->cancellable, proctor_ctl_keep_cb, &result);
  agent = proctor_agents_get_finish (self->client, proctor_ctl_wait (&result), &error);
  text = agent != NULL ? proctor_run_override_make (agent, &error) : NULL;
  if (text == NULL)
    {
      proctor_ctl_report_named (self, error, _ ("There is no agent with the id “%s”, or this key can't see it."), agent_id);
      return NULL;
    }

  return json_from_string (text, NULL);
}

static JsonObject *
ensure_object (JsonObject *object,
               const char *name)
{
  JsonNode *member = json_object_get_member (object, name);

  if (member == NULL || !JSON_NODE_HOLDS_OBJECT (member))
    json_object_set_object_member (object, name, json_object_new ());

  return json_object_get_object_member (object, name);
}

/* As what it looks like: a number stays one, and all else is text. */
static JsonNode *
make_value (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING)
    return g_steal_pointer (&node);

  return json_node_init_string (json_node_alloc (), text);
}

/**
 * proctor_ctl_set_variables:
 * @override: a configuration
 * @variables: what somebody gave with --var
 *
 * Gives the agent's dynamic variables other values.
 */
void
proctor_ctl_set_variables (JsonNode *override,
                           char **variables)
{
  JsonObject *config = ensure_object (json_node_get_object (override), "conversation_config");
  JsonObject *placeholders = ensure_object (ensure_object (ensure_object (config, "agent"), "dynamic_variables"), "dynamic_variable_placeholders");

  for (gsize i = 0; variables[i] != NULL; i++)
    {
      const char *value = strchr (variables[i], '=');
      g_autofree char *name = g_strndup (variables[i], (gsize) (value - variables[i]));

      json_object_set_member (placeholders, name, make_value (value + 1));
    }
}
