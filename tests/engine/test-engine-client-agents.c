/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "client-engine.h"
#include "proctor-account.h"
#include "proctor-agent-lookup.h"
#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-attached-test.h"
#include "proctor-branches.h"
#include "proctor-environment.h"
#include "proctor-llm.h"
#include "proctor-path-segment.h"
#include "proctor-tools.h"
#include "proctor-variable.h"

/* What agents are made of, as the project's own client asks for it. */

static void
assert_error (const GError *error,
              int code)
{
  if (code >= 0)
    g_assert_error (error, PROCTOR_API_ERROR, code);
  else
    g_assert_no_error (error);
}

static ProctorAgent *
get_agent (ClientEngine *self,
           const char *id,
           const char *branch_id,
           const char *version_id,
           int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorAgent *agent;

  proctor_agents_get_async (self->client, id, branch_id, version_id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  agent = proctor_agents_get_finish (self->client, result, &error);
  assert_error (error, code);
  if (agent != NULL)
    g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (agent)), ==, NULL);

  return agent;
}

static ProctorAgent *
update_agent (ClientEngine *self,
              const char *id,
              const char *branch_id,
              ProctorAgent *before,
              ProctorAgent *after)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorAgent *agent;

  proctor_agents_update_async (self->client, id, branch_id, before, after, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  agent = proctor_agents_update_finish (self->client, result, &error);
  g_assert_no_error (error);

  return agent;
}

static void
delete_agent (ClientEngine *self,
              const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_agents_delete_async (self->client, id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_agents_delete_finish (self->client, result, &error));
  g_assert_no_error (error);
}

static void
test_agent (ClientEngine *self,
            gconstpointer data)
{
  g_autofree char *id = client_engine_make_agent (self, "Empfang");
  g_autofree char *test = client_engine_make_test (self, "{'name': 'T', 'type': 'llm', 'chat_history': [{'role': 'user', 'message': 'a', 'time_in_call_secs': 0}], 'success_condition': 'c'}", NULL);
  g_autoptr (ProctorAgent) agent = get_agent (self, id, NULL, NULL, -1);
  g_autoptr (ProctorAgent) before = get_agent (self, id, NULL, NULL, -1);
  g_autofree char *text = g_strdup_printf ("{'name': 'Reception', 'tags': ['a', 'b'], 'version_description': 'Attaches a test.', 'platform_settings': "
                                           "{'testing': {'attached_tests': [{'test_id': '%s', 'workflow_node_id': 'node_1'}]}}}",
                                           test);
  g_autoptr (ProctorAgent) wanted = client_engine_record (PROCTOR_TYPE_AGENT, text);
  g_autoptr (ProctorAgent) after = NULL;
  g_autoptr (ProctorAgent) old = NULL;
  g_autoptr (ProctorAgent) missing = NULL;
  g_autoptr (ProctorAttachedTest) attached = NULL;
  GListModel *tests;

  g_assert_cmpstr (proctor_agent_get_agent_id (agent), ==, id);
  g_assert_cmpstr (proctor_agent_get_branch_id (agent), ==, proctor_agent_get_main_branch_id (agent));
  g_assert_cmpstr (proctor_agent_get_tags (agent)[0], ==, "hotel");

  /* What it says stays, what is attached is new. */
  proctor_agent_set_name (agent, "Reception");
  proctor_agent_set_platform_settings (agent, proctor_agent_get_platform_settings (wanted));
  after = update_agent (self, id, NULL, before, agent);
  g_assert_cmpstr (proctor_agent_get_name (after), ==, "Reception");
  g_assert_cmpstr (proctor_agent_get_version_id (after), !=, proctor_agent_get_version_id (before));
  tests = proctor_agent_testing_get_attached_tests (proctor_agent_settings_get_testing (proctor_agent_get_platform_settings (after)));
  g_assert_cmpuint (g_list_model_get_n_items (tests), ==, 1);
  attached = g_list_model_get_item (tests, 0);
  g_assert_cmpstr (proctor_attached_test_get_test_id (attached), ==, test);
  g_assert_cmpstr (proctor_agent_behaviour_get_first_message (proctor_agent_config_get_agent (proctor_agent_get_conversation_config (after))), ==, "Welcome.");

  old = get_agent (self, id, proctor_agent_get_main_branch_id (before), proctor_agent_get_version_id (before), -1);
  g_assert_cmpstr (proctor_agent_get_version_id (old), ==, proctor_agent_get_version_id (before));

  delete_agent (self, id);
  missing = get_agent (self, id, NULL, NULL, PROCTOR_API_ERROR_NOT_FOUND);
}

