/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"

G_BEGIN_DECLS

/**
 * ProctorPastRun:
 * @id: the invocation
 * @title: (nullable): what it is called
 * @agent_id: (nullable): the agent that it was run on
 * @branch_id: (nullable): the branch
 * @created_at: when it was begun, in seconds since 1970
 * @repeat_count: how often each of its tests was run
 * @n_runs: how many runs it has
 * @price: what it cost in US dollars, as far as runs say
 * @counts: how many of them ended so, by #ProctorOutcome
 * @found: whether it is what was looked for
 *
 * An invocation as the history has it.
 */
typedef struct
{
  char *id;
  char *title;
  char *agent_id;
  char *branch_id;
  gint64 created_at;
  guint repeat_count;
  guint n_runs;
  double price;
  guint counts[PROCTOR_OUTCOME_CANCELLED + 1];
  gboolean found;
} ProctorPastRun;

void proctor_past_run_free (ProctorPastRun *run);

void proctor_history_list_invocations_async (ProctorHistory *self,
                                             const char *workspace_id,
                                             const char *text,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *proctor_history_list_invocations_finish (ProctorHistory *self,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_remove_async (ProctorHistory *self,
                                   const char *workspace_id,
                                   const char *invocation_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_history_remove_finish (ProctorHistory *self,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
