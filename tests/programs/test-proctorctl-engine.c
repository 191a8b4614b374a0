/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <string.h>

/* proctorctl with the real engine, on a machine where nothing was prepared. */

#define TESTING_WORKSPACES "[Workspace local]\nName=Sample\n\n[Workspace work]\nName=Work\nBaseUrl=https://example.com\n"

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
  g_autofree char *runtime = NULL;
  g_autoptr (GError) error = NULL;

  testing_ctl_set_up (&self->ctl, user_data);
  /* A socket's path has to be short. */
  self->folder = g_dir_make_tmp ("c-XXXXXX", &error);
  g_assert_no_error (error);
  data = g_build_filename (self->folder, "data", NULL);
  runtime = g_build_filename (self->folder, "run", NULL);
  g_assert_cmpint (g_mkdir (runtime, 0700), ==, 0);
  testing_ctl_set (&self->ctl, "HOME", self->folder);
  testing_ctl_set (&self->ctl, "XDG_DATA_HOME", data);
  testing_ctl_set (&self->ctl, "XDG_CACHE_HOME", self->folder);
  testing_ctl_set (&self->ctl, "XDG_RUNTIME_DIR", runtime);
  testing_ctl_set (&self->ctl, "PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"));
  testing_ctl_set (&self->ctl, "PROCTOR_BASE_URL", NULL);
  testing_ctl_set (&self->ctl, "PROCTOR_API_KEY", NULL);
}

static void
tear_down (Fixture *self,
           gconstpointer user_data)
{
  g_auto (TestingCtlResult) stopped = testing_ctl_run (&self->ctl, "engine stop");

  g_assert_cmpint (stopped.status, ==, 0);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  testing_ctl_tear_down (&self->ctl, user_data);
}

/* One command, and there are results. */
static void
test_sample (Fixture *self,
             gconstpointer user_data)
{
  g_autofree char *report = g_build_filename (self->folder, "results.xml", NULL);
  g_autofree char *command = g_strdup_printf ("run --sample --report junit=%s", report);
  g_auto (TestingCtlResult) result = testing_ctl_run (&self->ctl, command);
  g_auto (TestingCtlResult) again = { 0 };
  g_autofree char *contents = NULL;

  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpstr (result.errors, ==, "");
  testing_ctl_assert_contains (result.output, "\npassed: Books a double room and confirms the price\n");
  testing_ctl_assert_contains (result.output, "Books a suite (has no mock yet)             0/1  -  error ");
  testing_ctl_assert_contains (result.output, " failed, 1 error, 1 inconclusive\n");
  g_assert_true (g_file_get_contents (report, &contents, NULL, NULL));
  testing_ctl_assert_contains (contents, "<testsuites name=\"Test results\" tests=\"12\" failures=\"");
  testing_ctl_assert_contains (contents, "<testsuite name=\"Bookings\"");
  testing_ctl_assert_contains (contents, " errors=\"2\" skipped=\"0\"");

  /* What is there already is what one gets. */
  again = testing_ctl_run (&self->ctl, "run --sample --match 'books a double*' --repeat 3 --quiet");
  g_assert_cmpint (again.status, ==, 0);
  testing_ctl_assert_contains (again.output, "\n3 passed\n");
}

