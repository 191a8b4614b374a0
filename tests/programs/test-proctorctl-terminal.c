/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

/* proctorctl in a terminal, where somebody looks on. */

#define RUN "/v1/convai/agents/agent_1/run-tests"
#define RUNS "/v1/convai/test-invocations"
#define ONE(id, status) "{\"test_run_id\":\"" id "\",\"test_id\":\"test_1\",\"test_name\":\"Greets everybody in a hall that is far too long for a line\",\"status\":" status "}"
#define PASSED "\"passed\",\"condition_result\":{\"result\":\"success\"}"
#define PENDING "\"pending\""
#define INVOCATION(runs) "{\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"test_runs\":[" runs "]}"

/* Runs proctorctl at one end of a terminal that is so wide, and reads the other end until it has ended. */
static char *
run_in_terminal (TestingCtl *ctl,
                 guint width,
                 int *status)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  struct winsize size = { .ws_col = (unsigned short) width, .ws_row = 24 };
  int master, slave;
  char buffer[4096];
  ssize_t n;

  g_assert_cmpint (openpty (&master, &slave, NULL, NULL, &size), ==, 0);
  fcntl (master, F_SETFD, FD_CLOEXEC);
  fcntl (slave, F_SETFD, FD_CLOEXEC);

  g_subprocess_launcher_set_environ (launcher, ctl->environment);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (slave));
  g_subprocess_launcher_take_stdout_fd (launcher, dup (slave));
  g_subprocess_launcher_take_stderr_fd (launcher, slave);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PROCTOR_TEST_PROGRAM"), "run", "--agent=agent_1", "--test=test_1", NULL);
  g_assert_no_error (error);
  g_clear_object (&launcher);

  /* When nobody holds the other end any more, that is an error. */
  while ((n = read (master, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  close (master);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_exit_status (process);
  g_test_message ("%s", text->str);

  return g_string_free (text, FALSE);
}

static void
answer (TestingCtl *ctl)
{
  testing_ctl_set (ctl, "TERM", "xterm");
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (ONE ("run_1", PENDING) "," ONE ("run_2", PENDING)));
  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 0, INVOCATION (ONE ("run_1", PASSED) "," ONE ("run_2", PENDING)));
  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 0, INVOCATION (ONE ("run_1", PASSED) "," ONE ("run_2", PASSED)));
}

static void
test_progress (TestingCtl *ctl,
               gconstpointer user_data)
{
  int status;
  g_autofree char *text = NULL;

  answer (ctl);
  text = run_in_terminal (ctl, 120, &status);
  g_assert_cmpint (status, ==, 0);
  testing_ctl_assert_contains (text, "\r\033[K0/2 · Greets everybody");
  testing_ctl_assert_contains (text, "\r\033[K1/2 · 1 passed · ");
  /* It is taken back before anything else is printed. */
  testing_ctl_assert_contains (text, "\r\033[K\033[32mpassed\033[0m: Greets");
  testing_ctl_assert_contains (text, "TEST");
  g_assert_true (g_str_has_suffix (text, "\r\n2 passed\r\n"));
}

static void
test_no_color (TestingCtl *ctl,
               gconstpointer user_data)
{
  int status;
  g_autofree char *text = NULL;

  answer (ctl);
  testing_ctl_set (ctl, "NO_COLOR", "1");
  text = run_in_terminal (ctl, 120, &status);
  testing_ctl_assert_contains (text, "\r\033[K1/2 · 1 passed · ");
  g_assert_null (strstr (text, "\033[3"));
  g_assert_null (strstr (text, "\033[1m"));
}

/* What doesn't fit is cut, because a line that is wrapped could not be taken back. */
static void
test_narrow (TestingCtl *ctl,
             gconstpointer user_data)
{
  int status;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  answer (ctl);
  text = run_in_terminal (ctl, 40, &status);
  lines = g_strsplit (text, "\r\033[K", -1);
  for (gsize i = 1; lines[i] != NULL; i++)
    {
      if (strchr (lines[i], '\n') != NULL || *lines[i] == '\0')
        continue;
      g_assert_cmpint (g_utf8_strlen (lines[i], -1), <, 40);
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
}

/* A terminal that can't gets plain lines. */
static void
test_dumb (TestingCtl *ctl,
           gconstpointer user_data)
{
  int status;
  g_autofree char *text = NULL;

  answer (ctl);
  testing_ctl_set (ctl, "TERM", "dumb");
  text = run_in_terminal (ctl, 80, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_null (strstr (text, "\033[K"));
}

static void
add (const char *path,
     void (*test) (TestingCtl *, gconstpointer))
{
  g_test_add (path, TestingCtl, NULL, testing_ctl_set_up, test, testing_ctl_tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("/proctorctl-terminal/progress", test_progress);
  add ("/proctorctl-terminal/no-color", test_no_color);
  add ("/proctorctl-terminal/narrow", test_narrow);
  add ("/proctorctl-terminal/dumb", test_dumb);

  return g_test_run ();
}
