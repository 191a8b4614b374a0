/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-testing.h"
#include "testing-errand.h"

/* Where a server sends requests, the key must not follow it everywhere. */

#define FINE (-1)
#define REDIRECT PROCTOR_API_ERROR_REDIRECT
#define PROTOCOL PROCTOR_API_ERROR_PROTOCOL
#define TARGET "/v1/elsewhere"

typedef struct
{
  ProctorTestingServer *server;
  ProctorTestingServer *other;
  ProctorClient *client;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  const ProctorTestingAnswer answer = { .body = TESTING_BODY };

  fixture->server = proctor_testing_server_new ();
  fixture->other = proctor_testing_server_new ();
  fixture->client = testing_client_new (proctor_testing_server_get_url (fixture->server), NULL);
  proctor_testing_server_answer (fixture->server, "*", TARGET, &answer);
  proctor_testing_server_answer (fixture->other, "*", "*", &answer);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  testing_assert_works (g_steal_pointer (&fixture->client), fixture->server, NULL);
  g_assert_cmpuint (proctor_testing_server_count_connections (fixture->other), ==, 0);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->other);
}

static const char *
get_port (ProctorTestingServer *server)
{
  return strrchr (proctor_testing_server_get_url (server), ':') + 1;
}

/* "SERVER" and "OTHER" stand for where the servers are, "PORT" for the first one's port. */
static char *
expand (Fixture *fixture,
        const char *location)
{
  GString *text = g_string_new (location);

  g_string_replace (text, "SERVER", proctor_testing_server_get_url (fixture->server), 0);
  g_string_replace (text, "OTHER", proctor_testing_server_get_url (fixture->other), 0);
  g_string_replace (text, "PORT", get_port (fixture->server), 0);

  return g_string_free (text, FALSE);
}

/* How often the target was asked, each time with the key. */
static guint
count_followed (Fixture *fixture,
                const char *method)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      g_assert_cmpstr (proctor_testing_request_get_header (request, "xi-api-key"), ==, TESTING_KEY);
      if (!g_str_equal (request->path, TARGET))
        continue;
      g_assert_cmpstr (request->method, ==, method);
      n++;
    }

  return n;
}

static TestingErrand *
ask (Fixture *fixture,
     TestingOperation operation,
     guint status,
     const char *location)
{
  g_autofree char *expanded = location != NULL ? expand (fixture, location) : NULL;
  const char *const headers[] = { location != NULL ? "Location" : NULL, expanded, NULL };
  const ProctorTestingAnswer answer = { .status = status, .headers = headers, .body = "{\"detail\":\"moved\"}" };

  proctor_testing_server_answer (fixture->server, testing_operation_get_method (operation), testing_operation_get_path (operation), &answer);

  return testing_errand_new (fixture->client, operation);
}

static void
assert_result (TestingErrand *errand,
               const char *what,
               int expected)
{
  testing_errand_wait (errand);
  g_test_message ("%s: %s", what, errand->error != NULL ? errand->error->message : "fine");
  if (expected == FINE)
    testing_errand_assert_done (errand);
  else
    testing_errand_assert_error (errand, (ProctorApiErrorCode) expected);
}

/* Within the server, the key goes along. */
static void
test_followed (Fixture *fixture,
               gconstpointer data)
{
  const char *location = data;
  g_autoptr (TestingErrand) errand = ask (fixture, TESTING_GET, 302, location);

  assert_result (errand, location, FINE);
  g_assert_cmpuint (count_followed (fixture, "GET"), ==, 1);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 2);
}

/* Anywhere else nothing goes at all. */
static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  const char *location = data;
  g_autoptr (TestingErrand) errand = ask (fixture, TESTING_GET, 307, location);

  assert_result (errand, location, REDIRECT);
  g_assert_nonnull (strstr (errand->error->message, "where the key must not go"));
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);
  g_assert_cmpuint (proctor_api_error_get_details (errand->error)->status, ==, 307);
}

static void
test_statuses (Fixture *fixture,
               gconstpointer data)
{
  const struct
  {
    TestingOperation operation;
    guint status;
    int result;
  } cases[] = {
    { TESTING_GET, 300, PROTOCOL },
    { TESTING_GET, 301, FINE },
    { TESTING_GET, 302, FINE },
    { TESTING_GET, 303, FINE },
    { TESTING_GET, 304, PROTOCOL },
    { TESTING_GET, 305, PROTOCOL },
    { TESTING_GET, 307, FINE },
    { TESTING_GET, 308, FINE },
    { TESTING_LIST, 302, FINE },
    { TESTING_REPLACE, 301, REDIRECT },
    { TESTING_REPLACE, 302, REDIRECT },
    { TESTING_REPLACE, 303, REDIRECT },
    { TESTING_REPLACE, 307, FINE },
    { TESTING_REPLACE, 308, FINE },
    { TESTING_DELETE, 302, REDIRECT },
    { TESTING_DELETE, 307, FINE },
    { TESTING_CREATE, 301, REDIRECT },
    { TESTING_CREATE, 302, REDIRECT },
    { TESTING_CREATE, 303, REDIRECT },
    { TESTING_CREATE, 307, REDIRECT },
    { TESTING_CREATE, 308, REDIRECT },
    { TESTING_CREATE, 304, PROCTOR_API_ERROR_ANSWER_LOST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ProctorTestingAnswer target = { .body = TESTING_BODY };
      const char *method = testing_operation_get_method (cases[i].operation);
      g_autofree char *what = g_strdup_printf ("%s %u", method, cases[i].status);
      g_autoptr (TestingErrand) errand = NULL;

      proctor_testing_server_reset (fixture->server);
      proctor_testing_server_answer (fixture->server, "*", TARGET, &target);
      errand = ask (fixture, cases[i].operation, cases[i].status, TARGET);
      assert_result (errand, what, cases[i].result);
      g_assert_cmpuint (count_followed (fixture, method), ==, cases[i].result == FINE ? 1 : 0);
      g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, cases[i].result == FINE ? 2 : 1);
      if (cases[i].result == REDIRECT)
        g_assert_nonnull (strstr (errand->error->message, TARGET));
      if (cases[i].result == REDIRECT && strstr (errand->error->message, "where the key must not go") != NULL)
        g_error ("%s: the key may well go there", what);
    }
}

