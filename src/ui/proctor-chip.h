/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void proctor_chip_fill (AdwWrapBox *box,
                        GPtrArray *chips);

G_END_DECLS
