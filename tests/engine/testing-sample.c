/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-sample.h"

#include <string.h>

#include "proctor-run-skim.h"
#include "proctor-runner.h"
#include "proctor-testing.h"

/* A real model has to answer some thousand questions. */
#define PATIENCE_USECS (20 * 60 * G_USEC_PER_SEC)

void
testing_sample_set_up (TestingSample *sample,
                       gconstpointer user_data)
{
  g_autoptr (JsonNode) loaded = NULL;
  g_autoptr (JsonNode) agent = NULL;
  g_autofree char *path = NULL;

  engine_calls_set_up (&sample->calls, NULL);
  loaded = engine_calls_ask (&sample->calls, 200, "POST", "/v1/proctor/sample", NULL);
  sample->agent_id = g_strdup (engine_node_text (loaded, "agent_id"));
  path = g_strconcat ("/v1/convai/agents/", sample->agent_id, NULL);
  agent = engine_calls_ask (&sample->calls, 200, "GET", path, NULL);
  sample->test_ids = json_node_dup_array (engine_node_find (agent, "platform_settings.testing.attached_tests"));
}

void
testing_sample_tear_down (TestingSample *sample,
                          gconstpointer user_data)
{
  engine_calls_tear_down (&sample->calls, NULL);
  g_free (sample->agent_id);
  json_array_unref (sample->test_ids);
}

char *
testing_sample_dup_branch (TestingSample *sample,
                           const char *name)
{
  g_autofree char *path = g_strdup_printf ("/v1/convai/agents/%s/branches", sample->agent_id);
  g_autoptr (JsonNode) answer = engine_calls_ask (&sample->calls, 200, "GET", path, NULL);
  JsonArray *branches = json_node_get_array (engine_node_find (answer, "results"));

  for (guint i = 0; i < json_array_get_length (branches); i++)
    {
      JsonObject *branch = json_array_get_object_element (branches, i);

      if (g_str_equal (json_object_get_string_member (branch, "name"), name))
        return g_strdup (json_object_get_string_member (branch, "id"));
    }

  g_error ("there is no branch %s", name);
}

/* Chance depends on the ids of runs, so these are given others, which are always the same. */
static gpointer
rename_runs (ProctorDatabase *database,
             gpointer data,
             GError **error)
{
  proctor_database_run (database, "UPDATE runs SET document = replace (document, id, ?1 || position), id = ?1 || position WHERE status = 'pending'", "s", data);

  return NULL;
}

static void
run_all (TestingSample *sample,
         ProctorProvider *provider)
{
  ProctorRunner *runner = proctor_runner_new (sample->calls.worker, provider, 8);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_USECS;

  proctor_runner_wake (runner);
  while (!proctor_runner_is_idle (runner))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  proctor_testing_assert_finalized (runner);
}

/**
 * testing_sample_run:
 * @sample: the sample
 * @provider: who has the models
 * @branch: the name of a branch
 * @repeat_count: how often to run each test
 *
 * Runs the tests that are attached to the agent. The same is run with the same ids each time.
 *
 * Returns: (transfer full): the invocation
 */
JsonNode *
testing_sample_run (TestingSample *sample,
                    ProctorProvider *provider,
                    const char *branch,
                    guint repeat_count)
{
  g_autofree char *branch_id = testing_sample_dup_branch (sample, branch);
  g_autofree char *prefix = g_strdup_printf ("testrun_%s_", branch);
  g_autofree char *path = g_strdup_printf ("/v1/convai/agents/%s/run-tests", sample->agent_id);
  g_autoptr (JsonNode) tests = json_node_init_array (json_node_alloc (), sample->test_ids);
  g_autofree char *text = json_to_string (tests, FALSE);
  g_autofree char *body = g_strdup_printf ("{\"tests\": %s, \"branch_id\": \"%s\", \"repeat_count\": %u}", text, branch_id, repeat_count);
  g_autofree char *invocation_id = engine_calls_make (&sample->calls, path, body, "id");
  g_autofree char *invocation_path = g_strconcat ("/v1/convai/test-invocations/", invocation_id, NULL);

  engine_calls_work (&sample->calls, rename_runs, prefix);
  run_all (sample, provider);

  return engine_calls_ask (&sample->calls, 200, "GET", invocation_path, NULL);
}

ProctorOutcome
testing_sample_get_outcome (JsonObject *run)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), run);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRunRow) row = proctor_run_skim (text, strlen (text), &error);

  g_assert_no_error (error);

  return (ProctorOutcome) proctor_run_row_get_outcome (row);
}
