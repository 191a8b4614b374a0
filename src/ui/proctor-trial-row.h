/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-trial-step.h"

G_BEGIN_DECLS

/**
 * ProctorTrialKind:
 * @PROCTOR_TRIAL_CHAT: that the model answers
 * @PROCTOR_TRIAL_TOOLS: that it calls tools
 * @PROCTOR_TRIAL_SCHEMA: that it answers in a form that is asked for, as a judge has to
 *
 * What tests need of a model.
 */
typedef enum
{
  PROCTOR_TRIAL_CHAT,
  PROCTOR_TRIAL_TOOLS,
  PROCTOR_TRIAL_SCHEMA,
} ProctorTrialKind;

#define PROCTOR_TYPE_TRIAL_ROW (proctor_trial_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTrialRow, proctor_trial_row, PROCTOR, TRIAL_ROW, AdwActionRow)

void proctor_trial_row_set_step (ProctorTrialRow *self,
                                 ProctorTrialKind kind,
                                 ProctorTrialStep *step);

G_END_DECLS