static void
test_choice (Fixture *self,
             gconstpointer user_data)
{
  g_auto (TestingCtlResult) sample = testing_ctl_run (&self->ctl, "run --sample --match 'Says when*' --quiet");
  g_auto (TestingCtlResult) named = { 0 };
  g_auto (TestingCtlResult) list = { 0 };
  g_auto (TestingCtlResult) folder = { 0 };
  g_auto (TestingCtlResult) missing = { 0 };
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *command = NULL;
  const char *folder_id = NULL;
  JsonArray *rows;
  guint n = 0;

  g_assert_cmpint (sample.status, ==, 0);
  named = testing_ctl_run (&self->ctl, "run --local --agent 'harbour hotel' --attached --match 'Hands over*' --branch shorter-answers --quiet");
  g_assert_cmpint (named.status, <=, 1);
  testing_ctl_assert_contains (named.output, "\n1 ");

  list = testing_ctl_run (&self->ctl, "tests list --local --json");
  node = testing_ctl_parse (&list);
  rows = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *parent = json_object_get_string_member_with_default (json_array_get_object_element (rows, i), "folder_parent_id", NULL);

      folder_id = folder_id != NULL ? folder_id : parent;
      n += parent != NULL && g_strcmp0 (parent, folder_id) == 0;
    }
  g_assert_nonnull (folder_id);
  command = g_strdup_printf ("run --local --agent 'Harbour Hotel' --folder %s --fail-under 0", folder_id);
  folder = testing_ctl_run (&self->ctl, command);
  g_assert_cmpint (folder.status, ==, 0);
  g_assert_cmpuint (n, >, 1);

  missing = testing_ctl_run (&self->ctl, "run --local --agent Nobody --test test_1");
  g_assert_cmpint (missing.status, ==, 4);
  testing_ctl_assert_contains (missing.errors, "“Nobody”");
}

/* What is run is found again: shown, waited for, run again and exported. */
static void
test_life (Fixture *self,
           gconstpointer user_data)
{
  g_auto (TestingCtlResult) begun = testing_ctl_run (&self->ctl, "run --sample --no-wait");
  g_autofree char *id = g_strstrip (g_strdup (begun.output));
  g_autofree char *watch = g_strdup_printf ("watch --local %s --quiet", id);
  g_autofree char *rerun = g_strdup_printf ("rerun --local %s --failed --errors --quiet", id);
  g_autofree char *export = g_strdup_printf ("runs export --local %s --report json=-", id);
  g_autofree char *cancel = g_strdup_printf ("cancel --local %s", id);
  g_auto (TestingCtlResult) watched = { 0 };
  g_auto (TestingCtlResult) again = { 0 };
  g_auto (TestingCtlResult) exported = { 0 };
  g_auto (TestingCtlResult) cancelled = { 0 };
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (begun.status, ==, 0);
  watched = testing_ctl_run (&self->ctl, watch);
  g_assert_cmpint (watched.status, ==, 1);
  /* One of the sample's tests fails only sometimes. */
  g_assert_true (g_str_has_suffix (watched.output, " failed, 1 error, 1 inconclusive\n"));
  again = testing_ctl_run (&self->ctl, rerun);
  g_assert_cmpint (again.status, ==, 1);
  g_assert_true (g_str_has_suffix (again.errors, " runs are run again.\n"));
  g_assert_true (g_str_has_suffix (again.output, " failed, 1 error, 1 inconclusive\n"));
  exported = testing_ctl_run (&self->ctl, export);
  node = testing_ctl_parse (&exported);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "n_runs"), ==, 12);
  cancelled = testing_ctl_run (&self->ctl, cancel);
  g_assert_cmpint (cancelled.status, ==, 0);
  g_assert_cmpstr (cancelled.errors, ==, "All had ended already; there was nothing to cancel.\n");
}

