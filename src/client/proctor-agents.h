/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-client.h"
#include "proctor-page.h"
#include "proctor-pager.h"

G_BEGIN_DECLS

/**
 * ProctorAgentsQuery:
 * @search: (nullable): what their names are to contain
 * @archived: whether those that were put away are wanted
 * @created_by_user_id: (nullable): who made them, "@me" for the owner of the key
 * @tags: (nullable): their tags
 * @sort_by: (nullable): "name", "created_at" or "call_count_7d"
 * @ascending: whether the smallest comes first
 * @cursor: (nullable): what the page before said
 * @page_size: how many at a time, up to 100; 0 leaves it to the server
 *
 * Which agents are wanted.
 */
typedef struct
{
  const char *search;
  gboolean archived;
  const char *created_by_user_id;
  const char *const *tags;
  const char *sort_by;
  gboolean ascending;
  const char *cursor;
  guint page_size;
} ProctorAgentsQuery;

void proctor_agents_list_async (ProctorClient *client,
                                const ProctorAgentsQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
ProctorPage *proctor_agents_list_finish (ProctorClient *client,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorPager *proctor_agents_list_all (ProctorClient *client,
                                       const ProctorAgentsQuery *query) G_GNUC_WARN_UNUSED_RESULT;

void proctor_agents_get_async (ProctorClient *client,
                               const char *agent_id,
                               const char *branch_id,
                               const char *version_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ProctorAgent *proctor_agents_get_finish (ProctorClient *client,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_agents_summarize_async (ProctorClient *client,
                                     const char *const *agent_ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorPage *proctor_agents_summarize_finish (ProctorClient *client,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_agents_create_async (ProctorClient *client,
                                  ProctorAgent *agent,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *proctor_agents_create_finish (ProctorClient *client,
                                    GAsyncResult *result,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_agents_update_async (ProctorClient *client,
                                  const char *agent_id,
                                  const char *branch_id,
                                  ProctorAgent *before,
                                  ProctorAgent *after,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ProctorAgent *proctor_agents_update_finish (ProctorClient *client,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_agents_delete_async (ProctorClient *client,
                                  const char *agent_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean proctor_agents_delete_finish (ProctorClient *client,
                                       GAsyncResult *result,
                                       GError **error);

G_END_DECLS
