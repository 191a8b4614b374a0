/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

void proctor_turn_rules_check (ProctorCall *call,
                               JsonObject *owner,
                               const char *member,
                               const char *path);

G_END_DECLS
