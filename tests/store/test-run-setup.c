/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-choices.h"
#include "proctor-run-override.h"
#include "proctor-run-setup.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "testing-history.h"
#include "testing-result.h"

#include <string.h>

#define AGENTS "/v1/convai/agents"
#define AGENT_1 "{\"agent_id\": \"agent_1\", \"name\": \"Hotel\", \"created_at_unix_secs\": 1}"
#define AGENT_2 "{\"agent_id\": \"agent_2\", \"name\": \"Bank\", \"created_at_unix_secs\": 1}"
#define CONFIG "\"conversation_config\": {\"agent\": {\"prompt\": {\"prompt\": \"Be kind\", \"tool_ids\": [\"tool_1\"], \"tools\": [{\"type\": \"client\", \"name\": \"t\"}], \"novel\": 1.0}}, \"tts\": {\"speed\": 1.25}}, \"platform_settings\": {}"
#define WORKFLOW "\"workflow\": {\"edges\": {}, \"nodes\": {\"start_node\": {\"type\": \"start\"}, \"node_2\": {\"type\": \"override_agent\", \"label\": \"Complaints\"}}}"
#define BRANCHES "{\"results\": [{\"id\": \"b_2\", \"name\": \"Late\", \"draft_exists\": true}, {\"id\": \"b_1\", \"name\": \"Main\", \"current_live_percentage\": 80}]}"
#define RUN AGENTS "/agent_1/run-tests"
#define RUNS "/v1/convai/test-invocations"
#define TESTS "/v1/convai/agent-testing"
#define TURN "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hello\", \"time_in_call_secs\": 0}]"
#define GOOD "{\"id\": \"test_1\", \"name\": \"Greets\", \"type\": \"llm\", \"success_condition\": \"It greets.\", " TURN "}"
#define BAD "{\"id\": \"test_2\", \"name\": \"Says nothing\", \"type\": \"llm\", \"success_condition\": \"\", " TURN "}"
#define STARTED "{\"id\": \"suite_1\", \"test_runs\": []}"

/* What tests are run with: each test of this file makes its own. */
typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorRunSetup *setup;
} Fixture;

static void
answer (Fixture *fixture,
        const char *method,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (fixture->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
make_plan (Fixture *fixture)
{
  g_clear_object (&fixture->setup);
  fixture->setup = proctor_run_setup_new (fixture->session);
  proctor_run_setup_add_test (fixture->setup, "test_1", "Greets", NULL);
  proctor_run_setup_add_test (fixture->setup, "test_2", "Says nothing", NULL);
}

static void
begin (Fixture *fixture,
       ProctorHistory *history,
       const char *agents)
{
  g_autofree char *list = g_strdup_printf ("{\"agents\": [%s], \"has_more\": false}", agents);

  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, history);
  answer (fixture, "GET", AGENTS, 200, list);
  answer (fixture, "GET", AGENTS "/agent_1", 200, "{\"agent_id\": \"agent_1\", \"name\": \"Hotel\", \"main_branch_id\": \"b_1\", " CONFIG ", " WORKFLOW "}");
  answer (fixture, "GET", AGENTS "/agent_1/branches", 200, BRANCHES);
  make_plan (fixture);
}

static void
end (Fixture *fixture)
{
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->setup));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
}

static GPtrArray *
dup_posts (Fixture *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  GPtrArray *posts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      if (g_str_equal (request->method, "POST"))
        g_ptr_array_add (posts, g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body)));
    }

  return posts;
}

static void
assert_posts (Fixture *fixture,
              guint n)
{
  g_autoptr (GPtrArray) posts = dup_posts (fixture);

  g_assert_cmpuint (posts->len, ==, n);
}

static void
assert_last_post (Fixture *fixture,
                  const char *part,
                  gboolean is_there)
{
  g_autoptr (GPtrArray) posts = dup_posts (fixture);

  g_assert_cmpuint (posts->len, >, 0);
  g_test_message ("%s", (const char *) g_ptr_array_index (posts, posts->len - 1));
  g_assert_true ((strstr (g_ptr_array_index (posts, posts->len - 1), part) != NULL) == is_there);
}

