/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "proctor-outcome.h"

G_BEGIN_DECLS

/**
 * ProctorRejudgeVote:
 * @outcome: passed, failed or inconclusive
 * @text: why, a line a criterion
 *
 * What the judge says when it is asked once.
 */
typedef struct
{
  ProctorOutcome outcome;
  char *text;
} ProctorRejudgeVote;

/**
 * ProctorRejudgement:
 * @number: what the history calls it, or 0 before it is kept there
 * @invocation_id: where the run is
 * @run_id: the run
 * @outcome: how the run had ended
 * @run_at: when the run had last changed, in seconds since 1970; one that was run again said something else
 * @n_wanted: how many votes were wanted
 * @votes: (element-type ProctorRejudgeVote): those that were given, which are fewer where it was ended before
 * @judge: (nullable): who judged: `builtin`, or a model
 * @model: (nullable): what the model is called
 * @at: when that was, in seconds since 1970
 *
 * What a judge of one's own has said of a run that was judged before.
 */
typedef struct
{
  gint64 number;
  char *invocation_id;
  char *run_id;
  ProctorOutcome outcome;
  gint64 run_at;
  guint n_wanted;
  GPtrArray *votes;
  char *judge;
  char *model;
  gint64 at;
} ProctorRejudgement;

ProctorRejudgement *proctor_rejudgement_new (const char *invocation_id,
                                             const char *run_id) G_GNUC_WARN_UNUSED_RESULT;
ProctorRejudgement *proctor_rejudgement_copy (const ProctorRejudgement *rejudgement) G_GNUC_WARN_UNUSED_RESULT;
void proctor_rejudgement_free (ProctorRejudgement *rejudgement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorRejudgement, proctor_rejudgement_free)

void proctor_rejudgement_add_vote (ProctorRejudgement *rejudgement,
                                   ProctorOutcome outcome,
                                   const char *text);
guint proctor_rejudgement_count (const ProctorRejudgement *rejudgement,
                                 ProctorOutcome outcome);
ProctorOutcome proctor_rejudgement_get_outcome (const ProctorRejudgement *rejudgement);
gboolean proctor_rejudgement_is_comparable (const ProctorRejudgement *rejudgement);
gboolean proctor_rejudgement_is_builtin (const ProctorRejudgement *rejudgement);

G_END_DECLS
