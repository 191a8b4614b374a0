/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-picker-row.h"
#include "proctor-run-dialog.h"
#include "proctor-run-lost-view.h"
#include "proctor-testing.h"
#include "proctor-ui.h"
#include "testing-picture.h"
#include "testing-run-dialog.h"

#include <string.h>

/* Tests are run: what is chosen for that, and what becomes of pressing the button. */

static const char *
get_page (TestingRunDialog *fixture)
{
  return gtk_stack_get_visible_child_name (testing_run_dialog_get_child (fixture, "stack"));
}

static gboolean
is_empty (gpointer user_data)
{
  return g_str_equal (get_page (user_data), "empty");
}

/* As the window hears a key. */
static void
type (TestingRunDialog *fixture,
      guint key,
      GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &handled);
    }
}

static gboolean
is_focused (gpointer user_data)
{
  TestingRunDialog *fixture = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->dialog));
}

/* Nothing is known yet when it is pressed, and then once more: it is run, once. */
static void
test_early (TestingRunDialog *fixture,
            gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_answer (fixture, "POST", RUN, 200, STARTED);
  testing_run_dialog_open (fixture);
  g_assert_true (gtk_widget_is_sensitive (testing_run_dialog_get_child (fixture, "start_button")));
  testing_run_dialog_press (fixture);
  testing_run_dialog_press (fixture);
  g_assert_nonnull (strstr (testing_run_dialog_get_banner (fixture), "as soon as possible"));
  proctor_testing_wait_for ("the runs", testing_run_dialog_has_started, fixture);
  proctor_testing_wait_for ("the dialog to go", testing_run_dialog_is_gone, fixture);
  g_assert_cmpstr (fixture->started, ==, "suite_1");
  g_assert_cmpuint (fixture->n_started, ==, 1);
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 1);
}

typedef struct
{
  guint key;
  GdkModifierType modifiers;
} Stroke;

/* Somebody is faster than the dialog, in which nothing has the focus yet. */
static void
test_early_key (TestingRunDialog *fixture,
                gconstpointer data)
{
  const Stroke *stroke = data;

  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_answer (fixture, "POST", RUN, 200, STARTED);
  testing_run_dialog_open (fixture);
  g_assert_false (is_focused (fixture));
  type (fixture, stroke->key, stroke->modifiers);
  type (fixture, stroke->key, stroke->modifiers);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_WAITING);
  proctor_testing_wait_for ("the runs", testing_run_dialog_has_started, fixture);
  g_assert_cmpuint (fixture->n_started, ==, 1);
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 1);
}

/* Other keys start nothing, and once something has the focus the dialog's own keys are heard only. */
static void
test_other_keys (TestingRunDialog *fixture,
                 gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_open (fixture);
  type (fixture, GDK_KEY_r, 0);
  type (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_CHOOSING);
  proctor_testing_wait_for ("the focus", is_focused, fixture);
  type (fixture, GDK_KEY_Return, 0);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_CHOOSING);
}

static void
test_early_escape (TestingRunDialog *fixture,
                   gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_open (fixture);
  type (fixture, GDK_KEY_Return, 0);
  type (fixture, GDK_KEY_Escape, 0);
  proctor_testing_wait_for ("the dialog to go", testing_run_dialog_is_gone, fixture);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_CHOOSING);
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 0);
}

