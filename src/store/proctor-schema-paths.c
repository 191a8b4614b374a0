/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-schema-paths.h"

#include <glib/gi18n.h>

#include "proctor-choice.h"
#include "proctor-wire-text.h"

/* What tests have to know of a tool or an agent and what stands in parts of them that are JSON to us. All of
 * it is somebody else's text: what is not as it should be is left out. */

#define MOST_PATHS 500
#define MOST_DEPTH 8

static JsonObject *
get_object (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text (JsonObject *object,
          const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void add_schema (GStrvBuilder *paths,
                        guint *n_paths,
                        JsonObject *schema,
                        const char *path,
                        guint depth);

static void
add_path (GStrvBuilder *paths,
          guint *n_paths,
          char *path)
{
  if (*n_paths >= MOST_PATHS)
    {
      g_free (path);
      return;
    }
  g_strv_builder_take (paths, path);
  *n_paths += 1;
}

static void
add_properties (GStrvBuilder *paths,
                guint *n_paths,
                JsonObject *members,
                const char *prefix,
                guint depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *path = g_strconcat (prefix, prefix[0] != '\0' ? "." : "", name, NULL);

      add_schema (paths, n_paths, JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL, path, depth);
    }
}

/* A path for each value that is no object; where nobody says what is in an object, it may be anything. */
static void
add_schema (GStrvBuilder *paths,
            guint *n_paths,
            JsonObject *schema,
            const char *path,
            guint depth)
{
  const char *type = get_text (schema, "type");
  JsonObject *members = get_object (schema, "properties");
  JsonObject *items = get_object (schema, "items");

  if (depth >= MOST_DEPTH || (members == NULL && g_strcmp0 (type, "object") == 0) || (items == NULL && g_strcmp0 (type, "array") == 0))
    add_path (paths, n_paths, path[0] != '\0' ? g_strconcat (path, ".**", NULL) : g_strdup ("**"));
  else if (members != NULL)
    add_properties (paths, n_paths, members, path, depth + 1);
  else if (items != NULL)
    {
      g_autofree char *item = g_strconcat (path, path[0] != '\0' ? "." : "", "*", NULL);

      add_schema (paths, n_paths, items, item, depth + 1);
    }
  else if (path[0] != '\0')
    add_path (paths, n_paths, g_strdup (path));
}

/**
 * proctor_schema_paths_dup:
 * @config: what a tool is
 *
 * Finds the parameters that a tool has. A webhook's stand in sections, as in `body.date`, and those of
 * others don't. A star is any place in a list, two stars at the end are anything.
 *
 * Returns: (transfer full) (nullable): their paths; %NULL if the tool doesn't say
 */
char **
proctor_schema_paths_dup (ProctorToolConfig *config)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  const char *text = proctor_tool_config_get_api_schema (config);
  gboolean is_webhook = text != NULL;
  g_autoptr (JsonNode) node = NULL;
  guint n_paths = 0;
  JsonObject *schema, *part;

  if (text == NULL)
    text = proctor_tool_config_get_parameters (config);
  if (text == NULL)
    return NULL;
  node = proctor_wire_parse_text (text, -1, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  schema = json_node_get_object (node);
  if (!is_webhook)
    add_schema (paths, &n_paths, schema, "", 0);
  else
    {
      if ((part = get_object (schema, "request_body_schema")) != NULL)
        add_schema (paths, &n_paths, part, "body", 0);
      if ((part = get_object (get_object (schema, "query_params_schema"), "properties")) != NULL)
        add_properties (paths, &n_paths, part, "query_params", 0);
      if ((part = get_object (schema, "path_params_schema")) != NULL)
        add_properties (paths, &n_paths, part, "path_params", 0);
    }

  return g_strv_builder_end (paths);
}

/* What a node without a name of its own is called. */
static const char *
get_node_title (const char *kind)
{
  if (g_strcmp0 (kind, "start") == 0)
    return _ ("Start");
  if (g_strcmp0 (kind, "end") == 0)
    return _ ("End");
  if (g_strcmp0 (kind, "phone_number") == 0)
    return _ ("Hand over to a phone number");
  if (g_strcmp0 (kind, "standalone_agent") == 0)
    return _ ("Hand over to another agent");
  if (g_strcmp0 (kind, "tool") == 0)
    return _ ("Tools");

  return NULL;
}

/**
 * proctor_schema_paths_dup_nodes:
 * @agent: an agent
 *
 * Returns: (transfer full) (element-type ProctorChoice): the nodes of its workflow
 */
GPtrArray *
proctor_schema_paths_dup_nodes (ProctorAgent *agent)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_object_unref);
  const char *text = proctor_agent_get_workflow (agent);
  g_autoptr (JsonNode) node = text != NULL ? proctor_wire_parse_text (text, -1, NULL) : NULL;
  JsonObject *members = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? get_object (json_node_get_object (node), "nodes") : NULL;
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  if (members == NULL)
    return nodes;

  json_object_iter_init_ordered (&iter, members);
  while (nodes->len < MOST_PATHS && json_object_iter_next_ordered (&iter, &id, &value))
    {
      JsonObject *member = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
      const char *kind = get_text (member, "type");
      const char *label = get_text (member, "label");
      const ProctorChoiceFacts facts = { .id = id, .title = label != NULL ? label : get_node_title (kind), .kind = kind };

      g_ptr_array_add (nodes, proctor_choice_new (&facts));
    }

  return nodes;
}
