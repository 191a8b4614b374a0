/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-agents.h"

#include "proctor-agent-answer.h"
#include "proctor-document.h"
#include "proctor-listing.h"
#include "proctor-query.h"
#include "proctor-validation.h"

#define WEEK_SECS (7 * 24 * 60 * 60)
#define MOST_ATTACHED_TESTS 5000

/* What a list says of an agent. */
#define SUMMARY "a.id, a.name, a.document, a.created_at, a.last_call_at, a.archived, json_extract (v.document, '$.conversation_config.tts.voice_id')"
#define SUMMARY_TABLES "agents a JOIN branches b ON b.id = a.main_branch_id JOIN versions v ON v.id = b.version_id"

static const ProctorRule rules[] = {
  { "conversation_config", PROCTOR_RULE_OBJECT, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "platform_settings", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "workflow", PROCTOR_RULE_OBJECT, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "name", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "tags", PROCTOR_RULE_STRINGS, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "version_description", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "procedures", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

/* What a body may repeat of an answer, and what is the agent's own: not part of a version. */
static const char *const not_versioned[] = {
  "name",
  "tags",
  "version_description",
  "agent_id",
  "metadata",
  "access_info",
  "branch_id",
  "main_branch_id",
  "version_id",
  "phone_numbers",
  "whatsapp_accounts",
};

static void
validate_attached_tests (ProctorCall *call,
                         JsonObject *body)
{
  const ProctorRule list[] = { { "attached_tests", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, MOST_ATTACHED_TESTS, NULL } };
  const ProctorRule entry[] = {
    { "test_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
    { "workflow_node_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  };
  JsonObject *testing = proctor_validate_get_object (proctor_validate_get_object (body, "platform_settings"), "testing");
  JsonArray *tests = proctor_validate_get_array (testing, "attached_tests");

  if (testing != NULL)
    proctor_validate (call, testing, "body.platform_settings.testing", list, G_N_ELEMENTS (list));
  for (guint i = 0; tests != NULL && i < json_array_get_length (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("body.platform_settings.testing.attached_tests.%u", i);
      JsonNode *node = json_array_get_element (tests, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        proctor_validate (call, json_node_get_object (node), path, entry, G_N_ELEMENTS (entry));
      else
        proctor_call_add_problem (call, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from", path);
    }
}

static JsonObject *
get_valid_body (ProctorCall *call,
                gboolean is_new)
{
  const ProctorRule config[] = { { "conversation_config", PROCTOR_RULE_OBJECT, PROCTOR_RULE_REQUIRED, 0, 0, NULL } };
  JsonObject *body = proctor_call_get_object (call);

  if (body == NULL)
    return NULL;

  if (is_new && !json_object_has_member (body, "conversation_config"))
    proctor_validate (call, body, "body", config, G_N_ELEMENTS (config));
  proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));
  validate_attached_tests (call, body);

  return proctor_call_has_problems (call) ? NULL : body;
}

/* Returns what of a body differs between versions. */
static JsonObject *
dup_versioned (JsonObject *body)
{
  JsonObject *versioned = proctor_document_copy (body);

  for (gsize i = 0; i < G_N_ELEMENTS (not_versioned); i++)
    json_object_remove_member (versioned, not_versioned[i]);

  return versioned;
}

static char *
make_own_document (JsonArray *tags)
{
  g_autoptr (JsonObject) own = json_object_new ();

  json_object_set_array_member (own, "tags", tags != NULL ? json_array_ref (tags) : json_array_new ());

  return proctor_document_to_text (own);
}

static JsonObject *
make_summary (ProctorStatement *statement,
              int column)
{
  JsonObject *summary = json_object_new ();
  g_autoptr (JsonObject) own = proctor_document_parse (proctor_statement_get_text (statement, column + 2));
  JsonArray *tags = proctor_validate_get_array (own, "tags");
  const char *voice_id = proctor_statement_get_text (statement, column + 6);

  json_object_set_string_member (summary, "agent_id", proctor_statement_get_text (statement, column));
  json_object_set_string_member (summary, "name", proctor_statement_get_text (statement, column + 1));
  json_object_set_string_member (summary, "voice_id", voice_id != NULL ? voice_id : "");
  json_object_set_array_member (summary, "tags", tags != NULL ? json_array_ref (tags) : json_array_new ());
  json_object_set_int_member (summary, "created_at_unix_secs", proctor_statement_get_int (statement, column + 3));
  json_object_set_object_member (summary, "access_info", proctor_document_make_access_info ());
  if (proctor_statement_is_null (statement, column + 4))
    json_object_set_null_member (summary, "last_call_time_unix_secs");
  else
    json_object_set_int_member (summary, "last_call_time_unix_secs", proctor_statement_get_int (statement, column + 4));
  json_object_set_boolean_member (summary, "archived", proctor_statement_get_int (statement, column + 5) != 0);

  return summary;
}

/* Returns the question for a page; what it is sorted by comes from here and not from a request. */
static char *
make_list_question (const char *sort_by,
                    gboolean ascending)
{
  gboolean is_number = !g_str_equal (sort_by, "name");
  const char *key = "a.sequence";

  if (g_str_equal (sort_by, "name"))
    key = "a.folded";
  else if (g_str_equal (sort_by, "call_count_7d"))
    key = "(SELECT count (*) FROM conversations c WHERE c.agent_id = a.id AND c.started_at >= ?6)";

  return g_strdup_printf ("SELECT a.sequence, %s AS place, " SUMMARY " FROM " SUMMARY_TABLES
                          " WHERE (?1 IS NULL OR instr (a.folded, ?1) > 0) AND a.archived = ?2"
                          " AND (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each (a.document, '$.tags') t WHERE t.value IN (SELECT value FROM json_each (?3))))"
                          " AND (?4 IS NULL OR (%s, a.sequence) %s (%s, ?5)) AND ?6 IS NOT NULL"
                          " ORDER BY place %s, a.sequence %s LIMIT ?7",
                          key, key, ascending ? ">" : "<", is_number ? "CAST (?4 AS INTEGER)" : "?4", ascending ? "ASC" : "DESC", ascending ? "ASC" : "DESC");
}

void
proctor_serve_agents_list (ProctorCall *call)
{
  const char *const orders[] = { "name", "created_at", "call_count_7d", NULL };
  const char *search = proctor_call_get_query (call, "search");
  g_autofree char *folded = search != NULL ? proctor_listing_fold (search) : NULL;
  g_autofree char *tags = proctor_query_dup_list (call, "tags", NULL);
  gboolean archived = proctor_call_get_query_bool (call, "archived", FALSE);
  gint64 page_size = proctor_listing_get_page_size (call, 30);
  g_autofree char *question = make_list_question (proctor_query_get_choice (call, "sort_by", orders, "created_at"), proctor_query_is_ascending (call));
  g_autofree char *place = NULL;
  g_autofree char *last_place = NULL;
  JsonArray *rows;
  ProctorStatement *statement;
  gint64 sequence;
  gboolean has_more = FALSE;

  proctor_listing_get_cursor (call, &place, &sequence);
  if (proctor_call_has_problems (call))
    return;

  rows = json_array_new ();
  statement = proctor_database_prepare (call->database, question, "sbssiii", folded, archived, tags, place, sequence, call->now - WEEK_SECS,
                                        proctor_query_is_somebody_elses (call) ? (gint64) 0 : page_size + 1);
  while (proctor_statement_next (statement))
    {
      has_more = json_array_get_length (rows) == page_size;
      if (has_more)
        continue;
      sequence = proctor_statement_get_int (statement, 0);
      g_set_str (&last_place, proctor_statement_get_text (statement, 1));
      json_array_add_object_element (rows, make_summary (statement, 2));
    }
  proctor_listing_answer (call, "agents", rows, has_more, last_place, sequence);
}

static JsonObject *
make_success (ProctorStatement *statement)
{
  JsonObject *success = json_object_new ();

  json_object_set_string_member (success, "status", "success");
  json_object_set_object_member (success, "data", make_summary (statement, 0));

  return success;
}

static JsonObject *
make_failure (const char *agent_id)
{
  JsonObject *failure = json_object_new ();
  g_autofree char *message = g_strdup_printf ("There is no agent with the id '%s'.", agent_id);

  json_object_set_string_member (failure, "status", "failure");
  json_object_set_int_member (failure, "error_code", 404);
  json_object_set_string_member (failure, "error_status", "agent_not_found");
  json_object_set_string_member (failure, "error_message", message);

  return failure;
}

void
proctor_serve_agents_summaries (ProctorCall *call)
{
  const char *const *ids = proctor_call_get_query_list (call, "agent_ids");
  JsonObject *answer;

  if (ids == NULL)
    {
      proctor_call_add_problem (call, "missing", "Field required", "query.agent_ids");
      return;
    }

  answer = json_object_new ();
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      ProctorStatement *statement = proctor_database_prepare (call->database, "SELECT " SUMMARY " FROM " SUMMARY_TABLES " WHERE a.id = ?", "s", ids[i]);

      json_object_set_object_member (answer, ids[i], make_failure (ids[i]));
      while (proctor_statement_next (statement))
        json_object_set_object_member (answer, ids[i], make_success (statement));
    }
  proctor_call_answer_object (call, answer);
}

/* Returns the id of its main branch. */
static char *
insert_agent (ProctorCall *call,
              const char *id,
              JsonObject *body)
{
  const char *given = proctor_validate_get_string (body, "name");
  const char *name = given != NULL ? given : "New agent";
  g_autofree char *folded = proctor_listing_fold (name);
  g_autofree char *own = make_own_document (proctor_validate_get_array (body, "tags"));
  g_autoptr (JsonObject) versioned = dup_versioned (body);
  JsonObject *settings = proctor_validate_get_object (versioned, "platform_settings");
  ProctorAgentState nothing = { .agent_id = (char *) id };
  char *branch_id;

  proctor_database_run (call->database,
                        "INSERT INTO agents (id, name, folded, created_at, updated_at, main_branch_id, document) VALUES (?1, ?2, ?3, ?4, ?4, '', ?5)",
                        "sssis", id, name, folded, call->now, own);
  branch_id = proctor_agent_state_begin_branch (call->database, &nothing, "Main", "", versioned, call->now);
  proctor_database_run (call->database, "UPDATE agents SET main_branch_id = ?, archived = ? WHERE id = ?", "sbs",
                        branch_id, settings != NULL && json_object_get_boolean_member_with_default (settings, "archived", FALSE), id);

  return branch_id;
}

void
proctor_serve_agents_create (ProctorCall *call)
{
  JsonObject *body = get_valid_body (call, TRUE);
  g_autofree char *id = proctor_listing_make_id ("agent_");
  g_autofree char *branch_id = body != NULL ? insert_agent (call, id, body) : NULL;
  g_autofree char *version_id = NULL;
  JsonObject *answer;

  if (body == NULL)
    return;

  version_id = proctor_agent_state_find (call->database, id, NULL);
  answer = json_object_new ();
  json_object_set_string_member (answer, "agent_id", id);
  json_object_set_string_member (answer, "main_branch_id", branch_id);
  proctor_document_set_text (answer, "initial_version_id", version_id);
  proctor_call_answer_object (call, answer);
}

/* Returns the version that is asked for; what there isn't is answered. */
static ProctorAgentState *
load_wanted (ProctorCall *call,
             const char *version_id)
{
  const char *agent_id = proctor_call_get_id (call, 0);
  const char *branch_id = proctor_call_get_query (call, "branch_id");
  g_autofree char *newest = proctor_agent_state_find (call->database, agent_id, branch_id);
  g_autoptr (ProctorAgentState) version = NULL;

  if (newest == NULL)
    {
      g_autofree char *other = branch_id != NULL ? proctor_agent_state_find (call->database, agent_id, NULL) : NULL;

      proctor_call_refuse_unknown (call, other != NULL ? "branch" : "agent", other != NULL ? branch_id : agent_id);
      return NULL;
    }

  version = proctor_agent_state_load (call->database, version_id != NULL ? version_id : newest);
  if (version == NULL || !g_str_equal (version->agent_id, agent_id) || (branch_id != NULL && !g_str_equal (version->branch_id, branch_id)))
    {
      proctor_call_refuse_unknown (call, "version", version_id != NULL ? version_id : newest);
      return NULL;
    }

  return g_steal_pointer (&version);
}

void
proctor_serve_agents_get (ProctorCall *call)
{
  g_autoptr (ProctorAgentState) version = load_wanted (call, proctor_call_get_query (call, "version_id"));

  if (version != NULL)
    proctor_agent_answer (call, proctor_call_get_id (call, 0), version);
}

static void
update_own (ProctorCall *call,
            const char *agent_id,
            JsonObject *body)
{
  const char *name = proctor_validate_get_string (body, "name");
  g_autofree char *folded = name != NULL ? proctor_listing_fold (name) : NULL;
  JsonArray *tags = proctor_validate_get_array (body, "tags");
  g_autofree char *own = tags != NULL ? make_own_document (tags) : NULL;

  proctor_database_run (call->database,
                        "UPDATE agents SET name = coalesce (?, name), folded = coalesce (?, folded), document = coalesce (?, document), updated_at = ? WHERE id = ?",
                        "sssis", name, folded, own, call->now, agent_id);
}

/* A null is a value like any other, but a variable has none then: whoever sends it wants it to be gone. */
static void
drop_null_variables (JsonObject *document)
{
  JsonObject *config = proctor_validate_get_object (document, "conversation_config");
  JsonObject *agent = proctor_validate_get_object (config, "agent");
  JsonObject *placeholders = proctor_validate_get_object (proctor_validate_get_object (agent, "dynamic_variables"), "dynamic_variable_placeholders");
  g_autoptr (GList) names = placeholders != NULL ? json_object_get_members (placeholders) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (json_object_get_null_member (placeholders, l->data))
        json_object_remove_member (placeholders, l->data);
    }
}

void
proctor_serve_agents_patch (ProctorCall *call)
{
  const char *agent_id = proctor_call_get_id (call, 0);
  JsonObject *body = get_valid_body (call, FALSE);
  g_autoptr (ProctorAgentState) version = body != NULL ? load_wanted (call, NULL) : NULL;
  g_autoptr (JsonObject) versioned = NULL;

  if (version == NULL)
    return;

  update_own (call, agent_id, body);
  versioned = dup_versioned (body);
  if (json_object_get_size (versioned) > 0)
    {
      g_autoptr (JsonObject) merged = proctor_document_merge (version->document, versioned);
      const char *description = proctor_validate_get_string (body, "version_description");
      g_autofree char *version_id = NULL;

      drop_null_variables (merged);
      version_id = proctor_agent_state_commit (call->database, agent_id, version->branch_id, version->version_id,
                                               description != NULL ? description : "", merged, call->now);
      g_clear_pointer (&version, proctor_agent_state_free);
      version = proctor_agent_state_load (call->database, version_id);
    }
  if (version != NULL)
    proctor_agent_answer (call, agent_id, version);
}

void
proctor_serve_agents_delete (ProctorCall *call)
{
  const char *agent_id = proctor_call_get_id (call, 0);

  proctor_database_run (call->database, "DELETE FROM agents WHERE id = ?", "s", agent_id);
  if (proctor_database_count_changes (call->database) > 0)
    proctor_call_answer_nothing (call, 200);
  else
    proctor_call_refuse_unknown (call, "agent", agent_id);
}
