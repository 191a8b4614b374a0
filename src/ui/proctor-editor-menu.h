/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-draft.h"

G_BEGIN_DECLS

void proctor_editor_menu_fill (GMenu *menu,
                               ProctorDraft *draft);

G_END_DECLS
