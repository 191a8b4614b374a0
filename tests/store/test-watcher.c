/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-rerun.h"
#include "proctor-testing.h"
#include "testing-result.h"
#include "testing-watch.h"

#include <string.h>

/* From the first look to the end, with the same rows all along. */
static void
test_to_the_end (TestingWatch *fixture,
                 gconstpointer data)
{
  g_autoptr (ProctorMatrixRow) row = NULL;

  testing_watch_answer_list (fixture, 0, 4);
  testing_watch_answer_list (fixture, 2, 2);
  testing_watch_answer_list (fixture, 4, 0);
  testing_watch_answer_runs (fixture, "pending pending pending pending", "pending");
  testing_watch_answer_runs (fixture, "passed passed pending pending", "pending");
  testing_watch_answer_runs (fixture, "passed passed failed passed", "pending");
  testing_watch_answer_runs (fixture, "passed passed failed passed", "completed");
  testing_watch_begin (fixture);
  g_assert_cmpint (proctor_watcher_get_state (fixture->watcher), ==, PROCTOR_WATCHER_LOADING);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  g_assert_cmpuint (proctor_watcher_get_n_runs (fixture->watcher), ==, 4);
  g_assert_cmpstr (proctor_watcher_get_title (fixture->watcher), ==, "Bookings");
  row = g_list_model_get_item (G_LIST_MODEL (proctor_watcher_get_matrix (fixture->watcher)), 0);

  testing_watch_wait_ended (fixture, 2);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_GROUPING);
  g_assert_cmpuint (fixture->n_settled, ==, 0);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (fixture->n_settled, ==, 1);
  g_assert_cmpuint (testing_watch_count_bodies (fixture), ==, 4);
  g_assert_cmpuint (proctor_watcher_get_n_requests (fixture->watcher), ==, 4);
  g_assert_cmpuint (proctor_watcher_get_n_bytes (fixture->watcher), >, 1000);
  g_assert_cmpuint (proctor_matrix_row_get_n_cells (row), ==, 2);
  g_assert_cmpint (proctor_matrix_row_get_outcome (row, 0), ==, PROCTOR_OUTCOME_PASSED);
  /* What failed without a word of why is an error, as everywhere. */
  g_assert_cmpint (proctor_matrix_row_get_outcome (row, 1), ==, PROCTOR_OUTCOME_ERROR);
  g_assert_cmpint (proctor_watcher_get_ended_at (fixture->watcher), ==, 1782000103);

  /* It is told of once, and left alone from then on. */
  testing_feed_settle (1300);
  g_assert_cmpstr (fixture->ended, ==, "Bookings: 3 of 4 (a)");
  g_assert_cmpuint (testing_watch_count_bodies (fixture), ==, 4);
}

/* Who else looks at it sees the same, and nothing is asked twice. */
static void
test_shared (TestingWatch *fixture,
             gconstpointer data)
{
  g_autoptr (ProctorWatcher) other = NULL;

  testing_watch_answer_list (fixture, 2, 0);
  testing_watch_answer_runs (fixture, "passed passed", NULL);
  testing_watch_begin (fixture);
  other = proctor_history_feed_watch (fixture->feed.feed, "a");
  g_assert_true (other == fixture->watcher);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (testing_watch_count_bodies (fixture), ==, 1);
  /* It did not end while it was watched. */
  g_assert_cmpuint (fixture->n_settled, ==, 0);
  g_assert_null (fixture->ended);
}

/* What has ended is read from the disk, also where there is no server any more. */
static void
test_from_history (TestingWatch *fixture,
                   gconstpointer data)
{
  testing_watch_answer_list (fixture, 2, 0);
  testing_watch_answer_runs (fixture, "passed cancelled", NULL);
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  testing_feed_settle (300);
  testing_watch_close (fixture);

  proctor_testing_server_reset (fixture->feed.server);
  testing_watch_open (fixture);
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpstr (proctor_watcher_get_title (fixture->watcher), ==, "Bookings");
  g_assert_cmpuint (testing_watch_get_count (fixture, PROCTOR_OUTCOME_CANCELLED), ==, 1);
  testing_feed_settle (200);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->feed.server), ==, 0);
}

