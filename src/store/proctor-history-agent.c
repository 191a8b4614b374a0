/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-agent.h"

#include "proctor-history-private.h"
#include "proctor-history-schema.h"

/* How an agent has been doing, as far as the history goes back. */

/**
 * proctor_history_invocation_free:
 * @invocation: (transfer full): an invocation
 */
void
proctor_history_invocation_free (ProctorHistoryInvocation *invocation)
{
  g_free (invocation->id);
  g_free (invocation->title);
  g_free (invocation->branch_id);
  g_free (invocation);
}

static gpointer
query_of_agent (ProctorDatabase *database,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  ProctorHistoryQuery *query = data;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_history_invocation_free);
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT id, title, branch_id, created_at, repeat_count, n_runs, n_pending, n_passed, n_failed, n_cancelled"
                                                          " FROM invocations WHERE workspace = ? AND agent_id = ? AND EXISTS (SELECT 1 FROM bodies WHERE invocation = number) ORDER BY created_at DESC, number DESC LIMIT ?",
                                                          "isi", proctor_history_schema_find_workspace (database, query->workspace_id), query->text, (gint64) query->most);

  while (proctor_statement_next (statement))
    {
      ProctorHistoryInvocation *row = g_new0 (ProctorHistoryInvocation, 1);

      row->id = g_strdup (proctor_statement_get_text (statement, 0));
      row->title = g_strdup (proctor_statement_get_text (statement, 1));
      row->branch_id = g_strdup (proctor_statement_get_text (statement, 2));
      row->created_at = proctor_statement_get_int (statement, 3);
      row->repeat_count = (guint) proctor_statement_get_int (statement, 4);
      row->n_runs = (guint) proctor_statement_get_int (statement, 5);
      row->n_pending = (guint) proctor_statement_get_int (statement, 6);
      row->n_passed = (guint) proctor_statement_get_int (statement, 7);
      row->n_failed = (guint) proctor_statement_get_int (statement, 8);
      row->n_cancelled = (guint) proctor_statement_get_int (statement, 9);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

/**
 * proctor_history_list_of_agent_async:
 * @self: a history
 * @workspace_id: the workspace
 * @agent_id: an agent of it
 * @most: how many are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for an agent's invocations, newest first.
 */
void
proctor_history_list_of_agent_async (ProctorHistory *self,
                                     const char *workspace_id,
                                     const char *agent_id,
                                     guint most,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL && agent_id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (agent_id);
  query->most = most;
  proctor_history_ask (self, query_of_agent, query, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_of_agent_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_of_agent_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorHistoryInvocation): the invocations
 */
GPtrArray *
proctor_history_list_of_agent_finish (ProctorHistory *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  return proctor_history_finish (self, result, error);
}
