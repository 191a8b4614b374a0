/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"
#include "proctor-turn.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TURN_PARTS (proctor_turn_parts_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTurnParts, proctor_turn_parts, PROCTOR, TURN_PARTS, GtkBox)

GtkWidget *proctor_turn_parts_new (ProctorEditing *editing,
                                   ProctorTurn *turn);

gboolean proctor_turn_parts_has_voices (ProctorTurnParts *self);
gboolean proctor_turn_parts_is_empty (ProctorTurnParts *self);
void proctor_turn_parts_reveal (ProctorTurnParts *self,
                                gpointer record);
void proctor_turn_parts_begin (ProctorTurnParts *self,
                               gpointer tool);
gboolean proctor_turn_parts_get_show_details (ProctorTurnParts *self);
void proctor_turn_parts_set_show_details (ProctorTurnParts *self,
                                          gboolean show_details);

G_END_DECLS
