/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-running.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

/* Of ten runs with two questions each, one after the other: half of them, and a question waits. */
#define N_RUNS 10
#define N_ANSWERED 10
#define N_ASKED (N_ANSWERED + 1)

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static char *
find_agent (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) answer = journey_workspace_ask (app, "GET", "/v1/convai/agents", NULL, NULL);
  JsonArray *agents = json_object_get_array_member (json_node_get_object (answer), "agents");

  return g_strdup (json_object_get_string_member (json_array_get_object_element (agents, 0), "agent_id"));
}

/* As somebody does it in a shell, or a script at night. */
static GSubprocess *
start_in_terminal (ProctorTestingApp *app)
{
  g_autofree char *socket = journey_workspace_dup_socket (app);
  g_autofree char *url = g_strconcat ("unix:", socket, NULL);
  g_autofree char *agent = find_agent (app);
  g_autofree char *refund = journey_workspace_find (app, JOURNEY_RUNNING_REFUND);
  g_autofree char *hours = journey_workspace_find (app, JOURNEY_RUNNING_HOURS);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "PROCTOR_BASE_URL", url, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PROCTOR_TEST_CTL"), "run", "--agent", agent, "--test", refund, "--test", hours, "--repeat", "5", NULL);
  g_assert_no_error (error);

  return process;
}

static void
check_terminal (GSubprocess *process)
{
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, &error);
  g_assert_no_error (error);
  g_test_message ("%s%s", output, errors);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

/* What was started elsewhere is in the list when one asks what is new, and can be watched like one's own. */
static void
test_watched (void)
{
  g_autoptr (EngineStub) stub = engine_stub_new (0, 0);
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (GSubprocess) process = NULL;
  guint n_runs, n_pending;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  journey_running_use_model (app, stub);
  proctor_testing_app_press (app, "<Control>2");
  see (app, ATSPI_ROLE_LABEL, "No Runs");

  engine_stub_hold (stub, N_ANSWERED);
  process = start_in_terminal (app);
  journey_running_wait_until_held (stub, N_ASKED);
  proctor_testing_app_press (app, "F5");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "2 tests*");
  see (app, ATSPI_ROLE_LABEL, "5 of 10 runs have ended*");
  see (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  proctor_testing_app_save_picture (app, "run-from-terminal");

  engine_stub_let_go (stub);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  see (app, ATSPI_ROLE_LABEL, "100 % passed (*");
  check_terminal (process);
  g_assert_cmpuint (journey_running_count (app, &n_runs, &n_pending), ==, 1);
  g_assert_cmpuint (n_runs, ==, N_RUNS);
  g_assert_cmpuint (n_pending, ==, 0);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/run-terminal/watched", test_watched);

  return g_test_run ();
}
