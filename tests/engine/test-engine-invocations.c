/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-engine.h"
#include "proctor-testing.h"

#define CREATE "/v1/convai/agent-testing/create"
#define FOLDERS "/v1/convai/agent-testing/folders"
#define RUN "/v1/convai/agents/agent_1/run-tests"
#define LIST "/v1/convai/test-invocations"
#define SIMULATION "'type': 'simulation', 'success_conditions': ['x']"
#define OVERRIDE "{'conversation_config': {'agent': {}}, 'platform_settings': {}}"

typedef struct
{
  ProctorTestingEngine *engine;
  char *first;
  char *second;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->engine = proctor_testing_engine_new ();
  proctor_testing_engine_add_agent (fixture->engine);
  fixture->first = proctor_testing_engine_make (fixture->engine, CREATE, "{'name': 'First', 'type': 'tool', 'new': 1, 'environment': 'staging'}");
  fixture->second = proctor_testing_engine_make (fixture->engine, CREATE, "{'name': 'Second', " SIMULATION "}");
  fixture->folder = proctor_testing_engine_make (fixture->engine, FOLDERS, "{'name': 'Folder'}");
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_engine_free (fixture->engine);
  g_free (fixture->first);
  g_free (fixture->second);
  g_free (fixture->folder);
}

static JsonObject *
get_invocation (Fixture *fixture,
                const char *id)
{
  g_autofree char *path = g_strconcat (LIST "/", id, NULL);

  return proctor_testing_engine_get (fixture->engine, path);
}

/* The row of a list that has just this one. */
static JsonObject *
get_row (Fixture *fixture,
         const char *query)
{
  g_autofree char *path = g_strconcat (LIST "?", query, NULL);
  g_autoptr (JsonObject) page = proctor_testing_engine_get (fixture->engine, path);
  JsonArray *rows = json_object_get_array_member (page, "results");

  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (page, "meta"), "total"), ==, 1);

  return json_object_ref (json_array_get_object_element (rows, 0));
}

static JsonObject *
get_run (JsonObject *invocation,
         guint position)
{
  return json_array_get_object_element (json_object_get_array_member (invocation, "test_runs"), position);
}

