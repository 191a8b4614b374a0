/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_SHORTCUTS_DIALOG (proctor_shortcuts_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorShortcutsDialog, proctor_shortcuts_dialog, PROCTOR, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *proctor_shortcuts_dialog_new (void);

G_END_DECLS
