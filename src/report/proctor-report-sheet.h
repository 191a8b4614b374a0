/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-invocation-skim.h"
#include "proctor-matrix.h"
#include "proctor-report-sink.h"
#include "proctor-review.h"

G_BEGIN_DECLS

/**
 * ProctorReportSheet:
 * @sink: (unowned): where it is written
 * @skim: the invocation
 * @matrix: its tests and their repeats
 * @title: what it is called
 * @agent_name: (nullable): what its agent is called
 * @folders: (unowned): in which folder tests are, by their id
 * @reviews: (unowned) (nullable): what people have decided of runs, by their id; %NULL where nobody knows
 * @ended_at: when the last of its runs ended
 * @case_per_test: whether JUnit gets a case for a test, and not for each of its repeats
 *
 * What is written, and where.
 */
typedef struct
{
  ProctorReportSink *sink;
  ProctorInvocationSkim *skim;
  ProctorMatrix *matrix;
  char *title;
  char *agent_name;
  GHashTable *folders;
  GHashTable *reviews;
  gint64 ended_at;
  gboolean case_per_test;
} ProctorReportSheet;

/* One writer a format. */
void proctor_report_write_html (ProctorReportSheet *sheet);
void proctor_report_write_junit (ProctorReportSheet *sheet);
void proctor_report_write_markdown (ProctorReportSheet *sheet);
void proctor_report_write_csv (ProctorReportSheet *sheet);
void proctor_report_write_json (ProctorReportSheet *sheet);

ProctorInvocation *proctor_report_sheet_get_head (const ProctorReportSheet *sheet);
guint proctor_report_sheet_get_n_tests (const ProctorReportSheet *sheet);
ProctorMatrixRow *proctor_report_sheet_get_test (const ProctorReportSheet *sheet,
                                                 guint i);
ProctorRun *proctor_report_sheet_read_run (const ProctorReportSheet *sheet,
                                           const ProctorMatrixCell *cell) G_GNUC_WARN_UNUSED_RESULT;
const char *proctor_report_sheet_get_folder (const ProctorReportSheet *sheet,
                                             ProctorMatrixRow *row);
const ProctorReview *proctor_report_sheet_get_review (const ProctorReportSheet *sheet,
                                                      const ProctorMatrixCell *cell);
char *proctor_report_sheet_dup_case_name (ProctorMatrixRow *row,
                                          guint column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
