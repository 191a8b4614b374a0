/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-dialog.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-ui.h"

#include <string.h>

#define AGENTS "/v1/convai/agents"
#define AGENT "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 1, \"main_branch_id\": \"b_1\"}"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
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
  answer (fixture, "GET", AGENTS "/agent_1", 200, AGENT);
  answer (fixture, "GET", AGENTS "/agent_1/branches", 200, "{\"results\": [{\"id\": \"b_2\", \"name\": \"Late\"}, {\"id\": \"b_1\", \"name\": \"Main\"}]}");
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  adw_dialog_force_close (fixture->dialog);
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
  adw_dialog_present (fixture->dialog, NULL);
}

static gboolean
can_start (gpointer user_data)
{
  return gtk_widget_is_sensitive (get_child (user_data, "start_button"));
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

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  g_test_add ("/run-dialog/start", Fixture, NULL, set_up, test_start, tear_down);
  g_test_add ("/run-dialog/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/run-dialog/no-agents", Fixture, NULL, set_up, test_no_agents, tear_down);

  return g_test_run ();
}
