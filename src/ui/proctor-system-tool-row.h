/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-built-in-tools.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SYSTEM_TOOL_ROW (proctor_system_tool_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSystemToolRow, proctor_system_tool_row, PROCTOR, SYSTEM_TOOL_ROW, AdwExpanderRow)

GtkWidget *proctor_system_tool_row_new (ProctorEditing *editing,
                                        ProctorBuiltInTools *tools,
                                        guint field,
                                        const char *name,
                                        const char *words);

G_END_DECLS
