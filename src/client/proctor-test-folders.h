/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-folder.h"

G_BEGIN_DECLS

void proctor_test_folders_create_async (ProctorClient *client,
                                        const char *name,
                                        const char *parent_folder_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
ProctorFolder *proctor_test_folders_create_finish (ProctorClient *client,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_test_folders_get_async (ProctorClient *client,
                                     const char *folder_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorFolder *proctor_test_folders_get_finish (ProctorClient *client,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_test_folders_rename_async (ProctorClient *client,
                                        const char *folder_id,
                                        const char *name,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
ProctorFolder *proctor_test_folders_rename_finish (ProctorClient *client,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_test_folders_delete_async (ProctorClient *client,
                                        const char *folder_id,
                                        gboolean with_contents,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean proctor_test_folders_delete_finish (ProctorClient *client,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
