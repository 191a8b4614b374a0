/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* proctorctl has the runs of a server judged again by the real engine, whose model says what it is told to. */

#define RUNS "/v1/convai/test-invocations/inv_1"
#define CHAT "/v1/chat/completions"
#define VERDICT(verdict) "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"reasoning\\\":\\\"It is " verdict ".\\\",\\\"evidence\\\":[],\\\"verdict\\\":\\\"" verdict "\\\"}\"}}]}"
#define HEAD "\"test_invocation_id\":\"inv_1\",\"agent_id\":\"agent_1\",\"test_id\":\"test_1\",\"last_updated_at_unix\":1760000000,"
#define SAID "\"agent_responses\":[{\"role\":\"agent\",\"time_in_call_secs\":0,\"message\":\"Good day!\"}]"
#define LLM "\"test_info\":{\"type\":\"llm\",\"success_condition\":\"It greets “politely”.\",\"chat_history\":[]}"
#define RESULT(result) "\"condition_result\":{\"result\":\"" result "\",\"rationale\":{\"messages\":[],\"summary\":\"\"}}"
#define PASSED "{\"test_run_id\":\"run_1\",\"test_name\":\"Greets\",\"status\":\"passed\"," HEAD LLM "," SAID "," RESULT ("success") "}"
#define FAILED "{\"test_run_id\":\"run_2\",\"test_name\":\"Greets again\",\"status\":\"failed\"," HEAD LLM "," SAID "," RESULT ("failure") "}"
#define TOOL "{\"test_run_id\":\"run_3\",\"test_name\":\"Calls\",\"status\":\"passed\"," HEAD "\"test_info\":{\"type\":\"tool\",\"chat_history\":[]}," SAID "," RESULT ("success") "}"
#define ALL(runs) "{\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"repeat_count\":1,\"test_runs\":[" runs "]}"

typedef struct
{
  TestingCtl ctl;
  ProctorTestingServer *models;
  char *folder;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer user_data)
{
  const ProctorTestingAnswer list = { .body = "{\"data\":[{\"id\":\"tiny\"}]}" };
  g_autofree char *data = NULL;
  g_autofree char *runtime = NULL;
  g_autofree char *engine = NULL;
  g_autofree char *script = NULL;
  g_autoptr (GError) error = NULL;

  testing_ctl_set_up (&self->ctl, user_data);
  self->models = proctor_testing_server_new ();
  proctor_testing_server_answer (self->models, "GET", "/v1/models", &list);
  /* A socket's path has to be short. */
  self->folder = g_dir_make_tmp ("j-XXXXXX", &error);
  g_assert_no_error (error);
  data = g_build_filename (self->folder, "data", NULL);
  runtime = g_build_filename (self->folder, "run", NULL);
  engine = g_build_filename (self->folder, "engine", NULL);
  g_assert_cmpint (g_mkdir (runtime, 0700), ==, 0);
  script = g_strdup_printf ("#!/bin/sh\nexec '%s' --model-url %s/v1 --model tiny \"$@\"\n", g_getenv ("PROCTOR_TEST_ENGINE"), proctor_testing_server_get_url (self->models));
  g_assert_true (g_file_set_contents (engine, script, -1, NULL));
  g_assert_cmpint (g_chmod (engine, 0700), ==, 0);
  testing_ctl_set (&self->ctl, "HOME", self->folder);
  testing_ctl_set (&self->ctl, "XDG_DATA_HOME", data);
  testing_ctl_set (&self->ctl, "XDG_CACHE_HOME", self->folder);
  testing_ctl_set (&self->ctl, "XDG_RUNTIME_DIR", runtime);
  testing_ctl_set (&self->ctl, "PROCTOR_ENGINE", engine);
}

static void
tear_down (Fixture *self,
           gconstpointer user_data)
{
  g_auto (TestingCtlResult) stopped = testing_ctl_run (&self->ctl, "engine stop");

  g_assert_cmpint (stopped.status, ==, 0);
  g_clear_object (&self->models);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  testing_ctl_tear_down (&self->ctl, user_data);
}

static void
answer (Fixture *self,
        const char *verdict)
{
  const ProctorTestingAnswer reply = { .body = verdict };

  proctor_testing_server_answer (self->models, "POST", CHAT, &reply);
}

