/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "proctor-testing-app.h"
#include "proctor-testing.h"

#define BOOKING "Books a double room and confirms the price"

/* As the first start has it: one click, and there is a workspace. */
static void
start_with_sample (ProctorTestingApp *app)
{
  proctor_testing_app_start (app, NULL);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try the Sample Workspace");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests"));
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LIST_ITEM, "Bookings"));
}

/* Down the sidebar with the arrow keys; the list follows. */
static void
walk_the_sidebar (ProctorTestingApp *app)
{
  const struct
  {
    const char *keys;
    const char *heading;
  } steps[] = {
    { "<Control>1", "12 tests" },
    { "<Control>2", "No Runs" },
    { "<Control>3", "Harbour Hotel" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      proctor_testing_app_press (app, steps[i].keys);
      g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, steps[i].heading));
    }

  /* Past the folders, which are below the tests. */
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Tests");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests"));
  proctor_testing_app_press (app, "Down");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "6 tests"));
  proctor_testing_app_press (app, "Down Down");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "No Runs"));
  proctor_testing_app_press (app, "Down");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "Harbour Hotel"));
  proctor_testing_app_press (app, "Up Up Up Up");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests"));
}

static void
open_and_close_dialogs (ProctorTestingApp *app)
{
  /* By the menu, whose last item it is (GTK 4.18 gives the items of menus no names) … */
  proctor_testing_app_press (app, "F10");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_MENU_ITEM, NULL));
  proctor_testing_app_press (app, "Up Return");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_DIALOG, "About"));
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "About");

  /* … and by keys. */
  proctor_testing_app_press (app, "<Control>comma");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_DIALOG, "Preferences"));
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Preferences");

  proctor_testing_app_press (app, "<Control>question");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_DIALOG, "Keyboard Shortcuts"));
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Keyboard Shortcuts");
}

/* In a narrow window there is a pane at a time, and a way from each to the others. */
static void
go_narrow_and_back (ProctorTestingApp *app)
{
  proctor_testing_app_resize (app, 360, 640);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, "Runs");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests"));

  proctor_testing_app_press (app, "<Alt>Left");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "12 tests");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Runs");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "No Runs"));
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, "Runs");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Back");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LIST_ITEM, "Runs"));

  proctor_testing_app_resize (app, 1180, 760);
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "No Runs"));
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LIST_ITEM, "Runs"));
}

static void
test_walk (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  start_with_sample (app);
  walk_the_sidebar (app);
  open_and_close_dialogs (app);
  go_narrow_and_back (app);
  proctor_testing_app_quit (app);
}

/* What the window was like when it was closed is what it is like the next time. */
static void
test_remembers (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  int width, height;

  start_with_sample (app);
  proctor_testing_app_press (app, "<Control>3");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "Harbour Hotel"));
  proctor_testing_app_resize (app, 1000, 640);
  proctor_testing_app_press (app, "<Control>w");
  proctor_testing_app_wait_for_end (app);

  proctor_testing_app_start (app, NULL);
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "Harbour Hotel"));
  proctor_testing_screen_get_size (proctor_testing_app_get_screen (app), proctor_testing_app_get_window (app), &width, &height);
  g_assert_cmpint (width, ==, 1000);
  g_assert_cmpint (height, ==, 640);
  proctor_testing_app_quit (app);
}

typedef struct
{
  ProctorTestingApp *app;
  guint n_windows;
} Windows;

static gboolean
has_windows (gpointer user_data)
{
  const Windows *windows = user_data;

  return proctor_testing_screen_count_windows (proctor_testing_app_get_screen (windows->app), proctor_testing_app_get_pid (windows->app)) == windows->n_windows;
}

static void
run_again (const char *argument)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) again = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("PROCTOR_TEST_PROGRAM"), argument, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (again, NULL, &error);
  g_assert_no_error (error);
}

