/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-row.h"
#include "proctor-reader.h"
#include "proctor-testing.h"
#include "testing-reader.h"

#include <string.h>

/* Wherever a transcript is gone to, one is there in the first picture of it, whatever was known of its rows when one went. */

#define N_TURNS 40u
#define WANTED_TURN 31u
/* There is a heading above the turns. */
#define WANTED_ROW (WANTED_TURN + 1)

typedef struct
{
  GtkWidget *window;
  GtkStack *pages;
  ProctorReader *reader;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->window = adw_window_new ();
  self->pages = GTK_STACK (gtk_stack_new ());
  self->reader = g_object_ref_sink (PROCTOR_READER (proctor_reader_new ()));
  gtk_stack_add_named (self->pages, gtk_label_new ("Something else"), "else");
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->reader), "reader");
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->pages));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 600);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_test_widget_wait_for_draw (self->window);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  proctor_testing_assert_finalized (self->reader);
}

static void
append_turn (GString *json,
             guint turn,
             guint n_sentences,
             const char *wanted)
{
  g_string_append_printf (json, "%s{\"role\": \"%s\", \"time_in_call_secs\": %u, \"message\": \"", turn > 0 ? ", " : "", turn % 2 == 0 ? "user" : "agent", turn);
  for (guint i = 0; i < n_sentences; i++)
    g_string_append (json, "We are open until nine and have rooms for two on every floor. ");
  g_string_append (json, turn == WANTED_TURN ? wanted : "Good night.");
  g_string_append (json, "\"}");
}

/* Every third turn is so many sentences long, and what is looked for comes after so many. */
static ProctorRun *
make_run (guint n_sentences,
          guint n_before)
{
  g_autoptr (GString) json = g_string_new ("{\"test_run_id\": \"run_1\", \"test_id\": \"t\", \"status\": \"passed\", \"agent_responses\": [");

  for (guint i = 0; i < N_TURNS; i++)
    append_turn (json, i, i == WANTED_TURN ? n_before : i % 3 == 0 ? n_sentences
                                                                   : 1,
                 "A heron stands in the lobby.");
  g_string_append (json, "]}");

  return testing_reader_read_run (json->str);
}

static void
show (Fixture *self,
      guint n_sentences,
      guint n_before)
{
  g_autoptr (ProctorRun) run = make_run (n_sentences, n_before);

  proctor_reader_show (self->reader, run, NULL, 0);
}

static gboolean
is_narrow (gpointer user_data)
{
  return gtk_widget_get_width (user_data) < 500;
}

static void
narrow (Fixture *self,
        int height)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, height);
  proctor_testing_wait_for ("the window to be narrow", is_narrow, self->window);
}

/* The page is opened, and looked at as soon as there is a picture of it. */
static void
open_page (Fixture *self)
{
  gtk_stack_set_visible_child_name (self->pages, "reader");
  gtk_test_widget_wait_for_draw (self->window);
}

static GtkWidget *
get_view (Fixture *self)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self->reader), PROCTOR_TYPE_READER, "view"));
}

/* The row as it is to be seen, %NULL if it isn't. */
static GtkWidget *
find_row (Fixture *self,
          guint position,
          graphene_rect_t *bounds)
{
  g_autoptr (ProctorReaderItem) item = g_list_model_get_item (proctor_reader_get_items (self->reader), position);

  for (GtkWidget *child = gtk_widget_get_first_child (get_view (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (proctor_reader_row_get_item (PROCTOR_READER_ROW (row)) == item)
        return gtk_widget_get_child_visible (child) && gtk_widget_compute_bounds (row, get_view (self), bounds) ? row : NULL;
    }

  return NULL;
}

static gboolean
is_within (Fixture *self,
           float top,
           float height)
{
  return top >= -1 && top + height <= (float) gtk_widget_get_height (get_view (self)) + 1;
}

static gboolean
is_at (Fixture *self,
       guint position)
{
  graphene_rect_t bounds;

  return find_row (self, position, &bounds) != NULL && is_within (self, bounds.origin.y, bounds.size.height);
}

static void
assert_at (Fixture *self,
           guint position)
{
  graphene_rect_t bounds;

  if (is_at (self, position))
    return;
  if (find_row (self, position, &bounds) == NULL)
    g_error ("row %u is far away", position);
  g_error ("row %u is at %g to %g of %d", position, bounds.origin.y, bounds.origin.y + bounds.size.height, gtk_widget_get_height (get_view (self)));
}

static gboolean
says_count (Fixture *self,
            const char *words)
{
  GtkLabel *label = GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (self->reader), PROCTOR_TYPE_READER, "count_label"));

  return g_str_equal (gtk_label_get_label (label), words);
}

