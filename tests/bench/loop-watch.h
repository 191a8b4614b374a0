/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void loop_watch_begin (void);
double loop_watch_get_wall_msecs (void);
double loop_watch_get_cpu_msecs (void);

G_END_DECLS
