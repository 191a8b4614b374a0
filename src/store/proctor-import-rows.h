/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-import-row.h"

G_BEGIN_DECLS

typedef struct _ProctorImportRows ProctorImportRows;

ProctorImportRows *proctor_import_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *proctor_import_rows_free (ProctorImportRows *self) G_GNUC_WARN_UNUSED_RESULT;

guint proctor_import_rows_get_n_tests (ProctorImportRows *self);
void proctor_import_rows_add_test (ProctorImportRows *self,
                                   const char *file,
                                   ProctorTest *test,
                                   const char *const *folders);
void proctor_import_rows_add_problem (ProctorImportRows *self,
                                      const char *file,
                                      const char *name,
                                      const char *reason);
void proctor_import_rows_add_other (ProctorImportRows *self,
                                    const char *file,
                                    const char *what);

G_END_DECLS
