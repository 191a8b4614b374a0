/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-database.h"

G_BEGIN_DECLS

/**
 * ProctorAgentState:
 * @agent_id: the agent
 * @branch_id: its branch
 * @version_id: what that is, or was
 * @document: what differs between versions: conversation_config, platform_settings, workflow, …
 *
 * An agent as it is on one branch at one time.
 */
typedef struct
{
  char *agent_id;
  char *branch_id;
  char *version_id;
  JsonObject *document;
} ProctorAgentState;

ProctorAgentState *proctor_agent_state_load (ProctorDatabase *database,
                                             const char *version_id);
void proctor_agent_state_free (ProctorAgentState *version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorAgentState, proctor_agent_state_free)

char *proctor_agent_state_find (ProctorDatabase *database,
                                const char *agent_id,
                                const char *branch_id);
char *proctor_agent_state_commit (ProctorDatabase *database,
                                  const char *agent_id,
                                  const char *branch_id,
                                  const char *parent_id,
                                  const char *description,
                                  JsonObject *document,
                                  gint64 now);
char *proctor_agent_state_begin_branch (ProctorDatabase *database,
                                        const ProctorAgentState *parent,
                                        const char *name,
                                        const char *description,
                                        JsonObject *document,
                                        gint64 now);

G_END_DECLS
