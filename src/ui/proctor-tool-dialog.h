/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TOOL_DIALOG (proctor_tool_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorToolDialog, proctor_tool_dialog, PROCTOR, TOOL_DIALOG, AdwDialog)

AdwDialog *proctor_tool_dialog_new (ProctorSession *session,
                                    const char *tool_id);

G_END_DECLS
