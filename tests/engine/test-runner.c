/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "testing-runner.h"

#define VERDICT(result) "{\"reasoning\": \"It greets.\", \"evidence\": [\"Good day\"], \"verdict\": \"" result "\"}"
#define REPLY_TEST "{\"name\": \"Greets\", \"type\": \"llm\", \"success_condition\": \"It greets.\", " \
                   "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hello {{guest}}\", \"time_in_call_secs\": 0}]}"

static ProctorChatAnswer *
greet (const ProctorChat *chat,
       guint n_asked,
       gboolean *never,
       GError **error)
{
  return proctor_chat_answer_new (chat->purpose == PROCTOR_CHAT_JUDGE ? VERDICT ("success") : "Good day");
}

/* The history is replayed, one reply is asked for, and it is judged. */
static void
test_reply (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (greet, 8);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, REPLY_TEST);
  g_autofree char *id = testing_engine_run (engine, agent, test, 1);
  g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);

  g_assert_cmpstr (testing_get (invocation, "test_runs.0.status"), ==, "passed");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.result"), ==, "success");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.rationale.messages.0"), ==, "It greets. Evidence: “Good day”");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.0.message"), ==, "Good day");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.0.role"), ==, "agent");
  g_assert_cmpuint (testing_provider_count (engine->provider), ==, 2);
}

static ProctorChatAnswer *
fail_to_answer (const ProctorChat *chat,
                guint n_asked,
                gboolean *never,
                GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the model is on holiday");

  return NULL;
}

static ProctorChatAnswer *
never_answer (const ProctorChat *chat,
              guint n_asked,
              gboolean *never,
              GError **error)
{
  *never = TRUE;

  return NULL;
}

/* What the service can't carry out is no failure of the agent, and says so in the words for it. */
static void
test_errors (void)
{
  const struct
  {
    TestingAnswer answer;
    const char *prompt;
    const char *line;
  } cases[] = {
    { fail_to_answer, "{\"prompt\": \"You are kind.\"}", "Error: the model is on holiday" },
    { never_answer, "{\"prompt\": \"You are kind.\"}", "Timed out after 0s waiting for the agent to produce its next turn" },
    { greet, "{\"prompt\": \"You serve {{nobody}}.\"}", "nobody" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestingEngine) engine = testing_engine_new (cases[i].answer, 8);
      g_autofree char *agent = testing_engine_make_agent (engine, cases[i].prompt);
      g_autofree char *test = testing_engine_make_test (engine, REPLY_TEST);
      g_autofree char *id = NULL;
      g_autoptr (JsonNode) invocation = NULL;
      const char *line;

      proctor_runner_set_limits (engine->runner, &(ProctorExecutionLimits) { 200, 10000 });
      id = testing_engine_run (engine, agent, test, 1);
      invocation = testing_engine_wait (engine, id);
      g_assert_cmpstr (testing_get (invocation, "test_runs.0.status"), ==, "failed");
      g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.result"), ==, "unknown");
      line = testing_get (invocation, "test_runs.0.condition_result.rationale.messages.0");
      if (strstr (line, cases[i].line) == NULL)
        g_error ("it says: %s", line);
    }
}

static ProctorChatAnswer *
judge_badly (const ProctorChat *chat,
             guint n_asked,
             gboolean *never,
             GError **error)
{
  const char *bad[] = { "", "yes", "{\"verdict\": \"success\"}", "{\"reasoning\": \"\", \"verdict\": \"success\"}", "{\"reasoning\": \"a\", \"verdict\": \"maybe\"}", "{\"reasoning\"" };
  static guint n_judged;

  if (chat->purpose != PROCTOR_CHAT_JUDGE)
    return proctor_chat_answer_new ("Good day");

  return proctor_chat_answer_new (bad[n_judged++ / 2 % G_N_ELEMENTS (bad)]);
}

/* A judge that makes no sense is asked once more, and then nobody can tell. */
static void
test_bad_judge (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (judge_badly, 1);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, REPLY_TEST);

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = testing_engine_run (engine, agent, test, 1);
      g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);

      g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.result"), ==, "unknown");
      g_assert_true (g_str_has_prefix (testing_get (invocation, "test_runs.0.condition_result.rationale.messages.0"), "It could not be judged."));
      g_assert_cmpuint (testing_provider_count (engine->provider), ==, (i + 1) * 3);
    }
}

