/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-review.h"

G_BEGIN_DECLS

char *proctor_review_words_dup (const ProctorReview *review) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_review_words_dup_several (const ProctorReview *const *reviews,
                                        guint n_reviews,
                                        guint n_runs) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_review_words_dup_past (const ProctorReview *review,
                                     gint64 run_at) G_GNUC_WARN_UNUSED_RESULT;
const char *proctor_review_words_get_verdict (ProctorOutcome outcome);
char *proctor_review_words_dup_share (guint n_agreed,
                                      guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
