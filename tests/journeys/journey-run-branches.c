/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-running.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

#define BOOKING "Books a double room and confirms the price"
#define N_RUNS 60

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

typedef struct
{
  ProctorTestingApp *app;
  int n_rows;
} Rows;

static gboolean
has_rows (gpointer user_data)
{
  const Rows *rows = user_data;
  g_autoptr (AtspiAccessible) row = proctor_testing_app_find (rows->app, ATSPI_ROLE_LIST_ITEM, "12 tests*");
  g_autoptr (AtspiAccessible) list = atspi_accessible_get_parent (row, NULL);

  return list != NULL && atspi_accessible_get_child_count (list, NULL) == rows->n_rows;
}

/* All tests of the sample, five times each. */
static void
run_all (ProctorTestingApp *app,
         const char *branch,
         int n_invocations)
{
  proctor_testing_app_press (app, "<Control>1");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  proctor_testing_app_press (app, "<Control>a");
  proctor_testing_app_press (app, "<Control>r");
  see (app, ATSPI_ROLE_LABEL, "12 tests, * runs");
  if (branch != NULL)
    {
      proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, "Branch", ATSPI_STATE_SENSITIVE, TRUE);
      proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Branch");
      proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, branch);
      see (app, ATSPI_ROLE_LABEL, branch);
    }
  proctor_testing_app_point (app, ATSPI_ROLE_RADIO_BUTTON, "5×");
  see (app, ATSPI_ROLE_LABEL, "12 tests, 60 runs");
  proctor_testing_app_press (app, "<Alt>r");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_RADIO_BUTTON, "5×");
  proctor_testing_app_press (app, "<Control>2 F5");
  proctor_testing_wait_for ("it to be listed", has_rows, &(Rows) { app, n_invocations });
  /* The newest is the first. */
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "12 tests*");
  journey_running_wait_until_ended (app);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  see (app, ATSPI_ROLE_LABEL, "* passed (*");
}

/* Returns: the branch of the newest invocation, which has come to its end */
static char *
check_newest (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) answer = journey_running_get_newest (app);
  JsonObject *invocation = json_node_get_object (answer);
  JsonArray *runs = json_object_get_array_member (invocation, "test_runs");

  g_assert_cmpuint (json_array_get_length (runs), ==, N_RUNS);
  for (guint i = 0; i < N_RUNS; i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (runs, i), "status"), !=, "pending");

  return g_strdup (json_object_get_string_member (invocation, "branch_id"));
}

/* The sample's tests on the agent as it came, and on its other branch. */
static void
test_both (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autofree char *main_branch = NULL;
  g_autofree char *other_branch = NULL;
  guint n_runs, n_pending;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  run_all (app, NULL, 1);
  main_branch = check_newest (app);
  run_all (app, "shorter-answers", 2);
  other_branch = check_newest (app);
  g_assert_cmpstr (other_branch, !=, main_branch);
  proctor_testing_app_save_picture (app, "run-both-branches");
  g_assert_cmpuint (journey_running_count (app, &n_runs, &n_pending), ==, 2);
  g_assert_cmpuint (n_runs, ==, 2 * N_RUNS);
  g_assert_cmpuint (n_pending, ==, 0);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/run-branches/both", test_both);

  return g_test_run ();
}
