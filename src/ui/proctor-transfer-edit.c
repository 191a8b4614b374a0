/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transfer-edit.h"

#include "proctor-bound-row.h"
#include "proctor-picker-row.h"

#include <glib/gi18n.h>

#define MOST_DELAY_MS 60000
#define DELAY_STEP_MS 100

/**
 * ProctorTransferEdit:
 *
 * Whom a call can be handed over to, another agent or somebody at a telephone, and when the agent is to do that.
 */
struct _ProctorTransferEdit
{
  AdwBin parent_instance;

  /* Owned */
  ProctorEditing *editing;
  ProctorCallTransfer *transfer;

  /* Borrowed: children */
  GtkListBox *rows;
  AdwComboRow *way_row;

  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorTransferEdit, proctor_transfer_edit, ADW_TYPE_BIN)

/* How a telephone call is handed over. */
static const struct
{
  const char *name;
  const char *words;
} ways[] = {
  { "conference", N_ ("The Agent Waits Until Somebody Answers") },
  { "blind", N_ ("At Once") },
  { "sip_refer", N_ ("By SIP REFER") },
};

static guint
find_way (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (g_strcmp0 (ways[i].name, name) == 0)
        return i;
    }

  /* A way that is newer than this is neither shown as another nor changed. */
  return name == NULL ? 0 : GTK_INVALID_LIST_POSITION;
}

static void
show_way (ProctorTransferEdit *self)
{
  self->updating = TRUE;
  adw_combo_row_set_selected (self->way_row, find_way (proctor_call_transfer_get_transfer_type (self->transfer)));
  self->updating = FALSE;
}

static void
way_cb (ProctorTransferEdit *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  guint way = adw_combo_row_get_selected (self->way_row);

  if (self->updating || way >= G_N_ELEMENTS (ways))
    return;

  proctor_undo_begin (undo, _ ("Edit Transfer"));
  proctor_undo_set_string (undo, self->transfer, PROCTOR_CALL_TRANSFER_FIELD_TRANSFER_TYPE, ways[way].name);
  proctor_undo_end (undo);
}

static void
add_text (ProctorTransferEdit *self,
          const char *title,
          gpointer record,
          guint field)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "use-markup", FALSE, NULL);

  proctor_bound_row_bind_text (GTK_EDITABLE (row), self->editing, record, field, _ ("Edit Transfer"));
  gtk_list_box_append (self->rows, row);
}

static void
add_way (ProctorTransferEdit *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    gtk_string_list_append (words, _ (ways[i].words));
  self->way_row = ADW_COMBO_ROW (g_object_new (ADW_TYPE_COMBO_ROW, "title", _ ("Hands Over"), "model", words, NULL));
  gtk_widget_set_sensitive (GTK_WIDGET (self->way_row), proctor_editing_is_editable (self->editing));
  gtk_list_box_append (self->rows, GTK_WIDGET (self->way_row));
  show_way (self);
  g_signal_connect_object (self->way_row, "notify::selected", G_CALLBACK (way_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->transfer, "notify::transfer-type", G_CALLBACK (show_way), self, G_CONNECT_SWAPPED);
}

static void
add_number (ProctorTransferEdit *self)
{
  ProctorTransferDestination *destination = proctor_call_transfer_get_transfer_destination (self->transfer);
  const char *kind = destination != NULL ? proctor_transfer_destination_get_kind (destination) : NULL;

  if (kind != NULL && g_str_has_prefix (kind, "sip_uri"))
    add_text (self, _ ("SIP Address"), destination, PROCTOR_TRANSFER_DESTINATION_FIELD_SIP_URI);
  else if (kind != NULL)
    add_text (self, _ ("Telephone Number"), destination, PROCTOR_TRANSFER_DESTINATION_FIELD_PHONE_NUMBER);
  add_way (self);
}

static void
add_agent (ProctorTransferEdit *self)
{
  ProctorSurroundings *choices = proctor_editing_get_choices (self->editing);
  GtkWidget *row = g_object_new (PROCTOR_TYPE_PICKER_ROW, "title", _ ("Agent"), NULL);
  GtkWidget *delay = g_object_new (ADW_TYPE_SPIN_ROW, "title", _ ("Delay"), "subtitle", _ ("In milliseconds"), NULL);
  GtkWidget *first = g_object_new (ADW_TYPE_SWITCH_ROW, "title", _ ("It Says Its First Message"), NULL);

  if (choices != NULL)
    proctor_choice_list_want (proctor_surroundings_get_agents (choices));
  if (choices != NULL)
    proctor_picker_row_set_choices (PROCTOR_PICKER_ROW (row), G_LIST_MODEL (proctor_surroundings_get_agents (choices)));
  proctor_picker_row_bind (PROCTOR_PICKER_ROW (row), self->editing, self->transfer, PROCTOR_CALL_TRANSFER_FIELD_AGENT_ID, _ ("Edit Transfer"));
  gtk_list_box_append (self->rows, row);
  add_text (self, _ ("What is said before"), self->transfer, PROCTOR_CALL_TRANSFER_FIELD_TRANSFER_MESSAGE);
  adw_spin_row_set_adjustment (ADW_SPIN_ROW (delay), gtk_adjustment_new (0, 0, MOST_DELAY_MS, DELAY_STEP_MS, DELAY_STEP_MS * 10, 0));
  proctor_bound_row_bind_spin (ADW_SPIN_ROW (delay), self->editing, self->transfer, PROCTOR_CALL_TRANSFER_FIELD_DELAY_MS, _ ("Edit Transfer"), 0);
  gtk_list_box_append (self->rows, delay);
  proctor_bound_row_bind_switch (ADW_SWITCH_ROW (first), self->editing, self->transfer, PROCTOR_CALL_TRANSFER_FIELD_ENABLE_TRANSFERRED_AGENT_FIRST_MESSAGE, _ ("Edit Transfer"));
  gtk_list_box_append (self->rows, first);
}

static gboolean
proctor_transfer_edit_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (PROCTOR_TRANSFER_EDIT (widget)->rows), GTK_DIR_TAB_FORWARD);
}

static void
proctor_transfer_edit_dispose (GObject *object)
{
  ProctorTransferEdit *self = PROCTOR_TRANSFER_EDIT (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->transfer);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_transfer_edit_parent_class)->dispose (object);
}

static void
proctor_transfer_edit_class_init (ProctorTransferEditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_transfer_edit_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = proctor_transfer_edit_grab_focus;
}

static void
proctor_transfer_edit_init (ProctorTransferEdit *self)
{
  self->rows = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes", (const char *const[]) { "boxed-list", NULL }, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
}

/**
 * proctor_transfer_edit_new:
 * @editing: the agent that is edited
 * @transfer: a transfer of one of its system tools
 * @is_to_agent: whether it is to another agent, and not to a telephone
 *
 * Returns: (transfer floating): what shows and changes it
 */
GtkWidget *
proctor_transfer_edit_new (ProctorEditing *editing,
                           ProctorCallTransfer *transfer,
                           gboolean is_to_agent)
{
  ProctorTransferEdit *self;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_CALL_TRANSFER (transfer), NULL);

  self = g_object_new (PROCTOR_TYPE_TRANSFER_EDIT, NULL);
  self->editing = g_object_ref (editing);
  self->transfer = g_object_ref (transfer);
  if (is_to_agent)
    add_agent (self);
  else
    add_number (self);
  add_text (self, _ ("When the agent hands the call over"), transfer, PROCTOR_CALL_TRANSFER_FIELD_CONDITION);

  return GTK_WIDGET (self);
}
