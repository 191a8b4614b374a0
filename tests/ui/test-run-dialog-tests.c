/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-dialog.h"
#include "proctor-checks-row.h"
#include "proctor-run-override-page.h"
#include "proctor-run-tests-page.h"
#include "proctor-testing.h"
#include "proctor-ui.h"
#include "testing-picture.h"
#include "testing-run-dialog.h"

#include <string.h>

/* Which tests are run: those that are wrong, those that are left out, and with which configuration. */

#define TESTS "/v1/convai/agent-testing"
#define TURN "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hello\", \"time_in_call_secs\": 0}]"
#define GOOD "{\"id\": \"test_1\", \"name\": \"Greets\", \"type\": \"llm\", \"success_condition\": \"It greets.\", " TURN "}"
#define BAD "{\"id\": \"test_2\", \"name\": \"Says nothing\", \"type\": \"llm\", \"success_condition\": \"\", " TURN "}"

static AdwActionRow *
get_checks (TestingRunDialog *fixture)
{
  return testing_run_dialog_get_form_child (fixture, "checks_row");
}

static gboolean
is_checking (gpointer user_data)
{
  return proctor_run_checks_is_running (proctor_run_setup_get_checks (((TestingRunDialog *) user_data)->setup));
}

static GtkWidget *
get_show_button (TestingRunDialog *fixture)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (get_checks (fixture)), PROCTOR_TYPE_CHECKS_ROW, "show_button"));
}

static gboolean
shows_list (gpointer user_data)
{
  TestingRunDialog *fixture = user_data;

  return PROCTOR_IS_CHECK_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
}

static gboolean
shows_no_list (gpointer user_data)
{
  return !shows_list (user_data);
}

/* What is wrong with a test is told, and stops it until the test is left out. */
static void
test_checks (TestingRunDialog *fixture,
             gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_answer (fixture, "GET", TESTS "/test_1", 200, GOOD);
  testing_run_dialog_answer (fixture, "GET", TESTS "/test_2", 200, BAD);
  testing_run_dialog_answer (fixture, "POST", RUN, 200, STARTED);
  testing_run_dialog_open (fixture);
  testing_run_dialog_press (fixture);
  proctor_testing_wait_for ("the problem", testing_run_dialog_is_choosing_again, fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_checks (fixture)), ==, "1 problem");
  g_assert_cmpstr (testing_run_dialog_get_banner (fixture), ==, "1 test has a problem that has to be mended first");
  g_assert_cmpstr (testing_run_dialog_get_way_out (fixture), ==, "_Leave Out");
  testing_picture_save (fixture->window, "run-dialog-checks");
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 0);

  g_signal_emit_by_name (get_show_button (fixture), "clicked");
  proctor_testing_wait_for ("the list", shows_list, fixture);
  adw_dialog_close (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
  proctor_testing_wait_for ("the list to go", shows_no_list, fixture);

  testing_run_dialog_take_way_out (fixture);
  g_assert_cmpstr (gtk_label_get_label (testing_run_dialog_get_form_child (fixture, "total_label")), ==, "1 test, 1 run");
  testing_run_dialog_press (fixture);
  proctor_testing_wait_for ("the runs", testing_run_dialog_has_started, fixture);
}

static void
test_unchecked (TestingRunDialog *fixture,
                gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_answer (fixture, "GET", TESTS "/test_1", 200, GOOD);
  testing_run_dialog_answer (fixture, "POST", RUN, 200, STARTED);
  testing_run_dialog_open (fixture);
  proctor_testing_wait_for ("the checks", testing_run_dialog_has_checked, fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_checks (fixture)), ==, "Not all could be checked");
  testing_run_dialog_press (fixture);
  proctor_testing_wait_for ("the runs", testing_run_dialog_has_started, fixture);
}

