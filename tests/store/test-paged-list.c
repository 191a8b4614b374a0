/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-list.h"
#include "proctor-agent-summary.h"
#include "proctor-api-error.h"
#include "proctor-invocation-summary.h"
#include "proctor-paged-list.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-unreadable.h"

#include <string.h>

#define RUNS "/v1/convai/test-invocations"
#define AGENTS "/v1/convai/agents"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorPagedList *list;
  guint n_emissions;
} Fixture;

static void
items_changed_cb (Fixture *fixture)
{
  fixture->n_emissions++;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
  fixture->list = proctor_paged_list_new_invocations (fixture->session);
  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->list));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
}

static char *
make_row (guint n,
          guint n_pending)
{
  return g_strdup_printf ("{\"id\":\"r%u\",\"title\":\"Run %u\",\"created_at_unix_secs\":%u,\"test_run_count\":4,\"passed_count\":%u,\"failed_count\":0,\"pending_count\":%u}",
                          n, n, 2000000 - n, 4 - n_pending, n_pending);
}

static char *
make_rows (guint from,
           guint to)
{
  GString *rows = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    {
      g_autofree char *row = make_row (i, 0);

      g_string_append_printf (rows, "%s%s", i > from ? "," : "", row);
    }

  return g_string_free_and_steal (rows);
}

/* @cursor is what the page is asked for with. */
static void
answer (Fixture *fixture,
        const char *cursor,
        const char *rows,
        const char *next_cursor)
{
  g_autofree char *path = cursor != NULL ? g_strdup_printf (RUNS "?cursor=%s", cursor) : g_strdup (RUNS);
  g_autofree char *next = next_cursor != NULL ? g_strdup_printf ("\"%s\"", next_cursor) : g_strdup ("null");
  g_autofree char *body = g_strdup_printf ("{\"results\":[%s],\"has_more\":%s,\"next_cursor\":%s}", rows, next_cursor != NULL ? "true" : "false", next);

  proctor_testing_server_answer (fixture->server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

static void
answer_range (Fixture *fixture,
              const char *cursor,
              guint from,
              guint to,
              const char *next_cursor)
{
  g_autofree char *rows = make_rows (from, to);

  answer (fixture, cursor, rows, next_cursor);
}

static void
fail (Fixture *fixture,
      const char *path,
      guint status)
{
  proctor_testing_server_answer (fixture->server, "GET", path, &(ProctorTestingAnswer) { .status = status, .body = "{\"detail\":\"No\"}" });
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static gpointer
get (Fixture *fixture,
     guint position)
{
  g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  g_assert_nonnull (row);

  /* The list keeps it. */
  return row;
}

typedef struct
{
  Fixture *fixture;
  guint wanted;
} Wanted;

static gboolean
has_rows (gpointer user_data)
{
  Wanted *wanted = user_data;

  return count (wanted->fixture) == wanted->wanted;
}

static void
wait_rows (Fixture *fixture,
           guint n)
{
  proctor_testing_wait_for ("the rows", has_rows, &(Wanted) { fixture, n });
}

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_paged_list_get_state (wanted->fixture->list) == wanted->wanted;
}

static void
wait_state (Fixture *fixture,
            ProctorPagedListState state)
{
  proctor_testing_wait_for ("the state", has_state, &(Wanted) { fixture, state });
}

static gboolean
has_error (gpointer user_data)
{
  return proctor_paged_list_get_error (user_data) != NULL;
}

static gboolean
has_no_error (gpointer user_data)
{
  return proctor_paged_list_get_error (user_data) == NULL;
}

static void
test_pages (Fixture *fixture,
            gconstpointer data)
{
  answer_range (fixture, NULL, 0, 40, "two");
  answer_range (fixture, "two", 40, 80, "three");
  answer_range (fixture, "three", 80, 90, NULL);

  g_assert_cmpint (proctor_paged_list_get_state (fixture->list), ==, PROCTOR_PAGED_LIST_LOADING);
  proctor_paged_list_refresh (fixture->list);
  wait_rows (fixture, 40);
  g_assert_cmpint (proctor_paged_list_get_state (fixture->list), ==, PROCTOR_PAGED_LIST_CONTENT);

  /* Who looks at the beginning wants no more; who comes near the end does. */
  g_assert_cmpstr (proctor_invocation_summary_get_title (get (fixture, 0)), ==, "Run 0");
  get (fixture, 19);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);
  get (fixture, 25);
  get (fixture, 26);
  wait_rows (fixture, 80);
  get (fixture, 79);
  wait_rows (fixture, 90);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 3);

  /* There is no more. */
  get (fixture, 89);
  proctor_paged_list_refresh (fixture->list);
  proctor_testing_server_wait_requests (fixture->server, 6);
  g_assert_cmpuint (count (fixture), ==, 90);
}

