/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <string.h>

/* proctorctl: what becomes of results: thresholds, reports, waiting for what was begun before. */

#define RUN "/v1/convai/agents/agent_1/run-tests"
#define RUNS "/v1/convai/test-invocations"
#define COMMAND "run --agent agent_1 --test test_1 "

/* A test for each word, and a run of it for each letter: passed, failed, error, inconclusive, cancelled, waiting. */
static char *
make_invocation (const char *words)
{
  GString *text = g_string_new ("{\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"test_runs\":[");
  g_auto (GStrv) tests = g_strsplit (words, " ", -1);
  guint n = 0;

  for (guint i = 0; tests[i] != NULL; i++)
    {
      for (const char *p = tests[i]; *p != '\0'; p++)
        {
          const char *verdict = *p == 'p' ? "\"passed\",\"condition_result\":{\"result\":\"success\"}" : *p == 'f' ? "\"failed\",\"condition_result\":{\"result\":\"failure\",\"rationale\":{\"summary\":\"Rude.\"}}"
                                                                                                     : *p == 'e'   ? "\"failed\""
                                                                                                     : *p == 'i'   ? "\"failed\",\"condition_result\":{\"result\":\"unknown\"}"
                                                                                                     : *p == 'c'   ? "\"cancelled\""
                                                                                                                   : "\"pending\"";

          g_string_append_printf (text,
                                  "%s{\"test_run_id\":\"run_%u\",\"test_id\":\"test_%u\",\"test_name\":\"Test %u\",\"last_updated_at_unix\":1760000012,\"charging\":{\"llm_price\":0.25},\"status\":%s}",
                                  n > 0 ? "," : "", n, i + 1, i + 1, verdict);
          n++;
        }
    }
  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

static void
answer (TestingCtl *ctl,
        const char *method,
        const char *path,
        const char *words)
{
  g_autofree char *body = make_invocation (words);

  testing_ctl_answer (ctl, method, path, 0, body);
}

static void
test_thresholds (TestingCtl *ctl,
                 gconstpointer user_data)
{
  static const struct
  {
    const char *words;
    const char *options;
    int status;
    const char *said;
  } cases[] = {
    { "pf", "", 1, "" },
    { "pf", "--fail-under 50", 0, "" },
    { "pf", "--fail-under 51", 1, "1 of 2 runs passed, 51 % are needed.\n" },
    { "pe", "--fail-under 50", 0, "" },
    { "pe", "--fail-under 60", 3, "1 of 2 runs passed, 60 % are needed.\n" },
    { "ppf fff", "--fail-under 30", 0, "" },
    { "ppf fff", "--fail-under 30 --fail-under-each 10", 1, "“Test 2”: 0 of 3 runs passed, 10 % are needed.\n" },
    { "ppf ppp", "--fail-under-each 60", 0, "" },
    { "ppf ppp", "--fail-under 50 --required test_1", 1, "“Test 1”: 2 of 3 runs passed, 100 % are needed.\n" },
    { "ppf ppp", "--fail-under 50 --required 'Test 2'", 0, "" },
    { "pc", "--fail-under 60", 5, "1 of 2 runs passed, 60 % are needed.\n" },
    { "ppie", "--fail-under 100", 3, "" },
    { "ff", "--fail-under 0", 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *command = g_strconcat (COMMAND, cases[i].options, NULL);
      g_auto (TestingCtlResult) result = { 0 };

      proctor_testing_server_reset (ctl->server);
      answer (ctl, "POST", RUN, cases[i].words);
      result = testing_ctl_run (ctl, command);
      g_assert_cmpint (result.status, ==, cases[i].status);
      g_assert_cmpstr (result.errors, ==, cases[i].said);
    }
}

/* What is printed where there is no terminal stays as it is, because scripts read it. */
static void
test_table (TestingCtl *ctl,
            gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  answer (ctl, "POST", RUN, "pppf e pp");
  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpstr (result.output, ==,
                   "inv_1\n"
                   "passed: Test 1 (1 of 4)\n"
                   "passed: Test 1 (2 of 4)\n"
                   "passed: Test 1 (3 of 4)\n"
                   "failed: Test 1 (4 of 4): Rude.\n"
                   "error: Test 2: no verdict\n"
                   "passed: Test 3 (1 of 2)\n"
                   "passed: Test 3 (2 of 2)\n"
                   "\n"
                   "Test 1  3/4  30–95 %   failed  12 s  $1.0000  Rude.\n"
                   "Test 2  0/1  -         error   12 s  $0.2500  -\n"
                   "Test 3  2/2  34–100 %  passed  12 s  $0.5000  -\n"
                   "\n"
                   "5 passed, 1 failed, 1 error\n");
}

static void
test_quiet (TestingCtl *ctl,
            gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  answer (ctl, "POST", RUN, "pf");
  result = testing_ctl_run (ctl, COMMAND "--quiet");
  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpstr (result.output, ==, "inv_1\n1 passed, 1 failed\n");
}

static void
assert_begins (const char *path,
               const char *beginning)
{
  g_autofree char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_nonnull (contents);
  g_assert_true (g_str_has_prefix (contents, beginning));
  g_unlink (path);
}

static void
test_reports (TestingCtl *ctl,
              gconstpointer user_data)
{
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *junit = g_build_filename (folder, "a.xml", NULL);
  g_autofree char *html = g_build_filename (folder, "a=b.html", NULL);
  g_autofree char *markdown = g_build_filename (folder, "a.md", NULL);
  g_autofree char *command = g_strdup_printf (COMMAND "--quiet --report junit=%s --report html=%s --report MD=%s --report markdown=-", junit, html, markdown);
  g_autofree char *blocked = g_strdup_printf ("runs export inv_1 --report json=%s", folder);
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) exported = { 0 };
  g_auto (TestingCtlResult) unwritable = { 0 };
  g_autoptr (JsonNode) node = NULL;

  answer (ctl, "POST", RUN, "pf");
  result = testing_ctl_run (ctl, command);
  g_assert_cmpint (result.status, ==, 1);
  testing_ctl_assert_contains (result.output, "❌ | Test 1 | 1/2");
  testing_ctl_assert_contains (result.output, "\n1 passed, 1 failed\n");
  assert_begins (junit, "<?xml ");
  assert_begins (html, "<!DOCTYPE html>");
  assert_begins (markdown, "## ");

  testing_ctl_answer (ctl, "GET", "/v1/convai/agents/agent_1", 0, "{\"agent_id\":\"agent_1\",\"name\":\"Clerk\",\"conversation_config\":{}}");
  answer (ctl, "GET", RUNS "/inv_1", "pw");
  exported = testing_ctl_run (ctl, "runs export inv_1 --report json=-");
  g_assert_cmpint (exported.status, ==, 0);
  node = testing_ctl_parse (&exported);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (json_node_get_object (node), "counts"), "pending"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (json_node_get_object (node), "invocation"), "agent_name"), ==, "Clerk");

  answer (ctl, "GET", RUNS "/inv_1", "p");
  unwritable = testing_ctl_run (ctl, blocked);
  g_assert_cmpint (unwritable.status, ==, 4);
  testing_ctl_assert_contains (unwritable.errors, "The report can't be written: ");
  proctor_testing_remove_folder (folder);
}

