/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-engine.h"
#include "proctor-testing.h"

#define CREATE "/v1/convai/agent-testing/create"
#define LIST "/v1/convai/agent-testing"
#define FOLDERS "/v1/convai/agent-testing/folders"
#define SUMMARIES "/v1/convai/agent-testing/summaries"
#define MOVE "/v1/convai/agent-testing/bulk-move"
#define SIMULATION "'type': 'simulation', 'success_conditions': ['x']"

static char *
make_path (const char *id)
{
  return g_strconcat (LIST "/", id, NULL);
}

static JsonObject *
get_test (ProctorTestingEngine *engine,
          const char *id)
{
  g_autofree char *path = make_path (id);

  return proctor_testing_engine_get (engine, path);
}

static JsonObject *
get_summary (ProctorTestingEngine *engine,
             const char *id)
{
  g_autoptr (JsonObject) answer = proctor_testing_engine_post (engine, SUMMARIES, "{'test_ids': ['%s']}", id);

  return json_object_ref (json_object_get_object_member (json_object_get_object_member (answer, "tests"), id));
}

static void
assert_member (JsonObject *object,
               const char *member,
               const char *text)
{
  g_autoptr (JsonNode) wanted = json_from_string (text, NULL);
  JsonNode *found = json_object_get_member (object, member);

  g_assert_nonnull (wanted);
  if (found == NULL || !json_node_equal (found, wanted))
    g_error ("%s is not %s, but %s", member, text, found != NULL ? json_to_string (found, FALSE) : "not there");
}

/* What is left out has the API's defaults; what nobody knows is kept. */
static void
test_kinds (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *llm_id = proctor_testing_engine_make (engine, CREATE,
                                                         "{'type': 'llm', 'name': 'L', 'success_condition': 'x', 'brand_new': {'deep': [1, 2.5, null]}, 'id': 'mine',"
                                                         " 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'also_new': true}]}");
  g_autofree char *tool_id = proctor_testing_engine_make (engine, CREATE, "{'type': 'tool', 'name': 'T'}");
  g_autofree char *simulation_id = proctor_testing_engine_make (engine, CREATE, "{'name': 'S', " SIMULATION "}");
  g_autoptr (JsonObject) llm = get_test (engine, llm_id);
  g_autoptr (JsonObject) tool = get_test (engine, tool_id);
  g_autoptr (JsonObject) simulation = get_test (engine, simulation_id);

  g_assert_true (g_str_has_prefix (llm_id, "test_"));
  g_assert_cmpstr (json_object_get_string_member (llm, "id"), ==, llm_id);
  assert_member (llm, "brand_new", "{\"deep\": [1, 2.5, null]}");
  assert_member (llm, "chat_history", "[{\"role\": \"user\", \"time_in_call_secs\": 0, \"also_new\": true}]");
  assert_member (llm, "success_examples", "[]");
  assert_member (llm, "environment", "null");
  g_assert_false (json_object_has_member (llm, "parent_folder_id"));
  g_assert_true (json_object_get_boolean_member (json_object_get_object_member (llm, "access_info"), "is_creator"));
  assert_member (tool, "type", "\"tool\"");
  assert_member (tool, "tool_call_parameters", "null");
  assert_member (simulation, "simulation_max_turns", "5");
  assert_member (simulation, "simulated_user_model", "\"claude-sonnet-4-6\"");
  assert_member (simulation, "tool_mock_config", "{\"mocking_strategy\": \"none\", \"fallback_strategy\": \"raise_error\", \"mocked_tool_ids\": []}");
}

