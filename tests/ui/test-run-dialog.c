/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-dialog.h"
#include "proctor-checks-row.h"
#include "proctor-picker-row.h"
#include "proctor-run-chips.h"
#include "proctor-run-dialog.h"
#include "proctor-run-form.h"
#include "proctor-run-lost-view.h"
#include "proctor-run-override-page.h"
#include "proctor-run-tests-page.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-ui.h"
#include "testing-picture.h"

#include <string.h>

#define AGENTS "/v1/convai/agents"
#define AGENT "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 1, \"main_branch_id\": \"b_1\"}"
#define TESTS "/v1/convai/agent-testing"
#define TURN "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hello\", \"time_in_call_secs\": 0}]"
#define GOOD "{\"id\": \"test_1\", \"name\": \"Greets\", \"type\": \"llm\", \"success_condition\": \"It greets.\", " TURN "}"
#define BAD "{\"id\": \"test_2\", \"name\": \"Says nothing\", \"type\": \"llm\", \"success_condition\": \"\", " TURN "}"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorRunSetup *setup;
  GtkWidget *window;
  AdwDialog *dialog;
  char *started;
  guint n_started;
} Fixture;

static void
answer (Fixture *fixture,
        const char *method,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (fixture->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
  fixture->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 480, 560);
  gtk_window_present (GTK_WINDOW (fixture->window));
  answer (fixture, "GET", AGENTS "/agent_1", 200, AGENT);
  answer (fixture, "GET", AGENTS "/agent_1/branches", 200, "{\"results\": [{\"id\": \"b_2\", \"name\": \"Late\"}, {\"id\": \"b_1\", \"name\": \"Main\"}]}");
}

static gboolean
has_no_dialog (gpointer user_data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) user_data)->window)) == NULL;
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  adw_dialog_force_close (fixture->dialog);
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->dialog));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->setup));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->started, g_free);
}

static gpointer
get_child (Fixture *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), PROCTOR_TYPE_RUN_DIALOG, name);
}

static gpointer
get_form_child (Fixture *fixture,
                const char *name)
{
  return gtk_widget_get_template_child (get_child (fixture, "form"), PROCTOR_TYPE_RUN_FORM, name);
}

static void
started_cb (AdwDialog *dialog,
            const char *invocation_id,
            Fixture *fixture)
{
  fixture->n_started++;
  g_free (fixture->started);
  fixture->started = g_strdup (invocation_id);
}

static void
open_dialog_with (Fixture *fixture,
                  guint n_tests)
{
  fixture->setup = proctor_run_setup_new (fixture->session);
  for (guint i = 0; i < n_tests; i++)
    {
      g_autofree char *id = g_strdup_printf ("test_%u", i + 1);
      g_autofree char *name = g_strdup_printf ("Test number %u", i + 1);

      proctor_run_setup_add_test (fixture->setup, id, name, NULL);
    }
  fixture->dialog = g_object_ref_sink (proctor_run_dialog_new (fixture->setup));
  g_signal_connect (fixture->dialog, "started", G_CALLBACK (started_cb), fixture);
  adw_dialog_present (fixture->dialog, fixture->window);
}

static void
open_dialog (Fixture *fixture)
{
  open_dialog_with (fixture, 2);
}

static gboolean
has_branch (gpointer user_data)
{
  Fixture *fixture = user_data;

  return proctor_run_setup_get_branch_id (fixture->setup) != NULL && gtk_widget_get_mapped (get_child (fixture, "start_button"));
}

static gboolean
has_started (gpointer user_data)
{
  return ((Fixture *) user_data)->started != NULL;
}

static const char *
get_banner (Fixture *fixture)
{
  AdwBanner *banner = get_child (fixture, "banner");

  return adw_banner_get_revealed (banner) ? adw_banner_get_title (banner) : "";
}

static const char *
get_way_out (Fixture *fixture)
{
  const char *label = adw_banner_get_button_label (get_child (fixture, "banner"));

  return label != NULL ? label : "";
}

static void
take_way_out (Fixture *fixture)
{
  g_signal_emit_by_name (get_child (fixture, "banner"), "button-clicked");
}

