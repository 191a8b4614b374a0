/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-connection.h"
#include "proctor-history-feed.h"
#include "proctor-rerun.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "proctor-watcher.h"
#include "testing-invocation.h"
#include "testing-result.h"

#include <string.h>

#define LIST "/v1/convai/test-invocations"

typedef struct
{
  char *folder;
  ProctorTestingServer *server;
  ProctorClient *client;
  ProctorHistory *history;
  ProctorHealth *health;
  ProctorHistoryFeed *feed;
  ProctorWatcher *watcher;
  guint n_settled;
  char *ended;
} Fixture;

static void
open_feed (Fixture *fixture)
{
  fixture->history = proctor_history_new (fixture->folder);
  fixture->feed = proctor_history_feed_new (fixture->client, "w", fixture->history, fixture->health);
}

static void
close_feed (Fixture *fixture)
{
  GAsyncResult *kept = NULL;
  GAsyncResult *result;

  if (fixture->watcher != NULL)
    proctor_testing_assert_finalized (g_steal_pointer (&fixture->watcher));
  if (fixture->feed != NULL)
    proctor_testing_assert_finalized (g_steal_pointer (&fixture->feed));
  proctor_history_close_async (fixture->history, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_history_close_finish (fixture->history, result);
  g_object_unref (result);
  g_clear_object (&fixture->history);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = proctor_testing_make_folder ();
  fixture->server = proctor_testing_server_new ();
  connection = proctor_connection_new ("w", "Work", proctor_testing_server_get_url (fixture->server), &error);
  g_assert_no_error (error);
  fixture->client = proctor_client_new (connection, "key");
  fixture->health = proctor_health_new ();
  open_feed (fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  close_feed (fixture);
  g_clear_object (&fixture->health);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->server);
  proctor_testing_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->ended);
}

static void
settled_cb (Fixture *fixture)
{
  fixture->n_settled++;
}

static void
ended_cb (Fixture *fixture,
          const char *id,
          const char *title,
          guint n_passed,
          guint n_runs)
{
  g_assert_null (fixture->ended);
  fixture->ended = g_strdup_printf ("%s: %u of %u (%s)", title, n_passed, n_runs, id);
}

static void
watch (Fixture *fixture)
{
  g_signal_connect_swapped (fixture->feed, "ended", G_CALLBACK (ended_cb), fixture);
  fixture->watcher = proctor_history_feed_watch (fixture->feed, "a");
  g_signal_connect_swapped (fixture->watcher, "settled", G_CALLBACK (settled_cb), fixture);
}

static void
answer (Fixture *fixture,
        const char *method,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (fixture->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

/* What the list says of it: how many have passed, and how many have not ended. */
static void
answer_list (Fixture *fixture,
             guint n_passed,
             guint n_pending)
{
  g_autofree char *body = g_strdup_printf ("{\"results\": [{\"id\": \"a\", \"title\": \"Bookings\", \"created_at_unix_secs\": 1782000000, \"test_run_count\": %u,"
                                           " \"passed_count\": %u, \"failed_count\": 0, \"pending_count\": %u}], \"has_more\": false, \"next_cursor\": null}",
                                           n_passed + n_pending, n_passed, n_pending);

  answer (fixture, "GET", LIST, 0, body);
}

/* Statuses with spaces between them: a run each, of the tests t0, t1, t0, t1 and so on. */
static void
answer_runs (Fixture *fixture,
             const char *statuses,
             const char *bucketing)
{
  g_auto (GStrv) words = g_strsplit (statuses, " ", -1);
  g_autofree char *members = bucketing != NULL ? g_strdup_printf ("\"bucketing_status\": \"%s\",", bucketing) : NULL;
  g_autoptr (GArray) runs = g_array_new (FALSE, TRUE, sizeof (TestingRun));
  g_autofree char *body = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      TestingRun run = { .test_id = i % 2 == 0 ? "t0" : "t1", .status = words[i], .at = 1782000100 + i, .said = "Good day." };

      g_array_append_val (runs, run);
    }
  body = testing_invocation_make ("a", members, (const TestingRun *) runs->data, runs->len);
  answer (fixture, "GET", LIST "/a", 0, body);
}

typedef struct
{
  Fixture *fixture;
  ProctorWatcherState state;
  guint n;
} Wanted;

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_watcher_get_state (wanted->fixture->watcher) == wanted->state;
}

