/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_IMPORT_DIALOG (proctor_import_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorImportDialog, proctor_import_dialog, PROCTOR, IMPORT_DIALOG, AdwDialog)

AdwDialog *proctor_import_dialog_new (ProctorSession *session,
                                      GListModel *files,
                                      const char *folder_id);

G_END_DECLS
