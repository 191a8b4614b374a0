/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "client-engine.h"
#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-conversations.h"
#include "proctor-invocation-skim.h"
#include "proctor-invocation-summary.h"
#include "proctor-invocations.h"
#include "proctor-lost-run-search.h"
#include "proctor-lost-run.h"
#include "proctor-outcome.h"
#include "proctor-request.h"
#include "proctor-result-bucket.h"
#include "proctor-result-group.h"

/* Runs, as the project's own client asks for them. */

#define GOOD "{'name': 'Greets', 'type': 'llm', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}], " \
             "'success_condition': 'The agent says “Good day”.'}"
#define BAD "{'name': 'Waves', 'type': 'llm', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}], " \
            "'success_condition': 'The agent says “Ahoy”.'}"
#define CALL "{'name': 'Hangs up', 'type': 'tool', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}], " \
             "'tool_call_parameters': {'parameters': [], 'verify_absence': true, 'referenced_tool': {'id': 'end_call', 'type': 'system'}}}"
#define TALK "{'name': 'Talks', 'type': 'simulation', 'simulation_scenario': 'You say “Hello there” and “Hello again”.', 'simulation_max_turns': 5, " \
             "'chat_history': [], 'success_conditions': ['The agent says “Good day”.']}"

static ProctorRunRequest *
make_request (const char *const *test_ids,
              const char *branch_id,
              gint64 repeat_count,
              const char *more)
{
  g_autofree char *joined = g_strjoinv ("'}, {'test_id': '", (char **) test_ids);
  g_autofree char *branch = branch_id != NULL ? g_strdup_printf (", 'branch_id': '%s'", branch_id) : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("{'tests': [{'test_id': '%s'}], 'repeat_count': %" G_GINT64_FORMAT "%s%s}", joined, repeat_count, branch, more);

  return client_engine_record (PROCTOR_TYPE_RUN_REQUEST, text);
}

static ProctorInvocationSkim *
skim (GBytes *body,
      ProctorInvocationSkim *before)
{
  g_autoptr (GError) error = NULL;
  ProctorInvocationSkim *skimmed = proctor_invocation_skim_new (body, before, &error);

  g_assert_no_error (error);

  return skimmed;
}

static ProctorInvocationSkim *
begin (ClientEngine *self,
       const char *agent_id,
       ProctorRunRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  proctor_invocations_run_async (self->client, agent_id, request, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  body = proctor_invocations_run_finish (self->client, result, &error);
  g_assert_no_error (error);

  return skim (body, NULL);
}

static const char *
get_id (ProctorInvocationSkim *skimmed)
{
  return proctor_invocation_get_id (proctor_invocation_skim_get_head (skimmed));
}

static ProctorInvocationSkim *
look (ClientEngine *self,
      const char *id,
      ProctorInvocationSkim *before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  proctor_invocations_get_async (self->client, id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  body = proctor_invocations_get_finish (self->client, result, &error);
  g_assert_no_error (error);

  return skim (body, before);
}

/* What has ended stays so. */
static ProctorInvocationSkim *
settle (ClientEngine *self,
        const char *id)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autoptr (ProctorInvocationSkim) skimmed = look (self, id, NULL);

  while (!proctor_invocation_skim_is_settled (skimmed))
    {
      g_autoptr (ProctorInvocationSkim) next = look (self, id, skimmed);

      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_assert_cmpuint (proctor_invocation_skim_get_n_runs (next), ==, proctor_invocation_skim_get_n_runs (skimmed));
      g_set_object (&skimmed, next);
    }

  return g_steal_pointer (&skimmed);
}

static void
assert_outcome (ProctorInvocationSkim *skimmed,
                guint position,
                const char *test_id,
                ProctorOutcome outcome)
{
  ProctorRunRow *row = proctor_invocation_skim_get_row (skimmed, position);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRun) run = proctor_invocation_skim_dup_run (skimmed, position, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (run)), ==, NULL);
  g_assert_cmpstr (proctor_run_row_get_problem (row), ==, NULL);
  g_assert_cmpstr (proctor_run_row_get_test_id (row), ==, test_id);
  g_assert_cmpint (proctor_run_row_get_outcome (row), ==, outcome);
  g_assert_nonnull (proctor_run_get_test_info (run));
}

