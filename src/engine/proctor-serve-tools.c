/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-tools.h"

#include "proctor-agent-state.h"
#include "proctor-document.h"
#include "proctor-listing.h"
#include "proctor-mock-rules.h"
#include "proctor-query.h"
#include "proctor-validation.h"

/* The branches that a tool's id is in; "?1" is the id. */
#define USERS " FROM branches b JOIN versions v ON v.id = b.version_id JOIN agents a ON a.id = b.agent_id" \
              " WHERE EXISTS (SELECT 1 FROM json_each (v.document, '$.conversation_config.agent.prompt.tool_ids') t WHERE t.value = ?1)"

static const char *const kinds[] = { "webhook", "client", "system", "mcp", "api_integration_webhook", NULL };

static JsonObject *
make_tool (const char *id,
           JsonObject *document)
{
  JsonObject *tool = proctor_document_copy (document);
  JsonObject *usage = json_object_new ();

  json_object_set_int_member (usage, "total_calls", 0);
  json_object_set_double_member (usage, "avg_latency_secs", 0);
  json_object_set_string_member (tool, "id", id);
  json_object_set_object_member (tool, "access_info", proctor_document_make_access_info ());
  json_object_set_object_member (tool, "usage_stats", usage);
  if (!json_object_has_member (tool, "response_mocks"))
    json_object_set_null_member (tool, "response_mocks");

  return tool;
}

/* Returns %NULL if there is no such tool. */
static JsonObject *
load_document (ProctorCall *call,
               const char *id)
{
  g_autofree char *text = proctor_database_dup_text (call->database, "SELECT document FROM tools WHERE id = ?", "s", id);

  return text != NULL ? proctor_document_parse (text) : NULL;
}

static char *
make_list_question (gboolean by_name,
                    gboolean ascending)
{
  const char *direction = ascending ? "ASC" : "DESC";
  const char *key = by_name ? "folded" : "sequence";

  return g_strdup_printf ("SELECT sequence, %s AS place, id, document FROM tools"
                          " WHERE (?1 IS NULL OR substr (folded, 1, length (?1)) = ?1) AND (?2 IS NULL OR kind IN (SELECT value FROM json_each (?2)))"
                          " AND (?3 IS NULL OR (%s, sequence) %s (%s, ?4)) ORDER BY place %s, sequence %s LIMIT ?5",
                          key, key, ascending ? ">" : "<", by_name ? "?3" : "CAST (?3 AS INTEGER)", direction, direction);
}

void
proctor_serve_tools_list (ProctorCall *call)
{
  const char *const orders[] = { "name", "created_at", NULL };
  const char *const types[] = { "webhook", "client", "api_integration_webhook", NULL };
  const char *search = proctor_call_get_query (call, "search");
  g_autofree char *folded = search != NULL ? proctor_listing_fold (search) : NULL;
  g_autofree char *wanted = proctor_query_dup_list (call, "types", types);
  gboolean by_name = g_str_equal (proctor_query_get_choice (call, "sort_by", orders, "created_at"), "name");
  g_autofree char *question = make_list_question (by_name, proctor_query_is_ascending (call));
  gint64 page_size = proctor_listing_get_page_size (call, 30);
  g_autofree char *place = NULL;
  g_autofree char *last_place = NULL;
  gboolean has_more = FALSE;
  ProctorStatement *statement;
  gint64 sequence;
  JsonArray *rows;

  proctor_listing_get_cursor (call, &place, &sequence);
  if (proctor_call_has_problems (call))
    return;

  rows = json_array_new ();
  statement = proctor_database_prepare (call->database, question, "sssii", folded, wanted, place, sequence,
                                        proctor_query_is_somebody_elses (call) ? (gint64) 0 : page_size + 1);
  while (proctor_statement_next (statement))
    {
      g_autoptr (JsonObject) document = NULL;

      has_more = json_array_get_length (rows) == page_size;
      if (has_more)
        continue;
      document = proctor_document_parse (proctor_statement_get_text (statement, 3));
      sequence = proctor_statement_get_int (statement, 0);
      g_set_str (&last_place, proctor_statement_get_text (statement, 1));
      json_array_add_object_element (rows, make_tool (proctor_statement_get_text (statement, 2), document));
    }
  proctor_listing_answer (call, "tools", rows, has_more, last_place, sequence);
}