/* A check that is never answered need not be waited for. */
static void
test_slow_checks (TestingRunDialog *fixture,
                  gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_answer (fixture, "POST", RUN, 200, STARTED);
  proctor_testing_server_answer (fixture->server, "GET", TESTS "/test_1", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_server_answer (fixture->server, "GET", TESTS "/test_2", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  testing_run_dialog_open (fixture);
  proctor_testing_wait_for ("the checks to begin", is_checking, fixture);
  testing_run_dialog_press (fixture);
  g_assert_cmpstr (testing_run_dialog_get_way_out (fixture), ==, "_Skip Checks");
  testing_run_dialog_take_way_out (fixture);
  proctor_testing_wait_for ("the runs", testing_run_dialog_has_started, fixture);
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 1);
}

static GtkWidget *
get_chips (TestingRunDialog *fixture)
{
  return gtk_widget_get_first_child (testing_run_dialog_get_form_child (fixture, "chips"));
}

static guint
count_chips (TestingRunDialog *fixture)
{
  guint n_chips = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (get_chips (fixture)); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    n_chips++;

  return n_chips;
}

static gboolean
shows_tests (gpointer user_data)
{
  return g_strcmp0 (adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (testing_run_dialog_get_child (user_data, "navigation"))), "tests") == 0;
}

/* Few tests are chips, many are a list, which can be searched; each can be left out. */
static void
test_tests (TestingRunDialog *fixture,
            gconstpointer data)
{
  GtkWidget *page, *chip;
  GListModel *rows;

  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_open_with (fixture, 40);
  proctor_testing_wait_for ("agents and branches", testing_run_dialog_has_branch, fixture);
  g_assert_cmpuint (count_chips (fixture), ==, 12);
  chip = gtk_widget_get_first_child (get_chips (fixture));
  g_signal_emit_by_name (gtk_widget_get_last_child (chip), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_run_setup_get_tests (fixture->setup)), ==, 39);
  g_assert_cmpstr (adw_preferences_row_get_title (testing_run_dialog_get_form_child (fixture, "tests_row")), ==, "39 tests");

  g_signal_emit_by_name (gtk_widget_get_last_child (get_chips (fixture)), "clicked");
  proctor_testing_wait_for ("the tests", shows_tests, fixture);
  page = testing_run_dialog_get_child (fixture, "tests_page");
  rows = G_LIST_MODEL (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_TESTS_PAGE, "selection"));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 39);
  testing_picture_save (fixture->window, "run-dialog-tests");
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_TESTS_PAGE, "search_entry")), "NUMBER 4");
  g_signal_emit_by_name (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_TESTS_PAGE, "search_entry"), "search-changed");
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2);
}

static gboolean
has_override (gpointer user_data)
{
  return proctor_run_setup_get_override (((TestingRunDialog *) user_data)->setup) != NULL;
}

static gboolean
has_override_problem (gpointer user_data)
{
  return proctor_run_setup_get_override_problem (((TestingRunDialog *) user_data)->setup) != NULL;
}

static void
test_override (TestingRunDialog *fixture,
               gconstpointer data)
{
  GtkWidget *page;
  GtkTextView *view;

  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_open (fixture);
  proctor_testing_wait_for ("agents and branches", testing_run_dialog_has_branch, fixture);
  adw_navigation_view_push_by_tag (testing_run_dialog_get_child (fixture, "navigation"), "override");
  page = testing_run_dialog_get_child (fixture, "override_page");
  view = GTK_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_OVERRIDE_PAGE, "scroller"))));
  g_signal_emit_by_name (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_OVERRIDE_PAGE, "fetch_button"), "clicked");
  proctor_testing_wait_for ("the agent's own", has_override, fixture);
  g_assert_nonnull (strstr (proctor_run_setup_get_override (fixture->setup), "platform_settings"));
  g_assert_cmpstr (adw_action_row_get_subtitle (testing_run_dialog_get_form_child (fixture, "override_row")), ==, "Another one, for these runs only");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "{\"conversation_config\": {}}", -1);
  proctor_testing_wait_for ("a problem", has_override_problem, fixture);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_OVERRIDE_PAGE, "problem_label"))), "platform_settings"));
  testing_picture_save (fixture->window, "run-dialog-override");
  g_signal_emit_by_name (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_OVERRIDE_PAGE, "clear_button"), "clicked");
  g_assert_null (proctor_run_setup_get_override (fixture->setup));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();
  /* Nobody waits for what slides. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/run-dialog-tests/checks", TestingRunDialog, NULL, testing_run_dialog_set_up, test_checks, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog-tests/unchecked", TestingRunDialog, NULL, testing_run_dialog_set_up, test_unchecked, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog-tests/slow-checks", TestingRunDialog, NULL, testing_run_dialog_set_up, test_slow_checks, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog-tests/tests", TestingRunDialog, NULL, testing_run_dialog_set_up, test_tests, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog-tests/override", TestingRunDialog, NULL, testing_run_dialog_set_up, test_override, testing_run_dialog_tear_down);

  return g_test_run ();
}
