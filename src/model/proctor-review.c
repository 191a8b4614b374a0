/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-review.h"

/**
 * proctor_review_copy:
 * @review: a review
 *
 * Returns: (transfer full): another that says the same
 */
ProctorReview *
proctor_review_copy (const ProctorReview *review)
{
  ProctorReview *copy = g_memdup2 (review, sizeof *review);

  copy->invocation_id = g_strdup (review->invocation_id);
  copy->run_id = g_strdup (review->run_id);
  copy->test_id = g_strdup (review->test_id);
  copy->test_name = g_strdup (review->test_name);
  copy->cause = g_strdup (review->cause);
  copy->note = g_strdup (review->note);
  copy->continues = g_strdup (review->continues);

  return copy;
}

/**
 * proctor_review_free:
 * @review: (transfer full): a review
 */
void
proctor_review_free (ProctorReview *review)
{
  g_free (review->invocation_id);
  g_free (review->run_id);
  g_free (review->test_id);
  g_free (review->test_name);
  g_free (review->cause);
  g_free (review->note);
  g_free (review->continues);
  g_free (review);
}

/**
 * proctor_review_says_something:
 * @review: a review
 *
 * Returns: whether there is an opinion, a cause or a note; what was taken back has none of them
 */
gboolean
proctor_review_says_something (const ProctorReview *review)
{
  return review->opinion != PROCTOR_OPINION_NONE || review->cause != NULL || review->note != NULL;
}

/**
 * proctor_review_tally_count:
 * @tally: a tally
 * @opinion: what people think
 *
 * Returns: of how many verdicts they think that
 */
guint
proctor_review_tally_count (const ProctorReviewTally *tally,
                            ProctorOpinion opinion)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tally->counts); i++)
    n += tally->counts[i][opinion];

  return n;
}
