/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-database.h"
#include "proctor-testing.h"
#include "testing-feed.h"
#include "testing-invocation.h"

#include <string.h>

#define LIST TESTING_FEED_LIST

static void
set_up (TestingFeed *self,
        gconstpointer data)
{
  testing_feed_set_up (self);
}

static void
tear_down (TestingFeed *self,
           gconstpointer data)
{
  testing_feed_tear_down (self);
}

static void
answer (TestingFeed *fixture,
        const char *path,
        guint status,
        const char *body)
{
  testing_feed_answer (fixture, "GET", path, status, body);
}

static char *
make_row (const char *id,
          guint n_passed,
          guint n_pending)
{
  return g_strdup_printf ("{\"id\": \"%s\", \"title\": \"Title of %s\", \"created_at_unix_secs\": 1782000000, \"test_run_count\": %u, \"passed_count\": %u,"
                          " \"failed_count\": 0, \"pending_count\": %u}",
                          id, id, n_passed + n_pending, n_passed, n_pending);
}

/* The list's next answer: rows with commas between them. */
static void
answer_list (TestingFeed *fixture,
             const char *rows,
             const char *next_cursor)
{
  g_autofree char *cursor = next_cursor != NULL ? g_strdup_printf ("\"%s\"", next_cursor) : g_strdup ("null");
  g_autofree char *body = g_strdup_printf ("{\"results\": [%s], \"has_more\": %s, \"next_cursor\": %s}", rows, next_cursor != NULL ? "true" : "false", cursor);

  answer (fixture, LIST, 0, body);
}

/* A list of one. */
static void
answer_row (TestingFeed *fixture,
            const char *id,
            guint n_passed,
            guint n_pending)
{
  g_autofree char *row = make_row (id, n_passed, n_pending);

  answer_list (fixture, row, NULL);
}

static void
answer_invocation (TestingFeed *fixture,
                   const char *id,
                   const char *status)
{
  const TestingRun run = { .test_id = id, .status = status, .at = 10 };
  g_autofree char *path = g_strconcat (LIST "/", id, NULL);
  g_autofree char *body = testing_invocation_make (id, NULL, &run, 1);

  answer (fixture, path, 0, body);
}

typedef struct
{
  TestingFeed *fixture;
  const char *ids;
  GAsyncResult *result;
} Expected;

static void
settled_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  Expected *expected = user_data;

  expected->result = g_object_ref (result);
}

static gboolean
is_as_expected (gpointer user_data)
{
  Expected *expected = user_data;
  g_autoptr (GAsyncResult) result = g_steal_pointer (&expected->result);
  g_autoptr (GPtrArray) tests = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  if (result == NULL)
    return FALSE;

  tests = proctor_history_list_results_finish (expected->fixture->history, result, NULL);
  g_assert_nonnull (tests);
  for (guint i = 0; i < tests->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((ProctorTestResults *) g_ptr_array_index (tests, i))->test_id);
  if (strcmp (ids->str, expected->ids) == 0)
    return TRUE;

  proctor_history_list_results_async (expected->fixture->history, "w", NULL, settled_cb, expected);

  return FALSE;
}

/* Waits until the history has results of just these tests, which are called as their invocations. */
static void
wait_results (TestingFeed *fixture,
              const char *ids)
{
  Expected expected = { .fixture = fixture, .ids = ids };

  proctor_history_list_results_async (fixture->history, "w", NULL, settled_cb, &expected);
  proctor_testing_wait_for (ids, is_as_expected, &expected);
}

static char *
list_requests (TestingFeed *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);
      const char *id = request->path + strlen (LIST);

      g_string_append_printf (line, "%s%s", i > 0 ? " " : "", *id == '\0' ? "list" : id + 1);
    }

  return g_string_free (line, FALSE);
}

static void
assert_requests (TestingFeed *fixture,
                 const char *expected)
{
  g_autofree char *requests = list_requests (fixture);

  g_assert_cmpstr (requests, ==, expected);
}

static void
test_first_visit (TestingFeed *fixture,
                  gconstpointer data)
{
  g_autofree char *b = make_row ("b", 1, 0);
  g_autofree char *a = make_row ("a", 1, 0);
  g_autofree char *rows = g_strjoin (", ", b, "{\"id\": 5}", "7", a, NULL);

  answer_list (fixture, rows, NULL);
  answer_invocation (fixture, "a", "passed");
  answer_invocation (fixture, "b", "passed");
  testing_feed_settle (50);
  assert_requests (fixture, "");

  proctor_history_feed_refresh (fixture->feed);
  wait_results (fixture, "a b");
  g_assert_cmpint (proctor_health_get_state (fixture->health), ==, PROCTOR_HEALTH_CONNECTED);
  assert_requests (fixture, "list b a");

  /* What is there is not fetched again, by this one or the next. */
  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_server_wait_requests (fixture->server, 4);
  testing_feed_settle (100);
  assert_requests (fixture, "list b a list");
  g_set_object (&fixture->feed, NULL);
  fixture->feed = proctor_history_feed_new (fixture->client, "w", fixture->history, NULL);
  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_server_wait_requests (fixture->server, 5);
  testing_feed_settle (100);
  assert_requests (fixture, "list b a list list");
}

