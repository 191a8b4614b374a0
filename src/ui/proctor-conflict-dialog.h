/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-draft.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONFLICT_DIALOG (proctor_conflict_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConflictDialog, proctor_conflict_dialog, PROCTOR, CONFLICT_DIALOG, AdwDialog)

AdwDialog *proctor_conflict_dialog_new (ProctorDraft *draft);

G_END_DECLS
