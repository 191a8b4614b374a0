/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-invocations.h"
#include "proctor-lost-run.h"
#include "proctor-run-target.h"
#include "proctor-tests.h"
#include "testing-endpoint.h"

#include <string.h>

/* How a run gets lost, and what is not lost. */

#define RUN "/v1/convai/agents/agent_1/run-tests"
#define RESUBMIT "/v1/convai/test-invocations/suite_1/resubmit"
#define INVOCATION "{'id': 'suite_1', 'test_runs': []}"
#define PAGE "<!DOCTYPE html><html><body>Sign in</body></html>"

static ProctorRunRequest *
make_run (void)
{
  ProctorRunRequest *run = proctor_run_request_new ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

      proctor_run_target_set_test_id (target, i == 0 ? "test_1" : "test_2");
      g_list_store_append (G_LIST_STORE (proctor_run_request_get_tests (run)), target);
    }
  proctor_run_request_set_repeat_count (run, 3);

  return run;
}

static GBytes *
run (TestingEndpoint *self,
     GError **error)
{
  g_autoptr (ProctorRunRequest) request = make_run ();
  g_autoptr (GAsyncResult) result = NULL;

  proctor_invocations_run_async (self->client, "agent_1", request, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_wait (self);

  return proctor_invocations_run_finish (self->client, result, error);
}

static guint
count_runs (TestingEndpoint *self)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);
  guint count = 0;

  for (guint i = 0; i < requests->len; i++)
    count += g_str_equal (((const ProctorTestingRequest *) requests->pdata[i])->method, "POST");

  return count;
}

