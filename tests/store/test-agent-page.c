/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-page.h"
#include "proctor-agent-tool.h"
#include "proctor-agent-version.h"
#include "proctor-api-error.h"
#include "proctor-invocation-summary.h"
#include "testing-job.h"

#include <string.h>

/* What an agent's page finds out, and what it says when it can't. */

#define AGENT "/v1/convai/agents/agent_1"
#define BRANCHES AGENT "/branches"
#define TOOL(id) "/v1/convai/tools/" id
#define RUNS "/v1/convai/test-invocations"

#define ON(branch, prompt, attached) "{\"agent_id\":\"agent_1\",\"name\":\"Hotel\",\"branch_id\":\"" branch "\",\"main_branch_id\":\"main\"," \
                                     "\"conversation_config\":{\"agent\":{\"prompt\":{" prompt "}}},"                                         \
                                     "\"platform_settings\":{\"testing\":{\"attached_tests\":[" attached "]}}}"
#define BRANCH(id, live, archived, at) "{\"id\":\"" id "\",\"name\":\"" id "\",\"agent_id\":\"agent_1\",\"current_live_percentage\":" live ",\"is_archived\":" archived ",\"last_committed_at\":" at "}"
#define NO_RUNS "{\"results\":[],\"has_more\":false}"

static void
answer_all (TestingJob *self,
            const char *agent)
{
  testing_job_answer (self, "GET", AGENT, 200, agent);
  testing_job_answer (self, "GET", BRANCHES, 200, "{\"results\":[" BRANCH ("old", "0", "true", "9") "," BRANCH ("b", "0", "false", "5") "," BRANCH ("half", "50", "false", "1") "," BRANCH ("main", "50", "false", "0") "," BRANCH ("a", "0", "false", "7") "]}");
  testing_job_answer (self, "GET", BRANCHES "/main", 200, "{\"id\":\"main\",\"name\":\"main\",\"most_recent_versions\":[{\"id\":\"v2\",\"seq_no_in_branch\":2},{\"id\":\"v1\",\"seq_no_in_branch\":1}]}");
  testing_job_answer (self, "GET", BRANCHES "/a", 200, "{\"id\":\"a\",\"name\":\"a\",\"most_recent_versions\":[{\"id\":\"w1\",\"seq_no_in_branch\":1}]}");
  testing_job_answer (self, "GET", RUNS, 200, NO_RUNS);
}

static ProctorAgentPage *
open_page (TestingJob *self)
{
  ProctorAgentPage *page = proctor_agent_page_new (self->session, "agent_1");

  proctor_agent_page_refresh (page);

  return page;
}

typedef struct
{
  ProctorAgentPage *page;
  ProctorAgentPageState state;
} Wanted;

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_agent_page_get_state (wanted->page) == wanted->state;
}

static void
wait_state (ProctorAgentPage *page,
            ProctorAgentPageState state)
{
  proctor_testing_wait_for ("the state", has_state, &(Wanted) { page, state });
}

static gboolean
has_branches (gpointer user_data)
{
  return g_list_model_get_n_items (proctor_agent_page_get_branches (user_data)) == 5 && proctor_agent_page_get_agent (user_data) != NULL;
}

/* The main one, then those that get calls, then the latest; what was put away comes last. */
static void
test_branches (TestingJob *self,
               gconstpointer data)
{
  const char *const expected[] = { "main", "half", "a", "b", "old" };
  g_autoptr (ProctorAgentPage) page = NULL;

  answer_all (self, ON ("main", "", ""));
  page = open_page (self);
  proctor_testing_wait_for ("the branches", has_branches, page);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (ProctorBranch) branch = g_list_model_get_item (proctor_agent_page_get_branches (page), i);

      g_assert_cmpstr (proctor_branch_get_id (branch), ==, expected[i]);
    }
  g_assert_true (proctor_agent_page_is_main (page, "main"));
  g_assert_cmpstr (proctor_branch_get_id (proctor_agent_page_find_branch (page)), ==, "main");
}

static gboolean
is_on_a (gpointer user_data)
{
  return g_strcmp0 (proctor_agent_page_get_branch_id (user_data), "a") == 0 && g_list_model_get_n_items (proctor_agent_page_get_versions (user_data)) == 1;
}

