/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <signal.h>
#include <string.h>

/* proctorctl run: what begins runs, follows them, and counts them. */

#define RUN "/v1/convai/agents/agent_1/run-tests"
#define RUNS "/v1/convai/test-invocations"
#define COMMAND "run --agent agent_1 --test test_1"

/* An invocation with a run for each letter: passed, failed, error, inconclusive, cancelled, waiting,
 * and something that is not known yet. */
static char *
make_invocation (const char *id,
                 const char *letters)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "{\"id\":\"%s\",\"agent_id\":\"agent_1\",\"test_runs\":[", id);
  for (gsize i = 0; letters[i] != '\0'; i++)
    {
      const char *verdict = "\"pending\"";

      if (letters[i] == 'p')
        verdict = "\"passed\",\"condition_result\":{\"result\":\"success\"}";
      else if (letters[i] == 'f')
        verdict = "\"failed\",\"condition_result\":{\"result\":\"failure\",\"rationale\":{\"summary\":\"It was\\nrude.\",\"messages\":[\"It shouted.\"]}}";
      else if (letters[i] == 'e')
        verdict = "\"failed\"";
      else if (letters[i] == 'i')
        verdict = "\"failed\",\"condition_result\":{\"result\":\"unknown\"}";
      else if (letters[i] == 'c')
        verdict = "\"cancelled\"";
      else if (letters[i] == 'u')
        verdict = "\"thinking\"";
      g_string_append_printf (text, "%s{\"test_run_id\":\"run_%" G_GSIZE_FORMAT "\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"status\":%s}", i > 0 ? "," : "", i, verdict);
    }
  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

static void
answer_invocation (TestingCtl *ctl,
                   const char *method,
                   const char *path,
                   const char *id,
                   const char *letters)
{
  g_autofree char *body = make_invocation (id, letters);

  testing_ctl_answer (ctl, method, path, 0, body);
}

static void
test_follow (TestingCtl *ctl,
             gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  answer_invocation (ctl, "POST", RUN, "inv_1", "www");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "wpw");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "ppf");
  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpstr (result.errors, ==, "");
  g_assert_cmpstr (result.output, ==,
                   "inv_1\n"
                   "passed: Greets (2 of 3)\n"
                   "passed: Greets (1 of 3)\n"
                   "failed: Greets (3 of 3): It was rude.\n"
                   "  It shouted.\n"
                   "\n"
                   "Greets  2/3  21–94 %  failed  -  -  It was rude.\n"
                   "\n"
                   "2 passed, 1 failed\n");
  g_assert_cmpuint (testing_ctl_count (ctl, "POST", RUN), ==, 1);
  g_assert_cmpuint (testing_ctl_count (ctl, "GET", RUNS "/inv_1"), ==, 2);
}

static void
test_json (TestingCtl *ctl,
           gconstpointer user_data)
{
  g_autofree char *expected = make_invocation ("inv_1", "p");
  g_auto (TestingCtlResult) result = { 0 };

  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "p");
  result = testing_ctl_run (ctl, COMMAND " --json");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (g_strchomp (result.output), ==, expected);
  g_assert_cmpstr (result.errors, ==, "inv_1\n");
}

