/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine-stub.h"
#include "proctor-testing-app.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Two of the sample's tests that ask a model twice: for a reply, and whether it is as expected. */
#define JOURNEY_RUNNING_REFUND "Promises no refund"
#define JOURNEY_RUNNING_HOURS "Says when the reception is open"
#define JOURNEY_RUNNING_QUESTIONS 2

void journey_running_use_model (ProctorTestingApp *app,
                                EngineStub *stub);

void journey_running_choose_two (ProctorTestingApp *app);
void journey_running_start (ProctorTestingApp *app,
                            const char *times,
                            const char *total);

guint journey_running_count (ProctorTestingApp *app,
                             guint *n_runs,
                             guint *n_pending);
JsonNode *journey_running_get_newest (ProctorTestingApp *app);
void journey_running_wait_until_held (EngineStub *stub,
                                      guint n_questions);
void journey_running_wait_until_ended (ProctorTestingApp *app);

G_END_DECLS
