/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-scripted.h"

/* A workspace elsewhere, whose server says what a test wants it to say. */

#define AGENT "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 1, \"main_branch_id\": \"b_1\"}"
#define ROW "{\"id\": \"t1\", \"name\": \"" JOURNEY_SCRIPTED_TEST "\", \"type\": \"llm\", \"entity_type\": \"test\", \"created_at_unix_secs\": 400, \"last_updated_at_unix_secs\": 400}"

void
journey_scripted_answer (ProctorTestingServer *server,
                         const char *path,
                         const char *body)
{
  proctor_testing_server_answer (server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

/**
 * journey_scripted_connect:
 * @app: the program, which doesn't run yet
 * @server: the workspace's server, which has a test and an agent from now on
 *
 * Starts the program and takes the road to the workspace.
 */
void
journey_scripted_connect (ProctorTestingApp *app,
                          ProctorTestingServer *server)
{
  journey_scripted_answer (server, JOURNEY_SCRIPTED_TESTS "?types=folder", "{\"tests\": [], \"next_cursor\": null, \"has_more\": false}");
  journey_scripted_answer (server, JOURNEY_SCRIPTED_TESTS, "{\"tests\": [" ROW "], \"next_cursor\": null, \"has_more\": false}");
  journey_scripted_answer (server, JOURNEY_SCRIPTED_TESTS "/t1", JOURNEY_SCRIPTED_BODY (""));
  journey_scripted_answer (server, JOURNEY_SCRIPTED_AGENTS, "{\"agents\": [" AGENT "], \"has_more\": false}");
  journey_scripted_answer (server, JOURNEY_SCRIPTED_AGENTS "/agent_1", AGENT);
  journey_scripted_answer (server, JOURNEY_SCRIPTED_AGENTS "/agent_1/branches", "{\"results\": [{\"id\": \"b_1\", \"name\": \"Main\"}]}");
  proctor_testing_app_start (app, NULL);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect ElevenLabs");
  proctor_testing_app_point (app, ATSPI_ROLE_COMBO_BOX, "Server");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "Other…"));
  proctor_testing_app_press (app, "End Return");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Address", proctor_testing_server_get_url (server));
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "API Key", "sk_good");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LIST_ITEM, JOURNEY_SCRIPTED_TEST));
}
