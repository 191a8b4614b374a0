/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-provider.h"
#include "proctor-verdict.h"

G_BEGIN_DECLS

/**
 * ProctorJudgement:
 * @purpose: whether a condition is judged, or a tool call's parameter
 * @condition: what has to be so
 * @turns: (nullable): what was said
 * @value: (nullable): the parameter's value
 * @test: the test
 * @model: (nullable): which model is wanted
 * @seed: what chance depends on
 * @temperature: how much chance there is in it
 *
 * Something to be judged.
 */
typedef struct
{
  ProctorChatPurpose purpose;
  const char *condition;
  JsonArray *turns;
  const char *value;
  ProctorTest *test;
  const char *model;
  guint64 seed;
  double temperature;
} ProctorJudgement;

void proctor_judge_async (ProctorProvider *provider,
                          const ProctorJudgement *judgement,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
ProctorVerdict *proctor_judge_finish (ProctorProvider *provider,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