static void
test_second_page_fails (Fixture *fixture,
                        gconstpointer data)
{
  ProctorInvocationSummary *first;

  answer_range (fixture, NULL, 0, 10, "two");
  fail (fixture, RUNS "?cursor=two", 500);
  proctor_paged_list_refresh (fixture->list);
  wait_rows (fixture, 10);
  first = get (fixture, 9);
  proctor_testing_wait_for ("the error", has_error, fixture->list);

  /* What is there stays, and whoever goes on scrolling doesn't ask again and again. */
  g_assert_cmpint (proctor_paged_list_get_state (fixture->list), ==, PROCTOR_PAGED_LIST_CONTENT);
  g_assert_cmpuint (count (fixture), ==, 10);
  g_assert_error (proctor_paged_list_get_error (fixture->list), PROCTOR_API_ERROR, PROCTOR_API_ERROR_SERVER);
  /* A server that answered before and stumbles once is there. */
  g_assert_cmpint (proctor_health_get_state (proctor_session_get_health (fixture->session)), ==, PROCTOR_HEALTH_CONNECTED);

  proctor_testing_server_reset (fixture->server);
  answer_range (fixture, NULL, 0, 10, "two");
  answer_range (fixture, "two", 10, 20, NULL);
  get (fixture, 9);
  g_assert_true (has_error (fixture->list));

  /* A refresh gets it going again. */
  proctor_paged_list_refresh (fixture->list);
  proctor_testing_wait_for ("the error to go", has_no_error, fixture->list);
  g_assert_true (get (fixture, 9) == first);
  wait_rows (fixture, 20);
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  fail (fixture, RUNS, 401);
  proctor_paged_list_refresh (fixture->list);
  wait_state (fixture, PROCTOR_PAGED_LIST_ERROR);
  g_assert_error (proctor_paged_list_get_error (fixture->list), PROCTOR_API_ERROR, PROCTOR_API_ERROR_KEY);
  g_assert_cmpint (proctor_health_get_state (proctor_session_get_health (fixture->session)), ==, PROCTOR_HEALTH_KEY_REFUSED);

  /* Whoever tries again sees that something is done about it. */
  proctor_testing_server_reset (fixture->server);
  answer_range (fixture, NULL, 0, 3, NULL);
  proctor_paged_list_retry (fixture->list);
  g_assert_cmpint (proctor_paged_list_get_state (fixture->list), ==, PROCTOR_PAGED_LIST_LOADING);
  wait_rows (fixture, 3);
  g_assert_false (has_error (fixture->list));
}

