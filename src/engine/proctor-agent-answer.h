/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent-state.h"
#include "proctor-call.h"

G_BEGIN_DECLS

void proctor_agent_answer (ProctorCall *call,
                           const char *agent_id,
                           const ProctorAgentState *version);

G_END_DECLS
