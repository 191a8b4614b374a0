/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-drag.h"

#include "proctor-turn-steps.h"

/* Turns are dragged by their handles and dropped between others of the same conversation. */

static GdkContentProvider *
prepare_cb (ProctorTurnCard *card,
            double x,
            double y)
{
  return gdk_content_provider_new_typed (PROCTOR_TYPE_TURN_CARD, card);
}

static void
begin_cb (ProctorTurnCard *card,
          GdkDrag *drag,
          GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (card));

  gtk_drag_source_set_icon (source, paintable, 12, 12);
  gtk_widget_add_css_class (GTK_WIDGET (card), "dragged");
}

static void
end_cb (ProctorTurnCard *card)
{
  gtk_widget_remove_css_class (GTK_WIDGET (card), "dragged");
}

static void
clear (ProctorTurnCard *card)
{
  gtk_widget_remove_css_class (GTK_WIDGET (card), "drop-above");
  gtk_widget_remove_css_class (GTK_WIDGET (card), "drop-below");
}

/* Returns: (nullable): what is dragged, if it can be dropped here */
static ProctorTurnCard *
get_dragged (ProctorTurnCard *card,
             GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);
  ProctorTurnCard *dragged = value != NULL && G_VALUE_HOLDS (value, PROCTOR_TYPE_TURN_CARD) ? g_value_get_object (value) : NULL;

  return dragged != NULL && dragged != card && gtk_widget_get_parent (GTK_WIDGET (dragged)) == gtk_widget_get_parent (GTK_WIDGET (card)) ? dragged : NULL;
}

static gboolean
is_below (ProctorTurnCard *card,
          double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (card)) / 2.0;
}

static GdkDragAction
motion_cb (ProctorTurnCard *card,
           double x,
           double y,
           GtkDropTarget *target)
{
  clear (card);
  if (get_dragged (card, target) == NULL)
    return 0;

  gtk_widget_add_css_class (GTK_WIDGET (card), is_below (card, y) ? "drop-below" : "drop-above");

  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (ProctorTurnCard *card,
         const GValue *value,
         double x,
         double y,
         GtkDropTarget *target)
{
  ProctorEditing *editing = g_object_get_data (G_OBJECT (target), "proctor-editing");
  ProctorTurnCard *dragged = get_dragged (card, target);
  guint from, to;

  clear (card);
  if (dragged == NULL || !proctor_turn_steps_find (editing, proctor_turn_card_get_turn (dragged), &from) || !proctor_turn_steps_find (editing, proctor_turn_card_get_turn (card), &to))
    return FALSE;

  to += is_below (card, y) ? 1 : 0;
  proctor_turn_steps_move (editing, proctor_turn_card_get_turn (dragged), to > from ? to - 1 : to);
  /* So the keys go on from there, the one that undoes it among them. */
  gtk_widget_grab_focus (GTK_WIDGET (dragged));

  return TRUE;
}

/**
 * proctor_turn_drag_attach:
 * @card: a card
 * @handle: a part of it
 * @editing: the test that is edited
 *
 * Lets @card be dragged by its handle, and others be dropped above and below it.
 */
void
proctor_turn_drag_attach (ProctorTurnCard *card,
                          GtkWidget *handle,
                          ProctorEditing *editing)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (PROCTOR_TYPE_TURN_CARD, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), card, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (begin_cb), card, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (end_cb), card, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));

  gtk_drop_target_set_preload (target, TRUE);
  g_object_set_data_full (G_OBJECT (target), "proctor-editing", g_object_ref (editing), g_object_unref);
  g_signal_connect_object (target, "enter", G_CALLBACK (motion_cb), card, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), card, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (clear), card, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), card, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (card), GTK_EVENT_CONTROLLER (target));
}
