/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-value-text.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-wire-check.h"
#include "proctor-wire-text.h"

#include <string.h>

/* The values of variables are JSON, of which people who want to write a name or a number should not have to
 * know. A value is written as it was typed: 1.0 stays 1.0. */

static const char *
skip_space (const char *text)
{
  return text + strspn (text, " \t\r\n");
}

/**
 * proctor_value_text_get_kind:
 * @json: (nullable): a JSON value
 *
 * Returns: what it is to a person
 */
ProctorValueKind
proctor_value_text_get_kind (const char *json)
{
  const char *text = json != NULL ? skip_space (json) : "";

  if (text[0] == '"')
    return PROCTOR_VALUE_TEXT;
  if (text[0] == '-' || g_ascii_isdigit (text[0]))
    return PROCTOR_VALUE_NUMBER;
  if (g_str_has_prefix (text, "true") || g_str_has_prefix (text, "false"))
    return PROCTOR_VALUE_YES_NO;

  return PROCTOR_VALUE_JSON;
}

/**
 * proctor_value_text_dup_plain:
 * @json: (nullable): a JSON value
 *
 * Returns: (transfer full): what a person is shown: a text without its quotation marks, anything else as it is
 */
char *
proctor_value_text_dup_plain (const char *json)
{
  g_autoptr (JsonNode) node = NULL;

  if (json == NULL)
    return g_strdup ("");
  if (proctor_value_text_get_kind (json) != PROCTOR_VALUE_TEXT)
    return g_strstrip (g_strdup (json));

  node = proctor_wire_parse_text (json, -1, NULL);

  return g_strdup (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : json);
}

static gboolean
is_number (const char *text)
{
  static GRegex *number = NULL;

  if (g_once_init_enter (&number))
    g_once_init_leave (&number, g_regex_new ("^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?$", G_REGEX_DEFAULT, 0, NULL));

  return g_regex_match (number, text, 0, NULL);
}

/* What can't be written back as it is would be another value the next time. */
static gboolean
is_kept (const char *text,
         GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) local_error = NULL;
  g_autofree char *loss = NULL;

  if (!proctor_wire_check (bytes, &loss, &local_error))
    {
      g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("This is not valid JSON. %s"), local_error->message);
      return FALSE;
    }
  if (loss != NULL)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, loss);
      return FALSE;
    }

  return TRUE;
}

static char *
make_number (const char *plain,
             GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (plain));

  if (text[0] == '+')
    memmove (text, text + 1, strlen (text));
  if (!is_number (text))
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, strchr (text, ',') != NULL ? _ ("This is not a number. Use a point for decimals, as in 2.5.") : _ ("This is not a number."));
      return NULL;
    }
  if (!is_kept (text, error))
    return NULL;

  return g_steal_pointer (&text);
}

/**
 * proctor_value_text_make:
 * @kind: what it is to a person
 * @plain: what they typed
 * @error: return location for what is wrong with that
 *
 * Returns: (transfer full) (nullable): the JSON value
 */
char *
proctor_value_text_make (ProctorValueKind kind,
                         const char *plain,
                         GError **error)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (plain != NULL, NULL);

  switch (kind)
    {
    case PROCTOR_VALUE_TEXT:
      text = g_string_new (NULL);
      proctor_wire_append_string (text, plain);
      return g_string_free_and_steal (g_steal_pointer (&text));
    case PROCTOR_VALUE_NUMBER:
      return make_number (plain, error);
    case PROCTOR_VALUE_YES_NO:
      return g_strdup (g_str_equal (plain, "true") ? "true" : "false");
    case PROCTOR_VALUE_JSON:
      return is_kept (plain, error) ? g_strdup (plain) : NULL;
    }

  g_assert_not_reached ();
}

/**
 * proctor_value_text_convert:
 * @json: (nullable): a JSON value
 * @kind: what it is to become
 *
 * Returns: (transfer full): the nearest there is, of that kind
 */
char *
proctor_value_text_convert (const char *json,
                            ProctorValueKind kind)
{
  g_autofree char *plain = proctor_value_text_dup_plain (json);
  char *made;

  switch (kind)
    {
    case PROCTOR_VALUE_TEXT:
      return proctor_value_text_make (kind, plain, NULL);
    case PROCTOR_VALUE_NUMBER:
      made = make_number (plain, NULL);
      return made != NULL ? made : g_strdup ("0");
    case PROCTOR_VALUE_YES_NO:
      return g_strdup (g_ascii_strcasecmp (plain, "true") == 0 || g_ascii_strcasecmp (plain, "yes") == 0 || g_str_equal (plain, "1") ? "true" : "false");
    case PROCTOR_VALUE_JSON:
      return g_strdup (json != NULL ? json : "null");
    }

  g_assert_not_reached ();
}