static ProctorChatAnswer *
simulate (const ProctorChat *chat,
          guint n_asked,
          gboolean *never,
          GError **error)
{
  ProctorChatAnswer *answer;

  switch (chat->purpose)
    {
    case PROCTOR_CHAT_SIMULATED_USER:
      return proctor_chat_answer_new (chat->messages->len > 4 ? "Thank you, goodbye. [END]" : "A room, please.");
    case PROCTOR_CHAT_JUDGE:
      return proctor_chat_answer_new (strstr (chat->condition, "lies") != NULL ? VERDICT ("failure") : VERDICT ("success"));
    case PROCTOR_CHAT_AGENT:
      break;
    case PROCTOR_CHAT_PARAMETER:
    case PROCTOR_CHAT_TITLE:
      g_assert_not_reached ();
    }

  answer = proctor_chat_answer_new ("Which day?");
  if (((ProctorChatMessage *) g_ptr_array_index (chat->messages, chat->messages->len - 1))->role == PROCTOR_CHAT_USER && chat->messages->len < 4)
    g_ptr_array_add (answer->calls, proctor_chat_call_new ("call_1", "book", "{\"day\": \"Sunday\"}"));

  return answer;
}

#define SIMULATION "{\"name\": \"Books\", \"type\": \"simulation\", \"simulation_scenario\": \"Book a room.\", \"simulation_max_turns\": 4, " \
                   "\"success_conditions\": [\"It books.\", \"It never lies.\"]}"

/* Agent and user take turns, tools that nobody has are said to be none, and each condition is judged. */
static void
test_simulation (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (simulate, 8);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, SIMULATION);
  g_autofree char *id = testing_engine_run (engine, agent, test, 1);
  g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);
  g_autoptr (JsonNode) conversations = NULL;

  g_assert_cmpstr (testing_get (invocation, "test_runs.0.status"), ==, "failed");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.result"), ==, "failure");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.rationale.messages.0"), ==, "Criterion 1 passed: It greets. Evidence: “Good day”");
  g_assert_true (g_str_has_prefix (testing_get (invocation, "test_runs.0.condition_result.rationale.messages.1"), "Criterion 2 failed:"));
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.rationale.messages.2"), ==, "The simulated user ended the conversation.");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.0.message"), ==, "Welcome.");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.1.role"), ==, "user");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.2.tool_results.0.result_value"), ==, "Error: the agent has no tool called 'book'");

  conversations = testing_engine_ask (engine, "GET", "conversations", NULL, 200);
  g_assert_cmpstr (testing_get (conversations, "conversations.0.status"), ==, "done");
}

/* A test's own mocks go by the tool's id, and come before those that the tool has. */
static void
test_mocks (void)
{
  const struct
  {
    const char *mocks;
    const char *result;
  } cases[] = {
    { "\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, \"tool_mock_overrides\": {\"%s\": [{\"mock_result\": \"from the test\"}]}", "from the test" },
    { "\"tool_mock_config\": {\"mocking_strategy\": \"selected\", \"mocked_tool_ids\": [\"%s\"]}", "from the tool" },
    { "\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, \"tool_mock_overrides\": {\"%s\": [{\"mock_result\": \"\", \"parameter_conditions\": [{\"path\": \"day\", \"eval\": {\"type\": \"exact\", \"expected_value\": \"Monday\"}}]}]}", "from the tool" },
  };
  g_autoptr (TestingEngine) engine = testing_engine_new (simulate, 8);
  g_autoptr (JsonNode) tool = testing_engine_ask (engine, "POST", "tools", "{\"tool_config\": {\"type\": \"client\", \"name\": \"book\", \"description\": \"Books.\"}, \"response_mocks\": [{\"mock_result\": \"from the tool\"}]}", 200);
  g_autofree char *prompt = g_strdup_printf ("{\"prompt\": \"You are kind.\", \"tool_ids\": [\"%s\"]}", testing_get (tool, "id"));
  g_autofree char *agent = testing_engine_make_agent (engine, prompt);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].mocks, "%s", 2);
      g_autofree char *mocks = g_strjoinv (testing_get (tool, "id"), parts);
      g_autofree char *body = g_strdup_printf ("{\"name\": \"M\", \"type\": \"simulation\", \"simulation_scenario\": \"Book.\", \"success_conditions\": [\"It books.\"], %s}", mocks);
      g_autofree char *test = testing_engine_make_test (engine, body);
      g_autofree char *id = testing_engine_run (engine, agent, test, 1);
      g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);

      g_test_message ("%s", body);
      g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.2.tool_results.0.result_value"), ==, cases[i].result);
    }
}

