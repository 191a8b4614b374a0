/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void proctor_open_toggles_show (AdwToggleGroup *group,
                                const char *name);

G_END_DECLS
