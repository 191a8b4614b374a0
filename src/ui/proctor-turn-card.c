/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-card.h"

#include "proctor-turn-drag.h"
#include "proctor-turn-menu.h"
#include "proctor-turn-parts.h"
#include "proctor-turn-paste.h"
#include "proctor-turn-steps.h"
#include "proctor-unreadable.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * ProctorTurnCard:
 *
 * A turn of a conversation that is edited: who speaks, what they say, and what belongs to it. It does what is
 * wanted of the turn itself; the section follows the conversation.
 */
struct _ProctorTurnCard
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *head;
  GtkWidget *handle;
  AdwToggleGroup *roles;
  GtkLabel *role_label;
  GtkLabel *number_label;
  GtkWidget *tool_button;
  GtkWidget *add_button;
  GtkMenuButton *menu_button;
  ProctorTextField *message;

  /* Borrowed: a child */
  ProctorTurnParts *parts;

  /* Owned */
  ProctorEditing *editing;
  GObject *turn;

  guint position;
  guint n_turns;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorTurnCard, proctor_turn_card, GTK_TYPE_WIDGET)

static gboolean
is_readable (ProctorTurnCard *self)
{
  return PROCTOR_IS_TURN (self->turn);
}

static gboolean
is_editable (ProctorTurnCard *self)
{
  return proctor_editing_is_editable (self->editing);
}

static const char *
get_role (ProctorTurnCard *self)
{
  const char *role = is_readable (self) ? proctor_turn_get_role (PROCTOR_TURN (self->turn)) : NULL;

  return role != NULL ? role : "";
}

static const char *
get_role_words (ProctorTurnCard *self)
{
  const char *role = get_role (self);

  if (g_str_equal (role, "user"))
    return C_ ("role", "User");
  if (g_str_equal (role, "agent"))
    return C_ ("role", "Agent");

  return role;
}

/* Takes the name. */
static void
name_control (gpointer control,
              char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

/* Tells those who can't see where it stands. */
static void
name_controls (ProctorTurnCard *self)
{
  guint number = self->position + 1;
  g_autofree char *text = g_strdup_printf ("%u", number);
  /* Translators: a turn of a conversation, and who speaks, as in "Turn 3, User" */
  g_autofree char *name = g_strdup_printf (_ ("Turn %u, %s"), number, get_role_words (self));
  /* Translators: as in "Message of turn 3, User" */
  g_autofree char *message = g_strdup_printf (_ ("Message of turn %u, %s"), number, get_role_words (self));

  gtk_label_set_label (self->number_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (proctor_text_field_get_view (self->message)), GTK_ACCESSIBLE_PROPERTY_LABEL, message, -1);
  if (!is_editable (self))
    return;

  name_control (self->roles, g_strdup_printf (_ ("Who speaks in turn %u"), number));
  name_control (self->tool_button, g_strdup_printf (_ ("Add a tool call to turn %u"), number));
  name_control (self->add_button, g_strdup_printf (_ ("Add a turn below turn %u"), number));
  name_control (self->menu_button, g_strdup_printf (_ ("More for turn %u"), number));
}

static gboolean
is_agent (ProctorTurnCard *self)
{
  return g_str_equal (get_role (self), "agent");
}

static void
update_actions (ProctorTurnCard *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean editable = is_editable (self);
  gboolean turn = editable && is_readable (self);

  gtk_widget_action_set_enabled (widget, "turn.move-up", editable && self->position > 0);
  gtk_widget_action_set_enabled (widget, "turn.move-down", editable && self->position + 1 < self->n_turns);
  gtk_widget_action_set_enabled (widget, "turn.add-call", turn && is_agent (self));
  gtk_widget_action_set_enabled (widget, "turn.add-result", turn && is_agent (self));
}

/* A role that nobody knows is kept and can be chosen as well. */
static void
show_toggles (ProctorTurnCard *self)
{
  const char *role = get_role (self);

  if (role[0] != '\0' && adw_toggle_group_get_toggle_by_name (self->roles, role) == NULL)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_name (toggle, role);
      adw_toggle_set_label (toggle, role);
      adw_toggle_group_add (self->roles, toggle);
    }
  adw_toggle_group_set_active_name (self->roles, role[0] != '\0' ? role : NULL);
}

