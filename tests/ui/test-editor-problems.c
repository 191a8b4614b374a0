/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"
#include "proctor-test-editor.h"
#include "proctor-testing-draft.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-ui.h"
#include "testing-field.h"
#include "testing-picture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* A server that doesn't take a test says which member it is about. Whatever it names, one is led to where that can
 * be mended: what is written there, where the focus is then, changes that member and nothing else. */

#define TESTS "/v1/convai/agent-testing"
#define TEST TESTS "/test_1"
#define SUMMARY "{'tests': {'test_1': {'id': 'test_1', 'name': 'First', 'type': 'llm', 'created_at_unix_secs': 1, 'last_updated_at_unix_secs': 2}}}"
#define COMPLAINT "That is not what was hoped for"

#define CALL "{'request_id': 'r1', 'tool_name': 'book', 'params_as_json': '{}', 'tool_has_been_called': true, 'type': 'webhook', 'tool_details': {'type': 'webhook', 'method': 'POST', 'url': 'https://example.com'," \
             " 'headers': {'x-one.two': 'a'}, 'path_params': {'p': 'b'}, 'query_params': {'q': 'c'}, 'body': '{}'}}"
#define CLIENT_CALL "{'request_id': 'r2', 'tool_name': 'show', 'params_as_json': '{}', 'tool_has_been_called': true, 'type': 'client', 'tool_details': {'type': 'client', 'parameters': '{}'}}"
#define RESULT "{'request_id': 'r1', 'tool_name': 'book', 'result_value': '{}', 'is_error': false, 'tool_has_been_called': true, 'is_blocked': false, 'tool_latency_secs': 0.5, 'error_type': 'none', 'raw_error_message': 'none'," \
               " 'dynamic_variable_updates': [{'variable_name': 'a', 'old_value': 'x', 'new_value': 'y', 'updated_at': 1.5, 'tool_name': 'book', 'tool_request_id': 'r1'}], 'type': 'webhook'}"

#define TURNS " 'chat_history': [{'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0, 'tool_calls': [" CALL ", " CLIENT_CALL "], 'tool_results': [" RESULT "],"                                                 \
              " 'interrupted': false, 'original_message': 'Hel', 'source_medium': 'text', 'source_event_id': 3, 'llm_override': 'model', 'agent_metadata': {'agent_id': 'agent_1', 'workflow_node_id': 'node_1'},"       \
              " 'feedback': {'score': 'like', 'time_in_call_secs': 4}, 'used_static_kb_document_ids': ['doc_1'], 'user_identifier': 'u1', 'id': 'turn_1'},"                                                              \
              " {'role': 'agent', 'time_in_call_secs': 1, 'multivoice_message': {'parts': [{'text': 'One', 'voice_label': 'a', 'time_in_call_secs': 1}, {'text': 'Two', 'voice_label': 'b', 'time_in_call_secs': 2}]}}," \
              " {'role': 'user', 'message': 'A room, please.', 'time_in_call_secs': 3}]"

#define COMMON " 'environment': 'production', 'conversation_initiation_source': 'widget', 'dynamic_variables': {'guest_name': 'Sam', 'guest.last/name': 'Jo', 'nights': 2, 'vip': true, 'stay': {'from': '14 March'}}," \
               " 'from_conversation_metadata': {'conversation_id': 'conv_1', 'agent_id': 'agent_1', 'original_agent_reply': []}," TURNS

#define REPLY "{'id': 'test_1', 'type': 'llm', 'name': 'First', 'success_condition': 'It is polite.', 'success_examples': [{'response': 'Gladly.', 'type': 'success'}, {'response': 'Of course.', 'type': 'success'}]," \
              " 'failure_examples': [{'response': 'No.', 'type': 'failure'}]," COMMON "}"

#define TOOL "{'id': 'test_1', 'type': 'tool', 'name': 'First', 'check_any_tool_matches': false, 'tool_call_parameters': {'verify_absence': false, 'referenced_tool': {'id': 'transfer_to_number', 'type': 'system'}, 'parameters': [" \
             "{'path': 'number', 'eval': {'type': 'exact', 'expected_value': '1'}}, {'path': 'reason', 'eval': {'type': 'regex', 'pattern': '^a'}}, {'path': 'mood', 'eval': {'type': 'llm', 'description': 'It is angry.'}},"         \
             " {'path': 'other', 'eval': {'type': 'anything'}}]}," COMMON "}"

