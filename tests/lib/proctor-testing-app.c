/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-app-private.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>

/* The program and its engine are two, each under a sanitizer, and the tree is read while they work. */
#define PATIENCE_SECS 60

/**
 * ProctorTestingApp:
 *
 * The real program in the test's session, seen as a screen reader sees it and used as a person
 * uses it. Things are found by their accessible role and name, which may be a pattern with asterisks, and whatever is looked for is
 * waited for, for a bounded time. When it does not come, the test fails with a picture of the
 * screen and the tree of what was there instead.
 *
 * The program has settings and data of its own, which it keeps from one start to the next. It has
 * to end with status 0; a critical message ends it at once, and a warning fails the test when it
 * has ended.
 *
 * Where PROCTOR_TEST_SANDBOXED is its application id, it runs in a Flatpak's sandbox. What is started
 * then only stands for it: the program's data are where Flatpak keeps them, and it has another
 * process id inside than outside, so that it goes by its name, and is the only one on the screen.
 */
G_DEFINE_FINAL_TYPE (ProctorTestingApp, proctor_testing_app, G_TYPE_OBJECT)

static gboolean
window_is_there (gpointer user_data)
{
  ProctorTestingApp *self = user_data;

  self->window = proctor_testing_screen_find_window (self->screen, self->pid, 0);

  return self->window != 0;
}

static gboolean
is_program (ProctorTestingApp *self,
            AtspiAccessible *application)
{
  g_autofree char *name = NULL;

  if (self->sandboxed == NULL)
    return (int) atspi_accessible_get_process_id (application, NULL) == self->pid;

  name = atspi_accessible_get_name (application, NULL);

  return g_strcmp0 (name, "proctor") == 0;
}

static gboolean
root_is_there (gpointer user_data)
{
  ProctorTestingApp *self = user_data;
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n_applications;

  atspi_accessible_clear_cache (desktop);
  n_applications = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < n_applications && self->root == NULL; i++)
    {
      g_autoptr (AtspiAccessible) application = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (application != NULL && is_program (self, application))
        {
          g_set_str (&self->bus_name, ATSPI_OBJECT (application)->app->bus_name);
          self->root = g_steal_pointer (&application);
        }
    }

  return self->root != NULL;
}

static gboolean
window_is_focused (gpointer user_data)
{
  ProctorTestingApp *self = user_data;
  g_autoptr (AtspiAccessible) window = proctor_testing_app_look_for (self, ATSPI_ROLE_FRAME, NULL);

  return window != NULL && proctor_testing_tree_has_state (window, ATSPI_STATE_ACTIVE);
}

/* A test that fails ends at once, and the program must not be left behind. */
static void
die_with_test_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* libatspi asks programs for more than they have when they have only just started, and warns. */
static void
ignore_message_cb (const char *domain,
                   GLogLevelFlags level,
                   const char *message,
                   gpointer user_data)
{
}

static gboolean
is_fatal_cb (const char *domain,
             GLogLevelFlags level,
             const char *message,
             gpointer user_data)
{
  return g_strcmp0 (domain, "dbind") != 0;
}

static void
proctor_testing_app_finalize (GObject *object)
{
  ProctorTestingApp *self = PROCTOR_TESTING_APP (object);

  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_clear_object (&self->launcher);
  g_clear_object (&self->frame);
  g_clear_object (&self->root);
  g_clear_object (&self->screen);
  proctor_testing_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->errors, g_free);
  g_clear_pointer (&self->bus_name, g_free);

  G_OBJECT_CLASS (proctor_testing_app_parent_class)->finalize (object);
}

static void
proctor_testing_app_class_init (ProctorTestingAppClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_testing_app_finalize;
}

static void
proctor_testing_app_init (ProctorTestingApp *self)
{
  const char *homes[] = { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };

  g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, ignore_message_cb, NULL);
  g_test_log_set_fatal_handler (is_fatal_cb, NULL);
  atspi_init ();
  proctor_testing_set_patience (PATIENCE_SECS);
  self->screen = proctor_testing_screen_new ();
  self->sandboxed = g_getenv ("PROCTOR_TEST_SANDBOXED");
  self->folder = proctor_testing_make_folder ();
  self->errors = g_build_filename (self->folder, "errors", NULL);

  self->launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_subprocess_launcher_set_child_setup (self->launcher, die_with_test_cb, NULL, NULL);
  g_subprocess_launcher_set_stderr_file_path (self->launcher, self->errors);
  for (gsize i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autofree char *home = g_build_filename (self->folder, homes[i], NULL);

      proctor_testing_app_set_environment (self, homes[i], home);
    }
  proctor_testing_app_set_environment (self, "HOME", self->folder);
  proctor_testing_app_set_environment (self, "GSETTINGS_BACKEND", "keyfile");
  proctor_testing_app_set_environment (self, "G_DEBUG", "fatal-criticals");
}

