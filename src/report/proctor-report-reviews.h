/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-report-format.h"
#include "proctor-review.h"

G_BEGIN_DECLS

const char *proctor_report_get_opinion_id (ProctorOpinion opinion);
const char *proctor_report_get_opinion_word (ProctorOpinion opinion);
void proctor_report_reviews_save_async (GPtrArray *reviews,
                                        ProctorReportFormat format,
                                        GFile *file,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean proctor_report_reviews_save_finish (GAsyncResult *result,
                                             GError **error);

G_END_DECLS
