/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* For RTLD_NEXT. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Preloaded into the program, which knows nothing of it: finds the list of tests in its window, waits
 * for the first rows that are painted, and does with the list what a person would. What it measures
 * it writes to a descriptor, a line each. PROCTOR_BENCH_TASK says what is wanted:
 *
 *   rows    when the first rows were painted, and how much memory the program had then
 *   prime   all of the list is read, so that the next start has a copy of it
 *   drive   letters are typed into the search, and the list is scrolled from end to end */

#define PATIENCE_USECS (240 * G_USEC_PER_SEC)
#define QUIET_USECS (2 * G_USEC_PER_SEC)
#define N_FRAMES 300
#define STEP_PIXELS 90

/* What is typed, letter by letter, and taken away again. */
#define TYPED "refund 12"

static GtkWindow *main_window;
static guint n_paints;
static gboolean is_driving;

static void
say (const char *name,
     double value)
{
  dprintf (atoi (g_getenv ("PROCTOR_BENCH_FD")), "%s %.3f\n", name, value);
}

static double
read_pss_mebibytes (void)
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

static double
get_cpu_msecs (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return (double) spent.tv_sec * 1000 + (double) spent.tv_nsec / 1000000;
}

static double
get_msecs (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType type,
             const char *css_class)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, css_class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkListView *
find_list (void)
{
  return (GtkListView *) find_widget (GTK_WIDGET (main_window), GTK_TYPE_LIST_VIEW, "tests");
}

static GListModel *
get_model (GtkListView *list)
{
  return G_LIST_MODEL (gtk_list_view_get_model (list));
}

static gboolean
has_rows (GtkListView *list)
{
  return list != NULL && gtk_widget_get_mapped (GTK_WIDGET (list)) && gtk_list_view_get_model (list) != NULL && g_list_model_get_n_items (get_model (list)) > 0 && gtk_widget_get_first_child (GTK_WIDGET (list)) != NULL;
}

