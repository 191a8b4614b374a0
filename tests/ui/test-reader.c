/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-outline.h"
#include "proctor-reader-row.h"
#include "proctor-reader-tool.h"
#include "proctor-reader.h"
#include "proctor-testing-documents.h"
#include "proctor-testing.h"
#include "proctor-text-dialog.h"
#include "proctor-tool-words.h"
#include "proctor-transcript-markdown.h"
#include "proctor-ui.h"
#include "proctor-wire-reader.h"
#include "testing-picture.h"
#include "testing-turn.h"

#include <string.h>

typedef struct
{
  GtkWidget *window;
  ProctorReader *reader;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  /* What fades away would still be seen. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->window = adw_window_new ();
  self->reader = g_object_ref_sink (PROCTOR_READER (proctor_reader_new ()));
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->reader));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 700);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  proctor_testing_assert_finalized (self->reader);
}

static ProctorRun *
read_run (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  ProctorRun *run = proctor_wire_read_bytes (PROCTOR_TYPE_RUN, bytes, &error);

  g_assert_no_error (error);

  return run;
}

static void
show (Fixture *self,
      ProctorRun *run)
{
  proctor_reader_show (self->reader, run, NULL, 0);
  gtk_test_widget_wait_for_draw (self->window);
}

static void
show_json (Fixture *self,
           const char *turns)
{
  g_autofree char *json = g_strdup_printf ("{\"test_run_id\": \"r\", \"test_id\": \"t\", \"status\": \"passed\", \"agent_responses\": [%s]}", turns);
  g_autoptr (ProctorRun) run = read_run (json);

  show (self, run);
}

static ProctorReaderItem *
get_item (Fixture *self,
          guint position)
{
  /* The list keeps it. */
  g_autoptr (ProctorReaderItem) item = g_list_model_get_item (proctor_reader_get_items (self->reader), position);

  return item;
}

static void
open_all (Fixture *self)
{
  GListModel *items = proctor_reader_get_items (self->reader);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      ProctorReaderItem *item = get_item (self, i);
      const GPtrArray *pairs = proctor_reader_item_get_pairs (item);

      proctor_reader_item_set_shows_details (item, TRUE);
      for (guint j = 0; pairs != NULL && j < pairs->len; j++)
        proctor_reader_item_set_tool_is_open (item, j, TRUE);
    }
  gtk_test_widget_wait_for_draw (self->window);
}

/* Rows that have been scrolled out of sight are there for a screen reader; what is hidden is not. */
static gboolean
is_there (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return gtk_widget_get_visible (widget) && (!GTK_IS_STACK (parent) || gtk_stack_get_visible_child (GTK_STACK (parent)) == widget);
}

