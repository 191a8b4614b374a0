/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

ProctorJob *proctor_import_job_new (ProctorSession *session,
                                    GPtrArray *rows,
                                    const char *folder_id);

G_END_DECLS