static char *
list_agents (ClientEngine *self,
             const ProctorAgentsQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorPage *page;

  proctor_agents_list_async (self->client, query, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  page = proctor_agents_list_finish (self->client, result, &error);
  g_assert_no_error (error);

  return client_engine_join (page);
}

static void
test_agents (ClientEngine *self,
             gconstpointer data)
{
  g_autofree char *b = client_engine_make_agent (self, "Büro");
  g_autofree char *a = client_engine_make_agent (self, "Annahme");
  g_autofree char *newest_first = g_strjoin (" ", a, b, NULL);
  g_autofree char *oldest_first = g_strjoin (" ", b, a, NULL);
  const struct
  {
    ProctorAgentsQuery query;
    const char *found;
  } cases[] = {
    { { 0 }, newest_first },
    { { .search = "bÜRO" }, b },
    { { .archived = TRUE }, "" },
    { { .tags = (const char *const[]) { "x", "hotel", NULL }, .created_by_user_id = "@me" }, newest_first },
    { { .tags = (const char *const[]) { "x", NULL } }, "" },
    { { .sort_by = "name", .ascending = TRUE, .page_size = 1 }, a },
    { { .sort_by = "created_at", .ascending = TRUE }, oldest_first },
    { { .sort_by = "call_count_7d" }, newest_first },
  };
  const ProctorAgentsQuery by_name = { .sort_by = "name", .page_size = 1 };
  g_autoptr (ProctorPager) pager = proctor_agents_list_all (self->client, &by_name);
  g_autoptr (ProctorPage) first = client_engine_next_page (self, pager);
  g_autofree char *second = client_engine_join (client_engine_next_page (self, pager));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) lookups = NULL;
  g_autoptr (ProctorAgentLookup) known = NULL;
  g_autoptr (ProctorAgentLookup) unknown = NULL;

  g_assert_cmpstr (second, ==, a);
  g_assert_false (proctor_pager_has_more (pager));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = list_agents (self, &cases[i].query);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, cases[i].found);
    }

  proctor_agents_summarize_async (self->client, (const char *const[]) { a, "agent_none", NULL }, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  lookups = proctor_agents_summarize_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_page_get_items (lookups)), ==, 2);
  known = client_engine_dup_row (lookups, 0);
  unknown = client_engine_dup_row (lookups, 1);
  g_assert_cmpstr (proctor_agent_lookup_get_status (known), ==, "success");
  g_assert_cmpstr (proctor_agent_lookup_get_status (unknown), ==, "failure");
}

static ProctorBranch *
get_branch (ClientEngine *self,
            const char *agent_id,
            const char *branch_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorBranch *branch;

  proctor_branches_get_async (self->client, agent_id, branch_id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  branch = proctor_branches_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (branch)), ==, NULL);

  return branch;
}

static char *
list_branches (ClientEngine *self,
               const char *agent_id,
               gboolean with_archived)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorPage *page;

  proctor_branches_list_async (self->client, agent_id, with_archived, 50, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  page = proctor_branches_list_finish (self->client, result, &error);
  g_assert_no_error (error);

  return client_engine_join (page);
}

