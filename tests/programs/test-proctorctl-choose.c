/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <string.h>

/* proctorctl run: which tests, on which agent, and with what. */

#define TESTS "/v1/convai/agent-testing"
#define AGENTS "/v1/convai/agents"
#define RUNS "/v1/convai/test-invocations"
#define RUN AGENTS "/agent_1/run-tests"
#define INVOCATION(letters) "{\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"branch_id\":\"branch_1\",\"test_runs\":[" letters "]}"
#define PASSED(id) "{\"test_run_id\":\"" id "\",\"test_id\":\"test_1\",\"status\":\"passed\",\"condition_result\":{\"result\":\"success\"}}"
#define FAILED(id) "{\"test_run_id\":\"" id "\",\"test_id\":\"test_1\",\"status\":\"failed\",\"condition_result\":{\"result\":\"failure\"}}"
#define MISSING "{\"detail\":{\"status\":\"not_found\",\"message\":\"No such thing.\"}}"
#define FOLDER(id, name) "{\"id\":\"" id "\",\"name\":\"" name "\",\"type\":\"folder\",\"entity_type\":\"folder\",\"created_at_unix_secs\":1,\"last_updated_at_unix_secs\":1}"

/* What was sent last. */
static char *
dup_body (TestingCtl *ctl,
          const char *path)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (ctl->server);

  for (guint i = requests->len; i-- > 0;)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      if (g_str_equal (request->method, "POST") && g_str_equal (request->path, path))
        return g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
    }

  g_error ("%s was not asked.", path);
}

static void
assert_sent (TestingCtl *ctl,
             const char *expected)
{
  g_autofree char *body = dup_body (ctl, RUN);

  g_assert_cmpstr (body, ==, expected);
}

static void
test_match (TestingCtl *ctl,
            gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) none = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[" TESTING_CTL_ROW ("test_1", "llm", "Refund by card") "," TESTING_CTL_ROW ("test_2", "llm", "Greets") "," TESTING_CTL_ROW ("test_3", "tool", "REFUND late") "," FOLDER ("folder_1", "Refunds") "],\"has_more\":false}");
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  result = testing_ctl_run (ctl, "run --agent agent_1 --match 'refund*' --no-wait");
  g_assert_cmpint (result.status, ==, 0);
  assert_sent (ctl, "{\"tests\":[{\"test_id\":\"test_1\"},{\"test_id\":\"test_3\"}]}");

  none = testing_ctl_run (ctl, "run --agent agent_1 --match 'zzz' --no-wait");
  g_assert_cmpint (none.status, ==, 4);
  testing_ctl_assert_contains (none.errors, "There are no such tests.");
}

static void
answer_folder (TestingCtl *ctl,
               const char *rows)
{
  g_autofree char *body = g_strdup_printf ("{\"tests\":[%s],\"has_more\":false}", rows);

  testing_ctl_answer (ctl, "GET", TESTS, 0, body);
}

/* Folders with what is below them; a test that is named, too, is run once. */
static void
test_folder (TestingCtl *ctl,
             gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) missing = { 0 };
  g_autoptr (GPtrArray) requests = NULL;

  answer_folder (ctl, TESTING_CTL_ROW ("test_1", "llm", "A") "," FOLDER ("folder_2", "Below"));
  answer_folder (ctl, TESTING_CTL_ROW ("test_2", "llm", "B"));
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  result = testing_ctl_run (ctl, "run -a agent_1 -t test_2 -f folder_1 --no-wait");
  g_assert_cmpint (result.status, ==, 0);
  assert_sent (ctl, "{\"tests\":[{\"test_id\":\"test_2\"},{\"test_id\":\"test_1\"}]}");
  requests = proctor_testing_server_dup_requests (ctl->server);
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 0)->query, "parent_folder_id=folder_1");
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 1)->query, "parent_folder_id=folder_2");

  proctor_testing_server_reset (ctl->server);
  testing_ctl_answer (ctl, "GET", TESTS, 404, MISSING);
  missing = testing_ctl_run (ctl, "run --agent agent_1 --folder folder_9");
  g_assert_cmpint (missing.status, ==, 4);
  testing_ctl_assert_contains (missing.errors, "There is no folder with the id “folder_9”");
}

