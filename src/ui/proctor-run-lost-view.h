/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_LOST_VIEW (proctor_run_lost_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunLostView, proctor_run_lost_view, PROCTOR, RUN_LOST_VIEW, AdwBin)

void proctor_run_lost_view_set_setup (ProctorRunLostView *self,
                                      ProctorRunSetup *setup);

G_END_DECLS
