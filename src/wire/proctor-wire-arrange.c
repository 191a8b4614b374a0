/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-arrange.h"

#include <glib/gi18n.h>
#include <string.h>
#include <yyjson.h>

#include "proctor-api-error.h"

#define INDENT 4

/* A server may nest as it likes; we need not write a square of that many blanks. */
#define DEEPEST_INDENT 100

typedef struct
{
  yyjson_val *key;
  yyjson_val *value;
} Member;

/* An object or a list that is being written: what is in it, and how much of that has been. */
typedef struct
{
  GArray *members;
  guint next;
  gboolean is_object;
} Level;

static void
level_clear (gpointer data)
{
  Level *level = data;

  g_array_unref (level->members);
}

static int
compare_members (gconstpointer one,
                 gconstpointer other)
{
  yyjson_val *a = ((const Member *) one)->key;
  yyjson_val *b = ((const Member *) other)->key;
  gsize length = MIN (yyjson_get_len (a), yyjson_get_len (b));
  int order = memcmp (yyjson_get_str (a), yyjson_get_str (b), length);

  if (order != 0)
    return order;

  return (yyjson_get_len (a) > yyjson_get_len (b)) - (yyjson_get_len (a) < yyjson_get_len (b));
}

static GArray *
list_members (yyjson_val *container)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));

  if (yyjson_is_obj (container))
    {
      yyjson_obj_iter iter = yyjson_obj_iter_with (container);
      yyjson_val *key;

      while ((key = yyjson_obj_iter_next (&iter)) != NULL)
        {
          Member member = { key, yyjson_obj_iter_get_val (key) };

          g_array_append_val (members, member);
        }
      /* One that is there twice stays there twice, in its order. */
      g_array_sort (members, compare_members);
    }
  else
    {
      yyjson_arr_iter iter = yyjson_arr_iter_with (container);
      yyjson_val *value;

      while ((value = yyjson_arr_iter_next (&iter)) != NULL)
        {
          Member member = { NULL, value };

          g_array_append_val (members, member);
        }
    }

  return members;
}

static void
append_escaped (GString *text,
                char c)
{
  const char *place = strchr ("\bb\ff\nn\rr\tt\"\"\\\\", c);

  if (c != '\0' && place != NULL)
    g_string_append_printf (text, "\\%c", place[1]);
  else
    g_string_append_printf (text, "\\u%04x", (guint) (guchar) c);
}

static void
append_string (GString *text,
               yyjson_val *string)
{
  const char *p = yyjson_get_str (string);
  const char *end = p + yyjson_get_len (string);

  g_string_append_c (text, '"');
  while (p < end)
    {
      const char *plain = p;

      while (p < end && (guchar) *p >= 0x20 && *p != '"' && *p != '\\')
        p++;
      g_string_append_len (text, plain, p - plain);
      if (p < end)
        append_escaped (text, *p++);
    }
  g_string_append_c (text, '"');
}

/* Writes a value, or the beginning of one that has others in it. */
static void
append_value (GString *text,
              GArray *levels,
              yyjson_val *value)
{
  if (yyjson_is_ctn (value) && yyjson_get_len (value) > 0)
    {
      Level level = { list_members (value), 0, yyjson_is_obj (value) };

      g_array_append_val (levels, level);
      g_string_append_c (text, level.is_object ? '{' : '[');
    }
  else if (yyjson_is_ctn (value))
    g_string_append (text, yyjson_is_obj (value) ? "{}" : "[]");
  else if (yyjson_is_raw (value))
    g_string_append_len (text, yyjson_get_raw (value), (gssize) yyjson_get_len (value));
  else if (yyjson_is_str (value))
    append_string (text, value);
  else if (yyjson_is_bool (value))
    g_string_append (text, yyjson_get_bool (value) ? "true" : "false");
  else
    g_string_append (text, "null");
}

static void
begin_line (GString *text,
            guint depth)
{
  g_string_append_printf (text, "\n%*s", (int) MIN (depth, DEEPEST_INDENT) * INDENT, "");
}

static GBytes *
write_document (yyjson_val *root)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  GString *text = g_string_new (NULL);

  g_array_set_clear_func (levels, level_clear);
  append_value (text, levels, root);
  while (levels->len > 0)
    {
      Level *level = &g_array_index (levels, Level, levels->len - 1);
      const Member *member;

      if (level->next == level->members->len)
        {
          begin_line (text, levels->len - 1);
          g_string_append_c (text, level->is_object ? '}' : ']');
          g_array_set_size (levels, levels->len - 1);
          continue;
        }

      member = &g_array_index (level->members, Member, level->next++);
      if (level->next > 1)
        g_string_append_c (text, ',');
      begin_line (text, levels->len);
      if (member->key != NULL)
        {
          append_string (text, member->key);
          g_string_append (text, ": ");
        }
      append_value (text, levels, member->value);
    }
  g_string_append_c (text, '\n');

  return g_string_free_to_bytes (text);
}

/**
 * proctor_wire_arrange:
 * @bytes: an object, as a server sent it
 * @error: return location for why it is none
 *
 * Writes an object for people and for their version control: a member a line, members in the order of their names. It says
 * exactly what it said; numbers are not even read, and what we could not keep elsewhere is kept here.
 *
 * Returns: (transfer full) (nullable): the text
 */
GBytes *
proctor_wire_arrange (GBytes *bytes,
                      GError **error)
{
  yyjson_read_err problem = { 0 };
  yyjson_doc *document;
  GBytes *text;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  document = length > 0 ? yyjson_read_opts ((char *) data, length, YYJSON_READ_NUMBER_AS_RAW, NULL, &problem) : NULL;
  if (document == NULL || !yyjson_is_obj (yyjson_doc_get_root (document)))
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is not what it should be."));
      yyjson_doc_free (document);
      return NULL;
    }

  text = write_document (yyjson_doc_get_root (document));
  yyjson_doc_free (document);

  return text;
}
