/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"

G_BEGIN_DECLS

/**
 * ProctorHistoryInvocation:
 * @id: its id
 * @title: (nullable): what it is called
 * @branch_id: (nullable): the branch
 * @created_at: when it was begun, in seconds since 1970
 * @repeat_count: how often each test was run
 * @n_runs: how many runs it has
 * @n_pending: how many have not ended
 * @n_passed: how many passed
 * @n_failed: how many failed
 * @n_cancelled: how many were cancelled
 *
 * What the history knows of an invocation, in short. What is missing in the counts ended without a verdict.
 */
typedef struct
{
  char *id;
  char *title;
  char *branch_id;
  gint64 created_at;
  guint repeat_count;
  guint n_runs;
  guint n_pending;
  guint n_passed;
  guint n_failed;
  guint n_cancelled;
} ProctorHistoryInvocation;

void proctor_history_invocation_free (ProctorHistoryInvocation *invocation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorHistoryInvocation, proctor_history_invocation_free)

void proctor_history_list_of_agent_async (ProctorHistory *self,
                                          const char *workspace_id,
                                          const char *agent_id,
                                          guint most,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *proctor_history_list_of_agent_finish (ProctorHistory *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
