/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorReportFormat:
 * @PROCTOR_REPORT_HTML: a page that explains itself
 * @PROCTOR_REPORT_JUNIT: what CI servers read
 * @PROCTOR_REPORT_MARKDOWN: for a pull request
 * @PROCTOR_REPORT_CSV: for a spreadsheet
 * @PROCTOR_REPORT_JSON: for a program
 *
 * What the results of an invocation can be written as.
 */
typedef enum
{
  PROCTOR_REPORT_HTML,
  PROCTOR_REPORT_JUNIT,
  PROCTOR_REPORT_MARKDOWN,
  PROCTOR_REPORT_CSV,
  PROCTOR_REPORT_JSON,
} ProctorReportFormat;

#define PROCTOR_N_REPORT_FORMATS (PROCTOR_REPORT_JSON + 1)

const char *proctor_report_format_get_word (ProctorReportFormat format);
const char *proctor_report_format_get_title (ProctorReportFormat format);
const char *proctor_report_format_get_suffix (ProctorReportFormat format);
const char *proctor_report_format_get_media_type (ProctorReportFormat format);
gboolean proctor_report_format_find (const char *word,
                                     ProctorReportFormat *format);

G_END_DECLS