static void
test_statuses (TestingCtl *ctl,
               gconstpointer user_data)
{
  static const struct
  {
    const char *letters;
    int status;
    const char *summary;
  } cases[] = {
    { "pp", 0, "2 passed\n" },
    { "pf", 1, "1 passed, 1 failed\n" },
    { "pi", 3, "1 passed, 1 inconclusive\n" },
    { "pe", 3, "1 passed, 1 error\n" },
    { "pc", 5, "1 passed, 1 cancelled\n" },
    { "ppfeeic", 1, "2 passed, 1 failed, 2 errors, 1 inconclusive, 1 cancelled\n" },
    { "", 3, "no runs\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TestingCtlResult) result = { 0 };

      proctor_testing_server_reset (ctl->server);
      answer_invocation (ctl, "POST", RUN, "inv_1", cases[i].letters);
      result = testing_ctl_run (ctl, COMMAND);
      g_assert_cmpint (result.status, ==, cases[i].status);
      g_assert_true (g_str_has_suffix (result.output, cases[i].summary));
    }
}

static void
test_request (TestingCtl *ctl,
              gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_autoptr (GPtrArray) requests = NULL;
  const ProctorTestingRequest *request;
  g_autofree char *body = NULL;

  answer_invocation (ctl, "POST", RUN, "inv_1", "www");
  result = testing_ctl_run (ctl, COMMAND " --test test_2 --branch branch_1 --repeat 3 --no-wait");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "inv_1\n");

  requests = proctor_testing_server_dup_requests (ctl->server);
  g_assert_cmpuint (requests->len, ==, 1);
  request = g_ptr_array_index (requests, 0);
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_cmpstr (body, ==, "{\"tests\":[{\"test_id\":\"test_1\"},{\"test_id\":\"test_2\"}],\"branch_id\":\"branch_1\",\"repeat_count\":3}");
}

static void
test_refused (TestingCtl *ctl,
              gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "POST", RUN, 422, "{\"detail\":[{\"loc\":[\"body\",\"tests\",0],\"msg\":\"no such test\",\"type\":\"value_error\"}]}");
  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 4);
  g_assert_cmpstr (result.output, ==, "");
  testing_ctl_assert_contains (result.errors, "no such test");
  g_assert_cmpuint (proctor_testing_server_count_requests (ctl->server), ==, 1);
}

/* What goes wrong for a moment is tried again by the client, and what stays wrong ends the waiting
 * but not the runs. */
static void
test_trouble (TestingCtl *ctl,
              gconstpointer user_data)
{
  g_auto (TestingCtlResult) passing = { 0 };
  g_auto (TestingCtlResult) lasting = { 0 };

  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 0, NULL);
  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 503, "{}");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "p");
  passing = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (passing.status, ==, 0);
  g_assert_cmpstr (passing.errors, ==, "");

  proctor_testing_server_reset (ctl->server);
  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 403, "{\"detail\":{\"message\":\"Not any more.\"}}");
  lasting = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (lasting.status, ==, 4);
  g_assert_cmpstr (lasting.output, ==, "inv_1\n");
  testing_ctl_assert_contains (lasting.errors, "proctorctl watch inv_1");
}

/* A server that is away for longer than the client tries is waited for. */
static void
test_outage (TestingCtl *ctl,
             gconstpointer user_data)
{
  const char *const headers[] = { "retry-after-ms", "1", NULL };
  const ProctorTestingAnswer busy = { .status = 503, .headers = headers, .body = "{}" };
  g_auto (TestingCtlResult) result = { 0 };

  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  for (guint i = 0; i < 9; i++)
    proctor_testing_server_answer (ctl->server, "GET", RUNS "/inv_1", &busy);
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "p");

  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "inv_1\npassed: Greets\n\nGreets  1/1  -  passed  -  -  -\n\n1 passed\n");
  testing_ctl_assert_contains (result.errors, "It is tried again for ten minutes.\n");
  g_assert_true (strstr (result.errors, "tried again") == g_strrstr (result.errors, "tried again"));
}

static void
test_gone (TestingCtl *ctl,
           gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 404, "{\"detail\":{\"status\":\"not_found\",\"message\":\"Not found.\"}}");
  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 4);
  g_assert_null (strstr (result.errors, "The runs go on."));
}

static void
test_unknown_status (TestingCtl *ctl,
                     gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  answer_invocation (ctl, "POST", RUN, "inv_1", "uuw");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "ppu");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "ppp");
  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.errors, ==, "A run has the status “thinking”, which this version doesn't know. It is waited for.\n");
}

