/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-engine.h"
#include "proctor-testing.h"

/* What a test has to look like, both sides of every limit. */

#define CREATE "/v1/convai/agent-testing/create"
#define TURN "{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}"
#define LLM "'type': 'llm', 'name': 'A', 'success_condition': 'Greets'"
#define TOOL "'type': 'tool', 'name': 'A'"
#define SIMULATION "'type': 'simulation', 'name': 'A', 'success_conditions': ['Is polite']"

typedef struct
{
  const char *name;
  const char *body;
  /* Where something is wrong with it, NULL if nothing is. */
  const char *place;
} Case;

static const Case cases[] = {
  { "llm", "{" LLM ", 'chat_history': [" TURN "]}", NULL },
  { "no-type", "{'name': 'A', 'success_condition': 'Greets', 'chat_history': [" TURN "]}", NULL },
  { "type-unknown", "{'name': 'A', 'type': 'audio'}", "body.type" },
  { "type-folder", "{'name': 'A', 'type': 'folder'}", "body.type" },
  { "type-number", "{'name': 'A', 'type': 1}", "body.type" },
  { "no-name", "{"
               "'type': 'simulation', 'success_conditions': ['x']}",
    "body.name" },
  { "name-blank", "{'type': 'simulation', 'success_conditions': ['x'], 'name': ' \\t\u2003'}", "body.name" },
  { "name-null", "{'type': 'simulation', 'success_conditions': ['x'], 'name': null}", "body.name" },
  { "name-number", "{'type': 'simulation', 'success_conditions': ['x'], 'name': 1}", "body.name" },
  { "list", "[]", "body" },
  { "no-json", "{", "body" },
  { "twice", "{'name': 'A', 'name': 'B'}", "body" },
  { "folder-unknown", "{" SIMULATION ", 'parent_folder_id': 'tfld_none'}", "body.parent_folder_id" },
  { "folder-number", "{" SIMULATION ", 'parent_folder_id': 1}", "body.parent_folder_id" },
  { "folder-null", "{" SIMULATION ", 'parent_folder_id': null}", NULL },
  { "variables-list", "{" SIMULATION ", 'dynamic_variables': []}", "body.dynamic_variables" },
  { "variables-any", "{" SIMULATION ", 'dynamic_variables': {'a': [{'b': null}], 'c': 1.5}}", NULL },
  { "source-number", "{" SIMULATION ", 'conversation_initiation_source': 1}", "body.conversation_initiation_source" },
  { "environment-number", "{" SIMULATION ", 'environment': 1}", "body.environment" },
  { "environment", "{" SIMULATION ", 'environment': 'staging'}", NULL },
  { "provenance", "{" SIMULATION ", 'from_conversation_metadata': {'conversation_id': 'c', 'agent_id': 'a', 'original_agent_reply': [" TURN "]}}", NULL },
  { "provenance-less", "{" SIMULATION ", 'from_conversation_metadata': {'agent_id': 'a'}}", "body.from_conversation_metadata.conversation_id" },
  { "provenance-turn", "{" SIMULATION ", 'from_conversation_metadata': {'conversation_id': 'c', 'agent_id': 'a', 'original_agent_reply': [{'role': 'user'}]}}",
    "body.from_conversation_metadata.original_agent_reply.0.time_in_call_secs" },
  { "unknown-members", "{" SIMULATION ", 'brand_new': {'a': [1, 2.5, null]}, 'id': 'mine', 'access_info': 3}", NULL },

  { "history-object", "{" LLM ", 'chat_history': {}}", "body.chat_history" },
  { "turn-number", "{" LLM ", 'chat_history': [1]}", "body.chat_history.0" },
  { "turn-no-role", "{" LLM ", 'chat_history': [{'time_in_call_secs': 0}]}", "body.chat_history.0.role" },
  { "turn-no-time", "{" LLM ", 'chat_history': [{'role': 'user'}]}", "body.chat_history.0.time_in_call_secs" },
  { "turn-time-text", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': '0'}]}", "body.chat_history.0.time_in_call_secs" },
  { "turn-role-unknown", "{" LLM ", 'chat_history': [{'role': 'system', 'time_in_call_secs': 0}]}", "body.chat_history.0.role" },
  { "turn-message-number", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': 1}]}", "body.chat_history.0.message" },
  { "turn-message-null", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': null}]}", NULL },
  { "turn-interrupted", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'interrupted': 'no'}]}", "body.chat_history.0.interrupted" },
  { "turn-calls", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'tool_calls': [{'request_id': 'r'}]}]}",
    "body.chat_history.0.tool_calls.0.params_as_json" },
  { "turn-results", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'tool_results': [{'request_id': 'r'}]}]}",
    "body.chat_history.0.tool_results.0.result_value" },
  { "turn-voices", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'multivoice_message': {'parts': [{}]}}]}",
    "body.chat_history.0.multivoice_message.parts.0.text" },
  { "turn-agent", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'agent_metadata': {}}]}", "body.chat_history.0.agent_metadata.agent_id" },
  { "turn-feedback", "{" LLM ", 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'feedback': {'score': 'meh', 'time_in_call_secs': 0}}]}",
    "body.chat_history.0.feedback.score" },

  { "llm-no-history", "{" LLM "}", "body.chat_history" },
  { "llm-empty-history", "{" LLM ", 'chat_history': []}", "body.chat_history" },
  { "llm-ends-on-agent", "{" LLM ", 'chat_history': [" TURN ", {'role': 'agent', 'time_in_call_secs': 1}]}", "body.chat_history" },
  { "llm-no-condition", "{'type': 'llm', 'name': 'A', 'chat_history': [" TURN "]}", "body.success_condition" },
  { "llm-blank-condition", "{'type': 'llm', 'name': 'A', 'success_condition': ' ', 'chat_history': [" TURN "]}", "body.success_condition" },
  { "llm-null-condition", "{'type': 'llm', 'name': 'A', 'success_condition': null, 'chat_history': [" TURN "]}", "body.success_condition" },
  { "llm-example", "{" LLM ", 'chat_history': [" TURN "], 'success_examples': [{'response': 'Hi', 'type': 'success'}],"
                   " 'failure_examples': [{'response': 'No', 'type': 'failure'}]}",
    NULL },
  { "llm-example-wrong-way", "{" LLM ", 'chat_history': [" TURN "], 'success_examples': [{'response': 'Hi', 'type': 'failure'}]}", "body.success_examples.0.type" },
  { "llm-example-no-type", "{" LLM ", 'chat_history': [" TURN "], 'failure_examples': [{'response': 'Hi'}]}", "body.failure_examples.0.type" },
  { "llm-example-text", "{" LLM ", 'chat_history': [" TURN "], 'success_examples': ['Hi']}", "body.success_examples.0" },

  { "tool", "{" TOOL "}", NULL },
  { "tool-null", "{" TOOL ", 'tool_call_parameters': null, 'check_any_tool_matches': null}", NULL },
  { "tool-ends-on-agent", "{" TOOL ", 'chat_history': [{'role': 'agent', 'time_in_call_secs': 1}]}", "body.chat_history" },
  { "tool-any-text", "{" TOOL ", 'check_any_tool_matches': 'yes'}", "body.check_any_tool_matches" },
  { "tool-there", "{" TOOL ", 'tool_call_parameters': {'referenced_tool': {'id': 'tool_1', 'type': 'webhook'}}}", NULL },
  { "tool-unknown", "{" TOOL ", 'tool_call_parameters': {'referenced_tool': {'id': 'tool_2', 'type': 'webhook'}}}", "body.tool_call_parameters.referenced_tool.id" },
  { "tool-other-type", "{" TOOL ", 'tool_call_parameters': {'referenced_tool': {'id': 'tool_1', 'type': 'client'}}}", "body.tool_call_parameters.referenced_tool.type" },
  { "tool-system", "{" TOOL ", 'tool_call_parameters': {'referenced_tool': {'id': 'end_call', 'type': 'system'}}}", NULL },
  { "tool-no-type", "{" TOOL ", 'tool_call_parameters': {'referenced_tool': {'id': 'tool_1'}}}", "body.tool_call_parameters.referenced_tool.type" },
  { "tool-absence", "{" TOOL ", 'tool_call_parameters': {'verify_absence': 1}}", "body.tool_call_parameters.verify_absence" },
  { "tool-transition", "{" TOOL ", 'tool_call_parameters': {'workflow_node_transition': {'type': 'node_id', 'agent_id': 'a', 'target_node_id': 'n'}}}", NULL },
  { "tool-transition-less", "{" TOOL ", 'tool_call_parameters': {'workflow_node_transition': {'agent_id': 'a'}}}",
    "body.tool_call_parameters.workflow_node_transition.target_node_id" },
  { "tool-parameters", "{" TOOL ", 'tool_call_parameters': {'parameters': [{'path': 'a', 'eval': {'type': 'anything'}},"
                       " {'path': 'b', 'eval': {'type': 'exact', 'expected_value': ''}}, {'path': 'c', 'eval': {'type': 'regex', 'pattern': '^a+$'}},"
                       " {'path': 'd', 'eval': {'type': 'llm', 'description': 'x'}}]}}",
    NULL },
  { "tool-no-path", "{" TOOL ", 'tool_call_parameters': {'parameters': [{'eval': {'type': 'anything'}}]}}", "body.tool_call_parameters.parameters.0.path" },
  { "tool-no-eval", "{" TOOL ", 'tool_call_parameters': {'parameters': [{'path': 'a'}]}}", "body.tool_call_parameters.parameters.0.eval" },
  { "tool-eval-unknown", "{" TOOL ", 'tool_call_parameters': {'parameters': [{'path': 'a', 'eval': {'type': 'fuzzy'}}]}}",
    "body.tool_call_parameters.parameters.0.eval.type" },
  { "tool-exact-number", "{" TOOL ", 'tool_call_parameters': {'parameters': [{'path': 'a', 'eval': {'type': 'exact', 'expected_value': 1}}]}}",
    "body.tool_call_parameters.parameters.0.eval.expected_value" },
  { "tool-llm-less", "{" TOOL ", 'tool_call_parameters': {'parameters': [{'path': 'a', 'eval': {'type': 'llm'}}]}}",
    "body.tool_call_parameters.parameters.0.eval.description" },
  { "tool-regex-broken", "{" TOOL ", 'tool_call_parameters': {'parameters': [{'path': 'a', 'eval': {'type': 'regex', 'pattern': '('}}]}}",
    "body.tool_call_parameters.parameters.0.eval.pattern" },

  { "simulation", "{" SIMULATION "}", NULL },
  { "simulation-old", "{'type': 'simulation', 'name': 'A', 'success_condition': 'x'}", NULL },
  { "simulation-none", "{'type': 'simulation', 'name': 'A'}", "body.success_conditions" },
  { "simulation-blank", "{'type': 'simulation', 'name': 'A', 'success_condition': ' ', 'success_conditions': ['']}", "body.success_conditions" },
  { "simulation-condition-number", "{'type': 'simulation', 'name': 'A', 'success_conditions': ['a', 1]}", "body.success_conditions.1" },
  { "simulation-ends-on-agent", "{" SIMULATION ", 'chat_history': [{'role': 'agent', 'time_in_call_secs': 1}]}", NULL },
  { "turns-0", "{" SIMULATION ", 'simulation_max_turns': 0}", "body.simulation_max_turns" },
  { "turns-1", "{" SIMULATION ", 'simulation_max_turns': 1}", NULL },
  { "turns-50", "{" SIMULATION ", 'simulation_max_turns': 50}", NULL },
  { "turns-51", "{" SIMULATION ", 'simulation_max_turns': 51}", "body.simulation_max_turns" },
  { "turns-text", "{" SIMULATION ", 'simulation_max_turns': '5'}", "body.simulation_max_turns" },
  { "scenario-null", "{" SIMULATION ", 'simulation_scenario': null}", "body.simulation_scenario" },
  { "simulation-environment", "{" SIMULATION ", 'simulation_environment': []}", "body.simulation_environment" },
  { "model-unknown", "{" SIMULATION ", 'evaluation_model': 'some-model', 'simulated_user_model': null}", NULL },
  { "model-number", "{" SIMULATION ", 'evaluation_model': 4}", "body.evaluation_model" },
  { "mocked", "{" SIMULATION ", 'tool_mock_config': {'mocking_strategy': 'selected', 'fallback_strategy': 'call_real_tool', 'mocked_tool_ids': ['tool_1']}}", NULL },
  { "mocked-unknown", "{" SIMULATION ", 'tool_mock_config': {'mocked_tool_ids': ['tool_1', 'tool_2']}}", "body.tool_mock_config.mocked_tool_ids.1" },
  { "mocked-number", "{" SIMULATION ", 'tool_mock_config': {'mocked_tool_ids': [1]}}", "body.tool_mock_config.mocked_tool_ids.0" },
  { "strategy", "{" SIMULATION ", 'tool_mock_config': {'mocking_strategy': 'some'}}", "body.tool_mock_config.mocking_strategy" },
  { "fallback", "{" SIMULATION ", 'tool_mock_config': {'fallback_strategy': 'guess'}}", "body.tool_mock_config.fallback_strategy" },
  { "mocks", "{" SIMULATION ", 'tool_mock_overrides': {'tool_9': [{'mock_result': 'x', 'parameter_conditions': [{'path': 'a', 'eval': {'type': 'anything'}}]}]}}", NULL },
  { "mocks-no-list", "{" SIMULATION ", 'tool_mock_overrides': {'tool_9': {}}}", "body.tool_mock_overrides.tool_9" },
  { "mocks-no-result", "{" SIMULATION ", 'tool_mock_overrides': {'tool_9': [{}]}}", "body.tool_mock_overrides.tool_9.0.mock_result" },
  { "mocks-error-text", "{" SIMULATION ", 'tool_mock_overrides': {'tool_9': [{'mock_result': 'x', 'is_error': 'no'}]}}", "body.tool_mock_overrides.tool_9.0.is_error" },
  { "mocks-regex-broken", "{" SIMULATION ", 'tool_mock_overrides': {'tool_9': [{'mock_result': 'x', 'parameter_conditions':"
                          " [{'path': 'a', 'eval': {'type': 'regex', 'pattern': '['}}]}]}}",
    "body.tool_mock_overrides.tool_9.0.parameter_conditions.0.eval.pattern" },
};

