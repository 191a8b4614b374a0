/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/socket.h>

#include "proctor-request.h"
#include "proctor-testing.h"
#include "proctor-tests.h"
#include "testing-errand.h"

/* A request can be taken back at any moment. It ends at once and only once, and the client goes on. */

/* Much longer than a request takes that is taken back, much shorter than what it would have waited
 * for. */
#define PROMPT_USECS (5 * G_USEC_PER_SEC)

#define MEBIBYTE (1024 * 1024)

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
  if (fixture->client != NULL)
    testing_assert_works (g_steal_pointer (&fixture->client), fixture->server, NULL);
  g_clear_object (&fixture->server);
}

static void
answer (Fixture *fixture,
        const ProctorTestingAnswer *told)
{
  proctor_testing_server_answer (fixture->server, "GET", "*", told);
  proctor_testing_server_answer (fixture->server, "PUT", "*", told);
  proctor_testing_server_answer (fixture->server, "POST", "*", told);
}

/* Takes them back and sees to it that that is all. */
static void
cancel_all (TestingErrand **errands,
            gsize n_errands)
{
  gint64 began_usecs = g_get_monotonic_time ();

  for (gsize i = 0; i < n_errands; i++)
    {
      g_assert_cmpuint (errands[i]->times, ==, 0);
      g_cancellable_cancel (errands[i]->cancellable);
    }
  for (gsize i = 0; i < n_errands; i++)
    {
      testing_errand_assert_cancelled (errands[i]);
      g_assert_cmpint (errands[i]->ended_usecs - began_usecs, <, PROMPT_USECS);
    }
  testing_settle (30);
  for (gsize i = 0; i < n_errands; i++)
    testing_errand_free (errands[i]);
}

static void
cancel (TestingErrand *errand)
{
  cancel_all (&errand, 1);
}

/* Once so many of each have arrived, and some time later. */
static void
cancel_at (Fixture *fixture,
           guint n_requests,
           guint msecs)
{
  TestingErrand *errands[] = {
    testing_errand_new (fixture->client, TESTING_GET),
    testing_errand_new (fixture->client, TESTING_REPLACE),
    testing_errand_new (fixture->client, TESTING_CREATE),
  };

  if (n_requests > 0)
    proctor_testing_server_wait_requests (fixture->server, n_requests * G_N_ELEMENTS (errands));
  if (msecs > 0)
    testing_settle (msecs);
  cancel_all (errands, G_N_ELEMENTS (errands));
}

static void
test_at_once (Fixture *fixture,
              gconstpointer data)
{
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };

  answer (fixture, &fine);
  cancel_at (fixture, 0, 0);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 0);
}

static void
cancelled_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  guint *times = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);

  g_assert_null (test);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*times)++;
}

static gboolean
is_called (gpointer user_data)
{
  return *(guint *) user_data > 0;
}

static void
test_before (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint times = 0;

  g_cancellable_cancel (cancellable);
  proctor_tests_get_async (fixture->client, "t1", cancellable, cancelled_cb, &times);
  g_assert_cmpuint (times, ==, 0);
  proctor_testing_wait_for ("the callback", is_called, &times);
  testing_settle (30);
  g_assert_cmpuint (times, ==, 1);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 0);
}

static void
test_queued (Fixture *fixture,
             gconstpointer data)
{
  const ProctorTestingAnswer slow = { .body = TESTING_BODY, .delay_msecs = 300 };
  TestingErrand *first, *second;

  proctor_client_set_limits (fixture->client, 1, MEBIBYTE, TESTING_PATIENCE_SECS);
  answer (fixture, &slow);
  first = testing_errand_new (fixture->client, TESTING_GET);
  second = testing_errand_new (fixture->client, TESTING_LIST);
  proctor_testing_server_wait_requests (fixture->server, 1);
  cancel (second);
  testing_errand_assert_done (first);
  testing_errand_free (first);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);
}

/* A door at which so many wait that nobody is let in. */
static int
connect_to (guint16 port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  char native[128];
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  g_assert_true (g_socket_address_to_native (address, native, sizeof native, NULL));
  connect (fd, (struct sockaddr *) (void *) native, (socklen_t) g_socket_address_get_native_size (address));

  return fd;
}

static void
cancel_without_server (const char *url,
                       TestingOperation operation,
                       gsize size)
{
  ProctorClient *client = testing_client_new (url, NULL);
  TestingErrand *errand = testing_errand_new_large (client, operation, size);

  testing_settle (200);
  cancel (errand);
  proctor_testing_assert_finalized (client);
}

