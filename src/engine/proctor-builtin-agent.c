/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-builtin-agent.h"

#include <glib/gi18n.h>

#include "proctor-builtin-text.h"
#include "proctor-pattern.h"
#include "proctor-provider-error.h"
#include "proctor-validation.h"
#include "proctor-variables.h"
#include "proctor-wire-text.h"

/* An agent whose replies follow rules. docs/builtin-agent.md says how they are written. */

#define RULES "builtin_rules"
#define FALLBACK "builtin_fallback"
#define PLAIN_FALLBACK "I'm sorry, I can't help with that."

/* What the agent answers to, and what it has learned from it. */
typedef struct
{
  /* Owned */
  JsonObject *variables;

  /* Borrowed */
  const ProctorChat *chat;
  const ProctorChatMessage *last_user;

  /* Where the results of tools begin that have not been answered yet, the number of messages if
   * the user spoke last. */
  guint first_result;
  guint turn;
} Situation;

static void
look_around (Situation *situation,
             const ProctorChat *chat)
{
  situation->chat = chat;
  situation->variables = proctor_variables_collect (chat->agent, chat->test);
  situation->first_result = chat->messages->len;
  for (guint i = 0; i < chat->messages->len; i++)
    {
      const ProctorChatMessage *message = chat->messages->pdata[i];

      if (message->role != PROCTOR_CHAT_USER)
        continue;
      situation->last_user = message;
      situation->turn++;
    }
  for (guint i = chat->messages->len; i > 0; i--)
    {
      const ProctorChatMessage *message = chat->messages->pdata[i - 1];

      if (message->role != PROCTOR_CHAT_TOOL)
        break;
      situation->first_result = i - 1;
    }
}

/* (?<name>…) is what the rule can put into its words as {{name}}. */
static void
capture (Situation *situation,
         const char *pattern,
         GMatchInfo *match)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\(\\?P?[<'](\\w+)[>']", 0, 0, NULL);
  g_autoptr (GMatchInfo) names = NULL;

  for (g_regex_match (regex, pattern, 0, &names); g_match_info_matches (names); g_match_info_next (names, NULL))
    {
      g_autofree char *name = g_match_info_fetch (names, 1);
      g_autofree char *value = g_match_info_fetch_named (match, name);

      json_object_set_string_member (situation->variables, name, value != NULL ? value : "");
    }
}

static gboolean
matches_text (Situation *situation,
              const char *pattern,
              const char *text,
              gboolean *matches,
              GError **error)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) cause = NULL;

  if (!proctor_pattern_matches (pattern, G_REGEX_CASELESS, text, matches, &match, &cause))
    {
      g_set_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE, _ ("The built-in agent's pattern “%s” can't be used. %s"), pattern, cause->message);
      return FALSE;
    }
  if (*matches)
    capture (situation, pattern, match);

  return TRUE;
}

