/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-make.h"
#include "proctor-drafts.h"
#include "proctor-edit-list.h"
#include "proctor-picker-row.h"
#include "proctor-test-editor.h"
#include "proctor-testing-draft.h"
#include "proctor-ui.h"
#include "testing-field.h"
#include "testing-view.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Every field of every kind: what is set in the editor is what the engine has afterwards, and nothing else has
 * changed, also of what this version of Proctor doesn't know. */

#define COMMON "'novelty': {'a': 2.50, 'list': [1, null]}, 'environment': 'production', 'conversation_initiation_source': 'widget',"           \
               " 'dynamic_variables': {'guest_name': 'Sam', 'nights': 2, 'vip': true, 'stay': {'from': '14 March'}},"                          \
               " 'from_conversation_metadata': {'conversation_id': 'conv_1', 'agent_id': 'agent_1', 'original_agent_reply': [], 'future': 1}," \
               " 'chat_history': [{'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0, 'novelty': 1}, {'role': 'user', 'message': 'A room, please.', 'time_in_call_secs': 3}]"

#define REPLY "{'type': 'llm', 'name': 'First', 'success_condition': 'It is polite.'," \
              " 'success_examples': [{'response': 'Gladly.', 'type': 'success', 'novelty': 1}], 'failure_examples': [{'response': 'No.', 'type': 'failure', 'novelty': 2}], " COMMON "}"

#define TOOL "{'type': 'tool', 'name': 'First', 'check_any_tool_matches': false, 'tool_call_parameters': {'novelty': 3, 'verify_absence': false,"                                              \
             " 'referenced_tool': {'id': 'transfer_to_number', 'type': 'system', 'novelty': 4}, 'parameters': ["                                                                               \
             "{'path': 'number', 'novelty': 5, 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 6}}, {'path': 'reason', 'eval': {'type': 'regex', 'pattern': '^a', 'novelty': 7}}," \
             "{'path': 'mood', 'eval': {'type': 'llm', 'description': 'It is angry.'}}, {'path': 'other', 'eval': {'type': 'anything'}}]}, " COMMON "}"

#define NODE "{'type': 'tool', 'name': 'First', 'tool_call_parameters': {'novelty': 3, 'verify_absence': false, 'parameters': []," \
             " 'workflow_node_transition': {'type': 'node_id', 'agent_id': 'agent_1', 'target_node_id': 'node_1', 'novelty': 8}}, " COMMON "}"

#define ABSENCE "{'type': 'tool', 'name': 'First', 'tool_call_parameters': {'novelty': 3, 'verify_absence': false, 'parameters': []," \
                " 'referenced_tool': {'id': 'transfer_to_number', 'type': 'system', 'novelty': 4}}, " COMMON "}"

#define SELECTED "{'type': 'simulation', 'name': 'First', 'simulation_scenario': 'You are Sam.', 'simulation_max_turns': 8, 'success_conditions': ['It greets.']," \
                 " 'tool_mock_config': {'mocking_strategy': 'all', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': [], 'novelty': 9}, " COMMON "}"

#define SIMULATION "{'type': 'simulation', 'name': 'First', 'simulation_scenario': 'You are Sam.', 'simulation_max_turns': 8, 'success_conditions': ['It greets.'], 'success_condition': 'It is polite.'," \
                   " 'simulation_environment': 'production', 'evaluation_model': 'claude-sonnet-4-6', 'simulated_user_model': 'claude-sonnet-4-6',"                                                        \
                   " 'tool_mock_config': {'mocking_strategy': 'all', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': [], 'novelty': 9},"                                                            \
                   " 'tool_mock_overrides': {'tool_1': [{'mock_result': '{}', 'is_error': false, 'novelty': 10, 'parameter_conditions': [{'path': 'number', 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 11}}]}]}, " COMMON "}"

#define EXAMPLES "{'type': 'llm', 'name': 'First', 'success_condition': 'It is polite.',"                                                                      \
                 " 'success_examples': [{'response': 'Gladly.', 'type': 'success', 'novelty': 1}, {'response': 'At once.', 'type': 'success', 'novelty': 2}]," \
                 " 'failure_examples': [{'response': 'No.', 'type': 'failure', 'novelty': 3}, {'response': 'Never.', 'type': 'failure', 'novelty': 4}], " COMMON "}"