static void
test_connecting (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) door = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, &error);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autofree char *url = NULL;
  guint16 port;
  int crowd[4];

  g_assert_no_error (error);
  g_socket_bind (door, any, FALSE, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (door, 0);
  g_socket_listen (door, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (door, &error);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  for (gsize i = 0; i < G_N_ELEMENTS (crowd); i++)
    crowd[i] = connect_to (port);

  url = g_strdup_printf ("http://127.0.0.1:%u", port);
  cancel_without_server (url, TESTING_GET, 0);
  cancel_without_server (url, TESTING_CREATE, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (crowd); i++)
    close (crowd[i]);
}

/* Somebody who lets everybody in and neither listens nor talks. */
static void
test_ignored (gconstpointer data)
{
  const char *scheme = data;
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("%s://127.0.0.1:%u", scheme, port);

  cancel_without_server (url, TESTING_GET, 0);
  cancel_without_server (url, TESTING_CREATE, 0);
  /* More than any buffer takes. */
  cancel_without_server (url, TESTING_REPLACE, 24 * MEBIBYTE);
}

static void
test_stalled (Fixture *fixture,
              gconstpointer data)
{
  const ProctorTestingAnswer stall = { .fault = PROCTOR_TESTING_FAULT_STALL };

  answer (fixture, &stall);
  cancel_at (fixture, 1, 0);
}

static void
test_stalled_body (Fixture *fixture,
                   gconstpointer data)
{
  const ProctorTestingAnswer stall = { .body = TESTING_BODY, .padding = 5 * MEBIBYTE, .fault = PROCTOR_TESTING_FAULT_STALL_BODY };

  answer (fixture, &stall);
  cancel_at (fixture, 1, 200);
}

/* While answers begin to arrive: libsoup minds just then. */
static void
test_answered (Fixture *fixture,
               gconstpointer data)
{
  const ProctorTestingAnswer stall = { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_STALL_BODY };

  answer (fixture, &stall);
  for (guint round = 1; round <= 50; round++)
    {
      ProctorClient *client = testing_client_new (proctor_testing_server_get_url (fixture->server), NULL);
      TestingErrand *errands[3];

      for (gsize i = 0; i < G_N_ELEMENTS (errands); i++)
        errands[i] = testing_errand_new (client, TESTING_GET);
      proctor_testing_server_wait_requests (fixture->server, round * G_N_ELEMENTS (errands));
      for (gsize i = 0; i < G_N_ELEMENTS (errands); i++)
        g_cancellable_cancel (errands[i]->cancellable);
      for (gsize i = 0; i < G_N_ELEMENTS (errands); i++)
        {
          testing_errand_assert_cancelled (errands[i]);
          testing_errand_free (errands[i]);
        }
      proctor_testing_assert_finalized (client);
    }
}

static void
test_dripping (Fixture *fixture,
               gconstpointer data)
{
  const ProctorTestingAnswer drip = { .body = TESTING_BODY, .padding = MEBIBYTE, .fault = PROCTOR_TESTING_FAULT_DRIP };

  answer (fixture, &drip);
  cancel_at (fixture, 1, 200);
}

static void
test_pausing (Fixture *fixture,
              gconstpointer data)
{
  const ProctorTestingAnswer failed = { .status = 500, .headers = (const char *const[]) { "retry-after-ms", "30000", NULL } };
  TestingErrand *get, *replace;

  answer (fixture, &failed);
  get = testing_errand_new (fixture->client, TESTING_GET);
  replace = testing_errand_new (fixture->client, TESTING_REPLACE);
  proctor_testing_server_wait_requests (fixture->server, 2);
  testing_settle (100);
  cancel (get);
  cancel (replace);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 2);
}

/* After the pause it waits for its turn once more. */
static void
test_queued_again (Fixture *fixture,
                   gconstpointer data)
{
  const ProctorTestingAnswer failed = { .status = 500, .headers = (const char *const[]) { "retry-after-ms", "1", NULL } };
  const ProctorTestingAnswer stall = { .fault = PROCTOR_TESTING_FAULT_STALL };
  TestingErrand *first, *second;

  proctor_client_set_limits (fixture->client, 1, MEBIBYTE, TESTING_PATIENCE_SECS);
  proctor_testing_server_answer (fixture->server, "GET", TESTING_PATH_GET, &failed);
  proctor_testing_server_answer (fixture->server, "GET", TESTING_PATH_LIST, &stall);
  first = testing_errand_new (fixture->client, TESTING_GET);
  second = testing_errand_new (fixture->client, TESTING_LIST);
  proctor_testing_server_wait_requests (fixture->server, 2);
  testing_settle (100);
  cancel (first);
  cancel (second);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 2);
}

