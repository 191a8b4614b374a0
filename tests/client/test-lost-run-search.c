/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-lost-run-search.h"
#include "proctor-run-target.h"
#include "testing-endpoint.h"

#include <string.h>

#define LIST "/v1/convai/test-invocations"

typedef struct
{
  TestingEndpoint endpoint;

  /* Owned */
  ProctorLostRun *lost;

  gint64 now;
} Fixture;

/* A row as the list has it; what is NULL is not there. */
typedef struct
{
  const char *id;
  const char *agent_id;
  const char *branch_id;
  guint n_runs;
  guint repeat_count;
  gint64 age;
} Row;

/* What was asked for: test_1 and test_2 at a node, three times each. */
static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (ProctorRunRequest) run = proctor_run_request_new ();

  testing_endpoint_set_up (&fixture->endpoint, data);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

      proctor_run_target_set_test_id (target, i == 0 ? "test_1" : "test_2");
      if (i == 1)
        proctor_run_target_set_workflow_node_id (target, "node_1");
      g_list_store_append (G_LIST_STORE (proctor_run_request_get_tests (run)), target);
    }
  proctor_run_request_set_branch_id (run, "agtbrch_1");
  proctor_run_request_set_repeat_count (run, 3);
  fixture->now = g_get_real_time () / G_USEC_PER_SEC;
  fixture->lost = proctor_lost_run_new ("agent_1", run, fixture->now);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->lost));
  testing_endpoint_tear_down (&fixture->endpoint, data);
}

static void
add_member (GString *text,
            const char *name,
            const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "'%s': '%s', ", name, value);
}

static char *
make_list (Fixture *fixture,
           const Row *rows,
           gsize n_rows,
           const char *end)
{
  GString *text = g_string_new ("{'results': [7, ");

  for (gsize i = 0; i < n_rows; i++)
    {
      g_string_append (text, "{");
      add_member (text, "id", rows[i].id);
      add_member (text, "agent_id", rows[i].agent_id);
      add_member (text, "branch_id", rows[i].branch_id);
      if (rows[i].repeat_count > 0)
        g_string_append_printf (text, "'repeat_count': %u, ", rows[i].repeat_count);
      g_string_append_printf (text, "'title': 'Some tests', 'created_at_unix_secs': %" G_GINT64_FORMAT ", ", fixture->now - rows[i].age);
      g_string_append_printf (text, "'test_run_count': %u, 'passed_count': 0, 'failed_count': 0, 'pending_count': %u}, ", rows[i].n_runs, rows[i].n_runs);
    }
  g_string_append_printf (text, "{'id': 8}], %s}", end);

  return g_string_free (text, FALSE);
}

static void
answer_list (Fixture *fixture,
             const Row *rows,
             gsize n_rows,
             const char *end)
{
  g_autofree char *list = make_list (fixture, rows, n_rows, end);

  testing_endpoint_answer (&fixture->endpoint, "GET", LIST, 0, list);
}

/* An invocation of tests that are written as "test" or "test@node". */
static void
answer_invocation (Fixture *fixture,
                   const char *id,
                   const char *agent_id,
                   const char *branch_id,
                   const char *tests)
{
  g_autofree char *path = g_strconcat (LIST "/", id, NULL);
  g_autoptr (GString) text = g_string_new ("{");
  g_auto (GStrv) parts = g_strsplit (tests, " ", -1);

  add_member (text, "id", id);
  add_member (text, "agent_id", agent_id);
  add_member (text, "branch_id", branch_id);
  g_string_append (text, "'test_runs': [");
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], "@", 2);

      g_string_append_printf (text, "%s{", i > 0 ? ", " : "");
      add_member (text, "test_id", words[0]);
      add_member (text, "workflow_node_id", words[1]);
      g_string_append_printf (text, "'test_run_id': 'run_%u', 'test_invocation_id': '%s', 'agent_id': 'agent_1', 'status': 'pending'}", i, id);
    }
  g_string_append (text, "]}");
  testing_endpoint_answer (&fixture->endpoint, "GET", path, 0, text->str);
}

static GListModel *
search (Fixture *fixture,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_lost_run_search_async (fixture->endpoint.client, fixture->lost, NULL, testing_endpoint_cb, &fixture->endpoint);
  result = testing_endpoint_wait (&fixture->endpoint);

  return proctor_lost_run_search_finish (fixture->endpoint.client, result, error);
}

