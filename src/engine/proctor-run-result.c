/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-result.h"

#include "proctor-conversation-store.h"
#include "proctor-listing.h"
#include "proctor-runs.h"
#include "proctor-validation.h"

/* What became of a run, on its way to the disk. */
struct _ProctorRunResult
{
  char *run_id;
  char *invocation_id;
  JsonObject *run;
  gint64 attempt;
};

/**
 * proctor_run_result_new:
 * @run_id: a run
 * @attempt: which time it was run
 * @invocation_id: the invocation it is one of
 * @run: (transfer full): the run, as it is answered from now on
 *
 * Returns: (transfer full): what proctor_run_result_write() writes
 */
ProctorRunResult *
proctor_run_result_new (const char *run_id,
                        gint64 attempt,
                        const char *invocation_id,
                        JsonObject *run)
{
  ProctorRunResult *result = g_new0 (ProctorRunResult, 1);

  result->run_id = g_strdup (run_id);
  result->invocation_id = g_strdup (invocation_id);
  result->run = run;
  result->attempt = attempt;

  return result;
}

void
proctor_run_result_free (ProctorRunResult *result)
{
  g_free (result->run_id);
  g_free (result->invocation_id);
  json_object_unref (result->run);
  g_free (result);
}

static JsonArray *
join_turns (JsonObject *run)
{
  JsonArray *history = proctor_validate_get_array (proctor_validate_get_object (run, "test_info"), "chat_history");
  JsonArray *responses = proctor_validate_get_array (run, "agent_responses");
  JsonArray *turns = json_array_new ();

  for (guint i = 0; history != NULL && i < json_array_get_length (history); i++)
    json_array_add_element (turns, json_node_ref (json_array_get_element (history, i)));
  for (guint i = 0; responses != NULL && i < json_array_get_length (responses); i++)
    json_array_add_element (turns, json_node_ref (json_array_get_element (responses, i)));

  return turns;
}

static void
copy_string_as (JsonObject *to,
                const char *name,
                JsonObject *from,
                const char *member)
{
  const char *text = proctor_validate_get_string (from, member);

  if (text != NULL)
    json_object_set_string_member (to, name, text);
  else
    json_object_set_null_member (to, name);
}

static void
copy_string (JsonObject *to,
             JsonObject *from,
             const char *member)
{
  copy_string_as (to, member, from, member);
}

/* A simulation is a conversation like any other: another test can be made of it. */
static JsonObject *
make_conversation (ProctorRunResult *result)
{
  JsonObject *conversation = json_object_new ();
  JsonObject *metadata = json_object_new ();
  JsonObject *analysis = json_object_new ();
  JsonObject *data = json_object_new ();
  JsonObject *variables = proctor_validate_get_object (proctor_validate_get_object (result->run, "test_info"), "dynamic_variables");
  const char *verdict = proctor_validate_get_string (proctor_validate_get_object (result->run, "condition_result"), "result");
  g_autofree char *id = proctor_listing_make_id ("conv_");

  json_object_set_string_member (conversation, "conversation_id", id);
  json_object_set_string_member (conversation, "status", "done");
  copy_string (conversation, result->run, "agent_id");
  copy_string (conversation, result->run, "branch_id");
  copy_string (conversation, result->run, "version_id");
  json_object_set_array_member (conversation, "transcript", join_turns (result->run));
  json_object_set_int_member (metadata, "start_time_unix_secs", g_get_real_time () / G_USEC_PER_SEC);
  json_object_set_int_member (metadata, "call_duration_secs", 0);
  json_object_set_object_member (conversation, "metadata", metadata);
  json_object_set_string_member (analysis, "call_successful", verdict != NULL ? verdict : "unknown");
  json_object_set_string_member (analysis, "transcript_summary", "");
  copy_string_as (analysis, "call_summary_title", result->run, "test_name");
  json_object_set_object_member (conversation, "analysis", analysis);
  json_object_set_object_member (data, "dynamic_variables", variables != NULL ? json_object_ref (variables) : json_object_new ());
  json_object_set_object_member (conversation, "conversation_initiation_client_data", data);
  json_object_set_string_member (conversation, "environment", "production");
  json_object_set_boolean_member (conversation, "has_audio", FALSE);
  json_object_set_boolean_member (conversation, "has_user_audio", FALSE);
  json_object_set_boolean_member (conversation, "has_response_audio", FALSE);
  json_object_set_boolean_member (conversation, "has_auxiliary_audio", FALSE);

  return conversation;
}

static gboolean
is_conversation (JsonObject *run)
{
  JsonArray *responses = proctor_validate_get_array (run, "agent_responses");

  return g_strcmp0 (proctor_validate_get_string (proctor_validate_get_object (run, "test_info"), "type"), "simulation") == 0 && responses != NULL && json_array_get_length (responses) > 0;
}

/**
 * proctor_run_result_write:
 * @database: the database
 * @result: what became of a run
 *
 * Writes what became of a run, unless it was cancelled or asked for again meanwhile.
 */
void
proctor_run_result_write (ProctorDatabase *database,
                          ProctorRunResult *result)
{
  if (!proctor_runs_write_result (database, result->run_id, result->attempt, result->run))
    return;

  if (is_conversation (result->run))
    {
      g_autoptr (JsonObject) conversation = make_conversation (result);

      proctor_conversations_store (database, conversation);
    }
}
