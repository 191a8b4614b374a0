/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-prompt.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

void proctor_agent_system_tools_bind (AdwPreferencesGroup *group,
                                      ProctorEditing *editing,
                                      ProctorAgentPrompt *prompt);
void proctor_agent_system_tools_unbind (AdwPreferencesGroup *group);

G_END_DECLS