static void
test_empty (Fixture *fixture,
            gconstpointer data)
{
  answer (fixture, NULL, "", NULL);
  proctor_paged_list_refresh (fixture->list);
  wait_state (fixture, PROCTOR_PAGED_LIST_EMPTY);

  /* And then there is something. */
  proctor_testing_server_reset (fixture->server);
  answer_range (fixture, NULL, 0, 1, NULL);
  proctor_paged_list_refresh (fixture->list);
  wait_state (fixture, PROCTOR_PAGED_LIST_CONTENT);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* A page without rows is not the end. */
static void
test_empty_page (Fixture *fixture,
                 gconstpointer data)
{
  answer_range (fixture, NULL, 0, 2, "two");
  answer (fixture, "two", "", "three");
  answer_range (fixture, "three", 2, 4, NULL);
  proctor_paged_list_refresh (fixture->list);
  wait_rows (fixture, 2);
  get (fixture, 1);
  wait_rows (fixture, 4);
}

static void
test_wrong_types (Fixture *fixture,
                  gconstpointer data)
{
  answer (fixture, NULL,
          "{\"id\":\"r1\",\"title\":\"Run 1\",\"created_at_unix_secs\":1,\"test_run_count\":1,\"passed_count\":1,\"failed_count\":0,\"pending_count\":0,\"repeat_count\":\"three\"},"
          "17,{\"title\":\"No id\"},null",
          NULL);
  proctor_paged_list_refresh (fixture->list);
  wait_rows (fixture, 4);
  g_assert_true (PROCTOR_IS_INVOCATION_SUMMARY (get (fixture, 0)));
  g_assert_true (PROCTOR_IS_UNREADABLE (get (fixture, 1)));

  /* What is no list at all is an error, and what was shown stays. */
  proctor_testing_server_reset (fixture->server);
  proctor_testing_server_answer (fixture->server, "GET", RUNS, &(ProctorTestingAnswer) { .body = "[\"no\"" });
  proctor_paged_list_refresh (fixture->list);
  proctor_testing_wait_for ("the error", has_error, fixture->list);
  g_assert_cmpuint (count (fixture), ==, 4);
}

/* A list that leads back to its beginning ends. */
static void
test_circle (Fixture *fixture,
             gconstpointer data)
{
  answer_range (fixture, NULL, 0, 2, "two");
  answer_range (fixture, "two", 2, 4, "two");
  proctor_paged_list_refresh (fixture->list);
  wait_rows (fixture, 2);
  get (fixture, 1);
  proctor_testing_wait_for ("the error", has_error, fixture->list);
  get (fixture, 1);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 2);
}

static gboolean
has_emitted (gpointer user_data)
{
  return ((Fixture *) user_data)->n_emissions > 0;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_identity (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *changed = make_row (1, 2);
  g_autofree char *rest = make_rows (2, 30);
  g_autofree char *rows = g_strdup_printf ("{\"id\":\"new\",\"title\":\"New\",\"created_at_unix_secs\":2000001,\"test_run_count\":1,\"passed_count\":1,\"failed_count\":0,\"pending_count\":0},%s,%s", changed, rest);
  ProctorInvocationSummary *second, *last;
  guint n_changed = 0;
  guint n_same = 0;

  answer_range (fixture, NULL, 0, 30, "two");
  answer_range (fixture, "two", 30, 40, NULL);
  proctor_paged_list_refresh (fixture->list);
  wait_rows (fixture, 30);
  second = get (fixture, 1);
  last = get (fixture, 29);
  wait_rows (fixture, 40);
  g_signal_connect_swapped (second, "notify", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (last, "notify", G_CALLBACK (count_cb), &n_same);
  fixture->n_emissions = 0;

  /* The first is gone, one has changed, one is new; as much is read as was there. */
  proctor_testing_server_reset (fixture->server);
  answer (fixture, NULL, rows, "two");
  answer_range (fixture, "two", 30, 40, NULL);
  proctor_paged_list_refresh (fixture->list);
  proctor_testing_wait_for ("the change", has_emitted, fixture);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 2);
  g_assert_cmpuint (count (fixture), ==, 40);
  g_assert_cmpstr (proctor_invocation_summary_get_id (get (fixture, 0)), ==, "new");
  g_assert_true (get (fixture, 1) == second);
  g_assert_true (get (fixture, 29) == last);
  g_assert_cmpint (proctor_invocation_summary_get_pending_count (second), ==, 2);
  g_assert_cmpuint (fixture->n_emissions, ==, 1);
  g_assert_cmpuint (n_changed, >, 0);
  g_assert_cmpuint (n_same, ==, 0);
  g_signal_handlers_disconnect_by_data (second, &n_changed);
  g_signal_handlers_disconnect_by_data (last, &n_same);
}

static ProctorInvocationSummary *
make_summary (const char *id,
              gint64 n_pending)
{
  ProctorInvocationSummary *summary = proctor_invocation_summary_new ();

  proctor_invocation_summary_set_id (summary, id);
  proctor_invocation_summary_set_pending_count (summary, n_pending);

  return summary;
}

static void
hear (Fixture *fixture,
      const char *const *ids,
      gint64 n_pending)
{
  g_autoptr (GListStore) newest = g_list_store_new (PROCTOR_TYPE_RECORD);

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (ProctorInvocationSummary) summary = make_summary (ids[i], n_pending);

      g_list_store_append (newest, summary);
    }
  proctor_paged_list_hear (fixture->list, G_LIST_MODEL (newest));
}

