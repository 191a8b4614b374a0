/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-llms.h"

#include "proctor-wire-text.h"

/* What a model can do, its provider rarely says; these are modest guesses. */
#define MOST_TOKENS 4096
#define MOST_CONTEXT 32768

static JsonObject *
make_model (const char *name)
{
  JsonObject *model = json_object_new ();

  json_object_set_string_member (model, "llm", name);
  json_object_set_boolean_member (model, "is_checkpoint", FALSE);
  json_object_set_int_member (model, "max_tokens_limit", MOST_TOKENS);
  json_object_set_int_member (model, "max_context_limit", MOST_CONTEXT);
  json_object_set_boolean_member (model, "supports_image_input", FALSE);
  json_object_set_boolean_member (model, "supports_document_input", FALSE);
  json_object_set_boolean_member (model, "supports_parallel_tool_calls", TRUE);
  json_object_set_null_member (model, "available_reasoning_efforts");
  json_object_set_null_member (model, "deprecation_info");
  json_object_set_null_member (model, "regional_processing_surcharge");

  return model;
}

/* Nothing is taken away here, so nobody is warned of it. */
static JsonObject *
make_deprecation_config (void)
{
  const char *const members[] = {
    "warning_start_days",
    "fallback_start_days",
    "fallback_complete_days",
    "fallback_start_percentage",
    "fallback_complete_percentage",
  };
  JsonObject *config = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_int_member (config, members[i], 0);

  return config;
}

void
proctor_serve_llms_list (ProctorCall *call)
{
  g_autofree char *text = proctor_database_dup_text (call->database, "SELECT value FROM settings WHERE name = 'models'", "");
  g_autoptr (JsonNode) node = proctor_wire_parse_text (text != NULL ? text : "[\"builtin\"]", -1, NULL);
  JsonArray *names = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonArray *models = json_array_new ();
  JsonObject *answer = json_object_new ();

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    if (json_node_get_value_type (json_array_get_element (names, i)) == G_TYPE_STRING)
      json_array_add_object_element (models, make_model (json_array_get_string_element (names, i)));
  json_object_set_array_member (answer, "llms", models);
  json_object_set_object_member (answer, "default_deprecation_config", make_deprecation_config ());
  proctor_call_answer_object (call, answer);
}
