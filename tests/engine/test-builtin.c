/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-builtin-provider.h"
#include "proctor-builtin-text.h"
#include "proctor-provider-error.h"
#include "proctor-testing.h"
#include "proctor-wire-reader.h"

/* A harbour master. */
#define AGENT "{\"agent\": {\"dynamic_variables\": {\"dynamic_variable_placeholders\": {\"harbour\": \"Kiel\", \"berths\": 12}}, \"prompt\": {"                                                                                                                      \
              "\"builtin_fallback\": [\"Pardon?\"],"                                                                                                                                                                                                                 \
              "\"builtin_rules\": ["                                                                                                                                                                                                                                 \
              "{\"when\": {\"tool_result_of\": \"book\", \"tool_result_matches\": \"berth (?<berth>\\\\d+)\"}, \"say\": [\"You have berth {{berth}} in {{harbour}}.\"]},"                                                                                            \
              "{\"when\": {\"tool_result_of\": \"book\"}, \"say\": [\"We are full.\"]},"                                                                                                                                                                             \
              "{\"when\": {\"user_matches\": \"fly\"}, \"call\": {\"tool\": \"fly\"}},"                                                                                                                                                                              \
              "{\"when\": {\"user_matches\": \"book .*for (?<name>\\\\w+)( and (?<second>\\\\w+))?\"}, \"call\": {\"tool\": \"book\", \"arguments\": {\"guest\": \"{{name}}\", \"with\": \"{{second}}\", \"of\": \"{{berths}}\", \"list\": [\"to {{harbour}}\"]}}}," \
              "{\"when\": {\"turn\": 3}, \"say\": [\"The third time!\"]},"                                                                                                                                                                                           \
              "{\"when\": {\"user_matches\": \"weather\"}, \"say\": [\"Fair.\"], \"weight\": 0},"                                                                                                                                                                    \
              "{\"when\": {\"user_matches\": \"weather\"}, \"say\": [\"Rain.\"], \"weight\": 0.5},"                                                                                                                                                                  \
              "{\"when\": {\"user_matches\": \"weather\"}, \"say\": [\"Storm.\"]},"                                                                                                                                                                                  \
              "{\"when\": {\"user_matches\": \"hello\"}, \"say\": [\"Ahoy!\", \"Hello!\", \"Moin!\"]},"                                                                                                                                                              \
              "{\"when\": {\"user_matches\": \"broken\"}, \"say\": [\"{{nobody}}\"]},"                                                                                                                                                                               \
              "{\"when\": {\"user_matches\": \"tests\"}, \"say\": \"Just one text.\"}]}}}"

static void
chat_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static ProctorChatAnswer *
ask (const ProctorChat *chat,
     GError **error)
{
  g_autoptr (ProctorProvider) provider = proctor_builtin_provider_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (proctor_provider_is_builtin (provider));
  proctor_provider_chat_async (provider, chat, NULL, chat_cb, &result);
  /* Never before this has returned. */
  g_assert_null (result);
  proctor_testing_wait_for ("an answer", has_result, &result);

  return proctor_provider_chat_finish (provider, result, error);
}

static ProctorTest *
read_test (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  ProctorTest *test = proctor_wire_read (PROCTOR_TYPE_TEST, node, &error);

  g_assert_no_error (error);

  return test;
}

/* Each part is what somebody says: "u:", "a:", or "t:" with the tool's name and its result. */
static ProctorChat *
make_chat (ProctorChatPurpose purpose,
           const char *const *said)
{
  ProctorChat *chat = proctor_chat_new (purpose);
  g_autoptr (JsonNode) agent = json_from_string (AGENT, NULL);
  g_autoptr (JsonNode) tools = json_from_string ("[{\"name\": \"book\"}]", NULL);

  chat->agent = json_object_ref (json_node_get_object (agent));
  chat->tools = json_array_ref (json_node_get_array (tools));
  chat->seed = 1;
  proctor_chat_add (chat, PROCTOR_CHAT_SYSTEM, "You are a harbour master.");
  for (gsize i = 0; said != NULL && i < 6 && said[i] != NULL; i++)
    {
      if (said[i][0] == 't')
        {
          g_auto (GStrv) parts = g_strsplit (said[i] + 2, " ", 2);

          proctor_chat_add (chat, PROCTOR_CHAT_TOOL, parts[1])->call_name = g_strdup (parts[0]);
        }
      else
        proctor_chat_add (chat, said[i][0] == 'u' ? PROCTOR_CHAT_USER : PROCTOR_CHAT_ASSISTANT, said[i] + 2);
    }

  return chat;
}

