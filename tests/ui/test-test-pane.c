/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-field.h"
#include "proctor-json-text.h"
#include "proctor-test-actions.h"
#include "proctor-test-pane.h"
#include "proctor-tests.h"
#include "proctor-tool-edit.h"
#include "proctor-turn-card.h"
#include "proctor-ui.h"
#include "testing-view.h"

/* What is shown of a test: what it says, what it judges, and what there is in place of it. */

typedef struct
{
  ProctorSession *session;
  GtkWidget *window;
  ProctorTestPane *pane;
} View;

#define TOOL "{'name': 'Looks for what the guest asked for', 'type': 'tool', 'chat_history': ["                                                                                                                                                            \
             "{'role': 'agent', 'message': 'Harbour Hotel, good day! How can I help you?', 'time_in_call_secs': 0},"                                                                                                                                       \
             "{'role': 'user', 'message': 'Have you got a double room from 14 March for 2 nights?', 'time_in_call_secs': 3},"                                                                                                                              \
             "{'role': 'agent', 'message': 'One moment.', 'time_in_call_secs': 5, 'tool_calls': [{'request_id': 'r1', 'tool_name': 'find_room',"                                                                                                           \
             " 'params_as_json': '{\\\"date\\\": \\\"2026-03-14\\\", \\\"nights\\\": 2}', 'tool_has_been_called': true, 'type': 'webhook'}],"                                                                                                              \
             " 'tool_results': [{'request_id': 'r1', 'tool_name': 'find_room', 'result_value': '{\\\"available\\\": true}', 'is_error': false, 'tool_has_been_called': true}]},"                                                                           \
             "{'role': 'user', 'message': 'Well?', 'time_in_call_secs': 9}],"                                                                                                                                                                              \
             "'tool_call_parameters': {'parameters': [{'path': 'body.date', 'eval': {'type': 'regex', 'pattern': '14 March|03-14'}},"                                                                                                                      \
             "{'path': 'body.nights', 'eval': {'type': 'exact', 'expected_value': '2'}}, {'path': 'body.room_type', 'eval': {'type': 'llm', 'description': 'It is a double room.'}}], 'referenced_tool': {'id': 'transfer_to_number', 'type': 'system'}}," \
             "'dynamic_variables': {'guest_name': 'Sam \\u201cR\\u201d Rivera', 'stay': {'nights': 2}}}"

#define SIMULATION "{'name': 'Books a double room and confirms the price', 'type': 'simulation', 'simulation_scenario': 'You are {{guest_name}} and would like a room by the sea.'," \
                   "'simulation_max_turns': 6, 'success_conditions': ['The agent gives the confirmation.', 'The agent says what it costs.'],"                                        \
                   "'tool_mock_config': {'mocking_strategy': 'all', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': []}, 'environment': 'staging'}"

static void
open_view (View *view,
           ClientEngine *engine,
           const char *test_id,
           int width)
{
  ProctorLibrary *library;

  view->session = testing_view_make_session (engine);
  testing_view_load (view->session);
  library = proctor_session_get_library (view->session);
  view->pane = PROCTOR_TEST_PANE (g_object_ref_sink (proctor_test_pane_new ()));
  view->window = testing_view_open (GTK_WIDGET (view->pane), width, 760);
  proctor_test_pane_set_session (view->pane, view->session);
  if (test_id != NULL)
    proctor_test_pane_set_item (view->pane, proctor_library_find (library, test_id));
}

static void
close_view (View *view)
{
  testing_view_close (view->window);
  proctor_testing_assert_finalized (g_steal_pointer (&view->pane));
  proctor_testing_assert_finalized (g_steal_pointer (&view->session));
}

