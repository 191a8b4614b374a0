/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-workspace.h"
#include "proctor-testing.h"

#include <signal.h>

/* What is deleted can be had back until it is sent; and what was sent is heard of, now or at the next
 * start. */

#define SHOWER "Sees to a broken shower"
#define PERSON "Hands over to a person on request"

static void
expect (ProctorTestingApp *app,
        AtspiRole role,
        const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* It goes from the list at once, and nothing is sent yet. */
static void
delete_test (ProctorTestingApp *app,
             const char *name)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, name);
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, name, ATSPI_STATE_SELECTED, TRUE);
  proctor_testing_app_press (app, "Delete");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, name);
}

static void
expect_kept (ProctorTestingApp *app,
             const char *name)
{
  expect (app, ATSPI_ROLE_LIST_ITEM, name);
  g_assert_cmpuint (journey_workspace_count (app, name), ==, 1);
}

static void
test_undo (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);

  delete_test (app, SHOWER);
  g_assert_cmpuint (journey_workspace_count (app, SHOWER), ==, 1);
  proctor_testing_app_press (app, "<Control>z");
  expect_kept (app, SHOWER);

  delete_test (app, SHOWER);
  journey_workspace_undo (app);
  expect_kept (app, SHOWER);

  /* Who waits until the offer has gone has deleted it. */
  delete_test (app, PERSON);
  journey_workspace_wait_until_gone (app, PERSON);

  /* Who quits doesn't want to wait for that, and has deleted it, too. */
  delete_test (app, SHOWER);
  proctor_testing_app_quit (app);
  proctor_testing_app_start (app, NULL);
  expect (app, ATSPI_ROLE_LIST_ITEM, "Promises no refund");
  expect (app, ATSPI_ROLE_LABEL, "10 tests");
  g_assert_cmpuint (journey_workspace_count (app, SHOWER), ==, 0);
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LIST_ITEM, SHOWER));
  proctor_testing_app_quit (app);
}

/* An engine that has nothing more to say keeps the program for a while, not for ever; the next one
 * asks what is to become of what was never answered. */
static void
test_hang (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  int engine;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  engine = journey_workspace_find_engine (app);
  g_assert_cmpint (engine, >, 0);

  delete_test (app, SHOWER);
  g_assert_cmpint (kill (engine, SIGSTOP), ==, 0);
  proctor_testing_app_quit (app);
  /* It has heard nothing, and never will have. */
  g_assert_cmpint (kill (engine, SIGKILL), ==, 0);

  proctor_testing_app_start (app, NULL);
  expect (app, ATSPI_ROLE_LABEL, "1 item that you deleted is still there");
  expect (app, ATSPI_ROLE_LIST_ITEM, SHOWER);
  proctor_testing_app_save_picture (app, "offer");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Decide…");
  expect (app, ATSPI_ROLE_LABEL, "Delete 1 Item?");
  proctor_testing_app_save_picture (app, "decide");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Delete");
  journey_workspace_wait_until_gone (app, SHOWER);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "1 item that you deleted is still there");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, SHOWER);

  /* That was decided once and for all. */
  proctor_testing_app_quit (app);
  proctor_testing_app_start (app, NULL);
  expect (app, ATSPI_ROLE_LABEL, "11 tests");
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LABEL, "1 item that you deleted is still there"));
  proctor_testing_app_quit (app);
}

/* A program that is killed while it offers to undo has deleted nothing. */
static void
test_killed (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  delete_test (app, SHOWER);
  proctor_testing_app_kill (app);

  proctor_testing_app_start (app, NULL);
  expect (app, ATSPI_ROLE_LABEL, "12 tests");
  expect_kept (app, SHOWER);
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LABEL, "1 item that you deleted is still there"));
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/delete/undo", test_undo);
  g_test_add_func ("/journey/delete/hang", test_hang);
  g_test_add_func ("/journey/delete/killed", test_killed);

  return g_test_run ();
}
