/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-provider.h"
#include "proctor-run-plan.h"

G_BEGIN_DECLS

/**
 * ProctorExecutionLimits:
 * @turn_msecs: how long the agent may take for a turn
 * @run_msecs: how long all of it may take
 *
 * How patient a run is.
 */
typedef struct
{
  guint turn_msecs;
  guint run_msecs;
} ProctorExecutionLimits;

void proctor_execution_run_async (ProctorRunPlan *plan,
                                  ProctorProvider *provider,
                                  const ProctorExecutionLimits *limits,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
JsonObject *proctor_execution_run_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