#define DEFINE_WAIT(name, condition)                             \
  static gboolean name##_cb (gpointer user_data)                 \
  {                                                              \
    ProctorRunSetup *setup = user_data;                          \
    return (condition);                                          \
  }                                                              \
  static void name (Fixture *fixture)                            \
  {                                                              \
    proctor_testing_wait_for (#name, name##_cb, fixture->setup); \
  }

DEFINE_WAIT (wait_started, proctor_run_setup_get_state (setup) == PROCTOR_RUN_SETUP_STARTED)
DEFINE_WAIT (wait_lost, proctor_run_setup_get_state (setup) == PROCTOR_RUN_SETUP_LOST)
DEFINE_WAIT (wait_choosing, proctor_run_setup_get_state (setup) == PROCTOR_RUN_SETUP_CHOOSING)
DEFINE_WAIT (wait_branch, proctor_run_setup_get_branch_id (setup) != NULL)
DEFINE_WAIT (wait_nodes, proctor_run_setup_has_workflow (setup))
DEFINE_WAIT (wait_checked, proctor_run_checks_get_job (proctor_run_setup_get_checks (setup)) != NULL && !proctor_run_checks_is_running (proctor_run_setup_get_checks (setup)))
DEFINE_WAIT (wait_checking, proctor_run_checks_is_running (proctor_run_setup_get_checks (setup)))
DEFINE_WAIT (wait_estimate, proctor_run_setup_get_estimate (setup) != NULL)
DEFINE_WAIT (wait_override, proctor_run_setup_get_override_problem (setup) != NULL)

static gboolean
has_agents_cb (gpointer user_data)
{
  return proctor_choice_list_get_state (proctor_run_setup_get_agents (user_data)) == PROCTOR_CHOICE_READY;
}

/* Somebody is faster than the server, and presses twice: it is run once, on the only agent and its main branch. */
static void
test_early (TestingHistory *history,
            gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_1);
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_load (fixture.setup);
  g_assert_null (proctor_run_setup_get_agent_id (fixture.setup));
  proctor_run_setup_start (fixture.setup);
  proctor_run_setup_start (fixture.setup);
  {
    g_autofree char *waiting = proctor_run_setup_dup_waiting_for (fixture.setup);

    g_assert_nonnull (waiting);
  }
  wait_started (&fixture);
  g_assert_cmpstr (proctor_run_setup_get_invocation_id (fixture.setup), ==, "suite_1");
  assert_posts (&fixture, 1);
  assert_last_post (&fixture, "\"branch_id\":\"b_1\"", TRUE);
  assert_last_post (&fixture, "repeat_count", FALSE);

  /* It has been done. */
  proctor_run_setup_start (fixture.setup);
  assert_posts (&fixture, 1);
  end (&fixture);
}

/* Of several agents none is taken because it happens to be the first. */
static void
test_which_agent (TestingHistory *history,
                  gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_2 "," AGENT_1);
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_load (fixture.setup);
  proctor_run_setup_start (fixture.setup);
  wait_choosing (&fixture);
  {
    g_autofree char *obstacle = proctor_run_setup_dup_obstacle (fixture.setup);

    g_assert_cmpstr (obstacle, ==, "Choose the agent first");
  }
  assert_posts (&fixture, 0);
  proctor_run_setup_choose_agent (fixture.setup, "agent_1");
  proctor_run_setup_start (fixture.setup);
  wait_started (&fixture);
  assert_posts (&fixture, 1);
  end (&fixture);
}

static void
test_refused (TestingHistory *history,
              gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_1);
  answer (&fixture, "POST", RUN, 422, "{\"detail\": \"Too many\"}");
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_load (fixture.setup);
  proctor_run_setup_set_repeat_count (fixture.setup, 3);
  proctor_run_setup_start (fixture.setup);
  wait_choosing (&fixture);
  g_assert_nonnull (proctor_run_setup_get_error (fixture.setup));
  g_assert_cmpuint (proctor_run_setup_get_repeat_count (fixture.setup), ==, 3);
  proctor_run_setup_retry (fixture.setup);
  wait_started (&fixture);
  assert_posts (&fixture, 2);
  assert_last_post (&fixture, "\"repeat_count\":3", TRUE);
  end (&fixture);
}

