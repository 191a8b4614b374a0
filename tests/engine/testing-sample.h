/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine-calls.h"
#include "proctor-outcome.h"
#include "proctor-provider.h"

G_BEGIN_DECLS

/**
 * TestingSample:
 *
 * The sample workspace in an engine of this process.
 */
typedef struct
{
  EngineCalls calls;
  char *agent_id;
  JsonArray *test_ids;
} TestingSample;

void testing_sample_set_up (TestingSample *sample,
                            gconstpointer user_data);
void testing_sample_tear_down (TestingSample *sample,
                               gconstpointer user_data);

char *testing_sample_dup_branch (TestingSample *sample,
                                 const char *name);
JsonNode *testing_sample_run (TestingSample *sample,
                              ProctorProvider *provider,
                              const char *branch,
                              guint repeat_count);
ProctorOutcome testing_sample_get_outcome (JsonObject *run);

G_END_DECLS
