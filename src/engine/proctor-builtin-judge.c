/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-builtin-judge.h"

#include <glib/gi18n.h>

#include "proctor-builtin-text.h"
#include "proctor-example.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* A judge that compares words. It knows less than a model does, but it never says more than it
 * knows: what it can't tell is unknown. */

/* How much of the words a reply has to share with an example to be like it. */
#define ALIKE 0.6
/* What a verdict may hold. */
#define MOST_EVIDENCE 5
#define MOST_CHARACTERS 280

typedef enum
{
  FINDING_NONE,
  FINDING_SUCCESS,
  FINDING_FAILURE,
  FINDING_UNCLEAR,
} Finding;

/* What is judged, and what has been found. */
typedef struct
{
  /* Owned: what the agent and the user said; folded, in order. */
  GPtrArray *agent;
  GPtrArray *agent_words;
  GPtrArray *user_words;
  JsonArray *evidence;
  GString *reasons;
} Hearing;

static void
hear (Hearing *hearing,
      const char *text,
      gboolean is_agent)
{
  if (text == NULL || *text == '\0')
    return;

  if (is_agent)
    g_ptr_array_add (hearing->agent, g_strdup (text));
  g_ptr_array_add (is_agent ? hearing->agent_words : hearing->user_words, proctor_builtin_text_fold (text));
}

static void
hear_all (Hearing *hearing,
          const ProctorChat *chat)
{
  for (guint i = 0; chat->turns != NULL && i < json_array_get_length (chat->turns); i++)
    {
      JsonNode *node = json_array_get_element (chat->turns, i);
      JsonObject *turn = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      hear (hearing, proctor_validate_get_string (turn, "message"), g_strcmp0 (proctor_validate_get_string (turn, "role"), "agent") == 0);
    }
  for (guint i = 0; chat->turns == NULL && i < chat->messages->len; i++)
    {
      const ProctorChatMessage *message = chat->messages->pdata[i];

      if (message->role == PROCTOR_CHAT_ASSISTANT || message->role == PROCTOR_CHAT_USER)
        hear (hearing, message->text, message->role == PROCTOR_CHAT_ASSISTANT);
    }
}

static void
open_hearing (Hearing *hearing)
{
  hearing->agent = g_ptr_array_new_with_free_func (g_free);
  hearing->agent_words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  hearing->user_words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  hearing->evidence = json_array_new ();
  hearing->reasons = g_string_new (_ ("This is the built-in judge's verdict, which only compares words."));
}

G_GNUC_PRINTF (2, 3)
static void
say (Hearing *hearing,
     const char *format,
     ...)
{
  va_list arguments;

  if (hearing->reasons->len > 3 * MOST_CHARACTERS)
    return;

  va_start (arguments, format);
  g_string_append_c (hearing->reasons, ' ');
  g_string_append_vprintf (hearing->reasons, format, arguments);
  va_end (arguments);
}

static char *
shorten (const char *text)
{
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (text, -1) <= MOST_CHARACTERS)
    return g_strdup (text);

  begin = g_utf8_substring (text, 0, MOST_CHARACTERS);

  return g_strconcat (begin, "…", NULL);
}

static void
quote (Hearing *hearing,
       const char *text)
{
  g_autofree char *short_text = shorten (text);

  if (json_array_get_length (hearing->evidence) < MOST_EVIDENCE)
    json_array_add_string_element (hearing->evidence, short_text);
}

/* Closes the hearing. */
static ProctorChatAnswer *
pronounce (Hearing *hearing,
           Finding finding)
{
  const char *const verdicts[] = {
    [FINDING_NONE] = "unknown",
    [FINDING_SUCCESS] = "success",
    [FINDING_FAILURE] = "failure",
    [FINDING_UNCLEAR] = "unknown",
  };
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "reasoning", hearing->reasons->str);
  json_object_set_array_member (object, "evidence", hearing->evidence);
  json_object_set_string_member (object, "verdict", verdicts[finding]);
  json_node_take_object (root, object);
  text = proctor_wire_node_to_text (root);

  g_ptr_array_unref (hearing->agent);
  g_ptr_array_unref (hearing->agent_words);
  g_ptr_array_unref (hearing->user_words);
  g_string_free (hearing->reasons, TRUE);

  return proctor_chat_answer_new (text);
}

