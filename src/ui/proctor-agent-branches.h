/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_BRANCHES (proctor_agent_branches_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentBranches, proctor_agent_branches, PROCTOR, AGENT_BRANCHES, AdwBin)

void proctor_agent_branches_set_page (ProctorAgentBranches *self,
                                      ProctorAgentPage *page);

G_END_DECLS
