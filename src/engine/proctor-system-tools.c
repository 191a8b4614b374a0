/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-system-tools.h"

#include "proctor-validation.h"

#define SIMULATED "Simulated transfer — no telephony provider in simulation mode."

static JsonObject *
make_result (const char *kind,
             const char *status)
{
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "result_type", kind);
  json_object_set_string_member (result, "status", status);

  return result;
}

static void
copy_text (JsonObject *result,
           JsonObject *arguments,
           const char *member,
           const char *fallback)
{
  const char *text = proctor_validate_get_string (arguments, member);

  if (text != NULL)
    json_object_set_string_member (result, member, text);
  else if (fallback != NULL)
    json_object_set_string_member (result, member, fallback);
}

/* Which agent a transfer leads to: the agent names it by its place in its settings. */
static JsonObject *
transfer_to_agent (JsonObject *arguments,
                   JsonObject *config,
                   const char *agent_id)
{
  JsonObject *params = proctor_validate_get_object (config, "params");
  JsonArray *transfers = proctor_validate_get_array (params != NULL ? params : config, "transfers");
  JsonNode *number = arguments != NULL ? json_object_get_member (arguments, "agent_number") : NULL;
  gint64 position = number != NULL && JSON_NODE_HOLDS_VALUE (number) ? json_node_get_int (number) : 0;
  JsonNode *node = transfers != NULL && position >= 0 && position < json_array_get_length (transfers) ? json_array_get_element (transfers, (guint) position) : NULL;
  JsonObject *transfer = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *to = proctor_validate_get_string (transfer, "agent_id");
  JsonObject *result = make_result (to != NULL ? "transfer_to_agent_success" : "transfer_to_agent_error", to != NULL ? "success" : "error");

  json_object_set_string_member (result, "from_agent", agent_id != NULL ? agent_id : "");
  if (to == NULL)
    {
      json_object_set_string_member (result, "error", "The agent's settings have no such transfer.");
      return result;
    }
  json_object_set_string_member (result, "to_agent", to);
  copy_text (result, transfer, "condition", "");

  return result;
}

/**
 * proctor_system_tools_answer:
 * @name: a system tool
 * @arguments: (nullable): what the agent calls it with
 * @config: its settings
 * @agent_id: (nullable): the agent
 * @ends_call: (out): whether the agent's part is over
 *
 * There is no telephone in a simulation, so what a system tool would do is only said.
 *
 * Returns: (transfer full): what it answers, as the API has it
 */
JsonObject *
proctor_system_tools_answer (const char *name,
                             JsonObject *arguments,
                             JsonObject *config,
                             const char *agent_id,
                             gboolean *ends_call)
{
  JsonObject *result;

  *ends_call = g_str_equal (name, "end_call") || g_str_has_prefix (name, "transfer_to_");
  if (g_str_equal (name, "transfer_to_agent"))
    return transfer_to_agent (arguments, config, agent_id);

  if (g_str_equal (name, "transfer_to_number"))
    {
      result = make_result ("transfer_to_number_sip_success", "success");
      copy_text (result, arguments, "transfer_number", "");
      json_object_set_string_member (result, "note", SIMULATED);
    }
  else if (g_str_equal (name, "language_detection"))
    {
      result = make_result ("language_detection_success", "success");
      copy_text (result, arguments, "language", NULL);
    }
  else if (g_str_equal (name, "skip_turn"))
    result = make_result ("skip_turn_success", "success");
  else if (g_str_equal (name, "play_keypad_touch_tone"))
    {
      result = make_result ("play_dtmf_success", "success");
      copy_text (result, arguments, "dtmf_tones", "");
    }
  else if (g_str_equal (name, "voicemail_detection"))
    result = make_result ("voicemail_detection_success", "success");
  else
    result = make_result ("end_call_success", "success");
  copy_text (result, arguments, "reason", NULL);

  return result;
}

/**
 * proctor_system_tools_make_captured:
 *
 * Returns: (transfer full): what a tool answers whose call was only captured
 */
char *
proctor_system_tools_make_captured (void)
{
  g_autoptr (JsonObject) result = make_result ("testing_tool_result", "success");
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (result, "reason", "Skipping tool call in test mode");
  node = json_node_init_object (json_node_alloc (), result);

  return json_to_string (node, FALSE);
}
