/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

void proctor_mock_rules_check_config (ProctorCall *call,
                                      JsonObject *config,
                                      const char *path);
void proctor_mock_rules_check_list (ProctorCall *call,
                                    JsonNode *mocks,
                                    const char *path);

G_END_DECLS