static void
test_nowhere (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (TestingErrand) errand = ask (fixture, TESTING_GET, 302, NULL);

  assert_result (errand, "nowhere", PROTOCOL);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);
}

static void
test_endless (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (TestingErrand) errand = ask (fixture, TESTING_GET, 302, TESTING_PATH_GET);

  assert_result (errand, "endless", REDIRECT);
  g_assert_nonnull (strstr (errand->error->message, "circles"));
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 6);
  g_assert_cmpuint (errand->attempts, ==, 6);
}

/* What was asked of the second place is what was asked of the first. */
static void
test_whole (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (TestingErrand) errand = ask (fixture, TESTING_REPLACE, 308, TARGET "?a=1");
  g_autoptr (GPtrArray) requests = NULL;
  const ProctorTestingRequest *first, *second;

  assert_result (errand, "whole", FINE);
  requests = proctor_testing_server_dup_requests (fixture->server);
  g_assert_cmpuint (requests->len, ==, 2);
  first = g_ptr_array_index (requests, 0);
  second = g_ptr_array_index (requests, 1);
  g_assert_cmpuint (g_bytes_get_size (first->body), >, 10);
  g_assert_true (g_bytes_equal (first->body, second->body));
  g_assert_cmpstr (second->query, ==, "a=1");
  g_assert_cmpstr (proctor_testing_request_get_header (second, "content-type"), ==, "application/json");
}

/* Going on is no failure: there are as many attempts at the second place as at the first. */
static void
test_attempts (Fixture *fixture,
               gconstpointer data)
{
  const ProctorTestingAnswer failed = { .status = 503, .headers = (const char *const[]) { "retry-after-ms", "1", NULL } };
  g_autoptr (TestingErrand) errand = NULL;

  proctor_testing_server_reset (fixture->server);
  proctor_testing_server_answer (fixture->server, "GET", TARGET, &failed);
  errand = ask (fixture, TESTING_GET, 302, TARGET);
  assert_result (errand, "attempts", PROCTOR_API_ERROR_SERVER);
  g_assert_cmpuint (count_followed (fixture, "GET"), ==, 4);
  g_assert_cmpuint (errand->attempts, ==, 5);
}

/* A server can quote the key in where it points as well. */
static void
test_quoted_key (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (TestingErrand) errand = ask (fixture, TESTING_GET, 302, "https://elsewhere.example/?key=" TESTING_KEY);

  assert_result (errand, "quoted key", REDIRECT);
}

static void
test_long_location (Fixture *fixture,
                    gconstpointer data)
{
  g_autofree char *name = g_strnfill (5000, 'x');
  g_autofree char *location = g_strconcat ("https://elsewhere.example/", name, NULL);
  g_autoptr (TestingErrand) errand = ask (fixture, TESTING_GET, 302, location);

  assert_result (errand, "long", REDIRECT);
}

static void
add (const char *path,
     const char *data,
     void (*test) (Fixture *,
                   gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("/redirects/followed/absolute", "SERVER" TARGET, test_followed);
  add ("/redirects/followed/path", TARGET, test_followed);
  add ("/redirects/followed/relative", "../../elsewhere", test_followed);
  add ("/redirects/followed/network-path", "//127.0.0.1:PORT" TARGET, test_followed);
  add ("/redirects/followed/scheme-in-capitals", "HTTP://127.0.0.1:PORT" TARGET, test_followed);
  add ("/redirects/followed/query", TARGET "?a=b&c", test_followed);
  add ("/redirects/followed/fragment", TARGET "#part", test_followed);
  add ("/redirects/refused/other-port", "OTHER" TARGET, test_refused);
  add ("/redirects/refused/no-port", "http://127.0.0.1" TARGET, test_refused);
  add ("/redirects/refused/other-name", "http://localhost:PORT" TARGET, test_refused);
  add ("/redirects/refused/other-host", "http://elsewhere.example" TARGET, test_refused);
  add ("/redirects/refused/network-path", "//elsewhere.example" TARGET, test_refused);
  add ("/redirects/refused/https", "https://127.0.0.1:PORT" TARGET, test_refused);
  add ("/redirects/refused/file", "file:///etc/passwd", test_refused);
  add ("/redirects/refused/data", "data:application/json,{}", test_refused);
  add ("/redirects/refused/user", "http://127.0.0.1:PORT@elsewhere.example" TARGET, test_refused);
  add ("/redirects/refused/someone", "http://someone:secret@127.0.0.1:PORT" TARGET, test_refused);
  add ("/redirects/refused/nonsense", "http://[::1" TARGET, test_refused);
  add ("/redirects/statuses", NULL, test_statuses);
  add ("/redirects/nowhere", NULL, test_nowhere);
  add ("/redirects/endless", NULL, test_endless);
  add ("/redirects/whole", NULL, test_whole);
  add ("/redirects/attempts", NULL, test_attempts);
  add ("/redirects/quoted-key", NULL, test_quoted_key);
  add ("/redirects/long-location", NULL, test_long_location);

  return g_test_run ();
}