static void
validate_name (ProctorCall *call,
               const char *name)
{
  if (!g_regex_match_simple ("^[a-zA-Z0-9_-]{1,64}$", name, G_REGEX_DOLLAR_ENDONLY, 0))
    proctor_call_add_problem (call, "string_pattern_mismatch", "String should match pattern '^[a-zA-Z0-9_-]{1,64}$'", "body.tool_config.name");
}

static void
validate_config (ProctorCall *call,
                 JsonObject *config)
{
  const char *kind = proctor_validate_get_string (config, "type");
  const char *name = proctor_validate_get_string (config, "name");
  gboolean is_webhook = g_strcmp0 (kind, "webhook") == 0;
  gboolean is_client = g_strcmp0 (kind, "client") == 0;
  gboolean is_system = g_strcmp0 (kind, "system") == 0;
  const ProctorRule rules[] = {
    { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, kinds },
    { "name", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
    { "description", PROCTOR_RULE_STRING, is_system ? PROCTOR_RULE_OPTIONAL : PROCTOR_RULE_REQUIRED, 0, 0, NULL },
    { "response_timeout_secs", PROCTOR_RULE_INT, PROCTOR_RULE_OPTIONAL, is_client ? 1 : 5, is_client ? 120 : 300, NULL },
    { "api_schema", PROCTOR_RULE_OBJECT, is_webhook ? PROCTOR_RULE_REQUIRED : PROCTOR_RULE_NULLABLE, 0, 0, NULL },
    { "params", PROCTOR_RULE_OBJECT, is_system ? PROCTOR_RULE_REQUIRED : PROCTOR_RULE_NULLABLE, 0, 0, NULL },
    { "parameters", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  };
  const ProctorRule url = { "url", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL };
  JsonObject *schema = proctor_validate_get_object (config, "api_schema");

  proctor_validate (call, config, "body.tool_config", rules, G_N_ELEMENTS (rules));
  if (name != NULL)
    validate_name (call, name);
  if (is_webhook && schema != NULL)
    proctor_validate (call, schema, "body.tool_config.api_schema", &url, 1);
}

static JsonObject *
get_valid_body (ProctorCall *call)
{
  const ProctorRule rules[] = {
    { "tool_config", PROCTOR_RULE_OBJECT, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
    { "response_mocks", PROCTOR_RULE_ARRAY, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  };
  JsonObject *body = proctor_call_get_object (call);
  JsonObject *config = proctor_validate_get_object (body, "tool_config");
  JsonArray *mocks = proctor_validate_get_array (body, "response_mocks");

  if (body == NULL)
    return NULL;

  proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));
  if (config != NULL)
    validate_config (call, config);
  if (mocks != NULL)
    proctor_mock_rules_check_list (call, json_object_get_member (body, "response_mocks"), "body.response_mocks");

  return proctor_call_has_problems (call) ? NULL : body;
}

/* Returns what is kept of a body: not what an answer adds. */
static JsonObject *
make_document (JsonObject *body)
{
  JsonObject *document = proctor_document_copy (body);

  json_object_remove_member (document, "id");
  json_object_remove_member (document, "access_info");
  json_object_remove_member (document, "usage_stats");

  return document;
}

void
proctor_serve_tools_create (ProctorCall *call)
{
  JsonObject *body = get_valid_body (call);
  JsonObject *config = proctor_validate_get_object (body, "tool_config");
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *id = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *text = NULL;

  if (body == NULL)
    return;

  id = proctor_listing_make_id ("tool_");
  document = make_document (body);
  folded = proctor_listing_fold (proctor_validate_get_string (config, "name"));
  text = proctor_document_to_text (document);
  proctor_database_run (call->database, "INSERT INTO tools (id, name, folded, kind, created_at, document) VALUES (?, ?, ?, ?, ?, ?)", "ssssis", id,
                        proctor_validate_get_string (config, "name"), folded, proctor_validate_get_string (config, "type"), call->now, text);
  proctor_call_answer_object (call, make_tool (id, document));
}

void
proctor_serve_tools_get (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);
  g_autoptr (JsonObject) document = load_document (call, id);

  if (document != NULL)
    proctor_call_answer_object (call, make_tool (id, document));
  else
    proctor_call_refuse_unknown (call, "tool", id);
}

/* The body is a whole tool, so that what a schema no longer has is gone; only mocks that nobody
 * speaks of stay, which older clients don't know. */
void
proctor_serve_tools_patch (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);
  JsonObject *body = get_valid_body (call);
  JsonObject *config = proctor_validate_get_object (body, "tool_config");
  g_autoptr (JsonObject) old = body != NULL ? load_document (call, id) : NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *text = NULL;

  if (body == NULL)
    return;
  if (old == NULL)
    {
      proctor_call_refuse_unknown (call, "tool", id);
      return;
    }

  document = make_document (body);
  if (!json_object_has_member (document, "response_mocks") && json_object_has_member (old, "response_mocks"))
    json_object_set_member (document, "response_mocks", json_node_copy (json_object_get_member (old, "response_mocks")));
  folded = proctor_listing_fold (proctor_validate_get_string (config, "name"));
  text = proctor_document_to_text (document);
  proctor_database_run (call->database, "UPDATE tools SET name = ?, folded = ?, kind = ?, document = ? WHERE id = ?", "sssss",
                        proctor_validate_get_string (config, "name"), folded, proctor_validate_get_string (config, "type"), text, id);
  proctor_call_answer_object (call, make_tool (id, document));
}

