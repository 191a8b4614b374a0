/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"

G_BEGIN_DECLS

/* Sentence for a person if @name will not do as a folder's or test's name (blank, too long), else NULL. */
char *proctor_folder_check_name (const char *name);
/* Sentence if the folders @ids can't be moved into @folder_id (a folder into itself or below it), else NULL. */
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
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT; /* its id */
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