/* A tool that there is, and what it isn't. */
#define STRANGE "{'type': 'tool', 'name': 'First', 'tool_call_parameters': {'novelty': 3, 'verify_absence': false, 'parameters': []," \
                " 'referenced_tool': {'id': 'tool_1', 'type': 'system', 'novelty': 4}}, " COMMON "}"

#define CONDITION_1 "{'path': 'number', 'novelty': 15, 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 16}}"
#define CONDITION_2 "{'path': 'reason', 'novelty': 17, 'eval': {'type': 'regex', 'pattern': '^a', 'novelty': 18}}"
#define ANSWER_1 "{'mock_result': '{}', 'is_error': false, 'novelty': 10, 'parameter_conditions': [" CONDITION_1 ", " CONDITION_2 "]}"
#define ANSWER_2 "{'mock_result': '[]', 'is_error': true, 'novelty': 11, 'parameter_conditions': []}"
#define ANSWER_3 "{'mock_result': '1', 'is_error': false, 'novelty': 12, 'parameter_conditions': []}"

#define MOCKS "{'type': 'simulation', 'name': 'First', 'simulation_scenario': 'You are Sam.', 'simulation_max_turns': 8, 'success_conditions': ['It greets.', 'It helps.', 'It thanks.']," \
              " 'tool_mock_config': {'mocking_strategy': 'selected', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': ['tool_1', 'tool_2'], 'novelty': 9},"                          \
              " 'tool_mock_overrides': {'tool_1': [" ANSWER_1 ", " ANSWER_2 "], 'tool_2': [" ANSWER_3 "]}, " COMMON "}"

/* What is added is done as the button at the list's end does it. */
#define ADD "add"

/* A row without actions has a button that removes it. */
#define PRESS "press"

/**
 * Field:
 * @name: which it is
 * @document: what the test is before
 * @place: which field is gone to
 * @value: (nullable): what is set there, or in what was added, as somebody would
 * @member: (nullable): what has changed then, the place where it is %NULL
 * @json: (nullable): what it has become, the value as a text where it is %NULL
 * @deed: (nullable): what is done to the list of things that it is in
 */
typedef struct
{
  const char *name;
  const char *document;
  const char *place;
  const char *value;
  const char *member;
  const char *json;
  const char *deed;
} Field;

