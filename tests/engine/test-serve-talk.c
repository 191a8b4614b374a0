/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-testing-engine.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

#define TALK "/v1/proctor/talk"
#define CHAT "/v1/chat/completions"
#define WORDS "{\"model\":\"tiny\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"Hello there\"}}]}"
#define CALL "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":\"Let me look.\",\"tool_calls\":["                       \
             "{\"type\":\"function\",\"id\":\"a\",\"function\":{\"name\":\"find_room\",\"arguments\":\"{\\\"room_type\\\":\\\"double\\\"}\"}}," \
             "{\"type\":\"function\",\"id\":\"b\",\"function\":{\"name\":\"juggle\",\"arguments\":\"{}\"}}]}}]}"
#define REFUSAL "{\"error\":{\"message\":\"The model fell over.\"}}"
#define MOST_TURNS 12

typedef struct
{
  ProctorTestingEngine *engine;
  ProctorTestingServer *server;
  char *agent_id;
  /* What was said so far, as it is sent. */
  JsonArray *turns;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;

  fixture->engine = proctor_testing_engine_new ();
  fixture->server = proctor_testing_server_new ();
  fixture->turns = json_array_new ();
  proctor_testing_engine_start (fixture->engine, 0);
  answer = proctor_testing_engine_post (fixture->engine, "/v1/proctor/sample", "{}");
  fixture->agent_id = g_strdup (json_object_get_string_member (answer, "agent_id"));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_engine_free (fixture->engine);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->turns, json_array_unref);
  g_free (fixture->agent_id);
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
                                       "{'kind': 'openai', 'base_url': '%s/v1', 'model': 'tiny'}", proctor_testing_server_get_url (fixture->server));
  g_assert_cmpuint (status, ==, 200);
}

static void
answer (Fixture *fixture,
        ProctorTestingAnswer reply)
{
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &reply);
}

static void
say (Fixture *fixture,
     const char *message)
{
  JsonObject *turn = json_object_new ();

  json_object_set_string_member (turn, "role", "user");
  json_object_set_string_member (turn, "message", message);
  json_object_set_int_member (turn, "time_in_call_secs", 1);
  json_array_add_object_element (fixture->turns, turn);
}

static JsonObject *
ask_with (Fixture *fixture,
          const char *more)
{
  g_autoptr (JsonNode) turns = json_node_init_array (json_node_alloc (), fixture->turns);
  g_autofree char *text = json_to_string (turns, FALSE);

  /* An apostrophe would be taken for a quotation mark. */
  g_strdelimit (text, "'", '*');

  return proctor_testing_engine_post (fixture->engine, TALK, "{'agent_id': '%s', 'talk_id': 'one', 'chat_history': %s%s}", fixture->agent_id, text, more);
}

/* Takes the next step and keeps what comes of it. Returns who is next. */
static char *
step_with (Fixture *fixture,
           const char *more)
{
  g_autoptr (JsonObject) step = ask_with (fixture, more);
  JsonNode *turn = json_object_get_member (step, "turn");
  gint64 position = json_object_get_int_member (step, "position");

  g_assert_true (json_object_get_null_member (step, "problem"));
  if (position < json_array_get_length (fixture->turns))
    json_array_remove_element (fixture->turns, (guint) position);
  g_assert_cmpint (position, ==, json_array_get_length (fixture->turns));
  if (JSON_NODE_HOLDS_OBJECT (turn))
    json_array_add_element (fixture->turns, json_node_copy (turn));

  return g_strdup (json_object_get_string_member (step, "next"));
}

static void
assert_next (Fixture *fixture,
             const char *more,
             const char *expected)
{
  g_autofree char *next = step_with (fixture, more);

  g_assert_cmpstr (next, ==, expected);
}

static void
assert_problem (Fixture *fixture,
                const char *more,
                const char *code)
{
  g_autoptr (JsonObject) step = ask_with (fixture, more);
  JsonObject *problem = json_object_get_object_member (step, "problem");

  g_assert_true (json_object_get_null_member (step, "turn"));
  g_test_message ("%s", json_object_get_string_member (problem, "message"));
  g_assert_cmpstr (json_object_get_string_member (problem, "code"), ==, code);
  g_assert_cmpuint (strlen (json_object_get_string_member (problem, "message")), >, 10);
}

static JsonObject *
get_last (Fixture *fixture)
{
  guint length = json_array_get_length (fixture->turns);

  g_assert_cmpuint (length, >, 0);

  return json_array_get_object_element (fixture->turns, length - 1);
}

