/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-session.h"

#include "proctor-client.h"
#include "proctor-connection.h"

/**
 * proctor_testing_session_new:
 * @server: a server
 * @cache: (nullable): a cache
 * @history: (nullable): a history
 *
 * Returns: (transfer full): a session with @server, for tests of layers that don't see how one is
 *   connected. It has not been started.
 */
ProctorSession *
proctor_testing_session_new (ProctorTestingServer *server,
                             ProctorCache *cache,
                             ProctorHistory *history)
{
  const char *url = proctor_testing_server_get_url (server);
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("workspace-1", "Work", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = proctor_connection_new ("workspace-1", "Work", url, &error);
  g_autoptr (ProctorClient) client = NULL;

  g_assert_no_error (error);
  client = proctor_client_new (connection, "key");

  return proctor_session_new (workspace, client, cache, history);
}
