/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-api-error.h"
#include "proctor-wire-check.h"

/**
 * proctor_wire_parse:
 * @bytes: a body
 * @read_only: (out) (optional) (nullable): why the document can't be written back without loss
 * @error: return location for why it is no JSON
 *
 * Returns: (transfer full) (nullable): the document
 */
JsonNode *
proctor_wire_parse (GBytes *bytes,
                    char **read_only,
                    GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (!proctor_wire_check (bytes, read_only, error))
    return NULL;

  return proctor_wire_parse_text (text, (gssize) length, error);
}

/**
 * proctor_wire_parse_text:
 * @text: a document
 * @length: its length, -1 if it ends with a NUL
 * @error: return location for why it is no JSON
 *
 * Returns: (transfer full) (nullable): the document
 */
JsonNode *
proctor_wire_parse_text (const char *text,
                         gssize length,
                         GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  JsonNode *root;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text != NULL ? text : "", length, &local_error))
    {
      g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is no valid JSON. %s"), local_error->message);
      return NULL;
    }

  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is empty."));

  return root;
}

/**
 * proctor_wire_node_to_text:
 * @node: JSON
 *
 * Returns: (transfer full): it, on one line
 */
char *
proctor_wire_node_to_text (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

/**
 * proctor_wire_node_to_bytes:
 * @node: JSON
 *
 * Returns: (transfer full): it, as the body of a request
 */
GBytes *
proctor_wire_node_to_bytes (JsonNode *node)
{
  char *text = proctor_wire_node_to_text (node);

  return g_bytes_new_take (text, strlen (text));
}

static gsize
count_plain (const char *string)
{
  gsize n = 0;

  while ((guchar) string[n] >= 0x20 && string[n] != '"' && string[n] != '\\' && string[n] != 0x7f)
    n++;

  return n;
}

/**
 * proctor_wire_append_string:
 * @text: JSON that is being written
 * @string: (nullable): what comes next in it, %NULL for null
 *
 * Writes a string without making a node of it first, for where there are very many.
 */
void
proctor_wire_append_string (GString *text,
                            const char *string)
{
  if (string == NULL)
    {
      g_string_append (text, "null");
      return;
    }

  g_string_append_c (text, '"');
  while (*string != '\0')
    {
      gsize n = count_plain (string);

      g_string_append_len (text, string, (gssize) n);
      string += n;
      if (*string == '"' || *string == '\\')
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, *string++);
        }
      else if (*string != '\0')
        g_string_append_printf (text, "\\u%04x", (guint) (guchar) *string++);
    }
  g_string_append_c (text, '"');
}

static gboolean
equal_objects (JsonObject *one,
               JsonObject *other)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (json_object_get_size (one) != json_object_get_size (other))
    return FALSE;

  json_object_iter_init (&iter, one);
  while (json_object_iter_next (&iter, &member, &node))
    {
      JsonNode *same = json_object_get_member (other, member);

      if (same == NULL || !proctor_wire_equal (node, same))
        return FALSE;
    }

  return TRUE;
}

static gboolean
equal_arrays (JsonArray *one,
              JsonArray *other)
{
  guint length = json_array_get_length (one);

  if (length != json_array_get_length (other))
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      if (!proctor_wire_equal (json_array_get_element (one, i), json_array_get_element (other, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
equal_values (JsonNode *one,
              JsonNode *other)
{
  GType type = json_node_get_value_type (one);
  double number, same;

  if (type != json_node_get_value_type (other))
    return FALSE;
  if (type == G_TYPE_INT64)
    return json_node_get_int (one) == json_node_get_int (other);
  if (type == G_TYPE_BOOLEAN)
    return json_node_get_boolean (one) == json_node_get_boolean (other);
  if (type == G_TYPE_STRING)
    return g_str_equal (json_node_get_string (one), json_node_get_string (other));

  /* Bit for bit: minus nought is not nought. */
  number = json_node_get_double (one);
  same = json_node_get_double (other);

  return memcmp (&number, &same, sizeof number) == 0;
}

/**
 * proctor_wire_equal:
 * @one: JSON
 * @other: JSON
 *
 * Compares strictly: 1 and 1.0 are two things. The order of members says nothing.
 *
 * Returns: whether both say the same
 */
gboolean
proctor_wire_equal (JsonNode *one,
                    JsonNode *other)
{
  JsonNodeType type = json_node_get_node_type (one);

  if (type != json_node_get_node_type (other))
    return FALSE;

  switch (type)
    {
    case JSON_NODE_OBJECT:
      return equal_objects (json_node_get_object (one), json_node_get_object (other));
    case JSON_NODE_ARRAY:
      return equal_arrays (json_node_get_array (one), json_node_get_array (other));
    case JSON_NODE_VALUE:
      return equal_values (one, other);
    case JSON_NODE_NULL:
      return TRUE;
    }

  g_assert_not_reached ();
}
