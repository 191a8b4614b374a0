/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-test.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "proctor-conversation-call.h"
#include "proctor-example.h"
#include "proctor-initiation-data.h"
#include "proctor-multivoice-message.h"
#include "proctor-test-source.h"
#include "proctor-turn.h"
#include "proctor-variable.h"
#include "proctor-voice-part.h"
#include "proctor-wire-names.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-writer.h"

/* No server takes more. */
#define MOST_TURNS 200
#define MOST_NAME 80
/* A scenario of more sentences than that is nothing a model could follow. */
#define MOST_SENTENCES 12
#define MAX_TURNS 12

static ProctorTurn *
dup_turn (ProctorConversation *conversation,
          guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (proctor_conversation_get_transcript (conversation), position);

  return PROCTOR_IS_TURN (item) ? PROCTOR_TURN (g_steal_pointer (&item)) : NULL;
}

static guint
count_turns (ProctorConversation *conversation)
{
  return g_list_model_get_n_items (proctor_conversation_get_transcript (conversation));
}

static gboolean
is_role (ProctorConversation *conversation,
         guint position,
         const char *role)
{
  g_autoptr (ProctorTurn) turn = dup_turn (conversation, position);

  return turn != NULL && g_strcmp0 (proctor_turn_get_role (turn), role) == 0;
}

/* Where the reply ends that begins at a place: where the user speaks again. */
static guint
find_reply_end (ProctorConversation *conversation,
                guint cut)
{
  guint end = cut;

  while (end < count_turns (conversation) && !is_role (conversation, end, "user"))
    end++;

  return end;
}

/* What a test needs of a turn, and nothing that only tells how it came about. */
static ProctorTurn *
copy_turn (ProctorTurn *turn)
{
  static const char *const members[] = { "role", "time_in_call_secs", "message", "multivoice_message", "tool_calls", "tool_results", "agent_metadata" };
  g_autoptr (JsonNode) node = proctor_wire_write (PROCTOR_RECORD (turn), NULL);
  g_autoptr (JsonNode) copy = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  for (gsize i = 0; node != NULL && i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), members[i]);

      if (member != NULL && !JSON_NODE_HOLDS_NULL (member))
        json_object_set_member (object, members[i], json_node_copy (member));
    }
  if (!json_object_has_member (object, "time_in_call_secs"))
    json_object_set_int_member (object, "time_in_call_secs", 0);
  json_node_set_object (copy, object);

  return proctor_wire_read (PROCTOR_TYPE_TURN, copy, NULL);
}

static void
copy_turns (ProctorConversation *conversation,
            guint from,
            guint to,
            GListModel *turns)
{
  for (guint i = from; i < to; i++)
    {
      g_autoptr (ProctorTurn) turn = dup_turn (conversation, i);
      g_autoptr (ProctorTurn) copy = turn != NULL ? copy_turn (turn) : NULL;

      if (copy != NULL)
        g_list_store_append (G_LIST_STORE (turns), copy);
    }
}

static char *
dup_voices (ProctorMultivoiceMessage *voices)
{
  GListModel *parts = proctor_multivoice_message_get_parts (voices);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ProctorVoicePart) part = g_list_model_get_item (parts, i);
      const char *said = proctor_voice_part_get_text (part);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", said != NULL ? said : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_message (ProctorTurn *turn)
{
  const char *message = proctor_turn_get_message (turn);
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (turn);

  if (message != NULL && message[0] != '\0')
    return g_strdup (message);

  return voices != NULL ? dup_voices (voices) : g_strdup ("");
}

