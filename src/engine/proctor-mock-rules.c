/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mock-rules.h"

#include "proctor-parameter-rules.h"
#include "proctor-validation.h"

static const char *const strategies[] = { "all", "selected", "none", NULL };
static const char *const fallbacks[] = { "call_real_tool", "raise_error", NULL };

static const ProctorRule config_rules[] = {
  { "mocking_strategy", PROCTOR_RULE_STRING, PROCTOR_RULE_OPTIONAL, 0, 0, strategies },
  { "fallback_strategy", PROCTOR_RULE_STRING, PROCTOR_RULE_OPTIONAL, 0, 0, fallbacks },
  { "mocked_tool_ids", PROCTOR_RULE_STRINGS, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
};

static const ProctorRule mock_rules[] = {
  { "mock_result", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "is_error", PROCTOR_RULE_BOOL, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "parameter_conditions", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
};

/**
 * proctor_mock_rules_check_config:
 * @call: a call
 * @config: which tools are mocked
 * @path: where that is
 *
 * Notes what is wrong with it. A tool that is to be mocked has to be there.
 */
void
proctor_mock_rules_check_config (ProctorCall *call,
                                 JsonObject *config,
                                 const char *path)
{
  JsonArray *ids = proctor_validate_get_array (config, "mocked_tool_ids");

  proctor_validate (call, config, path, config_rules, G_N_ELEMENTS (config_rules));
  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.mocked_tool_ids.%u", path, i);
      JsonNode *node = json_array_get_element (ids, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        continue;
      if (proctor_database_get_int (call->database, "SELECT COUNT (*) FROM tools WHERE id = ?", "s", json_node_get_string (node)) == 0)
        proctor_call_add_problem (call, "value_error", "Value error, there is no tool with this id", place);
    }
}

/**
 * proctor_mock_rules_check_list:
 * @call: a call
 * @mocks: what a tool answers
 * @path: where that is
 *
 * Notes what is wrong with it.
 */
void
proctor_mock_rules_check_list (ProctorCall *call,
                               JsonNode *mocks,
                               const char *path)
{
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (mocks))
    {
      proctor_call_add_problem (call, "list_type", "Input should be a valid list", path);
      return;
    }

  list = json_node_get_array (mocks);
  proctor_validate_list (call, list, path, mock_rules, G_N_ELEMENTS (mock_rules));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%u.parameter_conditions", path, i);
      JsonNode *mock = json_array_get_element (list, i);
      JsonArray *conditions = JSON_NODE_HOLDS_OBJECT (mock) ? proctor_validate_get_array (json_node_get_object (mock), "parameter_conditions") : NULL;

      if (conditions != NULL)
        proctor_parameter_rules_check (call, conditions, place);
    }
}
