/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MOVE_JOB (proctor_move_job_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMoveJob, proctor_move_job, PROCTOR, MOVE_JOB, ProctorJob)

ProctorJob *proctor_move_job_new (ProctorSession *session,
                                  const char *const *ids,
                                  const char *folder_id);

G_END_DECLS
