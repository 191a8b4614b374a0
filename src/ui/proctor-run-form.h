/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_FORM (proctor_run_form_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunForm, proctor_run_form, PROCTOR, RUN_FORM, AdwBin)

void proctor_run_form_set_setup (ProctorRunForm *self,
                                 ProctorRunSetup *setup);
void proctor_run_form_focus_agent (ProctorRunForm *self);
void proctor_run_form_choose_agent (ProctorRunForm *self);

G_END_DECLS
