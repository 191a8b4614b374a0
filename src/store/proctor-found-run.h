/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "proctor-outcome.h"
#include "proctor-review.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FOUND_RUN (proctor_found_run_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFoundRun, proctor_found_run, PROCTOR, FOUND_RUN, GObject)

const char *proctor_found_run_get_invocation_id (ProctorFoundRun *self);
const char *proctor_found_run_get_run_id (ProctorFoundRun *self);
const char *proctor_found_run_get_test_name (ProctorFoundRun *self);
const char *proctor_found_run_get_agent_id (ProctorFoundRun *self);
ProctorOutcome proctor_found_run_get_outcome (ProctorFoundRun *self);
gint64 proctor_found_run_get_at (ProctorFoundRun *self);
const ProctorReview *proctor_found_run_get_review (ProctorFoundRun *self);
char *proctor_found_run_dup_text (ProctorFoundRun *self) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_found_run_dup_words (ProctorFoundRun *self) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_found_run_dup_markup (ProctorFoundRun *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
