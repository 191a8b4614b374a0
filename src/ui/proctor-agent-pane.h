/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"
#include "proctor-agent-summary.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_PANE (proctor_agent_pane_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentPane, proctor_agent_pane, PROCTOR, AGENT_PANE, AdwBin)

GtkWidget *proctor_agent_pane_new (void);

void proctor_agent_pane_set_session (ProctorAgentPane *self,
                                     ProctorSession *session);
void proctor_agent_pane_set_agent (ProctorAgentPane *self,
                                   ProctorAgentSummary *agent);
ProctorAgentPage *proctor_agent_pane_get_page (ProctorAgentPane *self);
void proctor_agent_pane_edit (ProctorAgentPane *self,
                              const char *action);
GtkBox *proctor_agent_pane_get_configuration (ProctorAgentPane *self);

G_END_DECLS
