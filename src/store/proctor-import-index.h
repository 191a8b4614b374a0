/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-test-summary.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_IMPORT_INDEX (proctor_import_index_get_type ())

G_DECLARE_FINAL_TYPE (ProctorImportIndex, proctor_import_index, PROCTOR, IMPORT_INDEX, GObject)

ProctorImportIndex *proctor_import_index_new (ProctorClient *client);

void proctor_import_index_load_async (ProctorImportIndex *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean proctor_import_index_load_finish (ProctorImportIndex *self,
                                           GAsyncResult *result,
                                           GError **error);

ProctorTestSummary *proctor_import_index_find (ProctorImportIndex *self,
                                               const char *test_id);
GPtrArray *proctor_import_index_find_named (ProctorImportIndex *self,
                                            const char *kind,
                                            const char *name,
                                            const char *folder_id);
const char *proctor_import_index_find_folder (ProctorImportIndex *self,
                                              const char *parent_id,
                                              const char *name);
void proctor_import_index_add_folder (ProctorImportIndex *self,
                                      const char *parent_id,
                                      const char *name,
                                      const char *id);
gboolean proctor_import_index_find_path (ProctorImportIndex *self,
                                         const char *folder_id,
                                         const char *const *names,
                                         const char **found);

G_END_DECLS
