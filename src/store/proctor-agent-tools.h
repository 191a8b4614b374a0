/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent-tool.h"
#include "proctor-agent.h"

G_BEGIN_DECLS

void proctor_agent_tools_assign (GListStore *tools,
                                 ProctorAgent *agent,
                                 ProctorSession *session,
                                 GCancellable *cancellable);

G_END_DECLS
