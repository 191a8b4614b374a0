/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-contract-private.h"

#include <string.h>

/* How the checker says what it expected and what it found. */

#define MAX_FOUND_CHARACTERS 80

/* What was found: a plain value as it is written, of others only how large they are. */
char *
proctor_testing_contract_describe_value (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (node == NULL)
    return g_strdup ("nothing");

  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup_printf ("an object of %u members", json_object_get_size (json_node_get_object (node)));

  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup_printf ("an array of %u items", json_array_get_length (json_node_get_array (node)));

  text = json_to_string (node, FALSE);
  if (g_utf8_strlen (text, -1) > MAX_FOUND_CHARACTERS)
    {
      g_autofree char *start = g_utf8_substring (text, 0, MAX_FOUND_CHARACTERS);

      return g_strconcat (start, "…", NULL);
    }

  return g_steal_pointer (&text);
}

/* A type with its article. */
const char *
proctor_testing_contract_describe_type (const char *type)
{
  const char *const words[][2] = {
    { "array", "an array" },
    { "boolean", "true or false" },
    { "integer", "an integer" },
    { "number", "a number" },
    { "object", "an object" },
    { "string", "a string" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (type, words[i][0]) == 0)
        return words[i][1];
    }

  return type;
}

/* Values, or the names of types, as alternatives. */
char *
proctor_testing_contract_describe_values (JsonArray *values,
                                          gboolean types)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonNode *value = json_array_get_element (values, i);
      g_autofree char *word = types ? g_strdup (proctor_testing_contract_describe_type (json_node_get_string (value))) : json_to_string (value, FALSE);

      g_string_append_printf (text, "%s%s", i > 0 ? " or " : "", word);
    }

  return g_string_free_and_steal (text);
}

/* What a schema wants, in few words. */
char *
proctor_testing_contract_describe_schema (JsonNode *node)
{
  JsonObject *schema;
  JsonNode *type;
  const char *reference;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (json_node_get_boolean (node) ? "anything" : "nothing");

  schema = json_node_get_object (node);
  reference = json_object_get_string_member_with_default (schema, "$ref", NULL);
  if (reference != NULL)
    return g_path_get_basename (reference);
  if (json_object_has_member (schema, "const"))
    return json_to_string (json_object_get_member (schema, "const"), FALSE);
  if (json_object_has_member (schema, "enum"))
    return proctor_testing_contract_describe_values (json_object_get_array_member (schema, "enum"), FALSE);

  type = json_object_get_member (schema, "type");
  if (type != NULL && JSON_NODE_HOLDS_ARRAY (type))
    return proctor_testing_contract_describe_values (json_node_get_array (type), TRUE);

  return g_strdup (type != NULL ? proctor_testing_contract_describe_type (json_node_get_string (type)) : "something else");
}
