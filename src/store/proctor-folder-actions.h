/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"

G_BEGIN_DECLS

char *proctor_folder_check_name (const char *name);
char *proctor_folder_check_move (ProctorLibrary *library,
                                 const char *const *ids,
                                 const char *folder_id);

void proctor_folder_create_async (ProctorSession *session,
                                  const char *name,
                                  const char *parent_folder_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *proctor_folder_create_finish (ProctorSession *session,
                                    GAsyncResult *result,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_folder_rename_async (ProctorSession *session,
                                  const char *folder_id,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean proctor_folder_rename_finish (ProctorSession *session,
                                       GAsyncResult *result,
                                       GError **error);

G_END_DECLS
