/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-cut.h"

#include "proctor-conversation-test.h"
#include "proctor-cut-drag.h"
#include "proctor-turn-bubble.h"

#include <glib/gi18n.h>

/* So many turns are made at a time, so that the window never waits for them. */
#define TURNS_A_TIME 8

/**
 * ProctorConversationCut:
 *
 * A conversation and a bar in it: what is above the bar is what a test begins with, and the agent's reply
 * below it is what the test is about. It can be put wherever the user has just spoken, by a click, by
 * dragging it or with the arrow keys.
 */
struct _ProctorConversationCut
{
  GtkBox parent_instance;

  /* Owned */
  ProctorConversation *conversation;
  GPtrArray *bubbles; /* of each turn */
  GPtrArray *bars;    /* before each turn and after the last; NULL where one can't cut */
  guint idle_source;

  guint cut;
};

typedef enum
{
  PROP_CUT = 1,
} ProctorConversationCutProperty;

static GParamSpec *properties[PROP_CUT + 1];

G_DEFINE_FINAL_TYPE (ProctorConversationCut, proctor_conversation_cut, GTK_TYPE_BOX)

static guint
count_turns (ProctorConversationCut *self)
{
  return self->conversation != NULL ? g_list_model_get_n_items (proctor_conversation_get_transcript (self->conversation)) : 0;
}

