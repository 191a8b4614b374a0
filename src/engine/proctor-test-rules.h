/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

const char *proctor_test_rules_check (ProctorCall *call,
                                      JsonObject *body,
                                      const char *kind_before);

G_END_DECLS
