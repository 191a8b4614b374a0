/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-parts.h"

#include "proctor-bound-row.h"
#include "proctor-control-name.h"
#include "proctor-edit-list.h"
#include "proctor-member-form.h"
#include "proctor-multivoice-message.h"
#include "proctor-record-copy.h"
#include "proctor-text-field.h"
#include "proctor-tool-call.h"
#include "proctor-tool-edit.h"
#include "proctor-tool-result.h"
#include "proctor-turn-steps.h"
#include "proctor-voice-part.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * ProctorTurnParts:
 *
 * What a turn consists of beside its message: what several voices say of it, the tools that were called, what
 * these answered, and all the rest. Each has its place only while there is something of it.
 */
struct _ProctorTurnParts
{
  GtkBox parent_instance;

  /* Owned */
  ProctorEditing *editing;
  ProctorTurn *turn;
  ProctorMultivoiceMessage *shown_voices;

  /* Borrowed: children */
  ProctorEditList *voices;
  ProctorEditList *calls;
  ProctorEditList *results;
  GtkWidget *details;

  gboolean show_details;
};

typedef enum
{
  PROP_HAS_VOICES = 1,
} ProctorTurnPartsProperty;

static GParamSpec *properties[PROP_HAS_VOICES + 1];

G_DEFINE_FINAL_TYPE (ProctorTurnParts, proctor_turn_parts, GTK_TYPE_BOX)

static guint64
bit (guint field)
{
  return G_GUINT64_CONSTANT (1) << field;
}

static GtkWidget *
make_voice (gpointer item,
            gpointer user_data)
{
  ProctorTurnParts *self = user_data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *details = gtk_expander_new (_ ("Details"));
  GtkWidget *text = g_object_new (PROCTOR_TYPE_TEXT_FIELD, "title", _ ("What the Voice Says"), "show-title", FALSE, "placeholder", _ ("What it says"), NULL);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Voice"));
  proctor_bound_row_bind_text (GTK_EDITABLE (entry), self->editing, item, PROCTOR_VOICE_PART_FIELD_VOICE_LABEL, _ ("Change Voice"));
  proctor_text_field_bind (PROCTOR_TEXT_FIELD (text), self->editing, item, PROCTOR_VOICE_PART_FIELD_TEXT);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), text);
  proctor_editing_set_fold (proctor_member_form_new (self->editing, item, bit (PROCTOR_VOICE_PART_FIELD_TEXT) | bit (PROCTOR_VOICE_PART_FIELD_VOICE_LABEL)), GTK_EXPANDER (details));
  gtk_widget_add_css_class (details, "caption");
  gtk_box_append (GTK_BOX (box), details);

  return box;
}

static char *
name_voice (GtkWidget *content,
            guint position,
            gpointer user_data)
{
  char *name = g_strdup_printf (_ ("Voice %u"), position + 1);
  GtkWidget *entry = gtk_widget_get_first_child (content);
  GtkWidget *text = gtk_widget_get_next_sibling (entry);

  proctor_control_name_set (entry, name, _ ("Name"));
  proctor_control_name_set (text, name, _ ("What it says"));
  proctor_control_name_set (gtk_widget_get_next_sibling (text), name, _ ("Details"));

  return name;
}

static GtkWidget *
make_tool (gpointer item,
           gpointer user_data)
{
  return proctor_tool_edit_new (((ProctorTurnParts *) user_data)->editing, item);
}

static char *
name_call (GtkWidget *content,
           guint position,
           gpointer user_data)
{
  return g_strdup_printf (_ ("Tool Call %u"), position + 1);
}

static char *
name_result (GtkWidget *content,
             guint position,
             gpointer user_data)
{
  return g_strdup_printf (_ ("Tool Result %u"), position + 1);
}

static void
add_voice_cb (ProctorTurnParts *self)
{
  proctor_turn_steps_add_voice (self->editing, self->turn);
  proctor_edit_list_focus (self->voices, proctor_edit_list_get_n_rows (self->voices) - 1);
}

static void
add_call_cb (ProctorTurnParts *self)
{
  proctor_turn_parts_begin (self, proctor_turn_steps_add_call (self->editing, self->turn));
}

static void
add_result_cb (ProctorTurnParts *self)
{
  proctor_turn_parts_begin (self, proctor_turn_steps_add_result (self->editing, self->turn));
}

