/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-check.h"

#include "proctor-json-lint.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * proctor_json_problem_free:
 * @self: (transfer full): a problem
 */
void
proctor_json_problem_free (ProctorJsonProblem *self)
{
  g_free (self->message);
  g_free (self);
}

static char *
describe_character (const char *at)
{
  g_autofree char *character = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));

  if (strcmp (character, "'") == 0 || strcmp (character, "“") == 0 || strcmp (character, "”") == 0 || strcmp (character, "„") == 0)
    return g_strdup (_ ("Texts need straight double quotation marks"));
  if (*at == '}' || *at == ']' || *at == ':')
    return g_strdup_printf (_ ("A value is missing before “%s”"), character);
  if (*at == '"' || *at == '{' || *at == '[')
    return g_strdup_printf (_ ("A comma or a colon is missing before “%s”"), character);
  if (g_ascii_isalpha (*at))
    return g_strdup (_ ("Names and texts need double quotation marks; only true, false and null have none"));

  return g_strdup_printf (_ ("“%s” can’t be here"), character);
}

static char *
describe (ProctorJsonFault fault,
          const char *at)
{
  switch (fault)
    {
    case PROCTOR_JSON_FAULT_NONE:
      break;
    case PROCTOR_JSON_FAULT_EMPTY:
      return g_strdup (_ ("There is nothing here; at least {} is needed"));
    case PROCTOR_JSON_FAULT_UNFINISHED:
      return g_strdup (_ ("It ends before a bracket or a quotation mark is closed"));
    case PROCTOR_JSON_FAULT_TRAILING:
      return g_strdup (_ ("Something follows after the end"));
    case PROCTOR_JSON_FAULT_CHARACTER:
      return describe_character (at);
    case PROCTOR_JSON_FAULT_COMMA:
      return g_strdup (_ ("This comma is one too many"));
    case PROCTOR_JSON_FAULT_COMMENT:
      return g_strdup (_ ("Comments are not possible"));
    case PROCTOR_JSON_FAULT_NUMBER:
      return g_strdup (_ ("This is not how a number is written"));
    case PROCTOR_JSON_FAULT_STRING:
      return g_strdup (_ ("A text can’t have line breaks, tabs or single backslashes; write \\n, \\t or \\\\"));
    case PROCTOR_JSON_FAULT_LOSS:
      return g_strdup (_ ("It is nested too deeply to be sent"));
    }

  return NULL;
}

static ProctorJsonProblem *
create_problem (const char *text,
                gsize offset,
                ProctorJsonFault fault)
{
  ProctorJsonProblem *problem = g_new0 (ProctorJsonProblem, 1);
  const char *line = text;

  /* Not into the middle of a character. */
  while (offset > 0 && ((guchar) text[offset] & 0xc0) == 0x80)
    offset--;

  problem->line = 1;
  for (const char *p = text; p < text + offset; p++)
    {
      if (*p == '\n')
        {
          problem->line++;
          line = p + 1;
        }
    }
  problem->column = (guint) g_utf8_strlen (line, text + offset - line) + 1;
  problem->offset = (guint) g_utf8_strlen (text, (gssize) offset);
  problem->message = describe (fault, text + offset);

  return problem;
}

/**
 * proctor_json_check:
 * @text: a text, not a large one
 *
 * Returns: (transfer full) (nullable): why it is no JSON; %NULL if it is
 */
ProctorJsonProblem *
proctor_json_check (const char *text)
{
  gsize offset;
  ProctorJsonFault fault;

  g_return_val_if_fail (text != NULL, NULL);

  /* What is blank is as good as nothing. */
  if (text[strspn (text, " \t\r\n")] == '\0')
    return create_problem (text, 0, PROCTOR_JSON_FAULT_EMPTY);

  fault = proctor_json_lint (text, strlen (text), &offset);

  return fault != PROCTOR_JSON_FAULT_NONE ? create_problem (text, offset, fault) : NULL;
}

/**
 * proctor_json_check_type:
 * @text: a text, not a large one
 * @problem: (out) (optional) (transfer full) (nullable): why it is no JSON and where, for a person
 *
 * Is a #ProctorCheckJsonFunc.
 *
 * Returns: what it is
 */
ProctorCheckJson
proctor_json_check_type (const char *text,
                         char **problem)
{
  g_autoptr (ProctorJsonProblem) found = proctor_json_check (text);

  /* Translators: %s is what is wrong there, as in "line 2, column 14: Comments are not possible" */
  if (problem != NULL)
    *problem = found != NULL ? g_strdup_printf (_ ("line %u, column %u: %s"), found->line, found->column, found->message) : NULL;
  if (found != NULL)
    return PROCTOR_CHECK_JSON_INVALID;

  return text[strspn (text, " \t\r\n")] == '{' ? PROCTOR_CHECK_JSON_OBJECT : PROCTOR_CHECK_JSON_OTHER;
}

static void
check_in_thread (GTask *task,
                 gpointer source,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  g_task_return_pointer (task, proctor_json_check (task_data), (GDestroyNotify) proctor_json_problem_free);
}

/**
 * proctor_json_check_async:
 * @text: a text
 * @cancellable: (nullable): stops waiting
 * @callback: called when it has been looked at
 * @user_data: for @callback
 *
 * Like proctor_json_check(), for a text of any size.
 */
void
proctor_json_check_async (const char *text,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (text != NULL);

  g_task_set_source_tag (task, proctor_json_check_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, check_in_thread);
}

/**
 * proctor_json_check_finish:
 * @result: what the callback got
 * @problem: (out) (nullable): why it is no JSON; %NULL if it is
 * @error: where to say that it was cancelled
 *
 * Returns: whether the text was looked at
 */
gboolean
proctor_json_check_finish (GAsyncResult *result,
                           ProctorJsonProblem **problem,
                           GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (problem != NULL, FALSE);

  *problem = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static void
format_in_thread (GTask *task,
                  gpointer source,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  const char *text = task_data;
  g_autofree char *formatted = proctor_json_lint_format (text, strlen (text));

  if (formatted != NULL)
    g_task_return_pointer (task, g_steal_pointer (&formatted), g_free);
  else
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("Only what is JSON can be formatted."));
}

/**
 * proctor_json_format_async:
 * @text: JSON
 * @cancellable: (nullable): stops waiting
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Lays JSON out with a line for each member. Numbers stay as they are written.
 */
void
proctor_json_format_async (const char *text,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (text != NULL);

  g_task_set_source_tag (task, proctor_json_format_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, format_in_thread);
}

/**
 * proctor_json_format_finish:
 * @result: what the callback got
 * @error: where to say that it is no JSON
 *
 * Returns: (transfer full) (nullable): the JSON, laid out
 */
char *
proctor_json_format_finish (GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