/* What takes long to read is read in a thread, which can't be stopped. Nobody waits for it. */
static void
test_reading (Fixture *fixture,
              gconstpointer data)
{
  const gsize n_numbers = MEBIBYTE;
  g_autofree char *numbers = g_malloc (2 * n_numbers + 1);
  g_autofree char *body = NULL;
  ProctorTestingAnswer large = { 0 };
  g_autoptr (TestingErrand) whole = NULL;
  TestingErrand *errand;
  gint64 whole_usecs;

  for (gsize i = 0; i < n_numbers; i++)
    memcpy (numbers + 2 * i, "1,", 2);
  numbers[2 * n_numbers - 1] = '\0';
  body = g_strconcat ("{\"id\":\"t1\",\"numbers\":[", numbers, "]}", NULL);
  large.body = body;
  answer (fixture, &large);

  /* The yardstick. Most of it is reading. */
  whole = testing_errand_new (fixture->client, TESTING_GET);
  testing_errand_assert_done (whole);
  whole_usecs = whole->ended_usecs - whole->began_usecs;

  errand = testing_errand_new (fixture->client, TESTING_GET);
  testing_settle ((guint) (whole_usecs / 4 / 1000));
  g_assert_cmpuint (errand->times, ==, 0);
  g_cancellable_cancel (errand->cancellable);
  testing_errand_assert_cancelled (errand);
  g_assert_cmpint (errand->ended_usecs - errand->began_usecs, <, whole_usecs * 3 / 4);

  /* The thread comes to its end, and nothing comes of it. */
  testing_settle ((guint) (whole_usecs / 1000));
  testing_errand_free (errand);
}

/* Who is taken back twice, or after the end, is taken back once. */
static void
test_again (Fixture *fixture,
            gconstpointer data)
{
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  const ProctorTestingAnswer stall = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_autoptr (TestingErrand) done = NULL;
  g_autoptr (TestingErrand) stalled = NULL;

  proctor_testing_server_answer (fixture->server, "GET", TESTING_PATH_GET, &fine);
  proctor_testing_server_answer (fixture->server, "GET", TESTING_PATH_LIST, &stall);
  done = testing_errand_new (fixture->client, TESTING_GET);
  testing_errand_assert_done (done);
  g_cancellable_cancel (done->cancellable);

  stalled = testing_errand_new (fixture->client, TESTING_LIST);
  proctor_testing_server_wait_requests (fixture->server, 2);
  g_cancellable_cancel (stalled->cancellable);
  g_cancellable_cancel (stalled->cancellable);
  testing_errand_assert_cancelled (stalled);
  g_cancellable_cancel (stalled->cancellable);
  testing_settle (30);
}

/* One thing takes back many. */

typedef struct
{
  GCancellable *cancellable;
  guint left;
} Crowd;

static void
crowd_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Crowd *crowd = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);

  /* The first that comes back takes the others back. */
  g_cancellable_cancel (crowd->cancellable);
  crowd->left--;
}

static gboolean
nobody_is_left (gpointer user_data)
{
  return ((Crowd *) user_data)->left == 0;
}

static void
test_from_callback (Fixture *fixture,
                    gconstpointer data)
{
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Crowd crowd = { cancellable, 50 };

  answer (fixture, &fine);
  for (guint i = 0; i < 50; i++)
    proctor_tests_get_async (fixture->client, "t1", cancellable, crowd_cb, &crowd);
  proctor_testing_wait_for ("all to come back", nobody_is_left, &crowd);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), <=, 12);
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (20 * 1000);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_from_thread (Fixture *fixture,
                  gconstpointer data)
{
  const ProctorTestingAnswer stall = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Crowd crowd = { cancellable, 20 };
  GThread *thread;

  answer (fixture, &stall);
  for (guint i = 0; i < 20; i++)
    proctor_tests_get_async (fixture->client, "t1", cancellable, crowd_cb, &crowd);
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  proctor_testing_wait_for ("all to come back", nobody_is_left, &crowd);
  g_thread_join (thread);
}

/* An answer that nobody takes is not lost memory. */

static void
never_finished_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  (*(guint *) user_data)++;
}

typedef struct
{
  GCancellable *cancellable;
  guint times;
} Late;

static void
too_late_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  Late *late = user_data;

  g_cancellable_cancel (late->cancellable);
  cancelled_cb (object, result, &late->times);
}

