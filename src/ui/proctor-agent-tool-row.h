/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-tool.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_TOOL_ROW (proctor_agent_tool_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentToolRow, proctor_agent_tool_row, PROCTOR, AGENT_TOOL_ROW, AdwExpanderRow)

GtkWidget *proctor_agent_tool_row_new (ProctorAgentTool *tool);

G_END_DECLS