/* What is shown stays until the other branch is here. */
static void
test_choose_branch (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (ProctorAgentPage) page = NULL;
  g_autoptr (ProctorAgentVersion) version = NULL;

  answer_all (self, ON ("main", "", ""));
  page = open_page (self);
  wait_state (page, PROCTOR_AGENT_PAGE_CONTENT);
  proctor_testing_server_reset (self->server);
  answer_all (self, ON ("a", "", ""));
  proctor_agent_page_choose_branch (page, "a");
  g_assert_true (proctor_agent_page_is_switching (page));
  g_assert_cmpstr (proctor_agent_page_get_branch_id (page), ==, "main");
  proctor_testing_wait_for ("the branch", is_on_a, page);
  g_assert_false (proctor_agent_page_is_switching (page));
  version = g_list_model_get_item (proctor_agent_page_get_versions (page), 0);
  g_assert_cmpstr (proctor_agent_version_get_id (version), ==, "w1");
}

static gboolean
has_error (gpointer user_data)
{
  return proctor_agent_page_get_error (user_data) != NULL;
}

/* A branch that can't be had leaves what is shown, and says why. */
static void
test_branch_refused (TestingJob *self,
                     gconstpointer data)
{
  g_autoptr (ProctorAgentPage) page = NULL;

  answer_all (self, ON ("main", "", ""));
  page = open_page (self);
  wait_state (page, PROCTOR_AGENT_PAGE_CONTENT);
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", AGENT, 403, "{\"detail\":\"No\"}");
  proctor_agent_page_choose_branch (page, "a");
  proctor_testing_wait_for ("the error", has_error, page);
  g_assert_error (proctor_agent_page_get_error (page), PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION);
  g_assert_cmpint (proctor_agent_page_get_state (page), ==, PROCTOR_AGENT_PAGE_CONTENT);
  g_assert_cmpstr (proctor_agent_page_get_branch_id (page), ==, "main");
}

static void
test_refused (TestingJob *self,
              gconstpointer data)
{
  const struct
  {
    guint status;
    ProctorApiErrorCode code;
  } refusals[] = { { 401, PROCTOR_API_ERROR_KEY }, { 403, PROCTOR_API_ERROR_PERMISSION }, { 404, PROCTOR_API_ERROR_NOT_FOUND }, { 501, PROCTOR_API_ERROR_UNSUPPORTED } };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (ProctorAgentPage) page = NULL;

      proctor_testing_server_reset (self->server);
      testing_job_answer (self, "GET", AGENT, refusals[i].status, "{\"detail\":\"No\"}");
      testing_job_answer (self, "GET", BRANCHES, refusals[i].status, "{\"detail\":\"No\"}");
      testing_job_answer (self, "GET", RUNS, 200, NO_RUNS);
      page = open_page (self);
      wait_state (page, PROCTOR_AGENT_PAGE_ERROR);
      g_assert_error (proctor_agent_page_get_error (page), PROCTOR_API_ERROR, (int) refusals[i].code);

      proctor_testing_server_reset (self->server);
      answer_all (self, ON ("main", "", ""));
      proctor_agent_page_retry (page);
      wait_state (page, PROCTOR_AGENT_PAGE_CONTENT);
      g_assert_no_error (proctor_agent_page_get_error (page));
      proctor_testing_assert_finalized (g_steal_pointer (&page));
    }
}

static gboolean
are_tools_known (gpointer user_data)
{
  GListModel *tools = proctor_agent_page_get_tools (user_data);

  for (guint i = 0; i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr (ProctorAgentTool) tool = g_list_model_get_item (tools, i);

      if (proctor_agent_tool_get_state (tool) == PROCTOR_AGENT_TOOL_LOADING)
        return FALSE;
    }

  return g_list_model_get_n_items (tools) > 0;
}

