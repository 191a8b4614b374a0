/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-conversations.h"
#include "proctor-environment.h"
#include "proctor-invocations.h"
#include "proctor-pager.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"
#include "proctor-tools.h"
#include "proctor-unreadable.h"
#include "testing-endpoint.h"

#include <string.h>

#define TESTS "/v1/convai/agent-testing"
#define ROW(id) "{'id': '" id "', 'name': 'A test', 'type': 'llm', 'created_at_unix_secs': 1, 'last_updated_at_unix_secs': 2}"

static ProctorPager *
make_pager (TestingEndpoint *self)
{
  const char *const types[] = { "llm", NULL };
  const ProctorTestsQuery query = { .types = types };

  return proctor_tests_list_all (self->client, &query);
}

static ProctorPage *
next (TestingEndpoint *self,
      ProctorPager *pager,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (proctor_pager_has_more (pager));
  proctor_pager_next_async (pager, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_wait (self);

  return proctor_pager_next_finish (pager, result, error);
}

static void
assert_next (TestingEndpoint *self,
             ProctorPager *pager,
             guint n_rows,
             gboolean has_more)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = next (self, pager, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_page_get_items (page)), ==, n_rows);
  g_assert_true (proctor_pager_has_more (pager) == has_more);
}

static void
assert_fails (TestingEndpoint *self,
              ProctorPager *pager,
              ProctorApiErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (next (self, pager, &error));
  g_assert_error (error, PROCTOR_API_ERROR, (int) code);
  if (code == PROCTOR_API_ERROR_PROTOCOL)
    g_assert_nonnull (strstr (error->message, "circles"));
}

static void
assert_queries (TestingEndpoint *self,
                const char *method,
                const char *path,
                const char *const *queries)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);

  g_assert_cmpuint (requests->len, ==, g_strv_length ((char **) queries));
  for (guint i = 0; i < requests->len; i++)
    g_assert_cmpstr (testing_endpoint_get_request (requests, i, method, path)->query, ==, queries[i]);
}

/* A page without rows is one like any other. */
static void
test_pages (TestingEndpoint *self,
            gconstpointer data)
{
  const char *const queries[] = { "types=llm", "types=llm&cursor=c%2F1%3D%3D", "types=llm&cursor=c2", NULL };
  g_autoptr (ProctorPager) pager = make_pager (self);

  testing_endpoint_answer (self, "GET", TESTS, 0, "{'tests': [" ROW ("a") ", " ROW ("b") "], 'next_cursor': 'c/1==', 'has_more': true}");
  testing_endpoint_answer (self, "GET", TESTS, 0, "{'tests': [], 'next_cursor': 'c2', 'has_more': true}");
  testing_endpoint_answer (self, "GET", TESTS, 0, "{'tests': [" ROW ("c") "], 'next_cursor': null, 'has_more': false}");
  assert_next (self, pager, 2, TRUE);
  assert_next (self, pager, 0, TRUE);
  assert_next (self, pager, 1, FALSE);
  assert_queries (self, "GET", TESTS, queries);
}

static void
test_last (TestingEndpoint *self,
           gconstpointer data)
{
  const char *const ends[] = {
    "'next_cursor': null, 'has_more': true",
    "'next_cursor': '', 'has_more': true",
    "'next_cursor': 7, 'has_more': true",
    "'has_more': true",
    "'next_cursor': 'c1', 'has_more': false",
    "'next_cursor': 'c1', 'has_more': null",
    "'next_cursor': 'c1'",
    "'novelty': 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (ProctorPager) pager = make_pager (self);
      g_autofree char *answer = g_strdup_printf ("{'tests': [%s], %s}", ROW ("a"), ends[i]);

      g_test_message ("%s", ends[i]);
      proctor_testing_server_reset (self->server);
      testing_endpoint_answer (self, "GET", TESTS, 0, answer);
      assert_next (self, pager, 1, FALSE);
    }
}

static void
test_circle (TestingEndpoint *self,
             gconstpointer data)
{
  g_autoptr (ProctorPager) pager = make_pager (self);

  testing_endpoint_answer (self, "GET", TESTS, 0, "{'tests': [], 'next_cursor': 'c1', 'has_more': true}");
  testing_endpoint_answer (self, "GET", TESTS, 0, "{'tests': [], 'next_cursor': 'c2', 'has_more': true}");
  testing_endpoint_answer (self, "GET", TESTS, 0, "{'tests': [], 'next_cursor': 'c1', 'has_more': true}");
  assert_next (self, pager, 0, TRUE);
  assert_next (self, pager, 0, TRUE);
  assert_fails (self, pager, PROCTOR_API_ERROR_PROTOCOL);
  g_assert_false (proctor_pager_has_more (pager));
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 3);
}