static void
test_timeout (TestingCtl *ctl,
              gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "w");
  result = testing_ctl_run (ctl, COMMAND " --timeout 1");
  g_assert_cmpint (result.status, ==, 5);
  g_assert_cmpstr (result.output, ==, "inv_1\n");
  g_assert_cmpstr (result.errors, ==, "The time is up.\nThe runs go on. This waits for them: proctorctl watch inv_1\n");
}

/* The id is what the runs can be found by. */
static void
test_full (TestingCtl *ctl,
           gconstpointer user_data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;

  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  g_subprocess_launcher_set_environ (launcher, ctl->environment);
  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PROCTOR_TEST_PROGRAM"), "run", "--agent=agent_1", "--test=test_1", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 4);
  testing_ctl_assert_contains (errors, "proctorctl watch inv_1\n");
}

static void
answer_list (TestingCtl *ctl,
             guint n)
{
  g_autoptr (GString) list = g_string_new ("{\"results\":[");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (list,
                            "%s{\"id\":\"inv_%u\",\"title\":\"Greets\",\"agent_id\":\"agent_1\",\"created_at_unix_secs\":%" G_GINT64_FORMAT
                            ",\"test_run_count\":1,\"passed_count\":0,\"failed_count\":0,\"pending_count\":1}",
                            i > 0 ? "," : "", i, now);
  g_string_append (list, "],\"has_more\":false}");
  testing_ctl_answer (ctl, "GET", RUNS, 0, list->str);
}

static void
test_lost_found (TestingCtl *ctl,
                 gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "POST", RUN, 0, NULL);
  answer_list (ctl, 1);
  answer_invocation (ctl, "GET", RUNS "/inv_0", "inv_0", "p");
  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "inv_0\npassed: Greets\n\nGreets  1/1  -  passed  -  -  -\n\n1 passed\n");
  testing_ctl_assert_contains (result.errors, "exactly one");
  g_assert_cmpuint (testing_ctl_count (ctl, "POST", RUN), ==, 1);
}

static void
test_lost_none (TestingCtl *ctl,
                gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "POST", RUN, 502, "Bad Gateway");
  answer_list (ctl, 0);
  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 4);
  g_assert_cmpstr (result.output, ==, "");
  testing_ctl_assert_contains (result.errors, "No invocation with these tests was found");
  testing_ctl_assert_contains (result.errors, "Nothing was sent again.");
  g_assert_cmpuint (testing_ctl_count (ctl, "POST", RUN), ==, 1);
}

static void
test_lost_several (TestingCtl *ctl,
                   gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "POST", RUN, 0, NULL);
  answer_list (ctl, 2);
  answer_invocation (ctl, "GET", RUNS "/inv_0", "inv_0", "w");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "w");
  result = testing_ctl_run (ctl, COMMAND);
  g_assert_cmpint (result.status, ==, 4);
  g_assert_cmpstr (result.output, ==, "");
  testing_ctl_assert_contains (result.errors, "2 invocations have these tests, and any may be the one:\n  inv_0\n  inv_1\nNothing was sent again.");
  g_assert_cmpuint (testing_ctl_count (ctl, "POST", RUN), ==, 1);
}

/* Something between here and the server answers in its place. */
static void
test_lost_in_nonsense (TestingCtl *ctl,
                       gconstpointer user_data)
{
  const char *const bodies[] = { "<html>Log in first</html>", "{}", "[]", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_auto (TestingCtlResult) result = { 0 };

      proctor_testing_server_reset (ctl->server);
      testing_ctl_answer (ctl, "POST", RUN, 200, bodies[i]);
      answer_list (ctl, 1);
      answer_invocation (ctl, "GET", RUNS "/inv_0", "inv_0", "p");
      result = testing_ctl_run (ctl, COMMAND " --no-wait");
      g_assert_cmpint (result.status, ==, 0);
      g_assert_cmpstr (result.output, ==, "inv_0\n");
      g_assert_cmpuint (testing_ctl_count (ctl, "POST", RUN), ==, 1);
    }
}

typedef struct
{
  TestingCtl *ctl;
  const char *method;
  const char *path;
} Expected;