/* A second start brings the first one's window to the front, unless a new one is asked for. */
static void
test_single_instance (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  Windows windows = { app, 1 };

  proctor_testing_app_start (app, NULL);
  run_again (NULL);
  g_assert_true (has_windows (&windows));

  run_again ("--new-window");
  windows.n_windows = 2;
  proctor_testing_wait_for ("a second window", has_windows, &windows);

  proctor_testing_app_quit (app);
}

static gboolean
has_name (gpointer user_data)
{
  g_autoptr (GVariant) owned = g_dbus_connection_call_sync (user_data, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner", g_variant_new ("(s)", APPLICATION_ID), G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean has_owner = FALSE;

  g_variant_get (owned, "(b)", &has_owner);

  return has_owner;
}

/* Started as a D-Bus service, as the desktop does it, the window comes when it is asked for. */
static void
test_activation (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  proctor_testing_app_spawn (app, "--gapplication-service");
  proctor_testing_wait_for ("the service's name", has_name, bus);
  g_assert_cmpuint (proctor_testing_screen_find_window (proctor_testing_app_get_screen (app), proctor_testing_app_get_pid (app), 0), ==, 0);

  answer = g_dbus_connection_call_sync (bus, APPLICATION_ID, APPLICATION_PATH, "org.freedesktop.Application", "Activate", g_variant_new ("(a{sv})", NULL), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  proctor_testing_app_wait_for_window (app);
  proctor_testing_app_quit (app);
}

typedef struct
{
  AtspiAccessible *accessible;
  int x;
} Place;

static gboolean
is_at_place (gpointer user_data)
{
  const Place *place = user_data;
  g_autofree AtspiRect *extents = proctor_testing_tree_get_extents (place->accessible);

  return extents->x == place->x;
}

/* The edge between two panes follows the pointer and the arrow keys. */
static void
test_pane_handle (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (AtspiAccessible) handle = NULL;
  g_autofree AtspiRect *before = NULL;
  Place place;

  start_with_sample (app);
  handle = proctor_testing_app_find (app, ATSPI_ROLE_SEPARATOR, "Width of the Sidebar");
  before = proctor_testing_tree_get_extents (handle);

  proctor_testing_app_drag (app, ATSPI_ROLE_SEPARATOR, "Width of the Sidebar", 100, 0);
  place = (Place) { handle, before->x + 100 };
  proctor_testing_wait_for ("the edge to follow the pointer", is_at_place, &place);

  proctor_testing_app_press (app, "Left Left");
  place.x -= 2 * 16;
  proctor_testing_wait_for ("the edge to follow the arrow keys", is_at_place, &place);

  proctor_testing_app_quit (app);
}

/* Where the list is out of sight, or the focus is beside it, its keys are the same. */
static void
test_keys (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  start_with_sample (app);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Tests");
  proctor_testing_app_press (app, "<Control>a");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests selected"));
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "12 tests selected");
  proctor_testing_app_press (app, "<Control>a");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests selected"));

  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "12 tests selected");
  proctor_testing_app_resize (app, 360, 640);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  /* While its layout changes, the window has nothing that a key could act on. */
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_BUTTON, "Back"));
  proctor_testing_app_press (app, "<Control>n");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_DIALOG, "New Test"));
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "New Test");
  proctor_testing_app_quit (app);
}

/* Whoever ends the session isn't kept waiting by a dialog. */
static void
test_terminated (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  start_with_sample (app);
  proctor_testing_app_press (app, "<Control>n");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_DIALOG, "New Test"));
  g_assert_cmpint (kill (proctor_testing_app_get_pid (app), SIGTERM), ==, 0);
  proctor_testing_app_wait_for_end (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/window/walk", test_walk);
  g_test_add_func ("/journey/window/remembers", test_remembers);
  g_test_add_func ("/journey/window/single-instance", test_single_instance);
  g_test_add_func ("/journey/window/activation", test_activation);
  g_test_add_func ("/journey/window/pane-handle", test_pane_handle);
  g_test_add_func ("/journey/window/keys", test_keys);
  g_test_add_func ("/journey/window/terminated", test_terminated);

  return g_test_run ();
}
