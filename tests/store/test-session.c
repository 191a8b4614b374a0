/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-session.h"

#include <string.h>

#include "proctor-client.h"
#include "proctor-key-ring.h"
#include "proctor-testing-server.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "testing-place.h"
#include "testing-result.h"

/* A workspace that is open: when it asks, and what it says of how that goes. */

#define INVOCATIONS "/v1/convai/test-invocations"
#define LATE_MSECS 1000

typedef struct
{
  ProctorHealth *health;
  ProctorHealthState state;
} Wanted;

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_health_get_state (wanted->health) == wanted->state;
}

static void
wait_for_health (ProctorSession *session,
                 ProctorHealthState state)
{
  Wanted wanted = { proctor_session_get_health (session), state };

  if (!proctor_testing_wait (has_state, &wanted))
    g_error ("It is %u instead of %u: %s", proctor_health_get_state (wanted.health), state, proctor_health_get_message (wanted.health));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
answer_well (ProctorTestingServer *server)
{
  const ProctorTestingAnswer tests = { .body = "{\"tests\": [], \"next_cursor\": null, \"has_more\": false}" };
  const ProctorTestingAnswer runs = { .body = "{\"results\": [], \"next_cursor\": null, \"has_more\": false}" };

  proctor_testing_server_answer (server, "*", "*", &tests);
  proctor_testing_server_answer (server, "GET", INVOCATIONS, &runs);
}

static void
answer_all (ProctorTestingServer *server,
            const ProctorTestingAnswer *answer)
{
  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", answer);
}

static ProctorSession *
open_session (TestingPlace *place,
              ProctorTestingServer *server)
{
  g_autoptr (ProctorHistory) history = proctor_history_new (place->data);
  g_autoptr (ProctorCache) cache = proctor_cache_new (place->cache);

  return proctor_testing_session_new (server, cache, history);
}

static void
test_start (TestingPlace *place,
            gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorSession) session = open_session (place, server);
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (ProctorHealth) health = NULL;
  g_autoptr (ProctorLibrary) library = NULL;
  g_autoptr (GObject) trash = NULL;
  guint n_visible = 0;
  gboolean visible;

  answer_well (server);
  g_assert_cmpuint (proctor_health_get_state (proctor_session_get_health (session)), ==, PROCTOR_HEALTH_CONNECTING);
  proctor_session_start (session);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);

  g_signal_connect_swapped (session, "notify::visible", G_CALLBACK (count_cb), &n_visible);
  g_object_set (session, "visible", TRUE, NULL);
  proctor_session_set_visible (session, TRUE);
  g_object_get (session, "workspace", &workspace, "health", &health, "library", &library, "trash", &trash, "visible", &visible, NULL);
  g_assert_true (workspace == proctor_session_get_workspace (session));
  g_assert_true (health == proctor_session_get_health (session));
  g_assert_true (library == proctor_session_get_library (session));
  g_assert_true (trash == G_OBJECT (proctor_session_get_trash (session)));
  g_assert_true (visible);
  g_assert_cmpuint (n_visible, ==, 1);
}

/* However far it has come. */
static void
test_dropped (TestingPlace *place,
              gconstpointer data)
{
  const ProctorTestingAnswer stalled = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  ProctorSession *session = open_session (place, server);

  answer_all (server, &stalled);
  proctor_testing_assert_finalized (session);
  session = open_session (place, server);
  proctor_session_start (session);
  proctor_testing_assert_finalized (session);
  session = open_session (place, server);
  proctor_session_set_visible (session, TRUE);
  proctor_session_start (session);
  proctor_testing_server_wait_requests (server, 1);
  proctor_testing_assert_finalized (session);
}

static void
test_offline (TestingPlace *place,
              gconstpointer data)
{
  const ProctorTestingAnswer broken = { .fault = PROCTOR_TESTING_FAULT_DROP };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorSession) session = open_session (place, server);
  guint n_recovered = 0;

  answer_all (server, &broken);
  g_signal_connect_swapped (proctor_session_get_health (session), "recovered", G_CALLBACK (count_cb), &n_recovered);
  proctor_session_start (session);
  wait_for_health (session, PROCTOR_HEALTH_OFFLINE);
  g_assert_nonnull (proctor_health_get_message (proctor_session_get_health (session)));

  /* It tries again by itself. */
  proctor_testing_server_reset (server);
  answer_well (server);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  g_assert_cmpuint (n_recovered, ==, 1);
}

