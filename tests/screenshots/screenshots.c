/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-app.h"
#include "proctor-testing.h"

/* screenshots FOLDER [--all | NAME…]: pictures of the main screens, taken of the real window. Those for
 * the software centre are few; with --all there are those that a designer wants to see as well:
 * narrow, large text, high contrast, right to left, the dialogs. */

typedef struct
{
  const char *name;
  gboolean for_store;
  int width;
  int height;
  const char *keys;
  AtspiRole role;
  const char *expected;
  const char *variable;
  const char *value;
  const char *test; /* the one that is shown, after all have been run */
  const char *cell; /* or that of a run of all of them five times each, "" for all cells */
} Picture;

#define WIDE 1180, 760
#define NARROW 360, 640
#define LARGE_TEXT "", "2"
#define DARK "ADW_DEBUG_COLOR_SCHEME", "prefer-dark"

static const Picture pictures[] = {
  { "window", TRUE, WIDE, NULL, ATSPI_ROLE_LABEL, "12 tests", NULL, NULL, "Looks for what the guest asked for" },
  { "window-dark", TRUE, WIDE, NULL, ATSPI_ROLE_LABEL, "12 tests", DARK, "Apologises for a bad night" },
  { "runs", TRUE, WIDE, NULL, ATSPI_ROLE_LABEL, "* passed (*", NULL, NULL, NULL, "" },
  { "transcript", TRUE, 1480, 860, NULL, ATSPI_ROLE_LABEL, "Is the Judge Right?", NULL, NULL, NULL, "Books a double room and confirms the price, repeat 1, *" },
  { "runs-dark", FALSE, WIDE, NULL, ATSPI_ROLE_LABEL, "* passed (*", DARK, NULL, "" },
  { "runs-narrow", FALSE, NARROW, NULL, ATSPI_ROLE_LABEL, "* passed (*", NULL, NULL, NULL, "" },
  { "transcript-dark", FALSE, 1480, 860, NULL, ATSPI_ROLE_LABEL, "Is the Judge Right?", DARK, NULL, "Books a double room and confirms the price, repeat 1, *" },
  { "transcript-narrow", FALSE, NARROW, NULL, ATSPI_ROLE_LABEL, "Repeat 1", NULL, NULL, NULL, "Books a double room and confirms the price, repeat 1, *" },
  { "transcript-narrow-dark", FALSE, NARROW, NULL, ATSPI_ROLE_LABEL, "Repeat 1", DARK, NULL, "Books a double room and confirms the price, repeat 1, *" },
  { "search", FALSE, WIDE, "<Control><Shift>f", ATSPI_ROLE_DIALOG, "Search Transcripts", NULL, NULL, NULL, "" },
  { "search-narrow-dark", FALSE, NARROW, "<Control><Shift>f", ATSPI_ROLE_DIALOG, "Search Transcripts", DARK, NULL, "" },
  { "run", FALSE, WIDE, "<Control>a <Control>r", ATSPI_ROLE_LABEL, "12 tests, 12 runs", NULL, NULL, "Sees to a broken shower" },
  { "narrow", TRUE, NARROW, "<Alt>Left", ATSPI_ROLE_LIST_ITEM, "Promises no refund", NULL, NULL, "Promises no refund" },
  { "narrow-dark", FALSE, NARROW, NULL, ATSPI_ROLE_LABEL, "12 tests", DARK, NULL },
  { "narrow-sidebar", FALSE, NARROW, "<Alt>Left", ATSPI_ROLE_LIST_ITEM, "Runs", NULL, NULL, NULL },
  { "medium", FALSE, 800, 600, "<Control>3", ATSPI_ROLE_LABEL, "Harbour Hotel", NULL, NULL, NULL },
  { "editor-narrow", FALSE, NARROW, NULL, ATSPI_ROLE_TEXT, "Name of the Test", NULL, NULL, "Sees to a broken shower" },
  { "low", FALSE, 360, 294, NULL, ATSPI_ROLE_LABEL, "12 tests", NULL, NULL, NULL },
  { "high-contrast", FALSE, WIDE, NULL, ATSPI_ROLE_LABEL, "12 tests", "ADW_DEBUG_HIGH_CONTRAST", "1", "Looks for what the guest asked for" },
  { "large-text", FALSE, WIDE, NULL, ATSPI_ROLE_LABEL, "12 tests", LARGE_TEXT, "Apologises for a bad night" },
  { "large-text-narrow", FALSE, NARROW, NULL, ATSPI_ROLE_LABEL, "12 tests", LARGE_TEXT, NULL },
  { "right-to-left", FALSE, WIDE, NULL, ATSPI_ROLE_LABEL, "12 tests", "LC_ALL", "ar_EG.UTF-8", "Looks for what the guest asked for" },
  { "german", FALSE, WIDE, NULL, ATSPI_ROLE_LABEL, "12 Tests", "LC_ALL", "de_DE.UTF-8", NULL },
  { "german-narrow", FALSE, NARROW, NULL, ATSPI_ROLE_LABEL, "12 Tests", "LC_ALL", "de_DE.UTF-8", NULL },
  { "preferences", FALSE, WIDE, "<Control>comma", ATSPI_ROLE_DIALOG, "Preferences", NULL, NULL, NULL },
  { "preferences-narrow", FALSE, NARROW, "<Control>comma", ATSPI_ROLE_DIALOG, "Preferences", NULL, NULL, NULL },
  { "shortcuts", FALSE, WIDE, "<Control>question", ATSPI_ROLE_DIALOG, "Keyboard Shortcuts", NULL, NULL, NULL },
  { "shortcuts-narrow-dark", FALSE, NARROW, "<Control>question", ATSPI_ROLE_DIALOG, "Keyboard Shortcuts", DARK, NULL },
  { "about", FALSE, WIDE, "F10 Up Return", ATSPI_ROLE_DIALOG, "About", NULL, NULL, NULL },
  { "menu", FALSE, WIDE, "F10", ATSPI_ROLE_MENU_ITEM, NULL, NULL, NULL, NULL },
};