/* Files are run as they are, and nothing is left of them in the workspace but results. */
static void
test_files (Fixture *self,
            gconstpointer user_data)
{
  g_autofree char *folder = g_build_filename (self->folder, "files", NULL);
  g_autofree char *good = g_build_filename (folder, "good.json", NULL);
  g_autofree char *bad = g_build_filename (self->folder, "bad.json", NULL);
  g_autofree char *command = g_strdup_printf ("run --sample %s", folder);
  g_autofree char *wrong = g_strdup_printf ("run --sample %s", bad);
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) refused = { 0 };
  g_autofree char *nobodys = g_strdup_printf ("run --local --agent Nobody %s", folder);
  g_auto (TestingCtlResult) missing = { 0 };
  g_auto (TestingCtlResult) nobody = { 0 };
  g_auto (TestingCtlResult) list = { 0 };

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_file_set_contents (good, "{\"name\":\"Opens from a file\",\"type\":\"llm\",\"success_condition\":\"The agent says when the reception is open.\",\"chat_history\":[{\"role\":\"user\",\"message\":\"When is the reception open?\",\"time_in_call_secs\":0}],"
                             "\"success_examples\":[{\"response\":\"The reception is open from 6 in the morning until 11 at night.\",\"type\":\"success\"}],\"failure_examples\":[{\"response\":\"I do not know.\",\"type\":\"failure\"}]}",
                       -1, NULL);
  g_file_set_contents (bad, "{\"name\":", -1, NULL);
  result = testing_ctl_run (&self->ctl, command);
  g_assert_cmpint (result.status, <=, 3);
  testing_ctl_assert_contains (result.output, ": Opens from a file");
  list = testing_ctl_run (&self->ctl, "tests list --local --search 'Opens from a file'");
  g_assert_cmpstr (list.output, ==, "");

  /* Nor is anything left of them where nothing could be run. */
  nobody = testing_ctl_run (&self->ctl, nobodys);
  g_assert_cmpint (nobody.status, ==, 4);
  g_clear_pointer (&list.output, g_free);
  g_clear_pointer (&list.errors, g_free);
  list = testing_ctl_run (&self->ctl, "tests list --local --search 'Opens from a file'");
  g_assert_cmpstr (list.output, ==, "");

  refused = testing_ctl_run (&self->ctl, wrong);
  g_assert_cmpint (refused.status, ==, 2);
  testing_ctl_assert_contains (refused.errors, "bad.json: ");
  missing = testing_ctl_run (&self->ctl, "run --sample /nonexistent/x.json");
  g_assert_cmpint (missing.status, ==, 2);
}

/* Tests are checked in files and where they are, and deleted only if that is meant. */
static void
test_check_and_delete (Fixture *self,
                       gconstpointer user_data)
{
  g_autofree char *good = g_build_filename (self->folder, "good.json", NULL);
  g_autofree char *bad = g_build_filename (self->folder, "bad.json", NULL);
  g_autofree char *check_good = g_strdup_printf ("tests check %s", good);
  g_autofree char *check_bad = g_strdup_printf ("tests check %s", bad);
  g_auto (TestingCtlResult) fine = { 0 };
  g_auto (TestingCtlResult) wrong = { 0 };
  g_auto (TestingCtlResult) data = { 0 };
  g_auto (TestingCtlResult) sample = { 0 };
  g_auto (TestingCtlResult) list = { 0 };
  g_autoptr (JsonNode) node = NULL;
  g_auto (TestingCtlResult) there = { 0 };
  g_auto (TestingCtlResult) unsure = { 0 };
  g_auto (TestingCtlResult) deleted = { 0 };
  g_auto (TestingCtlResult) again = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *command = NULL;

  g_file_set_contents (good, "{\"name\":\"Good\",\"type\":\"llm\",\"success_condition\":\"The agent says when the reception is open.\",\"chat_history\":[{\"role\":\"user\",\"message\":\"When?\",\"time_in_call_secs\":0}],"
                             "\"success_examples\":[{\"response\":\"From 6.\",\"type\":\"success\"}],\"failure_examples\":[{\"response\":\"No.\",\"type\":\"failure\"}]}",
                       -1, NULL);
  g_file_set_contents (bad, "{\"name\":\"Bad\",\"type\":\"llm\",\"success_condition\":\"\",\"chat_history\":[],\"success_examples\":[],\"failure_examples\":[]}", -1, NULL);
  fine = testing_ctl_run (&self->ctl, check_good);
  g_assert_cmpint (fine.status, ==, 0);
  testing_ctl_assert_contains (fine.errors, "1 test checked, 0 of what was found are errors.\n");
  wrong = testing_ctl_run (&self->ctl, check_bad);
  g_assert_cmpint (wrong.status, ==, 1);
  testing_ctl_assert_contains (wrong.output, "error  ");
  g_free (check_bad);
  check_bad = g_strdup_printf ("tests check --json %s", bad);
  data = testing_ctl_run (&self->ctl, check_bad);
  node = testing_ctl_parse (&data);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), >, 0);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_node_get_array (node), 0), "severity"), ==, "error");

  sample = testing_ctl_run (&self->ctl, "run --sample --match 'Says when*' --quiet");
  list = testing_ctl_run (&self->ctl, "tests list --local --limit 1");
  id = g_strndup (list.output, strcspn (list.output, " \n"));
  command = g_strdup_printf ("tests check --local %s", id);
  there = testing_ctl_run (&self->ctl, command);
  g_assert_cmpint (there.status, ==, 0);

  g_free (command);
  command = g_strdup_printf ("tests delete --local %s", id);
  unsure = testing_ctl_run (&self->ctl, command);
  g_assert_cmpint (unsure.status, ==, 2);
  testing_ctl_assert_contains (unsure.errors, "--yes");
  g_free (command);
  command = g_strdup_printf ("tests delete --yes --local %s", id);
  deleted = testing_ctl_run (&self->ctl, command);
  g_assert_cmpint (deleted.status, ==, 0);
  g_assert_true (g_str_has_prefix (deleted.output, id));
  again = testing_ctl_run (&self->ctl, command);
  g_assert_cmpint (again.status, ==, 4);
}

