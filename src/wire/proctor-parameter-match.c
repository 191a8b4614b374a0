/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-parameter-match.h"

#include "proctor-pattern.h"
#include "proctor-tool-path.h"
#include "proctor-wire-text.h"

/* What is told of a value. */
#define MOST_CHARACTERS 120

static gboolean
is_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/* What is expected is always a text; a value that is none is compared with the JSON it may be. */
static gboolean
is_exactly (JsonNode *value,
            const char *expected)
{
  g_autoptr (JsonNode) node = NULL;

  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return g_strcmp0 (json_node_get_string (value), expected) == 0;

  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return g_ascii_strcasecmp (expected, json_node_get_boolean (value) ? "true" : "false") == 0;

  node = proctor_wire_parse_text (expected, -1, NULL);
  if (node == NULL)
    return FALSE;
  if (is_number (node) && is_number (value))
    return json_node_get_double (node) == json_node_get_double (value) && (json_node_get_value_type (node) != json_node_get_value_type (value) || proctor_wire_equal (node, value));

  return proctor_wire_equal (node, value);
}

static char *
shorten (const char *text)
{
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (text, -1) <= MOST_CHARACTERS)
    return g_strdup (text);

  begin = g_utf8_substring (text, 0, MOST_CHARACTERS);

  return g_strconcat (begin, "…", NULL);
}

static ProctorParameterMatch
match_pattern (const char *pattern,
               const char *text,
               const char *shown,
               char **reason)
{
  g_autoptr (GError) error = NULL;
  gboolean matches;

  if (!proctor_pattern_matches (pattern, 0, text, &matches, NULL, &error))
    {
      *reason = g_strdup_printf ("The pattern '%s' can't be used: %s", pattern, error->message);
      return PROCTOR_PARAMETER_UNKNOWN;
    }

  *reason = g_strdup_printf (matches ? "'%s' matches the pattern '%s'" : "'%s' doesn't match the pattern '%s'", shown, pattern);

  return matches ? PROCTOR_PARAMETER_MATCHES : PROCTOR_PARAMETER_DIFFERS;
}

/**
 * proctor_parameter_match:
 * @evaluation: (nullable): what was expected
 * @value: what a tool was called with
 * @reason: (out) (transfer full) (nullable): a sentence that says why, for the verdict
 *
 * Compares exactly, by a pattern that may match anywhere, or not at all. What a model has to judge
 * is left to the caller.
 *
 * Returns: how they compare
 */
ProctorParameterMatch
proctor_parameter_match (ProctorEvaluation *evaluation,
                         JsonNode *value,
                         char **reason)
{
  const char *kind = evaluation != NULL ? proctor_evaluation_get_kind (evaluation) : NULL;
  g_autofree char *text = proctor_tool_path_to_text (value);
  g_autofree char *shown = shorten (text);
  const char *expected;

  *reason = NULL;
  if (g_strcmp0 (kind, "llm") == 0)
    return PROCTOR_PARAMETER_NEEDS_MODEL;

  if (g_strcmp0 (kind, "anything") == 0)
    {
      *reason = g_strdup_printf ("'%s' will do, because anything does", shown);
      return PROCTOR_PARAMETER_MATCHES;
    }
  if (g_strcmp0 (kind, "exact") == 0)
    {
      gboolean same;

      expected = proctor_evaluation_get_expected_value (evaluation);
      same = is_exactly (value, expected != NULL ? expected : "");
      *reason = g_strdup_printf (same ? "'%s' is '%s'" : "'%s' is not '%s'", shown, expected != NULL ? expected : "");
      return same ? PROCTOR_PARAMETER_MATCHES : PROCTOR_PARAMETER_DIFFERS;
    }
  if (g_strcmp0 (kind, "regex") == 0 && proctor_evaluation_get_pattern (evaluation) != NULL)
    return match_pattern (proctor_evaluation_get_pattern (evaluation), text, shown, reason);

  *reason = g_strdup_printf ("Nothing is known of the evaluation '%s'", kind != NULL ? kind : "");

  return PROCTOR_PARAMETER_UNKNOWN;
}
