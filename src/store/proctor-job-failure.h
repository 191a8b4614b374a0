/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_JOB_FAILURE (proctor_job_failure_get_type ())

G_DECLARE_FINAL_TYPE (ProctorJobFailure, proctor_job_failure, PROCTOR, JOB_FAILURE, GObject)

ProctorJobFailure *proctor_job_failure_new (const char *id,
                                            const char *name,
                                            const GError *error);

const char *proctor_job_failure_get_id (ProctorJobFailure *self);
const char *proctor_job_failure_get_name (ProctorJobFailure *self);
const GError *proctor_job_failure_get_error (ProctorJobFailure *self);

G_END_DECLS
