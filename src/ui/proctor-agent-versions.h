/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_VERSIONS (proctor_agent_versions_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentVersions, proctor_agent_versions, PROCTOR, AGENT_VERSIONS, AdwBin)

void proctor_agent_versions_set_page (ProctorAgentVersions *self,
                                      ProctorAgentPage *page);

G_END_DECLS
