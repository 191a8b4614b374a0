/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "proctor-api-error.h"
#include "proctor-condition-result.h"
#include "proctor-lease.h"
#include "proctor-local-judge.h"
#include "proctor-local.h"
#include "proctor-turn.h"
#include "testing-endpoint.h"

/* What only the engine on this computer is asked for, at a socket. */

typedef struct
{
  char *folder;
  ProctorTestingServer *server;
  ProctorConnection *connection;
  GAsyncResult *result;
} Local;

static void
set_up (Local *self,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("l-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "s", NULL);
  self->server = proctor_testing_server_new_unix (path);
  self->connection = proctor_connection_new_local ("local", NULL, path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Local *self,
           gconstpointer data)
{
  g_clear_object (&self->result);
  g_clear_object (&self->connection);
  if (self->server != NULL)
    proctor_testing_assert_finalized (g_steal_pointer (&self->server));
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

static void
answer (Local *self,
        const char *method,
        const char *path,
        guint status,
        const char *text)
{
  g_autofree char *body = testing_json (text);
  const ProctorTestingAnswer said = { .status = status, .body = body };

  proctor_testing_server_answer (self->server, method, path, &said);
}

static void
finished_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  Local *self = user_data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

static gboolean
is_there (gpointer user_data)
{
  return ((Local *) user_data)->result != NULL;
}

static GAsyncResult *
wait_for_result (Local *self)
{
  proctor_testing_wait_for ("an answer", is_there, self);

  return g_steal_pointer (&self->result);
}

static char *
load_sample (Local *self,
             GError **error)
{
  g_autoptr (ProctorClient) client = proctor_client_new (self->connection, TESTING_KEY);
  g_autoptr (GAsyncResult) result = NULL;

  proctor_local_load_sample_async (client, NULL, finished_cb, self);
  result = wait_for_result (self);

  return proctor_local_load_sample_finish (client, result, error);
}

static void
test_sample (Local *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *agent_id = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  answer (self, "POST", "/v1/proctor/sample", 200, "{'agent_id': 'agent_1'}");
  agent_id = load_sample (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (agent_id, ==, "agent_1");
  requests = proctor_testing_server_dup_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 1);
  testing_endpoint_get_request (requests, 0, "POST", "/v1/proctor/sample");
}

static void
test_sample_there (Local *self,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *agent_id = NULL;

  answer (self, "POST", "/v1/proctor/sample", 409, "{'detail': {'code': 'workspace_not_empty', 'message': 'There is something.'}}");
  agent_id = load_sample (self, &error);
  g_assert_null (agent_id);
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT);
}

static void
test_sample_odd (Local *self,
                 gconstpointer data)
{
  const char *const bodies[] = { "{}", "[]", "{'agent_id': 4}", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *agent_id = NULL;

      proctor_testing_server_reset (self->server);
      answer (self, "POST", "/v1/proctor/sample", 200, bodies[i]);
      agent_id = load_sample (self, &error);
      g_assert_null (agent_id);
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
    }
}

/* Nobody but the engine is asked for it, whatever the program does. */
static void
test_sample_elsewhere (Local *self,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = proctor_connection_new ("id", NULL, "https://api.elevenlabs.io", &error);
  g_autoptr (ProctorClient) client = NULL;

  g_assert_no_error (error);
  client = proctor_client_new (connection, NULL);
  g_test_expect_message ("proctor-client", G_LOG_LEVEL_CRITICAL, "*PROCTOR_CONNECTION_LOCAL*");
  proctor_local_load_sample_async (client, NULL, finished_cb, self);
  g_test_assert_expected_messages ();
  g_test_expect_message ("proctor-client", G_LOG_LEVEL_CRITICAL, "*PROCTOR_CONNECTION_LOCAL*");
  proctor_lease_take_async (connection, NULL, finished_cb, self);
  g_test_assert_expected_messages ();
  g_assert_null (self->result);
}

static ProctorLease *
take_lease (Local *self,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_lease_take_async (self->connection, cancellable, finished_cb, self);
  result = wait_for_result (self);

  return proctor_lease_take_finish (self->connection, result, error);
}

static void
ended_cb (gboolean *ended)
{
  g_assert_false (*ended);
  *ended = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static ProctorJudgeAnswer *
ask_for_votes (Local *self,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (ProctorClient) client = proctor_client_new (self->connection, TESTING_KEY);
  g_autoptr (ProctorJudgeRequest) request = proctor_judge_request_new ();
  g_autoptr (ProctorTest) test = proctor_test_new ();
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();
  g_autoptr (GAsyncResult) result = NULL;

  proctor_test_set_kind (test, "llm");
  proctor_test_set_success_condition (test, "It greets.");
  proctor_turn_set_role (turn, "agent");
  proctor_turn_set_message (turn, "Good day!");
  proctor_judge_request_set_test_info (request, test);
  g_list_store_append (G_LIST_STORE (proctor_judge_request_get_agent_responses (request)), turn);
  proctor_judge_request_set_votes (request, 2);
  proctor_local_judge_async (client, request, cancellable, finished_cb, self);
  result = wait_for_result (self);

  return proctor_local_judge_finish (client, result, error);
}

static void
test_judge (Local *self,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorJudgeAnswer) votes = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (ProctorConditionResult) vote = NULL;
  g_autofree char *body = NULL;
  const ProctorTestingRequest *request;

  answer (self, "POST", "/v1/proctor/judge", 200,
          "{'votes': [{'result': 'failure', 'rationale': {'messages': ['No.'], 'summary': ''}}], 'result': 'failure', 'agreeing': 1, 'judge': 'openai', 'model': 'tiny',"
          " 'problem': {'code': 'key', 'message': 'The key.'}}");
  votes = ask_for_votes (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_judge_answer_get_result (votes), ==, "failure");
  g_assert_cmpstr (proctor_judge_answer_get_model (votes), ==, "tiny");
  g_assert_cmpstr (proctor_model_problem_get_message (proctor_judge_answer_get_problem (votes)), ==, "The key.");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_judge_answer_get_votes (votes)), ==, 1);
  vote = g_list_model_get_item (proctor_judge_answer_get_votes (votes), 0);
  g_assert_cmpstr (proctor_condition_result_get_result (vote), ==, "failure");

  requests = proctor_testing_server_dup_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 1);
  request = testing_endpoint_get_request (requests, 0, "POST", "/v1/proctor/judge");
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_nonnull (strstr (body, "\"type\":\"llm\""));
  g_assert_nonnull (strstr (body, "\"message\":\"Good day!\""));
  g_assert_nonnull (strstr (body, "\"votes\":2"));
}

