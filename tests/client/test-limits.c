/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-testing.h"
#include "testing-errand.h"

/* Answers that are too large, and connections that aren't what they seem. */

#define MEBIBYTE (1024 * 1024)
#define CAP (8 * MEBIBYTE)
#define LARGE (100 * MEBIBYTE)
#define BOMB (G_GUINT64_CONSTANT (256) * MEBIBYTE)

typedef struct
{
  ProctorTestingServer *server;
  ProctorClient *client;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->client = testing_client_new (proctor_testing_server_get_url (fixture->server), NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  testing_assert_works (g_steal_pointer (&fixture->client), fixture->server, NULL);
  g_clear_object (&fixture->server);
}

/* How much memory this process ever had at once, in bytes. */
static gsize
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);

  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

static void
answer (Fixture *fixture,
        const ProctorTestingAnswer *told)
{
  proctor_testing_server_answer (fixture->server, "GET", "*", told);
  proctor_testing_server_answer (fixture->server, "POST", "*", told);
}

static void
assert_too_large (Fixture *fixture)
{
  g_autoptr (TestingErrand) get = NULL;
  g_autoptr (TestingErrand) list = NULL;
  g_autoptr (TestingErrand) create = NULL;

  proctor_client_set_limits (fixture->client, 6, CAP, TESTING_PATIENCE_SECS);
  get = testing_errand_new (fixture->client, TESTING_GET);
  testing_errand_assert_error (get, PROCTOR_API_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (get->error->message, "8.4"));
  g_assert_cmpuint (proctor_api_error_get_details (get->error)->status, ==, 200);
  list = testing_errand_new (fixture->client, TESTING_LIST);
  testing_errand_assert_error (list, PROCTOR_API_ERROR_TOO_LARGE);
  create = testing_errand_new (fixture->client, TESTING_CREATE);
  testing_errand_assert_error (create, PROCTOR_API_ERROR_ANSWER_LOST);

  /* It will not be smaller the next time. */
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 3);
}

/* Small on the way, and large when it arrives. */
static void
test_bomb (Fixture *fixture,
           gconstpointer data)
{
  const ProctorTestingAnswer bomb = { .body = TESTING_BODY, .padding = BOMB, .gzip = TRUE };
  gsize before;

  answer (fixture, &bomb);
  before = get_peak ();
  assert_too_large (fixture);
  g_assert_cmpuint (get_peak () - before, <, BOMB / 2);
}

/* The length is not told beforehand. */
static void
test_chunks (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *spaces = g_strnfill (2 * CAP, ' ');
  g_autofree char *wire = g_strdup_printf ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n2\r\n{}\r\n0\r\n\r\n", 2 * CAP, spaces);
  const ProctorTestingAnswer chunks = { .body = wire, .fault = PROCTOR_TESTING_FAULT_GARBAGE };

  answer (fixture, &chunks);
  assert_too_large (fixture);
}

/* The server tells the length, and needn't send the body. */
static void
test_promise (Fixture *fixture,
              gconstpointer data)
{
  const ProctorTestingAnswer promise = { .body = "HTTP/1.1 200 OK\r\nContent-Length: 8388609\r\n\r\n{}", .fault = PROCTOR_TESTING_FAULT_GARBAGE };

  answer (fixture, &promise);
  assert_too_large (fixture);
}

static void
test_cap (Fixture *fixture,
          gconstpointer data)
{
  const ProctorTestingAnswer large = { .body = TESTING_BODY, .padding = LARGE };

  answer (fixture, &large);
  assert_too_large (fixture);
}

