/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_CACHE (proctor_cache_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCache, proctor_cache, PROCTOR, CACHE, GObject)

/**
 * ProctorCacheRow:
 * @id: the test's or the folder's id
 * @name: (nullable): its name
 * @kind: (nullable): llm, tool, simulation, folder, or what the server says
 * @folder_id: (nullable): the folder that it is in
 * @creator: (nullable): who made it
 * @role: (nullable): what one may do with it, as the server says
 * @created_at: when it was made, in seconds since 1970
 * @updated_at: when it was changed
 * @mine: whether the user made it
 * @shared: whether somebody else shares it with the user
 *
 * A row of a workspace's library. It is plain, so that a hundred thousand can be read in a thread
 * without an object for each.
 */
typedef struct
{
  char *id;
  char *name;
  char *kind;
  char *folder_id;
  char *creator;
  char *role;
  gint64 created_at;
  gint64 updated_at;
  gboolean mine;
  gboolean shared;
} ProctorCacheRow;

/**
 * ProctorCacheRowFunc:
 * @row: a row, whose strings are good only until this returns
 * @into: where to put what is made of it
 *
 * Takes a row in the cache's thread.
 */
typedef void (*ProctorCacheRowFunc) (const ProctorCacheRow *row,
                                     gpointer into);

ProctorCacheRow *proctor_cache_row_copy (const ProctorCacheRow *row) G_GNUC_WARN_UNUSED_RESULT;
void proctor_cache_row_free (ProctorCacheRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorCacheRow, proctor_cache_row_free)

ProctorCache *proctor_cache_new (const char *folder);

void proctor_cache_load_async (ProctorCache *self,
                               const char *workspace_id,
                               guint first,
                               guint most,
                               ProctorCacheRowFunc func,
                               gpointer into,
                               GDestroyNotify into_free,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gpointer proctor_cache_load_finish (ProctorCache *self,
                                    GAsyncResult *result,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_cache_save_async (ProctorCache *self,
                               const char *workspace_id,
                               GPtrArray *rows,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean proctor_cache_save_finish (ProctorCache *self,
                                    GAsyncResult *result,
                                    GError **error);
void proctor_cache_note_refresh (ProctorCache *self,
                                 const char *workspace_id,
                                 gint64 refreshed_at);
void proctor_cache_load_refresh_async (ProctorCache *self,
                                       const char *workspace_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gint64 proctor_cache_load_refresh_finish (ProctorCache *self,
                                          GAsyncResult *result,
                                          GError **error);
void proctor_cache_forget_async (ProctorCache *self,
                                 const char *workspace_id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean proctor_cache_forget_finish (ProctorCache *self,
                                      GAsyncResult *result,
                                      GError **error);

void proctor_cache_close_async (ProctorCache *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void proctor_cache_close_finish (ProctorCache *self,
                                 GAsyncResult *result);

G_END_DECLS
