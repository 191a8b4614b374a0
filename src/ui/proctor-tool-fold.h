/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-tool-call.h"
#include "proctor-tool-result.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TOOL_FOLD (proctor_tool_fold_get_type ())

G_DECLARE_FINAL_TYPE (ProctorToolFold, proctor_tool_fold, PROCTOR, TOOL_FOLD, AdwBin)

GtkWidget *proctor_tool_fold_new (ProctorToolCall *call,
                                  ProctorToolResult *result);

G_END_DECLS
