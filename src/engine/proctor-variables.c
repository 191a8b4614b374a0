/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-variables.h"

#include <glib/gi18n.h>

#include "proctor-validation.h"
#include "proctor-variable.h"
#include "proctor-wire-text.h"

/* Placeholders look like {{name}} or {{ name }}. Other things in braces are left alone. */
#define PLACEHOLDER "\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}"

/* What the system knows of a call, and what it may as well not know: nobody phones a test. */
static const char *const system_names[] = {
  "system__agent_id",
  "system__agent_turns",
  "system__call_duration_secs",
  "system__call_sid",
  "system__called_number",
  "system__caller_id",
  "system__conversation_history",
  "system__conversation_id",
  "system__current_agent_id",
  "system__current_agent_turns",
  "system__current_subagent_turns",
  "system__is_text_only",
  "system__time",
  "system__time_utc",
  "system__timezone",
  NULL,
};

static GRegex *
make_regex (void)
{
  GRegex *regex = g_regex_new (PLACEHOLDER, 0, 0, NULL);

  g_assert (regex != NULL);

  return regex;
}

static void
add_all (JsonObject *variables,
         JsonObject *more)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (more == NULL)
    return;

  json_object_iter_init (&iter, more);
  while (json_object_iter_next (&iter, &member, &node))
    json_object_set_member (variables, member, json_node_copy (node));
}

/**
 * proctor_variables_collect:
 * @agent: (nullable): an agent's conversation_config, which has values to try
 * @test: (nullable): a test, whose values count for more
 *
 * Returns: (transfer full): the dynamic variables of a run
 */
JsonObject *
proctor_variables_collect (JsonObject *agent,
                           ProctorTest *test)
{
  JsonObject *variables = json_object_new ();
  JsonObject *behaviour = proctor_validate_get_object (agent, "agent");
  JsonObject *dynamic = proctor_validate_get_object (behaviour, "dynamic_variables");
  GListModel *given = test != NULL ? proctor_test_get_dynamic_variables (test) : NULL;

  add_all (variables, proctor_validate_get_object (dynamic, "dynamic_variable_placeholders"));
  for (guint i = 0; given != NULL && i < g_list_model_get_n_items (given); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (given, i);
      const char *value = PROCTOR_IS_VARIABLE (item) ? proctor_variable_get_value (PROCTOR_VARIABLE (item)) : NULL;
      JsonNode *node = value != NULL ? proctor_wire_parse_text (value, -1, NULL) : NULL;

      if (node != NULL)
        json_object_set_member (variables, proctor_variable_get_key (PROCTOR_VARIABLE (item)), node);
    }

  return variables;
}

static void
add_string (JsonObject *variables,
            const char *name,
            const char *value)
{
  if (value != NULL && !json_object_has_member (variables, name))
    json_object_set_string_member (variables, name, value);
}

/**
 * proctor_variables_add_system:
 * @variables: the dynamic variables of a run
 * @agent_id: (nullable): who answers
 * @conversation_id: (nullable): which conversation it is
 * @now: what time it is, in seconds since 1970
 *
 * Adds what the system knows, unless the test says otherwise.
 */
void
proctor_variables_add_system (JsonObject *variables,
                              const char *agent_id,
                              const char *conversation_id,
                              gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autofree char *utc = time != NULL ? g_date_time_format_iso8601 (time) : NULL;
  g_autofree char *words = time != NULL ? g_date_time_format (time, "%A, %H:%M %d %B %Y") : NULL;

  add_string (variables, "system__agent_id", agent_id);
  add_string (variables, "system__current_agent_id", agent_id);
  add_string (variables, "system__conversation_id", conversation_id);
  add_string (variables, "system__time_utc", utc);
  add_string (variables, "system__time", words);
  add_string (variables, "system__timezone", "UTC");
  add_string (variables, "system__call_duration_secs", "0");
  add_string (variables, "system__agent_turns", "0");
  add_string (variables, "system__is_text_only", "true");
}