/* Those of the workspace by their ids, the service's own by their names; one is gone. */
static void
test_tools (TestingJob *self,
            gconstpointer data)
{
  const struct
  {
    const char *name;
    const char *kind;
    ProctorAgentToolState state;
    guint n_mocks;
  } expected[] = {
    { "find_room", "webhook", PROCTOR_AGENT_TOOL_KNOWN, 2 },
    { NULL, NULL, PROCTOR_AGENT_TOOL_MISSING, 0 },
    { "end_call", "system", PROCTOR_AGENT_TOOL_KNOWN, 0 },
    { "mcp_1", "mcp", PROCTOR_AGENT_TOOL_KNOWN, 0 },
  };
  g_autoptr (ProctorAgentPage) page = NULL;

  answer_all (self, ON ("main", "\"tool_ids\":[\"t1\",\"t2\",\"t1\"],\"tools\":[{\"type\":\"webhook\",\"name\":\"find_room\"}],\"built_in_tools\":{\"end_call\":{\"name\":\"end_call\"},\"skip_turn\":null},\"mcp_server_ids\":[\"mcp_1\"]", ""));
  testing_job_answer (self, "GET", TOOL ("t1"), 200, "{\"id\":\"t1\",\"tool_config\":{\"type\":\"webhook\",\"name\":\"find_room\"},\"response_mocks\":[{\"mock_result\":\"{}\"},{\"mock_result\":\"no\",\"is_error\":true}]}");
  testing_job_answer (self, "GET", TOOL ("t2"), 404, "{\"detail\":\"No\"}");
  page = open_page (self);
  proctor_testing_wait_for ("the tools", are_tools_known, page);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_agent_page_get_tools (page)), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (ProctorAgentTool) tool = g_list_model_get_item (proctor_agent_page_get_tools (page), i);

      g_assert_cmpstr (proctor_agent_tool_get_name (tool), ==, expected[i].name);
      g_assert_cmpstr (proctor_agent_tool_get_kind (tool), ==, expected[i].kind);
      g_assert_cmpint (proctor_agent_tool_get_state (tool), ==, expected[i].state);
      g_assert_cmpuint (g_list_model_get_n_items (proctor_agent_tool_get_mocks (tool)), ==, expected[i].n_mocks);
    }
}

#define TEST_OF(id, more) "{\"id\":\"" id "\",\"name\":\"" id "\",\"type\":\"llm\",\"chat_history\":[],\"success_condition\":\"x\"" more "}"

static gboolean
is_marked (gpointer user_data)
{
  g_autoptr (ProctorAttachment) other = g_list_model_get_item (proctor_attachments_get_list (proctor_agent_page_get_attachments (user_data)), 1);

  return other != NULL && proctor_attachment_is_foreign (other);
}

/* A test of a conversation with another agent was made for that one. */
static void
test_foreign (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorAgentPage) page = NULL;
  g_autoptr (ProctorAttachment) own = NULL;

  testing_job_add_test (self, "own", "Own", NULL);
  testing_job_add_test (self, "other", "Other", NULL);
  answer_all (self, ON ("main", "", "{\"test_id\":\"own\"},{\"test_id\":\"other\"}"));
  testing_job_answer (self, "GET", TESTS "/own", 200, TEST_OF ("own", ",\"from_conversation_metadata\":{\"conversation_id\":\"c\",\"agent_id\":\"agent_1\"}"));
  testing_job_answer (self, "GET", TESTS "/other", 200, TEST_OF ("other", ",\"from_conversation_metadata\":{\"conversation_id\":\"c\",\"agent_id\":\"agent_2\"}"));
  page = open_page (self);
  proctor_testing_wait_for ("the mark", is_marked, page);
  own = g_list_model_get_item (proctor_attachments_get_list (proctor_agent_page_get_attachments (page)), 0);
  g_assert_false (proctor_attachment_is_foreign (own));
}

static gboolean
has_note (gpointer user_data)
{
  return proctor_attachments_get_error (proctor_agent_page_get_attachments (user_data)) != NULL;
}

/* What could not be found out is not said to be gone. */
static void
test_not_found_out (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (ProctorAgentPage) page = NULL;
  g_autoptr (ProctorAttachment) attachment = NULL;
  g_auto (GStrv) ids = NULL;
  gboolean complete;

  answer_all (self, ON ("main", "", "{\"test_id\":\"x\"}"));
  testing_job_answer (self, "POST", TESTS "/summaries", 403, "{\"detail\":\"No\"}");
  page = open_page (self);
  proctor_testing_wait_for ("the error", has_note, page);
  attachment = g_list_model_get_item (proctor_attachments_get_list (proctor_agent_page_get_attachments (page)), 0);
  g_assert_cmpint (proctor_attachment_get_state (attachment), ==, PROCTOR_ATTACHMENT_UNKNOWN);
  ids = proctor_attachments_dup_test_ids (proctor_agent_page_get_attachments (page), &complete);
  g_assert_false (complete);
}

/* Whoever goes away while everything is on its way leaves nothing behind. */
static void
test_gone (TestingJob *self,
           gconstpointer data)
{
  ProctorAgentPage *page;

  testing_job_answer_fault (self, "GET", AGENT, PROCTOR_TESTING_FAULT_STALL);
  testing_job_answer_fault (self, "GET", BRANCHES, PROCTOR_TESTING_FAULT_STALL);
  testing_job_answer_fault (self, "GET", RUNS, PROCTOR_TESTING_FAULT_STALL);
  page = open_page (self);
  proctor_testing_server_wait_requests (self->server, 2);
  proctor_testing_assert_finalized (page);
}

