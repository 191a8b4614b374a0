/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-window.h"

G_BEGIN_DECLS

void proctor_window_attach_keys (ProctorWindow *self);
void proctor_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