static void
test_hear (Fixture *fixture,
           gconstpointer data)
{
  ProctorInvocationSummary *first;

  /* Before anything was read it is nothing to the list. */
  hear (fixture, (const char *const[]) { "r0", NULL }, 1);
  g_assert_cmpuint (count (fixture), ==, 0);

  answer_range (fixture, NULL, 0, 5, NULL);
  proctor_paged_list_refresh (fixture->list);
  wait_rows (fixture, 5);
  first = get (fixture, 0);

  hear (fixture, (const char *const[]) { "new", "r0", "r1", "r2", "r3", "r4", "older", NULL }, 3);
  g_assert_cmpuint (count (fixture), ==, 6);
  g_assert_cmpstr (proctor_invocation_summary_get_id (get (fixture, 0)), ==, "new");
  g_assert_true (get (fixture, 1) == first);
  g_assert_cmpint (proctor_invocation_summary_get_pending_count (first), ==, 3);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);

  /* What it can't make sense of, it reads. */
  hear (fixture, (const char *const[]) { "r0", "strange", "r1", NULL }, 0);
  proctor_testing_server_wait_requests (fixture->server, 2);
  wait_rows (fixture, 5);
  hear (fixture, (const char *const[]) { "a", "b", NULL }, 0);
  proctor_testing_server_wait_requests (fixture->server, 3);
}

static void
test_agents (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (ProctorPagedList) agents = proctor_agent_list_new (fixture->session, NULL, PROCTOR_AGENT_ORDER_NEWEST, FALSE);

  g_set_object (&fixture->list, agents);
  proctor_testing_server_answer (fixture->server, "GET", AGENTS,
                                 &(ProctorTestingAnswer) { .body = "{\"agents\":[{\"agent_id\":\"a1\",\"name\":\"Hotel\",\"created_at_unix_secs\":5},"
                                                                   "{\"agent_id\":\"a2\",\"name\":\"Old\",\"created_at_unix_secs\":4,\"archived\":true},"
                                                                   "{\"agent_id\":\"a3\",\"name\":\"Shop\",\"created_at_unix_secs\":3}],\"has_more\":false,\"next_cursor\":null}" });
  proctor_paged_list_refresh (agents);
  wait_rows (fixture, 2);
  g_assert_cmpstr (proctor_agent_summary_get_name (get (fixture, 1)), ==, "Shop");
}

/* Whoever lets go of a list while it is being read is not bothered any more. */
static void
test_drop (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_server_answer (fixture->server, "GET", RUNS, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_paged_list_refresh (fixture->list);
  proctor_testing_server_wait_requests (fixture->server, 1);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/paged-list/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("pages", test_pages);
  ADD ("second-page-fails", test_second_page_fails);
  ADD ("refused", test_refused);
  ADD ("empty", test_empty);
  ADD ("empty-page", test_empty_page);
  ADD ("wrong-types", test_wrong_types);
  ADD ("circle", test_circle);
  ADD ("identity", test_identity);
  ADD ("hear", test_hear);
  ADD ("agents", test_agents);
  ADD ("drop", test_drop);
#undef ADD

  return g_test_run ();
}
