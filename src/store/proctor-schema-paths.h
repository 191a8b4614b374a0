/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-tool-config.h"

G_BEGIN_DECLS

char **proctor_schema_paths_dup (ProctorToolConfig *config);
GPtrArray *proctor_schema_paths_dup_nodes (ProctorAgent *agent);

G_END_DECLS
