/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-execution.h"
#include "proctor-worker.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUNNER (proctor_runner_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunner, proctor_runner, PROCTOR, RUNNER, GObject)

ProctorRunner *proctor_runner_new (ProctorWorker *worker,
                                   ProctorProvider *provider,
                                   guint most_at_once);

void proctor_runner_set_limits (ProctorRunner *self,
                                const ProctorExecutionLimits *limits);
void proctor_runner_set_most_at_once (ProctorRunner *self,
                                      guint most_at_once);
void proctor_runner_set_provider (ProctorRunner *self,
                                  ProctorProvider *provider);
void proctor_runner_wake (ProctorRunner *self);
gboolean proctor_runner_is_idle (ProctorRunner *self);
void proctor_runner_stop (ProctorRunner *self);

G_END_DECLS
