/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"

#include <stdlib.h>

/* The three programs as a shell sees them, without a display and in any language. */

typedef struct
{
  int status;
  char *output;
  char *errors;
} Result;

static void
result_clear (Result *result)
{
  g_free (result->output);
  g_free (result->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static Result
run (const char *language,
     const char *program,
     const char *argument)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Result result = { 0 };

  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "DBUS_SESSION_BUS_ADDRESS");
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", language, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, argument, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &result.output, &result.errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);

  return result;
}

static char **
split_programs (void)
{
  return g_strsplit (g_getenv ("PROCTOR_TEST_PROGRAMS"), ":", -1);
}

static void
test_version (void)
{
  g_auto (GStrv) programs = split_programs ();

  g_assert_cmpuint (g_strv_length (programs), ==, 3);
  for (char **program = programs; *program != NULL; program++)
    {
      g_autofree char *name = g_path_get_basename (*program);
      g_autofree char *expected = g_strdup_printf ("%s %s\n", name, PROCTOR_VERSION);
      g_auto (Result) result = run ("C", *program, "--version");

      g_assert_cmpint (result.status, ==, EXIT_SUCCESS);
      g_assert_cmpstr (result.output, ==, expected);
      g_assert_cmpstr (result.errors, ==, "");
    }
}

static void
test_help (void)
{
  g_auto (GStrv) programs = split_programs ();

  for (char **program = programs; *program != NULL; program++)
    {
      g_auto (Result) result = run ("C", *program, "--help");

      g_assert_cmpint (result.status, ==, EXIT_SUCCESS);
      g_assert_nonnull (strstr (result.output, "--version"));
      g_assert_cmpstr (result.errors, ==, "");
    }
}

static void
test_unknown_option (void)
{
  g_auto (GStrv) programs = split_programs ();

  for (char **program = programs; *program != NULL; program++)
    {
      g_auto (Result) result = run ("C", *program, "--no-such-option");

      g_assert_cmpint (result.status, !=, EXIT_SUCCESS);
      g_assert_cmpstr (result.output, ==, "");
      g_assert_nonnull (strstr (result.errors, "--no-such-option"));
    }
}

/* A terminal program that is told something it does not know does not pretend otherwise. */
static void
test_unknown_command (void)
{
  g_auto (GStrv) programs = split_programs ();

  for (char **program = programs + 1; *program != NULL; program++)
    {
      g_auto (Result) result = run ("C", *program, "frobnicate");

      g_assert_cmpint (result.status, ==, 2);
      g_assert_cmpstr (result.output, ==, "");
      g_assert_nonnull (strstr (result.errors, "frobnicate"));
    }
}

/* The engine serves when nothing else is said; proctorctl says what there is. */
static void
test_no_command (void)
{
  g_auto (GStrv) programs = split_programs ();
  g_auto (Result) result = run ("C", programs[1], NULL);

  g_assert_cmpint (result.status, ==, 2);
  g_assert_cmpstr (result.output, ==, "");
  g_assert_nonnull (strstr (result.errors, "--version"));
}

static void
test_no_display (void)
{
  g_auto (GStrv) programs = split_programs ();
  g_auto (Result) result = run ("C", programs[0], NULL);

  g_assert_cmpint (result.status, !=, EXIT_SUCCESS);
  g_assert_nonnull (strstr (result.errors, "display"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/programs/version", test_version);
  g_test_add_func ("/programs/help", test_help);
  g_test_add_func ("/programs/unknown-option", test_unknown_option);
  g_test_add_func ("/programs/unknown-command", test_unknown_command);
  g_test_add_func ("/programs/no-command", test_no_command);
  g_test_add_func ("/programs/no-display", test_no_display);

  return g_test_run ();
}
