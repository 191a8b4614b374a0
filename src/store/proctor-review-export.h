/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-report-format.h"
#include "proctor-session.h"

G_BEGIN_DECLS

char *proctor_review_export_dup_name (ProctorReportFormat format) G_GNUC_WARN_UNUSED_RESULT;
void proctor_review_export_async (ProctorSession *session,
                                  const char *invocation_id,
                                  ProctorReportFormat format,
                                  GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean proctor_review_export_finish (ProctorSession *session,
                                       GAsyncResult *result,
                                       GError **error);

G_END_DECLS
