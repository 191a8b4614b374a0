/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-sync-item.h"

G_BEGIN_DECLS

typedef struct _ProctorSyncFolder ProctorSyncFolder;

ProctorSyncFolder *proctor_sync_folder_new (GFile *root,
                                            const char *target) G_GNUC_WARN_UNUSED_RESULT;
void proctor_sync_folder_free (ProctorSyncFolder *self);

gboolean proctor_sync_folder_read (ProctorSyncFolder *self,
                                   GPtrArray *items,
                                   GError **error);
GHashTable *proctor_sync_folder_read_tools (ProctorSyncFolder *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_sync_folder_write_tools (ProctorSyncFolder *self,
                                          GHashTable *tools,
                                          GError **error);
void proctor_sync_folder_place (ProctorSyncFolder *self,
                                GPtrArray *items);

gboolean proctor_sync_folder_write_test (ProctorSyncFolder *self,
                                         ProctorSyncItem *item,
                                         GBytes *text,
                                         GError **error);
gboolean proctor_sync_folder_remove_test (ProctorSyncFolder *self,
                                          ProctorSyncItem *item,
                                          GError **error);
gboolean proctor_sync_folder_write_base (ProctorSyncFolder *self,
                                         ProctorSyncItem *item,
                                         GBytes *source,
                                         GError **error);
gboolean proctor_sync_folder_remove_base (ProctorSyncFolder *self,
                                          ProctorSyncItem *item,
                                          GError **error);
gboolean proctor_sync_folder_commit (ProctorSyncFolder *self,
                                     GPtrArray *items,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorSyncFolder, proctor_sync_folder_free)

G_END_DECLS
