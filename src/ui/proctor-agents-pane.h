/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-summary.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENTS_PANE (proctor_agents_pane_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentsPane, proctor_agents_pane, PROCTOR, AGENTS_PANE, AdwBin)

GtkWidget *proctor_agents_pane_new (void);

void proctor_agents_pane_set_session (ProctorAgentsPane *self,
                                      ProctorSession *session);
ProctorAgentSummary *proctor_agents_pane_get_agent (ProctorAgentsPane *self);
void proctor_agents_pane_search (ProctorAgentsPane *self);

G_END_DECLS
