/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-schema.h"

#include "proctor-validation.h"
#include "proctor-wire-text.h"

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
requires (JsonObject *schema,
          const char *member)
{
  JsonArray *required = proctor_validate_get_array (schema, "required");

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    {
      JsonNode *node = json_array_get_element (required, i);

      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), member) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_strict_object (JsonObject *schema)
{
  JsonObject *properties = proctor_validate_get_object (schema, "properties");
  JsonNode *more = json_object_get_member (schema, "additionalProperties");
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (properties == NULL || more == NULL || !JSON_NODE_HOLDS_VALUE (more) || json_node_get_boolean (more))
    return FALSE;

  json_object_iter_init (&iter, properties);
  while (json_object_iter_next (&iter, &member, &node))
    {
      if (!requires (schema, member) || !proctor_openai_schema_is_strict (node))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_openai_schema_is_strict:
 * @schema: what JSON is wanted
 *
 * Some servers can promise an answer that follows a schema, if the schema leaves nothing open.
 *
 * Returns: whether they can be asked to
 */
gboolean
proctor_openai_schema_is_strict (JsonNode *schema)
{
  JsonObject *object = get_object (schema);
  const char *type = proctor_validate_get_string (object, "type");

  if (g_strcmp0 (type, "object") == 0)
    return is_strict_object (object);
  if (g_strcmp0 (type, "array") == 0)
    return proctor_openai_schema_is_strict (json_object_get_member (object, "items"));

  return object != NULL;
}

static gboolean
is_of_type (JsonNode *value,
            const char *type)
{
  GType plain = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;

  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (value);
  if (g_str_equal (type, "array"))
    return JSON_NODE_HOLDS_ARRAY (value);
  if (g_str_equal (type, "null"))
    return JSON_NODE_HOLDS_NULL (value);
  if (g_str_equal (type, "string"))
    return plain == G_TYPE_STRING;
  if (g_str_equal (type, "boolean"))
    return plain == G_TYPE_BOOLEAN;
  if (g_str_equal (type, "integer"))
    return plain == G_TYPE_INT64;
  if (g_str_equal (type, "number"))
    return plain == G_TYPE_INT64 || plain == G_TYPE_DOUBLE;

  return TRUE;
}

static gboolean
is_one_of (JsonNode *value,
           JsonArray *values)
{
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      if (proctor_wire_equal (value, json_array_get_element (values, i)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
allows_object (JsonObject *schema,
               JsonObject *value)
{
  JsonObject *properties = proctor_validate_get_object (schema, "properties");
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (properties == NULL)
    return TRUE;

  json_object_iter_init (&iter, properties);
  while (json_object_iter_next (&iter, &member, &node))
    {
      JsonNode *found = json_object_get_member (value, member);

      if (found == NULL ? requires (schema, member) : !proctor_openai_schema_allows (node, found))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_openai_schema_allows:
 * @schema: what JSON is wanted
 * @value: some JSON
 *
 * Looks at types, at what has to be there and at enumerations. What nobody asked for does no harm,
 * and a text that is too long is still a text.
 *
 * Returns: whether that is what was wanted
 */
gboolean
proctor_openai_schema_allows (JsonNode *schema,
                              JsonNode *value)
{
  JsonObject *object = get_object (schema);
  const char *type = proctor_validate_get_string (object, "type");
  JsonArray *values = proctor_validate_get_array (object, "enum");

  if (type != NULL && !is_of_type (value, type))
    return FALSE;
  if (values != NULL && !is_one_of (value, values))
    return FALSE;
  if (object != NULL && JSON_NODE_HOLDS_OBJECT (value))
    return allows_object (object, json_node_get_object (value));

  if (object != NULL && JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);
      JsonNode *items = json_object_get_member (object, "items");

      for (guint i = 0; items != NULL && i < json_array_get_length (array); i++)
        {
          if (!proctor_openai_schema_allows (items, json_array_get_element (array, i)))
            return FALSE;
        }
    }

  return TRUE;
}
