/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-compare.h"

#include <glib/gi18n.h>

#include "proctor-request-body.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-schema.h"
#include "proctor-wire-text.h"

/* How many members are told by name before the rest is only counted. */
#define MOST_NAMED 4

static const struct
{
  const char *member;
  const char *words;
} member_words[] = {
  /* Translators: what is another in a test, a list of a few of these; the first word is made to begin with a capital. */
  { "name", N_ ("name") },
  { "type", N_ ("kind") },
  { "chat_history", N_ ("conversation") },
  { "success_condition", N_ ("success condition") },
  { "success_conditions", N_ ("success conditions") },
  { "success_examples", N_ ("success examples") },
  { "failure_examples", N_ ("failure examples") },
  { "tool_call_parameters", N_ ("expected tool call") },
  { "check_any_tool_matches", N_ ("whether any call may match") },
  { "simulation_scenario", N_ ("scenario") },
  { "simulation_max_turns", N_ ("most turns") },
  { "simulation_environment", N_ ("environment of the simulation") },
  { "tool_mock_config", N_ ("mocked tools") },
  { "tool_mock_overrides", N_ ("answers of mocked tools") },
  { "evaluation_model", N_ ("evaluation model") },
  { "simulated_user_model", N_ ("model of the user") },
  { "dynamic_variables", N_ ("variables") },
  { "environment", N_ ("environment") },
  { "conversation_initiation_source", N_ ("channel") },
  { "from_conversation_metadata", N_ ("where it is from") },
};

/* What servers say where nothing was said, if it is not nothing. */
static const struct
{
  const char *member;
  const char *text;
} defaults[] = {
  { "simulation_max_turns", "5" },
  { "mocking_strategy", "\"none\"" },
  { "fallback_strategy", "\"raise_error\"" },
  { "evaluation_model", "\"claude-sonnet-4-6\"" },
  { "simulated_user_model", "\"claude-sonnet-4-6\"" },
  { "type", "\"success\"" },
  { "type", "\"failure\"" },
  { "type", "\"node_id\"" },
};

static gboolean is_alike (const char *member,
                          JsonNode *one,
                          JsonNode *other);

static gboolean
is_default (const char *member,
            JsonNode *node)
{
  g_autofree char *text = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  text = proctor_wire_node_to_text (node);
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      if (g_str_equal (defaults[i].member, member) && g_str_equal (defaults[i].text, text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
are_members_alike (JsonObject *one,
                   JsonObject *other)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, one);
  while (json_object_iter_next (&iter, &member, &node))
    {
      if (!is_alike (member, node, other != NULL ? json_object_get_member (other, member) : NULL))
        return FALSE;
    }

  return TRUE;
}

/* Whether saying this is the same as saying nothing, in what the API describes. */
static gboolean
is_nothing (const char *member,
            JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return are_members_alike (json_node_get_object (node), NULL);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return !json_node_get_boolean (node);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) == '\0' || is_default (member, node);

  return json_node_get_double (node) == 0 || is_default (member, node);
}

