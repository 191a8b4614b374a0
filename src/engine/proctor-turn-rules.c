/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-rules.h"

#include "proctor-validation.h"

static const char *const roles[] = { "user", "agent", NULL };
static const char *const scores[] = { "like", "dislike", NULL };

static const ProctorRule turn_rules[] = {
  { "role", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, roles },
  { "time_in_call_secs", PROCTOR_RULE_INT, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "message", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "multivoice_message", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "tool_calls", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "tool_results", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "agent_metadata", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "feedback", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "llm_override", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "producing_llm", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "conversation_turn_metrics", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "rag_retrieval_info", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "llm_usage", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "interrupted", PROCTOR_RULE_BOOL, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "ignored_as_backchannel", PROCTOR_RULE_BOOL, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "original_message", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "reasoning", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "source_medium", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "source_event_id", PROCTOR_RULE_INT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "used_static_kb_document_ids", PROCTOR_RULE_STRINGS, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "user_identifier", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "triggered_guardrails", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "platform_event", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule call_rules[] = {
  { "request_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "tool_name", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "params_as_json", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "tool_has_been_called", PROCTOR_RULE_BOOL, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "tool_details", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule result_rules[] = {
  { "request_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "tool_name", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "result_value", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "is_error", PROCTOR_RULE_BOOL, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "tool_has_been_called", PROCTOR_RULE_BOOL, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "is_blocked", PROCTOR_RULE_BOOL, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "tool_latency_secs", PROCTOR_RULE_NUMBER, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "error_type", PROCTOR_RULE_STRING, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "raw_error_message", PROCTOR_RULE_STRING, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "dynamic_variable_updates", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule voice_rules[] = {
  { "text", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "voice_label", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "time_in_call_secs", PROCTOR_RULE_INT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule voices_rules[] = {
  { "parts", PROCTOR_RULE_ARRAY, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
};

static const ProctorRule agent_rules[] = {
  { "agent_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "branch_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "workflow_node_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "version_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule feedback_rules[] = {
  { "score", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, scores },
  { "time_in_call_secs", PROCTOR_RULE_INT, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
};

static void
check_list (ProctorCall *call,
            JsonObject *object,
            const char *member,
            const char *path,
            const ProctorRule *rules,
            guint n_rules)
{
  JsonArray *list = proctor_validate_get_array (object, member);
  g_autofree char *place = g_strconcat (path, ".", member, NULL);

  if (list != NULL)
    proctor_validate_list (call, list, place, rules, n_rules);
}

static void
check_object (ProctorCall *call,
              JsonObject *object,
              const char *member,
              const char *path,
              const ProctorRule *rules,
              guint n_rules)
{
  JsonObject *inner = proctor_validate_get_object (object, member);
  g_autofree char *place = g_strconcat (path, ".", member, NULL);

  if (inner != NULL)
    proctor_validate (call, inner, place, rules, n_rules);
}

static void
check_turn (ProctorCall *call,
            JsonObject *turn,
            const char *path)
{
  JsonObject *voices = proctor_validate_get_object (turn, "multivoice_message");
  g_autofree char *voices_path = g_strconcat (path, ".multivoice_message", NULL);

  check_list (call, turn, "tool_calls", path, call_rules, G_N_ELEMENTS (call_rules));
  check_list (call, turn, "tool_results", path, result_rules, G_N_ELEMENTS (result_rules));
  check_object (call, turn, "agent_metadata", path, agent_rules, G_N_ELEMENTS (agent_rules));
  check_object (call, turn, "feedback", path, feedback_rules, G_N_ELEMENTS (feedback_rules));
  check_object (call, turn, "multivoice_message", path, voices_rules, G_N_ELEMENTS (voices_rules));
  if (voices != NULL)
    check_list (call, voices, "parts", voices_path, voice_rules, G_N_ELEMENTS (voice_rules));
}

/**
 * proctor_turn_rules_check:
 * @call: a call
 * @owner: an object of its body
 * @member: a member with turns, if it is there and a list
 * @path: where @owner is
 *
 * Notes what is wrong with turns.
 */
void
proctor_turn_rules_check (ProctorCall *call,
                          JsonObject *owner,
                          const char *member,
                          const char *path)
{
  JsonArray *turns = proctor_validate_get_array (owner, member);

  check_list (call, owner, member, path, turn_rules, G_N_ELEMENTS (turn_rules));
  for (guint i = 0; turns != NULL && i < json_array_get_length (turns); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%s.%u", path, member, i);
      JsonNode *turn = json_array_get_element (turns, i);

      if (JSON_NODE_HOLDS_OBJECT (turn))
        check_turn (call, json_node_get_object (turn), place);
    }
}