/* What had not ended when the program did is looked after again, whether or not the list has it. */
static void
test_resumed (TestingWatch *fixture,
              gconstpointer data)
{
  testing_watch_answer_list (fixture, 0, 2);
  testing_watch_answer_runs (fixture, "pending pending", NULL);
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  testing_feed_settle (300);
  testing_watch_close (fixture);

  proctor_testing_server_reset (fixture->feed.server);
  testing_feed_answer (&fixture->feed, "GET", TESTING_FEED_LIST, 0, "{\"results\": [], \"has_more\": false, \"next_cursor\": null}");
  testing_watch_answer_runs (fixture, "passed pending", NULL);
  testing_watch_answer_runs (fixture, "passed passed", NULL);
  testing_watch_open (fixture);
  proctor_history_feed_refresh (fixture->feed.feed);
  proctor_testing_server_wait_requests (fixture->feed.server, 2);
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (testing_watch_get_count (fixture, PROCTOR_OUTCOME_PASSED), ==, 2);
}

/* A status that nobody knows may be another way to wait. */
static void
test_unknown_status (TestingWatch *fixture,
                     gconstpointer data)
{
  testing_watch_answer_list (fixture, 1, 0);
  testing_watch_answer_runs (fixture, "passed dreaming", NULL);
  testing_watch_answer_runs (fixture, "passed dreaming", NULL);
  testing_watch_answer_runs (fixture, "passed passed", NULL);
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  g_assert_cmpuint (testing_watch_get_count (fixture, PROCTOR_OUTCOME_PASSED), ==, 1);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (testing_watch_get_count (fixture, PROCTOR_OUTCOME_PASSED), ==, 2);
}

/* Grouping can fail; then it is over, too. */
static void
test_bucketing_failed (TestingWatch *fixture,
                       gconstpointer data)
{
  testing_watch_answer_list (fixture, 2, 0);
  testing_watch_answer_runs (fixture, "passed passed", "pending");
  testing_watch_answer_runs (fixture, "passed passed", "failed");
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_GROUPING);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
}

/* A server that takes something back is believed. */
static void
test_flapping (TestingWatch *fixture,
               gconstpointer data)
{
  testing_watch_answer_list (fixture, 1, 1);
  testing_watch_answer_list (fixture, 0, 2);
  testing_watch_answer_list (fixture, 2, 0);
  testing_watch_answer_runs (fixture, "passed pending", NULL);
  testing_watch_answer_runs (fixture, "pending pending", NULL);
  testing_watch_answer_runs (fixture, "passed passed", NULL);
  testing_watch_begin (fixture);
  testing_watch_wait_ended (fixture, 1);
  testing_watch_wait_ended (fixture, 0);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
}

/* What the server doesn't know any more is not asked for again. */
static void
test_gone (TestingWatch *fixture,
           gconstpointer data)
{
  testing_watch_answer_list (fixture, 0, 2);
  testing_watch_answer_list (fixture, 1, 1);
  testing_watch_answer_list (fixture, 1, 1);
  testing_watch_answer_runs (fixture, "pending pending", NULL);
  testing_feed_answer (&fixture->feed, "GET", TESTING_WATCH_PATH, 404, "{\"detail\": \"Not Found\"}");
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_GONE);
  g_assert_cmpuint (proctor_matrix_get_n_runs (proctor_watcher_get_matrix (fixture->watcher)), ==, 2);
  testing_feed_settle (1300);
  g_assert_cmpuint (testing_watch_count_bodies (fixture), ==, 2);

  /* Unless somebody wants to know. */
  proctor_testing_server_reset (fixture->feed.server);
  testing_watch_answer_list (fixture, 2, 0);
  testing_watch_answer_runs (fixture, "passed passed", NULL);
  proctor_watcher_retry (fixture->watcher);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
}