/* What failed, or was given up, is asked for again from the same place. */
static void
test_again (TestingEndpoint *self,
            gconstpointer data)
{
  const char *const queries[] = { "types=llm", "types=llm&cursor=c1", "types=llm&cursor=c1", "types=llm&cursor=c1", NULL };
  g_autoptr (ProctorPager) pager = make_pager (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_answer (self, "GET", TESTS, 0, "{'tests': [" ROW ("a") "], 'next_cursor': 'c1', 'has_more': true}");
  testing_endpoint_answer (self, "GET", TESTS, 403, "{'detail': {'message': 'No.'}}");
  proctor_testing_server_answer (self->server, "GET", TESTS, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  testing_endpoint_answer (self, "GET", TESTS, 0, "{'tests': [" ROW ("b") "], 'next_cursor': null, 'has_more': false}");

  assert_next (self, pager, 1, TRUE);
  assert_fails (self, pager, PROCTOR_API_ERROR_PERMISSION);
  g_assert_true (proctor_pager_has_more (pager));

  proctor_pager_next_async (pager, cancellable, testing_endpoint_cb, self);
  proctor_testing_server_wait_requests (self->server, 3);
  g_cancellable_cancel (cancellable);
  result = testing_endpoint_wait (self);
  g_assert_null (proctor_pager_next_finish (pager, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  assert_next (self, pager, 1, FALSE);
  assert_queries (self, "GET", TESTS, queries);
}

static void
test_unreadable (TestingEndpoint *self,
                 gconstpointer data)
{
  g_autoptr (ProctorPager) pager = make_pager (self);
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_answer (self, "GET", TESTS, 0,
                           "{'tests': [" ROW ("a") ", " ROW ("b") ", " ROW ("c") ", "
                                                                                 "{'id': 'd', 'name': 'A test', 'type': 'llm', 'created_at_unix_secs': 'yesterday', 'last_updated_at_unix_secs': 2}, " ROW ("e") "], "
                                                                                                                                                                                                                 "'next_cursor': null, 'has_more': false}");
  page = next (self, pager, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 5, NULL);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (ProctorRecord) row = testing_page_dup_row (page, i, i == 3 ? PROCTOR_TYPE_UNREADABLE : PROCTOR_TYPE_TEST_SUMMARY);
      const char id[] = { (char) ('a' + i), '\0' };

      if (i != 3)
        {
          g_assert_cmpstr (proctor_record_get_identity (row), ==, id);
          continue;
        }
      g_assert_cmpstr (proctor_unreadable_get_problem (PROCTOR_UNREADABLE (row)), ==, "tests[3].created_at_unix_secs: expected a whole number, found a string");
      g_assert_nonnull (strstr (proctor_unreadable_get_text (PROCTOR_UNREADABLE (row)), "yesterday"));
    }
}

static void
assert_pages (TestingEndpoint *self,
              ProctorPager *taken,
              const char *path,
              const char *member,
              const char *first,
              const char *second)
{
  g_autoptr (ProctorPager) pager = taken;
  g_autofree char *answer = g_strdup_printf ("{'%s': [], 'next_cursor': 'c2', 'has_more': true}", member);
  g_autofree char *last = g_strdup_printf ("{'%s': [], 'next_cursor': null, 'has_more': false}", member);
  const char *const queries[] = { first, second, NULL };

  proctor_testing_server_reset (self->server);
  testing_endpoint_answer (self, "GET", path, 0, answer);
  testing_endpoint_answer (self, "GET", path, 0, last);
  assert_next (self, pager, 0, TRUE);
  assert_next (self, pager, 0, FALSE);
  assert_queries (self, "GET", path, queries);
}

/* Every list asks on as it began; one that began in the middle has but one place at a time. */
static void
test_lists (TestingEndpoint *self,
            gconstpointer data)
{
  const char *const types[] = { "llm", "tool", NULL };
  const ProctorTestsQuery tests = { .types = types, .cursor = "c1", .page_size = 5 };
  const ProctorInvocationsQuery invocations = { .agent_id = "a&b", .cursor = "c1" };
  const ProctorAgentsQuery agents = { .search = "cursor=x", .cursor = "c1" };
  const ProctorToolsQuery tools = { .cursor = "c1" };
  const ProctorConversationsQuery conversations = { .agent_id = "agent_1", .cursor = "c1" };
  const ProctorEnvironmentQuery environment = { .kind = "secret", .cursor = "c1" };

  assert_pages (self, proctor_tests_list_all (self->client, &tests), TESTS, "tests",
                "cursor=c1&page_size=5&types=llm&types=tool", "page_size=5&types=llm&types=tool&cursor=c2");
  assert_pages (self, proctor_invocations_list_all (self->client, &invocations), "/v1/convai/test-invocations", "results",
                "cursor=c1&agent_id=a%26b", "agent_id=a%26b&cursor=c2");
  assert_pages (self, proctor_agents_list_all (self->client, &agents), "/v1/convai/agents", "agents",
                "cursor=c1&search=cursor%3Dx", "search=cursor%3Dx&cursor=c2");
  assert_pages (self, proctor_tools_list_all (self->client, &tools), "/v1/convai/tools", "tools", "cursor=c1", "cursor=c2");
  assert_pages (self, proctor_conversations_list_all (self->client, &conversations), "/v1/convai/conversations", "conversations",
                "cursor=c1&agent_id=agent_1", "agent_id=agent_1&cursor=c2");
  assert_pages (self, proctor_environment_list_all (self->client, &environment), "/v1/convai/environment-variables", "environment_variables",
                "cursor=c1&type=secret", "type=secret&cursor=c2");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add ("/pager/pages", test_pages);
  testing_endpoint_add ("/pager/last", test_last);
  testing_endpoint_add ("/pager/circle", test_circle);
  testing_endpoint_add ("/pager/again", test_again);
  testing_endpoint_add ("/pager/unreadable", test_unreadable);
  testing_endpoint_add ("/pager/lists", test_lists);

  return g_test_run ();
}
