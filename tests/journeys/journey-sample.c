/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-editor.h"
#include "proctor-testing.h"

#define BOOKING "Books a double room and confirms the price"
#define REFUND "Promises no refund"
#define SHOWER "Sees to a broken shower"
#define CANCELLING "Knows the new terms for cancelling"
#define PERSON "Hands over to a person on request"
#define ASKING "Asks for the date before it books"
#define COMPLAINTS "Complaints and questions"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* From the very first start to the list, in one click. */
static void
begin (ProctorTestingApp *app)
{
  proctor_testing_app_start (app, NULL);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try the Sample Workspace");
  see (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  see (app, ATSPI_ROLE_LIST_ITEM, SHOWER);
  see (app, ATSPI_ROLE_LIST_ITEM, "Bookings");
  see (app, ATSPI_ROLE_LIST_ITEM, COMPLAINTS);
  see (app, ATSPI_ROLE_BUTTON, "Workspace: *");
  see (app, ATSPI_ROLE_LABEL, "Connected");
}

static void
open_test (ProctorTestingApp *app)
{
  journey_editor_open (app, REFUND);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, REFUND);
  see (app, ATSPI_ROLE_HEADING, "Expectation");
}

static void
search_for (ProctorTestingApp *app,
            const char *text)
{
  proctor_testing_app_press (app, "<Control>f");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_ENTRY, NULL, ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_type (app, text);
}

static void
search (ProctorTestingApp *app)
{
  search_for (app, "refund");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  see (app, ATSPI_ROLE_LIST_ITEM, REFUND);

  proctor_testing_app_type (app, " nothing");
  see (app, ATSPI_ROLE_LABEL, "No Tests Found");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Clear Search");
  see (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
}

/* Without simulations, and by name. */
static void
filter (ProctorTestingApp *app)
{
  proctor_testing_app_click (app, ATSPI_ROLE_TOGGLE_BUTTON, "Order and Filters");
  proctor_testing_app_click (app, ATSPI_ROLE_CHECK_BOX, "Simulation");
  proctor_testing_app_click (app, ATSPI_ROLE_RADIO_BUTTON, "Name");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_CHECK_BOX, "Simulation");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  see (app, ATSPI_ROLE_LIST_ITEM, REFUND);
}

static void
choose_folder (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, COMPLAINTS);
  see (app, ATSPI_ROLE_LIST_ITEM, CANCELLING);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, ASKING);
}

/* From the first start to a test, and whatever was chosen on the way is there again at the next. */
static void
test_walk (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  begin (app);
  search (app);
  open_test (app);
  filter (app);
  choose_folder (app);
  search_for (app, "no");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, PERSON);
  proctor_testing_app_quit (app);

  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LIST_ITEM, CANCELLING);
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LIST_ITEM, PERSON));
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LIST_ITEM, SHOWER));
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LIST_ITEM, ASKING));
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_BUTTON, "Try the Sample Workspace"));
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, COMPLAINTS, ATSPI_STATE_SELECTED, TRUE);
  see (app, ATSPI_ROLE_LABEL, "Connected");
  see (app, ATSPI_ROLE_LIST_ITEM, CANCELLING);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/sample/walk", test_walk);

  return g_test_run ();
}