static char *
make_invocation (const char *id)
{
  return g_strdup_printf ("{\"id\": \"%s\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"test_runs\": ["
                          "{\"test_run_id\": \"r_1\", \"test_invocation_id\": \"%s\", \"agent_id\": \"agent_1\", \"test_id\": \"test_1\", \"status\": \"pending\"},"
                          "{\"test_run_id\": \"r_2\", \"test_invocation_id\": \"%s\", \"agent_id\": \"agent_1\", \"test_id\": \"test_2\", \"status\": \"pending\"}]}",
                          id, id, id);
}

static void
lose_answer (Fixture *fixture)
{
  g_autofree char *list = g_strdup_printf ("{\"results\": [{\"id\": \"suite_7\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"2 tests\", \"created_at_unix_secs\": %" G_GINT64_FORMAT ","
                                           " \"test_run_count\": 2, \"passed_count\": 0, \"failed_count\": 0, \"pending_count\": 2}], \"has_more\": false}",
                                           g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *body = make_invocation ("suite_7");

  proctor_testing_server_answer (fixture->server, "POST", RUN, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
  answer (fixture, "GET", RUNS, 200, "{\"results\": [], \"has_more\": false}");
  answer (fixture, "GET", RUNS, 200, list);
  answer (fixture, "GET", RUNS "/suite_7", 200, body);
  proctor_run_setup_load (fixture->setup);
  proctor_run_setup_start (fixture->setup);
  wait_lost (fixture);
}

/* At first the server has nothing of it. When it has, it is offered, and a person says that it is it. */
static void
test_lost (TestingHistory *history,
           gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_1);
  lose_answer (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_run_setup_get_candidates (fixture.setup)), ==, 0);
  proctor_run_setup_look_again (fixture.setup);
  g_assert_cmpint (proctor_run_setup_get_state (fixture.setup), ==, PROCTOR_RUN_SETUP_SEARCHING);
  wait_lost (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_run_setup_get_candidates (fixture.setup)), ==, 1);
  proctor_run_setup_start (fixture.setup);
  assert_posts (&fixture, 1);
  proctor_run_setup_adopt (fixture.setup, "suite_7");
  g_assert_cmpint (proctor_run_setup_get_state (fixture.setup), ==, PROCTOR_RUN_SETUP_STARTED);
  g_assert_cmpstr (proctor_run_setup_get_invocation_id (fixture.setup), ==, "suite_7");
  assert_posts (&fixture, 1);
  end (&fixture);
}

static void
test_lost_again (TestingHistory *history,
                 gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_1);
  lose_answer (&fixture);
  assert_posts (&fixture, 1);
  proctor_testing_server_reset (fixture.server);
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_start_again (fixture.setup);
  proctor_run_setup_start_again (fixture.setup);
  wait_started (&fixture);
  g_assert_cmpstr (proctor_run_setup_get_invocation_id (fixture.setup), ==, "suite_1");
  assert_posts (&fixture, 1);
  end (&fixture);
}

/* The list can't be had either: that is said, and still nothing is sent twice. */
static void
test_lost_and_away (TestingHistory *history,
                    gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_1);
  proctor_testing_server_answer (fixture.server, "POST", RUN, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_CUT, .body = STARTED });
  answer (&fixture, "GET", RUNS, 403, "{\"detail\": \"no\"}");
  proctor_run_setup_load (fixture.setup);
  proctor_run_setup_start (fixture.setup);
  wait_lost (&fixture);
  g_assert_nonnull (proctor_run_setup_get_error (fixture.setup));
  assert_posts (&fixture, 1);
  end (&fixture);
}

/* A test that can't be judged stops it; without that one it goes on. */
static void
test_faulty (TestingHistory *history,
             gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_1);
  answer (&fixture, "GET", TESTS "/test_1", 200, GOOD);
  answer (&fixture, "GET", TESTS "/test_2", 200, BAD);
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_load (fixture.setup);
  proctor_run_setup_start (fixture.setup);
  wait_choosing (&fixture);
  {
    g_autofree char *obstacle = proctor_run_setup_dup_obstacle (fixture.setup);

    g_assert_cmpstr (obstacle, ==, "1 test has a problem that has to be mended first");
  }
  assert_posts (&fixture, 0);
  g_assert_cmpuint (proctor_run_setup_count_faulty (fixture.setup), ==, 1);
  proctor_run_setup_remove_faulty (fixture.setup);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_run_setup_get_tests (fixture.setup)), ==, 1);
  proctor_run_setup_start (fixture.setup);
  wait_started (&fixture);
  assert_last_post (&fixture, "test_2", FALSE);
  end (&fixture);
}

