/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/* Views see this header, and not what the workspace is asked with. */
typedef struct _ProctorImportIndex ProctorImportIndex;

#define PROCTOR_TYPE_IMPORT_JOB (proctor_import_job_get_type ())

G_DECLARE_FINAL_TYPE (ProctorImportJob, proctor_import_job, PROCTOR, IMPORT_JOB, ProctorJob)

ProctorJob *proctor_import_job_new (ProctorSession *session,
                                    ProctorImportIndex *index,
                                    GPtrArray *rows,
                                    const char *folder_id);

guint proctor_import_job_count (ProctorImportJob *self,
                                gboolean made);

G_END_DECLS
