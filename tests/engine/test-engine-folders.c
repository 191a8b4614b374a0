/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-engine.h"
#include "proctor-testing.h"

#define CREATE "/v1/convai/agent-testing/create"
#define FOLDERS "/v1/convai/agent-testing/folders"
#define SIMULATION "'type': 'simulation', 'success_conditions': ['x']"

static char *
make_path (const char *id)
{
  return g_strconcat (FOLDERS "/", id, NULL);
}

static void
test_life (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *outer = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'Outer'}");
  g_autofree char *inner = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'Inner', 'parent_folder_id': '%s'}", outer);
  g_autofree char *path = make_path (inner);
  g_autofree char *outer_path = make_path (outer);
  g_autoptr (JsonObject) folder = NULL;
  g_autoptr (JsonObject) outer_folder = NULL;
  JsonArray *segments;

  g_assert_true (g_str_has_prefix (outer, "tfld_"));
  proctor_testing_engine_assert_status (engine, 200, "PATCH", path, "{'name': 'Renamed'}");
  folder = proctor_testing_engine_get (engine, path);
  g_assert_cmpstr (json_object_get_string_member (folder, "name"), ==, "Renamed");
  g_assert_cmpint (json_object_get_int_member (folder, "children_count"), ==, 0);
  segments = json_object_get_array_member (folder, "folder_path");
  g_assert_cmpuint (json_array_get_length (segments), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (segments, 0), "name"), ==, "Outer");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (segments, 1), "id"), ==, inner);
  outer_folder = proctor_testing_engine_get (engine, outer_path);
  g_assert_cmpint (json_object_get_int_member (outer_folder, "children_count"), ==, 1);

  proctor_testing_engine_assert_status (engine, 204, "DELETE", path, NULL);
  proctor_testing_engine_assert_status (engine, 404, "GET", path, NULL);
  proctor_testing_engine_assert_status (engine, 404, "PATCH", path, "{'name': 'x'}");
  proctor_testing_engine_assert_status (engine, 404, "DELETE", path, NULL);
}

static void
test_rules (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *folder_id = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'F'}");
  g_autofree char *test_id = proctor_testing_engine_make (engine, CREATE, "{'name': 'S', " SIMULATION "}");
  g_autofree char *path = make_path (folder_id);
  g_autofree char *test_path = make_path (test_id);

  proctor_testing_engine_assert_refused (engine, "body.name", "POST", FOLDERS, "{}");
  proctor_testing_engine_assert_refused (engine, "body.name", "POST", FOLDERS, "{'name': ' '}");
  proctor_testing_engine_assert_refused (engine, "body.name", "POST", FOLDERS, "{'name': 1}");
  proctor_testing_engine_assert_refused (engine, "body.parent_folder_id", "POST", FOLDERS, "{'name': 'x', 'parent_folder_id': 'none'}");
  proctor_testing_engine_assert_refused (engine, "body.parent_folder_id", "POST", FOLDERS, "{'name': 'x', 'parent_folder_id': '%s'}", test_id);
  proctor_testing_engine_assert_refused (engine, "body", "POST", FOLDERS, NULL);
  proctor_testing_engine_assert_refused (engine, "body.name", "PATCH", path, "{}");
  proctor_testing_engine_assert_refused (engine, "body.name", "PATCH", path, "{'name': '\\t'}");
  proctor_testing_engine_assert_status (engine, 404, "GET", test_path, NULL);
  proctor_testing_engine_assert_status (engine, 404, "DELETE", test_path, NULL);
}

static void
test_delete (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autofree char *outer = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'Outer'}");
  g_autofree char *inner = proctor_testing_engine_make (engine, FOLDERS, "{'name': 'Inner', 'parent_folder_id': '%s'}", outer);
  g_autofree char *deep = proctor_testing_engine_make (engine, CREATE, "{'name': 'S', 'parent_folder_id': '%s', " SIMULATION "}", inner);
  g_autofree char *beside = proctor_testing_engine_make (engine, CREATE, "{'name': 'S', " SIMULATION "}");
  g_autofree char *path = make_path (outer);
  g_autofree char *forced = g_strconcat (path, "?force=true", NULL);
  g_autofree char *unclear = g_strconcat (path, "?force=maybe", NULL);
  g_autofree char *deep_path = g_strconcat ("/v1/convai/agent-testing/", deep, NULL);
  g_autofree char *beside_path = g_strconcat ("/v1/convai/agent-testing/", beside, NULL);

  proctor_testing_engine_assert_status (engine, 409, "DELETE", path, NULL);
  proctor_testing_engine_assert_refused (engine, "query.force", "DELETE", unclear, NULL);
  proctor_testing_engine_assert_status (engine, 200, "GET", deep_path, NULL);
  proctor_testing_engine_assert_status (engine, 204, "DELETE", forced, NULL);
  proctor_testing_engine_assert_status (engine, 404, "GET", path, NULL);
  proctor_testing_engine_assert_status (engine, 404, "GET", deep_path, NULL);
  proctor_testing_engine_assert_status (engine, 200, "GET", beside_path, NULL);
}

/* Deeper than SQLite would follow by itself. */
static void
test_deep (void)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autoptr (JsonObject) page = NULL;

  proctor_testing_engine_run_sql (engine, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)"
                                          " INSERT INTO entries (id, is_folder, kind, name, folded, folder_id, created_at, updated_at)"
                                          " SELECT 'f' || i, 1, 'folder', 'f', 'f', CASE WHEN i > 1 THEN 'f' || (i - 1) END, 1, 1 FROM n");
  proctor_testing_engine_assert_status (engine, 200, "GET", FOLDERS "/f1500", NULL);
  proctor_testing_engine_assert_status (engine, 204, "DELETE", FOLDERS "/f1?force=true", NULL);
  page = proctor_testing_engine_get (engine, "/v1/convai/agent-testing?types=folder");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (page, "tests")), ==, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/engine/folders/life", test_life);
  g_test_add_func ("/engine/folders/rules", test_rules);
  g_test_add_func ("/engine/folders/delete", test_delete);
  g_test_add_func ("/engine/folders/deep", test_deep);

  return g_test_run ();
}
