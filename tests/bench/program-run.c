/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "program-run.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>

/* Runs the program, as it is, with a module preloaded that tells of it. */

void
program_place_clear (ProgramPlace *place)
{
  g_clear_pointer (&place->folder, g_free);
  g_clear_pointer (&place->data, g_free);
  g_clear_pointer (&place->cache, g_free);
  g_clear_pointer (&place->rows, g_free);
}

/* Runs a program to its end, with a module that tells of it. */
GHashTable *
program_run (const ProgramPlace *place,
             const char *program,
             const char *module,
             const char *task,
             double *begun)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char *line;
  int fds[2];

  g_unix_open_pipe (fds, O_CLOEXEC, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_take_fd (launcher, fds[1], 3);
  g_subprocess_launcher_setenv (launcher, "PROCTOR_BENCH_FD", "3", TRUE);
  g_subprocess_launcher_setenv (launcher, "PROCTOR_BENCH_TASK", task, TRUE);
  g_subprocess_launcher_setenv (launcher, "PROCTOR_BENCH_ROWS", place->rows, TRUE);
  g_subprocess_launcher_setenv (launcher, "PROCTOR_ENGINE", ENGINE, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", place->data, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", place->cache, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", place->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", module, TRUE);

  *begun = (double) g_get_monotonic_time () / 1000;
  process = g_subprocess_launcher_spawn (launcher, &error, program, NULL);
  g_assert_no_error (error);
  g_subprocess_launcher_close (launcher);
  input = g_unix_input_stream_new (fds[0], TRUE);
  lines = g_data_input_stream_new (input);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (line, " ", 2);

      g_hash_table_replace (values, g_strdup (words[0]), g_strdup (words[1]));
      g_free (line);
    }
  g_subprocess_wait (process, NULL, NULL);
  if (g_hash_table_size (values) == 0 || g_hash_table_contains (values, "stuck"))
    g_error ("%s did not come to an end of “%s”.", program, task);

  return values;
}

double
program_get (GHashTable *values,
             const char *name)
{
  const char *text = g_hash_table_lookup (values, name);

  return text != NULL ? g_ascii_strtod (text, NULL) : -1;
}

/* The yardstick's module says when and how much, in one line. */
void
program_start_empty (const ProgramPlace *place,
                     double *msecs,
                     double *mebibytes)
{
  double begun;
  g_autoptr (GHashTable) values = program_run (place, EMPTY_WINDOW, FIRST_FRAME, "rows", &begun);
  GHashTableIter iter;
  gpointer painted, kibibytes;

  g_hash_table_iter_init (&iter, values);
  g_assert_true (g_hash_table_iter_next (&iter, &painted, &kibibytes));
  *msecs = g_ascii_strtod (painted, NULL) / 1000 - begun;
  *mebibytes = g_ascii_strtod (kibibytes, NULL) / 1024;
}

void
program_print_spread (GHashTable *values,
                      const char *what,
                      const char *name)
{
  g_autofree char *p50 = g_strconcat (name, "-p50", NULL);
  g_autofree char *p95 = g_strconcat (name, "-p95", NULL);
  g_autofree char *most = g_strconcat (name, "-max", NULL);

  g_print ("  %-38s %7.1f ms median, %.1f ms p95, %.1f ms at most\n", what, program_get (values, p50), program_get (values, p95), program_get (values, most));
}
