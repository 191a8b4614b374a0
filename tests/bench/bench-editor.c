/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "proctor-drafts.h"
#include "proctor-test-editor.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-turn.h"
#include "proctor-ui.h"
#include "testing-style.h"

/* The editor of a test, in a window: from having a test to its first frame, with few turns and with
 * many; from a key to its paint in a message of 50 KB, beside a bare GtkTextView with the same; a
 * thousand steps taken back; and the memory of many tests opened in turn. */

#define MANY_TURNS 200
#define FEW_TURNS 2
#define LONG_MESSAGE (50 * 1000)
#define N_ROUNDS 11
#define N_KEYS 60
#define N_STEPS 1000
#define N_TESTS 50
#define WARM 10

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  GtkWindow *window;
  GtkWidget *editor;
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

static void
settle (Bench *bench)
{
  gint64 end = g_get_monotonic_time () + 400 * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  wait_for_paint (bench);
}

static char *
make_message (guint number,
              gsize length)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "This is what is said in turn %u, and then: ", number);
  while (text->len < length)
    g_string_append (text, "a room with a view of the sea for two nights, breakfast included. ");

  return g_string_free_and_steal (text);
}

static ProctorTest *
make_test (guint n_turns,
           gsize length)
{
  ProctorTest *test = proctor_test_new ();
  GListStore *turns = G_LIST_STORE (proctor_test_get_chat_history (test));

  proctor_test_set_name (test, "Books a room");
  proctor_test_set_kind (test, "llm");
  proctor_test_set_success_condition (test, "The agent says what the room costs.");
  for (guint i = 0; i < n_turns; i++)
    {
      g_autoptr (ProctorTurn) turn = proctor_turn_new ();
      g_autofree char *message = make_message (i, length);

      proctor_turn_set_role (turn, i % 2 == 0 ? "user" : "agent");
      proctor_turn_set_message (turn, message);
      proctor_turn_set_time_in_call_secs (turn, i);
      g_list_store_append (turns, turn);
    }

  return test;
}

static ProctorDraft *
make_draft (Bench *bench,
            guint n_turns,
            gsize length)
{
  g_autoptr (ProctorTest) test = make_test (n_turns, length);

  return proctor_drafts_create (proctor_session_get_drafts (bench->session), test, NULL);
}

static void
show (Bench *bench,
      ProctorDraft *draft)
{
  proctor_test_editor_set_draft (PROCTOR_TEST_EDITOR (bench->editor), draft);
  proctor_test_editor_show_item (PROCTOR_TEST_EDITOR (bench->editor), NULL);
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

static double
get_msecs_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1000;
}

static double
open_tests (Bench *bench,
            guint n_turns)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (ProctorDraft) draft = make_draft (bench, n_turns, 80);
      gint64 begun;
      double msecs;

      settle (bench);
      begun = g_get_monotonic_time ();
      show (bench, draft);
      wait_for_paint (bench);
      msecs = get_msecs_since (begun);
      g_array_append_val (times, msecs);
      settle (bench);
      show (bench, NULL);
      proctor_draft_discard (draft);
    }

  return get_part (times, 0.5);
}

static GtkWidget *
find_text_view (GtkWidget *widget,
                gsize length)
{
  if (GTK_IS_TEXT_VIEW (widget) && (gsize) gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget))) >= length)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text_view (child, length);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GArray *
type (Bench *bench,
      GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, gtk_text_buffer_get_char_count (buffer) / 2);
  gtk_text_buffer_place_cursor (buffer, &place);
  gtk_widget_grab_focus (view);
  settle (bench);
  for (guint i = 0; i < N_KEYS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      double msecs;

      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, "x", 1, TRUE);
      gtk_text_buffer_end_user_action (buffer);
      wait_for_paint (bench);
      msecs = get_msecs_since (begun);
      g_array_append_val (times, msecs);
      g_usleep (5000);
    }

  return times;
}

