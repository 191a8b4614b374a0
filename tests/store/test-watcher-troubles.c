/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-testing-time.h"
#include "proctor-testing.h"
#include "testing-invocation.h"
#include "testing-watch.h"

#include <string.h>

/* Servers that answer late, in no order or not at all, while somebody looks. What is known stays, since when
 * is said, and it goes on by itself. Minutes go by in seconds here. */

#define SPEED 20

static void
set_up (TestingWatch *self,
        gconstpointer data)
{
  proctor_testing_time_set_speed (SPEED);
  proctor_testing_set_patience (30 * SPEED);
  testing_watch_set_up (self, data);
}

static const char *
get_name (TestingWatch *self,
          guint row,
          guint column)
{
  g_autoptr (ProctorMatrixRow) item = g_list_model_get_item (G_LIST_MODEL (proctor_watcher_get_matrix (self->watcher)), row);

  return proctor_run_row_get_test_run_id (proctor_matrix_row_get_cell (item, column)->run);
}

/* A run of each of the letters: its id is its letter, and which test it is of is what comes behind it. */
static void
answer_letters (TestingWatch *self,
                const char *words)
{
  g_auto (GStrv) runs = g_strsplit (words, " ", -1);
  g_autoptr (GString) json = g_string_new ("{\"id\": \"a\", \"agent_id\": \"agent_1\", \"created_at\": 1782000000, \"test_runs\": [");

  for (char **run = runs; *run != NULL; run++)
    g_string_append_printf (json, "%s{\"test_run_id\": \"%c\", \"test_invocation_id\": \"a\", \"agent_id\": \"agent_1\", \"test_id\": \"t%c\", \"test_name\": \"T\", \"status\": \"%s\","
                                  " \"last_updated_at_unix\": 1782000100}",
                            run > runs ? ", " : "", (*run)[0], (*run)[1], (*run)[2] == '-' ? "pending" : (*run)[2] == 'P' ? "passed"
                                                                                                                          : "cancelled");
  g_string_append (json, "]}");
  testing_feed_answer (&self->feed, "GET", TESTING_WATCH_PATH, 0, json->str);
}

