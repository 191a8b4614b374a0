/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-example.h"
#include "proctor-path-segment.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"
#include "proctor-turn.h"
#include "proctor-variable.h"
#include "testing-endpoint.h"

#define FOLDER "{'id': 'tfld_1', 'name': 'Rückgaben', 'type': 'folder', 'entity_type': 'folder', 'access_info': " ACCESS ", " \
               "'created_at_unix_secs': 1782000000, 'last_updated_at_unix_secs': 1782000001, 'folder_parent_id': null, "      \
               "'folder_path': [{'id': 'tfld_1', 'name': 'Rückgaben'}], 'children_count': 3}"
#define SUMMARY "{'id': 'test_1', 'name': 'Greets', 'type': 'llm', 'entity_type': 'test', 'access_info': " ACCESS ", "        \
                "'created_at_unix_secs': 1782000000, 'last_updated_at_unix_secs': 1782000100, 'folder_parent_id': 'tfld_1', " \
                "'folder_path': [{'id': 'tfld_1', 'name': 'Rückgaben'}], 'conversation_initiation_source': 'widget', 'colour': {'of': ['new', null]}}"

/* A test of each kind, as the server has it, with what nobody knows yet. */
#define NEXT_REPLY "'name': 'Greets', 'type': 'llm', 'chat_history': ["                                      \
                   "{'role': 'agent', 'time_in_call_secs': 0, 'message': 'Hello!'}, "                        \
                   "{'role': 'user', 'time_in_call_secs': 2, 'message': 'Straße 5?', 'mood': 'odd'}], "      \
                   "'dynamic_variables': {'order': 17, 'vip': true, 'nothing': null}, 'environment': null, " \
                   "'success_condition': 'It greets.', "                                                     \
                   "'success_examples': [{'response': 'Hi!', 'type': 'success'}], "                          \
                   "'failure_examples': [{'response': 'No.', 'type': 'failure'}], 'novelty': [1, 2.5, null]"
#define TOOL_CALL "'name': 'Books', 'type': 'tool', 'chat_history': [{'role': 'user', 'time_in_call_secs': 1, 'message': 'Book!'}], "  \
                  "'tool_call_parameters': {'parameters': [{'path': 'body.room', 'eval': {'type': 'exact', 'expected_value': '7'}}], " \
                  "'referenced_tool': {'id': 'tool_1', 'type': 'webhook'}, 'verify_absence': false, 'strictness': 3}, "                \
                  "'check_any_tool_matches': true"
#define SIMULATION "'name': 'Refund', 'type': 'simulation', 'success_conditions': ['It refunds.', 'It is kind.'], "                            \
                   "'simulation_scenario': 'An angry customer', 'simulation_max_turns': 12, 'simulation_environment': 'staging', "             \
                   "'tool_mock_config': {'mocking_strategy': 'selected', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': ['tool_1']}, " \
                   "'tool_mock_overrides': {'tool_1': [{'mock_result': '{}', 'is_error': false, 'parameter_conditions': []}]}, "               \
                   "'evaluation_model': 'gpt-4o', 'simulated_user_model': null"

