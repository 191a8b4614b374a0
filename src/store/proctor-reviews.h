/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"
#include "proctor-review.h"
#include "proctor-run-row.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_REVIEWS (proctor_reviews_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReviews, proctor_reviews, PROCTOR, REVIEWS, GObject)

ProctorReviews *proctor_reviews_new (ProctorHistory *history,
                                     const char *workspace_id,
                                     const char *invocation_id) G_GNUC_WARN_UNUSED_RESULT;

gboolean proctor_reviews_is_loaded (ProctorReviews *self);
const GError *proctor_reviews_get_error (ProctorReviews *self);
guint proctor_reviews_get_n_reviews (ProctorReviews *self);
const ProctorReview *proctor_reviews_get_review (ProctorReviews *self,
                                                 guint i);
const ProctorReview *proctor_reviews_find (ProctorReviews *self,
                                           ProctorRunRow *run);
const ProctorReviewTally *proctor_reviews_get_tally (ProctorReviews *self);

G_END_DECLS