/* So long the sample's runs take at most, on a slow machine, */
#define RUNS_MSECS 4000
/* and what moves in a window. */
#define SETTLE_MSECS 800

/* Animations have to come to their end before a picture shows what a person sees. */
static gboolean
is_over (gpointer user_data)
{
  return g_get_monotonic_time () > *(gint64 *) user_data;
}

static void
wait_msecs (guint msecs)
{
  gint64 end = g_get_monotonic_time () + msecs * G_TIME_SPAN_MILLISECOND;

  proctor_testing_wait (is_over, &end);
}

/* The real engine runs the sample's tests, so that there are results to be seen. */
static void
run_three_times (ProctorTestingApp *app,
                 const char *test)
{
  proctor_testing_app_resize (app, WIDE);
  for (guint i = 0; i < 3; i++)
    {
      proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, test);
      proctor_testing_app_press (app, "<Control>a <Control>r");
      g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests, 12 runs"));
      /* Where there is one agent, Run has the focus as soon as that is known. */
      wait_msecs (2 * SETTLE_MSECS);
      proctor_testing_app_press (app, "Return");
      proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "12 tests, 12 runs");
      wait_msecs (RUNS_MSECS);
    }
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, test);
  /* The editor's name is a text, in whatever language. */
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_TEXT, NULL));
}

/* How it went is shown where all is compared, and in one run if that is wanted. */
static void
run_five_times_each (ProctorTestingApp *app,
                     const char *cell)
{
  proctor_testing_app_resize (app, WIDE);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Promises no refund");
  proctor_testing_app_press (app, "<Control>a <Control>r");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests, 12 runs"));
  proctor_testing_app_point (app, ATSPI_ROLE_RADIO_BUTTON, "5×");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "12 tests, 60 runs"));
  wait_msecs (2 * SETTLE_MSECS);
  proctor_testing_app_press (app, "<Alt>r");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "12 tests, 60 runs");
  proctor_testing_app_press (app, "<Control>2 F5");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "12 tests*");
  wait_msecs (5 * RUNS_MSECS);
  if (*cell != '\0')
    proctor_testing_app_point (app, ATSPI_ROLE_TABLE_CELL, cell);
}

static void
take (const Picture *picture,
      const char *folder)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  ProctorTestingScreen *screen = proctor_testing_app_get_screen (app);
  g_autofree char *file = g_strconcat (picture->name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  proctor_testing_screen_compose (screen);
  proctor_testing_screen_set_text_scale (screen, g_strcmp0 (picture->variable, "") == 0 ? g_ascii_strtod (picture->value, NULL) : 1);
  if (picture->variable != NULL && *picture->variable != '\0')
    proctor_testing_app_set_environment (app, picture->variable, picture->value);
  proctor_testing_app_start (app, NULL);
  /* The sample, whatever that is called in the language of the picture. */
  proctor_testing_app_press (app, "Return");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_TOGGLE_BUTTON, NULL));
  if (picture->test != NULL)
    run_three_times (app, picture->test);
  if (picture->cell != NULL)
    run_five_times_each (app, picture->cell);
  proctor_testing_app_resize (app, picture->width, picture->height);
  if (picture->keys != NULL)
    {
      /* What folds away in a narrow window has to have done so. */
      wait_msecs (SETTLE_MSECS);
      proctor_testing_app_press (app, picture->keys);
    }
  g_object_unref (proctor_testing_app_find (app, picture->role, picture->expected));

  wait_msecs (SETTLE_MSECS);
  /* A menu is a window of its own, so it takes the whole screen to see both. */
  proctor_testing_screen_save (screen, g_str_equal (picture->name, "menu") ? 0 : proctor_testing_app_get_window (app), path);
  g_print ("  %s\n", path);

  /* While a dialog or a menu is open, the window's keys are not to be had. */
  if (picture->role == ATSPI_ROLE_DIALOG || g_str_equal (picture->name, "run") || picture->role == ATSPI_ROLE_MENU_ITEM)
    {
      proctor_testing_app_press (app, "Escape");
      proctor_testing_app_wait_until_gone (app, picture->role, picture->expected);
    }
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  if (argc < 2)
    g_error ("Usage: screenshots FOLDER [--all | NAME…]");

  g_mkdir_with_parents (argv[1], 0755);
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (argc == 2 ? pictures[i].for_store : g_str_equal (argv[2], "--all") || g_strv_contains ((const char *const *) argv + 2, pictures[i].name))
      take (&pictures[i], argv[1]);

  return 0;
}
