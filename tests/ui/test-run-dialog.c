/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-dialog.h"
#include "proctor-checks-row.h"
#include "proctor-run-dialog.h"
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
  GtkWidget *window;
  AdwDialog *dialog;
  char *started;
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

static void
started_cb (AdwDialog *dialog,
            const char *invocation_id,
            Fixture *fixture)
{
  fixture->started = g_strdup (invocation_id);
}

static void
open_dialog (Fixture *fixture)
{
  const char *tests[] = { "test_1", "test_2", NULL };

  fixture->dialog = g_object_ref_sink (proctor_run_dialog_new (fixture->session, tests));
  g_signal_connect (fixture->dialog, "started", G_CALLBACK (started_cb), fixture);
  adw_dialog_present (fixture->dialog, fixture->window);
}

static gboolean
can_start (gpointer user_data)
{
  GtkWidget *button = get_child (user_data, "start_button");

  return gtk_widget_is_sensitive (button) && gtk_widget_get_mapped (button);
}

static gboolean
has_started (gpointer user_data)
{
  return ((Fixture *) user_data)->started != NULL;
}

static gboolean
has_error (gpointer user_data)
{
  return adw_banner_get_revealed (get_child (user_data, "error_banner"));
}

static gboolean
is_empty (gpointer user_data)
{
  return g_str_equal (gtk_stack_get_visible_child_name (get_child (user_data, "stack")), "empty");
}

static void
test_start (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *body = NULL;
  const ProctorTestingRequest *last;

  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT "], \"has_more\": false}");
  answer (fixture, "POST", AGENTS "/agent_1/run-tests", 200, "{\"id\": \"suite_1\", \"test_runs\": []}");
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", can_start, fixture);
  adw_spin_row_set_value (get_child (fixture, "repeat_row"), 3);
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "total_label")), ==, "2 tests, 6 runs");

  gtk_widget_activate (get_child (fixture, "start_button"));
  proctor_testing_wait_for ("the runs", has_started, fixture);
  g_assert_cmpstr (fixture->started, ==, "suite_1");

  requests = proctor_testing_server_dup_requests (fixture->server);
  last = g_ptr_array_index (requests, requests->len - 1);
  body = g_strndup (g_bytes_get_data (last->body, NULL), g_bytes_get_size (last->body));
  g_assert_nonnull (strstr (body, "\"repeat_count\":3"));
  g_assert_nonnull (strstr (body, "\"branch_id\":\"b_1\""));
}

/* The dialog stays, with what was chosen. What may have been begun is not begun again by a click. */
static void
test_failed (Fixture *fixture,
             gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT "], \"has_more\": false}");
  answer (fixture, "GET", "/v1/convai/test-invocations", 200, "{\"results\": [], \"has_more\": false}");
  answer (fixture, "POST", AGENTS "/agent_1/run-tests", 422, "{\"detail\": \"Too many\"}");
  proctor_testing_server_answer (fixture->server, "POST", AGENTS "/agent_1/run-tests", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", can_start, fixture);
  adw_spin_row_set_value (get_child (fixture, "repeat_row"), 5);

  gtk_widget_activate (get_child (fixture, "start_button"));
  proctor_testing_wait_for ("the error", has_error, fixture);
  g_assert_nonnull (strstr (adw_banner_get_title (get_child (fixture, "error_banner")), "Too many"));
  g_assert_cmpstr (adw_banner_get_button_label (get_child (fixture, "error_banner")), ==, "Try _Again");
  g_assert_cmpfloat (adw_spin_row_get_value (get_child (fixture, "repeat_row")), ==, 5);

  g_signal_emit_by_name (get_child (fixture, "error_banner"), "button-clicked");
  g_assert_false (has_error (fixture));
  proctor_testing_wait_for ("the other error", has_error, fixture);
  g_assert_cmpstr (adw_banner_get_button_label (get_child (fixture, "error_banner")), ==, "");
  g_assert_null (fixture->started);
}

static void
test_no_agents (Fixture *fixture,
                gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 401, "{\"detail\": \"no\"}");
  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [], \"has_more\": false}");
  open_dialog (fixture);
  proctor_testing_wait_for ("the error", has_error, fixture);
  g_signal_emit_by_name (get_child (fixture, "error_banner"), "button-clicked");
  proctor_testing_wait_for ("no agents", is_empty, fixture);
  g_assert_false (can_start (fixture));
}

static AdwActionRow *
get_checks (Fixture *fixture)
{
  return get_child (fixture, "checks_row");
}

static gboolean
has_checked (gpointer user_data)
{
  AdwActionRow *row = get_checks (user_data);

  return !gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (row), PROCTOR_TYPE_CHECKS_ROW, "spinner")));
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

/* What is wrong with the tests is told, and holds nobody up. */
static void
test_checks (Fixture *fixture,
             gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT "], \"has_more\": false}");
  answer (fixture, "GET", TESTS "/test_1", 200, GOOD);
  answer (fixture, "GET", TESTS "/test_2", 200, BAD);
  open_dialog (fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_checks (fixture))));
  g_assert_false (gtk_widget_get_visible (get_show_button (fixture)));
  proctor_testing_wait_for ("agents and branches", can_start, fixture);
  proctor_testing_wait_for ("the checks", has_checked, fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_checks (fixture)), ==, "1 problem");
  testing_picture_save (fixture->window, "run-dialog-checks");
  g_assert_true (can_start (fixture));

  g_signal_emit_by_name (get_show_button (fixture), "clicked");
  proctor_testing_wait_for ("the list", shows_list, fixture);
  adw_dialog_close (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
  proctor_testing_wait_for ("the list to go", shows_no_list, fixture);
}

static void
test_unchecked (Fixture *fixture,
                gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT "], \"has_more\": false}");
  answer (fixture, "GET", TESTS "/test_1", 200, GOOD);
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", can_start, fixture);
  proctor_testing_wait_for ("the checks", has_checked, fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_checks (fixture)), ==, "Not all could be checked");
  g_assert_true (can_start (fixture));
}

/* A check that is never answered is given up when the tests are run. */
static void
test_slow_checks (Fixture *fixture,
                  gconstpointer data)
{
  answer (fixture, "GET", AGENTS, 200, "{\"agents\": [" AGENT "], \"has_more\": false}");
  answer (fixture, "POST", AGENTS "/agent_1/run-tests", 422, "{\"detail\": \"Too many\"}");
  proctor_testing_server_answer (fixture->server, "GET", TESTS "/test_1", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_server_answer (fixture->server, "GET", TESTS "/test_2", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_dialog (fixture);
  proctor_testing_wait_for ("agents and branches", can_start, fixture);
  gtk_widget_activate (get_child (fixture, "start_button"));
  proctor_testing_wait_for ("the error", has_error, fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_checks (fixture))));
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

  g_test_add ("/run-dialog/start", Fixture, NULL, set_up, test_start, tear_down);
  g_test_add ("/run-dialog/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/run-dialog/no-agents", Fixture, NULL, set_up, test_no_agents, tear_down);
  g_test_add ("/run-dialog/checks", Fixture, NULL, set_up, test_checks, tear_down);
  g_test_add ("/run-dialog/unchecked", Fixture, NULL, set_up, test_unchecked, tear_down);
  g_test_add ("/run-dialog/slow-checks", Fixture, NULL, set_up, test_slow_checks, tear_down);

  return g_test_run ();
}
