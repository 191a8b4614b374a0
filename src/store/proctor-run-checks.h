/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_CHECKS (proctor_run_checks_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunChecks, proctor_run_checks, PROCTOR, RUN_CHECKS, GObject)

ProctorRunChecks *proctor_run_checks_new (ProctorSession *session);

void proctor_run_checks_begin (ProctorRunChecks *self,
                               const char *const *test_ids,
                               ProctorAgent *agent);
void proctor_run_checks_skip (ProctorRunChecks *self);
gboolean proctor_run_checks_is_running (ProctorRunChecks *self);
gboolean proctor_run_checks_is_skipped (ProctorRunChecks *self);
ProctorJob *proctor_run_checks_get_job (ProctorRunChecks *self);
GHashTable *proctor_run_checks_dup_faulty (ProctorRunChecks *self);

G_END_DECLS
