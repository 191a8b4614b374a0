/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <signal.h>
#include <string.h>

/* proctorctl as a shell sees it: what goes wrong, and what is said of it. */

#define TESTS "/v1/convai/agent-testing"
#define RUNS "/v1/convai/test-invocations"
#define AGENTS "/v1/convai/agents"

static void
test_no_key (TestingCtl *ctl,
             gconstpointer user_data)
{
  g_auto (TestingCtlResult) cloud = { 0 };
  g_auto (TestingCtlResult) custom = { 0 };
  g_auto (TestingCtlResult) bad = { 0 };
  g_auto (TestingCtlResult) other = { 0 };
  g_autoptr (GPtrArray) requests = NULL;

  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[],\"has_more\":false}");
  testing_ctl_set (ctl, "PROCTOR_API_KEY", "");
  testing_ctl_set (ctl, "ELEVENLABS_API_KEY", " " TESTING_CTL_KEY "\n");
  other = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (other.status, ==, 0);
  requests = proctor_testing_server_dup_requests (ctl->server);
  g_assert_cmpstr (proctor_testing_request_get_header (testing_ctl_get_request (requests, 0), "xi-api-key"), ==, TESTING_CTL_KEY);

  testing_ctl_set (ctl, "ELEVENLABS_API_KEY", TESTING_CTL_KEY "\nX-Other: 1");
  bad = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (bad.status, ==, 4);
  testing_ctl_assert_contains (bad.errors, "ELEVENLABS_API_KEY has something else in it");

  testing_ctl_set (ctl, "ELEVENLABS_API_KEY", NULL);
  testing_ctl_set (ctl, "PROCTOR_BASE_URL", NULL);
  cloud = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (cloud.status, ==, 4);
  g_assert_cmpstr (cloud.output, ==, "");
  testing_ctl_assert_contains (cloud.errors, "No API key: set PROCTOR_API_KEY.");

  testing_ctl_set (ctl, "PROCTOR_BASE_URL", proctor_testing_server_get_url (ctl->server));
  custom = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (custom.status, ==, 4);
  testing_ctl_assert_contains (custom.errors, "No API key: set PROCTOR_API_KEY.");
  g_assert_cmpuint (proctor_testing_server_count_requests (ctl->server), ==, 1);
}

static void
test_refused (TestingCtl *ctl,
              gconstpointer user_data)
{
  const char *const headers[] = { "x-request-id", "req_42", NULL };
  const ProctorTestingAnswer refused = { .status = 401, .headers = headers, .body = "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"Invalid API key " TESTING_CTL_KEY "\"}}" };
  const ProctorTestingAnswer conflict = { .status = 409, .body = "{\"detail\":{\"message\":\"Not with " TESTING_CTL_KEY ".\"}}" };
  g_auto (TestingCtlResult) key = { 0 };
  g_auto (TestingCtlResult) repeated = { 0 };
  g_auto (TestingCtlResult) missing = { 0 };
  g_auto (TestingCtlResult) invalid = { 0 };

  proctor_testing_server_answer (ctl->server, "GET", TESTS, &refused);
  key = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (key.status, ==, 4);
  g_assert_cmpstr (key.output, ==, "");
  g_assert_cmpstr (key.errors, ==,
                   "proctorctl tests list: The server doesn't accept the API key.\n"
                   "The key is from PROCTOR_API_KEY; check it, and that it belongs to this server.\n"
                   "Request ID: req_42\n");

  proctor_testing_server_answer (ctl->server, "GET", AGENTS, &conflict);
  repeated = testing_ctl_run (ctl, "agents list");
  g_assert_cmpint (repeated.status, ==, 4);
  testing_ctl_assert_contains (repeated.errors, "Not with ….");

  testing_ctl_answer (ctl, "GET", RUNS "/inv_0", 404, "{\"detail\":{\"status\":\"not_found\",\"message\":\"No such invocation.\"}}");
  missing = testing_ctl_run (ctl, "runs show inv_0");
  g_assert_cmpint (missing.status, ==, 4);
  testing_ctl_assert_contains (missing.errors, "There are no runs with the id “inv_0”, or this key can't see them.\nNo such invocation.\n");

  testing_ctl_answer (ctl, "GET", RUNS, 422, "{\"detail\":[{\"loc\":[\"query\",\"agent_id\"],\"msg\":\"not an agent\",\"type\":\"value_error\"}]}");
  invalid = testing_ctl_run (ctl, "runs list --agent x");
  g_assert_cmpint (invalid.status, ==, 4);
  testing_ctl_assert_contains (invalid.errors, "not an agent");
}

