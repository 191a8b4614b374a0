/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-listing.h"

#include <string.h>

#include "proctor-wire-text.h"

/**
 * proctor_listing_fold:
 * @text: a name, or what is looked for in names
 *
 * Returns: (transfer full): it as searches compare it
 */
char *
proctor_listing_fold (const char *text)
{
  g_autofree char *normalized = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normalized != NULL ? normalized : "", -1);
}

/**
 * proctor_listing_make_id:
 * @prefix: what it begins with, such as "test_"
 *
 * Returns: (transfer full): an id that nothing else has
 */
char *
proctor_listing_make_id (const char *prefix)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GStrv) parts = g_strsplit (uuid, "-", -1);
  g_autofree char *digits = g_strjoinv ("", parts);

  return g_strconcat (prefix, digits, NULL);
}

/**
 * proctor_listing_get_page_size:
 * @call: a call for a list
 * @fallback: how many rows a page has if nothing is said
 *
 * Returns: how many rows are wanted, from 1 to 100
 */
gint64
proctor_listing_get_page_size (ProctorCall *call,
                               gint64 fallback)
{
  return proctor_call_get_query_int (call, "page_size", fallback, 1, 100);
}

/**
 * proctor_listing_get_cursor:
 * @call: a call for a list
 * @key: (out) (transfer full): what the last row of the page before was sorted by
 * @sequence: (out): its sequence
 *
 * Returns: whether there is a cursor; one that is none is answered with what is wrong with it
 */
gboolean
proctor_listing_get_cursor (ProctorCall *call,
                            char **key,
                            gint64 *sequence)
{
  const char *text = proctor_call_get_query (call, "cursor");
  g_autofree guchar *bytes = NULL;
  g_autofree char *cursor = NULL;
  char *colon;
  gsize length;

  *key = NULL;
  *sequence = 0;
  if (text == NULL || *text == '\0')
    return FALSE;

  bytes = g_base64_decode (text, &length);
  cursor = g_strndup ((const char *) bytes, length);
  colon = strchr (cursor, ':');
  if (colon == NULL || !g_utf8_validate (cursor, -1, NULL))
    {
      proctor_call_add_problem (call, "value_error", "Value error, invalid cursor", "query.cursor");
      return FALSE;
    }
  *colon = '\0';
  if (!g_ascii_string_to_signed (cursor, 10, G_MININT64, G_MAXINT64, sequence, NULL))
    {
      proctor_call_add_problem (call, "value_error", "Value error, invalid cursor", "query.cursor");
      return FALSE;
    }
  *key = g_strdup (colon + 1);

  return TRUE;
}

static char *
make_cursor (const char *last_key,
             gint64 last_sequence)
{
  g_autofree char *cursor = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", last_sequence, last_key != NULL ? last_key : "");

  return g_base64_encode ((const guchar *) cursor, strlen (cursor));
}

/**
 * proctor_listing_answer:
 * @call: a call for a list
 * @member: what the rows are called
 * @rows: (transfer full): the rows of this page
 * @has_more: whether there are more behind it
 * @last_key: (nullable): what the last row is sorted by, if not by its sequence
 * @last_sequence: its sequence
 *
 * Answers with a page. The cursor tells where it ends, so that what is added meanwhile neither
 * moves rows to another page nor shows them twice.
 */
void
proctor_listing_answer (ProctorCall *call,
                        const char *member,
                        JsonArray *rows,
                        gboolean has_more,
                        const char *last_key,
                        gint64 last_sequence)
{
  JsonObject *answer = json_object_new ();
  g_autofree char *opaque = make_cursor (last_key, last_sequence);

  json_object_set_array_member (answer, member, rows);
  json_object_set_boolean_member (answer, "has_more", has_more);
  if (has_more)
    json_object_set_string_member (answer, "next_cursor", opaque);
  else
    json_object_set_null_member (answer, "next_cursor");
  proctor_call_answer_object (call, answer);
}

/**
 * proctor_listing_answer_text:
 * @call: a call for a list
 * @member: what the rows are called
 * @rows: (transfer full): the rows of this page as JSON, with commas between
 * @has_more: whether there are more behind it
 * @last_key: (nullable): what the last row is sorted by, if not by its sequence
 * @last_sequence: its sequence
 *
 * The same as proctor_listing_answer(), for rows that have been written already.
 */
void
proctor_listing_answer_text (ProctorCall *call,
                             const char *member,
                             GString *rows,
                             gboolean has_more,
                             const char *last_key,
                             gint64 last_sequence)
{
  g_autofree char *opaque = has_more ? make_cursor (last_key, last_sequence) : NULL;
  g_autofree char *beginning = g_strdup_printf ("{\"%s\":[", member);

  g_string_prepend (rows, beginning);
  g_string_append_printf (rows, "],\"has_more\":%s,\"next_cursor\":", has_more ? "true" : "false");
  proctor_wire_append_string (rows, opaque);
  g_string_append_c (rows, '}');
  proctor_call_answer_bytes (call, g_string_free_to_bytes (rows));
}
