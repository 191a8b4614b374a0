/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-private.h"

/* What the history is asked, but for what it is told of. */

void
proctor_test_results_free (ProctorTestResults *results)
{
  g_free (results->test_id);
  g_free (results);
}

/**
 * proctor_history_list_results_async:
 * @self: a history
 * @workspace_id: the workspace
 * @cancellable: (nullable): to give up
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists how tests have been doing.
 */
void
proctor_history_list_results_async (ProctorHistory *self,
                                    const char *workspace_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_HISTORY (self));

  proctor_history_ask (self, proctor_history_query_results, proctor_history_query_new (workspace_id), (GDestroyNotify) g_ptr_array_unref, proctor_history_list_results_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_results_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why they can't be read
 *
 * Returns: (transfer full) (nullable) (element-type ProctorTestResults): the tests that have ended
 *   at least once, by their ids
 */
GPtrArray *
proctor_history_list_results_finish (ProctorHistory *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return proctor_history_finish (self, result, error);
}

/**
 * proctor_history_list_runs_async:
 * @self: a history
 * @workspace_id: the workspace
 * @test_id: one of its tests
 * @most: how many are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists how a test ended, and what was said.
 */
void
proctor_history_list_runs_async (ProctorHistory *self,
                                 const char *workspace_id,
                                 const char *test_id,
                                 guint most,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (test_id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (test_id);
  query->most = most;
  proctor_history_ask (self, proctor_history_query_runs, query, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_runs_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_runs_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why they can't be read
 *
 * Returns: (transfer full) (nullable) (element-type ProctorTestRun): the runs, newest first
 */
GPtrArray *
proctor_history_list_runs_finish (ProctorHistory *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  return proctor_history_finish (self, result, error);
}

/**
 * proctor_history_list_settled_async:
 * @self: a history
 * @workspace_id: the workspace
 * @cancellable: (nullable): to give up
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists the invocations that need not be fetched again.
 */
void
proctor_history_list_settled_async (ProctorHistory *self,
                                    const char *workspace_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_HISTORY (self));

  proctor_history_ask (self, proctor_history_query_settled, proctor_history_query_new (workspace_id), (GDestroyNotify) g_strfreev, proctor_history_list_settled_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_settled_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why they can't be read
 *
 * Returns: (transfer full) (nullable): their ids, newest first
 */
char **
proctor_history_list_settled_finish (ProctorHistory *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return proctor_history_finish (self, result, error);
}

/**
 * proctor_history_list_known_async:
 * @self: a history
 * @workspace_id: the workspace
 * @cancellable: (nullable): to give up
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Lists what the server's list said of the settled invocations.
 */
void
proctor_history_list_known_async (ProctorHistory *self,
                                  const char *workspace_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_HISTORY (self));

  proctor_history_ask (self, proctor_history_query_known, proctor_history_query_new (workspace_id), (GDestroyNotify) g_hash_table_unref, proctor_history_list_known_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_known_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why it can't be read
 *
 * Returns: (transfer full) (nullable): what was said, or %NULL, by the invocations' ids
 */
GHashTable *
proctor_history_list_known_finish (ProctorHistory *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  return proctor_history_finish (self, result, error);
}

/**
 * proctor_history_forget_async:
 * @self: a history
 * @workspace_id: the workspace
 * @callback: (nullable): called when it is done
 * @user_data: passed to @callback
 *
 * Removes all there is of a workspace.
 */
void
proctor_history_forget_async (ProctorHistory *self,
                              const char *workspace_id,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_HISTORY (self));

  proctor_history_ask (self, proctor_history_query_forget, proctor_history_query_new (workspace_id), NULL, proctor_history_forget_async, NULL, callback, user_data);
}

gboolean
proctor_history_forget_finish (ProctorHistory *self,
                               GAsyncResult *result,
                               GError **error)
{
  return proctor_history_finish_nothing (self, result, error);
}