static ProctorEditList *
make_list (ProctorTurnParts *self,
           ProctorEditListMake make,
           ProctorEditListName name,
           const char *add_label,
           GCallback add)
{
  GtkWidget *list = proctor_edit_list_new ();

  proctor_edit_list_set_functions (PROCTOR_EDIT_LIST (list), make, name, self);
  proctor_edit_list_set_add_label (PROCTOR_EDIT_LIST (list), add_label);
  g_signal_connect_object (list, "add", add, self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (list, "turn-part");
  gtk_box_append (GTK_BOX (self), list);

  return PROCTOR_EDIT_LIST (list);
}

static guint
count_voices (ProctorTurnParts *self)
{
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (self->turn);

  return voices != NULL ? g_list_model_get_n_items (proctor_multivoice_message_get_parts (voices)) : 0;
}

/* Another message of several voices may stand there now, after something was undone. */
static void
show_voices (ProctorTurnParts *self)
{
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (self->turn);

  if (voices != self->shown_voices)
    {
      if (self->voices == NULL)
        self->voices = make_list (self, make_voice, name_voice, _ ("Add Voice"), G_CALLBACK (add_voice_cb));
      if (self->shown_voices != NULL)
        g_signal_handlers_disconnect_by_func (self->shown_voices, show_voices, self);
      g_set_object (&self->shown_voices, voices);
      if (voices != NULL)
        {
          proctor_edit_list_bind (self->voices, self->editing, voices, PROCTOR_MULTIVOICE_MESSAGE_FIELD_PARTS);
          g_signal_connect_object (voices, "notify::parts", G_CALLBACK (show_voices), self, G_CONNECT_SWAPPED);
        }
      else
        proctor_edit_list_bind (self->voices, NULL, NULL, 0);
    }

  if (self->voices != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->voices), count_voices (self) > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_VOICES]);
}

static guint
count_tools (ProctorTurnParts *self)
{
  return g_list_model_get_n_items (proctor_turn_get_tool_calls (self->turn)) + g_list_model_get_n_items (proctor_turn_get_tool_results (self->turn));
}

static void
show_tools (ProctorTurnParts *self)
{
  gboolean is_any = count_tools (self) > 0;

  if (is_any && self->calls == NULL)
    {
      self->calls = make_list (self, make_tool, name_call, _ ("Add Tool Call"), G_CALLBACK (add_call_cb));
      proctor_edit_list_bind (self->calls, self->editing, self->turn, PROCTOR_TURN_FIELD_TOOL_CALLS);
      self->results = make_list (self, make_tool, name_result, _ ("Add Tool Result"), G_CALLBACK (add_result_cb));
      proctor_edit_list_bind (self->results, self->editing, self->turn, PROCTOR_TURN_FIELD_TOOL_RESULTS);
    }
  if (self->calls == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->calls), is_any && (proctor_editing_is_editable (self->editing) || proctor_edit_list_get_n_rows (self->calls) > 0));
  gtk_widget_set_visible (GTK_WIDGET (self->results), is_any && (proctor_editing_is_editable (self->editing) || proctor_edit_list_get_n_rows (self->results) > 0));
}

static void
show_turn (ProctorTurnParts *self)
{
  show_voices (self);
  show_tools (self);
  gtk_widget_set_visible (GTK_WIDGET (self), !proctor_turn_parts_is_empty (self));
}

static void
proctor_turn_parts_dispose (GObject *object)
{
  ProctorTurnParts *self = PROCTOR_TURN_PARTS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_clear_object (&self->shown_voices);
  g_clear_object (&self->turn);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_turn_parts_parent_class)->dispose (object);
}

static void
proctor_turn_parts_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch ((ProctorTurnPartsProperty) property_id)
    {
    case PROP_HAS_VOICES:
      g_value_set_boolean (value, proctor_turn_parts_has_voices (PROCTOR_TURN_PARTS (object)));
      break;
    }
}