static const Field fields[] = {
  { "reply/name", REPLY, "name", "Second", NULL, NULL },
  { "reply/condition", REPLY, "success_condition", "It is “brief” 😀.", NULL, NULL },
  { "reply/success-example", REPLY, "success_examples/0/response", "With pleasure.\nAnd you?", NULL, NULL },
  { "reply/failure-example", REPLY, "failure_examples/0/response", "Never.", NULL, NULL },
  { "reply/environment", REPLY, "environment", "staging", NULL, NULL },
  { "reply/channel", REPLY, "conversation_initiation_source", "whatsapp", NULL, NULL },
  { "reply/variable", REPLY, "dynamic_variables/guest_name", "Robin", NULL, NULL },
  { "reply/number", REPLY, "dynamic_variables/nights", "3.50", NULL, "3.50" },
  { "reply/yes-no", REPLY, "dynamic_variables/vip", "false", NULL, "false" },
  { "reply/json", REPLY, "dynamic_variables/stay", "[1, 2]", NULL, "[1, 2]" },
  { "tool/tool", TOOL, "tool_call_parameters/referenced_tool/id", "end_call", NULL, NULL },
  { "tool/absence", ABSENCE, "tool_call_parameters/verify_absence", "absence", NULL, "true" },
  { "tool/any-match", TOOL, "check_any_tool_matches", "true", NULL, "true" },
  { "tool/path", TOOL, "tool_call_parameters/parameters/0/path", "digits", NULL, NULL },
  { "tool/exact", TOOL, "tool_call_parameters/parameters/0/eval/expected_value", "2", NULL, NULL },
  { "tool/pattern", TOOL, "tool_call_parameters/parameters/1/eval/pattern", "^b+$", NULL, NULL },
  { "tool/description", TOOL, "tool_call_parameters/parameters/2/eval/description", "It is glad.", NULL, NULL },
  { "tool/node-agent", NODE, "tool_call_parameters/workflow_node_transition/agent_id", "agent_2", NULL, NULL },
  { "tool/node", NODE, "tool_call_parameters/workflow_node_transition/target_node_id", "node_2", NULL, NULL },
  { "simulation/scenario", SIMULATION, "simulation_scenario", "You are Robin.", NULL, NULL },
  { "simulation/conditions", SIMULATION, "success_conditions", "It says goodbye.", NULL, "['It says goodbye.']" },
  { "simulation/condition", SIMULATION, "success_condition", "It is brief.", NULL, NULL },
  { "simulation/turns", SIMULATION, "simulation_max_turns", "12", NULL, "12" },
  { "simulation/environment", SIMULATION, "simulation_environment", "staging", NULL, NULL },
  { "simulation/judge", SIMULATION, "evaluation_model", "a-model-of-tomorrow", NULL, NULL },
  { "simulation/user", SIMULATION, "simulated_user_model", "a-model-of-tomorrow", NULL, NULL },
  { "simulation/strategy", SIMULATION, "tool_mock_config/mocking_strategy", "none", NULL, NULL },
  { "simulation/fallback", SIMULATION, "tool_mock_config/fallback_strategy", "call_real_tool", NULL, NULL },
  { "simulation/selected", SELECTED, "tool_mock_config/mocking_strategy", "none", NULL, NULL },
  { "simulation/answer", SIMULATION, "tool_mock_overrides/tool_1/0/mock_result", "{\"a\": 1}", NULL, NULL },
  { "simulation/error", SIMULATION, "tool_mock_overrides/tool_1/0/is_error", "true", NULL, "true" },
  { "simulation/argument", SIMULATION, "tool_mock_overrides/tool_1/0/parameter_conditions/0/path", "digits", NULL, NULL },
  { "simulation/expected", SIMULATION, "tool_mock_overrides/tool_1/0/parameter_conditions/0/eval/expected_value", "2", NULL, NULL },
  { "simulation/turn-added", SIMULATION, "chat_history/1/message", "Thanks.", "chat_history", "[{'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0, 'novelty': 1}, {'role': 'user', 'message': 'A room, please.', 'time_in_call_secs': 3}, {'role': 'agent', 'message': 'Thanks.', 'time_in_call_secs': 3}]", "turn.add-below" },
  { "simulation/turn-removed", SIMULATION, "chat_history/0/message", NULL, "chat_history", "[{'role': 'user', 'message': 'A room, please.', 'time_in_call_secs': 3}]", "turn.delete" },
  { "simulation/turn-up", SIMULATION, "chat_history/1/message", NULL, "chat_history", "[{'role': 'user', 'message': 'A room, please.', 'time_in_call_secs': 3}, {'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0, 'novelty': 1}]", "turn.move-up" },
  { "simulation/turn-down", SIMULATION, "chat_history/0/message", NULL, "chat_history", "[{'role': 'user', 'message': 'A room, please.', 'time_in_call_secs': 3}, {'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0, 'novelty': 1}]", "turn.move-down" },
  { "simulation/turn-copied", SIMULATION, "chat_history/0/message", NULL, "chat_history", "[{'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0, 'novelty': 1}, {'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0, 'novelty': 1}, {'role': 'user', 'message': 'A room, please.', 'time_in_call_secs': 3}]", "turn.duplicate" },
  { "reply/success-added", EXAMPLES, "success_examples/0/response", "Of course.", "success_examples", "[{'response': 'Gladly.', 'type': 'success', 'novelty': 1}, {'response': 'At once.', 'type': 'success', 'novelty': 2}, {'response': 'Of course.', 'type': 'success'}]", ADD },
  { "reply/success-removed", EXAMPLES, "success_examples/0/response", NULL, "success_examples", "[{'response': 'At once.', 'type': 'success', 'novelty': 2}]", "row.remove" },
  { "reply/success-up", EXAMPLES, "success_examples/1/response", NULL, "success_examples", "[{'response': 'At once.', 'type': 'success', 'novelty': 2}, {'response': 'Gladly.', 'type': 'success', 'novelty': 1}]", "row.move-up" },
  { "reply/success-down", EXAMPLES, "success_examples/0/response", NULL, "success_examples", "[{'response': 'At once.', 'type': 'success', 'novelty': 2}, {'response': 'Gladly.', 'type': 'success', 'novelty': 1}]", "row.move-down" },
  { "reply/failure-added", EXAMPLES, "failure_examples/0/response", "Of course.", "failure_examples", "[{'response': 'No.', 'type': 'failure', 'novelty': 3}, {'response': 'Never.', 'type': 'failure', 'novelty': 4}, {'response': 'Of course.', 'type': 'failure'}]", ADD },
  { "reply/failure-removed", EXAMPLES, "failure_examples/0/response", NULL, "failure_examples", "[{'response': 'Never.', 'type': 'failure', 'novelty': 4}]", "row.remove" },
  { "reply/failure-up", EXAMPLES, "failure_examples/1/response", NULL, "failure_examples", "[{'response': 'Never.', 'type': 'failure', 'novelty': 4}, {'response': 'No.', 'type': 'failure', 'novelty': 3}]", "row.move-up" },
  { "reply/failure-down", EXAMPLES, "failure_examples/0/response", NULL, "failure_examples", "[{'response': 'Never.', 'type': 'failure', 'novelty': 4}, {'response': 'No.', 'type': 'failure', 'novelty': 3}]", "row.move-down" },
  { "tool/known", TOOL, "tool_call_parameters/referenced_tool/id", "tool_2", "tool_call_parameters/referenced_tool", "{'id': 'tool_2', 'type': 'client', 'novelty': 4}" },
  { "tool/kind", STRANGE, "tool_call_parameters/referenced_tool/type", "client", NULL, NULL },
  { "tool/check-to-pattern", TOOL, "tool_call_parameters/parameters/0/eval/type", "regex", "tool_call_parameters/parameters/0/eval", "{'type': 'regex', 'pattern': '1', 'novelty': 6}" },
  { "tool/check-to-model", TOOL, "tool_call_parameters/parameters/1/eval/type", "llm", "tool_call_parameters/parameters/1/eval", "{'type': 'llm', 'description': '^a', 'novelty': 7}" },
  { "tool/check-to-text", TOOL, "tool_call_parameters/parameters/2/eval/type", "exact", "tool_call_parameters/parameters/2/eval", "{'type': 'exact', 'expected_value': 'It is angry.'}" },
  { "tool/check-to-anything", TOOL, "tool_call_parameters/parameters/0/eval/type", "anything", "tool_call_parameters/parameters/0/eval", "{'type': 'anything', 'novelty': 6}" },
  { "tool/check-added", TOOL, "tool_call_parameters/parameters/0/path", "digits", "tool_call_parameters/parameters", "[{'path': 'number', 'novelty': 5, 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 6}}, {'path': 'reason', 'eval': {'type': 'regex', 'pattern': '^a', 'novelty': 7}}, {'path': 'mood', 'eval': {'type': 'llm', 'description': 'It is angry.'}}, {'path': 'other', 'eval': {'type': 'anything'}}, {'path': 'digits', 'eval': {'type': 'anything'}}]", ADD },
  { "tool/check-removed", TOOL, "tool_call_parameters/parameters/1/path", NULL, "tool_call_parameters/parameters", "[{'path': 'number', 'novelty': 5, 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 6}}, {'path': 'mood', 'eval': {'type': 'llm', 'description': 'It is angry.'}}, {'path': 'other', 'eval': {'type': 'anything'}}]", "row.remove" },
  { "tool/check-up", TOOL, "tool_call_parameters/parameters/3/path", NULL, "tool_call_parameters/parameters", "[{'path': 'number', 'novelty': 5, 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 6}}, {'path': 'reason', 'eval': {'type': 'regex', 'pattern': '^a', 'novelty': 7}}, {'path': 'other', 'eval': {'type': 'anything'}}, {'path': 'mood', 'eval': {'type': 'llm', 'description': 'It is angry.'}}]", "row.move-up" },
  { "tool/check-down", TOOL, "tool_call_parameters/parameters/0/path", NULL, "tool_call_parameters/parameters", "[{'path': 'reason', 'eval': {'type': 'regex', 'pattern': '^a', 'novelty': 7}}, {'path': 'number', 'novelty': 5, 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 6}}, {'path': 'mood', 'eval': {'type': 'llm', 'description': 'It is angry.'}}, {'path': 'other', 'eval': {'type': 'anything'}}]", "row.move-down" },
  { "simulation/condition-added", MOCKS, "success_conditions/0", "It waves.", "success_conditions", "['It greets.', 'It helps.', 'It thanks.', 'It waves.']", ADD },
  { "simulation/condition-changed", MOCKS, "success_conditions/1", "It waves.", "success_conditions", "['It greets.', 'It waves.', 'It thanks.']" },
  { "simulation/condition-removed", MOCKS, "success_conditions/1", NULL, "success_conditions", "['It greets.', 'It thanks.']", "row.remove" },
  { "simulation/condition-up", MOCKS, "success_conditions/2", NULL, "success_conditions", "['It greets.', 'It thanks.', 'It helps.']", "row.move-up" },
  { "simulation/condition-down", MOCKS, "success_conditions/0", NULL, "success_conditions", "['It helps.', 'It greets.', 'It thanks.']", "row.move-down" },
  { "simulation/mocked-tool-added", MOCKS, "tool_mock_config/mocked_tool_ids", "tool_3", "tool_mock_config/mocked_tool_ids", "['tool_1', 'tool_2', 'tool_3']" },
  { "simulation/mocked-tool-removed", MOCKS, "tool_mock_config/mocked_tool_ids/0", NULL, "tool_mock_config/mocked_tool_ids", "['tool_2']", PRESS },
  { "simulation/override-key", MOCKS, "tool_mock_overrides/tool_2/[key]", "tool_3", "tool_mock_overrides", "{'tool_1': [" ANSWER_1 ", " ANSWER_2 "], 'tool_3': [" ANSWER_3 "]}" },
  { "simulation/override-added", MOCKS, "tool_mock_overrides/tool_1/[key]", "tool_3", "tool_mock_overrides", "{'tool_1': [" ANSWER_1 ", " ANSWER_2 "], 'tool_2': [" ANSWER_3 "], 'tool_3': [{'mock_result': ''}]}", ADD },
  { "simulation/override-removed", MOCKS, "tool_mock_overrides/tool_2/[key]", NULL, "tool_mock_overrides", "{'tool_1': [" ANSWER_1 ", " ANSWER_2 "]}", "row.remove" },
  { "simulation/answer-added", MOCKS, "tool_mock_overrides/tool_1/0/mock_result", "2", "tool_mock_overrides/tool_1", "[" ANSWER_1 ", " ANSWER_2 ", {'mock_result': '2'}]", ADD },
  { "simulation/answer-removed", MOCKS, "tool_mock_overrides/tool_1/0/mock_result", NULL, "tool_mock_overrides/tool_1", "[" ANSWER_2 "]", "row.remove" },
  { "simulation/answer-up", MOCKS, "tool_mock_overrides/tool_1/1/mock_result", NULL, "tool_mock_overrides/tool_1", "[" ANSWER_2 ", " ANSWER_1 "]", "row.move-up" },
  { "simulation/answer-down", MOCKS, "tool_mock_overrides/tool_1/0/mock_result", NULL, "tool_mock_overrides/tool_1", "[" ANSWER_2 ", " ANSWER_1 "]", "row.move-down" },
  { "simulation/argument-check", MOCKS, "tool_mock_overrides/tool_1/0/parameter_conditions/0/eval/type", "regex", "tool_mock_overrides/tool_1/0/parameter_conditions/0/eval", "{'type': 'regex', 'pattern': '1', 'novelty': 16}" },
  { "simulation/argument-added", MOCKS, "tool_mock_overrides/tool_1/0/parameter_conditions/0/path", "digits", "tool_mock_overrides/tool_1/0/parameter_conditions", "[" CONDITION_1 ", " CONDITION_2 ", {'path': 'digits', 'eval': {'type': 'exact', 'expected_value': ''}}]", ADD },
  { "simulation/argument-removed", MOCKS, "tool_mock_overrides/tool_1/0/parameter_conditions/0/path", NULL, "tool_mock_overrides/tool_1/0/parameter_conditions", "[" CONDITION_2 "]", "row.remove" },
  { "simulation/argument-up", MOCKS, "tool_mock_overrides/tool_1/0/parameter_conditions/1/path", NULL, "tool_mock_overrides/tool_1/0/parameter_conditions", "[" CONDITION_2 ", " CONDITION_1 "]", "row.move-up" },
  { "simulation/argument-down", MOCKS, "tool_mock_overrides/tool_1/0/parameter_conditions/0/path", NULL, "tool_mock_overrides/tool_1/0/parameter_conditions", "[" CONDITION_2 ", " CONDITION_1 "]", "row.move-down" },
};

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(ProctorDraft **) user_data = proctor_drafts_open_finish (PROCTOR_DRAFTS (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static ProctorDraft *
open_draft (ProctorSession *session,
            const char *test_id)
{
  ProctorDraft *draft = NULL;

  proctor_drafts_open_async (proctor_session_get_drafts (session), test_id, NULL, opened_cb, &draft);
  proctor_testing_wait_for ("the test", is_set, &draft);

  return draft;
}

static void
set_member (JsonNode *root,
            const char *place,
            JsonNode *value)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  guint n_steps = g_strv_length (steps);
  JsonNode *node = root;

  for (guint i = 0; i + 1 < n_steps; i++)
    {
      node = JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_element (json_node_get_array (node), (guint) g_ascii_strtoull (steps[i], NULL, 10)) : json_object_get_member (json_node_get_object (node), steps[i]);
      g_assert_nonnull (node);
    }
  g_assert_true (json_object_has_member (json_node_get_object (node), steps[n_steps - 1]));
  json_object_set_member (json_node_get_object (node), steps[n_steps - 1], value);
}

/* What the test is to be: what it was, but for the one member. */
static JsonNode *
make_expected (const char *before,
               const Field *field)
{
  g_autoptr (JsonNode) expected = json_from_string (before, NULL);
  JsonNode *value;

  if (field->json != NULL)
    {
      g_autofree char *json = g_strdelimit (g_strdup (field->json), "'", '"');

      value = json_from_string (json, NULL);
    }
  else
    value = json_node_init_string (json_node_alloc (), field->value);
  g_assert_nonnull (value);
  set_member (expected, field->member != NULL ? field->member : field->place, value);

  return g_steal_pointer (&expected);
}

static guint
count_novelties (const char *text)
{
  guint n = 0;

  while ((text = strstr (text, "novelty")) != NULL)
    {
      text++;
      n++;
    }

  return n;
}

static gboolean
is_saved (gpointer user_data)
{
  return !proctor_draft_is_saving (user_data);
}

static void
assert_saved (ClientEngine *engine,
              const char *id,
              JsonNode *expected)
{
  g_autoptr (ProctorSession) session = testing_view_make_session (engine);
  g_autoptr (ProctorDraft) draft = open_draft (session, id);
  g_autofree char *text = proctor_testing_draft_dup_text (draft);
  g_autoptr (JsonNode) saved = json_from_string (text, NULL);

  if (!json_node_equal (saved, expected))
    {
      g_autofree char *wanted = json_to_string (expected, TRUE);

      g_test_message ("%s\nis not\n%s", text, wanted);
      g_test_fail ();
    }
}

typedef struct
{
  ProctorTestEditor *editor;
  GtkWidget *window;
  const char *place;
} Way;

/* Where a place isn't shown yet one is led to what is nearest: to a tool's entry instead of its kind. */
static gboolean
can_focus (gpointer user_data)
{
  Way *way = user_data;

  return proctor_test_editor_focus_place (way->editor, way->place) && !(g_str_has_suffix (way->place, "/type") && GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (way->window))));
}

