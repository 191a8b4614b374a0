/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-scan.h"

#include <string.h>

/**
 * proctor_json_skip_blank:
 * @p: a place in a document
 * @end: its end
 *
 * Returns: the next place that isn't blank
 */
const char *
proctor_json_skip_blank (const char *p,
                         const char *end)
{
  while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
    p++;

  return p;
}

/* From behind the opening quote to behind the closing one. */
static const char *
skip_string (const char *p,
             const char *end)
{
  while (p < end)
    {
      const char *quote = memchr (p, '"', (gsize) (end - p));
      const char *before;

      if (quote == NULL)
        return NULL;

      /* A quote after an odd number of backslashes belongs to the text. */
      before = quote;
      while (before > p && before[-1] == '\\')
        before--;
      if ((quote - before) % 2 == 0)
        return quote + 1;
      p = quote + 1;
    }

  return NULL;
}

static const char *
skip_container (const char *p,
                const char *end)
{
  guint depth = 0;

  while (p < end)
    {
      switch (*p++)
        {
        case '{':
        case '[':
          depth++;
          break;
        case '}':
        case ']':
          if (--depth == 0)
            return p;
          break;
        case '"':
          p = skip_string (p, end);
          if (p == NULL)
            return NULL;
          break;
        default:
          break;
        }
    }

  return NULL;
}

/**
 * proctor_json_skip_value:
 * @p: where a value begins
 * @end: the document's end
 *
 * Finds the end of a value without looking at what it says; whoever reads it finds out whether it
 * is one.
 *
 * Returns: (nullable): the place behind it, %NULL if the document ends before
 */
const char *
proctor_json_skip_value (const char *p,
                         const char *end)
{
  if (p >= end)
    return NULL;
  if (*p == '{' || *p == '[')
    return skip_container (p, end);
  if (*p == '"')
    return skip_string (p + 1, end);

  while (p < end && strchr (",]} \t\r\n", *p) == NULL)
    p++;

  return p;
}
