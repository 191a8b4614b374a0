/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-runs.h"
#include "proctor-invocation-skim.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* What it takes to read and to write an invocation of 20, 200 and 2,000 runs, of ten turns each,
 * beside json-glib on the same bytes; how much memory at most; and how long the main loop has to
 * wait meanwhile. Every measurement has a process of its own, so that none inherits another's heap. */

typedef struct
{
  double msecs;
  double peak_mebibytes;
  double stall_msecs;
} Figures;

typedef void (*Subject) (GBytes *body,
                         GBytes *next,
                         Figures *figures);

static double
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024;
}

/* Making the bodies has taken memory too; from here on only what is measured counts. */
static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  malloc_trim (0);
  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static void
start (Figures *figures)
{
  figures->msecs = (double) g_get_monotonic_time () / 1000;
}

static void
stop (Figures *figures)
{
  figures->msecs = (double) g_get_monotonic_time () / 1000 - figures->msecs;
}

static void
parse_with_json_glib (GBytes *body,
                      GBytes *next,
                      Figures *figures)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  start (figures);
  json_parser_load_from_data (parser, text, (gssize) length, NULL);
  stop (figures);
}

static void
skim (GBytes *body,
      GBytes *next,
      Figures *figures)
{
  g_autoptr (ProctorInvocationSkim) first = NULL;

  start (figures);
  first = proctor_invocation_skim_new (body, NULL, NULL);
  stop (figures);
  g_assert_nonnull (first);
}

/* What a poll costs when a hundredth of the runs has changed. */
static void
skim_again (GBytes *body,
            GBytes *next,
            Figures *figures)
{
  g_autoptr (ProctorInvocationSkim) first = proctor_invocation_skim_new (body, NULL, NULL);
  g_autoptr (ProctorInvocationSkim) second = NULL;

  start (figures);
  second = proctor_invocation_skim_new (next, first, NULL);
  stop (figures);
  g_assert_true (proctor_invocation_skim_is_changed (second));
}

static void
read_one_run (GBytes *body,
              GBytes *next,
              Figures *figures)
{
  g_autoptr (ProctorInvocationSkim) first = proctor_invocation_skim_new (body, NULL, NULL);
  g_autoptr (ProctorRun) run = NULL;

  start (figures);
  run = proctor_invocation_skim_dup_run (first, proctor_invocation_skim_get_n_runs (first) / 2, NULL);
  stop (figures);
  g_assert_nonnull (run);
}

static void
read_all (GBytes *body,
          GBytes *next,
          Figures *figures)
{
  g_autoptr (ProctorInvocation) invocation = NULL;

  start (figures);
  invocation = proctor_wire_read_bytes (PROCTOR_TYPE_INVOCATION, body, NULL);
  stop (figures);
  g_assert_nonnull (invocation);
}

static void
write_all (GBytes *body,
           GBytes *next,
           Figures *figures)
{
  g_autoptr (ProctorInvocation) invocation = proctor_wire_read_bytes (PROCTOR_TYPE_INVOCATION, body, NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) bytes = NULL;

  start (figures);
  node = proctor_wire_write (PROCTOR_RECORD (invocation), NULL);
  bytes = proctor_wire_node_to_bytes (node);
  stop (figures);
  g_assert_nonnull (node);
}

/* The main loop while a body is looked over in a thread, shown, looked over again and let go. */
typedef struct
{
  GMainLoop *loop;
  Figures *figures;
  GBytes *next;
  ProctorInvocationSkim *first;
  gint64 last_usecs;
} Watch;

static gboolean
tick_cb (gpointer user_data)
{
  Watch *watch = user_data;
  gint64 now = g_get_monotonic_time ();

  watch->figures->stall_msecs = MAX (watch->figures->stall_msecs, (double) (now - watch->last_usecs) / 1000 - 1);
  watch->last_usecs = now;

  return G_SOURCE_CONTINUE;
}

static gboolean
end_cb (gpointer user_data)
{
  Watch *watch = user_data;

  g_main_loop_quit (watch->loop);

  return G_SOURCE_REMOVE;
}

static void
second_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  Watch *watch = user_data;
  ProctorInvocationSkim *second = proctor_invocation_skim_new_finish (result, NULL);

  proctor_invocation_skim_release (watch->first);
  proctor_invocation_skim_release (second);
  g_timeout_add (200, end_cb, watch);
}