typedef struct
{
  GtkWidget *window;
  GtkWidget *focus;
} Focus;

static gboolean
has_gone_on (gpointer user_data)
{
  Focus *focus = user_data;
  GtkWidget *now = gtk_window_get_focus (GTK_WINDOW (focus->window));

  return now != NULL && now != focus->focus;
}

/* Of which kind a tool is becomes known with the list of tools. */
static gboolean
knows_tool (gpointer user_data)
{
  Way *way = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (way->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, PROCTOR_TYPE_PICKER_ROW) : NULL;

  return row != NULL && proctor_picker_row_find_chosen (PROCTOR_PICKER_ROW (row)) != NULL;
}

/* Goes there, and does there what somebody would. Some of it shows only when it is known which tools there are. */
static void
do_deed (ProctorTestEditor *editor,
         GtkWidget *window,
         const Field *field)
{
  Way way = { editor, window, field->place };
  Focus focus = { window, NULL };

  proctor_testing_wait_for ("the field", can_focus, &way);
  if (g_str_equal (field->name, "tool/known"))
    proctor_testing_wait_for ("the tools", knows_tool, &way);
  focus.focus = gtk_window_get_focus (GTK_WINDOW (window));
  if (g_strcmp0 (field->deed, ADD) == 0)
    {
      GtkWidget *list = gtk_widget_get_ancestor (focus.focus, PROCTOR_TYPE_EDIT_LIST);

      g_assert_nonnull (list);
      g_signal_emit_by_name (gtk_widget_get_template_child (list, PROCTOR_TYPE_EDIT_LIST, "add_button"), "clicked");
    }
  else if (g_strcmp0 (field->deed, PRESS) == 0)
    g_signal_emit_by_name (testing_view_find (focus.focus, GTK_TYPE_BUTTON, 0), "clicked");
  else if (field->deed != NULL)
    g_assert_true (gtk_widget_activate_action (focus.focus, field->deed, NULL));
  if (field->deed != NULL && field->value != NULL)
    proctor_testing_wait_for ("what was added", has_gone_on, &focus);
  if (field->value != NULL)
    testing_field_set (gtk_window_get_focus (GTK_WINDOW (window)), field->value);
}

