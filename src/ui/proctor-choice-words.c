/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-choice-words.h"

#include <glib/gi18n.h>

/* What can be chosen, in words. What this version doesn't know is shown as it came. */

typedef struct
{
  const char *id;
  const char *title;
} Name;

static const Name tool_kinds[] = {
  { "webhook", N_ ("Webhook") },
  { "client", N_ ("Client tool") },
  { "system", N_ ("System tool") },
  { "mcp", N_ ("MCP tool") },
  { "workflow", N_ ("Workflow tool") },
  { "api_integration_webhook", N_ ("Integration") },
  { "code", N_ ("Code tool") },
};

static const Name node_kinds[] = {
  { "start", N_ ("Where it begins") },
  { "end", N_ ("Where it ends") },
  { "phone_number", N_ ("Hands over to a phone number") },
  { "override_agent", N_ ("Subagent") },
  { "standalone_agent", N_ ("Hands over to another agent") },
  { "tool", N_ ("Calls tools") },
};

static const Name channels[] = {
  { "widget", N_ ("Website widget") },
  { "twilio", N_ ("Phone (Twilio)") },
  { "sip_trunk", N_ ("Phone (SIP trunk)") },
  { "exotel", N_ ("Phone (Exotel)") },
  { "genesys", N_ ("Phone (Genesys)") },
  { "genesys_bot_connector", N_ ("Genesys bot connector") },
  { "avaya", N_ ("Phone (Avaya)") },
  { "audiocodes", N_ ("Phone (AudioCodes)") },
  { "whatsapp", N_ ("WhatsApp") },
  { "twilio_sms", N_ ("Text message (Twilio)") },
  { "telegram_integration", N_ ("Telegram") },
  { "slack_integration", N_ ("Slack") },
  { "zendesk_integration", N_ ("Zendesk") },
  { "intercom_integration", N_ ("Intercom") },
  { "freshdesk_integration", N_ ("Freshdesk") },
  { "salesforce_integration", N_ ("Salesforce") },
  { "subagent_tool", N_ ("Another agent") },
  { "template_preview", N_ ("Template preview") },
  { "android_sdk", N_ ("Android app") },
  { "swift_sdk", N_ ("iPhone or Mac app") },
  { "flutter_sdk", N_ ("Flutter app") },
  { "react_native_sdk", N_ ("React Native app") },
  { "react_sdk", N_ ("Web app (React)") },
  { "js_sdk", N_ ("Web app (JavaScript)") },
  { "node_js_sdk", N_ ("Program (Node.js)") },
  { "python_sdk", N_ ("Program (Python)") },
  { "unknown", N_ ("Unknown") },
};

static const char *
find (const Name *names,
      gsize n_names,
      const char *id)
{
  for (gsize i = 0; i < n_names; i++)
    {
      if (g_strcmp0 (names[i].id, id) == 0)
        return _ (names[i].title);
    }

  return NULL;
}

/**
 * proctor_choice_words_get_kind:
 * @kind: (nullable): the kind of a tool or of a node
 *
 * Returns: (nullable): it in words
 */
const char *
proctor_choice_words_get_kind (const char *kind)
{
  const char *words = find (tool_kinds, G_N_ELEMENTS (tool_kinds), kind);

  if (words == NULL)
    words = find (node_kinds, G_N_ELEMENTS (node_kinds), kind);

  return words != NULL ? words : kind;
}

static void
append (GString *words,
        const char *text)
{
  if (text == NULL || text[0] == '\0')
    return;

  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, text);
}

static void
append_facts (GString *words,
              ProctorChoice *choice,
              gboolean with_id,
              gboolean with_detail)
{
  const char *id = proctor_choice_get_id (choice);
  const char *detail = proctor_choice_get_detail (choice);

  /* A branch's name is its own within an agent, and what else there is to know of it matters more than its id. */
  if (g_strcmp0 (proctor_choice_get_kind (choice), "branch") == 0)
    {
      append (words, detail);
      return;
    }

  append (words, proctor_choice_words_get_kind (proctor_choice_get_kind (choice)));
  if (with_id && id[0] != '\0' && !g_str_equal (proctor_choice_get_title (choice), id))
    append (words, id);

  if (proctor_choice_get_is_outdated (choice))
    {
      /* Translators: a model that the service is about to switch off; then the one to use instead. */
      g_autofree char *outdated = detail != NULL ? g_strdup_printf (_ ("Outdated, replaced by %s"), detail) : g_strdup (_ ("Outdated"));

      append (words, outdated);
    }
  else if (with_detail)
    append (words, detail);
}

/**
 * proctor_choice_words_dup_chosen:
 * @choice: something that was chosen
 * @is_unique: whether nothing else that could be is called the same
 *
 * What is told from others by its name alone is not given its id as well; kinds of things that repeat their names are.
 *
 * Returns: (transfer full): its name, and what tells it from others
 */
char *
proctor_choice_words_dup_chosen (ProctorChoice *choice,
                                 gboolean is_unique)
{
  GString *words = g_string_new (proctor_choice_get_title (choice));

  append_facts (words, choice, !is_unique || proctor_choice_get_kind (choice) != NULL, FALSE);

  return g_string_free_and_steal (words);
}

/**
 * proctor_choice_words_dup_detail:
 * @choice: something that can be chosen
 *
 * Returns: (transfer full): what there is to know beside its name
 */
char *
proctor_choice_words_dup_detail (ProctorChoice *choice)
{
  GString *words = g_string_new (NULL);

  append_facts (words, choice, TRUE, TRUE);

  return g_string_free_and_steal (words);
}

static GListModel *
make_list (const Name *names,
           gsize n_names)
{
  GListStore *list = g_list_store_new (PROCTOR_TYPE_CHOICE);

  for (gsize i = 0; i < n_names; i++)
    {
      const ProctorChoiceFacts facts = { .id = names[i].id, .title = _ (names[i].title) };
      g_autoptr (ProctorChoice) choice = proctor_choice_new (&facts);

      g_list_store_append (list, choice);
    }

  return G_LIST_MODEL (list);
}

/**
 * proctor_choice_words_list_channels:
 *
 * Returns: (transfer full): the ways on which a conversation can come
 */
GListModel *
proctor_choice_words_list_channels (void)
{
  return make_list (channels, G_N_ELEMENTS (channels));
}

/**
 * proctor_choice_words_list_tool_kinds:
 *
 * Returns: (transfer full): the kinds of tools
 */
GListModel *
proctor_choice_words_list_tool_kinds (void)
{
  return make_list (tool_kinds, G_N_ELEMENTS (tool_kinds));
}