/* That the network has changed means: ask. */
static void
test_network (TestingPlace *place,
              gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorSession) session = open_session (place, server);
  guint n_before;

  answer_well (server);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  proctor_session_start (session);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  n_before = proctor_testing_server_count_requests (server);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", FALSE);
  proctor_testing_server_wait_requests (server, n_before + 1);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
}

static void
test_retry (TestingPlace *place,
            gconstpointer data)
{
  const ProctorTestingAnswer refused = { .status = 401, .body = "{}" };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorSession) session = open_session (place, server);

  answer_all (server, &refused);
  proctor_session_start (session);
  wait_for_health (session, PROCTOR_HEALTH_KEY_REFUSED);
  g_assert_nonnull (proctor_health_get_advice (proctor_session_get_health (session)));

  proctor_testing_server_reset (server);
  answer_well (server);
  proctor_session_retry (session);
  g_assert_cmpuint (proctor_health_get_state (proctor_session_get_health (session)), ==, PROCTOR_HEALTH_CONNECTING);
  g_assert_null (proctor_health_get_title (proctor_session_get_health (session)));
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
}

static gboolean
was_asked_for_runs (gpointer user_data)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (user_data);

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      if (g_str_equal (request->path, INVOCATIONS))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_later (gpointer user_data)
{
  return g_get_monotonic_time () >= *(gint64 *) user_data;
}

/* What was asked before somebody said to try again, and is refused after the rest was answered well. */
static void
test_late_refusal (TestingPlace *place,
                   gconstpointer data)
{
  const ProctorTestingAnswer refused = { .status = 401, .body = "{}" };
  const ProctorTestingAnswer refused_late = { .status = 401, .body = "{}", .delay_msecs = LATE_MSECS };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorSession) session = open_session (place, server);
  ProctorHealth *health = proctor_session_get_health (session);
  guint n_changed = 0;
  gint64 late_usecs;

  answer_all (server, &refused);
  proctor_testing_server_answer (server, "GET", INVOCATIONS, &refused_late);
  proctor_session_start (session);
  wait_for_health (session, PROCTOR_HEALTH_KEY_REFUSED);
  proctor_testing_wait_for ("the question that is refused late", was_asked_for_runs, server);
  late_usecs = g_get_monotonic_time () + (LATE_MSECS + LATE_MSECS / 2) * 1000;

  proctor_testing_server_reset (server);
  answer_well (server);
  proctor_session_retry (session);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  g_signal_connect_swapped (health, "notify::state", G_CALLBACK (count_cb), &n_changed);
  proctor_testing_wait_for ("the late answer", is_later, &late_usecs);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_CONNECTED);
  g_assert_cmpuint (n_changed, ==, 0);
}

/* A server that asks for patience is told of while it is waited for, and not when patience is at an end. */
static void
test_limited (TestingPlace *place,
              gconstpointer data)
{
  const ProctorTestingAnswer limited = { .status = 429, .headers = (const char *const[]) { "Retry-After", "3", NULL }, .body = "{\"detail\": {\"message\": \"Slower.\"}}" };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorSession) session = open_session (place, server);
  ProctorHealth *health = proctor_session_get_health (session);
  guint n_asked;

  answer_all (server, &limited);
  proctor_session_start (session);
  wait_for_health (session, PROCTOR_HEALTH_LIMITED);
  n_asked = proctor_testing_server_count_requests (server);
  g_assert_cmpuint (n_asked, >, 0);
  g_assert_cmpstr (proctor_health_get_message (health), ==, "The server asks for fewer requests. Slower.");
  g_assert_true (proctor_health_is_usable (health));

  /* What was asked before is asked again, and answered. */
  proctor_testing_server_reset (server);
  answer_well (server);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  g_assert_null (proctor_health_get_message (health));
}

static gboolean
has_new_key (gpointer user_data)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (user_data);

  for (guint i = 0; i < requests->len; i++)
    {
      if (g_strcmp0 (proctor_testing_request_get_header (g_ptr_array_index (requests, i), "xi-api-key"), "sk_another_key") == 0)
        return TRUE;
    }

  return FALSE;
}