static gpointer
find (GtkWidget *widget,
      GType type,
      guint *nth)
{
  if (!is_there (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* How many labels that can be seen say so, among other things. */
static guint
count_shown (Fixture *self,
             const char *text)
{
  GtkWidget *label;
  guint n = 0;

  for (guint i = 0, nth = 0; (label = find (GTK_WIDGET (self->reader), GTK_TYPE_LABEL, &nth)) != NULL; nth = ++i)
    if (strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL)
      n++;

  return n;
}

static void
assert_shown (Fixture *self,
              const char *text)
{
  if (count_shown (self, text) == 0)
    g_error ("not shown: %s", text);
}

/* All of it at once is faster than a walk for each. */
static void
add_shown (GtkWidget *widget,
           GString *all)
{
  if (!is_there (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (all, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    add_shown (child, all);
}

/* The same as a screen reader goes through it, which sees no widgets. */
static void
add_accessible (GtkAccessible *accessible,
                GString *all)
{
  GtkAccessible *child = gtk_accessible_get_first_accessible_child (accessible);

  if (GTK_IS_LABEL (accessible) && gtk_accessible_get_accessible_role (accessible) == GTK_ACCESSIBLE_ROLE_LABEL)
    g_string_append_printf (all, "%s\n", gtk_label_get_text (GTK_LABEL (accessible)));
  while (child != NULL)
    {
      GtkAccessible *next = gtk_accessible_get_next_accessible_sibling (child);

      add_accessible (child, all);
      g_object_unref (child);
      child = next;
    }
}

/* Whatever a turn may say has its place, also where nobody has thought of it. */
static void
test_full (Fixture *self,
           gconstpointer data)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ProctorTurn) turn = testing_turn_make_full (texts);
  g_autoptr (ProctorRun) run = proctor_run_new ();
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) heard = g_string_new (NULL);
  guint n_missing = 0;

  g_list_store_append (G_LIST_STORE (proctor_run_get_agent_responses (run)), turn);
  show (self, run);
  testing_picture_save (self->window, "reader-full-folded");
  open_all (self);
  add_shown (GTK_WIDGET (self->reader), all);
  add_accessible (GTK_ACCESSIBLE (self->reader), heard);
  g_assert_cmpuint (texts->len, >, 100);
  for (guint i = 0; i < texts->len; i++)
    if (strstr (all->str, g_ptr_array_index (texts, i)) == NULL || strstr (heard->str, g_ptr_array_index (texts, i)) == NULL)
      {
        g_test_message ("not shown or not heard: %s", (const char *) g_ptr_array_index (texts, i));
        n_missing++;
      }
  g_assert_cmpuint (n_missing, ==, 0);
  assert_shown (self, "Interrupted");
  assert_shown (self, "Blocked");
  assert_shown (self, "Liked");
  testing_picture_save (self->window, "reader-full");
}

#define HOTEL                                                                                                                                                                                                                                                                                   \
  "{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": \"Is a *room* free tonight?\", \"source_medium\": \"audio\"},"                                                                                                                                                                   \
  "{\"role\": \"agent\", \"time_in_call_secs\": 2, \"message\": \"Let me look.\", \"conversation_turn_metrics\": {\"metrics\": {\"convai_llm_service_ttfb\": {\"elapsed_time\": 0.42}, \"convai_tts_service_ttfb\": {\"elapsed_time\": 0.2}}},"                                                 \
  " \"tool_calls\": [{\"request_id\": \"a\", \"type\": \"webhook\", \"tool_name\": \"find_room\", \"params_as_json\": \"{\\\"night\\\": \\\"today\\\", \\\"guests\\\": 2}\", \"tool_has_been_called\": true}]},"                                                                                \
  "{\"role\": \"agent\", \"time_in_call_secs\": 3, \"tool_results\": [{\"request_id\": \"a\", \"type\": \"webhook\", \"tool_name\": \"find_room\", \"result_value\": \"{\\\"rooms\\\": [\\\"sea view\\\"]}\", \"is_error\": false, \"tool_has_been_called\": true, \"tool_latency_secs\": 4.2," \
  "   \"dynamic_variable_updates\": [{\"variable_name\": \"room\", \"old_value\": null, \"new_value\": \"sea view\", \"updated_at\": 1, \"tool_name\": \"find_room\", \"tool_request_id\": \"a\"}]}]},"                                                                                         \
  "{\"role\": \"agent\", \"time_in_call_secs\": 6, \"message\": \"Yes, **one**:\\n- the room with the *sea view*, `no. 12`\\n- see [the page](https://example.com/rooms)\", \"interrupted\": true, \"original_message\": \"Yes, one, and breakfast is included.\","                             \
  " \"feedback\": {\"score\": \"dislike\", \"time_in_call_secs\": 7}, \"llm_usage\": {\"model_usage\": {\"gpt-4o\": {\"input\": {\"tokens\": 1200, \"price\": 0.003}, \"output_total\": {\"tokens\": 40, \"price\": 0.0004}}}},"                                                                \
  " \"rag_retrieval_info\": {\"chunks\": [{\"document_id\": \"rooms.pdf\", \"chunk_id\": \"c7\", \"vector_distance\": 0.21}], \"embedding_model\": \"e5\", \"retrieval_query\": \"rooms free tonight\", \"rag_latency_secs\": 0.1, \"used_chunk_ids\": [\"c7\"]},"                              \
  " \"conversation_turn_metrics\": {\"metrics\": {\"convai_llm_service_ttfb\": {\"elapsed_time\": 3.4}}}, \"some_new_thing\": {\"x\": 1}},"                                                                                                                                                     \
  "{\"role\": \"user\", \"time_in_call_secs\": 9, \"message\": \"I want to talk to a person.\"},"                                                                                                                                                                                               \
  "{\"role\": \"agent\", \"time_in_call_secs\": 10, \"message\": null, \"tool_calls\": [{\"request_id\": \"b\", \"type\": \"system\", \"tool_name\": \"transfer_to_number\", \"params_as_json\": \"{}\", \"tool_has_been_called\": true}],"                                                     \
  " \"tool_results\": [{\"request_id\": \"b\", \"type\": \"system\", \"tool_name\": \"transfer_to_number\", \"result_value\": \"x\", \"is_error\": false, \"tool_has_been_called\": true, \"result\": {\"result_type\": \"transfer_to_number_sip_success\", \"status\": \"success\", \"transfer_number\": \"+49 30 1234\", \"reason\": \"The guest asked for a person\"}}]}"

/* What was answered stands with its call, also where it came with a later turn. */
static void
test_pairs (Fixture *self,
            gconstpointer data)
{
  GListModel *items;
  const GPtrArray *pairs;

  show_json (self, HOTEL);
  items = proctor_reader_get_items (self->reader);
  /* A heading and the turns but the one that only answers. */
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 6);
  pairs = proctor_reader_item_get_pairs (get_item (self, 2));
  g_assert_cmpuint (pairs->len, ==, 1);
  g_assert_cmpstr (proctor_tool_result_get_result_value (((const ProctorReaderPair *) g_ptr_array_index (pairs, 0))->result), ==, "{\"rooms\": [\"sea view\"]}");
  assert_shown (self, "What This Run Produced");
  assert_shown (self, "Is a *room* free tonight?");
  assert_shown (self, "• the room with the sea view, no. 12");
  assert_shown (self, "Was to say: Yes, one, and breakfast is included.");
  assert_shown (self, "Handed over to a telephone number (+49 30 1234): The guest asked for a person");
  assert_shown (self, "1240 tokens, $0.0034");
  assert_shown (self, "1 piece looked up");
  assert_shown (self, "Disliked");
  assert_shown (self, "1 variable set");
  assert_shown (self, "4.2 s");
  testing_picture_save (self->window, "reader");
  open_all (self);
  assert_shown (self, "room  is now “sea view”");
  assert_shown (self, "rooms free tonight");
  assert_shown (self, "c7 of rooms.pdf, distance 0.210, used");
  assert_shown (self, "some_new_thing");
  testing_picture_save (self->window, "reader-open");
}

/* What was replayed, what the run made of it, and what was once said are told apart. */
static void
test_sections (Fixture *self,
               gconstpointer data)
{
  g_autoptr (ProctorRun) run = read_run ("{\"test_run_id\": \"r\", \"test_id\": \"t\", \"status\": \"passed\", \"test_info\": {\"type\": \"llm\", \"chat_history\": [{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": \"Hello\"}],"
                                         " \"from_conversation_metadata\": {\"conversation_id\": \"c\", \"agent_id\": \"a\", \"original_agent_reply\": [{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"Go away\"}]}},"
                                         " \"agent_responses\": [{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"Good morning\"}]}");
  const char *const classes[] = { "replayed", "replayed", "produced", "produced", "original", "original" };
  GtkWidget *row;

  show (self, run);
  assert_shown (self, "Replayed");
  assert_shown (self, "What This Run Produced");
  assert_shown (self, "What Was Said in the Original Conversation");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_reader_get_items (self->reader)), ==, G_N_ELEMENTS (classes));
  for (guint i = 0, nth = 0; (row = find (GTK_WIDGET (self->reader), PROCTOR_TYPE_READER_ROW, &nth)) != NULL; nth = ++i)
    g_assert_true (gtk_widget_has_css_class (row, classes[i]));
  testing_picture_save (self->window, "reader-sections");
}