static void
test_choices (TestingRunDialog *fixture,
              gconstpointer data)
{
  AdwSpinRow *repeat;
  AdwToggleGroup *toggles;

  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_open (fixture);
  proctor_testing_wait_for ("agents and branches", testing_run_dialog_has_branch, fixture);
  repeat = testing_run_dialog_get_form_child (fixture, "repeat_row");
  toggles = testing_run_dialog_get_form_child (fixture, "repeat_toggles");
  adw_toggle_group_set_active_name (toggles, "15");
  g_assert_cmpfloat (adw_spin_row_get_value (repeat), ==, 15);
  g_assert_cmpstr (gtk_label_get_label (testing_run_dialog_get_form_child (fixture, "total_label")), ==, "2 tests, 30 runs");
  adw_spin_row_set_value (repeat, 4);
  g_assert_null (adw_toggle_group_get_active_name (toggles));
  g_assert_cmpstr (gtk_label_get_label (testing_run_dialog_get_form_child (fixture, "total_label")), ==, "2 tests, 8 runs");
  g_assert_cmpstr (adw_action_row_get_subtitle (testing_run_dialog_get_form_child (fixture, "branch_row")), ==, "Main · Main branch");
  g_assert_cmpstr (adw_action_row_get_subtitle (testing_run_dialog_get_form_child (fixture, "agent_row")), ==, "Harbour Hotel");

  proctor_picker_row_choose (testing_run_dialog_get_form_child (fixture, "branch_row"), "b_2");
  g_assert_cmpstr (proctor_run_setup_get_branch_id (fixture->setup), ==, "b_2");
  /* One that the list doesn't have can be pasted. */
  proctor_picker_row_choose (testing_run_dialog_get_form_child (fixture, "branch_row"), "b_9");
  g_assert_cmpstr (adw_action_row_get_subtitle (testing_run_dialog_get_form_child (fixture, "branch_row")), ==, "b_9 (not known here)");
}

/* Where two agents are called the same, their ids tell them apart. */
static void
test_same_name (TestingRunDialog *fixture,
                gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT ", {\"agent_id\": \"agent_2\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 2}], \"has_more\": false}");
  fixture->setup = proctor_run_setup_new (fixture->session);
  proctor_run_setup_prefer (fixture->setup, "agent_1", NULL);
  proctor_run_setup_add_test (fixture->setup, "test_1", "Greets", NULL);
  fixture->dialog = g_object_ref_sink (proctor_run_dialog_new (fixture->setup));
  adw_dialog_present (fixture->dialog, fixture->window);
  proctor_testing_wait_for ("agents and branches", testing_run_dialog_has_branch, fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (testing_run_dialog_get_form_child (fixture, "agent_row")), ==, "Harbour Hotel · agent_1");
}

/* Enter runs the tests wherever one has chosen; the toggles have Space. */
static void
test_enter_on_toggles (TestingRunDialog *fixture,
                       gconstpointer data)
{
  AdwToggleGroup *toggles;
  g_autoptr (GListModel) controllers = NULL;

  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_answer (fixture, "POST", RUN, 200, STARTED);
  testing_run_dialog_open (fixture);
  proctor_testing_wait_for ("agents and branches", testing_run_dialog_has_branch, fixture);
  toggles = testing_run_dialog_get_form_child (fixture, "repeat_toggles");
  adw_toggle_group_set_active_name (toggles, "3");
  gtk_widget_child_focus (GTK_WIDGET (toggles), GTK_DIR_TAB_FORWARD);
  controllers = gtk_widget_observe_controllers (gtk_widget_get_ancestor (GTK_WIDGET (toggles), ADW_TYPE_PREFERENCES_ROW));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_space, 0, 0, &handled);
      g_assert_false (handled);
      g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &handled);
      g_assert_true (handled);
    }
  proctor_testing_wait_for ("the start", testing_run_dialog_has_started, fixture);
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 1);
}

/* The dialog stays, with what was chosen. */
static void
test_failed (TestingRunDialog *fixture,
             gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  testing_run_dialog_answer (fixture, "POST", RUN, 422, "{\"detail\": \"Too many\"}");
  testing_run_dialog_answer (fixture, "POST", RUN, 200, STARTED);
  testing_run_dialog_open (fixture);
  proctor_testing_wait_for ("agents and branches", testing_run_dialog_has_branch, fixture);
  proctor_run_setup_set_repeat_count (fixture->setup, 5);
  testing_run_dialog_press (fixture);
  proctor_testing_wait_for ("the error", testing_run_dialog_is_choosing_again, fixture);
  g_assert_nonnull (strstr (testing_run_dialog_get_banner (fixture), "Too many"));
  g_assert_cmpstr (testing_run_dialog_get_way_out (fixture), ==, "Try _Again");
  g_assert_cmpfloat (adw_spin_row_get_value (testing_run_dialog_get_form_child (fixture, "repeat_row")), ==, 5);
  testing_run_dialog_take_way_out (fixture);
  proctor_testing_wait_for ("the runs", testing_run_dialog_has_started, fixture);
}