static const char *
get_text (JsonObject *object,
          const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static void
test_run (Fixture *fixture,
          gconstpointer data)
{
  g_autoptr (JsonObject) invocation = proctor_testing_engine_post (fixture->engine, RUN,
                                                                   "{'tests': [{'test_id': '%s', 'workflow_node_id': 'n', 'root_folder_id': 'f', 'root_folder_name': 'F'}, {'test_id': '%s'}],"
                                                                   " 'repeat_count': 2}",
                                                                   fixture->first, fixture->second);
  const char *id = json_object_get_string_member (invocation, "id");
  g_autoptr (JsonObject) again = get_invocation (fixture, id);
  g_autoptr (JsonNode) one = json_node_init_object (json_node_alloc (), invocation);
  g_autoptr (JsonNode) other = json_node_init_object (json_node_alloc (), again);
  g_autoptr (JsonObject) row = get_row (fixture, "");
  JsonObject *run = get_run (invocation, 0);
  JsonObject *info = json_object_get_object_member (run, "test_info");
  JsonObject *metadata = json_object_get_object_member (run, "metadata");

  g_assert_true (json_node_equal (one, other));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (invocation, "test_runs")), ==, 4);
  g_assert_cmpstr (get_text (invocation, "branch_id"), ==, "main");
  g_assert_cmpstr (get_text (invocation, "version_id"), ==, "version_1");
  g_assert_cmpstr (get_text (invocation, "bucketing_status"), ==, "pending");
  g_assert_false (json_object_get_boolean_member (invocation, "ran_against_draft"));
  g_assert_false (json_object_get_boolean_member (invocation, "cancelled"));

  g_assert_cmpstr (get_text (run, "test_id"), ==, fixture->first);
  g_assert_cmpstr (get_text (get_run (invocation, 1), "test_id"), ==, fixture->first);
  g_assert_cmpstr (get_text (get_run (invocation, 2), "test_id"), ==, fixture->second);
  g_assert_cmpstr (get_text (get_run (invocation, 3), "test_id"), ==, fixture->second);
  g_assert_cmpstr (get_text (get_run (invocation, 1), "test_run_id"), !=, get_text (run, "test_run_id"));
  g_assert_cmpstr (get_text (run, "test_invocation_id"), ==, id);
  g_assert_cmpstr (get_text (run, "status"), ==, "pending");
  g_assert_cmpstr (get_text (run, "test_name"), ==, "First");
  g_assert_cmpstr (get_text (run, "workflow_node_id"), ==, "n");
  g_assert_cmpstr (get_text (run, "root_folder_id"), ==, "f");
  g_assert_cmpstr (get_text (run, "root_folder_name"), ==, "F");
  g_assert_cmpstr (get_text (run, "environment"), ==, "staging");
  g_assert_cmpstr (get_text (get_run (invocation, 2), "environment"), ==, "production");
  g_assert_cmpstr (get_text (info, "type"), ==, "tool");
  g_assert_cmpint (json_object_get_int_member (info, "new"), ==, 1);
  g_assert_false (json_object_has_member (info, "id"));
  g_assert_false (json_object_has_member (info, "name"));
  g_assert_cmpstr (get_text (metadata, "workspace_id"), ==, "local");
  g_assert_cmpstr (get_text (metadata, "test_name"), ==, "First");
  g_assert_cmpstr (get_text (metadata, "ran_by_user_email"), ==, "local@localhost");
  g_assert_cmpstr (get_text (metadata, "test_type"), ==, "tool_call");

  g_assert_cmpstr (get_text (row, "title"), ==, "2 tests");
  g_assert_cmpint (json_object_get_int_member (row, "test_run_count"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (row, "pending_count"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (row, "repeat_count"), ==, 2);
}

static void
test_titles (Fixture *fixture,
             gconstpointer data)
{
  const struct
  {
    const char *first;
    const char *second;
    const char *title;
  } titles[] = {
    { "", NULL, "First" },
    { ", 'workflow_node_id': 'a'", "", "2 tests" },
    { ", 'root_folder_id': 'x', 'root_folder_name': 'Named'", ", 'root_folder_id': 'x', 'root_folder_name': 'Named'", "Named" },
    { ", 'root_folder_id': 'FOLDER'", ", 'root_folder_id': 'FOLDER'", "Folder" },
    { ", 'root_folder_id': 'gone'", ", 'root_folder_id': 'gone'", "2 tests" },
    { ", 'root_folder_id': 'x', 'root_folder_name': 'X'", ", 'root_folder_id': 'y', 'root_folder_name': 'Y'", "2 tests" },
    { ", 'root_folder_id': 'x', 'root_folder_name': 'X'", "", "2 tests" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *second = titles[i].second != NULL ? g_strdup_printf (", {'test_id': '%s'%s}", fixture->second, titles[i].second) : g_strdup ("");
      g_autoptr (GString) body = g_string_new (NULL);
      g_autoptr (JsonObject) page = NULL;

      g_string_printf (body, "{'tests': [{'test_id': '%s'%s}%s]}", fixture->first, titles[i].first, second);
      g_string_replace (body, "FOLDER", fixture->folder, 0);
      proctor_testing_engine_assert_status (fixture->engine, 200, "POST", RUN, "%s", body->str);
      page = proctor_testing_engine_get (fixture->engine, LIST "?page_size=1");
      g_assert_cmpstr (get_text (json_array_get_object_element (json_object_get_array_member (page, "results"), 0), "title"), ==, titles[i].title);
    }
}

static char *
repeat_test (Fixture *fixture,
             guint times)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append_printf (text, "%s{'test_id': '%s'}", i > 0 ? ", " : "", fixture->first);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_run_rules (Fixture *fixture,
                gconstpointer data)
{
  const struct
  {
    const char *members;
    const char *place;
  } rules[] = {
    { "'repeat_count': 0", "body.repeat_count" },
    { "'repeat_count': 1", NULL },
    { "'repeat_count': 50", NULL },
    { "'repeat_count': 51", "body.repeat_count" },
    { "'repeat_count': '1'", "body.repeat_count" },
    { "'repeat_count': null", "body.repeat_count" },
    { "'branch_id': 1", "body.branch_id" },
    { "'branch_id': null", NULL },
    { "'branch_id': 'side'", NULL },
    { "'agent_config_override': 1", "body.agent_config_override" },
    { "'agent_config_override': null", NULL },
    { "'agent_config_override': {}", "body.agent_config_override.platform_settings" },
    { "'agent_config_override': {'platform_settings': {}}", "body.agent_config_override.conversation_config" },
    { "'agent_config_override': {'platform_settings': {}, 'conversation_config': {}, 'workflow': 1}", "body.agent_config_override.workflow" },
    { "'agent_config_override': " OVERRIDE, NULL },
  };
  g_autofree char *most = repeat_test (fixture, 5000);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_test_message ("%s", rules[i].members);
      if (rules[i].place != NULL)
        proctor_testing_engine_assert_refused (fixture->engine, rules[i].place, "POST", RUN, "{'tests': [{'test_id': '%s'}], %s}", fixture->first, rules[i].members);
      else
        proctor_testing_engine_assert_status (fixture->engine, 200, "POST", RUN, "{'tests': [{'test_id': '%s'}], %s}", fixture->first, rules[i].members);
    }
  proctor_testing_engine_assert_refused (fixture->engine, "body.tests", "POST", RUN, "{}");
  proctor_testing_engine_assert_refused (fixture->engine, "body.tests", "POST", RUN, "{'tests': []}");
  proctor_testing_engine_assert_refused (fixture->engine, "body.tests.0.test_id", "POST", RUN, "{'tests': [{}]}");
  proctor_testing_engine_assert_refused (fixture->engine, "body.tests.0", "POST", RUN, "{'tests': ['%s']}", fixture->first);
  proctor_testing_engine_assert_refused (fixture->engine, "body.tests.1.test_id", "POST", RUN, "{'tests': [{'test_id': '%s'}, {'test_id': '%s'}]}", fixture->first, fixture->folder);
  proctor_testing_engine_assert_refused (fixture->engine, "body.tests", "POST", RUN, "{'tests': [%s, {'test_id': 'x'}]}", most);
  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", RUN, "{'tests': [%s]}", most);
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", RUN, "{'tests': [{'test_id': '%s'}, {'test_id': 'none'}]}", fixture->first);
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", RUN, "{'tests': [{'test_id': '%s'}], 'branch_id': 'none'}", fixture->first);
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", RUN, "{'tests': [{'test_id': '%s'}], 'branch_id': 'other'}", fixture->first);
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", "/v1/convai/agents/none/run-tests", "{'tests': [{'test_id': '%s'}]}", fixture->first);
}

static char *
run_on (Fixture *fixture,
        const char *agent_id,
        const char *branch_id,
        const char *test_id)
{
  g_autofree char *path = g_strdup_printf ("/v1/convai/agents/%s/run-tests", agent_id);

  return proctor_testing_engine_make (fixture->engine, path, "{'tests': [{'test_id': '%s'}], 'branch_id': '%s'}", test_id, branch_id);
}

static void
test_list (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *one = run_on (fixture, "agent_1", "main", fixture->first);
  g_autofree char *two = run_on (fixture, "agent_1", "side", fixture->second);
  g_autofree char *three = run_on (fixture, "agent_2", "other", fixture->second);
  g_autofree char *by_test = g_strconcat ("test_id=", fixture->second, NULL);
  const struct
  {
    const char *query;
    const char *found;
  } lists[] = {
    { "", "321" },
    { "agent_id=agent_1", "21" },
    { "agent_id=none", "" },
    { "branch_id=side", "2" },
    { "version_id=version_3", "3" },
    { by_test, "32" },
    { "search=FIRS", "1" },
    { "search=second&agent_id=agent_2", "3" },
    { "search=nothing", "" },
    { "start_time=200", "32" },
    { "start_time=201", "3" },
    { "end_time=200", "21" },
    { "end_time=199", "1" },
    { "start_time=200&end_time=200", "2" },
    { "agent_id=&search=", "321" },
  };

  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE invocations SET created_at = %d WHERE id = '%s'", i * 100, i == 1 ? one : i == 2 ? two
                                                                                                                                       : three);

      proctor_testing_engine_run_sql (fixture->engine, sql);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strconcat (LIST "?", lists[i].query, NULL);
      g_autoptr (JsonObject) page = proctor_testing_engine_get (fixture->engine, path);
      JsonArray *rows = json_object_get_array_member (page, "results");
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < json_array_get_length (rows); j++)
        {
          const char *id = get_text (json_array_get_object_element (rows, j), "id");

          g_string_append_c (found, g_str_equal (id, one) ? '1' : g_str_equal (id, two) ? '2'
                                                                                        : '3');
        }
      g_test_message ("%s", lists[i].query);
      g_assert_cmpstr (found->str, ==, lists[i].found);
      g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (page, "meta"), "total"), ==, (gint64) found->len);
    }
  proctor_testing_engine_assert_refused (fixture->engine, "query.start_time", "GET", LIST "?start_time=soon", NULL);
  proctor_testing_engine_assert_refused (fixture->engine, "query.page_size", "GET", LIST "?page_size=101", NULL);
  proctor_testing_engine_assert_refused (fixture->engine, "query.cursor", "GET", LIST "?cursor=x", NULL);
  proctor_testing_engine_assert_status (fixture->engine, 404, "GET", LIST "/none", NULL);
}

