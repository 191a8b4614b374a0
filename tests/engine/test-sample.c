/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-builtin-provider.h"
#include "proctor-sample.h"
#include "proctor-testing.h"
#include "testing-sample.h"

/* The sample workspace: it loads, once, and its tests end as they are meant to. */

#define REPEATS 5

/* How the repeats of a test end: all alike, or some this way and some that. */
typedef enum
{
  PASSES,
  FLAKY,
  FAILS,
  ERRS,
  UNCLEAR,
} Class;

static const struct
{
  const char *name;
  Class on_main;
  Class on_branch;
} expected[] = {
  { "Books a double room and confirms the price", PASSES, FAILS },
  { "Asks for the date before it books", PASSES, FAILS },
  { "Looks for what the guest asked for", PASSES, PASSES },
  { "Offers another date when the house is full", PASSES, PASSES },
  { "Books a suite (has no mock yet)", ERRS, ERRS },
  { "Looks for a room when the date is vague", FLAKY, PASSES },
  { "Says when the reception is open", PASSES, PASSES },
  { "Knows the new terms for cancelling", FAILS, FAILS },
  { "Apologises for a bad night", FLAKY, FLAKY },
  { "Promises no refund", UNCLEAR, UNCLEAR },
  { "Hands over to a person on request", PASSES, PASSES },
  { "Sees to a broken shower", PASSES, FAILS },
};

static char *
describe (JsonObject *run)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), run);

  return json_to_string (node, TRUE);
}

/* Counts the outcomes of the repeats that begin at @first, which have to be of one test. */
static void
count (JsonArray *runs,
       guint first,
       const char *name,
       guint counts[PROCTOR_OUTCOME_CANCELLED + 1])
{
  for (guint i = first; i < first + REPEATS; i++)
    {
      JsonObject *run = json_array_get_object_element (runs, i);

      g_assert_cmpstr (json_object_get_string_member (run, "test_name"), ==, name);
      counts[testing_sample_get_outcome (run)]++;
    }
}

static gboolean
is_class (const guint counts[PROCTOR_OUTCOME_CANCELLED + 1],
          Class wanted)
{
  switch (wanted)
    {
    case PASSES:
      return counts[PROCTOR_OUTCOME_PASSED] == REPEATS;
    case FLAKY:
      return counts[PROCTOR_OUTCOME_PASSED] > 0 && counts[PROCTOR_OUTCOME_FAILED] > 0 && counts[PROCTOR_OUTCOME_PASSED] + counts[PROCTOR_OUTCOME_FAILED] == REPEATS;
    case FAILS:
      return counts[PROCTOR_OUTCOME_FAILED] == REPEATS;
    case ERRS:
      return counts[PROCTOR_OUTCOME_ERROR] == REPEATS;
    case UNCLEAR:
      return counts[PROCTOR_OUTCOME_INCONCLUSIVE] == REPEATS;
    }

  return FALSE;
}

static void
assert_classes (JsonNode *invocation,
                gboolean on_branch)
{
  JsonArray *runs = json_node_get_array (engine_node_find (invocation, "test_runs"));

  g_assert_cmpuint (json_array_get_length (runs), ==, G_N_ELEMENTS (expected) * REPEATS);
  g_assert_cmpstr (engine_node_text (invocation, "bucketing_status"), ==, "completed");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      guint counts[PROCTOR_OUTCOME_CANCELLED + 1] = { 0 };

      count (runs, i * REPEATS, expected[i].name, counts);
      g_test_message ("%s, “%s”: %u passed, %u failed, %u in error, %u inconclusive", on_branch ? "shorter-answers" : "Main", expected[i].name,
                      counts[PROCTOR_OUTCOME_PASSED], counts[PROCTOR_OUTCOME_FAILED], counts[PROCTOR_OUTCOME_ERROR], counts[PROCTOR_OUTCOME_INCONCLUSIVE]);
      if (!is_class (counts, on_branch ? expected[i].on_branch : expected[i].on_main))
        {
          g_autofree char *text = describe (json_array_get_object_element (runs, i * REPEATS));

          g_error ("“%s” does not end as it is meant to: %s", expected[i].name, text);
        }
    }
}

static JsonNode *
run (TestingSample *sample,
     const char *branch)
{
  g_autoptr (ProctorProvider) provider = proctor_builtin_provider_new ();

  return testing_sample_run (sample, provider, branch, REPEATS);
}

static void
test_main (TestingSample *sample,
           gconstpointer user_data)
{
  g_autoptr (JsonNode) invocation = run (sample, "Main");

  assert_classes (invocation, FALSE);
}

static void
test_branch (TestingSample *sample,
             gconstpointer user_data)
{
  g_autoptr (JsonNode) invocation = run (sample, "shorter-answers");

  assert_classes (invocation, TRUE);
}