/* Works on until @quiet_usecs have gone by without a frame and with as many rows as before. */
static void
wait_until_quiet (GtkListView *list,
                  guint n_rows)
{
  gint64 begun = g_get_monotonic_time ();
  gint64 last = begun;
  guint n_before = 0, n_paints_before = 0;

  while (g_get_monotonic_time () - last < QUIET_USECS)
    {
      guint n = g_list_model_get_n_items (get_model (list));

      if (n != n_before || n < n_rows || n_paints != n_paints_before)
        last = g_get_monotonic_time ();
      n_before = n;
      n_paints_before = n_paints;
      if (g_get_monotonic_time () - begun > PATIENCE_USECS)
        {
          say ("stuck", n);
          _exit (EXIT_FAILURE);
        }
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

/* Works on until something has been painted that was not yet; for a tenth of a second at most, for
 * what comes out as it was is not painted again. */
static void
wait_for_paint (void)
{
  guint before = n_paints;
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 10;

  while (n_paints == before && g_get_monotonic_time () < end)
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

static void
say_of_all (const char *name,
            GArray *values)
{
  g_autofree char *median = g_strconcat (name, "-p50", NULL);
  g_autofree char *p95 = g_strconcat (name, "-p95", NULL);
  g_autofree char *most = g_strconcat (name, "-max", NULL);

  if (values->len == 0)
    return;
  g_array_sort (values, compare_doubles);
  say (median, g_array_index (values, double, values->len / 2));
  say (p95, g_array_index (values, double, values->len * 95 / 100));
  say (most, g_array_index (values, double, values->len - 1));
}

typedef struct
{
  double changed_msecs;
} Change;

static void
changed_cb (GListModel *model,
            guint position,
            guint removed,
            guint added,
            Change *change)
{
  change->changed_msecs = get_msecs ();
}

/* The search bar that is beside the list: there are other search entries in the window, in what drops
 * down from buttons. */
static GtkSearchBar *
find_search_bar (GtkWidget *list)
{
  GtkWidget *found = NULL;

  for (GtkWidget *widget = list; found == NULL && widget != NULL; widget = gtk_widget_get_parent (widget))
    found = find_widget (widget, GTK_TYPE_SEARCH_BAR, NULL);
  if (found == NULL)
    {
      say ("stuck", 0);
      _exit (EXIT_FAILURE);
    }

  return GTK_SEARCH_BAR (found);
}

/* A letter more, or the last one less. To set all of the text would empty it first. */
static void
press_key (GtkEditable *editable,
           guint step,
           guint length)
{
  int end = (int) strlen (gtk_editable_get_text (editable));

  if (step < length)
    gtk_editable_insert_text (editable, TYPED + step, 1, &end);
  else
    gtk_editable_delete_text (editable, end - 1, end);
}

/* To the model's change, its listeners with it, and to what came of it on the screen. Letters that
 * change nothing, as the last of a word often do, don't count. */
static void
type_letters (GtkListView *list)
{
  GtkSearchBar *bar = find_search_bar (GTK_WIDGET (list));
  GtkEditable *editable = GTK_EDITABLE (find_widget (GTK_WIDGET (bar), GTK_TYPE_SEARCH_ENTRY, NULL));
  g_autoptr (GArray) to_change = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) to_paint = g_array_new (FALSE, FALSE, sizeof (double));
  Change change = { 0 };
  gulong handler = g_signal_connect (get_model (list), "items-changed", G_CALLBACK (changed_cb), &change);
  guint length = (guint) strlen (TYPED);

  gtk_search_bar_set_search_mode (bar, TRUE);
  wait_until_quiet (list, 0);
  for (guint step = 0; step < 2 * length; step++)
    {
      double begun, painted, changed;

      change.changed_msecs = 0;
      begun = get_msecs ();
      press_key (editable, step, length);
      while (change.changed_msecs == 0 && get_msecs () - begun < 500)
        g_main_context_iteration (NULL, FALSE);
      wait_for_paint ();
      painted = get_msecs () - begun;
      changed = change.changed_msecs - begun;
      if (change.changed_msecs > 0)
        {
          g_array_append_val (to_change, changed);
          g_array_append_val (to_paint, painted);
        }
      if (step == length - 1)
        say ("found", g_list_model_get_n_items (get_model (list)));
      wait_until_quiet (list, 0);
    }
  g_signal_handler_disconnect (get_model (list), handler);
  say_of_all ("keystroke-change", to_change);
  say_of_all ("keystroke-paint", to_paint);
}

/* All that the main thread does from one frame to the next. */
static void
scroll (GtkListView *list,
        const char *name,
        gboolean end_to_end)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  gtk_adjustment_set_value (adjustment, 0);
  wait_until_quiet (list, 0);
  for (guint i = 1; i <= N_FRAMES; i++)
    {
      double begun = get_cpu_msecs (), spent;

      gtk_adjustment_set_value (adjustment, end_to_end ? most * i / N_FRAMES : MIN (most, (double) STEP_PIXELS * i));
      wait_for_paint ();
      spent = get_cpu_msecs () - begun;
      g_array_append_val (frames, spent);
    }
  say_of_all (name, frames);
}

static void
leave (void)
{
  gtk_window_close (main_window);
}

static void
do_task (gpointer user_data)
{
  GtkListView *list = user_data;
  const char *task = g_getenv ("PROCTOR_BENCH_TASK");
  guint n_rows = (guint) atoi (g_getenv ("PROCTOR_BENCH_ROWS"));

  if (g_str_equal (task, "prime"))
    {
      /* Whoever selects all of them needs all of them. */
      gtk_widget_activate_action (GTK_WIDGET (list), "tests.select-all", NULL);
      wait_until_quiet (list, n_rows);
      gtk_widget_activate_action (GTK_WIDGET (list), "tests.leave", NULL);
      wait_until_quiet (list, n_rows);
      leave ();
      return;
    }

  wait_until_quiet (list, n_rows);
  say ("all-pss", read_pss_mebibytes ());
  type_letters (list);
  wait_until_quiet (list, n_rows);
  scroll (list, "wheel", FALSE);
  scroll (list, "drag", TRUE);
  say ("driven-pss", read_pss_mebibytes ());
  _exit (EXIT_SUCCESS);
}

static void
after_paint_cb (GdkFrameClock *clock)
{
  GtkListView *list;

  n_paints++;
  if (is_driving)
    return;
  if (n_paints == 1)
    say ("frame", get_msecs ());
  list = find_list ();
  if (!has_rows (list))
    return;

  is_driving = TRUE;
  say ("rows", get_msecs ());
  say ("n-rows", g_list_model_get_n_items (get_model (list)));
  say ("pss", read_pss_mebibytes ());
  if (g_str_equal (g_getenv ("PROCTOR_BENCH_TASK"), "rows"))
    _exit (EXIT_SUCCESS);
  g_idle_add_once (do_task, list);
}

G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);
  if (main_window != NULL)
    return;
  main_window = window;
  g_signal_connect (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))), "after-paint", G_CALLBACK (after_paint_cb), NULL);
}
