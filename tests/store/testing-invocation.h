/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TestingRun:
 * @test_id: (nullable): the test; "test_1" if it is %NULL
 * @status: (nullable): its status; "passed" if it is %NULL
 * @result: (nullable): its condition's result
 * @at: when it ended
 * @said: (nullable): what the agent said
 *
 * A run of an invocation.
 */
typedef struct
{
  const char *test_id;
  const char *status;
  const char *result;
  gint64 at;
  const char *said;
  const char *tool;
} TestingRun;

char *testing_invocation_make (const char *id,
                               const char *members,
                               const TestingRun *runs,
                               guint n_runs) G_GNUC_WARN_UNUSED_RESULT;
GBytes *testing_invocation_make_bytes (const char *id,
                                       const char *members,
                                       const TestingRun *runs,
                                       guint n_runs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