static gboolean
is_asked (gpointer user_data)
{
  const Expected *expected = user_data;

  return testing_ctl_count (expected->ctl, expected->method, expected->path) > 0;
}

static TestingCtlResult
interrupt (TestingCtl *ctl,
           const char *method,
           const char *path,
           int signal_number)
{
  Expected expected = { ctl, method, path };
  GSubprocess *process = testing_ctl_spawn (ctl, COMMAND);

  proctor_testing_wait_for ("proctorctl to ask", is_asked, &expected);
  g_subprocess_send_signal (process, signal_number);

  return testing_ctl_finish (process);
}

static void
test_interrupt (TestingCtl *ctl,
                gconstpointer user_data)
{
  const ProctorTestingAnswer silence = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_auto (TestingCtlResult) following = { 0 };
  g_auto (TestingCtlResult) asking = { 0 };
  g_auto (TestingCtlResult) beginning = { 0 };

  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "w");
  following = interrupt (ctl, "GET", RUNS "/inv_1", SIGINT);
  g_assert_cmpint (following.status, ==, 130);
  g_assert_cmpstr (following.output, ==, "inv_1\n");
  g_assert_cmpstr (following.errors, ==, "The runs go on. This waits for them: proctorctl watch inv_1\n");

  proctor_testing_server_reset (ctl->server);
  answer_invocation (ctl, "POST", RUN, "inv_1", "w");
  proctor_testing_server_answer (ctl->server, "GET", RUNS "/inv_1", &silence);
  asking = interrupt (ctl, "GET", RUNS "/inv_1", SIGINT);
  g_assert_cmpint (asking.status, ==, 130);
  g_assert_cmpstr (asking.errors, ==, following.errors);

  proctor_testing_server_reset (ctl->server);
  proctor_testing_server_answer (ctl->server, "POST", RUN, &silence);
  beginning = interrupt (ctl, "POST", RUN, SIGINT);
  g_assert_cmpint (beginning.status, ==, 130);
  g_assert_cmpstr (beginning.output, ==, "");
  testing_ctl_assert_contains (beginning.errors, "It is not known whether the tests were begun.");
}

static void
test_signals (TestingCtl *ctl,
              gconstpointer user_data)
{
  const struct
  {
    int number;
    int status;
  } signals[] = { { SIGHUP, 129 }, { SIGTERM, 143 } };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_auto (TestingCtlResult) result = { 0 };

      proctor_testing_server_reset (ctl->server);
      answer_invocation (ctl, "POST", RUN, "inv_1", "w");
      answer_invocation (ctl, "GET", RUNS "/inv_1", "inv_1", "w");
      result = interrupt (ctl, "GET", RUNS "/inv_1", signals[i].number);
      g_assert_cmpint (result.status, ==, signals[i].status);
      g_assert_cmpstr (result.errors, ==, "The runs go on. This waits for them: proctorctl watch inv_1\n");
    }
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

  add ("/proctorctl-run/follow", test_follow);
  add ("/proctorctl-run/json", test_json);
  add ("/proctorctl-run/statuses", test_statuses);
  add ("/proctorctl-run/request", test_request);
  add ("/proctorctl-run/refused", test_refused);
  add ("/proctorctl-run/trouble", test_trouble);
  add ("/proctorctl-run/outage", test_outage);
  add ("/proctorctl-run/gone", test_gone);
  add ("/proctorctl-run/unknown-status", test_unknown_status);
  add ("/proctorctl-run/timeout", test_timeout);
  add ("/proctorctl-run/full", test_full);
  add ("/proctorctl-run/signals", test_signals);
  add ("/proctorctl-run/lost/found", test_lost_found);
  add ("/proctorctl-run/lost/none", test_lost_none);
  add ("/proctorctl-run/lost/several", test_lost_several);
  add ("/proctorctl-run/lost/in-nonsense", test_lost_in_nonsense);
  add ("/proctorctl-run/interrupt", test_interrupt);

  return g_test_run ();
}
