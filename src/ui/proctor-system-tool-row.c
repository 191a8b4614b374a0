/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-system-tool-row.h"

#include "proctor-bound-row.h"
#include "proctor-call-transfer.h"
#include "proctor-edit-list.h"
#include "proctor-system-tool-params.h"
#include "proctor-system-tool.h"
#include "proctor-text-field.h"
#include "proctor-transfer-edit.h"

#include <glib/gi18n.h>

/* The longest that an agent waits for somebody who has asked it to. */
#define MOST_WAIT_SECS 300

/**
 * ProctorSystemToolRow:
 *
 * A tool that the service itself has: whether an agent has it, and how it does what it does. What nobody here
 * knows of it stays as it came.
 */
struct _ProctorSystemToolRow
{
  AdwExpanderRow parent_instance;

  /* Owned */
  ProctorEditing *editing;
  ProctorBuiltInTools *tools;
  ProctorSystemTool *shown; /* whose settings are in the fold */
  char *name;
  GPtrArray *rows; /* borrowed: of the expander */

  guint field;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorSystemToolRow, proctor_system_tool_row, ADW_TYPE_EXPANDER_ROW)

static ProctorSystemTool *
get_tool (ProctorSystemToolRow *self)
{
  return proctor_record_get_record (PROCTOR_RECORD (self->tools), self->field);
}

/* What a server does where nobody has said is said, so that what is shown is what is done. */
static ProctorSystemTool *
make_tool (ProctorSystemToolRow *self)
{
  ProctorSystemTool *tool = proctor_system_tool_new ();
  g_autoptr (ProctorSystemToolParams) params = proctor_system_tool_params_new ();

  proctor_system_tool_params_set_system_tool_type (params, self->name);
  if (self->field == PROCTOR_BUILT_IN_TOOLS_FIELD_TRANSFER_TO_NUMBER)
    proctor_system_tool_params_set_enable_client_message (params, TRUE);
  if (self->field == PROCTOR_BUILT_IN_TOOLS_FIELD_PLAY_KEYPAD_TOUCH_TONE)
    proctor_system_tool_params_set_use_out_of_band_dtmf (params, TRUE);
  proctor_system_tool_set_kind (tool, "system");
  proctor_system_tool_set_name (tool, self->name);
  proctor_system_tool_set_description (tool, "");
  proctor_system_tool_set_params (tool, params);

  return tool;
}

static void
enabled_cb (ProctorSystemToolRow *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (ProctorSystemTool) tool = NULL;

  if (self->updating)
    return;

  proctor_undo_begin (undo, _ ("Change System Tools"));
  if (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self)))
    {
      tool = make_tool (self);
      proctor_undo_set_record (undo, self->tools, self->field, tool);
    }
  else
    proctor_undo_unset (undo, self->tools, self->field);
  proctor_undo_end (undo);
}

static void
add (ProctorSystemToolRow *self,
     GtkWidget *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_text (ProctorSystemToolRow *self,
          const char *title,
          gpointer record,
          guint field)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "use-markup", FALSE, NULL);

  proctor_bound_row_bind_text (GTK_EDITABLE (row), self->editing, record, field, _ ("Change System Tools"));
  add (self, row);
}

static void
add_switch (ProctorSystemToolRow *self,
            const char *title,
            const char *subtitle,
            gpointer record,
            guint field)
{
  GtkWidget *row = g_object_new (ADW_TYPE_SWITCH_ROW, "title", title, "subtitle", subtitle, "use-markup", FALSE, NULL);

  proctor_bound_row_bind_switch (ADW_SWITCH_ROW (row), self->editing, record, field, _ ("Change System Tools"));
  add (self, row);
}

