/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-call.h"

#include <json-glib/json-glib.h>

#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-pair.h"
#include "proctor-wire-text.h"

/* More checks than that nobody reads. */
#define MOST_PARAMETERS 30
#define MOST_DEPTH 8

/* A call becomes what a test expects. */

static void
add_parameter (ProctorToolExpectation *expectation,
               const char *path,
               JsonNode *node)
{
  g_autoptr (ProctorExpectedParameter) parameter = proctor_expected_parameter_new ();
  g_autoptr (ProctorEvaluation) evaluation = proctor_evaluation_new ();
  g_autofree char *value = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : proctor_wire_node_to_text (node);

  proctor_evaluation_set_kind (evaluation, "exact");
  proctor_evaluation_set_expected_value (evaluation, value);
  proctor_expected_parameter_set_path (parameter, path);
  proctor_expected_parameter_set_eval (parameter, evaluation);
  g_list_store_append (G_LIST_STORE (proctor_tool_expectation_get_parameters (expectation)), parameter);
}

static gboolean
has_pair (GListModel *pairs,
          const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (ProctorPair) pair = g_list_model_get_item (pairs, i);

      if (g_strcmp0 (proctor_pair_get_key (pair), key) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_section (const char *name)
{
  return g_str_equal (name, "body") || g_str_equal (name, "query_params") || g_str_equal (name, "path_params");
}

/* A webhook's parameter is looked for in a section of the request, other tools' just by its name. */
static char *
dup_path (ProctorToolCall *call,
          const char *name,
          gboolean has_sections)
{
  ProctorToolCallDetails *details = proctor_tool_call_get_tool_details (call);

  if (g_strcmp0 (proctor_tool_call_get_kind (call), "webhook") != 0 || has_sections)
    return g_strdup (name);
  if (details != NULL && has_pair (proctor_tool_call_details_get_path_params (details), name))
    return g_strconcat ("path_params.", name, NULL);
  if (details != NULL && has_pair (proctor_tool_call_details_get_query_params (details), name))
    return g_strconcat ("query_params.", name, NULL);

  return g_strconcat ("body.", name, NULL);
}

/* A member whose name has a dot in it can't be told by a path. */
static void
add_parameters (ProctorToolExpectation *expectation,
                const char *path,
                JsonNode *node,
                guint depth)
{
  guint n = g_list_model_get_n_items (proctor_tool_expectation_get_parameters (expectation));

  if (n >= MOST_PARAMETERS || depth > MOST_DEPTH)
    return;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          g_autofree char *member_path = g_strconcat (path, ".", name, NULL);

          if (g_strstr_len (name, -1, ".") == NULL)
            add_parameters (expectation, member_path, member, depth + 1);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array) && i < MOST_PARAMETERS; i++)
        {
          g_autofree char *item_path = g_strdup_printf ("%s.%u", path, i);

          add_parameters (expectation, item_path, json_array_get_element (array, i), depth + 1);
        }
    }
  else if (!JSON_NODE_HOLDS_NULL (node))
    add_parameter (expectation, path, node);
}

static gboolean
has_only_sections (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  gboolean is_all = names != NULL;

  for (GList *name = names; name != NULL; name = name->next)
    is_all = is_all && is_section (name->data);

  return is_all;
}

/**
 * proctor_conversation_call_expect:
 * @call: what the agent called
 *
 * What tool it is is not known by its name alone, so that is left to others.
 *
 * Returns: (transfer full): the same call with the same parameters, as what is expected
 */
ProctorToolExpectation *
proctor_conversation_call_expect (ProctorToolCall *call)
{
  g_autoptr (ProctorToolExpectation) expectation = proctor_tool_expectation_new ();
  const char *parameters = proctor_tool_call_get_params_as_json (call);
  g_autoptr (JsonNode) root = parameters != NULL ? proctor_wire_parse_text (parameters, -1, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  gboolean has_sections = object != NULL && has_only_sections (object);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  proctor_tool_expectation_set_verify_absence (expectation, FALSE);
  if (object == NULL)
    return g_steal_pointer (&expectation);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *path = dup_path (call, name, has_sections);

      if (g_strstr_len (name, -1, ".") == NULL)
        add_parameters (expectation, path, member, 0);
    }

  return g_steal_pointer (&expectation);
}
