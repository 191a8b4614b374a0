/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-checks.h"
#include "proctor-json-lint.h"
#include "proctor-test-kind.h"
#include "proctor-testing-documents.h"
#include "proctor-testing.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"

#include <string.h>

/* What is known beside the test. */
typedef enum
{
  NOTHING = 0,
  TOOLS = 1 << 0,
  AGENT = 1 << 1,
  VARIABLES = 1 << 2,
  NEEDS_ROOM = 1 << 3,
  ENVIRONMENTS = 1 << 4,
  MODELS = 1 << 5,
  JSON = 1 << 6,
  BUILT_IN = 1 << 7,
} Known;

/* A good test of each kind. Single quotes stand for double ones. */
static const char *const good_tests[] = {
  "{'name': 'Greets', 'type': 'llm', 'success_condition': 'It greets.',"
  " 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}]}",
  "{'name': 'Books', 'type': 'tool', 'chat_history': [{'role': 'user', 'message': 'Book it', 'time_in_call_secs': 0}],"
  " 'tool_call_parameters': {'referenced_tool': {'id': 'tool_book', 'type': 'webhook'},"
  " 'parameters': [{'path': 'body.date', 'eval': {'type': 'exact', 'expected_value': '14 March'}}]}}",
  "{'name': 'Calls', 'type': 'simulation', 'simulation_scenario': 'You want a room.', 'success_conditions': ['It books.'], 'simulation_max_turns': 8}",
};

#define TURN(role, message, time) "{'role': '" role "', 'message': '" message "', 'time_in_call_secs': " #time "}"
#define CALL(id, parameters) "{'role': 'agent', 'time_in_call_secs': 1, 'tool_calls': [{'request_id': '" id "', 'tool_name': 'find', 'params_as_json': '" parameters "', 'tool_has_been_called': true}]}"
#define RESULT(id, value) "{'role': 'agent', 'time_in_call_secs': 1, 'tool_results': [{'request_id': '" id "', 'tool_name': 'find', 'result_value': '" value "', 'is_error': false, 'tool_has_been_called': true}]}"
#define HISTORY(turns) "{'chat_history': [" turns "]}"
#define USER TURN ("user", "Hello", 0)
#define LATER TURN ("user", "Well?", 2)
#define EXAMPLE(kind, response) "{'response': '" response "', 'type': '" kind "'}"
#define PARAMETER(path, eval) "{'path': '" path "', 'eval': {" eval "}}"
#define EXPECT(tool, parameters) "{'tool_call_parameters': {'referenced_tool': " tool ", 'parameters': [" parameters "]}}"
#define BOOK "{'id': 'tool_book', 'type': 'webhook'}"
#define ANYTHING "'type': 'anything'"
#define CONFIG(strategy, ids) "'tool_mock_config': {'mocking_strategy': '" strategy "', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': [" ids "]}"
#define MOCKS(tool, mocks) "{" CONFIG ("all", "") ", 'tool_mock_overrides': {'" tool "': [" mocks "]}}"
#define MOCK(conditions, result) "{'parameter_conditions': [" conditions "], 'mock_result': '" result "'}"

/* Where a rule finds something, and where it is near to it but doesn't. Both say how they differ from the good test. */
typedef struct
{
  const char *rule;
  ProctorTestKind kind;
  Known known;
  const char *place;
  const char *bad;
  const char *good;
} Case;

