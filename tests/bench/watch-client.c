/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "watch-client.h"

#include <adwaita.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loop-watch.h"
#include "proctor-client.h"
#include "proctor-connection.h"
#include "proctor-history.h"
#include "proctor-invocation-page.h"
#include "proctor-memory.h"
#include "proctor-session.h"
#include "proctor-testing-time.h"
#include "proctor-testing.h"
#include "proctor-ui.h"
#include "proctor-watcher.h"

/* Watches an invocation from its beginning to its end, as the program does: with the history on the disk,
 * and with a window or without. */

typedef struct
{
  GMainLoop *loop;
  ProctorHistory *history;
  ProctorSession *session;
  ProctorWatcher *watcher;
  GtkWidget *window;
  WatchFigures figures;
  double begun;
  double updated; /* when the matrix changed and has not been painted since */
  GArray *paints;
} Watch;

static double
get_msecs (void)
{
  return (double) __real_g_get_monotonic_time () / 1000;
}

static double
get_cpu_msecs (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static double
read_status (const char *field)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, field))
      return g_ascii_strtod (*line + strlen (field) + 1, NULL) / 1024;

  return 0;
}

/* What came before is not to be counted. */
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
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  Watch *watch = user_data;

  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  g_main_loop_quit (watch->loop);
}

/* What it has found out is on the disk before it ends. */
static void
stop (gpointer user_data)
{
  Watch *watch = user_data;

  proctor_history_close_async (watch->history, closed_cb, watch);
}

static void
changed_cb (Watch *watch)
{
  if (watch->figures.first_msecs == 0 && g_list_model_get_n_items (G_LIST_MODEL (proctor_watcher_get_matrix (watch->watcher))) > 0)
    watch->figures.first_msecs = get_msecs () - watch->begun;
  if (proctor_watcher_get_state (watch->watcher) != PROCTOR_WATCHER_SETTLED || watch->figures.settled_msecs > 0)
    return;

  watch->figures.settled_msecs = get_msecs () - watch->begun;
  __real_g_timeout_add_once (300, stop, watch);
}

static void
updated_cb (Watch *watch)
{
  if (watch->updated == 0)
    watch->updated = get_msecs ();
}

static void
after_paint_cb (Watch *watch)
{
  double took = get_msecs () - watch->updated;

  if (watch->updated > 0)
    g_array_append_val (watch->paints, took);
  watch->updated = 0;
}

static void
open_window (Watch *watch)
{
  GtkWidget *page = proctor_invocation_page_new ();
  GdkFrameClock *clock;

  watch->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (watch->window), 1000, 800);
  adw_window_set_content (ADW_WINDOW (watch->window), page);
  gtk_window_present (GTK_WINDOW (watch->window));
  proctor_invocation_page_set_session (PROCTOR_INVOCATION_PAGE (page), watch->session);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (page), "suite_1");
  clock = gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (watch->window)));
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), watch);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static WatchFigures
run (const char *url,
     double speed,
     WatchKind kind)
{
  Watch watch = { .loop = g_main_loop_new (NULL, FALSE), .paints = g_array_new (FALSE, FALSE, sizeof (double)) };
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autoptr (ProctorConnection) connection = proctor_connection_new ("w", "Work", url, NULL);
  g_autoptr (ProctorClient) client = proctor_client_new (connection, "key");
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("w", "Work", url);
  double memory, cpu;

  watch.history = proctor_history_new (folder);
  watch.session = proctor_session_new (workspace, client, NULL, watch.history);
  proctor_testing_time_set_speed (speed);
  forget_peak ();
  memory = read_status ("VmRSS:");
  cpu = get_cpu_msecs ();
  watch.begun = get_msecs ();
  loop_watch_begin ();
  watch.watcher = proctor_history_feed_watch (proctor_session_get_history_feed (watch.session), "suite_1");
  g_signal_connect_swapped (watch.watcher, "changed", G_CALLBACK (changed_cb), &watch);
  g_signal_connect_swapped (proctor_watcher_get_matrix (watch.watcher), "updated", G_CALLBACK (updated_cb), &watch);
  if (kind == WATCH_IN_WINDOW)
    open_window (&watch);
  g_main_loop_run (watch.loop);

  watch.figures.n_bodies = proctor_watcher_get_n_requests (watch.watcher);
  watch.figures.n_bytes = proctor_watcher_get_n_bytes (watch.watcher);
  watch.figures.cpu_msecs = get_cpu_msecs () - cpu;
  watch.figures.loop_wall_msecs = loop_watch_get_wall_msecs ();
  watch.figures.loop_cpu_msecs = loop_watch_get_cpu_msecs ();
  watch.figures.peak_mebibytes = read_status ("VmHWM:") - memory;
  watch.figures.kept_mebibytes = read_status ("VmRSS:") - memory;
  g_array_sort (watch.paints, compare_doubles);
  if (watch.paints->len > 0)
    {
      watch.figures.paint_p50_msecs = g_array_index (watch.paints, double, watch.paints->len / 2);
      watch.figures.paint_p95_msecs = g_array_index (watch.paints, double, watch.paints->len * 95 / 100);
    }
  proctor_testing_remove_folder (folder);

  return watch.figures;
}

/**
 * watch_client_run:
 * @url: the server
 * @speed: how many seconds go by in one
 * @kind: with or without a window
 *
 * Watches the server's invocation to its end, in a process of its own.
 *
 * Returns: what that took
 */
WatchFigures
watch_client_run (const char *url,
                  double speed,
                  WatchKind kind)
{
  WatchFigures figures;
  int fds[2];
  pid_t child;

  if (pipe (fds) != 0)
    g_error ("there is no pipe");
  child = fork ();
  if (child == 0)
    {
      gssize n_written;

      prctl (PR_SET_PDEATHSIG, SIGKILL);
      proctor_memory_init ();
      if (kind == WATCH_IN_WINDOW)
        {
          adw_init ();
          proctor_ui_init ();
        }
      figures = run (url, speed, kind);
      n_written = write (fds[1], &figures, sizeof figures);
      _exit (n_written == sizeof figures ? EXIT_SUCCESS : EXIT_FAILURE);
    }
  close (fds[1]);
  if (read (fds[0], &figures, sizeof figures) != sizeof figures)
    g_error ("watching did not come to its end");
  waitpid (child, NULL, 0);
  close (fds[0]);

  return figures;
}