static void
show_bar (ProctorConversationCut *self,
          guint position)
{
  GtkWidget *bar = g_ptr_array_index (self->bars, position);
  gboolean is_cut = position == self->cut;
  g_autofree char *description = NULL;

  if (bar == NULL)
    return;

  description = g_strdup_printf (_ ("After turn %u of %u"), position, count_turns (self));
  adw_button_content_set_label (ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (bar))), is_cut ? _ ("The Agent's Turn") : _ ("Cut Here"));
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (bar))), is_cut ? "list-drag-handle-symbolic" : "edit-cut-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (bar), is_cut);
  gtk_widget_set_tooltip_text (bar, is_cut ? _ ("Drag to move, or press the arrow up or down") : NULL);
  gtk_widget_set_cursor_from_name (bar, is_cut ? "ns-resize" : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static gboolean
is_user (ProctorConversationCut *self,
         guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (proctor_conversation_get_transcript (self->conversation), position);

  return PROCTOR_IS_TURN (item) && g_strcmp0 (proctor_turn_get_role (PROCTOR_TURN (item)), "user") == 0;
}

/* Where the reply ends that begins at the bar: where the user speaks again. */
static guint
find_reply_end (ProctorConversationCut *self)
{
  guint end = self->cut;

  while (end < count_turns (self) && !is_user (self, end))
    end++;

  return end;
}

static void
set_class (GtkWidget *widget,
           const char *name,
           gboolean is_wanted)
{
  if (is_wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* The reply stands out, and what comes after it steps back. */
static void
show_bubble (ProctorConversationCut *self,
             guint position,
             guint reply_end)
{
  GtkWidget *bubble = g_ptr_array_index (self->bubbles, position);

  set_class (bubble, "reply", position >= self->cut && position < reply_end);
  set_class (bubble, "after-cut", position >= reply_end);
}

static void
show_cut (ProctorConversationCut *self)
{
  guint reply_end = find_reply_end (self);

  for (guint i = 0; i < self->bars->len; i++)
    show_bar (self, i);
  for (guint i = 0; i < self->bubbles->len; i++)
    show_bubble (self, i, reply_end);
}

static void
toggled_cb (GtkToggleButton *bar,
            ProctorConversationCut *self)
{
  guint position;

  if (!g_ptr_array_find (self->bars, bar, &position))
    return;

  /* A click on the bar that is there leaves it there. */
  if (gtk_toggle_button_get_active (bar))
    proctor_conversation_cut_set_cut (self, position);
  else if (position == self->cut)
    gtk_toggle_button_set_active (bar, TRUE);
}

static void
add_bar (ProctorConversationCut *self)
{
  guint position = self->bars->len;
  GtkWidget *bar = NULL;

  if (proctor_conversation_test_can_cut (self->conversation, position))
    {
      bar = gtk_toggle_button_new ();
      gtk_button_set_child (GTK_BUTTON (bar), adw_button_content_new ());
      gtk_widget_add_css_class (bar, "cut");
      gtk_widget_add_css_class (bar, "flat");
      gtk_box_append (GTK_BOX (self), bar);
    }
  g_ptr_array_add (self->bars, bar);
  show_bar (self, position);
  if (bar != NULL)
    g_signal_connect_object (bar, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_DEFAULT);
}

static void
add_turn (ProctorConversationCut *self)
{
  guint position = self->bubbles->len;
  g_autoptr (GObject) item = g_list_model_get_item (proctor_conversation_get_transcript (self->conversation), position);
  GtkWidget *bubble = PROCTOR_IS_TURN (item) ? proctor_turn_bubble_new (PROCTOR_TURN (item)) : gtk_label_new (_ ("A turn that this version of Proctor can't read"));

  gtk_box_append (GTK_BOX (self), bubble);
  g_ptr_array_add (self->bubbles, bubble);
  show_bubble (self, position, find_reply_end (self));
}

static GtkWidget *
get_bar (ProctorConversationCut *self,
         guint position)
{
  return position < self->bars->len ? g_ptr_array_index (self->bars, position) : NULL;
}

/* When all turns are there, what comes next is the bar. */
static gboolean
fill_cb (gpointer user_data)
{
  ProctorConversationCut *self = user_data;

  if (self->bars->len == 0)
    add_bar (self);
  for (guint i = 0; i < TURNS_A_TIME && self->bubbles->len < count_turns (self); i++)
    {
      add_turn (self);
      add_bar (self);
    }
  if (self->bubbles->len < count_turns (self))
    return G_SOURCE_CONTINUE;

  self->idle_source = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
move_to (ProctorConversationCut *self,
         guint position)
{
  proctor_conversation_cut_set_cut (self, position);
  gtk_widget_grab_focus (get_bar (self, position));
}

static gboolean
move (ProctorConversationCut *self,
      guint from,
      int step)
{
  for (gint64 i = (gint64) from + step; i >= 0 && i < self->bars->len; i += step)
    {
      if (get_bar (self, (guint) i) != NULL)
        {
          move_to (self, (guint) i);

          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
key_pressed_cb (ProctorConversationCut *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || focus == NULL || !g_ptr_array_find (self->bars, focus, NULL))
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, self->cut, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, self->cut, 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
clear (ProctorConversationCut *self)
{
  GtkWidget *child;

  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_ptr_array_set_size (self->bars, 0);
  g_ptr_array_set_size (self->bubbles, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_clear_object (&self->conversation);
}

static gboolean
proctor_conversation_cut_grab_focus (GtkWidget *widget)
{
  ProctorConversationCut *self = PROCTOR_CONVERSATION_CUT (widget);
  GtkWidget *bar = get_bar (self, self->cut);

  return bar != NULL && gtk_widget_grab_focus (bar);
}

static void
proctor_conversation_cut_dispose (GObject *object)
{
  clear (PROCTOR_CONVERSATION_CUT (object));

  G_OBJECT_CLASS (proctor_conversation_cut_parent_class)->dispose (object);
}

static void
proctor_conversation_cut_finalize (GObject *object)
{
  ProctorConversationCut *self = PROCTOR_CONVERSATION_CUT (object);

  g_ptr_array_unref (self->bars);
  g_ptr_array_unref (self->bubbles);

  G_OBJECT_CLASS (proctor_conversation_cut_parent_class)->finalize (object);
}

static void
proctor_conversation_cut_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  switch ((ProctorConversationCutProperty) property_id)
    {
    case PROP_CUT:
      g_value_set_uint (value, PROCTOR_CONVERSATION_CUT (object)->cut);
      break;
    }
}

static void
proctor_conversation_cut_class_init (ProctorConversationCutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_conversation_cut_dispose;
  object_class->finalize = proctor_conversation_cut_finalize;
  object_class->get_property = proctor_conversation_cut_get_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = proctor_conversation_cut_grab_focus;

  /**
   * ProctorConversationCut:cut:
   *
   * How many turns are above the bar.
   */
  properties[PROP_CUT] = g_param_spec_uint ("cut", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_conversation_cut_init (ProctorConversationCut *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->bars = g_ptr_array_new ();
  self->bubbles = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  proctor_cut_drag_attach (self);
}

/**
 * proctor_conversation_cut_set_conversation:
 * @self: a view
 * @conversation: (nullable): what it shows
 *
 * Shows @conversation, and the bar before the agent's last reply.
 */
void
proctor_conversation_cut_set_conversation (ProctorConversationCut *self,
                                           ProctorConversation *conversation)
{
  g_return_if_fail (PROCTOR_IS_CONVERSATION_CUT (self));

  clear (self);
  self->cut = 0;
  if (conversation != NULL)
    {
      self->conversation = g_object_ref (conversation);
      self->cut = proctor_conversation_test_find_cut (conversation);
      self->idle_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fill_cb, self, NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CUT]);
}

/**
 * proctor_conversation_cut_get_cut:
 * @self: a view
 *
 * Returns: how many turns are above the bar; 0 if there is none
 */
guint
proctor_conversation_cut_get_cut (ProctorConversationCut *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONVERSATION_CUT (self), 0);

  return self->cut;
}

/**
 * proctor_conversation_cut_set_cut:
 * @self: a view
 * @cut: how many turns are to be above the bar; where one can't cut, it stays where it is
 *
 * Puts the bar somewhere else.
 */
void
proctor_conversation_cut_set_cut (ProctorConversationCut *self,
                                  guint cut)
{
  g_return_if_fail (PROCTOR_IS_CONVERSATION_CUT (self));

  if (self->cut == cut || self->conversation == NULL || !proctor_conversation_test_can_cut (self->conversation, cut))
    return;

  self->cut = cut;
  show_cut (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CUT]);
}

/**
 * proctor_conversation_cut_has_bar_at:
 * @self: a view
 * @x: a place in it
 * @y: how far down
 *
 * Returns: whether the bar is there
 */
gboolean
proctor_conversation_cut_has_bar_at (ProctorConversationCut *self,
                                     double x,
                                     double y)
{
  GtkWidget *bar;
  graphene_rect_t bounds;

  g_return_val_if_fail (PROCTOR_IS_CONVERSATION_CUT (self), FALSE);

  bar = get_bar (self, self->cut);

  return bar != NULL && gtk_widget_compute_bounds (bar, GTK_WIDGET (self), &bounds) && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/**
 * proctor_conversation_cut_move_bar:
 * @self: a view
 * @y: how far down in it
 *
 * Puts the bar as near to there as one can cut.
 */
void
proctor_conversation_cut_move_bar (ProctorConversationCut *self,
                                   double y)
{
  double nearest = G_MAXDOUBLE;
  guint position = 0;

  g_return_if_fail (PROCTOR_IS_CONVERSATION_CUT (self));

  for (guint i = 0; i < self->bars->len; i++)
    {
      GtkWidget *bar = get_bar (self, i);
      graphene_rect_t bounds;
      double distance;

      if (bar == NULL || !gtk_widget_compute_bounds (bar, GTK_WIDGET (self), &bounds))
        continue;
      distance = ABS (bounds.origin.y + bounds.size.height / 2 - y);
      if (distance < nearest)
        {
          nearest = distance;
          position = i;
        }
    }
  if (nearest < G_MAXDOUBLE)
    proctor_conversation_cut_set_cut (self, position);
}