static JsonObject *
get_prompt (JsonObject *document)
{
  JsonObject *config = proctor_validate_get_object (document, "conversation_config");

  return proctor_validate_get_object (proctor_validate_get_object (config, "agent"), "prompt");
}

/* Commits the agent without the tool. */
static void
remove_from_version (ProctorCall *call,
                     const char *version_id,
                     const char *tool_id)
{
  g_autoptr (ProctorAgentState) version = proctor_agent_state_load (call->database, version_id);
  JsonArray *ids = version != NULL ? proctor_validate_get_array (get_prompt (version->document), "tool_ids") : NULL;
  JsonArray *left;
  g_autofree char *committed = NULL;

  if (ids == NULL)
    return;

  left = json_array_new ();
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING || !g_str_equal (json_node_get_string (node), tool_id))
        json_array_add_element (left, json_node_copy (node));
    }
  json_object_set_array_member (get_prompt (version->document), "tool_ids", left);
  committed = proctor_agent_state_commit (call->database, version->agent_id, version->branch_id, version_id, "", version->document, call->now);
}

static void
remove_from_agents (ProctorCall *call,
                    const char *tool_id)
{
  ProctorStatement *statement = proctor_database_prepare (call->database, "SELECT v.id" USERS, "s", tool_id);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_free);

  while (proctor_statement_next (statement))
    g_ptr_array_add (versions, g_strdup (proctor_statement_get_text (statement, 0)));
  for (guint i = 0; i < versions->len; i++)
    remove_from_version (call, g_ptr_array_index (versions, i), tool_id);
}

void
proctor_serve_tools_delete (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);
  gboolean force = proctor_call_get_query_bool (call, "force", FALSE);
  g_autofree char *user = NULL;
  g_autofree char *message = NULL;

  if (proctor_call_has_problems (call))
    return;
  if (proctor_database_get_int (call->database, "SELECT count (*) FROM tools WHERE id = ?", "s", id) == 0)
    {
      proctor_call_refuse_unknown (call, "tool", id);
      return;
    }

  user = proctor_database_dup_text (call->database, "SELECT a.name" USERS " LIMIT 1", "s", id);
  if (user != NULL && !force)
    {
      message = g_strdup_printf ("The tool is used by the agent '%s'. Delete it with force=true to take it from there, too.", user);
      proctor_call_refuse (call, 409, "tool_in_use", message);
      return;
    }
  remove_from_agents (call, id);
  proctor_database_run (call->database, "DELETE FROM tools WHERE id = ?", "s", id);
  proctor_call_answer_nothing (call, 200);
}
