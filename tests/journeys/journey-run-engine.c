/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-running.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <signal.h>

/* Of ten runs with two questions each, one after the other: half of them, and a question waits. */
#define N_RUNS 10
#define N_ANSWERED 10
#define N_ASKED (N_ANSWERED + 1)

/* An engine that can be kept from starting. */
typedef struct
{
  char *folder;
  char *gate; /* while this is there, it waits */
  char *program;
} Gate;

static void
gate_clear (Gate *gate)
{
  proctor_testing_remove_folder (gate->folder);
  g_free (gate->folder);
  g_free (gate->gate);
  g_free (gate->program);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gate, gate_clear)

static void
gate_prepare (Gate *gate,
              ProctorTestingApp *app)
{
  g_autofree char *script = NULL;
  g_autoptr (GError) error = NULL;

  gate->folder = proctor_testing_make_folder ();
  gate->gate = g_build_filename (gate->folder, "gate", NULL);
  gate->program = g_build_filename (gate->folder, "start", NULL);
  script = g_strdup_printf ("#!/bin/sh\nwhile [ -e '%s' ]; do sleep 0.1; done\nexec '%s' \"$@\"\n", gate->gate, g_getenv ("PROCTOR_ENGINE"));
  g_file_set_contents_full (gate->program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  proctor_testing_app_set_environment (app, "PROCTOR_ENGINE", gate->program);
}

static void
gate_shut (Gate *gate)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (gate->gate, "", 0, &error);
  g_assert_no_error (error);
}

static void
gate_open (Gate *gate)
{
  g_assert_cmpint (g_unlink (gate->gate), ==, 0);
}

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* The engine dies in the middle of its work and isn't back at once. The page says what it knows and since
 * when; when the engine is back, both go on without being asked to. */
static void
test_killed (void)
{
  g_autoptr (EngineStub) stub = engine_stub_new (0, 0);
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_auto (Gate) gate = { NULL };
  guint n_runs, n_pending;

  gate_prepare (&gate, app);
  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  journey_running_use_model (app, stub);
  engine_stub_hold (stub, N_ANSWERED);
  journey_running_choose_two (app);
  journey_running_start (app, "5×", "2 tests, 10 runs");
  journey_running_wait_until_held (stub, N_ASKED);
  see (app, ATSPI_ROLE_LABEL, "5 of 10 runs have ended*");

  gate_shut (&gate);
  g_assert_cmpint (kill (journey_workspace_find_engine (app), SIGKILL), ==, 0);
  see (app, ATSPI_ROLE_LABEL, "Nothing new is known since *");
  see (app, ATSPI_ROLE_LABEL, "5 of 10 runs have ended*");
  proctor_testing_app_save_picture (app, "run-without-engine");

  gate_open (&gate);
  engine_stub_let_go (stub);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  see (app, ATSPI_ROLE_LABEL, "100 % passed (*");
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LABEL, "Nothing new is known since *"));
  g_assert_cmpuint (journey_running_count (app, &n_runs, &n_pending), ==, 1);
  g_assert_cmpuint (n_runs, ==, N_RUNS);
  g_assert_cmpuint (n_pending, ==, 0);

  /* Only what was under way is begun anew. */
  g_assert_cmpuint (engine_stub_count (stub), ==, N_RUNS * JOURNEY_RUNNING_QUESTIONS + 1);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/run-engine/killed", test_killed);

  return g_test_run ();
}