#define NODE "{'id': 'test_1', 'type': 'tool', 'name': 'First', 'tool_call_parameters': {'verify_absence': false, 'parameters': []," \
             " 'workflow_node_transition': {'type': 'node_id', 'agent_id': 'agent_1', 'target_node_id': 'node_1'}}," COMMON "}"

#define SIMULATION "{'id': 'test_1', 'type': 'simulation', 'name': 'First', 'simulation_scenario': 'You are Sam.', 'simulation_max_turns': 8, 'success_conditions': ['It greets.', 'It helps.'], 'success_condition': 'It is polite.'," \
                   " 'simulation_environment': 'production', 'evaluation_model': 'claude-sonnet-4-6', 'simulated_user_model': 'claude-sonnet-4-6',"                                                                                     \
                   " 'tool_mock_config': {'mocking_strategy': 'selected', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': ['tool_1', 'tool_2']},"                                                                                \
                   " 'tool_mock_overrides': {'tool_1': [{'mock_result': '{}', 'is_error': false, 'parameter_conditions': [{'path': 'number', 'eval': {'type': 'exact', 'expected_value': '1'}}]}, {'mock_result': '[]', 'is_error': false, 'parameter_conditions': []}]}," COMMON "}"

/**
 * Row:
 * @loc: which member the server names, as it does
 * @value: what is written where the focus is then, %NULL if nothing can be
 * @changed: (nullable): what has changed then; a star at its end stands for anything
 * @words: (nullable): what the banner says of where it is
 */
typedef struct
{
  const char *loc;
  const char *value;
  const char *changed;
  const char *words;
} Row;