static void
test_tool (ClientEngine *engine,
           gconstpointer data)
{
  g_autofree char *folder = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *id = client_engine_make_test (engine, TOOL, folder);
  GtkWidget *fold;
  View view;

  open_view (&view, engine, id, 640);
  testing_view_wait_shows (view.window, "Have you got a double room");
  g_assert_true (testing_view_shows (view.window, "Looks for what the guest asked for"));
  g_assert_true (testing_view_shows (view.window, "Tool Call"));
  g_assert_true (testing_view_shows (view.window, "Bookings"));
  g_assert_true (testing_view_shows (view.window, "Call a tool"));
  testing_view_wait_shows (view.window, "transfer_to_number · System tool");
  g_assert_true (testing_view_shows (view.window, "body.date"));
  g_assert_true (testing_view_shows (view.window, "14 March|03-14"));
  g_assert_true (testing_view_shows (view.window, "It is a double room."));
  g_assert_true (testing_view_shows (view.window, "Sam “R” Rivera"));
  g_assert_true (testing_view_shows (view.window, "\"nights\":2"));
  testing_view_save (view.window, "test-pane-tool");

  /* What the tool was called with is said in a line, and is all there when it is unfolded. */
  testing_view_wait_shows (view.window, "2026-03-14");
  for (guint i = 0; i < 2; i++)
    {
      fold = testing_view_find (view.window, PROCTOR_TYPE_TOOL_EDIT, i);
      g_assert_null (testing_view_find (fold, PROCTOR_TYPE_JSON_FIELD, 0));
      gtk_expander_set_expanded (testing_view_find (fold, GTK_TYPE_EXPANDER, 0), TRUE);
      g_assert_nonnull (testing_view_find (fold, PROCTOR_TYPE_JSON_FIELD, 0));
    }
  testing_view_wait_shows (view.window, "2026-03-14");
  testing_view_wait_shows (view.window, "\"available\": true");
  testing_view_save (view.window, "test-pane-unfolded");
  close_view (&view);
}

static void
test_simulation (ClientEngine *engine,
                 gconstpointer data)
{
  g_autofree char *id = client_engine_make_test (engine, SIMULATION, NULL);
  View view;

  open_view (&view, engine, id, 360);
  testing_view_wait_shows (view.window, "would like a room by the sea");
  g_assert_true (testing_view_shows (view.window, "The agent says what it costs."));
  g_assert_true (testing_view_shows (view.window, "No tool is really called"));
  g_assert_true (testing_view_shows (view.window, "staging"));
  testing_view_save (view.window, "test-pane-simulation");
  close_view (&view);
}

/* Nothing chosen, or more than can be shown. */
static void
test_none (ClientEngine *engine,
           gconstpointer data)
{
  g_autofree char *id = client_engine_make_test (engine, SIMULATION, NULL);
  View view;

  open_view (&view, engine, NULL, 480);
  testing_view_wait_shows (view.window, "A test that is chosen in the list opens here.");
  proctor_test_pane_set_n_chosen (view.pane, 3);
  testing_view_wait_shows (view.window, "3 tests selected");
  proctor_test_pane_set_item (view.pane, proctor_library_find (proctor_session_get_library (view.session), id));
  g_assert_true (testing_view_shows (view.window, "3 tests selected"));
  proctor_test_pane_set_n_chosen (view.pane, 1);
  testing_view_wait_shows (view.window, "would like a room by the sea");
  proctor_test_pane_set_item (view.pane, NULL);
  testing_view_wait_shows (view.window, "A test that is chosen in the list opens here.");
  close_view (&view);
}

/* A test that isn't there any more, and is again. */
static void
test_error (ClientEngine *engine,
            gconstpointer data)
{
  g_autofree char *id = testing_view_make_test (engine, "Small", NULL);
  GtkWidget *again;
  View view;

  open_view (&view, engine, NULL, 480);
  client_engine_run_sql (engine, "UPDATE entries SET id = id || 'x'");
  proctor_test_pane_set_item (view.pane, proctor_library_find (proctor_session_get_library (view.session), id));
  testing_view_wait_shows (view.window, "The Test Can't Be Shown");
  testing_view_save (view.window, "test-pane-error");

  client_engine_run_sql (engine, "UPDATE entries SET id = substr (id, 1, length (id) - 1)");
  again = testing_view_find (view.window, GTK_TYPE_BUTTON, 0);
  while (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (again)), "_Try Again") != 0)
    again = gtk_widget_get_next_sibling (again);
  g_signal_emit_by_name (again, "clicked");
  testing_view_wait_shows (view.window, "It greets.");
  close_view (&view);
}

