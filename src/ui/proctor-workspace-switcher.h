/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_WORKSPACE_SWITCHER (proctor_workspace_switcher_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWorkspaceSwitcher, proctor_workspace_switcher, PROCTOR, WORKSPACE_SWITCHER, AdwBin)

void proctor_workspace_switcher_popup (ProctorWorkspaceSwitcher *self);

G_END_DECLS
