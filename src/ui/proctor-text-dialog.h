/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEXT_DIALOG (proctor_text_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTextDialog, proctor_text_dialog, PROCTOR, TEXT_DIALOG, AdwDialog)

AdwDialog *proctor_text_dialog_new (const char *title,
                                    GBytes *text,
                                    gboolean is_json);

G_END_DECLS
