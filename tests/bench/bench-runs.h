/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands before the runs; after them comes "]}". */
#define BENCH_RUNS_HEAD "{\"id\":\"suite_1\",\"agent_id\":\"agent_1\",\"created_at\":1762000000,\"repeat_count\":5,\"bucketing_status\":null,\"result_groups\":[],\"test_runs\":["

void bench_runs_append (GString *text,
                        GRand *rand,
                        guint i,
                        const char *status);
GBytes *bench_runs_make_invocation (guint n_runs,
                                    guint n_changed);

G_END_DECLS
