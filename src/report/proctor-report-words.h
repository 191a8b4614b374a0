/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-matrix-row.h"
#include "proctor-run.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"

G_BEGIN_DECLS

const char *proctor_report_get_outcome_word (ProctorOutcome outcome);
const char *proctor_report_get_outcome_id (ProctorOutcome outcome);
const char *proctor_report_get_test_name (ProctorMatrixRow *row);
const char *proctor_report_get_role_word (const char *role);
char **proctor_report_dup_reasons (ProctorRunRow *row,
                                   ProctorRun *run) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_report_dup_counts (const guint *counts) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_report_dup_interval (ProctorMatrixRow *row) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_report_dup_time (gint64 time) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_report_dup_stamp (gint64 time) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_report_dup_number (double number) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_report_dup_message (ProctorTurn *turn) G_GNUC_WARN_UNUSED_RESULT;
void proctor_report_append_transcript (GString *text,
                                       ProctorRun *run);

gboolean proctor_report_has_price (ProctorRunRow *row);
gboolean proctor_report_sum_price (ProctorMatrixRow *row,
                                   double *price);

G_END_DECLS
