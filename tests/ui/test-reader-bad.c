/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-documents.h"
#include "proctor-testing.h"
#include "proctor-transcript-markdown.h"
#include "proctor-wire-reader.h"
#include "testing-picture.h"
#include "testing-reader.h"

#include <string.h>

/* What a server may send, and nobody should. */

/* What a server may send, and nobody should. */
static void
test_bad (TestingReader *self,
          gconstpointer data)
{
  const char *const turns[] = {
    "",
    "{}",
    "null, 1, \"x\", [], {\"role\": 5, \"time_in_call_secs\": \"now\"}",
    "{\"role\": \"agent\", \"time_in_call_secs\": 1}",
    "{\"role\": null, \"time_in_call_secs\": null, \"message\": null, \"multivoice_message\": null, \"tool_calls\": null, \"tool_results\": null, \"agent_metadata\": null, \"interrupted\": null, \"feedback\": null, \"llm_usage\": null,"
    " \"conversation_turn_metrics\": null, \"rag_retrieval_info\": null, \"reasoning\": null, \"triggered_guardrails\": null}",
    "{\"role\": \"agent\", \"time_in_call_secs\": -5, \"message\": \"<b>bold</b> & <a href='file:///x'>x</a> \\u0001\\u202Egpj.exe\"}",
    "{\"role\": \"system\\u202E\", \"time_in_call_secs\": 999999999999, \"message\": \"\", \"tool_calls\": [{}, null, 7, {\"tool_name\": \"<i>x\\u0007\", \"params_as_json\": \"{{{\"}], \"tool_results\": [{}, {\"result\": {\"steps\": [{}, null]}}]}",
    "{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": 5, \"tool_calls\": {\"a\": 1}, \"interrupted\": \"maybe\", \"llm_usage\": {\"model_usage\": {\"m\": {\"input\": 7}}}}",
    "{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"before\\u0000after\"}",
    "{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"```\\n# [x](javascript:1) **\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      testing_reader_show_json (self, turns[i]);
      testing_reader_open_all (self);
    }
  testing_reader_show_json (self, turns[5]);
  testing_reader_assert_shown (self, "<b>bold</b> & <a href='file:///x'>x</a>");
  testing_reader_assert_shown (self, "[U+202E]gpj.exe");
  testing_picture_save (self->window, "reader-bad");
}

/* A megabyte without a space: its beginning is shown. */
static void
test_long_line (TestingReader *self,
                gconstpointer data)
{
  g_autofree char *line = g_strnfill (1000 * 1000, 'x');
  g_autofree char *turn = g_strdup_printf ("{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"%s\", \"original_message\": \"y%s\"}", line, line);

  testing_reader_show_json (self, turn);
  testing_reader_assert_shown (self, "xxxxxxxxxx");
  testing_picture_save (self->window, "reader-long-line");
}

/* How much the longest label or tooltip has. */
static gsize
measure_longest (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  gsize longest = tooltip != NULL ? strlen (tooltip) : 0;

  if (GTK_IS_LABEL (widget))
    longest = MAX (longest, strlen (gtk_label_get_text (GTK_LABEL (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    longest = MAX (longest, measure_longest (child));

  return longest;
}

/* Megabytes where a few words are meant to be: no label is longer than can be laid out at once, and the rest is not out of reach. */
static void
test_long_members (TestingReader *self,
                   gconstpointer data)
{
  g_auto (GStrv) lines = g_new0 (char *, 9);
  g_autofree char *turn = NULL;

  for (guint i = 0; i < 8; i++)
    lines[i] = g_strnfill (5 * 1000 * 1000, (char) ('a' + i));
  turn = g_strdup_printf ("{\"role\": \"%s\", \"time_in_call_secs\": 1, \"message\": \"Here.\", \"tool_calls\": [{\"request_id\": \"a\", \"type\": \"webhook\", \"tool_name\": \"%s\","
                          " \"params_as_json\": \"%s\", \"tool_has_been_called\": true}], \"tool_results\": [{\"request_id\": \"a\", \"type\": \"webhook\", \"tool_name\": \"\", \"result_value\": \"%s\","
                          " \"is_error\": true, \"tool_has_been_called\": true, \"error_type\": \"%s\"}], \"llm_override\": \"%s\", \"platform_event\": \"%s\","
                          " \"conversation_turn_metrics\": {\"metrics\": {\"%s\": {\"elapsed_time\": 1}}}}",
                          lines[0], lines[1], lines[2], lines[3], lines[4], lines[5], lines[6], lines[7]);
  testing_reader_show_json (self, turn);
  testing_reader_assert_shown (self, "Here.");
  g_assert_cmpuint (measure_longest (GTK_WIDGET (self->reader)), <, 5000);
  testing_reader_open_all (self);
  g_assert_cmpuint (measure_longest (GTK_WIDGET (self->reader)), <, 5000);
  for (guint i = 0; i < 8; i++)
    {
      lines[i][10] = '\0';
      testing_reader_assert_shown (self, lines[i]);
    }
  testing_picture_save (self->window, "reader-long-members");
}

/* A byte that is no character: it is refused, or shown as one that isn't known. */
static void
test_no_utf8 (TestingReader *self,
              gconstpointer data)
{
  const char *json = "{\"test_run_id\": \"r\", \"test_id\": \"t\", \"status\": \"passed\", \"agent_responses\": [{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"a\xff\xfe b\"}]}";
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRun) run = proctor_wire_read_bytes (PROCTOR_TYPE_RUN, bytes, &error);

  if (run != NULL)
    testing_reader_show (self, run);
  else
    g_assert_nonnull (error);
}

static void
test_random (TestingReader *self,
             gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (JsonNode) node = proctor_testing_random_document (rand, PROCTOR_TYPE_RUN, i % 2 == 0 ? PROCTOR_TESTING_WILD : PROCTOR_TESTING_TAME);
      g_autofree char *text = json_to_string (node, FALSE);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (ProctorRun) run = proctor_wire_read_bytes (PROCTOR_TYPE_RUN, bytes, NULL);
      g_autofree char *markdown = NULL;

      if (run == NULL)
        continue;
      testing_reader_show (self, run);
      testing_reader_open_all (self);
      markdown = proctor_transcript_markdown_dup_all (proctor_reader_get_items (self->reader));
      g_assert_true (g_utf8_validate (markdown, -1, NULL));
    }
}

int
main (int argc,
      char **argv)
{
  testing_reader_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/reader-bad/" name, TestingReader, NULL, testing_reader_set_up, function, testing_reader_tear_down)
  ADD ("bad", test_bad);
  ADD ("long-line", test_long_line);
  ADD ("long-members", test_long_members);
  ADD ("no-utf8", test_no_utf8);
  ADD ("random", test_random);
#undef ADD

  return g_test_run ();
}
