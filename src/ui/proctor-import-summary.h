/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-job.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_IMPORT_SUMMARY (proctor_import_summary_get_type ())

G_DECLARE_FINAL_TYPE (ProctorImportSummary, proctor_import_summary, PROCTOR, IMPORT_SUMMARY, AdwBin)

void proctor_import_summary_set_job (ProctorImportSummary *self,
                                     ProctorJob *job);

G_END_DECLS
