/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-answer.h"

#include "proctor-document.h"
#include "proctor-validation.h"

static const char hold_audio_url[] = "https://eleven-public-cdn-common.elevenlabs.io/convai/ambient-audio-assets/elevator1.mp3";

static JsonObject *
make_metadata (gint64 created_at,
               gint64 updated_at)
{
  JsonObject *metadata = json_object_new ();

  json_object_set_int_member (metadata, "created_at_unix_secs", created_at);
  json_object_set_int_member (metadata, "updated_at_unix_secs", updated_at);

  return metadata;
}

static JsonObject *
make_nodes (void)
{
  JsonObject *nodes = json_object_new ();
  JsonObject *start = json_object_new ();
  JsonObject *position = json_object_new ();

  json_object_set_double_member (position, "x", 0);
  json_object_set_double_member (position, "y", 0);
  json_object_set_string_member (start, "type", "start");
  json_object_set_object_member (start, "position", position);
  json_object_set_array_member (start, "edge_order", json_array_new ());
  json_object_set_object_member (nodes, "start_node", start);

  return nodes;
}

/* A workflow that says only part of itself is completed; there is always somewhere to begin. */
static JsonObject *
make_workflow (JsonObject *stored)
{
  JsonObject *workflow = stored != NULL ? proctor_document_copy (stored) : json_object_new ();
  JsonObject *nodes = proctor_validate_get_object (workflow, "nodes");

  if (nodes == NULL || json_object_get_size (nodes) == 0)
    json_object_set_object_member (workflow, "nodes", make_nodes ());
  if (proctor_document_lacks (workflow, "edges"))
    json_object_set_object_member (workflow, "edges", json_object_new ());
  if (proctor_document_lacks (workflow, "prevent_subagent_loops"))
    json_object_set_boolean_member (workflow, "prevent_subagent_loops", FALSE);

  return workflow;
}

static void
add_missing (JsonObject *answer)
{
  const char *const objects[] = { "conversation_config", "platform_settings", "procedures" };
  JsonObject *workflow = make_workflow (proctor_validate_get_object (answer, "workflow"));

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    if (proctor_document_lacks (answer, objects[i]))
      json_object_set_object_member (answer, objects[i], json_object_new ());
  json_object_set_object_member (answer, "workflow", workflow);
  json_object_set_array_member (answer, "phone_numbers", json_array_new ());
  json_object_set_array_member (answer, "whatsapp_accounts", json_array_new ());
  if (proctor_document_lacks (answer, "default_hold_audio_url"))
    json_object_set_string_member (answer, "default_hold_audio_url", hold_audio_url);
}

static JsonObject *
make_answer (ProctorStatement *statement,
             const char *agent_id,
             const ProctorAgentState *version)
{
  g_autoptr (JsonObject) own = proctor_document_parse (proctor_statement_get_text (statement, 4));
  JsonObject *answer = proctor_document_merge (version->document, own);

  add_missing (answer);
  json_object_set_string_member (answer, "agent_id", agent_id);
  json_object_set_string_member (answer, "name", proctor_statement_get_text (statement, 0));
  json_object_set_object_member (answer, "metadata", make_metadata (proctor_statement_get_int (statement, 1), proctor_statement_get_int (statement, 2)));
  json_object_set_object_member (answer, "access_info", proctor_document_make_access_info ());
  json_object_set_string_member (answer, "main_branch_id", proctor_statement_get_text (statement, 3));
  json_object_set_string_member (answer, "branch_id", version->branch_id);
  json_object_set_string_member (answer, "version_id", version->version_id);

  return answer;
}

/**
 * proctor_agent_answer:
 * @call: a call
 * @agent_id: an agent
 * @version: what it is
 *
 * Answers with an agent as it is on one branch at one time.
 */
void
proctor_agent_answer (ProctorCall *call,
                      const char *agent_id,
                      const ProctorAgentState *version)
{
  ProctorStatement *statement = proctor_database_prepare (call->database,
                                                          "SELECT name, created_at, updated_at, main_branch_id, document FROM agents WHERE id = ?", "s", agent_id);
  JsonObject *answer = NULL;

  while (proctor_statement_next (statement))
    answer = make_answer (statement, agent_id, version);
  if (answer != NULL)
    proctor_call_answer_object (call, answer);
  else
    proctor_call_refuse_unknown (call, "agent", agent_id);
}
