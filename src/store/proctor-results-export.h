/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-report-format.h"
#include "proctor-session.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

char *proctor_results_export_dup_name (ProctorWatcher *watcher,
                                       ProctorReportFormat format) G_GNUC_WARN_UNUSED_RESULT;
void proctor_results_export_async (ProctorSession *session,
                                   ProctorWatcher *watcher,
                                   ProctorReportFormat format,
                                   gboolean case_per_test,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_results_export_finish (ProctorWatcher *watcher,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
