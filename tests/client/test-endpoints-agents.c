/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-lookup.h"
#include "proctor-agent-summary.h"
#include "proctor-agents.h"
#include "proctor-attached-test.h"
#include "proctor-unreadable.h"
#include "testing-endpoint.h"

#define SUMMARY "{'agent_id': 'agent_1', 'name': 'Empfang', 'tags': ['de', 'hotel'], 'created_at_unix_secs': 1782000000, 'access_info': " ACCESS ", " \
                "'last_call_time_unix_secs': 1782000500, 'archived': true, 'voice_id': 'voice_1', 'novelty': [1]}"
#define SETTINGS "'name': 'Empfang', 'tags': ['de'], 'conversation_config': {'agent': {'first_message': 'Guten Tag!', 'language': 'de', " \
                 "'dynamic_variables': {'dynamic_variable_placeholders': {'name': 'Ada', 'count': 2}}, "                                  \
                 "'prompt': {'prompt': 'Be kind.', 'llm': 'gpt-4o', 'temperature': 0.5, 'max_tokens': -1, 'tool_ids': ['tool_1'], "       \
                 "'mcp_server_ids': [], 'novelty': null}}, 'tts': {'voice_id': 'voice_1'}}, "
#define AGENT "{'agent_id': 'agent_1', " SETTINGS                                                                                                                            \
              "'platform_settings': {'testing': {'attached_tests': [{'test_id': 'test_1', 'workflow_node_id': null}], 'referenced_tests_ids': ['test_1']}}, "                \
              "'workflow': {'nodes': {'start_node': {'type': 'start', 'position': {'x': 0.5, 'y': 1.5}, 'edge_order': []}}, 'edges': {}, 'prevent_subagent_loops': false}, " \
              "'metadata': {'created_at_unix_secs': 1782000000, 'updated_at_unix_secs': 1782000100}, "                                                                       \
              "'access_info': " ACCESS ", 'branch_id': 'agtbrch_1', 'main_branch_id': 'agtbrch_0', 'version_id': 'agtvrsn_1', 'novelty': {'a': 1}}"

static void
test_list (TestingEndpoint *self,
           gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agents",
    .query = "cursor=c1&page_size=10&search=Empf%C3%A4nger&archived=true&created_by_user_id=%40me&tags=de&tags=a%26b&sort_by=name&sort_direction=asc",
    .answer = "{'agents': [" SUMMARY "], 'next_cursor': 'c2', 'has_more': true}",
  };
  const char *const tags[] = { "de", "a&b", NULL };
  const ProctorAgentsQuery query = {
    .search = "Empfänger",
    .archived = TRUE,
    .created_by_user_id = "@me",
    .tags = tags,
    .sort_by = "name",
    .ascending = TRUE,
    .cursor = "c1",
    .page_size = 10,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorAgentSummary) row = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_agents_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_agents_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 1, "c2");
  row = testing_page_dup_row (page, 0, PROCTOR_TYPE_AGENT_SUMMARY);
  testing_assert_record (row, PROCTOR_TYPE_AGENT_SUMMARY, SUMMARY);
  g_assert_cmpstr (proctor_agent_summary_get_agent_id (row), ==, "agent_1");
  g_assert_cmpstr (proctor_agent_summary_get_name (row), ==, "Empfang");
  g_assert_cmpstr (proctor_agent_summary_get_tags (row)[1], ==, "hotel");
  g_assert_cmpint (proctor_agent_summary_get_created_at (row), ==, 1782000000);
  g_assert_cmpint (proctor_agent_summary_get_last_call_time (row), ==, 1782000500);
  g_assert_true (proctor_agent_summary_get_archived (row));
}

static void
test_list_plain (TestingEndpoint *self,
                 gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agents",
    .answer = "{'agents': [], 'next_cursor': null, 'has_more': false}",
  };
  const ProctorAgentsQuery query = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_agents_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_agents_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 0, NULL);
}