static void
assert_says (Fixture *fixture,
             const char *expected)
{
  const char *message = json_object_get_string_member (get_last (fixture), "message");

  g_test_message ("%s", message);
  g_assert_cmpstr (json_object_get_string_member (get_last (fixture), "role"), ==, "agent");
  g_assert_nonnull (strstr (message, expected));
}

static guint
count (Fixture *fixture,
       const char *member)
{
  return json_array_get_length (json_object_get_array_member (get_last (fixture), member));
}

/* A greeting, a call, what its mock answers, and what the agent makes of it: each is a step. */
static void
test_builtin (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (JsonObject) step = NULL;
  JsonObject *result;

  assert_next (fixture, "", "user");
  assert_says (fixture, "Harbour Hotel, good day!");

  say (fixture, "Have you got a double room from 14 March for 2 nights?");
  assert_next (fixture, "", "agent");
  g_assert_cmpuint (count (fixture, "tool_calls"), ==, 1);
  g_assert_cmpuint (count (fixture, "tool_results"), ==, 0);
  g_assert_cmpuint (json_array_get_length (fixture->turns), ==, 3);

  step = ask_with (fixture, "");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (step, "answered_by"), 0), ==, "mock");
  assert_next (fixture, "", "agent");
  g_assert_cmpuint (json_array_get_length (fixture->turns), ==, 3);
  g_assert_cmpuint (count (fixture, "tool_calls"), ==, 1);
  g_assert_cmpuint (count (fixture, "tool_results"), ==, 1);
  result = json_array_get_object_element (json_object_get_array_member (get_last (fixture), "tool_results"), 0);
  g_assert_nonnull (strstr (json_object_get_string_member (result, "result_value"), "120"));

  assert_next (fixture, "", "user");
  assert_says (fixture, "120 euros");

  say (fixture, "Goodbye!");
  for (guint i = 0; i < MOST_TURNS; i++)
    {
      g_autofree char *next = step_with (fixture, "");

      if (g_str_equal (next, "nobody"))
        return;
      g_assert_cmpstr (next, ==, "agent");
    }
  g_assert_not_reached ();
}

/* What is changed for the talk is changed for nobody else, and variables are the talk's own. */
static void
test_changed (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/v1/convai/agents/", fixture->agent_id, NULL);
  g_autoptr (JsonObject) before = proctor_testing_engine_get (fixture->engine, path);
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (JsonNode) first = json_node_init_object (json_node_alloc (), before);
  g_autoptr (JsonNode) second = NULL;

  assert_next (fixture, ", 'conversation_config': {'agent': {'first_message': 'Hi {{guest_name}}!'}}, 'dynamic_variables': {'guest_name': 'Kim'}", "user");
  assert_says (fixture, "Hi Kim!");
  after = proctor_testing_engine_get (fixture->engine, path);
  second = json_node_init_object (json_node_alloc (), after);
  g_assert_true (json_node_equal (first, second));
}

/* An agent that waits for the user says nothing to begin with. */
static void
test_no_greeting (Fixture *fixture,
                  gconstpointer data)
{
  assert_next (fixture, ", 'conversation_config': {'agent': {'first_message': ''}}", "user");
  g_assert_cmpuint (json_array_get_length (fixture->turns), ==, 0);
}

/* Whose mocks answer, and what happens where there are none. */
static void
test_tools (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (JsonObject) missing = NULL;
  g_autoptr (JsonObject) step = NULL;
  JsonObject *result;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = CALL });
  answer (fixture, (ProctorTestingAnswer) { .body = WORDS });
  say (fixture, "A double room, please.");
  assert_next (fixture, "", "agent");
  assert_says (fixture, "Let me look.");
  g_assert_cmpuint (count (fixture, "tool_calls"), ==, 2);

  step = ask_with (fixture, "");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (step, "answered_by"), 0), ==, "mock");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (step, "answered_by"), 1), ==, "nobody");

  /* Nothing real is called: there is no such address. */
  missing = ask_with (fixture, ", 'tool_mock_config': {'mocking_strategy': 'none'}");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (missing, "answered_by"), 0), ==, "tool");
  result = json_array_get_object_element (json_object_get_array_member (json_object_get_object_member (missing, "turn"), "tool_results"), 0);
  g_assert_true (json_object_get_boolean_member (result, "is_error"));

  assert_next (fixture, "", "agent");
  assert_next (fixture, "", "user");
  assert_says (fixture, "Hello there");
}

