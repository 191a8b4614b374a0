/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_DIALOG (proctor_run_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunDialog, proctor_run_dialog, PROCTOR, RUN_DIALOG, AdwDialog)

AdwDialog *proctor_run_dialog_new (ProctorRunSetup *setup);
ProctorSession *proctor_run_dialog_get_session (ProctorRunDialog *self);

G_END_DECLS