static const char *
get_count (Fixture *self)
{
  GtkWidget *label;

  for (guint i = 0, nth = 0; (label = find (GTK_WIDGET (self->reader), GTK_TYPE_LABEL, &nth)) != NULL; nth = ++i)
    if (strstr (gtk_label_get_text (GTK_LABEL (label)), " of ") != NULL && g_ascii_isdigit (gtk_label_get_text (GTK_LABEL (label))[0]))
      return gtk_label_get_text (GTK_LABEL (label));

  return "";
}

typedef struct
{
  Fixture *fixture;
  const char *count;
} Wanted;

static gboolean
has_count (gpointer user_data)
{
  Wanted *wanted = user_data;

  return strcmp (get_count (wanted->fixture), wanted->count) == 0;
}

static void
wait_count (Fixture *self,
            const char *count)
{
  proctor_testing_wait_for (count, has_count, &(Wanted) { self, count });
}

static gboolean
is_nothing_found (gpointer user_data)
{
  return count_shown (user_data, "Not found") > 0;
}

static void
click (Fixture *self,
       const char *tooltip)
{
  GtkWidget *button;

  for (guint i = 0, nth = 0; (button = find (GTK_WIDGET (self->reader), GTK_TYPE_BUTTON, &nth)) != NULL; nth = ++i)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tooltip) == 0)
      {
        g_signal_emit_by_name (button, "clicked");
        return;
      }
  g_error ("no button %s", tooltip);
}

