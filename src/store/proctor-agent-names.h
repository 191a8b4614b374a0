/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"

G_BEGIN_DECLS

/* Views see this header and not that layer's. */
typedef struct _ProctorClient ProctorClient;

#define PROCTOR_TYPE_AGENT_NAMES (proctor_agent_names_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentNames, proctor_agent_names, PROCTOR, AGENT_NAMES, GObject)

ProctorAgentNames *proctor_agent_names_new (ProctorClient *client,
                                            ProctorHistory *history,
                                            const char *workspace_id) G_GNUC_WARN_UNUSED_RESULT;
void proctor_agent_names_stop (ProctorAgentNames *self);
void proctor_agent_names_refresh (ProctorAgentNames *self,
                                  gboolean thorough);

const char *proctor_agent_names_get_agent (ProctorAgentNames *self,
                                           const char *agent_id);
const char *proctor_agent_names_get_branch (ProctorAgentNames *self,
                                            const char *agent_id,
                                            const char *branch_id);
char *proctor_agent_names_dup_place (ProctorAgentNames *self,
                                     const char *agent_id,
                                     const char *branch_id);

G_END_DECLS