static gboolean
is_choosing_again (gpointer user_data)
{
  Fixture *fixture = user_data;

  return proctor_run_setup_get_state (fixture->setup) == PROCTOR_RUN_SETUP_CHOOSING && get_banner (fixture)[0] != '\0';
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "stack"));
}

static gboolean
is_empty (gpointer user_data)
{
  return g_str_equal (get_page (user_data), "empty");
}

static guint
count_posts (Fixture *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n_posts = 0;

  for (guint i = 0; i < requests->len; i++)
    n_posts += g_str_equal (((const ProctorTestingRequest *) g_ptr_array_index (requests, i))->method, "POST") ? 1 : 0;

  return n_posts;
}

static void
press (Fixture *fixture)
{
  /* Before the window is there a button can't be activated. */
  if (gtk_widget_is_sensitive (get_child (fixture, "start_button")))
    g_signal_emit_by_name (get_child (fixture, "start_button"), "clicked");
}

/* As the window hears a key. */
static void
type (Fixture *fixture,
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
  Fixture *fixture = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->dialog));
}

#define ONE_AGENT "{\"agents\": [" AGENT "], \"has_more\": false}"
#define STARTED "{\"id\": \"suite_1\", \"test_runs\": []}"
#define RUN AGENTS "/agent_1/run-tests"

/* Nothing is known yet when it is pressed, and then once more: it is run, once. */
static void
test_early (Fixture *fixture,
            gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  answer (fixture, "POST", RUN, 200, STARTED);
  open_dialog (fixture);
  g_assert_true (gtk_widget_is_sensitive (get_child (fixture, "start_button")));
  press (fixture);
  press (fixture);
  g_assert_nonnull (strstr (get_banner (fixture), "as soon as possible"));
  proctor_testing_wait_for ("the runs", has_started, fixture);
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, fixture);
  g_assert_cmpstr (fixture->started, ==, "suite_1");
  g_assert_cmpuint (fixture->n_started, ==, 1);
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

typedef struct
{
  guint key;
  GdkModifierType modifiers;
} Stroke;

/* Somebody is faster than the dialog, in which nothing has the focus yet. */
static void
test_early_key (Fixture *fixture,
                gconstpointer data)
{
  const Stroke *stroke = data;

  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  answer (fixture, "POST", RUN, 200, STARTED);
  open_dialog (fixture);
  g_assert_false (is_focused (fixture));
  type (fixture, stroke->key, stroke->modifiers);
  type (fixture, stroke->key, stroke->modifiers);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_WAITING);
  proctor_testing_wait_for ("the runs", has_started, fixture);
  g_assert_cmpuint (fixture->n_started, ==, 1);
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

/* Other keys start nothing, and once something has the focus the dialog's own keys are heard only. */
static void
test_other_keys (Fixture *fixture,
                 gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  open_dialog (fixture);
  type (fixture, GDK_KEY_r, 0);
  type (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_CHOOSING);
  proctor_testing_wait_for ("the focus", is_focused, fixture);
  type (fixture, GDK_KEY_Return, 0);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_CHOOSING);
}

static void
test_early_escape (Fixture *fixture,
                   gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  open_dialog (fixture);
  type (fixture, GDK_KEY_Return, 0);
  type (fixture, GDK_KEY_Escape, 0);
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, fixture);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_CHOOSING);
  g_assert_cmpuint (count_posts (fixture), ==, 0);
}