/* One of the results that have not been answered yet has to meet both conditions. */
static gboolean
matches_result (Situation *situation,
                JsonObject *when,
                gboolean *matches,
                GError **error)
{
  const char *name = proctor_validate_get_string (when, "tool_result_of");
  const char *pattern = proctor_validate_get_string (when, "tool_result_matches");

  *matches = FALSE;
  for (guint i = situation->first_result; i < situation->chat->messages->len && !*matches; i++)
    {
      const ProctorChatMessage *message = situation->chat->messages->pdata[i];

      if (name != NULL && g_strcmp0 (message->call_name, name) != 0)
        continue;
      if (pattern == NULL)
        *matches = TRUE;
      else if (!matches_text (situation, pattern, message->text, matches, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
matches_when (Situation *situation,
              JsonObject *when,
              gboolean *matches,
              GError **error)
{
  const char *user = proctor_validate_get_string (when, "user_matches");
  gboolean wants_result = when != NULL && (json_object_has_member (when, "tool_result_of") || json_object_has_member (when, "tool_result_matches"));
  gboolean has_result = situation->first_result < situation->chat->messages->len;
  gint64 turn = when != NULL ? json_object_get_int_member_with_default (when, "turn", 0) : 0;

  *matches = FALSE;
  /* Or else a rule that calls a tool would call it again for its result. */
  if (wants_result != has_result || (turn > 0 && turn != situation->turn))
    return TRUE;
  if (user != NULL && situation->last_user == NULL)
    return TRUE;

  *matches = TRUE;
  if (user != NULL && !matches_text (situation, user, situation->last_user->text, matches, error))
    return FALSE;
  if (!*matches || !wants_result)
    return TRUE;

  return matches_result (situation, when, matches, error);
}

static gboolean
has_tool (const ProctorChat *chat,
          const char *name)
{
  for (guint i = 0; chat->tools != NULL && i < json_array_get_length (chat->tools); i++)
    {
      JsonNode *node = json_array_get_element (chat->tools, i);

      if (JSON_NODE_HOLDS_OBJECT (node) && g_strcmp0 (proctor_validate_get_string (json_node_get_object (node), "name"), name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether chance lets a rule apply that does so only now and then. */
static gboolean
is_drawn (const Situation *situation,
          JsonObject *rule,
          guint position)
{
  double weight = json_object_get_double_member_with_default (rule, "weight", 1);
  guint64 number = proctor_builtin_text_draw (situation->chat->seed, (guint64) situation->chat->messages->len * 1000 + position + 1);

  return (double) (number >> 11) / (double) (G_GUINT64_CONSTANT (1) << 53) < weight;
}

/* A text, or one of several. */
static const char *
choose (const Situation *situation,
        JsonObject *object,
        const char *member)
{
  JsonArray *texts = proctor_validate_get_array (object, member);
  guint length = texts != NULL ? json_array_get_length (texts) : 0;
  JsonNode *node;

  if (length == 0)
    return proctor_validate_get_string (object, member);

  node = json_array_get_element (texts, (guint) (proctor_builtin_text_draw (situation->chat->seed, (guint64) situation->chat->messages->len * 1000) % length));

  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
add_call (const Situation *situation,
          JsonObject *call,
          ProctorChatAnswer *answer,
          GError **error)
{
  JsonNode *node = json_object_get_member (call, "arguments");
  g_autoptr (JsonNode) arguments = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = g_strdup_printf ("builtin_%u", situation->chat->messages->len);

  if (node != NULL)
    {
      arguments = proctor_variables_put_into_json (node, situation->variables, error);
      if (arguments == NULL)
        return FALSE;
      text = proctor_wire_node_to_text (arguments);
    }
  g_ptr_array_add (answer->calls, proctor_chat_call_new (id, proctor_validate_get_string (call, "tool"), text != NULL ? text : "{}"));

  return TRUE;
}

static ProctorChatAnswer *
apply (const Situation *situation,
       JsonObject *rule,
       const char *say,
       GError **error)
{
  JsonObject *call = proctor_validate_get_object (rule, "call");
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = proctor_variables_put (say != NULL ? say : "", situation->variables, &cause);
  g_autoptr (ProctorChatAnswer) answer = text != NULL ? proctor_chat_answer_new (text) : NULL;

  if (answer == NULL || (call != NULL && !add_call (situation, call, answer, &cause)))
    {
      g_set_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE, _ ("A rule of the built-in agent can't be used. %s"), cause->message);
      return NULL;
    }

  return g_steal_pointer (&answer);
}

static gboolean
is_possible (const Situation *situation,
             JsonObject *rule)
{
  JsonObject *call = proctor_validate_get_object (rule, "call");

  return call == NULL || has_tool (situation->chat, proctor_validate_get_string (call, "tool"));
}

static ProctorChatAnswer *
find_answer (Situation *situation,
             JsonObject *prompt,
             GError **error)
{
  JsonArray *rules = proctor_validate_get_array (prompt, RULES);
  const char *fallback;

  for (guint i = 0; rules != NULL && i < json_array_get_length (rules); i++)
    {
      JsonNode *node = json_array_get_element (rules, i);
      JsonObject *rule = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      gboolean matches;

      if (rule == NULL || !is_possible (situation, rule))
        continue;
      if (!matches_when (situation, proctor_validate_get_object (rule, "when"), &matches, error))
        return NULL;
      if (matches && is_drawn (situation, rule, i))
        return apply (situation, rule, choose (situation, rule, "say"), error);
    }

  fallback = choose (situation, prompt, FALLBACK);

  return apply (situation, NULL, fallback != NULL ? fallback : PLAIN_FALLBACK, error);
}

/**
 * proctor_builtin_agent_answer:
 * @chat: a question to the agent
 * @error: return location for which of its rules can't be used
 *
 * Returns: (transfer full) (nullable): what the first rule that fits says
 */
ProctorChatAnswer *
proctor_builtin_agent_answer (const ProctorChat *chat,
                              GError **error)
{
  JsonObject *behaviour = proctor_validate_get_object (chat->agent, "agent");
  JsonObject *prompt = proctor_validate_get_object (behaviour, "prompt");
  Situation situation = { 0 };
  ProctorChatAnswer *answer;

  look_around (&situation, chat);
  answer = find_answer (&situation, prompt, error);
  json_object_unref (situation.variables);

  return answer;
}
