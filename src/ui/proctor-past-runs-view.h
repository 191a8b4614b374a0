/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-past-runs.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PAST_RUNS_VIEW (proctor_past_runs_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPastRunsView, proctor_past_runs_view, PROCTOR, PAST_RUNS_VIEW, AdwBin)

void proctor_past_runs_view_set_up (ProctorPastRunsView *self,
                                    ProctorPastRuns *past);

G_END_DECLS
