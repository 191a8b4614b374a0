/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_TOOLBOX (proctor_agent_toolbox_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentToolbox, proctor_agent_toolbox, PROCTOR, AGENT_TOOLBOX, AdwBin)

void proctor_agent_toolbox_set_page (ProctorAgentToolbox *self,
                                     ProctorAgentPage *page);

G_END_DECLS