static char *
list (ClientEngine *self,
      const ProctorInvocationsQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorPage *page;

  proctor_invocations_list_async (self->client, query, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  page = proctor_invocations_list_finish (self->client, result, &error);
  g_assert_no_error (error);

  return client_engine_join (page);
}

static char *
get_main_branch (ClientEngine *self,
                 const char *agent_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;

  proctor_agents_get_async (self->client, agent_id, NULL, NULL, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  agent = proctor_agents_get_finish (self->client, result, &error);
  g_assert_no_error (error);

  return g_strdup (proctor_agent_get_main_branch_id (agent));
}

static void
test_run (ClientEngine *self,
          gconstpointer data)
{
  g_autofree char *agent = client_engine_make_agent (self, "Agent");
  g_autofree char *branch = get_main_branch (self, agent);
  g_autofree char *good = client_engine_make_test (self, GOOD, NULL);
  g_autofree char *bad = client_engine_make_test (self, BAD, NULL);
  g_autofree char *call = client_engine_make_test (self, CALL, NULL);
  g_autofree char *talk = client_engine_make_test (self, TALK, NULL);
  const char *const ids[] = { good, bad, call, talk, NULL };
  g_autoptr (ProctorRunRequest) request = make_request (ids, branch, 3, "");
  g_autoptr (ProctorInvocationSkim) begun = begin (self, agent, request);
  g_autoptr (ProctorInvocationSkim) settled = settle (self, get_id (begun));
  ProctorInvocation *head = proctor_invocation_skim_get_head (settled);
  g_autoptr (ProctorResultGroup) group = NULL;
  g_autoptr (ProctorResultBucket) bucket = NULL;

  g_assert_cmpuint (proctor_invocation_skim_get_n_runs (begun), ==, 12);
  g_assert_cmpint (proctor_invocation_get_repeat_count (head), ==, 3);
  g_assert_cmpstr (proctor_invocation_get_branch_id (head), ==, branch);
  g_assert_cmpstr (proctor_invocation_get_bucketing_status (head), ==, "completed");
  for (guint i = 0; i < 3; i++)
    {
      assert_outcome (settled, i, good, PROCTOR_OUTCOME_PASSED);
      assert_outcome (settled, 3 + i, bad, PROCTOR_OUTCOME_FAILED);
      assert_outcome (settled, 6 + i, call, PROCTOR_OUTCOME_PASSED);
      assert_outcome (settled, 9 + i, talk, PROCTOR_OUTCOME_PASSED);
    }
  g_assert_cmpuint (g_list_model_get_n_items (proctor_invocation_get_result_groups (head)), ==, 4);
  group = g_list_model_get_item (proctor_invocation_get_result_groups (head), 1);
  g_assert_cmpstr (proctor_result_group_get_test_id (group), ==, bad);
  bucket = g_list_model_get_item (proctor_result_group_get_buckets (group), 0);
  g_assert_cmpuint (g_strv_length ((char **) proctor_result_bucket_get_test_run_ids (bucket)), ==, 3);
  g_assert_cmpstr (proctor_result_bucket_get_status (bucket), ==, "failed");
}

/* Runs a configuration that is nobody's yet. */
static void
test_override (ClientEngine *self,
               gconstpointer data)
{
  g_autofree char *agent = client_engine_make_agent (self, "Agent");
  g_autofree char *bad = client_engine_make_test (self, BAD, NULL);
  g_autoptr (ProctorRunRequest) request = make_request ((const char *const[]) { bad, NULL }, NULL, 1,
                                                        ", 'agent_config_override': {'conversation_config': {'agent': {'prompt': {'prompt': 'p', "
                                                        "'builtin_fallback': ['Ahoy!']}}}, 'platform_settings': {}}");
  g_autoptr (ProctorInvocationSkim) begun = begin (self, agent, request);
  g_autoptr (ProctorInvocationSkim) settled = settle (self, get_id (begun));

  assert_outcome (settled, 0, bad, PROCTOR_OUTCOME_PASSED);
  g_assert_true (proctor_invocation_get_ran_against_draft (proctor_invocation_skim_get_head (settled)));
}

static void
test_list (ClientEngine *self,
           gconstpointer data)
{
  g_autofree char *agent = client_engine_make_agent (self, "Agent");
  g_autofree char *branch = get_main_branch (self, agent);
  g_autofree char *good = client_engine_make_test (self, GOOD, NULL);
  g_autofree char *bad = client_engine_make_test (self, BAD, NULL);
  g_autoptr (ProctorRunRequest) one = make_request ((const char *const[]) { good, NULL }, NULL, 1, "");
  g_autoptr (ProctorRunRequest) two = make_request ((const char *const[]) { good, bad, NULL }, branch, 2, "");
  g_autoptr (ProctorInvocationSkim) first = begin (self, agent, one);
  g_autoptr (ProctorInvocationSkim) second = begin (self, agent, two);
  g_autofree char *both = g_strjoin (" ", get_id (second), get_id (first), NULL);
  const char *version = proctor_invocation_get_version_id (proctor_invocation_skim_get_head (first));
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const struct
  {
    ProctorInvocationsQuery query;
    const char *found;
  } cases[] = {
    { { 0 }, both },
    { { .agent_id = agent, .branch_id = branch, .version_id = version, .start_time = now - 100, .end_time = now + 100 }, both },
    { { .agent_id = "agent_none" }, "" },
    { { .branch_id = "agtbrch_none" }, "" },
    { { .version_id = "agtvrsn_none" }, "" },
    { { .test_id = bad }, get_id (second) },
    { { .search = "WAVES" }, get_id (second) },
    { { .start_time = now + 100 }, "" },
    { { .end_time = now - 100 }, "" },
    { { .page_size = 1 }, get_id (second) },
  };
  const ProctorInvocationsQuery small = { .page_size = 1 };
  g_autoptr (ProctorPager) pager = proctor_invocations_list_all (self->client, &small);
  g_autoptr (ProctorPage) page = client_engine_next_page (self, pager);
  g_autofree char *last = client_engine_join (client_engine_next_page (self, pager));
  g_autoptr (ProctorInvocationSummary) summary = client_engine_dup_row (page, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = list (self, &cases[i].query);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
  g_assert_cmpstr (last, ==, get_id (first));
  g_assert_false (proctor_pager_has_more (pager));
  g_assert_cmpint (proctor_invocation_summary_get_test_run_count (summary), ==, 4);
  g_assert_cmpint (proctor_invocation_summary_get_pending_count (summary), ==, 4);
  g_assert_cmpint (proctor_invocation_summary_get_repeat_count (summary), ==, 2);
}

static void
test_resubmit (ClientEngine *self,
               gconstpointer data)
{
  g_autofree char *agent = client_engine_make_agent (self, "Agent");
  g_autofree char *branch = get_main_branch (self, agent);
  g_autofree char *bad = client_engine_make_test (self, BAD, NULL);
  g_autoptr (ProctorRunRequest) request = make_request ((const char *const[]) { bad, NULL }, NULL, 2, "");
  g_autoptr (ProctorInvocationSkim) begun = begin (self, agent, request);
  g_autoptr (ProctorInvocationSkim) before = settle (self, get_id (begun));
  g_autofree char *text = g_strdup_printf ("{'test_run_ids': ['%s'], 'agent_id': '%s', 'branch_id': '%s', 'agent_config_override': {'conversation_config': "
                                           "{'agent': {'prompt': {'prompt': 'p', 'builtin_fallback': ['Ahoy!']}}}, 'platform_settings': {}}}",
                                           proctor_run_row_get_test_run_id (proctor_invocation_skim_get_row (before, 1)), agent, branch);
  g_autoptr (ProctorResubmitRequest) again = client_engine_record (PROCTOR_TYPE_RESUBMIT_REQUEST, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorInvocationSkim) after = NULL;

  proctor_invocations_resubmit_async (self->client, get_id (begun), again, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_invocations_resubmit_finish (self->client, result, &error));
  g_assert_no_error (error);
  after = settle (self, get_id (begun));
  assert_outcome (after, 0, bad, PROCTOR_OUTCOME_FAILED);
  assert_outcome (after, 1, bad, PROCTOR_OUTCOME_PASSED);
  g_assert_cmpuint (proctor_invocation_skim_get_n_runs (after), ==, 2);
}

static void
cancel (ClientEngine *self,
        const char *id,
        int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_invocations_cancel_async (self->client, id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_invocations_cancel_finish (self->client, result, &error) == (code < 0));
  if (code >= 0)
    g_assert_error (error, PROCTOR_API_ERROR, code);
}

static void
test_cancel (ClientEngine *self,
             gconstpointer data)
{
  g_autofree char *agent = client_engine_make_agent (self, "Agent");
  g_autofree char *good = client_engine_make_test (self, GOOD, NULL);
  g_autoptr (ProctorRunRequest) request = make_request ((const char *const[]) { good, NULL }, NULL, 1, "");
  g_autoptr (ProctorInvocationSkim) begun = begin (self, agent, request);
  g_autoptr (ProctorInvocationSkim) after = NULL;

  cancel (self, get_id (begun), -1);
  after = look (self, get_id (begun), begun);
  assert_outcome (after, 0, good, PROCTOR_OUTCOME_CANCELLED);
  g_assert_true (proctor_invocation_skim_is_settled (after));
  g_assert_true (proctor_invocation_get_cancelled (proctor_invocation_skim_get_head (after)));
  cancel (self, "suite_none", PROCTOR_API_ERROR_NOT_FOUND);
}

static char *
search (ClientEngine *self,
        ProctorLostRun *lost)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  proctor_lost_run_search_async (self->client, lost, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  found = proctor_lost_run_search_finish (self->client, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (ProctorInvocationSummary) row = g_list_model_get_item (found, i);

      g_string_append_printf (joined, i > 0 ? " %s" : "%s", proctor_invocation_summary_get_id (row));
    }

  return g_string_free_and_steal (g_steal_pointer (&joined));
}

static void
test_lost_run (ClientEngine *self,
               gconstpointer data)
{
  g_autofree char *agent = client_engine_make_agent (self, "Agent");
  g_autofree char *good = client_engine_make_test (self, GOOD, NULL);
  g_autofree char *bad = client_engine_make_test (self, BAD, NULL);
  g_autoptr (ProctorRunRequest) request = make_request ((const char *const[]) { good, bad, NULL }, NULL, 2, "");
  g_autoptr (ProctorRunRequest) other_request = make_request ((const char *const[]) { good, good, NULL }, NULL, 2, "");
  g_autoptr (ProctorLostRun) lost = proctor_lost_run_new (agent, request, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *none = search (self, lost);
  g_autoptr (ProctorInvocationSkim) other = begin (self, agent, other_request);
  g_autoptr (ProctorInvocationSkim) begun = begin (self, agent, request);
  g_autofree char *found = search (self, lost);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (found, ==, get_id (begun));
}

/* A simulation is a conversation, of which another test can be made. */
static void
test_conversations (ClientEngine *self,
                    gconstpointer data)
{
  g_autofree char *agent = client_engine_make_agent (self, "Agent");
  g_autofree char *talk = client_engine_make_test (self, TALK, NULL);
  g_autoptr (ProctorRunRequest) request = make_request ((const char *const[]) { talk, NULL }, NULL, 1, "");
  g_autoptr (ProctorInvocationSkim) begun = begin (self, agent, request);
  g_autoptr (ProctorInvocationSkim) settled = settle (self, get_id (begun));
  ProctorInvocation *head = proctor_invocation_skim_get_head (settled);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const struct
  {
    ProctorConversationsQuery query;
    guint n_found;
  } cases[] = {
    { { 0 }, 1 },
    { { .agent_id = agent, .branch_id = proctor_invocation_get_branch_id (head), .version_id = proctor_invocation_get_version_id (head), .after = now - 100, .before = now + 100 }, 1 },
    { { .call_successful = "success", .with_summary = TRUE, .ascending = TRUE }, 1 },
    { { .call_successful = "failure" }, 0 },
    { { .search = "good DAY", .page_size = 5 }, 1 },
    { { .search = "ahoy" }, 0 },
    { { .tool_names = (const char *const[]) { "book", NULL } }, 0 },
    { { .exclude_statuses = (const char *const[]) { "done", "failed", NULL } }, 0 },
    { { .before = now - 100 }, 0 },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConversation) conversation = NULL;
  g_autofree char *id = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorPager) pager = proctor_conversations_list_all (self->client, &cases[i].query);
      g_autoptr (ProctorPage) page = client_engine_next_page (self, pager);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (g_list_model_get_n_items (proctor_page_get_items (page)), ==, cases[i].n_found);
      if (i == 0)
        id = client_engine_join (g_object_ref (page));
    }

  proctor_conversations_get_async (self->client, id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  conversation = proctor_conversations_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (conversation)), ==, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_conversation_get_transcript (conversation)), >=, 4);
  /* It is called what the test is called. */
  g_assert_cmpstr (proctor_conversation_analysis_get_call_summary_title (proctor_conversation_get_analysis (conversation)), ==, "Talks");
}

