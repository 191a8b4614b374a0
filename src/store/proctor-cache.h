/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_CACHE (proctor_cache_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCache, proctor_cache, PROCTOR, CACHE, GObject)

/* A row of a workspace's library. Plain, so that a hundred thousand are read in a thread without an object each. */
typedef struct
{
  char *id;
  char *name;
  char *kind; /* llm, tool, simulation, folder, or what the server says */
  char *folder_id;
  char *creator;
  char *role;
  gint64 created_at;
  gint64 updated_at;
  gboolean mine;
  gboolean shared;
} ProctorCacheRow;

void proctor_cache_row_free (ProctorCacheRow *row);

ProctorCache *proctor_cache_new (const char *folder); /* cache.db in it; made when first used */

/* GPtrArray of ProctorCacheRow, in the order they were saved in. */
void proctor_cache_load_async (ProctorCache *self,
                               const char *workspace_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *proctor_cache_load_finish (ProctorCache *self,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Everything there is now, or (below) only what is another: @rows and @gone_ids. Takes @rows. */
void proctor_cache_save_async (ProctorCache *self,
                               const char *workspace_id,
                               GPtrArray *rows,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean proctor_cache_save_finish (ProctorCache *self,
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
