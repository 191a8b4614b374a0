/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"
#include "proctor-test-kind.h"

G_BEGIN_DECLS

typedef enum
{
  PROCTOR_IMPORT_NEW,
  PROCTOR_IMPORT_CHANGED,
  PROCTOR_IMPORT_SAME,
  PROCTOR_IMPORT_UNREADABLE,
} ProctorImportVerdict;

#define PROCTOR_TYPE_IMPORT_ROW (proctor_import_row_get_type ())

/* Something that was found in the files. Properties (notify): "verdict", "included" (writable; new and changed are). */
G_DECLARE_FINAL_TYPE (ProctorImportRow, proctor_import_row, PROCTOR, IMPORT_ROW, GObject)

const char *proctor_import_row_get_file (ProctorImportRow *self); /* the path, relative to what was chosen */
const char *proctor_import_row_get_name (ProctorImportRow *self); /* of the test; NULL if it can't be read */
ProctorTestKind proctor_import_row_get_kind (ProctorImportRow *self);
const char *proctor_import_row_get_folder (ProctorImportRow *self); /* "Bookings/Late", NULL for none */
ProctorImportVerdict proctor_import_row_get_verdict (ProctorImportRow *self);
const char *proctor_import_row_get_reason (ProctorImportRow *self); /* why it is unreadable; or what is changed: "Success condition, 2 turns" */
gboolean proctor_import_row_get_included (ProctorImportRow *self);
void proctor_import_row_set_included (ProctorImportRow *self,
                                      gboolean included);

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
