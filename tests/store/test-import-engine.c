/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "client-engine.h"
#include "proctor-api-error.h"
#include "proctor-export-job.h"
#include "proctor-import-job.h"
#include "proctor-import.h"
#include "proctor-path-segment.h"
#include "proctor-session.h"
#include "proctor-test-folders.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"
#include "proctor-wire-arrange.h"
#include "proctor-wire-text.h"

/* Tests that go to files and come back, with the engine at the other end. */

#define UNKNOWN "'future': {'deep': [1.50, {'more': null, 'big': 9007199254740993, 'no': false}]}"
#define TURN "{'role': 'user', 'message': 'Hällo', 'time_in_call_secs': 0, 'future_turn': [{'x': 1e2}], 'tool_calls': [{'request_id': 'r', 'tool_name': 't', 'params_as_json': '{}', 'tool_has_been_called': true, 'future_call': 'c'}]}"
#define LLM "{'name': '%s', 'type': 'llm', 'chat_history': [" TURN "], 'success_condition': '%s', 'success_examples': [{'response': 'Yes', 'type': 'success', 'future_example': 0}], 'dynamic_variables': {'empty': '', 'list': [1, 1.0]}, " UNKNOWN "}"
#define TOOL "{'name': '%s', 'type': 'tool', 'chat_history': [" TURN "], 'tool_call_parameters': {'parameters': [{'path': 'a', 'eval': {'type': 'exact', 'expected_value': 'b', 'future_eval': {}}}], 'future_call': {}}, " UNKNOWN "}"
#define SIMULATION "{'name': '%s', 'type': 'simulation', 'success_conditions': ['Good.'], 'simulation_scenario': 'S', 'simulation_max_turns': 7, 'tool_mock_config': {'mocking_strategy': 'all', 'future_mock': [[]]}, " UNKNOWN "}"

typedef struct
{
  ClientEngine *engine;
  ProctorSession *session;
  char *folder;
  GStrvBuilder *ids;
} Place;

static void
place_init (Place *place,
            ClientEngine *engine)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("local", "Local", NULL);

  /* The contract knows no members of the future. */
  g_clear_object (&engine->contract);
  place->engine = engine;
  place->session = proctor_session_new (workspace, engine->client, NULL, NULL);
  place->folder = proctor_testing_make_folder ();
  place->ids = g_strv_builder_new ();
}

static void
place_clear (Place *place)
{
  proctor_testing_assert_finalized (g_steal_pointer (&place->session));
  proctor_testing_remove_folder (place->folder);
  g_free (place->folder);
  g_strv_builder_unref (place->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void G_GNUC_PRINTF (3, 4)
    make (Place *place,
          const char *folder_id,
          const char *format,
          ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strv_builder_take (place->ids, client_engine_make_test (place->engine, text, folder_id));
}

/* Two folders whose names are no names of files, and in them names that are hard to keep apart. */
static char **
fill (Place *place)
{
  g_autofree char *late = client_engine_make_folder (place->engine, "Late arrivals", NULL);
  g_autofree char *night = client_engine_make_folder (place->engine, "A/B: night ..", late);
  g_autofree char *plain = client_engine_make_folder (place->engine, "Plain", NULL);

  make (place, NULL, LLM, "Refund / policy: Ünïcode test", "It is polite.");
  make (place, late, LLM, "CON", "It is polite.");
  make (place, late, TOOL, "con");
  make (place, night, LLM, "Twin", "The first.");
  make (place, night, LLM, "Twin", "The second.");
  make (place, night, LLM, "TWIN", "The third.");
  make (place, plain, SIMULATION, "../../up");
  make (place, plain, TOOL, "Check");

  return g_strv_builder_end (place->ids);
}

static ProctorJob *
run (Place *place,
     ProctorJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_job_run_async (job, NULL, client_engine_cb, place->engine);
  result = client_engine_wait (place->engine);
  g_assert_true (proctor_job_run_finish (job, result, &error));
  g_assert_no_error (error);

  return job;
}

static void
export_all (Place *place,
            const char *const *ids)
{
  g_autoptr (GFile) folder = g_file_new_for_path (place->folder);
  g_autoptr (ProctorJob) job = run (place, proctor_export_job_new (place->session, ids, folder));

  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, g_strv_length ((char **) ids));
}

static ProctorImport *
scan (Place *place,
      const char *folder_id)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) folder = g_file_new_for_path (place->folder);
  ProctorImport *import;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_list_store_append (files, folder);
  import = proctor_import_new (place->session, G_LIST_MODEL (files), folder_id);
  proctor_import_scan_async (import, NULL, client_engine_cb, place->engine);
  result = client_engine_wait (place->engine);
  g_assert_true (proctor_import_scan_finish (import, result, &error));
  g_assert_no_error (error);

  return import;
}