static void
wait_state (Fixture *fixture,
            ProctorWatcherState state)
{
  proctor_testing_wait_for ("the state", has_state, &(Wanted) { fixture, state, 0 });
}

static gboolean
has_ended (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_watcher_get_n_ended (wanted->fixture->watcher) == wanted->n;
}

static gboolean
has_error (gpointer user_data)
{
  return proctor_watcher_get_error (((Fixture *) user_data)->watcher) != NULL;
}

static gboolean
is_over (gpointer user_data)
{
  return g_get_monotonic_time () > *(gint64 *) user_data;
}

static void
settle (guint msecs)
{
  gint64 end = g_get_monotonic_time () + (gint64) msecs * 1000;

  proctor_testing_wait_for ("nothing", is_over, &end);
}

static guint
count_bodies (Fixture *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += strcmp (((ProctorTestingRequest *) requests->pdata[i])->path, LIST "/a") == 0 ? 1 : 0;

  return n;
}

static guint
get_count (Fixture *fixture,
           ProctorOutcome outcome)
{
  return proctor_matrix_get_sums (proctor_watcher_get_matrix (fixture->watcher))->counts[outcome];
}

/* From the first look to the end, with the same rows all along. */
static void
test_to_the_end (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (ProctorMatrixRow) row = NULL;

  answer_list (fixture, 0, 4);
  answer_list (fixture, 2, 2);
  answer_list (fixture, 4, 0);
  answer_runs (fixture, "pending pending pending pending", "pending");
  answer_runs (fixture, "passed passed pending pending", "pending");
  answer_runs (fixture, "passed passed failed passed", "pending");
  answer_runs (fixture, "passed passed failed passed", "completed");
  watch (fixture);
  g_assert_cmpint (proctor_watcher_get_state (fixture->watcher), ==, PROCTOR_WATCHER_LOADING);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  g_assert_cmpuint (proctor_watcher_get_n_runs (fixture->watcher), ==, 4);
  g_assert_cmpstr (proctor_watcher_get_title (fixture->watcher), ==, "Bookings");
  row = g_list_model_get_item (G_LIST_MODEL (proctor_watcher_get_matrix (fixture->watcher)), 0);

  proctor_testing_wait_for ("two to end", has_ended, &(Wanted) { fixture, 0, 2 });
  wait_state (fixture, PROCTOR_WATCHER_GROUPING);
  g_assert_cmpuint (fixture->n_settled, ==, 0);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (fixture->n_settled, ==, 1);
  g_assert_cmpuint (count_bodies (fixture), ==, 4);
  g_assert_cmpuint (proctor_watcher_get_n_requests (fixture->watcher), ==, 4);
  g_assert_cmpuint (proctor_watcher_get_n_bytes (fixture->watcher), >, 1000);
  g_assert_cmpuint (proctor_matrix_row_get_n_cells (row), ==, 2);
  g_assert_cmpint (proctor_matrix_row_get_outcome (row, 0), ==, PROCTOR_OUTCOME_PASSED);
  /* What failed without a word of why is an error, as everywhere. */
  g_assert_cmpint (proctor_matrix_row_get_outcome (row, 1), ==, PROCTOR_OUTCOME_ERROR);
  g_assert_cmpint (proctor_watcher_get_ended_at (fixture->watcher), ==, 1782000103);

  /* It is told of once, and left alone from then on. */
  settle (1300);
  g_assert_cmpstr (fixture->ended, ==, "Bookings: 3 of 4 (a)");
  g_assert_cmpuint (count_bodies (fixture), ==, 4);
}

/* Who else looks at it sees the same, and nothing is asked twice. */
static void
test_shared (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (ProctorWatcher) other = NULL;

  answer_list (fixture, 2, 0);
  answer_runs (fixture, "passed passed", NULL);
  watch (fixture);
  other = proctor_history_feed_watch (fixture->feed, "a");
  g_assert_true (other == fixture->watcher);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (count_bodies (fixture), ==, 1);
  /* It did not end while it was watched. */
  g_assert_cmpuint (fixture->n_settled, ==, 0);
  g_assert_null (fixture->ended);
}

