/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocations.h"

#include "proctor-invocation-summary.h"
#include "proctor-lost-run.h"
#include "proctor-request-body.h"
#include "proctor-request.h"

/**
 * proctor_invocations_run_async:
 * @client: a client
 * @agent_id: the agent to test
 * @run: which tests, and how
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Runs tests. This is never sent twice: if the answer gets lost, the error
 * %PROCTOR_API_ERROR_ANSWER_LOST carries a #ProctorLostRun to look for them with.
 */
void
proctor_invocations_run_async (ProctorClient *client,
                               const char *agent_id,
                               ProctorRunRequest *run,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (ProctorLostRun) lost = proctor_lost_run_new (agent_id, run, g_get_real_time () / G_USEC_PER_SEC);
  ProctorRequest *request = proctor_request_new ("POST", "convai/agents/%/run-tests", agent_id, NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_record (PROCTOR_RECORD (run), &error);

  proctor_request_take_body (request, body, error);
  proctor_request_set_lost (request, lost);
  proctor_request_expect_bytes (request);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_invocations_run_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the invocation, for proctor_invocation_skim_new()
 */
GBytes *
proctor_invocations_run_finish (ProctorClient *client,
                                GAsyncResult *result,
                                GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

static ProctorRequest *
make_list_request (const ProctorInvocationsQuery *query)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/test-invocations", NULL);

  proctor_request_add_query (request, "cursor", query->cursor);
  proctor_request_add_query_int (request, "page_size", query->page_size);
  proctor_request_add_query (request, "agent_id", query->agent_id);
  proctor_request_add_query (request, "branch_id", query->branch_id);
  proctor_request_add_query (request, "version_id", query->version_id);
  proctor_request_add_query (request, "test_id", query->test_id);
  proctor_request_add_query (request, "search", query->search);
  proctor_request_add_query_int (request, "start_time", query->start_time);
  proctor_request_add_query_int (request, "end_time", query->end_time);
  proctor_request_expect_page (request, "results", PROCTOR_TYPE_INVOCATION_SUMMARY);

  return request;
}

/**
 * proctor_invocations_list_async:
 * @client: a client
 * @query: which are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a page of invocations.
 */
void
proctor_invocations_list_async (ProctorClient *client,
                                const ProctorInvocationsQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request = make_list_request (query);

  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_invocations_list_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the page, of #ProctorInvocationSummary
 */
ProctorPage *
proctor_invocations_list_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_invocations_list_all:
 * @client: a client
 * @query: which are wanted
 *
 * For going through all of them, a page at a time.
 *
 * Returns: (transfer full): a pager
 */
ProctorPager *
proctor_invocations_list_all (ProctorClient *client,
                              const ProctorInvocationsQuery *query)
{
  return proctor_pager_new (client, make_list_request (query));
}

/**
 * proctor_invocations_get_async:
 * @client: a client
 * @invocation_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for an invocation. It may be very large, so it comes as it is.
 */
void
proctor_invocations_get_async (ProctorClient *client,
                               const char *invocation_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/test-invocations/%", invocation_id, NULL);

  proctor_request_expect_bytes (request);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_invocations_get_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the invocation, for proctor_invocation_skim_new()
 */
GBytes *
proctor_invocations_get_finish (ProctorClient *client,
                                GAsyncResult *result,
                                GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_invocations_resubmit_async:
 * @client: a client
 * @invocation_id: which invocation
 * @resubmit: which of its runs
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Runs some of its runs again. This is never sent twice; the runs stay in their invocation, which
 * shows whether they were begun.
 */
void
proctor_invocations_resubmit_async (ProctorClient *client,
                                    const char *invocation_id,
                                    ProctorResubmitRequest *resubmit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/test-invocations/%/resubmit", invocation_id, NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_record (PROCTOR_RECORD (resubmit), &error);

  proctor_request_take_body (request, body, error);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_invocations_resubmit_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_invocations_resubmit_finish (ProctorClient *client,
                                     GAsyncResult *result,
                                     GError **error)
{
  return proctor_client_send_finish_nothing (client, result, error);
}

/**
 * proctor_invocations_cancel_async:
 * @client: a client
 * @invocation_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Cancels what has not ended. Servers from before it was invented answer with
 * %PROCTOR_API_ERROR_UNSUPPORTED or %PROCTOR_API_ERROR_NOT_FOUND.
 */
void
proctor_invocations_cancel_async (ProctorClient *client,
                                  const char *invocation_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/test-invocations/%/cancel", invocation_id, NULL);

  /* What has been cancelled stays so. */
  proctor_request_set_repeatable (request, TRUE);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_invocations_cancel_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_invocations_cancel_finish (ProctorClient *client,
                                   GAsyncResult *result,
                                   GError **error)
{
  return proctor_client_send_finish_nothing (client, result, error);
}