static void
assert_lost (TestingEndpoint *self,
             const ProctorTestingAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  const ProctorErrorDetails *details;
  ProctorLostRun *lost;
  gint64 began_at = g_get_real_time () / G_USEC_PER_SEC;

  proctor_testing_server_answer (self->server, "POST", RUN, answer);
  g_assert_null (run (self, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
  g_assert_cmpuint (count_runs (self), ==, 1);

  details = proctor_api_error_get_details (error);
  g_assert_nonnull (details->advice);
  g_assert_cmpuint (details->status, ==, answer->status == 0 && answer->fault == PROCTOR_TESTING_FAULT_NONE ? 200 : answer->status);
  g_assert_true (PROCTOR_IS_LOST_RUN (details->lost));
  lost = PROCTOR_LOST_RUN (details->lost);
  g_assert_cmpstr (proctor_lost_run_get_agent_id (lost), ==, "agent_1");
  g_assert_cmpuint (proctor_lost_run_get_n_runs (lost), ==, 6);
  g_assert_cmpint (proctor_lost_run_get_began_at (lost, NULL), <=, began_at);
  g_assert_cmpint (proctor_lost_run_get_began_at (lost, NULL), >, began_at - 600);
}

static void
assert_each_lost (TestingEndpoint *self,
                  gboolean warm)
{
  const ProctorTestingAnswer answers[] = {
    { .fault = PROCTOR_TESTING_FAULT_DROP },
    { .fault = PROCTOR_TESTING_FAULT_RESET },
    { .body = INVOCATION, .fault = PROCTOR_TESTING_FAULT_CUT },
    { .body = INVOCATION, .fault = PROCTOR_TESTING_FAULT_CUT_HEADERS },
    { .body = INVOCATION, .fault = PROCTOR_TESTING_FAULT_LONG_LENGTH },
    { .fault = PROCTOR_TESTING_FAULT_GARBAGE },
    { .status = 500, .body = "{}" },
    { .status = 502, .body = PAGE, .content_type = "text/html" },
    { .status = 503, .body = "{\"detail\": \"Later\"}" },
    { .status = 504 },
    { .status = 408 },
    { .body = PAGE, .content_type = "text/html" },
    { .body = PAGE },
    { .body = "" },
    { .body = "{\"id\": \"suite_1\", \"test_runs\": [" },
    { .body = "[]" },
    { .body = "null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      guint n_connections = 0;

      g_test_message ("Answer %" G_GSIZE_FORMAT, i);
      proctor_testing_server_reset (self->server);
      if (warm)
        {
          g_autoptr (GAsyncResult) result = NULL;
          g_autoptr (GError) error = NULL;

          testing_endpoint_answer (self, "DELETE", "/v1/convai/agent-testing/test_1", 0, "null");
          proctor_tests_delete_async (self->client, "test_1", NULL, testing_endpoint_cb, self);
          result = testing_endpoint_wait (self);
          g_assert_true (proctor_tests_delete_finish (self->client, result, &error));
          g_assert_no_error (error);
          n_connections = proctor_testing_server_count_connections (self->server);
        }
      assert_lost (self, &answers[i]);
      if (warm)
        g_assert_cmpuint (proctor_testing_server_count_connections (self->server), ==, n_connections + 1);
    }
}

static void
test_lost (TestingEndpoint *self,
           gconstpointer data)
{
  assert_each_lost (self, FALSE);
}

/* A connection that was kept open may have died meanwhile, and nobody could tell whether the server
 * had read from it; so what must not be sent again gets a new one. */
static void
test_lost_warm (TestingEndpoint *self,
                gconstpointer data)
{
  assert_each_lost (self, TRUE);
}

static void
test_lost_slow (TestingEndpoint *self,
                gconstpointer data)
{
  const ProctorTestingAnswer nothing = { .fault = PROCTOR_TESTING_FAULT_STALL };
  const ProctorTestingAnswer half = { .body = INVOCATION, .fault = PROCTOR_TESTING_FAULT_STALL_BODY };

  proctor_client_set_limits (self->client, 6, 1024 * 1024, 1);
  assert_lost (self, &nothing);
  proctor_testing_server_reset (self->server);
  assert_lost (self, &half);
}

static void
test_lost_large (TestingEndpoint *self,
                 gconstpointer data)
{
  const ProctorTestingAnswer large = { .body = INVOCATION, .padding = 4096 };

  proctor_client_set_limits (self->client, 6, 1024, 20);
  assert_lost (self, &large);
}

/* What never left can't have been done. */
static void
test_refused (TestingEndpoint *self,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->server);
  g_assert_null (run (self, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NETWORK);
  g_assert_null (proctor_api_error_get_details (error)->lost);
}

/* A server that says no has not done it. */
static void
test_rejected (TestingEndpoint *self,
               gconstpointer data)
{
  const struct
  {
    guint status;
    const char *answer;
    ProctorApiErrorCode code;
  } cases[] = {
    { 422, "{'detail': [{'loc': ['body', 'tests', 0, 'test_id'], 'msg': 'Field required', 'type': 'missing'}]}", PROCTOR_API_ERROR_INVALID },
    { 400, "{'detail': {'status': 'invalid', 'message': 'No such voice.'}}", PROCTOR_API_ERROR_INVALID },
    { 401, "{'detail': {'status': 'quota_exceeded', 'message': 'Pay.'}}", PROCTOR_API_ERROR_QUOTA },
    { 403, "{'detail': {'message': 'No.'}}", PROCTOR_API_ERROR_PERMISSION },
    { 404, "{'detail': {'message': 'No such agent.'}}", PROCTOR_API_ERROR_NOT_FOUND },
    { 429, "{'detail': {'code': 'rate_limit_exceeded', 'message': 'Slowly!'}}", PROCTOR_API_ERROR_RATE_LIMITED },
    { 429, "{'detail': {'code': 'concurrent_limit_exceeded', 'message': 'Wait!'}}", PROCTOR_API_ERROR_CONCURRENCY_LIMITED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const ProctorErrorDetails *details;

      proctor_testing_server_reset (self->server);
      testing_endpoint_answer (self, "POST", RUN, cases[i].status, cases[i].answer);
      g_assert_null (run (self, &error));
      g_assert_error (error, PROCTOR_API_ERROR, (int) cases[i].code);
      g_assert_cmpuint (count_runs (self), ==, 1);
      details = proctor_api_error_get_details (error);
      g_assert_null (details->lost);
      g_assert_cmpuint (details->status, ==, cases[i].status);
      if (cases[i].status == 422)
        g_assert_cmpstr (((const ProctorFieldProblem *) g_ptr_array_index (details->fields, 0))->path, ==, "body.tests.0.test_id");
    }
}

/* Runs that are begun again are not begun twice either; their invocation shows what became of
 * them, so nothing has to be looked for. */
static void
test_resubmit (TestingEndpoint *self,
               gconstpointer data)
{
  const ProctorTestingAnswer answers[] = {
    { .fault = PROCTOR_TESTING_FAULT_DROP },
    { .status = 503 },
    { .body = PAGE, .content_type = "text/html" },
  };
  const char *const run_ids[] = { "run_1", NULL };
  g_autoptr (ProctorResubmitRequest) request = proctor_resubmit_request_new ();

  proctor_resubmit_request_set_agent_id (request, "agent_1");
  proctor_resubmit_request_set_test_run_ids (request, run_ids);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("Answer %" G_GSIZE_FORMAT, i);
      proctor_testing_server_reset (self->server);
      proctor_testing_server_answer (self->server, "POST", RESUBMIT, &answers[i]);
      proctor_invocations_resubmit_async (self->client, "suite_1", request, NULL, testing_endpoint_cb, self);
      result = testing_endpoint_wait (self);
      g_assert_false (proctor_invocations_resubmit_finish (self->client, result, &error));
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
      g_assert_null (proctor_api_error_get_details (error)->lost);
      g_assert_cmpuint (count_runs (self), ==, 1);
    }
}

/* Somebody else's page in between is no success, whatever its status. */
static void
test_page (TestingEndpoint *self,
           gconstpointer data)
{
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other_error = NULL;

  proctor_testing_server_answer (self->server, "*", "*", &(ProctorTestingAnswer) { .body = " \n" PAGE, .content_type = "text/html" });
  proctor_tests_delete_async (self->client, "test_1", NULL, testing_endpoint_cb, self);
  deleted = testing_endpoint_wait (self);
  g_assert_false (proctor_tests_delete_finish (self->client, deleted, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "web page"));

  proctor_invocations_get_async (self->client, "suite_1", NULL, testing_endpoint_cb, self);
  got = testing_endpoint_wait (self);
  g_assert_null (proctor_invocations_get_finish (self->client, got, &other_error));
  g_assert_error (other_error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (other_error->message, "web page"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add ("/lost-run/lost", test_lost);
  testing_endpoint_add ("/lost-run/lost-warm", test_lost_warm);
  testing_endpoint_add ("/lost-run/lost-slow", test_lost_slow);
  testing_endpoint_add ("/lost-run/lost-large", test_lost_large);
  testing_endpoint_add ("/lost-run/refused", test_refused);
  testing_endpoint_add ("/lost-run/rejected", test_rejected);
  testing_endpoint_add ("/lost-run/resubmit", test_resubmit);
  testing_endpoint_add ("/lost-run/page", test_page);

  return g_test_run ();
}
