/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-tally.h"

#include <glib/gi18n.h>

/* The order in which they are told. */
static const ProctorOutcome order[] = {
  PROCTOR_OUTCOME_PASSED,
  PROCTOR_OUTCOME_FAILED,
  PROCTOR_OUTCOME_ERROR,
  PROCTOR_OUTCOME_INCONCLUSIVE,
  PROCTOR_OUTCOME_CANCELLED,
  PROCTOR_OUTCOME_PENDING,
};

static char *
format_count (ProctorOutcome outcome,
              guint n)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PASSED:
      return g_strdup_printf (ngettext ("%u passed", "%u passed", n), n);
    case PROCTOR_OUTCOME_FAILED:
      return g_strdup_printf (ngettext ("%u failed", "%u failed", n), n);
    case PROCTOR_OUTCOME_ERROR:
      return g_strdup_printf (ngettext ("%u error", "%u errors", n), n);
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return g_strdup_printf (ngettext ("%u inconclusive", "%u inconclusive", n), n);
    case PROCTOR_OUTCOME_CANCELLED:
      return g_strdup_printf (ngettext ("%u cancelled", "%u cancelled", n), n);
    case PROCTOR_OUTCOME_PENDING:
      return g_strdup_printf (ngettext ("%u pending", "%u pending", n), n);
    default:
      g_assert_not_reached ();
    }
}

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

/**
 * proctor_ctl_tally_format:
 * @self: a tally
 *
 * Returns: (transfer full): it in words
 */
char *
proctor_ctl_tally_format (const ProctorCtlTally *self)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *count = NULL;

      if (self->n[order[i]] == 0)
        continue;
      count = format_count (order[i], self->n[order[i]]);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", count);
    }
  if (text->len == 0)
    g_string_append (text, _ ("no runs"));

  return g_string_free (text, FALSE);
}

const char *
proctor_ctl_outcome_get_word (ProctorOutcome outcome)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PASSED:
      return _ ("passed");
    case PROCTOR_OUTCOME_FAILED:
      return _ ("failed");
    case PROCTOR_OUTCOME_ERROR:
      return _ ("error");
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return _ ("inconclusive");
    case PROCTOR_OUTCOME_CANCELLED:
      return _ ("cancelled");
    case PROCTOR_OUTCOME_PENDING:
      return _ ("pending");
    default:
      g_assert_not_reached ();
    }
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
