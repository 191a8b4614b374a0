/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TOOL_NAME_ROW (proctor_tool_name_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorToolNameRow, proctor_tool_name_row, PROCTOR, TOOL_NAME_ROW, AdwEntryRow)

GtkWidget *proctor_tool_name_row_new (ProctorEditing *editing,
                                      gpointer record);

G_END_DECLS