static ProctorChatAnswer *
call_tool (const ProctorChat *chat,
           guint n_asked,
           gboolean *never,
           GError **error)
{
  ProctorChatAnswer *answer = proctor_chat_answer_new ("");

  g_assert_cmpint (chat->purpose, ==, PROCTOR_CHAT_AGENT);
  g_assert_cmpuint (json_array_get_length (chat->tools), ==, 1);
  g_ptr_array_add (answer->calls, proctor_chat_call_new ("call_1", "book", "{\"day\": \"Sunday\", \"nights\": 2}"));

  return answer;
}

/* Calls are captured, not made, and each parameter is looked at. */
static void
test_tool (void)
{
  const struct
  {
    const char *expectation;
    const char *result;
    const char *line;
  } cases[] = {
    { "\"parameters\": [], \"referenced_tool\": {\"id\": \"%s\", \"type\": \"client\"}", "success", "called 'book' as expected" },
    { "\"parameters\": [{\"path\": \"day\", \"eval\": {\"type\": \"exact\", \"expected_value\": \"Sunday\"}}], \"referenced_tool\": {\"id\": \"%s\", \"type\": \"client\"}", "success", "called 'book' as expected" },
    { "\"parameters\": [{\"path\": \"day\", \"eval\": {\"type\": \"exact\", \"expected_value\": \"Monday\"}}], \"referenced_tool\": {\"id\": \"%s\", \"type\": \"client\"}", "failure", "not as expected" },
    { "\"parameters\": [{\"path\": \"day\", \"eval\": {\"type\": \"regex\", \"pattern\": \"^S\"}}, {\"path\": \"nights\", \"eval\": {\"type\": \"anything\"}}], \"referenced_tool\": {\"id\": \"%s\", \"type\": \"client\"}", "success", "as expected" },
    { "\"parameters\": [{\"path\": \"when\", \"eval\": {\"type\": \"anything\"}}], \"referenced_tool\": {\"id\": \"%s\", \"type\": \"client\"}", "failure", "Parameter path 'when' not found in tool call parameters" },
    { "\"parameters\": [], \"verify_absence\": true, \"referenced_tool\": {\"id\": \"%s\", \"type\": \"client\"}", "failure", "which it must not" },
  };
  g_autoptr (TestingEngine) engine = testing_engine_new (call_tool, 8);
  g_autoptr (JsonNode) tool = testing_engine_ask (engine, "POST", "tools", "{\"tool_config\": {\"type\": \"client\", \"name\": \"book\", \"description\": \"Books.\", \"parameters\": {\"type\": \"object\", \"properties\": {}}}}", 200);
  g_autofree char *prompt = g_strdup_printf ("{\"prompt\": \"You are kind.\", \"tool_ids\": [\"%s\"]}", testing_get (tool, "id"));
  g_autofree char *agent = testing_engine_make_agent (engine, prompt);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].expectation, "%s", 2);
      g_autofree char *expectation = g_strjoinv (testing_get (tool, "id"), parts);
      g_autofree char *body = g_strdup_printf ("{\"name\": \"T\", \"type\": \"tool\", \"chat_history\": [{\"role\": \"user\", \"message\": \"a\", \"time_in_call_secs\": 0}], \"tool_call_parameters\": {%s}}", expectation);
      g_autofree char *test = testing_engine_make_test (engine, body);
      g_autofree char *id = testing_engine_run (engine, agent, test, 1);
      g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);
      const char *line = testing_get (invocation, "test_runs.0.condition_result.rationale.messages.0");

      g_test_message ("%s", body);
      g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.result"), ==, cases[i].result);
      if (strstr (line, cases[i].line) == NULL)
        g_error ("it says: %s", line);
      g_assert_true (strstr (testing_get (invocation, "test_runs.0.agent_responses.0.tool_results.0.result_value"), "testing_tool_result") != NULL);
    }
}

static ProctorChatAnswer *
be_fickle (const ProctorChat *chat,
           guint n_asked,
           gboolean *never,
           GError **error)
{
  if (chat->purpose == PROCTOR_CHAT_JUDGE)
    return proctor_chat_answer_new (chat->seed % 2 == 0 ? VERDICT ("success") : VERDICT ("failure"));

  return proctor_chat_answer_new ("Good day");
}

/* Repeats go into buckets when all have ended, no more than so many are done at a time, and the
 * same run comes out the same. */
