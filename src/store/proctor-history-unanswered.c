/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-private.h"

/* Deletions that nobody answered. They are kept with the history, because they are of this machine
 * and must not get lost. */

void
proctor_unanswered_free (ProctorUnanswered *unanswered)
{
  g_free (unanswered->id);
  g_free (unanswered->name);
  g_free (unanswered);
}

/**
 * proctor_history_note_unanswered_async:
 * @self: a history
 * @workspace_id: the workspace
 * @unanswered: (transfer full) (element-type ProctorUnanswered): deletions without an answer
 * @callback: (nullable): called when they are on the disk
 * @user_data: passed to @callback
 *
 * Notes deletions whose answers never came, to be asked about at the next start.
 */
void
proctor_history_note_unanswered_async (ProctorHistory *self,
                                       const char *workspace_id,
                                       GPtrArray *unanswered,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (unanswered != NULL);

  query = proctor_history_query_new (workspace_id);
  query->unanswered = unanswered;
  proctor_history_ask (self, proctor_history_query_note_unanswered, query, NULL, proctor_history_note_unanswered_async, NULL, callback, user_data);
}

gboolean
proctor_history_note_unanswered_finish (ProctorHistory *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  return proctor_history_finish_nothing (self, result, error);
}

/**
 * proctor_history_clear_unanswered_async:
 * @self: a history
 * @workspace_id: the workspace
 * @ids: what was noted
 * @callback: (nullable): called when that is done
 * @user_data: passed to @callback
 *
 * Takes back what was noted of deletions.
 */
void
proctor_history_clear_unanswered_async (ProctorHistory *self,
                                        const char *workspace_id,
                                        const char *const *ids,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (ids != NULL);

  query = proctor_history_query_new (workspace_id);
  query->ids = g_strdupv ((char **) ids);
  proctor_history_ask (self, proctor_history_query_clear_unanswered, query, NULL, proctor_history_clear_unanswered_async, NULL, callback, user_data);
}

gboolean
proctor_history_clear_unanswered_finish (ProctorHistory *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  return proctor_history_finish_nothing (self, result, error);
}

/**
 * proctor_history_list_unanswered_async:
 * @self: a history
 * @workspace_id: the workspace
 * @cancellable: (nullable): to give up
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists the deletions that were noted.
 */
void
proctor_history_list_unanswered_async (ProctorHistory *self,
                                       const char *workspace_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_HISTORY (self));

  proctor_history_ask (self, proctor_history_query_unanswered, proctor_history_query_new (workspace_id), (GDestroyNotify) g_ptr_array_unref, proctor_history_list_unanswered_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_unanswered_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why they can't be read
 *
 * Returns: (transfer full) (nullable) (element-type ProctorUnanswered): the deletions, oldest first
 */
GPtrArray *
proctor_history_list_unanswered_finish (ProctorHistory *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  return proctor_history_finish (self, result, error);
}
