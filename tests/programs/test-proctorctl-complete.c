/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <string.h>

/* What shells offer at Tab after “proctorctl”. */

#define WORKSPACES "[Workspace local]\nName=Sample\n\n[Workspace work]\nName=Our work\nBaseUrl=https://example.com\n"

typedef struct
{
  TestingCtl ctl;
  char *folder;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer user_data)
{
  g_autofree char *data = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bin = NULL;
  g_autofree char *link = NULL;
  g_autofree char *search = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  testing_ctl_set_up (&self->ctl, user_data);
  self->folder = proctor_testing_make_folder ();
  data = g_build_filename (self->folder, "proctor", NULL);
  path = g_build_filename (data, "workspaces.ini", NULL);
  g_assert_cmpint (g_mkdir_with_parents (data, 0700), ==, 0);
  g_file_set_contents (path, WORKSPACES, -1, &error);
  g_assert_no_error (error);
  testing_ctl_set (&self->ctl, "XDG_DATA_HOME", self->folder);

  /* For the shell, which looks for it on its way. */
  bin = g_build_filename (self->folder, "bin", NULL);
  link = g_build_filename (bin, "proctorctl", NULL);
  search = g_strconcat (bin, ":", g_getenv ("PATH"), NULL);
  file = g_file_new_for_path (link);
  g_assert_cmpint (g_mkdir_with_parents (bin, 0700), ==, 0);
  g_file_make_symbolic_link (file, g_getenv ("PROCTOR_TEST_PROGRAM"), NULL, &error);
  g_assert_no_error (error);
  testing_ctl_set (&self->ctl, "PATH", search);
}

/* Nobody waits for a server at a Tab. */
static void
tear_down (Fixture *self,
           gconstpointer user_data)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->ctl.server);

  g_assert_cmpuint (requests->len, ==, 0);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  testing_ctl_tear_down (&self->ctl, user_data);
}

static char *
offer (Fixture *self,
       const char *words)
{
  g_autofree char *command = g_strconcat ("complete ", words, NULL);
  g_auto (TestingCtlResult) result = testing_ctl_run (&self->ctl, command);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.errors, ==, "");

  return g_steal_pointer (&result.output);
}

static void
test_offers (Fixture *self,
             gconstpointer user_data)
{
  const struct
  {
    const char *words;
    const char *offered;
  } cases[] = {
    { "wat", "watch\tWait for runs that were begun before\n" },
    { "--v", "--version\tPrint the version and exit\n" },
    { "nothing", "" },
    { "nothing x", "" },
    { "tests sh", "show\tShow a test\n" },
    { "tests nothing x", "" },
    { "run --until", "--until-fail\tRun them again and again until it is no success, so often at most\n" },
    { "run --agent a --loc", "--local\tIn the workspace on this computer; its engine is started if need be\n" },
    { "run --he", "--help\tSay how it is called\n" },
    { "run --agent ''", "" },
    { "run ''", ":files\n" },
    { "run --override x", ":files\n" },
    { "run --override=x", ":files\n" },
    { "run -- --until", ":files\n" },
    { "run --report j", "junit=\t\njson=\t\n" },
    { "run --report=cs", "--report=csv=\t\n" },
    { "run --report junit=", ":files\n" },
    { "run --report=junit=a", ":files\n" },
    { "run -w Our", "Our work\thttps://example.com\n" },
    { "tests list --workspace=Our", "--workspace=Our work\thttps://example.com\n" },
    { "workspaces remove Our", "Our work\thttps://example.com\n" },
    { "watch ''", "" },
    { "engine st", "start\tStart the engine on this computer, and say where it is\nstatus\tSay where the engine is, if it runs\nstop\tStop the engine\n" },
    { "engine start ''", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *offered = offer (self, cases[i].words);

      g_assert_cmpstr (offered, ==, cases[i].offered);
    }
}

/* Nothing that is completed is done, however whole it is. */
static void
test_does_nothing (Fixture *self,
                   gconstpointer user_data)
{
  const char *const commands[] = { "run --agent a --test t ", "rerun inv_1 ", "cancel inv_1 ", "tests delete --yes test_1 ", "workspaces add --name n https://example.com " };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *words = g_strconcat (commands[i], "-", NULL);
      g_autofree char *offered = offer (self, words);

      testing_ctl_assert_contains (offered, "--json\t");
    }
}

static void
test_bash (Fixture *self,
           gconstpointer user_data)
{
  const struct
  {
    const char *words;
    const char *replies;
  } cases[] = {
    { "proctorctl wat", "watch\n" },
    { "proctorctl run --report = htm", "html=\n" },
    { "proctorctl run --report html = res", "results.html\n" },
    { "proctorctl run -w Our", "Our\\ work\n" },
    { "proctorctl nothing ''", "" },
  };
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "..", "data", "completions", "proctorctl.bash", NULL);
  g_autofree char *results = g_build_filename (self->folder, "results.html", NULL);
  g_autofree char *bash = g_find_program_in_path ("bash");

  if (bash == NULL)
    {
      g_test_skip ("There is no bash.");
      return;
    }

  g_file_set_contents (results, "", 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
      g_autofree char *line = g_strdup_printf (". \"$0\"; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _proctorctl; for reply in \"${COMPREPLY[@]}\"; do echo \"$reply\"; done", cases[i].words);
      g_autoptr (GSubprocess) process = NULL;
      g_autofree char *replies = NULL;
      g_autoptr (GError) error = NULL;

      g_subprocess_launcher_set_environ (launcher, self->ctl.environment);
      g_subprocess_launcher_set_cwd (launcher, self->folder);
      process = g_subprocess_launcher_spawn (launcher, &error, bash, "-c", line, script, NULL);
      g_assert_no_error (error);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &replies, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (replies, ==, cases[i].replies);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add ("/proctorctl-complete/offers", Fixture, NULL, set_up, test_offers, tear_down);
  g_test_add ("/proctorctl-complete/does-nothing", Fixture, NULL, set_up, test_does_nothing, tear_down);
  g_test_add ("/proctorctl-complete/bash", Fixture, NULL, set_up, test_bash, tear_down);

  return g_test_run ();
}
