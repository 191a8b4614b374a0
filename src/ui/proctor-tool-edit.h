/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TOOL_EDIT (proctor_tool_edit_get_type ())

G_DECLARE_FINAL_TYPE (ProctorToolEdit, proctor_tool_edit, PROCTOR, TOOL_EDIT, AdwBin)

GtkWidget *proctor_tool_edit_new (ProctorEditing *editing,
                                  gpointer record);
void proctor_tool_edit_reveal (ProctorToolEdit *self);

G_END_DECLS
