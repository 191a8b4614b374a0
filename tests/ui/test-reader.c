/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-outline.h"
#include "proctor-reader-row.h"
#include "proctor-reader-tool.h"
#include "proctor-testing.h"
#include "proctor-text-dialog.h"
#include "proctor-tool-words.h"
#include "proctor-transcript-markdown.h"
#include "testing-picture.h"
#include "testing-reader.h"
#include "testing-turn.h"

#include <string.h>

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
test_full (TestingReader *self,
           gconstpointer data)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ProctorTurn) turn = testing_turn_make_full (texts);
  g_autoptr (ProctorRun) run = proctor_run_new ();
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) heard = g_string_new (NULL);
  guint n_missing = 0;

  g_list_store_append (G_LIST_STORE (proctor_run_get_agent_responses (run)), turn);
  testing_reader_show (self, run);
  testing_picture_save (self->window, "reader-full-folded");
  testing_reader_open_all (self);
  testing_reader_add_shown (GTK_WIDGET (self->reader), all);
  add_accessible (GTK_ACCESSIBLE (self->reader), heard);
  g_assert_cmpuint (texts->len, >, 100);
  for (guint i = 0; i < texts->len; i++)
    if (strstr (all->str, g_ptr_array_index (texts, i)) == NULL || strstr (heard->str, g_ptr_array_index (texts, i)) == NULL)
      {
        g_test_message ("not shown or not heard: %s", (const char *) g_ptr_array_index (texts, i));
        n_missing++;
      }
  g_assert_cmpuint (n_missing, ==, 0);
  testing_reader_assert_shown (self, "Interrupted");
  testing_reader_assert_shown (self, "Blocked");
  testing_reader_assert_shown (self, "Liked");
  testing_picture_save (self->window, "reader-full");
}

/* What was answered stands with its call, also where it came with a later turn. */
static void
test_pairs (TestingReader *self,
            gconstpointer data)
{
  GListModel *items;
  const GPtrArray *pairs;

  testing_reader_show_json (self, TESTING_READER_HOTEL);
  items = proctor_reader_get_items (self->reader);
  /* A heading and the turns but the one that only answers. */
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 6);
  pairs = proctor_reader_item_get_pairs (testing_reader_get_item (self, 2));
  g_assert_cmpuint (pairs->len, ==, 1);
  g_assert_cmpstr (proctor_tool_result_get_result_value (((const ProctorReaderPair *) g_ptr_array_index (pairs, 0))->result), ==, "{\"rooms\": [\"sea view\"]}");
  testing_reader_assert_shown (self, "What This Run Produced");
  testing_reader_assert_shown (self, "Is a *room* free tonight?");
  testing_reader_assert_shown (self, "• the room with the sea view, no. 12");
  testing_reader_assert_shown (self, "Was to say: Yes, one, and breakfast is included.");
  testing_reader_assert_shown (self, "Handed over to a telephone number (+49 30 1234): The guest asked for a person");
  testing_reader_assert_shown (self, "1240 tokens, $0.0034");
  testing_reader_assert_shown (self, "1 piece looked up");
  testing_reader_assert_shown (self, "Disliked");
  testing_reader_assert_shown (self, "1 variable set");
  testing_reader_assert_shown (self, "4.2 s");
  testing_picture_save (self->window, "reader");
  testing_reader_open_all (self);
  testing_reader_assert_shown (self, "room  is now “sea view”");
  testing_reader_assert_shown (self, "rooms free tonight");
  testing_reader_assert_shown (self, "c7 of rooms.pdf, distance 0.210, used");
  testing_reader_assert_shown (self, "some_new_thing");
  testing_picture_save (self->window, "reader-open");
}

/* What was replayed, what the run made of it, and what was once said are told apart. */
static void
test_sections (TestingReader *self,
               gconstpointer data)
{
  g_autoptr (ProctorRun) run = testing_reader_read_run ("{\"test_run_id\": \"r\", \"test_id\": \"t\", \"status\": \"passed\", \"test_info\": {\"type\": \"llm\", \"chat_history\": [{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": \"Hello\"}],"
                                                        " \"from_conversation_metadata\": {\"conversation_id\": \"c\", \"agent_id\": \"a\", \"original_agent_reply\": [{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"Go away\"}]}},"
                                                        " \"agent_responses\": [{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"Good morning\"}]}");
  const char *const classes[] = { "replayed", "replayed", "produced", "produced", "original", "original" };
  GtkWidget *row;

  testing_reader_show (self, run);
  testing_reader_assert_shown (self, "Replayed");
  testing_reader_assert_shown (self, "What This Run Produced");
  testing_reader_assert_shown (self, "What Was Said in the Original Conversation");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_reader_get_items (self->reader)), ==, G_N_ELEMENTS (classes));
  for (guint i = 0, nth = 0; (row = testing_reader_find (GTK_WIDGET (self->reader), PROCTOR_TYPE_READER_ROW, &nth)) != NULL; nth = ++i)
    g_assert_true (gtk_widget_has_css_class (row, classes[i]));
  testing_picture_save (self->window, "reader-sections");
}

/* What a tool of the service did is a sentence. */
static void
test_system (TestingReader *self,
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

      testing_reader_show_json (self, turn);
      pair = g_ptr_array_index (proctor_reader_item_get_pairs (testing_reader_get_item (self, 1)), 0);
      words = proctor_tool_words_dup_system (pair->result);
      g_assert_cmpstr (words, ==, cases[i][1]);
      testing_reader_assert_shown (self, cases[i][1]);
    }
}

