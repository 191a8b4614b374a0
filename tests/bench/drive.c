/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* For RTLD_NEXT. */
#define _GNU_SOURCE

#include "drive.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* What is preloaded into the program, which knows nothing of it, to see and to do what a person would.
 * What it measures it writes to a descriptor, a line each. */

#define PATIENCE_USECS (240 * G_USEC_PER_SEC)
#define QUIET_USECS (2 * G_USEC_PER_SEC)
#define N_FRAMES 300
#define STEP_PIXELS 90

GtkWindow *drive_window;
guint drive_n_paints;

void
drive_say (const char *name,
           double value)
{
  dprintf (atoi (g_getenv ("PROCTOR_BENCH_FD")), "%s %.3f\n", name, value);
}

double
drive_read_pss_mebibytes (void)
{
  FILE *rollup = fopen ("/proc/self/smaps_rollup", "r");
  char line[256];
  long pss = 0;

  while (rollup != NULL && fgets (line, sizeof line, rollup) != NULL)
    if (sscanf (line, "Pss: %ld", &pss) == 1)
      break;
  if (rollup != NULL)
    fclose (rollup);

  return (double) pss / 1024;
}

double
drive_get_cpu_msecs (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return (double) spent.tv_sec * 1000 + (double) spent.tv_nsec / 1000000;
}

double
drive_get_msecs (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

GtkWidget *
drive_find_widget (GtkWidget *widget,
                   GType type,
                   const char *css_class)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = drive_find_widget (child, type, css_class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GListModel *
drive_get_model (GtkListView *list)
{
  return G_LIST_MODEL (gtk_list_view_get_model (list));
}

gboolean
drive_has_rows (GtkListView *list)
{
  return list != NULL && gtk_widget_get_mapped (GTK_WIDGET (list)) && gtk_list_view_get_model (list) != NULL && g_list_model_get_n_items (drive_get_model (list)) > 0 && gtk_widget_get_first_child (GTK_WIDGET (list)) != NULL;
}

/* Works on until @quiet_usecs have gone by without a frame and with as many rows as before. */
void
drive_wait_until_quiet (GtkListView *list,
                        guint n_rows)
{
  gint64 begun = g_get_monotonic_time ();
  gint64 last = begun;
  guint n_before = 0, n_paints_before = 0;

  while (g_get_monotonic_time () - last < QUIET_USECS)
    {
      guint n = g_list_model_get_n_items (drive_get_model (list));

      if (n != n_before || n < n_rows || drive_n_paints != n_paints_before)
        last = g_get_monotonic_time ();
      n_before = n;
      n_paints_before = drive_n_paints;
      if (g_get_monotonic_time () - begun > PATIENCE_USECS)
        {
          drive_say ("stuck", n);
          _exit (EXIT_FAILURE);
        }
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

/* Works on until something has been painted that was not yet; for a tenth of a second at most, for
 * what comes out as it was is not painted again. */
void
drive_wait_for_paint (void)
{
  guint before = drive_n_paints;
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 10;

  while (drive_n_paints == before && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (100);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

void
drive_say_of_all (const char *name,
                  GArray *values)
{
  g_autofree char *median = g_strconcat (name, "-p50", NULL);
  g_autofree char *p95 = g_strconcat (name, "-p95", NULL);
  g_autofree char *most = g_strconcat (name, "-max", NULL);

  if (values->len == 0)
    return;
  g_array_sort (values, compare_doubles);
  drive_say (median, g_array_index (values, double, values->len / 2));
  drive_say (p95, g_array_index (values, double, values->len * 95 / 100));
  drive_say (most, g_array_index (values, double, values->len - 1));
}

/* All that the main thread does from one frame to the next. */
void
drive_scroll (GtkListView *list,
              const char *name,
              gboolean end_to_end)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  gtk_adjustment_set_value (adjustment, 0);
  drive_wait_until_quiet (list, 0);
  for (guint i = 1; i <= N_FRAMES; i++)
    {
      double begun = drive_get_cpu_msecs (), spent;

      gtk_adjustment_set_value (adjustment, end_to_end ? most * i / N_FRAMES : MIN (most, (double) STEP_PIXELS * i));
      drive_wait_for_paint ();
      spent = drive_get_cpu_msecs () - begun;
      g_array_append_val (frames, spent);
    }
  drive_say_of_all (name, frames);
}

static void
after_paint_cb (GdkFrameClock *clock)
{
  drive_n_paints++;
  drive_painted ();
}

G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);
  if (drive_window != NULL)
    return;
  drive_window = window;
  g_signal_connect (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))), "after-paint", G_CALLBACK (after_paint_cb), NULL);
}
