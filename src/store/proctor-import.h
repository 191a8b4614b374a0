/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-import-row.h"
#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_IMPORT (proctor_import_get_type ())

/* Files and folders, looked through; then what is wanted of it is made or changed. */
G_DECLARE_FINAL_TYPE (ProctorImport, proctor_import, PROCTOR, IMPORT, GObject)

/* @files: of GFile, files and folders. @folder_id: where tests of no folder go (NULL: none). */
ProctorImport *proctor_import_new (ProctorSession *session,
                                   GListModel *files,
                                   const char *folder_id);
/* Looks through them (bounded: depth, number, size; links that lead out are not followed) and compares with what the server has. */
void proctor_import_scan_async (ProctorImport *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_import_scan_finish (ProctorImport *self,
                                     GAsyncResult *result,
                                     GError **error);
GListModel *proctor_import_get_rows (ProctorImport *self);
guint proctor_import_count (ProctorImport *self,
                            ProctorImportVerdict verdict);
ProctorJob *proctor_import_make_job (ProctorImport *self); /* of what is included */

G_END_DECLS
