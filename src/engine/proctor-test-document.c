/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-document.h"

#include "proctor-document.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* What a test says of what nobody has said anything of. */
static const char common_defaults[] = "{\"chat_history\": [], \"dynamic_variables\": {}, \"conversation_initiation_source\": null, \"environment\": null,"
                                      " \"from_conversation_metadata\": null}";

static const struct
{
  const char *kind;
  const char *text;
} defaults[] = {
  { "llm", "{\"success_condition\": \"\", \"success_examples\": [], \"failure_examples\": []}" },
  { "tool", "{\"tool_call_parameters\": null, \"check_any_tool_matches\": null}" },
  { "simulation",
    "{\"success_condition\": null, \"success_conditions\": [], \"simulation_scenario\": \"\", \"simulation_max_turns\": 5,"
    " \"simulation_environment\": null, \"tool_mock_overrides\": {}, \"evaluation_model\": \"claude-sonnet-4-6\","
    " \"simulated_user_model\": \"claude-sonnet-4-6\", \"tool_mock_config\": {\"mocking_strategy\": \"none\","
    " \"fallback_strategy\": \"raise_error\", \"mocked_tool_ids\": []}}" },
};

static void
fill_in (JsonObject *document,
         const char *text)
{
  g_autoptr (JsonObject) missing = proctor_document_parse (text);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, missing);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (!json_object_has_member (document, member))
        json_object_set_member (document, member, json_node_copy (node));
    }
}

static void
drop (JsonObject *object,
      const char *member)
{
  if (json_object_has_member (object, member))
    json_object_remove_member (object, member);
}

/**
 * proctor_test_document_make:
 * @body: a test as a request has it, with nothing wrong
 * @kind: which kind it is
 *
 * Returns: (transfer full): it as it is kept and answered, but for its id and who may do what
 */
JsonObject *
proctor_test_document_make (JsonObject *body,
                            const char *kind)
{
  JsonObject *document = proctor_document_copy (body);

  drop (document, "id");
  drop (document, "access_info");
  drop (document, "parent_folder_id");
  json_object_set_string_member (document, "type", kind);
  fill_in (document, common_defaults);
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      if (g_str_equal (defaults[i].kind, kind))
        fill_in (document, defaults[i].text);
    }

  return document;
}

/**
 * proctor_test_document_make_info:
 * @document: a test as it is kept
 *
 * Returns: (transfer full): what a run keeps of it
 */
JsonObject *
proctor_test_document_make_info (JsonObject *document)
{
  JsonObject *info = proctor_document_copy (document);

  drop (info, "name");

  return info;
}

/**
 * proctor_test_document_get_environment:
 * @document: a test as it is kept
 *
 * Returns: where it runs
 */
const char *
proctor_test_document_get_environment (JsonObject *document)
{
  const char *environment = proctor_validate_get_string (document, "simulation_environment");

  if (environment == NULL || g_strcmp0 (proctor_validate_get_string (document, "type"), "simulation") != 0)
    environment = proctor_validate_get_string (document, "environment");

  return environment != NULL ? environment : "production";
}