static void
append_value (GString *text,
              JsonNode *node)
{
  g_autofree char *json = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_string_append (text, json_node_get_string (node));
      return;
    }

  json = proctor_wire_node_to_text (node);
  g_string_append (text, json);
}

/* The name is noted if nobody knows a value for it. */
static void
append_placeholder (GString *text,
                    const char *name,
                    JsonObject *variables,
                    GPtrArray *unknown)
{
  JsonNode *node = json_object_get_member (variables, name);

  if (node != NULL)
    append_value (text, node);
  else if (!g_strv_contains (system_names, name) && !g_ptr_array_find_with_equal_func (unknown, name, g_str_equal, NULL))
    g_ptr_array_add (unknown, g_strdup (name));
}

static gboolean
check_unknown (GPtrArray *unknown,
               GError **error)
{
  g_autofree char *names = NULL;

  if (unknown->len == 0)
    return TRUE;

  g_ptr_array_add (unknown, NULL);
  names = g_strjoinv (", ", (char **) unknown->pdata);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no value for the dynamic variable: %s"), names);

  return FALSE;
}

/**
 * proctor_variables_put:
 * @text: a text with placeholders
 * @variables: the dynamic variables
 * @error: return location for which have no value
 *
 * Puts values where `{{name}}` stands: a text as it is, anything else as JSON. What a value says is
 * not looked through for placeholders again.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
proctor_variables_put (const char *text,
                       JsonObject *variables,
                       GError **error)
{
  g_autoptr (GRegex) regex = make_regex ();
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) result = g_string_new (NULL);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  int position = 0;

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      int begin, end;

      g_match_info_fetch_pos (match, 0, &begin, &end);
      g_string_append_len (result, text + position, begin - position);
      append_placeholder (result, name, variables, unknown);
      position = end;
      g_match_info_next (match, NULL);
    }
  g_string_append (result, text + position);

  return check_unknown (unknown, error) ? g_string_free (g_steal_pointer (&result), FALSE) : NULL;
}

/* A text that is nothing but a placeholder becomes what the variable holds, whatever type it is. */
static JsonNode *
put_into_string (const char *text,
                 JsonObject *variables,
                 GError **error)
{
  g_autoptr (GRegex) regex = g_regex_new ("^" PLACEHOLDER "$", G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  g_autofree char *put = NULL;
  JsonNode *value = NULL;

  if (g_regex_match (regex, text, 0, &match))
    {
      name = g_match_info_fetch (match, 1);
      value = json_object_get_member (variables, name);
    }
  if (value != NULL)
    return json_node_copy (value);

  put = proctor_variables_put (text, variables, error);

  return put != NULL ? json_node_init_string (json_node_alloc (), put) : NULL;
}

/**
 * proctor_variables_put_into_json:
 * @node: JSON with texts with placeholders in it
 * @variables: the dynamic variables
 * @error: return location for which have no value
 *
 * Like proctor_variables_put(), for every text in @node. One that is nothing but a placeholder
 * becomes the value itself, with its type.
 *
 * Returns: (transfer full) (nullable): the JSON
 */
JsonNode *
proctor_variables_put_into_json (JsonNode *node,
                                 JsonObject *variables,
                                 GError **error)
{
  g_autoptr (JsonNode) result = json_node_copy (node);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return put_into_string (json_node_get_string (node), variables, error);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *child;

      json_node_take_object (result, json_object_new ());
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &member, &child))
        {
          JsonNode *put = proctor_variables_put_into_json (child, variables, error);

          if (put == NULL)
            return NULL;
          json_object_set_member (json_node_get_object (result), member, put);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      json_node_take_array (result, json_array_new ());
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *put = proctor_variables_put_into_json (json_array_get_element (array, i), variables, error);

          if (put == NULL)
            return NULL;
          json_array_add_element (json_node_get_array (result), put);
        }
    }

  return g_steal_pointer (&result);
}
