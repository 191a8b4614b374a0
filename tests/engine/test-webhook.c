/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "testing-runner.h"

#define VERDICT "{\"reasoning\": \"It does.\", \"evidence\": [], \"verdict\": \"success\"}"
#define SIMULATION "{\"name\": \"Looks\", \"type\": \"simulation\", \"simulation_scenario\": \"Ask for a room.\", \"simulation_max_turns\": 1, \"success_conditions\": [\"It looks.\"]}"

static ProctorChatAnswer *
call_once (const ProctorChat *chat,
           guint n_asked,
           gboolean *never,
           GError **error)
{
  const ProctorChatMessage *last = g_ptr_array_index (chat->messages, chat->messages->len - 1);
  ProctorChatAnswer *answer;

  if (chat->purpose == PROCTOR_CHAT_JUDGE)
    return proctor_chat_answer_new (VERDICT);
  if (chat->purpose == PROCTOR_CHAT_SIMULATED_USER)
    return proctor_chat_answer_new ("A room, please.");
  if (last->role == PROCTOR_CHAT_TOOL)
    return proctor_chat_answer_new ("There is one.");

  answer = proctor_chat_answer_new ("");
  g_ptr_array_add (answer->calls, proctor_chat_call_new ("call_1", "find_room",
                                                         "{\"body\": {\"nights\": 2}, \"path_params\": {\"city\": \"K\u00f6ln/../1\"}, \"query_params\": {\"q\": \"a b&c\"}}"));

  return answer;
}

/* Runs the simulation with a tool at @url and returns what the tool said to the agent. */
static char *
run_with (const char *url,
          const char *headers)
{
  g_autoptr (TestingEngine) engine = testing_engine_new (call_once, 1);
  g_autofree char *body = g_strdup_printf ("{\"tool_config\": {\"type\": \"webhook\", \"name\": \"find_room\", \"description\": \"Looks.\", "
                                           "\"api_schema\": {\"url\": \"%s\", \"method\": \"POST\", \"request_headers\": %s, "
                                           "\"request_body_schema\": {\"type\": \"object\", \"properties\": {}}}}}",
                                           url, headers);
  g_autoptr (JsonNode) tool = testing_engine_ask (engine, "POST", "tools", body, 200);
  g_autofree char *prompt = g_strdup_printf ("{\"prompt\": \"You are kind.\", \"tool_ids\": [\"%s\"]}", testing_get (tool, "id"));
  g_autofree char *agent = testing_engine_make_agent (engine, prompt);
  g_autofree char *test = testing_engine_make_test (engine, SIMULATION);
  g_autofree char *id = testing_engine_run (engine, agent, test, 1);
  g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);

  g_assert_cmpstr (testing_get (invocation, "test_runs.0.status"), ==, "passed");

  return g_strdup (testing_get (invocation, "test_runs.0.agent_responses.2.tool_results.0.result_value"));
}

/* A tool that is not mocked is called for real, with its arguments where they belong. */
static void
test_called (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autofree char *url = g_strconcat (proctor_testing_server_get_url (server), "/rooms/{city}", NULL);
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *value = NULL;
  const ProctorTestingRequest *request;

  proctor_testing_server_answer (server, "*", "*", &(ProctorTestingAnswer) { .body = "{\"rooms\": [\"12\"]}" });
  value = run_with (url, "{\"x-hotel\": \"harbour\"}");
  g_assert_cmpstr (value, ==, "{\"rooms\": [\"12\"]}");

  requests = proctor_testing_server_dup_requests (server);
  g_assert_cmpuint (requests->len, ==, 1);
  request = g_ptr_array_index (requests, 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/rooms/K%C3%B6ln%2F..%2F1");
  g_assert_cmpstr (request->query, ==, "q=a%20b%26c");
  g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body), "{\"nights\":2}", strlen ("{\"nights\":2}"));
  g_assert_cmpstr (proctor_testing_request_get_header (request, "x-hotel"), ==, "harbour");
}

/* What goes wrong with it is told to the agent, and the run goes on. */
static void
test_failed (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autofree char *refused = NULL;
  g_autofree char *dropped = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *address = NULL;

  proctor_testing_server_answer (server, "*", "*", &(ProctorTestingAnswer) { .status = 500, .body = "no" });
  refused = run_with (proctor_testing_server_get_url (server), "{}");
  g_assert_cmpstr (refused, ==, "Error: The tool answered with the status 500: no");

  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
  dropped = run_with (proctor_testing_server_get_url (server), "{}");
  g_assert_true (g_str_has_prefix (dropped, "Error: "));

  secret = run_with (proctor_testing_server_get_url (server), "{\"authorization\": {\"secret_id\": \"s\"}}");
  g_assert_nonnull (strstr (secret, "needs a secret"));

  address = run_with ("file:///etc/passwd", "{}");
  g_assert_nonnull (strstr (address, "is not an address that a tool can be called at"));
}

/* An answer comes whole, however long it is and however slowly it comes, up to a limit. */
static void
test_length (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autofree char *words = g_strnfill (400 * 1024, 'a');
  g_autofree char *large = NULL;
  g_autofree char *slow = NULL;
  g_autofree char *endless = NULL;

  proctor_testing_server_answer (server, "*", "*", &(ProctorTestingAnswer) { .body = words });
  large = run_with (proctor_testing_server_get_url (server), "{}");
  g_assert_cmpstr (large, ==, words);

  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", &(ProctorTestingAnswer) { .body = "{\"rooms\": [\"12\", \"14\"]}", .fault = PROCTOR_TESTING_FAULT_DRIP });
  slow = run_with (proctor_testing_server_get_url (server), "{}");
  g_assert_cmpstr (slow, ==, "{\"rooms\": [\"12\", \"14\"]}");

  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", &(ProctorTestingAnswer) { .body = "{}", .padding = 2 * 1024 * 1024, .gzip = TRUE });
  endless = run_with (proctor_testing_server_get_url (server), "{}");
  g_assert_nonnull (strstr (endless, "larger than 1.0"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/webhook/called", test_called);
  g_test_add_func ("/webhook/failed", test_failed);
  g_test_add_func ("/webhook/length", test_length);

  return g_test_run ();
}