static void
test_not_taken (Fixture *fixture,
                gconstpointer data)
{
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  const ProctorTestsQuery query = { .page_size = 10 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ProctorTest) test = proctor_test_new ();
  Late late = { cancellable, 0 };
  guint times = 0;

  answer (fixture, &fine);
  proctor_testing_server_answer (fixture->server, "DELETE", "*", &fine);
  proctor_tests_get_async (fixture->client, "t1", NULL, never_finished_cb, &times);
  proctor_testing_wait_for ("a record", is_called, &times);
  times = 0;
  proctor_tests_list_async (fixture->client, &query, NULL, never_finished_cb, &times);
  proctor_testing_wait_for ("a page", is_called, &times);
  times = 0;
  proctor_test_set_kind (test, "llm");
  proctor_tests_create_async (fixture->client, test, NULL, NULL, never_finished_cb, &times);
  proctor_testing_wait_for ("a text", is_called, &times);
  times = 0;
  proctor_tests_delete_async (fixture->client, "t1", NULL, never_finished_cb, &times);
  proctor_testing_wait_for ("nothing", is_called, &times);

  proctor_tests_get_async (fixture->client, "t1", cancellable, too_late_cb, &late);
  proctor_testing_wait_for ("a record", is_called, &late.times);
}

/* Nobody needs to keep a client for what was asked of it. */
static void
test_let_go (Fixture *fixture,
             gconstpointer data)
{
  const ProctorTestingAnswer slow = { .body = TESTING_BODY, .delay_msecs = 50 };
  const ProctorTestingAnswer failed = { .status = 503, .headers = (const char *const[]) { "retry-after-ms", "50", NULL } };
  TestingErrand *errands[10];
  gpointer client = fixture->client;

  proctor_client_set_limits (fixture->client, 2, MEBIBYTE, TESTING_PATIENCE_SECS);
  answer (fixture, &failed);
  answer (fixture, &slow);
  for (gsize i = 0; i < G_N_ELEMENTS (errands); i++)
    errands[i] = testing_errand_new (fixture->client, i % 2 == 0 ? TESTING_GET : TESTING_LIST);
  g_object_add_weak_pointer (client, &client);
  g_clear_object (&fixture->client);
  g_assert_nonnull (client);

  for (gsize i = 0; i < G_N_ELEMENTS (errands); i++)
    {
      testing_errand_assert_done (errands[i]);
      testing_errand_free (errands[i]);
    }
  testing_settle (30);
  g_assert_null (client);
}

static void
test_let_go_and_cancel (Fixture *fixture,
                        gconstpointer data)
{
  const ProctorTestingAnswer stall = { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_STALL_BODY };
  TestingErrand *errands[10];
  gpointer client = fixture->client;

  proctor_client_set_limits (fixture->client, 3, MEBIBYTE, TESTING_PATIENCE_SECS);
  answer (fixture, &stall);
  for (gsize i = 0; i < G_N_ELEMENTS (errands); i++)
    errands[i] = testing_errand_new (fixture->client, TESTING_GET);
  proctor_testing_server_wait_requests (fixture->server, 3);
  g_object_add_weak_pointer (client, &client);
  g_clear_object (&fixture->client);
  cancel_all (errands, G_N_ELEMENTS (errands));
  g_assert_null (client);
}

/* What is on its way when the server goes ends as well. */
static void
test_server_goes (Fixture *fixture,
                  gconstpointer data)
{
  const ProctorTestingAnswer stall = { .fault = PROCTOR_TESTING_FAULT_STALL };
  TestingErrand *create;
  TestingErrand *get;

  answer (fixture, &stall);
  create = testing_errand_new (fixture->client, TESTING_CREATE);
  get = testing_errand_new (fixture->client, TESTING_GET);
  proctor_testing_server_wait_requests (fixture->server, 2);
  g_clear_object (&fixture->server);
  testing_errand_assert_error (create, PROCTOR_API_ERROR_ANSWER_LOST);
  testing_settle (100);
  cancel (get);
  testing_errand_free (create);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->client));
}

#define ADD(name, test) g_test_add ("/cancel/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("before", test_before);
  ADD ("at-once", test_at_once);
  ADD ("queued", test_queued);
  g_test_add_func ("/cancel/connecting", test_connecting);
  g_test_add_data_func ("/cancel/handshake", "https", test_ignored);
  g_test_add_data_func ("/cancel/sending", "http", test_ignored);
  ADD ("stalled", test_stalled);
  ADD ("stalled-body", test_stalled_body);
  ADD ("answered", test_answered);
  ADD ("dripping", test_dripping);
  ADD ("reading", test_reading);
  ADD ("pausing", test_pausing);
  ADD ("queued-again", test_queued_again);
  ADD ("again", test_again);
  ADD ("from-callback", test_from_callback);
  ADD ("from-thread", test_from_thread);
  ADD ("not-taken", test_not_taken);
  ADD ("let-go", test_let_go);
  ADD ("let-go-and-cancel", test_let_go_and_cancel);
  ADD ("server-goes", test_server_goes);

  return g_test_run ();
}
