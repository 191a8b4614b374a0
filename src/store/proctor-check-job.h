/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-check-context.h"
#include "proctor-check-result.h"
#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CHECK_JOB (proctor_check_job_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCheckJob, proctor_check_job, PROCTOR, CHECK_JOB, ProctorJob)

ProctorJob *proctor_check_job_new (ProctorSession *session,
                                   const char *const *test_ids,
                                   ProctorCheckContext *context);

GListModel *proctor_check_job_get_results (ProctorCheckJob *self);
guint proctor_check_job_count_tests (ProctorCheckJob *self);
guint proctor_check_job_count (ProctorCheckJob *self,
                               ProctorSeverity severity);

G_END_DECLS
