/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-review.h"
#include "proctor-run-row.h"
#include "proctor-run.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_VERDICT_REVIEW (proctor_verdict_review_get_type ())

G_DECLARE_FINAL_TYPE (ProctorVerdictReview, proctor_verdict_review, PROCTOR, VERDICT_REVIEW, AdwBin)

void proctor_verdict_review_show (ProctorVerdictReview *self,
                                  ProctorSession *session,
                                  ProctorRun *run,
                                  ProctorRunRow *row);
void proctor_verdict_review_decide (ProctorVerdictReview *self,
                                    ProctorOpinion opinion);
ProctorOpinion proctor_verdict_review_get_opinion (ProctorVerdictReview *self);
void proctor_verdict_review_write_note (ProctorVerdictReview *self);
void proctor_verdict_review_keep (ProctorVerdictReview *self);

G_END_DECLS