/* What was said and how it ended, and nothing that time or another workspace changes. */
static char *
write_down (JsonNode *invocation)
{
  JsonArray *runs = json_node_get_array (engine_node_find (invocation, "test_runs"));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (runs); i++)
    {
      JsonObject *test_run = json_array_get_object_element (runs, i);
      JsonArray *turns = json_object_get_array_member (test_run, "agent_responses");

      g_string_append_printf (text, "%s %d\n", json_object_get_string_member (test_run, "test_run_id"), testing_sample_get_outcome (test_run));
      for (guint j = 0; j < json_array_get_length (turns); j++)
        {
          const char *message = json_object_get_string_member_with_default (json_array_get_object_element (turns, j), "message", NULL);

          g_string_append_printf (text, "%s\n", message != NULL ? message : "");
        }
    }

  return g_string_free_and_steal (text);
}

static void
test_repeatable (TestingSample *sample,
                 gconstpointer user_data)
{
  TestingSample other = { 0 };
  g_autoptr (JsonNode) one = run (sample, "Main");
  g_autoptr (JsonNode) again = NULL;
  g_autofree char *one_text = write_down (one);
  g_autofree char *again_text = NULL;

  testing_sample_set_up (&other, NULL);
  again = run (&other, "Main");
  again_text = write_down (again);
  g_assert_cmpstr (one_text, ==, again_text);
  g_assert_cmpstr (sample->agent_id, !=, other.agent_id);
  testing_sample_tear_down (&other, NULL);
}

static void
assert_count (TestingSample *sample,
              const char *path,
              const char *list,
              guint wanted)
{
  g_autoptr (JsonNode) answer = engine_calls_ask (&sample->calls, 200, "GET", path, NULL);
  g_autofree char *text = json_to_string (answer, FALSE);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (engine_node_find (answer, list))), ==, wanted);
  /* Names of files have become ids. */
  g_assert_null (strstr (text, "sample:"));
}

/* Everything is there once, and nothing has been run. */
static void
test_contents (TestingSample *sample,
               gconstpointer user_data)
{
  g_autofree char *branches = g_strdup_printf ("/v1/convai/agents/%s/branches", sample->agent_id);
  g_autofree char *agent = g_strdup_printf ("/v1/convai/agents/%s", sample->agent_id);

  assert_count (sample, "/v1/convai/tools", "tools", 3);
  assert_count (sample, "/v1/convai/agents", "agents", 1);
  assert_count (sample, branches, "results", 2);
  assert_count (sample, agent, "platform_settings.testing.attached_tests", G_N_ELEMENTS (expected));
  assert_count (sample, "/v1/convai/agent-testing?page_size=100", "tests", G_N_ELEMENTS (expected));
  assert_count (sample, "/v1/convai/agent-testing?parent_folder_id=root&include_folders=true", "tests", 2);
  assert_count (sample, "/v1/convai/test-invocations", "results", 0);
}

/* Lists begin with what a person should see first. */
static void
test_order (TestingSample *sample,
            gconstpointer user_data)
{
  g_autoptr (JsonNode) tests = engine_calls_ask (&sample->calls, 200, "GET", "/v1/convai/agent-testing?page_size=100", NULL);
  g_autoptr (JsonNode) folders = engine_calls_ask (&sample->calls, 200, "GET", "/v1/convai/agent-testing?parent_folder_id=root&include_folders=true", NULL);

  g_assert_cmpstr (engine_node_text (folders, "tests.0.name"), ==, "Bookings");
  g_assert_cmpstr (engine_node_text (folders, "tests.1.name"), ==, "Complaints and questions");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *name = g_strdup_printf ("tests.%u.name", i);
      g_autofree char *folder = g_strdup_printf ("tests.%u.folder_path.0.name", i);

      g_assert_cmpstr (engine_node_text (tests, name), ==, expected[i].name);
      g_assert_cmpstr (engine_node_text (tests, folder), ==, i < 6 ? "Bookings" : "Complaints and questions");
    }
}

