/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorOpinion:
 * @PROCTOR_OPINION_NONE: nobody has decided
 * @PROCTOR_OPINION_AGREE: the judge was right
 * @PROCTOR_OPINION_DISAGREE: the judge was wrong
 *
 * What a person thinks of a verdict. The numbers are kept in the history and therefore never change.
 */
typedef enum
{
  PROCTOR_OPINION_NONE,
  PROCTOR_OPINION_AGREE,
  PROCTOR_OPINION_DISAGREE,
} ProctorOpinion;

/**
 * ProctorReview:
 * @invocation_id: where the run is
 * @run_id: the run
 * @test_id: (nullable): its test
 * @test_name: (nullable): what the test was called
 * @outcome: how the run had ended
 * @run_at: when the run had last changed, in seconds since 1970; one that was run again is to be decided again
 * @opinion: what a person thinks of the verdict
 * @cause: (nullable): what it was due to
 * @note: (nullable): what else there is to say
 * @at: when that was decided, in seconds since 1970
 * @continues: (nullable): the note, as it was kept last, that is still being written; the new one takes its place
 * @is_past: whether another decision on the run has taken its place
 *
 * What a person has decided of a run.
 */
typedef struct
{
  char *invocation_id;
  char *run_id;
  char *test_id;
  char *test_name;
  ProctorOutcome outcome;
  gint64 run_at;
  ProctorOpinion opinion;
  char *cause;
  char *note;
  gint64 at;
  char *continues;
  gboolean is_past;
} ProctorReview;

ProctorReview *proctor_review_copy (const ProctorReview *review) G_GNUC_WARN_UNUSED_RESULT;
void proctor_review_free (ProctorReview *review);

gboolean proctor_review_says_something (const ProctorReview *review);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorReview, proctor_review_free)

/**
 * ProctorReviewTally:
 * @counts: how many verdicts there are by what the judge said, a #ProctorOutcome, and what a person thinks of it, a #ProctorOpinion
 * @n_waiting: how many failures nobody has decided on
 *
 * How well the judge and the people who look at its verdicts agree.
 */
typedef struct
{
  guint counts[PROCTOR_OUTCOME_CANCELLED + 1][PROCTOR_OPINION_DISAGREE + 1];
  guint n_waiting;
} ProctorReviewTally;

guint proctor_review_tally_count (const ProctorReviewTally *tally,
                                  ProctorOpinion opinion);

G_END_DECLS
