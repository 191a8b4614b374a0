/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-plan-tools.h"

#include "proctor-document.h"
#include "proctor-validation.h"
#include "proctor-wire-reader.h"

/* What the model is told of the tools that every agent can be given. */
static const struct
{
  const char *name;
  const char *description;
  const char *parameters;
} system_tools[] = {
  { "end_call", "Ends the conversation.", "{\"type\": \"object\", \"properties\": {\"reason\": {\"type\": \"string\"}}}" },
  { "language_detection", "Changes the language of the conversation.", "{\"type\": \"object\", \"properties\": {\"reason\": {\"type\": \"string\"}, \"language\": {\"type\": \"string\"}}, \"required\": [\"language\"]}" },
  { "transfer_to_agent", "Hands the conversation to another agent.", "{\"type\": \"object\", \"properties\": {\"reason\": {\"type\": \"string\"}, \"agent_number\": {\"type\": \"integer\"}}}" },
  { "transfer_to_number", "Hands the conversation to a person at a telephone number.", "{\"type\": \"object\", \"properties\": {\"reason\": {\"type\": \"string\"}, \"transfer_number\": {\"type\": \"string\"}, \"client_message\": {\"type\": \"string\"}, \"agent_message\": {\"type\": \"string\"}}}" },
  { "skip_turn", "Says nothing and waits for the user.", "{\"type\": \"object\", \"properties\": {\"reason\": {\"type\": \"string\"}}}" },
  { "play_keypad_touch_tone", "Presses keys of a telephone.", "{\"type\": \"object\", \"properties\": {\"reason\": {\"type\": \"string\"}, \"dtmf_tones\": {\"type\": \"string\"}}, \"required\": [\"dtmf_tones\"]}" },
  { "voicemail_detection", "Leaves a message on a voicemail.", "{\"type\": \"object\", \"properties\": {\"reason\": {\"type\": \"string\"}}}" },
};

void
proctor_plan_tool_free (gpointer data)
{
  ProctorPlanTool *tool = data;

  g_free (tool->id);
  g_free (tool->name);
  g_free (tool->kind);
  g_free (tool->description);
  g_clear_pointer (&tool->parameters, json_node_unref);
  g_clear_pointer (&tool->config, json_object_unref);
  g_clear_object (&tool->tool);
  g_free (tool);
}

static JsonObject *
make_object_schema (void)
{
  JsonObject *schema = json_object_new ();

  json_object_set_string_member (schema, "type", "object");
  json_object_set_object_member (schema, "properties", json_object_new ());

  return schema;
}

/* Members that the API's schemas have and those that models know have not. */
static JsonNode *
clean_schema (JsonNode *node)
{
  const char *const ours[] = { "dynamic_variable", "constant_value", "is_system_provided", "value_type", "is_omitted", NULL };
  g_autoptr (JsonObject) clean = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return json_node_copy (node);

  clean = json_object_new ();
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &member, &value))
    {
      if (g_strv_contains (ours, member) || JSON_NODE_HOLDS_NULL (value) || (g_str_equal (member, "description") && json_node_get_string (value) == NULL))
        continue;
      json_object_set_member (clean, member, clean_schema (value));
    }

  return json_node_init_object (json_node_alloc (), clean);
}

/* A webhook is given its parts under the names that paths in tests have for them. */
static void
add_part (JsonObject *schema,
          JsonObject *api,
          const char *member,
          const char *part)
{
  JsonNode *node = json_object_get_member (api, member);
  JsonObject *properties = json_object_get_object_member (schema, "properties");

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_member (properties, part, clean_schema (node));
}

static JsonNode *
make_parameters (JsonObject *config)
{
  JsonObject *api = proctor_validate_get_object (config, "api_schema");
  JsonNode *parameters = json_object_get_member (config, "parameters");
  g_autoptr (JsonObject) schema = NULL;

  if (parameters != NULL && JSON_NODE_HOLDS_OBJECT (parameters))
    return clean_schema (parameters);

  schema = make_object_schema ();
  if (api != NULL)
    {
      add_part (schema, api, "request_body_schema", "body");
      add_part (schema, api, "query_params_schema", "query_params");
      add_part (schema, api, "path_params_schema", "path_params");
    }

  return json_node_init_object (json_node_alloc (), schema);
}