/* Each place is gone to in turn, whatever hides it. */
static void
test_search (Fixture *self,
             gconstpointer data)
{
  show_json (self, HOTEL);
  proctor_reader_search (self->reader, "SEA VIEW");
  wait_count (self, "1 of 3");
  /* It is in what the tool answered, which has been opened for it. */
  g_assert_true (proctor_reader_item_get_tool_is_open (get_item (self, 2), 0));
  testing_picture_save (self->window, "reader-search");
  click (self, "Next");
  wait_count (self, "2 of 3");
  click (self, "Next");
  wait_count (self, "3 of 3");
  click (self, "Next");
  wait_count (self, "1 of 3");
  click (self, "Previous");
  wait_count (self, "3 of 3");
  proctor_reader_search (self->reader, "nowhere");
  proctor_testing_wait_for ("nothing to be found", is_nothing_found, self);
}

/* In what is too long to be shown, the place is. */
static void
test_search_long (Fixture *self,
                  gconstpointer data)
{
  g_autoptr (ProctorRun) run = proctor_run_new ();
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();
  g_autofree char *message = g_strnfill (1024 * 1024, 'x');

  memcpy (message + 900 * 1000, " needle ", strlen (" needle "));
  proctor_turn_set_role (turn, "agent");
  proctor_turn_set_message (turn, message);
  g_list_store_append (G_LIST_STORE (proctor_run_get_agent_responses (run)), turn);
  show (self, run);
  assert_shown (self, "…");
  g_assert_cmpuint (count_shown (self, "needle"), ==, 0);
  testing_picture_save (self->window, "reader-long");
  proctor_reader_search (self->reader, "needle");
  wait_count (self, "1 of 1");
  assert_shown (self, " needle ");
}

/* What of the labels that can be seen is marked, a line for each mark. */
static char *
dup_marked (Fixture *self)
{
  g_autoptr (GString) all = g_string_new (NULL);
  GtkWidget *label;

  for (guint i = 0, nth = 0; (label = find (GTK_WIDGET (self->reader), GTK_TYPE_LABEL, &nth)) != NULL; nth = ++i)
    {
      PangoAttrList *marks = gtk_label_get_attributes (GTK_LABEL (label));
      g_autoptr (PangoAttrIterator) at = marks != NULL ? pango_attr_list_get_iterator (marks) : NULL;

      for (gboolean more = at != NULL; more; more = pango_attr_iterator_next (at))
        {
          int start, end;

          pango_attr_iterator_range (at, &start, &end);
          if (pango_attr_iterator_get (at, PANGO_ATTR_BACKGROUND) != NULL)
            g_string_append_printf (all, "%.*s\n", end - start, gtk_label_get_text (GTK_LABEL (label)) + start);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&all));
}

static void
assert_quoted (Fixture *self,
               guint number,
               const char *words,
               const char *marked)
{
  g_autofree char *all = NULL;

  proctor_reader_go_to_turn (self->reader, PROCTOR_READER_PRODUCED, number, words);
  gtk_test_widget_wait_for_draw (self->window);
  all = dup_marked (self);
  g_assert_cmpstr (all, ==, marked);
}

