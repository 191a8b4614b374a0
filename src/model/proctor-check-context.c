/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-context.h"

/**
 * ProctorCheckContext:
 *
 * What is known of the world that a test is for: the tools that there are, what the agent has, the
 * environments, the models. Whatever was not told is unknown, and a rule that needs it says nothing.
 *
 * It is filled by one thread before others check with it, and is not changed while they do.
 */
struct _ProctorCheckContext
{
  GObject parent_instance;

  /* Owned */
  GHashTable *tools;
  GHashTable *tools_by_name;
  char **agent_tools;
  char **agent_variables;
  char **agent_placeholders;
  char **environments;
  char **environment_labels;
  char **models;

  ProctorCheckJsonFunc check_json;
};

G_DEFINE_FINAL_TYPE (ProctorCheckContext, proctor_check_context, G_TYPE_OBJECT)

static void
proctor_check_context_finalize (GObject *object)
{
  ProctorCheckContext *self = PROCTOR_CHECK_CONTEXT (object);

  g_clear_pointer (&self->tools_by_name, g_hash_table_unref);
  g_clear_pointer (&self->tools, g_hash_table_unref);
  g_strfreev (self->agent_tools);
  g_strfreev (self->agent_variables);
  g_strfreev (self->agent_placeholders);
  g_strfreev (self->environments);
  g_strfreev (self->environment_labels);
  g_strfreev (self->models);

  G_OBJECT_CLASS (proctor_check_context_parent_class)->finalize (object);
}

static void
proctor_check_context_class_init (ProctorCheckContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_check_context_finalize;
}

static void
proctor_check_context_init (ProctorCheckContext *self)
{
}

static void
set_names (char ***names,
           const char *const *new_names)
{
  char **copy = g_strdupv ((char **) new_names);

  g_strfreev (*names);
  *names = copy;
}

/**
 * proctor_check_context_new:
 * @check_json: (nullable): who can tell whether a text is JSON
 *
 * Returns: (transfer full): a context in which nothing is known yet
 */
ProctorCheckContext *
proctor_check_context_new (ProctorCheckJsonFunc check_json)
{
  ProctorCheckContext *self = g_object_new (PROCTOR_TYPE_CHECK_CONTEXT, NULL);

  self->check_json = check_json;

  return self;
}

/**
 * proctor_check_context_set_tools:
 * @self: a context
 * @tools: (nullable): all #ProctorCheckTool that there are, %NULL if that is not known
 *
 * Tells which tools there are.
 */
void
proctor_check_context_set_tools (ProctorCheckContext *self,
                                 GListModel *tools)
{
  g_return_if_fail (PROCTOR_IS_CHECK_CONTEXT (self));
  g_return_if_fail (tools == NULL || G_IS_LIST_MODEL (tools));

  g_clear_pointer (&self->tools_by_name, g_hash_table_unref);
  g_clear_pointer (&self->tools, g_hash_table_unref);
  if (tools == NULL)
    return;

  self->tools = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->tools_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr (ProctorCheckTool) tool = g_list_model_get_item (tools, i);

      if (g_hash_table_contains (self->tools, proctor_check_tool_get_id (tool)))
        continue;
      g_hash_table_insert (self->tools_by_name, (gpointer) proctor_check_tool_get_name (tool), tool);
      g_hash_table_insert (self->tools, (gpointer) proctor_check_tool_get_id (tool), g_object_ref (tool));
    }
}

gboolean
proctor_check_context_knows_tools (ProctorCheckContext *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), FALSE);

  return self->tools != NULL;
}

/**
 * proctor_check_context_find_tool:
 * @self: a context
 * @id: (nullable): a tool's id
 *
 * Returns: (transfer none) (nullable): that tool
 */
ProctorCheckTool *
proctor_check_context_find_tool (ProctorCheckContext *self,
                                 const char *id)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), NULL);

  return self->tools != NULL && id != NULL ? g_hash_table_lookup (self->tools, id) : NULL;
}

/**
 * proctor_check_context_find_tool_by_name:
 * @self: a context
 * @name: (nullable): a tool's name
 *
 * Returns: (transfer none) (nullable): a tool of that name
 */
ProctorCheckTool *
proctor_check_context_find_tool_by_name (ProctorCheckContext *self,
                                         const char *name)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), NULL);

  return self->tools_by_name != NULL && name != NULL ? g_hash_table_lookup (self->tools_by_name, name) : NULL;
}