/* Those that the window knows, in its file; keys are never arguments, nor kept where they would be lost. */
static void
test_workspaces (Fixture *self,
                 gconstpointer user_data)
{
  g_autofree char *data = g_build_filename (self->folder, "data", "proctor", NULL);
  g_autofree char *path = g_build_filename (data, "workspaces.ini", NULL);
  g_auto (TestingCtlResult) none = { 0 };
  g_auto (TestingCtlResult) list = { 0 };
  g_auto (TestingCtlResult) json = { 0 };
  g_auto (TestingCtlResult) named = { 0 };
  g_auto (TestingCtlResult) keyless = { 0 };
  g_auto (TestingCtlResult) missing = { 0 };
  g_auto (TestingCtlResult) ringless = { 0 };
  g_auto (TestingCtlResult) wrong = { 0 };
  g_autofree char *command = NULL;
  g_auto (TestingCtlResult) removed = { 0 };
  g_auto (TestingCtlResult) after = { 0 };
  g_autoptr (JsonNode) node = NULL;

  none = testing_ctl_run (&self->ctl, "workspaces list");
  g_assert_cmpint (none.status, ==, 0);
  g_assert_cmpstr (none.output, ==, "");
  g_assert_cmpint (g_mkdir_with_parents (data, 0700), ==, 0);
  g_file_set_contents (path, TESTING_WORKSPACES, -1, NULL);
  list = testing_ctl_run (&self->ctl, "workspaces list");
  g_assert_cmpint (list.status, ==, 0);
  testing_ctl_assert_contains (list.output, "work   Work    https://example.com\n");
  json = testing_ctl_run (&self->ctl, "workspaces list --json");
  node = testing_ctl_parse (&json);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);

  named = testing_ctl_run (&self->ctl, "tests list --workspace Sample");
  g_assert_cmpint (named.status, ==, 0);
  keyless = testing_ctl_run (&self->ctl, "tests list -w Work");
  g_assert_cmpint (keyless.status, ==, 4);
  testing_ctl_assert_contains (keyless.errors, "There is no key for “Work” in the key ring.");
  missing = testing_ctl_run (&self->ctl, "tests list -w Nowhere");
  g_assert_cmpint (missing.status, ==, 4);
  testing_ctl_assert_contains (missing.errors, "There is no workspace “Nowhere”.");

  testing_ctl_set (&self->ctl, "PROCTOR_API_KEY", TESTING_CTL_KEY);
  testing_ctl_answer (&self->ctl, "GET", "*", 401, "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"No\"}}");
  command = g_strdup_printf ("workspaces add %s", proctor_testing_server_get_url (self->ctl.server));
  wrong = testing_ctl_run (&self->ctl, command);
  g_assert_cmpint (wrong.status, ==, 4);
  g_assert_cmpstr (wrong.output, ==, "");
  testing_ctl_assert_contains (wrong.errors, "Trying the key…\n");
  testing_ctl_assert_contains (wrong.errors, "Nothing was added. With --no-check the key is not tried.\n");
  ringless = testing_ctl_run (&self->ctl, "workspaces add --no-check https://example.org");
  g_assert_cmpint (ringless.status, ==, 4);
  testing_ctl_assert_contains (ringless.errors, "There is no key ring to keep the key in.");
  removed = testing_ctl_run (&self->ctl, "workspaces remove Work");
  g_assert_cmpint (removed.status, ==, 0);
  after = testing_ctl_run (&self->ctl, "workspaces list");
  g_assert_null (strstr (after.output, "Work"));
}