static gboolean
is_lost (gpointer user_data)
{
  TestingRunDialog *fixture = user_data;

  return proctor_run_setup_get_state (fixture->setup) == PROCTOR_RUN_SETUP_LOST && gtk_widget_get_mapped (testing_run_dialog_get_child (fixture, "lost_view"));
}

static void
lose_answer (TestingRunDialog *fixture,
             guint delay_msecs)
{
  g_autofree char *list = g_strdup_printf ("{\"results\": [{\"id\": \"suite_7\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"2 tests\", \"created_at_unix_secs\": %" G_GINT64_FORMAT ","
                                           " \"test_run_count\": 2, \"passed_count\": 0, \"failed_count\": 0, \"pending_count\": 2}], \"has_more\": false}",
                                           g_get_real_time () / G_USEC_PER_SEC);

  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  proctor_testing_server_answer (fixture->server, "POST", RUN, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP, .delay_msecs = delay_msecs });
  testing_run_dialog_answer (fixture, "GET", "/v1/convai/test-invocations", 200, list);
  testing_run_dialog_answer (fixture, "GET", "/v1/convai/test-invocations/suite_7", 200, "{\"id\": \"suite_7\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"test_runs\": ["
                                                                                         "{\"test_run_id\": \"r_1\", \"test_invocation_id\": \"suite_7\", \"agent_id\": \"agent_1\", \"test_id\": \"test_1\", \"status\": \"pending\"},"
                                                                                         "{\"test_run_id\": \"r_2\", \"test_invocation_id\": \"suite_7\", \"agent_id\": \"agent_1\", \"test_id\": \"test_2\", \"status\": \"pending\"}]}");
  testing_run_dialog_open (fixture);
  proctor_testing_wait_for ("agents and branches", testing_run_dialog_has_branch, fixture);
}

static gpointer
get_lost_child (TestingRunDialog *fixture,
                const char *name)
{
  return gtk_widget_get_template_child (testing_run_dialog_get_child (fixture, "lost_view"), PROCTOR_TYPE_RUN_LOST_VIEW, name);
}

/* What was begun is found and offered; nothing is begun twice by itself. */
static void
test_lost (TestingRunDialog *fixture,
           gconstpointer data)
{
  GtkListBoxRow *row;

  lose_answer (fixture, 0);
  testing_run_dialog_press (fixture);
  proctor_testing_wait_for ("what was found", is_lost, fixture);
  g_assert_false (gtk_widget_get_visible (testing_run_dialog_get_child (fixture, "start_button")));
  testing_picture_save (fixture->window, "run-dialog-lost");
  row = gtk_list_box_get_row_at_index (get_lost_child (fixture, "list"), 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "2 tests");
  g_assert_null (fixture->started);
  g_signal_emit_by_name (row, "activated");
  g_assert_cmpstr (fixture->started, ==, "suite_7");
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 1);
}

/* Somebody has closed the dialog and not waited for the answer, which then got lost. */
static void
test_lost_later (TestingRunDialog *fixture,
                 gconstpointer data)
{
  lose_answer (fixture, 300);
  proctor_testing_wait_for ("the checks", testing_run_dialog_has_checked, fixture);
  testing_run_dialog_press (fixture);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_SENDING);
  adw_dialog_close (fixture->dialog);
  proctor_testing_wait_for ("the dialog to go", testing_run_dialog_is_gone, fixture);
  proctor_testing_wait_for ("the dialog to come back", is_lost, fixture);
  g_assert_true (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)) == fixture->dialog);
  g_signal_emit_by_name (get_lost_child (fixture, "look_button"), "clicked");
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_SEARCHING);
  proctor_testing_wait_for ("what was found", is_lost, fixture);
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 1);
}

