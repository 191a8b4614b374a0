/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-window.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ARRIVAL (proctor_arrival_get_type ())

G_DECLARE_FINAL_TYPE (ProctorArrival, proctor_arrival, PROCTOR, ARRIVAL, GObject)

void proctor_arrival_follow_link (ProctorWindow *window,
                                  const char *text);
void proctor_arrival_begin_test (ProctorWindow *window);
void proctor_arrival_rerun_last (ProctorWindow *window);

G_END_DECLS