/* Not the whole of it, which the client's own tests look at. */
static void
test_nonsense (TestingCtl *ctl,
               gconstpointer user_data)
{
  g_auto (TestingCtlResult) page = { 0 };
  g_auto (TestingCtlResult) list = { 0 };
  g_auto (TestingCtlResult) body = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS, 0, "<html>");
  page = testing_ctl_run (ctl, "tests list --json");
  testing_ctl_assert_contains (page.errors, "Check the address in PROCTOR_BASE_URL.");
  g_assert_cmpint (page.status, ==, 4);
  g_assert_cmpstr (page.output, ==, "");

  testing_ctl_answer (ctl, "GET", AGENTS, 0, "[]");
  list = testing_ctl_run (ctl, "agents list");
  g_assert_cmpint (list.status, ==, 4);
  testing_ctl_assert_contains (list.errors, "$: expected an object, found a list");

  testing_ctl_answer (ctl, "GET", RUNS "/x", 0, "{\"test_runs\":[");
  body = testing_ctl_run (ctl, "runs show x --json");
  g_assert_cmpint (body.status, ==, 4);
  g_assert_cmpstr (body.output, ==, "");
}

static void
test_down (TestingCtl *ctl,
           gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) socket = { 0 };

  g_clear_object (&ctl->server);
  result = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (result.status, ==, 4);
  g_assert_cmpstr (result.output, ==, "");
  testing_ctl_assert_contains (result.errors, "Nothing answers at “127.0.0.1:");
  testing_ctl_assert_contains (result.errors, "”.\nCheck that the server is running");

  testing_ctl_set (ctl, "PROCTOR_BASE_URL", "unix:/nonexistent/engine.sock");
  socket = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (socket.status, ==, 4);
  testing_ctl_assert_contains (socket.errors, "Nothing answers at “/nonexistent/engine.sock”.");
}

/* Where the server is is said by a variable here, not by a connection's settings. */
static void
test_elsewhere (TestingCtl *ctl,
                gconstpointer user_data)
{
  const char *const away[] = { "Location", "https://example.com/elsewhere", NULL };
  const char *const round[] = { "Location", TESTS, NULL };
  g_auto (TestingCtlResult) moved = { 0 };
  g_auto (TestingCtlResult) circle = { 0 };

  proctor_testing_server_answer (ctl->server, "GET", TESTS, &(ProctorTestingAnswer) { .status = 307, .body = "", .headers = away });
  moved = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (moved.status, ==, 4);
  testing_ctl_assert_contains (moved.errors, "to “https://example.com/elsewhere”");
  testing_ctl_assert_contains (moved.errors, "change the address in PROCTOR_BASE_URL.\n");

  proctor_testing_server_reset (ctl->server);
  proctor_testing_server_answer (ctl->server, "GET", TESTS, &(ProctorTestingAnswer) { .status = 307, .body = "", .headers = round });
  circle = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (circle.status, ==, 4);
  testing_ctl_assert_contains (circle.errors, "in circles.\nCheck the address in PROCTOR_BASE_URL.\n");
}

static void
test_addresses (TestingCtl *ctl,
                gconstpointer user_data)
{
  g_auto (TestingCtlResult) plain = { 0 };
  g_auto (TestingCtlResult) nonsense = { 0 };

  testing_ctl_set (ctl, "PROCTOR_BASE_URL", "http://example.com");
  plain = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (plain.status, ==, 4);
  testing_ctl_assert_contains (plain.errors, "PROCTOR_BASE_URL: Without https");
  testing_ctl_set (ctl, "PROCTOR_BASE_URL", "nonsense");
  nonsense = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (nonsense.status, ==, 4);
}

static void
test_socket (TestingCtl *ctl,
             gconstpointer user_data)
{
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *path = g_build_filename (folder, "engine.sock", NULL);
  g_autofree char *address = g_strconcat ("unix:", path, NULL);
  g_auto (TestingCtlResult) result = { 0 };
  g_autoptr (GPtrArray) requests = NULL;

  g_clear_object (&ctl->server);
  ctl->server = proctor_testing_server_new_unix (path);
  testing_ctl_set (ctl, "PROCTOR_BASE_URL", address);
  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[" TESTING_CTL_ROW ("test_1", "tool", "Local") "],\"has_more\":false}");
  result = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (result.status, ==, 0);
  testing_ctl_assert_contains (result.output, "Local");

  /* The engine needs no key and gets none. */
  requests = proctor_testing_server_dup_requests (ctl->server);
  g_assert_null (proctor_testing_request_get_header (testing_ctl_get_request (requests, 0), "xi-api-key"));
  g_clear_object (&ctl->server);
  proctor_testing_remove_folder (folder);
}

