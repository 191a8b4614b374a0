/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-path.h"

#include <gio/gio.h>

#include "proctor-wire-text.h"

/* A webhook's arguments are in one of these, and its paths say in which. */
static const char *const sections[] = { "body", "query_params", "path_params", NULL };

static JsonNode *
take_step (JsonNode *node,
           const char *step)
{
  guint64 position;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), step);
  if (!JSON_NODE_HOLDS_ARRAY (node) || !g_ascii_string_to_unsigned (step, 10, 0, G_MAXUINT32, &position, NULL))
    return NULL;

  return position < json_array_get_length (json_node_get_array (node)) ? json_array_get_element (json_node_get_array (node), (guint) position) : NULL;
}

static JsonNode *
follow (JsonNode *node,
        char **steps)
{
  for (gsize i = 0; node != NULL && steps[i] != NULL; i++)
    node = take_step (node, steps[i]);

  return node;
}

static gboolean
has_sections (const char *kind)
{
  return g_strcmp0 (kind, "webhook") == 0 || g_strcmp0 (kind, "api_integration_webhook") == 0;
}

/**
 * proctor_tool_path_find:
 * @arguments: what a tool was called with
 * @kind: (nullable): what kind of tool it is, %NULL for one without sections
 * @path: dotted, with numbers for places in lists: `body.items.0.sku`
 * @error: return location for a sentence that says that it isn't there
 *
 * A webhook's parameters are named with their section, a client tool's are not. What a model gives
 * a webhook may be sorted into the sections or not; either way the path has to name one.
 *
 * Returns: (transfer none) (nullable): what stands there
 */
JsonNode *
proctor_tool_path_find (JsonNode *arguments,
                        const char *kind,
                        const char *path,
                        GError **error)
{
  g_auto (GStrv) steps = g_strsplit (path != NULL ? path : "", ".", -1);
  JsonNode *node = NULL;

  if (steps[0] == NULL || arguments == NULL)
    node = NULL;
  else if (!has_sections (kind))
    node = follow (arguments, steps);
  else if (g_strv_contains (sections, steps[0]))
    {
      JsonNode *section = take_step (arguments, steps[0]);

      node = section != NULL && JSON_NODE_HOLDS_OBJECT (section) ? follow (section, steps + 1) : NULL;
      if (node == NULL && steps[1] != NULL)
        node = follow (arguments, steps + 1);
    }

  if (node == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Parameter path '%s' not found in tool call parameters", path != NULL ? path : "");

  return node;
}

/**
 * proctor_tool_path_to_text:
 * @value: what stands somewhere
 *
 * Returns: (transfer full): a text as it is, anything else as JSON
 */
char *
proctor_tool_path_to_text (JsonNode *value)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);

  return proctor_wire_node_to_text (value);
}