/* Steps of a workflow, with the tools that were called in them. */
static void
test_workflow (TestingReader *self,
               gconstpointer data)
{
  testing_reader_show_json (self, "{\"role\": \"agent\", \"time_in_call_secs\": 1, \"tool_results\": [{\"request_id\": \"a\", \"type\": \"workflow\", \"tool_name\": \"go\", \"result_value\": \"\", \"is_error\": false, \"tool_has_been_called\": true, \"result\": {\"steps\": ["
                                  "{\"type\": \"edge\", \"edge_id\": \"e1\", \"target_node_id\": \"billing\", \"step_latency_secs\": 0.5},"
                                  "{\"type\": \"nested_tools\", \"node_id\": \"billing\", \"is_successful\": false, \"requests\": [{\"request_id\": \"n\", \"tool_name\": \"refund\", \"params_as_json\": \"{\\\"sum\\\": 12}\", \"tool_has_been_called\": true}],"
                                  " \"results\": [{\"request_id\": \"n\", \"tool_name\": \"refund\", \"result_value\": \"no money\", \"is_error\": true, \"tool_has_been_called\": true}]},"
                                  "{\"type\": \"max_iterations_exceeded\", \"max_iterations\": 3}]}}]}");
  testing_reader_open_all (self);
  testing_reader_assert_shown (self, "Step 1: went on to billing · 0.5 s");
  testing_reader_assert_shown (self, "Step 2: called tools in billing, without success");
  testing_reader_assert_shown (self, "Step 3: gave up after 3 iterations");
  testing_reader_assert_shown (self, "refund");
  testing_reader_assert_shown (self, "no money");
  testing_picture_save (self->window, "reader-workflow");
}

static guint
count_rows (TestingReader *self)
{
  guint n = 0;

  for (guint nth = 0; testing_reader_find (GTK_WIDGET (self->reader), PROCTOR_TYPE_READER_ROW, &nth) != NULL; nth = ++n)
    ;

  return n;
}

/* Of thousands of turns there are as many rows as the list wants, and the last is as near as the first. */
static void
test_many (TestingReader *self,
           gconstpointer data)
{
  g_autoptr (ProctorRun) run = testing_turn_make_long_run (5000, 1000 * 1000);

  testing_reader_show (self, run);
  g_assert_cmpuint (count_rows (self), <, 400);
  testing_reader_assert_shown (self, "This is turn 1.");
  proctor_reader_go_to (self->reader, 5000);
  gtk_test_widget_wait_for_draw (self->window);
  testing_reader_assert_shown (self, "This is turn 4999.");
  g_assert_cmpuint (count_rows (self), <, 400);
  proctor_reader_search (self->reader, "turn 2501.");
  testing_reader_wait_count (self, "1 of 1");
  gtk_test_widget_wait_for_draw (self->window);
  testing_reader_assert_shown (self, "This is turn 2501.");
}

/* Everything that is open fits into the narrowest window, also in the dark and from right to left. */
static void
test_narrow (TestingReader *self,
             gconstpointer data)
{
  int minimum;

  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 700);
  testing_reader_show_json (self, TESTING_READER_HOTEL);
  testing_picture_save (self->window, "reader-narrow");
  testing_reader_click (self, "Show Times");
  testing_reader_open_all (self);
  gtk_widget_measure (GTK_WIDGET (self->reader), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  testing_picture_save (self->window, "reader-narrow-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* What it copies is Markdown again, whatever is in it. */
static void
test_copy (TestingReader *self,
           gconstpointer data)
{
  g_autofree char *all = NULL;

  testing_reader_show_json (self, TESTING_READER_HOTEL);
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
  GtkWidget *view = testing_reader_find (GTK_WIDGET (adw_window_get_visible_dialog (user_data)), GTK_TYPE_TEXT_VIEW, &nth);
  GtkTextBuffer *buffer = view != NULL ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)) : NULL;

  return buffer != NULL && gtk_text_buffer_get_line_count (buffer) > 20;
}

static void
test_json (TestingReader *self,
           gconstpointer data)
{
  testing_reader_show_json (self, TESTING_READER_HOTEL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->reader), "reader.show-run-json", NULL));
  proctor_testing_wait_for ("the dialog", has_dialog, self->window);
  proctor_testing_wait_for ("the JSON", has_text, self->window);
  testing_picture_save (self->window, "reader-json");
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
}

static void
test_outline (TestingReader *self,
              gconstpointer data)
{
  GtkWidget *button = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  testing_reader_show_json (self, TESTING_READER_HOTEL);
  for (guint i = 0, nth = 0; (button = testing_reader_find (GTK_WIDGET (self->reader), GTK_TYPE_MENU_BUTTON, &nth)) != NULL; nth = ++i)
    if (PROCTOR_IS_READER_OUTLINE (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))))
      break;
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  gtk_test_widget_wait_for_draw (self->window);
  testing_reader_add_shown (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), all);
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
  testing_reader_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/reader/" name, TestingReader, NULL, testing_reader_set_up, function, testing_reader_tear_down)
  ADD ("full", test_full);
  ADD ("pairs", test_pairs);
  ADD ("sections", test_sections);
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