/* How like the nearest of some examples a reply is. */
static double
compare (char **reply,
         GListModel *examples)
{
  double best = 0;

  for (guint i = 0; i < g_list_model_get_n_items (examples); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (examples, i);
      const char *text = PROCTOR_IS_EXAMPLE (item) ? proctor_example_get_response (PROCTOR_EXAMPLE (item)) : NULL;
      g_auto (GStrv) words = proctor_builtin_text_fold (text != NULL ? text : "");

      best = MAX (best, proctor_builtin_text_compare (reply, words));
    }

  return best;
}

/* Only the last reply is under test, and only where the test asks for one. */
static Finding
judge_examples (Hearing *hearing,
                ProctorTest *test)
{
  GListModel *good = test != NULL ? proctor_test_get_success_examples (test) : NULL;
  GListModel *bad = test != NULL ? proctor_test_get_failure_examples (test) : NULL;
  guint last = hearing->agent->len;
  double like_good, like_bad;

  if (last == 0 || test == NULL || g_strcmp0 (proctor_test_get_kind (test), "llm") != 0)
    return FINDING_NONE;
  if (g_list_model_get_n_items (good) + g_list_model_get_n_items (bad) == 0)
    return FINDING_NONE;

  like_good = compare (hearing->agent_words->pdata[last - 1], good);
  like_bad = compare (hearing->agent_words->pdata[last - 1], bad);
  if (MAX (like_good, like_bad) < ALIKE || like_good == like_bad)
    {
      say (hearing, _ ("The reply is not clearly like one of the examples."));
      return FINDING_UNCLEAR;
    }

  quote (hearing, hearing->agent->pdata[last - 1]);
  if (like_good > like_bad)
    {
      say (hearing, _ ("The reply shares %d %% of its words with an example of success."), (int) (like_good * 100));
      return FINDING_SUCCESS;
    }
  say (hearing, _ ("The reply shares %d %% of its words with an example of failure."), (int) (like_bad * 100));

  return FINDING_FAILURE;
}

static int
find_phrase (GPtrArray *said,
             guint begin,
             char **phrase)
{
  for (guint i = begin; i < said->len; i++)
    {
      if (proctor_builtin_text_has (said->pdata[i], phrase))
        return (int) i;
    }

  return -1;
}

/* Whether the agent said something. What the user said as well may be quoted for another reason,
 * so that nothing follows if the agent did not. */
static Finding
judge_phrase (Hearing *hearing,
              const char *text,
              guint begin)
{
  g_auto (GStrv) phrase = proctor_builtin_text_fold (text);
  int position = find_phrase (hearing->agent_words, begin, phrase);

  if (phrase[0] == NULL)
    return FINDING_UNCLEAR;
  if (position >= 0)
    {
      say (hearing, _ ("The agent said “%s”."), text);
      quote (hearing, hearing->agent->pdata[position]);
      return FINDING_SUCCESS;
    }
  if (find_phrase (hearing->user_words, 0, phrase) >= 0)
    {
      say (hearing, _ ("Only the user said “%s”."), text);
      return FINDING_UNCLEAR;
    }
  say (hearing, _ ("The agent did not say “%s”."), text);

  return FINDING_FAILURE;
}

/* All phrases have to be there, or one of them if the condition says "or". */
static Finding
merge (const guint counts[4],
       gboolean any)
{
  if (counts[FINDING_SUCCESS] + counts[FINDING_FAILURE] + counts[FINDING_UNCLEAR] == 0)
    return FINDING_NONE;
  if (any && counts[FINDING_SUCCESS] > 0)
    return FINDING_SUCCESS;
  if (counts[FINDING_UNCLEAR] > 0)
    return !any && counts[FINDING_FAILURE] > 0 ? FINDING_FAILURE : FINDING_UNCLEAR;

  return counts[FINDING_FAILURE] > 0 ? FINDING_FAILURE : FINDING_SUCCESS;
}