static void
test_list (TestingEndpoint *self,
           gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agent-testing",
    .query = "cursor=c%2F1%3D&page_size=25&search=R%C3%BCck%20%26%20Co&parent_folder_id=" ODD_ID_SENT "&types=llm&types=folder"
             "&sort_mode=folders_first&sharing_mode=shared_with_me&created_by_user_id=%40me",
    .answer = "{'tests': [" FOLDER ", " SUMMARY "], 'next_cursor': 'c/2=', 'has_more': true, 'total': 2}",
  };
  const char *const types[] = { "llm", "folder", NULL };
  const ProctorTestsQuery query = {
    .search = "Rück & Co",
    .parent_folder_id = ODD_ID,
    .types = types,
    .folders_first = TRUE,
    .shared_with_me = TRUE,
    .created_by_user_id = "@me",
    .cursor = "c/1=",
    .page_size = 25,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorTestSummary) folder = NULL;
  g_autoptr (ProctorTestSummary) test = NULL;
  g_autoptr (ProctorPathSegment) segment = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tests_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_tests_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 2, "c/2=");

  folder = testing_page_dup_row (page, 0, PROCTOR_TYPE_TEST_SUMMARY);
  testing_assert_record (folder, PROCTOR_TYPE_TEST_SUMMARY, FOLDER);
  g_assert_cmpstr (proctor_test_summary_get_entity_type (folder), ==, "folder");
  g_assert_cmpint (proctor_test_summary_get_children_count (folder), ==, 3);

  test = testing_page_dup_row (page, 1, PROCTOR_TYPE_TEST_SUMMARY);
  testing_assert_record (test, PROCTOR_TYPE_TEST_SUMMARY, SUMMARY);
  g_assert_cmpstr (proctor_test_summary_get_id (test), ==, "test_1");
  g_assert_cmpstr (proctor_test_summary_get_name (test), ==, "Greets");
  g_assert_cmpstr (proctor_test_summary_get_kind (test), ==, "llm");
  g_assert_cmpint (proctor_test_summary_get_created_at (test), ==, 1782000000);
  g_assert_cmpint (proctor_test_summary_get_last_updated_at (test), ==, 1782000100);
  g_assert_cmpstr (proctor_test_summary_get_folder_parent_id (test), ==, "tfld_1");
  g_assert_cmpstr (proctor_test_summary_get_conversation_initiation_source (test), ==, "widget");
  g_assert_cmpstr (proctor_access_get_creator_name (proctor_test_summary_get_access_info (test)), ==, "Ada");
  segment = g_list_model_get_item (proctor_test_summary_get_folder_path (test), 0);
  g_assert_cmpstr (proctor_path_segment_get_name (segment), ==, "Rückgaben");
}

/* Only what there is no telling about otherwise is asked for by itself. */
static void
test_list_plain (TestingEndpoint *self,
                 gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agent-testing",
    .query = "types=llm&types=tool&types=simulation&types=folder",
    .answer = "{'tests': [], 'next_cursor': null, 'has_more': false}",
  };
  const ProctorTestsQuery query = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tests_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_tests_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 0, NULL);
}

static ProctorTest *
get (TestingEndpoint *self,
     const char *answer)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agent-testing/" ODD_ID_SENT,
    .answer = answer,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorTest *test;

  testing_endpoint_expect (self, &expected);
  proctor_tests_get_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  test = proctor_tests_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (test, PROCTOR_TYPE_TEST, answer);

  return test;
}

static void
test_get (TestingEndpoint *self,
          gconstpointer data)
{
  g_autoptr (ProctorTest) next_reply = get (self, "{'id': 'test_1', 'access_info': " ACCESS ", " NEXT_REPLY "}");
  g_autoptr (ProctorTest) tool_call = get (self, "{'id': 'test_2', " TOOL_CALL "}");
  g_autoptr (ProctorTest) simulation = get (self, "{'id': 'test_3', " SIMULATION "}");
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (proctor_test_get_chat_history (next_reply), 1);
  g_autoptr (ProctorVariable) variable = g_list_model_get_item (proctor_test_get_dynamic_variables (next_reply), 0);
  g_autoptr (ProctorExample) example = g_list_model_get_item (proctor_test_get_failure_examples (next_reply), 0);

  g_assert_cmpstr (proctor_test_get_id (next_reply), ==, "test_1");
  g_assert_cmpstr (proctor_test_get_success_condition (next_reply), ==, "It greets.");
  g_assert_null (proctor_test_get_environment (next_reply));
  g_assert_cmpstr (proctor_turn_get_role (turn), ==, "user");
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "Straße 5?");
  g_assert_cmpint (proctor_turn_get_time_in_call_secs (turn), ==, 2);
  g_assert_cmpstr (proctor_variable_get_key (variable), ==, "order");
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, "17");
  g_assert_cmpstr (proctor_example_get_response (example), ==, "No.");

  g_assert_cmpstr (proctor_test_get_kind (tool_call), ==, "tool");
  g_assert_true (proctor_test_get_check_any_tool_matches (tool_call));
  g_assert_cmpstr (proctor_tool_reference_get_id (proctor_tool_expectation_get_referenced_tool (proctor_test_get_tool_call_parameters (tool_call))), ==, "tool_1");

  g_assert_cmpint (proctor_test_get_simulation_max_turns (simulation), ==, 12);
  g_assert_cmpstr (proctor_test_get_success_conditions (simulation)[1], ==, "It is kind.");
  g_assert_cmpstr (proctor_mock_behaviour_get_mocking_strategy (proctor_test_get_tool_mock_config (simulation)), ==, "selected");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_tool_mock_overrides (simulation)), ==, 1);
}

