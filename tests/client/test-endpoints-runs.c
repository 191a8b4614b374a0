/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-invocation-skim.h"
#include "proctor-invocation-summary.h"
#include "proctor-invocations.h"
#include "proctor-run-target.h"
#include "testing-endpoint.h"

#define SUMMARY "{'id': 'suite_1', 'title': 'Rückgaben', 'agent_id': 'agent_1', 'branch_id': 'agtbrch_1', 'version_id': null, "              \
                "'ran_against_draft': true, 'created_at_unix_secs': 1782000000, 'test_run_count': 6, 'passed_count': 2, 'failed_count': 1, " \
                "'pending_count': 3, 'cancelled_count': 0, 'repeat_count': 3, 'credits_used': 12.5, 'total_price': 0.25, 'access_info': " ACCESS ", 'novelty': {}}"
#define INVOCATION "{'id': 'suite_1', 'agent_id': 'agent_1', 'branch_id': 'agtbrch_1', 'created_at': 1782000000, 'repeat_count': 1, "               \
                   "'test_runs': [{'test_run_id': 'run_1', 'test_invocation_id': 'suite_1', 'agent_id': 'agent_1', 'test_id': 'test_1', "           \
                   "'status': 'pending', 'test_name': 'Greets', 'last_updated_at_unix': 1782000000, 'workflow_node_id': 'node_1', 'novelty': 1}], " \
                   "'novelty': {'a': [null]}}"

static void
assert_invocation (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) expected = testing_json_bytes (INVOCATION);
  g_autoptr (ProctorInvocationSkim) skim = NULL;

  g_assert_nonnull (body);
  g_assert_true (g_bytes_equal (body, expected));
  skim = proctor_invocation_skim_new (body, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_invocation_get_id (proctor_invocation_skim_get_head (skim)), ==, "suite_1");
  g_assert_cmpuint (proctor_invocation_skim_get_n_runs (skim), ==, 1);
  g_assert_cmpstr (proctor_run_row_get_test_id (proctor_invocation_skim_get_row (skim, 0)), ==, "test_1");
}

static void
run (TestingEndpoint *self,
     ProctorRunRequest *request,
     const char *body)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/agents/" ODD_ID_SENT "/run-tests",
    .body = body,
    .answer = INVOCATION,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_invocations_run_async (self->client, ODD_ID, request, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  answer = proctor_invocations_run_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_invocation (answer);
}

static ProctorRunTarget *
add_target (ProctorRunRequest *request,
            const char *test_id)
{
  g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

  proctor_run_target_set_test_id (target, test_id);
  g_list_store_append (G_LIST_STORE (proctor_run_request_get_tests (request)), target);

  return target;
}

static void
test_run (TestingEndpoint *self,
          gconstpointer data)
{
  g_autoptr (ProctorRunRequest) request = proctor_run_request_new ();
  ProctorRunTarget *target;

  add_target (request, "test_1");
  run (self, request, "{'tests': [{'test_id': 'test_1'}]}");

  target = add_target (request, ODD_ID);
  proctor_run_target_set_workflow_node_id (target, "node_1");
  proctor_run_target_set_root_folder_id (target, "tfld_1");
  proctor_run_target_set_root_folder_name (target, "Rückgaben");
  proctor_run_request_set_branch_id (request, "agtbrch_1");
  proctor_run_request_set_repeat_count (request, 3);
  proctor_run_request_set_agent_config_override (request, "{\"conversation_config\": {}, \"platform_settings\": {}, \"workflow\": null}");
  run (self, request,
       "{'tests': [{'test_id': 'test_1'}, {'test_id': '" ODD_ID "', 'workflow_node_id': 'node_1', 'root_folder_id': 'tfld_1', 'root_folder_name': 'Rückgaben'}], "
       "'branch_id': 'agtbrch_1', 'repeat_count': 3, "
       "'agent_config_override': {'conversation_config': {}, 'platform_settings': {}, 'workflow': null}}");

  /* What was taken away again is left out, not null. */
  proctor_run_request_set_branch_id (request, NULL);
  proctor_record_unset (PROCTOR_RECORD (request), PROCTOR_RUN_REQUEST_FIELD_REPEAT_COUNT);
  proctor_record_unset (PROCTOR_RECORD (request), PROCTOR_RUN_REQUEST_FIELD_AGENT_CONFIG_OVERRIDE);
  g_list_store_remove (G_LIST_STORE (proctor_run_request_get_tests (request)), 1);
  run (self, request, "{'tests': [{'test_id': 'test_1'}]}");
}

/* What can't be written is not sent in part. */
static void
test_run_invalid (TestingEndpoint *self,
                  gconstpointer data)
{
  g_autoptr (ProctorRunRequest) request = proctor_run_request_new ();

  add_target (request, "test_1");
  proctor_run_request_set_agent_config_override (request, "{");
  proctor_invocations_run_async (self->client, "agent_1", request, NULL, testing_endpoint_cb, self);
  testing_endpoint_finish_unsent (self);
}

