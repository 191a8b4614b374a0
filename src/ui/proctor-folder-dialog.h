/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FOLDER_DIALOG (proctor_folder_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFolderDialog, proctor_folder_dialog, PROCTOR, FOLDER_DIALOG, AdwDialog)

AdwDialog *proctor_folder_dialog_new (ProctorSession *session,
                                      const char *parent_id);
AdwDialog *proctor_folder_dialog_new_rename (ProctorSession *session,
                                             const char *folder_id);
AdwDialog *proctor_folder_dialog_new_rename_test (ProctorSession *session,
                                                  const char *test_id);

G_END_DECLS
