/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorReportFunc:
 * @stream: where to
 * @data: what is written
 * @cancellable: (nullable): to give up
 * @error: return location for what went wrong
 *
 * Writes all of a file.
 *
 * Returns: whether it could
 */
typedef gboolean (*ProctorReportFunc) (GOutputStream *stream,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error);

gboolean proctor_report_file_write (GFile *file,
                                    ProctorReportFunc func,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