static const Row reply_rows[] = {
  { "['body', 'llm', 'name']", "Second", "name", "Name: " },
  { "['body', 'CreateResponseUnitTestRequest', 'success_condition']", "It is kind.", "success_condition", "Success condition: " },
  { "['body', 'success_examples']", "Yes.", "success_examples*", "Success examples: " },
  { "['body', 'success_examples', 1]", "Yes.", "success_examples/1/response", NULL },
  { "['body', 'success_examples', 1, 'response']", "Yes.", "success_examples/1/response", NULL },
  { "['body', 'success_examples', 1, 'type']", "Yes.", "success_examples/1/response", NULL },
  { "['body', 'failure_examples', 0, 'response']", "Never.", "failure_examples/0/response", NULL },
  { "['body', 'failure_examples', 7, 'response']", "Never.", "failure_examples/0/response", NULL },
  { "['body', 'environment']", "staging", "environment", NULL },
  { "['body', 'conversation_initiation_source']", "whatsapp", "conversation_initiation_source", NULL },
  { "['body', 'dynamic_variables']", "name", "dynamic_variables*", NULL },
  { "['body', 'dynamic_variables', 'guest_name']", "Robin", "dynamic_variables/guest_name", NULL },
  { "['body', 'dynamic_variables', 'guest_name', '[key]']", "guest", "dynamic_variables*", NULL },
  { "['body', 'dynamic_variables', 'guest.last/name', 'str']", "Robin", "dynamic_variables/guest.last/name", NULL },
  { "['body', 'dynamic_variables', 'nights', 'int']", "5", "dynamic_variables/nights", NULL },
  { "['body', 'dynamic_variables', 'vip', 'bool']", "false", "dynamic_variables/vip", NULL },
  { "['body', 'dynamic_variables', 'stay', 'from']", "[1]", "dynamic_variables/stay", NULL },
  { "['body', 'from_conversation_metadata', 'agent_id']", NULL, NULL, NULL },
  { "['body', 'parent_folder_id']", NULL, NULL, "Folder: " },
  { "['body', 'chat_history']", "Good day.", "chat_history*", "Conversation: " },
  { "['body', 'chat_history', 2]", "Good day.", "chat_history/2/message", "Turn 3: " },
  { "['body', 'chat_history', 0, 'message']", "Good day.", "chat_history/0/message", "Turn 1, Message: " },
  { "['body', 'single_turn', 'chat_history', 0, 'message']", "Good day.", "chat_history/0/message", NULL },
  { "['body', 'chat_history', 'list[Turn]', 2, 'function-after[check()]', 'message']", "Good day.", "chat_history/2/message", NULL },
  { "['body', 'chat_history', 0, 'role']", "user", "chat_history/0/role", NULL },
  { "['body', 'chat_history', 2, 'novelty']", "Good day.", "chat_history/2/message", "Turn 3, novelty: " },
  { "['body', 'chat_history', 0, 'time_in_call_secs']", "7", "chat_history/0/time_in_call_secs", NULL },
  { "['body', 'chat_history', 0, 'interrupted']", "true", "chat_history/0/interrupted", NULL },
  { "['body', 'chat_history', 0, 'original_message']", "Hell", "chat_history/0/original_message", NULL },
  { "['body', 'chat_history', 0, 'source_medium']", "audio", "chat_history/0/source_medium", NULL },
  { "['body', 'chat_history', 0, 'source_event_id']", "4", "chat_history/0/source_event_id", NULL },
  { "['body', 'chat_history', 0, 'llm_override']", "other", "chat_history/0/llm_override", NULL },
  { "['body', 'chat_history', 0, 'agent_metadata', 'agent_id']", "agent_2", "chat_history/0/agent_metadata/agent_id", NULL },
  { "['body', 'chat_history', 0, 'agent_metadata', 'branch_id']", "agent_2", "chat_history/0/agent_metadata*", NULL },
  { "['body', 'chat_history', 0, 'agent_metadata', 'workflow_node_id']", "node_2", "chat_history/0/agent_metadata/workflow_node_id", NULL },
  { "['body', 'chat_history', 0, 'feedback', 'score']", "dislike", "chat_history/0/feedback/score", NULL },
  { "['body', 'chat_history', 0, 'feedback', 'time_in_call_secs']", "5", "chat_history/0/feedback/time_in_call_secs", NULL },
  { "['body', 'chat_history', 0, 'used_static_kb_document_ids', 0]", "doc_2", "chat_history/0/used_static_kb_document_ids/0", NULL },
  { "['body', 'chat_history', 0, 'user_identifier']", "u2", "chat_history/0/user_identifier", NULL },
  { "['body', 'chat_history', 0, 'id']", "turn_2", "chat_history/0/id", NULL },
  { "['body', 'chat_history', 2, 'feedback', 'score']", "Good day.", "chat_history/2/message", NULL },
  { "['body', 'chat_history', 1, 'message']", "Uno", "chat_history/1/multivoice_message*", NULL },
  { "['body', 'chat_history', 1, 'multivoice_message', 'parts', 1, 'text']", "Uno", "chat_history/1/multivoice_message/parts/1/text", NULL },
  { "['body', 'chat_history', 1, 'multivoice_message', 'parts', 1, 'voice_label']", "z", "chat_history/1/multivoice_message/parts/1/voice_label", NULL },
  { "['body', 'chat_history', 1, 'multivoice_message', 'parts', 0, 'time_in_call_secs']", "6", "chat_history/1/multivoice_message/parts/0/time_in_call_secs", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'request_id']", "r9", "chat_history/0/tool_calls/0/request_id", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'webhook', 'tool_name']", "look", "chat_history/0/tool_calls/0/tool_name", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'params_as_json']", "[1]", "chat_history/0/tool_calls/0/params_as_json", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'tool_has_been_called']", "false", "chat_history/0/tool_calls/0/tool_has_been_called", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'type']", "client", "chat_history/0/tool_calls/0/type", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'tool_details', 'webhook', 'url']", "https://example.org", "chat_history/0/tool_calls/0/tool_details/url", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'tool_details', 'webhook', 'method']", "PUT", "chat_history/0/tool_calls/0/tool_details/method", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'tool_details', 'webhook', 'headers', 'x-one.two']", "z", "chat_history/0/tool_calls/0/tool_details/headers/x-one.two", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 0, 'tool_details', 'webhook', 'body']", "[2]", "chat_history/0/tool_calls/0/tool_details/body", NULL },
  { "['body', 'chat_history', 0, 'tool_calls', 1, 'tool_details', 'client', 'parameters']", "[2]", "chat_history/0/tool_calls/1/tool_details/parameters", NULL },
  { "['body', 'chat_history', 0, 'tool_results', 0, 'ConversationHistoryTranscriptOtherToolsResultCommonModel', 'result_value']", "[3]", "chat_history/0/tool_results/0/result_value", NULL },
  { "['body', 'chat_history', 0, 'tool_results', 0, 'is_error']", "true", "chat_history/0/tool_results/0/is_error", NULL },
  { "['body', 'chat_history', 0, 'tool_results', 0, 'is_blocked']", "true", "chat_history/0/tool_results/0/is_blocked", NULL },
  { "['body', 'chat_history', 0, 'tool_results', 0, 'tool_latency_secs']", "1.5", "chat_history/0/tool_results/0/tool_latency_secs", NULL },
  { "['body', 'chat_history', 0, 'tool_results', 0, 'dynamic_variable_updates', 0, 'new_value']", "z", "chat_history/0/tool_results/0/dynamic_variable_updates/0/new_value", NULL },
};

