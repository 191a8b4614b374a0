/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-bubble.h"

#include "proctor-multivoice-message.h"
#include "proctor-tool-fold.h"
#include "proctor-voice-part.h"

#include <glib/gi18n.h>

/* A longer message is cut until somebody wants all of it: laying out a book takes its time. */
#define MOST_CHARACTERS 3000

/**
 * ProctorTurnBubble:
 *
 * What one side said in a conversation, and the tools that the agent called meanwhile. It follows its
 * turn.
 */
struct _ProctorTurnBubble
{
  GtkBox parent_instance;

  /* Template children */
  GtkLabel *role;
  GtkWidget *bubble;
  GtkLabel *message;
  GtkWidget *show_all_button;
  GtkBox *tools;

  /* Owned */
  ProctorTurn *turn;

  gboolean show_all;
};

G_DEFINE_FINAL_TYPE (ProctorTurnBubble, proctor_turn_bubble, GTK_TYPE_BOX)

static char *
dup_voices (GListModel *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ProctorVoicePart) part = g_list_model_get_item (parts, i);
      const char *label = proctor_voice_part_get_voice_label (part);
      const char *said = proctor_voice_part_get_text (part);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (label != NULL && label[0] != '\0')
        g_string_append_printf (text, "%s: ", label);
      g_string_append (text, said != NULL ? said : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_message (ProctorTurnBubble *self)
{
  const char *message = proctor_turn_get_message (self->turn);
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (self->turn);

  if (message != NULL && message[0] != '\0')
    return g_strdup (message);
  if (voices != NULL && g_list_model_get_n_items (proctor_multivoice_message_get_parts (voices)) > 0)
    return dup_voices (proctor_multivoice_message_get_parts (voices));

  return g_strdup ("");
}

static void
show_message (ProctorTurnBubble *self)
{
  g_autofree char *message = dup_message (self);
  gboolean is_long = g_utf8_strlen (message, -1) > MOST_CHARACTERS;
  g_autofree char *cut = NULL;

  if (is_long && !self->show_all)
    {
      g_autofree char *start = g_utf8_substring (message, 0, MOST_CHARACTERS);

      cut = g_strconcat (start, "…", NULL);
    }

  gtk_label_set_label (self->message, cut != NULL ? cut : message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), message[0] != '\0');
  gtk_widget_set_visible (self->show_all_button, cut != NULL);
}

static ProctorToolResult *
dup_result (ProctorTurnBubble *self,
            const char *request_id)
{
  GListModel *results = proctor_turn_get_tool_results (self->turn);

  for (guint i = 0; request_id != NULL && i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ProctorToolResult) result = g_list_model_get_item (results, i);

      if (g_strcmp0 (proctor_tool_result_get_request_id (result), request_id) == 0)
        return g_steal_pointer (&result);
    }

  return NULL;
}

static gboolean
has_call (ProctorTurnBubble *self,
          const char *request_id)
{
  GListModel *calls = proctor_turn_get_tool_calls (self->turn);

  for (guint i = 0; request_id != NULL && i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ProctorToolCall) call = g_list_model_get_item (calls, i);

      if (g_strcmp0 (proctor_tool_call_get_request_id (call), request_id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A call has its answer beside it; an answer to a call of another turn stands alone. */
static void
show_tools (ProctorTurnBubble *self)
{
  GListModel *calls = proctor_turn_get_tool_calls (self->turn);
  GListModel *results = proctor_turn_get_tool_results (self->turn);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tools))) != NULL)
    gtk_box_remove (self->tools, child);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ProctorToolCall) call = g_list_model_get_item (calls, i);
      g_autoptr (ProctorToolResult) result = dup_result (self, proctor_tool_call_get_request_id (call));

      gtk_box_append (self->tools, proctor_tool_fold_new (call, result));
    }
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ProctorToolResult) result = g_list_model_get_item (results, i);

      if (!has_call (self, proctor_tool_result_get_request_id (result)))
        gtk_box_append (self->tools, proctor_tool_fold_new (NULL, result));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->tools), gtk_widget_get_first_child (GTK_WIDGET (self->tools)) != NULL);
}

static void
show_role (ProctorTurnBubble *self)
{
  const char *role = proctor_turn_get_role (self->turn);
  gboolean is_user = g_strcmp0 (role, "user") == 0;
  const char *title = role != NULL ? role : "";
  const char *side_classes[] = { "bubble", is_user ? "user" : "agent", NULL };

  if (is_user)
    title = C_ ("role", "User");
  else if (g_strcmp0 (role, "agent") == 0)
    title = C_ ("role", "Agent");

  gtk_label_set_label (self->role, title);
  gtk_widget_set_css_classes (self->bubble, side_classes);
  gtk_widget_set_halign (GTK_WIDGET (self), is_user ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_widget_set_halign (GTK_WIDGET (self->role), is_user ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_widget_set_margin_start (GTK_WIDGET (self), is_user ? 36 : 0);
  gtk_widget_set_margin_end (GTK_WIDGET (self), is_user ? 0 : 36);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
turn_changed_cb (ProctorTurnBubble *self)
{
  show_role (self);
  show_message (self);
}

static void
show_all_cb (ProctorTurnBubble *self)
{
  self->show_all = TRUE;
  show_message (self);
}

static void
proctor_turn_bubble_dispose (GObject *object)
{
  ProctorTurnBubble *self = PROCTOR_TURN_BUBBLE (object);

  g_clear_object (&self->turn);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TURN_BUBBLE);

  G_OBJECT_CLASS (proctor_turn_bubble_parent_class)->dispose (object);
}

static void
proctor_turn_bubble_class_init (ProctorTurnBubbleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_turn_bubble_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-turn-bubble.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnBubble, role);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnBubble, bubble);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnBubble, message);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnBubble, show_all_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnBubble, tools);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
proctor_turn_bubble_init (ProctorTurnBubble *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
follow_items (ProctorTurnBubble *self,
              GListModel *items)
{
  g_signal_connect_object (items, "items-changed", G_CALLBACK (show_tools), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      g_signal_connect_object (item, "notify", G_CALLBACK (show_tools), self, G_CONNECT_SWAPPED);
    }
}

/**
 * proctor_turn_bubble_new:
 * @turn: a turn
 *
 * Returns: (transfer floating): a bubble with what was said
 */
GtkWidget *
proctor_turn_bubble_new (ProctorTurn *turn)
{
  ProctorTurnBubble *self;

  g_return_val_if_fail (PROCTOR_IS_TURN (turn), NULL);

  self = g_object_new (PROCTOR_TYPE_TURN_BUBBLE, NULL);
  self->turn = g_object_ref (turn);
  g_signal_connect_object (turn, "notify", G_CALLBACK (turn_changed_cb), self, G_CONNECT_SWAPPED);
  follow_items (self, proctor_turn_get_tool_calls (turn));
  follow_items (self, proctor_turn_get_tool_results (turn));
  turn_changed_cb (self);
  show_tools (self);

  return GTK_WIDGET (self);
}