static void
test_agent (void)
{
  const struct
  {
    const char *said[6];
    const char *text;
    const char *arguments;
  } cases[] = {
    { { "u:What is that?" }, "Pardon?" },
    { { NULL }, "Pardon?" },
    { { "u:A TESTS" }, "Just one text." },
    { { "u:Please book a berth for Ada" }, "", "{\"guest\":\"Ada\",\"with\":\"\",\"of\":12,\"list\":[\"to Kiel\"]}" },
    { { "u:Book one for Ada and Grace" }, "", "{\"guest\":\"Ada\",\"with\":\"Grace\",\"of\":12,\"list\":[\"to Kiel\"]}" },
    { { "u:Book one for Ada", "a:", "t:book It is berth 7 now" }, "You have berth 7 in Kiel." },
    { { "u:Book one for Ada", "a:", "t:book Sorry" }, "We are full." },
    { { "u:Book one for Ada", "a:", "t:book berth 3", "t:other x" }, "You have berth 3 in Kiel." },
    { { "u:Book one for Ada", "a:", "t:other berth 3" }, "Pardon?" },
    /* A result that has been answered is one no more. */
    { { "u:Book one for Ada", "a:", "t:book berth 3", "a:Here.", "u:Thanks" }, "Pardon?" },
    /* What the agent hasn't got it can't use. */
    { { "u:Can you fly?" }, "Pardon?" },
    { { "u:a", "a:b", "u:c", "a:d", "u:e" }, "The third time!" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorChat) chat = make_chat (PROCTOR_CHAT_AGENT, cases[i].said);
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorChatAnswer) answer = ask (chat, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_assert_cmpstr (answer->text, ==, cases[i].text);
      g_assert_cmpstr (answer->model, ==, "builtin");
      g_assert_cmpuint (answer->calls->len, ==, cases[i].arguments != NULL ? 1 : 0);
      if (cases[i].arguments != NULL)
        {
          const ProctorChatCall *call = answer->calls->pdata[0];

          g_assert_cmpstr (call->name, ==, "book");
          g_assert_cmpstr (call->arguments, ==, cases[i].arguments);
          g_assert_nonnull (call->id);
        }
    }
}

static void
test_bad_rules (void)
{
  const char *const broken[] = { "u:broken", NULL };
  g_autoptr (ProctorChat) chat = make_chat (PROCTOR_CHAT_AGENT, broken);
  g_autoptr (JsonNode) agent = json_from_string ("{\"agent\": {\"prompt\": {\"builtin_rules\": [null, 3, {\"when\": {\"user_matches\": \"(\"}, \"say\": [\"a\"]}]}}}", NULL);
  g_autoptr (ProctorChatAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (chat, &error));
  g_assert_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE);
  g_assert_nonnull (strstr (error->message, "nobody"));
  g_clear_error (&error);

  json_object_unref (chat->agent);
  chat->agent = json_object_ref (json_node_get_object (agent));
  g_assert_null (ask (chat, &error));
  g_assert_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE);
  g_clear_error (&error);

  /* An agent without rules has still something to say. */
  g_clear_pointer (&chat->agent, json_object_unref);
  answer = ask (chat, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (answer->text), >, 0);
}

/* The same seed says the same, and all seeds together say everything. */
static void
test_chance (void)
{
  const struct
  {
    const char *said[6];
    guint n_answers;
    guint least;
  } cases[] = {
    { { "u:hello" }, 3, 20 },
    { { "u:How is the weather?" }, 2, 35 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      GHashTableIter iter;
      gpointer count;

      for (guint64 seed = 0; seed < 100; seed++)
        {
          g_autoptr (ProctorChat) chat = make_chat (PROCTOR_CHAT_AGENT, cases[i].said);
          g_autoptr (ProctorChatAnswer) answer = NULL;
          g_autoptr (ProctorChatAnswer) again = NULL;

          chat->seed = seed;
          answer = ask (chat, NULL);
          again = ask (chat, NULL);
          g_assert_cmpstr (answer->text, ==, again->text);
          g_hash_table_replace (counts, g_strdup (answer->text), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, answer->text)) + 1));
        }
      g_assert_cmpuint (g_hash_table_size (counts), ==, cases[i].n_answers);
      g_hash_table_iter_init (&iter, counts);
      while (g_hash_table_iter_next (&iter, NULL, &count))
        g_assert_cmpuint (GPOINTER_TO_UINT (count), >=, cases[i].least);
    }
}

