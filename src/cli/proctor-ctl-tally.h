/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl-table.h"
#include "proctor-invocation-skim.h"
#include "proctor-outcome.h"

G_BEGIN_DECLS

/**
 * ProctorCtlTally:
 * @n: how many runs there are of each outcome
 *
 * How many runs ended in which way.
 */
typedef struct
{
  guint n[PROCTOR_OUTCOME_CANCELLED + 1];
} ProctorCtlTally;

void proctor_ctl_tally_count (ProctorCtlTally *self,
                              ProctorInvocationSkim *skim);
char *proctor_ctl_tally_format (const ProctorCtlTally *self);

const char *proctor_ctl_outcome_get_word (ProctorOutcome outcome);
ProctorCtlPaint proctor_ctl_outcome_get_paint (ProctorOutcome outcome);

G_END_DECLS
