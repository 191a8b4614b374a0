/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-environment.h"

#include "proctor-request-body.h"
#include "proctor-request.h"

static ProctorRequest *
make_list_request (const ProctorEnvironmentQuery *query)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/environment-variables", NULL);

  proctor_request_add_query (request, "cursor", query->cursor);
  proctor_request_add_query_int (request, "page_size", query->page_size);
  proctor_request_add_query (request, "label", query->label);
  proctor_request_add_query (request, "environment", query->environment);
  proctor_request_add_query (request, "type", query->kind);
  proctor_request_expect_page (request, "environment_variables", PROCTOR_TYPE_ENVIRONMENT_VARIABLE);

  return request;
}

/**
 * proctor_environment_list_async:
 * @client: a client
 * @query: which are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a page of environment variables. What environments there are is said nowhere else.
 */
void
proctor_environment_list_async (ProctorClient *client,
                                const ProctorEnvironmentQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request = make_list_request (query);

  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_environment_list_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the page, of #ProctorEnvironmentVariable
 */
ProctorPage *
proctor_environment_list_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_environment_list_all:
 * @client: a client
 * @query: which are wanted
 *
 * For going through all of them, a page at a time.
 *
 * Returns: (transfer full): a pager
 */
ProctorPager *
proctor_environment_list_all (ProctorClient *client,
                              const ProctorEnvironmentQuery *query)
{
  return proctor_pager_new (client, make_list_request (query));
}

/**
 * proctor_environment_get_async:
 * @client: a client
 * @variable_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for an environment variable.
 */
void
proctor_environment_get_async (ProctorClient *client,
                               const char *variable_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/environment-variables/%", variable_id, NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_ENVIRONMENT_VARIABLE);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_environment_get_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the variable
 */
ProctorEnvironmentVariable *
proctor_environment_get_finish (ProctorClient *client,
                                GAsyncResult *result,
                                GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_environment_create_async:
 * @client: a client
 * @variable: what it is to be
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Makes an environment variable.
 */
void
proctor_environment_create_async (ProctorClient *client,
                                  ProctorEnvironmentVariable *variable,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/environment-variables", NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_variable (variable, TRUE, &error);

  proctor_request_take_body (request, body, error);
  proctor_request_expect_record (request, PROCTOR_TYPE_ENVIRONMENT_VARIABLE);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_environment_create_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the variable
 */
ProctorEnvironmentVariable *
proctor_environment_create_finish (ProctorClient *client,
                                   GAsyncResult *result,
                                   GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_environment_update_async:
 * @client: a client
 * @variable_id: which one
 * @variable: what it is to be
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Gives an environment variable other values.
 */
void
proctor_environment_update_async (ProctorClient *client,
                                  const char *variable_id,
                                  ProctorEnvironmentVariable *variable,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("PATCH", "convai/environment-variables/%", variable_id, NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_variable (variable, FALSE, &error);

  proctor_request_take_body (request, body, error);
  proctor_request_expect_record (request, PROCTOR_TYPE_ENVIRONMENT_VARIABLE);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_environment_update_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the variable as the server has it now
 */
ProctorEnvironmentVariable *
proctor_environment_update_finish (ProctorClient *client,
                                   GAsyncResult *result,
                                   GError **error)
{
  return proctor_client_send_finish (client, result, error);
}
