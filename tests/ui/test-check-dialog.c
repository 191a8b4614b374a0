/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-dialog.h"
#include "proctor-finding-row.h"
#include "proctor-testing.h"
#include "proctor-ui.h"
#include "testing-pane.h"
#include "testing-picture.h"

#define TOOLS "/v1/convai/tools"
#define TOOL "{\"tools\":[{\"id\":\"tool_1\",\"tool_config\":{\"type\":\"webhook\",\"name\":\"book_room\"}}],\"has_more\":false}"
#define NO_TOOLS "{\"tools\":[],\"has_more\":false}"
#define TURN "\"chat_history\":[{\"role\":\"user\",\"message\":\"Hello\",\"time_in_call_secs\":0}]"
#define GOOD "{\"id\":\"t0\",\"name\":\"Test 0\",\"type\":\"llm\",\"success_condition\":\"It greets.\"," TURN "}"
#define BAD "{\"id\":\"t1\",\"name\":\"Test 1\",\"type\":\"llm\",\"success_condition\":\"\"," TURN "}"
#define WORSE "{\"id\":\"t2\",\"name\":\"Test 2\",\"type\":\"tool\",\"tool_call_parameters\":{\"referenced_tool\":{\"id\":\"book_room\",\"type\":\"webhook\"}}}"

typedef struct
{
  TestingPane pane;
  AdwDialog *dialog;
  char *shown;
} Fixture;

static void
show_test_cb (Fixture *fixture,
              GVariant *target)
{
  const char *test_id, *place;

  g_variant_get (target, "(&s&s)", &test_id, &place);
  g_free (fixture->shown);
  fixture->shown = g_strdup_printf ("%s %s", test_id, place);
}

static void
answer (Fixture *fixture,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (fixture->pane.server, "GET", path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *rows = testing_pane_make_rows (0, 3);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) show = g_simple_action_new ("show-test", G_VARIANT_TYPE ("(ss)"));

  testing_pane_set_up (&fixture->pane, NULL);
  testing_pane_answer (&fixture->pane, TESTING_PAGE, rows, NULL);
  testing_pane_answer (&fixture->pane, TESTING_FOLDERS, "", NULL);
  testing_pane_open (&fixture->pane, 360);
  testing_pane_wait_rows (&fixture->pane, 3);
  g_signal_connect_swapped (show, "activate", G_CALLBACK (show_test_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (show));
  gtk_widget_insert_action_group (fixture->pane.window, "win", G_ACTION_GROUP (actions));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  gtk_widget_insert_action_group (fixture->pane.window, "win", NULL);
  g_clear_pointer (&fixture->shown, g_free);
  testing_pane_tear_down (&fixture->pane, NULL);
}

static gboolean
has_dialog (gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->pane.window));

  return fixture->dialog != NULL;
}

static gboolean
has_no_dialog (gpointer user_data)
{
  return !has_dialog (user_data);
}

static gpointer
get_child (Fixture *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), PROCTOR_TYPE_CHECK_DIALOG, name);
}

static gboolean
is_done (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !gtk_widget_get_visible (get_child (fixture, "stop_button"));
}

static void
check (Fixture *fixture,
       const char *action)
{
  testing_pane_activate (&fixture->pane, action);
  proctor_testing_wait_for ("the dialog", has_dialog, fixture);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "stack"));
}

static void
close_dialog (Fixture *fixture)
{
  adw_dialog_close (fixture->dialog);
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, fixture);
}

/* All that is listed: rows test by test, and one leads to its place. */
static void
test_found (Fixture *fixture,
            gconstpointer data)
{
  GListModel *rows;

  answer (fixture, TOOLS, 200, TOOL);
  answer (fixture, TESTING_TESTS "/t0", 200, GOOD);
  answer (fixture, TESTING_TESTS "/t1", 200, BAD);
  answer (fixture, TESTING_TESTS "/t2", 200, WORSE);
  check (fixture, "tests.check-all");
  proctor_testing_wait_for ("the checks", is_done, fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_cmpstr (adw_window_title_get_subtitle (get_child (fixture, "title")), ==, "Something found in 2 of 3 tests");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "problem_label")));
  rows = G_LIST_MODEL (gtk_list_view_get_model (get_child (fixture, "list_view")));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 4);
  testing_picture_save (fixture->pane.window, "check-dialog");

  /* Only those that are as bad as one wants to see. */
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "filter_bar")));
  adw_toggle_group_set_active_name (get_child (fixture, "severities"), "warning");
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2);
  adw_toggle_group_set_active_name (get_child (fixture, "severities"), "all");
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 4);

  g_signal_emit_by_name (get_child (fixture, "list_view"), "activate", 1);
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, fixture);
  g_assert_cmpstr (fixture->shown, ==, "t2 chat_history");
}

