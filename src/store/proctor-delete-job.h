/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/* @ids: tests, and folders with all that is in them. The trash uses it. */
ProctorJob *proctor_delete_job_new (ProctorSession *session,
                                    const char *const *ids);

G_END_DECLS
