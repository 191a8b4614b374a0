/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-execution-private.h"

#include <string.h>

#include "proctor-transcript.h"
#include "proctor-variables.h"

/* A simulation: the agent and somebody who plays the user, in turn. */

#define DEFAULT_TURNS 5
#define END_MARK "[END]"

static const char instructions[] = "You play the user in a conversation with an agent, to test the agent. Stay in the role that the scenario gives you and say only what that user would say, "
                                   "one message at a time, short and natural. Never play the agent. When the user has reached what they wanted, or would hang up, put " END_MARK " at the end of the message.\n\nScenario:\n";

static void
end_simulation (GTask *task,
                const char *note)
{
  ProctorExecution *execution = proctor_execution_get (task);

  g_set_str (&execution->note, note);
  proctor_execution_judge (task);
}

/* What a user says, without the mark that it is the last thing. */
static char *
take_mark (const char *text,
           gboolean *ends)
{
  const char *mark = strstr (text, END_MARK);
  char *said = mark != NULL ? g_strndup (text, (gsize) (mark - text)) : g_strdup (text);

  *ends = *ends || mark != NULL;

  g_strstrip (said);

  return said;
}

static void
user_answered_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  GTask *task = user_data;
  ProctorExecution *execution = proctor_execution_get (task);
  GError *error = NULL;
  g_autofree char *said = NULL;
  g_autoptr (ProctorChatAnswer) answer = proctor_provider_chat_finish (PROCTOR_PROVIDER (object), result, &error);
  gboolean ends;

  proctor_execution_end_wait (task);
  if (answer == NULL)
    {
      proctor_execution_fail_with (task, error);
      return;
    }

  ends = answer->ends_call;
  said = take_mark (answer->text, &ends);
  if (*said != '\0')
    json_array_add_object_element (execution->turns, proctor_transcript_make_turn ("user", said, proctor_execution_get_seconds (execution)));

  if (*said == '\0' && !ends)
    proctor_execution_fail (task, "Error: The simulated user said nothing.");
  else if (*said == '\0' && execution->n_replies == 0)
    proctor_execution_fail (task, "Error: The simulated user had nothing to say to the agent.");
  else if (ends && execution->n_replies > 0)
    end_simulation (task, "The simulated user ended the conversation.");
  else
    /* Nobody hangs up before the agent has answered once. */
    proctor_execution_ask_agent (task);
}

static void
ask_user (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);
  const ProctorRunPlan *plan = execution->plan;
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_SIMULATED_USER);
  const char *scenario = proctor_test_get_simulation_scenario (plan->test);
  GError *error = NULL;
  g_autofree char *filled = proctor_variables_put (scenario != NULL ? scenario : "", plan->variables, &error);
  g_autofree char *prompt = NULL;

  if (filled == NULL)
    {
      proctor_execution_fail_with (task, error);
      return;
    }

  prompt = g_strconcat (instructions, filled, NULL);
  chat->seed = proctor_run_plan_get_seed (plan) + json_array_get_length (execution->turns);
  g_set_object (&chat->test, plan->test);
  chat->condition = g_steal_pointer (&filled);
  proctor_chat_add (chat, PROCTOR_CHAT_SYSTEM, prompt);
  proctor_transcript_add_to_chat (execution->turns, chat, TRUE);
  /* Models answer somebody. */
  if (chat->messages->len == 1)
    proctor_chat_add (chat, PROCTOR_CHAT_USER, "(The conversation begins. You speak first.)");
  proctor_provider_chat_async (execution->provider, chat, proctor_execution_begin_wait (task, execution->limits.turn_msecs), user_answered_cb, task);
}

static gint64
get_most_turns (ProctorExecution *execution)
{
  gint64 turns = proctor_test_get_simulation_max_turns (execution->plan->test);

  return turns > 0 ? turns : DEFAULT_TURNS;
}

/* What the agent says before anybody has said anything. */
static gboolean
greet (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);
  const ProctorRunPlan *plan = execution->plan;
  const char *first = proctor_run_plan_get_first_message (plan);
  GError *error = NULL;
  g_autofree char *greeting = NULL;

  if (json_array_get_length (execution->turns) > 0 || first == NULL)
    return TRUE;

  greeting = proctor_variables_put (first, plan->variables, &error);
  if (greeting == NULL)
    {
      proctor_execution_fail_with (task, error);
      return FALSE;
    }
  json_array_add_object_element (execution->turns, proctor_transcript_make_turn ("agent", greeting, 0));

  return TRUE;
}

/**
 * proctor_execution_next_speaker:
 * @task: (transfer full): a simulation in which somebody has spoken, or nobody yet
 *
 * Goes on with whoever did not speak last.
 */
void
proctor_execution_next_speaker (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);

  if (!greet (task))
    return;

  if (execution->ended)
    end_simulation (task, "The agent ended the conversation.");
  else if (execution->n_replies >= get_most_turns (execution))
    end_simulation (task, "The conversation has reached the most turns it may have.");
  else if (g_strcmp0 (proctor_transcript_get_role (execution->turns, 0), "user") == 0)
    proctor_execution_ask_agent (task);
  else
    ask_user (task);
}

/**
 * proctor_execution_tools_answered:
 * @task: (transfer full): a simulation in which the agent's tools have answered
 */
void
proctor_execution_tools_answered (GTask *task)
{
  ProctorExecution *execution = proctor_execution_get (task);

  execution->n_replies++;
  execution->n_rounds = 0;
  proctor_execution_next_speaker (task);
}