static void
try_field (ClientEngine *engine,
           const Field *field)
{
  g_autofree char *id = client_engine_make_test (engine, field->document, NULL);
  ProctorSession *session = testing_view_make_session (engine);
  ProctorDraft *draft = open_draft (session, id);
  g_autofree char *before = proctor_testing_draft_dup_text (draft);
  g_autoptr (JsonNode) expected = make_expected (before, field);
  GtkWidget *editor = g_object_ref_sink (proctor_test_editor_new ());
  GtkWidget *window = testing_view_open (editor, 640, 760);

  /* What nobody knows has come as far as here. */
  g_assert_cmpuint (count_novelties (before), ==, count_novelties (field->document));
  proctor_test_editor_set_session (PROCTOR_TEST_EDITOR (editor), session);
  proctor_test_editor_set_draft (PROCTOR_TEST_EDITOR (editor), draft);
  gtk_test_widget_wait_for_draw (window);
  do_deed (PROCTOR_TEST_EDITOR (editor), window, field);
  g_assert_true (proctor_draft_is_modified (draft));
  g_assert_true (proctor_test_editor_save (PROCTOR_TEST_EDITOR (editor)));
  proctor_testing_wait_for ("the save", is_saved, draft);
  g_assert_no_error (proctor_draft_get_error (draft));
  g_assert_false (proctor_draft_is_modified (draft));
  assert_saved (engine, id, expected);

  testing_view_close (window);
  g_object_unref (editor);
  g_object_unref (draft);
  proctor_testing_assert_finalized (session);
}

