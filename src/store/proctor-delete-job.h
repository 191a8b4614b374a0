/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DELETE_JOB (proctor_delete_job_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDeleteJob, proctor_delete_job, PROCTOR, DELETE_JOB, ProctorJob)

ProctorJob *proctor_delete_job_new (ProctorSession *session,
                                    const char *const *ids);
ProctorJob *proctor_delete_job_new_for_things (ProctorSession *session,
                                               GPtrArray *things);

GPtrArray *proctor_delete_job_make_things (ProctorLibrary *library,
                                           const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