static const Row tool_rows[] = {
  { "['body', 'tool', 'check_any_tool_matches']", "true", "check_any_tool_matches", NULL },
  { "['body', 'tool', 'tool_call_parameters']", "absence", "tool_call_parameters*", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'verify_absence']", "absence", "tool_call_parameters*", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'referenced_tool']", "end_call", "tool_call_parameters/referenced_tool*", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'referenced_tool', 'id']", "end_call", "tool_call_parameters/referenced_tool/id", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'referenced_tool', 'type']", "client", "tool_call_parameters/referenced_tool*", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters']", "digits", "tool_call_parameters/parameters*", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters', 2]", "digits", "tool_call_parameters/parameters/2/path", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters', 2, 'path']", "digits", "tool_call_parameters/parameters/2/path", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters', 0, 'eval', 'exact', 'expected_value']", "2", "tool_call_parameters/parameters/0/eval/expected_value", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters', 1, 'eval', 'regex', 'pattern']", "^b", "tool_call_parameters/parameters/1/eval/pattern", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters', 2, 'eval', 'llm', 'description']", "It is glad.", "tool_call_parameters/parameters/2/eval/description", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters', 3, 'eval']", "exact", "tool_call_parameters/parameters/3/eval*", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters', 3, 'eval', 'anything', 'type']", "exact", "tool_call_parameters/parameters/3/eval*", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'parameters', 0, 'eval', 'exact', 'pattern']", "llm", "tool_call_parameters/parameters/0/eval*", NULL },
};

static const Row node_rows[] = {
  { "['body', 'tool', 'tool_call_parameters', 'workflow_node_transition']", "agent_2", "tool_call_parameters/workflow_node_transition/agent_id", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'workflow_node_transition', 'type']", "agent_2", "tool_call_parameters/workflow_node_transition/agent_id", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'workflow_node_transition', 'agent_id']", "agent_2", "tool_call_parameters/workflow_node_transition/agent_id", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'workflow_node_transition', 'target_node_id']", "node_2", "tool_call_parameters/workflow_node_transition/target_node_id", NULL },
  { "['body', 'tool', 'tool_call_parameters', 'referenced_tool']", "call", "tool_call_parameters*", NULL },
};

static const Row simulation_rows[] = {
  { "['body', 'simulation', 'simulation_scenario']", "You are Robin.", "simulation_scenario", NULL },
  { "['body', 'simulation', 'simulation_max_turns']", "12", "simulation_max_turns", NULL },
  { "['body', 'simulation', 'simulation_environment']", "staging", "simulation_environment", NULL },
  { "['body', 'simulation', 'success_condition']", "It is brief.", "success_condition", NULL },
  { "['body', 'simulation', 'success_conditions']", "It says goodbye.", "success_conditions*", NULL },
  { "['body', 'simulation', 'success_conditions', 1]", "It says goodbye.", "success_conditions/1", NULL },
  { "['body', 'simulation', 'evaluation_model']", "a-model", "evaluation_model", NULL },
  { "['body', 'simulation', 'simulated_user_model']", "a-model", "simulated_user_model", NULL },
  { "['body', 'simulation', 'tool_mock_config']", "none", "tool_mock_config/mocking_strategy", NULL },
  { "['body', 'simulation', 'tool_mock_config', 'mocking_strategy']", "none", "tool_mock_config/mocking_strategy", NULL },
  { "['body', 'simulation', 'tool_mock_config', 'fallback_strategy']", "call_real_tool", "tool_mock_config/fallback_strategy", NULL },
  { "['body', 'simulation', 'tool_mock_config', 'mocked_tool_ids', 1]", NULL, NULL, NULL },
  { "['body', 'simulation', 'tool_mock_overrides']", "tool_3", "tool_mock_overrides*", NULL },
  { "['body', 'simulation', 'tool_mock_overrides', 'tool_1']", "[1]", "tool_mock_overrides/tool_1*", NULL },
  { "['body', 'simulation', 'tool_mock_overrides', 'tool_1', '[key]']", "tool_3", "tool_mock_overrides*", NULL },
  { "['body', 'simulation', 'tool_mock_overrides', 'tool_1', 1, 'mock_result']", "[1]", "tool_mock_overrides/tool_1/1/mock_result", NULL },
  { "['body', 'simulation', 'tool_mock_overrides', 'tool_1', 1, 'is_error']", "true", "tool_mock_overrides/tool_1/1/is_error", NULL },
  { "['body', 'simulation', 'tool_mock_overrides', 'tool_1', 0, 'parameter_conditions', 0, 'path']", "digits", "tool_mock_overrides/tool_1/0/parameter_conditions/0/path", NULL },
  { "['body', 'simulation', 'tool_mock_overrides', 'tool_1', 0, 'parameter_conditions', 0, 'eval', 'exact', 'expected_value']", "2", "tool_mock_overrides/tool_1/0/parameter_conditions/0/eval/expected_value", NULL },
};