static void
test_usage (TestingCtl *ctl,
            gconstpointer user_data)
{
  const char *const commands[] = {
    "", "frobnicate", "tests", "tests frobnicate", "tests list --frobnicate", "tests list surplus", "tests list --limit=-1",
    "tests list --limit=many", "tests show", "tests show a b", "runs", "runs cancel", "agents show", "run", "run --agent a",
    "run --test t", "run --agent a --test ''", "run --agent a --test t --test ' '", "run --agent a --test t --test t", "run --agent a --agent b --test t",
    "run --agent '' --test t", "run --agent a --test t --branch ''", "run --agent a --test t --timeout -1", "tests show ''", "runs list --agent ''", "tests list --folder ''",
    "run --agent a --test t --repeat 0", "run --agent a --test t surplus", "run --agent a --test t --fail-under 101", "run --agent a --test t --fail-under-each -1",
    "run --agent a --test t --report pdf=x", "run --agent a --test t --report junit", "run --agent a --test t --report junit=", "run --agent a --test t --report junit=/nonexistent/x.xml",
    "run --agent a --test t --required ''", "watch", "watch ''", "cancel", "tests check", "tests delete", "tests delete '' --yes", "rerun", "judge", "judge inv_1 --votes 0", "judge inv_1 --votes 16", "judge inv_1 --votes many", "judge inv_1 --timeout -1", "engine", "engine start x", "run --agent a --test t --until-fail -1", "run --agent a --match ''", "runs export", "runs export inv_1"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (TestingCtlResult) result = testing_ctl_run (ctl, commands[i]);

      g_assert_cmpint (result.status, ==, 2);
      g_assert_cmpstr (result.output, ==, "");
      g_assert_cmpstr (result.errors, !=, "");
    }
  g_assert_cmpuint (proctor_testing_server_count_requests (ctl->server), ==, 0);
}

static void
test_help (TestingCtl *ctl,
           gconstpointer user_data)
{
  const char *const expected[][2] = {
    { "--help", "PROCTOR_API_KEY" },
    { "--help", "Exit status" },
    { "--help", "runs cancel" },
    { "tests --help", "tests show" },
    { "tests list --help", "--folder" },
    { "run --help", "--no-wait" },
    { "run --help", "Examples:" },
    { "run --help", "--report=FORMAT=FILE" },
    { "watch --help", "Examples:" },
    { "runs export --help", "html" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_auto (TestingCtlResult) result = testing_ctl_run (ctl, expected[i][0]);

      g_assert_cmpint (result.status, ==, 0);
      g_assert_cmpstr (result.errors, ==, "");
      testing_ctl_assert_contains (result.output, expected[i][1]);
    }
}

/* As in "proctorctl tests list | true": the reader goes before there is anything to read. */
static void
test_closed_pipe (TestingCtl *ctl,
                  gconstpointer user_data)
{
  const ProctorTestingAnswer slow = { .body = "{\"tests\":[" TESTING_CTL_ROW ("test_1", "llm", "A") "],\"has_more\":false}", .delay_msecs = 200 };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GInputStream) errors = NULL;
  g_autoptr (GError) error = NULL;
  char buffer[1000];

  proctor_testing_server_answer (ctl->server, "GET", TESTS, &slow);
  process = testing_ctl_spawn (ctl, "tests list");
  g_input_stream_close (g_subprocess_get_stdout_pipe (process), NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stderr_pipe (process), buffer, sizeof buffer, NULL, &error), ==, 0);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGPIPE);
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

  add ("/proctorctl/list/closed-pipe", test_closed_pipe);
  add ("/proctorctl/errors/no-key", test_no_key);
  add ("/proctorctl/errors/refused", test_refused);
  add ("/proctorctl/errors/nonsense", test_nonsense);
  add ("/proctorctl/errors/down", test_down);
  add ("/proctorctl/errors/addresses", test_addresses);
  add ("/proctorctl/errors/elsewhere", test_elsewhere);
  add ("/proctorctl/errors/usage", test_usage);
  add ("/proctorctl/socket", test_socket);
  add ("/proctorctl/help", test_help);

  return g_test_run ();
}
