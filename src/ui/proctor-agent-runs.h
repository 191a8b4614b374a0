/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_RUNS (proctor_agent_runs_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentRuns, proctor_agent_runs, PROCTOR, AGENT_RUNS, AdwBin)

void proctor_agent_runs_set_page (ProctorAgentRuns *self,
                                  ProctorAgentPage *page);

G_END_DECLS
