/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"

G_BEGIN_DECLS

/**
 * ProctorAgentToolState:
 * @PROCTOR_AGENT_TOOL_LOADING: it is being asked for
 * @PROCTOR_AGENT_TOOL_KNOWN: what there is to know of it is known
 * @PROCTOR_AGENT_TOOL_MISSING: the server has no such tool
 * @PROCTOR_AGENT_TOOL_ERROR: it could not be had
 *
 * What is known of a tool.
 */
typedef enum
{
  PROCTOR_AGENT_TOOL_LOADING,
  PROCTOR_AGENT_TOOL_KNOWN,
  PROCTOR_AGENT_TOOL_MISSING,
  PROCTOR_AGENT_TOOL_ERROR,
} ProctorAgentToolState;

#define PROCTOR_TYPE_AGENT_TOOL (proctor_agent_tool_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentTool, proctor_agent_tool, PROCTOR, AGENT_TOOL, GObject)

ProctorAgentTool *proctor_agent_tool_new (const char *id);
ProctorAgentTool *proctor_agent_tool_new_known (const char *id,
                                                const char *name,
                                                const char *kind,
                                                const char *description);

const char *proctor_agent_tool_get_id (ProctorAgentTool *self);
const char *proctor_agent_tool_get_name (ProctorAgentTool *self);
const char *proctor_agent_tool_get_kind (ProctorAgentTool *self);
const char *proctor_agent_tool_get_description (ProctorAgentTool *self);
ProctorAgentToolState proctor_agent_tool_get_state (ProctorAgentTool *self);
const GError *proctor_agent_tool_get_error (ProctorAgentTool *self);
GListModel *proctor_agent_tool_get_mocks (ProctorAgentTool *self);

void proctor_agent_tool_load (ProctorAgentTool *self,
                              ProctorSession *session,
                              GCancellable *cancellable);

G_END_DECLS