static void
test_choices (Fixture *fixture,
              gconstpointer data)
{
  AdwSpinRow *repeat;
  AdwToggleGroup *toggles;

  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", has_branch, fixture);
  repeat = get_form_child (fixture, "repeat_row");
  toggles = get_form_child (fixture, "repeat_toggles");
  adw_toggle_group_set_active_name (toggles, "15");
  g_assert_cmpfloat (adw_spin_row_get_value (repeat), ==, 15);
  g_assert_cmpstr (gtk_label_get_label (get_form_child (fixture, "total_label")), ==, "2 tests, 30 runs");
  adw_spin_row_set_value (repeat, 4);
  g_assert_null (adw_toggle_group_get_active_name (toggles));
  g_assert_cmpstr (gtk_label_get_label (get_form_child (fixture, "total_label")), ==, "2 tests, 8 runs");
  g_assert_cmpstr (adw_action_row_get_subtitle (get_form_child (fixture, "branch_row")), ==, "Main · Main branch");
  g_assert_cmpstr (adw_action_row_get_subtitle (get_form_child (fixture, "agent_row")), ==, "Harbour Hotel");

  proctor_picker_row_choose (get_form_child (fixture, "branch_row"), "b_2");
  g_assert_cmpstr (proctor_run_setup_get_branch_id (fixture->setup), ==, "b_2");
  /* One that the list doesn't have can be pasted. */
  proctor_picker_row_choose (get_form_child (fixture, "branch_row"), "b_9");
  g_assert_cmpstr (adw_action_row_get_subtitle (get_form_child (fixture, "branch_row")), ==, "b_9 (not known here)");
}

/* Where two agents are called the same, their ids tell them apart. */
static void
test_same_name (Fixture *fixture,
                gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT ", {\"agent_id\": \"agent_2\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 2}], \"has_more\": false}");
  fixture->setup = proctor_run_setup_new (fixture->session);
  proctor_run_setup_prefer (fixture->setup, "agent_1", NULL);
  proctor_run_setup_add_test (fixture->setup, "test_1", "Greets", NULL);
  fixture->dialog = g_object_ref_sink (proctor_run_dialog_new (fixture->setup));
  adw_dialog_present (fixture->dialog, fixture->window);
  proctor_testing_wait_for ("agents and branches", has_branch, fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_form_child (fixture, "agent_row")), ==, "Harbour Hotel · agent_1");
}

/* Enter runs the tests wherever one has chosen; the toggles have Space. */
static void
test_enter_on_toggles (Fixture *fixture,
                       gconstpointer data)
{
  AdwToggleGroup *toggles;
  g_autoptr (GListModel) controllers = NULL;

  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  answer (fixture, "POST", RUN, 200, STARTED);
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", has_branch, fixture);
  toggles = get_form_child (fixture, "repeat_toggles");
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
  proctor_testing_wait_for ("the start", has_started, fixture);
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

/* The dialog stays, with what was chosen. */
static void
test_failed (Fixture *fixture,
             gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  answer (fixture, "POST", RUN, 422, "{\"detail\": \"Too many\"}");
  answer (fixture, "POST", RUN, 200, STARTED);
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", has_branch, fixture);
  proctor_run_setup_set_repeat_count (fixture->setup, 5);
  press (fixture);
  proctor_testing_wait_for ("the error", is_choosing_again, fixture);
  g_assert_nonnull (strstr (get_banner (fixture), "Too many"));
  g_assert_cmpstr (get_way_out (fixture), ==, "Try _Again");
  g_assert_cmpfloat (adw_spin_row_get_value (get_form_child (fixture, "repeat_row")), ==, 5);
  take_way_out (fixture);
  proctor_testing_wait_for ("the runs", has_started, fixture);
}

static gboolean
is_lost (gpointer user_data)
{
  Fixture *fixture = user_data;

  return proctor_run_setup_get_state (fixture->setup) == PROCTOR_RUN_SETUP_LOST && gtk_widget_get_mapped (get_child (fixture, "lost_view"));
}

static void
lose_answer (Fixture *fixture,
             guint delay_msecs)
{
  g_autofree char *list = g_strdup_printf ("{\"results\": [{\"id\": \"suite_7\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"2 tests\", \"created_at_unix_secs\": %" G_GINT64_FORMAT ","
                                           " \"test_run_count\": 2, \"passed_count\": 0, \"failed_count\": 0, \"pending_count\": 2}], \"has_more\": false}",
                                           g_get_real_time () / G_USEC_PER_SEC);

  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  proctor_testing_server_answer (fixture->server, "POST", RUN, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP, .delay_msecs = delay_msecs });
  answer (fixture, "GET", "/v1/convai/test-invocations", 200, list);
  answer (fixture, "GET", "/v1/convai/test-invocations/suite_7", 200, "{\"id\": \"suite_7\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"test_runs\": ["
                                                                      "{\"test_run_id\": \"r_1\", \"test_invocation_id\": \"suite_7\", \"agent_id\": \"agent_1\", \"test_id\": \"test_1\", \"status\": \"pending\"},"
                                                                      "{\"test_run_id\": \"r_2\", \"test_invocation_id\": \"suite_7\", \"agent_id\": \"agent_1\", \"test_id\": \"test_2\", \"status\": \"pending\"}]}");
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", has_branch, fixture);
}