/* The agent's name does, too; nothing is begun before its id is known. */
static void
test_attached (TestingCtl *ctl,
               gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) missing = { 0 };

  testing_ctl_answer (ctl, "GET", AGENTS "/Clerk", 404, MISSING);
  testing_ctl_answer (ctl, "GET", AGENTS, 0, "{\"agents\":[{\"agent_id\":\"agent_1\",\"name\":\"clerk\",\"created_at_unix_secs\":1},{\"agent_id\":\"agent_2\",\"name\":\"Clerk 2\",\"created_at_unix_secs\":1}],\"has_more\":false}");
  testing_ctl_answer (ctl, "GET", AGENTS "/agent_1", 0, "{\"agent_id\":\"agent_1\",\"name\":\"clerk\",\"platform_settings\":{\"testing\":{\"attached_tests\":[{\"test_id\":\"test_1\"},{\"test_id\":\"folder_1\"}]}}}");
  testing_ctl_answer (ctl, "POST", TESTS "/summaries", 0, "{\"tests\":{\"test_1\":" TESTING_CTL_ROW ("test_1", "llm", "A") ",\"folder_1\":" FOLDER ("folder_1", "F") "}}");
  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[" TESTING_CTL_ROW ("test_5", "llm", "B") "],\"has_more\":false}");
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  result = testing_ctl_run (ctl, "run --agent Clerk --attached --no-wait");
  g_assert_cmpint (result.status, ==, 0);
  assert_sent (ctl, "{\"tests\":[{\"test_id\":\"test_1\"},{\"test_id\":\"test_5\"}]}");

  testing_ctl_answer (ctl, "GET", AGENTS "/Nobody", 404, MISSING);
  missing = testing_ctl_run (ctl, "run --agent Nobody --attached");
  g_assert_cmpint (missing.status, ==, 4);
  testing_ctl_assert_contains (missing.errors, "There is no agent with the id or name “Nobody”");
}

/* Names are looked up only where there is no such id. */
static void
test_names (TestingCtl *ctl,
            gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_autofree char *body = NULL;

  testing_ctl_answer (ctl, "POST", AGENTS "/Clerk/run-tests", 404, MISSING);
  testing_ctl_answer (ctl, "GET", AGENTS, 0, "{\"agents\":[{\"agent_id\":\"agent_1\",\"name\":\"Clerk\",\"created_at_unix_secs\":1}],\"has_more\":false}");
  testing_ctl_answer (ctl, "GET", AGENTS "/agent_1/branches", 0, "{\"results\":[{\"id\":\"branch_1\",\"name\":\"Draft\",\"agent_id\":\"agent_1\"}]}");
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  result = testing_ctl_run (ctl, "run --agent Clerk --test test_1 --branch draft");
  g_assert_cmpint (result.status, ==, 0);
  assert_sent (ctl, "{\"tests\":[{\"test_id\":\"test_1\"}],\"branch_id\":\"branch_1\"}");
  body = dup_body (ctl, AGENTS "/Clerk/run-tests");
  g_assert_nonnull (body);
}

static void
test_override (TestingCtl *ctl,
               gconstpointer user_data)
{
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *good = g_build_filename (folder, "good.json", NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.json", NULL);
  g_autofree char *command = g_strdup_printf ("run --agent agent_1 --test test_1 --no-wait --override %s --var city=Oslo --var n=3 --var 'empty='", good);
  g_autofree char *wrong = g_strdup_printf ("run --agent agent_1 --test test_1 --override %s", bad);
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) refused = { 0 };
  g_auto (TestingCtlResult) nameless = { 0 };

  g_file_set_contents (good, "{\"conversation_config\":{},\"platform_settings\":{}}", -1, NULL);
  g_file_set_contents (bad, "{\"conversation_config\":{}}", -1, NULL);
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  result = testing_ctl_run (ctl, command);
  g_assert_cmpint (result.status, ==, 0);
  assert_sent (ctl, "{\"tests\":[{\"test_id\":\"test_1\"}],\"agent_config_override\":{\"conversation_config\":{\"agent\":{\"dynamic_variables\":{\"dynamic_variable_placeholders\":"
                    "{\"city\":\"Oslo\",\"n\":3,\"empty\":\"\"}}}},\"platform_settings\":{}}}");

  refused = testing_ctl_run (ctl, wrong);
  g_assert_cmpint (refused.status, ==, 2);
  testing_ctl_assert_contains (refused.errors, "“platform_settings” is missing.");
  nameless = testing_ctl_run (ctl, "run --agent agent_1 --test test_1 --var =x");
  g_assert_cmpint (nameless.status, ==, 2);
  proctor_testing_remove_folder (folder);
}

