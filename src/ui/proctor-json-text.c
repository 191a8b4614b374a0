/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-text.h"

#include <string.h>

/* JSON is shown here, not understood: it is laid out by its brackets alone, so that whatever is in
 * it, numbers and order and all, is shown as it came. */

/* More than this is shown as it came: laying it out would be felt. */
#define MOST_BYTES (64 * 1024)
#define MOST_DEPTH 64

static void
append_line (GString *out,
             gsize depth)
{
  g_string_append_c (out, '\n');
  for (gsize i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

/* Returns what follows the string that begins at @p, or %NULL if it does not end. */
static const char *
skip_string (const char *p)
{
  for (p++; *p != '\0'; p++)
    {
      if (*p == '"')
        return p + 1;
      if (*p == '\\' && *++p == '\0')
        return NULL;
    }

  return NULL;
}

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

/* Opens or closes a bracket. What is empty stays on its line. */
static gboolean
step_bracket (GString *out,
              GString *open,
              const char **p)
{
  char bracket = **p;
  const char *next = skip_space (*p + 1);

  if (bracket == '{' || bracket == '[')
    {
      char closing = bracket == '{' ? '}' : ']';

      g_string_append_c (out, bracket);
      if (*next == closing)
        {
          g_string_append_c (out, closing);
          *p = next + 1;
          return TRUE;
        }

      g_string_append_c (open, closing);
      *p = next;
      append_line (out, open->len);
      return open->len <= MOST_DEPTH;
    }

  if (open->len == 0 || open->str[open->len - 1] != bracket)
    return FALSE;

  g_string_truncate (open, open->len - 1);
  append_line (out, open->len);
  g_string_append_c (out, bracket);
  *p += 1;

  return TRUE;
}

/**
 * proctor_json_text_indent:
 * @text: JSON, perhaps
 *
 * Returns: (transfer full) (nullable): @text with a line for each member; %NULL if it is no object
 *   and no array, or too large
 */
char *
proctor_json_text_indent (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return strnlen (text, MOST_BYTES + 1) <= MOST_BYTES ? proctor_json_text_indent_long (text) : NULL;
}

/**
 * proctor_json_text_indent_long:
 * @text: JSON, perhaps
 *
 * The same for a thread, which has time for any length.
 *
 * Returns: (transfer full) (nullable): @text with a line for each member; %NULL if it is no object
 *   and no array
 */
char *
proctor_json_text_indent_long (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) open = g_string_new (NULL);
  const char *p;

  g_return_val_if_fail (text != NULL, NULL);

  p = skip_space (text);
  if (*p != '{' && *p != '[')
    return NULL;

  while (*p != '\0')
    {
      if (*p == '"')
        {
          const char *end = skip_string (p);

          if (end == NULL)
            return NULL;
          g_string_append_len (out, p, end - p);
          p = end;
        }
      else if (strchr ("{}[]", *p) != NULL)
        {
          if (!step_bracket (out, open, &p))
            return NULL;
        }
      else if (*p == ',')
        {
          g_string_append_c (out, ',');
          append_line (out, open->len);
          p = skip_space (p + 1);
        }
      else if (*p == ':')
        {
          g_string_append (out, ": ");
          p = skip_space (p + 1);
        }
      else if (strchr (" \t\r\n", *p) != NULL)
        p++;
      else
        g_string_append_c (out, *p++);
    }

  return open->len == 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* Reads the four digits behind "\u". What is no character by itself is left out. */
static const char *
append_unicode (GString *out,
                const char *p)
{
  gunichar c = 0;

  for (guint i = 0; i < 4; i++, p++)
    {
      if (!g_ascii_isxdigit (*p))
        return NULL;
      c = c * 16 + (gunichar) g_ascii_xdigit_value (*p);
    }

  if (c >= 0xd800 && c < 0xdc00 && p[0] == '\\' && p[1] == 'u')
    {
      gunichar low = 0;

      for (guint i = 2; i < 6; i++)
        {
          if (!g_ascii_isxdigit (p[i]))
            return NULL;
          low = low * 16 + (gunichar) g_ascii_xdigit_value (p[i]);
        }
      if (low >= 0xdc00 && low < 0xe000)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          p += 6;
        }
    }
  if (c != 0 && g_unichar_validate (c))
    g_string_append_unichar (out, c);

  return p;
}

/**
 * proctor_json_text_dup_plain:
 * @text: a JSON value
 *
 * Returns: (transfer full): a string without its quotation marks, an object or array laid out,
 *   anything else as it came
 */
char *
proctor_json_text_dup_plain (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char *indented;

  g_return_val_if_fail (text != NULL, NULL);

  if (text[0] != '"')
    {
      indented = proctor_json_text_indent (text);
      return indented != NULL ? indented : g_strdup (text);
    }

  for (const char *p = text + 1; p != NULL && *p != '\0';)
    {
      const char *escapes = "bfnrt\"\\/";
      const char *characters = "\b\f\n\r\t\"\\/";
      const char *escape;

      if (*p == '"')
        return p[1] == '\0' ? g_string_free (g_steal_pointer (&out), FALSE) : g_strdup (text);

      if (*p != '\\')
        g_string_append_c (out, *p++);
      else if (p[1] == 'u')
        p = append_unicode (out, p + 2);
      else if (p[1] != '\0' && (escape = strchr (escapes, p[1])) != NULL)
        {
          g_string_append_c (out, characters[escape - escapes]);
          p += 2;
        }
      else
        break;
    }

  return g_strdup (text);
}