static void
get (TestingEndpoint *self,
     const char *branch_id,
     const char *version_id,
     const char *query)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agents/" ODD_ID_SENT,
    .query = query,
    .answer = AGENT,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;
  g_autoptr (ProctorAttachedTest) attached = NULL;
  ProctorAgentBehaviour *behaviour;

  testing_endpoint_expect (self, &expected);
  proctor_agents_get_async (self->client, ODD_ID, branch_id, version_id, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  agent = proctor_agents_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (agent, PROCTOR_TYPE_AGENT, AGENT);
  behaviour = proctor_agent_config_get_agent (proctor_agent_get_conversation_config (agent));
  g_assert_cmpstr (proctor_agent_get_agent_id (agent), ==, "agent_1");
  g_assert_cmpstr (proctor_agent_get_main_branch_id (agent), ==, "agtbrch_0");
  g_assert_cmpstr (proctor_agent_behaviour_get_first_message (behaviour), ==, "Guten Tag!");
  g_assert_cmpstr (proctor_agent_prompt_get_tool_ids (proctor_agent_behaviour_get_prompt (behaviour))[0], ==, "tool_1");
  g_assert_cmpint (proctor_agent_metadata_get_updated_at_unix_secs (proctor_agent_get_metadata (agent)), ==, 1782000100);
  attached = g_list_model_get_item (proctor_agent_testing_get_attached_tests (proctor_agent_settings_get_testing (proctor_agent_get_platform_settings (agent))), 0);
  g_assert_cmpstr (proctor_attached_test_get_test_id (attached), ==, "test_1");
}

static void
test_get (TestingEndpoint *self,
          gconstpointer data)
{
  get (self, NULL, NULL, NULL);
  get (self, ODD_ID, OTHER_ID, "branch_id=" ODD_ID_SENT "&version_id=" OTHER_ID_SENT);
  get (self, NULL, "agtvrsn_1", "version_id=agtvrsn_1");
}

/* One that can't be seen, or that can't be read, takes none of the others with it. */
static void
test_summarize (TestingEndpoint *self,
                gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agents/summaries",
    .query = "agent_ids=agent_1&agent_ids=" ODD_ID_SENT,
    .answer = "{'agent_1': {'status': 'success', 'data': " SUMMARY ", 'novelty': 1}, "
              "'agent_2': {'status': 'failure', 'error_code': 404, 'error_status': 'not_found', 'error_message': 'No.'}}",
  };
  const char *const ids[] = { "agent_1", ODD_ID, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorAgentLookup) good = NULL;
  g_autoptr (ProctorAgentLookup) bad = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_agents_summarize_async (self->client, ids, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_agents_summarize_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 2, NULL);
  good = testing_page_dup_row (page, 0, PROCTOR_TYPE_AGENT_LOOKUP);
  testing_assert_record (good, PROCTOR_TYPE_AGENT_LOOKUP, "{'status': 'success', 'data': " SUMMARY ", 'novelty': 1}");
  g_assert_cmpstr (proctor_agent_lookup_get_key (good), ==, "agent_1");
  g_assert_cmpstr (proctor_agent_summary_get_name (proctor_agent_lookup_get_data (good)), ==, "Empfang");
  bad = testing_page_dup_row (page, 1, PROCTOR_TYPE_AGENT_LOOKUP);
  g_assert_cmpstr (proctor_agent_lookup_get_key (bad), ==, "agent_2");
  g_assert_cmpstr (proctor_agent_lookup_get_status (bad), ==, "failure");
  g_assert_null (proctor_agent_lookup_get_data (bad));
}

/* Where the rows are all there is, their places begin with their names. */
static void
test_summarize_odd (TestingEndpoint *self,
                    gconstpointer data)
{
  const char *const ids[] = { "agent_1", "agent_2", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorUnreadable) nothing = NULL;
  g_autoptr (ProctorAgentLookup) odd = NULL;

  testing_endpoint_answer (self, "GET", "/v1/convai/agents/summaries", 0, "{'agent_1': 7, 'agent_2': {'status': 'success', 'data': 8}}");
  proctor_agents_summarize_async (self->client, ids, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_wait (self);
  page = proctor_agents_summarize_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 2, NULL);
  nothing = testing_page_dup_row (page, 0, PROCTOR_TYPE_UNREADABLE);
  g_assert_cmpstr (proctor_unreadable_get_key (nothing), ==, "agent_1");
  g_assert_cmpstr (proctor_unreadable_get_problem (nothing), ==, "agent_1: expected an object, found a number");
  odd = testing_page_dup_row (page, 1, PROCTOR_TYPE_AGENT_LOOKUP);
  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (odd)), ==, "agent_2.data: expected an object, found a number");
}