/* To the byte. */
static void
test_edge (Fixture *fixture,
           gconstpointer data)
{
  const ProctorTestingAnswer fits = { .body = TESTING_BODY, .padding = CAP - strlen (TESTING_BODY) };
  const ProctorTestingAnswer is_over = { .body = TESTING_BODY, .padding = CAP - strlen (TESTING_BODY) + 1 };
  const gboolean gzip[] = { FALSE, TRUE };

  proctor_client_set_limits (fixture->client, 6, CAP, TESTING_PATIENCE_SECS);
  for (gsize i = 0; i < G_N_ELEMENTS (gzip); i++)
    {
      ProctorTestingAnswer first = fits, then = is_over;
      g_autoptr (TestingErrand) get = NULL;
      g_autoptr (TestingErrand) again = NULL;

      first.gzip = then.gzip = gzip[i];
      proctor_testing_server_reset (fixture->server);
      proctor_testing_server_answer (fixture->server, "GET", "*", &first);
      proctor_testing_server_answer (fixture->server, "GET", "*", &then);
      get = testing_errand_new (fixture->client, TESTING_GET);
      testing_errand_assert_done (get);
      again = testing_errand_new (fixture->client, TESTING_GET);
      testing_errand_assert_error (again, PROCTOR_API_ERROR_TOO_LARGE);
    }
}

static void
test_large (Fixture *fixture,
            gconstpointer data)
{
  const ProctorTestingAnswer large = { .body = TESTING_BODY, .padding = LARGE };
  g_autoptr (TestingErrand) get = NULL;

  answer (fixture, &large);
  get = testing_errand_new (fixture->client, TESTING_GET);
  testing_errand_assert_done (get);
}

static void
test_large_gzip (Fixture *fixture,
                 gconstpointer data)
{
  const ProctorTestingAnswer large = { .body = TESTING_BODY, .padding = LARGE / 4, .gzip = TRUE };
  g_autoptr (TestingErrand) list = NULL;

  answer (fixture, &large);
  list = testing_errand_new (fixture->client, TESTING_LIST);
  testing_errand_assert_done (list);
}

static void
test_refused (void)
{
  /* A port that was somebody's a moment ago. */
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autofree char *expected = g_strdup_printf ("Nothing answers at “127.0.0.1:%u”.", port);
  g_autoptr (ProctorClient) client = testing_client_new (url, NULL);
  TestingErrand *errands[TESTING_N_OPERATIONS];

  g_socket_listener_close (listener);
  for (guint i = 0; i < TESTING_N_OPERATIONS; i++)
    errands[i] = testing_errand_new (client, i);
  for (guint i = 0; i < TESTING_N_OPERATIONS; i++)
    {
      /* Nothing can be lost that was never sent. */
      testing_errand_assert_error (errands[i], PROCTOR_API_ERROR_NETWORK);
      g_assert_cmpstr (errands[i]->error->message, ==, expected);
      g_assert_cmpuint (errands[i]->attempts, ==, i == TESTING_CREATE ? 1 : 4);
      testing_errand_free (errands[i]);
    }
  proctor_testing_assert_finalized (g_steal_pointer (&client));
}

/* A connection that was kept open and dies when it is used again: libsoup sends what may be sent
 * twice once more by itself, at once, and that is counted. */
static void
test_kept_alive (Fixture *fixture,
                 gconstpointer data)
{
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  const ProctorTestingAnswer dropped = { .fault = PROCTOR_TESTING_FAULT_DROP };
  const TestingOperation operations[] = { TESTING_GET, TESTING_REPLACE };

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      const char *method = testing_operation_get_method (operations[i]);
      g_autoptr (TestingErrand) first = NULL;
      g_autoptr (TestingErrand) second = NULL;

      proctor_testing_server_reset (fixture->server);
      proctor_testing_server_answer (fixture->server, method, "*", &fine);
      proctor_testing_server_answer (fixture->server, method, "*", &dropped);
      proctor_testing_server_answer (fixture->server, method, "*", &fine);
      first = testing_errand_new (fixture->client, operations[i]);
      testing_errand_assert_done (first);
      g_assert_cmpuint (first->attempts, ==, 1);
      second = testing_errand_new (fixture->client, operations[i]);
      testing_errand_assert_done (second);
      g_assert_cmpuint (second->attempts, ==, 2);
      g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 3);
    }
}