/* What has ended is read from the disk, also where there is no server any more. */
static void
test_from_history (Fixture *fixture,
                   gconstpointer data)
{
  answer_list (fixture, 2, 0);
  answer_runs (fixture, "passed cancelled", NULL);
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  settle (300);
  close_feed (fixture);

  proctor_testing_server_reset (fixture->server);
  open_feed (fixture);
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpstr (proctor_watcher_get_title (fixture->watcher), ==, "Bookings");
  g_assert_cmpuint (get_count (fixture, PROCTOR_OUTCOME_CANCELLED), ==, 1);
  settle (200);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 0);
}

/* What had not ended when the program did is looked after again, whether or not the list has it. */
static void
test_resumed (Fixture *fixture,
              gconstpointer data)
{
  answer_list (fixture, 0, 2);
  answer_runs (fixture, "pending pending", NULL);
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  settle (300);
  close_feed (fixture);

  proctor_testing_server_reset (fixture->server);
  answer (fixture, "GET", LIST, 0, "{\"results\": [], \"has_more\": false, \"next_cursor\": null}");
  answer_runs (fixture, "passed pending", NULL);
  answer_runs (fixture, "passed passed", NULL);
  open_feed (fixture);
  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_server_wait_requests (fixture->server, 2);
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (get_count (fixture, PROCTOR_OUTCOME_PASSED), ==, 2);
}

/* A status that nobody knows may be another way to wait. */
static void
test_unknown_status (Fixture *fixture,
                     gconstpointer data)
{
  answer_list (fixture, 1, 0);
  answer_runs (fixture, "passed dreaming", NULL);
  answer_runs (fixture, "passed dreaming", NULL);
  answer_runs (fixture, "passed passed", NULL);
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  g_assert_cmpuint (get_count (fixture, PROCTOR_OUTCOME_PASSED), ==, 1);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (get_count (fixture, PROCTOR_OUTCOME_PASSED), ==, 2);
}

/* Grouping can fail; then it is over, too. */
static void
test_bucketing_failed (Fixture *fixture,
                       gconstpointer data)
{
  answer_list (fixture, 2, 0);
  answer_runs (fixture, "passed passed", "pending");
  answer_runs (fixture, "passed passed", "failed");
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_GROUPING);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
}

/* A server that takes something back is believed. */
static void
test_flapping (Fixture *fixture,
               gconstpointer data)
{
  answer_list (fixture, 1, 1);
  answer_list (fixture, 0, 2);
  answer_list (fixture, 2, 0);
  answer_runs (fixture, "passed pending", NULL);
  answer_runs (fixture, "pending pending", NULL);
  answer_runs (fixture, "passed passed", NULL);
  watch (fixture);
  proctor_testing_wait_for ("one to end", has_ended, &(Wanted) { fixture, 0, 1 });
  proctor_testing_wait_for ("none to have ended", has_ended, &(Wanted) { fixture, 0, 0 });
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
}

/* What the server doesn't know any more is not asked for again. */
static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  answer_list (fixture, 0, 2);
  answer_list (fixture, 1, 1);
  answer_list (fixture, 1, 1);
  answer_runs (fixture, "pending pending", NULL);
  answer (fixture, "GET", LIST "/a", 404, "{\"detail\": \"Not Found\"}");
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  wait_state (fixture, PROCTOR_WATCHER_GONE);
  g_assert_cmpuint (proctor_matrix_get_n_runs (proctor_watcher_get_matrix (fixture->watcher)), ==, 2);
  settle (1300);
  g_assert_cmpuint (count_bodies (fixture), ==, 2);

  /* Unless somebody wants to know. */
  proctor_testing_server_reset (fixture->server);
  answer_list (fixture, 2, 0);
  answer_runs (fixture, "passed passed", NULL);
  proctor_watcher_retry (fixture->watcher);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
}