ProctorTestingApp *
proctor_testing_app_new (void)
{
  return g_object_new (PROCTOR_TYPE_TESTING_APP, NULL);
}

/**
 * proctor_testing_app_set_environment:
 * @self: the program
 * @name: a variable's name
 * @value: (nullable): its value; %NULL to have it unset
 *
 * Sets a variable for the next start.
 */
void
proctor_testing_app_set_environment (ProctorTestingApp *self,
                                     const char *name,
                                     const char *value)
{
  if (value != NULL)
    g_subprocess_launcher_setenv (self->launcher, name, value, TRUE);
  else
    g_subprocess_launcher_unsetenv (self->launcher, name);
}

/**
 * proctor_testing_app_spawn:
 * @self: the program
 * @argument: (nullable): an argument to start it with
 *
 * Starts the program and waits for nothing.
 */
void
proctor_testing_app_spawn (ProctorTestingApp *self,
                           const char *argument)
{
  g_autoptr (GError) error = NULL;
  const char *program = g_getenv ("PROCTOR_TEST_PROGRAM");

  g_assert_nonnull (program);
  g_assert_null (self->process);

  self->process = g_subprocess_launcher_spawn (self->launcher, &error, program, argument, NULL);
  g_assert_no_error (error);
  self->pid = self->sandboxed == NULL ? atoi (g_subprocess_get_identifier (self->process)) : 0;
}

/**
 * proctor_testing_app_wait_for_window:
 * @self: the program
 *
 * Waits for the program's window and gives it the focus.
 */
void
proctor_testing_app_wait_for_window (ProctorTestingApp *self)
{
  if (!proctor_testing_app_hope_for (self, window_is_there, self))
    proctor_testing_app_fail (self, "the program's window");
  if (!proctor_testing_app_hope_for (self, root_is_there, self))
    proctor_testing_app_fail (self, "the program in the accessibility tree");
  proctor_testing_screen_focus (self->screen, self->window);
  if (!proctor_testing_app_hope_for (self, window_is_focused, self))
    proctor_testing_app_fail (self, "the window to have the focus");
}

typedef struct
{
  ProctorTestingApp *self;
  AtspiAccessible *active;
} Turn;

static gboolean
other_window_is_there (gpointer user_data)
{
  const Turn *turn = user_data;

  return proctor_testing_screen_find_window (turn->self->screen, turn->self->pid, turn->self->window) != 0;
}

/* The same thing may come as another object when it is asked for again. */
static gboolean
is_same (AtspiAccessible *accessible,
         AtspiAccessible *other)
{
  return other != NULL && g_strcmp0 (ATSPI_OBJECT (accessible)->path, ATSPI_OBJECT (other)->path) == 0;
}

/* Looks for a window with the focus, which isn't the one that had it. */
static gboolean
another_is_active (gpointer user_data)
{
  Turn *turn = user_data;
  int n_windows;

  atspi_accessible_clear_cache (turn->self->root);
  n_windows = atspi_accessible_get_child_count (turn->self->root, NULL);
  for (int i = 0; i < n_windows; i++)
    {
      g_autoptr (AtspiAccessible) window = atspi_accessible_get_child_at_index (turn->self->root, i, NULL);

      if (window == NULL || is_same (window, turn->self->frame) || !proctor_testing_tree_has_state (window, ATSPI_STATE_ACTIVE))
        continue;
      g_set_object (&turn->active, window);

      return TRUE;
    }

  return FALSE;
}

/**
 * proctor_testing_app_switch_window:
 * @self: the program, which has two windows
 *
 * Goes to the other window. What is looked for is looked for there from now on.
 */
void
proctor_testing_app_switch_window (ProctorTestingApp *self)
{
  Turn turn = { .self = self };

  if (!proctor_testing_app_hope_for (self, other_window_is_there, &turn))
    proctor_testing_app_fail (self, "another window");
  self->window = proctor_testing_screen_find_window (self->screen, self->pid, self->window);
  proctor_testing_screen_focus (self->screen, self->window);
  if (!proctor_testing_app_hope_for (self, another_is_active, &turn))
    proctor_testing_app_fail (self, "the other window to have the focus");
  g_set_object (&self->frame, turn.active);
  g_clear_object (&turn.active);
}

/**
 * proctor_testing_app_open_window:
 * @self: the program, which has one window
 *
 * Opens another window, as the desktop's menu does it, and goes there.
 */
void
proctor_testing_app_open_window (ProctorTestingApp *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) again = NULL;

  g_clear_object (&self->frame);
  self->frame = proctor_testing_app_find (self, ATSPI_ROLE_FRAME, NULL);
  again = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("PROCTOR_TEST_PROGRAM"), "--new-window", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (again, NULL, &error);
  g_assert_no_error (error);
  proctor_testing_app_switch_window (self);
}

void
proctor_testing_app_start (ProctorTestingApp *self,
                           const char *argument)
{
  proctor_testing_app_spawn (self, argument);
  proctor_testing_app_wait_for_window (self);
}

