/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-config-draft.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONFIG_FRAME (proctor_config_frame_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConfigFrame, proctor_config_frame, PROCTOR, CONFIG_FRAME, AdwBin)

GtkWidget *proctor_config_frame_new (void);

void proctor_config_frame_set_draft (ProctorConfigFrame *self,
                                     ProctorConfigDraft *draft,
                                     ProctorEditing *editing);
gboolean proctor_config_frame_save (ProctorConfigFrame *self);

G_END_DECLS
