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

/* The program is killed in the middle of what it watches. The engine goes on; the list and the
 * page are there at the next start, go on as well, and end as they would have ended. */
static void
test_killed (void)
{
  g_autoptr (EngineStub) stub = engine_stub_new (0, 0);
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  guint n_runs, n_pending;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  journey_running_use_model (app, stub);
  engine_stub_hold (stub, N_ANSWERED);
  journey_running_choose_two (app);
  journey_running_start (app, "5×", "2 tests, 10 runs");
  journey_running_wait_until_held (stub, N_ASKED);
  see (app, ATSPI_ROLE_LABEL, "5 of 10 runs have ended*");
  proctor_testing_app_save_picture (app, "run-halfway");
  proctor_testing_app_kill (app);

  proctor_testing_app_start (app, NULL);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "2 tests*");
  see (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  see (app, ATSPI_ROLE_LABEL, "5 of 10 runs have ended*");
  proctor_testing_app_save_picture (app, "run-resumed");
  g_assert_cmpuint (journey_running_count (app, &n_runs, &n_pending), ==, 1);
  g_assert_cmpuint (n_runs, ==, N_RUNS);
  g_assert_cmpuint (n_pending, ==, 5);

  engine_stub_let_go (stub);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  see (app, ATSPI_ROLE_LABEL, "100 % passed (*");
  g_assert_cmpuint (journey_running_count (app, &n_runs, &n_pending), ==, 1);
  g_assert_cmpuint (n_runs, ==, N_RUNS);
  g_assert_cmpuint (n_pending, ==, 0);
  g_assert_cmpuint (engine_stub_count (stub), ==, N_RUNS * JOURNEY_RUNNING_QUESTIONS);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/run-killed/resumed", test_killed);

  return g_test_run ();
}
