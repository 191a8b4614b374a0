/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-invocation-skim.h"
#include "proctor-invocation-summary.h"
#include "proctor-run-request.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_LOST_RUN (proctor_lost_run_get_type ())

G_DECLARE_FINAL_TYPE (ProctorLostRun, proctor_lost_run, PROCTOR, LOST_RUN, GObject)

ProctorLostRun *proctor_lost_run_new (const char *agent_id,
                                      ProctorRunRequest *run,
                                      gint64 began_at);

const char *proctor_lost_run_get_agent_id (ProctorLostRun *self);
gint64 proctor_lost_run_get_began_at (ProctorLostRun *self,
                                      const gint64 *offset);
guint proctor_lost_run_get_n_runs (ProctorLostRun *self);
gboolean proctor_lost_run_may_be (ProctorLostRun *self,
                                  ProctorInvocationSummary *summary,
                                  const gint64 *offset);
gboolean proctor_lost_run_is (ProctorLostRun *self,
                              ProctorInvocationSkim *invocation);

G_END_DECLS
