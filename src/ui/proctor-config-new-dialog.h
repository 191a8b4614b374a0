/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-config-draft.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONFIG_NEW_DIALOG (proctor_config_new_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConfigNewDialog, proctor_config_new_dialog, PROCTOR, CONFIG_NEW_DIALOG, AdwDialog)

AdwDialog *proctor_config_new_dialog_new (ProctorSession *session,
                                          ProctorConfigKind kind);

G_END_DECLS
