/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-store.h"

#include "proctor-document.h"
#include "proctor-listing.h"
#include "proctor-validation.h"

static void
add_default_text (JsonObject *object,
                  const char *member,
                  const char *text)
{
  if (proctor_validate_get_string (object, member) == NULL)
    json_object_set_string_member (object, member, text);
}

static void
add_default_int (JsonObject *object,
                 const char *member,
                 gint64 number)
{
  if (proctor_document_lacks (object, member))
    json_object_set_int_member (object, member, number);
}

/* What every conversation has to have, and a simulation need not say. */
static void
complete (JsonObject *conversation)
{
  const char *const audio[] = { "has_audio", "has_user_audio", "has_response_audio", "has_auxiliary_audio" };
  g_autofree char *id = proctor_listing_make_id ("conv_");
  JsonObject *metadata;

  add_default_text (conversation, "conversation_id", id);
  add_default_text (conversation, "agent_id", "");
  add_default_text (conversation, "conversation_product", "agent");
  add_default_text (conversation, "status", "done");
  add_default_text (conversation, "environment", "production");
  for (gsize i = 0; i < G_N_ELEMENTS (audio); i++)
    if (!json_object_has_member (conversation, audio[i]))
      json_object_set_boolean_member (conversation, audio[i], FALSE);
  if (proctor_validate_get_array (conversation, "transcript") == NULL)
    json_object_set_array_member (conversation, "transcript", json_array_new ());
  if (proctor_validate_get_object (conversation, "metadata") == NULL)
    json_object_set_object_member (conversation, "metadata", json_object_new ());

  metadata = proctor_validate_get_object (conversation, "metadata");
  add_default_int (metadata, "start_time_unix_secs", g_get_real_time () / G_USEC_PER_SEC);
  add_default_int (metadata, "call_duration_secs", 0);
  if (!json_object_has_member (metadata, "cost_fiat"))
    json_object_set_null_member (metadata, "cost_fiat");
}

static void
copy_member (JsonObject *from,
             JsonObject *to,
             const char *member)
{
  JsonNode *node = from != NULL ? json_object_get_member (from, member) : NULL;

  json_object_set_member (to, member, node != NULL ? json_node_copy (node) : json_node_new (JSON_NODE_NULL));
}

/* Returns the names of the tools that were called, each once. */
static JsonArray *
collect_tool_names (JsonArray *transcript)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *names = json_array_new ();

  for (guint i = 0; i < json_array_get_length (transcript); i++)
    {
      JsonNode *turn = json_array_get_element (transcript, i);
      JsonArray *calls = JSON_NODE_HOLDS_OBJECT (turn) ? proctor_validate_get_array (json_node_get_object (turn), "tool_calls") : NULL;

      for (guint j = 0; calls != NULL && j < json_array_get_length (calls); j++)
        {
          JsonNode *call = json_array_get_element (calls, j);
          const char *name = JSON_NODE_HOLDS_OBJECT (call) ? proctor_validate_get_string (json_node_get_object (call), "tool_name") : NULL;

          if (name != NULL && g_hash_table_add (seen, (gpointer) name))
            json_array_add_string_element (names, name);
        }
    }

  return names;
}

/* Returns what was said, as searches compare it. */
static char *
collect_words (JsonArray *transcript)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (transcript); i++)
    {
      JsonNode *turn = json_array_get_element (transcript, i);
      const char *message = JSON_NODE_HOLDS_OBJECT (turn) ? proctor_validate_get_string (json_node_get_object (turn), "message") : NULL;

      if (message != NULL)
        g_string_append_printf (words, "%s\n", message);
    }

  return proctor_listing_fold (words->str);
}

/* Returns the row that lists have for it. */
static JsonObject *
make_summary (JsonObject *conversation,
              const char *call_successful)
{
  const char *const own[] = { "conversation_id", "agent_id", "agent_name", "branch_id", "version_id", "status" };
  const char *const from_metadata[] = { "start_time_unix_secs", "call_duration_secs", "main_language", "conversation_initiation_source" };
  const char *const from_analysis[] = { "call_success_score", "transcript_summary", "call_summary_title" };
  JsonObject *metadata = proctor_validate_get_object (conversation, "metadata");
  JsonObject *analysis = proctor_validate_get_object (conversation, "analysis");
  JsonArray *transcript = proctor_validate_get_array (conversation, "transcript");
  const char *reason = proctor_validate_get_string (metadata, "termination_reason");
  JsonObject *summary = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    copy_member (conversation, summary, own[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (from_metadata); i++)
    copy_member (metadata, summary, from_metadata[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (from_analysis); i++)
    copy_member (analysis, summary, from_analysis[i]);
  json_object_set_string_member (summary, "call_successful", call_successful);
  json_object_set_string_member (summary, "termination_reason", reason != NULL ? reason : "");
  json_object_set_int_member (summary, "message_count", json_array_get_length (transcript));
  json_object_set_array_member (summary, "tool_names", collect_tool_names (transcript));

  return summary;
}

/**
 * proctor_conversations_store:
 * @database: the engine's database
 * @conversation: a conversation, as the API says it; what it lacks, its id among it, is added
 *
 * Keeps a conversation. One that is kept already is replaced.
 */
void
proctor_conversations_store (ProctorDatabase *database,
                             JsonObject *conversation)
{
  g_autoptr (JsonObject) summary = NULL;
  g_autofree char *summary_text = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  const char *agent_id, *call_successful;
  gint64 started_at;

  complete (conversation);
  agent_id = proctor_validate_get_string (conversation, "agent_id");
  if (proctor_document_lacks (conversation, "agent_name"))
    {
      g_autofree char *name = proctor_database_dup_text (database, "SELECT name FROM agents WHERE id = ?", "s", agent_id);

      proctor_document_set_text (conversation, "agent_name", name);
    }

  call_successful = proctor_validate_get_string (proctor_validate_get_object (conversation, "analysis"), "call_successful");
  call_successful = call_successful != NULL ? call_successful : "unknown";
  started_at = json_object_get_int_member (proctor_validate_get_object (conversation, "metadata"), "start_time_unix_secs");
  summary = make_summary (conversation, call_successful);
  summary_text = proctor_document_to_text (summary);
  text = proctor_document_to_text (conversation);
  folded = collect_words (proctor_validate_get_array (conversation, "transcript"));
  proctor_database_run (database,
                        "INSERT OR REPLACE INTO conversations (id, agent_id, branch_id, version_id, started_at, call_successful, folded, summary, document)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "ssssissss", proctor_validate_get_string (conversation, "conversation_id"), agent_id, proctor_validate_get_string (conversation, "branch_id"),
                        proctor_validate_get_string (conversation, "version_id"), started_at, call_successful, folded, summary_text, text);
  proctor_database_run (database, "UPDATE agents SET last_call_at = max (coalesce (last_call_at, 0), ?) WHERE id = ?", "is", started_at, agent_id);
}
