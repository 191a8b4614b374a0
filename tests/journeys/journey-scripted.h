/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-app.h"
#include "proctor-testing-server.h"

G_BEGIN_DECLS

/* The one test there. */
#define JOURNEY_SCRIPTED_TEST "Refund after 30 days"

/* All of it, with further failing examples, a comma before each. */
#define JOURNEY_SCRIPTED_BODY(more)                                                                                      \
  "{\"id\": \"t1\", \"name\": \"" JOURNEY_SCRIPTED_TEST "\", \"type\": \"llm\", \"success_condition\": \"It refunds.\"," \
  " \"chat_history\": [{\"role\": \"user\", \"message\": \"Hello\", \"time_in_call_secs\": 0}],"                         \
  " \"failure_examples\": [{\"response\": \"No.\", \"type\": \"failure\"}" more "], \"dynamic_variables\": {\"days\": 30}}"

#define JOURNEY_SCRIPTED_TESTS "/v1/convai/agent-testing"
#define JOURNEY_SCRIPTED_AGENTS "/v1/convai/agents"
#define JOURNEY_SCRIPTED_RUNS "/v1/convai/test-invocations"

void journey_scripted_answer (ProctorTestingServer *server,
                              const char *path,
                              const char *body);
void journey_scripted_connect (ProctorTestingApp *app,
                               ProctorTestingServer *server);

G_END_DECLS
