/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drive.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Preloaded into the program, which knows nothing of it: finds the list of tests in its window, waits
 * for the first rows that are painted, and does with the list what a person would. What it measures
 * it writes to a descriptor, a line each. PROCTOR_BENCH_TASK says what is wanted:
 *
 *   rows    when the first rows were painted, and how much memory the program had then
 *   prime   all of the list is read, so that the next start has a copy of it
 *   drive   letters are typed into the search, and the list is scrolled from end to end */

/* What is typed, letter by letter, and taken away again. */
#define TYPED "refund 12"

static gboolean is_driving;

static GtkListView *
find_list (void)
{
  return (GtkListView *) drive_find_widget (GTK_WIDGET (drive_window), GTK_TYPE_LIST_VIEW, "tests");
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
  change->changed_msecs = drive_get_msecs ();
}

/* The search bar that is beside the list: there are other search entries in the window, in what drops
 * down from buttons. */
static GtkSearchBar *
find_search_bar (GtkWidget *list)
{
  GtkWidget *found = NULL;

  for (GtkWidget *widget = list; found == NULL && widget != NULL; widget = gtk_widget_get_parent (widget))
    found = drive_find_widget (widget, GTK_TYPE_SEARCH_BAR, NULL);
  if (found == NULL)
    {
      drive_say ("stuck", 0);
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
  GtkEditable *editable = GTK_EDITABLE (drive_find_widget (GTK_WIDGET (bar), GTK_TYPE_SEARCH_ENTRY, NULL));
  g_autoptr (GArray) to_change = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) to_paint = g_array_new (FALSE, FALSE, sizeof (double));
  Change change = { 0 };
  gulong handler = g_signal_connect (drive_get_model (list), "items-changed", G_CALLBACK (changed_cb), &change);
  guint length = (guint) strlen (TYPED);

  gtk_search_bar_set_search_mode (bar, TRUE);
  drive_wait_until_quiet (list, 0);
  for (guint step = 0; step < 2 * length; step++)
    {
      double begun, painted, changed;

      change.changed_msecs = 0;
      begun = drive_get_msecs ();
      press_key (editable, step, length);
      while (change.changed_msecs == 0 && drive_get_msecs () - begun < 500)
        g_main_context_iteration (NULL, FALSE);
      drive_wait_for_paint ();
      painted = drive_get_msecs () - begun;
      changed = change.changed_msecs - begun;
      if (change.changed_msecs > 0)
        {
          g_array_append_val (to_change, changed);
          g_array_append_val (to_paint, painted);
        }
      if (step == length - 1)
        drive_say ("found", g_list_model_get_n_items (drive_get_model (list)));
      drive_wait_until_quiet (list, 0);
    }
  g_signal_handler_disconnect (drive_get_model (list), handler);
  drive_say_of_all ("keystroke-change", to_change);
  drive_say_of_all ("keystroke-paint", to_paint);
}

static void
leave (void)
{
  gtk_window_close (drive_window);
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
      drive_wait_until_quiet (list, n_rows);
      gtk_widget_activate_action (GTK_WIDGET (list), "tests.leave", NULL);
      drive_wait_until_quiet (list, n_rows);
      leave ();
      return;
    }

  drive_wait_until_quiet (list, n_rows);
  drive_say ("all-pss", drive_read_pss_mebibytes ());
  type_letters (list);
  drive_wait_until_quiet (list, n_rows);
  drive_scroll (list, "wheel", FALSE);
  drive_scroll (list, "drag", TRUE);
  drive_say ("driven-pss", drive_read_pss_mebibytes ());
  _exit (EXIT_SUCCESS);
}

/* Something was painted. */
void
drive_painted (void)
{
  GtkListView *list;

  if (is_driving)
    return;
  if (drive_n_paints == 1)
    drive_say ("frame", drive_get_msecs ());
  list = find_list ();
  if (!drive_has_rows (list))
    return;

  is_driving = TRUE;
  drive_say ("rows", drive_get_msecs ());
  drive_say ("n-rows", g_list_model_get_n_items (drive_get_model (list)));
  drive_say ("pss", drive_read_pss_mebibytes ());
  if (g_str_equal (g_getenv ("PROCTOR_BENCH_TASK"), "rows"))
    _exit (EXIT_SUCCESS);
  g_idle_add_once (do_task, list);
}
