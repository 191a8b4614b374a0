/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"
#include "proctor-turn.h"
#include "proctor-written-transcript.h"

G_BEGIN_DECLS

GListModel *proctor_turn_steps_get_turns (ProctorEditing *editing);
gboolean proctor_turn_steps_find (ProctorEditing *editing,
                                  gpointer turn,
                                  guint *position);

void proctor_turn_steps_add (ProctorEditing *editing,
                             guint position);
void proctor_turn_steps_add_as (ProctorEditing *editing,
                                guint position,
                                const char *role);
void proctor_turn_steps_remove (ProctorEditing *editing,
                                gpointer turn);
void proctor_turn_steps_move (ProctorEditing *editing,
                              gpointer turn,
                              guint to);
void proctor_turn_steps_duplicate (ProctorEditing *editing,
                                   gpointer turn);
void proctor_turn_steps_split (ProctorEditing *editing,
                               ProctorTurn *turn,
                               guint offset);
void proctor_turn_steps_set_role (ProctorEditing *editing,
                                  ProctorTurn *turn,
                                  const char *role);
void proctor_turn_steps_paste (ProctorEditing *editing,
                               guint position,
                               guint n_replaced,
                               ProctorWrittenTranscript *transcript);
void proctor_turn_steps_swap_roles (ProctorEditing *editing,
                                    GPtrArray *turns);

void proctor_turn_steps_add_voice (ProctorEditing *editing,
                                   ProctorTurn *turn);
gpointer proctor_turn_steps_add_call (ProctorEditing *editing,
                                      ProctorTurn *turn);
gpointer proctor_turn_steps_add_result (ProctorEditing *editing,
                                        ProctorTurn *turn);

G_END_DECLS
