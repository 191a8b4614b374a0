/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_CHIPS (proctor_run_chips_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunChips, proctor_run_chips, PROCTOR, RUN_CHIPS, AdwBin)

void proctor_run_chips_set_setup (ProctorRunChips *self,
                                  ProctorRunSetup *setup);

G_END_DECLS
