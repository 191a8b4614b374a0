/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-environment.h"

#include <string.h>

#include "proctor-document.h"
#include "proctor-listing.h"
#include "proctor-query.h"
#include "proctor-validation.h"

#define LABEL_PATTERN "^[a-zA-Z0-9_-]{1,128}$"

static const char *const kinds[] = { "string", "secret", "auth_connection", NULL };

/* What a variable is; its columns are those of SELECT in COLUMNS. */
#define COLUMNS "id, label, kind, created_at, updated_at, document"

static JsonObject *
make_variable (ProctorStatement *statement,
               const char *environment)
{
  JsonObject *variable = json_object_new ();
  g_autoptr (JsonObject) values = proctor_document_parse (proctor_statement_get_text (statement, 5));
  JsonObject *shown = environment != NULL ? json_object_new () : json_object_ref (values);

  if (environment != NULL)
    json_object_set_member (shown, environment, json_node_copy (json_object_get_member (values, environment)));
  json_object_set_string_member (variable, "id", proctor_statement_get_text (statement, 0));
  json_object_set_string_member (variable, "workspace_id", "local");
  json_object_set_string_member (variable, "label", proctor_statement_get_text (statement, 1));
  json_object_set_string_member (variable, "type", proctor_statement_get_text (statement, 2));
  json_object_set_int_member (variable, "created_at_unix_secs", proctor_statement_get_int (statement, 3));
  json_object_set_int_member (variable, "updated_at_unix_secs", proctor_statement_get_int (statement, 4));
  json_object_set_string_member (variable, "created_by_user_id", "local");
  json_object_set_object_member (variable, "values", shown);

  return variable;
}

static void
answer_variable (ProctorCall *call,
                 const char *id)
{
  ProctorStatement *statement = proctor_database_prepare (call->database, "SELECT " COLUMNS " FROM variables WHERE id = ?", "s", id);
  JsonObject *variable = NULL;

  while (proctor_statement_next (statement))
    variable = make_variable (statement, NULL);
  if (variable != NULL)
    proctor_call_answer_object (call, variable);
  else
    proctor_call_refuse_unknown (call, "environment_variable", id);
}

void
proctor_serve_environment_list (ProctorCall *call)
{
  const char *environment = proctor_call_get_query (call, "environment");
  const char *kind = proctor_query_get_choice (call, "type", kinds, NULL);
  gint64 page_size = proctor_listing_get_page_size (call, 100);
  g_autofree char *place = NULL;
  gboolean has_more = FALSE;
  gint64 sequence = 0;
  ProctorStatement *statement;
  JsonArray *rows;

  proctor_listing_get_cursor (call, &place, &sequence);
  if (proctor_call_has_problems (call))
    return;

  rows = json_array_new ();
  statement = proctor_database_prepare (call->database,
                                        "SELECT " COLUMNS ", sequence FROM variables v WHERE sequence > ?1 AND (?2 IS NULL OR label = ?2) AND (?3 IS NULL OR kind = ?3)"
                                        " AND (?4 IS NULL OR EXISTS (SELECT 1 FROM json_each (v.document) e WHERE e.key = ?4)) ORDER BY sequence LIMIT ?5",
                                        "isssi", sequence, proctor_call_get_query (call, "label"), kind, environment, page_size + 1);
  while (proctor_statement_next (statement))
    {
      has_more = json_array_get_length (rows) == page_size;
      if (has_more)
        continue;
      sequence = proctor_statement_get_int (statement, 6);
      json_array_add_object_element (rows, make_variable (statement, environment));
    }
  proctor_listing_answer (call, "environment_variables", rows, has_more, NULL, sequence);
}

/* What a value is depends on the variable's type. */
static void
validate_value (ProctorCall *call,
                JsonNode *node,
                const char *kind,
                const char *path)
{
  const ProctorRule secret = { "secret_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL };
  const ProctorRule connection = { "auth_connection_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL };

  if (g_str_equal (kind, "string"))
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        proctor_call_add_problem (call, "string_type", "Input should be a valid string", path);
      else if (*json_node_get_string (node) == '\0')
        proctor_call_add_problem (call, "string_too_short", "String should have at least 1 character", path);
      return;
    }

  if (JSON_NODE_HOLDS_OBJECT (node))
    proctor_validate (call, json_node_get_object (node), path, g_str_equal (kind, "secret") ? &secret : &connection, 1);
  else
    proctor_call_add_problem (call, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from", path);
}

/* Where null takes a value away, "is_new" is %FALSE. */
static void
validate_values (ProctorCall *call,
                 JsonObject *values,
                 const char *kind,
                 gboolean is_new)
{
  JsonNode *production = json_object_get_member (values, "production");
  JsonObjectIter iter;
  const char *environment;
  JsonNode *node;

  if (is_new && production == NULL)
    proctor_call_add_problem (call, "value_error", "Value error, values must include 'production'", "body.values");
  if (!is_new && production != NULL && JSON_NODE_HOLDS_NULL (production))
    proctor_call_add_problem (call, "value_error", "Value error, 'production' can't be removed", "body.values.production");

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &environment, &node))
    {
      g_autofree char *path = g_strconcat ("body.values.", environment, NULL);

      if (is_new || !JSON_NODE_HOLDS_NULL (node))
        validate_value (call, node, kind, path);
    }
}

