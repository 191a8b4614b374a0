/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"

G_BEGIN_DECLS

/**
 * ProctorHistoryEstimate:
 * @n_past_runs: how many runs of these tests on this agent it rests on
 * @n_known_tests: of how many of the tests there were any
 * @n_past_invocations: how many invocations of this agent it rests on
 * @seconds: how long it may take, -1 if nothing is known of that
 * @price: what it may cost in US dollars, -1 if nothing is known of that
 *
 * What past runs tell of what is going to be run.
 */
typedef struct
{
  guint n_past_runs;
  guint n_known_tests;
  guint n_past_invocations;
  double seconds;
  double price;
} ProctorHistoryEstimate;

void proctor_history_estimate_async (ProctorHistory *self,
                                     const char *workspace_id,
                                     const char *agent_id,
                                     const char *const *test_ids,
                                     guint repeat_count,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorHistoryEstimate *proctor_history_estimate_finish (ProctorHistory *self,
                                                         GAsyncResult *result,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
