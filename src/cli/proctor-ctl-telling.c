/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-telling.h"

#include <glib/gi18n.h>

#include "proctor-report-words.h"

/**
 * ProctorCtlTelling:
 *
 * What is told of the runs of an invocation: which they are, so that one can be told from the next,
 * and why they ended as they did.
 */
struct _ProctorCtlTelling
{
  /* Owned */
  ProctorInvocationSkim *skim;
  GHashTable *counts;
};

/* The runs of a test on a node of a workflow are repetitions of each other. */
static char *
make_key (ProctorRunRow *row)
{
  const char *test = proctor_run_row_get_test_id (row);
  const char *node = proctor_run_row_get_workflow_node_id (row);

  return g_strdup_printf ("%s\n%s", test != NULL ? test : "", node != NULL ? node : "");
}

static guint
get_count (ProctorCtlTelling *self,
           const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, key));
}

/**
 * proctor_ctl_telling_new:
 * @skim: an invocation
 *
 * Returns: (transfer full): what is told of its runs
 */
ProctorCtlTelling *
proctor_ctl_telling_new (ProctorInvocationSkim *skim)
{
  ProctorCtlTelling *self = g_new0 (ProctorCtlTelling, 1);

  self->skim = g_object_ref (skim);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    {
      char *key = make_key (proctor_invocation_skim_get_row (skim, i));
      guint count = get_count (self, key);

      g_hash_table_replace (self->counts, key, GUINT_TO_POINTER (count + 1));
    }

  return self;
}

void
proctor_ctl_telling_free (ProctorCtlTelling *self)
{
  g_clear_object (&self->skim);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_free (self);
}

/**
 * proctor_ctl_telling_dup_name:
 * @self: what is told of runs
 * @position: which run
 *
 * Returns: (transfer full): the test's name, and which repetition it is if there are several
 */
char *
proctor_ctl_telling_dup_name (ProctorCtlTelling *self,
                              guint position)
{
  ProctorRunRow *row = proctor_invocation_skim_get_row (self->skim, position);
  g_autofree char *key = make_key (row);
  g_autofree char *name = g_strdup (proctor_run_row_get_test_name (row));
  guint count = get_count (self, key);

  if (name != NULL)
    g_strstrip (name);
  if (name == NULL || *name == '\0')
    g_set_str (&name, proctor_run_row_get_test_id (row));
  if (name == NULL || *name == '\0')
    g_set_str (&name, "-");
  if (count < 2 || proctor_run_row_get_test_id (row) == NULL)
    return g_steal_pointer (&name);

  /* Translators: a test's name, and which of its repetitions, as in "Greets (3 of 5)". */
  return g_strdup_printf (_ ("%s (%u of %u)"), name, (guint) proctor_run_row_get_repetition (row), count);
}

/**
 * proctor_ctl_telling_dup_reasons:
 * @self: what is told of runs
 * @position: which run
 *
 * Returns: (transfer full): why a run that has not passed ended as it did, one thing after the other
 */
char **
proctor_ctl_telling_dup_reasons (ProctorCtlTelling *self,
                                 guint position)
{
  ProctorRunRow *row = proctor_invocation_skim_get_row (self->skim, position);
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
  g_autoptr (ProctorRun) run = NULL;

  if (proctor_run_row_get_problem (row) == NULL && (outcome == PROCTOR_OUTCOME_PASSED || outcome == PROCTOR_OUTCOME_PENDING))
    return g_new0 (char *, 1);

  run = proctor_invocation_skim_dup_run (self->skim, position, NULL);

  return proctor_report_dup_reasons (row, run);
}
