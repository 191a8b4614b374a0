/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-config-frame.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_EDITOR (proctor_agent_editor_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentEditor, proctor_agent_editor, PROCTOR, AGENT_EDITOR, AdwBin)

GtkWidget *proctor_agent_editor_new (void);

void proctor_agent_editor_set_frame (ProctorAgentEditor *self,
                                     ProctorConfigFrame *frame);
void proctor_agent_editor_set_agent (ProctorAgentEditor *self,
                                     ProctorSession *session,
                                     const char *agent_id,
                                     const char *branch_id);
ProctorConfigDraft *proctor_agent_editor_get_draft (ProctorAgentEditor *self);

G_END_DECLS
