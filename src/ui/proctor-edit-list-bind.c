/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-edit-list.h"

#include <glib/gi18n.h>

/* A list that is edited and belongs to a list of a record. What ties them hangs on the widget. */

typedef struct
{
  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;

  /* Borrowed */
  ProctorEditList *list;

  guint field;
  gulong record_handler;
} Tie;

static void
tie_free (gpointer data)
{
  Tie *tie = data;

  g_clear_signal_handler (&tie->record_handler, tie->record);
  g_object_unref (tie->record);
  g_object_unref (tie->editing);
  g_free (tie);
}

static GQuark
get_quark (void)
{
  static GQuark quark = 0;

  if (quark == 0)
    quark = g_quark_from_static_string ("proctor-edit-list-tie");

  return quark;
}

static void
record_cb (Tie *tie)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *list = proctor_record_get_list (tie->record, tie->field);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (items, g_list_model_get_item (list, i));
  proctor_edit_list_show (tie->list, items);
}

static void
move_cb (Tie *tie,
         guint from,
         guint to)
{
  ProctorUndo *undo = proctor_editing_get_undo (tie->editing);

  proctor_undo_begin (undo, _ ("Move"));
  proctor_undo_move (undo, tie->record, tie->field, from, to);
  proctor_undo_end (undo);
}

static void
remove_cb (Tie *tie,
           guint position)
{
  ProctorUndo *undo = proctor_editing_get_undo (tie->editing);

  proctor_undo_begin (undo, _ ("Remove"));
  proctor_undo_remove (undo, tie->record, tie->field, position);
  proctor_undo_end (undo);
}

static void
let_go (ProctorEditList *self)
{
  Tie *tie = g_object_get_qdata (G_OBJECT (self), get_quark ());

  if (tie == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self, tie);
  g_object_set_qdata (G_OBJECT (self), get_quark (), NULL);
}

/**
 * proctor_edit_list_bind:
 * @self: a list
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its lists
 *
 * Shows a list of a record and moves and removes what is in it. Whoever connects to
 * #ProctorEditList::add knows what a new one is.
 */
void
proctor_edit_list_bind (ProctorEditList *self,
                        ProctorEditing *editing,
                        gpointer record,
                        guint field)
{
  g_autofree char *signal = NULL;
  Tie *tie;

  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  let_go (self);
  if (editing == NULL)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      proctor_edit_list_set_editable (self, FALSE);
      proctor_edit_list_show (self, none);
      proctor_edit_list_forget (self);
      return;
    }

  tie = g_new0 (Tie, 1);
  tie->editing = g_object_ref (editing);
  tie->record = g_object_ref (record);
  tie->list = self;
  tie->field = field;
  signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->fields[field].name, NULL);
  tie->record_handler = g_signal_connect_swapped (record, signal, G_CALLBACK (record_cb), tie);
  g_object_set_qdata_full (G_OBJECT (self), get_quark (), tie, tie_free);
  g_signal_connect_swapped (self, "move", G_CALLBACK (move_cb), tie);
  g_signal_connect_swapped (self, "remove", G_CALLBACK (remove_cb), tie);
  g_signal_connect (self, "destroy", G_CALLBACK (let_go), tie);
  proctor_edit_list_set_editable (self, proctor_editing_is_editable (editing));
  proctor_editing_register (editing, record, field, GTK_WIDGET (self));
  record_cb (tie);
}
