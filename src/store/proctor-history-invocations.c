/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-invocations.h"

#include "proctor-history-intake.h"
#include "proctor-history-private.h"
#include "proctor-history-schema.h"

#include <string.h>

/* Which invocations the history has, and letting go of one of them. */

/* Nobody scrolls further back than that. */
#define MOST_LISTED 20000

/**
 * proctor_past_run_free:
 * @run: (transfer full): an invocation
 */
void
proctor_past_run_free (ProctorPastRun *run)
{
  g_free (run->id);
  g_free (run->title);
  g_free (run->agent_id);
  g_free (run->branch_id);
  g_free (run);
}

static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *lower = g_utf8_casefold (g_strstrip (valid), -1);

  return g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

static gboolean
has (const char *text,
     const char *wanted)
{
  g_autofree char *folded = text != NULL ? fold (text) : NULL;

  return folded != NULL && strstr (folded, wanted) != NULL;
}

/* SQLite compares no letters but ASCII's, so names are compared here: each once, however often it was run. */
static GHashTable *
find_by_tests (ProctorDatabase *database,
               gint64 workspace,
               const char *wanted)
{
  GHashTable *found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT DISTINCT test_name FROM runs WHERE workspace = ? AND test_name IS NOT NULL", "i", workspace);

  while (proctor_statement_next (statement))
    {
      if (has (proctor_statement_get_text (statement, 0), wanted))
        g_strv_builder_add (builder, proctor_statement_get_text (statement, 0));
    }
  names = g_strv_builder_end (builder);

  for (char **name = names; *name != NULL; name++)
    {
      statement = proctor_database_prepare (database, "SELECT DISTINCT invocation FROM runs WHERE workspace = ? AND test_name = ?", "is", workspace, *name);
      while (proctor_statement_next (statement))
        {
          gint64 number = proctor_statement_get_int (statement, 0);

          g_hash_table_add (found, g_memdup2 (&number, sizeof number));
        }
    }

  return found;
}

/* The agents and branches that are called like that. */
static GHashTable *
find_by_names (ProctorDatabase *database,
               gint64 workspace,
               const char *wanted)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT id, name FROM names WHERE workspace = ?", "i", workspace);

  while (proctor_statement_next (statement))
    {
      if (has (proctor_statement_get_text (statement, 1), wanted))
        g_hash_table_add (found, g_strdup (proctor_statement_get_text (statement, 0)));
    }

  return found;
}

static gboolean
is_called (GHashTable *called,
           const char *id)
{
  return called != NULL && id != NULL && g_hash_table_contains (called, id);
}

/* The counts stand in the order of the outcomes, from the seventh column on. */
static ProctorPastRun *
read_row (ProctorStatement *statement)
{
  ProctorPastRun *run = g_new0 (ProctorPastRun, 1);

  run->id = g_strdup (proctor_statement_get_text (statement, 1));
  run->title = g_strdup (proctor_statement_get_text (statement, 2));
  run->created_at = proctor_statement_get_int (statement, 3);
  run->repeat_count = (guint) proctor_statement_get_int (statement, 4);
  run->n_runs = (guint) proctor_statement_get_int (statement, 5);
  run->counts[PROCTOR_OUTCOME_PENDING] = (guint) proctor_statement_get_int (statement, 6);
  run->counts[PROCTOR_OUTCOME_PASSED] = (guint) proctor_statement_get_int (statement, 7);
  run->counts[PROCTOR_OUTCOME_FAILED] = (guint) proctor_statement_get_int (statement, 8);
  run->counts[PROCTOR_OUTCOME_ERROR] = (guint) proctor_statement_get_int (statement, 9);
  run->counts[PROCTOR_OUTCOME_INCONCLUSIVE] = (guint) proctor_statement_get_int (statement, 10);
  run->counts[PROCTOR_OUTCOME_CANCELLED] = (guint) proctor_statement_get_int (statement, 11);
  run->agent_id = g_strdup (proctor_statement_get_text (statement, 12));
  run->branch_id = g_strdup (proctor_statement_get_text (statement, 13));
  run->price = proctor_statement_get_double (statement, 14);

  return run;
}

static gpointer
query_invocations (ProctorDatabase *database,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = proctor_history_schema_find_workspace (database, query->workspace_id);
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_past_run_free);
  g_autofree char *wanted = fold (query->text);
  g_autoptr (GHashTable) found = *wanted != '\0' ? find_by_tests (database, workspace, wanted) : NULL;
  g_autoptr (GHashTable) called = *wanted != '\0' ? find_by_names (database, workspace, wanted) : NULL;
  ProctorStatement *statement;

  /* What was removed has no body. */
  statement = proctor_database_prepare (database,
                                        "SELECT number, id, title, created_at, repeat_count, n_runs, n_pending, n_passed, n_failed, n_errors, n_inconclusive, n_cancelled, agent_id, branch_id, price"
                                        " FROM invocations WHERE workspace = ? AND EXISTS (SELECT 1 FROM bodies WHERE invocation = number)"
                                        " ORDER BY created_at DESC, number DESC LIMIT ?",
                                        "ii", workspace, (gint64) MOST_LISTED);
  while (proctor_statement_next (statement))
    {
      ProctorPastRun *run = read_row (statement);
      gint64 number = proctor_statement_get_int (statement, 0);

      run->found = found == NULL || g_hash_table_contains (found, &number) || has (run->title, wanted) || has (run->agent_id, wanted) || is_called (called, run->agent_id) || is_called (called, run->branch_id);
      g_ptr_array_add (runs, run);
    }

  return runs;
}

/**
 * proctor_history_list_invocations_async:
 * @self: a history
 * @workspace_id: the workspace
 * @text: what is looked for in titles, the names of agents, branches and tests, and agents' ids; empty for all
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for all invocations, newest first, and which of them are what is looked for.
 */
void
proctor_history_list_invocations_async (ProctorHistory *self,
                                        const char *workspace_id,
                                        const char *text,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL && text != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (text);
  proctor_history_ask (self, query_invocations, query, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_invocations_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_invocations_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorPastRun): the invocations
 */
GPtrArray *
proctor_history_list_invocations_finish (ProctorHistory *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  return proctor_history_finish (self, result, error);
}

static gpointer
query_remove (ProctorDatabase *database,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = proctor_history_schema_find_workspace (database, query->workspace_id);
  gint64 invocation = proctor_database_get_int (database, "SELECT number FROM invocations WHERE workspace = ? AND id = ?", "is", workspace, query->text);

  if (invocation != 0)
    proctor_history_intake_remove (database, invocation, proctor_history_schema_ensure_index (database, query->full_text));

  return NULL;
}

/**
 * proctor_history_remove_async:
 * @self: a history
 * @workspace_id: the workspace
 * @invocation_id: one of its invocations
 * @cancellable: (nullable): to give up
 * @callback: called when that is done
 * @user_data: passed to @callback
 *
 * Removes what is known of an invocation here; the server is not told. It is not fetched again
 * before something changes in it, or somebody looks at it.
 */
void
proctor_history_remove_async (ProctorHistory *self,
                              const char *workspace_id,
                              const char *invocation_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL && invocation_id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (invocation_id);
  proctor_history_ask (self, query_remove, query, NULL, proctor_history_remove_async, cancellable, callback, user_data);
}

gboolean
proctor_history_remove_finish (ProctorHistory *self,
                               GAsyncResult *result,
                               GError **error)
{
  return proctor_history_finish_nothing (self, result, error);
}
