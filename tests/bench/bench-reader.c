/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "proctor-raw-json.h"
#include "proctor-reader-search.h"
#include "proctor-reader.h"
#include "proctor-ui.h"
#include "proctor-wire-reader.h"
#include "testing-style.h"
#include "testing-turn.h"

/* A transcript of 10 MB and 5,000 turns, beside one of 10 turns: from its bytes to a run, from the run to the
 * first frame and to rest; frames while it is scrolled from one end to the other; a search; and memory. */

#define MANY_TURNS 5000
#define MANY_BYTES (10 * 1000 * 1000)
#define FEW_TURNS 10
#define N_ROUNDS 5
#define N_FRAMES 200

typedef struct
{
  GtkWindow *window;
  ProctorReader *reader;
  GArray *matches;
  gboolean painted;
} Bench;

static void
after_paint_cb (Bench *bench)
{
  bench->painted = TRUE;
}

static void
wait_for_paint (Bench *bench)
{
  bench->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  while (!bench->painted)
    g_main_context_iteration (NULL, TRUE);
}

static double
get_msecs_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1000;
}

/* What the main thread has used: while others use the machine, too, and between two frames, time passes that isn't ours. */
static double
get_cpu_msecs (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return (double) spent.tv_sec * 1000 + (double) spent.tv_nsec / 1000000;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
get_part (GArray *times,
          double part)
{
  g_array_sort (times, compare);

  return g_array_index (times, double, MIN ((guint) (part * times->len), times->len - 1));
}

/* Returns how much the longest step has used. */
static double
settle (Bench *bench)
{
  double longest = 0;
  double begun = get_cpu_msecs ();

  while (g_main_context_iteration (NULL, FALSE))
    {
      double ended = get_cpu_msecs ();

      longest = MAX (longest, ended - begun);
      begun = ended;
    }
  wait_for_paint (bench);

  return longest;
}

/* What opening a run takes of the main thread's time. */
typedef struct
{
  double first;
  double complete;
  double stall;
} Opened;

static Opened
open_run (Bench *bench,
          ProctorRun *run)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) complete_times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) stalls = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (ProctorRun) nothing = proctor_run_new ();

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double begun, msecs;

      proctor_reader_show (bench->reader, nothing, NULL, 0);
      settle (bench);
      begun = get_cpu_msecs ();
      proctor_reader_show (bench->reader, run, NULL, 0);
      wait_for_paint (bench);
      msecs = get_cpu_msecs () - begun;
      g_array_append_val (times, msecs);
      msecs = settle (bench);
      g_array_append_val (stalls, msecs);
      msecs = get_cpu_msecs () - begun;
      g_array_append_val (complete_times, msecs);
    }

  return (Opened) { get_part (times, 0.5), get_part (complete_times, 0.5), get_part (stalls, 0.5) };
}

static GtkWidget *
find_scroller (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_mapped (child) ? find_scroller (child) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* As a wheel does it: a hundred pixels at a time. */
static GArray *
scroll (Bench *bench)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find_scroller (GTK_WIDGET (bench->reader))));
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_FRAMES; i++)
    {
      double begun = get_cpu_msecs ();
      double msecs;

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 100);
      wait_for_paint (bench);
      msecs = get_cpu_msecs () - begun;
      g_array_append_val (times, msecs);
    }

  return times;
}

static void
found_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  Bench *bench = user_data;

  bench->matches = proctor_reader_search_find_finish (PROCTOR_READER_SEARCH (source), result, NULL);
}

static double
search (Bench *bench,
        ProctorReaderSearch *search,
        const char *words)
{
  gint64 begun = g_get_monotonic_time ();

  proctor_reader_search_find_async (search, words, NULL, found_cb, bench);
  while (bench->matches == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (bench->matches->len, >, 0);
  g_clear_pointer (&bench->matches, g_array_unref);

  return get_msecs_since (begun);
}

static double
read_rss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  g_assert_nonnull (line);

  return (double) g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

static ProctorRun *
read_many (double *msecs)
{
  g_autoptr (ProctorRun) made = testing_turn_make_long_run (MANY_TURNS, MANY_BYTES);
  g_autoptr (GBytes) bytes = NULL;
  ProctorRun *run;
  gint64 begun;

  proctor_run_set_test_run_id (made, "run_1");
  proctor_run_set_test_id (made, "test_1");
  proctor_run_set_status (made, "passed");
  bytes = proctor_raw_json_dup_record (PROCTOR_RECORD (made));
  begun = g_get_monotonic_time ();
  run = proctor_wire_read_bytes (PROCTOR_TYPE_RUN, bytes, NULL);
  *msecs = get_msecs_since (begun);
  g_assert_nonnull (run);

  return run;
}

static void
measure (Bench *bench)
{
  double read_msecs, before = read_rss (), first, next;
  Opened few, many;
  g_autoptr (ProctorRun) few_run = testing_turn_make_long_run (FEW_TURNS, FEW_TURNS * (MANY_BYTES / MANY_TURNS));
  g_autoptr (ProctorRun) many_run = read_many (&read_msecs);
  g_autoptr (ProctorReaderSearch) finder = NULL;
  g_autoptr (GArray) frames = NULL;

  few = open_run (bench, few_run);
  many = open_run (bench, many_run);
  frames = scroll (bench);
  finder = proctor_reader_search_new (proctor_reader_get_items (bench->reader));
  first = search (bench, finder, "breakfast");
  next = search (bench, finder, "turn 4999");

  g_print ("A transcript of %d MB and %d turns\n", MANY_BYTES / 1000000, MANY_TURNS);
  g_print ("  %-38s %7.0f ms, in a thread\n", "from its bytes to a run", read_msecs);
  g_print ("  %-38s %7.0f ms CPU, %4.2f of one of %d turns (%.0f ms)\n", "to its first frame", many.first, many.first / few.first, FEW_TURNS, few.first);
  g_print ("  %-38s %7.0f ms CPU, %4.2f of one of %d turns (%.0f ms)\n", "to rest", many.complete, many.complete / few.complete, FEW_TURNS, few.complete);
  g_print ("  %-38s %7.0f ms CPU\n", "the longest step until then", many.stall);
  g_print ("  %-38s %7.1f ms median, %.1f ms p95, %.1f ms p99\n", "CPU for a frame while it is scrolled", get_part (frames, 0.5), get_part (frames, 0.95), get_part (frames, 0.99));
  g_print ("  %-38s %7.0f ms, the next %.0f ms, in a thread\n", "the first search in it", first, next);
  g_print ("  %-38s %7.1f MiB RSS, %.1f without it\n\n", "memory", read_rss (), before);
}

int
main (int argc,
      char **argv)
{
  Bench bench = { 0 };

  gtk_init ();
  adw_init ();
  proctor_ui_init ();
  testing_style_load ();
  bench.window = GTK_WINDOW (adw_window_new ());
  bench.reader = PROCTOR_READER (proctor_reader_new ());
  gtk_window_set_default_size (bench.window, 900, 760);
  adw_window_set_content (ADW_WINDOW (bench.window), GTK_WIDGET (bench.reader));
  gtk_window_present (bench.window);
  g_signal_connect_swapped (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (bench.window))), "after-paint", G_CALLBACK (after_paint_cb), &bench);
  settle (&bench);
  measure (&bench);
  gtk_window_destroy (bench.window);

  return EXIT_SUCCESS;
}