static void
add_wait (ProctorSystemToolRow *self,
          gpointer params)
{
  GtkWidget *row = g_object_new (ADW_TYPE_SPIN_ROW, "title", _ ("Asks Again After"), "subtitle", _ ("In seconds; 0 leaves it to the service"), NULL);

  adw_spin_row_set_adjustment (ADW_SPIN_ROW (row), gtk_adjustment_new (0, 0, MOST_WAIT_SECS, 1, 10, 0));
  proctor_bound_row_bind_spin (ADW_SPIN_ROW (row), self->editing, params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_WAIT_TIMEOUT_SECS, _ ("Change System Tools"), 0);
  add (self, row);
}

static GtkWidget *
make_transfer (gpointer item,
               gpointer user_data)
{
  ProctorSystemToolRow *self = user_data;

  return proctor_transfer_edit_new (self->editing, item, self->field == PROCTOR_BUILT_IN_TOOLS_FIELD_TRANSFER_TO_AGENT);
}

static char *
name_transfer (GtkWidget *content,
               guint position,
               gpointer user_data)
{
  /* Translators: one of those that a call can be handed over to. */
  return g_strdup_printf (_ ("Transfer %u"), position + 1);
}

static void
add_transfer_cb (ProctorEditList *list,
                 ProctorSystemToolRow *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  guint position = proctor_edit_list_get_n_rows (list);
  g_autoptr (ProctorCallTransfer) transfer = proctor_call_transfer_new ();
  g_autoptr (ProctorTransferDestination) destination = NULL;

  proctor_call_transfer_set_condition (transfer, "");
  if (self->field == PROCTOR_BUILT_IN_TOOLS_FIELD_TRANSFER_TO_NUMBER)
    {
      destination = proctor_transfer_destination_new ();
      proctor_transfer_destination_set_kind (destination, "phone");
      proctor_transfer_destination_set_phone_number (destination, "");
      proctor_call_transfer_set_transfer_destination (transfer, destination);
      proctor_call_transfer_set_transfer_type (transfer, "conference");
    }
  proctor_undo_begin (undo, _ ("Add Transfer"));
  proctor_undo_insert (undo, proctor_system_tool_get_params (self->shown), PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_TRANSFERS, position, transfer);
  proctor_undo_end (undo);
  proctor_edit_list_focus (list, position);
}

static void
add_transfers (ProctorSystemToolRow *self,
               gpointer params)
{
  GtkWidget *list = proctor_edit_list_new ();

  gtk_widget_set_margin_top (list, 12);
  gtk_widget_set_margin_bottom (list, 12);
  gtk_widget_set_margin_start (list, 12);
  gtk_widget_set_margin_end (list, 12);
  proctor_edit_list_set_functions (PROCTOR_EDIT_LIST (list), make_transfer, name_transfer, self);
  proctor_edit_list_set_add_label (PROCTOR_EDIT_LIST (list), _ ("Add Transfer"));
  proctor_edit_list_set_stacked (PROCTOR_EDIT_LIST (list), TRUE);
  g_signal_connect_object (list, "add", G_CALLBACK (add_transfer_cb), self, G_CONNECT_DEFAULT);
  proctor_edit_list_bind (PROCTOR_EDIT_LIST (list), self->editing, params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_TRANSFERS);
  add (self, g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", list, "activatable", FALSE, "focusable", FALSE, NULL));
}

/* Each does something else. */
static void
add_settings (ProctorSystemToolRow *self,
              gpointer params)
{
  switch (self->field)
    {
    case PROCTOR_BUILT_IN_TOOLS_FIELD_TRANSFER_TO_NUMBER:
      add_switch (self, _ ("The User Hears a Message Meanwhile"), "", params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_ENABLE_CLIENT_MESSAGE);
      add_transfers (self, params);
      break;
    case PROCTOR_BUILT_IN_TOOLS_FIELD_TRANSFER_TO_AGENT:
      add_transfers (self, params);
      break;
    case PROCTOR_BUILT_IN_TOOLS_FIELD_LANGUAGE_DETECTION:
      add_switch (self, _ ("Only at the Beginning"), _ ("After the user’s second turn the language stays"), params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_ONLY_AT_CONVERSATION_START);
      break;
    case PROCTOR_BUILT_IN_TOOLS_FIELD_SKIP_TURN:
      add_wait (self, params);
      break;
    case PROCTOR_BUILT_IN_TOOLS_FIELD_VOICEMAIL_DETECTION:
      add_text (self, _ ("Message to leave; with nothing here, the call ends"), params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_VOICEMAIL_MESSAGE);
      break;
    case PROCTOR_BUILT_IN_TOOLS_FIELD_PLAY_KEYPAD_TOUCH_TONE:
      add_switch (self, _ ("Out of Band"), _ ("The tones go beside the sound, which matters for SIP trunks only"), params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_USE_OUT_OF_BAND_DTMF);
      add_switch (self, _ ("Says Nothing Afterwards"), "", params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_SUPPRESS_TURN_AFTER_DTMF);
      break;
    default:
      break;
    }
}

static void
fill (ProctorSystemToolRow *self,
      ProctorSystemTool *tool)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_set_object (&self->shown, tool);
  if (tool == NULL)
    return;

  add_text (self, _ ("When the agent is to use it; with nothing here, the service says"), tool, PROCTOR_SYSTEM_TOOL_FIELD_DESCRIPTION);
  if (proctor_system_tool_get_params (tool) != NULL)
    add_settings (self, proctor_system_tool_get_params (tool));
}

