/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agents.h"

#include "proctor-agent-lookup.h"
#include "proctor-agent-summary.h"
#include "proctor-request-body.h"
#include "proctor-request.h"

static ProctorRequest *
make_list_request (const ProctorAgentsQuery *query)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agents", NULL);

  proctor_request_add_query (request, "cursor", query->cursor);
  proctor_request_add_query_int (request, "page_size", query->page_size);
  proctor_request_add_query (request, "search", query->search);
  proctor_request_add_query_bool (request, "archived", query->archived);
  proctor_request_add_query (request, "created_by_user_id", query->created_by_user_id);
  proctor_request_add_query_list (request, "tags", query->tags);
  proctor_request_add_query (request, "sort_by", query->sort_by);
  proctor_request_add_query (request, "sort_direction", query->ascending ? "asc" : NULL);
  proctor_request_expect_page (request, "agents", PROCTOR_TYPE_AGENT_SUMMARY);

  return request;
}

/**
 * proctor_agents_list_async:
 * @client: a client
 * @query: which are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a page of agents.
 */
void
proctor_agents_list_async (ProctorClient *client,
                           const ProctorAgentsQuery *query,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ProctorRequest *request = make_list_request (query);

  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_agents_list_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the page, of #ProctorAgentSummary
 */
ProctorPage *
proctor_agents_list_finish (ProctorClient *client,
                            GAsyncResult *result,
                            GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_agents_list_all:
 * @client: a client
 * @query: which are wanted
 *
 * For going through all of them, a page at a time.
 *
 * Returns: (transfer full): a pager
 */
ProctorPager *
proctor_agents_list_all (ProctorClient *client,
                         const ProctorAgentsQuery *query)
{
  return proctor_pager_new (client, make_list_request (query));
}

/**
 * proctor_agents_get_async:
 * @client: a client
 * @agent_id: which one
 * @branch_id: (nullable): as it is on that branch
 * @version_id: (nullable): as it was in that version
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for an agent and all of its settings.
 */
void
proctor_agents_get_async (ProctorClient *client,
                          const char *agent_id,
                          const char *branch_id,
                          const char *version_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agents/%", agent_id, NULL);

  proctor_request_add_query (request, "branch_id", branch_id);
  proctor_request_add_query (request, "version_id", version_id);
  proctor_request_expect_record (request, PROCTOR_TYPE_AGENT);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_agents_get_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the agent
 */
ProctorAgent *
proctor_agents_get_finish (ProctorClient *client,
                           GAsyncResult *result,
                           GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_agents_summarize_async:
 * @client: a client
 * @agent_ids: (array zero-terminated=1): which ones
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what lists say of some agents, a hundred at most.
 */
void
proctor_agents_summarize_async (ProctorClient *client,
                                const char *const *agent_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agents/summaries", NULL);

  proctor_request_add_query_list (request, "agent_ids", agent_ids);
  proctor_request_expect_page (request, NULL, PROCTOR_TYPE_AGENT_LOOKUP);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_agents_summarize_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): a page of #ProctorAgentLookup
 */
ProctorPage *
proctor_agents_summarize_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_agents_create_async:
 * @client: a client
 * @agent: what it is to be
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Makes an agent.
 */
void
proctor_agents_create_async (ProctorClient *client,
                             ProctorAgent *agent,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/agents/create", NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_record (PROCTOR_RECORD (agent), &error);

  proctor_request_take_body (request, body, error);
  proctor_request_expect_string (request, "agent_id");
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_agents_create_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the new agent's id
 */
char *
proctor_agents_create_finish (ProctorClient *client,
                              GAsyncResult *result,
                              GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_agents_update_async:
 * @client: a client
 * @agent_id: which one
 * @branch_id: (nullable): on which branch
 * @before: the agent as the server had it
 * @after: what it is to be
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Changes what is another in @after than in @before, which makes a new version of the agent on that
 * branch.
 */
void
proctor_agents_update_async (ProctorClient *client,
                             const char *agent_id,
                             const char *branch_id,
                             ProctorAgent *before,
                             ProctorAgent *after,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("PATCH", "convai/agents/%", agent_id, NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_patch (PROCTOR_RECORD (before), PROCTOR_RECORD (after), &error);

  proctor_request_take_body (request, body, error);
  proctor_request_add_query (request, "branch_id", branch_id);
  proctor_request_expect_record (request, PROCTOR_TYPE_AGENT);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_agents_update_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the agent as the server has it now
 */
ProctorAgent *
proctor_agents_update_finish (ProctorClient *client,
                              GAsyncResult *result,
                              GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_agents_delete_async:
 * @client: a client
 * @agent_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Deletes an agent.
 */
void
proctor_agents_delete_async (ProctorClient *client,
                             const char *agent_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("DELETE", "convai/agents/%", agent_id, NULL);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_agents_delete_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_agents_delete_finish (ProctorClient *client,
                              GAsyncResult *result,
                              GError **error)
{
  return proctor_client_send_finish_nothing (client, result, error);
}