/* A check that is never answered: one waits for it as long as one likes. */
static void
test_slow_checks (TestingHistory *history,
                  gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_1);
  proctor_testing_server_answer (fixture.server, "GET", TESTS "/test_1", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_server_answer (fixture.server, "GET", TESTS "/test_2", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_load (fixture.setup);
  wait_checking (&fixture);
  proctor_run_setup_start (fixture.setup);
  g_assert_cmpint (proctor_run_setup_get_state (fixture.setup), ==, PROCTOR_RUN_SETUP_WAITING);
  proctor_run_setup_stop_waiting (fixture.setup);
  proctor_run_checks_skip (proctor_run_setup_get_checks (fixture.setup));
  assert_posts (&fixture, 0);
  proctor_run_setup_start (fixture.setup);
  wait_started (&fixture);
  assert_posts (&fixture, 1);
  end (&fixture);
}

/* Where a test begins goes with it, and only on the agent whose workflow it is. */
static void
test_nodes (TestingHistory *history,
            gconstpointer data)
{
  Fixture fixture = { 0 };
  g_autoptr (ProctorRunTest) last = NULL;
  ProctorChoice *node;

  begin (&fixture, NULL, AGENT_1 "," AGENT_2);
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_add_test (fixture.setup, "test_3", "Complains", "node_2");
  proctor_run_setup_prefer (fixture.setup, "agent_1", "b_2");
  proctor_run_setup_load (fixture.setup);
  last = g_list_model_get_item (proctor_run_setup_get_tests (fixture.setup), 2);
  g_assert_cmpstr (proctor_run_setup_get_branch_id (fixture.setup), ==, "b_2");
  wait_nodes (&fixture);
  node = proctor_choice_list_find (proctor_run_setup_get_nodes (fixture.setup), "node_2");
  g_assert_cmpstr (proctor_choice_get_title (node), ==, "Complaints");

  proctor_run_setup_choose_agent (fixture.setup, "agent_2");
  g_assert_null (proctor_run_test_get_node_id (last));
  proctor_run_setup_choose_agent (fixture.setup, "agent_1");
  g_assert_cmpstr (proctor_run_test_get_node_id (last), ==, "node_2");
  wait_nodes (&fixture);

  proctor_run_setup_choose_node (fixture.setup, last, "gone");
  proctor_run_setup_start (fixture.setup);
  wait_choosing (&fixture);
  assert_posts (&fixture, 0);
  proctor_run_setup_choose_node (fixture.setup, last, "node_2");
  proctor_run_setup_start (fixture.setup);
  wait_started (&fixture);
  assert_last_post (&fixture, "{\"test_id\":\"test_3\",\"workflow_node_id\":\"node_2\"}", TRUE);
  assert_last_post (&fixture, "{\"test_id\":\"test_1\"}", TRUE);
  assert_last_post (&fixture, "\"branch_id\":\"b_2\"", TRUE);
  end (&fixture);
}

static void
test_folder (TestingHistory *history,
             gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, NULL, AGENT_1);
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_set_folder (fixture.setup, "tfld_1", "Refunds");
  proctor_run_setup_load (fixture.setup);
  proctor_run_setup_start (fixture.setup);
  wait_started (&fixture);
  assert_last_post (&fixture, "\"root_folder_id\":\"tfld_1\",\"root_folder_name\":\"Refunds\"", TRUE);
  end (&fixture);
}