static void
show_role (ProctorTurnCard *self)
{
  gboolean is_user = g_str_equal (get_role (self), "user");

  self->updating = TRUE;
  if (is_editable (self))
    show_toggles (self);
  else
    gtk_label_set_label (self->role_label, get_role_words (self));
  self->updating = FALSE;
  if (is_user)
    gtk_widget_add_css_class (GTK_WIDGET (self), "user");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "user");
  gtk_widget_set_visible (self->tool_button, is_editable (self) && is_agent (self));
  proctor_text_field_set_placeholder (self->message, is_user ? _ ("What the user says") : _ ("What the agent says"));
  update_actions (self);
  name_controls (self);
}

/* Where several voices speak, there is no other message; a turn that only calls tools has none to read. */
static void
show_message (ProctorTurnCard *self)
{
  const char *message = proctor_turn_get_message (PROCTOR_TURN (self->turn));
  gboolean is_said = message != NULL && message[0] != '\0';
  gboolean has_voices = proctor_turn_parts_has_voices (self->parts);

  gtk_widget_set_visible (GTK_WIDGET (self->message), is_said || (is_editable (self) && !has_voices));
}

static void
role_cb (ProctorTurnCard *self)
{
  const char *role = adw_toggle_group_get_active_name (self->roles);

  if (!self->updating && self->turn != NULL && role != NULL && g_strcmp0 (role, get_role (self)) != 0)
    proctor_turn_steps_set_role (self->editing, PROCTOR_TURN (self->turn), role);
}

/* What is shown of it may come a moment later. */
static guint
get_position (ProctorTurnCard *self)
{
  guint position = 0;

  proctor_turn_steps_find (self->editing, self->turn, &position);

  return position;
}

static guint
get_cursor (ProctorTurnCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (proctor_text_field_get_view (self->message));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));

  return (guint) gtk_text_iter_get_offset (&iter);
}

static void
do_move (ProctorTurnCard *self,
         const char *name)
{
  gboolean up = g_str_equal (name, "turn.move-up");
  guint position = get_position (self);

  if (!up || position > 0)
    proctor_turn_steps_move (self->editing, self->turn, up ? position - 1 : position + 1);
}

static void
do_add (ProctorTurnCard *self,
        const char *name)
{
  proctor_turn_steps_add (self->editing, get_position (self) + (g_str_equal (name, "turn.add-above") ? 0 : 1));
}

static void
do_tool (ProctorTurnCard *self,
         const char *name)
{
  ProctorTurn *turn = PROCTOR_TURN (self->turn);
  gpointer tool = g_str_equal (name, "turn.add-call") ? proctor_turn_steps_add_call (self->editing, turn) : proctor_turn_steps_add_result (self->editing, turn);

  proctor_turn_parts_begin (self->parts, tool);
}

static void
do_voice (ProctorTurnCard *self)
{
  proctor_turn_steps_add_voice (self->editing, PROCTOR_TURN (self->turn));
  gtk_widget_child_focus (GTK_WIDGET (self->parts), GTK_DIR_TAB_FORWARD);
}

/* What can also be done with a turn that can't be read. */
static void
place_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ProctorTurnCard *self = PROCTOR_TURN_CARD (widget);

  if (!is_editable (self))
    return;

  if (g_str_equal (name, "turn.delete"))
    proctor_turn_steps_remove (self->editing, self->turn);
  else if (g_str_equal (name, "turn.paste"))
    proctor_turn_paste_below (widget, self->editing, self->turn);
  else if (g_str_has_prefix (name, "turn.add"))
    do_add (self, name);
  else
    do_move (self, name);
}

static void
turn_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ProctorTurnCard *self = PROCTOR_TURN_CARD (widget);

  if (g_str_equal (name, "turn.details") && is_readable (self))
    proctor_turn_parts_set_show_details (self->parts, !proctor_turn_parts_get_show_details (self->parts));
  if (!is_editable (self) || !is_readable (self))
    return;

  if (g_str_equal (name, "turn.duplicate"))
    proctor_turn_steps_duplicate (self->editing, self->turn);
  else if (g_str_equal (name, "turn.split"))
    proctor_turn_steps_split (self->editing, PROCTOR_TURN (self->turn), get_cursor (self));
  else if (g_str_equal (name, "turn.switch-role"))
    proctor_turn_steps_set_role (self->editing, PROCTOR_TURN (self->turn), g_str_equal (get_role (self), "user") ? "agent" : "user");
  else if (g_str_equal (name, "turn.add-voice"))
    do_voice (self);
  else if (g_str_has_prefix (name, "turn.add"))
    do_tool (self, name);
}

static void
popup_cb (GtkMenuButton *button,
          gpointer user_data)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;

  menu = proctor_turn_menu_new ();
  gtk_menu_button_set_menu_model (button, menu);
}

