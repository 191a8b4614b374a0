/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-local-judge.h"

#include "proctor-request-body.h"
#include "proctor-request.h"

/**
 * proctor_local_judge_async:
 * @client: a client of the engine on this computer
 * @judge_request: what was said, by what it is judged, and how many votes are wanted
 * @cancellable: (nullable): to give up; then the engine does so, too
 * @callback: called when there is an answer, which may take minutes
 * @user_data: passed to @callback
 *
 * Has what was said in a run judged again. It is never sent twice: a model may have its price.
 */
void
proctor_local_judge_async (ProctorClient *client,
                           ProctorJudgeRequest *judge_request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ProctorRequest *request;
  GError *error = NULL;
  JsonNode *body;

  g_return_if_fail (PROCTOR_IS_CLIENT (client));
  g_return_if_fail (PROCTOR_IS_JUDGE_REQUEST (judge_request));
  g_return_if_fail (proctor_connection_get_kind (proctor_client_get_connection (client)) == PROCTOR_CONNECTION_LOCAL);

  request = proctor_request_new ("POST", "proctor/judge", NULL);
  body = proctor_request_body_for_record (PROCTOR_RECORD (judge_request), &error);
  proctor_request_take_body (request, body, error);
  proctor_request_expect_record (request, PROCTOR_TYPE_JUDGE_ANSWER);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_local_judge_finish:
 * @client: a client of the engine on this computer
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the votes, or the problem that the model has
 */
ProctorJudgeAnswer *
proctor_local_judge_finish (ProctorClient *client,
                            GAsyncResult *result,
                            GError **error)
{
  return proctor_client_send_finish (client, result, error);
}