static void
show (ProctorSystemToolRow *self)
{
  ProctorSystemTool *tool = get_tool (self);

  self->updating = TRUE;
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), tool != NULL);
  self->updating = FALSE;
  if (tool != self->shown)
    fill (self, tool);
}

/* Who is led to one of its settings finds it. */
static void
wanted_cb (ProctorSystemToolRow *self,
           ProctorRecord *record,
           guint field)
{
  if (self->shown != NULL && ((gpointer) record == (gpointer) self->shown || (gpointer) record == (gpointer) proctor_system_tool_get_params (self->shown)))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
}

static void
proctor_system_tool_row_dispose (GObject *object)
{
  ProctorSystemToolRow *self = PROCTOR_SYSTEM_TOOL_ROW (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->tools);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_system_tool_row_parent_class)->dispose (object);
}

static void
proctor_system_tool_row_finalize (GObject *object)
{
  g_ptr_array_unref (PROCTOR_SYSTEM_TOOL_ROW (object)->rows);
  g_free (PROCTOR_SYSTEM_TOOL_ROW (object)->name);

  G_OBJECT_CLASS (proctor_system_tool_row_parent_class)->finalize (object);
}

static void
proctor_system_tool_row_class_init (ProctorSystemToolRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_system_tool_row_dispose;
  object_class->finalize = proctor_system_tool_row_finalize;
}

static void
proctor_system_tool_row_init (ProctorSystemToolRow *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (self), TRUE);
}

/**
 * proctor_system_tool_row_new:
 * @editing: the agent that is edited
 * @tools: the tools that the service itself has
 * @field: which of them
 * @name: what it is called
 * @words: what it does, for a person
 *
 * Returns: (transfer floating): a row that shows it and changes it
 */
GtkWidget *
proctor_system_tool_row_new (ProctorEditing *editing,
                             ProctorBuiltInTools *tools,
                             guint field,
                             const char *name,
                             const char *words)
{
  ProctorSystemToolRow *self;
  g_autofree char *signal = NULL;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_BUILT_IN_TOOLS (tools), NULL);

  self = g_object_new (PROCTOR_TYPE_SYSTEM_TOOL_ROW, "title", words, NULL);
  self->editing = g_object_ref (editing);
  self->tools = g_object_ref (tools);
  self->field = field;
  self->name = g_strdup (name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), name);
  gtk_widget_set_sensitive (GTK_WIDGET (self), proctor_editing_is_editable (editing));
  signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (tools)->properties[field]->name, NULL);
  g_signal_connect_object (tools, signal, G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editing, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  show (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
  g_signal_connect (self, "notify::enable-expansion", G_CALLBACK (enabled_cb), NULL);

  return GTK_WIDGET (self);
}
