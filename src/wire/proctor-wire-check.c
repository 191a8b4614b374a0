/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-check.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <yyjson.h>

#include "proctor-api-error.h"

/* json-glib gives up a little beyond this. */
#define DEEPEST 1000

/* A level of the document: what is looked at, and which of its children comes next. */
typedef struct
{
  yyjson_val *value;
  union
  {
    yyjson_obj_iter members;
    yyjson_arr_iter elements;
  };
  const char *member;
  gsize index;
} Level;

static char *
describe_place (GArray *levels)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < levels->len && i < 20; i++)
    {
      const Level *level = &g_array_index (levels, Level, i);

      if (yyjson_is_arr (level->value))
        g_string_append_printf (text, "[%" G_GSIZE_FORMAT "]", level->index);
      else if (level->member != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "." : "", level->member);
    }

  return g_string_free (text, FALSE);
}

/* Whether a number is one that we would write as we read it. */
static gboolean
is_number_safe (yyjson_val *value)
{
  const char *raw = yyjson_get_raw (value);
  gsize length = yyjson_get_len (value);
  char *end;

  if (memchr (raw, '.', length) != NULL || memchr (raw, 'e', length) != NULL || memchr (raw, 'E', length) != NULL)
    return isfinite (g_ascii_strtod (raw, &end));

  /* Nineteen digits may be too many, more certainly are. */
  errno = 0;
  g_ascii_strtoll (raw, &end, 10);

  return errno == 0;
}

static const char *
check_string (yyjson_val *value)
{
  if (memchr (yyjson_get_str (value), '\0', yyjson_get_len (value)) != NULL)
    return _ ("a text has a character in it that can't be kept (U+0000)");

  return NULL;
}

static gboolean
has_duplicates (yyjson_val *object)
{
  g_autoptr (GHashTable) seen = NULL;
  yyjson_obj_iter iter = yyjson_obj_iter_with (object);
  yyjson_val *key;

  if (yyjson_obj_size (object) < 2)
    return FALSE;

  seen = g_hash_table_new (g_str_hash, g_str_equal);
  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      if (!g_hash_table_add (seen, (gpointer) yyjson_get_str (key)))
        return TRUE;
    }

  return FALSE;
}

static const char *
check_value (yyjson_val *value,
             guint depth)
{
  if (yyjson_is_raw (value) && !is_number_safe (value))
    return _ ("a number is too large to be kept exactly");
  if (yyjson_is_str (value))
    return check_string (value);
  if (yyjson_is_ctn (value) && depth >= DEEPEST)
    return _ ("it is nested too deeply");
  if (yyjson_is_obj (value) && has_duplicates (value))
    return _ ("a member is there twice");

  return NULL;
}

static void
enter (GArray *levels,
       yyjson_val *value)
{
  Level level = { .value = value };

  if (yyjson_is_obj (value))
    level.members = yyjson_obj_iter_with (value);
  else
    level.elements = yyjson_arr_iter_with (value);
  g_array_append_val (levels, level);
}

static const char *
find_reason (yyjson_val *root,
             GArray *levels)
{
  const char *reason = check_value (root, 0);

  if (reason != NULL || !yyjson_is_ctn (root))
    return reason;

  enter (levels, root);
  while (levels->len > 0)
    {
      Level *level = &g_array_index (levels, Level, levels->len - 1);
      yyjson_val *key = yyjson_is_obj (level->value) ? yyjson_obj_iter_next (&level->members) : NULL;
      yyjson_val *value = key != NULL ? yyjson_obj_iter_get_val (key) : NULL;

      if (yyjson_is_arr (level->value))
        {
          level->index = level->elements.idx;
          value = yyjson_arr_iter_next (&level->elements);
        }
      if (value == NULL)
        {
          g_array_set_size (levels, levels->len - 1);
          continue;
        }

      level->member = key != NULL ? yyjson_get_str (key) : NULL;
      reason = key != NULL ? check_string (key) : NULL;
      if (reason == NULL)
        reason = check_value (value, levels->len);
      if (reason != NULL)
        return reason;
      if (yyjson_is_ctn (value))
        enter (levels, value);
    }

  return NULL;
}

/**
 * proctor_wire_find_loss:
 * @bytes: a document
 * @place: (out) (nullable): where it is that it can't be kept, as in "chat_history[3].message"
 * @reason: (out) (nullable): why it can't be, a part of a sentence; %NULL if all of it can
 * @problem_at: (out): if it is no JSON, the byte where that shows
 *
 * Looks a document over in one fast pass, for what our objects can't hold to the last digit.
 *
 * Returns: (nullable): why it is no JSON, in the words of the library that reads it, or %NULL if it is
 */
const char *
proctor_wire_find_loss (GBytes *bytes,
                        char **place,
                        const char **reason,
                        gsize *problem_at)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  yyjson_read_err problem = { 0 };
  yyjson_doc *document;
  const char *text;
  gsize length;

  text = g_bytes_get_data (bytes, &length);
  document = yyjson_read_opts ((char *) text, length, YYJSON_READ_NUMBER_AS_RAW, NULL, &problem);
  *place = NULL;
  *reason = NULL;
  *problem_at = problem.pos;
  if (document == NULL)
    return problem.msg;

  *reason = find_reason (yyjson_doc_get_root (document), levels);
  if (*reason != NULL)
    {
      *place = describe_place (levels);
      if (**place == '\0')
        g_set_str (place, "$");
    }
  yyjson_doc_free (document);

  return NULL;
}

/**
 * proctor_wire_check:
 * @bytes: a body
 * @read_only: (out) (optional) (nullable): why the document can't be written back without loss
 * @error: return location for why it is no JSON
 *
 * Looks a document over in one fast pass. What we edit we send back whole, so whatever our objects
 * can't hold to the last digit must not be edited: whole numbers beyond 64 bits, numbers beyond a
 * double, the character U+0000, members that are there twice, a thousand levels.
 *
 * Returns: whether it is JSON
 */
gboolean
proctor_wire_check (GBytes *bytes,
                    char **read_only,
                    GError **error)
{
  g_autofree char *place = NULL;
  const char *reason;
  const char *problem;
  gsize problem_at;

  g_return_val_if_fail (bytes != NULL, FALSE);

  if (read_only != NULL)
    *read_only = NULL;
  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is empty."));
      return FALSE;
    }

  problem = proctor_wire_find_loss (bytes, &place, &reason, &problem_at);
  if (problem != NULL)
    {
      g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is no valid JSON: %s at byte %lu of %lu."), problem, (gulong) problem_at, (gulong) g_bytes_get_size (bytes));
      return FALSE;
    }

  if (reason != NULL && read_only != NULL)
    {
      /* Translators: the first is where, as in "chat_history[3].message", the second is why. */
      *read_only = g_strdup_printf (_ ("This can be looked at but not changed here, because %2$s (%1$s)."), place, reason);
    }

  return TRUE;
}
