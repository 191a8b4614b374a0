/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-record.h"
#include "proctor-run-start.h"
#include "proctor-run-target.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"

#include <string.h>

#define AGENTS "/v1/convai/agents"
#define RUN AGENTS "/agent_1/run-tests"
#define INVOCATION(id) "{\"id\": \"" id "\", \"agent_id\": \"agent_1\", \"test_runs\": [" RUN_OF ("1", id) "," RUN_OF ("2", id) "]}"
#define RUN_OF(n, id) "{\"test_run_id\": \"run_" n "\", \"test_invocation_id\": \"" id "\", \"agent_id\": \"agent_1\", \"test_id\": \"test_" n "\", \"status\": \"pending\"}"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->result);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
}

static void
answer (Fixture *fixture,
        const char *method,
        const char *path,
        const char *body)
{
  proctor_testing_server_answer (fixture->server, method, path, &(ProctorTestingAnswer) { .body = body });
}

static void
keep_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static gboolean
has_result (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->result != NULL;
}

static void
wait (Fixture *fixture)
{
  proctor_testing_wait_for ("an answer", has_result, fixture);
}

static char *
start (Fixture *fixture,
       GError **error)
{
  const char *tests[] = { "test_1", "test_2", NULL };
  g_autoptr (ProctorRunRequest) run = proctor_run_request_new ();
  char *id;

  for (gsize i = 0; tests[i] != NULL; i++)
    {
      g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

      proctor_run_target_set_test_id (target, tests[i]);
      g_list_store_append (G_LIST_STORE (proctor_run_request_get_tests (run)), target);
    }
  proctor_run_request_set_branch_id (run, "branch_1");
  proctor_run_request_set_repeat_count (run, 3);
  proctor_run_start_async (fixture->session, "agent_1", run, NULL, keep_cb, fixture);
  wait (fixture);
  id = proctor_run_start_finish (fixture->session, fixture->result, error);
  g_clear_object (&fixture->result);

  return id;
}

static guint
count_posts (Fixture *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      n += g_str_equal (request->method, "POST") ? 1 : 0;
    }

  return n;
}

static void
test_started (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  const ProctorTestingRequest *request;

  answer (fixture, "POST", RUN, INVOCATION ("suite_1"));
  id = start (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "suite_1");

  requests = proctor_testing_server_dup_requests (fixture->server);
  g_assert_cmpuint (requests->len, ==, 1);
  request = g_ptr_array_index (requests, 0);
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_nonnull (strstr (body, "\"branch_id\":\"branch_1\""));
  g_assert_nonnull (strstr (body, "\"repeat_count\":3"));
  g_assert_nonnull (strstr (body, "{\"test_id\":\"test_2\"}"));
}

/* Nobody can tell whether it was begun; looking for it is another thing. */
static void
test_lost (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  proctor_testing_server_answer (fixture->server, "POST", RUN, &(ProctorTestingAnswer) { .body = INVOCATION ("suite_3"), .fault = PROCTOR_TESTING_FAULT_CUT });
  g_assert_null (start (fixture, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
  g_assert_cmpuint (count_posts (fixture), ==, 1);
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  proctor_testing_server_answer (fixture->server, "POST", RUN, &(ProctorTestingAnswer) { .status = 422, .body = "{\"detail\": [{\"loc\": [\"body\", \"tests\"], \"msg\": \"no such test\", \"type\": \"value_error\"}]}" });
  g_assert_null (start (fixture, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);

  g_clear_error (&error);
  proctor_testing_server_reset (fixture->server);
  answer (fixture, "POST", RUN, "{\"test_runs\": []}");
  g_assert_null (start (fixture, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
}

/* All pages, and rows that can't be read are no agents. */
static void
test_agents (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) agents = NULL;
  g_autoptr (ProctorRecord) last = NULL;

  answer (fixture, "GET", AGENTS, "{\"agents\": [{\"agent_id\": \"agent_1\", \"name\": \"A\", \"created_at_unix_secs\": 1}, 7], \"has_more\": true, \"next_cursor\": \"c\"}");
  answer (fixture, "GET", AGENTS, "{\"agents\": [{\"agent_id\": \"agent_2\", \"name\": \"B\", \"created_at_unix_secs\": 1}], \"has_more\": false}");
  proctor_run_start_list_agents_async (fixture->session, NULL, keep_cb, fixture);
  wait (fixture);
  agents = proctor_run_start_list_agents_finish (fixture->session, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (agents), ==, 2);
  last = g_list_model_get_item (agents, 1);
  g_assert_cmpstr (proctor_record_get_identity (last), ==, "agent_2");
}

static void
test_branches (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) branches = NULL;
  g_autoptr (ProctorRecord) first = NULL;

  answer (fixture, "GET", AGENTS "/agent_1", "{\"agent_id\": \"agent_1\", \"name\": \"A\", \"main_branch_id\": \"b_2\"}");
  answer (fixture, "GET", AGENTS "/agent_1/branches", "{\"results\": [{\"id\": \"b_1\", \"name\": \"Late\"}, {\"id\": \"b_2\", \"name\": \"Main\"}]}");
  proctor_run_start_list_branches_async (fixture->session, "agent_1", NULL, keep_cb, fixture);
  wait (fixture);
  branches = proctor_run_start_list_branches_finish (fixture->session, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (branches), ==, 2);
  first = g_list_model_get_item (branches, 0);
  g_assert_cmpstr (proctor_record_get_identity (first), ==, "b_2");
  g_clear_object (&fixture->result);

  proctor_testing_server_reset (fixture->server);
  proctor_testing_server_answer (fixture->server, "GET", AGENTS "/agent_1", &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\": {\"status\": \"not_found\", \"message\": \"No such agent.\"}}" });
  proctor_run_start_list_branches_async (fixture->session, "agent_1", NULL, keep_cb, fixture);
  wait (fixture);
  g_assert_null (proctor_run_start_list_branches_finish (fixture->session, fixture->result, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add ("/run-start/started", Fixture, NULL, set_up, test_started, tear_down);
  g_test_add ("/run-start/lost", Fixture, NULL, set_up, test_lost, tear_down);
  g_test_add ("/run-start/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/run-start/agents", Fixture, NULL, set_up, test_agents, tear_down);
  g_test_add ("/run-start/branches", Fixture, NULL, set_up, test_branches, tear_down);

  return g_test_run ();
}
