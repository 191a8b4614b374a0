/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-app.h"
#include "proctor-testing-server.h"

G_BEGIN_DECLS

/* The one test there. */
#define JOURNEY_SCRIPTED_TEST "Refund after 30 days"

#define JOURNEY_SCRIPTED_AGENTS "/v1/convai/agents"
#define JOURNEY_SCRIPTED_RUNS "/v1/convai/test-invocations"

void journey_scripted_answer (ProctorTestingServer *server,
                              const char *path,
                              const char *body);
void journey_scripted_connect (ProctorTestingApp *app,
                               ProctorTestingServer *server);

G_END_DECLS
