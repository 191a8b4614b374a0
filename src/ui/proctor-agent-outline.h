/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_OUTLINE (proctor_agent_outline_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentOutline, proctor_agent_outline, PROCTOR, AGENT_OUTLINE, AdwBin)

void proctor_agent_outline_set_page (ProctorAgentOutline *self,
                                     ProctorAgentPage *page);

G_END_DECLS
