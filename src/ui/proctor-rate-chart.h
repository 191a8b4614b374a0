/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_RATE_CHART (proctor_rate_chart_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRateChart, proctor_rate_chart, PROCTOR, RATE_CHART, GtkWidget)

void proctor_rate_chart_set_rates (ProctorRateChart *self,
                                   GArray *rates);
char *proctor_rate_chart_dup_words (GArray *rates);

G_END_DECLS