/* A model may have its price, so nothing is sent twice. */
static void
test_judge_once (Local *self,
                 gconstpointer data)
{
  const ProctorTestingAnswer faults[] = {
    { .status = 500, .body = "{}" },
    { .status = 503, .body = "{}" },
    { .status = 422, .body = "{\"detail\":[{\"loc\":[\"body\",\"votes\"],\"msg\":\"No\",\"type\":\"x\"}]}" },
    { .fault = PROCTOR_TESTING_FAULT_CUT, .body = "{\"votes\":[]}" },
    { .fault = PROCTOR_TESTING_FAULT_DROP },
    { .body = "[]" },
    { .body = "nonsense" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorJudgeAnswer) votes = NULL;
      g_autoptr (GPtrArray) requests = NULL;

      proctor_testing_server_reset (self->server);
      proctor_testing_server_answer (self->server, "POST", "/v1/proctor/judge", &faults[i]);
      votes = ask_for_votes (self, NULL, &error);
      g_assert_null (votes);
      g_assert_nonnull (error);
      requests = proctor_testing_server_dup_requests (self->server);
      g_assert_cmpuint (requests->len, ==, 1);
    }
}

static void
test_judge_cancelled (Local *self,
                      gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (ask_for_votes (self, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* It begins, and then nothing comes until the other side has gone. */
static void
test_lease (Local *self,
            gconstpointer data)
{
  const ProctorTestingAnswer begun = { .body = "    ", .fault = PROCTOR_TESTING_FAULT_STALL_BODY };
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorLease) lease = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  gboolean ended = FALSE;

  proctor_testing_server_answer (self->server, "GET", "/v1/proctor/lease", &begun);
  lease = take_lease (self, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (lease, "ended", G_CALLBACK (ended_cb), &ended);
  requests = proctor_testing_server_dup_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (((const ProctorTestingRequest *) g_ptr_array_index (requests, 0))->path, ==, "/v1/proctor/lease");
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (ended);

  proctor_testing_assert_finalized (g_steal_pointer (&self->server));
  proctor_testing_wait_for ("the lease to end", is_true, &ended);
  proctor_testing_assert_finalized (g_steal_pointer (&lease));
}

static void
test_lease_given_back (Local *self,
                       gconstpointer data)
{
  const ProctorTestingAnswer begun = { .body = "    ", .fault = PROCTOR_TESTING_FAULT_STALL_BODY };
  g_autoptr (GError) error = NULL;
  ProctorLease *lease;
  gboolean ended = FALSE;

  proctor_testing_server_answer (self->server, "GET", "/v1/proctor/lease", &begun);
  lease = take_lease (self, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (lease, "ended", G_CALLBACK (ended_cb), &ended);
  proctor_lease_give_back (lease);
  proctor_testing_assert_finalized (lease);
  g_assert_false (ended);
}

static void
test_lease_refused (Local *self,
                    gconstpointer data)
{
  const ProctorTestingAnswer dropped = { .fault = PROCTOR_TESTING_FAULT_DROP };
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorLease) lease = NULL;

  answer (self, "GET", "/v1/proctor/lease", 404, "{}");
  lease = take_lease (self, NULL, &error);
  g_assert_null (lease);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  proctor_testing_server_reset (self->server);
  proctor_testing_server_answer (self->server, "*", "*", &dropped);
  lease = take_lease (self, NULL, &error);
  g_assert_null (lease);
  g_assert_nonnull (error);
  g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA));
  g_clear_error (&error);

  proctor_testing_assert_finalized (g_steal_pointer (&self->server));
  lease = take_lease (self, NULL, &error);
  g_assert_null (lease);
  g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
}

static void
test_lease_cancelled (Local *self,
                      gconstpointer data)
{
  const ProctorTestingAnswer stalled = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorLease) lease = NULL;

  proctor_testing_server_answer (self->server, "*", "*", &stalled);
  proctor_lease_take_async (self->connection, cancellable, finished_cb, self);
  proctor_testing_server_wait_requests (self->server, 1);
  g_cancellable_cancel (cancellable);
  result = wait_for_result (self);
  lease = proctor_lease_take_finish (self->connection, result, &error);
  g_assert_null (lease);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function) g_test_add (name, Local, NULL, set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("/endpoints/local/sample", test_sample);
  ADD ("/endpoints/local/sample-there", test_sample_there);
  ADD ("/endpoints/local/sample-odd", test_sample_odd);
  ADD ("/endpoints/local/sample-elsewhere", test_sample_elsewhere);
  ADD ("/endpoints/local/judge", test_judge);
  ADD ("/endpoints/local/judge-once", test_judge_once);
  ADD ("/endpoints/local/judge-cancelled", test_judge_cancelled);
  ADD ("/endpoints/local/lease", test_lease);
  ADD ("/endpoints/local/lease-given-back", test_lease_given_back);
  ADD ("/endpoints/local/lease-refused", test_lease_refused);
  ADD ("/endpoints/local/lease-cancelled", test_lease_cancelled);

  return g_test_run ();
}