/* Who goes to what somebody quotes sees the very words, wherever in the turn they are; until something else is looked for. */
static void
test_quote (Fixture *self,
            gconstpointer data)
{
  g_autofree char *book = g_strnfill (50000, 'x');
  g_autofree char *turns = NULL;
  g_autofree char *all = NULL;

  memcpy (book + 40000, " far behind ", strlen (" far behind "));
  turns = g_strdup_printf ("{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": \"Within 30 days?\"},"
                           "{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"Within **30 days** you may send it back, just tell us.\"},"
                           "{\"role\": \"agent\", \"time_in_call_secs\": 2, \"message\": \"%s\"},"
                           "{\"role\": \"agent\", \"time_in_call_secs\": 3, \"message\": \"Moment.\", \"tool_calls\": [{\"request_id\": \"a\", \"tool_name\": \"find\", \"params_as_json\": \"{}\"}]},"
                           "{\"role\": \"agent\", \"time_in_call_secs\": 4, \"message\": null, \"tool_results\": [{\"request_id\": \"a\", \"tool_name\": \"find\", \"result_value\": \"The room is taken\"}]},"
                           "{\"role\": \"user\", \"time_in_call_secs\": 5, \"message\": \"Well\"}",
                           book);
  show_json (self, turns);
  assert_quoted (self, 2, "WITHIN 30 days … **tell us**.", "Within 30 days\ntell us\n");
  testing_picture_save (self->window, "reader-quote");
  assert_quoted (self, 2, "nobody said this", "");
  assert_quoted (self, 2, "", "");
  assert_quoted (self, 2, "…\n...", "");
  assert_quoted (self, 2, NULL, "");
  assert_quoted (self, 3, "far behind", "far behind\n");
  /* What a tool answered stands with its call, which comes with the turn before. */
  assert_quoted (self, 5, "room is taken", "room is taken\n");
  assert_quoted (self, 6, "Well", "Well\n");
  proctor_reader_search (self->reader, "moment");
  wait_count (self, "1 of 1");
  all = dup_marked (self);
  g_assert_cmpstr (all, ==, "Moment\n");
}

/* What a server may send, and nobody should. */
static void
test_bad (Fixture *self,
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
      show_json (self, turns[i]);
      open_all (self);
    }
  show_json (self, turns[5]);
  assert_shown (self, "<b>bold</b> & <a href='file:///x'>x</a>");
  assert_shown (self, "[U+202E]gpj.exe");
  testing_picture_save (self->window, "reader-bad");
}

/* A megabyte without a space: its beginning is shown. */
static void
test_long_line (Fixture *self,
                gconstpointer data)
{
  g_autofree char *line = g_strnfill (1000 * 1000, 'x');
  g_autofree char *turn = g_strdup_printf ("{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"%s\", \"original_message\": \"y%s\"}", line, line);

  show_json (self, turn);
  assert_shown (self, "xxxxxxxxxx");
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
test_long_members (Fixture *self,
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
  show_json (self, turn);
  assert_shown (self, "Here.");
  g_assert_cmpuint (measure_longest (GTK_WIDGET (self->reader)), <, 5000);
  open_all (self);
  g_assert_cmpuint (measure_longest (GTK_WIDGET (self->reader)), <, 5000);
  for (guint i = 0; i < 8; i++)
    {
      lines[i][10] = '\0';
      assert_shown (self, lines[i]);
    }
  testing_picture_save (self->window, "reader-long-members");
}

/* A byte that is no character: it is refused, or shown as one that isn't known. */
static void
test_no_utf8 (Fixture *self,
              gconstpointer data)
{
  const char *json = "{\"test_run_id\": \"r\", \"test_id\": \"t\", \"status\": \"passed\", \"agent_responses\": [{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"a\xff\xfe b\"}]}";
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRun) run = proctor_wire_read_bytes (PROCTOR_TYPE_RUN, bytes, &error);

  if (run != NULL)
    show (self, run);
  else
    g_assert_nonnull (error);
}

static void
test_random (Fixture *self,
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
      show (self, run);
      open_all (self);
      markdown = proctor_transcript_markdown_dup_all (proctor_reader_get_items (self->reader));
      g_assert_true (g_utf8_validate (markdown, -1, NULL));
    }
}