static void
check (ProctorTestingEngine *engine,
       const Case *one)
{
  g_test_message ("%s", one->name);
  if (one->place != NULL)
    proctor_testing_engine_assert_refused (engine, one->place, "POST", CREATE, "%s", one->body);
  else
    proctor_testing_engine_assert_status (engine, 200, "POST", CREATE, "%s", one->body);
}

static guint
count_tests (ProctorTestingEngine *engine)
{
  g_autoptr (JsonObject) page = proctor_testing_engine_get (engine, "/v1/convai/agent-testing?page_size=100");

  g_assert_false (json_object_get_boolean_member (page, "has_more"));

  return json_array_get_length (json_object_get_array_member (page, "tests"));
}

static void
test_create (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  guint n_good = 0;

  proctor_testing_engine_add_agent (engine);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check (engine, &cases[i]);
      n_good += cases[i].place == NULL;
    }
  g_assert_cmpuint (count_tests (engine), ==, n_good);
}

/* The same rules hold when a test is replaced, but for its type. */
static void
test_replace (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *id = proctor_testing_engine_make (engine, CREATE, "{" SIMULATION "}");
  g_autofree char *path = g_strconcat ("/v1/convai/agent-testing/", id, NULL);

  proctor_testing_engine_add_agent (engine);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* The API's description lists all models there are; the engine's are whatever it is given. */
      if (g_str_equal (cases[i].name, "model-unknown"))
        continue;
      if (g_str_has_prefix (cases[i].name, "llm") || g_str_has_prefix (cases[i].name, "tool") || strstr (cases[i].body, "'simulation'") == NULL)
        continue;
      g_test_message ("%s", cases[i].name);
      if (cases[i].place != NULL)
        proctor_testing_engine_assert_refused (engine, cases[i].place, "PUT", path, "%s", cases[i].body);
      else
        proctor_testing_engine_assert_status (engine, 200, "PUT", path, "%s", cases[i].body);
    }
  proctor_testing_engine_assert_refused (engine, "body.type", "PUT", path, "{" TOOL "}");
  proctor_testing_engine_assert_status (engine, 200, "PUT", path, "{'name': 'B', 'success_condition': 'x'}");
}