/* What nobody here has heard of is said, and nobody is led astray. */
static const Row unknown_rows[] = {
  { "['body', 'novelty', 'a']", NULL, NULL, "novelty.a: " },
  { "['body', 'llm', 'type']", NULL, NULL, "Kind: " },
  { "['query', 'tier']", NULL, NULL, "query.tier: " },
  { "['body']", NULL, NULL, "body: " },
  { "[]", NULL, NULL, "kept. " COMPLAINT },
};

typedef struct
{
  const char *document;
  const Row *rows;
  gsize n_rows;
} Case;

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorDraft *draft;
  GtkWidget *window;
  ProctorTestEditor *editor;
  JsonNode *before;
} Fixture;

static char *
dup_json (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static void
answer (Fixture *self,
        const char *method,
        const char *path,
        guint status,
        const char *text)
{
  g_autofree char *body = dup_json (text);

  proctor_testing_server_answer (self->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

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

static gpointer
get_part (Fixture *self,
          const char *name)
{
  GObject *part = gtk_widget_get_template_child (GTK_WIDGET (self->editor), PROCTOR_TYPE_TEST_EDITOR, name);

  g_assert_nonnull (part);

  return part;
}

static void
settle (Fixture *self)
{
  gtk_test_widget_wait_for_draw (self->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  const Case *test_case = data;

  self->server = proctor_testing_server_new ();
  self->session = proctor_testing_session_new (self->server, NULL, NULL);
  answer (self, "GET", TEST, 200, test_case->document);
  proctor_drafts_open_async (proctor_session_get_drafts (self->session), "test_1", NULL, opened_cb, &self->draft);
  proctor_testing_wait_for ("the test", is_set, &self->draft);

  self->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), 640, 760);
  self->editor = PROCTOR_TEST_EDITOR (g_object_ref_sink (proctor_test_editor_new ()));
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->editor));
  proctor_test_editor_set_session (self->editor, self->session);
  proctor_test_editor_set_draft (self->editor, self->draft);
  proctor_test_editor_show_item (self->editor, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  proctor_testing_wait_for ("the window", is_mapped, self->editor);
  settle (self);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  proctor_test_editor_set_draft (self->editor, NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  proctor_testing_assert_finalized (g_steal_pointer (&self->window));
  proctor_testing_assert_finalized (g_steal_pointer (&self->editor));
  g_clear_object (&self->draft);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  g_clear_object (&self->server);
}

static gboolean
is_idle (gpointer user_data)
{
  return !proctor_draft_is_saving (user_data);
}

/* Saves, and the server has something against it. */
static void
save (Fixture *self,
      const Case *test_case,
      const char *loc)
{
  g_autofree char *problem = g_strdup_printf ("{'detail': [{'loc': %s, 'msg': '" COMPLAINT "', 'type': 'value_error', 'input': null}]}", loc);

  proctor_testing_server_reset (self->server);
  answer (self, "POST", TESTS "/summaries", 200, SUMMARY);
  answer (self, "GET", TEST, 200, test_case->document);
  answer (self, "PUT", TEST, 422, problem);
  gtk_widget_grab_focus (get_part (self, "menu_button"));
  g_assert_true (proctor_test_editor_save (self->editor));
  proctor_testing_wait_for ("the answer", is_idle, self->draft);
  settle (self);
}

static void list_changes (JsonNode *before,
                          JsonNode *after,
                          const char *place,
                          GPtrArray *changes);

static void
list_member_changes (JsonObject *before,
                     JsonObject *after,
                     const char *place,
                     GPtrArray *changes)
{
  g_autoptr (GList) members = json_object_get_members (before);
  g_autoptr (GList) others = json_object_get_members (after);

  for (GList *member = members; member != NULL; member = member->next)
    {
      g_autofree char *inner = g_strconcat (place, *place != '\0' ? "/" : "", member->data, NULL);

      list_changes (json_object_get_member (before, member->data), json_object_get_member (after, member->data), inner, changes);
    }
  for (GList *member = others; member != NULL; member = member->next)
    {
      if (!json_object_has_member (before, member->data))
        g_ptr_array_add (changes, g_strconcat (place, *place != '\0' ? "/" : "", member->data, NULL));
    }
}

static void
list_changes (JsonNode *before,
              JsonNode *after,
              const char *place,
              GPtrArray *changes)
{
  if (after != NULL && json_node_equal (before, after))
    return;

  if (after != NULL && JSON_NODE_HOLDS_OBJECT (before) && JSON_NODE_HOLDS_OBJECT (after))
    list_member_changes (json_node_get_object (before), json_node_get_object (after), place, changes);
  else if (after != NULL && JSON_NODE_HOLDS_ARRAY (before) && JSON_NODE_HOLDS_ARRAY (after) && json_array_get_length (json_node_get_array (before)) == json_array_get_length (json_node_get_array (after)))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (before)); i++)
        {
          g_autofree char *inner = g_strdup_printf ("%s/%u", place, i);

          list_changes (json_array_get_element (json_node_get_array (before), i), json_array_get_element (json_node_get_array (after), i), inner, changes);
        }
    }
  else
    g_ptr_array_add (changes, g_strdup (place));
}

