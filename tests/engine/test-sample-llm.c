/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-provider.h"
#include "proctor-testing.h"
#include "testing-sample.h"

/* The sample workspace with a real model. What it says is its own affair; that every question is
 * understood and every answer is read is ours. */

#define FEWEST_RUNS 200
#define AT_ONCE 8

typedef struct
{
  guint n_runs;
  guint n_turns;
  guint n_tool_calls;
  guint n_errors;
  guint counts[PROCTOR_OUTCOME_CANCELLED + 1];
} Figures;

static void
look_for_errors (JsonObject *run,
                 Figures *figures)
{
  JsonObject *result = json_object_get_object_member (run, "condition_result");
  JsonArray *lines = json_object_get_array_member (json_object_get_object_member (result, "rationale"), "messages");

  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      const char *line = json_array_get_string_element (lines, i);

      if (!g_str_has_prefix (line, "Error:") && !g_str_has_prefix (line, "Timed out"))
        continue;
      figures->n_errors++;
      g_test_message ("%s: %s", json_object_get_string_member (run, "test_name"), line);
    }
}

static void
add_up (JsonNode *invocation,
        Figures *figures)
{
  JsonArray *runs = json_node_get_array (engine_node_find (invocation, "test_runs"));

  for (guint i = 0; i < json_array_get_length (runs); i++)
    {
      JsonObject *run = json_array_get_object_element (runs, i);
      JsonArray *turns = json_object_get_array_member (run, "agent_responses");

      figures->n_runs++;
      figures->counts[testing_sample_get_outcome (run)]++;
      figures->n_turns += json_array_get_length (turns);
      for (guint j = 0; j < json_array_get_length (turns); j++)
        figures->n_tool_calls += json_array_get_length (json_object_get_array_member (json_array_get_object_element (turns, j), "tool_calls"));
      look_for_errors (run, figures);
    }
}

static void
report (const Figures *figures,
        gint64 usecs)
{
  g_test_message ("%u runs in %.1f s: %u passed, %u failed, %u in error, %u inconclusive; %u turns, %u tool calls, %u ended with “Error:”", figures->n_runs,
                  (double) usecs / G_USEC_PER_SEC, figures->counts[PROCTOR_OUTCOME_PASSED], figures->counts[PROCTOR_OUTCOME_FAILED],
                  figures->counts[PROCTOR_OUTCOME_ERROR], figures->counts[PROCTOR_OUTCOME_INCONCLUSIVE], figures->n_turns, figures->n_tool_calls, figures->n_errors);
}

static void
test_protocol (void)
{
  const char *const branches[] = { "Main", "shorter-answers" };
  const char *url = g_getenv ("PROCTOR_TEST_LLM_URL");
  g_autoptr (ProctorOpenaiProvider) provider = NULL;
  g_autoptr (GError) error = NULL;
  TestingSample sample = { 0 };
  Figures figures = { 0 };
  gint64 began = g_get_monotonic_time ();
  guint n_tests, repeats;

  if (url == NULL || *url == '\0')
    {
      g_test_skip ("no model: set PROCTOR_TEST_LLM_URL");
      return;
    }

  provider = proctor_openai_provider_new (url, g_getenv ("PROCTOR_TEST_LLM_KEY"), g_getenv ("PROCTOR_TEST_LLM_MODEL"), AT_ONCE, &error);
  g_assert_no_error (error);
  testing_sample_set_up (&sample, NULL);
  n_tests = json_array_get_length (sample.test_ids) * G_N_ELEMENTS (branches);
  repeats = (FEWEST_RUNS + n_tests - 1) / n_tests;
  for (gsize i = 0; i < G_N_ELEMENTS (branches); i++)
    {
      g_autoptr (JsonNode) invocation = testing_sample_run (&sample, PROCTOR_PROVIDER (provider), branches[i], repeats);

      add_up (invocation, &figures);
    }
  testing_sample_tear_down (&sample, NULL);

  report (&figures, g_get_monotonic_time () - began);
  g_assert_cmpuint (figures.n_runs, >=, FEWEST_RUNS);
  g_assert_cmpuint (figures.n_errors, ==, 0);
  g_assert_cmpuint (figures.counts[PROCTOR_OUTCOME_PENDING] + figures.counts[PROCTOR_OUTCOME_CANCELLED], ==, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/sample-llm/protocol", test_protocol);

  return g_test_run ();
}
