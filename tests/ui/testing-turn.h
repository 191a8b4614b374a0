/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-run.h"
#include "proctor-turn.h"

G_BEGIN_DECLS

/* Turns that say everything a turn can say. */

ProctorTurn *testing_turn_make_full (GPtrArray *texts) G_GNUC_WARN_UNUSED_RESULT;
ProctorRun *testing_turn_make_long_run (guint n_turns,
                                        gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