static void
assert_found (Fixture *fixture,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = search (fixture, &error);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (found, i);

      g_assert_true (PROCTOR_IS_INVOCATION_SUMMARY (row));
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", proctor_record_get_identity (row));
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

/* What was asked for after the list, by the ends of the paths. */
static void
assert_looked_at (Fixture *fixture,
                  guint n_pages,
                  const char *expected)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->endpoint.server);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = requests->pdata[i];

      if (i < n_pages)
        {
          g_assert_cmpstr (request->path, ==, LIST);
          g_assert_true (g_str_has_prefix (request->query, "page_size=100&agent_id=agent_1"));
          g_assert_true ((strstr (request->query, "&cursor=") != NULL) == (i > 0));
        }
      else
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", strrchr (request->path, '/') + 1);
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

#define SAME "test_1 test_2@node_1 test_1 test_2@node_1 test_1 test_2@node_1"

/* A server that takes no notice of what it is asked for shows all that there is. */
static void
test_one (Fixture *fixture,
          gconstpointer data)
{
  const Row first[] = {
    { "other_agent", "agent_2", "agtbrch_1", 6, 3, 0 },
    { "other_branch", "agent_1", "agtbrch_2", 6, 3, 0 },
    { "other_count", "agent_1", "agtbrch_1", 5, 3, 0 },
    { "other_repeat", "agent_1", "agtbrch_1", 6, 2, 0 },
    { "once", "agent_1", "agtbrch_1", 6, 0, 0 },
    { "just_before", "agent_1", "agtbrch_1", 6, 3, 20 },
    { "to_come", "agent_1", "agtbrch_1", 6, 3, -1000 },
    { "other_tests", "agent_1", "agtbrch_1", 6, 3, 0 },
  };
  const Row second[] = {
    { "other_nodes", "agent_1", "agtbrch_1", 6, 3, 0 },
    { "other_times", "agent_1", "agtbrch_1", 6, 3, 0 },
    { "nameless_other", NULL, NULL, 6, 3, 0 },
    { "right", "agent_1", "agtbrch_1", 6, 3, 1 },
    { "even_older", "agent_1", "agtbrch_1", 6, 3, 100000 },
  };

  answer_list (fixture, first, G_N_ELEMENTS (first), "'next_cursor': 'c1', 'has_more': true");
  answer_list (fixture, second, G_N_ELEMENTS (second), "'next_cursor': null, 'has_more': false");
  answer_invocation (fixture, "other_tests", "agent_1", "agtbrch_1", "test_1 test_3@node_1 test_1 test_3@node_1 test_1 test_3@node_1");
  answer_invocation (fixture, "other_nodes", "agent_1", "agtbrch_1", "test_1 test_2 test_1 test_2 test_1 test_2");
  answer_invocation (fixture, "other_times", "agent_1", "agtbrch_1", "test_1 test_2@node_1 test_1 test_2@node_1 test_1 test_1");
  answer_invocation (fixture, "nameless_other", "agent_2", "agtbrch_1", SAME);
  answer_invocation (fixture, "right", "agent_1", "agtbrch_1", SAME);
  assert_found (fixture, "right");
  assert_looked_at (fixture, 2, "other_tests other_nodes other_times nameless_other right");
}

/* The order of the runs says nothing, and neither does what isn't there. */
static void
test_nameless (Fixture *fixture,
               gconstpointer data)
{
  const Row rows[] = {
    { "right", NULL, NULL, 6, 3, 0 },
    { "other_branch", NULL, NULL, 6, 3, 0 },
  };

  answer_list (fixture, rows, G_N_ELEMENTS (rows), "'has_more': false");
  answer_invocation (fixture, "right", NULL, NULL, "test_2@node_1 test_2@node_1 test_2@node_1 test_1 test_1 test_1");
  answer_invocation (fixture, "other_branch", "agent_1", "agtbrch_2", SAME);
  assert_found (fixture, "right");
}

static void
test_none (Fixture *fixture,
           gconstpointer data)
{
  const Row rows[] = { { "other_count", "agent_1", "agtbrch_1", 7, 3, 0 } };

  answer_list (fixture, rows, G_N_ELEMENTS (rows), "'has_more': false");
  assert_found (fixture, "");
  assert_looked_at (fixture, 1, "");
}

