/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* For RTLD_NEXT. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Preloaded into a GTK program that knows nothing of it: says when the first frame was on its
 * window, and how much memory the program had then, and ends it. */

static long
read_pss_kib (void)
{
  FILE *rollup = fopen ("/proc/self/smaps_rollup", "r");
  char line[256];
  long pss = 0;

  while (rollup != NULL && fgets (line, sizeof line, rollup) != NULL)
    if (sscanf (line, "Pss: %ld", &pss) == 1)
      break;
  if (rollup != NULL)
    fclose (rollup);

  return pss;
}

static void
after_paint_cb (GdkFrameClock *clock)
{
  gint64 now = g_get_monotonic_time ();

  dprintf (atoi (g_getenv ("PROCTOR_BENCH_FD")), "%" G_GINT64_FORMAT " %ld\n", now, read_pss_kib ());
  _exit (EXIT_SUCCESS);
}

G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);
  g_signal_connect (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))), "after-paint", G_CALLBACK (after_paint_cb), NULL);
}
