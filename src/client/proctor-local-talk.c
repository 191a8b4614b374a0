/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-local-talk.h"

#include "proctor-request-body.h"
#include "proctor-request.h"

/**
 * proctor_local_talk_async:
 * @client: a client of the engine on this computer
 * @talk: what was said so far, and to whom
 * @cancellable: (nullable): to give up; then the engine does so, too
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for the agent's next step. It is never sent twice: a tool may do something in the world.
 */
void
proctor_local_talk_async (ProctorClient *client,
                          ProctorTalkRequest *talk,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ProctorRequest *request;
  GError *error = NULL;
  JsonNode *body;

  g_return_if_fail (PROCTOR_IS_CLIENT (client));
  g_return_if_fail (PROCTOR_IS_TALK_REQUEST (talk));
  g_return_if_fail (proctor_connection_get_kind (proctor_client_get_connection (client)) == PROCTOR_CONNECTION_LOCAL);

  request = proctor_request_new ("POST", "proctor/talk", NULL);
  body = proctor_request_body_for_record (PROCTOR_RECORD (talk), &error);
  proctor_request_take_body (request, body, error);
  proctor_request_expect_record (request, PROCTOR_TYPE_TALK_STEP);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_local_talk_finish:
 * @client: a client of the engine on this computer
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the step, or the problem that the agent has with it
 */
ProctorTalkStep *
proctor_local_talk_finish (ProctorClient *client,
                           GAsyncResult *result,
                           GError **error)
{
  return proctor_client_send_finish (client, result, error);
}
