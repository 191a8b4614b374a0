/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"
#include "proctor-multivoice-message.h"
#include "proctor-voice-part.h"

#include <glib/gi18n.h>

/* What is said before the agent's turn. */

#define MOST_TURNS 200

static guint
count_turns (ProctorCheckRun *run)
{
  return g_list_model_get_n_items (proctor_test_get_chat_history (run->test));
}

static ProctorTurn *
dup_turn (ProctorCheckRun *run,
          guint position)
{
  return proctor_check_dup_item (proctor_test_get_chat_history (run->test), position, PROCTOR_TYPE_TURN);
}

static gboolean
has_items (GListModel *list)
{
  return g_list_model_get_n_items (list) > 0;
}

static gboolean
says_something (ProctorTurn *turn)
{
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (turn);
  GListModel *parts = voices != NULL ? proctor_multivoice_message_get_parts (voices) : NULL;

  if (!proctor_check_is_blank (proctor_turn_get_message (turn)))
    return TRUE;

  for (guint i = 0; parts != NULL && i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ProctorVoicePart) part = proctor_check_dup_item (parts, i, PROCTOR_TYPE_VOICE_PART);

      if (part != NULL && !proctor_check_is_blank (proctor_voice_part_get_text (part)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_only_call (ProctorTurn *turn)
{
  return has_items (proctor_turn_get_tool_calls (turn)) && !says_something (turn);
}

void
proctor_check_history_too_long (ProctorCheckRun *run)
{
  guint n = count_turns (run);

  if (n <= MOST_TURNS)
    return;

  proctor_check_run_add (run, run->test, PROCTOR_TEST_FIELD_CHAT_HISTORY, NULL,
                         g_strdup_printf (_ ("The conversation has %u turns. A test can have %u at most."), n, MOST_TURNS));
}

void
proctor_check_history_empty (ProctorCheckRun *run)
{
  if (count_turns (run) == 0)
    proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_CHAT_HISTORY, _ ("The conversation is empty, so there is nothing for the agent to reply to."));
}

/* A last turn that is nothing but a call has a rule of its own. */
void
proctor_check_history_end (ProctorCheckRun *run)
{
  guint n = count_turns (run);
  g_autoptr (ProctorTurn) last = n > 0 ? dup_turn (run, n - 1) : NULL;

  if (last == NULL || is_only_call (last) || g_strcmp0 (proctor_turn_get_role (last), "user") == 0)
    return;

  proctor_check_run_add (run, last, PROCTOR_TURN_FIELD_ROLE, proctor_check_dup_turn (n - 1),
                         g_strdup (_ ("The conversation has to end with the user, so that it is the agent’s turn.")));
}

void
proctor_check_history_end_call (ProctorCheckRun *run)
{
  guint n = count_turns (run);
  g_autoptr (ProctorTurn) last = n > 0 ? dup_turn (run, n - 1) : NULL;

  if (last == NULL || !is_only_call (last))
    return;

  proctor_check_run_add (run, last, PROCTOR_TURN_FIELD_TOOL_CALLS, proctor_check_dup_turn (n - 1),
                         g_strdup (_ ("The conversation ends with a tool call, so nobody has said anything that the agent could reply to.")));
}

void
proctor_check_turn_empty (ProctorCheckRun *run)
{
  guint n = count_turns (run);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ProctorTurn) turn = dup_turn (run, i);

      if (turn == NULL || says_something (turn) || has_items (proctor_turn_get_tool_calls (turn)) || has_items (proctor_turn_get_tool_results (turn)))
        continue;

      proctor_check_run_add (run, turn, PROCTOR_TURN_FIELD_MESSAGE, proctor_check_dup_turn (i),
                             g_strdup (_ ("In this turn nothing is said and no tool is called.")));
    }
}

void
proctor_check_time_backwards (ProctorCheckRun *run)
{
  guint n = count_turns (run);
  gint64 latest = G_MININT64;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ProctorTurn) turn = dup_turn (run, i);
      gint64 time = turn != NULL ? proctor_turn_get_time_in_call_secs (turn) : latest;

      if (time < latest)
        proctor_check_run_add (run, turn, PROCTOR_TURN_FIELD_TIME_IN_CALL_SECS, proctor_check_dup_turn (i),
                               g_strdup_printf (_ ("The turn is at %ld seconds, before the one that precedes it."), (long) time));
      latest = time;
    }
}
