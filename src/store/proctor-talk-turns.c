/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-talk-private.h"

#include "proctor-initiation-data.h"

/* What was said in a talk, and what can be made of it. */

/* Who answered the calls of a turn goes with the turn. */
static G_DEFINE_QUARK (proctor - talk - answered - by, answered_by)

    /* The turns themselves, which are copied when they are sent or made a test of. */
    void proctor_talk_copy_turns (ProctorTalk *self,
                                  GListModel *to)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->turns)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->turns), i);

      g_list_store_append (G_LIST_STORE (to), item);
    }
}

gboolean
proctor_talk_is_agents (ProctorTurn *turn)
{
  return g_strcmp0 (proctor_turn_get_role (turn), "agent") == 0;
}

/* Whether the agent waits for tools in it. */
gboolean
proctor_talk_is_waiting (ProctorTurn *turn)
{
  return proctor_talk_is_agents (turn) && g_list_model_get_n_items (proctor_turn_get_tool_calls (turn)) > g_list_model_get_n_items (proctor_turn_get_tool_results (turn));
}

/* Takes a turn at its place, which is the end or that of the last turn, in which tools have answered. */
void
proctor_talk_put_turn (ProctorTalk *self,
                       ProctorTalkStep *step)
{
  ProctorTurn *turn = proctor_talk_step_get_turn (step);
  const char *const *answered_by = proctor_talk_step_get_answered_by (step);
  guint n_turns = g_list_model_get_n_items (G_LIST_MODEL (self->turns));
  gint64 position = proctor_talk_step_get_position (step);
  guint place = n_turns > 0 && position == n_turns - 1 ? n_turns - 1 : n_turns;

  if (turn == NULL)
    return;

  if (answered_by != NULL)
    g_object_set_qdata_full (G_OBJECT (turn), answered_by_quark (), g_strdupv ((char **) answered_by), (GDestroyNotify) g_strfreev);
  g_list_store_splice (self->turns, place, n_turns - place, (gpointer *) &turn, 1);
}

/**
 * proctor_talk_get_answered_by:
 * @self: a talk
 * @turn: a turn of it
 *
 * Returns: (nullable) (array zero-terminated=1): who answered the calls in it, each by the engine's word
 *   for it: "mock", "no_mock", "tool", "system" or "nobody"
 */
const char *const *
proctor_talk_get_answered_by (ProctorTalk *self,
                              ProctorTurn *turn)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);
  g_return_val_if_fail (PROCTOR_IS_TURN (turn), NULL);

  return g_object_get_qdata (G_OBJECT (turn), answered_by_quark ());
}

/**
 * proctor_talk_take_back:
 * @self: a talk
 * @turn: something that was said to the agent
 *
 * Takes it back, and all that came after it.
 *
 * Returns: (transfer full) (nullable): what was said, to be said otherwise
 */
char *
proctor_talk_take_back (ProctorTalk *self,
                        ProctorTurn *turn)
{
  guint position;
  char *message;

  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);
  g_return_val_if_fail (PROCTOR_IS_TURN (turn), NULL);

  if (proctor_talk_is_agents (turn) || !g_list_store_find (self->turns, turn, &position))
    return NULL;

  message = g_strdup (proctor_turn_get_message (turn));
  proctor_talk_interrupt (self);
  proctor_talk_set_error (self, NULL);
  g_list_store_splice (self->turns, position, g_list_model_get_n_items (G_LIST_MODEL (self->turns)) - position, NULL, 0);
  proctor_talk_set_state (self, PROCTOR_TALK_YOUR_TURN);

  return message;
}

/**
 * proctor_talk_find_cut:
 * @self: a talk
 * @turn: a turn of it
 * @cut: (out): how many turns come before the reply that @turn belongs to, or that it is answered with
 *
 * Returns: whether a test can be made there: the user has spoken before
 */
gboolean
proctor_talk_find_cut (ProctorTalk *self,
                       ProctorTurn *turn,
                       guint *cut)
{
  guint position;

  g_return_val_if_fail (PROCTOR_IS_TALK (self), FALSE);
  g_return_val_if_fail (PROCTOR_IS_TURN (turn), FALSE);

  if (!g_list_store_find (self->turns, turn, &position))
    return FALSE;

  if (!proctor_talk_is_agents (turn))
    {
      *cut = position + 1;
      return TRUE;
    }
  for (*cut = position; *cut > 0; (*cut)--)
    {
      g_autoptr (ProctorTurn) before = g_list_model_get_item (G_LIST_MODEL (self->turns), *cut - 1);

      if (!proctor_talk_is_agents (before))
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_talk_dup_conversation:
 * @self: a talk
 *
 * Returns: (transfer full): the same as a conversation, as it is now. No server knows of it
 */
ProctorConversation *
proctor_talk_dup_conversation (ProctorTalk *self)
{
  ProctorConversation *conversation;
  g_autoptr (ProctorInitiationData) data = proctor_initiation_data_new ();

  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  conversation = proctor_conversation_new ();
  proctor_conversation_set_agent_id (conversation, self->agent_id);
  if (self->branch_id != NULL)
    proctor_conversation_set_branch_id (conversation, self->branch_id);
  proctor_talk_copy_turns (self, proctor_conversation_get_transcript (conversation));
  proctor_talk_copy_variables (self, proctor_initiation_data_get_dynamic_variables (data));
  proctor_conversation_set_conversation_initiation_client_data (conversation, data);

  return conversation;
}
