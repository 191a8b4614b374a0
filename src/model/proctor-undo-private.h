/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-change.h"
#include "proctor-undo.h"

G_BEGIN_DECLS

/* What the changes know of the steps. */

gboolean proctor_undo_has_begun (ProctorUndo *self);
void proctor_undo_note (ProctorUndo *self,
                        ProctorChange *change);

G_END_DECLS