static gboolean
has_all_cards (gpointer user_data)
{
  View *view = user_data;

  return testing_view_find (view->window, PROCTOR_TYPE_TURN_CARD, 199) != NULL;
}

/* A long conversation is there bit by bit, and a long message all at once. */
static void
test_long (ClientEngine *engine,
           gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{'name': 'Long', 'type': 'llm', 'success_condition': 'It greets.', 'chat_history': [");
  g_autofree char *id = NULL;
  GtkTextBuffer *buffer;
  GtkWidget *card;
  View view;

  for (guint i = 0; i < 200; i++)
    {
      g_string_append_printf (text, "%s{'role': '%s', 'time_in_call_secs': %u, 'message': '", i > 0 ? "," : "", i % 2 == 0 ? "agent" : "user", i);
      for (guint j = 0; j < (i == 1 ? 5000u : 5u); j++)
        g_string_append (text, "some words ");
      g_string_append (text, "'}");
    }
  g_string_append (text, "]}");
  id = client_engine_make_test (engine, text->str, NULL);

  open_view (&view, engine, id, 480);
  testing_view_wait_shows (view.window, "It greets.");
  proctor_testing_wait_for ("all turns", has_all_cards, &view);

  card = testing_view_find (view.window, PROCTOR_TYPE_TURN_CARD, 1);
  buffer = gtk_text_view_get_buffer (testing_view_find (card, GTK_TYPE_TEXT_VIEW, 0));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 55000);
  close_view (&view);
}

/* A test that somebody has changed is shown as it is now, in the same widgets. */
static void
test_changed (ClientEngine *engine,
              gconstpointer data)
{
  g_autofree char *id = client_engine_make_test (engine, TOOL, NULL);
  GtkWidget *card;
  View view;

  open_view (&view, engine, id, 640);
  testing_view_wait_shows (view.window, "Well?");
  card = testing_view_find (view.window, PROCTOR_TYPE_TURN_CARD, 1);

  client_engine_run_sql (engine, "UPDATE entries SET document = replace (document, '14 March for 2', '15 April for 3'), updated_at = updated_at + 100");
  testing_view_load (view.session);
  testing_view_wait_shows (view.window, "15 April for 3 nights");
  g_assert_true (testing_view_find (view.window, PROCTOR_TYPE_TURN_CARD, 1) == card);
  close_view (&view);
}

static void
test_json (void)
{
  const char *const cases[][2] = {
    { "{\"a\":1,\"b\":[]}", "{\n  \"a\": 1,\n  \"b\": []\n}" },
    { "[ 1 , {\"x\" : \"a,b:{}\"} ]", "[\n  1,\n  {\n    \"x\": \"a,b:{}\"\n  }\n]" },
    { "{}", "{}" },
    { "{\"a\":\"\\\"\"}", "{\n  \"a\": \"\\\"\"\n}" },
    { "{\"a\":", NULL },
    { "{]", NULL },
    { "{\"a", NULL },
    { "plain words", NULL },
    { "", NULL },
  };
  const char *const plain[][2] = {
    { "\"Sam\"", "Sam" },
    { "\"a\\nb\\u00e9\\ud83d\\ude00\"", "a\nbé😀" },
    { "12.50", "12.50" },
    { "\"cut", "\"cut" },
    { "\"bad\\u00zz\"", "\"bad\\u00zz\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *indented = proctor_json_text_indent (cases[i][0]);

      g_assert_cmpstr (indented, ==, cases[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *text = proctor_json_text_dup_plain (plain[i][0]);

      g_assert_cmpstr (text, ==, plain[i][1]);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/test-pane/tool", test_tool);
  client_engine_add_resting ("/test-pane/simulation", test_simulation);
  client_engine_add_resting ("/test-pane/none", test_none);
  client_engine_add_resting ("/test-pane/error", test_error);
  client_engine_add_resting ("/test-pane/long", test_long);
  client_engine_add_resting ("/test-pane/changed", test_changed);
  g_test_add_func ("/test-pane/json", test_json);

  return g_test_run ();
}