/* Without a file the agent's own configuration is what is begun with. */
static void
test_variables (TestingCtl *ctl,
                gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_autofree char *body = NULL;

  testing_ctl_answer (ctl, "GET", AGENTS "/agent_1", 0, "{\"agent_id\":\"agent_1\",\"name\":\"Clerk\",\"conversation_config\":{\"agent\":{\"first_message\":\"Hi\"}}}");
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  result = testing_ctl_run (ctl, "run --agent agent_1 --test test_1 --no-wait --var city=Oslo");
  g_assert_cmpint (result.status, ==, 0);
  body = dup_body (ctl, RUN);
  testing_ctl_assert_contains (body, "\"first_message\":\"Hi\"");
  testing_ctl_assert_contains (body, "\"dynamic_variable_placeholders\":{\"city\":\"Oslo\"}");
  testing_ctl_assert_contains (body, "\"platform_settings\":{}");
}

static void
test_until_fail (TestingCtl *ctl,
                 gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) lucky = { 0 };

  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (FAILED ("run_1")));
  result = testing_ctl_run (ctl, "run --agent agent_1 --test test_1 --quiet --until-fail 10");
  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpuint (testing_ctl_count (ctl, "POST", RUN), ==, 3);

  proctor_testing_server_reset (ctl->server);
  testing_ctl_answer (ctl, "POST", RUN, 0, INVOCATION (PASSED ("run_1")));
  lucky = testing_ctl_run (ctl, "run --agent agent_1 --test test_1 --quiet --until-fail 2");
  g_assert_cmpint (lucky.status, ==, 0);
}

static void
test_rerun (TestingCtl *ctl,
            gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) none = { 0 };
  g_autofree char *body = NULL;

  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 0, INVOCATION (PASSED ("run_1") "," FAILED ("run_2")));
  testing_ctl_answer (ctl, "POST", RUNS "/inv_1/resubmit", 0, "{}");
  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 0, INVOCATION (PASSED ("run_1") "," PASSED ("run_3")));
  result = testing_ctl_run (ctl, "rerun inv_1 --failed --quiet");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "2 passed\n");
  g_assert_cmpstr (result.errors, ==, "1 run is run again.\n");
  body = dup_body (ctl, RUNS "/inv_1/resubmit");
  g_assert_cmpstr (body, ==, "{\"test_run_ids\":[\"run_2\"],\"agent_id\":\"agent_1\",\"branch_id\":\"branch_1\"}");

  none = testing_ctl_run (ctl, "rerun inv_1 --errors");
  g_assert_cmpint (none.status, ==, 0);
  g_assert_cmpstr (none.errors, ==, "There are no such runs.\n");
  g_assert_cmpuint (testing_ctl_count (ctl, "POST", RUNS "/inv_1/resubmit"), ==, 1);
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

  add ("/proctorctl-choose/match", test_match);
  add ("/proctorctl-choose/folder", test_folder);
  add ("/proctorctl-choose/attached", test_attached);
  add ("/proctorctl-choose/names", test_names);
  add ("/proctorctl-choose/override", test_override);
  add ("/proctorctl-choose/variables", test_variables);
  add ("/proctorctl-choose/until-fail", test_until_fail);
  add ("/proctorctl-choose/rerun", test_rerun);

  return g_test_run ();
}
