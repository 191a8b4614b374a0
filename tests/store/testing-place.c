/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-place.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>

#include "proctor-testing.h"

void
testing_place_set_up (TestingPlace *place,
                      gconstpointer data)
{
  g_autofree char *runtime = NULL;
  g_autoptr (GError) error = NULL;

  /* A socket's path has to be short. */
  place->folder = g_dir_make_tmp ("s-XXXXXX", &error);
  g_assert_no_error (error);
  place->data = g_build_filename (place->folder, "data", NULL);
  place->cache = g_build_filename (place->folder, "cache", NULL);
  runtime = g_build_filename (place->folder, "run", NULL);
  g_assert_cmpint (g_mkdir (runtime, 0700), ==, 0);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_setenv ("PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"), TRUE);
  g_unsetenv ("FLATPAK_ID");
}

void
testing_place_tear_down (TestingPlace *place,
                         gconstpointer data)
{
  testing_place_end_engine (place, SIGKILL);
  proctor_testing_remove_folder (place->folder);
  g_free (place->folder);
  g_free (place->data);
  g_free (place->cache);
}

/* Returns the process that serves the data folder, 0 if none does. */
int
testing_place_get_engine (TestingPlace *place)
{
  g_autofree char *path = g_build_filename (place->data, "engine.lock", NULL);
  g_autofree char *text = NULL;
  int pid;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  pid = atoi (text);

  return pid > 0 && kill (pid, 0) == 0 ? pid : 0;
}

static gboolean
has_ended (gpointer user_data)
{
  return kill (*(int *) user_data, 0) != 0;
}

/* What becomes of it is for the test to see: that may have come and gone before the process is buried. */
void
testing_place_kill_engine (TestingPlace *place)
{
  int pid = testing_place_get_engine (place);

  g_assert_cmpint (pid, >, 0);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
}

/* Nothing happens where none runs. */
void
testing_place_end_engine (TestingPlace *place,
                          int signal)
{
  int pid = testing_place_get_engine (place);

  if (pid == 0)
    return;
  g_assert_cmpint (kill (pid, signal), ==, 0);
  proctor_testing_wait_for ("the engine to end", has_ended, &pid);
}

/* What is started from now on in place of the engine; ENGINE is the engine. */
void
testing_place_use_script (TestingPlace *place,
                          const char *text)
{
  g_autofree char *path = g_build_filename (place->folder, "engine", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nENGINE='%s'\n%s\n", g_getenv ("PROCTOR_TEST_ENGINE"), text);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, &error);
  g_assert_no_error (error);
  g_setenv ("PROCTOR_ENGINE", path, TRUE);
}
