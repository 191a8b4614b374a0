/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-turn-card.h"

G_BEGIN_DECLS

void proctor_turn_drag_attach (ProctorTurnCard *card,
                               GtkWidget *handle,
                               ProctorEditing *editing);

G_END_DECLS
