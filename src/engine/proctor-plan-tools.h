/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-run-plan.h"

G_BEGIN_DECLS

void proctor_plan_tools_load (GPtrArray *tools,
                              ProctorDatabase *database,
                              JsonObject *prompt);
void proctor_plan_tool_free (gpointer data);

G_END_DECLS
