/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/* "Name (copy)", in the same folder. What makes something is never sent twice. */
ProctorJob *proctor_duplicate_job_new (ProctorSession *session,
                                       const char *const *test_ids);

G_END_DECLS