static void
test_list (TestingEndpoint *self,
           gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/test-invocations",
    .query = "cursor=c1&page_size=50&agent_id=" ODD_ID_SENT "&branch_id=agtbrch_1&version_id=agtvrsn_1&test_id=" OTHER_ID_SENT
             "&search=%C3%84%20b&start_time=1782000000&end_time=1782000100",
    .answer = "{'results': [" SUMMARY "], 'meta': {'total': 1, 'page': null, 'page_size': 50}, 'next_cursor': 'c2', 'has_more': true}",
  };
  const ProctorInvocationsQuery query = {
    .agent_id = ODD_ID,
    .branch_id = "agtbrch_1",
    .version_id = "agtvrsn_1",
    .test_id = OTHER_ID,
    .search = "Ä b",
    .start_time = 1782000000,
    .end_time = 1782000100,
    .cursor = "c1",
    .page_size = 50,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorInvocationSummary) row = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_invocations_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_invocations_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 1, "c2");
  row = testing_page_dup_row (page, 0, PROCTOR_TYPE_INVOCATION_SUMMARY);
  testing_assert_record (row, PROCTOR_TYPE_INVOCATION_SUMMARY, SUMMARY);
  g_assert_cmpstr (proctor_invocation_summary_get_id (row), ==, "suite_1");
  g_assert_cmpstr (proctor_invocation_summary_get_title (row), ==, "Rückgaben");
  g_assert_cmpint (proctor_invocation_summary_get_created_at (row), ==, 1782000000);
  g_assert_cmpint (proctor_invocation_summary_get_test_run_count (row), ==, 6);
  g_assert_cmpint (proctor_invocation_summary_get_pending_count (row), ==, 3);
  g_assert_cmpint (proctor_invocation_summary_get_repeat_count (row), ==, 3);
  g_assert_cmpfloat (proctor_invocation_summary_get_credits_used (row), ==, 12.5);
  g_assert_true (proctor_invocation_summary_get_ran_against_draft (row));
  g_assert_null (proctor_invocation_summary_get_version_id (row));
}

static void
test_list_plain (TestingEndpoint *self,
                 gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/test-invocations",
    .answer = "{'results': [], 'has_more': false}",
  };
  const ProctorInvocationsQuery query = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_invocations_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_invocations_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 0, NULL);
}

static void
test_get (TestingEndpoint *self,
          gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/test-invocations/" ODD_ID_SENT,
    .answer = INVOCATION,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_invocations_get_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  answer = proctor_invocations_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_invocation (answer);
}

static void
resubmit (TestingEndpoint *self,
          ProctorResubmitRequest *request,
          const char *body)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/test-invocations/" ODD_ID_SENT "/resubmit",
    .body = body,
    .answer = "null",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_invocations_resubmit_async (self->client, ODD_ID, request, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  g_assert_true (proctor_invocations_resubmit_finish (self->client, result, &error));
  g_assert_no_error (error);
}

static void
test_resubmit (TestingEndpoint *self,
               gconstpointer data)
{
  g_autoptr (ProctorResubmitRequest) request = proctor_resubmit_request_new ();
  const char *const run_ids[] = { "run_1", ODD_ID, NULL };

  proctor_resubmit_request_set_test_run_ids (request, run_ids);
  proctor_resubmit_request_set_agent_id (request, "agent_1");
  resubmit (self, request, "{'test_run_ids': ['run_1', '" ODD_ID "'], 'agent_id': 'agent_1'}");

  proctor_resubmit_request_set_branch_id (request, "agtbrch_1");
  proctor_resubmit_request_set_agent_config_override (request, "{\"conversation_config\": {}, \"platform_settings\": {}}");
  resubmit (self, request,
            "{'test_run_ids': ['run_1', '" ODD_ID "'], 'agent_id': 'agent_1', 'branch_id': 'agtbrch_1', "
            "'agent_config_override': {'conversation_config': {}, 'platform_settings': {}}}");
}

static void
test_cancel (TestingEndpoint *self,
             gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/test-invocations/" ODD_ID_SENT "/cancel",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_invocations_cancel_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  g_assert_true (proctor_invocations_cancel_finish (self->client, result, &error));
  g_assert_no_error (error);
}

/* Servers from before it was invented say it in three ways. */
static void
test_cancel_unsupported (TestingEndpoint *self,
                         gconstpointer data)
{
  const struct
  {
    guint status;
    const char *answer;
    ProctorApiErrorCode code;
  } cases[] = {
    { 404, "{'detail': 'Not Found'}", PROCTOR_API_ERROR_UNSUPPORTED },
    { 405, "{'detail': 'Method Not Allowed'}", PROCTOR_API_ERROR_UNSUPPORTED },
    { 404, "{'detail': {'status': 'not_found', 'message': 'No such invocation.'}}", PROCTOR_API_ERROR_NOT_FOUND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      proctor_testing_server_reset (self->server);
      testing_endpoint_answer (self, "POST", "/v1/convai/test-invocations/suite_1/cancel", cases[i].status, cases[i].answer);
      proctor_invocations_cancel_async (self->client, "suite_1", NULL, testing_endpoint_cb, self);
      result = testing_endpoint_wait (self);
      g_assert_false (proctor_invocations_cancel_finish (self->client, result, &error));
      g_assert_error (error, PROCTOR_API_ERROR, (int) cases[i].code);
      g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 1);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add_contract ("/endpoints/runs/contract");
  testing_endpoint_add ("/endpoints/runs/run", test_run);
  testing_endpoint_add ("/endpoints/runs/run-invalid", test_run_invalid);
  testing_endpoint_add ("/endpoints/runs/list", test_list);
  testing_endpoint_add ("/endpoints/runs/list-plain", test_list_plain);
  testing_endpoint_add ("/endpoints/runs/get", test_get);
  testing_endpoint_add ("/endpoints/runs/resubmit", test_resubmit);
  testing_endpoint_add ("/endpoints/runs/cancel", test_cancel);
  testing_endpoint_add ("/endpoints/runs/cancel-unsupported", test_cancel_unsupported);

  return g_test_run ();
}