/* Only a person can choose. */
static void
test_two (Fixture *fixture,
          gconstpointer data)
{
  const Row rows[] = {
    { "suite_2", "agent_1", "agtbrch_1", 6, 3, 0 },
    { "suite_1", "agent_1", "agtbrch_1", 6, 3, 2 },
  };

  answer_list (fixture, rows, G_N_ELEMENTS (rows), "'has_more': false");
  answer_invocation (fixture, "suite_1", "agent_1", "agtbrch_1", SAME);
  answer_invocation (fixture, "suite_2", "agent_1", "agtbrch_1", SAME);
  assert_found (fixture, "suite_2 suite_1");
}

/* What was asked of no branch in particular comes back with the name of the main one. */
static void
test_no_branch (Fixture *fixture,
                gconstpointer data)
{
  const Row rows[] = { { "suite_1", "agent_1", "agtbrch_0", 1, 0, 0 } };
  g_autoptr (ProctorRunRequest) run = proctor_run_request_new ();
  g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

  proctor_run_target_set_test_id (target, "test_1");
  g_list_store_append (G_LIST_STORE (proctor_run_request_get_tests (run)), target);
  g_object_unref (fixture->lost);
  fixture->lost = proctor_lost_run_new ("agent_1", run, fixture->now);

  answer_list (fixture, rows, G_N_ELEMENTS (rows), "'has_more': false");
  answer_invocation (fixture, "suite_1", "agent_1", "agtbrch_0", "test_1");
  assert_found (fixture, "suite_1");
}

/* What was begun minutes ago is not behind thousands of others. */
static void
test_endless (Fixture *fixture,
              gconstpointer data)
{
  const Row rows[] = { { "suite_1", "agent_1", "agtbrch_1", 6, 3, 0 } };

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *end = g_strdup_printf ("'next_cursor': 'c%u', 'has_more': true", i);

      answer_list (fixture, rows, i == 9 ? 1 : 0, end);
    }
  answer_invocation (fixture, "suite_1", "agent_1", "agtbrch_1", SAME);
  assert_found (fixture, "suite_1");
  assert_looked_at (fixture, 10, "suite_1");
}

/* Not to know is another thing than to know of none. */
static void
test_failure (Fixture *fixture,
              gconstpointer data)
{
  const Row rows[] = { { "suite_1", "agent_1", "agtbrch_1", 6, 3, 0 } };
  TestingEndpoint *endpoint = &fixture->endpoint;
  g_autoptr (GError) no_list = NULL;
  g_autoptr (GError) no_invocation = NULL;
  g_autoptr (GError) odd_invocation = NULL;

  testing_endpoint_answer (endpoint, "GET", LIST, 403, "{'detail': {'message': 'No.'}}");
  g_assert_null (search (fixture, &no_list));
  g_assert_error (no_list, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION);

  proctor_testing_server_reset (endpoint->server);
  answer_list (fixture, rows, G_N_ELEMENTS (rows), "'has_more': false");
  testing_endpoint_answer (endpoint, "GET", LIST "/suite_1", 403, "{'detail': {'message': 'No.'}}");
  g_assert_null (search (fixture, &no_invocation));
  g_assert_error (no_invocation, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION);

  proctor_testing_server_reset (endpoint->server);
  answer_list (fixture, rows, G_N_ELEMENTS (rows), "'has_more': false");
  testing_endpoint_answer (endpoint, "GET", LIST "/suite_1", 0, "{'id': 'suite_1', 'test_runs': [{]}");
  g_assert_null (search (fixture, &odd_invocation));
  g_assert_error (odd_invocation, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add ("/lost-run-search/one", Fixture, NULL, set_up, test_one, tear_down);
  g_test_add ("/lost-run-search/nameless", Fixture, NULL, set_up, test_nameless, tear_down);
  g_test_add ("/lost-run-search/none", Fixture, NULL, set_up, test_none, tear_down);
  g_test_add ("/lost-run-search/two", Fixture, NULL, set_up, test_two, tear_down);
  g_test_add ("/lost-run-search/no-branch", Fixture, NULL, set_up, test_no_branch, tear_down);
  g_test_add ("/lost-run-search/endless", Fixture, NULL, set_up, test_endless, tear_down);
  g_test_add ("/lost-run-search/failure", Fixture, NULL, set_up, test_failure, tear_down);

  return g_test_run ();
}