static void
test_repeats (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (be_fickle, 3);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, REPLY_TEST);
  g_autofree char *id = testing_engine_run (engine, agent, test, 20);
  g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);

  g_assert_cmpstr (testing_get (invocation, "bucketing_status"), ==, "completed");
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.test_id"), ==, test);
  g_assert_nonnull (testing_get (invocation, "result_groups.0.buckets.1.title"));
  g_assert_cmpuint (testing_provider_get_peak (engine->provider), <=, 3);
  /* Two for each run, and one for the title. */
  g_assert_cmpuint (testing_provider_count (engine->provider), ==, 41);
}

/* What had been accepted is carried out after a restart, and what had ended is not repeated. */
static void
test_restart (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (be_fickle, 1);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, REPLY_TEST);
  g_autofree char *id = testing_engine_run (engine, agent, test, 20);
  g_autoptr (JsonNode) invocation = NULL;
  guint n_asked;

  while (testing_provider_count (engine->provider) < 11)
    g_main_context_iteration (NULL, TRUE);
  testing_engine_restart (engine);
  invocation = testing_engine_wait (engine, id);
  n_asked = testing_provider_count (engine->provider);

  /* The one that was being carried out may have asked once or twice for nothing. */
  g_assert_cmpuint (n_asked, >=, 41);
  g_assert_cmpuint (n_asked, <=, 43);
  g_assert_cmpstr (testing_get (invocation, "bucketing_status"), ==, "completed");
}

/* A run that is cancelled is let go of, and stays cancelled. */
static void
test_cancel (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (never_answer, 8);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, REPLY_TEST);
  g_autofree char *id = testing_engine_run (engine, agent, test, 3);
  g_autofree char *path = g_strdup_printf ("test-invocations/%s/cancel", id);
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (JsonNode) invocation = NULL;
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (testing_provider_count (engine->provider) < 3)
    g_main_context_iteration (NULL, TRUE);
  answer = testing_engine_ask (engine, "POST", path, NULL, 200);
  while (!proctor_runner_is_idle (engine->runner) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (proctor_runner_is_idle (engine->runner));
  invocation = testing_engine_wait (engine, id);
  g_assert_cmpstr (testing_get (invocation, "test_runs.2.status"), ==, "cancelled");
}

static ProctorChatAnswer *
hang_up (const ProctorChat *chat,
         guint n_asked,
         gboolean *never,
         GError **error)
{
  ProctorChatAnswer *answer;

  switch (chat->purpose)
    {
    case PROCTOR_CHAT_SIMULATED_USER:
      answer = proctor_chat_answer_new ("Never mind. [END]");
      answer->ends_call = TRUE;
      return answer;
    case PROCTOR_CHAT_JUDGE:
      return proctor_chat_answer_new (VERDICT ("success"));
    case PROCTOR_CHAT_AGENT:
    case PROCTOR_CHAT_PARAMETER:
    case PROCTOR_CHAT_TITLE:
      break;
    }

  return proctor_chat_answer_new ("Wait!");
}

/* A user who would hang up at once says so and hears the agent's answer first. */
static void
test_hang_up (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (hang_up, 8);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, SIMULATION);
  g_autofree char *id = testing_engine_run (engine, agent, test, 1);
  g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);

  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.0.message"), ==, "Welcome.");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.1.message"), ==, "Never mind.");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.2.message"), ==, "Wait!");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.agent_responses.3.message"), ==, "Never mind.");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.rationale.messages.2"), ==, "The simulated user ended the conversation.");
}

static ProctorChatAnswer *
chat_for_ever (const ProctorChat *chat,
               guint n_asked,
               gboolean *never,
               GError **error)
{
  return proctor_chat_answer_new (chat->purpose == PROCTOR_CHAT_JUDGE ? VERDICT ("success") : "And then?");
}

static ProctorChatAnswer *
play_oddly (const ProctorChat *chat,
            guint n_asked,
            gboolean *never,
            GError **error)
{
  const char *scenario = chat->test != NULL ? proctor_test_get_simulation_scenario (chat->test) : "";
  ProctorChatAnswer *answer;

  if (chat->purpose == PROCTOR_CHAT_JUDGE)
    return proctor_chat_answer_new (VERDICT ("success"));
  if (chat->purpose == PROCTOR_CHAT_AGENT)
    return proctor_chat_answer_new ("And then?");

  answer = proctor_chat_answer_new (NULL);
  g_free (answer->text);
  if (g_str_equal (scenario, "long"))
    answer->text = g_strnfill (50 * 1024, 'a');
  else
    answer->text = g_strdup (g_str_equal (scenario, "blank") ? " \n\t " : "");
  if (g_str_equal (scenario, "tool"))
    g_ptr_array_add (answer->calls, proctor_chat_call_new ("call_1", "book", "{}"));

  return answer;
}

