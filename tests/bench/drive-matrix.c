/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drive.h"
#include "loop-watch.h"

#include <stdlib.h>
#include <unistd.h>

/* Preloaded into the program, which knows nothing of it: has an invocation shown as soon as there is a
 * window, waits for its matrix, and does with it what a person would. PROCTOR_BENCH_TASK says what is
 * wanted:
 *
 *   open    when the matrix was painted, and how much memory the program had then
 *   drive   it is scrolled from end to end, and filtered */

#define INVOCATION "suite_1"
#define N_FILTERS 5

static double shown_msecs;
static gboolean is_driving;

static GtkListView *
find_list (void)
{
  return (GtkListView *) drive_find_widget (GTK_WIDGET (drive_window), GTK_TYPE_LIST_VIEW, "matrix");
}

static GtkDropDown *
find_filter (GtkListView *list)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (list), g_type_from_name ("ProctorMatrixView"));

  return (GtkDropDown *) drive_find_widget (view, GTK_TYPE_DROP_DOWN, NULL);
}

/* To what came of it on the screen. */
static void
filter (GtkListView *list)
{
  GtkDropDown *dropdown = find_filter (list);
  g_autoptr (GArray) to_paint = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i <= 2 * N_FILTERS; i++)
    {
      double begun = drive_get_msecs (), painted;

      gtk_drop_down_set_selected (dropdown, i <= N_FILTERS ? i % N_FILTERS : (2 * N_FILTERS - i) % N_FILTERS);
      drive_wait_for_paint ();
      painted = drive_get_msecs () - begun;
      g_array_append_val (to_paint, painted);
      drive_wait_until_quiet (list, 0);
    }
  drive_say_of_all ("filter", to_paint);
}

static void
do_task (gpointer user_data)
{
  GtkListView *list = user_data;

  drive_wait_until_quiet (list, (guint) atoi (g_getenv ("PROCTOR_BENCH_ROWS")));
  drive_scroll (list, "wheel", FALSE);
  drive_scroll (list, "drag", TRUE);
  filter (list);
  drive_say ("driven-pss", drive_read_pss_mebibytes ());
  _exit (EXIT_SUCCESS);
}

static void
show (gpointer user_data)
{
  loop_watch_begin ();
  shown_msecs = drive_get_msecs ();
  gtk_widget_activate_action (GTK_WIDGET (drive_window), "win.show-invocation", "s", INVOCATION);
}

void
drive_painted (void)
{
  GtkListView *list;

  if (is_driving)
    return;
  if (drive_n_paints == 1)
    {
      drive_say ("frame", drive_get_msecs ());
      g_idle_add_once (show, NULL);
    }
  list = find_list ();
  if (shown_msecs == 0 || !drive_has_rows (list))
    return;

  is_driving = TRUE;
  drive_say ("matrix", drive_get_msecs ());
  drive_say ("opened", drive_get_msecs () - shown_msecs);
  drive_say ("loop-cpu", loop_watch_get_cpu_msecs ());
  drive_say ("n-rows", g_list_model_get_n_items (drive_get_model (list)));
  drive_say ("pss", drive_read_pss_mebibytes ());
  if (g_str_equal (g_getenv ("PROCTOR_BENCH_TASK"), "open"))
    _exit (EXIT_SUCCESS);
  g_idle_add_once (do_task, list);
}