static void
create (TestingEndpoint *self,
        ProctorTest *test,
        const char *folder_id,
        const char *body)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/agent-testing/create",
    .body = body,
    .answer = "{'id': 'test_9', 'novelty': true}",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tests_create_async (self->client, test, folder_id, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  id = proctor_tests_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "test_9");
}

/* What only an answer says is not sent, and what a request can't do without is. */
static void
test_create (TestingEndpoint *self,
             gconstpointer data)
{
  g_autoptr (ProctorTest) next_reply = testing_record (PROCTOR_TYPE_TEST, "{'id': 'test_1', 'access_info': " ACCESS ", " NEXT_REPLY ", 'parent_folder_id': null}");
  g_autoptr (ProctorTest) tool_call = testing_record (PROCTOR_TYPE_TEST, "{'id': 'test_2', " TOOL_CALL "}");
  g_autoptr (ProctorTest) simulation = testing_record (PROCTOR_TYPE_TEST, "{'id': 'test_3', " SIMULATION ", 'success_condition': null}");
  g_autoptr (ProctorTest) draft = proctor_test_new ();
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();
  g_autoptr (ProctorExample) example = proctor_example_new ();

  create (self, next_reply, "tfld_1", "{" NEXT_REPLY ", 'parent_folder_id': 'tfld_1'}");
  create (self, tool_call, NULL, "{" TOOL_CALL "}");
  create (self, simulation, ODD_ID, "{" SIMULATION ", 'success_condition': null, 'parent_folder_id': '" ODD_ID "'}");

  proctor_test_set_name (draft, "New “test”");
  proctor_test_set_kind (draft, "llm");
  proctor_test_set_success_condition (draft, "It greets.");
  proctor_test_set_simulation_scenario (draft, "This belongs to another kind.");
  proctor_turn_set_role (turn, "user");
  proctor_turn_set_message (turn, "Hello?");
  g_list_store_append (G_LIST_STORE (proctor_test_get_chat_history (draft)), turn);
  proctor_example_set_response (example, "Hi!");
  g_list_store_append (G_LIST_STORE (proctor_test_get_success_examples (draft)), example);
  create (self, draft, NULL,
          "{'name': 'New “test”', 'type': 'llm', 'success_condition': 'It greets.', "
          "'chat_history': [{'role': 'user', 'message': 'Hello?', 'time_in_call_secs': 0}], "
          "'success_examples': [{'response': 'Hi!', 'type': 'success'}]}");
}

/* A test of no kind could be any. */
static void
test_create_kindless (TestingEndpoint *self,
                      gconstpointer data)
{
  g_autoptr (ProctorTest) test = proctor_test_new ();

  proctor_test_set_name (test, "New");
  proctor_tests_create_async (self->client, test, NULL, NULL, testing_endpoint_cb, self);
  testing_endpoint_finish_unsent (self);
}

