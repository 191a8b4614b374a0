/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-folder-item.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FOLDER_CHOICE (proctor_folder_choice_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFolderChoice, proctor_folder_choice, PROCTOR, FOLDER_CHOICE, GtkBox)

void proctor_folder_choice_set_folder (ProctorFolderChoice *self,
                                       ProctorFolderItem *folder,
                                       const char *remark);
void proctor_folder_choice_set_found (ProctorFolderChoice *self,
                                      gboolean found);

G_END_DECLS