/* What most votes say stands beside what the server said. */
static void
test_votes (Fixture *self,
            gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (&self->ctl, "GET", RUNS, 200, ALL (PASSED "," FAILED "," TOOL));
  answer (self, VERDICT ("success"));
  answer (self, VERDICT ("failure"));
  answer (self, VERDICT ("success"));
  result = testing_ctl_run (&self->ctl, "judge inv_1");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==,
                   "passed (by the server: passed): Greets\n"
                   "  Vote 1: passed\n    It is success.\n  Vote 2: failed\n    It is failure.\n  Vote 3: passed\n    It is success.\n"
                   "passed (by the server: failed): Greets again\n"
                   "  Vote 1: passed\n    It is success.\n  Vote 2: passed\n    It is success.\n  Vote 3: passed\n    It is success.\n"
                   "\n1 of 2 runs are judged as by the server\n");
  testing_ctl_assert_contains (result.errors, "Calls: A tool test is not judged by a model");
}

static void
test_json (Fixture *self,
           gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *run;

  testing_ctl_answer (&self->ctl, "GET", RUNS, 200, ALL (PASSED "," FAILED));
  answer (self, VERDICT ("failure"));
  result = testing_ctl_run (&self->ctl, "judge -n 5 -f inv_1 --json");
  g_assert_cmpint (result.status, ==, 1);
  node = testing_ctl_parse (&result);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  run = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (run, "test_run_id"), ==, "run_2");
  g_assert_cmpstr (json_object_get_string_member (run, "server"), ==, "failed");
  g_assert_cmpstr (json_object_get_string_member (run, "result"), ==, "failed");
  g_assert_cmpstr (json_object_get_string_member (run, "judge"), ==, "openai");
  g_assert_cmpstr (json_object_get_string_member (run, "model"), ==, "tiny");
  g_assert_cmpint (json_object_get_int_member (run, "agreeing"), ==, 5);
  g_assert_true (json_object_get_null_member (run, "problem"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (run, "votes")), ==, 5);
}

/* Who names a run gets that one, and hears that it isn't there. */
static void
test_choice (Fixture *self,
             gconstpointer user_data)
{
  g_auto (TestingCtlResult) one = { 0 };
  g_auto (TestingCtlResult) tool = { 0 };
  g_auto (TestingCtlResult) other = { 0 };
  g_auto (TestingCtlResult) none = { 0 };
  g_auto (TestingCtlResult) missing = { 0 };

  testing_ctl_answer (&self->ctl, "GET", RUNS, 200, ALL (PASSED "," TOOL));
  testing_ctl_answer (&self->ctl, "GET", "/v1/convai/test-invocations/inv_2", 404, "{\"detail\":\"No\"}");
  answer (self, VERDICT ("unknown"));
  one = testing_ctl_run (&self->ctl, "judge inv_1 --run run_1 --votes 1");
  g_assert_cmpint (one.status, ==, 3);
  testing_ctl_assert_contains (one.output, "inconclusive (by the server: passed): Greets\n");
  tool = testing_ctl_run (&self->ctl, "judge inv_1 -r run_3");
  g_assert_cmpint (tool.status, ==, 3);
  other = testing_ctl_run (&self->ctl, "judge inv_1 --run run_9");
  g_assert_cmpint (other.status, ==, 4);
  testing_ctl_assert_contains (other.errors, "“run_9”");
  none = testing_ctl_run (&self->ctl, "judge inv_1 --failed");
  g_assert_cmpint (none.status, ==, 0);
  testing_ctl_assert_contains (none.errors, "There are no such runs.");
  missing = testing_ctl_run (&self->ctl, "judge inv_2");
  g_assert_cmpint (missing.status, ==, 4);
  testing_ctl_assert_contains (missing.errors, "“inv_2”");
}

