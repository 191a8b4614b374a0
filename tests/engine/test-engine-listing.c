/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-engine.h"
#include "proctor-testing.h"

#define CREATE "/v1/convai/agent-testing/create"
#define LIST "/v1/convai/agent-testing"
#define FOLDERS "/v1/convai/agent-testing/folders"
#define SIMULATION "'type': 'simulation', 'success_conditions': ['x']"

/* A folder with a test and a folder with a test, and a test of each kind beside it. */
typedef struct
{
  ProctorTestingEngine *engine;
  char *outer;
  char *inner;
} Fixture;

static void
add (Fixture *fixture,
     const char *folder_id,
     const char *members)
{
  g_autofree char *place = folder_id != NULL ? g_strdup_printf ("'%s'", folder_id) : g_strdup ("null");

  g_free (proctor_testing_engine_make (fixture->engine, CREATE, "{'parent_folder_id': %s, %s}", place, members));
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->engine = proctor_testing_engine_new ();
  fixture->outer = proctor_testing_engine_make (fixture->engine, FOLDERS, "{'name': 'Straße'}");
  add (fixture, NULL, "'type': 'llm', 'name': 'Greeting', 'success_condition': 'x', 'chat_history': [{'role': 'user', 'time_in_call_secs': 0}]");
  fixture->inner = proctor_testing_engine_make (fixture->engine, FOLDERS, "{'name': 'Inner', 'parent_folder_id': '%s'}", fixture->outer);
  add (fixture, fixture->outer, "'type': 'tool', 'name': 'In STRASSE 100%'");
  add (fixture, fixture->inner, "'name': 'Deep', " SIMULATION);
  add (fixture, NULL, "'name': 'Last', " SIMULATION);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_engine_free (fixture->engine);
  g_free (fixture->outer);
  g_free (fixture->inner);
}

static char *
list_names (ProctorTestingEngine *engine,
            const char *query)
{
  g_autofree char *path = g_strconcat (LIST "?", query, NULL);
  g_autoptr (JsonObject) page = proctor_testing_engine_get (engine, path);
  JsonArray *rows = json_object_get_array_member (page, "tests");
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", json_object_get_string_member (json_array_get_object_element (rows, i), "name"));
  g_assert_false (json_object_get_boolean_member (page, "has_more"));
  g_assert_true (json_object_get_null_member (page, "next_cursor"));

  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
test_filters (Fixture *fixture,
              gconstpointer data)
{
  const struct
  {
    const char *query;
    const char *names;
  } lists[] = {
    { "", "Last|Deep|In STRASSE 100%|Greeting" },
    { "types=folder", "Inner|Straße" },
    { "types=llm", "Greeting" },
    { "types=llm&types=tool", "In STRASSE 100%|Greeting" },
    { "types=simulation&types=folder", "Last|Deep|Inner|Straße" },
    { "types=llm&include_folders=true", "Greeting" },
    { "include_folders=true", "Last|Deep|In STRASSE 100%|Inner|Greeting|Straße" },
    { "include_folders=false", "Last|Deep|In STRASSE 100%|Greeting" },
    { "include_folders=true&sort_mode=folders_first", "Inner|Straße|Last|Deep|In STRASSE 100%|Greeting" },
    { "sort_mode=default", "Last|Deep|In STRASSE 100%|Greeting" },
    { "parent_folder_id=root", "Last|Greeting" },
    { "parent_folder_id=root&include_folders=true", "Last|Greeting|Straße" },
    { "parent_folder_id=", "Last|Deep|In STRASSE 100%|Greeting" },
    { "search=strasse&include_folders=1", "In STRASSE 100%|Straße" },
    { "search=STRA%C3%9FE", "In STRASSE 100%" },
    { "search=100%25", "In STRASSE 100%" },
    { "search=%25", "In STRASSE 100%" },
    { "search=_", "" },
    { "search=", "Last|Deep|In STRASSE 100%|Greeting" },
    { "sharing_mode=all&created_by_user_id=%40me", "Last|Deep|In STRASSE 100%|Greeting" },
    { "created_by_user_id=local", "Last|Deep|In STRASSE 100%|Greeting" },
    { "created_by_user_id=someone", "" },
    { "sharing_mode=shared_with_me", "" },
    { "brand_new=1", "Last|Deep|In STRASSE 100%|Greeting" },
  };
  g_autofree char *in_outer = g_strconcat ("include_folders=true&parent_folder_id=", fixture->outer, NULL);
  g_autofree char *names = list_names (fixture->engine, in_outer);

  g_assert_cmpstr (names, ==, "In STRASSE 100%|Inner");
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *found = list_names (fixture->engine, lists[i].query);

      g_test_message ("%s", lists[i].query);
      g_assert_cmpstr (found, ==, lists[i].names);
    }
}

