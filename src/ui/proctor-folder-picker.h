/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FOLDER_PICKER (proctor_folder_picker_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFolderPicker, proctor_folder_picker, PROCTOR, FOLDER_PICKER, AdwDialog)

void proctor_folder_picker_choose_async (GtkWidget *parent,
                                         ProctorSession *session,
                                         const char *const *moved_ids,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void proctor_folder_picker_choose_place_async (GtkWidget *parent,
                                               ProctorSession *session,
                                               const char *folder_id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
char *proctor_folder_picker_choose_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
