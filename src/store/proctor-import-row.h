/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-test-kind.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Views see this header and not where a test's properties are. */
typedef struct _ProctorTest ProctorTest;

/**
 * ProctorImportVerdict:
 * @PROCTOR_IMPORT_NEW: the workspace has no such test
 * @PROCTOR_IMPORT_CHANGED: it has the test, and the file says something else
 * @PROCTOR_IMPORT_SAME: it has the test just as it is in the file
 * @PROCTOR_IMPORT_UNREADABLE: this can't be imported
 *
 * What importing something would do.
 */
typedef enum
{
  PROCTOR_IMPORT_NEW,
  PROCTOR_IMPORT_CHANGED,
  PROCTOR_IMPORT_SAME,
  PROCTOR_IMPORT_UNREADABLE,
} ProctorImportVerdict;

#define PROCTOR_TYPE_IMPORT_ROW (proctor_import_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorImportRow, proctor_import_row, PROCTOR, IMPORT_ROW, GObject)

const char *proctor_import_row_get_file (ProctorImportRow *self);
const char *proctor_import_row_get_name (ProctorImportRow *self);
ProctorTestKind proctor_import_row_get_kind (ProctorImportRow *self);
const char *proctor_import_row_get_folder (ProctorImportRow *self);
ProctorImportVerdict proctor_import_row_get_verdict (ProctorImportRow *self);
const char *proctor_import_row_get_reason (ProctorImportRow *self);
gboolean proctor_import_row_get_included (ProctorImportRow *self);
void proctor_import_row_set_included (ProctorImportRow *self,
                                      gboolean included);
gboolean proctor_import_row_can_include (ProctorImportRow *self);

/* For those who make rows and import them. */
ProctorImportRow *proctor_import_row_new (const char *file,
                                          ProctorTest *test,
                                          const char *const *folders);
ProctorImportRow *proctor_import_row_new_unreadable (const char *file,
                                                     const char *name,
                                                     const char *reason);
void proctor_import_row_set_verdict (ProctorImportRow *self,
                                     ProctorImportVerdict verdict,
                                     const char *reason);
void proctor_import_row_set_target (ProctorImportRow *self,
                                    const char *test_id,
                                    gint64 updated_at);
void proctor_import_row_set_test (ProctorImportRow *self,
                                  ProctorTest *test);
ProctorTest *proctor_import_row_get_test (ProctorImportRow *self);
const char *const *proctor_import_row_get_folders (ProctorImportRow *self);
const char *proctor_import_row_get_target_id (ProctorImportRow *self);
gint64 proctor_import_row_get_target_updated_at (ProctorImportRow *self);

G_END_DECLS