static void
measure_typing (Bench *bench)
{
  g_autoptr (ProctorDraft) draft = make_draft (bench, 3, LONG_MESSAGE);
  g_autofree char *text = make_message (1, LONG_MESSAGE);
  g_autoptr (GArray) times = NULL;
  g_autoptr (GArray) bare_times = NULL;
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *bare = gtk_text_view_new ();
  GtkWidget *view;

  show (bench, draft);
  settle (bench);
  view = find_text_view (bench->editor, LONG_MESSAGE);
  g_assert_nonnull (view);
  times = type (bench, view);
  show (bench, NULL);
  proctor_draft_discard (draft);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (bare), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (bare)), text, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), bare);
  g_object_ref (bench->editor);
  adw_window_set_content (ADW_WINDOW (bench->window), scroller);
  settle (bench);
  bare_times = type (bench, bare);
  adw_window_set_content (ADW_WINDOW (bench->window), bench->editor);
  g_object_unref (bench->editor);
  settle (bench);

  g_print ("  %-38s %7.1f ms median, %.1f ms p95; %4.2f of a bare text view (%.1f ms)\n", "a key to its paint, in 50 KB", get_part (times, 0.5), get_part (times, 0.95),
           get_part (times, 0.5) / get_part (bare_times, 0.5), get_part (bare_times, 0.5));
}

static void
measure_undo (Bench *bench)
{
  g_autoptr (ProctorDraft) draft = make_draft (bench, MANY_TURNS, 80);
  ProctorUndo *undo = proctor_draft_get_undo (draft);
  GListModel *turns = proctor_test_get_chat_history (proctor_draft_get_test (draft));
  double msecs, redo_msecs;
  gint64 begun;

  show (bench, draft);
  settle (bench);
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (ProctorTurn) turn = g_list_model_get_item (turns, i * 7 % g_list_model_get_n_items (turns));
      g_autofree char *message = g_strdup_printf ("Said in step %u", i);

      proctor_undo_begin (undo, "Edit Message");
      proctor_undo_set_string (undo, turn, PROCTOR_TURN_FIELD_MESSAGE, message);
      proctor_undo_end (undo);
    }
  settle (bench);

  begun = g_get_monotonic_time ();
  for (guint i = 0; i < N_STEPS; i++)
    g_assert_true (proctor_undo_undo (undo));
  wait_for_paint (bench);
  msecs = get_msecs_since (begun);
  begun = g_get_monotonic_time ();
  for (guint i = 0; i < N_STEPS; i++)
    g_assert_true (proctor_undo_redo (undo));
  wait_for_paint (bench);
  redo_msecs = get_msecs_since (begun);
  show (bench, NULL);
  proctor_draft_discard (draft);

  g_print ("  %-38s %7.0f ms, %.2f ms each; done again %.0f ms\n", "1,000 steps taken back", msecs, msecs / N_STEPS, redo_msecs);
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

static void
measure_memory (Bench *bench)
{
  double first = 0, last = 0;

  for (guint i = 0; i < N_TESTS; i++)
    {
      g_autoptr (ProctorDraft) draft = make_draft (bench, 20, 200);

      show (bench, draft);
      wait_for_paint (bench);
      settle (bench);
      show (bench, NULL);
      proctor_draft_discard (draft);
      if (i == WARM)
        first = read_rss ();
    }
  settle (bench);
  last = read_rss ();

  g_print ("  %-38s %7.1f MiB RSS, after %d of them %.1f: %+.0f KiB each\n", "50 tests opened in turn", last, WARM, first, (last - first) * 1024 / (N_TESTS - WARM));
}

int
main (int argc,
      char **argv)
{
  Bench bench = { 0 };
  double few, many;

  gtk_init ();
  adw_init ();
  proctor_ui_init ();
  testing_style_load ();
  bench.server = proctor_testing_server_new ();
  bench.session = proctor_testing_session_new (bench.server, NULL, NULL);
  bench.window = GTK_WINDOW (adw_window_new ());
  bench.editor = proctor_test_editor_new ();
  gtk_window_set_default_size (bench.window, 900, 760);
  adw_window_set_content (ADW_WINDOW (bench.window), bench.editor);
  proctor_test_editor_set_session (PROCTOR_TEST_EDITOR (bench.editor), bench.session);
  gtk_window_present (bench.window);
  g_signal_connect_swapped (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (bench.window))), "after-paint", G_CALLBACK (after_paint_cb), &bench);
  settle (&bench);

  few = open_tests (&bench, FEW_TURNS);
  many = open_tests (&bench, MANY_TURNS);
  g_print ("The editor of a test\n");
  g_print ("  %-38s %7.0f ms\n", "a test of 2 turns to its first frame", few);
  g_print ("  %-38s %7.0f ms, %4.2f of one of 2 turns\n", "a test of 200 turns", many, many / few);
  measure_typing (&bench);
  measure_undo (&bench);
  measure_memory (&bench);
  g_print ("\n");

  gtk_window_destroy (bench.window);
  g_clear_object (&bench.session);
  g_clear_object (&bench.server);

  return EXIT_SUCCESS;
}
