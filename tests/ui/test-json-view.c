/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"
#include "proctor-json-view.h"
#include "proctor-test-pane.h"
#include "proctor-ui.h"
#include "testing-view.h"

#include <string.h>

/* A test as JSON, and what is typed there. */

#define TEST "{'name': 'Opening hours', 'type': 'llm', 'success_condition': 'It tells the hours.'," \
             "'chat_history': [{'role': 'user', 'message': 'When do you open?', 'time_in_call_secs': 0}]}"

typedef struct
{
  ProctorSession *session;
  GtkWidget *window;
  ProctorTestPane *pane;
  char *id;
} View;

static ProctorDraft *
get_draft (View *view)
{
  return proctor_test_editor_get_draft (proctor_test_pane_get_editor (view->pane));
}

static ProctorJsonView *
get_json (View *view)
{
  return testing_view_find (view->window, PROCTOR_TYPE_JSON_VIEW, 0);
}

static GtkTextBuffer *
get_buffer (View *view)
{
  return gtk_text_view_get_buffer (proctor_json_view_get_view (get_json (view)));
}

static char *
dup_text (View *view)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (view), &start, &end);

  return gtk_text_buffer_get_text (get_buffer (view), &start, &end, TRUE);
}

static gboolean
has_text (gpointer user_data)
{
  View *view = user_data;

  return get_json (view) != NULL && !proctor_json_view_is_loading (get_json (view));
}

static void
toggle (View *view)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (proctor_test_pane_get_editor (view->pane)), "editor.view-json", NULL));
}

static void
open_json (View *view)
{
  toggle (view);
  proctor_testing_wait_for ("the text", has_text, view);
}

static void
open_view (View *view,
           ClientEngine *engine,
           int width)
{
  view->id = client_engine_make_test (engine, TEST, NULL);
  view->session = testing_view_make_session (engine);
  testing_view_load (view->session);
  view->pane = PROCTOR_TEST_PANE (g_object_ref_sink (proctor_test_pane_new ()));
  view->window = testing_view_open (GTK_WIDGET (view->pane), width, 760);
  proctor_test_pane_set_session (view->pane, view->session);
  proctor_test_pane_set_item (view->pane, proctor_library_find (proctor_session_get_library (view->session), view->id));
  testing_view_wait_shows (view->window, "When do you open?");
  open_json (view);
}

static void
close_view (View *view)
{
  testing_view_close (view->window);
  proctor_testing_assert_finalized (g_steal_pointer (&view->pane));
  proctor_testing_assert_finalized (g_steal_pointer (&view->session));
  g_clear_pointer (&view->id, g_free);
}

