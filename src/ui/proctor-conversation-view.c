/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-view.h"

#include "proctor-turn-bubble.h"
#include "proctor-unreadable.h"

#include <glib/gi18n.h>

/**
 * ProctorConversationView:
 *
 * The turns of a conversation, one below the other. The first are there at once; of a long one the
 * others follow while nothing else is to be done, so that the window never waits for them.
 */
struct _ProctorConversationView
{
  GtkBox parent_instance;

  /* Owned */
  GListModel *turns;
  guint idle_source;

  guint n_shown; /* so many of the turns, from the first, have their bubble */
};

G_DEFINE_FINAL_TYPE (ProctorConversationView, proctor_conversation_view, GTK_TYPE_BOX)

enum
{
  FIRST = 12,
  MORE = 4,
};

/* A turn that could not be read is not left out without a word. */
static GtkWidget *
create_bubble (gpointer item)
{
  GtkWidget *label;

  if (PROCTOR_IS_TURN (item))
    return proctor_turn_bubble_new (item);

  label = gtk_label_new (_ ("A turn that this version of Proctor can't read"));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dimmed");

  return label;
}

static GtkWidget *
get_bubble (ProctorConversationView *self,
            guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < position && child != NULL; i++)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static void
show_more (ProctorConversationView *self,
           guint n)
{
  guint n_turns = g_list_model_get_n_items (self->turns);

  for (guint i = 0; i < n && self->n_shown < n_turns; i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (self->turns, self->n_shown);

      gtk_box_append (GTK_BOX (self), create_bubble (turn));
      self->n_shown++;
    }
}

static gboolean
idle_cb (gpointer user_data)
{
  ProctorConversationView *self = user_data;

  show_more (self, MORE);
  if (self->n_shown < g_list_model_get_n_items (self->turns))
    return G_SOURCE_CONTINUE;

  self->idle_source = 0;

  return G_SOURCE_REMOVE;
}

static void
fill (ProctorConversationView *self)
{
  if (self->n_shown < FIRST)
    show_more (self, FIRST - self->n_shown);
  if (self->n_shown < g_list_model_get_n_items (self->turns) && self->idle_source == 0)
    self->idle_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, idle_cb, self, NULL);
}

static void
turns_changed_cb (ProctorConversationView *self,
                  guint position,
                  guint removed,
                  guint added)
{
  GtkWidget *previous;

  if (position >= self->n_shown)
    {
      fill (self);
      return;
    }

  previous = position > 0 ? get_bubble (self, position - 1) : NULL;
  for (guint i = 0; i < removed && position < self->n_shown; i++)
    {
      gtk_box_remove (GTK_BOX (self), get_bubble (self, position));
      self->n_shown--;
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (self->turns, position + i);
      GtkWidget *bubble = create_bubble (turn);

      gtk_box_insert_child_after (GTK_BOX (self), bubble, previous);
      previous = bubble;
      self->n_shown++;
    }
  fill (self);
}

static void
clear (ProctorConversationView *self)
{
  GtkWidget *child;

  g_clear_handle_id (&self->idle_source, g_source_remove);
  if (self->turns != NULL)
    g_signal_handlers_disconnect_by_data (self->turns, self);
  g_clear_object (&self->turns);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  self->n_shown = 0;
}

static void
proctor_conversation_view_dispose (GObject *object)
{
  clear (PROCTOR_CONVERSATION_VIEW (object));

  G_OBJECT_CLASS (proctor_conversation_view_parent_class)->dispose (object);
}

static void
proctor_conversation_view_class_init (ProctorConversationViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_conversation_view_dispose;
}

static void
proctor_conversation_view_init (ProctorConversationView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

/**
 * proctor_conversation_view_set_turns:
 * @self: a view
 * @turns: (nullable): what was said, of #ProctorTurn
 *
 * Shows @turns, and follows them.
 */
void
proctor_conversation_view_set_turns (ProctorConversationView *self,
                                     GListModel *turns)
{
  g_return_if_fail (PROCTOR_IS_CONVERSATION_VIEW (self));

  if (self->turns == turns)
    return;

  clear (self);
  if (turns == NULL)
    return;

  self->turns = g_object_ref (turns);
  g_signal_connect_object (turns, "items-changed", G_CALLBACK (turns_changed_cb), self, G_CONNECT_SWAPPED);
  fill (self);
}
