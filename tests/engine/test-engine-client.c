/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client-engine.h"
#include "proctor-api-error.h"
#include "proctor-folder.h"
#include "proctor-summaries.h"
#include "proctor-test-folders.h"
#include "proctor-test-summary.h"
#include "proctor-test-update.h"
#include "proctor-tests.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* Tests and their folders, as the project's own client asks for them. */

#define HISTORY "'chat_history': [{'role': 'user', 'message': 'Hello {{guest}}', 'time_in_call_secs': 0}], 'dynamic_variables': {'guest': 'Ada', 'nights': 3}"
#define REPLY "{'name': 'Reply', 'type': 'llm', " HISTORY ", 'environment': 'production', 'success_condition': 'It greets.', "                   \
              "'success_examples': [{'response': 'Good day', 'type': 'success'}], 'failure_examples': [{'response': 'No', 'type': 'failure'}], " \
              "'from_conversation_metadata': {'conversation_id': 'conv_1', 'agent_id': 'agent_1', 'branch_id': null, 'workflow_node_id': null, " \
              "'original_agent_reply': [{'role': 'agent', 'message': 'Hi', 'time_in_call_secs': 1}]}}"
#define TOOL "{'name': 'Tool', 'type': 'tool', " HISTORY ", 'check_any_tool_matches': true, 'tool_call_parameters': {'parameters': "                       \
             "[{'path': 'nights', 'eval': {'type': 'exact', 'expected_value': '3'}}, {'path': 'guest', 'eval': {'type': 'regex', 'pattern': 'A.*'}}, "     \
             "{'path': 'note', 'eval': {'type': 'llm', 'description': 'polite'}}, {'path': 'x', 'eval': {'type': 'anything'}}], 'verify_absence': false, " \
             "'referenced_tool': {'id': 'tool_1', 'type': 'client'}}}"
#define SIMULATION "{'name': 'Simulation', 'type': 'simulation', 'success_condition': '', 'success_conditions': ['One.', 'Two.'], "            \
                   "'simulation_scenario': 'You say “Hello”.', 'simulation_max_turns': 7, 'simulation_environment': 'staging', "               \
                   "'tool_mock_config': {'mocking_strategy': 'selected', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': ['tool_1']}, " \
                   "'tool_mock_overrides': {'tool_1': [{'mock_result': '{}', 'is_error': false, 'parameter_conditions': "                      \
                   "[{'path': 'a', 'eval': {'type': 'exact', 'expected_value': '1'}}]}]}, "                                                    \
                   "'dynamic_variables': {'guest': 'Ada'}, 'chat_history': [], 'evaluation_model': 'gpt-4o', 'simulated_user_model': 'gpt-4o'}"
#define SMALL "{'name': '%s', 'type': 'llm', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}], 'success_condition': 'It greets.'}"

/* What the tests above speak of has to be there. */
static char *
make_tool (ClientEngine *self)
{
  client_engine_run_sql (self, "INSERT INTO tools (id, name, folded, kind, created_at, document) VALUES ('tool_1', 'a', 'a', 'client', 1, '{}')");

  return g_strdup ("tool_1");
}

static ProctorTest *
get_test (ClientEngine *self,
          const char *id,
          int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorTest *test;

  proctor_tests_get_async (self->client, id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  test = proctor_tests_get_finish (self->client, result, &error);
  if (code >= 0)
    g_assert_error (error, PROCTOR_API_ERROR, code);
  else
    {
      g_assert_no_error (error);
      g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (test)), ==, NULL);
    }

  return test;
}