static char *
make_branch (ClientEngine *self,
             const char *agent_id,
             const char *version_id,
             const char *name,
             int code)
{
  g_autofree char *text = g_strdup_printf ("{'parent_version_id': '%s', 'name': '%s', 'description': 'Tries.', 'conversation_config': {'agent': {'first_message': 'Hi!'}}, "
                                           "'platform_settings': {}, 'include_draft': false}",
                                           version_id, name);
  g_autoptr (ProctorBranchRequest) request = client_engine_record (PROCTOR_TYPE_BRANCH_REQUEST, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  proctor_branches_create_async (self->client, agent_id, request, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  id = proctor_branches_create_finish (self->client, result, &error);
  assert_error (error, code);

  return id;
}

static void
test_branches (ClientEngine *self,
               gconstpointer data)
{
  g_autofree char *id = client_engine_make_agent (self, "Agent");
  g_autoptr (ProctorAgent) agent = get_agent (self, id, NULL, NULL, -1);
  const char *version_id = proctor_agent_get_version_id (agent);
  g_autofree char *side = make_branch (self, id, version_id, "Side", -1);
  g_autofree char *twice = make_branch (self, id, "agtvrsn_none", "Other", PROCTOR_API_ERROR_NOT_FOUND);
  g_autoptr (ProctorAgent) on_side = get_agent (self, id, side, NULL, -1);
  g_autoptr (ProctorBranch) branch = get_branch (self, id, side);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorBranch) renamed = NULL;
  g_autoptr (ProctorBranch) archived = NULL;
  g_autoptr (ProctorAgentVersion) version = NULL;
  g_autofree char *all = NULL;
  g_autofree char *shown = NULL;

  g_assert_cmpstr (proctor_agent_behaviour_get_first_message (proctor_agent_config_get_agent (proctor_agent_get_conversation_config (on_side))), ==, "Hi!");
  g_assert_cmpstr (proctor_branch_get_name (branch), ==, "Side");
  g_assert_cmpstr (proctor_path_segment_get_id (proctor_branch_get_parent_branch (branch)), ==, proctor_agent_get_main_branch_id (agent));
  g_assert_cmpuint (g_list_model_get_n_items (proctor_branch_get_most_recent_versions (branch)), >=, 1);

  proctor_branches_rename_async (self->client, id, side, "Seite", NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  renamed = proctor_branches_rename_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_branch_get_name (renamed), ==, "Seite");

  g_clear_object (&result);
  proctor_branches_archive_async (self->client, id, side, TRUE, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  archived = proctor_branches_archive_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_true (proctor_branch_get_is_archived (archived));

  shown = list_branches (self, id, FALSE);
  all = list_branches (self, id, TRUE);
  g_assert_cmpstr (shown, ==, proctor_agent_get_main_branch_id (agent));
  g_assert_nonnull (strstr (all, side));

  g_clear_object (&result);
  proctor_branches_get_version_async (self->client, id, version_id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  version = proctor_branches_get_version_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_agent_version_get_id (version), ==, version_id);
}

#define WEBHOOK "{'tool_config': {'type': 'webhook', 'name': '%s', 'description': 'Books.', 'response_timeout_secs': 20, "                            \
                "'api_schema': {'url': 'https://example.com/book', 'method': 'POST', 'request_body_schema': {'type': 'object', 'properties': {}}}}, " \
                "'response_mocks': [{'mock_result': '{}', 'parameter_conditions': [{'path': 'a', 'eval': {'type': 'regex', 'pattern': 'b'}}]}]}"
#define CLIENT "{'tool_config': {'type': 'client', 'name': '%s', 'description': 'Shows.', 'response_timeout_secs': 5, " \
               "'parameters': {'type': 'object', 'properties': {'page': {'type': 'string', 'description': 'p'}}, 'required': ['page']}}}"

static char *
make_tool (ClientEngine *self,
           const char *text)
{
  g_autoptr (ProctorTool) tool = client_engine_draft (PROCTOR_TYPE_TOOL, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTool) made = NULL;

  proctor_tools_create_async (self->client, tool, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  made = proctor_tools_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (made)), ==, NULL);

  return g_strdup (proctor_tool_get_id (made));
}

static char *
list_tools (ClientEngine *self,
            const ProctorToolsQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorPage *page;

  proctor_tools_list_async (self->client, query, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  page = proctor_tools_list_finish (self->client, result, &error);
  g_assert_no_error (error);

  return client_engine_join (page);
}

static void
delete_tool (ClientEngine *self,
             const char *id,
             gboolean even_if_used,
             int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_tools_delete_async (self->client, id, even_if_used, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_tools_delete_finish (self->client, result, &error) == (code < 0));
  assert_error (error, code);
}

static void
test_tools (ClientEngine *self,
            gconstpointer data)
{
  g_autofree char *webhook_text = g_strdup_printf (WEBHOOK, "book_room");
  g_autofree char *client_text = g_strdup_printf (CLIENT, "show_page");
  g_autofree char *webhook = make_tool (self, webhook_text);
  g_autofree char *client = make_tool (self, client_text);
  g_autofree char *newest_first = g_strjoin (" ", client, webhook, NULL);
  g_autofree char *by_name = g_strjoin (" ", webhook, client, NULL);
  const struct
  {
    ProctorToolsQuery query;
    const char *found;
  } cases[] = {
    { { 0 }, newest_first },
    { { .search = "BOOK" }, webhook },
    { { .search = "room" }, "" },
    { { .types = (const char *const[]) { "client", NULL }, .created_by_user_id = "@me" }, client },
    { { .sort_by = "name", .ascending = TRUE, .page_size = 100 }, by_name },
    { { .sort_by = "created_at", .page_size = 1 }, client },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTool) tool = NULL;
  g_autoptr (ProctorTool) changed = NULL;
  g_autofree char *agent_text = g_strdup_printf ("{'name': 'A', 'conversation_config': {'agent': {'prompt': {'prompt': 'p', 'tool_ids': ['%s']}}}}", webhook);
  g_autoptr (ProctorAgent) agent = client_engine_record (PROCTOR_TYPE_AGENT, agent_text);
  g_autofree char *agent_id = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = list_tools (self, &cases[i].query);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, cases[i].found);
    }

  proctor_tools_get_async (self->client, webhook, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  tool = proctor_tools_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_tool_get_response_mocks (tool)), ==, 1);

  g_clear_object (&result);
  proctor_tool_config_set_description (proctor_tool_get_tool_config (tool), "Reserves.");
  proctor_tools_update_async (self->client, webhook, tool, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  changed = proctor_tools_update_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_tool_config_get_description (proctor_tool_get_tool_config (changed)), ==, "Reserves.");

  g_clear_object (&result);
  proctor_agents_create_async (self->client, agent, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  agent_id = proctor_agents_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  delete_tool (self, webhook, FALSE, PROCTOR_API_ERROR_CONFLICT);
  delete_tool (self, webhook, TRUE, -1);
  delete_tool (self, client, FALSE, -1);
}

