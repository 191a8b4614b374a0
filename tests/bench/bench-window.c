/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <stdlib.h>

/* From exec to the first frame on the screen, and the memory then: Proctor's window beside an empty
 * AdwApplicationWindow, in turn, so that a noisy machine is noisy for both. */

#define N_ROUNDS 15
#define N_WARM_UPS 2

typedef struct
{
  const char *program;
  double msecs[N_ROUNDS];
  double mebibytes[N_ROUNDS];
} Subject;

static void
start_once (const Subject *subject,
            double *msecs,
            double *mebibytes)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  char *end;
  gint64 begun, painted;
  int fds[2];

  g_unix_open_pipe (fds, O_CLOEXEC, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_take_fd (launcher, fds[1], 3);
  g_subprocess_launcher_setenv (launcher, "PROCTOR_BENCH_FD", "3", TRUE);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", FIRST_FRAME, TRUE);

  begun = g_get_monotonic_time ();
  process = g_subprocess_launcher_spawn (launcher, &error, subject->program, NULL);
  g_assert_no_error (error);
  g_subprocess_launcher_close (launcher);

  input = g_unix_input_stream_new (fds[0], TRUE);
  lines = g_data_input_stream_new (input);
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  if (line == NULL)
    g_error ("%s ended without a frame", subject->program);
  g_subprocess_wait (process, NULL, NULL);

  painted = g_ascii_strtoll (line, &end, 10);
  *msecs = (double) (painted - begun) / 1000;
  *mebibytes = (double) g_ascii_strtoll (end, NULL, 10) / 1024;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
median (double *values)
{
  qsort (values, N_ROUNDS, sizeof *values, compare_doubles);

  return values[N_ROUNDS / 2];
}

int
main (int argc,
      char **argv)
{
  Subject empty = { .program = EMPTY_WINDOW };
  Subject proctor = { .program = PROGRAM };
  double ignored, empty_msecs, proctor_msecs, empty_mebibytes, proctor_mebibytes;

  for (int round = 0; round < N_WARM_UPS; round++)
    {
      start_once (&empty, &ignored, &ignored);
      start_once (&proctor, &ignored, &ignored);
    }
  for (int round = 0; round < N_ROUNDS; round++)
    {
      start_once (&empty, &empty.msecs[round], &empty.mebibytes[round]);
      start_once (&proctor, &proctor.msecs[round], &proctor.mebibytes[round]);
    }

  empty_msecs = median (empty.msecs);
  proctor_msecs = median (proctor.msecs);
  empty_mebibytes = median (empty.mebibytes);
  proctor_mebibytes = median (proctor.mebibytes);

  g_print ("window, exec to first frame, %d starts each in turn: median (least to most)\n", N_ROUNDS);
  g_print ("  an empty AdwApplicationWindow  %4.0f ms (%.0f to %.0f)  %5.1f MiB PSS\n", empty_msecs, empty.msecs[0], empty.msecs[N_ROUNDS - 1], empty_mebibytes);
  g_print ("  Proctor                        %4.0f ms (%.0f to %.0f)  %5.1f MiB PSS\n", proctor_msecs, proctor.msecs[0], proctor.msecs[N_ROUNDS - 1], proctor_mebibytes);
  g_print ("  ratio                          %4.2f                 %+5.1f MiB\n", proctor_msecs / empty_msecs, proctor_mebibytes - empty_mebibytes);

  return EXIT_SUCCESS;
}
