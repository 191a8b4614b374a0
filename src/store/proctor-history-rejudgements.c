/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-rejudgements.h"

#include "proctor-history-private.h"
#include "proctor-history-schema.h"

/* What a judge of one's own has said of runs. It is kept beside what the server says, and nothing is written over; a
 * judgement that goes on grows. */

/* Somebody may have tried often; the last ones are what is looked at. */
#define MOST 50

/* Returns its number, unless it was forgotten since. */
static gint64
find_kept (ProctorDatabase *database,
           gint64 workspace,
           const ProctorRejudgement *rejudgement)
{
  return proctor_database_get_int (database, "SELECT coalesce(max(number), 0) FROM rejudgements WHERE number = ? AND workspace = ? AND run_id = ?", "iis",
                                   rejudgement->number, workspace, rejudgement->run_id);
}

static gpointer
keep (ProctorDatabase *database,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  ProctorHistoryQuery *query = data;
  const ProctorRejudgement *rejudgement = query->rejudgement;
  gint64 workspace = proctor_history_schema_ensure_workspace (database, query->workspace_id);
  gint64 number = find_kept (database, workspace, rejudgement);

  if (number > 0)
    {
      proctor_database_run (database, "DELETE FROM votes WHERE rejudgement = ?", "i", number);
      proctor_database_run (database, "UPDATE rejudgements SET judge = ?, model = ?, at = ? WHERE number = ?", "ssii", rejudgement->judge, rejudgement->model, rejudgement->at, number);
    }
  else
    {
      proctor_database_run (database, "INSERT INTO rejudgements (workspace, invocation_id, run_id, outcome, run_at, n_wanted, judge, model, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            "issiiissi", workspace, rejudgement->invocation_id, rejudgement->run_id, (gint64) rejudgement->outcome, rejudgement->run_at,
                            (gint64) rejudgement->n_wanted, rejudgement->judge, rejudgement->model, rejudgement->at);
      number = proctor_database_get_int (database, "SELECT last_insert_rowid()", "");
    }
  for (guint i = 0; i < rejudgement->votes->len; i++)
    {
      const ProctorRejudgeVote *vote = rejudgement->votes->pdata[i];

      proctor_database_run (database, "INSERT INTO votes (rejudgement, position, outcome, text) VALUES (?, ?, ?, ?)", "iiis", number, (gint64) i, (gint64) vote->outcome, vote->text);
    }

  return g_memdup2 (&number, sizeof number);
}

static ProctorOutcome
read_outcome (ProctorStatement *statement,
              int column)
{
  return (ProctorOutcome) CLAMP (proctor_statement_get_int (statement, column), 0, PROCTOR_OUTCOME_CANCELLED);
}

static ProctorRejudgement *
read_rejudgement (ProctorStatement *statement)
{
  ProctorRejudgement *rejudgement = proctor_rejudgement_new (proctor_statement_get_text (statement, 1), proctor_statement_get_text (statement, 2));

  rejudgement->number = proctor_statement_get_int (statement, 0);
  rejudgement->outcome = read_outcome (statement, 3);
  rejudgement->run_at = proctor_statement_get_int (statement, 4);
  rejudgement->n_wanted = (guint) proctor_statement_get_int (statement, 5);
  rejudgement->judge = g_strdup (proctor_statement_get_text (statement, 6));
  rejudgement->model = g_strdup (proctor_statement_get_text (statement, 7));
  rejudgement->at = proctor_statement_get_int (statement, 8);

  return rejudgement;
}

static gpointer
list (ProctorDatabase *database,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = proctor_history_schema_find_workspace (database, query->workspace_id);
  GPtrArray *rejudgements = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_rejudgement_free);
  gint64 last = -1;
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT number, invocation_id, run_id, one.outcome, run_at, n_wanted, judge, model, at, votes.outcome, votes.text FROM"
                                                          " (SELECT * FROM rejudgements WHERE workspace = ? AND run_id = ? ORDER BY number DESC LIMIT ?) AS one"
                                                          " JOIN votes ON votes.rejudgement = one.number ORDER BY number DESC, position",
                                                          "isi", workspace, query->text, (gint64) MOST);

  while (proctor_statement_next (statement))
    {
      gint64 number = proctor_statement_get_int (statement, 0);

      if (number != last)
        g_ptr_array_add (rejudgements, read_rejudgement (statement));
      last = number;
      proctor_rejudgement_add_vote (rejudgements->pdata[rejudgements->len - 1], read_outcome (statement, 9), proctor_statement_get_text (statement, 10));
    }

  return rejudgements;
}

/**
 * proctor_history_keep_rejudgement_async:
 * @self: a history
 * @workspace_id: the workspace
 * @rejudgement: what was said of a run, with one vote at least
 * @cancellable: (nullable): to give up
 * @callback: called when it is kept
 * @user_data: passed to @callback
 *
 * Keeps what a judge of one's own has said of a run, beside what was said before. One that has a number has been kept with
 * fewer votes, and takes the place of that.
 */
void
proctor_history_keep_rejudgement_async (ProctorHistory *self,
                                        const char *workspace_id,
                                        const ProctorRejudgement *rejudgement,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL);
  g_return_if_fail (rejudgement->invocation_id != NULL && rejudgement->run_id != NULL);
  g_return_if_fail (rejudgement->votes->len > 0);

  query = proctor_history_query_new (workspace_id);
  query->rejudgement = proctor_rejudgement_copy (rejudgement);
  proctor_history_ask (self, keep, query, g_free, proctor_history_keep_rejudgement_async, cancellable, callback, user_data);
}

/**
 * proctor_history_keep_rejudgement_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why it isn't kept
 *
 * Returns: what the history calls it, or 0
 */
gint64
proctor_history_keep_rejudgement_finish (ProctorHistory *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_autofree gint64 *number = proctor_history_finish (self, result, error);

  return number != NULL ? *number : 0;
}

/**
 * proctor_history_list_rejudgements_async:
 * @self: a history
 * @workspace_id: the workspace
 * @run_id: one of its runs
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what judges of one's own have said of a run.
 */
void
proctor_history_list_rejudgements_async (ProctorHistory *self,
                                         const char *workspace_id,
                                         const char *run_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL && run_id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (run_id);
  proctor_history_ask (self, list, query, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_rejudgements_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_rejudgements_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorRejudgement): the newest first
 */
GPtrArray *
proctor_history_list_rejudgements_finish (ProctorHistory *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return proctor_history_finish (self, result, error);
}
