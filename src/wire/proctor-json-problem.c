/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-problem.h"

#include <glib/gi18n.h>
#include <string.h>
#include <yyjson.h>

static const char *
get_words (yyjson_read_code code)
{
  if (code == YYJSON_READ_ERROR_UNEXPECTED_END)
    return _ ("something is missing at the end");
  if (code == YYJSON_READ_ERROR_UNEXPECTED_CONTENT)
    return _ ("there is something after the end");
  if (code == YYJSON_READ_ERROR_INVALID_NUMBER)
    return _ ("this is not a number");
  if (code == YYJSON_READ_ERROR_INVALID_STRING)
    return _ ("this can’t be in a text");
  if (code == YYJSON_READ_ERROR_LITERAL)
    return _ ("JSON has no such word");

  return _ ("this can’t be here");
}

/* Lines and columns as an editor counts them. */
static char *
describe (const char *text,
          const yyjson_read_err *error)
{
  const char *place = text + MIN (error->pos, strlen (text));
  const char *line_start = text;
  guint line = 1;

  for (const char *p = text; p < place; p++)
    {
      if (*p != '\n')
        continue;
      line++;
      line_start = p + 1;
    }

  /* Translators: as in "line 2, column 14: there is something after the end" */
  return g_strdup_printf (_ ("line %u, column %u: %s"), line, (guint) g_utf8_strlen (line_start, place - line_start) + 1, get_words (error->code));
}

/**
 * proctor_json_problem_check:
 * @text: a text
 * @problem: (out) (optional) (transfer full) (nullable): what is wrong with it and where, for a person
 *
 * Finds out whether a text that somebody writes is JSON. It can be called in any thread.
 *
 * Returns: what it is
 */
ProctorCheckJson
proctor_json_problem_check (const char *text,
                            char **problem)
{
  yyjson_read_err error = { 0 };
  yyjson_doc *document = NULL;
  ProctorCheckJson json = PROCTOR_CHECK_JSON_INVALID;

  if (problem != NULL)
    *problem = NULL;

  document = yyjson_read_opts ((char *) text, strlen (text), YYJSON_READ_NUMBER_AS_RAW, NULL, &error);
  if (document != NULL)
    json = yyjson_is_obj (yyjson_doc_get_root (document)) ? PROCTOR_CHECK_JSON_OBJECT : PROCTOR_CHECK_JSON_OTHER;
  else if (problem != NULL && *text == '\0')
    *problem = g_strdup (_ ("there is nothing here"));
  else if (problem != NULL)
    *problem = describe (text, &error);
  yyjson_doc_free (document);

  return json;
}