/* Why nothing new is known is said, and it goes on when there is an answer again. */
static void
test_trouble (Fixture *fixture,
              gconstpointer data)
{
  const GError *error;

  answer (fixture, "GET", LIST, 401, "{\"detail\": {\"type\": \"authentication_error\", \"code\": \"invalid_api_key\", \"message\": \"API key is invalid.\"}}");
  watch (fixture);
  proctor_testing_wait_for ("an error", has_error, fixture);
  error = proctor_watcher_get_error (fixture->watcher);
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_KEY);
  g_assert_cmpint (proctor_watcher_get_state (fixture->watcher), ==, PROCTOR_WATCHER_LOADING);

  proctor_testing_server_reset (fixture->server);
  answer_list (fixture, 1, 0);
  answer_runs (fixture, "passed", NULL);
  proctor_watcher_retry (fixture->watcher);
  proctor_testing_set_patience (30);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_null (proctor_watcher_get_error (fixture->watcher));
}

/* While the engine is away nobody is asked, and nothing fails. It is said all the same, but not of what has
 * never been answered. */
static void
test_held (Fixture *fixture,
           gconstpointer data)
{
  answer_list (fixture, 0, 1);
  answer_runs (fixture, "pending", NULL);
  watch (fixture);
  proctor_client_set_held (fixture->client, TRUE);
  proctor_health_set (fixture->health, PROCTOR_HEALTH_STARTING, "The Engine Is Starting", NULL, NULL);
  g_assert_no_error (proctor_watcher_get_error (fixture->watcher));

  proctor_health_set (fixture->health, PROCTOR_HEALTH_CONNECTING, NULL, NULL, NULL);
  proctor_client_set_held (fixture->client, FALSE);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  proctor_client_set_held (fixture->client, TRUE);
  proctor_health_set (fixture->health, PROCTOR_HEALTH_STARTING, "The Engine Is Starting", NULL, NULL);
  g_assert_error (proctor_watcher_get_error (fixture->watcher), PROCTOR_API_ERROR, PROCTOR_API_ERROR_NETWORK);
  g_assert_cmpint (proctor_watcher_get_answered_at (fixture->watcher), >, 0);

  answer_list (fixture, 1, 0);
  answer_runs (fixture, "passed", NULL);
  proctor_health_set (fixture->health, PROCTOR_HEALTH_CONNECTING, NULL, NULL, NULL);
  proctor_client_set_held (fixture->client, FALSE);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_no_error (proctor_watcher_get_error (fixture->watcher));
}

/* What can't be read says so, and is not asked for over and over. */
static void
test_unreadable (Fixture *fixture,
                 gconstpointer data)
{
  answer_list (fixture, 1, 0);
  answer (fixture, "GET", LIST "/a", 0, "{\"id\": \"a\", \"test_runs\": [{]}");
  watch (fixture);
  proctor_testing_wait_for ("an error", has_error, fixture);
  settle (1300);
  g_assert_cmpuint (count_bodies (fixture), ==, 1);
}

static void
test_paused (Fixture *fixture,
             gconstpointer data)
{
  answer_list (fixture, 0, 60);
  answer_list (fixture, 1, 59);
  answer_runs (fixture, "pending pending", NULL);
  answer_runs (fixture, "passed passed", NULL);
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  proctor_watcher_set_paused (fixture->watcher, TRUE);
  settle (2500);
  g_assert_cmpuint (count_bodies (fixture), ==, 1);
  proctor_watcher_set_paused (fixture->watcher, FALSE);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
}

static void
cancel (Fixture *fixture,
        GError **error)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  proctor_watcher_cancel_async (fixture->watcher, NULL, testing_result_cb, &kept);
  g_assert_false (proctor_watcher_can_cancel (fixture->watcher));
  result = testing_result_wait (&kept);
  proctor_watcher_cancel_finish (fixture->watcher, result, error);
}

static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  answer_list (fixture, 1, 1);
  answer_list (fixture, 1, 0);
  answer_runs (fixture, "passed pending", NULL);
  answer_runs (fixture, "passed cancelled", NULL);
  answer (fixture, "POST", LIST "/a/cancel", 0, "{}");
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  g_assert_true (proctor_watcher_can_cancel (fixture->watcher));
  cancel (fixture, &error);
  g_assert_no_error (error);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (get_count (fixture, PROCTOR_OUTCOME_CANCELLED), ==, 1);
}

/* Where the server has no such thing, it is not offered again. */
static void
test_no_cancel (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  answer_list (fixture, 1, 1);
  answer_runs (fixture, "passed pending", NULL);
  answer (fixture, "POST", LIST "/a/cancel", 405, "{\"detail\": \"Method Not Allowed\"}");
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  cancel (fixture, &error);
  g_assert_nonnull (error);
  g_assert_false (proctor_watcher_can_cancel (fixture->watcher));
}

