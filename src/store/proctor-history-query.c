/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-query.h"

#include "proctor-history-intake.h"
#include "proctor-history-schema.h"
#include "proctor-history.h"

/* What history.db is asked, but for taking in. All that is done here is done in the database's
 * thread. */

ProctorHistoryQuery *
proctor_history_query_new (const char *workspace_id)
{
  ProctorHistoryQuery *query = g_new0 (ProctorHistoryQuery, 1);

  query->workspace_id = g_strdup (workspace_id);

  return query;
}

void
proctor_history_query_free (ProctorHistoryQuery *query)
{
  g_free (query->workspace_id);
  g_free (query->text);
  g_clear_pointer (&query->unanswered, g_ptr_array_unref);
  g_strfreev (query->ids);
  g_clear_pointer (&query->review, proctor_review_free);
  g_clear_pointer (&query->rejudgement, proctor_rejudgement_free);
  g_clear_pointer (&query->terms, proctor_search_terms_free);
  g_free (query);
}

static gint64
find_workspace (ProctorDatabase *database,
                ProctorHistoryQuery *query)
{
  return proctor_history_schema_find_workspace (database, query->workspace_id);
}

/**
 * proctor_history_query_results:
 * @database: the history
 * @data: a #ProctorHistoryQuery
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Goes through the index, where a test's results lie beside each other and the newest comes first.
 *
 * Returns: (transfer full) (element-type ProctorTestResults): the last results of every test
 */
gpointer
proctor_history_query_results (ProctorDatabase *database,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error)
{
  GPtrArray *tests = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_test_results_free);
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT test_id, at, outcome FROM runs WHERE workspace = ? AND ended = 1 AND test_id IS NOT NULL"
                                                          " ORDER BY test_id, at DESC, number DESC",
                                                          "i", find_workspace (database, data));
  ProctorTestResults *test = NULL;

  while (proctor_statement_next (statement))
    {
      const char *test_id = proctor_statement_get_text (statement, 0);

      if (test == NULL || g_strcmp0 (test->test_id, test_id) != 0)
        {
          test = g_new0 (ProctorTestResults, 1);
          test->test_id = g_strdup (test_id);
          test->last_at = proctor_statement_get_int (statement, 1);
          g_ptr_array_add (tests, test);
        }
      if (test->n_results < G_N_ELEMENTS (test->results))
        test->results[test->n_results++] = (ProctorOutcome) proctor_statement_get_int (statement, 2);
    }

  return tests;
}

void
proctor_test_run_free (ProctorTestRun *run)
{
  g_free (run->invocation_id);
  g_free (run->title);
  g_free (run->run_id);
  g_free (run->summary);
  g_free (run->text);
  g_free (run);
}

static ProctorTestRun *
read_run (ProctorStatement *statement)
{
  ProctorTestRun *run = g_new0 (ProctorTestRun, 1);

  run->invocation_id = g_strdup (proctor_statement_get_text (statement, 0));
  run->title = g_strdup (proctor_statement_get_text (statement, 1));
  run->run_id = g_strdup (proctor_statement_get_text (statement, 2));
  run->outcome = (ProctorOutcome) proctor_statement_get_int (statement, 3);
  run->at = proctor_statement_get_int (statement, 4);
  run->summary = g_strdup (proctor_statement_get_text (statement, 5));
  run->text = g_strdup (proctor_statement_get_text (statement, 6));

  return run;
}

/**
 * proctor_history_query_runs:
 * @database: the history
 * @data: a #ProctorHistoryQuery, whose text is a test
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ProctorTestRun): the last runs of the test
 */
gpointer
proctor_history_query_runs (ProctorDatabase *database,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error)
{
  ProctorHistoryQuery *query = data;
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_test_run_free);
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT invocations.id, invocations.title, runs.id, runs.outcome, runs.at, runs.summary, transcripts.text FROM runs"
                                                          " JOIN invocations ON invocations.number = runs.invocation LEFT JOIN transcripts ON transcripts.run = runs.number"
                                                          " WHERE runs.workspace = ? AND runs.ended = 1 AND runs.test_id = ? ORDER BY runs.at DESC, runs.number DESC LIMIT ?",
                                                          "isi", find_workspace (database, query), query->text, (gint64) query->most);

  while (proctor_statement_next (statement))
    g_ptr_array_add (runs, read_run (statement));

  return runs;
}

/**
 * proctor_history_query_settled:
 * @database: the history
 * @data: a #ProctorHistoryQuery
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Returns: (transfer full): the invocations that will stay as they are
 */
gpointer
proctor_history_query_settled (ProctorDatabase *database,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT id FROM invocations WHERE workspace = ? AND settled ORDER BY created_at DESC", "i", find_workspace (database, data));

  while (proctor_statement_next (statement))
    g_strv_builder_add (ids, proctor_statement_get_text (statement, 0));

  return g_strv_builder_end (ids);
}

/**
 * proctor_history_query_known:
 * @database: the history
 * @data: a #ProctorHistoryQuery
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Returns: (transfer full): what the server's list said of the settled invocations, by their ids
 */
gpointer
proctor_history_query_known (ProctorDatabase *database,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT id, listing FROM invocations WHERE workspace = ? AND settled", "i", find_workspace (database, data));

  while (proctor_statement_next (statement))
    g_hash_table_insert (known, g_strdup (proctor_statement_get_text (statement, 0)), g_strdup (proctor_statement_get_text (statement, 1)));

  return known;
}

gpointer
proctor_history_query_forget (ProctorDatabase *database,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = find_workspace (database, query);

  if (workspace != 0)
    proctor_history_intake_drop (database, workspace, proctor_history_schema_ensure_index (database, query->full_text));

  return NULL;
}

gpointer
proctor_history_query_note_unanswered (ProctorDatabase *database,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = proctor_history_schema_ensure_workspace (database, query->workspace_id);

  for (guint i = 0; i < query->unanswered->len; i++)
    {
      const ProctorUnanswered *unanswered = g_ptr_array_index (query->unanswered, i);

      proctor_database_run (database, "INSERT OR REPLACE INTO unanswered (workspace, id, name, folder, at) VALUES (?, ?, ?, ?, ?)",
                            "issbi", workspace, unanswered->id, unanswered->name, unanswered->folder, unanswered->at);
    }

  return NULL;
}

gpointer
proctor_history_query_clear_unanswered (ProctorDatabase *database,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = find_workspace (database, query);

  for (char **id = query->ids; *id != NULL; id++)
    proctor_database_run (database, "DELETE FROM unanswered WHERE workspace = ? AND id = ?", "is", workspace, *id);

  return NULL;
}

/**
 * proctor_history_query_unanswered:
 * @database: the history
 * @data: a #ProctorHistoryQuery
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ProctorUnanswered): the deletions that were noted
 */
gpointer
proctor_history_query_unanswered (ProctorDatabase *database,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT id, name, folder, at FROM unanswered WHERE workspace = ? ORDER BY at, id", "i", find_workspace (database, data));

  while (proctor_statement_next (statement))
    {
      ProctorUnanswered *row = g_new0 (ProctorUnanswered, 1);

      row->id = g_strdup (proctor_statement_get_text (statement, 0));
      row->name = g_strdup (proctor_statement_get_text (statement, 1));
      row->folder = proctor_statement_get_int (statement, 2) != 0;
      row->at = proctor_statement_get_int (statement, 3);
      g_ptr_array_add (rows, row);
    }

  return rows;
}