/* What a tool of the service did is a sentence. */
static void
test_system (Fixture *self,
             gconstpointer data)
{
  const char *const cases[][2] = {
    { "{\"result_type\": \"end_call_success\", \"reason\": \"All is said\"}", "Ended the call: All is said" },
    { "{\"result_type\": \"transfer_to_agent_success\", \"to_agent\": \"Booking\", \"condition\": \"wants a room\"}", "Handed over to another agent (Booking): wants a room" },
    { "{\"result_type\": \"transfer_to_agent_error\", \"error\": \"no such agent\"}", "Could not hand over to another agent: no such agent" },
    { "{\"result_type\": \"language_detection_success\", \"language\": \"de\"}", "Changed the language (de)" },
    { "{\"result_type\": \"play_dtmf_success\", \"dtmf_tones\": \"12#\"}", "Played dial tones (12#)" },
    { "{\"result_type\": \"voicemail_detection_success\", \"voicemail_message\": \"Call us\"}", "Found that a voicemail answers (Call us)" },
    { "{\"result_type\": \"skip_turn_success\"}", "Said nothing and waited for the user" },
    { "{\"result_type\": \"start_procedure_success\", \"procedure_name\": \"Refund\"}", "Started a procedure (Refund)" },
    { "{\"result_type\": \"testing_tool_result\", \"reason\": \"Skipping\"}", "Was not executed: only whether it is called was tested" },
    { "{\"result_type\": \"brew_tea_success\", \"reason\": \"thirst\"}", "brew_tea_success: thirst" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *turn = g_strdup_printf ("{\"role\": \"agent\", \"time_in_call_secs\": 1, \"tool_results\": [{\"request_id\": \"a\", \"type\": \"system\", \"tool_name\": \"x\", \"result_value\": \"\", \"is_error\": false, \"tool_has_been_called\": true, \"result\": %s}]}", cases[i][0]);
      const ProctorReaderPair *pair;
      g_autofree char *words = NULL;

      show_json (self, turn);
      pair = g_ptr_array_index (proctor_reader_item_get_pairs (get_item (self, 1)), 0);
      words = proctor_tool_words_dup_system (pair->result);
      g_assert_cmpstr (words, ==, cases[i][1]);
      assert_shown (self, cases[i][1]);
    }
}

/* Steps of a workflow, with the tools that were called in them. */
static void
test_workflow (Fixture *self,
               gconstpointer data)
{
  show_json (self, "{\"role\": \"agent\", \"time_in_call_secs\": 1, \"tool_results\": [{\"request_id\": \"a\", \"type\": \"workflow\", \"tool_name\": \"go\", \"result_value\": \"\", \"is_error\": false, \"tool_has_been_called\": true, \"result\": {\"steps\": ["
                   "{\"type\": \"edge\", \"edge_id\": \"e1\", \"target_node_id\": \"billing\", \"step_latency_secs\": 0.5},"
                   "{\"type\": \"nested_tools\", \"node_id\": \"billing\", \"is_successful\": false, \"requests\": [{\"request_id\": \"n\", \"tool_name\": \"refund\", \"params_as_json\": \"{\\\"sum\\\": 12}\", \"tool_has_been_called\": true}],"
                   " \"results\": [{\"request_id\": \"n\", \"tool_name\": \"refund\", \"result_value\": \"no money\", \"is_error\": true, \"tool_has_been_called\": true}]},"
                   "{\"type\": \"max_iterations_exceeded\", \"max_iterations\": 3}]}}]}");
  open_all (self);
  assert_shown (self, "Step 1: went on to billing · 0.5 s");
  assert_shown (self, "Step 2: called tools in billing, without success");
  assert_shown (self, "Step 3: gave up after 3 iterations");
  assert_shown (self, "refund");
  assert_shown (self, "no money");
  testing_picture_save (self->window, "reader-workflow");
}

static guint
count_rows (Fixture *self)
{
  guint n = 0;

  for (guint nth = 0; find (GTK_WIDGET (self->reader), PROCTOR_TYPE_READER_ROW, &nth) != NULL; nth = ++n)
    ;

  return n;
}

/* Of thousands of turns there are as many rows as the list wants, and the last is as near as the first. */
static void
test_many (Fixture *self,
           gconstpointer data)
{
  g_autoptr (ProctorRun) run = testing_turn_make_long_run (5000, 1000 * 1000);

  show (self, run);
  g_assert_cmpuint (count_rows (self), <, 400);
  assert_shown (self, "This is turn 1.");
  proctor_reader_go_to (self->reader, 5000);
  gtk_test_widget_wait_for_draw (self->window);
  assert_shown (self, "This is turn 4999.");
  g_assert_cmpuint (count_rows (self), <, 400);
  proctor_reader_search (self->reader, "turn 2501.");
  wait_count (self, "1 of 1");
  gtk_test_widget_wait_for_draw (self->window);
  assert_shown (self, "This is turn 2501.");
}

/* Everything that is open fits into the narrowest window, also in the dark and from right to left. */
static void
test_narrow (Fixture *self,
             gconstpointer data)
{
  int minimum;

  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 700);
  show_json (self, HOTEL);
  testing_picture_save (self->window, "reader-narrow");
  click (self, "Show Times");
  open_all (self);
  gtk_widget_measure (GTK_WIDGET (self->reader), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  testing_picture_save (self->window, "reader-narrow-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* What it copies is Markdown again, whatever is in it. */
static void
test_copy (Fixture *self,
           gconstpointer data)
{
  g_autofree char *all = NULL;

  show_json (self, HOTEL);
  all = proctor_transcript_markdown_dup_all (proctor_reader_get_items (self->reader));
  g_assert_nonnull (strstr (all, "## What This Run Produced\n\n**User** (0:00)\n\nIs a *room* free tonight?\n\n"));
  g_assert_nonnull (strstr (all, "> 🛠 `find_room` · 1 variable set · webhook · 4.2 s\n\nCalled with\n\n```json\n{\"night\""));
  g_assert_nonnull (strstr (all, "**Agent** (0:06) · Interrupted\n\nYes, **one**:"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->reader), "reader.copy-all", NULL));
}

static gboolean
has_dialog (gpointer user_data)
{
  return PROCTOR_IS_TEXT_DIALOG (adw_window_get_visible_dialog (user_data));
}

static gboolean
has_text (gpointer user_data)
{
  guint nth = 0;
  GtkWidget *view = find (GTK_WIDGET (adw_window_get_visible_dialog (user_data)), GTK_TYPE_TEXT_VIEW, &nth);
  GtkTextBuffer *buffer = view != NULL ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)) : NULL;

  return buffer != NULL && gtk_text_buffer_get_line_count (buffer) > 20;
}

