/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-names.h"

#include "proctor-history-private.h"
#include "proctor-history-schema.h"

/* What agents and their branches are called, for when nobody else can say it. */

static gpointer
keep_names (ProctorDatabase *database,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = proctor_history_schema_ensure_workspace (database, query->workspace_id);

  for (guint i = 0; query->ids[i] != NULL; i += 2)
    proctor_database_run (database, "INSERT OR REPLACE INTO names (workspace, id, name) VALUES (?, ?, ?)", "iss", workspace, query->ids[i], query->ids[i + 1]);

  return NULL;
}

/**
 * proctor_history_keep_names:
 * @self: a history
 * @workspace_id: the workspace
 * @names: (element-type utf8 utf8): names by ids
 *
 * Remembers what things are called. Nobody waits for that, and nothing is lost where it can't be done.
 */
void
proctor_history_keep_names (ProctorHistory *self,
                            const char *workspace_id,
                            GHashTable *names)
{
  ProctorHistoryQuery *query;
  GHashTableIter iter;
  gpointer id, name;
  guint n = 0;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (names != NULL);

  if (g_hash_table_size (names) == 0)
    return;

  query = proctor_history_query_new (workspace_id);
  query->ids = g_new0 (char *, g_hash_table_size (names) * 2 + 1);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    {
      query->ids[n++] = g_strdup (id);
      query->ids[n++] = g_strdup (name);
    }
  proctor_history_ask (self, keep_names, query, NULL, proctor_history_keep_names, NULL, NULL, NULL);
}

static gpointer
query_names (ProctorDatabase *database,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  ProctorHistoryQuery *query = data;
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT id, name FROM names WHERE workspace = ?",
                                                          "i", proctor_history_schema_find_workspace (database, query->workspace_id));

  while (proctor_statement_next (statement))
    g_hash_table_insert (names, g_strdup (proctor_statement_get_text (statement, 0)), g_strdup (proctor_statement_get_text (statement, 1)));

  return names;
}

/**
 * proctor_history_list_names_async:
 * @self: a history
 * @workspace_id: the workspace
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for all names that were remembered.
 */
void
proctor_history_list_names_async (ProctorHistory *self,
                                  const char *workspace_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_HISTORY (self));

  proctor_history_ask (self, query_names, proctor_history_query_new (workspace_id), (GDestroyNotify) g_hash_table_unref, proctor_history_list_names_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_names_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): names by ids
 */
GHashTable *
proctor_history_list_names_finish (ProctorHistory *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  return proctor_history_finish (self, result, error);
}
