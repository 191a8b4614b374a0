/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-account.h"

#include "proctor-llm.h"
#include "proctor-record-storage.h"
#include "proctor-request.h"

/**
 * proctor_account_list_llms_async:
 * @client: a client
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks which models there are.
 */
void
proctor_account_list_llms_async (ProctorClient *client,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/llm/list", NULL);

  proctor_request_expect_page (request, "llms", PROCTOR_TYPE_LLM);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_account_list_llms_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): a page of #ProctorLlm, all at once
 */
ProctorPage *
proctor_account_list_llms_finish (ProctorClient *client,
                                  GAsyncResult *result,
                                  GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_account_get_user_async:
 * @client: a client
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks whose key it is. Older servers answer with the key itself; it is forgotten at once.
 */
void
proctor_account_get_user_async (ProctorClient *client,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "user", NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_USER);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_account_get_user_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the user
 */
ProctorUser *
proctor_account_get_user_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  ProctorUser *user = proctor_client_send_finish (client, result, error);

  /* What we don't know may be the key. Nobody writes a user back, so nothing else is lost. */
  if (user != NULL)
    proctor_record_keep_extras (PROCTOR_RECORD (user), NULL);

  return user;
}

/**
 * proctor_account_get_subscription_async:
 * @client: a client
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what has been paid for. A key with few permissions may not ask that and be good all the
 * same.
 */
void
proctor_account_get_subscription_async (ProctorClient *client,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "user/subscription", NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_SUBSCRIPTION);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_account_get_subscription_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the subscription
 */
ProctorSubscription *
proctor_account_get_subscription_finish (ProctorClient *client,
                                         GAsyncResult *result,
                                         GError **error)
{
  return proctor_client_send_finish (client, result, error);
}
