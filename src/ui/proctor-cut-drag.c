/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-cut-drag.h"

/* The bar of a conversation is dragged to where the user has spoken, too. At the upper and the lower edge of what is
 * seen the conversation moves along, as most are longer than the window. */

/* So near to an edge, it moves so far at a time. */
#define EDGE 48
#define STEP 12

typedef struct
{
  /* Borrowed */
  ProctorConversationCut *cut;
  GtkWidget *scroller; /* (nullable): while something is dragged */

  double height;  /* where the pointer is in the scroller */
  double start_y; /* where it was in the conversation */
  guint start;    /* where the bar was */
  guint tick;
} Drag;

static void
follow (Drag *drag)
{
  graphene_point_t point;

  if (gtk_widget_compute_point (drag->scroller, GTK_WIDGET (drag->cut), &GRAPHENE_POINT_INIT (0, (float) drag->height), &point))
    proctor_conversation_cut_move_bar (drag->cut, point.y);
}

/* How far to go on: up, down, or not at all. */
static double
get_step (Drag *drag)
{
  int height = gtk_widget_get_height (drag->scroller);

  if (drag->height < MIN (EDGE, height / 4))
    return -STEP;

  return drag->height > height - MIN (EDGE, height / 4) ? STEP : 0;
}

static gboolean
tick_cb (GtkWidget *widget,
         GdkFrameClock *clock,
         gpointer user_data)
{
  Drag *drag = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (drag->scroller));
  double step = get_step (drag);

  if (step != 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
  follow (drag);

  return G_SOURCE_CONTINUE;
}

static void
stop (Drag *drag)
{
  if (drag->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (drag->cut), drag->tick);
  drag->tick = 0;
  drag->scroller = NULL;
}

static void
begin_cb (GtkGesture *gesture,
          double x,
          double y,
          Drag *drag)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (drag->cut), GTK_TYPE_SCROLLED_WINDOW);

  if (scroller == NULL || !proctor_conversation_cut_has_bar_at (drag->cut, x, y))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  /* A finger would move the conversation otherwise. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (drag->cut));
  drag->start = proctor_conversation_cut_get_cut (drag->cut);
  drag->scroller = scroller;
  drag->start_y = y;
}

static void
update_cb (GtkGestureDrag *gesture,
           double x,
           double y,
           Drag *drag)
{
  graphene_point_t point;

  if (drag->scroller == NULL)
    return;
  if (drag->tick == 0 && !gtk_drag_check_threshold (GTK_WIDGET (drag->cut), 0, 0, 0, (int) y))
    return;

  if (!gtk_widget_compute_point (GTK_WIDGET (drag->cut), drag->scroller, &GRAPHENE_POINT_INIT (0, (float) (drag->start_y + y)), &point))
    return;
  drag->height = point.y;
  if (drag->tick == 0)
    drag->tick = gtk_widget_add_tick_callback (GTK_WIDGET (drag->cut), tick_cb, drag, NULL);
  follow (drag);
}

/* Where the bar is now has the keys. */
static void
end_cb (GtkGesture *gesture,
        double x,
        double y,
        Drag *drag)
{
  if (drag->scroller != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (drag->cut));
  stop (drag);
}

static void
cancel_cb (GtkGesture *gesture,
           GdkEventSequence *sequence,
           Drag *drag)
{
  if (drag->scroller != NULL)
    proctor_conversation_cut_set_cut (drag->cut, drag->start);
  stop (drag);
}

static void
drag_free (gpointer data)
{
  Drag *drag = data;

  stop (drag);
  g_free (drag);
}

/**
 * proctor_cut_drag_attach:
 * @cut: a conversation with a bar
 *
 * Lets the bar be dragged.
 *
 * Returns: (transfer none): what sees to it
 */
GtkGesture *
proctor_cut_drag_attach (ProctorConversationCut *cut)
{
  GtkGesture *gesture;
  Drag *drag;

  g_return_val_if_fail (PROCTOR_IS_CONVERSATION_CUT (cut), NULL);

  gesture = gtk_gesture_drag_new ();
  drag = g_new0 (Drag, 1);
  drag->cut = cut;
  g_object_set_data_full (G_OBJECT (gesture), "proctor-cut-drag", drag, drag_free);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect (gesture, "drag-begin", G_CALLBACK (begin_cb), drag);
  g_signal_connect (gesture, "drag-update", G_CALLBACK (update_cb), drag);
  g_signal_connect (gesture, "drag-end", G_CALLBACK (end_cb), drag);
  g_signal_connect (gesture, "cancel", G_CALLBACK (cancel_cb), drag);
  gtk_widget_add_controller (GTK_WIDGET (cut), GTK_EVENT_CONTROLLER (gesture));

  return gesture;
}
