/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-desk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PREFERENCES_DIALOG (proctor_preferences_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPreferencesDialog, proctor_preferences_dialog, PROCTOR, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *proctor_preferences_dialog_new (GSettings *settings,
                                           ProctorDesk *desk);

G_END_DECLS