/* The main branch comes first, and one can see which are live and which have a draft. */
static void
test_branches (TestingHistory *history,
               gconstpointer data)
{
  Fixture fixture = { 0 };
  g_autoptr (ProctorChoice) first = NULL;
  g_autoptr (ProctorChoice) second = NULL;

  begin (&fixture, NULL, AGENT_1);
  proctor_run_setup_load (fixture.setup);
  wait_branch (&fixture);
  first = g_list_model_get_item (G_LIST_MODEL (proctor_run_setup_get_branches (fixture.setup)), 0);
  second = g_list_model_get_item (G_LIST_MODEL (proctor_run_setup_get_branches (fixture.setup)), 1);
  g_assert_cmpstr (proctor_choice_get_id (first), ==, "b_1");
  g_assert_cmpstr (proctor_choice_get_detail (first), ==, "Main branch · 80 % live");
  g_assert_cmpstr (proctor_choice_get_detail (second), ==, "With a draft");
  wait_checked (&fixture);
  end (&fixture);
}

static gboolean
is_other_agent_cb (gpointer user_data)
{
  return g_strcmp0 (proctor_run_setup_get_agent_id (user_data), "agent_2") == 0;
}

/* The next time it is as it was the last time, before the server has said anything. */
static void
test_memory (TestingHistory *history,
             gconstpointer data)
{
  Fixture fixture = { 0 };

  begin (&fixture, history->history, AGENT_2 "," AGENT_1);
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_setup_load (fixture.setup);
  proctor_testing_wait_for ("agents", has_agents_cb, fixture.setup);
  proctor_run_setup_choose_agent (fixture.setup, "agent_1");
  proctor_run_setup_choose_branch (fixture.setup, "b_2");
  proctor_run_setup_set_repeat_count (fixture.setup, 5);
  proctor_run_setup_start (fixture.setup);
  wait_started (&fixture);
  end (&fixture);

  begin (&fixture, history->history, AGENT_2 "," AGENT_1);
  proctor_run_setup_load (fixture.setup);
  wait_branch (&fixture);
  g_assert_cmpstr (proctor_run_setup_get_agent_id (fixture.setup), ==, "agent_1");
  g_assert_cmpstr (proctor_run_setup_get_branch_id (fixture.setup), ==, "b_2");
  g_assert_cmpuint (proctor_run_setup_get_repeat_count (fixture.setup), ==, 5);
  wait_checked (&fixture);
  {
    g_autoptr (ProctorChoice) first = g_list_model_get_item (G_LIST_MODEL (proctor_run_setup_get_agents (fixture.setup)), 0);

    g_assert_cmpstr (proctor_choice_get_id (first), ==, "agent_1");
  }
  end (&fixture);

  /* One that was deleted since is not run. */
  begin (&fixture, history->history, AGENT_2);
  answer (&fixture, "GET", AGENTS "/agent_2", 404, "{\"detail\": \"no\"}");
  proctor_run_setup_load (fixture.setup);
  /* What the server has and what is remembered may come in either order. */
  proctor_testing_wait_for ("the other agent", is_other_agent_cb, fixture.setup);
  end (&fixture);
}

static void
test_estimate (TestingHistory *history,
               gconstpointer data)
{
  const TestingRun runs[] = {
    { .test_id = "test_1", .status = "passed", .result = "success", .at = 1782000020 },
    { .test_id = "test_9", .status = "passed", .result = "success", .at = 1782000010 },
  };
  Fixture fixture = { 0 };
  const ProctorHistoryEstimate *estimate;

  begin (&fixture, history->history, AGENT_1);
  proctor_run_setup_load (fixture.setup);
  wait_branch (&fixture);
  wait_estimate (&fixture);
  estimate = proctor_run_setup_get_estimate (fixture.setup);
  g_assert_cmpuint (estimate->n_past_runs, ==, 0);
  g_assert_cmpfloat (estimate->seconds, ==, -1);
  g_assert_cmpfloat (estimate->price, ==, -1);
  wait_checked (&fixture);
  end (&fixture);

  testing_history_add_runs (history, "workspace-1", "suite_1", runs, G_N_ELEMENTS (runs));
  testing_history_assert_file (history, "UPDATE runs SET price = 0.5 WHERE test_id = 'test_1'", NULL);
  begin (&fixture, history->history, AGENT_1);
  proctor_run_setup_load (fixture.setup);
  proctor_run_setup_set_repeat_count (fixture.setup, 2);
  wait_branch (&fixture);
  wait_estimate (&fixture);
  estimate = proctor_run_setup_get_estimate (fixture.setup);
  g_assert_cmpuint (estimate->n_past_runs, ==, 1);
  g_assert_cmpuint (estimate->n_known_tests, ==, 1);
  /* Two runs took 20 seconds, so four take 40; test_2 costs what test_1 does, as far as anybody knows. */
  g_assert_cmpfloat (estimate->seconds, ==, 40);
  g_assert_cmpfloat (estimate->price, ==, 2);
  wait_checked (&fixture);
  end (&fixture);
}

