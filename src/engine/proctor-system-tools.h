/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *proctor_system_tools_answer (const char *name,
                                         JsonObject *arguments,
                                         JsonObject *config,
                                         const char *agent_id,
                                         gboolean *ends_call);
char *proctor_system_tools_make_captured (void);

G_END_DECLS
