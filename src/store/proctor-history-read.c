/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-private.h"
#include "proctor-history-schema.h"

/* Reading whole invocations back, and which of them were not over. */

/* So many are looked after again when the program begins. */
#define MOST_UNSETTLED 200

void
proctor_stored_invocation_free (ProctorStoredInvocation *stored)
{
  proctor_invocation_skim_release (g_steal_pointer (&stored->skim));
  g_free (stored->title);
  g_free (stored);
}

/* In the database's thread, where it may take as long as it takes. */
static gpointer
query_read (ProctorDatabase *database,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  ProctorHistoryQuery *query = data;
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT invocations.title, bodies.body FROM invocations JOIN bodies ON bodies.invocation = invocations.number"
                                                          " WHERE invocations.workspace = ? AND invocations.id = ?",
                                                          "is", proctor_history_schema_find_workspace (database, query->workspace_id), query->text);
  g_autoptr (ProctorStoredInvocation) stored = g_new0 (ProctorStoredInvocation, 1);
  g_autoptr (GConverter) decompressor = NULL;
  g_autoptr (GBytes) compressed = NULL;
  g_autoptr (GBytes) body = NULL;

  while (proctor_statement_next (statement))
    {
      stored->title = g_strdup (proctor_statement_get_text (statement, 0));
      compressed = proctor_statement_dup_bytes (statement, 1);
    }
  if (compressed == NULL)
    return NULL;

  decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  body = g_converter_convert_bytes (decompressor, compressed, error);
  g_clear_pointer (&compressed, g_bytes_unref);
  if (body != NULL)
    stored->skim = proctor_invocation_skim_new (body, NULL, error);

  return stored->skim != NULL ? g_steal_pointer (&stored) : NULL;
}

/**
 * proctor_history_read_async:
 * @self: a history
 * @workspace_id: the workspace
 * @invocation_id: one of its invocations
 * @cancellable: (nullable): to give up
 * @callback: called when it has been read
 * @user_data: passed to @callback
 *
 * Reads an invocation as it was last seen.
 */
void
proctor_history_read_async (ProctorHistory *self,
                            const char *workspace_id,
                            const char *invocation_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (invocation_id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (invocation_id);
  proctor_history_ask (self, query_read, query, (GDestroyNotify) proctor_stored_invocation_free, proctor_history_read_async, cancellable, callback, user_data);
}

/**
 * proctor_history_read_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why it can't be read
 *
 * Returns: (transfer full) (nullable): the invocation; %NULL without an error if it was never seen
 */
ProctorStoredInvocation *
proctor_history_read_finish (ProctorHistory *self,
                             GAsyncResult *result,
                             GError **error)
{
  return proctor_history_finish (self, result, error);
}

static gpointer
query_unsettled (ProctorDatabase *database,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  ProctorHistoryQuery *query = data;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT id FROM invocations WHERE workspace = ? AND NOT settled ORDER BY created_at DESC LIMIT ?",
                                                          "ii", proctor_history_schema_find_workspace (database, query->workspace_id), (gint64) MOST_UNSETTLED);

  while (proctor_statement_next (statement))
    g_strv_builder_add (ids, proctor_statement_get_text (statement, 0));

  return g_strv_builder_end (ids);
}

/**
 * proctor_history_list_unsettled_async:
 * @self: a history
 * @workspace_id: the workspace
 * @cancellable: (nullable): to give up
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists the invocations that were not over when they were last seen.
 */
void
proctor_history_list_unsettled_async (ProctorHistory *self,
                                      const char *workspace_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_HISTORY (self));

  proctor_history_ask (self, query_unsettled, proctor_history_query_new (workspace_id), (GDestroyNotify) g_strfreev, proctor_history_list_unsettled_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_unsettled_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why they can't be read
 *
 * Returns: (transfer full) (nullable): their ids, newest first
 */
char **
proctor_history_list_unsettled_finish (ProctorHistory *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  return proctor_history_finish (self, result, error);
}