static gpointer
get_lost_child (Fixture *fixture,
                const char *name)
{
  return gtk_widget_get_template_child (get_child (fixture, "lost_view"), PROCTOR_TYPE_RUN_LOST_VIEW, name);
}

/* What was begun is found and offered; nothing is begun twice by itself. */
static void
test_lost (Fixture *fixture,
           gconstpointer data)
{
  GtkListBoxRow *row;

  lose_answer (fixture, 0);
  press (fixture);
  proctor_testing_wait_for ("what was found", is_lost, fixture);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "start_button")));
  testing_picture_save (fixture->window, "run-dialog-lost");
  row = gtk_list_box_get_row_at_index (get_lost_child (fixture, "list"), 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "2 tests");
  g_assert_null (fixture->started);
  g_signal_emit_by_name (row, "activated");
  g_assert_cmpstr (fixture->started, ==, "suite_7");
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

static gboolean
has_checked (gpointer user_data)
{
  ProctorRunChecks *checks = proctor_run_setup_get_checks (((Fixture *) user_data)->setup);

  return proctor_run_checks_get_job (checks) != NULL && !proctor_run_checks_is_running (checks);
}

/* Somebody has closed the dialog and not waited for the answer, which then got lost. */
static void
test_lost_later (Fixture *fixture,
                 gconstpointer data)
{
  lose_answer (fixture, 300);
  proctor_testing_wait_for ("the checks", has_checked, fixture);
  press (fixture);
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_SENDING);
  adw_dialog_close (fixture->dialog);
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, fixture);
  proctor_testing_wait_for ("the dialog to come back", is_lost, fixture);
  g_assert_true (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)) == fixture->dialog);
  g_signal_emit_by_name (get_lost_child (fixture, "look_button"), "clicked");
  g_assert_cmpint (proctor_run_setup_get_state (fixture->setup), ==, PROCTOR_RUN_SETUP_SEARCHING);
  proctor_testing_wait_for ("what was found", is_lost, fixture);
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

static void
test_no_agents (Fixture *fixture,
                gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 401, "{\"detail\": \"no\"}");
  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [], \"has_more\": false}");
  open_dialog (fixture);
  proctor_testing_wait_for ("the error", is_choosing_again, fixture);
  take_way_out (fixture);
  proctor_testing_wait_for ("no agents", is_empty, fixture);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "start_button")));
}

/* While the dialog opens it gives the focus away once more, which closes what was opened before. */
static gboolean
press_shows_agents (gpointer user_data)
{
  GtkWidget *row = get_form_child (user_data, "agent_row");
  GtkWidget *popover = GTK_WIDGET (gtk_widget_get_template_child (row, PROCTOR_TYPE_PICKER_ROW, "popover"));

  if (!gtk_widget_get_mapped (popover))
    press (user_data);

  return gtk_widget_get_mapped (popover);
}

/* Of several agents one has to be chosen, which is said, and who presses is shown them. */
static void
test_many_agents (Fixture *fixture,
                  gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT ", {\"agent_id\": \"agent_2\", \"name\": \"Bank\", \"created_at_unix_secs\": 1}], \"has_more\": false}");
  open_dialog (fixture);
  press (fixture);
  proctor_testing_wait_for ("what is missing", is_choosing_again, fixture);
  g_assert_cmpstr (get_banner (fixture), ==, "Choose the agent first");
  g_assert_false (gtk_widget_is_sensitive (get_form_child (fixture, "branch_row")));
  proctor_testing_wait_for ("the focus", is_focused, fixture);
  proctor_testing_wait_for ("the agents", press_shows_agents, fixture);
  testing_picture_save (fixture->window, "run-dialog-agents");
  proctor_picker_row_choose (get_form_child (fixture, "agent_row"), "agent_1");
  g_assert_cmpstr (get_banner (fixture), ==, "");
  proctor_testing_wait_for ("branches", has_branch, fixture);
  g_assert_cmpuint (count_posts (fixture), ==, 0);
}

