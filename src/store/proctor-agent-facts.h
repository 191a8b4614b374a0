/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-test.h"

G_BEGIN_DECLS

char **proctor_agent_facts_dup_tools (ProctorAgent *agent);
char **proctor_agent_facts_dup_variables (ProctorAgent *agent);
char **proctor_agent_facts_dup_placeholders (ProctorAgent *agent);
char **proctor_agent_facts_dup_missing (ProctorAgent *agent,
                                        ProctorTest *test);
gboolean proctor_agent_facts_is_foreign (ProctorAgent *agent,
                                         ProctorTest *test);

G_END_DECLS