static gboolean
fits (const char *wanted,
      const char *place)
{
  return g_str_has_suffix (wanted, "*") ? strncmp (wanted, place, strlen (wanted) - 1) == 0 : g_str_equal (wanted, place);
}

static JsonNode *
dup_state (Fixture *self)
{
  g_autofree char *text = proctor_testing_draft_dup_text (self->draft);

  return json_from_string (text, NULL);
}

/* What is written changes what the server has named, and nothing else. */
static void
write_there (Fixture *self,
             const Row *row)
{
  ProctorUndo *undo = proctor_draft_get_undo (self->draft);
  guint64 state = proctor_undo_get_state (undo);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) before = dup_state (self);
  g_autoptr (JsonNode) after = NULL;

  testing_field_set (focus, row->value);
  /* A name is given when somebody goes on. */
  gtk_widget_grab_focus (get_part (self, "menu_button"));
  settle (self);
  after = dup_state (self);
  list_changes (before, after, "", changes);
  if (changes->len == 0)
    {
      g_test_message ("%s leads to %s, which changes nothing", row->loc, G_OBJECT_TYPE_NAME (focus));
      g_test_fail ();
    }
  for (guint i = 0; i < changes->len; i++)
    {
      if (!fits (row->changed, g_ptr_array_index (changes, i)))
        {
          g_test_message ("%s leads to %s", row->loc, (char *) g_ptr_array_index (changes, i));
          g_test_fail ();
        }
    }
  while (proctor_undo_get_state (undo) != state && proctor_undo_get_undo_label (undo) != NULL)
    proctor_undo_undo (undo);
  settle (self);
}

static void
try_row (Fixture *self,
         const Case *test_case,
         const Row *row)
{
  AdwBanner *banner = get_part (self, "banner");
  GtkWidget *focus;

  save (self, test_case, row->loc);
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), COMPLAINT));
  if (row->words != NULL)
    {
      g_test_message ("%s", adw_banner_get_title (banner));
      g_assert_nonnull (strstr (adw_banner_get_title (banner), row->words));
    }
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  if (focus == NULL || gtk_widget_is_ancestor (focus, get_part (self, "menu_button")) || focus == get_part (self, "menu_button"))
    {
      g_test_message ("%s leads nowhere", row->loc);
      g_test_fail ();
      return;
    }
  if (row->value != NULL)
    write_there (self, row);
}

