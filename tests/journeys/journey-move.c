/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-workspace.h"
#include "proctor-testing.h"

#include <sqlite3.h>

/* Three hundred tests on their way, and one that won't go. */

#define STUBBORN "Number 137"

enum
{
  N_TESTS = 300,
};

static void
expect (ProctorTestingApp *app,
        AtspiRole role,
        const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
fill_folder (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) answer = journey_workspace_ask (app, "POST", "/v1/convai/agent-testing/folders", "{\"name\": \"Many\"}", NULL);
  const char *folder_id = json_object_get_string_member (json_node_get_object (answer), "id");

  for (guint i = 0; i < N_TESTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Number %u", i);

      g_free (journey_workspace_make_test (app, name, folder_id));
    }
}

/* The fault: the engine knows a test by another id than everybody else. */
static void
change_id (ProctorTestingApp *app,
           const char *from,
           const char *to)
{
  g_autofree char *data = proctor_testing_app_dup_data_folder (app);
  g_autofree char *path = g_build_filename (data, "engine.db", NULL);
  char *sql = sqlite3_mprintf ("UPDATE entries SET id = %Q WHERE id = %Q", to, from);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 5000);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (database), ==, 1);
  sqlite3_close (database);
  sqlite3_free (sql);
}

static void
move_all (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Many");
  expect (app, ATSPI_ROLE_LABEL, "300 tests");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Number 299");
  proctor_testing_app_press (app, "<Control>a");
  expect (app, ATSPI_ROLE_LABEL, "300 selected");
  proctor_testing_app_press (app, "<Control>m");
  expect (app, ATSPI_ROLE_DIALOG, "Move to Folder");
  proctor_testing_app_type (app, "book");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, "No Folder");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Move", ATSPI_STATE_SENSITIVE, TRUE);
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Move to Folder");
}

static void
test_one_fails (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autofree char *id = NULL;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  fill_folder (app);
  proctor_testing_app_press (app, "F5");
  expect (app, ATSPI_ROLE_LIST_ITEM, "Many");
  expect (app, ATSPI_ROLE_LABEL, "312 tests");

  id = journey_workspace_find (app, STUBBORN);
  change_id (app, id, "test_elsewhere");
  move_all (app);

  /* All others are where they belong; the one is still here, still selected, and it is said why. */
  expect (app, ATSPI_ROLE_LABEL, "1 of 300 tests could not be moved");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, "Number 299");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, STUBBORN, ATSPI_STATE_SELECTED, TRUE);
  proctor_testing_app_save_picture (app, "failed");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Details");
  expect (app, ATSPI_ROLE_DIALOG, "Not Done");
  expect (app, ATSPI_ROLE_LABEL, STUBBORN);
  proctor_testing_app_save_picture (app, "details");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Not Done");

  /* Mended, it follows the others. */
  change_id (app, "test_elsewhere", id);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try Again");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "1 of 300 tests could not be moved");
  journey_workspace_wait_for_place (app, STUBBORN, "Bookings");
  journey_workspace_wait_for_place (app, "Number 299", "Bookings");
  proctor_testing_app_quit (app);
}

/* Out of all folders again, by the picker. */
static void
test_out (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Promises no refund");
  proctor_testing_app_press (app, "<Control>m");
  expect (app, ATSPI_ROLE_DIALOG, "Move to Folder");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "No Folder");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Move", ATSPI_STATE_SENSITIVE, TRUE);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Move");
  journey_workspace_wait_for_place (app, "Promises no refund", "");
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/move/one-fails", test_one_fails);
  g_test_add_func ("/journey/move/out", test_out);

  return g_test_run ();
}
