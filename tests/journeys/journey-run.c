/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-scripted.h"
#include "journey-workspace.h"
#include "proctor-testing-app.h"
#include "proctor-testing.h"

#define SHOWER "Sees to a broken shower"
#define SAMPLE_REFUND "Promises no refund"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* How many invocations the engine has, and how often each test is run in the newest. */
static gint64
count_invocations (ProctorTestingApp *app,
                   gint64 *n_runs)
{
  guint status;
  g_autoptr (JsonNode) answer = journey_workspace_ask (app, "GET", "/v1/convai/test-invocations?page_size=100", NULL, &status);
  JsonArray *results;

  g_assert_cmpuint (status, ==, 200);
  results = json_object_get_array_member (json_node_get_object (answer), "results");
  *n_runs = 0;
  for (guint i = 0; i < json_array_get_length (results); i++)
    *n_runs += json_object_get_int_member (json_array_get_object_element (results, i), "test_run_count");

  return json_array_get_length (results);
}

typedef struct
{
  ProctorTestingApp *app;
  gint64 n_wanted;
} Waiting;

static gboolean
has_invocations (gpointer user_data)
{
  Waiting *waiting = user_data;
  gint64 n_runs;

  return count_invocations (waiting->app, &n_runs) >= waiting->n_wanted;
}

static void
wait_for_invocations (ProctorTestingApp *app,
                      gint64 n_wanted)
{
  Waiting waiting = { app, n_wanted };

  proctor_testing_wait_for ("the tests to be started", has_invocations, &waiting);
}

/* Enter is pressed before the dialog can know anything, and then once more. Both are about one run. */
static void
test_one_press (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  gint64 n_runs;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, SHOWER);
  g_assert_cmpint (count_invocations (app, &n_runs), ==, 0);
  see (app, ATSPI_ROLE_HEADING, "Expectation");
  proctor_testing_app_press (app, "<Control>r Return Return");
  wait_for_invocations (app, 1);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Cancel");
  g_assert_cmpint (count_invocations (app, &n_runs), ==, 1);
  g_assert_cmpint (n_runs, ==, 1);

  /* The other key, and what was chosen the last time is still chosen. */
  proctor_testing_app_press (app, "<Control>r <Alt>r");
  wait_for_invocations (app, 2);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Cancel");
  g_assert_cmpint (count_invocations (app, &n_runs), ==, 2);
  g_assert_cmpint (n_runs, ==, 2);
  proctor_testing_app_quit (app);
}

static guint
count_starts (ProctorTestingServer *server)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (server);
  guint n_starts = 0;

  for (guint i = 0; i < requests->len; i++)
    n_starts += g_str_has_suffix (((const ProctorTestingRequest *) g_ptr_array_index (requests, i))->path, "/run-tests") ? 1 : 0;

  return n_starts;
}

/* The answer gets lost. What was begun is found once the server shows it, and nothing is begun twice. */
static void
test_lost (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autofree char *list = NULL;

  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS, "{\"results\": [], \"has_more\": false}");
  proctor_testing_server_answer (server, "POST", JOURNEY_SCRIPTED_AGENTS "/agent_1/run-tests", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
  journey_scripted_connect (app, server);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, JOURNEY_SCRIPTED_TEST);
  see (app, ATSPI_ROLE_HEADING, "Expectation");
  proctor_testing_app_press (app, "<Control>r Return");
  see (app, ATSPI_ROLE_LABEL, "No Answer From the Server");
  g_assert_cmpuint (count_starts (server), ==, 1);

  list = g_strdup_printf ("{\"results\": [{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"" JOURNEY_SCRIPTED_TEST "\", \"created_at_unix_secs\": %" G_GINT64_FORMAT ","
                          " \"test_run_count\": 1, \"passed_count\": 0, \"failed_count\": 0, \"pending_count\": 1}], \"has_more\": false}",
                          g_get_real_time () / G_USEC_PER_SEC);
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS "?page_size=100", list);
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS "/suite_1", "{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"test_runs\": ["
                                                                     "{\"test_run_id\": \"r_1\", \"test_invocation_id\": \"suite_1\", \"agent_id\": \"agent_1\", \"test_id\": \"t1\", \"status\": \"pending\"}]}");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Look Again");
  see (app, ATSPI_ROLE_LABEL, "They Seem to Be Running");
  proctor_testing_app_save_picture (app, "run-lost");
  proctor_testing_app_press (app, "Tab Return");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Start Again");
  g_assert_cmpuint (count_starts (server), ==, 1);
  proctor_testing_app_quit (app);
}

/* All tests of the sample, from the list. */
static void
run_all (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, SAMPLE_REFUND);
  proctor_testing_app_press (app, "<Control>a");
  proctor_testing_app_press (app, "<Control>r");
  see (app, ATSPI_ROLE_LABEL, "12 tests, 12 runs");
  /* The window has a button of that name, too. */
  proctor_testing_app_press (app, "Return");
}

/* From pressing Run to a run's transcript. */
static void
test_watch (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  run_all (app);
  /* The toast that leads there doesn't wait for a slow machine. */
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "12 tests, 12 runs");
  proctor_testing_app_press (app, "<Control>2 F5");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "12 tests*");
  see (app, ATSPI_ROLE_TABLE_ROW, SAMPLE_REFUND);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  see (app, ATSPI_ROLE_LABEL, "* passed (*");
  proctor_testing_app_save_picture (app, "run-ended");
  proctor_testing_app_quit (app);

  /* It is there at the next start, too. */
  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LABEL, "* passed");
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/run/watch", test_watch);
  g_test_add_func ("/journey/run/one-press", test_one_press);
  g_test_add_func ("/journey/run/lost", test_lost);

  return g_test_run ();
}
