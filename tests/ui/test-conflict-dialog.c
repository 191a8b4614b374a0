/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conflict-dialog.h"
#include "proctor-difference-row.h"
#include "proctor-drafts.h"
#include "proctor-test-pane.h"
#include "proctor-ui.h"
#include "testing-view.h"

/* A test that two have changed. */

#define TEST "{'name': 'Opening hours', 'type': 'llm', 'success_condition': 'It tells the hours.', 'success_examples': [{'response': 'From nine', 'type': 'success'}]," \
             "'chat_history': [{'role': 'user', 'message': 'When do you open?', 'time_in_call_secs': 0}]}"

typedef struct
{
  ProctorSession *session;
  GtkWidget *window;
  ProctorTestPane *pane;
} View;

static ProctorDraft *
get_draft (View *view)
{
  return proctor_test_editor_get_draft (proctor_test_pane_get_editor (view->pane));
}

static ProctorDifferenceRow *
find_row (AdwDialog *dialog,
          guint field)
{
  ProctorDifferenceRow *row;

  for (guint i = 0; (row = testing_view_find (GTK_WIDGET (dialog), PROCTOR_TYPE_DIFFERENCE_ROW, i)) != NULL; i++)
    {
      if (proctor_difference_row_get_field (row) == field)
        return row;
    }

  return NULL;
}

static gboolean
is_conflict (gpointer user_data)
{
  return proctor_draft_get_theirs (get_draft (user_data)) != NULL;
}

static void
type (View *view,
      guint field,
      const char *text)
{
  proctor_undo_type (proctor_draft_get_undo (get_draft (view)), proctor_draft_get_test (get_draft (view)), field, text, "Edit");
}

/* I change the name and the condition, and somebody else the condition and the conversation. */
static AdwDialog *
open_dialog (View *view,
             ClientEngine *engine,
             int width)
{
  g_autofree char *id = client_engine_make_test (engine, TEST, NULL);

  view->session = testing_view_make_session (engine);
  testing_view_load (view->session);
  view->pane = PROCTOR_TEST_PANE (g_object_ref_sink (proctor_test_pane_new ()));
  view->window = testing_view_open (GTK_WIDGET (view->pane), width, 760);
  proctor_test_pane_set_session (view->pane, view->session);
  proctor_test_pane_set_item (view->pane, proctor_library_find (proctor_session_get_library (view->session), id));
  testing_view_wait_shows (view->window, "When do you open?");
  type (view, PROCTOR_TEST_FIELD_NAME, "Mine");
  type (view, PROCTOR_TEST_FIELD_SUCCESS_CONDITION, "It tells all the hours.");

  client_engine_run_sql (engine, "UPDATE entries SET document = replace (replace (document, 'tells the', 'names the'), 'do you open', 'are you open'), updated_at = updated_at + 100");
  testing_view_load (view->session);
  proctor_testing_wait_for ("the conflict", is_conflict, view);
  testing_view_wait_shows (view->window, "Somebody else has changed this test.");
  g_signal_emit_by_name (testing_view_find (view->window, ADW_TYPE_BANNER, 0), "button-clicked");

  return testing_view_wait_dialog (view->window);
}

static void
close_view (View *view)
{
  testing_view_close (view->window);
  proctor_testing_assert_finalized (g_steal_pointer (&view->pane));
  proctor_testing_assert_finalized (g_steal_pointer (&view->session));
}

static void
click (GtkWidget *dialog,
       const char *label)
{
  GtkWidget *button;

  for (guint i = 0; (button = testing_view_find (dialog, GTK_TYPE_BUTTON, i)) != NULL; i++)
    {
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        {
          g_signal_emit_by_name (button, "clicked");
          return;
        }
    }

  g_assert_not_reached ();
}

