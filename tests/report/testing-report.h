/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-report.h"

G_BEGIN_DECLS

/* What wants to be taken for part of a report: a script, the end of a CDATA section and of a table's cell, quotes,
 * a formula, a control character, a character that turns the text around, and a person who is called. */
#define TESTING_NASTY_JSON "=<script>alert(1)</script>]]>&amp;|\\\"'\\u0001\\u202e@team #12\\n\\n# Title```"

char *testing_report_dup_invocation (void) G_GNUC_WARN_UNUSED_RESULT;
char *testing_report_dup_large (guint n_runs) G_GNUC_WARN_UNUSED_RESULT;
char *testing_report_write (const char *invocation,
                            ProctorReportFormat format,
                            gboolean case_per_test) G_GNUC_WARN_UNUSED_RESULT;
char *testing_report_query (const char *document,
                            const char *xpath) G_GNUC_WARN_UNUSED_RESULT;
void testing_report_check_schema (const char *document);
GPtrArray *testing_report_parse_csv (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
