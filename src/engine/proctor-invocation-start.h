/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

void proctor_invocation_start (ProctorCall *call,
                               const char *agent_id,
                               JsonObject *body);

G_END_DECLS
