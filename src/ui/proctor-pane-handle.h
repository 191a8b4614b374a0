/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_PANE_HANDLE (proctor_pane_handle_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPaneHandle, proctor_pane_handle, PROCTOR, PANE_HANDLE, GtkWidget)

double proctor_pane_handle_get_width (ProctorPaneHandle *self);
void proctor_pane_handle_set_width (ProctorPaneHandle *self,
                                    double width);

G_END_DECLS