static void
answer_page (TestingFeed *fixture,
             guint first,
             guint n_rows,
             const char *next_cursor)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = first; i < first + n_rows; i++)
    {
      g_autofree char *id = g_strdup_printf ("i%u", i);
      g_autofree char *row = make_row (id, 1, 0);

      g_string_append_printf (rows, "%s%s", i > first ? ", " : "", row);
      answer_invocation (fixture, id, "passed");
    }
  answer_list (fixture, rows->str, next_cursor);
}

static gboolean
is_idle (gpointer user_data)
{
  TestingFeed *fixture = user_data;

  return proctor_testing_server_count_requests (fixture->server) >= 202;
}

/* The first time it doesn't go back to the beginning of time. */
static void
test_pages (TestingFeed *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;
  const ProctorTestingRequest *request;
  guint n_lists = 0;

  answer_page (fixture, 0, 100, "second");
  answer_page (fixture, 100, 100, "third");
  answer_page (fixture, 200, 100, NULL);
  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_wait_for ("two hundred invocations", is_idle, fixture);
  testing_feed_settle (200);

  requests = proctor_testing_server_dup_requests (fixture->server);
  g_assert_cmpuint (requests->len, ==, 202);
  for (guint i = 0; i < requests->len; i++)
    {
      request = g_ptr_array_index (requests, i);
      if (strcmp (request->path, LIST) == 0)
        n_lists++;
    }
  g_assert_cmpuint (n_lists, ==, 2);
  request = g_ptr_array_index (requests, 1);
  g_assert_nonnull (strstr (request->query, "cursor=second"));
  request = g_ptr_array_index (requests, 2);
  g_assert_cmpstr (request->path, ==, LIST "/i0");
  /* Gently. */
  g_assert_cmpuint (proctor_testing_server_get_peak (fixture->server), ==, 1);
}

/* Later it reads on until there is nothing new. */
static void
test_later_pages (TestingFeed *fixture,
                  gconstpointer data)
{
  g_autofree char *a = make_row ("a", 1, 0);
  g_autofree char *b = make_row ("b", 1, 0);
  g_autofree char *c = make_row ("c", 1, 0);
  g_autofree char *requests = NULL;

  answer_list (fixture, a, NULL);
  answer_invocation (fixture, "a", "passed");
  answer_invocation (fixture, "b", "passed");
  answer_invocation (fixture, "c", "passed");
  proctor_history_feed_refresh (fixture->feed);
  wait_results (fixture, "a");

  proctor_testing_server_reset (fixture->server);
  answer_list (fixture, c, "2");
  answer_list (fixture, b, "3");
  answer_list (fixture, a, "4");
  answer_invocation (fixture, "a", "passed");
  answer_invocation (fixture, "b", "passed");
  answer_invocation (fixture, "c", "passed");
  proctor_history_feed_refresh (fixture->feed);
  wait_results (fixture, "a b c");
  testing_feed_settle (100);
  requests = list_requests (fixture);
  g_assert_true (g_str_has_suffix (requests, "list list list c b"));
}

static void
test_pending (TestingFeed *fixture,
              gconstpointer data)
{
  answer_row (fixture, "a", 0, 1);
  answer_row (fixture, "a", 0, 1);
  answer_row (fixture, "a", 1, 0);
  answer_invocation (fixture, "a", "pending");
  answer_invocation (fixture, "a", "passed");
  proctor_history_feed_refresh (fixture->feed);
  /* It comes back by itself, and doesn't fetch what the list says is as it was. */
  wait_results (fixture, "a");
  assert_requests (fixture, "list a list list a");
  testing_feed_settle (1500);
  assert_requests (fixture, "list a list list a");
}

/* What was just begun is looked after, whether or not the list has it. */
static void
test_expect (TestingFeed *fixture,
             gconstpointer data)
{
  answer_list (fixture, "", NULL);
  answer_invocation (fixture, "a", "pending");
  answer_invocation (fixture, "a", "pending");
  answer_invocation (fixture, "a", "passed");
  proctor_history_feed_expect (fixture->feed, "a");
  wait_results (fixture, "a");
  assert_requests (fixture, "list a list a list a");

  /* When it is run again, it is another although it was settled. */
  proctor_testing_server_reset (fixture->server);
  answer_list (fixture, "", NULL);
  answer_invocation (fixture, "a", "pending");
  proctor_history_feed_expect (fixture->feed, "a");
  wait_results (fixture, "");
}

