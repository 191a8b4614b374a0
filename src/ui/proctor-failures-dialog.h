/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-job.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FAILURES_DIALOG (proctor_failures_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFailuresDialog, proctor_failures_dialog, PROCTOR, FAILURES_DIALOG, AdwDialog)

AdwDialog *proctor_failures_dialog_new (ProctorJob *job);

G_END_DECLS
