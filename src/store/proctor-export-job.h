/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/* One file a test below test_configs/ (folders kept), and tests.json, the layout of the official command line. Whoever
 * exports into a folder that has such a tests.json keeps its other entries. Writes are atomic, in a thread. */
ProctorJob *proctor_export_job_new (ProctorSession *session,
                                    const char *const *test_ids,
                                    GFile *folder);

G_END_DECLS