/* Why nothing new is known is said, and it goes on when there is an answer again. */
static void
test_trouble (TestingWatch *fixture,
              gconstpointer data)
{
  const GError *error;

  testing_feed_answer (&fixture->feed, "GET", TESTING_FEED_LIST, 401, "{\"detail\": {\"type\": \"authentication_error\", \"code\": \"invalid_api_key\", \"message\": \"API key is invalid.\"}}");
  testing_watch_begin (fixture);
  testing_watch_wait_error (fixture);
  error = proctor_watcher_get_error (fixture->watcher);
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_KEY);
  g_assert_cmpint (proctor_watcher_get_state (fixture->watcher), ==, PROCTOR_WATCHER_LOADING);

  proctor_testing_server_reset (fixture->feed.server);
  testing_watch_answer_list (fixture, 1, 0);
  testing_watch_answer_runs (fixture, "passed", NULL);
  proctor_watcher_retry (fixture->watcher);
  proctor_testing_set_patience (30);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_null (proctor_watcher_get_error (fixture->watcher));
}

/* While the engine is away nobody is asked, and nothing fails. It is said all the same, but not of what has
 * never been answered. */
static void
test_held (TestingWatch *fixture,
           gconstpointer data)
{
  testing_watch_answer_list (fixture, 0, 1);
  testing_watch_answer_runs (fixture, "pending", NULL);
  testing_watch_begin (fixture);
  proctor_client_set_held (fixture->feed.client, TRUE);
  proctor_health_set (fixture->feed.health, PROCTOR_HEALTH_STARTING, "The Engine Is Starting", NULL, NULL);
  g_assert_no_error (proctor_watcher_get_error (fixture->watcher));

  proctor_health_set (fixture->feed.health, PROCTOR_HEALTH_CONNECTING, NULL, NULL, NULL);
  proctor_client_set_held (fixture->feed.client, FALSE);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  proctor_client_set_held (fixture->feed.client, TRUE);
  proctor_health_set (fixture->feed.health, PROCTOR_HEALTH_STARTING, "The Engine Is Starting", NULL, NULL);
  g_assert_error (proctor_watcher_get_error (fixture->watcher), PROCTOR_API_ERROR, PROCTOR_API_ERROR_NETWORK);
  g_assert_cmpint (proctor_watcher_get_answered_at (fixture->watcher), >, 0);

  testing_watch_answer_list (fixture, 1, 0);
  testing_watch_answer_runs (fixture, "passed", NULL);
  proctor_health_set (fixture->feed.health, PROCTOR_HEALTH_CONNECTING, NULL, NULL, NULL);
  proctor_client_set_held (fixture->feed.client, FALSE);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_no_error (proctor_watcher_get_error (fixture->watcher));
}

/* What can't be read says so, and is not asked for over and over. */
static void
test_unreadable (TestingWatch *fixture,
                 gconstpointer data)
{
  testing_watch_answer_list (fixture, 1, 0);
  testing_feed_answer (&fixture->feed, "GET", TESTING_WATCH_PATH, 0, "{\"id\": \"a\", \"test_runs\": [{]}");
  testing_watch_begin (fixture);
  testing_watch_wait_error (fixture);
  testing_feed_settle (1300);
  g_assert_cmpuint (testing_watch_count_bodies (fixture), ==, 1);
}

static void
test_paused (TestingWatch *fixture,
             gconstpointer data)
{
  testing_watch_answer_list (fixture, 0, 60);
  testing_watch_answer_list (fixture, 1, 59);
  testing_watch_answer_runs (fixture, "pending pending", NULL);
  testing_watch_answer_runs (fixture, "passed passed", NULL);
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  proctor_watcher_set_paused (fixture->watcher, TRUE);
  testing_feed_settle (2500);
  g_assert_cmpuint (testing_watch_count_bodies (fixture), ==, 1);
  testing_watch_answer_list (fixture, 2, 0);
  proctor_watcher_set_paused (fixture->watcher, FALSE);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
}

