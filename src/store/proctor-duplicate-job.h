/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DUPLICATE_JOB (proctor_duplicate_job_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDuplicateJob, proctor_duplicate_job, PROCTOR, DUPLICATE_JOB, ProctorJob)

ProctorJob *proctor_duplicate_job_new (ProctorSession *session,
                                       const char *const *test_ids);

const char *proctor_duplicate_job_get_last_id (ProctorDuplicateJob *self);

G_END_DECLS