static void
test_rules (Fixture *fixture,
            gconstpointer data)
{
  const char *const wrong[][2] = {
    { "page_size=0", "query.page_size" },
    { "page_size=101", "query.page_size" },
    { "page_size=many", "query.page_size" },
    { "types=llm&types=audio", "query.types.1" },
    { "sort_mode=name", "query.sort_mode" },
    { "sharing_mode=mine", "query.sharing_mode" },
    { "include_folders=maybe", "query.include_folders" },
    { "cursor=nonsense", "query.cursor" },
    { "cursor=eDp5", "query.cursor" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strconcat (LIST "?", wrong[i][0], NULL);

      proctor_testing_engine_assert_refused (fixture->engine, wrong[i][1], "GET", path, NULL);
    }
  proctor_testing_engine_assert_status (fixture->engine, 404, "GET", LIST "?parent_folder_id=none", NULL);
  proctor_testing_engine_assert_status (fixture->engine, 200, "GET", LIST "?page_size=1", NULL);
  proctor_testing_engine_assert_status (fixture->engine, 200, "GET", LIST "?page_size=100", NULL);
}

/* Reads the page behind @cursor into @seen, where nothing may be yet. */
static char *
read_page (ProctorTestingEngine *engine,
           const char *query,
           const char *cursor,
           GHashTable *seen)
{
  g_autofree char *escaped = g_uri_escape_string (cursor, NULL, FALSE);
  g_autofree char *path = g_strdup_printf (LIST "?%s&cursor=%s", query, escaped);
  g_autoptr (JsonObject) page = proctor_testing_engine_get (engine, path);
  JsonArray *rows = json_object_get_array_member (page, "tests");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *id = json_object_get_string_member (json_array_get_object_element (rows, i), "id");

      g_assert_true (g_hash_table_add (seen, g_strdup (id)));
    }
  if (!json_object_get_boolean_member (page, "has_more"))
    return NULL;
  g_assert_cmpuint (json_array_get_length (rows), ==, 3);

  return g_strdup (json_object_get_string_member (page, "next_cursor"));
}

static void
assert_pages (const char *query)
{
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *cursor = g_strdup ("");
  guint n_deleted = 0;

  for (int i = 0; i < 10; i++)
    {
      g_ptr_array_add (ids, proctor_testing_engine_make (engine, CREATE, "{'name': 'T%d', " SIMULATION "}", i));
      g_ptr_array_add (ids, proctor_testing_engine_make (engine, FOLDERS, "{'name': 'F%d'}", i));
    }
  while (cursor != NULL)
    {
      g_autofree char *next = read_page (engine, query, cursor, seen);
      g_autofree char *added = proctor_testing_engine_make (engine, CREATE, "{'name': 'new', " SIMULATION "}");
      const char *id = g_ptr_array_index (ids, n_deleted * 2);
      g_autofree char *path = g_strconcat (LIST "/", id, NULL);

      /* One is added in front, one goes away, which may have been the last one of this page. */
      proctor_testing_engine_assert_status (engine, 200, "DELETE", path, NULL);
      g_hash_table_add (seen, g_strdup (id));
      n_deleted++;
      g_set_str (&cursor, next);
    }
  for (guint i = 0; i < ids->len; i++)
    g_assert_true (g_hash_table_contains (seen, g_ptr_array_index (ids, i)));
}

static void
test_pages (void)
{
  assert_pages ("page_size=3&include_folders=true");
  assert_pages ("page_size=3&include_folders=true&sort_mode=folders_first");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add ("/engine/listing/filters", Fixture, NULL, set_up, test_filters, tear_down);
  g_test_add ("/engine/listing/rules", Fixture, NULL, set_up, test_rules, tear_down);
  g_test_add_func ("/engine/listing/pages", test_pages);

  return g_test_run ();
}