static gboolean
has_found (gpointer user_data)
{
  return says_count (user_data, "1 of 1");
}

static gboolean
has_places (gpointer user_data)
{
  return says_count (user_data, "1 of 39");
}

static void
wait_found (Fixture *self)
{
  proctor_testing_wait_for ("what is looked for", has_found, self);
}

/* What was found may be known long before anybody sees the page. What was said around it is there, too. */
static void
test_unseen (Fixture *self,
             gconstpointer data)
{
  show (self, 4, 1);
  proctor_reader_search (self->reader, "heron");
  wait_found (self);
  open_page (self);
  assert_at (self, WANTED_ROW);
  assert_at (self, WANTED_ROW - 1);
  assert_at (self, WANTED_ROW + 1);
}

static void
test_turn_unseen (Fixture *self,
                  gconstpointer data)
{
  show (self, 4, 1);
  proctor_reader_go_to_turn (self->reader, PROCTOR_READER_PRODUCED, WANTED_TURN + 1, "heron");
  open_page (self);
  assert_at (self, WANTED_ROW);
}

/* In the very moment in which the page comes, its list has no size yet. */
static void
test_at_once (Fixture *self,
              gconstpointer data)
{
  gtk_stack_set_visible_child_name (self->pages, "reader");
  show (self, 4, 1);
  proctor_reader_go_to_turn (self->reader, PROCTOR_READER_PRODUCED, WANTED_TURN + 1, NULL);
  open_page (self);
  assert_at (self, WANTED_ROW);
}

static void
test_seen (Fixture *self,
           gconstpointer data)
{
  show (self, 4, 1);
  open_page (self);
  proctor_reader_search (self->reader, "heron");
  wait_found (self);
  gtk_test_widget_wait_for_draw (self->window);
  assert_at (self, WANTED_ROW);
}

/* More is known of the run: its rows are made again, before the words were found, before anybody saw it, and after. */
static void
test_replaced (Fixture *self,
               gconstpointer data)
{
  show (self, 4, 1);
  proctor_reader_search (self->reader, "heron");
  show (self, 5, 1);
  wait_found (self);
  show (self, 6, 1);
  open_page (self);
  assert_at (self, WANTED_ROW);

  show (self, 7, 1);
  gtk_test_widget_wait_for_draw (self->window);
  assert_at (self, WANTED_ROW);
  wait_found (self);
  gtk_test_widget_wait_for_draw (self->window);
  assert_at (self, WANTED_ROW);
}

static void
test_turn_replaced (Fixture *self,
                    gconstpointer data)
{
  show (self, 4, 1);
  open_page (self);
  proctor_reader_go_to_turn (self->reader, PROCTOR_READER_PRODUCED, WANTED_TURN + 1, NULL);
  show (self, 5, 1);
  gtk_test_widget_wait_for_draw (self->window);
  assert_at (self, WANTED_ROW);
}

/* Only at that of several places at which one is, the row knows where it is. */
static gboolean
is_at_second (gpointer user_data)
{
  graphene_rect_t bounds, place;
  GtkWidget *row = find_row (user_data, 2, &bounds);

  return row != NULL && proctor_reader_row_find_place (row, &place);
}

/* Who has gone to the next place is there in the new rows, too. */
static void
test_step_replaced (Fixture *self,
                    gconstpointer data)
{
  show (self, 4, 1);
  open_page (self);
  proctor_reader_search (self->reader, "Good night");
  proctor_testing_wait_for ("the first place", has_places, self);
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (self->reader), PROCTOR_TYPE_READER, "next_button"), "clicked");
  proctor_testing_wait_for ("the second place", is_at_second, self);

  show (self, 5, 1);
  proctor_testing_wait_for ("the second place again", is_at_second, self);
}

