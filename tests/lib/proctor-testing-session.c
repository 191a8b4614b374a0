/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-session.h"

#include "proctor-client.h"
#include "proctor-connection.h"

static ProctorClient *
make_client (ProctorTestingServer *server)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = proctor_connection_new ("workspace-1", "Work", proctor_testing_server_get_url (server), &error);

  g_assert_no_error (error);

  return proctor_client_new (connection, "key");
}

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
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("workspace-1", "Work", proctor_testing_server_get_url (server));
  g_autoptr (ProctorClient) client = make_client (server);

  return proctor_session_new (workspace, client, cache, history);
}

/**
 * proctor_testing_session_new_named:
 * @server: a server
 * @base_url: where the workspace says that its server is
 *
 * For what depends on whose server it is.
 *
 * Returns: (transfer full): a session that believes to be with the server at @base_url, and is with @server
 */
ProctorSession *
proctor_testing_session_new_named (ProctorTestingServer *server,
                                   const char *base_url)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("workspace-1", "Work", base_url);
  g_autoptr (ProctorClient) client = make_client (server);

  return proctor_session_new (workspace, client, NULL, NULL);
}
