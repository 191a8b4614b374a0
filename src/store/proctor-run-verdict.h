/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"
#include "proctor-quotes.h"
#include "proctor-run-row.h"
#include "proctor-run.h"
#include "proctor-text-difference.h"

G_BEGIN_DECLS

/**
 * ProctorVerdictPartKind:
 * @PROCTOR_VERDICT_PART_SUMMARY: what all comes to
 * @PROCTOR_VERDICT_PART_CRITERION: what is said of one condition
 * @PROCTOR_VERDICT_PART_NOTE: anything else
 *
 * What a part of a verdict is about.
 */
typedef enum
{
  PROCTOR_VERDICT_PART_SUMMARY,
  PROCTOR_VERDICT_PART_CRITERION,
  PROCTOR_VERDICT_PART_NOTE,
} ProctorVerdictPartKind;

/**
 * ProctorVerdictPart:
 * @kind: what it is about
 * @number: the criterion's number, 0 if there is only one
 * @outcome: how it ended; %PROCTOR_OUTCOME_PENDING if nobody has said
 * @condition: (nullable): what was to be judged, as the test had it then
 * @text: (nullable): what the judge says
 * @contradicts: whether that plainly says the opposite of @outcome
 * @contradiction: which sentence does
 * @quotes: (nullable) (element-type ProctorQuote): what it quotes, once that was looked up
 *
 * A part of a verdict.
 */
typedef struct
{
  ProctorVerdictPartKind kind;
  guint number;
  ProctorOutcome outcome;
  char *condition;
  char *text;
  gboolean contradicts;
  ProctorTextRange contradiction;
  GArray *quotes;
} ProctorVerdictPart;

#define PROCTOR_TYPE_RUN_VERDICT (proctor_run_verdict_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunVerdict, proctor_run_verdict, PROCTOR, RUN_VERDICT, GObject)

ProctorRunVerdict *proctor_run_verdict_new (ProctorRun *run,
                                            ProctorRunRow *row) G_GNUC_WARN_UNUSED_RESULT;

guint proctor_run_verdict_get_n_parts (ProctorRunVerdict *self);
const ProctorVerdictPart *proctor_run_verdict_get_part (ProctorRunVerdict *self,
                                                        guint position);
gboolean proctor_run_verdict_is_builtin (ProctorRunVerdict *self);
gboolean proctor_run_verdict_contradicts (ProctorRunVerdict *self);

void proctor_run_verdict_look_up_async (ProctorRunVerdict *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean proctor_run_verdict_look_up_finish (ProctorRunVerdict *self,
                                             GAsyncResult *result,
                                             GError **error);

GListModel *proctor_run_verdict_dup_turns (ProctorRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
