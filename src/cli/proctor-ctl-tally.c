/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-tally.h"

/**
 * proctor_ctl_tally_count:
 * @self: a tally, which counts on
 * @skim: an invocation
 */
void
proctor_ctl_tally_count (ProctorCtlTally *self,
                         ProctorInvocationSkim *skim)
{
  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    self->n[proctor_run_row_get_outcome (proctor_invocation_skim_get_row (skim, i))]++;
}

ProctorCtlPaint
proctor_ctl_outcome_get_paint (ProctorOutcome outcome)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PASSED:
      return PROCTOR_CTL_PAINT_GOOD;
    case PROCTOR_OUTCOME_FAILED:
      return PROCTOR_CTL_PAINT_BAD;
    case PROCTOR_OUTCOME_ERROR:
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return PROCTOR_CTL_PAINT_ODD;
    case PROCTOR_OUTCOME_CANCELLED:
    case PROCTOR_OUTCOME_PENDING:
      return PROCTOR_CTL_PAINT_NONE;
    default:
      g_assert_not_reached ();
    }
}
