/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-page.h"
#include "proctor-pager.h"
#include "proctor-tool.h"

G_BEGIN_DECLS

/**
 * ProctorToolsQuery:
 * @search: (nullable): what their names are to begin with
 * @types: (nullable): their types
 * @created_by_user_id: (nullable): who made them, "@me" for the owner of the key
 * @sort_by: (nullable): "name" or "created_at"
 * @ascending: whether the smallest comes first
 * @cursor: (nullable): what the page before said
 * @page_size: how many at a time, up to 100; 0 leaves it to the server
 *
 * Which tools are wanted.
 */
typedef struct
{
  const char *search;
  const char *const *types;
  const char *created_by_user_id;
  const char *sort_by;
  gboolean ascending;
  const char *cursor;
  guint page_size;
} ProctorToolsQuery;

void proctor_tools_list_async (ProctorClient *client,
                               const ProctorToolsQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ProctorPage *proctor_tools_list_finish (ProctorClient *client,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorPager *proctor_tools_list_all (ProctorClient *client,
                                      const ProctorToolsQuery *query) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tools_get_async (ProctorClient *client,
                              const char *tool_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
ProctorTool *proctor_tools_get_finish (ProctorClient *client,
                                       GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tools_create_async (ProctorClient *client,
                                 ProctorTool *tool,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ProctorTool *proctor_tools_create_finish (ProctorClient *client,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tools_update_async (ProctorClient *client,
                                 const char *tool_id,
                                 ProctorTool *tool,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ProctorTool *proctor_tools_update_finish (ProctorClient *client,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tools_delete_async (ProctorClient *client,
                                 const char *tool_id,
                                 gboolean even_if_used,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean proctor_tools_delete_finish (ProctorClient *client,
                                      GAsyncResult *result,
                                      GError **error);

G_END_DECLS
