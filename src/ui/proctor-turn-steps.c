/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-steps.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-multivoice-message.h"
#include "proctor-record-copy.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-voice-part.h"

/* What is done to the turns of a test, each as a step that a person would name. */

GListModel *
proctor_turn_steps_get_turns (ProctorEditing *editing)
{
  return proctor_test_get_chat_history (proctor_editing_get_test (editing));
}

/**
 * proctor_turn_steps_find:
 * @editing: a test that is edited
 * @turn: a row of its conversation
 * @position: (out): where it is
 *
 * Returns: whether it is there
 */
gboolean
proctor_turn_steps_find (ProctorEditing *editing,
                         gpointer turn,
                         guint *position)
{
  return g_list_store_find (G_LIST_STORE (proctor_turn_steps_get_turns (editing)), turn, position);
}

static void
splice (ProctorEditing *editing,
        const char *label,
        guint position,
        guint n_removals,
        GPtrArray *additions)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);

  proctor_undo_begin (undo, label);
  proctor_undo_splice (undo, proctor_editing_get_test (editing), PROCTOR_TEST_FIELD_CHAT_HISTORY, position, n_removals, additions);
  proctor_undo_end (undo);
}

static void
insert (ProctorEditing *editing,
        const char *label,
        guint position,
        gpointer turn)
{
  g_autoptr (GPtrArray) additions = g_ptr_array_new ();

  g_ptr_array_add (additions, turn);
  splice (editing, label, position, 0, additions);
}

/* Returns: (transfer full) (nullable): the last one before @position that could be read */
static ProctorTurn *
dup_turn_before (ProctorEditing *editing,
                 guint position)
{
  GListModel *turns = proctor_turn_steps_get_turns (editing);

  for (guint i = position; i > 0; i--)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i - 1);

      if (PROCTOR_IS_TURN (turn))
        return PROCTOR_TURN (g_steal_pointer (&turn));
    }

  return NULL;
}

/**
 * proctor_turn_steps_add_as:
 * @editing: a test that is edited
 * @position: where
 * @role: who speaks
 *
 * Adds a turn in which nothing is said yet.
 */
void
proctor_turn_steps_add_as (ProctorEditing *editing,
                           guint position,
                           const char *role)
{
  g_autoptr (ProctorTurn) before = dup_turn_before (editing, position);
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_role (turn, role);
  proctor_turn_set_message (turn, "");
  /* No server does without it. */
  proctor_turn_set_time_in_call_secs (turn, before != NULL ? proctor_turn_get_time_in_call_secs (before) : 0);
  insert (editing, _ ("Add Turn"), position, turn);
}

/**
 * proctor_turn_steps_add:
 * @editing: a test that is edited
 * @position: where
 *
 * Adds a turn of the other one than who spoke before.
 */
void
proctor_turn_steps_add (ProctorEditing *editing,
                        guint position)
{
  g_autoptr (ProctorTurn) before = dup_turn_before (editing, position);

  proctor_turn_steps_add_as (editing, position, before != NULL && g_strcmp0 (proctor_turn_get_role (before), "user") == 0 ? "agent" : "user");
}

void
proctor_turn_steps_remove (ProctorEditing *editing,
                           gpointer turn)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  guint position;

  if (proctor_turn_steps_find (editing, turn, &position))
    splice (editing, _ ("Delete Turn"), position, 1, none);
}

/**
 * proctor_turn_steps_move:
 * @editing: a test that is edited
 * @turn: one of its turns
 * @to: where it is to be afterwards
 */
void
proctor_turn_steps_move (ProctorEditing *editing,
                         gpointer turn,
                         guint to)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  guint from;

  if (!proctor_turn_steps_find (editing, turn, &from) || from == to || to >= g_list_model_get_n_items (proctor_turn_steps_get_turns (editing)))
    return;

  proctor_undo_begin (undo, _ ("Move Turn"));
  proctor_undo_move (undo, proctor_editing_get_test (editing), PROCTOR_TEST_FIELD_CHAT_HISTORY, from, to);
  proctor_undo_end (undo);
}

/* Two turns are never one and the same. */
static ProctorTurn *
copy_turn (ProctorTurn *turn)
{
  ProctorTurn *copy = proctor_record_copy (turn);

  if (proctor_record_get_presence (PROCTOR_RECORD (copy), PROCTOR_TURN_FIELD_ID) == PROCTOR_PRESENCE_VALUE)
    proctor_record_unset (PROCTOR_RECORD (copy), PROCTOR_TURN_FIELD_ID);

  return copy;
}

