/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-conversation.h"
#include "proctor-page.h"
#include "proctor-pager.h"

G_BEGIN_DECLS

/**
 * ProctorConversationsQuery:
 * @agent_id: (nullable): the agent that spoke
 * @branch_id: (nullable): the branch
 * @version_id: (nullable): the version
 * @call_successful: (nullable): "success", "failure", "unknown" or "error"
 * @after: the earliest they may have begun, in seconds since 1970; 0 for any
 * @before: the latest
 * @search: (nullable): what they are to contain
 * @tool_names: (nullable): tools that were called
 * @exclude_statuses: (nullable): how they may not stand
 * @with_summary: whether a summary is wanted too
 * @ascending: whether the oldest comes first
 * @cursor: (nullable): what the page before said
 * @page_size: how many at a time, up to 100; 0 leaves it to the server
 *
 * Which conversations are wanted.
 */
typedef struct
{
  const char *agent_id;
  const char *branch_id;
  const char *version_id;
  const char *call_successful;
  gint64 after;
  gint64 before;
  const char *search;
  const char *const *tool_names;
  const char *const *exclude_statuses;
  gboolean with_summary;
  gboolean ascending;
  const char *cursor;
  guint page_size;
} ProctorConversationsQuery;

void proctor_conversations_list_async (ProctorClient *client,
                                       const ProctorConversationsQuery *query,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
ProctorPage *proctor_conversations_list_finish (ProctorClient *client,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorPager *proctor_conversations_list_all (ProctorClient *client,
                                              const ProctorConversationsQuery *query) G_GNUC_WARN_UNUSED_RESULT;

void proctor_conversations_get_async (ProctorClient *client,
                                      const char *conversation_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ProctorConversation *proctor_conversations_get_finish (ProctorClient *client,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
