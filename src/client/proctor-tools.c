/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tools.h"

#include "proctor-request-body.h"
#include "proctor-request.h"

static ProctorRequest *
make_list_request (const ProctorToolsQuery *query)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/tools", NULL);

  proctor_request_add_query (request, "cursor", query->cursor);
  proctor_request_add_query_int (request, "page_size", query->page_size);
  proctor_request_add_query (request, "search", query->search);
  proctor_request_add_query_list (request, "types", query->types);
  proctor_request_add_query (request, "created_by_user_id", query->created_by_user_id);
  proctor_request_add_query (request, "sort_by", query->sort_by);
  proctor_request_add_query (request, "sort_direction", query->ascending ? "asc" : NULL);
  proctor_request_expect_page (request, "tools", PROCTOR_TYPE_TOOL);

  return request;
}

/**
 * proctor_tools_list_async:
 * @client: a client
 * @query: which are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a page of tools.
 */
void
proctor_tools_list_async (ProctorClient *client,
                          const ProctorToolsQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ProctorRequest *request = make_list_request (query);

  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tools_list_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the page, of #ProctorTool
 */
ProctorPage *
proctor_tools_list_finish (ProctorClient *client,
                           GAsyncResult *result,
                           GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tools_list_all:
 * @client: a client
 * @query: which are wanted
 *
 * For going through all of them, a page at a time.
 *
 * Returns: (transfer full): a pager
 */
ProctorPager *
proctor_tools_list_all (ProctorClient *client,
                        const ProctorToolsQuery *query)
{
  return proctor_pager_new (client, make_list_request (query));
}

/**
 * proctor_tools_get_async:
 * @client: a client
 * @tool_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a tool.
 */
void
proctor_tools_get_async (ProctorClient *client,
                         const char *tool_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/tools/%", tool_id, NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_TOOL);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tools_get_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the tool
 */
ProctorTool *
proctor_tools_get_finish (ProctorClient *client,
                          GAsyncResult *result,
                          GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tools_create_async:
 * @client: a client
 * @tool: what it is to be
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Makes a tool.
 */
void
proctor_tools_create_async (ProctorClient *client,
                            ProctorTool *tool,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/tools", NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_tool (tool, &error);

  proctor_request_take_body (request, body, error);
  proctor_request_expect_record (request, PROCTOR_TYPE_TOOL);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tools_create_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the tool
 */
ProctorTool *
proctor_tools_create_finish (ProctorClient *client,
                             GAsyncResult *result,
                             GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tools_update_async:
 * @client: a client
 * @tool_id: which one
 * @tool: what it is to be
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Replaces the settings of a tool and the answers it is mocked with.
 */
void
proctor_tools_update_async (ProctorClient *client,
                            const char *tool_id,
                            ProctorTool *tool,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("PATCH", "convai/tools/%", tool_id, NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_tool (tool, &error);

  proctor_request_take_body (request, body, error);
  proctor_request_expect_record (request, PROCTOR_TYPE_TOOL);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tools_update_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the tool as the server has it now
 */
ProctorTool *
proctor_tools_update_finish (ProctorClient *client,
                             GAsyncResult *result,
                             GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tools_delete_async:
 * @client: a client
 * @tool_id: which one
 * @even_if_used: whether it goes though agents use it
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Deletes a tool.
 */
void
proctor_tools_delete_async (ProctorClient *client,
                            const char *tool_id,
                            gboolean even_if_used,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("DELETE", "convai/tools/%", tool_id, NULL);

  proctor_request_add_query_bool (request, "force", even_if_used);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tools_delete_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_tools_delete_finish (ProctorClient *client,
                             GAsyncResult *result,
                             GError **error)
{
  return proctor_client_send_finish_nothing (client, result, error);
}