static JsonObject *
get_valid_variable (ProctorCall *call)
{
  const ProctorRule rules[] = {
    { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, kinds },
    { "label", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
    { "values", PROCTOR_RULE_OBJECT, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  };
  JsonObject *body = proctor_call_get_object (call);
  const char *label = proctor_validate_get_string (body, "label");

  if (body == NULL)
    return NULL;

  proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));
  if (label != NULL && !g_regex_match_simple (LABEL_PATTERN, label, G_REGEX_DOLLAR_ENDONLY, 0))
    proctor_call_add_problem (call, "string_pattern_mismatch", "String should match pattern '" LABEL_PATTERN "'", "body.label");
  if (!proctor_call_has_problems (call))
    validate_values (call, proctor_validate_get_object (body, "values"), proctor_validate_get_string (body, "type"), TRUE);

  return proctor_call_has_problems (call) ? NULL : body;
}

void
proctor_serve_environment_create (ProctorCall *call)
{
  JsonObject *body = get_valid_variable (call);
  const char *label = proctor_validate_get_string (body, "label");
  g_autofree char *id = NULL;
  g_autofree char *values = NULL;

  if (body == NULL)
    return;
  if (proctor_database_get_int (call->database, "SELECT count (*) FROM variables WHERE label = ?", "s", label) > 0)
    {
      proctor_call_refuse (call, 409, "environment_variable_already_exists", "There is an environment variable with this label already.");
      return;
    }

  id = proctor_listing_make_id ("envvar_");
  values = proctor_document_to_text (proctor_validate_get_object (body, "values"));
  proctor_database_run (call->database, "INSERT INTO variables (id, label, kind, created_at, updated_at, document) VALUES (?1, ?2, ?3, ?4, ?4, ?5)", "sssis", id,
                        label, proctor_validate_get_string (body, "type"), call->now, values);
  answer_variable (call, id);
}

void
proctor_serve_environment_get (ProctorCall *call)
{
  answer_variable (call, proctor_call_get_id (call, 0));
}

/* Returns the values that there are with those that are given; null takes one away. */
static char *
make_values (const char *old_text,
             JsonObject *given)
{
  g_autoptr (JsonObject) values = proctor_document_parse (old_text);
  JsonObjectIter iter;
  const char *environment;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, given);
  while (json_object_iter_next_ordered (&iter, &environment, &node))
    {
      if (JSON_NODE_HOLDS_NULL (node))
        json_object_remove_member (values, environment);
      else
        json_object_set_member (values, environment, json_node_copy (node));
    }

  return proctor_document_to_text (values);
}

void
proctor_serve_environment_patch (ProctorCall *call)
{
  const ProctorRule rule = { "values", PROCTOR_RULE_OBJECT, PROCTOR_RULE_REQUIRED, 0, 0, NULL };
  const char *id = proctor_call_get_id (call, 0);
  JsonObject *body = proctor_call_get_object (call);
  g_autofree char *kind = proctor_database_dup_text (call->database, "SELECT kind FROM variables WHERE id = ?", "s", id);
  g_autofree char *old = proctor_database_dup_text (call->database, "SELECT document FROM variables WHERE id = ?", "s", id);
  g_autofree char *values = NULL;
  JsonObject *given;

  if (body == NULL)
    return;
  if (kind == NULL)
    {
      proctor_call_refuse_unknown (call, "environment_variable", id);
      return;
    }

  proctor_validate (call, body, "body", &rule, 1);
  given = proctor_validate_get_object (body, "values");
  if (given != NULL)
    validate_values (call, given, kind, FALSE);
  if (proctor_call_has_problems (call))
    return;

  values = make_values (old, given);
  proctor_database_run (call->database, "UPDATE variables SET document = ?, updated_at = ? WHERE id = ?", "sis", values, call->now, id);
  answer_variable (call, id);
}
