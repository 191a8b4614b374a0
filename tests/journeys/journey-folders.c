/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-workspace.h"
#include "proctor-testing.h"

/* Folders, made and put in order from the window, with the real engine behind it. */

/* The first of the list, which no toast covers; it is in "Bookings". */
#define DATE "Asks for the date before it books"
#define SHOWER "Sees to a broken shower"
#define COMPLAINTS "Complaints and questions"

enum
{
  DEPTH = 12,
};

static void
expect (ProctorTestingApp *app,
        AtspiRole role,
        const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
expect_folder (ProctorTestingApp *app,
               const char *name)
{
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, name, ATSPI_STATE_SELECTED, TRUE);
}

/* The dialog that asks for a name is there; it gets one. */
static void
name_it (ProctorTestingApp *app,
         const char *title,
         const char *name)
{
  expect (app, ATSPI_ROLE_DIALOG, title);
  proctor_testing_app_press (app, "<Control>a");
  proctor_testing_app_type (app, name);
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, title);
}

/* Opens the menu of a row, by keyboard or with the pointer, and takes its nth item. */
static void
choose_from_menu (ProctorTestingApp *app,
                  const char *row,
                  guint nth)
{
  if (row != NULL)
    proctor_testing_app_point_with (app, ATSPI_ROLE_LIST_ITEM, row, 3, "");
  else
    proctor_testing_app_press (app, "<Shift>F10");
  expect (app, ATSPI_ROLE_MENU_ITEM, NULL);
  for (guint i = 1; i < nth; i++)
    proctor_testing_app_press (app, "Down");
  proctor_testing_app_press (app, "Return");
}

static char *
dup_level (guint level)
{
  return level == 0 ? g_strdup ("Tests") : g_strdup_printf ("Level %u", level);
}

/* Each in the one before; every other one without touching the pointer. */
static void
make_folders (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Tests");
  for (guint level = 1; level <= DEPTH; level++)
    {
      g_autofree char *above = dup_level (level - 1);
      g_autofree char *name = dup_level (level);

      choose_from_menu (app, level % 2 == 0 ? above : NULL, 3);
      name_it (app, "New Folder", name);
      expect_folder (app, name);
    }
}

static void
test_deep (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  make_folders (app);

  /* The name of the innermost is changed where it stands. */
  proctor_testing_app_press (app, "F2");
  name_it (app, "Rename Folder", "Bottom");
  expect_folder (app, "Bottom");
  for (guint level = 2; level < DEPTH; level++)
    {
      g_autofree char *above = dup_level (level - 1);
      g_autofree char *name = dup_level (level);

      journey_workspace_wait_for_place (app, name, above);
    }
  journey_workspace_wait_for_place (app, "Bottom", "Level 11");
  proctor_testing_app_save_picture (app, "deep");

  /* It is there, and chosen, when the program is started again. */
  proctor_testing_app_quit (app);
  proctor_testing_app_start (app, NULL);
  expect_folder (app, "Bottom");
  proctor_testing_app_quit (app);
}

/* A test is dragged onto a folder, and back. */
static void
drag_test (ProctorTestingApp *app)
{
  proctor_testing_app_drag_onto (app, ATSPI_ROLE_LIST_ITEM, DATE, ATSPI_ROLE_LIST_ITEM, COMPLAINTS);
  journey_workspace_wait_for_place (app, DATE, COMPLAINTS);
  proctor_testing_app_drag_onto (app, ATSPI_ROLE_LIST_ITEM, DATE, ATSPI_ROLE_LIST_ITEM, "Bookings");
  journey_workspace_wait_for_place (app, DATE, "Bookings");
}

/* A folder that is let go where it was stays there. What was dropped on a row last is held by GTK 4.18
 * until the next drag begins, and lost for good when the row goes away before that; so this comes
 * before a folder's row goes. */
static void
drag_nowhere (ProctorTestingApp *app)
{
  proctor_testing_app_drag (app, ATSPI_ROLE_LIST_ITEM, "Bookings", 40, 0);
  journey_workspace_wait_for_place (app, "Bookings", "");
}

/* A folder is moved by the picker, which finds folders by what is typed. */
static void
move_by_picker (ProctorTestingApp *app)
{
  choose_from_menu (app, "Bookings", 5);
  expect (app, ATSPI_ROLE_DIALOG, "Move to Folder");
  proctor_testing_app_type (app, "complaints");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Move", ATSPI_STATE_SENSITIVE, TRUE);
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Move to Folder");
  journey_workspace_wait_for_place (app, "Bookings", COMPLAINTS);
}

/* A folder can't go into what is in it: the picker does not offer it, and who drags it there is told. */
static void
refuse_cycle (ProctorTestingApp *app)
{
  choose_from_menu (app, COMPLAINTS, 5);
  expect (app, ATSPI_ROLE_DIALOG, "Move to Folder");
  proctor_testing_app_type (app, "bookings");
  expect (app, ATSPI_ROLE_LABEL, "No Folder Found");
  proctor_testing_app_press (app, "Escape Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Move to Folder");

  proctor_testing_app_press (app, "Right");
  proctor_testing_app_drag_onto (app, ATSPI_ROLE_LIST_ITEM, COMPLAINTS, ATSPI_ROLE_LIST_ITEM, "Bookings");
  proctor_testing_app_save_picture (app, "refused");
  journey_workspace_wait_for_place (app, COMPLAINTS, "");
}

static void
delete_folder (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, COMPLAINTS);
  proctor_testing_app_press (app, "Delete");
  expect (app, ATSPI_ROLE_LABEL, "Delete Folder?");
  expect (app, ATSPI_ROLE_LABEL, COMPLAINTS "\n\nWhat is in it is deleted, too: 12 tests and 1 folder.");
  proctor_testing_app_save_picture (app, "delete");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Delete");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, COMPLAINTS);
}

static void
test_order (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  drag_test (app);
  drag_nowhere (app);
  move_by_picker (app);
  refuse_cycle (app);

  delete_folder (app);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, SHOWER);
  journey_workspace_undo (app);
  expect (app, ATSPI_ROLE_LIST_ITEM, COMPLAINTS);
  expect (app, ATSPI_ROLE_LIST_ITEM, SHOWER);
  /* What the detail doesn't show isn't drawn as if it did. */
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, SHOWER, ATSPI_STATE_SELECTED, FALSE);
  journey_workspace_wait_for_place (app, "Bookings", COMPLAINTS);

  /* This time nobody thinks better of it. */
  delete_folder (app);
  journey_workspace_wait_until_gone (app, "Bookings");
  g_assert_cmpuint (journey_workspace_count (app, NULL), ==, 0);
  expect (app, ATSPI_ROLE_LABEL, "No Tests");
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/folders/deep", test_deep);
  g_test_add_func ("/journey/folders/order", test_order);

  return g_test_run ();
}