/* Three, which are called as the tests above call them. */
static void
make_tools (ClientEngine *engine)
{
  ProctorSession *session = testing_view_make_session (engine);

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("find_%u", i);
      g_autofree char *sql = NULL;
      g_autofree char *id = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      proctor_config_make_tool_async (session, name, "client", NULL, client_engine_cb, engine);
      result = client_engine_wait (engine);
      id = proctor_config_make_finish (session, result, &error);
      g_assert_no_error (error);
      sql = g_strdup_printf ("UPDATE tools SET id = 'tool_%u' WHERE id = '%s'", i, id);
      client_engine_run_sql (engine, sql);
    }
  proctor_testing_assert_finalized (session);
}

static void
try_kind (ClientEngine *engine,
          const char *kind)
{
  make_tools (engine);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!g_str_has_prefix (fields[i].name, kind))
        continue;
      g_test_message ("%s", fields[i].name);
      try_field (engine, &fields[i]);
    }
}

static void
test_reply (ClientEngine *engine,
            gconstpointer data)
{
  try_kind (engine, "reply/");
}

static void
test_tool (ClientEngine *engine,
           gconstpointer data)
{
  try_kind (engine, "tool/");
}

static void
test_simulation (ClientEngine *engine,
                 gconstpointer data)
{
  try_kind (engine, "simulation/");
}