static void
add_tool (GPtrArray *tools,
          const char *id,
          JsonObject *config,
          JsonObject *document)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), document);
  const char *name = proctor_validate_get_string (config, "name");
  const char *kind = proctor_validate_get_string (config, "type");
  const char *description = proctor_validate_get_string (config, "description");
  ProctorPlanTool *tool;

  if (name == NULL)
    return;

  tool = g_new0 (ProctorPlanTool, 1);
  tool->id = g_strdup (id);
  tool->name = g_strdup (name);
  tool->kind = g_strdup (kind != NULL ? kind : "client");
  tool->description = g_strdup (description != NULL ? description : "");
  tool->parameters = make_parameters (config);
  tool->config = json_object_ref (config);
  tool->tool = proctor_wire_read (PROCTOR_TYPE_TOOL, node, NULL);
  g_ptr_array_add (tools, tool);
}

/* A tool that is written out in the agent's settings has no id and no mocks of its own. */
static void
add_inline_tool (GPtrArray *tools,
                 JsonObject *config)
{
  g_autoptr (JsonObject) document = json_object_new ();

  json_object_set_object_member (document, "tool_config", json_object_ref (config));
  add_tool (tools, NULL, config, document);
}

static void
load_tool (GPtrArray *tools,
           ProctorDatabase *database,
           const char *id)
{
  g_autofree char *text = proctor_database_dup_text (database, "SELECT document FROM tools WHERE id = ?", "s", id);
  g_autoptr (JsonObject) document = proctor_document_parse (text);
  JsonObject *config = proctor_validate_get_object (document, "tool_config");

  if (config == NULL)
    return;

  /* Its id is not kept in it, and is what a test's mocks for it go by. */
  json_object_set_string_member (document, "id", id);
  add_tool (tools, id, config, document);
}

static void
add_system_tool (GPtrArray *tools,
                 const char *name,
                 JsonObject *config)
{
  const char *description = proctor_validate_get_string (config, "description");

  for (gsize i = 0; i < G_N_ELEMENTS (system_tools); i++)
    {
      ProctorPlanTool *tool;

      if (!g_str_equal (system_tools[i].name, name))
        continue;
      tool = g_new0 (ProctorPlanTool, 1);
      tool->name = g_strdup (name);
      tool->kind = g_strdup ("system");
      tool->description = g_strdup (description != NULL && *description != '\0' ? description : system_tools[i].description);
      tool->parameters = json_from_string (system_tools[i].parameters, NULL);
      tool->config = json_object_ref (config);
      g_ptr_array_add (tools, tool);
    }
}

/**
 * proctor_plan_tools_load:
 * @tools: (element-type ProctorPlanTool): where they go
 * @database: the database
 * @prompt: (nullable): an agent's prompt, which names them
 */
void
proctor_plan_tools_load (GPtrArray *tools,
                         ProctorDatabase *database,
                         JsonObject *prompt)
{
  JsonArray *ids = proctor_validate_get_array (prompt, "tool_ids");
  JsonArray *inline_tools = proctor_validate_get_array (prompt, "tools");
  JsonObject *built_in = proctor_validate_get_object (prompt, "built_in_tools");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      node = json_array_get_element (ids, i);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        load_tool (tools, database, json_node_get_string (node));
    }

  /* The list of ids is what counts; tools that are written out are read where there is none. */
  for (guint i = 0; ids == NULL && inline_tools != NULL && i < json_array_get_length (inline_tools); i++)
    {
      node = json_array_get_element (inline_tools, i);
      if (JSON_NODE_HOLDS_OBJECT (node))
        add_inline_tool (tools, json_node_get_object (node));
    }

  if (built_in == NULL)
    return;
  json_object_iter_init_ordered (&iter, built_in);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        add_system_tool (tools, name, json_node_get_object (node));
    }
}