static void
test_json (Fixture *self,
           gconstpointer data)
{
  show_json (self, HOTEL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->reader), "reader.show-run-json", NULL));
  proctor_testing_wait_for ("the dialog", has_dialog, self->window);
  proctor_testing_wait_for ("the JSON", has_text, self->window);
  testing_picture_save (self->window, "reader-json");
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
}

static void
test_outline (Fixture *self,
              gconstpointer data)
{
  GtkWidget *button = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  show_json (self, HOTEL);
  for (guint i = 0, nth = 0; (button = find (GTK_WIDGET (self->reader), GTK_TYPE_MENU_BUTTON, &nth)) != NULL; nth = ++i)
    if (PROCTOR_IS_READER_OUTLINE (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))))
      break;
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  gtk_test_widget_wait_for_draw (self->window);
  add_shown (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), all);
  g_assert_nonnull (strstr (all->str, "find_room took 4.2 s"));
  g_assert_nonnull (strstr (all->str, "Waited 3.4 s"));
  g_assert_nonnull (strstr (all->str, "Interrupted"));
  g_assert_nonnull (strstr (all->str, "transfer_to_number"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GtkCssProvider) style = NULL;

  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/io/github/proctor_app/Proctor/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), "/io/github/proctor_app/Proctor/icons");

#define ADD(name, function) g_test_add ("/reader/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("full", test_full);
  ADD ("pairs", test_pairs);
  ADD ("sections", test_sections);
  ADD ("search", test_search);
  ADD ("search-long", test_search_long);
  ADD ("quote", test_quote);
  ADD ("bad", test_bad);
  ADD ("long-line", test_long_line);
  ADD ("long-members", test_long_members);
  ADD ("no-utf8", test_no_utf8);
  ADD ("random", test_random);
  ADD ("system", test_system);
  ADD ("workflow", test_workflow);
  ADD ("many", test_many);
  ADD ("narrow", test_narrow);
  ADD ("copy", test_copy);
  ADD ("json", test_json);
  ADD ("outline", test_outline);
#undef ADD

  return g_test_run ();
}