static ProctorEnvironmentVariable *
make_variable (ClientEngine *self,
               const char *text,
               int code)
{
  g_autoptr (ProctorEnvironmentVariable) variable = client_engine_draft (PROCTOR_TYPE_ENVIRONMENT_VARIABLE, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorEnvironmentVariable *made;

  proctor_environment_create_async (self->client, variable, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  made = proctor_environment_create_finish (self->client, result, &error);
  assert_error (error, code);

  return made;
}

static void
test_environment (ClientEngine *self,
                  gconstpointer data)
{
  g_autoptr (ProctorEnvironmentVariable) url = make_variable (self, "{'label': 'url', 'type': 'string', 'values': {'production': 'a', 'staging': 'b'}}", -1);
  g_autoptr (ProctorEnvironmentVariable) secret = make_variable (self, "{'label': 'token', 'type': 'secret', 'values': {'production': {'secret_id': 's'}}}", -1);
  g_autoptr (ProctorEnvironmentVariable) again = make_variable (self, "{'label': 'url', 'type': 'string', 'values': {'production': 'a'}}", PROCTOR_API_ERROR_CONFLICT);
  const char *url_id = proctor_environment_variable_get_id (url);
  const char *secret_id = proctor_environment_variable_get_id (secret);
  g_autofree char *both = g_strjoin (" ", url_id, secret_id, NULL);
  const struct
  {
    ProctorEnvironmentQuery query;
    const char *found;
  } cases[] = {
    { { 0 }, both },
    { { .label = "url" }, url_id },
    { { .environment = "staging", .page_size = 10 }, url_id },
    { { .kind = "secret" }, secret_id },
    { { .environment = "nowhere" }, "" },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorEnvironmentVariable) found = NULL;
  g_autoptr (ProctorEnvironmentVariable) changed = NULL;
  g_autoptr (ProctorEnvironmentVariable) wanted = client_engine_draft (PROCTOR_TYPE_ENVIRONMENT_VARIABLE, "{'values': {'staging': null, 'test': 'c'}}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorPager) pager = proctor_environment_list_all (self->client, &cases[i].query);
      g_autofree char *ids = client_engine_join (client_engine_next_page (self, pager));

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (ids, ==, cases[i].found);
    }

  proctor_environment_get_async (self->client, url_id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  found = proctor_environment_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_environment_variable_get_values (found)), ==, 2);

  g_clear_object (&result);
  proctor_environment_update_async (self->client, url_id, wanted, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  changed = proctor_environment_update_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_environment_variable_get_values (changed)), ==, 2);
}

static void
test_account (ClientEngine *self,
              gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) llms = NULL;
  g_autoptr (ProctorUser) user = NULL;
  g_autoptr (ProctorSubscription) subscription = NULL;
  g_autoptr (ProctorLlm) llm = NULL;

  proctor_account_list_llms_async (self->client, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  llms = proctor_account_list_llms_finish (self->client, result, &error);
  g_assert_no_error (error);
  llm = client_engine_dup_row (llms, 0);
  g_assert_cmpstr (proctor_llm_get_llm (llm), ==, "builtin");

  g_clear_object (&result);
  proctor_account_get_user_async (self->client, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  user = proctor_account_get_user_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (user)), ==, NULL);
  g_assert_cmpstr (proctor_user_get_user_id (user), ==, "local");

  g_clear_object (&result);
  proctor_account_get_subscription_async (self->client, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  subscription = proctor_account_get_subscription_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (subscription)), ==, NULL);
  g_assert_cmpstr (proctor_subscription_get_tier (subscription), ==, "local");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  client_engine_add_contract ("/engine-client-agents/contract");
  client_engine_add_resting ("/engine-client-agents/agent", test_agent);
  client_engine_add_resting ("/engine-client-agents/agents", test_agents);
  client_engine_add_resting ("/engine-client-agents/branches", test_branches);
  client_engine_add_resting ("/engine-client-agents/tools", test_tools);
  client_engine_add_resting ("/engine-client-agents/environment", test_environment);
  client_engine_add_resting ("/engine-client-agents/account", test_account);

  return g_test_run ();
}