static ProctorTestSummary *
get_summary (ClientEngine *self,
             const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;

  proctor_tests_summarize_async (self->client, (const char *const[]) { id, NULL }, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  page = proctor_tests_summarize_finish (self->client, result, &error);
  g_assert_no_error (error);

  return client_engine_dup_row (page, 0);
}

/* All that was sent is there when it is read again, whatever else there is. */
static void
assert_contains (ProctorTest *test,
                 const char *text)
{
  g_autoptr (ProctorTest) sent = client_engine_record (PROCTOR_TYPE_TEST, text);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) had = proctor_wire_write (PROCTOR_RECORD (sent), &error);
  g_autoptr (JsonNode) has = proctor_wire_write (PROCTOR_RECORD (test), &error);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, json_node_get_object (had));
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      JsonNode *found = json_object_get_member (json_node_get_object (has), member);
      g_autofree char *one = proctor_wire_node_to_text (node);
      g_autofree char *other = found != NULL ? proctor_wire_node_to_text (found) : NULL;

      if (found == NULL || (!proctor_wire_equal (node, found) && JSON_NODE_HOLDS_VALUE (node)))
        g_error ("%s was %s and is %s", member, one, other);
    }
}

static void
test_kinds (ClientEngine *self,
            gconstpointer data)
{
  const char *const kinds[] = { REPLY, TOOL, SIMULATION };
  g_autofree char *tool = make_tool (self);
  g_autofree char *folder = client_engine_make_folder (self, "Folder", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = client_engine_make_test (self, kinds[i], i % 2 == 0 ? folder : NULL);
      g_autoptr (ProctorTest) test = get_test (self, id, -1);
      g_autoptr (ProctorTestSummary) summary = get_summary (self, id);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorTest) replaced = NULL;
      g_autoptr (ProctorTest) gone = NULL;

      assert_contains (test, kinds[i]);
      g_assert_cmpstr (proctor_test_summary_get_folder_parent_id (summary), ==, i % 2 == 0 ? folder : NULL);
      g_assert_cmpstr (proctor_test_summary_get_name (summary), ==, proctor_test_get_name (test));

      /* What was read can be written back. */
      proctor_test_set_name (test, "Renamed");
      proctor_tests_replace_async (self->client, id, test, folder, NULL, client_engine_cb, self);
      result = client_engine_wait (self);
      replaced = proctor_tests_replace_finish (self->client, result, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (proctor_test_get_name (replaced), ==, "Renamed");

      g_clear_object (&result);
      proctor_tests_delete_async (self->client, id, NULL, client_engine_cb, self);
      result = client_engine_wait (self);
      g_assert_true (proctor_tests_delete_finish (self->client, result, &error));
      g_assert_no_error (error);
      gone = get_test (self, id, PROCTOR_API_ERROR_NOT_FOUND);
    }
}

