/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-lint.h"

#include <string.h>
#include <yyjson.h>

/* What can be read deeper than that is read by nobody else. */
#define MOST_DEPTH 900

/* The parser knows of a comma that nothing follows only by its words, and of others not at all. */
static gboolean
follows_comma (const char *text,
               gsize offset)
{
  while (offset > 0 && strchr (" \t\r\n", text[offset - 1]) != NULL)
    offset--;

  return offset > 0 && text[offset - 1] == ',';
}

static ProctorJsonFault
get_fault (const char *text,
           gsize length,
           const yyjson_read_err *problem)
{
  const char *at = text + MIN (problem->pos, length);

  switch (problem->code)
    {
    case YYJSON_READ_ERROR_EMPTY_CONTENT:
      return PROCTOR_JSON_FAULT_EMPTY;
    case YYJSON_READ_ERROR_UNEXPECTED_CONTENT:
      return PROCTOR_JSON_FAULT_TRAILING;
    case YYJSON_READ_ERROR_UNEXPECTED_END:
      return PROCTOR_JSON_FAULT_UNFINISHED;
    case YYJSON_READ_ERROR_INVALID_COMMENT:
      return PROCTOR_JSON_FAULT_COMMENT;
    case YYJSON_READ_ERROR_INVALID_NUMBER:
      return PROCTOR_JSON_FAULT_NUMBER;
    case YYJSON_READ_ERROR_INVALID_STRING:
      return PROCTOR_JSON_FAULT_STRING;
    default:
      break;
    }

  if (at == text + length)
    return PROCTOR_JSON_FAULT_UNFINISHED;
  if (*at == '/' || *at == '#')
    return PROCTOR_JSON_FAULT_COMMENT;
  if (*at == ',' || ((*at == '}' || *at == ']') && follows_comma (text, problem->pos)))
    return PROCTOR_JSON_FAULT_COMMA;

  return PROCTOR_JSON_FAULT_CHARACTER;
}

static gboolean
is_too_deep (const char *text,
             gsize length,
             gsize *offset)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '[' || text[i] == '{') && ++depth > MOST_DEPTH)
        {
          *offset = i;
          return TRUE;
        }
      else if (!in_string && (text[i] == ']' || text[i] == '}'))
        depth--;
    }

  return FALSE;
}

/**
 * proctor_json_lint:
 * @text: a text
 * @length: how many bytes it has
 * @offset: (out): at which of them it stops being JSON
 *
 * Returns: why it is no JSON
 */
ProctorJsonFault
proctor_json_lint (const char *text,
                   gsize length,
                   gsize *offset)
{
  yyjson_read_err problem = { 0 };
  yyjson_doc *document;

  g_return_val_if_fail (text != NULL, PROCTOR_JSON_FAULT_EMPTY);

  *offset = 0;
  if (length == 0)
    return PROCTOR_JSON_FAULT_EMPTY;

  document = yyjson_read_opts ((char *) text, length, YYJSON_READ_BIGNUM_AS_RAW, NULL, &problem);
  if (document == NULL)
    {
      *offset = MIN (problem.pos, length);
      return get_fault (text, length, &problem);
    }
  yyjson_doc_free (document);

  return is_too_deep (text, length, offset) ? PROCTOR_JSON_FAULT_LOSS : PROCTOR_JSON_FAULT_NONE;
}

static void
append_line (GString *out,
             guint depth)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

static const char *
append_string (GString *out,
               const char *p)
{
  const char *end = p + 1;

  while (*end != '"')
    end += *end == '\\' ? 2 : 1;
  g_string_append_len (out, p, end + 1 - p);

  return end + 1;
}

static const char *
append_bracket (GString *out,
                const char *p,
                guint *depth)
{
  const char *next = skip_space (p + 1);

  if (*p == '}' || *p == ']')
    {
      append_line (out, --*depth);
      g_string_append_c (out, *p);
      return next;
    }

  g_string_append_c (out, *p);
  /* What is empty stays on its line. */
  if (*next == '}' || *next == ']')
    {
      g_string_append_c (out, *next);
      return next + 1;
    }
  append_line (out, ++*depth);

  return next;
}

/**
 * proctor_json_lint_format:
 * @text: JSON
 * @length: how many bytes it has
 *
 * Returns: (transfer full) (nullable): the same with a line for each member; numbers and texts stay
 *   as they are written. %NULL if it is no JSON.
 */
char *
proctor_json_lint_format (const char *text,
                          gsize length)
{
  g_autoptr (GString) out = NULL;
  guint depth = 0;
  gsize offset;

  if (proctor_json_lint (text, length, &offset) != PROCTOR_JSON_FAULT_NONE)
    return NULL;

  out = g_string_sized_new (length * 2);
  for (const char *p = skip_space (text); *p != '\0'; p = skip_space (p))
    {
      if (*p == '"')
        p = append_string (out, p);
      else if (strchr ("{}[]", *p) != NULL)
        p = append_bracket (out, p, &depth);
      else
        {
          g_string_append_c (out, *p);
          if (*p == ',')
            append_line (out, depth);
          else if (*p == ':')
            g_string_append_c (out, ' ');
          p++;
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}
