/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ui.h"
#include "testing-picker.h"
#include "testing-picture.h"

static gboolean
has_focus (gpointer user_data)
{
  return gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (user_data))) == user_data;
}

/* One can cut wherever the user has spoken, and comes back to what one has chosen. */
static void
test_cut (TestingListing *self,
          gconstpointer data)
{
  testing_picker_choose_and_read (self, 800);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 4);
  g_assert_true (testing_listing_shows (self, "The test begins with 4 turns and is about the agent's reply to them."));
  g_assert_true (testing_listing_shows (self, "Cut Here"));
  testing_picture_save (self->window, "conversation-cut");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)), TRUE);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 2);
  g_assert_true (testing_listing_shows (self, "The test begins with 2 turns and is about the agent's reply to them."));

  /* The bar that is there can't be taken away. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)), FALSE);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 2);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0))));

  adw_navigation_view_pop (testing_picker_get_part (self->pane, "view"));
  testing_picker_choose (self);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 2);
  proctor_testing_wait_for ("the focus", has_focus, testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0));
}

static GtkGesture *
find_drag (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }

  g_assert_not_reached ();
}

static double
get_middle (TestingListing *self,
            guint nth)
{
  GtkWidget *bar = testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, nth);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (bar, gtk_widget_get_parent (bar), &bounds));

  return bounds.origin.y + bounds.size.height / 2;
}

/* The bar is dragged by itself and not by what is beside it, and comes back when that is given up. */
static void
test_drag (TestingListing *self,
           gconstpointer data)
{
  GtkGesture *drag;
  double first, last, x;

  testing_picker_choose_and_read (self, 800);
  drag = find_drag (gtk_widget_get_parent (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)));
  first = get_middle (self, 0);
  last = get_middle (self, 1);
  x = gtk_widget_get_width (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)) / 2.0;
  g_assert_cmpfloat (first, <, last);

  /* Where no bar is, and a bar that isn't the one. */
  g_signal_emit_by_name (drag, "drag-begin", x, (first + last) / 2);
  g_signal_emit_by_name (drag, "drag-update", 0.0, first - last);
  g_signal_emit_by_name (drag, "drag-begin", x, first);
  g_signal_emit_by_name (drag, "drag-update", 0.0, last - first);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 4);

  g_signal_emit_by_name (drag, "drag-begin", x, last);
  g_signal_emit_by_name (drag, "drag-update", 0.0, 2.0);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 4);
  g_signal_emit_by_name (drag, "drag-update", 0.0, first - last);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 2);
  g_signal_emit_by_name (drag, "cancel", NULL);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 4);
  g_signal_emit_by_name (drag, "drag-update", 0.0, first - last);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 4);

  g_signal_emit_by_name (drag, "drag-begin", x, get_middle (self, 1));
  g_signal_emit_by_name (drag, "drag-update", 0.0, first - last - 1000);
  g_signal_emit_by_name (drag, "drag-end", 0.0, first - last - 1000);
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 2);
  g_assert_true (testing_listing_shows (self, "The test begins with 2 turns and is about the agent's reply to them."));
  g_assert_true (gtk_widget_has_focus (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)));
}

static void
test_unreadable (TestingListing *self,
                 gconstpointer data)
{
  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "", "failure"));
  testing_picker_answer (self, TESTING_PICKER_ONE, 404, "{\"detail\":{\"code\":\"conversation_not_found\",\"message\":\"No\"}}");
  testing_picker_answer (self, TESTING_PICKER_ONE, 200, "{\"conversation_id\":\"conv_1\",\"transcript\":[{\"role\":\"agent\",\"message\":\"Hello?\",\"time_in_call_secs\":0}]}");
  testing_picker_open (self, 800);
  testing_picker_choose (self);
  testing_listing_wait_title (self, "The Conversation Can't Be Shown");
  g_assert_false (gtk_widget_get_sensitive (testing_picker_get_part (testing_picker_get_part (self->pane, "cut_page"), "next_button")));

  gtk_widget_activate (testing_picker_get_part (testing_picker_get_part (self->pane, "cut_page"), "again_button"));
  testing_listing_wait_title (self, "Nothing to Reply To");
  g_assert_false (gtk_widget_get_sensitive (testing_picker_get_part (testing_picker_get_part (self->pane, "cut_page"), "next_button")));
}

/* What is closed while it waits is gone. */
static void
test_closed (TestingListing *self,
             gconstpointer data)
{
  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "", "failure"));
  proctor_testing_server_answer (self->server, "GET", TESTING_PICKER_ONE, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  testing_picker_open (self, 800);
  testing_picker_choose (self);
  testing_listing_wait_title (self, "Loading the Conversation");
  adw_dialog_force_close (ADW_DIALOG (self->pane));
  proctor_testing_assert_finalized (g_steal_pointer (&self->pane));
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));

  /* Something is expected to be there. */
  self->session = proctor_testing_session_new (self->server, NULL, NULL);
  self->pane = g_object_ref_sink (gtk_label_new (NULL));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/conversation-picker/" name, TestingListing, NULL, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("cut", test_cut);
  ADD ("drag", test_drag);
  ADD ("unreadable", test_unreadable);
  ADD ("closed", test_closed);
#undef ADD

  return g_test_run ();
}
