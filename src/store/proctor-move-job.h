/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/* @ids: tests and folders. @folder_id: %NULL takes them out of all folders. */
ProctorJob *proctor_move_job_new (ProctorSession *session,
                                  const char *const *ids,
                                  const char *folder_id);

G_END_DECLS
