/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-app.h"
#include "proctor-testing.h"

#define REFUND "Promises no refund"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
begin (ProctorTestingApp *app)
{
  proctor_testing_app_start (app, NULL);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try the Sample Workspace");
  see (app, ATSPI_ROLE_LIST_ITEM, REFUND);
}

/* All tests of the sample, from the list. */
static void
run_all (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, REFUND);
  proctor_testing_app_press (app, "<Control>a");
  proctor_testing_app_press (app, "<Control>r");
  see (app, ATSPI_ROLE_LABEL, "12 tests, 12 runs");
  /* The window has a button of that name, too. */
  proctor_testing_app_press (app, "Return");
}

/* From pressing Run to a run's transcript. */
static void
test_watch (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  begin (app);
  run_all (app);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Watch");
  see (app, ATSPI_ROLE_LIST_ITEM, REFUND);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Stop Watching");
  see (app, ATSPI_ROLE_LABEL, "* passed (*");
  proctor_testing_app_save_picture (app, "run-ended");
  proctor_testing_app_quit (app);

  /* It is there at the next start, too. */
  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LABEL, "* passed");
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/run/watch", test_watch);

  return g_test_run ();
}
