/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-testing-engine.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

#define JUDGE "/v1/proctor/judge"
#define CHAT "/v1/chat/completions"
#define CONTENT(text) "{\"model\":\"tiny\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"" text "\"}}]}"
#define VERDICT(verdict) CONTENT ("{\\\"reasoning\\\":\\\"Because it is " verdict ".\\\",\\\"evidence\\\":[\\\"at nine\\\"],\\\"verdict\\\":\\\"" verdict "\\\"}")
#define REFUSAL "{\"error\":{\"message\":\"The model fell over.\"}}"
#define TEST_INFO "'test_info': {'type': 'llm', 'success_condition': 'It says when the hotel opens.', 'success_examples': [{'response': 'At nine.', 'type': 'success'}]," \
                  " 'chat_history': [{'role': 'user', 'message': 'When do you open?', 'time_in_call_secs': 0}]}"
#define RESPONSES "'agent_responses': [{'role': 'agent', 'message': 'We open at nine.', 'time_in_call_secs': 1, 'what_is_new': [1]," \
                  " 'tool_calls': [{'tool_name': 'clock', 'params_as_json': '{}'}], 'tool_results': [{'tool_name': 'clock', 'result_value': 'early'}]}]"

typedef struct
{
  ProctorTestingEngine *engine;
  ProctorTestingServer *server;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->engine = proctor_testing_engine_new ();
  fixture->server = proctor_testing_server_new ();
  proctor_testing_engine_start (fixture->engine, 0);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_engine_free (fixture->engine);
  g_clear_object (&fixture->server);
}

/* From now on a model answers that says what it is told to. */
static void
use_server (Fixture *fixture)
{
  guint status;
  const ProctorTestingAnswer list = { .body = "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\"}]}" };
  g_autoptr (JsonNode) answer = NULL;

  for (guint i = 0; i < 4; i++)
    proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &list);
  answer = proctor_testing_engine_ask (fixture->engine, &status, "PUT", "/v1/proctor/provider",
                                       "{'kind': 'openai', 'base_url': '%s/v1', 'model': 'big', 'judge_model': 'tiny'}", proctor_testing_server_get_url (fixture->server));
  g_assert_cmpuint (status, ==, 200);
}

static void
answer (Fixture *fixture,
        ProctorTestingAnswer reply)
{
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &reply);
}

static JsonObject *
judge (Fixture *fixture,
       guint n_votes,
       const char *more)
{
  return proctor_testing_engine_post (fixture->engine, JUDGE, "{" TEST_INFO ", " RESPONSES ", 'votes': %u%s}", n_votes, more);
}

static JsonObject *
get_vote (JsonObject *answer,
          guint position)
{
  return json_array_get_object_element (json_object_get_array_member (answer, "votes"), position);
}

static void
assert_answer (JsonObject *answer,
               const char *result,
               guint n_agree,
               guint n_votes)
{
  g_assert_cmpstr (json_object_get_string_member_with_default (answer, "result", NULL), ==, result);
  g_assert_cmpint (json_object_get_int_member (answer, "agreeing"), ==, n_agree);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "votes")), ==, n_votes);
}

/* What the model was told with a vote, from the first one on. */
static char *
dup_question (Fixture *fixture,
              guint position)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n_asked = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = requests->pdata[i];

      if (strstr (request->path, "chat") != NULL && n_asked++ == position)
        return g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
    }
  g_assert_not_reached ();
}

static void
assert_temperature (Fixture *fixture,
                    guint position,
                    double expected)
{
  g_autofree char *question = dup_question (fixture, position);
  g_autoptr (JsonNode) node = json_from_string (question, NULL);

  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (json_node_get_object (node), "temperature"), expected, 0.01);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "model"), ==, "tiny");
}