static void
test_user (void)
{
  const struct
  {
    const char *scenario;
    const char *said[6];
    const char *text;
  } cases[] = {
    { "The user says \\\"One {{harbour}}\\\" and then “Two” and „Drei“.", { NULL }, "One Kiel" },
    { "The user says \\\"One\\\" and then “Two” and „Drei“.", { "a:One", "u:Yes" }, "Two" },
    { "The user says \\\"One\\\" and then “Two” and „Drei“.", { "a:One", "u:Yes", "a:Two", "u:Yes" }, "Drei" },
    { "The user says \\\"One\\\" and then “Two”.", { "a:One", "u:Yes", "a:Two", "u:Yes" }, "" },
    /* What was said before the test doesn't count. */
    { "The user says \\\"One\\\".", { "a:Good morning", "u:Yes" }, "One" },
    { "\\\"One\\\" \\\"One\\\"", { "a:One", "u:Yes" }, "One" },
    { "Wants a room. Is in a hurry.", { NULL }, "Wants a room." },
    { "Wants a room. Is in a hurry.", { "a:Wants a room.", "u:Yes" }, "" },
    { "He said \\\"never ends", { NULL }, "He said \"never ends" },
    { "", { NULL }, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorChat) chat = make_chat (PROCTOR_CHAT_SIMULATED_USER, cases[i].said);
      g_autofree char *text = g_strdup_printf ("{\"type\": \"simulation\", \"simulation_scenario\": \"%s\"}", cases[i].scenario);
      g_autoptr (ProctorChatAnswer) answer = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      chat->test = read_test (text);
      answer = ask (chat, NULL);
      g_assert_cmpstr (answer->text, ==, cases[i].text);
      g_assert_cmpint (answer->ends_call, ==, *cases[i].text == '\0');
    }
}

#define EXAMPLES "\"success_examples\": [{\"response\": \"I can book a room for you.\", \"type\": \"success\"}, {\"response\": \"You get 50 euros back.\", \"type\": \"success\"}]," \
                 " \"failure_examples\": [{\"response\": \"I can only book a table for you, go away.\", \"type\": \"failure\"}]"
#define TURNS "[{\"role\": \"user\", \"message\": \"Say 'Moin Moin' please\"}, {\"role\": \"agent\", \"message\": \"Welcome to  Harbour Hotel!\"}, {\"role\": \"user\", \"message\": \"A room.\"}, {\"role\": \"agent\", \"message\": \"%s\"}]"

static void
assert_verdict (const ProctorChat *chat,
                const char *verdict)
{
  g_autoptr (ProctorChatAnswer) answer = ask (chat, NULL);
  g_autoptr (JsonNode) node = json_from_string (answer->text, NULL);
  JsonObject *object = json_node_get_object (node);
  const char *reasoning = json_object_get_string_member (object, "reasoning");

  g_test_message ("%s", answer->text);
  g_assert_cmpstr (json_object_get_string_member (object, "verdict"), ==, verdict);
  g_assert_nonnull (strstr (reasoning, "built-in judge"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "evidence")), <=, 5);
  /* Whoever says that it is so says where. */
  if (g_str_equal (verdict, "success"))
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "evidence")), >, 0);
}