static void
first_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Watch *watch = user_data;

  stop (watch->figures);
  watch->first = proctor_invocation_skim_new_finish (result, NULL);
  proctor_invocation_skim_new_async (watch->next, watch->first, NULL, second_cb, watch);
}

static void
skim_in_thread (GBytes *body,
                GBytes *next,
                Figures *figures)
{
  Watch watch = { g_main_loop_new (NULL, FALSE), figures, g_bytes_ref (next), NULL, 0 };

  start (figures);
  watch.last_usecs = g_get_monotonic_time ();
  g_timeout_add (1, tick_cb, &watch);
  proctor_invocation_skim_new_async (g_bytes_ref (body), NULL, NULL, first_cb, &watch);
  g_main_loop_run (watch.loop);
  g_main_loop_unref (watch.loop);
}

static Figures
measure (Subject subject,
         GBytes *body,
         GBytes *next)
{
  Figures figures = { 0 };
  int fds[2];
  pid_t child;

  if (pipe (fds) != 0)
    g_error ("there is no pipe");
  child = fork ();
  if (child == 0)
    {
      double before;
      gssize n_written;

      forget_peak ();
      before = get_peak ();
      subject (body, next, &figures);
      figures.peak_mebibytes = get_peak () - before;
      n_written = write (fds[1], &figures, sizeof figures);
      _exit (n_written == sizeof figures ? 0 : 1);
    }
  if (read (fds[0], &figures, sizeof figures) != sizeof figures)
    g_error ("a measurement did not end well");
  waitpid (child, NULL, 0);
  close (fds[0]);
  close (fds[1]);

  return figures;
}

static int
compare_msecs (gconstpointer a,
               gconstpointer b)
{
  const Figures *one = a;
  const Figures *other = b;

  return (one->msecs > other->msecs) - (one->msecs < other->msecs);
}

static Figures
measure_median (Subject subject,
                GBytes *body,
                GBytes *next,
                guint n_rounds)
{
  g_autofree Figures *figures = g_new0 (Figures, n_rounds);
  double stall = 0;

  for (guint i = 0; i < n_rounds; i++)
    {
      figures[i] = measure (subject, body, next);
      stall = MAX (stall, figures[i].stall_msecs);
    }
  qsort (figures, n_rounds, sizeof (Figures), compare_msecs);
  figures[n_rounds / 2].stall_msecs = stall;

  return figures[n_rounds / 2];
}

static void
compare (guint n_runs)
{
  const struct
  {
    const char *name;
    Subject subject;
    gboolean all;
  } subjects[] = {
    { "json-glib alone", parse_with_json_glib, TRUE },
    { "skim", skim, TRUE },
    { "skim, 1 % changed", skim_again, TRUE },
    { "skim in a thread", skim_in_thread, TRUE },
    { "one run to objects", read_one_run, FALSE },
    { "all to objects", read_all, TRUE },
    { "all from objects", write_all, TRUE },
  };
  guint n_rounds = n_runs > 1000 ? 5 : 11;
  g_autoptr (GBytes) body = bench_runs_make_invocation (n_runs, 0);
  g_autoptr (GBytes) next = bench_runs_make_invocation (n_runs, MAX (1, n_runs / 100));
  double mebibytes = (double) g_bytes_get_size (body) / 1048576;
  double yardstick = 0;

  g_print ("\n%u runs, %.2f MiB\n%-20s %10s %9s %8s %14s %11s\n", n_runs, mebibytes, "", "ms", "MiB/s", "times", "memory/body", "stall ms");
  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      Figures figures = measure_median (subjects[i].subject, body, next, n_rounds);

      if (i == 0)
        yardstick = figures.msecs;
      g_print ("%-20s %10.2f ", subjects[i].name, figures.msecs);
      if (subjects[i].all)
        g_print ("%9.0f %8.2f %13.2fx ", mebibytes / figures.msecs * 1000, figures.msecs / yardstick, figures.peak_mebibytes / mebibytes);
      if (figures.stall_msecs > 0)
        g_print ("%11.1f", figures.stall_msecs);
      g_print ("\n");
    }
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_print ("“times” is the time beside json-glib's on the same bytes; “memory/body” is the most that was taken beside the body.\n");
  compare (20);
  compare (200);
  compare (2000);

  return 0;
}
