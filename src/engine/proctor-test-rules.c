/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-rules.h"

#include "proctor-entries.h"
#include "proctor-mock-rules.h"
#include "proctor-parameter-rules.h"
#include "proctor-turn-rules.h"
#include "proctor-validation.h"

#define MOST_TURNS 200
#define MOST_EXAMPLES 5
#define MOST_CONDITIONS 30
#define MOST_SIMULATED_TURNS 50

static const char *const kinds[] = { "llm", "tool", "simulation", NULL };
static const char *const success_words[] = { "success", NULL };
static const char *const failure_words[] = { "failure", NULL };
static const char *const transition_kinds[] = { "node_id", NULL };
static const char *const tool_kinds[] = { "system", "webhook", "client", "workflow", "api_integration_webhook", "mcp", "code", NULL };

static const ProctorRule common_rules[] = {
  { "name", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_OPTIONAL, 0, 0, kinds },
  { "parent_folder_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "chat_history", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, MOST_TURNS, NULL },
  { "dynamic_variables", PROCTOR_RULE_OBJECT, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "conversation_initiation_source", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "environment", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "from_conversation_metadata", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule llm_rules[] = {
  { "success_condition", PROCTOR_RULE_STRING, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "success_examples", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, MOST_EXAMPLES, NULL },
  { "failure_examples", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, MOST_EXAMPLES, NULL },
};

static const ProctorRule success_rules[] = {
  { "response", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, success_words },
};

static const ProctorRule failure_rules[] = {
  { "response", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, failure_words },
};

static const ProctorRule tool_rules[] = {
  { "tool_call_parameters", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "check_any_tool_matches", PROCTOR_RULE_BOOL, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule tool_call_rules[] = {
  { "parameters", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "referenced_tool", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "verify_absence", PROCTOR_RULE_BOOL, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "workflow_node_transition", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule referenced_tool_rules[] = {
  { "id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, tool_kinds },
};

static const ProctorRule transition_rules[] = {
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_OPTIONAL, 0, 0, transition_kinds },
  { "agent_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "target_node_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
};

static const ProctorRule simulation_rules[] = {
  { "success_condition", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "success_conditions", PROCTOR_RULE_STRINGS, PROCTOR_RULE_OPTIONAL, 0, MOST_CONDITIONS, NULL },
  { "simulation_scenario", PROCTOR_RULE_STRING, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "simulation_max_turns", PROCTOR_RULE_INT, PROCTOR_RULE_OPTIONAL, 1, MOST_SIMULATED_TURNS, NULL },
  { "simulation_environment", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "tool_mock_config", PROCTOR_RULE_OBJECT, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "tool_mock_overrides", PROCTOR_RULE_OBJECT, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "evaluation_model", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "simulated_user_model", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule provenance_rules[] = {
  { "conversation_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "agent_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "branch_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "workflow_node_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "original_agent_reply", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
};

static void
check_examples (ProctorCall *call,
                JsonObject *body,
                const char *member,
                const ProctorRule *rules,
                guint n_rules)
{
  JsonArray *examples = proctor_validate_get_array (body, member);
  g_autofree char *path = g_strconcat ("body.", member, NULL);

  if (examples != NULL)
    proctor_validate_list (call, examples, path, rules, n_rules);
}

/* System tools are everywhere, and nowhere written down. */
static void
check_referenced_tool (ProctorCall *call,
                       JsonObject *tool)
{
  const char *path = "body.tool_call_parameters.referenced_tool";
  const char *id = proctor_validate_get_string (tool, "id");
  const char *kind = proctor_validate_get_string (tool, "type");
  g_autofree char *found = NULL;

  proctor_validate (call, tool, path, referenced_tool_rules, G_N_ELEMENTS (referenced_tool_rules));
  if (id == NULL || kind == NULL || g_str_equal (kind, "system") || !g_strv_contains (tool_kinds, kind))
    return;

  found = proctor_database_dup_text (call->database, "SELECT kind FROM tools WHERE id = ?", "s", id);
  if (found == NULL)
    proctor_call_add_problem (call, "value_error", "Value error, there is no tool with this id", "body.tool_call_parameters.referenced_tool.id");
  else if (!g_str_equal (found, kind))
    proctor_call_add_problem (call, "value_error", "Value error, the tool is of another type", "body.tool_call_parameters.referenced_tool.type");
}

static void
check_tool (ProctorCall *call,
            JsonObject *body)
{
  const char *path = "body.tool_call_parameters";
  JsonObject *wanted = proctor_validate_get_object (body, "tool_call_parameters");
  JsonArray *parameters = proctor_validate_get_array (wanted, "parameters");
  JsonObject *tool = proctor_validate_get_object (wanted, "referenced_tool");
  JsonObject *transition = proctor_validate_get_object (wanted, "workflow_node_transition");

  proctor_validate (call, body, "body", tool_rules, G_N_ELEMENTS (tool_rules));
  if (wanted == NULL)
    return;
  proctor_validate (call, wanted, path, tool_call_rules, G_N_ELEMENTS (tool_call_rules));
  if (parameters != NULL)
    proctor_parameter_rules_check (call, parameters, "body.tool_call_parameters.parameters");
  if (tool != NULL)
    check_referenced_tool (call, tool);
  if (transition != NULL)
    proctor_validate (call, transition, "body.tool_call_parameters.workflow_node_transition", transition_rules, G_N_ELEMENTS (transition_rules));
}

static void
check_llm (ProctorCall *call,
           JsonObject *body)
{
  proctor_validate (call, body, "body", llm_rules, G_N_ELEMENTS (llm_rules));
  check_examples (call, body, "success_examples", success_rules, G_N_ELEMENTS (success_rules));
  check_examples (call, body, "failure_examples", failure_rules, G_N_ELEMENTS (failure_rules));
}

static void
check_simulation (ProctorCall *call,
                  JsonObject *body)
{
  JsonObject *config = proctor_validate_get_object (body, "tool_mock_config");
  JsonObject *overrides = proctor_validate_get_object (body, "tool_mock_overrides");
  JsonObjectIter iter;
  const char *tool_id;
  JsonNode *mocks;

  proctor_validate (call, body, "body", simulation_rules, G_N_ELEMENTS (simulation_rules));
  if (config != NULL)
    proctor_mock_rules_check_config (call, config, "body.tool_mock_config");
  if (overrides == NULL)
    return;

  json_object_iter_init_ordered (&iter, overrides);
  while (json_object_iter_next_ordered (&iter, &tool_id, &mocks))
    {
      g_autofree char *path = g_strconcat ("body.tool_mock_overrides.", tool_id, NULL);

      proctor_mock_rules_check_list (call, mocks, path);
    }
}

static void
check_common (ProctorCall *call,
              JsonObject *body)
{
  JsonObject *provenance = proctor_validate_get_object (body, "from_conversation_metadata");

  proctor_validate (call, body, "body", common_rules, G_N_ELEMENTS (common_rules));
  proctor_entries_check_name (call, body);
  proctor_entries_check_folder (call, body);
  proctor_turn_rules_check (call, body, "chat_history", "body");
  if (provenance == NULL)
    return;
  proctor_validate (call, provenance, "body.from_conversation_metadata", provenance_rules, G_N_ELEMENTS (provenance_rules));
  proctor_turn_rules_check (call, provenance, "original_agent_reply", "body.from_conversation_metadata");
}

static gboolean
ends_on_user (JsonArray *turns)
{
  guint length = json_array_get_length (turns);

  return g_strcmp0 (proctor_validate_get_string (json_array_get_object_element (turns, length - 1), "role"), "user") == 0;
}

static gboolean
has_condition (JsonObject *body)
{
  JsonArray *conditions = proctor_validate_get_array (body, "success_conditions");

  for (guint i = 0; conditions != NULL && i < json_array_get_length (conditions); i++)
    {
      if (!proctor_validate_is_blank (json_array_get_string_element (conditions, i)))
        return TRUE;
    }

  return !proctor_validate_is_blank (proctor_validate_get_string (body, "success_condition"));
}

/* What goes beyond the types of things. It relies on these. */
static void
check_sense (ProctorCall *call,
             JsonObject *body,
             const char *kind)
{
  JsonArray *turns = proctor_validate_get_array (body, "chat_history");
  gboolean is_empty = turns == NULL || json_array_get_length (turns) == 0;

  if (g_str_equal (kind, "simulation"))
    {
      if (!has_condition (body))
        proctor_call_add_problem (call, "value_error", "Value error, at least one of success_condition or success_conditions is required", "body.success_conditions");
      return;
    }

  if (g_str_equal (kind, "llm") && proctor_validate_is_blank (proctor_validate_get_string (body, "success_condition")))
    proctor_call_add_problem (call, "value_error", "Success condition is required for llm tests", "body.success_condition");
  if (g_str_equal (kind, "llm") && is_empty)
    proctor_call_add_problem (call, "value_error", "Chat history is required for llm tests", "body.chat_history");
  if (!is_empty && !ends_on_user (turns))
    proctor_call_add_problem (call, "value_error", "Value error, the last turn of the chat history must be the user's", "body.chat_history");
}

/**
 * proctor_test_rules_check:
 * @call: a call that makes or replaces a test
 * @body: the test
 * @kind_before: (nullable): which kind it is, %NULL if it is to be made
 *
 * Notes what is wrong with a test.
 *
 * Returns: (nullable): which kind it is to be, if that can be told
 */
const char *
proctor_test_rules_check (ProctorCall *call,
                          JsonObject *body,
                          const char *kind_before)
{
  const char *kind = proctor_validate_get_string (body, "type");

  check_common (call, body);
  /* The API's description gives every kind a default, and llm comes first. */
  if (kind == NULL)
    kind = kind_before != NULL ? kind_before : "llm";
  if (!g_strv_contains (kinds, kind))
    return NULL;
  if (kind_before != NULL && !g_str_equal (kind, kind_before))
    {
      proctor_call_add_problem (call, "value_error", "Value error, the type of a test can't be changed", "body.type");
      return kind;
    }

  if (g_str_equal (kind, "llm"))
    check_llm (call, body);
  else if (g_str_equal (kind, "tool"))
    check_tool (call, body);
  else
    check_simulation (call, body);
  if (!proctor_call_has_problems (call))
    check_sense (call, body, kind);

  return kind;
}