static void
test_twice (TestingSample *sample,
            gconstpointer user_data)
{
  g_autoptr (JsonNode) refusal = engine_calls_ask (&sample->calls, 409, "POST", "/v1/proctor/sample", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (engine_node_text (refusal, "detail.code"), ==, "workspace_not_empty");
  g_assert_false (proctor_sample_load_now (sample->calls.worker, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  test_contents (sample, NULL);
}

/* An engine that begins with it has the same. */
static void
test_at_start (EngineCalls *calls,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) agents = NULL;

  g_assert_true (proctor_sample_load_now (calls->worker, &error));
  g_assert_no_error (error);
  agents = engine_calls_ask (calls, 200, "GET", "/v1/convai/agents", NULL);
  g_assert_cmpstr (engine_node_text (agents, "agents.0.name"), ==, "Harbour Hotel");
  engine_calls_do (calls, 409, "POST", "/v1/proctor/sample", NULL);
}

/* Replaces a file of a copy of the sample. */
static char *
copy_with (const char *name,
           const char *text)
{
  const char *const folders[] = { "tools", "folders", "tests", "agents", "branches" };
  char *copy = proctor_testing_make_folder ();
  g_autofree char *path = g_build_filename (copy, name, NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (copy, folders[i], NULL);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    }
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return copy;
}

/* What goes wrong halfway leaves nothing behind, and says where it was. */
static void
test_damaged (EngineCalls *calls,
              gconstpointer user_data)
{
  const struct
  {
    const char *name;
    const char *text;
  } cases[] = {
    { "tests/a.json", "{" },
    { "tests/a.json", "[]" },
    { "tests/a.json", "{\"name\": \"A\", \"type\": \"llm\"}" },
    { "tests/a.json", "{\"name\": \"A\", \"type\": \"tool\", \"parent_folder_id\": \"sample:folders/none\"}" },
    { "branches/a.json", "{\"name\": \"A\", \"description\": \"\", \"parent_version_id\": \"none\"}" },
  };
  g_autofree char *real = g_strdup (g_getenv ("PROCTOR_SAMPLE_DIR"));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *copy = copy_with (cases[i].name, cases[i].text);
      g_autofree char *tool = g_build_filename (copy, "tools", "t.json", NULL);
      g_autoptr (JsonNode) refusal = NULL;
      g_autoptr (JsonNode) tools = NULL;

      g_file_set_contents (tool, "{\"tool_config\": {\"type\": \"client\", \"name\": \"t\", \"description\": \"\"}}", -1, NULL);
      g_setenv ("PROCTOR_SAMPLE_DIR", copy, TRUE);
      refusal = engine_calls_ask (calls, 500, "POST", "/v1/proctor/sample", NULL);
      g_assert_nonnull (strstr (engine_node_text (refusal, "detail.message"), cases[i].name));
      tools = engine_calls_ask (calls, 200, "GET", "/v1/convai/tools", NULL);
      g_assert_cmpuint (json_array_get_length (json_node_get_array (engine_node_find (tools, "tools"))), ==, 0);
      proctor_testing_remove_folder (copy);
    }

  g_setenv ("PROCTOR_SAMPLE_DIR", "/nowhere", TRUE);
  engine_calls_do (calls, 500, "POST", "/v1/proctor/sample", NULL);
  g_setenv ("PROCTOR_SAMPLE_DIR", real, TRUE);
  engine_calls_do (calls, 200, "POST", "/v1/proctor/sample", NULL);
}

/* Each file is what the API takes. */
static void
test_bodies (void)
{
  const struct
  {
    const char *folder;
    const char *path;
  } cases[] = {
    { "tools", "/v1/convai/tools" },
    { "folders", "/v1/convai/agent-testing/folders" },
    { "tests", "/v1/convai/agent-testing/create" },
    { "agents", "/v1/convai/agents/create" },
    { "branches", "/v1/convai/agents/agent_1/branches" },
  };
  g_autoptr (ProctorTestingContract) contract = proctor_testing_contract_load ();

  if (contract == NULL)
    {
      g_test_skip (PROCTOR_TESTING_NO_CONTRACT);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_build_filename (g_getenv ("PROCTOR_SAMPLE_DIR"), cases[i].folder, NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          g_autofree char *text = NULL;
          g_autoptr (JsonNode) body = NULL;
          g_autoptr (GError) error = NULL;

          g_file_get_contents (path, &text, NULL, &error);
          g_assert_no_error (error);
          body = json_from_string (text, &error);
          g_assert_no_error (error);
          if (!proctor_testing_contract_check_request (contract, "POST", cases[i].path, body, &error))
            g_error ("%s: %s", path, error->message);
        }
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/sample/bodies", test_bodies);
  g_test_add ("/sample/contents", TestingSample, NULL, testing_sample_set_up, test_contents, testing_sample_tear_down);
  g_test_add ("/sample/order", TestingSample, NULL, testing_sample_set_up, test_order, testing_sample_tear_down);
  g_test_add ("/sample/twice", TestingSample, NULL, testing_sample_set_up, test_twice, testing_sample_tear_down);
  g_test_add ("/sample/at-start", EngineCalls, NULL, engine_calls_set_up, test_at_start, engine_calls_tear_down);
  g_test_add ("/sample/damaged", EngineCalls, NULL, engine_calls_set_up, test_damaged, engine_calls_tear_down);
  g_test_add ("/sample/main", TestingSample, NULL, testing_sample_set_up, test_main, testing_sample_tear_down);
  g_test_add ("/sample/branch", TestingSample, NULL, testing_sample_set_up, test_branch, testing_sample_tear_down);
  g_test_add ("/sample/repeatable", TestingSample, NULL, testing_sample_set_up, test_repeatable, testing_sample_tear_down);

  return g_test_run ();
}
