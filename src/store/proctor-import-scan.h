/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is looked at and kept at most. */
#define PROCTOR_IMPORT_MOST_FILES 20000
#define PROCTOR_IMPORT_MOST_TESTS 20000
#define PROCTOR_IMPORT_MOST_BYTES (16 * 1024 * 1024)
#define PROCTOR_IMPORT_MOST_BYTES_IN_ALL (256 * 1024 * 1024)
#define PROCTOR_IMPORT_MOST_DEPTH 32

void proctor_import_scan_files_async (GListModel *files,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *proctor_import_scan_files_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