static void
test_rows (Fixture *self,
           gconstpointer data)
{
  const Case *test_case = data;

  gtk_editable_set_text (get_part (self, "name"), "Other");
  for (gsize i = 0; i < test_case->n_rows; i++)
    try_row (self, test_case, &test_case->rows[i]);
}

static void
test_unknown (Fixture *self,
              gconstpointer data)
{
  const Case *test_case = data;
  AdwBanner *banner = get_part (self, "banner");
  GtkWidget *menu_button = get_part (self, "menu_button");

  gtk_editable_set_text (get_part (self, "name"), "Other");
  for (gsize i = 0; i < test_case->n_rows; i++)
    {
      GtkWidget *focus;

      save (self, test_case, test_case->rows[i].loc);
      g_test_message ("%s", adw_banner_get_title (banner));
      g_assert_true (adw_banner_get_revealed (banner));
      g_assert_nonnull (strstr (adw_banner_get_title (banner), test_case->rows[i].words));
      g_assert_nonnull (strstr (adw_banner_get_title (banner), COMPLAINT));
      focus = gtk_root_get_focus (GTK_ROOT (self->window));
      g_assert_true (focus == menu_button || gtk_widget_is_ancestor (focus, menu_button));
    }
}

/* Several problems are all shown, and the first that is anywhere is gone to. */
static void
test_several (Fixture *self,
              gconstpointer data)
{
  AdwBanner *banner = get_part (self, "banner");
  GtkWidget *name = get_part (self, "name");

  gtk_editable_set_text (GTK_EDITABLE (name), "Other");
  save (self, data, "['body', 'novelty'], 'msg': '" COMPLAINT "'}, {'loc': ['body', 'name'], 'msg': 'Taken'}, {'loc': ['body', 'success_condition']");
  g_test_message ("%s", adw_banner_get_title (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "2 more"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)), name));
  g_assert_true (gtk_widget_has_css_class (name, "error"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (name), ==, "Taken");
  testing_picture_save (self->window, "test-editor-several-problems");

  /* Who comes back to the test finds what is wrong with it again. */
  proctor_test_editor_set_draft (self->editor, NULL);
  g_assert_false (gtk_widget_has_css_class (name, "error"));
  proctor_test_editor_set_draft (self->editor, self->draft);
  settle (self);
  g_assert_true (gtk_widget_has_css_class (name, "error"));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "2 more"));
}

/* Who looks at the JSON is brought to the field, unless there is none. */
static void
test_json (Fixture *self,
           gconstpointer data)
{
  GtkStack *pages = get_part (self, "pages");

  gtk_editable_set_text (get_part (self, "name"), "Other");
  gtk_widget_activate_action (GTK_WIDGET (self->editor), "editor.view-json", NULL);
  settle (self);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), !=, "form");
  save (self, data, "['body', 'novelty']");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), !=, "form");
  save (self, data, "['body', 'chat_history', 2, 'message']");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "form");
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (self->window))));
}

static void
add (const char *path,
     const Case *test_case,
     void (*test) (Fixture *self,
                   gconstpointer data))
{
  g_test_add (path, Fixture, test_case, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  static const Case reply = { REPLY, reply_rows, G_N_ELEMENTS (reply_rows) };
  static const Case tool = { TOOL, tool_rows, G_N_ELEMENTS (tool_rows) };
  static const Case node = { NODE, node_rows, G_N_ELEMENTS (node_rows) };
  static const Case simulation = { SIMULATION, simulation_rows, G_N_ELEMENTS (simulation_rows) };
  static const Case unknown = { REPLY, unknown_rows, G_N_ELEMENTS (unknown_rows) };

  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  add ("/editor-problems/reply", &reply, test_rows);
  add ("/editor-problems/tool", &tool, test_rows);
  add ("/editor-problems/node", &node, test_rows);
  add ("/editor-problems/simulation", &simulation, test_rows);
  add ("/editor-problems/unknown", &unknown, test_unknown);
  add ("/editor-problems/several", &reply, test_several);
  add ("/editor-problems/json", &reply, test_json);

  return g_test_run ();
}
