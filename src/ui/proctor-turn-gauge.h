/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-turn.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TURN_GAUGE (proctor_turn_gauge_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTurnGauge, proctor_turn_gauge, PROCTOR, TURN_GAUGE, GtkWidget)

void proctor_turn_gauge_set_turn (ProctorTurnGauge *self,
                                  ProctorTurn *turn,
                                  double longest);
double proctor_turn_gauge_find_longest (ProctorTurn *turn);

G_END_DECLS
