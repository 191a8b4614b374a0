/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-runs.h"
#include "proctor-testing-engine.h"
#include "proctor-testing.h"

/* What the runner does with runs: it looks for those that wait, and writes what came of them. */

#define CREATE "/v1/convai/agent-testing/create"
#define RUN "/v1/convai/agents/agent_1/run-tests"
#define LIST "/v1/convai/test-invocations"
#define OVERRIDE "{'conversation_config': {'agent': {}}, 'platform_settings': {}}"

typedef struct
{
  ProctorTestingEngine *engine;
  char *invocation_id;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *id = NULL;

  fixture->engine = proctor_testing_engine_new ();
  proctor_testing_engine_add_agent (fixture->engine);
  id = proctor_testing_engine_make (fixture->engine, CREATE, "{'name': 'T', 'type': 'tool'}");
  fixture->invocation_id = proctor_testing_engine_make (fixture->engine, RUN, "{'tests': [{'test_id': '%s'}], 'repeat_count': 3}", id);
  fixture->path = g_strconcat (LIST "/", fixture->invocation_id, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_engine_free (fixture->engine);
  g_free (fixture->invocation_id);
  g_free (fixture->path);
}

/* A run that waits, and its place in the queue. */
typedef struct
{
  char *id;
  char *invocation_id;
  gint64 attempt;
  gint64 sequence;
} PendingRun;

static void
pending_run_free (PendingRun *run)
{
  g_free (run->id);
  g_free (run->invocation_id);
  g_free (run);
}

static gpointer
list_all (ProctorDatabase *database,
          gpointer data,
          GError **error)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_run_free);
  ProctorStatement *row = proctor_database_prepare (database,
                                                    "SELECT id, invocation_id, attempt, ticket FROM runs"
                                                    " WHERE status = 'pending' AND ticket > ? ORDER BY ticket LIMIT 100",
                                                    "i", *(gint64 *) data);

  while (proctor_statement_next (row))
    {
      PendingRun *run = g_new0 (PendingRun, 1);

      run->id = g_strdup (proctor_statement_get_text (row, 0));
      run->invocation_id = g_strdup (proctor_statement_get_text (row, 1));
      run->attempt = proctor_statement_get_int (row, 2);
      run->sequence = proctor_statement_get_int (row, 3);
      g_ptr_array_add (runs, run);
    }

  return runs;
}

static GPtrArray *
list_pending (Fixture *fixture,
              gint64 after)
{
  return proctor_testing_engine_work (fixture->engine, list_all, &after);
}

typedef struct
{
  const char *run_id;
  gint64 attempt;
  const char *status;
} Result;

static gpointer
write_result (ProctorDatabase *database,
              gpointer data,
              GError **error)
{
  Result *result = data;
  gint64 attempt;
  g_autoptr (JsonObject) run = proctor_runs_load (database, result->run_id, &attempt);
  JsonObject *verdict = json_object_new ();

  g_assert_cmpint (attempt, >=, result->attempt);
  json_object_set_string_member (verdict, "result", g_str_equal (result->status, "passed") ? "success" : "failure");
  json_object_set_string_member (run, "status", result->status);
  json_object_set_object_member (run, "condition_result", verdict);
  json_object_set_array_member (run, "agent_responses", json_array_new ());

  return GINT_TO_POINTER (proctor_runs_write_result (database, result->run_id, result->attempt, run));
}

static gboolean
finish (Fixture *fixture,
        PendingRun *run,
        const char *status)
{
  Result result = { run->id, run->attempt, status };

  return GPOINTER_TO_INT (proctor_testing_engine_work (fixture->engine, write_result, &result));
}

static void
assert_statuses (Fixture *fixture,
                 const char *first,
                 const char *second,
                 const char *third)
{
  const char *const wanted[] = { first, second, third };
  g_autoptr (JsonObject) invocation = proctor_testing_engine_get (fixture->engine, fixture->path);
  JsonArray *runs = json_object_get_array_member (invocation, "test_runs");

  g_assert_cmpuint (json_array_get_length (runs), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      JsonObject *run = json_array_get_object_element (runs, i);
      gboolean is_over = g_str_equal (wanted[i], "passed") || g_str_equal (wanted[i], "failed");

      g_assert_cmpstr (json_object_get_string_member (run, "status"), ==, wanted[i]);
      g_assert_cmpint (!json_object_get_null_member (run, "condition_result"), ==, is_over);
      g_assert_true (json_object_has_member (run, "test_info"));
    }
}

static void
test_queue (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) all = list_pending (fixture, 0);
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) left = NULL;
  PendingRun *first = g_ptr_array_index (all, 0);

  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (first->invocation_id, ==, fixture->invocation_id);
  g_assert_cmpint (first->attempt, ==, 1);
  rest = list_pending (fixture, first->sequence);
  g_assert_cmpuint (rest->len, ==, 2);
  g_assert_cmpstr (((PendingRun *) g_ptr_array_index (rest, 0))->id, ==, ((PendingRun *) g_ptr_array_index (all, 1))->id);
  g_assert_true (finish (fixture, g_ptr_array_index (all, 1), "passed"));
  left = list_pending (fixture, 0);
  g_assert_cmpuint (left->len, ==, 2);
}