static void
test_engine (Fixture *self,
             gconstpointer user_data)
{
  g_auto (TestingCtlResult) before = testing_ctl_run (&self->ctl, "engine status");
  g_auto (TestingCtlResult) started = { 0 };
  g_auto (TestingCtlResult) again = { 0 };
  g_auto (TestingCtlResult) status = { 0 };
  g_auto (TestingCtlResult) list = { 0 };
  g_auto (TestingCtlResult) stopped = { 0 };
  g_auto (TestingCtlResult) after = { 0 };
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *address = NULL;

  g_assert_cmpint (before.status, ==, 4);
  started = testing_ctl_run (&self->ctl, "engine start");
  g_assert_cmpint (started.status, ==, 0);
  g_assert_true (g_str_has_prefix (started.output, "unix:/"));
  again = testing_ctl_run (&self->ctl, "engine start");
  g_assert_cmpstr (again.output, ==, started.output);
  status = testing_ctl_run (&self->ctl, "engine status --json");
  node = testing_ctl_parse (&status);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (json_node_get_object (node), "socket"), "/"));

  /* As the example in --help has it. */
  address = g_strstrip (g_strdup (started.output));
  testing_ctl_set (&self->ctl, "PROCTOR_BASE_URL", address);
  list = testing_ctl_run (&self->ctl, "tests list");
  g_assert_cmpint (list.status, ==, 0);
  stopped = testing_ctl_run (&self->ctl, "engine stop");
  g_assert_cmpint (stopped.status, ==, 0);
  after = testing_ctl_run (&self->ctl, "engine status");
  g_assert_cmpint (after.status, ==, 4);
}

/* Without an engine it is said what is missing, and nothing waits for ever. */
static void
test_no_engine (Fixture *self,
                gconstpointer user_data)
{
  g_auto (TestingCtlResult) run = { 0 };
  g_auto (TestingCtlResult) start = { 0 };

  testing_ctl_set (&self->ctl, "PROCTOR_ENGINE", "/nonexistent/proctor-engine");
  run = testing_ctl_run (&self->ctl, "run --sample");
  g_assert_cmpint (run.status, ==, 4);
  g_assert_cmpstr (run.output, ==, "");
  g_assert_cmpstr (run.errors, !=, "");
  start = testing_ctl_run (&self->ctl, "engine start");
  g_assert_cmpint (start.status, ==, 4);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/proctorctl-engine/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sample", test_sample);
  ADD ("choice", test_choice);
  ADD ("life", test_life);
  ADD ("files", test_files);
  ADD ("check-and-delete", test_check_and_delete);
  ADD ("workspaces", test_workspaces);
  ADD ("engine", test_engine);
  ADD ("no-engine", test_no_engine);
#undef ADD

  return g_test_run ();
}