static void
test_pages (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = g_strdup ("");
  guint n_before = 10;

  for (guint i = 0; i < n_before; i++)
    g_free (run_on (fixture, "agent_1", "main", fixture->first));
  while (cursor != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (cursor, NULL, FALSE);
      g_autofree char *path = g_strdup_printf (LIST "?page_size=3&cursor=%s", escaped);
      g_autoptr (JsonObject) page = proctor_testing_engine_get (fixture->engine, path);
      JsonArray *rows = json_object_get_array_member (page, "results");

      for (guint i = 0; i < json_array_get_length (rows); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (get_text (json_array_get_object_element (rows, i), "id"))));
      g_free (run_on (fixture, "agent_1", "main", fixture->first));
      g_set_str (&cursor, get_text (page, "next_cursor"));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, n_before);
}

static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *id = proctor_testing_engine_make (fixture->engine, RUN, "{'tests': [{'test_id': '%s'}, {'test_id': '%s'}]}", fixture->first, fixture->second);
  g_autofree char *path = g_strconcat (LIST "/", id, "/cancel", NULL);
  g_autoptr (JsonObject) before = get_invocation (fixture, id);
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (JsonObject) row = NULL;

  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", path, NULL);
  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", path, NULL);
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", LIST "/none/cancel", NULL);
  after = get_invocation (fixture, id);
  row = get_row (fixture, "");
  g_assert_true (json_object_get_boolean_member (after, "cancelled"));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (get_text (get_run (after, i), "status"), ==, "cancelled");
      g_assert_cmpuint (json_object_get_size (get_run (after, i)), ==, json_object_get_size (get_run (before, i)));
      g_assert_cmpstr (get_text (get_run (after, i), "test_run_id"), ==, get_text (get_run (before, i), "test_run_id"));
    }
  g_assert_true (json_object_get_boolean_member (row, "cancelled"));
  g_assert_cmpint (json_object_get_int_member (row, "cancelled_count"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (row, "pending_count"), ==, 0);
}

