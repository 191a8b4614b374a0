/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-choices.h"

#include "proctor-history-private.h"
#include "proctor-history-schema.h"

/* What somebody has chosen, so that it comes first the next time. */

/* So many of a kind are kept; what was chosen longer ago is found by searching. */
#define MOST_KEPT 50

/**
 * proctor_history_choice_free:
 * @choice: (transfer full): a choice
 */
void
proctor_history_choice_free (ProctorHistoryChoice *choice)
{
  g_free (choice->id);
  g_free (choice->details);
  g_free (choice);
}

static gpointer
keep_choice (ProctorDatabase *database,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = proctor_history_schema_ensure_workspace (database, query->workspace_id);

  proctor_database_run (database, "INSERT OR REPLACE INTO choices (workspace, kind, id, details, at) VALUES (?, ?, ?, ?, ?)",
                        "isssi", workspace, query->text, query->ids[0], query->ids[1], g_get_real_time ());
  proctor_database_run (database,
                        "DELETE FROM choices WHERE workspace = ? AND kind = ? AND at <"
                        " (SELECT min (at) FROM (SELECT at FROM choices WHERE workspace = ? AND kind = ? ORDER BY at DESC LIMIT ?))",
                        "isisi", workspace, query->text, workspace, query->text, (gint64) MOST_KEPT);

  return NULL;
}

/**
 * proctor_history_choose:
 * @self: a history
 * @workspace_id: the workspace
 * @kind: what was chosen from
 * @id: what was chosen
 * @details: (nullable): what belongs to it
 *
 * Remembers a choice. Nobody waits for that, and nothing is lost where it can't be done.
 */
void
proctor_history_choose (ProctorHistory *self,
                        const char *workspace_id,
                        const char *kind,
                        const char *id,
                        const char *details)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (kind != NULL && id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (kind);
  query->ids = g_new0 (char *, 3);
  query->ids[0] = g_strdup (id);
  query->ids[1] = g_strdup (details);
  proctor_history_ask (self, keep_choice, query, NULL, proctor_history_choose, NULL, NULL, NULL);
}

static gpointer
query_choices (ProctorDatabase *database,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  ProctorHistoryQuery *query = data;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_history_choice_free);
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT id, details FROM choices WHERE workspace = ? AND kind = ? ORDER BY at DESC LIMIT ?",
                                                          "isi", proctor_history_schema_find_workspace (database, query->workspace_id), query->text, (gint64) query->most);

  while (proctor_statement_next (statement))
    {
      ProctorHistoryChoice *row = g_new0 (ProctorHistoryChoice, 1);

      row->id = g_strdup (proctor_statement_get_text (statement, 0));
      row->details = g_strdup (proctor_statement_get_text (statement, 1));
      g_ptr_array_add (rows, row);
    }

  return rows;
}

/**
 * proctor_history_list_choices_async:
 * @self: a history
 * @workspace_id: the workspace
 * @kind: what was chosen from
 * @most: how many are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what was chosen, newest first.
 */
void
proctor_history_list_choices_async (ProctorHistory *self,
                                    const char *workspace_id,
                                    const char *kind,
                                    guint most,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (kind != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (kind);
  query->most = most;
  proctor_history_ask (self, query_choices, query, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_choices_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_choices_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorHistoryChoice): what was chosen
 */
GPtrArray *
proctor_history_list_choices_finish (ProctorHistory *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return proctor_history_finish (self, result, error);
}
