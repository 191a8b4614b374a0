/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-turn.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TURN_BUBBLE (proctor_turn_bubble_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTurnBubble, proctor_turn_bubble, PROCTOR, TURN_BUBBLE, GtkBox)

GtkWidget *proctor_turn_bubble_new (ProctorTurn *turn);

G_END_DECLS
