/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-conversation.h"
#include "proctor-paged-list.h"

G_BEGIN_DECLS

/**
 * ProctorConversationFilter:
 * @agent_id: (nullable): the agent that spoke
 * @branch_id: (nullable): the branch
 * @outcome: (nullable): "success", "failure", "unknown" or "error"
 * @search: (nullable): what they are to contain
 * @after: the earliest they may have begun, in seconds since 1970; 0 for any
 * @before: the latest
 *
 * Which conversations are wanted.
 */
typedef struct
{
  const char *agent_id;
  const char *branch_id;
  const char *outcome;
  const char *search;
  gint64 after;
  gint64 before;
} ProctorConversationFilter;

ProctorPagedList *proctor_conversation_list_new (ProctorSession *session,
                                                 const ProctorConversationFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

void proctor_conversation_load_async (ProctorSession *session,
                                      const char *conversation_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ProctorConversation *proctor_conversation_load_finish (ProctorSession *session,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
