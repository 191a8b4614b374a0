/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-text.h"

#include <string.h>

#include "proctor-wire-text.h"

/* Parts of a configuration that are JSON, as a person writes them. */

static JsonNode *
parse (const char *json)
{
  return json != NULL ? proctor_wire_parse_text (json, -1, NULL) : NULL;
}

static gboolean
is_line (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING && strchr (json_node_get_string (node), '\n') == NULL;
}

/**
 * proctor_config_text_dup_lines:
 * @json: (nullable): a text or a list of texts, as JSON
 *
 * Returns: (transfer full) (nullable): a line for each, %NULL if it is anything else
 */
char *
proctor_config_text_dup_lines (const char *json)
{
  g_autoptr (JsonNode) node = parse (json);
  g_autoptr (GString) lines = g_string_new (NULL);
  JsonArray *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return json == NULL || node != NULL ? g_strdup ("") : NULL;
  if (is_line (node))
    return g_strdup (json_node_get_string (node));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!is_line (element))
        return NULL;
      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", json_node_get_string (element));
    }

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

/**
 * proctor_config_text_make_lines:
 * @text: a line for each of some texts
 *
 * Returns: (transfer full): a list of those that say anything, as JSON
 */
char *
proctor_config_text_make_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '\0')
        json_array_add_string_element (array, lines[i]);
    }
  node = json_node_init_array (json_node_alloc (), array);

  return proctor_wire_node_to_text (node);
}
