/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-request.h"
#include "proctor-testing.h"
#include "testing-errand.h"

/* Requests wait their turn. Each client's are told apart by their ids. */

#define MANY 100
#define MEBIBYTE (1024 * 1024)

typedef struct
{
  ProctorTestingServer *server;
  ProctorClient *client;
  /* What came back, in this order. */
  GPtrArray *ended;
  guint n_cancelled;
} Fixture;

typedef struct
{
  Fixture *fixture;
  GCancellable *cancellable;
  char *id;
} Entry;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->client = testing_client_new (proctor_testing_server_get_url (fixture->server), NULL);
  fixture->ended = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  testing_assert_works (g_steal_pointer (&fixture->client), fixture->server, NULL);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->ended, g_ptr_array_unref);
}

static void
limit (Fixture *fixture,
       guint most_at_once)
{
  proctor_client_set_limits (fixture->client, most_at_once, MEBIBYTE, TESTING_PATIENCE_SECS);
}

static void
answer_after (Fixture *fixture,
              guint delay_msecs)
{
  const ProctorTestingAnswer answer = { .body = "{}", .delay_msecs = delay_msecs };

  proctor_testing_server_answer (fixture->server, "GET", "*", &answer);
}

static void
ended_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Entry *entry = user_data;
  Fixture *fixture = entry->fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = proctor_client_send_finish (PROCTOR_CLIENT (object), result, &error);

  if (error != NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      fixture->n_cancelled++;
    }
  g_ptr_array_add (fixture->ended, g_steal_pointer (&entry->id));
  g_clear_object (&entry->cancellable);
  g_free (entry);
}

/* Returns what cancels it. */
static GCancellable *
add (Fixture *fixture,
     guint number)
{
  Entry *entry = g_new0 (Entry, 1);
  ProctorRequest *request;

  entry->fixture = fixture;
  entry->id = g_strdup_printf ("%u", number);
  entry->cancellable = g_cancellable_new ();
  request = proctor_request_new ("GET", "%", entry->id, NULL);
  proctor_request_expect_bytes (request);
  proctor_client_send_async (fixture->client, request, entry->cancellable, ended_cb, entry);

  return entry->cancellable;
}

static void
add_many (Fixture *fixture,
          guint n)
{
  for (guint i = 0; i < n; i++)
    add (fixture, i);
}

typedef struct
{
  Fixture *fixture;
  guint n;
} Wanted;

static gboolean
have_ended (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return wanted->fixture->ended->len >= wanted->n;
}

static void
wait_for (Fixture *fixture,
          guint n)
{
  Wanted wanted = { fixture, n };

  proctor_testing_wait_for ("the requests to end", have_ended, &wanted);
  testing_settle (20);
  g_assert_cmpuint (fixture->ended->len, ==, n);
}

static char *
list_arrived (Fixture *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      g_string_append_printf (text, "%s ", request->path + strlen ("/v1/"));
    }

  return g_string_free (text, FALSE);
}

static void
test_limit (Fixture *fixture,
            gconstpointer data)
{
  guint most = GPOINTER_TO_UINT (data);

  limit (fixture, most);
  /* Long enough that all that may be there at once are. */
  answer_after (fixture, 10 * most);
  add_many (fixture, MANY);
  wait_for (fixture, MANY);

  g_assert_cmpuint (fixture->n_cancelled, ==, 0);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, MANY);
  g_assert_cmpuint (proctor_testing_server_get_peak (fixture->server), ==, most);
  g_assert_cmpuint (proctor_testing_server_count_connections (fixture->server), <=, most);
}

static void
test_order (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *arrived = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);

  limit (fixture, 1);
  answer_after (fixture, 0);
  add_many (fixture, MANY);
  wait_for (fixture, MANY);

  arrived = list_arrived (fixture);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_string_append_printf (expected, "%u ", i);
      g_assert_cmpstr (g_ptr_array_index (fixture->ended, i), ==, id);
    }
  g_assert_cmpstr (arrived, ==, expected->str);
}

/* Nobody waits for what was taken back, and it is never sent. */
static void
test_cancel_in_the_middle (Fixture *fixture,
                           gconstpointer data)
{
  g_autofree char *arrived = NULL;
  GCancellable *cancellables[8];

  limit (fixture, 1);
  answer_after (fixture, 50);
  for (guint i = 0; i < G_N_ELEMENTS (cancellables); i++)
    cancellables[i] = add (fixture, i);
  proctor_testing_server_wait_requests (fixture->server, 1);
  g_cancellable_cancel (cancellables[3]);
  g_cancellable_cancel (cancellables[5]);
  g_cancellable_cancel (cancellables[7]);
  wait_for (fixture, G_N_ELEMENTS (cancellables));

  g_assert_cmpuint (fixture->n_cancelled, ==, 3);
  arrived = list_arrived (fixture);
  g_assert_cmpstr (arrived, ==, "0 1 2 4 6 ");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (g_ptr_array_index (fixture->ended, i), ==, ((const char *const[]) { "3", "5", "7" })[i]);
}

