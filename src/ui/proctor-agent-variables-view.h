/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_VARIABLES_VIEW (proctor_agent_variables_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentVariablesView, proctor_agent_variables_view, PROCTOR, AGENT_VARIABLES_VIEW, AdwBin)

void proctor_agent_variables_view_set_page (ProctorAgentVariablesView *self,
                                            ProctorAgentPage *page);

G_END_DECLS