static void
test_no_agents (TestingRunDialog *fixture,
                gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 401, "{\"detail\": \"no\"}");
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, "{\"agents\": [], \"has_more\": false}");
  testing_run_dialog_open (fixture);
  proctor_testing_wait_for ("the error", testing_run_dialog_is_choosing_again, fixture);
  testing_run_dialog_take_way_out (fixture);
  proctor_testing_wait_for ("no agents", is_empty, fixture);
  g_assert_false (gtk_widget_get_visible (testing_run_dialog_get_child (fixture, "start_button")));
}

/* While the dialog opens it gives the focus away once more, which closes what was opened before. */
static gboolean
press_shows_agents (gpointer user_data)
{
  GtkWidget *row = testing_run_dialog_get_form_child (user_data, "agent_row");
  GtkWidget *popover = GTK_WIDGET (gtk_widget_get_template_child (row, PROCTOR_TYPE_PICKER_ROW, "popover"));

  if (!gtk_widget_get_mapped (popover))
    testing_run_dialog_press (user_data);

  return gtk_widget_get_mapped (popover);
}

/* Of several agents one has to be chosen, which is said, and who presses is shown them. */
static void
test_many_agents (TestingRunDialog *fixture,
                  gconstpointer data)
{
  testing_run_dialog_answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT ", {\"agent_id\": \"agent_2\", \"name\": \"Bank\", \"created_at_unix_secs\": 1}], \"has_more\": false}");
  testing_run_dialog_open (fixture);
  testing_run_dialog_press (fixture);
  proctor_testing_wait_for ("what is missing", testing_run_dialog_is_choosing_again, fixture);
  g_assert_cmpstr (testing_run_dialog_get_banner (fixture), ==, "Choose the agent first");
  g_assert_false (gtk_widget_is_sensitive (testing_run_dialog_get_form_child (fixture, "branch_row")));
  proctor_testing_wait_for ("the focus", is_focused, fixture);
  proctor_testing_wait_for ("the agents", press_shows_agents, fixture);
  testing_picture_save (fixture->window, "run-dialog-agents");
  proctor_picker_row_choose (testing_run_dialog_get_form_child (fixture, "agent_row"), "agent_1");
  g_assert_cmpstr (testing_run_dialog_get_banner (fixture), ==, "");
  proctor_testing_wait_for ("branches", testing_run_dialog_has_branch, fixture);
  g_assert_cmpuint (testing_run_dialog_count_posts (fixture), ==, 0);
}

int
main (int argc,
      char **argv)
{
  const Stroke enter = { GDK_KEY_Return, 0 };
  const Stroke mnemonic = { GDK_KEY_r, GDK_ALT_MASK };

  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();
  /* Nobody waits for what slides. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/run-dialog/early", TestingRunDialog, NULL, testing_run_dialog_set_up, test_early, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/early-key/enter", TestingRunDialog, &enter, testing_run_dialog_set_up, test_early_key, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/early-key/mnemonic", TestingRunDialog, &mnemonic, testing_run_dialog_set_up, test_early_key, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/other-keys", TestingRunDialog, NULL, testing_run_dialog_set_up, test_other_keys, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/early-key/escape", TestingRunDialog, NULL, testing_run_dialog_set_up, test_early_escape, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/choices", TestingRunDialog, NULL, testing_run_dialog_set_up, test_choices, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/same-name", TestingRunDialog, NULL, testing_run_dialog_set_up, test_same_name, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/enter-on-toggles", TestingRunDialog, NULL, testing_run_dialog_set_up, test_enter_on_toggles, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/failed", TestingRunDialog, NULL, testing_run_dialog_set_up, test_failed, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/lost", TestingRunDialog, NULL, testing_run_dialog_set_up, test_lost, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/lost-later", TestingRunDialog, NULL, testing_run_dialog_set_up, test_lost_later, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/no-agents", TestingRunDialog, NULL, testing_run_dialog_set_up, test_no_agents, testing_run_dialog_tear_down);
  g_test_add ("/run-dialog/many-agents", TestingRunDialog, NULL, testing_run_dialog_set_up, test_many_agents, testing_run_dialog_tear_down);

  return g_test_run ();
}