/* Somebody who plays the user and says nothing ends the run as an error; long speeches are borne. */
static void
test_odd_users (void)
{
  const struct
  {
    const char *scenario;
    const char *line;
  } cases[] = {
    { "nothing", "Error: The simulated user said nothing." },
    { "blank", "Error: The simulated user said nothing." },
    { "tool", "Error: The simulated user said nothing." },
    { "long", "The conversation has reached the most turns it may have." },
  };
  g_autoptr (TestingEngine) engine = testing_engine_new (play_oddly, 8);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"name\": \"Odd\", \"type\": \"simulation\", \"simulation_scenario\": \"%s\", \"simulation_max_turns\": 1, \"success_conditions\": [\"It asks.\"]}", cases[i].scenario);
      g_autofree char *test = testing_engine_make_test (engine, body);
      g_autofree char *id = testing_engine_run (engine, agent, test, 1);
      g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);
      gboolean is_long = g_str_equal (cases[i].scenario, "long");

      g_test_message ("%s", cases[i].scenario);
      g_assert_cmpstr (testing_get (invocation, is_long ? "test_runs.0.condition_result.rationale.messages.1" : "test_runs.0.condition_result.rationale.messages.0"), ==, cases[i].line);
      g_assert_cmpstr (testing_get (invocation, "test_runs.0.status"), ==, is_long ? "passed" : "failed");
    }
}

/* The agent answers as often as it may, and everybody speaks in turn. */
static void
test_most_turns (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (chat_for_ever, 8);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, SIMULATION);
  g_autofree char *id = testing_engine_run (engine, agent, test, 1);
  g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);
  JsonObject *run = json_array_get_object_element (json_object_get_array_member (json_node_get_object (invocation), "test_runs"), 0);
  JsonArray *turns = json_object_get_array_member (run, "agent_responses");

  g_assert_cmpuint (json_array_get_length (turns), ==, 9);
  for (guint i = 0; i < json_array_get_length (turns); i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (turns, i), "role"), ==, i % 2 == 0 ? "agent" : "user");
  g_assert_cmpstr (testing_get (invocation, "test_runs.0.condition_result.rationale.messages.2"), ==, "The conversation has reached the most turns it may have.");
}

/* Nobody waits for somebody else's thousands. */
static void
test_fair (void)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (greet, 2);
  g_autofree char *agent = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  g_autofree char *test = testing_engine_make_test (engine, REPLY_TEST);
  g_autofree char *many = testing_engine_run (engine, agent, test, 20);
  g_autofree char *few = testing_engine_run (engine, agent, test, 3);
  g_autoptr (JsonNode) ended = testing_engine_wait (engine, few);
  g_autofree char *path = g_strconcat ("test-invocations/", many, NULL);
  g_autoptr (JsonNode) other = testing_engine_ask (engine, "GET", path, NULL, 200);
  g_autoptr (JsonNode) rest = NULL;
  JsonArray *runs = json_object_get_array_member (json_node_get_object (other), "test_runs");
  guint n_pending = 0;

  for (guint i = 0; i < json_array_get_length (runs); i++)
    n_pending += g_str_equal (json_object_get_string_member (json_array_get_object_element (runs, i), "status"), "pending");
  g_assert_cmpuint (n_pending, >=, 5);
  rest = testing_engine_wait (engine, many);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/runner/reply", test_reply);
  g_test_add_func ("/runner/errors", test_errors);
  g_test_add_func ("/runner/bad-judge", test_bad_judge);
  g_test_add_func ("/runner/simulation", test_simulation);
  g_test_add_func ("/runner/mocks", test_mocks);
  g_test_add_func ("/runner/tool", test_tool);
  g_test_add_func ("/runner/repeats", test_repeats);
  g_test_add_func ("/runner/restart", test_restart);
  g_test_add_func ("/runner/cancel", test_cancel);
  g_test_add_func ("/runner/hang-up", test_hang_up);
  g_test_add_func ("/runner/most-turns", test_most_turns);
  g_test_add_func ("/runner/odd-users", test_odd_users);
  g_test_add_func ("/runner/fair", test_fair);

  return g_test_run ();
}
