/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-health.h"
#include "proctor-library.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_REFRESH_CLOCK (proctor_refresh_clock_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRefreshClock, proctor_refresh_clock, PROCTOR, REFRESH_CLOCK, GObject)

ProctorRefreshClock *proctor_refresh_clock_new (ProctorHealth *health,
                                                ProctorLibrary *library,
                                                gboolean over_network);

void proctor_refresh_clock_start (ProctorRefreshClock *self);
void proctor_refresh_clock_stop (ProctorRefreshClock *self);
void proctor_refresh_clock_set_visible (ProctorRefreshClock *self,
                                        gboolean visible);
void proctor_refresh_clock_note_refresh (ProctorRefreshClock *self);

G_END_DECLS
