/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"
#include "proctor-test-kind.h"
#include "proctor-turn-card.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TURNS_SECTION (proctor_turns_section_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTurnsSection, proctor_turns_section, PROCTOR, TURNS_SECTION, GtkWidget)

GtkWidget *proctor_turns_section_new (void);

void proctor_turns_section_set_editing (ProctorTurnsSection *self,
                                        ProctorEditing *editing);
void proctor_turns_section_set_kind (ProctorTurnsSection *self,
                                     ProctorTestKind kind);
ProctorTurnCard *proctor_turns_section_get_card (ProctorTurnsSection *self,
                                                 guint position);

G_END_DECLS