static void
assert_counts (ProctorImport *import,
               guint new,
               guint changed,
               guint same,
               guint unreadable)
{
  GListModel *rows = proctor_import_get_rows (import);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorImportRow) row = g_list_model_get_item (rows, i);

      g_test_message ("%s: %s, %s, verdict %u: %s", proctor_import_row_get_file (row), proctor_import_row_get_name (row), proctor_import_row_get_folder (row), proctor_import_row_get_verdict (row), proctor_import_row_get_reason (row));
    }
  g_assert_cmpuint (proctor_import_count (import, PROCTOR_IMPORT_NEW), ==, new);
  g_assert_cmpuint (proctor_import_count (import, PROCTOR_IMPORT_CHANGED), ==, changed);
  g_assert_cmpuint (proctor_import_count (import, PROCTOR_IMPORT_SAME), ==, same);
  g_assert_cmpuint (proctor_import_count (import, PROCTOR_IMPORT_UNREADABLE), ==, unreadable);
}

static int
compare_texts (gconstpointer one,
               gconstpointer other)
{
  return strcmp (*(char *const *) one, *(char *const *) other);
}

/* All there is: each test's folders and its document without its id, in order. */
static char *
describe (Place *place)
{
  g_autoptr (ProctorPager) pager = proctor_tests_list_all (place->engine->client, &(ProctorTestsQuery) { .page_size = 100 });
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  while (proctor_pager_has_more (pager))
    {
      g_autoptr (ProctorPage) page = client_engine_next_page (place->engine, pager);

      for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
        {
          g_autoptr (ProctorTestSummary) row = g_list_model_get_item (proctor_page_get_items (page), i);
          GListModel *path = proctor_test_summary_get_folder_path (row);
          g_autoptr (GString) line = g_string_new (NULL);
          g_autoptr (GAsyncResult) result = NULL;
          g_autoptr (GBytes) bytes = NULL;
          g_autoptr (JsonNode) node = NULL;
          g_autoptr (GBytes) plain = NULL;
          g_autoptr (GBytes) text = NULL;

          for (guint k = 0; k < g_list_model_get_n_items (path); k++)
            {
              g_autoptr (ProctorPathSegment) segment = g_list_model_get_item (path, k);

              g_string_append_printf (line, "<%s>", proctor_path_segment_get_name (segment));
            }
          if (g_str_equal (proctor_test_summary_get_kind (row), "folder"))
            {
              g_ptr_array_add (lines, g_string_free (g_steal_pointer (&line), FALSE));
              continue;
            }

          proctor_tests_get_document_async (place->engine->client, proctor_test_summary_get_id (row), NULL, client_engine_cb, place->engine);
          result = client_engine_wait (place->engine);
          bytes = proctor_tests_get_document_finish (place->engine->client, result, NULL);
          node = proctor_wire_parse (bytes, NULL, NULL);
          json_object_remove_member (json_node_get_object (node), "id");
          plain = proctor_wire_node_to_bytes (node);
          text = proctor_wire_arrange (plain, NULL);
          g_string_append_c (line, ' ');
          g_string_append_len (line, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
          g_ptr_array_add (lines, g_string_free (g_steal_pointer (&line), FALSE));
        }
    }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
read_file (Place *place,
           const char *path)
{
  g_autofree char *full = g_build_filename (place->folder, path, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (full, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
write_file (Place *place,
            const char *path,
            const char *text)
{
  g_autofree char *full = g_build_filename (place->folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (full, text, -1, &error);
  g_assert_no_error (error);
}

static void
wipe (Place *place)
{
  client_engine_run_sql (place->engine, "DELETE FROM entries");
}

/* What goes out comes back in another workspace: the same tests, to the last unknown member, in the same folders. */
static void
test_round_trip (ClientEngine *engine,
                 gconstpointer data)
{
  g_auto (Place) place = { 0 };
  g_auto (GStrv) ids = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;

  place_init (&place, engine);
  ids = fill (&place);
  before = describe (&place);
  export_all (&place, (const char *const *) ids);
  list = read_file (&place, "tests.json");
  g_assert_nonnull (strstr (list, "\"config\": \"test_configs/Refund-policy-Ünïcode-test.proctor.json\""));
  g_assert_nonnull (strstr (list, "\"config\": \"test_configs/Late-arrivals/CON_.proctor.json\""));
  g_assert_nonnull (strstr (list, "\"config\": \"test_configs/Late-arrivals/con_-2.proctor.json\""));
  g_assert_nonnull (strstr (list, "\"config\": \"test_configs/Late-arrivals/A-B-night/TWIN-3.proctor.json\""));
  g_assert_nonnull (strstr (list, "\"config\": \"test_configs/Plain/up.proctor.json\""));
  text = read_file (&place, "test_configs/Plain/Check.proctor.json");
  g_assert_nonnull (strstr (text, "\n    \"future\": {\n        \"deep\": [\n            1.5,\n            {\n                \"big\": 9007199254740993,\n"));

  {
    g_autoptr (ProctorImport) import = scan (&place, NULL);

    assert_counts (import, 0, 0, 8, 0);
  }

  wipe (&place);
  {
    g_autoptr (ProctorImport) import = scan (&place, NULL);
    g_autoptr (ProctorJob) job = NULL;

    assert_counts (import, 8, 0, 0, 0);
    job = run (&place, proctor_import_make_job (import));
    g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
    g_assert_cmpuint (proctor_import_job_count (PROCTOR_IMPORT_JOB (job), TRUE), ==, 8);
  }
  after = describe (&place);
  g_assert_cmpstr (after, ==, before);

  {
    g_autoptr (ProctorImport) import = scan (&place, NULL);

    assert_counts (import, 0, 0, 8, 0);
  }
}

/* The second time nothing is another, and what others have in the folder stays as it was. */
static void
test_export_again (ClientEngine *engine,
                   gconstpointer data)
{
  g_auto (Place) place = { 0 };
  g_auto (GStrv) ids = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *stranger = NULL;

  place_init (&place, engine);
  write_file (&place, "tests.json", "{\"version\": 1.50, \"tests\": [{\"config\": \"test_configs/Mine.json\", \"type\": \"llm\", \"id\": \"other\", \"note\": 18446744073709551616}]}");
  write_file (&place, "test_configs/plain/CHECK.proctor.json", "mine");
  write_file (&place, "test_configs/Plain/check.proctor.json", "mine too");
  ids = fill (&place);
  export_all (&place, (const char *const *) ids);
  first = read_file (&place, "tests.json");
  g_assert_nonnull (strstr (first, "\"version\": 1.50"));
  g_assert_nonnull (strstr (first, "\"note\": 18446744073709551616"));
  g_assert_nonnull (strstr (first, "\"config\": \"test_configs/Plain/Check-2.proctor.json\""));
  stranger = read_file (&place, "test_configs/Plain/check.proctor.json");
  g_assert_cmpstr (stranger, ==, "mine too");

  export_all (&place, (const char *const *) ids);
  second = read_file (&place, "tests.json");
  g_assert_cmpstr (second, ==, first);
}

static void
replace_in (Place *place,
            const char *path,
            const char *what,
            const char *with)
{
  g_autofree char *text = read_file (place, path);
  g_auto (GStrv) parts = g_strsplit (text, what, -1);
  g_autofree char *changed = g_strjoinv (with, parts);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  write_file (place, path, changed);
}

/* A changed test stays in its folder, and keeps what the file can't know of. */
static void
test_change (ClientEngine *engine,
             gconstpointer data)
{
  g_auto (Place) place = { 0 };
  g_auto (GStrv) ids = NULL;
  g_autofree char *text = NULL;

  place_init (&place, engine);
  ids = fill (&place);
  export_all (&place, (const char *const *) ids);
  replace_in (&place, "test_configs/Late-arrivals/CON_.proctor.json", "It is polite.", "It is rude.");
  replace_in (&place, "test_configs/Late-arrivals/CON_.proctor.json", "\"future\"", "\"future_2\"");
  replace_in (&place, "test_configs/Plain/Check.proctor.json", "\"type\": \"tool\"", "\"type\": \"llm\"");
  replace_in (&place, "test_configs/Plain/up.proctor.json", "\"Good.\"", "\" \"");

  {
    g_autoptr (ProctorImport) import = scan (&place, NULL);
    g_autoptr (ProctorJob) job = NULL;
    GListModel *rows = proctor_import_get_rows (import);

    assert_counts (import, 0, 1, 5, 2);
    for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
      {
        g_autoptr (ProctorImportRow) row = g_list_model_get_item (rows, i);

        g_assert_true (proctor_import_row_get_included (row) == (proctor_import_row_get_verdict (row) == PROCTOR_IMPORT_CHANGED));
        if (proctor_import_row_get_verdict (row) == PROCTOR_IMPORT_CHANGED)
          g_assert_cmpstr (proctor_import_row_get_reason (row), ==, "Success condition, “future_2”");
        if (g_strcmp0 (proctor_import_row_get_name (row), "Check") == 0)
          g_assert_cmpstr (proctor_import_row_get_reason (row), ==, "The workspace has this test as one of another kind. A test's kind can't be changed.");
        if (g_strcmp0 (proctor_import_row_get_name (row), "../../up") == 0)
          g_assert_cmpstr (proctor_import_row_get_reason (row), ==, "The test has no success condition.");
      }
    job = run (&place, proctor_import_make_job (import));
    g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
    g_assert_cmpuint (proctor_import_job_count (PROCTOR_IMPORT_JOB (job), FALSE), ==, 1);
  }
  text = describe (&place);
  g_assert_nonnull (strstr (text, "\n<Late arrivals> {\n"));
  g_assert_nonnull (strstr (text, "It is rude."));
  g_assert_nonnull (strstr (text, "\"future_2\": {"));
}

/* What has been changed elsewhere since the files were compared is not undone. */
static void
test_conflict (ClientEngine *engine,
               gconstpointer data)
{
  g_auto (Place) place = { 0 };
  g_auto (GStrv) ids = NULL;
  g_autoptr (ProctorImport) import = NULL;
  g_autoptr (ProctorJob) job = NULL;
  g_autoptr (ProctorJobFailure) failure = NULL;

  place_init (&place, engine);
  ids = fill (&place);
  export_all (&place, (const char *const *) ids);
  replace_in (&place, "test_configs/Late-arrivals/CON_.proctor.json", "It is polite.", "It is rude.");
  import = scan (&place, NULL);
  client_engine_run_sql (engine, "UPDATE entries SET updated_at = updated_at + 10");

  job = run (&place, proctor_import_make_job (import));
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 1);
  failure = g_list_model_get_item (proctor_job_get_failures (job), 0);
  g_assert_error (proctor_job_failure_get_error (failure), PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT);
  g_assert_cmpstr (proctor_job_failure_get_name (failure), ==, "CON");
  g_clear_object (&job);
  g_clear_object (&import);
}

/* Into a folder; a folder of that name that is there is used, and a list of tests needs no project. */
static void
test_into_folder (ClientEngine *engine,
                  gconstpointer data)
{
  g_auto (Place) place = { 0 };
  g_autofree char *top = NULL;
  g_autofree char *bookings = NULL;
  g_autofree char *text = NULL;
  const char *turns = "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hi\"}], \"success_condition\": \"x\"";
  g_autofree char *list = g_strdup_printf ("[{\"name\": \"One\", \"type\": \"llm\", %s}, {\"name\": \"Two\", \"type\": \"llm\", %s}]", turns, turns);

  place_init (&place, engine);
  top = client_engine_make_folder (engine, "Top", NULL);
  bookings = client_engine_make_folder (engine, "Bookings", top);
  write_file (&place, "Bookings/New/list.json", list);
  write_file (&place, "Bookings/list.json", list);

  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr (ProctorImport) import = scan (&place, top);
      g_autoptr (ProctorJob) job = NULL;

      assert_counts (import, pass == 0 ? 4 : 0, 0, pass == 0 ? 0 : 4, 0);
      job = run (&place, proctor_import_make_job (import));
      g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
    }
  text = describe (&place);
  g_assert_true (g_str_has_prefix (text, "<Top>\n<Top><Bookings>\n<Top><Bookings> {"));
  g_assert_nonnull (strstr (text, "\n<Top><Bookings><New>\n<Top><Bookings><New> {"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  client_engine_add_resting ("/import/engine/round-trip", test_round_trip);
  client_engine_add_resting ("/import/engine/export-again", test_export_again);
  client_engine_add_resting ("/import/engine/change", test_change);
  client_engine_add_resting ("/import/engine/conflict", test_conflict);
  client_engine_add_resting ("/import/engine/into-folder", test_into_folder);

  return g_test_run ();
}
