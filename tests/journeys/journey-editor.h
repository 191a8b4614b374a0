/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-app.h"

G_BEGIN_DECLS

#define JOURNEY_EDITOR_NAME "Name of the Test"

void journey_editor_open (ProctorTestingApp *app,
                          const char *name);

char *journey_editor_dup_text_of (AtspiAccessible *accessible);
char *journey_editor_dup_text (ProctorTestingApp *app,
                               AtspiRole role,
                               const char *name);
void journey_editor_wait_for_text (ProctorTestingApp *app,
                                   AtspiRole role,
                                   const char *name,
                                   const char *text);

G_END_DECLS