static const Case cases[] = {
  { "name-blank", PROCTOR_TEST_KIND_TOOL, NOTHING, "name", "{'name': ' \u00a0'}", "{'name': '-'}" },
  { "kind-unknown", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "kind", "{'type': 'audio'}", "{'type': 'llm'}" },
  { "kind-unknown", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "kind", "{'type': null}", "{'type': 'tool'}" },

  { "history-empty", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "chat_history", "{'chat_history': null}", HISTORY (USER) },
  { "history-empty-tool", PROCTOR_TEST_KIND_TOOL, NOTHING, "chat_history", "{'chat_history': []}", HISTORY (USER) },
  { "history-end", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "chat_history/1/role", HISTORY (USER "," TURN ("agent", "Hello!", 1)), HISTORY (TURN ("agent", "Hello!", 0) "," USER) },
  { "history-end", PROCTOR_TEST_KIND_TOOL, NOTHING, "chat_history/0/role", HISTORY (TURN ("agent", "Hello!", 1)), "{'chat_history': []}" },
  { "history-end-call", PROCTOR_TEST_KIND_TOOL, NOTHING, "chat_history/1/tool_calls", HISTORY (USER "," CALL ("a", "{}")), HISTORY (USER "," CALL ("a", "{}") "," LATER) },
  { "turn-empty", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "chat_history/1/message", HISTORY (USER "," TURN ("agent", "\\n", 0)), HISTORY (USER "," CALL ("a", "{}")) },
  { "turn-empty", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "chat_history/0/message", "{'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'multivoice_message': {'parts': [{'text': ''}]}}]}",
    "{'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'multivoice_message': {'parts': [{'text': 'Hello'}]}}]}" },
  { "time-backwards", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "chat_history/1/time_in_call_secs", HISTORY (TURN ("user", "Hello", 5) "," LATER), HISTORY (TURN ("user", "Hello", 2) "," LATER) },
  { "call-name-blank", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "chat_history/0/tool_calls/0/tool_name",
    "{'chat_history': [{'role': 'agent', 'time_in_call_secs': 0, 'tool_calls': [{'request_id': 'a', 'tool_name': '', 'params_as_json': '{}'}]}]}", HISTORY (CALL ("a", "{}")) },
  { "call-parameters", PROCTOR_TEST_KIND_SIMULATION, JSON, "chat_history/0/tool_calls/0/params_as_json", HISTORY (CALL ("a", "{date: 1}")), HISTORY (CALL ("a", "{\\'date\\': 1}")) },
  { "call-parameters", PROCTOR_TEST_KIND_SIMULATION, JSON, "chat_history/0/tool_calls/0/params_as_json", HISTORY (CALL ("a", "[]")), HISTORY (CALL ("a", "")) },
  { "call-without-result", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "chat_history/0/tool_calls/0/request_id", HISTORY (CALL ("a", "{}") "," RESULT ("b", "")), HISTORY (CALL ("a", "{}") "," RESULT ("a", "")) },
  { "call-without-result", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "chat_history/0/tool_calls/0/request_id", HISTORY (CALL ("a", "{}") "," LATER), HISTORY (USER "," CALL ("a", "{}")) },
  { "result-without-call", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "chat_history/1/tool_results/0/request_id", HISTORY (CALL ("a", "{}") "," RESULT ("b", "")), HISTORY (CALL ("a", "{}") "," RESULT ("a", "")) },
  { "result-json", PROCTOR_TEST_KIND_SIMULATION, JSON, "chat_history/1/tool_results/0/result_value", HISTORY (CALL ("a", "{}") "," RESULT ("a", " {\\'free\\': true")), HISTORY (CALL ("a", "{}") "," RESULT ("a", "[silence]")) },

  { "condition-blank", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "success_condition", "{'success_condition': ''}", "{'success_condition': 'x'}" },
  { "condition-of-tool", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "success_condition", "{'success_condition': 'The agent calls the booking tool.'}", "{'success_condition': 'The agent says when it will call back.'}" },
  { "condition-of-tool", PROCTOR_TEST_KIND_NEXT_REPLY, TOOLS, "success_condition", "{'success_condition': 'Runs book_room.'}", "{'success_condition': 'Will say book_rooms.'}" },
  { "reply-words", PROCTOR_TEST_KIND_NEXT_REPLY, BUILT_IN, "success_condition", "{'success_condition': 'It names “”.'}", "{'success_condition': 'It names a “double room”.'}" },
  { "reply-words", PROCTOR_TEST_KIND_NEXT_REPLY, BUILT_IN, "success_condition", "{'success_condition': 'It names the »house'}", "{'success_examples': [" EXAMPLE ("success", "Hi") "]}" },
  { "examples-too-many", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "failure_examples",
    "{'failure_examples': [" EXAMPLE ("failure", "1") "," EXAMPLE ("failure", "2") "," EXAMPLE ("failure", "3") "," EXAMPLE ("failure", "4") "," EXAMPLE ("failure", "5") "," EXAMPLE ("failure", "6") "]}",
    "{'failure_examples': [" EXAMPLE ("failure", "1") "," EXAMPLE ("failure", "2") "," EXAMPLE ("failure", "3") "," EXAMPLE ("failure", "4") "," EXAMPLE ("failure", "5") "]}" },
  { "example-blank", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "success_examples/1/response", "{'success_examples': [" EXAMPLE ("success", "Hi") "," EXAMPLE ("success", " ") "]}", "{'success_examples': [" EXAMPLE ("success", "Hi") "]}" },
  { "example-twice", PROCTOR_TEST_KIND_NEXT_REPLY, NOTHING, "failure_examples/0/response", "{'success_examples': [" EXAMPLE ("success", "Hi") "], 'failure_examples': [" EXAMPLE ("failure", "Hi ") "]}",
    "{'success_examples': [" EXAMPLE ("success", "") "], 'failure_examples': [" EXAMPLE ("failure", "") "]}" },

  { "tool-missing", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters", "{'tool_call_parameters': null}", EXPECT (BOOK, "") },
  { "tool-missing", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/referenced_tool", EXPECT ("{'id': '', 'type': 'webhook'}", ""),
    "{'tool_call_parameters': {'workflow_node_transition': {'type': 'node_id', 'agent_id': 'a', 'target_node_id': 'n'}}}" },
  { "tool-unknown", PROCTOR_TEST_KIND_TOOL, TOOLS, "tool_call_parameters/referenced_tool/id", EXPECT ("{'id': 'tool_gone', 'type': 'webhook'}", ""), EXPECT ("{'id': 'end_call', 'type': 'system'}", "") },
  { "tool-unknown", PROCTOR_TEST_KIND_TOOL, TOOLS, "tool_call_parameters/referenced_tool/id", EXPECT ("{'id': 'book_room', 'type': 'webhook'}", ""), EXPECT (BOOK, "") },
  { "tool-kind", PROCTOR_TEST_KIND_TOOL, TOOLS, "tool_call_parameters/referenced_tool/kind", EXPECT ("{'id': 'tool_book', 'type': 'client'}", ""), EXPECT (BOOK, "") },
  { "tool-foreign", PROCTOR_TEST_KIND_TOOL, TOOLS | AGENT, "tool_call_parameters/referenced_tool/id", EXPECT ("{'id': 'tool_find', 'type': 'webhook'}", ""), EXPECT (BOOK, "") },
  { "transition-incomplete", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/workflow_node_transition/target_node_id",
    "{'tool_call_parameters': {'workflow_node_transition': {'type': 'node_id', 'agent_id': 'a', 'target_node_id': ''}}}",
    "{'tool_call_parameters': {'workflow_node_transition': {'type': 'node_id', 'agent_id': 'a', 'target_node_id': 'n'}}}" },
  { "transition-incomplete", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/workflow_node_transition/agent_id",
    "{'tool_call_parameters': {'workflow_node_transition': {'type': 'node_id', 'agent_id': '', 'target_node_id': 'n'}}}", EXPECT (BOOK, "") },
  { "absence-with-checks", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/verify_absence",
    "{'tool_call_parameters': {'referenced_tool': " BOOK ", 'verify_absence': true, 'parameters': [" PARAMETER ("body.date", ANYTHING) "]}}",
    "{'tool_call_parameters': {'referenced_tool': " BOOK ", 'verify_absence': true, 'parameters': []}}" },
  { "only-called", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters", EXPECT (BOOK, ""), "{'tool_call_parameters': {'referenced_tool': " BOOK ", 'verify_absence': true}}" },
  { "path-blank", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/1/path", EXPECT (BOOK, PARAMETER ("body.date", ANYTHING) "," PARAMETER (" ", ANYTHING)), EXPECT (BOOK, PARAMETER ("body", ANYTHING)) },
  { "path-blank", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "tool_mock_overrides/tool_book/0/parameter_conditions/0/path", MOCKS ("tool_book", MOCK (PARAMETER ("", ANYTHING), "")), MOCKS ("tool_book", MOCK (PARAMETER ("body.date", ANYTHING), "")) },
  { "path-brackets", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/0/path", EXPECT (BOOK, PARAMETER ("body.items[0].sku", ANYTHING)), EXPECT (BOOK, PARAMETER ("body.items.0.sku", ANYTHING)) },
  { "path-twice", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/1/path", EXPECT (BOOK, PARAMETER ("body.date", ANYTHING) "," PARAMETER ("body.date", ANYTHING)), EXPECT (BOOK, PARAMETER ("", ANYTHING) "," PARAMETER ("", ANYTHING)) },
  { "path-section", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/0/path", EXPECT (BOOK, PARAMETER ("date", ANYTHING)), EXPECT ("{'id': 'tool_say', 'type': 'client'}", PARAMETER ("date", ANYTHING)) },
  { "path-section", PROCTOR_TEST_KIND_SIMULATION, TOOLS, "tool_mock_overrides/tool_book/0/parameter_conditions/0/path", MOCKS ("tool_book", MOCK (PARAMETER ("date", ANYTHING), "")), MOCKS ("tool_book", MOCK (PARAMETER ("query_params.date", ANYTHING), "")) },
  { "path-unknown", PROCTOR_TEST_KIND_TOOL, TOOLS, "tool_call_parameters/parameters/0/path", EXPECT (BOOK, PARAMETER ("body.dote", ANYTHING)), EXPECT (BOOK, PARAMETER ("body.items.3.sku", ANYTHING) "," PARAMETER ("body.extra.a.b", ANYTHING) "," PARAMETER ("body.items", ANYTHING)) },
  { "path-unknown", PROCTOR_TEST_KIND_TOOL, TOOLS, "tool_call_parameters/parameters/0/path", EXPECT (BOOK, PARAMETER ("body.items.first.sku", ANYTHING)), EXPECT ("{'id': 'tool_find', 'type': 'webhook'}", PARAMETER ("body.dote", ANYTHING)) },
  { "evaluation-missing", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/0/eval", EXPECT (BOOK, "{'path': 'body.date'}"), EXPECT (BOOK, PARAMETER ("body.date", "'type': 'newer'")) },
  { "evaluation-blank", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/0/eval/description", EXPECT (BOOK, PARAMETER ("body.date", "'type': 'llm', 'description': ''")), EXPECT (BOOK, PARAMETER ("body.date", ANYTHING)) },
  { "evaluation-blank", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/0/eval/expected_value", EXPECT (BOOK, PARAMETER ("body.date", "'type': 'exact'")), EXPECT (BOOK, PARAMETER ("body.date", "'type': 'exact', 'expected_value': '0'")) },
  { "evaluation-blank", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/0/eval/pattern", EXPECT (BOOK, PARAMETER ("body.date", "'type': 'regex', 'pattern': ''")), EXPECT (BOOK, PARAMETER ("body.date", "'type': 'regex', 'pattern': '.'")) },
  { "pattern-invalid", PROCTOR_TEST_KIND_TOOL, NOTHING, "tool_call_parameters/parameters/0/eval/pattern", EXPECT (BOOK, PARAMETER ("body.date", "'type': 'regex', 'pattern': '(14'")), EXPECT (BOOK, PARAMETER ("body.date", "'type': 'exact', 'expected_value': '(14'")) },

  { "scenario-blank", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "simulation_scenario", "{'simulation_scenario': null}", "{'simulation_scenario': 'x'}" },
  { "conditions-missing", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "success_conditions", "{'success_conditions': []}", "{'success_conditions': null, 'success_condition': 'x'}" },
  { "conditions-blank", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "success_conditions/1", "{'success_conditions': ['x', '']}", "{'success_conditions': []}" },
  { "conditions-words", PROCTOR_TEST_KIND_SIMULATION, BUILT_IN, "success_conditions/1", "{'success_conditions': ['Says „Ja“.', 'Says yes.', '']}", "{'success_conditions': ['Says «yes».']}" },
  { "condition-deprecated", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "success_condition", "{'success_condition': 'x'}", "{'success_condition': ''}" },
  { "max-turns", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "simulation_max_turns", "{'simulation_max_turns': 51}", "{'simulation_max_turns': 50}" },
  { "max-turns", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "simulation_max_turns", "{'simulation_max_turns': 0}", "{'simulation_max_turns': null}" },
  { "few-turns", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "simulation_max_turns", "{'simulation_max_turns': null, " CONFIG ("all", "") "}", "{'simulation_max_turns': 5}" },
  { "few-turns", PROCTOR_TEST_KIND_SIMULATION, TOOLS | AGENT, "simulation_max_turns", "{'simulation_max_turns': 5}", "{'simulation_max_turns': 6}" },
  { "mocks-none-selected", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "tool_mock_config/mocked_tool_ids", "{" CONFIG ("selected", "") "}", "{" CONFIG ("selected", "'tool_book'") "}" },
  { "mock-not-mocked", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "tool_mock_overrides/tool_book", "{'tool_mock_overrides': {'tool_book': [" MOCK ("", "x") "]}}", MOCKS ("tool_book", MOCK ("", "x")) },
  { "mock-not-mocked", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "tool_mock_overrides/a~1b", "{" CONFIG ("selected", "'tool_find'") ", 'tool_mock_overrides': {'a/b': [" MOCK ("", "x") "]}}",
    "{" CONFIG ("selected", "'tool_find', 'a/b'") ", 'tool_mock_overrides': {'a/b': [" MOCK ("", "x") "]}}" },
  { "mock-name", PROCTOR_TEST_KIND_SIMULATION, TOOLS, "tool_mock_overrides/book_room", MOCKS ("book_room", MOCK ("", "x")), MOCKS ("tool_book", MOCK ("", "x")) },
  { "mock-name", PROCTOR_TEST_KIND_SIMULATION, TOOLS, "tool_mock_config/mocked_tool_ids/1", "{" CONFIG ("selected", "'tool_find', 'book_room'") "}", "{" CONFIG ("selected", "'tool_find', 'tool_book'") "}" },
  { "mock-unknown", PROCTOR_TEST_KIND_SIMULATION, TOOLS, "tool_mock_overrides/tool_gone", MOCKS ("tool_gone", MOCK ("", "x")), MOCKS ("book_room", MOCK ("", "x")) },
  { "mock-foreign", PROCTOR_TEST_KIND_SIMULATION, TOOLS | AGENT, "tool_mock_overrides/tool_find", MOCKS ("tool_find", MOCK ("", "x")), MOCKS ("tool_book", MOCK ("", "x")) },
  { "mock-system", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "tool_mock_config/mocked_tool_ids/0", "{" CONFIG ("selected", "'end_call'") "}", "{" CONFIG ("all", "'end_call'") "}" },
  { "mock-system", PROCTOR_TEST_KIND_SIMULATION, TOOLS, "tool_mock_overrides/tool_hang_up", MOCKS ("tool_hang_up", MOCK ("", "x")), MOCKS ("tool_book", MOCK ("", "x")) },
  { "mock-empty", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "tool_mock_overrides/tool_book", MOCKS ("tool_book", ""), MOCKS ("tool_book", MOCK ("", "")) },
  { "mock-result", PROCTOR_TEST_KIND_SIMULATION, JSON, "tool_mock_overrides/tool_book/0/mock_result", MOCKS ("tool_book", MOCK ("", "{\\'a\\': }")), MOCKS ("tool_book", MOCK ("", "{{guest}}")) },
  { "mock-result", PROCTOR_TEST_KIND_SIMULATION, JSON, "tool_mock_overrides/tool_book/0/mock_result", MOCKS ("tool_book", MOCK ("", "[1, 2")), MOCKS ("tool_book", MOCK ("", "Full until March")) },
  { "mock-unreachable", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "tool_mock_overrides/tool_book/1", MOCKS ("tool_book", MOCK ("", "x") "," MOCK (PARAMETER ("body.date", ANYTHING), "y")), MOCKS ("tool_book", MOCK (PARAMETER ("body.date", ANYTHING), "y") "," MOCK ("", "x")) },
  { "mock-nothing", PROCTOR_TEST_KIND_SIMULATION, TOOLS | AGENT, "tool_mock_config/fallback_strategy", "{" CONFIG ("all", "") "}", MOCKS ("tool_book", MOCK ("", "x")) },
  { "mock-nothing", PROCTOR_TEST_KIND_SIMULATION, TOOLS | AGENT, "tool_mock_config/fallback_strategy", MOCKS ("tool_book", ""), "{'tool_mock_config': {'mocking_strategy': 'all', 'fallback_strategy': 'call_real_tool'}}" },
  { "model-unknown", PROCTOR_TEST_KIND_SIMULATION, MODELS, "simulated_user_model", "{'simulated_user_model': 'gpt-0'}", "{'evaluation_model': 'claude-sonnet-4-6', 'simulated_user_model': ''}" },

  { "placeholder-unknown", PROCTOR_TEST_KIND_SIMULATION, VARIABLES, "simulation_scenario", "{'simulation_scenario': 'You are {{ guest }}.'}", "{'simulation_scenario': 'You are {{guest_name}}, {{system__time}}, {{system_env__x}}, {{ {{1}} {{}} {{a b}} {{unclosed'}" },
  { "placeholder-unknown", PROCTOR_TEST_KIND_NEXT_REPLY, VARIABLES, "chat_history/0/message", HISTORY (TURN ("user", "I am {{guest}}.", 0)), "{'success_condition': 'Says {{guest}}', 'dynamic_variables': {'guest': null}}" },
  { "placeholder-of-agent", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "success_conditions/0", "{'success_conditions': ['Says {{guest}}', 'Repeats {{guest}}']}", "{'success_conditions': ['Says {{guest}}'], 'dynamic_variables': {'guest': 'Sam'}}" },
  { "placeholder-environment", PROCTOR_TEST_KIND_SIMULATION, ENVIRONMENTS, "simulation_scenario", "{'simulation_scenario': 'See {{system_env__site}}'}", "{'simulation_scenario': 'See {{system_env__host}} and {{system__env_host}}'}" },
  { "variable-name", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "dynamic_variables/guest name", "{'dynamic_variables': {'guest name': 'Sam'}}", "{'dynamic_variables': {'guest_name.first-1': 'Sam'}}" },
  { "variable-name", PROCTOR_TEST_KIND_SIMULATION, NOTHING, "dynamic_variables/", "{'dynamic_variables': {'': 'Sam'}}", "{'dynamic_variables': {'a': 'Sam'}}" },
  { "variable-unused", PROCTOR_TEST_KIND_SIMULATION, VARIABLES, "dynamic_variables/guest", "{'dynamic_variables': {'guest': 'Sam'}}", "{'dynamic_variables': {'guest_name': 'Sam', 'a': 1}, 'simulation_scenario': 'You have {{a}}.'}" },
  { "variable-missing", PROCTOR_TEST_KIND_SIMULATION, VARIABLES | NEEDS_ROOM, "dynamic_variables", "{'name': 'x'}", "{'dynamic_variables': {'room': 12}}" },
  { "environment-unknown", PROCTOR_TEST_KIND_SIMULATION, ENVIRONMENTS, "simulation_environment", "{'simulation_environment': 'stoging'}", "{'simulation_environment': 'staging', 'environment': 'production'}" },
  { "environment-unknown", PROCTOR_TEST_KIND_NEXT_REPLY, ENVIRONMENTS, "environment", "{'environment': 'stoging'}", "{'environment': null}" },
};

static JsonNode *
parse (const char *text)
{
  g_autofree char *quoted = g_strdup (text);
  g_autoptr (GError) error = NULL;
  JsonNode *node = proctor_wire_parse_text (g_strdelimit (quoted, "'", '"'), -1, &error);

  g_assert_no_error (error);

  return node;
}

static ProctorTest *
make_test (ProctorTestKind kind,
           const char *difference)
{
  g_autoptr (JsonNode) node = parse (good_tests[kind - PROCTOR_TEST_KIND_NEXT_REPLY]);
  g_autoptr (JsonNode) other = parse (difference);
  g_autoptr (GError) error = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;
  ProctorTest *test;

  json_object_iter_init (&iter, json_node_get_object (other));
  while (json_object_iter_next (&iter, &member, &value))
    json_object_set_member (json_node_get_object (node), member, json_node_copy (value));
  test = proctor_wire_read (PROCTOR_TYPE_TEST, node, &error);
  g_assert_no_error (error);

  return test;
}

static GListModel *
make_tools (void)
{
  GListStore *tools = g_list_store_new (PROCTOR_TYPE_CHECK_TOOL);
  const char *const paths[] = { "body.date", "body.items.*.sku", "body.extra.**", "query_params.date", NULL };
  g_autoptr (ProctorCheckTool) find = proctor_check_tool_new ("tool_find", "find_room", "webhook", NULL, TRUE);
  g_autoptr (ProctorCheckTool) book = proctor_check_tool_new ("tool_book", "book_room", "webhook", paths, FALSE);
  g_autoptr (ProctorCheckTool) say = proctor_check_tool_new ("tool_say", NULL, "client", NULL, FALSE);
  g_autoptr (ProctorCheckTool) hang_up = proctor_check_tool_new ("tool_hang_up", "hang_up", "system", NULL, FALSE);

  g_list_store_append (tools, find);
  g_list_store_append (tools, book);
  g_list_store_append (tools, say);
  g_list_store_append (tools, hang_up);
  g_list_store_append (tools, book);

  return G_LIST_MODEL (tools);
}

static ProctorCheckJson
check_json (const char *text,
            char **problem)
{
  gsize offset;

  if (proctor_json_lint (text, strlen (text), &offset) == PROCTOR_JSON_FAULT_NONE)
    return *text == '{' ? PROCTOR_CHECK_JSON_OBJECT : PROCTOR_CHECK_JSON_OTHER;

  *problem = g_strdup_printf ("at byte %u", (guint) offset);

  return PROCTOR_CHECK_JSON_INVALID;
}

static ProctorCheckContext *
make_context (Known known)
{
  ProctorCheckContext *context = proctor_check_context_new ((known & JSON) != 0 ? check_json : NULL);
  g_autoptr (GListModel) tools = make_tools ();
  const char *const agent_tools[] = { "tool_book", "tool_say", "tool_hang_up", NULL };
  const char *const variables[] = { "guest_name", NULL };
  const char *const placeholders[] = { "guest_name", "system__time", (known & NEEDS_ROOM) != 0 ? "room" : NULL, NULL };
  const char *const environments[] = { "production", "staging", NULL };
  const char *const labels[] = { "host", NULL };
  const char *const models[] = { "claude-sonnet-4-6", NULL };
  const char *const built_in[] = { "builtin", NULL };

  if ((known & TOOLS) != 0)
    proctor_check_context_set_tools (context, tools);
  if ((known & AGENT) != 0)
    proctor_check_context_set_agent_tools (context, agent_tools);
  if ((known & VARIABLES) != 0)
    {
      proctor_check_context_set_agent_variables (context, variables);
      proctor_check_context_set_agent_placeholders (context, placeholders);
    }
  if ((known & ENVIRONMENTS) != 0)
    {
      proctor_check_context_set_environments (context, environments);
      proctor_check_context_set_environment_labels (context, labels);
    }
  if ((known & MODELS) != 0)
    proctor_check_context_set_models (context, models);
  if ((known & BUILT_IN) != 0)
    proctor_check_context_set_models (context, built_in);

  return context;
}

/* The findings of a rule. */
static GPtrArray *
find (ProctorTest *test,
      ProctorCheckContext *context,
      const char *rule)
{
  g_autoptr (GListModel) findings = proctor_checks_run (test, context);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (findings, i);

      g_assert_cmpstr (proctor_finding_get_message (finding), !=, "");
      g_assert_cmpstr (proctor_finding_get_where (finding), !=, "");
      g_assert_cmpint ((int) proctor_finding_get_severity (finding), ==, (int) proctor_checks_get_severity (proctor_finding_get_rule (finding)));
      if (g_str_equal (proctor_finding_get_rule (finding), rule))
        g_ptr_array_add (found, g_object_ref (finding));
    }

  return found;
}

static void
test_rule (gconstpointer user_data)
{
  const Case *wanted = user_data;
  g_autoptr (ProctorTest) bad = make_test (wanted->kind, wanted->bad);
  g_autoptr (ProctorTest) good = make_test (wanted->kind, wanted->good);
  g_autoptr (ProctorCheckContext) context = make_context (wanted->known);
  g_autoptr (GPtrArray) in_bad = find (bad, context, wanted->rule);
  g_autoptr (GPtrArray) in_good = find (good, context, wanted->rule);
  g_autoptr (GPtrArray) unknown = find (bad, NULL, wanted->rule);
  g_autofree char *place = NULL;

  g_assert_cmpuint (in_bad->len, ==, 1);
  place = proctor_finding_dup_place (in_bad->pdata[0], bad);
  g_assert_cmpstr (place, ==, wanted->place);
  g_test_message ("%s: %s", proctor_finding_get_where (in_bad->pdata[0]), proctor_finding_get_message (in_bad->pdata[0]));
  g_assert_cmpuint (in_good->len, ==, 0);
  if (wanted->known != NOTHING && !g_str_equal (wanted->rule, "few-turns") && !g_str_has_prefix (wanted->place, "tool_mock_overrides/tool_hang_up"))
    g_assert_cmpuint (unknown->len, ==, 0);
}

/* The rules that count are tried at the limit. */
static void
test_numbers (void)
{
  g_autoptr (ProctorTest) test = make_test (PROCTOR_TEST_KIND_SIMULATION, "{'success_conditions': ['x']}");
  GListModel *turns = proctor_test_get_chat_history (test);
  const char *conditions[32] = { NULL };
  g_autoptr (ProctorTurn) first = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (ProctorTurn) turn = proctor_turn_new ();

      proctor_turn_set_message (turn, "Hello");
      g_list_store_append (G_LIST_STORE (turns), turn);
    }
  before = find (test, NULL, "history-too-long");
  g_assert_cmpuint (before->len, ==, 0);
  first = g_list_model_get_item (turns, 0);
  g_list_store_append (G_LIST_STORE (turns), first);
  after = find (test, NULL, "history-too-long");
  g_assert_cmpuint (after->len, ==, 1);

  for (guint i = 0; i < 30; i++)
    conditions[i] = "It books.";
  proctor_test_set_success_conditions (test, conditions);
  g_clear_pointer (&before, g_ptr_array_unref);
  before = find (test, NULL, "conditions-too-many");
  g_assert_cmpuint (before->len, ==, 0);
  conditions[30] = "It books.";
  proctor_test_set_success_conditions (test, conditions);
  g_clear_pointer (&after, g_ptr_array_unref);
  after = find (test, NULL, "conditions-too-many");
  g_assert_cmpuint (after->len, ==, 1);
}

/* Every rule is tried, and says why there is one. */
static void
test_table (void)
{
  for (guint i = 0; i < proctor_checks_get_n_rules (); i++)
    {
      const char *rule = proctor_checks_get_rule (i);
      gboolean tried = g_str_equal (rule, "history-too-long") || g_str_equal (rule, "conditions-too-many");

      g_assert_cmpstr (proctor_checks_get_help (rule), !=, NULL);
      g_assert_cmpstr (proctor_checks_get_help (rule), !=, "");
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (rule, !=, proctor_checks_get_rule (j));
      for (gsize j = 0; j < G_N_ELEMENTS (cases); j++)
        tried = tried || g_str_equal (cases[j].rule, rule);
      if (!tried)
        g_error ("nobody tries the rule %s", rule);
    }

  g_assert_null (proctor_checks_get_help ("no-such-rule"));
}

/* A good test is good, whatever is known. */
static void
test_good (void)
{
  g_autoptr (ProctorCheckContext) context = make_context (TOOLS | AGENT | VARIABLES | ENVIRONMENTS | MODELS | JSON);

  for (ProctorTestKind kind = PROCTOR_TEST_KIND_NEXT_REPLY; kind <= PROCTOR_TEST_KIND_SIMULATION; kind++)
    {
      g_autoptr (ProctorTest) test = make_test (kind, "{}");
      g_autoptr (GListModel) knowing = proctor_checks_run (test, context);
      g_autoptr (GListModel) unknowing = proctor_checks_run (test, NULL);

      g_assert_cmpuint (g_list_model_get_n_items (knowing), ==, 0);
      g_assert_cmpuint (g_list_model_get_n_items (unknowing), ==, 0);
    }
}

/* The worst comes first, and a finding is found again after another check. */
static void
test_order (void)
{
  g_autoptr (ProctorTest) test = make_test (PROCTOR_TEST_KIND_SIMULATION, "{'name': '', 'success_conditions': ['', ''], 'success_condition': 'x', 'simulation_scenario': ''}");
  g_autoptr (GListModel) findings = proctor_checks_run (test, NULL);
  g_autoptr (GListModel) again = proctor_checks_run (test, NULL);
  ProctorSeverity before = PROCTOR_SEVERITY_ERROR;

  g_assert_cmpuint (proctor_checks_count (findings, PROCTOR_SEVERITY_ERROR), ==, 3);
  g_assert_cmpuint (proctor_checks_count (findings, PROCTOR_SEVERITY_WARNING), ==, 1);
  g_assert_cmpuint (proctor_checks_count (findings, PROCTOR_SEVERITY_HINT), ==, 1);
  g_assert_cmpuint (proctor_checks_count (NULL, PROCTOR_SEVERITY_HINT), ==, 0);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (findings, i);

      g_assert_cmpint ((int) proctor_finding_get_severity (finding), >=, (int) before);
      before = proctor_finding_get_severity (finding);
      for (guint j = 0; j < g_list_model_get_n_items (again); j++)
        {
          g_autoptr (ProctorFinding) other = g_list_model_get_item (again, j);

          g_assert_cmpint (proctor_finding_is_same (finding, other), ==, i == j);
        }
    }
}

/* What has been taken out of the test is nowhere. */
static void
test_place_gone (void)
{
  g_autoptr (ProctorTest) test = make_test (PROCTOR_TEST_KIND_SIMULATION, HISTORY (USER "," TURN ("agent", "", 1)));
  g_autoptr (GPtrArray) found = find (test, NULL, "turn-empty");
  g_autofree char *place = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  g_list_store_remove (G_LIST_STORE (proctor_test_get_chat_history (test)), 1);
  place = proctor_finding_dup_place (found->pdata[0], test);
  g_assert_null (place);
}

/* Whatever a server says, checking it ends. */
static void
test_wild (gconstpointer user_data)
{
  ProctorTestingWildness wildness = (ProctorTestingWildness) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (ProctorCheckContext) context = make_context (TOOLS | AGENT | VARIABLES | NEEDS_ROOM | ENVIRONMENTS | MODELS | JSON);
  const char *const kinds[] = { "llm", "tool", "simulation", NULL };

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (JsonNode) document = proctor_testing_random_document (rand, PROCTOR_TYPE_TEST, wildness);
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorTest) test = NULL;
      g_autoptr (GListModel) findings = NULL;

      if (kinds[i % 4] != NULL)
        json_object_set_string_member (json_node_get_object (document), "type", kinds[i % 4]);
      test = proctor_wire_read (PROCTOR_TYPE_TEST, document, &error);
      g_assert_no_error (error);
      findings = proctor_checks_run (test, i % 2 == 0 ? context : NULL);
      for (guint j = 0; j < g_list_model_get_n_items (findings); j++)
        {
          g_autoptr (ProctorFinding) finding = g_list_model_get_item (findings, j);
          g_autofree char *place = proctor_finding_dup_place (finding, test);

          g_assert_true (g_utf8_validate (proctor_finding_get_message (finding), -1, NULL));
          g_assert_nonnull (place);
        }
    }
}

/* How long it takes is only told. */
static void
test_long (void)
{
  g_autoptr (ProctorTest) test = make_test (PROCTOR_TEST_KIND_SIMULATION, "{}");
  g_autoptr (ProctorCheckContext) context = make_context (TOOLS | AGENT | VARIABLES | ENVIRONMENTS | MODELS | JSON);
  g_autoptr (ProctorTest) usual = make_test (PROCTOR_TEST_KIND_TOOL, "{}");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) found = NULL;
  gint64 begin;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, "A long and winding road. ");
  g_string_append (text, "{{guest}}");
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (ProctorTurn) turn = proctor_turn_new ();

      proctor_turn_set_message (turn, text->str);
      g_list_store_append (G_LIST_STORE (proctor_test_get_chat_history (test)), turn);
    }

  begin = g_get_monotonic_time ();
  found = find (test, context, "placeholder-unknown");
  g_test_message ("a long test: %.2f ms", (double) (g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpuint (found->len, ==, 1);

  begin = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    g_object_unref (proctor_checks_run (usual, context));
  g_test_message ("a usual test: %.4f ms", (double) (g_get_monotonic_time () - begin) / 100000);
}

/* All that costs time at once: every turn calls tools with much JSON, gets answers that nobody asked for, and names
 * placeholders that nobody knows. How long it takes is only told. */
static void
test_worst (void)
{
  g_autoptr (ProctorTest) test = make_test (PROCTOR_TEST_KIND_SIMULATION, "{}");
  g_autoptr (ProctorCheckContext) context = make_context (TOOLS | AGENT | VARIABLES | ENVIRONMENTS | MODELS | JSON);
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (GListModel) found = NULL;
  gint64 begin;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (json, "\"member_%u\": [%u, \"text\"],", i, i);
  g_string_append (json, "\"last\": null}");
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (ProctorTurn) turn = proctor_turn_new ();
      g_autoptr (ProctorToolCall) call = proctor_tool_call_new ();
      g_autoptr (ProctorToolResult) result = proctor_tool_result_new ();
      g_autofree char *id = g_strdup_printf ("call_%u", i);
      g_autofree char *message = g_strdup_printf ("{{one_%u}} and {{another_%u}}", i, i);

      proctor_turn_set_role (turn, "agent");
      proctor_turn_set_message (turn, message);
      proctor_tool_call_set_request_id (call, id);
      proctor_tool_call_set_tool_name (call, "find");
      proctor_tool_call_set_params_as_json (call, json->str);
      proctor_tool_result_set_request_id (result, "nobody");
      proctor_tool_result_set_result_value (result, json->str);
      g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_calls (turn)), call);
      g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_results (turn)), result);
      g_list_store_append (G_LIST_STORE (proctor_test_get_chat_history (test)), turn);
    }

  begin = g_get_monotonic_time ();
  found = proctor_checks_run (test, context);
  g_test_message ("the worst test: %.2f ms", (double) (g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpuint (g_list_model_get_n_items (found), >=, 600);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/checks/rule/%s/%u", cases[i].rule, i);

      g_test_add_data_func (path, &cases[i], test_rule);
    }
  g_test_add_func ("/checks/numbers", test_numbers);
  g_test_add_func ("/checks/table", test_table);
  g_test_add_func ("/checks/good", test_good);
  g_test_add_func ("/checks/order", test_order);
  g_test_add_func ("/checks/place-gone", test_place_gone);
  g_test_add_data_func ("/checks/tame", GINT_TO_POINTER (PROCTOR_TESTING_TAME), test_wild);
  g_test_add_data_func ("/checks/wild", GINT_TO_POINTER (PROCTOR_TESTING_WILD), test_wild);
  g_test_add_func ("/checks/long", test_long);
  g_test_add_func ("/checks/worst", test_worst);

  return g_test_run ();
}
