/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_HEADER (proctor_agent_header_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentHeader, proctor_agent_header, PROCTOR, AGENT_HEADER, AdwBin)

void proctor_agent_header_set_page (ProctorAgentHeader *self,
                                    ProctorAgentPage *page);

void proctor_agent_header_set_name (ProctorAgentHeader *self,
                                    const char *name);
void proctor_agent_header_set_run_hint (ProctorAgentHeader *self,
                                        const char *hint);

G_END_DECLS
