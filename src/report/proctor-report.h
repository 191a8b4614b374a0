/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-report-format.h"
#include "proctor-review.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_REPORT (proctor_report_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReport, proctor_report, PROCTOR, REPORT, GObject)

ProctorReport *proctor_report_new (GBytes *body) G_GNUC_WARN_UNUSED_RESULT;

void proctor_report_set_title (ProctorReport *self,
                               const char *title);
void proctor_report_set_agent_name (ProctorReport *self,
                                    const char *name);
void proctor_report_set_folder (ProctorReport *self,
                                const char *test_id,
                                const char *folder);
void proctor_report_add_reviews (ProctorReport *self,
                                 GPtrArray *reviews);
void proctor_report_set_case_per_test (ProctorReport *self,
                                       gboolean case_per_test);

gboolean proctor_report_write (ProctorReport *self,
                               ProctorReportFormat format,
                               GOutputStream *stream,
                               GCancellable *cancellable,
                               GError **error);
void proctor_report_save_async (ProctorReport *self,
                                ProctorReportFormat format,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_report_save_finish (ProctorReport *self,
                                     GAsyncResult *result,
                                     GError **error);

G_END_DECLS
