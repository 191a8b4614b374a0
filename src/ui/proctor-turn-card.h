/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"
#include "proctor-text-field.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TURN_CARD (proctor_turn_card_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTurnCard, proctor_turn_card, PROCTOR, TURN_CARD, GtkWidget)

GtkWidget *proctor_turn_card_new (ProctorEditing *editing,
                                  gpointer turn);

gpointer proctor_turn_card_get_turn (ProctorTurnCard *self);
ProctorTextField *proctor_turn_card_get_message (ProctorTurnCard *self);
void proctor_turn_card_set_place (ProctorTurnCard *self,
                                  guint position,
                                  guint n_turns);
void proctor_turn_card_reveal (ProctorTurnCard *self,
                               gpointer record,
                               guint field);

G_END_DECLS