/* Somebody elsewhere had runs run again. */
static void
test_changed (TestingFeed *fixture,
              gconstpointer data)
{
  answer_row (fixture, "a", 1, 0);
  answer_row (fixture, "a", 2, 0);
  answer_invocation (fixture, "a", "passed");
  answer_invocation (fixture, "a", "cancelled");
  proctor_history_feed_refresh (fixture->feed);
  wait_results (fixture, "a");
  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_server_wait_requests (fixture->server, 4);
  testing_feed_settle (100);
  assert_requests (fixture, "list a list a");
}

/* What can't be had is not asked for time and again, and is in nobody's way. */
static void
test_hopeless (TestingFeed *fixture,
               gconstpointer data)
{
  g_autofree char *gone = make_row ("gone", 1, 0);
  g_autofree char *odd = make_row ("odd", 1, 0);
  g_autofree char *good = make_row ("good", 1, 0);
  g_autofree char *rows = g_strjoin (", ", gone, odd, good, NULL);

  answer_list (fixture, rows, NULL);
  answer (fixture, LIST "/gone", 404, "{\"detail\": \"Not Found\"}");
  answer (fixture, LIST "/odd", 0, "[\"something else\"]");
  answer_invocation (fixture, "good", "passed");
  proctor_history_feed_refresh (fixture->feed);
  wait_results (fixture, "good");
  assert_requests (fixture, "list gone odd good");
  g_assert_cmpint (proctor_health_get_state (fixture->health), ==, PROCTOR_HEALTH_CONNECTED);

  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_server_wait_requests (fixture->server, 5);
  testing_feed_settle (1200);
  assert_requests (fixture, "list gone odd good list");
}

static gboolean
is_refused (gpointer user_data)
{
  return proctor_health_get_state (user_data) == PROCTOR_HEALTH_KEY_REFUSED;
}

/* However often it is asked, it doesn't ask a server that refuses it over and over. */
static void
test_refused (TestingFeed *fixture,
              gconstpointer data)
{
  answer (fixture, LIST, 401, "{\"detail\": {\"type\": \"authentication_error\", \"code\": \"invalid_api_key\", \"message\": \"API key is invalid.\"}}");
  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_wait_for ("the key to be refused", is_refused, fixture->health);
  for (guint i = 0; i < 20; i++)
    {
      proctor_history_feed_refresh (fixture->feed);
      proctor_history_feed_expect (fixture->feed, "a");
      testing_feed_settle (20);
    }
  assert_requests (fixture, "list");
}

/* One that is let go while it waits for an answer. */
static void
test_dropped (TestingFeed *fixture,
              gconstpointer data)
{
  proctor_testing_server_answer (fixture->server, "GET", LIST, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_server_wait_requests (fixture->server, 1);
  g_clear_object (&fixture->feed);
  testing_feed_settle (50);

  proctor_testing_server_reset (fixture->server);
  answer_row (fixture, "a", 1, 0);
  proctor_testing_server_answer (fixture->server, "GET", LIST "/a", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  fixture->feed = proctor_history_feed_new (fixture->client, "w", fixture->history, fixture->health);
  proctor_history_feed_refresh (fixture->feed);
  proctor_testing_server_wait_requests (fixture->server, 2);
}

/* Who can't keep anything doesn't fetch anything. */
static void
test_no_history (TestingFeed *fixture,
                 gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "history.db", NULL);
  g_autoptr (GError) error = NULL;
  ProctorDatabase *database = proctor_database_open (path, &error);

  g_assert_no_error (error);
  proctor_database_run (database, "PRAGMA user_version = 1000", "");
  proctor_database_close (database);

  answer_row (fixture, "a", 1, 0);
  proctor_history_feed_refresh (fixture->feed);
  testing_feed_settle (300);
  assert_requests (fixture, "");
}

static void
add (const char *name,
     void (*test) (TestingFeed *fixture,
                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/history-feed/", name, NULL);

  g_test_add (path, TestingFeed, NULL, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("first-visit", test_first_visit);
  add ("pages", test_pages);
  add ("later-pages", test_later_pages);
  add ("pending", test_pending);
  add ("expect", test_expect);
  add ("changed", test_changed);
  add ("hopeless", test_hopeless);
  add ("refused", test_refused);
  add ("dropped", test_dropped);
  add ("no-history", test_no_history);

  return g_test_run ();
}
