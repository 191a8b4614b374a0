/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-outcome.h"

G_BEGIN_DECLS

#define PROCTOR_RUN_BAR_N_OUTCOMES (PROCTOR_OUTCOME_CANCELLED + 1)

#define PROCTOR_TYPE_RUN_BAR (proctor_run_bar_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunBar, proctor_run_bar, PROCTOR, RUN_BAR, GtkWidget)

void proctor_run_bar_set_counts (ProctorRunBar *self,
                                 const guint *counts);

G_END_DECLS