/* What was said in some turns, one below the other. */
static char *
join_messages (ProctorConversation *conversation,
               guint from,
               guint to)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    {
      g_autoptr (ProctorTurn) turn = dup_turn (conversation, i);
      g_autofree char *message = turn != NULL ? dup_message (turn) : NULL;

      if (message == NULL || message[0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, message);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  g_autofree char *start = NULL;

  g_strstrip (line);
  if (g_utf8_strlen (line, -1) <= MOST_NAME)
    return g_steal_pointer (&line);

  start = g_utf8_substring (line, 0, MOST_NAME - 1);

  return g_strconcat (start, "…", NULL);
}

/* What the conversation is called, or what the user said first. */
static char *
dup_name (ProctorConversation *conversation)
{
  ProctorConversationAnalysis *analysis = proctor_conversation_get_analysis (conversation);
  const char *title = analysis != NULL ? proctor_conversation_analysis_get_call_summary_title (analysis) : NULL;

  if (title != NULL && title[0] != '\0')
    return shorten (title);

  for (guint i = 0; i < count_turns (conversation); i++)
    {
      g_autoptr (ProctorTurn) turn = dup_turn (conversation, i);
      g_autofree char *message = turn != NULL && is_role (conversation, i, "user") ? dup_message (turn) : NULL;

      if (message != NULL && message[0] != '\0')
        return shorten (message);
    }

  return g_strdup (_ ("From a Conversation"));
}

/* Variables of the system's are set by the system again. */
static void
copy_variables (ProctorConversation *conversation,
                ProctorTest *test)
{
  ProctorInitiationData *data = proctor_conversation_get_conversation_initiation_client_data (conversation);
  GListModel *variables = data != NULL ? proctor_initiation_data_get_dynamic_variables (data) : NULL;

  for (guint i = 0; variables != NULL && i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (variables, i);
      g_autoptr (ProctorVariable) copy = NULL;
      const char *key = PROCTOR_IS_VARIABLE (item) ? proctor_variable_get_key (PROCTOR_VARIABLE (item)) : NULL;

      if (key == NULL || g_str_has_prefix (key, "system__"))
        continue;
      copy = proctor_variable_new ();
      proctor_variable_set_key (copy, key);
      proctor_variable_set_value (copy, proctor_variable_get_value (PROCTOR_VARIABLE (item)));
      g_list_store_append (G_LIST_STORE (proctor_test_get_dynamic_variables (test)), copy);
    }
}

static void
set_source (ProctorConversation *conversation,
            guint cut,
            ProctorTest *test)
{
  g_autoptr (ProctorTestSource) source = proctor_test_source_new ();
  g_autoptr (ProctorTurn) reply = cut < count_turns (conversation) ? dup_turn (conversation, cut) : NULL;
  ProctorTurnAgent *agent = reply != NULL ? proctor_turn_get_agent_metadata (reply) : NULL;

  proctor_test_source_set_conversation_id (source, proctor_conversation_get_conversation_id (conversation));
  proctor_test_source_set_agent_id (source, proctor_conversation_get_agent_id (conversation));
  if (proctor_conversation_get_branch_id (conversation) != NULL)
    proctor_test_source_set_branch_id (source, proctor_conversation_get_branch_id (conversation));
  if (agent != NULL && proctor_turn_agent_get_workflow_node_id (agent) != NULL)
    proctor_test_source_set_workflow_node_id (source, proctor_turn_agent_get_workflow_node_id (agent));
  copy_turns (conversation, cut, find_reply_end (conversation, cut), proctor_test_source_get_original_agent_reply (source));
  proctor_test_set_from_conversation_metadata (test, source);
}

static void
fill_next_reply (ProctorConversation *conversation,
                 guint cut,
                 ProctorTest *test)
{
  g_autofree char *reply = join_messages (conversation, cut, find_reply_end (conversation, cut));
  g_autoptr (ProctorExample) example = NULL;

  proctor_test_set_success_condition (test, "");
  if (reply[0] == '\0')
    return;

  example = proctor_example_new ();
  proctor_example_set_response (example, reply);
  proctor_example_set_kind (example, "failure");
  g_list_store_append (G_LIST_STORE (proctor_test_get_failure_examples (test)), example);
}

static ProctorToolCall *
dup_call (ProctorConversation *conversation,
          guint cut)
{
  guint end = find_reply_end (conversation, cut);

  for (guint i = cut; i < end; i++)
    {
      g_autoptr (ProctorTurn) turn = dup_turn (conversation, i);
      g_autoptr (GObject) call = turn != NULL ? g_list_model_get_item (proctor_turn_get_tool_calls (turn), 0) : NULL;

      if (PROCTOR_IS_TOOL_CALL (call))
        return PROCTOR_TOOL_CALL (g_steal_pointer (&call));
    }

  return NULL;
}

static void
fill_tool (ProctorConversation *conversation,
           guint cut,
           ProctorTest *test)
{
  g_autoptr (ProctorToolCall) call = dup_call (conversation, cut);
  g_autoptr (ProctorToolExpectation) expectation = call != NULL ? proctor_conversation_call_expect (call) : proctor_tool_expectation_new ();

  if (call != NULL && proctor_tool_call_get_kind (call) != NULL)
    {
      g_autoptr (ProctorToolReference) reference = proctor_tool_reference_new ();

      /* The system's tools are called what they are. */
      proctor_tool_reference_set_kind (reference, proctor_tool_call_get_kind (call));
      proctor_tool_reference_set_id (reference, g_str_equal (proctor_tool_call_get_kind (call), "system") ? proctor_tool_call_get_tool_name (call) : "");
      proctor_tool_expectation_set_referenced_tool (expectation, reference);
    }
  proctor_test_set_tool_call_parameters (test, expectation);
}

/* Who plays the user says what the user said. In quotation marks it is said word for word. */
static void
fill_simulation (ProctorConversation *conversation,
                 guint cut,
                 ProctorTest *test)
{
  g_autoptr (GString) scenario = g_string_new (_ ("You call with the same wish as somebody did before. This is what they said, one after the other; say the same as it fits, and goodbye when you are content."));
  guint n_said = 0;

  for (guint i = cut; i < count_turns (conversation) && n_said < MOST_SENTENCES; i++)
    {
      g_autoptr (ProctorTurn) turn = is_role (conversation, i, "user") ? dup_turn (conversation, i) : NULL;
      g_autofree char *message = turn != NULL ? dup_message (turn) : NULL;

      if (message == NULL || message[0] == '\0')
        continue;
      g_string_append_printf (scenario, "\n“%s”", message);
      n_said++;
    }
  if (n_said == 0 && cut > 0)
    {
      fill_simulation (conversation, 0, test);
      return;
    }

  proctor_test_set_simulation_scenario (test, scenario->str);
  proctor_test_set_simulation_max_turns (test, MAX_TURNS);
}

/**
 * proctor_conversation_test_can_cut:
 * @conversation: a conversation
 * @cut: how many turns would come before the reply that is judged
 *
 * Returns: whether the user has just spoken there, so that it is the agent's turn
 */
gboolean
proctor_conversation_test_can_cut (ProctorConversation *conversation,
                                   guint cut)
{
  g_return_val_if_fail (PROCTOR_IS_CONVERSATION (conversation), FALSE);

  return cut > 0 && cut <= count_turns (conversation) && is_role (conversation, cut - 1, "user") && (cut == count_turns (conversation) || !is_role (conversation, cut, "user"));
}

/**
 * proctor_conversation_test_find_cut:
 * @conversation: a conversation
 *
 * Returns: the place before the agent's last reply; 0 if the user never speaks
 */
guint
proctor_conversation_test_find_cut (ProctorConversation *conversation)
{
  guint last = 0;

  g_return_val_if_fail (PROCTOR_IS_CONVERSATION (conversation), 0);

  for (guint cut = count_turns (conversation); cut > 0; cut--)
    {
      if (!proctor_conversation_test_can_cut (conversation, cut))
        continue;
      if (cut < count_turns (conversation))
        return cut;
      last = cut;
    }

  return last;
}

/**
 * proctor_conversation_test_has_call:
 * @conversation: a conversation
 * @cut: how many turns come before the reply that is judged
 *
 * Returns: whether a tool is called in the reply
 */
gboolean
proctor_conversation_test_has_call (ProctorConversation *conversation,
                                    guint cut)
{
  g_autoptr (ProctorToolCall) call = NULL;

  g_return_val_if_fail (PROCTOR_IS_CONVERSATION (conversation), FALSE);

  call = dup_call (conversation, cut);

  return call != NULL;
}

/**
 * proctor_conversation_test_count_dropped:
 * @conversation: a conversation
 * @cut: how many turns come before the reply that is judged
 *
 * Returns: how many of the first turns are left out, because no test can have so many
 */
guint
proctor_conversation_test_count_dropped (ProctorConversation *conversation,
                                         guint cut)
{
  return cut > MOST_TURNS ? cut - MOST_TURNS : 0;
}

/**
 * proctor_conversation_test_make:
 * @conversation: a conversation
 * @kind: which kind of test
 * @cut: how many turns come before the reply that is judged
 *
 * What the agent replied becomes an example of failure, or the call that is expected, or what the user
 * said a scenario. What the test is to judge is left for somebody to say.
 *
 * Returns: (transfer full): a test, which shares nothing with @conversation
 */
ProctorTest *
proctor_conversation_test_make (ProctorConversation *conversation,
                                ProctorTestKind kind,
                                guint cut)
{
  g_autoptr (ProctorTest) test = proctor_test_new ();
  g_autofree char *name = NULL;
  const char *environment;

  g_return_val_if_fail (PROCTOR_IS_CONVERSATION (conversation), NULL);

  cut = MIN (cut, count_turns (conversation));
  name = dup_name (conversation);
  proctor_test_set_name (test, name);
  proctor_test_set_kind (test, proctor_wire_test_kind_get_name (kind));
  copy_turns (conversation, proctor_conversation_test_count_dropped (conversation, cut), cut, proctor_test_get_chat_history (test));
  copy_variables (conversation, test);
  set_source (conversation, cut, test);
  environment = proctor_conversation_get_environment (conversation);
  if (environment != NULL && !g_str_equal (environment, "production"))
    proctor_test_set_environment (test, environment);

  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      fill_next_reply (conversation, cut, test);
      break;
    case PROCTOR_TEST_KIND_TOOL:
      fill_tool (conversation, cut, test);
      break;
    case PROCTOR_TEST_KIND_SIMULATION:
      fill_simulation (conversation, cut, test);
      break;
    case PROCTOR_TEST_KIND_UNKNOWN:
      g_return_val_if_reached (NULL);
    }

  return g_steal_pointer (&test);
}

/**
 * proctor_conversation_test_use_reply:
 * @test: what proctor_conversation_test_make() has made, and nobody has changed
 * @use: what the agent's reply is for
 *
 * Makes something else of the reply than an example of failure.
 */
void
proctor_conversation_test_use_reply (ProctorTest *test,
                                     ProctorReplyUse use)
{
  GListModel *failures;

  g_return_if_fail (PROCTOR_IS_TEST (test));

  failures = proctor_test_get_failure_examples (test);
  if (use == PROCTOR_REPLY_USE_FAILURE || g_list_model_get_n_items (failures) == 0)
    return;

  if (use == PROCTOR_REPLY_USE_SUCCESS)
    {
      g_autoptr (ProctorExample) example = g_list_model_get_item (failures, 0);

      proctor_example_set_kind (example, "success");
      g_list_store_append (G_LIST_STORE (proctor_test_get_success_examples (test)), example);
    }
  g_list_store_remove_all (G_LIST_STORE (failures));
}