static void
proctor_turn_parts_class_init (ProctorTurnPartsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_turn_parts_dispose;
  object_class->get_property = proctor_turn_parts_get_property;

  /**
   * ProctorTurnParts:has-voices:
   *
   * Whether several voices speak the turn.
   */
  properties[PROP_HAS_VOICES] = g_param_spec_boolean ("has-voices", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_turn_parts_init (ProctorTurnParts *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
}

/**
 * proctor_turn_parts_new:
 * @editing: the test that is edited
 * @turn: a turn of it
 *
 * Returns: (transfer floating): what it consists of beside its message
 */
GtkWidget *
proctor_turn_parts_new (ProctorEditing *editing,
                        ProctorTurn *turn)
{
  ProctorTurnParts *self;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_TURN (turn), NULL);

  self = g_object_new (PROCTOR_TYPE_TURN_PARTS, NULL);
  self->editing = g_object_ref (editing);
  self->turn = g_object_ref (turn);
  g_signal_connect_object (turn, "notify::multivoice-message", G_CALLBACK (show_turn), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (turn, "notify::tool-calls", G_CALLBACK (show_turn), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (turn, "notify::tool-results", G_CALLBACK (show_turn), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_turn (self);

  return GTK_WIDGET (self);
}

gboolean
proctor_turn_parts_has_voices (ProctorTurnParts *self)
{
  g_return_val_if_fail (PROCTOR_IS_TURN_PARTS (self), FALSE);

  return count_voices (self) > 0;
}

/**
 * proctor_turn_parts_is_empty:
 * @self: what a turn consists of
 *
 * Returns: whether nothing of it is shown
 */
gboolean
proctor_turn_parts_is_empty (ProctorTurnParts *self)
{
  g_return_val_if_fail (PROCTOR_IS_TURN_PARTS (self), TRUE);

  return count_voices (self) == 0 && count_tools (self) == 0 && !self->show_details;
}

static gboolean
reveal_in (ProctorEditList *list,
           GListModel *rows,
           gpointer record)
{
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);
      GtkWidget *content = proctor_edit_list_get_content (list, i);

      if (!PROCTOR_IS_RECORD (row) || !proctor_record_contains (row, record))
        continue;
      if (PROCTOR_IS_TOOL_EDIT (content))
        proctor_tool_edit_reveal (PROCTOR_TOOL_EDIT (content));
      return TRUE;
    }

  return FALSE;
}

/**
 * proctor_turn_parts_reveal:
 * @self: what a turn consists of
 * @record: a part of it
 *
 * Shows that part, if it is folded away.
 */
void
proctor_turn_parts_reveal (ProctorTurnParts *self,
                           gpointer record)
{
  g_return_if_fail (PROCTOR_IS_TURN_PARTS (self));

  if (reveal_in (self->calls, proctor_turn_get_tool_calls (self->turn), record) || reveal_in (self->results, proctor_turn_get_tool_results (self->turn), record))
    return;
  if (self->shown_voices != NULL && proctor_record_contains (self->shown_voices, record))
    return;

  proctor_turn_parts_set_show_details (self, TRUE);
}

/**
 * proctor_turn_parts_begin:
 * @self: what a turn consists of
 * @tool: a call or a result of it that has just been added
 *
 * Puts the focus where a person begins with it: a call has a tool first of all, and what a result is of is known
 * mostly.
 */
void
proctor_turn_parts_begin (ProctorTurnParts *self,
                          gpointer tool)
{
  g_return_if_fail (PROCTOR_IS_TURN_PARTS (self));

  proctor_turn_parts_reveal (self, tool);
  if (PROCTOR_IS_TOOL_CALL (tool))
    proctor_editing_focus (self->editing, tool, PROCTOR_TOOL_CALL_FIELD_TOOL_NAME);
  else
    proctor_editing_focus (self->editing, tool, PROCTOR_TOOL_RESULT_FIELD_RESULT_VALUE);
}

gboolean
proctor_turn_parts_get_show_details (ProctorTurnParts *self)
{
  g_return_val_if_fail (PROCTOR_IS_TURN_PARTS (self), FALSE);

  return self->show_details;
}

/**
 * proctor_turn_parts_set_show_details:
 * @self: what a turn consists of
 * @show_details: whether to show also what hardly anybody looks at
 */
void
proctor_turn_parts_set_show_details (ProctorTurnParts *self,
                                     gboolean show_details)
{
  const guint64 left_out = bit (PROCTOR_TURN_FIELD_ROLE) | bit (PROCTOR_TURN_FIELD_MESSAGE) | bit (PROCTOR_TURN_FIELD_MULTIVOICE_MESSAGE) | bit (PROCTOR_TURN_FIELD_TOOL_CALLS) | bit (PROCTOR_TURN_FIELD_TOOL_RESULTS);

  g_return_if_fail (PROCTOR_IS_TURN_PARTS (self));

  if (self->show_details == show_details)
    return;

  self->show_details = show_details;
  if (show_details)
    {
      self->details = proctor_member_form_new (self->editing, self->turn, left_out);
      gtk_widget_add_css_class (self->details, "turn-part");
      gtk_box_append (GTK_BOX (self), self->details);
    }
  else
    gtk_box_remove (GTK_BOX (self), g_steal_pointer (&self->details));
  gtk_widget_set_visible (GTK_WIDGET (self), !proctor_turn_parts_is_empty (self));
}