/* What comes twice, after a cancellation or from before a resubmit is late. */
static void
test_late (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) all = list_pending (fixture, 0);
  g_autoptr (GPtrArray) again = NULL;
  PendingRun *first = g_ptr_array_index (all, 0);
  PendingRun *second = g_ptr_array_index (all, 1);
  PendingRun *third = g_ptr_array_index (all, 2);
  PendingRun *waiting;
  g_autofree char *resubmit = g_strconcat (fixture->path, "/resubmit", NULL);
  g_autofree char *cancel = g_strconcat (fixture->path, "/cancel", NULL);

  g_assert_true (finish (fixture, first, "passed"));
  g_assert_false (finish (fixture, first, "failed"));
  assert_statuses (fixture, "passed", "pending", "pending");

  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", resubmit, "{'test_run_ids': ['%s', '%s'], 'agent_id': 'agent_1'}", first->id, second->id);
  assert_statuses (fixture, "pending", "pending", "pending");
  g_assert_false (finish (fixture, first, "failed"));
  g_assert_false (finish (fixture, second, "failed"));
  again = list_pending (fixture, third->sequence);
  g_assert_cmpuint (again->len, ==, 2);
  waiting = g_ptr_array_index (again, 0);
  g_assert_cmpstr (waiting->id, ==, first->id);
  g_assert_cmpint (waiting->attempt, ==, 2);
  g_assert_true (finish (fixture, waiting, "failed"));
  assert_statuses (fixture, "failed", "pending", "pending");

  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", cancel, NULL);
  g_assert_false (finish (fixture, third, "passed"));
  assert_statuses (fixture, "failed", "cancelled", "cancelled");
}

/* One that has ended can't be cancelled any more. */
static void
test_ended (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) all = list_pending (fixture, 0);
  g_autofree char *cancel = g_strconcat (fixture->path, "/cancel", NULL);
  g_autoptr (JsonObject) invocation = NULL;

  for (guint i = 0; i < all->len; i++)
    g_assert_true (finish (fixture, g_ptr_array_index (all, i), "passed"));
  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", cancel, NULL);
  assert_statuses (fixture, "passed", "passed", "passed");
  invocation = proctor_testing_engine_get (fixture->engine, fixture->path);
  g_assert_false (json_object_get_boolean_member (invocation, "cancelled"));
}

static gpointer
find_ungrouped (ProctorDatabase *database,
                gpointer data,
                GError **error)
{
  g_autoptr (GPtrArray) ids = proctor_runs_list_to_group (database);

  g_assert_cmpuint (ids->len, <=, 1);

  return ids->len == 1 ? g_strdup (g_ptr_array_index (ids, 0)) : NULL;
}

static gpointer
write_groups (ProctorDatabase *database,
              gpointer data,
              GError **error)
{
  g_autoptr (JsonArray) groups = json_array_new ();

  return GINT_TO_POINTER (proctor_runs_write_groups (database, data, "completed", groups));
}

static void
test_groups (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) all = list_pending (fixture, 0);
  g_autofree char *found = NULL;
  g_autoptr (JsonObject) invocation = NULL;

  g_assert_null (proctor_testing_engine_work (fixture->engine, find_ungrouped, NULL));
  g_assert_false (GPOINTER_TO_INT (proctor_testing_engine_work (fixture->engine, write_groups, fixture->invocation_id)));
  for (guint i = 0; i < all->len; i++)
    g_assert_true (finish (fixture, g_ptr_array_index (all, i), "passed"));
  found = proctor_testing_engine_work (fixture->engine, find_ungrouped, NULL);
  g_assert_cmpstr (found, ==, fixture->invocation_id);
  g_assert_true (GPOINTER_TO_INT (proctor_testing_engine_work (fixture->engine, write_groups, fixture->invocation_id)));
  g_assert_null (proctor_testing_engine_work (fixture->engine, find_ungrouped, NULL));
  invocation = proctor_testing_engine_get (fixture->engine, fixture->path);
  g_assert_cmpstr (json_object_get_string_member (invocation, "bucketing_status"), ==, "completed");
}

static gpointer
dup_override (ProctorDatabase *database,
              gpointer data,
              GError **error)
{
  return proctor_runs_dup_override (database, data);
}

/* Only what is resubmitted with a configuration has it. */
static void
test_override (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) all = list_pending (fixture, 0);
  PendingRun *first = g_ptr_array_index (all, 0);
  PendingRun *second = g_ptr_array_index (all, 1);
  g_autofree char *resubmit = g_strconcat (fixture->path, "/resubmit", NULL);
  g_autofree char *found = NULL;

  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", resubmit, "{'test_run_ids': ['%s'], 'agent_id': 'agent_1', 'agent_config_override': " OVERRIDE "}", first->id);
  found = proctor_testing_engine_work (fixture->engine, dup_override, first->id);
  g_assert_cmpstr (found, ==, "{\"conversation_config\":{\"agent\":{}},\"platform_settings\":{}}");
  g_assert_null (proctor_testing_engine_work (fixture->engine, dup_override, second->id));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add ("/engine/runs/queue", Fixture, NULL, set_up, test_queue, tear_down);
  g_test_add ("/engine/runs/late", Fixture, NULL, set_up, test_late, tear_down);
  g_test_add ("/engine/runs/ended", Fixture, NULL, set_up, test_ended, tear_down);
  g_test_add ("/engine/runs/groups", Fixture, NULL, set_up, test_groups, tear_down);
  g_test_add ("/engine/runs/override", Fixture, NULL, set_up, test_override, tear_down);

  return g_test_run ();
}