static char *
repeat (const char *item,
        guint times)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      g_string_append (text, item);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_amounts (void)
{
  const struct
  {
    const char *format;
    const char *item;
    guint most;
    const char *place;
  } amounts[] = {
    { "{" LLM ", 'chat_history': [%s]}", TURN, 200, "body.chat_history" },
    { "{" SIMULATION ", 'chat_history': [%s]}", TURN, 200, "body.chat_history" },
    { "{" LLM ", 'chat_history': [" TURN "], 'success_examples': [%s]}", "{'response': 'x', 'type': 'success'}", 5, "body.success_examples" },
    { "{" LLM ", 'chat_history': [" TURN "], 'failure_examples': [%s]}", "{'response': 'x', 'type': 'failure'}", 5, "body.failure_examples" },
    { "{'type': 'simulation', 'name': 'A', 'success_conditions': [%s]}", "'x'", 30, "body.success_conditions" },
  };
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *enough = repeat (amounts[i].item, amounts[i].most);
      g_autofree char *too_many = repeat (amounts[i].item, amounts[i].most + 1);
      g_auto (GStrv) parts = g_strsplit (amounts[i].format, "%s", 2);

      proctor_testing_engine_assert_status (engine, 200, "POST", CREATE, "%s%s%s", parts[0], enough, parts[1]);
      proctor_testing_engine_assert_refused (engine, amounts[i].place, "POST", CREATE, "%s%s%s", parts[0], too_many, parts[1]);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/engine/test-rules/create", test_create);
  g_test_add_func ("/engine/test-rules/replace", test_replace);
  g_test_add_func ("/engine/test-rules/amounts", test_amounts);

  return g_test_run ();
}