/**
 * proctor_check_context_set_agent_tools:
 * @self: a context
 * @tool_ids: (nullable): the ids of the tools that the agent has, %NULL if there is no agent
 *
 * Tells which tools the agent has.
 */
void
proctor_check_context_set_agent_tools (ProctorCheckContext *self,
                                       const char *const *tool_ids)
{
  g_return_if_fail (PROCTOR_IS_CHECK_CONTEXT (self));

  set_names (&self->agent_tools, tool_ids);
}

const char *const *
proctor_check_context_get_agent_tools (ProctorCheckContext *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), NULL);

  return (const char *const *) self->agent_tools;
}

/**
 * proctor_check_context_set_agent_variables:
 * @self: a context
 * @names: (nullable): the dynamic variables for which the agent has a value, %NULL if there is no agent
 *
 * Tells which variables have a value without the test.
 */
void
proctor_check_context_set_agent_variables (ProctorCheckContext *self,
                                           const char *const *names)
{
  g_return_if_fail (PROCTOR_IS_CHECK_CONTEXT (self));

  set_names (&self->agent_variables, names);
}

const char *const *
proctor_check_context_get_agent_variables (ProctorCheckContext *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), NULL);

  return (const char *const *) self->agent_variables;
}

/**
 * proctor_check_context_set_agent_placeholders:
 * @self: a context
 * @names: (nullable): the dynamic variables that the agent's own texts name, %NULL if that is not known
 *
 * Tells which variables the agent needs.
 */
void
proctor_check_context_set_agent_placeholders (ProctorCheckContext *self,
                                              const char *const *names)
{
  g_return_if_fail (PROCTOR_IS_CHECK_CONTEXT (self));

  set_names (&self->agent_placeholders, names);
}

const char *const *
proctor_check_context_get_agent_placeholders (ProctorCheckContext *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), NULL);

  return (const char *const *) self->agent_placeholders;
}

/**
 * proctor_check_context_set_environments:
 * @self: a context
 * @names: (nullable): the environments that there are, such as "production"
 *
 * Tells which environments a test can name.
 */
void
proctor_check_context_set_environments (ProctorCheckContext *self,
                                        const char *const *names)
{
  g_return_if_fail (PROCTOR_IS_CHECK_CONTEXT (self));

  set_names (&self->environments, names);
}

const char *const *
proctor_check_context_get_environments (ProctorCheckContext *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), NULL);

  return (const char *const *) self->environments;
}

/**
 * proctor_check_context_set_environment_labels:
 * @self: a context
 * @labels: (nullable): the labels of the environment variables
 *
 * Tells what texts can name of the environment.
 */
void
proctor_check_context_set_environment_labels (ProctorCheckContext *self,
                                              const char *const *labels)
{
  g_return_if_fail (PROCTOR_IS_CHECK_CONTEXT (self));

  set_names (&self->environment_labels, labels);
}

const char *const *
proctor_check_context_get_environment_labels (ProctorCheckContext *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), NULL);

  return (const char *const *) self->environment_labels;
}

/**
 * proctor_check_context_set_models:
 * @self: a context
 * @model_ids: (nullable): the models that can be chosen
 *
 * Tells which models there are.
 */
void
proctor_check_context_set_models (ProctorCheckContext *self,
                                  const char *const *model_ids)
{
  g_return_if_fail (PROCTOR_IS_CHECK_CONTEXT (self));

  set_names (&self->models, model_ids);
}

const char *const *
proctor_check_context_get_models (ProctorCheckContext *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), NULL);

  return (const char *const *) self->models;
}

gboolean
proctor_check_context_knows_json (ProctorCheckContext *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), FALSE);

  return self->check_json != NULL;
}

/**
 * proctor_check_context_check_json:
 * @self: a context that knows JSON
 * @text: a text
 * @problem: (out) (optional) (transfer full) (nullable): what is wrong with it and where, a sentence
 *
 * Returns: what the text is
 */
ProctorCheckJson
proctor_check_context_check_json (ProctorCheckContext *self,
                                  const char *text,
                                  char **problem)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_CONTEXT (self), PROCTOR_CHECK_JSON_OTHER);
  g_return_val_if_fail (self->check_json != NULL && text != NULL, PROCTOR_CHECK_JSON_OTHER);

  if (problem != NULL)
    *problem = NULL;

  return self->check_json (text, problem);
}