/* What the model is told: the prompt of the branch with the change, and all that was said. */
static void
test_prompt (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *body = NULL;
  const ProctorTestingRequest *request;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = WORDS });
  say (fixture, "A double room, please.");
  assert_next (fixture, ", 'conversation_config': {'agent': {'prompt': {'prompt': 'You whisper to {{guest_name}}.'}}}", "user");
  requests = proctor_testing_server_dup_requests (fixture->server);
  request = requests->pdata[requests->len - 1];
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_nonnull (strstr (body, "You whisper to Alex Martin."));
  g_assert_null (strstr (body, "telephone assistant"));
  g_assert_nonnull (strstr (body, "A double room, please."));
  /* The rest of the prompt's settings is as it was. */
  g_assert_nonnull (strstr (body, "find_room"));
}

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
    { { .body = "{}" }, "unusable" },
    { { .body = "<html>", .content_type = "text/html" }, "address" },
    { { .status = 500, .body = REFUSAL }, "refused" },
    { { .fault = PROCTOR_TESTING_FAULT_CUT, .body = WORDS }, "network" },
  };

  use_server (fixture);
  say (fixture, "Hello?");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint j = 0; j < 4; j++)
        answer (fixture, cases[i].reply);
      assert_problem (fixture, "", cases[i].code);
      proctor_testing_server_reset (fixture->server);
    }

  /* It can be tried again. */
  answer (fixture, (ProctorTestingAnswer) { .body = WORDS });
  assert_next (fixture, "", "user");
}

static void
test_no_value (Fixture *fixture,
               gconstpointer data)
{
  assert_problem (fixture, ", 'conversation_config': {'agent': {'first_message': 'Hi {{nickname}}!'}}", "variables");
  say (fixture, "Hello?");
  assert_problem (fixture, ", 'conversation_config': {'agent': {'prompt': {'prompt': 'Hi {{nickname}}!'}}}", "variables");
}

/* Somebody who only ever calls tools is stopped. */
static void
test_endless (Fixture *fixture,
              gconstpointer data)
{
  use_server (fixture);
  say (fixture, "A double room, please.");
  for (guint i = 0; i < 10; i++)
    {
      answer (fixture, (ProctorTestingAnswer) { .body = CALL });
      assert_next (fixture, "", "agent");
      assert_next (fixture, "", "agent");
    }
  assert_problem (fixture, "", "unusable");
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
    { "{}", "body.agent_id" },
    { "[]", "body" },
    { "nonsense", "body" },
    { "{'agent_id': 5}", "body.agent_id" },
    { "{'agent_id': 'x', 'chat_history': {}}", "body.chat_history" },
    { "{'agent_id': 'x', 'chat_history': [5]}", "body.chat_history.0" },
    { "{'agent_id': 'x', 'chat_history': [{'role': 'king', 'time_in_call_secs': 0}]}", "body.chat_history.0.role" },
    { "{'agent_id': 'x', 'chat_history': [{'role': 'agent', 'message': 'Hi', 'time_in_call_secs': 0}]}", "body.chat_history" },
    { "{'agent_id': 'x', 'conversation_config': []}", "body.conversation_config" },
    { "{'agent_id': 'x', 'dynamic_variables': []}", "body.dynamic_variables" },
    { "{'agent_id': 'x', 'tool_mock_config': {'mocking_strategy': 'some'}}", "body.tool_mock_config.mocking_strategy" },
    { "{'agent_id': 'x', 'tool_mock_overrides': {'t': [{}]}}", "body.tool_mock_overrides.t.0.mock_result" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].body);
      proctor_testing_engine_assert_refused (fixture->engine, cases[i].place, "POST", TALK, "%s", cases[i].body);
    }
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", TALK, "{'agent_id': 'nobody'}");
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", TALK, "{'agent_id': '%s', 'branch_id': 'none'}", fixture->agent_id);
  proctor_testing_engine_assert_status (fixture->engine, 405, "GET", TALK, NULL);
}

int
main (int argc,
      char **argv)
{
  /* A tool that is really called would be looked for by way of settings that aren't there. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  proctor_testing_init (&argc, &argv);

#define add(name, test) g_test_add ("/serve-talk/" name, Fixture, NULL, set_up, test, tear_down)
  add ("builtin", test_builtin);
  add ("changed", test_changed);
  add ("no-greeting", test_no_greeting);
  add ("tools", test_tools);
  add ("prompt", test_prompt);
  add ("problems", test_problems);
  add ("no-value", test_no_value);
  add ("endless", test_endless);
  add ("refused", test_refused);
#undef add

  return g_test_run ();
}