static void
refuse (ClientEngine *self,
        ProctorRequest *request,
        guint status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_client_send_async (self->client, request, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_false (proctor_client_send_finish_nothing (self->client, result, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_UNSUPPORTED);
  g_assert_cmpuint (self->last_status, ==, status);
}

/* What the engine doesn't know is told from what isn't there. */
static void
test_unsupported (ClientEngine *self,
                  gconstpointer data)
{
  refuse (self, proctor_request_new ("GET", "convai/agents/%/drafts", "agent_1", NULL), 404);
  refuse (self, proctor_request_new ("POST", "convai/agents/%/simulate-conversation", "agent_1", NULL), 404);
  refuse (self, proctor_request_new ("GET", "workspace/members", NULL), 404);
  refuse (self, proctor_request_new ("PATCH", "convai/agent-testing/%", "test_1", NULL), 405);
  refuse (self, proctor_request_new ("DELETE", "convai/test-invocations/%", "suite_1", NULL), 405);
}

/* A wrong run is refused whole. */
static void
test_invalid (ClientEngine *self,
              gconstpointer data)
{
  g_autofree char *agent = client_engine_make_agent (self, "Agent");
  g_autofree char *good = client_engine_make_test (self, GOOD, NULL);
  const struct
  {
    const char *test_id;
    gint64 repeat_count;
    int code;
  } cases[] = {
    { good, 51, PROCTOR_API_ERROR_INVALID },
    { "test_none", 1, PROCTOR_API_ERROR_NOT_FOUND },
  };
  g_autofree char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorRunRequest) request = make_request ((const char *const[]) { cases[i].test_id, NULL }, NULL, cases[i].repeat_count, "");
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      proctor_invocations_run_async (self->client, agent, request, NULL, client_engine_cb, self);
      result = client_engine_wait (self);
      g_assert_null (proctor_invocations_run_finish (self->client, result, &error));
      g_assert_error (error, PROCTOR_API_ERROR, cases[i].code);
    }
  found = list (self, &(ProctorInvocationsQuery) { 0 });
  g_assert_cmpstr (found, ==, "");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  client_engine_add_contract ("/engine-client-runs/contract");
  client_engine_add ("/engine-client-runs/run", test_run);
  client_engine_add ("/engine-client-runs/override", test_override);
  client_engine_add_resting ("/engine-client-runs/invocations", test_list);
  client_engine_add ("/engine-client-runs/resubmit", test_resubmit);
  client_engine_add_resting ("/engine-client-runs/cancel", test_cancel);
  client_engine_add_resting ("/engine-client-runs/lost-run", test_lost_run);
  client_engine_add ("/engine-client-runs/conversations", test_conversations);
  client_engine_add_resting ("/engine-client-runs/unsupported", test_unsupported);
  client_engine_add_resting ("/engine-client-runs/invalid-run", test_invalid);

  return g_test_run ();
}
