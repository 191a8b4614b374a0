/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_REPEATS_DIALOG (proctor_repeats_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRepeatsDialog, proctor_repeats_dialog, PROCTOR, REPEATS_DIALOG, AdwDialog)

AdwDialog *proctor_repeats_dialog_new (ProctorSession *session,
                                       ProctorWatcher *watcher,
                                       const char *run_id,
                                       const char *other_run_id);
guint proctor_repeats_dialog_get_n_differences (ProctorRepeatsDialog *self);
guint proctor_repeats_dialog_get_current (ProctorRepeatsDialog *self);

G_END_DECLS