/* Puts @text in the place of @what. */
static void
replace (View *view,
         const char *what,
         const char *text)
{
  GtkTextBuffer *buffer = get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, what, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
is_renamed (gpointer user_data)
{
  return g_strcmp0 (proctor_test_get_name (proctor_draft_get_test (get_draft (user_data))), "Hours") == 0;
}

static gboolean
is_as_before (gpointer user_data)
{
  g_autofree char *text = dup_text (user_data);

  return strstr (text, "\"Opening hours\"") != NULL;
}

/* What is typed becomes the test, in one step, and what the test becomes is there as text. */
static void
test_both_ways (ClientEngine *engine,
                gconstpointer data)
{
  ProctorUndo *undo;
  View view;

  open_view (&view, engine, 640);
  undo = proctor_draft_get_undo (get_draft (&view));
  g_assert_null (proctor_undo_get_undo_label (undo));
  testing_view_save (view.window, "json-view");

  replace (&view, "tells the hours", "names the hours");
  replace (&view, "\"Opening hours\"", "\"Hours\"");
  proctor_testing_wait_for ("the name", is_renamed, &view);
  replace (&view, "names the hours", "says the hours");
  g_assert_true (proctor_json_view_finish (get_json (&view)));
  g_assert_cmpstr (proctor_test_get_success_condition (proctor_draft_get_test (get_draft (&view))), ==, "It says the hours.");
  g_assert_cmpstr (proctor_undo_get_undo_label (undo), ==, "Edit JSON");

  g_assert_true (proctor_undo_undo (undo));
  g_assert_null (proctor_undo_get_undo_label (undo));
  g_assert_false (proctor_draft_is_modified (get_draft (&view)));
  proctor_testing_wait_for ("the text", is_as_before, &view);
  g_assert_true (proctor_undo_redo (undo));
  g_assert_true (is_renamed (&view));

  toggle (&view);
  g_assert_null (get_json (&view));
  testing_view_wait_shows (view.window, "When do you open?");
  close_view (&view);
}

/* What is no test is said where it stands, changes nothing, and isn't lost. */
static void
test_wrong (ClientEngine *engine,
            gconstpointer data)
{
  ProctorTestEditor *editor;
  GtkTextIter iter;
  g_autofree char *text = NULL;
  View view;

  open_view (&view, engine, 360);
  editor = proctor_test_pane_get_editor (view.pane);
  replace (&view, "{", "{,");
  testing_view_wait_shows (view.window, "Line 1, column 2");
  gtk_text_buffer_get_iter_at_offset (get_buffer (&view), &iter, 1);
  g_assert_true (gtk_text_iter_starts_tag (&iter, NULL));
  testing_view_save (view.window, "json-view-wrong");
  g_assert_false (proctor_draft_is_modified (get_draft (&view)));
  g_assert_false (proctor_test_editor_save (editor));
  g_assert_nonnull (get_json (&view));

  /* The form is as it was; what was written is there again. */
  toggle (&view);
  g_assert_null (get_json (&view));
  open_json (&view);
  text = dup_text (&view);
  g_assert_true (g_str_has_prefix (text, "{,"));
  testing_view_wait_shows (view.window, "Line 1, column 2");

  replace (&view, "{,", "{");
  g_assert_true (proctor_json_view_finish (get_json (&view)));
  g_assert_false (testing_view_shows (view.window, "Line 1, column 2"));

  replace (&view, "\"llm\"", "\"tool\"");
  g_assert_false (proctor_json_view_finish (get_json (&view)));
  g_assert_true (testing_view_shows (view.window, "can't become one of another kind"));
  replace (&view, "\"tool\"", "\"llm\"");
  g_assert_true (proctor_json_view_finish (get_json (&view)));
  close_view (&view);
}

/* What we don't know of is shown as such. */
static void
test_unknown (ClientEngine *engine,
              gconstpointer data)
{
  View view;

  open_view (&view, engine, 640);
  replace (&view, "\"role\"", "\"mood\": {\"role\": 1}, \"role\"");
  replace (&view, "{", "{\"priority\": 2.50,");
  testing_view_wait_shows (view.window, "doesn't know 2 members and keeps them as they are: priority, chat_history[0].mood");
  testing_view_save (view.window, "json-view-unknown");
  g_assert_true (proctor_draft_is_modified (get_draft (&view)));
  close_view (&view);
}

static void
test_large (ClientEngine *engine,
            gconstpointer data)
{
  g_autoptr (GString) turns = g_string_new (NULL);
  g_autofree char *filler = g_strnfill (8000, 'x');
  View view;

  open_view (&view, engine, 640);
  for (guint i = 0; i < 250; i++)
    g_string_append_printf (turns, "{\"role\": \"user\", \"message\": \"%s %u\", \"time_in_call_secs\": %u},\n", filler, i, i);
  g_string_prepend (turns, "\"chat_history\": [");
  replace (&view, "\"chat_history\": [", turns->str);
  replace (&view, "\"Opening hours\"", "\"Hours\"");
  proctor_testing_wait_for ("the name", is_renamed, &view);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (proctor_draft_get_test (get_draft (&view)))), ==, 251);
  close_view (&view);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/json-view/both-ways", test_both_ways);
  client_engine_add_resting ("/json-view/wrong", test_wrong);
  client_engine_add_resting ("/json-view/unknown", test_unknown);
  client_engine_add_resting ("/json-view/large", test_large);

  return g_test_run ();
}