static AdwActionRow *
get_checks (Fixture *fixture)
{
  return get_form_child (fixture, "checks_row");
}

static gboolean
is_checking (gpointer user_data)
{
  return proctor_run_checks_is_running (proctor_run_setup_get_checks (((Fixture *) user_data)->setup));
}

static GtkWidget *
get_show_button (Fixture *fixture)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (get_checks (fixture)), PROCTOR_TYPE_CHECKS_ROW, "show_button"));
}

static gboolean
shows_list (gpointer user_data)
{
  Fixture *fixture = user_data;

  return PROCTOR_IS_CHECK_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
}

static gboolean
shows_no_list (gpointer user_data)
{
  return !shows_list (user_data);
}

/* What is wrong with a test is told, and stops it until the test is left out. */
static void
test_checks (Fixture *fixture,
             gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  answer (fixture, "GET", TESTS "/test_1", 200, GOOD);
  answer (fixture, "GET", TESTS "/test_2", 200, BAD);
  answer (fixture, "POST", RUN, 200, STARTED);
  open_dialog (fixture);
  press (fixture);
  proctor_testing_wait_for ("the problem", is_choosing_again, fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_checks (fixture)), ==, "1 problem");
  g_assert_cmpstr (get_banner (fixture), ==, "1 test has a problem that has to be mended first");
  g_assert_cmpstr (get_way_out (fixture), ==, "_Leave Out");
  testing_picture_save (fixture->window, "run-dialog-checks");
  g_assert_cmpuint (count_posts (fixture), ==, 0);

  g_signal_emit_by_name (get_show_button (fixture), "clicked");
  proctor_testing_wait_for ("the list", shows_list, fixture);
  adw_dialog_close (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
  proctor_testing_wait_for ("the list to go", shows_no_list, fixture);

  take_way_out (fixture);
  g_assert_cmpstr (gtk_label_get_label (get_form_child (fixture, "total_label")), ==, "1 test, 1 run");
  press (fixture);
  proctor_testing_wait_for ("the runs", has_started, fixture);
}

static void
test_unchecked (Fixture *fixture,
                gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  answer (fixture, "GET", TESTS "/test_1", 200, GOOD);
  answer (fixture, "POST", RUN, 200, STARTED);
  open_dialog (fixture);
  proctor_testing_wait_for ("the checks", has_checked, fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_checks (fixture)), ==, "Not all could be checked");
  press (fixture);
  proctor_testing_wait_for ("the runs", has_started, fixture);
}