static char *
list (ClientEngine *self,
      const ProctorTestsQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorPage *page;

  proctor_tests_list_async (self->client, query, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  page = proctor_tests_list_finish (self->client, result, &error);
  g_assert_no_error (error);

  return client_engine_join (page);
}

static void
test_list (ClientEngine *self,
           gconstpointer data)
{
  g_autofree char *tool_id = make_tool (self);
  g_autofree char *folder = client_engine_make_folder (self, "Ordner Ä", NULL);
  g_autofree char *inner = client_engine_make_folder (self, "Inner", folder);
  g_autofree char *reply = client_engine_make_test (self, REPLY, folder);
  g_autofree char *tool = client_engine_make_test (self, TOOL, NULL);
  g_autofree char *simulation = client_engine_make_test (self, SIMULATION, inner);
  g_autofree char *all = g_strjoin (" ", simulation, tool, reply, inner, folder, NULL);
  g_autofree char *folders_first = g_strjoin (" ", inner, folder, simulation, tool, reply, NULL);
  g_autofree char *root = g_strjoin (" ", tool, folder, NULL);
  g_autofree char *in_folder = g_strjoin (" ", reply, inner, NULL);
  const struct
  {
    ProctorTestsQuery query;
    const char *found;
  } cases[] = {
    { { 0 }, all },
    { { .folders_first = TRUE, .page_size = 100 }, folders_first },
    { { .parent_folder_id = "root" }, root },
    { { .parent_folder_id = folder }, in_folder },
    { { .search = "ordner ä" }, folder },
    { { .search = "SIMUL", .types = (const char *const[]) { "simulation", "tool", NULL } }, simulation },
    { { .types = (const char *const[]) { "llm", NULL }, .created_by_user_id = "@me" }, reply },
    { { .shared_with_me = TRUE }, "" },
    { { .created_by_user_id = "somebody" }, "" },
    { { .page_size = 1 }, simulation },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = list (self, &cases[i].query);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
add_tests (ClientEngine *self,
           guint n_tests)
{
  g_autofree char *sql = g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
                                          " INSERT INTO entries (id, is_folder, kind, name, folded, created_at, updated_at, document)"
                                          " SELECT 'test_many_' || i, 0, kind, 'Many ' || i, 'many ' || i, created_at, updated_at, document FROM n, (SELECT * FROM entries LIMIT 1)",
                                          n_tests);

  client_engine_run_sql (self, sql);
}

/* Pages don't move under whoever goes through them. */
static void
test_pages (ClientEngine *self,
            gconstpointer data)
{
  const ProctorTestsQuery query = { .page_size = 30 };
  g_autofree char *small = g_strdup_printf (SMALL, "First");
  g_autofree char *first = client_engine_make_test (self, small, NULL);
  g_autoptr (ProctorPager) pager = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_pages = 0;

  add_tests (self, 249);
  pager = proctor_tests_list_all (self->client, &query);
  while (proctor_pager_has_more (pager))
    {
      g_autoptr (ProctorPage) page = client_engine_next_page (self, pager);

      for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
        {
          g_autoptr (ProctorRecord) row = client_engine_dup_row (page, i);

          g_assert_true (g_hash_table_add (seen, g_strdup (proctor_record_get_identity (row))));
        }
      n_pages++;
      if (n_pages % 2 == 0)
        g_free (client_engine_make_test (self, small, NULL));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 250);
  g_assert_cmpuint (n_pages, ==, 9);
  g_assert_true (g_hash_table_contains (seen, first));
}

static void
test_summaries (ClientEngine *self,
                gconstpointer data)
{
  g_autofree char *small = g_strdup_printf (SMALL, "First");
  g_autofree char *first = client_engine_make_test (self, small, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = NULL;
  g_autoptr (ProctorTestSummary) last = NULL;

  add_tests (self, 2400);
  for (guint i = 1; i <= 2499; i++)
    g_strv_builder_take (builder, g_strdup_printf ("test_many_%u", i));
  g_strv_builder_add (builder, first);
  ids = g_strv_builder_end (builder);
  proctor_summaries_load_async (self->client, (const char *const *) ids, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  found = proctor_summaries_load_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 2401);
  last = g_list_model_get_item (found, 2400);
  g_assert_cmpstr (proctor_test_summary_get_id (last), ==, first);
}

static ProctorTest *
update (ClientEngine *self,
        const char *id,
        ProctorTest *test,
        gint64 last_updated_at,
        int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorTest *updated;

  proctor_test_update_async (self->client, id, test, last_updated_at, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  updated = proctor_test_update_finish (self->client, result, &error);
  if (code >= 0)
    g_assert_error (error, PROCTOR_API_ERROR, code);
  else
    g_assert_no_error (error);

  return updated;
}

static void
test_update (ClientEngine *self,
             gconstpointer data)
{
  g_autofree char *folder = client_engine_make_folder (self, "Folder", NULL);
  g_autofree char *id = client_engine_make_test (self, REPLY, folder);
  g_autoptr (ProctorTest) test = get_test (self, id, -1);
  g_autoptr (ProctorTestSummary) before = get_summary (self, id);
  g_autoptr (ProctorTestSummary) after = NULL;
  g_autoptr (ProctorTest) updated = NULL;
  g_autoptr (ProctorTest) refused = NULL;
  g_autoptr (ProctorTest) missing = NULL;
  gint64 known = proctor_test_summary_get_last_updated_at (before);

  proctor_test_set_name (test, "Changed");
  updated = update (self, id, test, known, -1);
  g_assert_cmpstr (proctor_test_get_name (updated), ==, "Changed");
  after = get_summary (self, id);
  g_assert_cmpstr (proctor_test_summary_get_folder_parent_id (after), ==, folder);
  g_assert_cmpint (proctor_test_summary_get_last_updated_at (after), >, known);

  /* However quickly somebody else was. */
  refused = update (self, id, test, known, PROCTOR_API_ERROR_CONFLICT);
  missing = update (self, "test_none", test, 0, PROCTOR_API_ERROR_NOT_FOUND);
}

static void
move (ClientEngine *self,
      const char *const *ids,
      const char *folder_id,
      int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_tests_move_async (self->client, ids, folder_id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_tests_move_finish (self->client, result, &error) == (code < 0));
  if (code >= 0)
    g_assert_error (error, PROCTOR_API_ERROR, code);
}

static void
delete_folder (ClientEngine *self,
               const char *id,
               gboolean with_contents,
               int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_test_folders_delete_async (self->client, id, with_contents, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_test_folders_delete_finish (self->client, result, &error) == (code < 0));
  if (code >= 0)
    g_assert_error (error, PROCTOR_API_ERROR, code);
}

static void
test_folders (ClientEngine *self,
              gconstpointer data)
{
  g_autofree char *outer = client_engine_make_folder (self, "Outer", NULL);
  g_autofree char *inner = client_engine_make_folder (self, "Inner", outer);
  g_autofree char *id = client_engine_make_test (self, REPLY, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorFolder) folder = NULL;
  g_autoptr (ProctorFolder) renamed = NULL;
  g_autoptr (ProctorTest) gone = NULL;
  g_autofree char *found = NULL;

  move (self, (const char *const[]) { id, NULL }, inner, -1);
  move (self, (const char *const[]) { outer, NULL }, inner, PROCTOR_API_ERROR_INVALID);
  move (self, (const char *const[]) { id, NULL }, "tfld_none", PROCTOR_API_ERROR_NOT_FOUND);

  proctor_test_folders_get_async (self->client, inner, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  folder = proctor_test_folders_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (proctor_folder_get_children_count (folder), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_folder_get_folder_path (folder)), >=, 1);

  g_clear_object (&result);
  proctor_test_folders_rename_async (self->client, inner, "Renamed", NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  renamed = proctor_test_folders_rename_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_folder_get_name (renamed), ==, "Renamed");

  move (self, (const char *const[]) { inner, NULL }, NULL, -1);
  found = list (self, &(ProctorTestsQuery) { .parent_folder_id = outer });
  g_assert_cmpstr (found, ==, "");
  delete_folder (self, outer, FALSE, -1);
  delete_folder (self, inner, FALSE, PROCTOR_API_ERROR_CONFLICT);
  delete_folder (self, inner, TRUE, -1);
  gone = get_test (self, id, PROCTOR_API_ERROR_NOT_FOUND);
}

/* What a test must not be is said by its path. */
static void
test_invalid (ClientEngine *self,
              gconstpointer data)
{
  g_autoptr (ProctorTest) test = client_engine_record (PROCTOR_TYPE_TEST, "{'name': 'T', 'type': 'simulation', 'success_conditions': ['a'], 'simulation_scenario': 's', "
                                                                          "'simulation_max_turns': 51, 'chat_history': []}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  ProctorErrorDetails *details;

  proctor_tests_create_async (self->client, test, NULL, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  id = proctor_tests_create_finish (self->client, result, &error);
  g_assert_null (id);
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
  details = proctor_api_error_get_details (error);
  g_assert_cmpuint (details->status, ==, 422);
  g_assert_cmpuint (details->fields->len, ==, 1);
  g_assert_true (g_str_has_suffix (((ProctorFieldProblem *) details->fields->pdata[0])->path, "simulation_max_turns"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  client_engine_add_contract ("/engine-client/contract");
  client_engine_add_resting ("/engine-client/kinds", test_kinds);
  client_engine_add_resting ("/engine-client/list", test_list);
  client_engine_add_resting ("/engine-client/pages", test_pages);
  client_engine_add_resting ("/engine-client/summaries", test_summaries);
  client_engine_add_resting ("/engine-client/update", test_update);
  client_engine_add_resting ("/engine-client/folders", test_folders);
  client_engine_add_resting ("/engine-client/invalid", test_invalid);

  return g_test_run ();
}