/* Warnings of the toolkit's about itself, which say nothing about the program. */
static const char *const known_warnings[] = {
  /* GTK 4.24 on X11, when a menu opens. */
  "gdk_frame_timings_submitted() called on submitted frame.",
};

static gboolean
is_bad_line (const char *line)
{
  if (strstr (line, "-WARNING **") == NULL && strstr (line, "-CRITICAL **") == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (known_warnings); i++)
    if (g_str_has_suffix (line, known_warnings[i]))
      return FALSE;

  return TRUE;
}

static gboolean
has_warned (const char *errors)
{
  g_auto (GStrv) lines = g_strsplit (errors, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (is_bad_line (*line))
      return TRUE;

  return FALSE;
}

/* The next one is to be found anew. */
static void
forget_program (ProctorTestingApp *self)
{
  g_clear_object (&self->frame);
  g_clear_object (&self->root);
  g_clear_pointer (&self->bus_name, g_free);
  g_clear_object (&self->process);
}

static gboolean
end_has_come (gpointer user_data)
{
  return proctor_testing_app_has_ended (user_data);
}

/**
 * proctor_testing_app_wait_for_end:
 * @self: the program, which is about to end
 *
 * Waits for the end, which has to be a good one: status 0 and no warning on the way.
 */
void
proctor_testing_app_wait_for_end (ProctorTestingApp *self)
{
  g_autofree char *errors = NULL;

  if (!proctor_testing_wait (end_has_come, self))
    proctor_testing_app_fail (self, "the program's end");

  g_subprocess_wait (self->process, NULL, NULL);
  g_file_get_contents (self->errors, &errors, NULL, NULL);
  if (!g_subprocess_get_if_exited (self->process) || g_subprocess_get_exit_status (self->process) != 0 || has_warned (errors))
    {
      g_printerr ("The program said:\n%s", errors);
      g_error ("The program did not end well (status %d)", g_subprocess_get_status (self->process));
    }

  forget_program (self);
  self->window = 0;
}

/**
 * proctor_testing_app_quit:
 * @self: the program
 *
 * Quits it with the keyboard and waits for a good end.
 */
void
proctor_testing_app_quit (ProctorTestingApp *self)
{
  proctor_testing_app_press (self, "<Control>q");
  proctor_testing_app_wait_for_end (self);
}

/* As a power cut would end it. */
void
proctor_testing_app_kill (ProctorTestingApp *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  forget_program (self);
}

/**
 * proctor_testing_app_dup_data_folder:
 * @self: the program
 *
 * Returns: (transfer full): where the program keeps what a person has made
 */
char *
proctor_testing_app_dup_data_folder (ProctorTestingApp *self)
{
  if (self->sandboxed != NULL)
    return g_build_filename (g_get_home_dir (), ".var", "app", self->sandboxed, "data", "proctor", NULL);

  return g_build_filename (self->folder, "XDG_DATA_HOME", "proctor", NULL);
}

/**
 * proctor_testing_app_forget_cache:
 * @self: the program, which is not running
 *
 * Throws away what the program keeps for a quick start.
 */
void
proctor_testing_app_forget_cache (ProctorTestingApp *self)
{
  g_autofree char *cache = g_build_filename (self->folder, "XDG_CACHE_HOME", NULL);

  proctor_testing_remove_folder (cache);
}

ProctorTestingScreen *
proctor_testing_app_get_screen (ProctorTestingApp *self)
{
  return self->screen;
}

int
proctor_testing_app_get_pid (ProctorTestingApp *self)
{
  return self->pid;
}

gulong
proctor_testing_app_get_window (ProctorTestingApp *self)
{
  return self->window;
}

typedef struct
{
  ProctorTestingApp *self;
  int width;
  int height;
} Size;

/* Whether the program has seen it; the X server resizes a window long before. A window that has
 * no shadow for want of a compositor draws a border of a few pixels inside. */
static gboolean
has_size (gpointer user_data)
{
  const Size *size = user_data;
  g_autoptr (AtspiAccessible) window = proctor_testing_app_look_for (size->self, ATSPI_ROLE_FRAME, NULL);
  g_autofree AtspiRect *extents = window != NULL ? proctor_testing_tree_get_extents (window) : NULL;

  if (extents == NULL)
    return FALSE;

  return ABS (extents->width - size->width) <= 16 && ABS (extents->height - size->height) <= 16;
}

/**
 * proctor_testing_app_resize:
 * @self: the program
 * @width: a width
 * @height: a height
 *
 * Gives the window another size and waits until it has it.
 */
void
proctor_testing_app_resize (ProctorTestingApp *self,
                            int width,
                            int height)
{
  Size size = { self, width, height };

  proctor_testing_screen_resize (self->screen, self->window, width, height);
  if (!proctor_testing_app_hope_for (self, has_size, &size))
    proctor_testing_app_fail (self, "the window to have another size");
}