/* Who has gone somewhere else by himself is not fetched back. */
static void
test_scrolled (Fixture *self,
               gconstpointer data)
{
  GtkAdjustment *adjustment;

  show (self, 4, 1);
  open_page (self);
  proctor_reader_search (self->reader, "heron");
  wait_found (self);
  gtk_test_widget_wait_for_draw (self->window);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 4);
  gtk_test_widget_wait_for_draw (self->window);
  g_assert_false (is_at (self, WANTED_ROW));

  show (self, 4, 1);
  wait_found (self);
  gtk_test_widget_wait_for_draw (self->window);
  g_assert_false (is_at (self, WANTED_ROW));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
}

/* A list that has the focus has it at the turn, and keeps it there. */
static void
test_focus (Fixture *self,
            gconstpointer data)
{
  graphene_rect_t bounds;
  GtkWidget *row;

  show (self, 4, 1);
  open_page (self);
  gtk_widget_grab_focus (get_view (self));
  proctor_reader_go_to_turn (self->reader, PROCTOR_READER_PRODUCED, WANTED_TURN + 1, NULL);
  gtk_test_widget_wait_for_draw (self->window);
  row = find_row (self, WANTED_ROW, &bounds);
  g_assert_nonnull (row);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == gtk_widget_get_parent (row));

  show (self, 5, 1);
  gtk_test_widget_wait_for_draw (self->window);
  row = find_row (self, WANTED_ROW, &bounds);
  g_assert_nonnull (row);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == gtk_widget_get_parent (row));
}

/* Rows that are much higher than others are measured when one is there already. */
static void
test_high (Fixture *self,
           gconstpointer data)
{
  show (self, 45, 1);
  proctor_reader_search (self->reader, "heron");
  wait_found (self);
  open_page (self);
  assert_at (self, WANTED_ROW);

  narrow (self, 600);
  gtk_test_widget_wait_for_draw (self->window);
  assert_at (self, WANTED_ROW);
}

static void
assert_words (Fixture *self)
{
  graphene_rect_t bounds, place;
  GtkWidget *row = find_row (self, WANTED_ROW, &bounds);

  g_assert_nonnull (row);
  g_assert_true (proctor_reader_row_find_place (row, &place));
  g_assert_cmpfloat (place.size.height, >, 0);
  if (!is_within (self, bounds.origin.y + place.origin.y, place.size.height))
    g_error ("what was found is at %g of %d", bounds.origin.y + place.origin.y, gtk_widget_get_height (get_view (self)));
}

/* Where there is little room, a turn is higher than the list, and what was found at the end of it. */
static void
test_narrow (Fixture *self,
             gconstpointer data)
{
  narrow (self, 400);
  show (self, 20, 38);
  proctor_reader_search (self->reader, "heron");
  wait_found (self);
  open_page (self);
  assert_words (self);

  show (self, 20, 39);
  proctor_reader_go_to_turn (self->reader, PROCTOR_READER_PRODUCED, WANTED_TURN + 1, "A heron … in the lobby");
  gtk_test_widget_wait_for_draw (self->window);
  assert_words (self);
}

/* The turn that is unfolded becomes higher than it was when one went there. */
static void
test_unfolded (Fixture *self,
               gconstpointer data)
{
  show (self, 4, 60);
  open_page (self);
  proctor_reader_go_to (self->reader, WANTED_ROW - 8);
  gtk_test_widget_wait_for_draw (self->window);
  proctor_reader_search (self->reader, "heron");
  wait_found (self);
  gtk_test_widget_wait_for_draw (self->window);
  assert_words (self);
}

int
main (int argc,
      char **argv)
{
  testing_reader_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/reader-jump/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("unseen", test_unseen);
  ADD ("turn-unseen", test_turn_unseen);
  ADD ("at-once", test_at_once);
  ADD ("seen", test_seen);
  ADD ("replaced", test_replaced);
  ADD ("turn-replaced", test_turn_replaced);
  ADD ("step-replaced", test_step_replaced);
  ADD ("scrolled", test_scrolled);
  ADD ("focus", test_focus);
  ADD ("high", test_high);
  ADD ("narrow", test_narrow);
  ADD ("unfolded", test_unfolded);
#undef ADD

  return g_test_run ();
}