/* Each vote is a question of its own; what most of them say is the result. */
static void
test_votes (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (JsonObject) three = NULL;
  g_autofree char *question = NULL;
  JsonArray *messages;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  three = judge (fixture, 3, "");
  assert_answer (three, "success", 2, 3);
  g_assert_cmpstr (json_object_get_string_member (three, "judge"), ==, "openai");
  g_assert_cmpstr (json_object_get_string_member (three, "model"), ==, "tiny");
  g_assert_true (json_object_get_null_member (three, "problem"));
  g_assert_cmpstr (json_object_get_string_member (get_vote (three, 1), "result"), ==, "failure");
  messages = json_object_get_array_member (json_object_get_object_member (get_vote (three, 1), "rationale"), "messages");
  g_assert_cmpstr (json_array_get_string_element (messages, 0), ==, "Because it is failure. Evidence: “at nine”");

  question = dup_question (fixture, 0);
  g_assert_nonnull (strstr (question, "It says when the hotel opens."));
  g_assert_nonnull (strstr (question, "At nine."));
  g_assert_nonnull (strstr (question, "User: When do you open?"));
  g_assert_nonnull (strstr (question, "Agent: We open at nine."));
  g_assert_nonnull (strstr (question, "clock answers: early"));
  assert_temperature (fixture, 0, 0);
  assert_temperature (fixture, 1, 0.7);
  assert_temperature (fixture, 2, 0.7);
}

/* Somebody who asks for one vote after the other gets the same votes. */
static void
test_first_vote (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (JsonObject) third = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("unknown") });
  third = judge (fixture, 1, ", 'first_vote': 2");
  assert_answer (third, "unknown", 1, 1);
  assert_temperature (fixture, 0, 0.7);
}

static void
test_tie (Fixture *fixture,
          gconstpointer data)
{
  g_autoptr (JsonObject) two = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  two = judge (fixture, 2, "");
  assert_answer (two, "unknown", 0, 2);
}

/* A simulation has several conditions, and each is a question. */
static void
test_criteria (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (JsonObject) one = NULL;
  JsonArray *messages;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  one = proctor_testing_engine_post (fixture->engine, JUDGE, "{'test_info': {'type': 'simulation', 'success_conditions': ['One.', 'Two.']}, " RESPONSES ", 'votes': 1}");
  assert_answer (one, "failure", 1, 1);
  messages = json_object_get_array_member (json_object_get_object_member (get_vote (one, 0), "rationale"), "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 2);
  g_assert_true (g_str_has_prefix (json_array_get_string_element (messages, 1), "Criterion 2 failed: "));
}

/* Where there is no model the built-in judge says who it is. */
static void
test_builtin (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (JsonObject) one = judge (fixture, 1, "");

  g_assert_cmpstr (json_object_get_string_member (one, "judge"), ==, "builtin");
  g_assert_true (json_object_get_null_member (one, "model"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (one, "votes")), ==, 1);
}

/* Why there are no votes is told. */
static void
test_problems (Fixture *fixture,
               gconstpointer data)
{
  const struct
  {
    ProctorTestingAnswer reply;
    const char *code;
  } cases[] = {
    { { .status = 401, .body = "{\"error\":\"Unauthorized\"}" }, "key" },
    { { .status = 404, .body = "{\"error\":{\"message\":\"model 'tiny' not found\"}}" }, "model" },
    { { .status = 400, .body = REFUSAL }, "refused" },
    { { .status = 500, .body = REFUSAL }, "refused" },
    { { .body = "{}" }, "unusable" },
    { { .body = "<html>", .content_type = "text/html" }, "address" },
    { { .fault = PROCTOR_TESTING_FAULT_CUT, .body = VERDICT ("success") }, "network" },
  };

  use_server (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) none = NULL;
      JsonObject *problem;

      answer (fixture, cases[i].reply);
      none = judge (fixture, 3, "");
      assert_answer (none, NULL, 0, 0);
      problem = json_object_get_object_member (none, "problem");
      g_assert_cmpstr (json_object_get_string_member (problem, "code"), ==, cases[i].code);
      g_assert_cmpuint (strlen (json_object_get_string_member (problem, "message")), >, 10);
      proctor_testing_server_reset (fixture->server);
    }
}

/* What was voted before the key was refused is told. */
static void
test_cut_short (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (JsonObject) one = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  answer (fixture, (ProctorTestingAnswer) { .status = 401, .body = "{\"error\":\"Unauthorized\"}" });
  one = judge (fixture, 3, "");
  assert_answer (one, "failure", 1, 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (one, "problem"), "code"), ==, "key");
}

/* A model that can't say it in the form that was asked for gets a second chance. */
static void
test_garbage (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) none = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = CONTENT ("{\\\"reasoning\\\":\\\"Hm.\\\"}") });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  second = judge (fixture, 1, "");
  assert_answer (second, "success", 1, 1);

  proctor_testing_server_reset (fixture->server);
  answer (fixture, (ProctorTestingAnswer) { .body = CONTENT ("I like it.") });
  none = judge (fixture, 1, "");
  assert_answer (none, NULL, 0, 0);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (none, "problem"), "code"), ==, "unusable");
}

