/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-local.h"

#include "proctor-request.h"

/* What only the engine has. The cloud is never asked for it. */

/**
 * proctor_local_load_sample_async:
 * @client: a client of the engine on this computer
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Puts the sample workspace where there is nothing yet.
 */
void
proctor_local_load_sample_async (ProctorClient *client,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ProctorRequest *request;

  g_return_if_fail (PROCTOR_IS_CLIENT (client));
  g_return_if_fail (proctor_connection_get_kind (proctor_client_get_connection (client)) == PROCTOR_CONNECTION_LOCAL);

  request = proctor_request_new ("POST", "proctor/sample", NULL);
  /* Where it is there already it is refused, so that asking twice is safe. */
  proctor_request_set_repeatable (request, TRUE);
  proctor_request_expect_string (request, "agent_id");
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_local_load_sample_finish:
 * @client: a client of the engine on this computer
 * @result: what the callback was given
 * @error: return location for why it isn't there; %PROCTOR_API_ERROR_CONFLICT if there was
 *   something already
 *
 * Returns: (transfer full) (nullable): the id of the sample's agent
 */
char *
proctor_local_load_sample_finish (ProctorClient *client,
                                  GAsyncResult *result,
                                  GError **error)
{
  return proctor_client_send_finish (client, result, error);
}