void
proctor_turn_steps_duplicate (ProctorEditing *editing,
                              gpointer turn)
{
  g_autoptr (ProctorTurn) copy = NULL;
  guint position;

  if (!PROCTOR_IS_TURN (turn) || !proctor_turn_steps_find (editing, turn, &position))
    return;

  copy = copy_turn (turn);
  insert (editing, _ ("Duplicate Turn"), position + 1, copy);
}

/**
 * proctor_turn_steps_split:
 * @editing: a test that is edited
 * @turn: one of its turns
 * @offset: after how many characters of its message
 *
 * Makes two turns of one, of which the second has what comes after.
 */
void
proctor_turn_steps_split (ProctorEditing *editing,
                          ProctorTurn *turn,
                          guint offset)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  const char *message = proctor_turn_get_message (turn);
  g_autoptr (ProctorTurn) second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint position;

  if (!proctor_turn_steps_find (editing, turn, &position))
    return;

  message = message != NULL ? message : "";
  offset = MIN (offset, (guint) g_utf8_strlen (message, -1));
  before = g_strchomp (g_utf8_substring (message, 0, offset));
  after = g_strchug (g_strdup (g_utf8_offset_to_pointer (message, offset)));
  second = proctor_turn_new ();
  proctor_turn_set_role (second, proctor_turn_get_role (turn));
  proctor_turn_set_time_in_call_secs (second, proctor_turn_get_time_in_call_secs (turn));
  proctor_turn_set_message (second, after);

  proctor_undo_begin (undo, _ ("Split Turn"));
  proctor_undo_set_string (undo, turn, PROCTOR_TURN_FIELD_MESSAGE, before);
  proctor_undo_insert (undo, proctor_editing_get_test (editing), PROCTOR_TEST_FIELD_CHAT_HISTORY, position + 1, second);
  proctor_undo_end (undo);
}

void
proctor_turn_steps_set_role (ProctorEditing *editing,
                             ProctorTurn *turn,
                             const char *role)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);

  proctor_undo_begin (undo, _ ("Change Role"));
  proctor_undo_set_string (undo, turn, PROCTOR_TURN_FIELD_ROLE, role);
  proctor_undo_end (undo);
}

/**
 * proctor_turn_steps_paste:
 * @editing: a test that is edited
 * @position: where
 * @n_replaced: how many turns they come in place of
 * @transcript: what was pasted, which gives its turns away
 */
void
proctor_turn_steps_paste (ProctorEditing *editing,
                          guint position,
                          guint n_replaced,
                          ProctorWrittenTranscript *transcript)
{
  GListModel *turns = proctor_written_transcript_get_turns (transcript);
  g_autoptr (GPtrArray) additions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    g_ptr_array_add (additions, g_list_model_get_item (turns, i));
  splice (editing, _ ("Paste Transcript"), position, n_replaced, additions);
}

/**
 * proctor_turn_steps_swap_roles:
 * @editing: a test that is edited
 * @turns: (element-type ProctorTurn): some of its turns
 *
 * What the user says is said by the agent, and the other way round.
 */
void
proctor_turn_steps_swap_roles (ProctorEditing *editing,
                               GPtrArray *turns)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);

  proctor_undo_begin (undo, _ ("Swap Roles"));
  for (guint i = 0; i < turns->len; i++)
    {
      ProctorTurn *turn = g_ptr_array_index (turns, i);
      gboolean is_user = g_strcmp0 (proctor_turn_get_role (turn), "user") == 0;

      proctor_undo_set_string (undo, turn, PROCTOR_TURN_FIELD_ROLE, is_user ? "agent" : "user");
    }
  proctor_undo_end (undo);
}

/**
 * proctor_turn_steps_add_voice:
 * @editing: a test that is edited
 * @turn: one of its turns
 *
 * Adds another voice. What the turn says becomes the first one's, if it has none yet.
 */
void
proctor_turn_steps_add_voice (ProctorEditing *editing,
                              ProctorTurn *turn)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (turn);
  guint n_parts = voices != NULL ? g_list_model_get_n_items (proctor_multivoice_message_get_parts (voices)) : 0;
  const char *message = proctor_turn_get_message (turn);
  g_autoptr (ProctorVoicePart) part = proctor_voice_part_new ();

  proctor_voice_part_set_voice_label (part, "");
  proctor_voice_part_set_text (part, n_parts == 0 && message != NULL ? message : "");
  proctor_voice_part_set_time_in_call_secs (part, proctor_turn_get_time_in_call_secs (turn));

  proctor_undo_begin (undo, _ ("Add Voice"));
  if (voices == NULL)
    {
      g_autoptr (ProctorMultivoiceMessage) first = proctor_multivoice_message_new ();

      g_list_store_append (G_LIST_STORE (proctor_multivoice_message_get_parts (first)), part);
      proctor_undo_set_record (undo, turn, PROCTOR_TURN_FIELD_MULTIVOICE_MESSAGE, first);
    }
  else
    proctor_undo_insert (undo, voices, PROCTOR_MULTIVOICE_MESSAGE_FIELD_PARTS, n_parts, part);
  if (n_parts == 0 && message != NULL && message[0] != '\0')
    proctor_undo_set_string (undo, turn, PROCTOR_TURN_FIELD_MESSAGE, "");
  proctor_undo_end (undo);
}