static void
cancel (TestingWatch *fixture,
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
test_cancel (TestingWatch *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  testing_watch_answer_list (fixture, 1, 1);
  testing_watch_answer_list (fixture, 1, 0);
  testing_watch_answer_runs (fixture, "passed pending", NULL);
  testing_watch_answer_runs (fixture, "passed cancelled", NULL);
  testing_feed_answer (&fixture->feed, "POST", TESTING_WATCH_PATH "/cancel", 0, "{}");
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  g_assert_true (proctor_watcher_can_cancel (fixture->watcher));
  cancel (fixture, &error);
  g_assert_no_error (error);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (testing_watch_get_count (fixture, PROCTOR_OUTCOME_CANCELLED), ==, 1);
}

/* Where the server has no such thing, it is not offered again. */
static void
test_no_cancel (TestingWatch *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  testing_watch_answer_list (fixture, 1, 1);
  testing_watch_answer_runs (fixture, "passed pending", NULL);
  testing_feed_answer (&fixture->feed, "POST", TESTING_WATCH_PATH "/cancel", 405, "{\"detail\": \"Method Not Allowed\"}");
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  cancel (fixture, &error);
  g_assert_nonnull (error);
  g_assert_false (proctor_watcher_can_cancel (fixture->watcher));
}

/* The runs stay in their invocation, which is followed again; nothing is sent twice. */
static void
test_rerun (TestingWatch *fixture,
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

  testing_watch_answer_list (fixture, 1, 0);
  testing_watch_answer_runs (fixture, "passed failed passed", NULL);
  testing_watch_answer_runs (fixture, "passed pending passed", NULL);
  testing_watch_answer_runs (fixture, "passed passed passed", NULL);
  testing_feed_answer (&fixture->feed, "POST", TESTING_WATCH_PATH "/resubmit", 0, "null");
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
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
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (testing_watch_get_count (fixture, PROCTOR_OUTCOME_PASSED), ==, 3);
  g_assert_cmpuint (fixture->n_settled, ==, 1);
  g_assert_cmpstr (fixture->ended, ==, "Bookings: 3 of 3 (a)");

  requests = proctor_testing_server_dup_requests (fixture->feed.server);
  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));

      if (strcmp (request->path, TESTING_WATCH_PATH "/resubmit") != 0)
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
test_rerun_fails (TestingWatch *fixture,
                  gconstpointer data)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *const ids[] = { "a_run_0", NULL };

  testing_watch_answer_list (fixture, 1, 0);
  testing_watch_answer_runs (fixture, "passed", NULL);
  testing_watch_answer_runs (fixture, "pending", NULL);
  proctor_testing_server_answer (fixture->feed.server, "POST", TESTING_WATCH_PATH "/resubmit", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  proctor_rerun_async (fixture->watcher, ids, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_false (proctor_rerun_finish (fixture->watcher, result, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_RUNNING);
}

static void
test_read_run (TestingWatch *fixture,
               gconstpointer data)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorRun) run = NULL;
  g_autoptr (GError) error = NULL;

  testing_watch_answer_list (fixture, 2, 0);
  testing_watch_answer_runs (fixture, "passed passed", NULL);
  testing_watch_begin (fixture);
  testing_watch_wait_state (fixture, PROCTOR_WATCHER_SETTLED);
  proctor_watcher_read_run_async (fixture->watcher, 1, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  run = proctor_watcher_read_run_finish (fixture->watcher, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_run_get_test_run_id (run), ==, "a_run_1");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_run_get_agent_responses (run)), ==, 2);
}

static void
add (const char *name,
     void (*test) (TestingWatch *fixture,
                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/watcher/", name, NULL);

  g_test_add (path, TestingWatch, NULL, testing_watch_set_up, test, testing_watch_tear_down);
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
