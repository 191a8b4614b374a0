/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-execution.h"

G_BEGIN_DECLS

gboolean proctor_execution_talk_is_agents_turn (JsonArray *turns);

void proctor_execution_talk_async (ProctorRunPlan *plan,
                                   ProctorProvider *provider,
                                   const ProctorExecutionLimits *limits,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
JsonObject *proctor_execution_talk_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