static gboolean
has_request (GListModel *rows,
             const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_TOOL_CALL (row) && g_strcmp0 (proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (row)), id) == 0)
        return TRUE;
      if (PROCTOR_IS_TOOL_RESULT (row) && g_strcmp0 (proctor_tool_result_get_request_id (PROCTOR_TOOL_RESULT (row)), id) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_taken (ProctorEditing *editing,
          const char *id)
{
  GListModel *turns = proctor_turn_steps_get_turns (editing);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i);

      if (PROCTOR_IS_TURN (turn) && (has_request (proctor_turn_get_tool_calls (PROCTOR_TURN (turn)), id) || has_request (proctor_turn_get_tool_results (PROCTOR_TURN (turn)), id)))
        return TRUE;
    }

  return FALSE;
}

/* Returns: (transfer full): an id by which a result finds its call */
static char *
make_request_id (ProctorEditing *editing)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *id = g_strdup_printf ("call_%u", number);

      if (!is_taken (editing, id))
        return g_steal_pointer (&id);
    }
}

/**
 * proctor_turn_steps_add_call:
 * @editing: a test that is edited
 * @turn: one of its turns
 *
 * Adds the call of a tool.
 *
 * Returns: (transfer none): the call
 */
gpointer
proctor_turn_steps_add_call (ProctorEditing *editing,
                             ProctorTurn *turn)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  g_autoptr (ProctorToolCall) call = proctor_tool_call_new ();
  g_autofree char *id = make_request_id (editing);

  proctor_tool_call_set_request_id (call, id);
  proctor_tool_call_set_tool_name (call, "");
  proctor_tool_call_set_params_as_json (call, "{}");
  proctor_tool_call_set_tool_has_been_called (call, TRUE);
  proctor_undo_begin (undo, _ ("Add Tool Call"));
  proctor_undo_insert (undo, turn, PROCTOR_TURN_FIELD_TOOL_CALLS, g_list_model_get_n_items (proctor_turn_get_tool_calls (turn)), call);
  proctor_undo_end (undo);

  return call;
}

/* Returns: (transfer full) (nullable): the first call that nothing has answered yet */
static ProctorToolCall *
dup_unanswered (ProctorTurn *turn)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (GObject) call = g_list_model_get_item (calls, i);

      if (PROCTOR_IS_TOOL_CALL (call) && !has_request (proctor_turn_get_tool_results (turn), proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call))))
        return PROCTOR_TOOL_CALL (g_steal_pointer (&call));
    }

  return NULL;
}

/**
 * proctor_turn_steps_add_result:
 * @editing: a test that is edited
 * @turn: one of its turns
 *
 * Adds what a tool answers: to the first call that has no answer, or to none.
 *
 * Returns: (transfer none): the result
 */
gpointer
proctor_turn_steps_add_result (ProctorEditing *editing,
                               ProctorTurn *turn)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  g_autoptr (ProctorToolResult) result = proctor_tool_result_new ();
  g_autoptr (ProctorToolCall) call = dup_unanswered (turn);
  g_autofree char *id = call != NULL ? g_strdup (proctor_tool_call_get_request_id (call)) : make_request_id (editing);

  proctor_tool_result_set_request_id (result, id);
  proctor_tool_result_set_tool_name (result, call != NULL ? proctor_tool_call_get_tool_name (call) : "");
  if (call != NULL && proctor_tool_call_get_kind (call) != NULL)
    proctor_tool_result_set_kind (result, proctor_tool_call_get_kind (call));
  proctor_tool_result_set_result_value (result, "");
  proctor_tool_result_set_is_error (result, FALSE);
  proctor_tool_result_set_tool_has_been_called (result, TRUE);
  proctor_undo_begin (undo, _ ("Add Tool Result"));
  proctor_undo_insert (undo, turn, PROCTOR_TURN_FIELD_TOOL_RESULTS, g_list_model_get_n_items (proctor_turn_get_tool_results (turn)), result);
  proctor_undo_end (undo);

  return result;
}