static void
test_resubmit (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *id = proctor_testing_engine_make (fixture->engine, RUN, "{'tests': [{'test_id': '%s'}], 'repeat_count': 2}", fixture->first);
  g_autofree char *path = g_strconcat (LIST "/", id, NULL);
  g_autofree char *cancel = g_strconcat (path, "/cancel", NULL);
  g_autofree char *resubmit = g_strconcat (path, "/resubmit", NULL);
  g_autoptr (JsonObject) before = get_invocation (fixture, id);
  const char *run_id = get_text (get_run (before, 1), "test_run_id");
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (JsonObject) row = NULL;

  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", cancel, NULL);
  proctor_testing_engine_run_sql (fixture->engine, "UPDATE invocations SET document = replace (document, '\"bucketing_status\":\"pending\"', '\"bucketing_status\":\"completed\"')");
  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", resubmit, "{'test_run_ids': ['%s'], 'agent_id': 'agent_1', 'branch_id': 'side', 'agent_config_override': " OVERRIDE "}", run_id);

  after = get_invocation (fixture, id);
  g_assert_cmpstr (get_text (get_run (after, 0), "status"), ==, "cancelled");
  g_assert_cmpstr (get_text (get_run (after, 0), "version_id"), ==, "version_1");
  g_assert_cmpstr (get_text (get_run (after, 1), "test_run_id"), ==, run_id);
  g_assert_cmpstr (get_text (get_run (after, 1), "status"), ==, "pending");
  g_assert_cmpstr (get_text (get_run (after, 1), "version_id"), ==, "version_2");
  g_assert_true (json_object_get_boolean_member (get_run (after, 1), "ran_against_draft"));
  g_assert_false (json_object_get_boolean_member (get_run (after, 0), "ran_against_draft"));
  g_assert_cmpstr (get_text (after, "version_id"), ==, "version_2");
  g_assert_cmpstr (get_text (after, "bucketing_status"), ==, "pending");
  g_assert_false (json_object_get_boolean_member (after, "cancelled"));
  row = get_row (fixture, "version_id=version_2");
  g_assert_true (json_object_get_boolean_member (row, "runs_diverged_from_version"));
  g_assert_cmpint (json_object_get_int_member (row, "pending_count"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (row, "cancelled_count"), ==, 1);
}

static void
test_resubmit_rules (Fixture *fixture,
                     gconstpointer data)
{
  g_autofree char *id = run_on (fixture, "agent_1", "main", fixture->first);
  g_autofree char *other_id = run_on (fixture, "agent_1", "main", fixture->first);
  g_autofree char *path = g_strconcat (LIST "/", id, "/resubmit", NULL);
  g_autoptr (JsonObject) invocation = get_invocation (fixture, id);
  g_autoptr (JsonObject) other = get_invocation (fixture, other_id);
  const char *run_id = get_text (get_run (invocation, 0), "test_run_id");
  g_autoptr (GString) many = g_string_new (NULL);

  for (int i = 0; i < 5000; i++)
    g_string_append_printf (many, ", 'r%d'", i);
  proctor_testing_engine_assert_refused (fixture->engine, "body.agent_id", "POST", path, "{'test_run_ids': ['%s']}", run_id);
  proctor_testing_engine_assert_refused (fixture->engine, "body.agent_id", "POST", path, "{'test_run_ids': ['%s'], 'agent_id': 'agent_2'}", run_id);
  proctor_testing_engine_assert_refused (fixture->engine, "body.test_run_ids", "POST", path, "{'agent_id': 'agent_1'}");
  proctor_testing_engine_assert_refused (fixture->engine, "body.test_run_ids", "POST", path, "{'test_run_ids': [], 'agent_id': 'agent_1'}");
  proctor_testing_engine_assert_refused (fixture->engine, "body.test_run_ids", "POST", path, "{'test_run_ids': ['%s'%s], 'agent_id': 'agent_1'}", run_id, many->str);
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", path, "{'test_run_ids': [%s], 'agent_id': 'agent_1'}", many->str + 2);
  proctor_testing_engine_assert_refused (fixture->engine, "body.test_run_ids.1", "POST", path, "{'test_run_ids': ['%s', '%s'], 'agent_id': 'agent_1'}", run_id, run_id);
  proctor_testing_engine_assert_refused (fixture->engine, "body.agent_config_override.conversation_config", "POST", path,
                                         "{'test_run_ids': ['%s'], 'agent_id': 'agent_1', 'agent_config_override': {}}", run_id);
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", path, "{'test_run_ids': ['%s'], 'agent_id': 'agent_1', 'branch_id': 'none'}", run_id);
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", path, "{'test_run_ids': ['%s', '%s'], 'agent_id': 'agent_1'}",
                                        run_id, get_text (get_run (other, 0), "test_run_id"));
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", LIST "/none/resubmit", "{'test_run_ids': ['%s'], 'agent_id': 'agent_1'}", run_id);
  proctor_testing_engine_assert_status (fixture->engine, 200, "POST", path, "{'test_run_ids': ['%s'], 'agent_id': 'agent_1'}", run_id);
}