/* The runs stay in their invocation, which is followed again; nothing is sent twice. */
static void
test_rerun (Fixture *fixture,
            gconstpointer data)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;
  g_auto (GStrv) tests = NULL;
  g_auto (GStrv) passed = NULL;
  guint n_sent = 0;

  answer_list (fixture, 1, 0);
  answer_runs (fixture, "passed failed passed", NULL);
  answer_runs (fixture, "passed pending passed", NULL);
  answer_runs (fixture, "passed passed passed", NULL);
  answer (fixture, "POST", LIST "/a/resubmit", 0, "null");
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  ids = proctor_rerun_dup_runs (proctor_watcher_get_matrix (fixture->watcher), PROCTOR_OUTCOME_ERROR);
  g_assert_cmpstr (ids[0], ==, "a_run_1");
  g_assert_null (ids[1]);
  tests = proctor_rerun_dup_tests (proctor_watcher_get_matrix (fixture->watcher));
  g_assert_cmpuint (g_strv_length (tests), ==, 2);
  passed = proctor_rerun_dup_ended (proctor_watcher_get_matrix (fixture->watcher));
  g_assert_cmpuint (g_strv_length (passed), ==, 3);

  proctor_rerun_async (fixture->watcher, (const char *const *) ids, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_rerun_finish (fixture->watcher, result, &error));
  g_assert_no_error (error);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (get_count (fixture, PROCTOR_OUTCOME_PASSED), ==, 3);
  g_assert_cmpuint (fixture->n_settled, ==, 1);
  g_assert_cmpstr (fixture->ended, ==, "Bookings: 3 of 3 (a)");

  requests = proctor_testing_server_dup_requests (fixture->server);
  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));

      if (strcmp (request->path, LIST "/a/resubmit") != 0)
        continue;
      n_sent++;
      g_assert_nonnull (strstr (body, "a_run_1"));
      g_assert_null (strstr (body, "a_run_0"));
      g_assert_nonnull (strstr (body, "agent_1"));
    }
  g_assert_cmpuint (n_sent, ==, 1);
}

/* What went wrong is said, and where the answer got lost the invocation shows what was begun. */
static void
test_rerun_fails (Fixture *fixture,
                  gconstpointer data)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *const ids[] = { "a_run_0", NULL };

  answer_list (fixture, 1, 0);
  answer_runs (fixture, "passed", NULL);
  answer_runs (fixture, "pending", NULL);
  proctor_testing_server_answer (fixture->server, "POST", LIST "/a/resubmit", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  proctor_rerun_async (fixture->watcher, ids, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_false (proctor_rerun_finish (fixture->watcher, result, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
  wait_state (fixture, PROCTOR_WATCHER_RUNNING);
}

static void
test_read_run (Fixture *fixture,
               gconstpointer data)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorRun) run = NULL;
  g_autoptr (GError) error = NULL;

  answer_list (fixture, 2, 0);
  answer_runs (fixture, "passed passed", NULL);
  watch (fixture);
  wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  proctor_watcher_read_run_async (fixture->watcher, 1, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  run = proctor_watcher_read_run_finish (fixture->watcher, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_run_get_test_run_id (run), ==, "a_run_1");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_run_get_agent_responses (run)), ==, 2);
}

static void
add (const char *name,
     void (*test) (Fixture *fixture,
                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/watcher/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("to-the-end", test_to_the_end);
  add ("shared", test_shared);
  add ("from-history", test_from_history);
  add ("resumed", test_resumed);
  add ("unknown-status", test_unknown_status);
  add ("bucketing-failed", test_bucketing_failed);
  add ("flapping", test_flapping);
  add ("gone", test_gone);
  add ("trouble", test_trouble);
  add ("held", test_held);
  add ("unreadable", test_unreadable);
  add ("paused", test_paused);
  add ("cancel", test_cancel);
  add ("no-cancel", test_no_cancel);
  add ("rerun", test_rerun);
  add ("rerun-fails", test_rerun_fails);
  add ("read-run", test_read_run);

  return g_test_run ();
}