static void
test_create (TestingEndpoint *self,
             gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/agents/create",
    .body = "{" SETTINGS "'platform_settings': {'novelty': 1}}",
    .answer = "{'agent_id': 'agent_9', 'novelty': []}",
  };
  g_autoptr (ProctorAgent) agent = testing_record (PROCTOR_TYPE_AGENT, "{" SETTINGS "'platform_settings': {'novelty': 1}, 'workflow': null}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_agents_create_async (self->client, agent, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  id = proctor_agents_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "agent_9");
}

static void
update (TestingEndpoint *self,
        ProctorAgent *after,
        const char *branch_id,
        const char *query,
        const char *body)
{
  const TestingExpectation expected = {
    .method = "PATCH",
    .path = "/v1/convai/agents/" ODD_ID_SENT,
    .query = query,
    .body = body,
    .answer = AGENT,
  };
  g_autoptr (ProctorAgent) before = testing_record (PROCTOR_TYPE_AGENT, AGENT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_agents_update_async (self->client, ODD_ID, branch_id, before, after, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  agent = proctor_agents_update_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (agent, PROCTOR_TYPE_AGENT, AGENT);
}

/* Only what is another now is sent; lists go whole. */
static void
test_update (TestingEndpoint *self,
             gconstpointer data)
{
  g_autoptr (ProctorAgent) after = testing_record (PROCTOR_TYPE_AGENT, AGENT);
  g_autoptr (ProctorAttachedTest) attached = proctor_attached_test_new ();
  ProctorAgentTesting *testing = proctor_agent_settings_get_testing (proctor_agent_get_platform_settings (after));
  ProctorAgentBehaviour *behaviour = proctor_agent_config_get_agent (proctor_agent_get_conversation_config (after));

  proctor_attached_test_set_test_id (attached, "test_2");
  g_list_store_append (G_LIST_STORE (proctor_agent_testing_get_attached_tests (testing)), attached);
  update (self, after, "agtbrch_1", "branch_id=agtbrch_1",
          "{'platform_settings': {'testing': {'attached_tests': [{'test_id': 'test_1', 'workflow_node_id': null}, {'test_id': 'test_2'}]}}}");

  proctor_agent_behaviour_set_first_message (behaviour, "Moin!");
  proctor_agent_set_version_description (after, "More tests");
  update (self, after, NULL, NULL,
          "{'conversation_config': {'agent': {'first_message': 'Moin!'}}, 'version_description': 'More tests', "
          "'platform_settings': {'testing': {'attached_tests': [{'test_id': 'test_1', 'workflow_node_id': null}, {'test_id': 'test_2'}]}}}");
}

static void
delete_one (TestingEndpoint *self,
            guint status,
            const char *answer)
{
  const TestingExpectation expected = {
    .method = "DELETE",
    .path = "/v1/convai/agents/" ODD_ID_SENT,
    .status = status,
    .answer = answer,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_agents_delete_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  g_assert_true (proctor_agents_delete_finish (self->client, result, &error));
  g_assert_no_error (error);
}

static void
test_delete (TestingEndpoint *self,
             gconstpointer data)
{
  delete_one (self, 204, NULL);
  delete_one (self, 200, "null");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add_contract ("/endpoints/agents/contract");
  testing_endpoint_add ("/endpoints/agents/list", test_list);
  testing_endpoint_add ("/endpoints/agents/list-plain", test_list_plain);
  testing_endpoint_add ("/endpoints/agents/get", test_get);
  testing_endpoint_add ("/endpoints/agents/summarize", test_summarize);
  testing_endpoint_add ("/endpoints/agents/summarize-odd", test_summarize_odd);
  testing_endpoint_add ("/endpoints/agents/create", test_create);
  testing_endpoint_add ("/endpoints/agents/update", test_update);
  testing_endpoint_add ("/endpoints/agents/delete", test_delete);

  return g_test_run ();
}
