/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-compare.h"

#include "proctor-config-merge.h"
#include "proctor-config-words.h"
#include "proctor-draft.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* In what two configurations differ, part by part as a person calls them. What has no name of its own
 * is gone into as far as both have an object there, and then it is called by its path. */

static void
difference_free (gpointer data)
{
  proctor_difference_free (data);
}

static gboolean
is_nothing (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node) || (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0) || (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) == 0);
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* Returns: (transfer full) (nullable): a line for each text, %NULL if there is anything else */
static char *
dup_lines (JsonArray *array)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!is_text (element))
        return NULL;
      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", json_node_get_string (element));
    }

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

/* A text is shown as it is, several one below the other, and anything else as JSON. */
static char *
dup_value (JsonNode *node)
{
  char *lines;

  if (is_nothing (node))
    return g_strdup ("");
  if (is_text (node))
    return g_strdup (json_node_get_string (node));

  lines = JSON_NODE_HOLDS_ARRAY (node) ? dup_lines (json_node_get_array (node)) : NULL;

  return lines != NULL ? lines : json_to_string (node, TRUE);
}

static void
add (GPtrArray *differences,
     const char *words,
     JsonNode *one,
     JsonNode *other)
{
  ProctorDifference *difference = g_new0 (ProctorDifference, 1);

  difference->words = g_strdup (words);
  difference->mine = dup_value (one);
  difference->theirs = dup_value (other);
  g_ptr_array_add (differences, difference);
}

static void compare_objects (JsonObject *one,
                             JsonObject *other,
                             const char *prefix,
                             GPtrArray *differences);

static void
compare_member (JsonObject *one,
                JsonObject *other,
                const char *member,
                const char *prefix,
                GPtrArray *differences)
{
  JsonNode *mine = json_object_get_member (one, member);
  JsonNode *theirs = json_object_get_member (other, member);
  g_autofree char *path = g_strconcat (prefix, prefix[0] != '\0' ? "." : "", member, NULL);
  g_autofree char *words = NULL;

  if ((is_nothing (mine) && is_nothing (theirs)) || (mine != NULL && theirs != NULL && proctor_wire_equal (mine, theirs)))
    return;

  words = proctor_config_words_dup (path);
  if (g_str_equal (words, path) && mine != NULL && theirs != NULL && JSON_NODE_HOLDS_OBJECT (mine) && JSON_NODE_HOLDS_OBJECT (theirs))
    compare_objects (json_node_get_object (mine), json_node_get_object (theirs), path, differences);
  else
    add (differences, words, mine, theirs);
}

static void
compare_objects (JsonObject *one,
                 JsonObject *other,
                 const char *prefix,
                 GPtrArray *differences)
{
  g_autoptr (GList) members = json_object_get_members (one);
  g_autoptr (GList) others = json_object_get_members (other);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (prefix[0] != '\0' || !proctor_config_merge_is_said_by_server (l->data))
        compare_member (one, other, l->data, prefix, differences);
    }
  for (GList *l = others; l != NULL; l = l->next)
    {
      if (!json_object_has_member (one, l->data) && (prefix[0] != '\0' || !proctor_config_merge_is_said_by_server (l->data)))
        compare_member (one, other, l->data, prefix, differences);
    }
}

/**
 * proctor_config_compare:
 * @one: a configuration
 * @other: another of the same type
 * @error: return location for why they can't be compared
 *
 * May be called from any thread, as long as nobody changes them.
 *
 * Returns: (transfer full) (nullable) (element-type ProctorDifference): the parts in which they differ
 */
GPtrArray *
proctor_config_compare (ProctorRecord *one,
                        ProctorRecord *other,
                        GError **error)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (difference_free);
  g_autoptr (JsonNode) mine = proctor_wire_write (one, error);
  g_autoptr (JsonNode) theirs = mine != NULL ? proctor_wire_write (other, error) : NULL;

  if (theirs == NULL)
    return NULL;

  compare_objects (json_node_get_object (mine), json_node_get_object (theirs), "", differences);

  return g_steal_pointer (&differences);
}
