/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "matrix-place.h"
#include "program-run.h"
#include "watch-client.h"
#include "watch-server.h"

/* An invocation of 2,000 runs that end within five minutes, which go by faster here: what watching it takes
 * beside asking for all of it each second and reading that with json-glib. One of 250,000 that has ended.
 * Then the program, as it is, with invocations in its history: from exec to the matrix, frames while it is
 * scrolled, and filtering. Beside it is an empty AdwApplicationWindow, started in turn. */

#define N_RUNS 2000u
#define SECS 300u
#define SPEED 6u
#define N_ROUNDS 5
#define N_SAMPLES 6

static double
get_cpu_msecs (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* What it would take to ask each second: the bytes are counted, reading them is tried now and then. */
static void
measure_naive (double *bytes,
               double *cpu_msecs)
{
  double per_byte = 0;

  *bytes = 0;
  for (guint sec = 0; sec < SECS; sec++)
    *bytes += (double) watch_server_measure_body (N_RUNS, N_RUNS * sec / SECS);
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      g_autoptr (GBytes) body = watch_server_make_body (N_RUNS, N_RUNS * i / (N_SAMPLES - 1));
      g_autoptr (JsonParser) parser = json_parser_new ();
      double begun = get_cpu_msecs ();

      json_parser_load_from_data (parser, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
      per_byte += (get_cpu_msecs () - begun) / (double) g_bytes_get_size (body) / N_SAMPLES;
    }
  *cpu_msecs = per_byte * *bytes;
}

static void
print_watch (void)
{
  g_autoptr (WatchServer) server = watch_server_new (N_RUNS, SECS, SPEED, FALSE);
  g_autoptr (WatchServer) other = watch_server_new (N_RUNS, SECS, SPEED, FALSE);
  WatchFigures alone = watch_client_run (server->url, SPEED, WATCH_ALONE);
  WatchFigures shown = watch_client_run (other->url, SPEED, WATCH_IN_WINDOW);
  double bytes, cpu_msecs, body;

  measure_naive (&bytes, &cpu_msecs);
  body = (double) watch_server_measure_body (N_RUNS, N_RUNS) / 1048576;
  g_print ("%u runs within %u seconds, %u times as fast; the body has %.1f MiB at the end\n", N_RUNS, SECS, SPEED, body);
  g_print ("  %-38s %7.0f MiB, %.0f s of CPU\n", "asking each second, with json-glib", bytes / 1048576, cpu_msecs / 1000);
  g_print ("  %-38s %7.0f MiB in %u answers and %u short ones, %.1f %%\n", "watching: bytes", (double) server->shared->n_bytes / 1048576, alone.n_bodies, server->shared->n_requests - alone.n_bodies,
           (double) server->shared->n_bytes / bytes * 100);
  g_print ("  %-38s %7.1f s, %.1f %%; with a window %.1f s, %.1f %%\n", "watching: CPU, the disk's with it", alone.cpu_msecs / 1000, alone.cpu_msecs / cpu_msecs * 100, shown.cpu_msecs / 1000,
           shown.cpu_msecs / cpu_msecs * 100);
  g_print ("  %-38s %7.1f ms CPU, %.1f ms by the clock; with a window %.1f and %.1f\n", "main thread, longest stall", alone.loop_cpu_msecs, alone.loop_wall_msecs, shown.loop_cpu_msecs, shown.loop_wall_msecs);
  g_print ("  %-38s %7.1f MiB at most, %.2f of the body; %.1f at the end\n", "memory", alone.peak_mebibytes, alone.peak_mebibytes / body, alone.kept_mebibytes);
  g_print ("  %-38s %7.1f ms median, %.1f ms p95\n", "a cell's change to what is painted", shown.paint_p50_msecs, shown.paint_p95_msecs);
  g_print ("  %-38s %7.1f s after the last run\n\n", "the end is known", alone.settled_msecs / 1000 * SPEED - SECS);
}

static void
print_large (void)
{
  const guint n_runs = 250000;
  g_autoptr (WatchServer) server = watch_server_new (n_runs, 0, 1, TRUE);
  WatchFigures figures = watch_client_run (server->url, 1, WATCH_ALONE);
  double body = (double) figures.n_bytes / MAX (figures.n_bodies, 1) / 1048576;

  g_print ("%u runs that have ended, %.1f MiB\n", n_runs, body);
  g_print ("  %-38s %7.0f ms, with its way from the server\n", "until it is there", figures.first_msecs);
  g_print ("  %-38s %7.1f ms CPU, %.1f ms by the clock\n", "main thread, longest stall", figures.loop_cpu_msecs, figures.loop_wall_msecs);
  g_print ("  %-38s %7.1f MiB at most, %.2f of the body; %.1f at the end\n\n", "memory", figures.peak_mebibytes, figures.peak_mebibytes / body, figures.kept_mebibytes);
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

/* The program with an invocation in its history. */
static void
print_program (guint n_tests,
               guint n_repeats,
               gboolean small,
               gboolean drive)
{
  g_autoptr (MatrixPlace) place = matrix_place_new (n_tests, n_repeats, small);
  double empty[N_ROUNDS], empty_pss[N_ROUNDS], matrix[N_ROUNDS], opened[N_ROUNDS], after[N_ROUNDS], pss[N_ROUNDS], stall[N_ROUNDS], begun, empty_msecs, matrix_msecs;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GHashTable) values = NULL;

      program_start_empty (&place->folders, &empty[i], &empty_pss[i]);
      values = program_run (&place->folders, PROGRAM, DRIVE_MATRIX, "open", &begun);
      matrix[i] = program_get (values, "matrix") - begun;
      opened[i] = program_get (values, "opened");
      after[i] = program_get (values, "matrix") - program_get (values, "frame");
      pss[i] = program_get (values, "pss");
      stall[i] = program_get (values, "loop-cpu");
    }
  empty_msecs = median (empty);
  matrix_msecs = median (matrix);
  g_print ("%u tests, %u times each, %.1f MiB in the history, %d starts\n", n_tests, n_repeats, place->mebibytes, N_ROUNDS);
  g_print ("  %-38s %7.0f ms; %6.1f MiB PSS\n", "an empty AdwApplicationWindow", empty_msecs, median (empty_pss));
  g_print ("  %-38s %7.0f ms (%.0f to %.0f), %4.2f of an empty window; %6.1f MiB PSS\n", "the matrix, from nothing", matrix_msecs, matrix[0], matrix[N_ROUNDS - 1],
           matrix_msecs / empty_msecs, median (pss));
  g_print ("  %-38s %7.0f ms; %.0f ms after the first frame\n", "the matrix, from wanting it", median (opened), median (after));
  g_print ("  %-38s %7.1f ms CPU, what is drawn with it\n", "main thread, longest stall until then", median (stall));
  if (drive)
    {
      g_autoptr (GHashTable) driven = program_run (&place->folders, PROGRAM, DRIVE_MATRIX, "drive", &begun);

      program_print_spread (driven, "a frame, by the wheel, CPU", "wheel");
      program_print_spread (driven, "a frame, dragged end to end, CPU", "drag");
      program_print_spread (driven, "a filter to what is painted", "filter");
      g_print ("  %-38s %7.1f MiB PSS\n", "after all of that", program_get (driven, "driven-pss"));
    }
  g_print ("\n");
}

int
main (int argc,
      char **argv)
{
  const char *wanted = argc > 1 ? argv[1] : "";

  setlocale (LC_ALL, "");
  if (*wanted == '\0' || strcmp (wanted, "watch") == 0)
    print_watch ();
  if (*wanted == '\0' || strcmp (wanted, "large") == 0)
    print_large ();
  if (*wanted == '\0' || strcmp (wanted, "program") == 0)
    {
      if (argc > 3)
        print_program ((guint) g_ascii_strtoull (argv[2], NULL, 10), (guint) g_ascii_strtoull (argv[3], NULL, 10), TRUE, TRUE);
      else
        {
          print_program (1000, 5, FALSE, FALSE);
          print_program (5000, 20, TRUE, TRUE);
          print_program (12500, 20, TRUE, FALSE);
        }
    }

  return EXIT_SUCCESS;
}