/* There is no key ring here, so that there is no key in it. */
static void
test_no_key (TestingPlace *place,
             gconstpointer data)
{
  const ProctorTestingAnswer refused = { .status = 401, .body = "{}" };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorSession) session = open_session (place, server);
  g_autoptr (ProctorKeyRing) key_ring = proctor_key_ring_new ();

  answer_all (server, &refused);
  proctor_session_use_key_ring (session, key_ring);
  proctor_session_start (session);
  wait_for_health (session, PROCTOR_HEALTH_KEY_REFUSED);
  g_assert_cmpstr (proctor_health_get_title (proctor_session_get_health (session)), ==, "No Key");
  proctor_testing_server_wait_requests (server, 1);

  proctor_testing_server_reset (server);
  answer_well (server);
  proctor_session_set_key (session, "sk_another_key");
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  proctor_testing_wait_for ("the key", has_new_key, server);
}

static ProctorSession *
open_local (TestingPlace *place,
            ProctorEngineService *engine)
{
  g_autoptr (ProctorHistory) history = proctor_history_new (place->data);
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new (PROCTOR_WORKSPACE_LOCAL_ID, "Sample", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (ProctorClient) client = NULL;
  g_autoptr (GError) error = NULL;
  ProctorSession *session;

  proctor_engine_service_prepare_async (engine, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_engine_service_prepare_finish (engine, result, &error));
  connection = proctor_connection_new_local ("local", NULL, proctor_engine_service_get_socket_path (engine), &error);
  g_assert_no_error (error);
  client = proctor_client_new (connection, NULL);
  session = proctor_session_new (workspace, client, NULL, history);
  proctor_engine_service_start (engine);
  proctor_session_use_engine (session, engine);
  proctor_session_start (session);

  return session;
}

/* What is asked waits for the engine and never fails because of it. */
static void
test_engine (TestingPlace *place,
             gconstpointer data)
{
  g_autoptr (ProctorEngineService) engine = proctor_engine_service_new (place->data);
  g_autoptr (ProctorSession) session = open_local (place, engine);
  ProctorHealth *health = proctor_session_get_health (session);
  guint n_recovered = 0;

  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_STARTING);
  g_assert_nonnull (proctor_health_get_title (health));
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);

  g_signal_connect_swapped (health, "recovered", G_CALLBACK (count_cb), &n_recovered);
  testing_place_kill_engine (place);
  wait_for_health (session, PROCTOR_HEALTH_STARTING);
  g_assert_nonnull (proctor_health_get_message (health));
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  g_assert_cmpuint (n_recovered, ==, 1);

  proctor_testing_assert_finalized (g_steal_pointer (&session));
}

static void
test_engine_missing (TestingPlace *place,
                     gconstpointer data)
{
  g_autoptr (ProctorEngineService) engine = proctor_engine_service_new (place->data);
  g_autofree char *nowhere = g_build_filename (place->folder, "nowhere", NULL);
  g_autoptr (ProctorSession) session = NULL;
  ProctorHealth *health;

  g_setenv ("PROCTOR_ENGINE", nowhere, TRUE);
  session = open_local (place, engine);
  health = proctor_session_get_health (session);
  wait_for_health (session, PROCTOR_HEALTH_BROKEN);
  g_assert_cmpstr (proctor_health_get_title (health), ==, proctor_engine_service_get_title (engine));
  g_assert_cmpstr (proctor_health_get_message (health), ==, proctor_engine_service_get_message (engine));
  g_assert_cmpstr (proctor_health_get_advice (health), ==, proctor_engine_service_get_advice (engine));
  g_assert_false (proctor_health_is_usable (health));

  g_setenv ("PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"), TRUE);
  proctor_session_retry (session);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
}

/* What has been closed asks for nothing more. */
static void
test_close (TestingPlace *place,
            gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorSession) session = open_session (place, server);
  guint n_requests;

  answer_well (server);
  proctor_session_start (session);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  proctor_session_close (session);
  /* What had been sent arrives meanwhile. */
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  n_requests = proctor_testing_server_count_requests (server);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  proctor_session_set_visible (session, TRUE);
  proctor_session_refresh (session, TRUE);
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, n_requests);
}

#define ADD(name, function) g_test_add (name, TestingPlace, NULL, testing_place_set_up, function, testing_place_tear_down)

int
main (int argc,
      char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  proctor_testing_init (&argc, &argv);

  ADD ("/session/start", test_start);
  ADD ("/session/dropped", test_dropped);
  ADD ("/session/offline", test_offline);
  ADD ("/session/network", test_network);
  ADD ("/session/limited", test_limited);
  ADD ("/session/retry", test_retry);
  ADD ("/session/late-refusal", test_late_refusal);
  ADD ("/session/no-key", test_no_key);
  ADD ("/session/engine", test_engine);
  ADD ("/session/engine-missing", test_engine_missing);
  ADD ("/session/close", test_close);

  return g_test_run ();
}