static gpointer
get_child (gpointer dialog,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), name);

  g_assert_nonnull (child);

  return child;
}

static gboolean
is_only_one (gpointer user_data)
{
  return g_list_model_get_n_items (user_data) == 1;
}

static void
choose_folder (GtkWidget *window,
               GtkWidget *editor,
               const char *name)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (editor, "editor.choose-folder", NULL));
  dialog = testing_view_wait_dialog (window);
  gtk_editable_set_text (get_child (dialog, "search_entry"), name);
  proctor_testing_wait_for ("what was found", is_only_one, get_child (dialog, "selection"));
  testing_view_wait_sensitive (get_child (dialog, "choose_button"));
  g_signal_emit_by_name (get_child (dialog, "choose_button"), "clicked");
}

typedef struct
{
  ProctorDraft *draft;
  const char *folder_id;
} Folder;

static gboolean
is_in_folder (gpointer user_data)
{
  Folder *folder = user_data;

  return g_strcmp0 (proctor_draft_get_folder_id (folder->draft), folder->folder_id) == 0;
}

/* Where a test is to be is no member of it, and sent with it all the same. */
static void
test_folder (ClientEngine *engine,
             gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *late = client_engine_make_folder (engine, "Late", bookings);
  ProctorSession *session = testing_view_make_session (engine);
  ProctorTest *test = client_engine_record (PROCTOR_TYPE_TEST, EXAMPLES);
  ProctorDraft *draft;
  ProctorTestItem *item;
  GtkWidget *editor, *window;
  Folder folder;

  testing_view_load (session);
  draft = proctor_drafts_create (proctor_session_get_drafts (session), test, bookings);
  editor = g_object_ref_sink (proctor_test_editor_new ());
  window = testing_view_open (editor, 640, 760);
  proctor_test_editor_set_session (PROCTOR_TEST_EDITOR (editor), session);
  proctor_test_editor_set_draft (PROCTOR_TEST_EDITOR (editor), draft);
  choose_folder (window, editor, "late");
  folder = (Folder) { draft, late };
  proctor_testing_wait_for ("the folder", is_in_folder, &folder);
  g_assert_true (proctor_test_editor_save (PROCTOR_TEST_EDITOR (editor)));
  proctor_testing_wait_for ("the save", is_saved, draft);
  g_assert_no_error (proctor_draft_get_error (draft));

  testing_view_load (session);
  item = proctor_library_find (proctor_session_get_library (session), proctor_draft_get_test_id (draft));
  g_assert_nonnull (item);
  g_assert_cmpstr (proctor_test_item_get_folder_id (item), ==, late);

  testing_view_close (window);
  g_object_unref (editor);
  g_object_unref (draft);
  g_object_unref (test);
  proctor_testing_assert_finalized (session);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/editor-fields/reply", test_reply);
  client_engine_add_resting ("/editor-fields/tool", test_tool);
  client_engine_add_resting ("/editor-fields/simulation", test_simulation);
  client_engine_add_resting ("/editor-fields/folder", test_folder);

  return g_test_run ();
}