static void
test_replace (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *folder_id = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'F'}");
  g_autofree char *id = proctor_testing_engine_make (engine, CREATE,
                                                     "{'name': 'S', 'parent_folder_id': '%s', 'simulation_max_turns': 9, 'conversation_initiation_source': 'twilio', " SIMULATION "}", folder_id);
  g_autofree char *path = make_path (id);
  g_autoptr (JsonObject) before = get_summary (engine, id);
  g_autoptr (JsonObject) test = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (JsonObject) kept = NULL;

  assert_member (before, "conversation_initiation_source", "\"twilio\"");
  g_assert_cmpstr (json_object_get_string_member (before, "folder_parent_id"), ==, folder_id);

  proctor_testing_engine_assert_status (engine, 200, "PUT", path, "{'name': 'S2', 'new': 1, 'parent_folder_id': '%s', " SIMULATION "}", folder_id);
  test = get_test (engine, id);
  assert_member (test, "name", "\"S2\"");
  assert_member (test, "new", "1");
  assert_member (test, "simulation_max_turns", "5");
  kept = get_summary (engine, id);
  assert_member (kept, "conversation_initiation_source", "null");
  g_assert_cmpstr (json_object_get_string_member (kept, "folder_parent_id"), ==, folder_id);
  g_assert_cmpint (json_object_get_int_member (kept, "last_updated_at_unix_secs"), >, json_object_get_int_member (before, "last_updated_at_unix_secs"));
  g_assert_cmpint (json_object_get_int_member (kept, "created_at_unix_secs"), ==, json_object_get_int_member (before, "created_at_unix_secs"));

  proctor_testing_engine_assert_status (engine, 200, "PUT", path, "{'name': 'S3', " SIMULATION "}");
  after = get_summary (engine, id);
  assert_member (after, "folder_parent_id", "null");
  assert_member (after, "folder_path", "[]");

  proctor_testing_engine_assert_refused (engine, "body", "PUT", path, NULL);
  proctor_testing_engine_assert_status (engine, 404, "PUT", LIST "/test_none", "{'name': 'S3', " SIMULATION "}");
}

static void
test_delete (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *folder_id = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'F'}");
  g_autofree char *id = proctor_testing_engine_make (engine, CREATE, "{'name': 'S', " SIMULATION "}");
  g_autofree char *path = make_path (id);
  g_autofree char *folder_path = make_path (folder_id);

  proctor_testing_engine_assert_status (engine, 404, "GET", folder_path, NULL);
  proctor_testing_engine_assert_status (engine, 404, "DELETE", folder_path, NULL);
  proctor_testing_engine_assert_status (engine, 200, "DELETE", path, NULL);
  proctor_testing_engine_assert_status (engine, 404, "GET", path, NULL);
  proctor_testing_engine_assert_status (engine, 404, "DELETE", path, NULL);
  proctor_testing_engine_assert_status (engine, 405, "PATCH", path, "{}");
}

static void
test_summaries (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *folder_id = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'F'}");
  g_autofree char *id = proctor_testing_engine_make (engine, CREATE, "{'name': 'S', 'parent_folder_id': '%s', " SIMULATION "}", folder_id);
  g_autoptr (JsonObject) answer = proctor_testing_engine_post (engine, SUMMARIES, "{'test_ids': ['%s', 'none', '%s']}", id, folder_id);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (JsonObject) of_many = NULL;
  JsonObject *rows = json_object_get_object_member (answer, "tests");
  g_autofree char *segments = g_strdup_printf ("[{\"id\": \"%s\", \"name\": \"F\"}]", folder_id);

  g_assert_cmpuint (json_object_get_size (rows), ==, 2);
  assert_member (json_object_get_object_member (rows, id), "type", "\"simulation\"");
  assert_member (json_object_get_object_member (rows, id), "entity_type", "\"test\"");
  assert_member (json_object_get_object_member (rows, id), "folder_path", segments);
  assert_member (json_object_get_object_member (rows, id), "children_count", "null");
  assert_member (json_object_get_object_member (rows, folder_id), "entity_type", "\"folder\"");
  assert_member (json_object_get_object_member (rows, folder_id), "folder_path", segments);
  assert_member (json_object_get_object_member (rows, folder_id), "children_count", "1");

  for (int i = 0; i < 1500; i++)
    g_string_append_printf (many, "'id_%d', ", i);
  of_many = proctor_testing_engine_post (engine, SUMMARIES, "{'test_ids': [%s'%s']}", many->str, id);
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (of_many, "tests")), ==, 1);

  proctor_testing_engine_assert_refused (engine, "body.test_ids.1", "POST", SUMMARIES, "{'test_ids': ['%s', '%s']}", id, id);
  proctor_testing_engine_assert_refused (engine, "body.test_ids.0", "POST", SUMMARIES, "{'test_ids': [1]}");
  proctor_testing_engine_assert_refused (engine, "body.test_ids", "POST", SUMMARIES, "{}");
  proctor_testing_engine_assert_status (engine, 200, "POST", SUMMARIES, "{'test_ids': []}");
}