/* Whatever order runs come in, each stays where it was first seen; those that come late come behind. */
static void
test_order (TestingWatch *self,
            gconstpointer data)
{
  testing_watch_answer_list (self, 0, 3);
  testing_watch_answer_list (self, 2, 3);
  testing_watch_answer_list (self, 4, 1);
  testing_watch_answer_list (self, 5, 0);
  answer_letters (self, "a1- b1- c2-");
  answer_letters (self, "e2- c2P b1- a1P d1-");
  answer_letters (self, "b1P a1P d1P e2- c2P");
  answer_letters (self, "a1P b1P c2P d1P e2C");
  testing_watch_begin (self);
  testing_watch_wait_state (self, PROCTOR_WATCHER_RUNNING);
  testing_watch_wait_state (self, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpstr (get_name (self, 0, 0), ==, "a");
  g_assert_cmpstr (get_name (self, 0, 1), ==, "b");
  g_assert_cmpstr (get_name (self, 0, 2), ==, "d");
  g_assert_cmpstr (get_name (self, 1, 0), ==, "c");
  g_assert_cmpstr (get_name (self, 1, 1), ==, "e");
  g_assert_cmpuint (testing_watch_get_count (self, PROCTOR_OUTCOME_PASSED), ==, 4);
  g_assert_cmpuint (testing_watch_get_count (self, PROCTOR_OUTCOME_CANCELLED), ==, 1);
}

/* The list has more runs than the invocation, for a while: all of them are counted. */
static void
test_late (TestingWatch *self,
           gconstpointer data)
{
  testing_watch_answer_list (self, 0, 1);
  testing_watch_answer_list (self, 1, 3);
  testing_watch_answer_runs (self, "pending", NULL);
  testing_watch_answer_runs (self, "passed", NULL);
  testing_watch_answer_runs (self, "passed passed passed passed", NULL);
  testing_watch_begin (self);
  testing_watch_wait_state (self, PROCTOR_WATCHER_RUNNING);
  testing_watch_wait_ended (self, 1);
  testing_watch_answer_list (self, 4, 0);
  testing_watch_wait_state (self, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (proctor_watcher_get_n_runs (self->watcher), ==, 4);
  g_assert_cmpuint (proctor_watcher_get_n_ended (self->watcher), ==, 4);
}

/* What was known before is there, with why there is nothing newer and since when. */
static void
assert_stays (TestingWatch *self,
              int code,
              gint64 since)
{
  testing_watch_wait_error (self);
  g_assert_error (proctor_watcher_get_error (self->watcher), PROCTOR_API_ERROR, code);
  g_assert_cmpint (proctor_watcher_get_state (self->watcher), ==, PROCTOR_WATCHER_RUNNING);
  g_assert_cmpuint (proctor_matrix_get_n_runs (proctor_watcher_get_matrix (self->watcher)), ==, 2);
  g_assert_cmpint (proctor_watcher_get_answered_at (self->watcher), >=, since);
  g_assert_cmpint (proctor_watcher_get_answered_at (self->watcher), <=, g_get_real_time () / G_USEC_PER_SEC);
}

/* Nobody presses anything. */
static void
assert_goes_on (TestingWatch *self)
{
  gint64 before = proctor_watcher_get_answered_at (self->watcher);

  proctor_testing_server_reset (self->feed.server);
  testing_watch_answer_list (self, 2, 0);
  testing_watch_answer_runs (self, "passed passed", NULL);
  testing_watch_wait_state (self, PROCTOR_WATCHER_SETTLED);
  g_assert_no_error (proctor_watcher_get_error (self->watcher));
  g_assert_cmpint (proctor_watcher_get_answered_at (self->watcher), >=, before);
  g_assert_cmpuint (testing_watch_get_count (self, PROCTOR_OUTCOME_PASSED), ==, 2);
  g_assert_cmpuint (self->n_settled, ==, 1);
}

static void
begin_running (TestingWatch *self)
{
  testing_watch_answer_list (self, 0, 2);
  testing_watch_answer_runs (self, "pending pending", NULL);
  testing_watch_begin (self);
  testing_watch_wait_state (self, PROCTOR_WATCHER_RUNNING);
  proctor_testing_server_reset (self->feed.server);
}

static void
break_list (TestingWatch *self,
            guint status,
            const char *body,
            ProctorTestingFault fault)
{
  proctor_testing_server_answer (self->feed.server, "GET", TESTING_FEED_LIST, &(ProctorTestingAnswer) { .status = status, .body = body, .fault = fault });
}

/* The network goes, and comes back. */
static void
test_network (TestingWatch *self,
              gconstpointer data)
{
  gint64 since = g_get_real_time () / G_USEC_PER_SEC;

  begin_running (self);
  break_list (self, 0, NULL, PROCTOR_TESTING_FAULT_RESET);
  assert_stays (self, PROCTOR_API_ERROR_NETWORK, since);
  assert_goes_on (self);
}

/* The key is refused, and later it isn't. */
static void
test_key (TestingWatch *self,
          gconstpointer data)
{
  gint64 since = g_get_real_time () / G_USEC_PER_SEC;

  begin_running (self);
  break_list (self, 401, "{\"detail\": {\"type\": \"authentication_error\", \"code\": \"invalid_api_key\", \"message\": \"API key is invalid.\"}}", PROCTOR_TESTING_FAULT_NONE);
  assert_stays (self, PROCTOR_API_ERROR_KEY, since);
  assert_goes_on (self);
}

/* Somebody is not allowed to see the list any more, and then is. */
static void
test_permission (TestingWatch *self,
                 gconstpointer data)
{
  gint64 since = g_get_real_time () / G_USEC_PER_SEC;

  begin_running (self);
  break_list (self, 403, "{\"detail\": \"No\"}", PROCTOR_TESTING_FAULT_NONE);
  assert_stays (self, PROCTOR_API_ERROR_PERMISSION, since);
  assert_goes_on (self);
}

/* The server has trouble for a while, first with the list and then with the runs. */
static void
test_server (TestingWatch *self,
             gconstpointer data)
{
  gint64 since = g_get_real_time () / G_USEC_PER_SEC;

  begin_running (self);
  break_list (self, 500, "oops", PROCTOR_TESTING_FAULT_NONE);
  assert_stays (self, PROCTOR_API_ERROR_SERVER, since);
  proctor_testing_server_reset (self->feed.server);
  testing_watch_answer_list (self, 1, 1);
  testing_feed_answer (&self->feed, "GET", TESTING_WATCH_PATH, 500, "oops");
  testing_watch_wait_ended (self, 1);
  testing_watch_wait_error (self);
  assert_goes_on (self);
}

/* The list says that there are such runs, but they can't be had in the middle of it all: cut in half. */
static void
test_cut (TestingWatch *self,
          gconstpointer data)
{
  gint64 since = g_get_real_time () / G_USEC_PER_SEC;

  begin_running (self);
  testing_watch_answer_list (self, 1, 1);
  proctor_testing_server_answer (self->feed.server, "GET", TESTING_WATCH_PATH,
                                 &(ProctorTestingAnswer) { .body = "{\"id\": \"a\", \"test_runs\": []}", .fault = PROCTOR_TESTING_FAULT_CUT });
  assert_stays (self, PROCTOR_API_ERROR_NETWORK, since);
  assert_goes_on (self);
}

/* Who has deleted it elsewhere isn't asked for it again; what was known stays. */
static void
test_deleted (TestingWatch *self,
              gconstpointer data)
{
  guint n_bodies;

  begin_running (self);
  testing_watch_answer_list (self, 1, 1);
  testing_feed_answer (&self->feed, "GET", TESTING_FEED_LIST, 0, "{\"results\": [], \"has_more\": false, \"next_cursor\": null}");
  testing_feed_answer (&self->feed, "GET", TESTING_WATCH_PATH, 404, "{\"detail\": \"Not Found\"}");
  testing_watch_wait_state (self, PROCTOR_WATCHER_GONE);
  g_assert_cmpuint (proctor_matrix_get_n_runs (proctor_watcher_get_matrix (self->watcher)), ==, 2);
  g_assert_cmpint (proctor_watcher_get_answered_at (self->watcher), >, 0);
  n_bodies = testing_watch_count_bodies (self);
  testing_feed_settle (60 * 1000);
  g_assert_cmpuint (testing_watch_count_bodies (self), ==, n_bodies);
}

/* The agent is deleted while it is tested: its runs end as they may, and nothing else is asked of it. */
static void
test_agent_deleted (TestingWatch *self,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;

  begin_running (self);
  testing_watch_answer_list (self, 1, 0);
  testing_watch_answer_runs (self, "passed failed", NULL);
  testing_watch_wait_state (self, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (testing_watch_get_count (self, PROCTOR_OUTCOME_ERROR), ==, 1);
  requests = proctor_testing_server_dup_requests (self->feed.server);
  for (guint i = 0; i < requests->len; i++)
    g_assert_true (g_str_has_prefix (((ProctorTestingRequest *) requests->pdata[i])->path, TESTING_FEED_LIST));
}

/* Some thousands here; a soak has a quarter of a million. */
static void
test_many (TestingWatch *self,
           gconstpointer data)
{
  const char *wanted = g_getenv ("PROCTOR_TEST_RUNS");
  guint n_runs = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 5000;
  g_autoptr (GString) statuses = g_string_new ("pending");
  g_autoptr (GString) ended = g_string_new ("passed");

  for (guint i = 1; i < n_runs; i++)
    {
      g_string_append (statuses, " pending");
      g_string_append (ended, " passed");
    }
  testing_watch_answer_list (self, 0, n_runs);
  testing_watch_answer_runs (self, statuses->str, NULL);
  proctor_testing_set_patience (600 * SPEED);
  testing_watch_begin (self);
  testing_watch_wait_state (self, PROCTOR_WATCHER_RUNNING);
  testing_watch_wait_ended (self, 0);
  proctor_testing_server_reset (self->feed.server);
  testing_watch_answer_list (self, n_runs, 0);
  testing_watch_answer_runs (self, ended->str, NULL);
  testing_watch_wait_state (self, PROCTOR_WATCHER_SETTLED);
  g_assert_cmpuint (testing_watch_get_count (self, PROCTOR_OUTCOME_PASSED), ==, n_runs);
}

static void
add (const char *name,
     void (*test) (TestingWatch *self,
                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/watcher-troubles/", name, NULL);

  g_test_add (path, TestingWatch, NULL, set_up, test, testing_watch_tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("order", test_order);
  add ("late", test_late);
  add ("network", test_network);
  add ("key", test_key);
  add ("permission", test_permission);
  add ("server", test_server);
  add ("cut", test_cut);
  add ("deleted", test_deleted);
  add ("agent-deleted", test_agent_deleted);
  add ("many", test_many);

  return g_test_run ();
}