/* What is deleted or changed meanwhile stays in the runs as it was. */
static void
test_snapshot (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *id = run_on (fixture, "agent_1", "main", fixture->first);
  g_autofree char *path = g_strconcat ("/v1/convai/agent-testing/", fixture->first, NULL);
  g_autoptr (JsonObject) invocation = NULL;

  proctor_testing_engine_assert_status (fixture->engine, 200, "DELETE", path, NULL);
  invocation = get_invocation (fixture, id);
  g_assert_cmpstr (get_text (get_run (invocation, 0), "test_name"), ==, "First");
  proctor_testing_engine_assert_status (fixture->engine, 404, "POST", RUN, "{'tests': [{'test_id': '%s'}]}", fixture->first);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add ("/engine/invocations/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/engine/invocations/titles", Fixture, NULL, set_up, test_titles, tear_down);
  g_test_add ("/engine/invocations/run-rules", Fixture, NULL, set_up, test_run_rules, tear_down);
  g_test_add ("/engine/invocations/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/engine/invocations/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/engine/invocations/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/engine/invocations/resubmit", Fixture, NULL, set_up, test_resubmit, tear_down);
  g_test_add ("/engine/invocations/resubmit-rules", Fixture, NULL, set_up, test_resubmit_rules, tear_down);
  g_test_add ("/engine/invocations/snapshot", Fixture, NULL, set_up, test_snapshot, tear_down);

  return g_test_run ();
}
