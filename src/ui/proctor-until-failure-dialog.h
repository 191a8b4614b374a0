/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-matrix-view.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_UNTIL_FAILURE_DIALOG (proctor_until_failure_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorUntilFailureDialog, proctor_until_failure_dialog, PROCTOR, UNTIL_FAILURE_DIALOG, AdwAlertDialog)

AdwDialog *proctor_until_failure_dialog_new (ProctorSession *session,
                                             ProctorWatcher *watcher,
                                             ProctorMatrixView *view);

G_END_DECLS
