/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_REPEATS_SIDE (proctor_repeats_side_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRepeatsSide, proctor_repeats_side, PROCTOR, REPEATS_SIDE, GtkBox)

void proctor_repeats_side_set_name (ProctorRepeatsSide *self,
                                    const char *name,
                                    const char *title);
void proctor_repeats_side_set_repeats (ProctorRepeatsSide *self,
                                       ProctorSession *session,
                                       GPtrArray *repeats,
                                       guint position);
ProctorRun *proctor_repeats_side_get_run (ProctorRepeatsSide *self);
const char *proctor_repeats_side_get_problem (ProctorRepeatsSide *self);

G_END_DECLS