static void
test_watch (TestingCtl *ctl,
            gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) missing = { 0 };
  g_auto (TestingCtlResult) cancel = { 0 };

  answer (ctl, "GET", RUNS "/inv_1", "pw");
  answer (ctl, "GET", RUNS "/inv_1", "pf");
  result = testing_ctl_run (ctl, "watch inv_1");
  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpstr (result.output, ==,
                   "passed: Test 1 (1 of 2)\n"
                   "failed: Test 1 (2 of 2): Rude.\n"
                   "\n"
                   "Test 1  1/2  9–91 %  failed  12 s  $0.5000  Rude.\n"
                   "\n"
                   "1 passed, 1 failed\n");

  testing_ctl_answer (ctl, "GET", RUNS "/inv_0", 404, "{\"detail\":{\"status\":\"not_found\",\"message\":\"No such invocation.\"}}");
  missing = testing_ctl_run (ctl, "watch inv_0");
  g_assert_cmpint (missing.status, ==, 4);
  testing_ctl_assert_contains (missing.errors, "There are no runs with the id “inv_0”");

  proctor_testing_server_reset (ctl->server);
  answer (ctl, "GET", RUNS "/inv_1", "w");
  testing_ctl_answer (ctl, "POST", RUNS "/inv_1/cancel", 0, "{}");
  cancel = testing_ctl_run (ctl, "cancel inv_1");
  g_assert_cmpint (cancel.status, ==, 0);
  g_assert_cmpstr (cancel.errors, ==, "What had not ended was cancelled.\n");
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

  add ("/proctorctl-results/thresholds", test_thresholds);
  add ("/proctorctl-results/table", test_table);
  add ("/proctorctl-results/quiet", test_quiet);
  add ("/proctorctl-results/reports", test_reports);
  add ("/proctorctl-results/watch", test_watch);

  return g_test_run ();
}