/* What is selected, with nothing to say of it. */
static void
test_good (Fixture *fixture,
           gconstpointer data)
{
  answer (fixture, TOOLS, 200, NO_TOOLS);
  answer (fixture, TESTING_TESTS "/t0", 200, GOOD);
  testing_pane_select (&fixture->pane, 0, 1);
  check (fixture, "tests.check");
  proctor_testing_wait_for ("the checks", is_done, fixture);
  g_assert_cmpstr (get_page (fixture), ==, "good");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "buttons")));
  testing_picture_save (fixture->pane.window, "check-dialog-good");
  close_dialog (fixture);
}

static GtkWidget *
find_button (GtkWidget *widget,
             const char *action)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gboolean is_it = GTK_IS_BUTTON (child) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (child)), action) == 0;
      GtkWidget *button = is_it ? child : find_button (child, action);

      if (button != NULL)
        return button;
    }

  return NULL;
}

/* What is selected can be checked by the button below it. */
static void
test_button (Fixture *fixture,
             gconstpointer data)
{
  GtkWidget *button;

  answer (fixture, TOOLS, 200, NO_TOOLS);
  answer (fixture, TESTING_TESTS "/t0", 200, GOOD);
  answer (fixture, TESTING_TESTS "/t1", 200, BAD);
  testing_pane_select (&fixture->pane, 0, 2);
  testing_pane_settle (&fixture->pane);
  button = find_button (GTK_WIDGET (fixture->pane.pane), "tests.check");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Check");
  testing_picture_save (fixture->pane.window, "check-selected");
  g_signal_emit_by_name (button, "clicked");
  proctor_testing_wait_for ("the dialog", has_dialog, fixture);
  proctor_testing_wait_for ("the checks", is_done, fixture);
  g_assert_cmpstr (adw_window_title_get_subtitle (get_child (fixture, "title")), ==, "Something found in 1 of 2 tests");
  close_dialog (fixture);
}

/* The tools can't be had, nor one of the tests: the rest is checked, and it can be tried again. */
static void
test_failed (Fixture *fixture,
             gconstpointer data)
{
  answer (fixture, TOOLS, 403, "{\"detail\":{\"status\":\"missing_permissions\",\"message\":\"No.\"}}");
  answer (fixture, TESTING_TESTS "/t0", 404, "{\"detail\":{\"status\":\"not_found\",\"message\":\"Gone.\"}}");
  answer (fixture, TESTING_TESTS "/t1", 200, BAD);
  answer (fixture, TESTING_TESTS "/t2", 404, "{\"detail\":{\"status\":\"not_found\",\"message\":\"Gone.\"}}");
  check (fixture, "tests.check-all");
  proctor_testing_wait_for ("the checks", is_done, fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "problem_label")));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (get_child (fixture, "problem_label")), "2 of 3 tests could not be checked: "));
  testing_picture_save (fixture->pane.window, "check-dialog-failed");

  proctor_testing_server_reset (fixture->pane.server);
  answer (fixture, TESTING_TESTS "/t0", 200, GOOD);
  answer (fixture, TESTING_TESTS "/t2", 200, GOOD);
  g_signal_emit_by_name (get_child (fixture, "again_button"), "clicked");
  proctor_testing_wait_for ("the checks", is_done, fixture);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "problem_label")));
  close_dialog (fixture);
}

/* Closed while it is under way. */
static void
test_closed (Fixture *fixture,
             gconstpointer data)
{
  answer (fixture, TOOLS, 200, NO_TOOLS);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = g_strdup_printf (TESTING_TESTS "/t%u", i);

      proctor_testing_server_answer (fixture->pane.server, "GET", path, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
    }
  check (fixture, "tests.check-all");
  g_assert_cmpstr (get_page (fixture), ==, "checking");
  testing_picture_save (fixture->pane.window, "check-dialog-checking");
  close_dialog (fixture);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();
  /* Nobody waits for what slides. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/check-dialog/found", Fixture, NULL, set_up, test_found, tear_down);
  g_test_add ("/check-dialog/good", Fixture, NULL, set_up, test_good, tear_down);
  g_test_add ("/check-dialog/button", Fixture, NULL, set_up, test_button, tear_down);
  g_test_add ("/check-dialog/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/check-dialog/closed", Fixture, NULL, set_up, test_closed, tear_down);

  return g_test_run ();
}