static void
assert_lies_in (ProctorTestingEngine *engine,
                const char *id,
                const char *folder_id)
{
  g_autoptr (JsonObject) summary = get_summary (engine, id);

  g_assert_cmpstr (json_object_get_string_member_with_default (summary, "folder_parent_id", NULL), ==, folder_id);
}

static void
test_move (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *outer = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'Outer'}");
  g_autofree char *inner = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'Inner', 'parent_folder_id': '%s'}", outer);
  g_autofree char *other = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'Other'}");
  g_autofree char *id = proctor_testing_engine_make (engine, CREATE, "{'name': 'S', " SIMULATION "}");
  g_autoptr (JsonObject) before = get_summary (engine, id);
  g_autoptr (JsonObject) after = NULL;

  proctor_testing_engine_assert_status (engine, 200, "POST", MOVE, "{'entity_ids': ['%s', '%s'], 'move_to': '%s'}", id, other, inner);
  assert_lies_in (engine, id, inner);
  assert_lies_in (engine, other, inner);
  after = get_summary (engine, id);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (after, "folder_path")), ==, 2);
  g_assert_cmpint (json_object_get_int_member (after, "last_updated_at_unix_secs"), ==, json_object_get_int_member (before, "last_updated_at_unix_secs"));

  proctor_testing_engine_assert_refused (engine, "body.move_to", "POST", MOVE, "{'entity_ids': ['%s'], 'move_to': '%s'}", outer, outer);
  proctor_testing_engine_assert_refused (engine, "body.move_to", "POST", MOVE, "{'entity_ids': ['%s', '%s'], 'move_to': '%s'}", id, outer, other);
  assert_lies_in (engine, id, inner);
  proctor_testing_engine_assert_status (engine, 404, "POST", MOVE, "{'entity_ids': ['%s', 'none']}", id);
  assert_lies_in (engine, id, inner);
  proctor_testing_engine_assert_status (engine, 404, "POST", MOVE, "{'entity_ids': ['%s'], 'move_to': 'none'}", id);
  proctor_testing_engine_assert_status (engine, 404, "POST", MOVE, "{'entity_ids': ['%s'], 'move_to': '%s'}", inner, id);
  proctor_testing_engine_assert_refused (engine, "body.entity_ids.1", "POST", MOVE, "{'entity_ids': ['%s', '%s']}", id, id);
  proctor_testing_engine_assert_refused (engine, "body.entity_ids", "POST", MOVE, "{'entity_ids': []}");
  proctor_testing_engine_assert_refused (engine, "body.entity_ids", "POST", MOVE, "{}");
  proctor_testing_engine_assert_refused (engine, "body.move_to", "POST", MOVE, "{'entity_ids': ['%s'], 'move_to': 1}", id);

  proctor_testing_engine_assert_status (engine, 200, "POST", MOVE, "{'entity_ids': ['%s']}", id);
  assert_lies_in (engine, id, NULL);
  proctor_testing_engine_assert_status (engine, 200, "POST", MOVE, "{'entity_ids': ['%s'], 'move_to': null}", other);
  assert_lies_in (engine, other, NULL);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/engine/tests/kinds", test_kinds);
  g_test_add_func ("/engine/tests/replace", test_replace);
  g_test_add_func ("/engine/tests/delete", test_delete);
  g_test_add_func ("/engine/tests/summaries", test_summaries);
  g_test_add_func ("/engine/tests/move", test_move);

  return g_test_run ();
}