/* What only one has changed is proposed as it was changed, and all can be chosen otherwise. */
static void
test_choose (ClientEngine *engine,
             gconstpointer data)
{
  ProctorDifferenceRow *condition;
  ProctorTest *test;
  AdwDialog *dialog;
  View view;

  dialog = open_dialog (&view, engine, 900);
  g_assert_false (proctor_difference_row_takes_theirs (find_row (dialog, PROCTOR_TEST_FIELD_NAME)));
  g_assert_true (proctor_difference_row_takes_theirs (find_row (dialog, PROCTOR_TEST_FIELD_CHAT_HISTORY)));
  g_assert_null (find_row (dialog, PROCTOR_TEST_FIELD_SUCCESS_EXAMPLES));
  g_assert_null (find_row (dialog, PROCTOR_TEST_FIELD_ACCESS_INFO));
  condition = find_row (dialog, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  g_assert_false (proctor_difference_row_takes_theirs (condition));
  testing_view_wait_shows (GTK_WIDGET (condition), "Changed by both");
  g_assert_true (testing_view_shows (GTK_WIDGET (condition), "It names the hours."));
  testing_view_wait_shows (GTK_WIDGET (dialog), "User: When are you open?");
  testing_view_save (view.window, "conflict");

  proctor_difference_row_choose (condition, TRUE);
  click (GTK_WIDGET (dialog), "Mer_ge");
  test = proctor_draft_get_test (get_draft (&view));
  g_assert_false (is_conflict (&view));
  g_assert_cmpstr (proctor_test_get_name (test), ==, "Mine");
  g_assert_cmpstr (proctor_test_get_success_condition (test), ==, "It names the hours.");
  g_assert_true (proctor_draft_is_modified (get_draft (&view)));
  g_assert_cmpstr (proctor_undo_get_undo_label (proctor_draft_get_undo (get_draft (&view))), ==, "Merge Changes");
  close_view (&view);
}

typedef struct
{
  AdwDialog *dialog;
  guint field;
} Row;

static gboolean
has_row (gpointer user_data)
{
  const Row *row = user_data;

  return find_row (row->dialog, row->field) != NULL;
}

/* While somebody chooses, the test may be read again, as it was or with one change more. */
static void
test_read_again (ClientEngine *engine,
                 gconstpointer data)
{
  AdwDialog *dialog;
  ProctorDifferenceRow *condition;
  View view;

  dialog = open_dialog (&view, engine, 900);
  condition = find_row (dialog, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  proctor_difference_row_choose (condition, TRUE);
  client_engine_run_sql (engine, "UPDATE entries SET updated_at = updated_at + 100");
  testing_view_load (view.session);
  client_engine_run_sql (engine, "UPDATE entries SET document = replace (document, 'From nine', 'From ten'), updated_at = updated_at + 100");
  testing_view_load (view.session);
  proctor_testing_wait_for ("another difference", has_row, &(Row) { dialog, PROCTOR_TEST_FIELD_SUCCESS_EXAMPLES });
  g_assert_true (proctor_difference_row_takes_theirs (find_row (dialog, PROCTOR_TEST_FIELD_SUCCESS_CONDITION)));
  click (GTK_WIDGET (dialog), "Mer_ge");
  g_assert_cmpstr (proctor_test_get_success_condition (proctor_draft_get_test (get_draft (&view))), ==, "It names the hours.");
  close_view (&view);
}

/* All of theirs is the test as the server has it. */
static void
test_all (ClientEngine *engine,
          gconstpointer data)
{
  AdwDialog *dialog;
  View view;

  dialog = open_dialog (&view, engine, 360);
  testing_view_save (view.window, "conflict-narrow");
  click (GTK_WIDGET (dialog), "Keep A_ll of Mine");
  g_assert_false (proctor_difference_row_takes_theirs (find_row (dialog, PROCTOR_TEST_FIELD_CHAT_HISTORY)));
  click (GTK_WIDGET (dialog), "Take _All of Theirs");
  click (GTK_WIDGET (dialog), "Mer_ge");
  g_assert_cmpstr (proctor_test_get_name (proctor_draft_get_test (get_draft (&view))), ==, "Opening hours");
  testing_view_wait_shows (view.window, "When are you open?");
  close_view (&view);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/conflict-dialog/choose", test_choose);
  client_engine_add_resting ("/conflict-dialog/read-again", test_read_again);
  client_engine_add_resting ("/conflict-dialog/all", test_all);

  return g_test_run ();
}
