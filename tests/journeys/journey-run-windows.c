/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-running.h"
#include "journey-scripted.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

/* Of ten runs with two questions each, one after the other: half of them, and a question waits. */
#define N_ANSWERED 10
#define N_ASKED (N_ANSWERED + 1)

#define SUITE JOURNEY_SCRIPTED_RUNS "/suite_1"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* Both windows show it, each where the other can't be seen. */
static void
see_in_both (ProctorTestingApp *app,
             const char *text)
{
  see (app, ATSPI_ROLE_LABEL, text);
  proctor_testing_app_switch_window (app);
  see (app, ATSPI_ROLE_LABEL, text);
}

static void
wait_for_end_in_both (ProctorTestingApp *app)
{
  for (guint i = 0; i < 2; i++)
    {
      proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
      see (app, ATSPI_ROLE_LABEL, "100 % passed (*");
      proctor_testing_app_switch_window (app);
    }
}

/* Two windows show the same, and both go on until it has ended. */
static void
test_live (void)
{
  g_autoptr (EngineStub) stub = engine_stub_new (0, 0);
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  journey_running_use_model (app, stub);
  engine_stub_hold (stub, 0);
  journey_running_choose_two (app);
  journey_running_start (app, "5×", "2 tests, 10 runs");
  proctor_testing_app_open_window (app);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "2 tests*");
  see_in_both (app, "0 of 10 runs have ended*");

  engine_stub_hold (stub, N_ANSWERED);
  journey_running_wait_until_held (stub, N_ASKED);
  see_in_both (app, "5 of 10 runs have ended*");
  proctor_testing_app_save_picture (app, "run-second-window");

  engine_stub_let_go (stub);
  wait_for_end_in_both (app);
  proctor_testing_app_quit (app);
}

/* What the server says of two runs. */
static void
set_runs (ProctorTestingServer *server,
          gint64 created_at,
          guint n_passed)
{
  g_autofree char *list = g_strdup_printf ("{\"results\": [{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"" JOURNEY_SCRIPTED_TEST "\", \"created_at_unix_secs\": %" G_GINT64_FORMAT ","
                                           " \"test_run_count\": 2, \"passed_count\": %u, \"failed_count\": 0, \"pending_count\": %u}], \"has_more\": false}",
                                           created_at, n_passed, 2 - n_passed);
  g_autoptr (GString) body = g_string_new ("{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"repeat_count\": 2, \"test_runs\": [");

  for (guint i = 0; i < 2; i++)
    g_string_append_printf (body, "%s{\"test_run_id\": \"r_%u\", \"test_invocation_id\": \"suite_1\", \"agent_id\": \"agent_1\", \"test_id\": \"t1\", \"test_name\": \"" JOURNEY_SCRIPTED_TEST "\","
                                  " \"repetition_index\": %u, %s}",
                            i > 0 ? ", " : "", i, i,
                            i < n_passed ? "\"status\": \"passed\", \"condition_result\": {\"result\": \"success\"}" : "\"status\": \"pending\"");
  g_string_append (body, "]}");
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS, list);
  journey_scripted_answer (server, SUITE, body->str);
}

static guint
count_bodies (ProctorTestingServer *server)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (server);
  guint n_bodies = 0;

  for (guint i = 0; i < requests->len; i++)
    n_bodies += g_str_equal (((const ProctorTestingRequest *) g_ptr_array_index (requests, i))->path, SUITE) ? 1 : 0;

  return n_bodies;
}

/* When the workspace was opened, and when somebody looked. */
static gboolean
was_looked_at (gpointer server)
{
  return count_bodies (server) >= 2;
}

/* Returns: how often all of what is run was fetched while it went on */
static guint
watch_to_the_end (guint n_windows)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint n_before;

  set_runs (server, now, 0);
  journey_scripted_connect (app, server);
  proctor_testing_app_press (app, "<Control>2");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, JOURNEY_SCRIPTED_TEST "*");
  see (app, ATSPI_ROLE_LABEL, "0 of 2 runs have ended*");
  if (n_windows > 1)
    {
      proctor_testing_app_open_window (app);
      proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, JOURNEY_SCRIPTED_TEST "*");
      see_in_both (app, "0 of 2 runs have ended*");
    }

  proctor_testing_wait_for ("what is looked at to be fetched", was_looked_at, server);
  n_before = count_bodies (server);
  set_runs (server, now, 1);
  proctor_testing_app_press (app, "F5");
  see (app, ATSPI_ROLE_LABEL, "1 of 2 runs have ended*");
  if (n_windows > 1)
    see_in_both (app, "1 of 2 runs have ended*");
  set_runs (server, now, 2);
  proctor_testing_app_press (app, "F5");
  if (n_windows > 1)
    wait_for_end_in_both (app);
  else
    proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  proctor_testing_app_quit (app);

  return count_bodies (server) - n_before;
}

/* Two windows ask a server for no more than one does. */
static void
test_requests (void)
{
  guint n_alone = watch_to_the_end (1);

  g_assert_cmpuint (n_alone, >=, 2);
  g_assert_cmpuint (watch_to_the_end (2), ==, n_alone);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/run-windows/live", test_live);
  g_test_add_func ("/journey/run-windows/requests", test_requests);

  return g_test_run ();
}