static void
paste_cb (GtkTextView *view,
          ProctorTurnCard *self)
{
  if (proctor_turn_paste_into (view, self->editing, self->turn))
    g_signal_stop_emission_by_name (view, "paste-clipboard");
}

static gboolean
split_key_cb (GtkWidget *widget,
              GVariant *arguments,
              gpointer user_data)
{
  return gtk_widget_activate_action (widget, "turn.split", NULL);
}

static gboolean
add_key_cb (GtkWidget *widget,
            GVariant *arguments,
            gpointer user_data)
{
  return gtk_widget_activate_action (widget, "turn.add-below", NULL);
}

/* From a message to the next one, where nothing is between them. Going back shows what is. */
static gboolean
tab_key_cb (GtkWidget *widget,
            GVariant *arguments,
            gpointer user_data)
{
  ProctorTurnCard *self = PROCTOR_TURN_CARD (widget);
  GtkWidget *next = gtk_widget_get_next_sibling (widget);

  if (self->parts == NULL || !proctor_turn_parts_is_empty (self->parts) || !PROCTOR_IS_TURN_CARD (next))
    return FALSE;
  if (!gtk_widget_has_focus (GTK_WIDGET (proctor_text_field_get_view (self->message))) || PROCTOR_TURN_CARD (next)->parts == NULL)
    return FALSE;

  return gtk_widget_grab_focus (next);
}

/* A text takes these keys for itself, unless somebody is faster. */
static void
add_keys (ProctorTurnCard *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const struct
  {
    guint key;
    GdkModifierType modifiers;
    GtkShortcutFunc callback;
  } shortcuts[] = {
    { GDK_KEY_Return, GDK_CONTROL_MASK, add_key_cb },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, add_key_cb },
    { GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK, split_key_cb },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK | GDK_SHIFT_MASK, split_key_cb },
    { GDK_KEY_Tab, 0, tab_key_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkShortcutAction *action = gtk_callback_action_new (shortcuts[i].callback, NULL, NULL);
      GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (shortcuts[i].key, shortcuts[i].modifiers);

      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (trigger, action));
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static gboolean
proctor_turn_card_grab_focus (GtkWidget *widget)
{
  ProctorTurnCard *self = PROCTOR_TURN_CARD (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->message)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->message));
  if (self->parts != NULL && gtk_widget_child_focus (GTK_WIDGET (self->parts), GTK_DIR_TAB_FORWARD))
    return TRUE;

  return gtk_widget_grab_focus (GTK_WIDGET (self->menu_button));
}

static void
proctor_turn_card_dispose (GObject *object)
{
  ProctorTurnCard *self = PROCTOR_TURN_CARD (object);

  g_clear_pointer ((GtkWidget **) &self->parts, gtk_widget_unparent);
  if (self->turn != NULL)
    g_signal_handlers_disconnect_by_data (self->turn, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TURN_CARD);
  g_clear_object (&self->turn);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_turn_card_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const place_actions[] = { "turn.move-up", "turn.move-down", "turn.add-above", "turn.add-below", "turn.paste", "turn.delete" };
  static const char *const turn_actions[] = { "turn.duplicate", "turn.split", "turn.switch-role", "turn.add-call", "turn.add-result", "turn.add-voice", "turn.details" };

  for (gsize i = 0; i < G_N_ELEMENTS (place_actions); i++)
    gtk_widget_class_install_action (widget_class, place_actions[i], NULL, place_action);
  for (gsize i = 0; i < G_N_ELEMENTS (turn_actions); i++)
    gtk_widget_class_install_action (widget_class, turn_actions[i], NULL, turn_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "turn.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "turn.move-down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_ALT_MASK, "turn.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "turn.duplicate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "turn.switch-role", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-turn-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, head);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, handle);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, roles);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, role_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, number_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, tool_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, add_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnCard, message);
  gtk_widget_class_bind_template_callback (widget_class, role_cb);
}

static void
proctor_turn_card_class_init (ProctorTurnCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_turn_card_dispose;
  widget_class->grab_focus = proctor_turn_card_grab_focus;

  g_type_ensure (PROCTOR_TYPE_TEXT_FIELD);
  gtk_widget_class_set_css_name (widget_class, "turncard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  install_actions (widget_class);
  bind_template (widget_class);
}

static void
proctor_turn_card_init (ProctorTurnCard *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
  gtk_menu_button_set_create_popup_func (self->menu_button, popup_cb, NULL, NULL);
  add_keys (self);
}

static void
show_unreadable (ProctorTurnCard *self)
{
  GtkWidget *view = GTK_WIDGET (self->message);

  gtk_widget_set_visible (view, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->roles), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->role_label), TRUE);
  gtk_widget_set_visible (self->tool_button, FALSE);
  gtk_label_set_label (self->role_label, _ ("A turn that can’t be shown. It stays as it came."));
  update_actions (self);
  name_controls (self);
}