/* Without a model nobody judges, unless comparing words will do. */
static void
test_no_model (Fixture *self,
               gconstpointer user_data)
{
  g_auto (TestingCtlResult) none = { 0 };
  g_auto (TestingCtlResult) builtin = { 0 };

  testing_ctl_set (&self->ctl, "PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"));
  testing_ctl_answer (&self->ctl, "GET", RUNS, 200, ALL (PASSED));
  none = testing_ctl_run (&self->ctl, "judge inv_1");
  g_assert_cmpint (none.status, ==, 4);
  g_assert_cmpstr (none.output, ==, "");
  testing_ctl_assert_contains (none.errors, "No model is set up");
  testing_ctl_assert_contains (none.errors, "--builtin");
  builtin = testing_ctl_run (&self->ctl, "judge inv_1 --builtin -n 1");
  g_assert_cmpint (builtin.status, ==, 1);
  testing_ctl_assert_contains (builtin.output, "built-in judge's verdict, which only compares words");
}

/* A model that doesn't want to, one that never answers, and an engine that isn't there. */
static void
test_troubles (Fixture *self,
               gconstpointer user_data)
{
  const ProctorTestingAnswer refusal = { .status = 401, .body = "{}" };
  const ProctorTestingAnswer stall = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_auto (TestingCtlResult) cut_short = { 0 };
  g_auto (TestingCtlResult) refused = { 0 };
  g_auto (TestingCtlResult) late = { 0 };
  g_auto (TestingCtlResult) away = { 0 };

  testing_ctl_answer (&self->ctl, "GET", RUNS, 200, ALL (PASSED));
  answer (self, VERDICT ("success"));
  proctor_testing_server_answer (self->models, "POST", CHAT, &refusal);
  cut_short = testing_ctl_run (&self->ctl, "judge inv_1");
  g_assert_cmpint (cut_short.status, ==, 3);
  testing_ctl_assert_contains (cut_short.output, "  Vote 1: passed\n");
  testing_ctl_assert_contains (cut_short.errors, "key");
  refused = testing_ctl_run (&self->ctl, "judge inv_1");
  g_assert_cmpint (refused.status, ==, 4);
  testing_ctl_assert_contains (refused.errors, "Greets: ");

  proctor_testing_server_reset (self->models);
  proctor_testing_server_answer (self->models, "POST", CHAT, &stall);
  late = testing_ctl_run (&self->ctl, "judge inv_1 -t 1");
  g_assert_cmpint (late.status, ==, 5);
  testing_ctl_assert_contains (late.errors, "The time is up.");

  testing_ctl_set (&self->ctl, "PROCTOR_ENGINE", "/there/is/nothing");
  testing_ctl_set (&self->ctl, "XDG_DATA_HOME", "/there/is/nothing/either");
  away = testing_ctl_run (&self->ctl, "judge inv_1");
  g_assert_cmpint (away.status, ==, 4);
  g_assert_cmpstr (away.output, ==, "");
}

static gboolean
is_asked (gpointer user_data)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (user_data);

  for (guint i = 0; i < requests->len; i++)
    {
      if (strstr (((const ProctorTestingRequest *) requests->pdata[i])->path, "chat") != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_interrupted (Fixture *self,
                  gconstpointer user_data)
{
  const ProctorTestingAnswer stall = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_auto (TestingCtlResult) result = { 0 };
  GSubprocess *process;

  testing_ctl_answer (&self->ctl, "GET", RUNS, 200, ALL (PASSED));
  proctor_testing_server_answer (self->models, "POST", CHAT, &stall);
  process = testing_ctl_spawn (&self->ctl, "judge inv_1");
  proctor_testing_wait_for ("a question", is_asked, self->models);
  g_subprocess_send_signal (process, SIGINT);
  result = testing_ctl_finish (process);
  g_assert_cmpint (result.status, ==, 130);
}

static void
test_help (Fixture *self,
           gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = testing_ctl_run (&self->ctl, "judge --help");

  g_assert_cmpint (result.status, ==, 0);
  testing_ctl_assert_contains (result.output, "-n, --votes=N");
  testing_ctl_assert_contains (result.output, "Examples:\n  proctorctl judge invocation_1 --failed\n");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define add(name, test) g_test_add ("/proctorctl/judge/" name, Fixture, NULL, set_up, test, tear_down)
  add ("votes", test_votes);
  add ("json", test_json);
  add ("choice", test_choice);
  add ("no-model", test_no_model);
  add ("troubles", test_troubles);
  add ("interrupted", test_interrupted);
  add ("help", test_help);
#undef add

  return g_test_run ();
}
