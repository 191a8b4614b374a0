/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-want.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-ctl-output.h"
#include "proctor-matrix.h"
#include "proctor-report-format.h"

void
proctor_ctl_want_clear (ProctorCtlWant *self)
{
  g_clear_pointer (&self->required, g_strfreev);
  g_clear_pointer (&self->reports, g_strfreev);
}

static gboolean
check_percentage (const char *option,
                  int percentage)
{
  if (percentage >= 0 && percentage <= 100)
    return TRUE;

  proctor_ctl_complain (_ ("%s takes a percentage, from 0 to 100."), option);

  return FALSE;
}

/* Before anything is run, because that costs. */
static gboolean
check_report (const char *report)
{
  const char *file = strchr (report, '=');
  g_autofree char *word = file != NULL ? g_strndup (report, (gsize) (file - report)) : NULL;
  g_autofree char *folder = file != NULL ? g_path_get_dirname (file + 1) : NULL;
  ProctorReportFormat format;

  if (file == NULL || file[1] == '\0')
    {
      proctor_ctl_complain (_ ("--report takes a format and a file, as in “junit=results.xml”."));
      return FALSE;
    }
  if (!proctor_report_format_find (word, &format))
    {
      proctor_ctl_complain (_ ("There is no report “%s”. There are html, junit, markdown, csv and json."), word);
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      proctor_ctl_complain (_ ("There is no folder “%s” to write a report into."), folder);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check (ProctorCtlWant *self)
{
  if (self->fail_under == -1)
    self->fail_under = self->fail_under_each > 0 ? 0 : 100;
  if (!check_percentage ("--fail-under", self->fail_under) || !check_percentage ("--fail-under-each", self->fail_under_each))
    return FALSE;
  if (self->timeout < 0)
    {
      proctor_ctl_complain (_ ("--timeout takes a number of seconds, or 0 for no limit."));
      return FALSE;
    }
  for (gsize i = 0; self->required != NULL && self->required[i] != NULL; i++)
    {
      if (!proctor_ctl_check_id ("--required", self->required[i]))
        return FALSE;
    }
  for (gsize i = 0; self->reports != NULL && self->reports[i] != NULL; i++)
    {
      if (!check_report (self->reports[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_ctl_want_parse:
 * @self: what is wanted, so far by nobody
 * @ctl: what all commands need
 * @entries: (nullable): the command's own options
 * @argc: main()'s, from the command's name on
 * @argv: main()'s, from the command's name on
 * @id: (out) (optional): the one argument, for a command that takes one
 *
 * Reads the options of a command that waits for results. What is wrong with them has been said when this returns.
 *
 * Returns: whether they make sense
 */
gboolean
proctor_ctl_want_parse (ProctorCtlWant *self,
                        ProctorCtl *ctl,
                        const GOptionEntry *entries,
                        int argc,
                        char **argv,
                        const char **id)
{
  const GOptionEntry own[] = {
    { "fail-under", 0, 0, G_OPTION_ARG_INT, &self->fail_under, N_ ("It is a success if so many of all runs pass; without it, all"), N_ ("PERCENT") },
    { "fail-under-each", 0, 0, G_OPTION_ARG_INT, &self->fail_under_each, N_ ("… and so many of each test's"), N_ ("PERCENT") },
    { "required", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->required, N_ ("… and all of this test's, by its id or name; once for each"), N_ ("TEST") },
    { "report", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->reports, N_ ("Write a report in the end: html, junit, markdown, csv or json, and a file (- is standard output)"), N_ ("FORMAT=FILE") },
    { "junit-per-test", 0, 0, G_OPTION_ARG_NONE, &self->case_per_test, N_ ("In JUnit's results, make a case of a test and not of each repeat"), NULL },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &self->timeout, N_ ("Wait no longer than this for the results; 0 is for ever"), N_ ("SECONDS") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet, N_ ("Print only how many passed"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    g_array_append_vals (all, entry, 1);
  g_array_append_vals (all, own, G_N_ELEMENTS (own) - 1);

  return proctor_ctl_parse (ctl, (const GOptionEntry *) (gpointer) all->data, argc, argv, id) && check (self);
}

static gboolean
is_required (const ProctorCtlWant *self,
             ProctorMatrixRow *row)
{
  return self->required != NULL && ((proctor_matrix_row_get_test_id (row) != NULL && g_strv_contains ((const char *const *) self->required, proctor_matrix_row_get_test_id (row))) || (proctor_matrix_row_get_name (row) != NULL && g_strv_contains ((const char *const *) self->required, proctor_matrix_row_get_name (row))));
}

/* What is below what is wanted is so because of what failed, or because of what says nothing of the agent. */
static ProctorCtlStatus
judge_counts (const guint *counts,
              guint percentage)
{
  guint n_passed = counts[PROCTOR_OUTCOME_PASSED];
  guint n_failed = counts[PROCTOR_OUTCOME_FAILED];
  guint n = 0;

  for (guint i = 0; i < PROCTOR_N_OUTCOMES; i++)
    n += counts[i];

  /* Nothing at all is no success. */
  if (n == 0)
    return PROCTOR_CTL_UNDECIDED;
  if (n_passed * 100 >= percentage * n)
    return PROCTOR_CTL_OK;
  if (n_failed > 0 && n_passed * 100 < percentage * (n_passed + n_failed))
    return PROCTOR_CTL_FAILED;

  return counts[PROCTOR_OUTCOME_CANCELLED] + counts[PROCTOR_OUTCOME_PENDING] > 0 ? PROCTOR_CTL_CANCELLED : PROCTOR_CTL_UNDECIDED;
}

/* The more there is to be looked at, the worse. */
static ProctorCtlStatus
get_worse (ProctorCtlStatus one,
           ProctorCtlStatus other)
{
  const ProctorCtlStatus order[] = { PROCTOR_CTL_FAILED, PROCTOR_CTL_UNDECIDED, PROCTOR_CTL_CANCELLED };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (one == order[i] || other == order[i])
        return order[i];
    }

  return PROCTOR_CTL_OK;
}

static ProctorCtlStatus
judge_row (const ProctorCtlWant *self,
           ProctorMatrixRow *row)
{
  guint percentage = is_required (self, row) ? 100 : (guint) self->fail_under_each;
  guint counts[PROCTOR_N_OUTCOMES] = { 0 };
  ProctorCtlStatus status;

  for (guint i = 0; i < PROCTOR_N_OUTCOMES; i++)
    counts[i] = proctor_matrix_row_get_count (row, (ProctorOutcome) i);
  status = judge_counts (counts, percentage);
  /* Where all have to pass that has been seen already. */
  if (status != PROCTOR_CTL_OK && self->fail_under < 100)
    proctor_ctl_say (_ ("“%s”: %u of %u runs passed, %u %% are needed."), proctor_matrix_row_get_name (row) != NULL ? proctor_matrix_row_get_name (row) : "-", counts[PROCTOR_OUTCOME_PASSED], proctor_matrix_row_get_n_cells (row), percentage);

  return status;
}

/**
 * proctor_ctl_want_judge:
 * @self: what is wanted
 * @skim: an invocation that has ended
 *
 * Says what there is too little of.
 *
 * Returns: the exit status for it
 */
ProctorCtlStatus
proctor_ctl_want_judge (const ProctorCtlWant *self,
                        ProctorInvocationSkim *skim)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  const ProctorMatrixSums *sums;
  ProctorCtlStatus status;

  proctor_matrix_take (matrix, proctor_invocation_skim_get_rows (skim), proctor_invocation_skim_get_n_runs (skim));
  sums = proctor_matrix_get_sums (matrix);
  status = judge_counts (sums->counts, (guint) self->fail_under);
  if (status != PROCTOR_CTL_OK && self->fail_under < 100)
    proctor_ctl_say (_ ("%u of %u runs passed, %u %% are needed."), sums->counts[PROCTOR_OUTCOME_PASSED], proctor_matrix_get_n_runs (matrix), (guint) self->fail_under);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      status = get_worse (status, judge_row (self, row));
    }

  return status;
}