static void
replace (TestingEndpoint *self,
         const char *folder_id,
         const char *body)
{
  const TestingExpectation expected = {
    .method = "PUT",
    .path = "/v1/convai/agent-testing/" ODD_ID_SENT,
    .body = body,
    .answer = "{'id': 'test_1', 'access_info': " ACCESS ", " NEXT_REPLY "}",
  };
  g_autoptr (ProctorTest) test = testing_record (PROCTOR_TYPE_TEST, expected.answer);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) replaced = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tests_replace_async (self->client, ODD_ID, test, folder_id, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  replaced = proctor_tests_replace_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (replaced, PROCTOR_TYPE_TEST, expected.answer);
  g_assert_cmpstr (proctor_test_get_name (replaced), ==, "Greets");
}

static void
test_replace (TestingEndpoint *self,
              gconstpointer data)
{
  replace (self, NULL, "{" NEXT_REPLY "}");
  replace (self, "tfld_1", "{" NEXT_REPLY ", 'parent_folder_id': 'tfld_1'}");
}

static void
test_delete (TestingEndpoint *self,
             gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "DELETE",
    .path = "/v1/convai/agent-testing/" ODD_ID_SENT,
    .answer = "null",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tests_delete_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  g_assert_true (proctor_tests_delete_finish (self->client, result, &error));
  g_assert_no_error (error);
}

static void
test_summarize (TestingEndpoint *self,
                gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/agent-testing/summaries",
    .body = "{'test_ids': ['" ODD_ID "', 'test_1']}",
    .answer = "{'tests': {'test_1': " SUMMARY "}, 'novelty': 1}",
  };
  const char *const ids[] = { ODD_ID, "test_1", ODD_ID, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorTestSummary) row = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tests_summarize_async (self->client, ids, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_tests_summarize_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 1, NULL);
  row = testing_page_dup_row (page, 0, PROCTOR_TYPE_TEST_SUMMARY);
  testing_assert_record (row, PROCTOR_TYPE_TEST_SUMMARY, SUMMARY);
  g_assert_cmpstr (proctor_record_get_identity (PROCTOR_RECORD (row)), ==, "test_1");
}

static void
move (TestingEndpoint *self,
      const char *folder_id,
      const char *body)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/agent-testing/bulk-move",
    .body = body,
    .answer = "{'moved': 2}",
  };
  const char *const ids[] = { "test_1", ODD_ID, "test_1", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tests_move_async (self->client, ids, folder_id, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  g_assert_true (proctor_tests_move_finish (self->client, result, &error));
  g_assert_no_error (error);
}

static void
test_move (TestingEndpoint *self,
           gconstpointer data)
{
  move (self, "tfld_1", "{'entity_ids': ['test_1', '" ODD_ID "'], 'move_to': 'tfld_1'}");
  move (self, NULL, "{'entity_ids': ['test_1', '" ODD_ID "']}");
}

/* What would be a folder of the path, or nothing, is no id. */
static void
test_no_id (TestingEndpoint *self,
            gconstpointer data)
{
  const char *const ids[] = { NULL, "", ".", ".." };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      proctor_tests_get_async (self->client, ids[i], NULL, testing_endpoint_cb, self);
      testing_endpoint_finish_unsent (self);
      proctor_tests_delete_async (self->client, ids[i], NULL, testing_endpoint_cb, self);
      testing_endpoint_finish_unsent (self);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add_contract ("/endpoints/tests/contract");
  testing_endpoint_add ("/endpoints/tests/list", test_list);
  testing_endpoint_add ("/endpoints/tests/list-plain", test_list_plain);
  testing_endpoint_add ("/endpoints/tests/get", test_get);
  testing_endpoint_add ("/endpoints/tests/create", test_create);
  testing_endpoint_add ("/endpoints/tests/create-kindless", test_create_kindless);
  testing_endpoint_add ("/endpoints/tests/replace", test_replace);
  testing_endpoint_add ("/endpoints/tests/delete", test_delete);
  testing_endpoint_add ("/endpoints/tests/summarize", test_summarize);
  testing_endpoint_add ("/endpoints/tests/move", test_move);
  testing_endpoint_add ("/endpoints/tests/no-id", test_no_id);

  return g_test_run ();
}
