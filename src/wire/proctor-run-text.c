/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-text.h"

#include <yyjson.h>

/* Adds a line. Characters that no one can see are left out, so that those who show a part of it may
 * use them for their own ends. */
static void
add_line (GString *text,
          yyjson_val *value)
{
  const char *line = yyjson_get_str (value);
  gsize length = yyjson_get_len (value);
  gsize before = text->len;

  if (line == NULL || length == 0)
    return;

  if (before > 0)
    g_string_append_c (text, '\n');
  g_string_append_len (text, line, (gssize) length);
  for (gsize i = before; i < text->len; i++)
    if ((guchar) text->str[i] < 0x20 && text->str[i] != '\n')
      text->str[i] = ' ';
}

static void
add_list (GString *text,
          yyjson_val *list,
          const char *member)
{
  yyjson_val *item;
  gsize i, n;

  if (!yyjson_is_arr (list))
    return;

  yyjson_arr_foreach (list, i, n, item)
  {
    add_line (text, member != NULL ? yyjson_obj_get (item, member) : item);
    if (member != NULL)
      add_list (text, yyjson_obj_get (yyjson_obj_get (item, "multivoice_message"), "parts"), "text");
  }
}

/* The tools that were called, each once. */
static char **
list_tools (yyjson_val *turns)
{
  g_autoptr (GHashTable) tools = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  yyjson_val *turn, *call;
  gsize i, j, n, m;

  if (!yyjson_is_arr (turns))
    return g_strv_builder_end (names);

  yyjson_arr_foreach (turns, i, n, turn)
  {
    yyjson_val *calls = yyjson_obj_get (turn, "tool_calls");

    if (!yyjson_is_arr (calls))
      continue;
    yyjson_arr_foreach (calls, j, m, call)
    {
      const char *name = yyjson_get_str (yyjson_obj_get (call, "tool_name"));

      if (name != NULL && *name != '\0' && g_hash_table_add (tools, (char *) name))
        g_strv_builder_add (names, name);
    }
  }

  return g_strv_builder_end (names);
}

/**
 * proctor_run_text_dup:
 * @run: a run, as it came
 * @tools: (out) (optional) (transfer full): the names of the tools that were called
 *
 * Returns: (transfer full): all that was said in it, and why it got its verdict, a line for each;
 *   empty if there is nothing
 */
char *
proctor_run_text_dup (GBytes *run,
                      char ***tools)
{
  gsize length;
  const char *data = g_bytes_get_data (run, &length);
  yyjson_doc *document = yyjson_read_opts ((char *) data, length, YYJSON_READ_BIGNUM_AS_RAW, NULL, NULL);
  yyjson_val *root = yyjson_doc_get_root (document);
  yyjson_val *rationale = yyjson_obj_get (yyjson_obj_get (root, "condition_result"), "rationale");
  GString *text = g_string_new (NULL);

  add_list (text, yyjson_obj_get (root, "agent_responses"), "message");
  add_line (text, yyjson_obj_get (rationale, "summary"));
  add_list (text, yyjson_obj_get (rationale, "messages"), NULL);
  if (tools != NULL)
    *tools = list_tools (yyjson_obj_get (root, "agent_responses"));
  yyjson_doc_free (document);

  return g_string_free (text, FALSE);
}
