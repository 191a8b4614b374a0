/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "proctor-testing-app.h"
#include "proctor-testing.h"

#define BOOKING "Books a double room and confirms the price"
#define RESTARTED "The engine had stopped and was started again"

/* Where SQLite keeps "PRAGMA user_version" in a file. */
#define VERSION_OFFSET 60

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
  see (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  see (app, ATSPI_ROLE_LABEL, "Connected");
  /* All of them have been read, and are there the next time. */
  see (app, ATSPI_ROLE_LABEL, "12 tests");
}

static gboolean
is_engine (const char *pid,
           const char *data_folder)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "cmdline", NULL);
  g_autofree char *words = NULL;
  gsize length = 0;
  gboolean is_ours = FALSE;

  if (!g_file_get_contents (path, &words, &length, NULL) || strstr (words, "engine") == NULL)
    return FALSE;

  for (const char *word = words; word < words + length; word += strlen (word) + 1)
    is_ours = is_ours || g_str_equal (word, data_folder);

  return is_ours;
}

/* The engine of the program's own workspace, or 0. One that has ended and was not waited for yet has
 * no words any more. */
static int
find_engine (ProctorTestingApp *app)
{
  g_autofree char *data_folder = proctor_testing_app_dup_data_folder (app);
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (processes)) != NULL)
    if (g_ascii_isdigit (*name) && is_engine (name, data_folder))
      return atoi (name);

  return 0;
}

typedef struct
{
  ProctorTestingApp *app;
  int before;
} Engine;

static gboolean
is_another (gpointer user_data)
{
  const Engine *engine = user_data;
  int pid = find_engine (engine->app);

  return pid != 0 && pid != engine->before;
}

static gboolean
is_gone (gpointer user_data)
{
  return find_engine (((Engine *) user_data)->app) == 0;
}

static void
kill_engine (ProctorTestingApp *app)
{
  Engine engine = { app, find_engine (app) };

  g_assert_cmpint (engine.before, !=, 0);
  g_assert_cmpint (kill (engine.before, SIGKILL), ==, 0);
  proctor_testing_wait_for ("another engine", is_another, &engine);
}

/* Nobody needs the engine any more; it need not be waited for until it notices. */
static void
quit_with_engine (ProctorTestingApp *app)
{
  Engine engine = { app, 0 };

  proctor_testing_app_quit (app);
  engine.before = find_engine (app);
  if (engine.before != 0)
    kill (engine.before, SIGTERM);
  proctor_testing_wait_for ("the engine's end", is_gone, &engine);
}

static void
make_folder (ProctorTestingApp *app,
             const char *name)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Tests");
  see (app, ATSPI_ROLE_LABEL, "All Tests");
  proctor_testing_app_press (app, "<Control><Alt>n");
  see (app, ATSPI_ROLE_DIALOG, "New Folder");
  proctor_testing_app_type (app, name);
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "New Folder");
  see (app, ATSPI_ROLE_LIST_ITEM, name);
}

/* An engine that is killed comes back by itself, and one is told so once; what is in the window stays
 * there, and what is done afterwards works. */
static void
test_killed (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  begin (app);
  kill_engine (app);
  see (app, ATSPI_ROLE_LABEL, RESTARTED);
  g_assert_true (proctor_testing_app_has (app, ATSPI_ROLE_LIST_ITEM, BOOKING));
  see (app, ATSPI_ROLE_LABEL, "Connected");
  make_folder (app, "later");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, RESTARTED);

  kill_engine (app);
  see (app, ATSPI_ROLE_LABEL, "Connected");
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LABEL, RESTARTED));
  make_folder (app, "later still");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Tests");
  see (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  quit_with_engine (app);

  /* It was kept. */
  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LABEL, "Connected");
  see (app, ATSPI_ROLE_LIST_ITEM, "later still");
  quit_with_engine (app);
}

/* A place for the engine where there is none yet. */
static char *
use_missing_engine (ProctorTestingApp *app,
                    const char *folder)
{
  char *path = g_build_filename (folder, "proctor-engine", NULL);

  proctor_testing_app_set_environment (app, "PROCTOR_ENGINE", path);

  return path;
}

static void
install_engine (const char *path)
{
  g_assert_cmpint (symlink (g_getenv ("PROCTOR_ENGINE"), path), ==, 0);
}

/* At the very first start. */
static void
test_missing (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *path = use_missing_engine (app, folder);

  proctor_testing_app_start (app, NULL);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try the Sample Workspace");
  see (app, ATSPI_ROLE_LABEL, "The Sample Workspace Could Not Be Opened");
  see (app, ATSPI_ROLE_LABEL, "*can't be found.*Install Proctor again.*");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Back");
  see (app, ATSPI_ROLE_BUTTON, "Connect ElevenLabs");

  install_engine (path);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try the Sample Workspace");
  see (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  quit_with_engine (app);
  proctor_testing_remove_folder (folder);
}

/* When there is a workspace already: what was read of it is shown, with the reason why that is all. */
static void
test_lost (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *path = NULL;

  begin (app);
  quit_with_engine (app);

  path = use_missing_engine (app, folder);
  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LABEL, "Problem");
  see (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  see (app, ATSPI_ROLE_LABEL, "The Engine Is Missing");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Details…");
  see (app, ATSPI_ROLE_LABEL, "*can't be found.*Install Proctor again.*");

  install_engine (path);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try Again");
  see (app, ATSPI_ROLE_LABEL, "Connected");
  see (app, ATSPI_ROLE_LIST_ITEM, BOOKING);
  quit_with_engine (app);
  proctor_testing_remove_folder (folder);
}

static void
set_version (ProctorTestingApp *app,
             guint32 version)
{
  g_autofree char *folder = proctor_testing_app_dup_data_folder (app);
  g_autofree char *path = g_build_filename (folder, "engine.db", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, VERSION_OFFSET + sizeof version);
  version = GUINT32_TO_BE (version);
  memcpy (data + VERSION_OFFSET, &version, sizeof version);
  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

/* A newer version's workspace is left alone; without anything to show, the page says so. */
static void
test_newer (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  begin (app);
  quit_with_engine (app);

  set_version (app, 999);
  proctor_testing_app_forget_cache (app);
  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LABEL, "The Workspace Is From a Newer Version");
  see (app, ATSPI_ROLE_LABEL, "*newer version of Proctor*Install the newer version and try again.");
  see (app, ATSPI_ROLE_BUTTON, "Try Again");
  see (app, ATSPI_ROLE_LABEL, "Problem");

  /* The rest of the program goes on. */
  proctor_testing_app_press (app, "<Control>comma");
  see (app, ATSPI_ROLE_DIALOG, "Preferences");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Preferences");
  quit_with_engine (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/engine/killed", test_killed);
  g_test_add_func ("/journey/engine/missing", test_missing);
  g_test_add_func ("/journey/engine/lost", test_lost);
  g_test_add_func ("/journey/engine/newer", test_newer);

  return g_test_run ();
}
