/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl-table.h"
#include "proctor-invocation-skim.h"
#include "proctor-matrix-row.h"

G_BEGIN_DECLS

/**
 * ProctorCtlTally:
 * @n: how many runs there are of each outcome
 *
 * How many runs ended in which way.
 */
typedef struct
{
  guint n[PROCTOR_N_OUTCOMES];
} ProctorCtlTally;

void proctor_ctl_tally_count (ProctorCtlTally *self,
                              ProctorInvocationSkim *skim);

ProctorCtlPaint proctor_ctl_outcome_get_paint (ProctorOutcome outcome);

G_END_DECLS