static Finding
judge_phrases (Hearing *hearing,
               char **phrases,
               char **words,
               guint begin)
{
  gboolean any = g_strv_contains ((const char *const *) words, "or") || g_strv_contains ((const char *const *) words, "oder");
  guint counts[4] = { 0 };

  for (gsize i = 0; phrases[i] != NULL; i++)
    counts[judge_phrase (hearing, phrases[i], begin)]++;

  return merge (counts, any);
}

/**
 * proctor_builtin_judge_answer:
 * @chat: a condition, the test, and what was said
 *
 * Compares the last reply with the test's examples, and looks for what the condition quotes in what
 * the agent said. A negated condition can't be judged by what is there, and is never taken for met
 * because something is not.
 *
 * Returns: (transfer full): a verdict, as JSON
 */
ProctorChatAnswer *
proctor_builtin_judge_answer (const ProctorChat *chat)
{
  g_autofree char *rest = NULL;
  g_auto (GStrv) phrases = proctor_builtin_text_find_quotes (chat->condition != NULL ? chat->condition : "", &rest);
  g_auto (GStrv) words = proctor_builtin_text_fold (rest);
  Hearing hearing = { 0 };
  Finding by_example, by_phrase;
  gboolean only_last = chat->test != NULL && g_strcmp0 (proctor_test_get_kind (chat->test), "llm") == 0;

  open_hearing (&hearing);
  hear_all (&hearing, chat);
  if (proctor_builtin_text_is_negated (words))
    {
      say (&hearing, _ ("The condition says what must not be, and that takes somebody who understands it."));
      return pronounce (&hearing, FINDING_UNCLEAR);
    }
  if (hearing.agent->len == 0)
    {
      say (&hearing, _ ("The agent said nothing."));
      return pronounce (&hearing, FINDING_UNCLEAR);
    }

  by_example = judge_examples (&hearing, chat->test);
  by_phrase = judge_phrases (&hearing, phrases, words, only_last ? hearing.agent->len - 1 : 0);
  if (by_example == FINDING_NONE && by_phrase == FINDING_NONE)
    say (&hearing, _ ("There is neither an example nor a quoted phrase to go by."));
  if (by_example == FINDING_FAILURE || by_phrase == FINDING_FAILURE)
    return pronounce (&hearing, FINDING_FAILURE);

  return pronounce (&hearing, by_example == FINDING_SUCCESS || by_phrase == FINDING_SUCCESS ? FINDING_SUCCESS : FINDING_UNCLEAR);
}

/**
 * proctor_builtin_judge_answer_parameter:
 * @chat: the description of a value, and the value
 *
 * Returns: (transfer full): a verdict, as JSON
 */
ProctorChatAnswer *
proctor_builtin_judge_answer_parameter (const ProctorChat *chat)
{
  g_autofree char *rest = NULL;
  g_auto (GStrv) phrases = proctor_builtin_text_find_quotes (chat->condition != NULL ? chat->condition : "", &rest);
  g_auto (GStrv) words = proctor_builtin_text_fold (rest);
  Hearing hearing = { 0 };
  Finding finding;

  open_hearing (&hearing);
  hear (&hearing, chat->value, TRUE);
  finding = proctor_builtin_text_is_negated (words) ? FINDING_NONE : judge_phrases (&hearing, phrases, words, 0);
  /* The value may well mean the same in other words. */
  if (finding != FINDING_SUCCESS)
    say (&hearing, _ ("Whether the value fits its description takes somebody who understands it."));

  return pronounce (&hearing, finding == FINDING_SUCCESS ? FINDING_SUCCESS : FINDING_UNCLEAR);
}
