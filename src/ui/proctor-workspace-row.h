/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-desk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_WORKSPACE_ROW (proctor_workspace_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWorkspaceRow, proctor_workspace_row, PROCTOR, WORKSPACE_ROW, AdwExpanderRow)

GtkWidget *proctor_workspace_row_new (ProctorDesk *desk,
                                      ProctorWorkspace *workspace);

G_END_DECLS