/* Its attempts are ours as well: there are no more because of them. */
static void
test_kept_alive_in_vain (Fixture *fixture,
                         gconstpointer data)
{
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  const ProctorTestingAnswer dropped = { .fault = PROCTOR_TESTING_FAULT_DROP };
  g_autoptr (TestingErrand) first = NULL;
  g_autoptr (TestingErrand) second = NULL;

  proctor_testing_server_answer (fixture->server, "GET", "*", &fine);
  proctor_testing_server_answer (fixture->server, "GET", "*", &dropped);
  first = testing_errand_new (fixture->client, TESTING_GET);
  testing_errand_assert_done (first);
  second = testing_errand_new (fixture->client, TESTING_GET);
  testing_errand_assert_error (second, PROCTOR_API_ERROR_NETWORK);
  g_assert_cmpuint (second->attempts, ==, 4);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 5);
}

/* What must not be sent twice has a connection of its own, so that nobody is left to wonder. */
static void
test_kept_alive_create (Fixture *fixture,
                        gconstpointer data)
{
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  const ProctorTestingAnswer dropped = { .fault = PROCTOR_TESTING_FAULT_DROP };
  g_autoptr (TestingErrand) get = NULL;
  g_autoptr (TestingErrand) create = NULL;
  g_autoptr (TestingErrand) lost = NULL;

  proctor_testing_server_answer (fixture->server, "GET", "*", &fine);
  proctor_testing_server_answer (fixture->server, "POST", "*", &fine);
  proctor_testing_server_answer (fixture->server, "POST", "*", &dropped);
  get = testing_errand_new (fixture->client, TESTING_GET);
  testing_errand_assert_done (get);
  create = testing_errand_new (fixture->client, TESTING_CREATE);
  testing_errand_assert_done (create);
  g_assert_cmpuint (proctor_testing_server_count_connections (fixture->server), ==, 2);
  lost = testing_errand_new (fixture->client, TESTING_CREATE);
  testing_errand_assert_error (lost, PROCTOR_API_ERROR_ANSWER_LOST);
  g_assert_cmpuint (lost->attempts, ==, 1);
  g_assert_cmpuint (testing_count_requests (fixture->server, "POST", NULL), ==, 2);
}

/* The rest of an answer that was longer than promised is nobody's answer. */
static void
test_leftovers (Fixture *fixture,
                gconstpointer data)
{
  const char *wire = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n{\"name\":\"smuggled\"}";
  const ProctorTestingAnswer longer = { .body = wire, .fault = PROCTOR_TESTING_FAULT_GARBAGE };
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  g_autoptr (TestingErrand) first = NULL;
  g_autoptr (TestingErrand) second = NULL;

  proctor_testing_server_answer (fixture->server, "GET", TESTING_PATH_GET, &longer);
  proctor_testing_server_answer (fixture->server, "GET", TESTING_PATH_LIST, &fine);
  first = testing_errand_new (fixture->client, TESTING_GET);
  testing_errand_assert_done (first);
  second = testing_errand_new (fixture->client, TESTING_LIST);
  testing_errand_assert_done (second);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 2);
}

#define ADD(name, test) g_test_add ("/limits/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  /* A hundred megabytes take their time where the sanitizers look at each byte, beside other tests. */
  proctor_testing_set_patience (60);

  /* First of all, because memory's peak never goes down. */
  ADD ("bomb", test_bomb);
  ADD ("chunks", test_chunks);
  ADD ("promise", test_promise);
  ADD ("cap", test_cap);
  ADD ("edge", test_edge);
  ADD ("large", test_large);
  ADD ("large-gzip", test_large_gzip);
  g_test_add_func ("/limits/refused", test_refused);
  ADD ("kept-alive", test_kept_alive);
  ADD ("kept-alive-in-vain", test_kept_alive_in_vain);
  ADD ("kept-alive-create", test_kept_alive_create);
  ADD ("leftovers", test_leftovers);

  return g_test_run ();
}