static void
test_cancel_all (Fixture *fixture,
                 gconstpointer data)
{
  GCancellable *cancellables[MANY];

  limit (fixture, 2);
  answer_after (fixture, 10 * 1000);
  for (guint i = 0; i < MANY; i++)
    cancellables[i] = add (fixture, i);
  proctor_testing_server_wait_requests (fixture->server, 2);
  for (guint i = MANY; i > 0; i--)
    g_cancellable_cancel (cancellables[i - 1]);
  wait_for (fixture, MANY);

  g_assert_cmpuint (fixture->n_cancelled, ==, MANY);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 2);
}

/* A key is for what goes out from then on, also for what waits already. */
static void
test_keys (Fixture *fixture,
           gconstpointer data)
{
  const char *const keys[] = { TESTING_KEY, "second", NULL, "fourth" };
  const char *const expected[] = { TESTING_KEY, "second", NULL, "fourth", "fourth" };
  g_autoptr (GPtrArray) requests = NULL;

  limit (fixture, 1);
  answer_after (fixture, 150);
  add_many (fixture, G_N_ELEMENTS (expected));
  for (guint i = 1; i < G_N_ELEMENTS (keys); i++)
    {
      proctor_testing_server_wait_requests (fixture->server, i);
      proctor_client_set_key (fixture->client, keys[i]);
    }
  wait_for (fixture, G_N_ELEMENTS (expected));

  requests = proctor_testing_server_dup_requests (fixture->server);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (proctor_testing_request_get_header (g_ptr_array_index (requests, i), "xi-api-key"), ==, expected[i]);
}

/* Who waits to ask again leaves the turn to others meanwhile. */
static void
test_pause_makes_room (Fixture *fixture,
                       gconstpointer data)
{
  const ProctorTestingAnswer failed = { .status = 503, .headers = (const char *const[]) { "retry-after-ms", "200", NULL } };
  const ProctorTestingAnswer fine = { .body = "{}" };
  g_autofree char *arrived = NULL;

  limit (fixture, 1);
  proctor_testing_server_answer (fixture->server, "GET", "/v1/0", &failed);
  proctor_testing_server_answer (fixture->server, "GET", "/v1/0", &fine);
  answer_after (fixture, 0);
  add_many (fixture, 4);
  wait_for (fixture, 4);

  arrived = list_arrived (fixture);
  g_assert_cmpstr (arrived, ==, "0 1 2 3 0 ");
}

/* What asks again goes before those who never had their turn. */
static void
test_pause_keeps_turn (Fixture *fixture,
                       gconstpointer data)
{
  const ProctorTestingAnswer failed = { .status = 503, .headers = (const char *const[]) { "retry-after-ms", "20", NULL } };
  const ProctorTestingAnswer fine = { .body = "{}" };
  g_autofree char *arrived = NULL;

  limit (fixture, 1);
  proctor_testing_server_answer (fixture->server, "GET", "/v1/0", &failed);
  proctor_testing_server_answer (fixture->server, "GET", "/v1/0", &fine);
  answer_after (fixture, 300);
  add_many (fixture, 4);
  wait_for (fixture, 4);

  arrived = list_arrived (fixture);
  g_assert_cmpstr (arrived, ==, "0 1 0 2 3 ");
}

/* From within a callback one may ask on. */

static void
chain_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = proctor_client_send_finish (PROCTOR_CLIENT (object), result, &error);

  g_assert_no_error (error);
  g_ptr_array_add (fixture->ended, NULL);
  if (fixture->ended->len < 10)
    {
      ProctorRequest *request = proctor_request_new ("GET", "%", "next", NULL);

      proctor_request_expect_bytes (request);
      proctor_client_send_async (fixture->client, request, NULL, chain_cb, fixture);
    }
}

static void
test_chain (Fixture *fixture,
            gconstpointer data)
{
  ProctorRequest *request = proctor_request_new ("GET", "%", "first", NULL);

  limit (fixture, 1);
  answer_after (fixture, 0);
  proctor_request_expect_bytes (request);
  proctor_client_send_async (fixture->client, request, NULL, chain_cb, fixture);
  wait_for (fixture, 10);
  g_assert_cmpuint (proctor_testing_server_get_peak (fixture->server), ==, 1);
}

static void
test_invalid (Fixture *fixture,
              gconstpointer data)
{
  const char *const ids[] = { "", ".", "..", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (ProctorRequest) request = proctor_request_new ("GET", "convai/%", ids[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (proctor_request_check (request, &error));
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT);
      testing_assert_sentence (error->message);
    }
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 0);
}

#define ADD(name, data, test) g_test_add ("/queue/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("limit/1", GUINT_TO_POINTER (1), test_limit);
  ADD ("limit/3", GUINT_TO_POINTER (3), test_limit);
  ADD ("limit/6", GUINT_TO_POINTER (6), test_limit);
  ADD ("limit/20", GUINT_TO_POINTER (20), test_limit);
  ADD ("order", NULL, test_order);
  ADD ("cancel-in-the-middle", NULL, test_cancel_in_the_middle);
  ADD ("cancel-all", NULL, test_cancel_all);
  ADD ("keys", NULL, test_keys);
  ADD ("pause-makes-room", NULL, test_pause_makes_room);
  ADD ("pause-keeps-turn", NULL, test_pause_keeps_turn);
  ADD ("chain", NULL, test_chain);
  ADD ("invalid", NULL, test_invalid);

  return g_test_run ();
}