/* A check that is never answered need not be waited for. */
static void
test_slow_checks (Fixture *fixture,
                  gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  answer (fixture, "POST", RUN, 200, STARTED);
  proctor_testing_server_answer (fixture->server, "GET", TESTS "/test_1", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_server_answer (fixture->server, "GET", TESTS "/test_2", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_dialog (fixture);
  proctor_testing_wait_for ("the checks to begin", is_checking, fixture);
  press (fixture);
  g_assert_cmpstr (get_way_out (fixture), ==, "_Skip Checks");
  take_way_out (fixture);
  proctor_testing_wait_for ("the runs", has_started, fixture);
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

static GtkWidget *
get_chips (Fixture *fixture)
{
  return gtk_widget_get_first_child (get_form_child (fixture, "chips"));
}

static guint
count_chips (Fixture *fixture)
{
  guint n_chips = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (get_chips (fixture)); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    n_chips++;

  return n_chips;
}

static gboolean
shows_tests (gpointer user_data)
{
  return g_strcmp0 (adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (get_child (user_data, "navigation"))), "tests") == 0;
}

/* Few tests are chips, many are a list, which can be searched; each can be left out. */
static void
test_tests (Fixture *fixture,
            gconstpointer data)
{
  GtkWidget *page, *chip;
  GListModel *rows;

  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  open_dialog_with (fixture, 40);
  proctor_testing_wait_for ("agents and branches", has_branch, fixture);
  g_assert_cmpuint (count_chips (fixture), ==, 12);
  chip = gtk_widget_get_first_child (get_chips (fixture));
  g_signal_emit_by_name (gtk_widget_get_last_child (chip), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_run_setup_get_tests (fixture->setup)), ==, 39);
  g_assert_cmpstr (adw_preferences_row_get_title (get_form_child (fixture, "tests_row")), ==, "39 tests");

  g_signal_emit_by_name (gtk_widget_get_last_child (get_chips (fixture)), "clicked");
  proctor_testing_wait_for ("the tests", shows_tests, fixture);
  page = get_child (fixture, "tests_page");
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
  return proctor_run_setup_get_override (((Fixture *) user_data)->setup) != NULL;
}

static gboolean
has_override_problem (gpointer user_data)
{
  return proctor_run_setup_get_override_problem (((Fixture *) user_data)->setup) != NULL;
}

static void
test_override (Fixture *fixture,
               gconstpointer data)
{
  GtkWidget *page;
  GtkTextView *view;

  answer (fixture, "GET", AGENTS, 200, ONE_AGENT);
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", has_branch, fixture);
  adw_navigation_view_push_by_tag (get_child (fixture, "navigation"), "override");
  page = get_child (fixture, "override_page");
  view = GTK_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_OVERRIDE_PAGE, "scroller"))));
  g_signal_emit_by_name (gtk_widget_get_template_child (page, PROCTOR_TYPE_RUN_OVERRIDE_PAGE, "fetch_button"), "clicked");
  proctor_testing_wait_for ("the agent's own", has_override, fixture);
  g_assert_nonnull (strstr (proctor_run_setup_get_override (fixture->setup), "platform_settings"));
  g_assert_cmpstr (adw_action_row_get_subtitle (get_form_child (fixture, "override_row")), ==, "Another one, for these runs only");
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
  const Stroke enter = { GDK_KEY_Return, 0 };
  const Stroke mnemonic = { GDK_KEY_r, GDK_ALT_MASK };

  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();
  /* Nobody waits for what slides. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/run-dialog/early", Fixture, NULL, set_up, test_early, tear_down);
  g_test_add ("/run-dialog/early-key/enter", Fixture, &enter, set_up, test_early_key, tear_down);
  g_test_add ("/run-dialog/early-key/mnemonic", Fixture, &mnemonic, set_up, test_early_key, tear_down);
  g_test_add ("/run-dialog/other-keys", Fixture, NULL, set_up, test_other_keys, tear_down);
  g_test_add ("/run-dialog/early-key/escape", Fixture, NULL, set_up, test_early_escape, tear_down);
  g_test_add ("/run-dialog/choices", Fixture, NULL, set_up, test_choices, tear_down);
  g_test_add ("/run-dialog/same-name", Fixture, NULL, set_up, test_same_name, tear_down);
  g_test_add ("/run-dialog/enter-on-toggles", Fixture, NULL, set_up, test_enter_on_toggles, tear_down);
  g_test_add ("/run-dialog/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/run-dialog/lost", Fixture, NULL, set_up, test_lost, tear_down);
  g_test_add ("/run-dialog/lost-later", Fixture, NULL, set_up, test_lost_later, tear_down);
  g_test_add ("/run-dialog/no-agents", Fixture, NULL, set_up, test_no_agents, tear_down);
  g_test_add ("/run-dialog/many-agents", Fixture, NULL, set_up, test_many_agents, tear_down);
  g_test_add ("/run-dialog/checks", Fixture, NULL, set_up, test_checks, tear_down);
  g_test_add ("/run-dialog/unchecked", Fixture, NULL, set_up, test_unchecked, tear_down);
  g_test_add ("/run-dialog/slow-checks", Fixture, NULL, set_up, test_slow_checks, tear_down);
  g_test_add ("/run-dialog/tests", Fixture, NULL, set_up, test_tests, tear_down);
  g_test_add ("/run-dialog/override", Fixture, NULL, set_up, test_override, tear_down);

  return g_test_run ();
}
