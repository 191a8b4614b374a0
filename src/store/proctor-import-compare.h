/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-import-index.h"

G_BEGIN_DECLS

/**
 * ProctorImportProgress:
 *
 * Told how many rows have been compared, and how many there are.
 */
typedef void (*ProctorImportProgress) (guint n_compared,
                                       guint n_rows,
                                       gpointer user_data);

void proctor_import_compare_async (ProctorClient *client,
                                   ProctorImportIndex *index,
                                   GPtrArray *rows,
                                   const char *folder_id,
                                   ProctorImportProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_import_compare_finish (ProctorClient *client,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
