/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversations.h"

#include "proctor-conversation-summary.h"
#include "proctor-request.h"

static ProctorRequest *
make_list_request (const ProctorConversationsQuery *query)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/conversations", NULL);

  proctor_request_add_query (request, "cursor", query->cursor);
  proctor_request_add_query_int (request, "page_size", query->page_size);
  proctor_request_add_query (request, "agent_id", query->agent_id);
  proctor_request_add_query (request, "branch_id", query->branch_id);
  proctor_request_add_query (request, "version_id", query->version_id);
  proctor_request_add_query (request, "call_successful", query->call_successful);
  proctor_request_add_query_int (request, "call_start_after_unix", query->after);
  proctor_request_add_query_int (request, "call_start_before_unix", query->before);
  proctor_request_add_query (request, "search", query->search);
  proctor_request_add_query_list (request, "tool_names", query->tool_names);
  proctor_request_add_query_list (request, "exclude_statuses", query->exclude_statuses);
  proctor_request_add_query (request, "summary_mode", query->with_summary ? "include" : NULL);
  proctor_request_add_query (request, "sort_direction", query->ascending ? "asc" : NULL);
  proctor_request_expect_page (request, "conversations", PROCTOR_TYPE_CONVERSATION_SUMMARY);

  return request;
}

/**
 * proctor_conversations_list_async:
 * @client: a client
 * @query: which are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a page of conversations.
 */
void
proctor_conversations_list_async (ProctorClient *client,
                                  const ProctorConversationsQuery *query,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  ProctorRequest *request = make_list_request (query);

  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_conversations_list_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the page, of #ProctorConversationSummary
 */
ProctorPage *
proctor_conversations_list_finish (ProctorClient *client,
                                   GAsyncResult *result,
                                   GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_conversations_list_all:
 * @client: a client
 * @query: which are wanted
 *
 * For going through all of them, a page at a time.
 *
 * Returns: (transfer full): a pager
 */
ProctorPager *
proctor_conversations_list_all (ProctorClient *client,
                                const ProctorConversationsQuery *query)
{
  return proctor_pager_new (client, make_list_request (query));
}

/**
 * proctor_conversations_get_async:
 * @client: a client
 * @conversation_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a conversation and what was said.
 */
void
proctor_conversations_get_async (ProctorClient *client,
                                 const char *conversation_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/conversations/%", conversation_id, NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_CONVERSATION);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_conversations_get_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the conversation
 */
ProctorConversation *
proctor_conversations_get_finish (ProctorClient *client,
                                  GAsyncResult *result,
                                  GError **error)
{
  return proctor_client_send_finish (client, result, error);
}