#define PASSED ",\"condition_result\":{\"result\":\"success\"}"
#define FAILED ",\"condition_result\":{\"result\":\"failure\"}"
#define RUN(id, status, result) "{\"test_run_id\":\"" id "\",\"test_invocation_id\":\"s\",\"agent_id\":\"agent_1\",\"test_id\":\"t\",\"status\":\"" status "\"" result "}"
#define INVOCATION(id, at, branch, runs) "{\"id\":\"" id "\",\"agent_id\":\"agent_1\",\"created_at\":" at branch ",\"test_runs\":[" runs "]}"

static void
add_invocation (TestingJob *self,
                const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_add_async (self->history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), bytes, NULL, testing_job_cb, self);
  result = testing_job_wait (self);
  proctor_history_add_finish (self->history, result, &error);
  g_assert_no_error (error);
}

static gboolean
has_recent (gpointer user_data)
{
  return g_list_model_get_n_items (proctor_agent_results_get_recent (proctor_agent_page_get_results (user_data))) == 4 && proctor_agent_page_get_state (user_data) == PROCTOR_AGENT_PAGE_ERROR;
}

/* Where the server can't be asked, the history says what was run; and how it went over time it says always. */
static void
test_history (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorAgentPage) page = NULL;
  g_autoptr (ProctorInvocationSummary) newest = NULL;
  g_autoptr (GArray) rates = NULL;
  g_autoptr (GArray) of_branch = NULL;

  add_invocation (self, INVOCATION ("s1", "100", ",\"branch_id\":\"main\"", RUN ("1", "passed", PASSED) "," RUN ("2", "failed", FAILED)));
  add_invocation (self, INVOCATION ("s2", "200", "", RUN ("3", "passed", PASSED) "," RUN ("4", "passed", PASSED)));
  add_invocation (self, INVOCATION ("s3", "300", ",\"branch_id\":\"b\"", RUN ("5", "failed", FAILED)));
  add_invocation (self, INVOCATION ("s4", "400", ",\"branch_id\":\"main\"", RUN ("6", "pending", "") "," RUN ("7", "passed", PASSED)));
  testing_job_answer (self, "GET", AGENT, 403, "{\"detail\":\"No\"}");
  testing_job_answer (self, "GET", BRANCHES, 403, "{\"detail\":\"No\"}");
  testing_job_answer (self, "GET", RUNS, 403, "{\"detail\":\"No\"}");
  page = open_page (self);
  proctor_testing_wait_for ("the runs", has_recent, page);
  newest = g_list_model_get_item (proctor_agent_results_get_recent (proctor_agent_page_get_results (page)), 0);
  g_assert_cmpstr (proctor_invocation_summary_get_id (newest), ==, "s4");
  g_assert_cmpint (proctor_invocation_summary_get_pending_count (newest), ==, 1);

  /* What is pending is not counted yet, and what says no branch was on the main one. */
  rates = proctor_agent_results_dup_rates (proctor_agent_page_get_results (page), "main", TRUE);
  g_assert_cmpuint (rates->len, ==, 2);
  g_assert_cmpuint (g_array_index (rates, ProctorAgentRate, 0).n_passed, ==, 1);
  g_assert_cmpuint (g_array_index (rates, ProctorAgentRate, 0).n_judged, ==, 2);
  g_assert_cmpint (g_array_index (rates, ProctorAgentRate, 1).at, ==, 200);
  of_branch = proctor_agent_results_dup_rates (proctor_agent_page_get_results (page), "b", FALSE);
  g_assert_cmpuint (of_branch->len, ==, 1);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/agent-page/branches", test_branches);
  testing_job_add ("/agent-page/choose-branch", test_choose_branch);
  testing_job_add ("/agent-page/branch-refused", test_branch_refused);
  testing_job_add ("/agent-page/refused", test_refused);
  testing_job_add ("/agent-page/tools", test_tools);
  testing_job_add ("/agent-page/foreign", test_foreign);
  testing_job_add ("/agent-page/not-found-out", test_not_found_out);
  testing_job_add ("/agent-page/gone", test_gone);
  testing_job_add ("/agent-page/history", test_history);

  return g_test_run ();
}
