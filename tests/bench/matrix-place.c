/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matrix-place.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-runs.h"
#include "proctor-history.h"
#include "proctor-testing.h"
#include "watch-server.h"

/* What the program is given to show. It is written by another process, so that this one has no threads
 * when it forks. */

static void
added_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  proctor_history_add_finish (PROCTOR_HISTORY (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (user_data);
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  g_main_loop_quit (user_data);
}

static void
write_history (const char *folder,
               GBytes *body)
{
  g_autoptr (ProctorHistory) history = proctor_history_new (folder);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  proctor_history_add_async (history, "local", body, NULL, added_cb, loop);
  g_main_loop_run (loop);
  proctor_history_close_async (history, closed_cb, loop);
  g_main_loop_run (loop);
}

/**
 * matrix_place_new:
 * @n_tests: how many tests were run
 * @n_repeats: how often each; five times where the runs are of their real size
 * @small: whether the runs say next to nothing
 *
 * Returns: (transfer full): what the program is to show
 */
MatrixPlace *
matrix_place_new (guint n_tests,
                  guint n_repeats,
                  gboolean small)
{
  MatrixPlace *self = g_new0 (MatrixPlace, 1);
  g_autoptr (GBytes) body = small ? watch_server_make_small_body (n_tests, n_repeats) : bench_runs_make_invocation (n_tests * n_repeats, 0);
  g_autofree char *own = NULL;
  g_autofree char *file = NULL;
  pid_t child;

  self->mebibytes = (double) g_bytes_get_size (body) / 1048576;
  self->folders.folder = proctor_testing_make_folder ();
  self->folders.data = g_build_filename (self->folders.folder, "data", NULL);
  self->folders.cache = g_build_filename (self->folders.folder, "cache", NULL);
  self->folders.rows = g_strdup_printf ("%u", n_tests);
  own = g_build_filename (self->folders.data, "proctor", NULL);
  g_assert_cmpint (g_mkdir_with_parents (own, 0700), ==, 0);
  file = g_build_filename (own, "workspaces.ini", NULL);
  g_assert_true (g_file_set_contents (file, "[Workspaces]\nLast=local\n\n[Workspace local]\nName=Sample\n", -1, NULL));
  child = fork ();
  if (child == 0)
    {
      write_history (own, body);
      _exit (EXIT_SUCCESS);
    }
  waitpid (child, NULL, 0);

  return self;
}

void
matrix_place_free (MatrixPlace *self)
{
  proctor_testing_remove_folder (self->folders.folder);
  program_place_clear (&self->folders);
  g_free (self);
}