static gboolean
are_lists_alike (const char *member,
                 JsonArray *one,
                 JsonArray *other)
{
  guint length = json_array_get_length (one);

  if (length != json_array_get_length (other))
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      if (!is_alike (member, json_array_get_element (one, i), json_array_get_element (other, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/* Servers write down what was left to them, and make fractions of whole numbers. A variable's value is nobody's business but
 * the user's, and every difference in it counts. */
static gboolean
is_alike (const char *member,
          JsonNode *one,
          JsonNode *other)
{
  gboolean nothing = is_nothing (member, one);

  if (nothing || is_nothing (member, other))
    return nothing && is_nothing (member, other);
  if (json_node_get_node_type (one) != json_node_get_node_type (other))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (one))
    return are_members_alike (json_node_get_object (one), json_node_get_object (other)) && are_members_alike (json_node_get_object (other), json_node_get_object (one));
  if (JSON_NODE_HOLDS_ARRAY (one))
    return are_lists_alike (member, json_node_get_array (one), json_node_get_array (other));
  if (is_number (one) && is_number (other) && json_node_get_value_type (one) != json_node_get_value_type (other))
    return json_node_get_double (one) == json_node_get_double (other);

  return proctor_wire_equal (one, other);
}

static gboolean
has_members (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0;
}

static gboolean
is_top_alike (const char *member,
              JsonNode *one,
              JsonNode *other)
{
  if (!g_str_equal (member, "dynamic_variables"))
    return is_alike (member, one, other);
  if (has_members (one) && has_members (other))
    return proctor_wire_equal (one, other);

  return !has_members (one) && !has_members (other);
}

/**
 * proctor_test_is_member_alike:
 * @member: a member of a test
 * @before: a test, as it would be sent
 * @after: another
 *
 * Returns: whether both say the same of it; saying nothing may be the same as saying what a server takes for granted
 */
gboolean
proctor_test_is_member_alike (const char *member,
                              JsonObject *before,
                              JsonObject *after)
{
  return is_top_alike (member, json_object_get_member (before, member), json_object_get_member (after, member));
}

/**
 * proctor_test_get_member_words:
 * @member: a member of a test
 *
 * Returns: (nullable): what a person calls it, in the middle of a sentence
 */
const char *
proctor_test_get_member_words (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (member_words); i++)
    {
      if (g_str_equal (member_words[i].member, member))
        return _ (member_words[i].words);
    }

  return NULL;
}

static void
add_words (GString *words,
           const char *member,
           guint *n)
{
  g_autofree char *quoted = NULL;
  const char *found;

  if ((*n)++ >= MOST_NAMED)
    return;

  found = proctor_test_get_member_words (member);
  if (found == NULL)
    found = quoted = g_strdup_printf ("“%s”", member);

  if (words->len > 0)
    /* Translators: stands between the items of a list in a sentence. */
    g_string_append (words, C_ ("list", ", "));
  g_string_append (words, found);
}

static char *
capitalize (GString *words)
{
  GString *text = g_string_new (NULL);

  g_string_append_unichar (text, g_unichar_totitle (g_utf8_get_char (words->str)));
  g_string_append (text, g_utf8_next_char (words->str));

  return g_string_free (text, FALSE);
}

/* Returns NULL if both say the same. */
static char *
describe_changes (JsonObject *before,
                  JsonObject *after)
{
  g_autoptr (GString) words = g_string_new (NULL);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;
  guint n = 0;

  json_object_iter_init_ordered (&iter, after);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (!is_top_alike (member, node, json_object_get_member (before, member)))
        add_words (words, member, &n);
    }
  json_object_iter_init_ordered (&iter, before);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (!json_object_has_member (after, member) && !is_top_alike (member, node, NULL))
        add_words (words, member, &n);
    }
  if (n == 0)
    return NULL;

  if (n > MOST_NAMED)
    {
      g_string_append (words, C_ ("list", ", "));
      g_string_append_printf (words, ngettext ("%u more", "%u more", n - MOST_NAMED), n - MOST_NAMED);
    }

  return capitalize (words);
}

/* A file may be older than a member that the server has gained since. What the file can't know of is not taken away. */
static gboolean
keep_unknown (ProctorTest *test,
              JsonObject *before,
              JsonObject *after)
{
  const ProctorWireSchema *schema = proctor_wire_schema_get (PROCTOR_RECORD (test));
  gboolean any = FALSE;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, before);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (proctor_wire_schema_find (schema, member) >= 0 || json_object_has_member (after, member))
        continue;
      json_object_set_member (after, member, json_node_copy (node));
      any = TRUE;
    }

  return any;
}

/**
 * proctor_test_compare:
 * @before: a test, as the server has it
 * @after: what it is to be, as a file says it
 * @changes: (out) (nullable): what is another, for a person, as in "Success condition, conversation"; %NULL if nothing is
 * @error: return location for why they can't be compared
 *
 * Compares what would be sent. Who may do what with the test says nothing, nor what the server adds by itself.
 *
 * Returns: (transfer full) (nullable): what to send: @after, with those members of @before that this program doesn't know and
 *   @after doesn't speak of
 */
ProctorTest *
proctor_test_compare (ProctorTest *before,
                      ProctorTest *after,
                      char **changes,
                      GError **error)
{
  g_autoptr (JsonNode) old = NULL;
  g_autoptr (JsonNode) new = NULL;

  *changes = NULL;
  old = proctor_request_body_for_test (before, NULL, error);
  new = old != NULL ? proctor_request_body_for_test (after, NULL, error) : NULL;
  if (new == NULL)
    return NULL;

  if (json_object_has_member (json_node_get_object (old), "parent_folder_id"))
    json_object_remove_member (json_node_get_object (old), "parent_folder_id");
  if (json_object_has_member (json_node_get_object (new), "parent_folder_id"))
    json_object_remove_member (json_node_get_object (new), "parent_folder_id");
  if (keep_unknown (after, json_node_get_object (old), json_node_get_object (new)))
    {
      *changes = describe_changes (json_node_get_object (old), json_node_get_object (new));
      return proctor_wire_read (PROCTOR_TYPE_TEST, new, error);
    }
  *changes = describe_changes (json_node_get_object (old), json_node_get_object (new));

  return g_object_ref (after);
}