/* A conversation of a megabyte goes to the model whole. */
static void
test_long (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *words = g_strnfill (1024 * 1024, 'w');
  g_autoptr (JsonObject) one = NULL;
  g_autofree char *question = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  one = proctor_testing_engine_post (fixture->engine, JUDGE, "{" TEST_INFO ", 'agent_responses': [{'role': 'agent', 'message': '%s'}], 'votes': 1}", words);
  assert_answer (one, "success", 1, 1);
  question = dup_question (fixture, 0);
  g_assert_cmpuint (strlen (question), >, 1024 * 1024);
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  const struct
  {
    const char *body;
    const char *place;
  } cases[] = {
    { "[]", "body" },
    { "nonsense", "body" },
    { "{" RESPONSES ", 'votes': 1}", "body.test_info" },
    { "{" TEST_INFO ", 'votes': 1}", "body.agent_responses" },
    { "{" TEST_INFO ", " RESPONSES "}", "body.votes" },
    { "{" TEST_INFO ", " RESPONSES ", 'votes': 0}", "body.votes" },
    { "{" TEST_INFO ", " RESPONSES ", 'votes': -1}", "body.votes" },
    { "{" TEST_INFO ", " RESPONSES ", 'votes': 1000}", "body.votes" },
    { "{" TEST_INFO ", " RESPONSES ", 'votes': 'three'}", "body.votes" },
    { "{" TEST_INFO ", " RESPONSES ", 'votes': null}", "body.votes" },
    { "{" TEST_INFO ", " RESPONSES ", 'votes': 1, 'first_vote': 15}", "body.first_vote" },
    { "{" TEST_INFO ", 'agent_responses': [], 'votes': 1}", "body.agent_responses" },
    { "{" TEST_INFO ", 'agent_responses': {}, 'votes': 1}", "body.agent_responses" },
    { "{" TEST_INFO ", 'agent_responses': [5], 'votes': 1}", "body.agent_responses.0" },
    { "{" TEST_INFO ", 'agent_responses': [{'role': 'agent', 'message': 5}], 'votes': 1}", "body.agent_responses.0.message" },
    { "{" TEST_INFO ", 'agent_responses': [{'role': 'agent', 'tool_calls': [5]}], 'votes': 1}", "body.agent_responses.0.tool_calls.0" },
    { "{'test_info': [], " RESPONSES ", 'votes': 1}", "body.test_info" },
    { "{'test_info': {'success_condition': 'x'}, " RESPONSES ", 'votes': 1}", "body.test_info.type" },
    { "{'test_info': {'type': 'riddle', 'success_condition': 'x'}, " RESPONSES ", 'votes': 1}", "body.test_info.type" },
    { "{'test_info': {'type': 'tool'}, " RESPONSES ", 'votes': 1}", "body.test_info.type" },
    { "{'test_info': {'type': 'llm', 'success_condition': '  '}, " RESPONSES ", 'votes': 1}", "body.test_info.success_condition" },
    { "{'test_info': {'type': 'llm', 'success_condition': 5}, " RESPONSES ", 'votes': 1}", "body.test_info.success_condition" },
    { "{'test_info': {'type': 'llm', 'success_condition': 'x', 'chat_history': [[]]}, " RESPONSES ", 'votes': 1}", "body.test_info.chat_history.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].body);
      proctor_testing_engine_assert_refused (fixture->engine, cases[i].place, "POST", JUDGE, "%s", cases[i].body);
    }
  proctor_testing_engine_assert_status (fixture->engine, 405, "GET", JUDGE, NULL);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define add(name, test) g_test_add ("/serve-judge/" name, Fixture, NULL, set_up, test, tear_down)
  add ("votes", test_votes);
  add ("first-vote", test_first_vote);
  add ("tie", test_tie);
  add ("criteria", test_criteria);
  add ("builtin", test_builtin);
  add ("problems", test_problems);
  add ("cut-short", test_cut_short);
  add ("garbage", test_garbage);
  add ("long", test_long);
  add ("refused", test_refused);
#undef add

  return g_test_run ();
}
