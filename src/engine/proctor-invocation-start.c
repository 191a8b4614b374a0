/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-start.h"

#include "proctor-document.h"
#include "proctor-entries.h"
#include "proctor-listing.h"
#include "proctor-run-basis.h"
#include "proctor-runs.h"
#include "proctor-test-document.h"
#include "proctor-validation.h"

#define MOST_TESTS 5000
#define MOST_REPEATS 50

static const ProctorRule run_rules[] = {
  { "tests", PROCTOR_RULE_ARRAY, PROCTOR_RULE_REQUIRED, 1, MOST_TESTS, NULL },
  { "repeat_count", PROCTOR_RULE_INT, PROCTOR_RULE_OPTIONAL, 1, MOST_REPEATS, NULL },
};

static const ProctorRule test_rules[] = {
  { "test_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "workflow_node_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "root_folder_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "root_folder_name", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

/* A test as it is now, which is what its runs keep. */
typedef struct
{
  char *name;
  char *info;
  char *environment;
  const char *kind;
} Snapshot;

static void
snapshot_free (Snapshot *snapshot)
{
  g_free (snapshot->name);
  g_free (snapshot->info);
  g_free (snapshot->environment);
  g_free (snapshot);
}

/* An invocation while it is made. */
typedef struct
{
  ProctorCall *call;
  char *id;
  JsonArray *tests;
  gint64 repeat_count;
  ProctorRunBasis basis;
  gint64 override_id;
  gint64 ticket;
  gint64 position;
  GHashTable *snapshots;
} Start;

static void
start_clear (Start *start)
{
  g_free (start->id);
  proctor_run_basis_clear (&start->basis);
  g_clear_pointer (&start->snapshots, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Start, start_clear)

static gboolean
check (ProctorCall *call,
       JsonObject *body)
{
  JsonArray *tests = proctor_validate_get_array (body, "tests");

  proctor_validate (call, body, "body", run_rules, G_N_ELEMENTS (run_rules));
  proctor_run_basis_check (call, body);
  if (tests != NULL)
    proctor_validate_list (call, tests, "body.tests", test_rules, G_N_ELEMENTS (test_rules));

  return !proctor_call_has_problems (call);
}

static const char *
get_run_kind (const char *kind)
{
  if (g_strcmp0 (kind, "tool") == 0)
    return "tool_call";

  return g_strcmp0 (kind, "simulation") == 0 ? "simulation" : "llm";
}

static Snapshot *
take_snapshot (ProctorDatabase *database,
               const char *id)
{
  g_autofree char *text = proctor_database_dup_text (database, "SELECT document FROM entries WHERE id = ?", "s", id);
  g_autoptr (JsonObject) document = proctor_document_parse (text);
  g_autoptr (JsonObject) info = proctor_test_document_make_info (document);
  Snapshot *snapshot = g_new0 (Snapshot, 1);

  snapshot->name = g_strdup (proctor_validate_get_string (document, "name"));
  snapshot->info = proctor_document_to_text (info);
  snapshot->environment = g_strdup (proctor_test_document_get_environment (document));
  snapshot->kind = get_run_kind (proctor_validate_get_string (document, "type"));

  return snapshot;
}

/* Returns whether they are all there; if not, the call is answered with that. */
static gboolean
take_snapshots (Start *start)
{
  ProctorDatabase *database = start->call->database;

  for (guint i = 0; i < json_array_get_length (start->tests); i++)
    {
      const char *id = proctor_validate_get_string (json_array_get_object_element (start->tests, i), "test_id");
      g_autofree char *path = g_strdup_printf ("body.tests.%u.test_id", i);
      ProctorEntryKind kind;

      if (g_hash_table_contains (start->snapshots, id))
        continue;
      kind = proctor_entries_find (database, id);
      if (kind == PROCTOR_ENTRY_NONE)
        {
          proctor_call_refuse_unknown (start->call, "test", id);
          return FALSE;
        }
      if (kind == PROCTOR_ENTRY_FOLDER)
        proctor_call_add_problem (start->call, "value_error", "Value error, a folder can't be run; name the tests in it", path);
      else
        g_hash_table_insert (start->snapshots, g_strdup (id), take_snapshot (database, id));
    }

  return !proctor_call_has_problems (start->call);
}

/* Returns the folder that all of the tests were started from, %NULL if there is no such. */
static const char *
find_folder (Start *start)
{
  const char *common = NULL;

  for (guint i = 0; i < json_array_get_length (start->tests); i++)
    {
      const char *id = proctor_validate_get_string (json_array_get_object_element (start->tests, i), "root_folder_id");

      if (id == NULL || (common != NULL && !g_str_equal (id, common)))
        return NULL;
      common = id;
    }

  return common;
}

static char *
make_title (Start *start,
            const char *folder_id)
{
  JsonObject *first = json_array_get_object_element (start->tests, 0);
  const char *folder_name = proctor_validate_get_string (first, "root_folder_name");
  g_autofree char *found = NULL;

  if (folder_id != NULL && !proctor_validate_is_blank (folder_name))
    return g_strdup (folder_name);

  found = proctor_database_dup_text (start->call->database, "SELECT name FROM entries WHERE id = ? AND is_folder", "s", folder_id);
  if (found != NULL)
    return g_steal_pointer (&found);

  if (g_hash_table_size (start->snapshots) == 1)
    {
      Snapshot *only = g_hash_table_lookup (start->snapshots, proctor_validate_get_string (first, "test_id"));

      return g_strdup (only->name);
    }

  return g_strdup_printf ("%u tests", json_array_get_length (start->tests));
}

/* The title and all names, each on a line. */
static char *
make_folded (Start *start,
             const char *title)
{
  g_autoptr (GString) words = g_string_new (title);
  GHashTableIter iter;
  Snapshot *snapshot;

  g_hash_table_iter_init (&iter, start->snapshots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &snapshot))
    g_string_append_printf (words, "\n%s", snapshot->name);

  return proctor_listing_fold (words->str);
}

static void
add_head (Start *start)
{
  g_autoptr (JsonObject) head = json_object_new ();
  const char *folder_id = find_folder (start);
  g_autofree char *title = make_title (start, folder_id);
  g_autofree char *folded = make_folded (start, title);
  const char *bucketing_status = start->repeat_count > 1 ? "pending" : NULL;
  g_autofree char *text = NULL;

  json_object_set_string_member (head, "id", start->id);
  proctor_run_basis_describe (&start->basis, head);
  json_object_set_int_member (head, "created_at", start->call->now);
  proctor_document_set_text (head, "folder_id", folder_id);
  json_object_set_int_member (head, "repeat_count", start->repeat_count);
  proctor_document_set_text (head, "bucketing_status", bucketing_status);
  json_object_set_array_member (head, "result_groups", json_array_new ());
  json_object_set_boolean_member (head, "cancelled", FALSE);
  text = proctor_document_to_text (head);

  proctor_database_run (start->call->database,
                        "INSERT INTO invocations (id, agent_id, branch_id, version_id, created_at, title, folded, repeat_count, bucketing_status, draft, document)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "ssssissisbs", start->id, start->basis.agent_id, start->basis.branch_id, start->basis.version_id, start->call->now, title,
                        folded, start->repeat_count, bucketing_status, start->basis.override != NULL, text);
}

static JsonObject *
make_run (Start *start,
          JsonObject *test,
          Snapshot *snapshot)
{
  JsonObject *run = json_object_new ();
  JsonObject *metadata = json_object_new ();

  json_object_set_string_member (metadata, "workspace_id", "local");
  json_object_set_string_member (metadata, "test_name", snapshot->name);
  json_object_set_string_member (metadata, "ran_by_user_email", "local@localhost");
  json_object_set_string_member (metadata, "test_type", snapshot->kind);

  json_object_set_string_member (run, "test_invocation_id", start->id);
  json_object_set_string_member (run, "test_id", proctor_validate_get_string (test, "test_id"));
  json_object_set_string_member (run, "test_name", snapshot->name);
  proctor_run_basis_describe (&start->basis, run);
  proctor_document_set_text (run, "workflow_node_id", proctor_validate_get_string (test, "workflow_node_id"));
  proctor_document_set_text (run, "root_folder_id", proctor_validate_get_string (test, "root_folder_id"));
  proctor_document_set_text (run, "root_folder_name", proctor_validate_get_string (test, "root_folder_name"));
  json_object_set_string_member (run, "environment", snapshot->environment);
  json_object_set_object_member (run, "metadata", metadata);
  json_object_set_null_member (run, "agent_responses");
  json_object_set_null_member (run, "condition_result");

  return run;
}

/* The repeats of a test lie next to each other. */
static void
add_runs (Start *start,
          JsonObject *test)
{
  const char *test_id = proctor_validate_get_string (test, "test_id");
  Snapshot *snapshot = g_hash_table_lookup (start->snapshots, test_id);
  g_autoptr (JsonObject) run = make_run (start, test, snapshot);

  for (gint64 i = 0; i < start->repeat_count; i++)
    {
      g_autofree char *id = proctor_listing_make_id ("testrun_");
      g_autofree char *text = NULL;

      json_object_set_string_member (run, "test_run_id", id);
      text = proctor_runs_make_document (run, "pending", start->call->now, snapshot->info);
      proctor_database_run (start->call->database,
                            "INSERT INTO runs (id, invocation_id, position, test_id, status, ticket, updated_at, version_id, override_id, document)"
                            " VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, NULLIF (?, 0), ?)",
                            "ssisiisis", id, start->id, start->position++, test_id, ++start->ticket, start->call->now,
                            start->basis.version_id, start->override_id, text);
    }
}

/**
 * proctor_invocation_start:
 * @call: a call to run tests
 * @agent_id: an agent's id
 * @body: what is to be run
 *
 * Makes an invocation with all of its runs, and answers with it.
 */
void
proctor_invocation_start (ProctorCall *call,
                          const char *agent_id,
                          JsonObject *body)
{
  g_auto (Start) start = { .call = call };

  if (!check (call, body) || !proctor_run_basis_find (call, agent_id, body, &start.basis))
    return;

  start.id = proctor_listing_make_id ("suite_");
  start.tests = proctor_validate_get_array (body, "tests");
  start.repeat_count = json_object_get_int_member_with_default (body, "repeat_count", 1);
  start.snapshots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) snapshot_free);
  if (!take_snapshots (&start))
    return;

  add_head (&start);
  start.override_id = proctor_run_basis_store_override (&start.basis, call->database, start.id);
  start.ticket = proctor_runs_get_last_ticket (call->database);
  for (guint i = 0; i < json_array_get_length (start.tests); i++)
    add_runs (&start, json_array_get_object_element (start.tests, i));
  proctor_call_answer_bytes (call, proctor_runs_compose (call->database, start.id));
}
