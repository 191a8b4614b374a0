/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-portal.h"
#include "journey-running.h"
#include "journey-workspace.h"
#include "proctor-testing-desktop.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

/* The Flatpak in its sandbox, in a session with portals, which ./dev flatpak --test starts. It is one
 * walk: what is chosen on the way is there at each next start. */

#define TESTS "/v1/convai/agent-testing"
#define AGENTS "/v1/convai/agents"
#define NOTHING(what) "{\"" what "\": [], \"next_cursor\": null, \"has_more\": false}"
#define SOMETHING                                                                                                   \
  "{\"tests\": [{\"id\": \"t1\", \"name\": \"Refund after 30 days\", \"type\": \"llm\", \"entity_type\": \"test\"," \
  " \"created_at_unix_secs\": 400, \"last_updated_at_unix_secs\": 400}], \"next_cursor\": null, \"has_more\": false}"

#define ALL "2 tests, 10 runs"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
start (ProctorTestingApp *app,
       const char *argument)
{
  gint64 begun = g_get_monotonic_time ();

  proctor_testing_app_start (app, argument);
  g_test_message ("The window was there after %.1f seconds", (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
}

/* The first start, and the workspace that needs nothing else, with its engine in the sandbox as well. */
static void
begin (ProctorTestingApp *app)
{
  g_autofree char *socket = NULL;

  start (app, NULL);
  proctor_testing_app_save_picture (app, "welcome");
  journey_workspace_open_sample (app);
  see (app, ATSPI_ROLE_LABEL, "Connected");
  socket = journey_workspace_dup_socket (app);
  g_assert_true (g_file_test (socket, G_FILE_TEST_EXISTS));
  proctor_testing_app_save_picture (app, "sample");
}

/* Nobody looks at the window while the tests come to their end, so that the desktop is told, and a
 * click there leads to them. */
static void
run_tests (ProctorTestingApp *app,
           ProctorTestingDesktop *desktop,
           EngineStub *stub)
{
  journey_running_use_model (app, stub);
  engine_stub_hold (stub, 0);
  journey_running_choose_two (app);
  journey_running_start (app, "5×", ALL);
  proctor_testing_screen_look_away (proctor_testing_app_get_screen (app));
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_FRAME, NULL, ATSPI_STATE_ACTIVE, FALSE);
  g_assert_cmpuint (proctor_testing_desktop_count (desktop), ==, 0);
  engine_stub_let_go (stub);
  proctor_testing_desktop_wait_until_told (desktop, 1);
  g_assert_true (g_pattern_match_simple ("2 tests*: 10 of 10 runs passed", proctor_testing_desktop_get_told (desktop, 0)));
  proctor_testing_screen_focus (proctor_testing_app_get_screen (app), proctor_testing_app_get_window (app));
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_FRAME, NULL, ATSPI_STATE_ACTIVE, TRUE);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  see (app, ATSPI_ROLE_LABEL, "100 % passed (*");
}

static void
open_transcript (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_TABLE_CELL, JOURNEY_RUNNING_REFUND ", repeat 1, passed");
  see (app, ATSPI_ROLE_LABEL, "Repeat 1");
  see (app, ATSPI_ROLE_LABEL, "*The room is booked*");
  proctor_testing_app_save_picture (app, "transcript");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "Repeat 1");
}

/* The name has the date in it, and the day may end meanwhile. */
static char *
dup_report (void)
{
  g_autoptr (GDir) home = g_dir_open (g_get_home_dir (), 0, NULL);
  const char *name;

  while (home != NULL && (name = g_dir_read_name (home)) != NULL)
    if (g_pattern_match_simple ("2-tests-*.html", name))
      return g_build_filename (g_get_home_dir (), name, NULL);

  return NULL;
}

static gboolean
is_written (gpointer user_data)
{
  g_autofree char *path = dup_report ();
  g_autofree char *text = NULL;

  return path != NULL && g_file_get_contents (path, &text, NULL, NULL) && strstr (text, JOURNEY_RUNNING_REFUND) != NULL && strstr (text, "</html>") != NULL;
}

/* The program sees none of the user's files, and writes the one that was chosen. */
static void
export_report (ProctorTestingApp *app)
{
  const char *reason = g_getenv ("PROCTOR_TEST_NO_DOCUMENTS");

  if (reason != NULL)
    {
      g_test_message ("No report is exported: %s", reason);
      return;
    }

  proctor_testing_app_click (app, ATSPI_ROLE_TOGGLE_BUTTON, "Export Report");
  see (app, ATSPI_ROLE_MENU_ITEM, NULL);
  proctor_testing_app_press (app, "Return");
  journey_portal_save (app);
  if (!proctor_testing_wait (is_written, NULL))
    {
      proctor_testing_app_save_picture (app, "failure");
      g_error ("Waited in vain for the report in %s", g_get_home_dir ());
    }
  proctor_testing_screen_focus (proctor_testing_app_get_screen (app), proctor_testing_app_get_window (app));
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_FRAME, NULL, ATSPI_STATE_ACTIVE, TRUE);
}

static void
expect_key (ProctorTestingServer *server,
            const char *key)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (server);

  g_assert_cmpuint (requests->len, >, 0);
  for (guint i = 0; i < requests->len; i++)
    g_assert_cmpstr (proctor_testing_request_get_header (g_ptr_array_index (requests, i), "xi-api-key"), ==, key);
}

static void
serve (ProctorTestingServer *server)
{
  const char *const bodies[][2] = {
    { TESTS "?types=folder", NOTHING ("tests") },
    { TESTS, SOMETHING },
    { AGENTS, NOTHING ("agents") },
  };

  proctor_testing_server_reset (server);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    proctor_testing_server_answer (server, "GET", bodies[i][0], &(ProctorTestingAnswer) { .body = bodies[i][1] });
}

/* A workspace elsewhere, whose key the next start has to know. */
static void
connect_server (ProctorTestingApp *app,
                ProctorTestingServer *server,
                const char *key)
{
  serve (server);
  proctor_testing_app_press (app, "<Control>comma");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Add Workspace");
  proctor_testing_app_point (app, ATSPI_ROLE_COMBO_BOX, "Server");
  see (app, ATSPI_ROLE_LABEL, "Other…");
  proctor_testing_app_press (app, "End Return");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Address", proctor_testing_server_get_url (server));
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Name of the Workspace", "Work");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "API Key", key);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect");
  see (app, ATSPI_ROLE_BUTTON, "Workspace: Work");
  see (app, ATSPI_ROLE_LABEL, "Connected");
  expect_key (server, key);
}

static void
test_walk (void)
{
  const char *key = g_getenv ("PROCTOR_TEST_KEY");
  g_autoptr (ProctorTestingDesktop) desktop = proctor_testing_desktop_new ();
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (EngineStub) stub = engine_stub_new (0, 0);
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  begin (app);
  run_tests (app, desktop, stub);
  open_transcript (app);
  export_report (app);
  proctor_testing_app_quit (app);

  start (app, NULL);
  see (app, ATSPI_ROLE_LABEL, "* passed");
  connect_server (app, server, key);
  proctor_testing_app_quit (app);

  /* Its service starts it as well, and the key is known. */
  serve (server);
  start (app, "--by-bus");
  see (app, ATSPI_ROLE_BUTTON, "Workspace: Work");
  see (app, ATSPI_ROLE_LABEL, "Connected");
  expect_key (server, key);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/sandbox/walk", test_walk);

  return g_test_run ();
}
