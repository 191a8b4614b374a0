/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void proctor_statistics_wilson (guint n_passed,
                                guint n,
                                double *low,
                                double *high);
double proctor_statistics_pass_power (guint n_passed,
                                      guint n,
                                      guint k);

G_END_DECLS