static void
show_turn (ProctorTurnCard *self)
{
  GtkTextView *view = proctor_text_field_get_view (self->message);

  self->parts = PROCTOR_TURN_PARTS (proctor_turn_parts_new (self->editing, PROCTOR_TURN (self->turn)));
  gtk_widget_insert_before (GTK_WIDGET (self->parts), GTK_WIDGET (self), NULL);
  proctor_text_field_bind (self->message, self->editing, self->turn, PROCTOR_TURN_FIELD_MESSAGE);
  proctor_editing_register (self->editing, self->turn, PROCTOR_TURN_FIELD_ROLE, GTK_WIDGET (self->roles));
  g_signal_connect_object (view, "paste-clipboard", G_CALLBACK (paste_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->turn, "notify::role", G_CALLBACK (show_role), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->turn, "notify::message", G_CALLBACK (show_message), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->parts, "notify::has-voices", G_CALLBACK (show_message), self, G_CONNECT_SWAPPED);
  show_role (self);
  show_message (self);
}

/**
 * proctor_turn_card_new:
 * @editing: the test that is edited
 * @turn: a #ProctorTurn of it, or a #ProctorUnreadable
 *
 * Returns: (transfer floating): a card of the turn
 */
GtkWidget *
proctor_turn_card_new (ProctorEditing *editing,
                       gpointer turn)
{
  ProctorTurnCard *self;
  gboolean editable;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (G_IS_OBJECT (turn), NULL);

  self = g_object_new (PROCTOR_TYPE_TURN_CARD, NULL);
  self->editing = g_object_ref (editing);
  self->turn = g_object_ref (turn);
  editable = is_editable (self);
  if (editable)
    proctor_turn_drag_attach (self, self->handle, editing);
  gtk_widget_set_visible (self->handle, editable);
  gtk_widget_set_visible (self->add_button, editable);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), editable);
  gtk_widget_set_visible (GTK_WIDGET (self->roles), editable);
  gtk_widget_set_visible (GTK_WIDGET (self->role_label), !editable);
  if (is_readable (self))
    show_turn (self);
  else
    show_unreadable (self);

  return GTK_WIDGET (self);
}

gpointer
proctor_turn_card_get_turn (ProctorTurnCard *self)
{
  g_return_val_if_fail (PROCTOR_IS_TURN_CARD (self), NULL);

  return self->turn;
}

ProctorTextField *
proctor_turn_card_get_message (ProctorTurnCard *self)
{
  g_return_val_if_fail (PROCTOR_IS_TURN_CARD (self), NULL);

  return self->message;
}

/**
 * proctor_turn_card_set_place:
 * @self: a card
 * @position: where the turn is, from 0
 * @n_turns: how many there are
 */
void
proctor_turn_card_set_place (ProctorTurnCard *self,
                             guint position,
                             guint n_turns)
{
  gboolean is_moved;

  g_return_if_fail (PROCTOR_IS_TURN_CARD (self));

  is_moved = self->position != position || self->n_turns == 0;
  self->position = position;
  self->n_turns = n_turns;
  update_actions (self);
  if (is_moved)
    name_controls (self);
}

/**
 * proctor_turn_card_reveal:
 * @self: a card
 * @record: the turn or a part of it
 * @field: which of its properties, G_MAXUINT for the part itself
 *
 * Shows what shows that, if it is folded away.
 */
void
proctor_turn_card_reveal (ProctorTurnCard *self,
                          gpointer record,
                          guint field)
{
  g_return_if_fail (PROCTOR_IS_TURN_CARD (self));

  if (self->parts == NULL || (record == (gpointer) self->turn && (field == G_MAXUINT || field == PROCTOR_TURN_FIELD_ROLE || field == PROCTOR_TURN_FIELD_MESSAGE || field == PROCTOR_TURN_FIELD_TOOL_CALLS || field == PROCTOR_TURN_FIELD_TOOL_RESULTS || field == PROCTOR_TURN_FIELD_MULTIVOICE_MESSAGE)))
    return;

  proctor_turn_parts_reveal (self->parts, record);
}
