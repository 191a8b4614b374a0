/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-talk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TALK_TURN (proctor_talk_turn_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTalkTurn, proctor_talk_turn, PROCTOR, TALK_TURN, GtkBox)

GtkWidget *proctor_talk_turn_new (ProctorTalk *talk,
                                  ProctorTurn *turn);

G_END_DECLS