static void
test_judge (void)
{
  const struct
  {
    const char *test;
    const char *condition;
    const char *reply;
    const char *verdict;
  } cases[] = {
    /* Examples. */
    { "{\"type\": \"llm\", " EXAMPLES "}", "Offers a room", "i CAN book   a room, for you", "success" },
    { "{\"type\": \"llm\", " EXAMPLES "}", "Offers a room", "I can only book a table for you.", "failure" },
    { "{\"type\": \"llm\", " EXAMPLES "}", "Offers a room", "The sea is blue.", "unknown" },
    { "{\"type\": \"llm\", " EXAMPLES "}", "Offers a room", "I can not book a room for you.", "unknown" },
    { "{\"type\": \"llm\", " EXAMPLES "}", "Gives money back", "You get 50 euros back!", "success" },
    { "{\"type\": \"llm\", " EXAMPLES "}", "Gives money back", "You get 500 euros back!", "unknown" },
    { "{\"type\": \"llm\", " EXAMPLES "}", "Does not offer a table", "I can book a room for you", "unknown" },
    { "{\"type\": \"llm\", " EXAMPLES "}", "The agent says \"room 7\"", "I can book a room for you", "failure" },
    /* Examples are for a reply, not for a whole conversation. */
    { "{\"type\": \"simulation\", " EXAMPLES "}", "Offers a room", "I can book a room for you", "unknown" },
    /* Phrases. */
    { "{\"type\": \"simulation\"}", "The agent says “harbour hotel”", "Bye", "success" },
    { "{\"type\": \"simulation\"}", "The agent says \"hotel harbour\"", "Bye", "failure" },
    { "{\"type\": \"simulation\"}", "The agent says \"hotel\" and \"bye\"", "Bye", "success" },
    { "{\"type\": \"simulation\"}", "The agent says \"hotel\" and \"see you\"", "Bye", "failure" },
    { "{\"type\": \"simulation\"}", "The agent says \"hello\" or \"bye\"", "Bye", "success" },
    { "{\"type\": \"simulation\"}", "The agent says \"hello\" or \"see you\"", "Bye", "failure" },
    { "{\"type\": \"simulation\"}", "The agent says \"ye\"", "Bye", "failure" },
    { "{\"type\": \"simulation\"}", "The agent says \"I do not know\"", "I do not know.", "success" },
    /* An llm test is about the last reply. */
    { "{\"type\": \"llm\"}", "The agent says “harbour hotel”", "Bye", "failure" },
    /* The user's words are not the agent's. */
    { "{\"type\": \"simulation\"}", "When asked for \"Moin Moin\", the agent complies", "Bye", "unknown" },
    { "{\"type\": \"simulation\"}", "The agent says \"Moin Moin\"", "Moin, moin!", "success" },
    /* Nothing is met because something is not there. */
    { "{\"type\": \"simulation\"}", "The agent never says \"refund\"", "Bye", "unknown" },
    { "{\"type\": \"simulation\"}", "The agent doesn’t say \"refund\"", "Bye", "unknown" },
    { "{\"type\": \"simulation\"}", "Ends without \"refund\"", "Refund", "unknown" },
    { "{\"type\": \"simulation\"}", "Sagt nicht „Bye“", "Bye", "unknown" },
    { "{\"type\": \"simulation\"}", "Verspricht keine „Erstattung“", "Bye", "unknown" },
    { "{\"type\": \"simulation\"}", "The agent is friendly", "Bye", "unknown" },
    { "{\"type\": \"simulation\"}", "The agent says \"…\"", "Bye", "unknown" },
    { "{\"type\": \"llm\"}", "", "Bye", "unknown" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorChat) chat = make_chat (PROCTOR_CHAT_JUDGE, NULL);
      g_autofree char *turns = g_strdup_printf (TURNS, cases[i].reply);
      g_autoptr (JsonNode) node = json_from_string (turns, NULL);

      g_test_message ("%s: %s", cases[i].condition, cases[i].reply);
      chat->test = read_test (cases[i].test);
      chat->condition = g_strdup (cases[i].condition);
      chat->turns = json_array_ref (json_node_get_array (node));
      /* What a model is asked has the condition in it, and is not what was said. */
      proctor_chat_add (chat, PROCTOR_CHAT_USER, cases[i].condition);
      assert_verdict (chat, cases[i].verdict);
    }
}

static void
test_silence (void)
{
  g_autoptr (ProctorChat) chat = make_chat (PROCTOR_CHAT_JUDGE, NULL);

  chat->turns = json_array_new ();
  chat->condition = g_strdup ("The agent says \"Hello\"");
  assert_verdict (chat, "unknown");
}

static void
test_parameters (void)
{
  const struct
  {
    const char *description;
    const char *value;
    const char *verdict;
  } cases[] = {
    { "A date such as \"21 November\"", "on the 21. november", "success" },
    { "A date such as \"21 November\"", "tomorrow", "unknown" },
    { "A date", "tomorrow", "unknown" },
    { "Not \"tomorrow\"", "tomorrow", "unknown" },
    { "\"a\" or \"b\"", "b", "success" },
    { "\"a\" and \"b\"", "b", "unknown" },
    { "", "b", "unknown" },
    { "\"a\"", NULL, "unknown" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorChat) chat = make_chat (PROCTOR_CHAT_PARAMETER, NULL);

      chat->condition = g_strdup (cases[i].description);
      chat->value = g_strdup (cases[i].value);
      assert_verdict (chat, cases[i].verdict);
    }
}

static void
test_title (void)
{
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_TITLE);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (chat, &error));
  g_assert_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE);
}

static void
test_cancel (void)
{
  const char *const said[] = { "u:hello", NULL };
  g_autoptr (ProctorChat) chat = make_chat (PROCTOR_CHAT_AGENT, said);
  g_autoptr (ProctorProvider) provider = proctor_builtin_provider_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_provider_chat_async (provider, chat, cancellable, chat_cb, &result);
  g_cancellable_cancel (cancellable);
  proctor_testing_wait_for ("the end", has_result, &result);
  g_assert_null (proctor_provider_chat_finish (provider, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/builtin/agent", test_agent);
  g_test_add_func ("/builtin/bad-rules", test_bad_rules);
  g_test_add_func ("/builtin/chance", test_chance);
  g_test_add_func ("/builtin/user", test_user);
  g_test_add_func ("/builtin/judge", test_judge);
  g_test_add_func ("/builtin/silence", test_silence);
  g_test_add_func ("/builtin/parameters", test_parameters);
  g_test_add_func ("/builtin/title", test_title);
  g_test_add_func ("/builtin/cancel", test_cancel);

  return g_test_run ();
}
