/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-builtin-user.h"

#include "proctor-builtin-text.h"
#include "proctor-variables.h"

/* Somebody who says the scenario's quoted sentences in order, whatever is answered. */

static char *
dup_scenario (const ProctorChat *chat)
{
  const char *scenario = chat->test != NULL ? proctor_test_get_simulation_scenario (chat->test) : NULL;
  g_autoptr (JsonObject) variables = proctor_variables_collect (chat->agent, chat->test);
  char *put = proctor_variables_put (scenario != NULL ? scenario : "", variables, NULL);

  return put != NULL ? put : g_strdup (scenario);
}

static char **
find_sentences (const char *scenario)
{
  g_auto (GStrv) sentences = proctor_builtin_text_find_quotes (scenario, NULL);
  char **only;

  if (sentences[0] != NULL)
    return g_steal_pointer (&sentences);

  only = g_new0 (char *, 2);
  only[0] = proctor_builtin_text_first_sentence (scenario);

  return only;
}

/* How many of them have been said. What the history has beside them doesn't count. */
static gsize
count_said (const ProctorChat *chat,
            char **sentences)
{
  gsize n_said = 0;

  for (guint i = 0; i < chat->messages->len && sentences[n_said] != NULL; i++)
    {
      const ProctorChatMessage *message = chat->messages->pdata[i];

      if (message->role == PROCTOR_CHAT_ASSISTANT && g_str_equal (message->text, sentences[n_said]))
        n_said++;
    }

  return n_said;
}

/**
 * proctor_builtin_user_answer:
 * @chat: a question to whoever plays the user, to whom the user's words are the assistant's
 *
 * Returns: (transfer full): the next sentence, or nothing and the end of the call
 */
ProctorChatAnswer *
proctor_builtin_user_answer (const ProctorChat *chat)
{
  g_autofree char *scenario = dup_scenario (chat);
  g_auto (GStrv) sentences = find_sentences (scenario);
  const char *next = sentences[count_said (chat, sentences)];
  ProctorChatAnswer *answer = proctor_chat_answer_new (next);

  answer->ends_call = *answer->text == '\0';

  return answer;
}