static void
assert_problem (const char *text,
                const char *part)
{
  g_autofree char *problem = proctor_run_override_dup_problem (text);

  g_test_message ("%s", problem);
  if (part == NULL)
    g_assert_null (problem);
  else
    g_assert_nonnull (strstr (problem != NULL ? problem : "", part));
}

static void
test_override (TestingHistory *history,
               gconstpointer data)
{
  Fixture fixture = { 0 };
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  assert_problem ("{", "Line 1");
  assert_problem ("[]", "object");
  assert_problem ("{\"conversation_config\": {}}", "platform_settings");
  assert_problem ("{\"conversation_config\": 3, \"platform_settings\": {}}", "has to be an object");
  assert_problem ("{\"conversation_config\": {}, \"platform_settings\": {}, \"workflow\": []}", "workflow");
  assert_problem ("{\"conversation_config\": {}, \"platform_settings\": {}, \"name\": \"x\"}", "“name”");
  assert_problem ("{" CONFIG "}", "tool_ids");
  assert_problem ("{\"conversation_config\": {}, \"platform_settings\": {}, \"workflow\": null}", NULL);

  begin (&fixture, NULL, AGENT_1);
  answer (&fixture, "POST", RUN, 200, STARTED);
  proctor_run_override_fetch_async (fixture.session, "agent_1", "b_1", NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  text = proctor_run_override_fetch_finish (fixture.session, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  assert_problem (text, NULL);
  g_assert_nonnull (strstr (text, "\"novel\": 1.0"));
  g_assert_nonnull (strstr (text, "\"Complaints\""));
  g_assert_null (strstr (text, "\"tools\""));
  g_assert_null (strstr (text, "agent_id"));

  proctor_run_setup_load (fixture.setup);
  proctor_run_setup_set_override (fixture.setup, "{}");
  wait_override (&fixture);
  proctor_run_setup_start (fixture.setup);
  wait_choosing (&fixture);
  assert_posts (&fixture, 0);
  proctor_run_setup_set_override (fixture.setup, text);
  proctor_run_setup_start (fixture.setup);
  wait_started (&fixture);
  assert_last_post (&fixture, "\"agent_config_override\":{\"conversation_config\":{\"agent\":{\"prompt\":{\"prompt\":\"Be kind\",\"tool_ids\":[\"tool_1\"],\"novel\":1.0}}", TRUE);
  end (&fixture);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_history_add ("/run-setup/early", TESTING_HISTORY_PLAIN, test_early);
  testing_history_add ("/run-setup/which-agent", TESTING_HISTORY_PLAIN, test_which_agent);
  testing_history_add ("/run-setup/refused", TESTING_HISTORY_PLAIN, test_refused);
  testing_history_add ("/run-setup/lost", TESTING_HISTORY_PLAIN, test_lost);
  testing_history_add ("/run-setup/lost-again", TESTING_HISTORY_PLAIN, test_lost_again);
  testing_history_add ("/run-setup/lost-and-away", TESTING_HISTORY_PLAIN, test_lost_and_away);
  testing_history_add ("/run-setup/faulty", TESTING_HISTORY_PLAIN, test_faulty);
  testing_history_add ("/run-setup/slow-checks", TESTING_HISTORY_PLAIN, test_slow_checks);
  testing_history_add ("/run-setup/nodes", TESTING_HISTORY_PLAIN, test_nodes);
  testing_history_add ("/run-setup/folder", TESTING_HISTORY_PLAIN, test_folder);
  testing_history_add ("/run-setup/branches", TESTING_HISTORY_PLAIN, test_branches);
  testing_history_add ("/run-setup/memory", TESTING_HISTORY_PLAIN, test_memory);
  testing_history_add ("/run-setup/estimate", TESTING_HISTORY_PLAIN, test_estimate);
  testing_history_add ("/run-setup/override", TESTING_HISTORY_PLAIN, test_override);

  return g_test_run ();
}
