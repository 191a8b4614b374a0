/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-results.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "proctor-ctl-table.h"
#include "proctor-ctl-tally.h"
#include "proctor-matrix.h"
#include "proctor-report-words.h"
#include "proctor-report.h"

/* What is told of results when all have ended. */

/* What is most important of the repeats: that one failed, that nobody can tell, that all passed. */
static ProctorOutcome
find_outcome (ProctorMatrixRow *row)
{
  const ProctorOutcome order[] = { PROCTOR_OUTCOME_FAILED, PROCTOR_OUTCOME_ERROR, PROCTOR_OUTCOME_INCONCLUSIVE, PROCTOR_OUTCOME_CANCELLED, PROCTOR_OUTCOME_PENDING };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (proctor_matrix_row_get_count (row, order[i]) > 0)
        return order[i];
    }

  return PROCTOR_OUTCOME_PASSED;
}

static const char *
find_cause (ProctorMatrixRow *row)
{
  ProctorOutcome outcome = find_outcome (row);

  for (guint i = 0; outcome != PROCTOR_OUTCOME_PASSED && i < proctor_matrix_row_get_n_cells (row); i++)
    {
      if (proctor_matrix_row_get_outcome (row, i) == outcome)
        return proctor_run_row_get_summary (proctor_matrix_row_get_cell (row, i)->run);
    }

  return NULL;
}

/* How long it took until all its repeats had ended. */
static char *
dup_time (ProctorMatrixRow *row,
          gint64 created_at)
{
  gint64 ended_at = 0;

  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    ended_at = MAX (ended_at, proctor_run_row_get_last_updated_at (proctor_matrix_row_get_cell (row, i)->run));
  if (created_at <= 0 || ended_at < created_at)
    return NULL;

  /* Translators: seconds. */
  return g_strdup_printf (_ ("%u s"), (guint) MIN (ended_at - created_at, G_MAXINT32));
}

static void
add_row (ProctorCtlTable *table,
         ProctorMatrixRow *row,
         gint64 created_at)
{
  ProctorOutcome outcome = find_outcome (row);
  g_autofree char *rate = g_strdup_printf ("%u/%u", proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED), proctor_matrix_row_get_n_cells (row));
  g_autofree char *interval = proctor_report_dup_interval (row);
  g_autofree char *time = dup_time (row, created_at);
  double price;
  g_autofree char *cost = proctor_report_sum_price (row, &price) ? g_strdup_printf ("$%.4f", price) : NULL;

  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_report_get_test_name (row));
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, rate);
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, interval);
  proctor_ctl_table_add (table, proctor_ctl_outcome_get_paint (outcome), proctor_ctl_outcome_get_word (outcome));
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, time);
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, cost);
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, find_cause (row));
  proctor_ctl_table_end_row (table);
}

/**
 * proctor_ctl_print_results:
 * @skim: an invocation
 *
 * Prints a line for each test.
 */
void
proctor_ctl_print_results (ProctorInvocationSkim *skim)
{
  const char *const titles[] = { _ ("TEST"), _ ("PASSED"), _ ("LIKELY"), _ ("OUTCOME"), _ ("TIME"), _ ("PRICE"), _ ("CAUSE"), NULL };
  g_autoptr (ProctorCtlTable) table = proctor_ctl_table_new (titles);
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();

  proctor_matrix_take (matrix, proctor_invocation_skim_get_rows (skim), proctor_invocation_skim_get_n_runs (skim));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      add_row (table, row, proctor_invocation_get_created_at (proctor_invocation_skim_get_head (skim)));
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (matrix)) == 0)
    return;

  proctor_ctl_print ("\n");
  proctor_ctl_table_print (table);
  proctor_ctl_print ("\n");
}

static gboolean
write_report (ProctorReport *report,
              ProctorReportFormat format,
              const char *path,
              GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (g_str_equal (path, "-"))
    {
      stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      return proctor_report_write (report, format, stream, NULL, error);
    }

  /* What was found out is written down whoever has had enough meanwhile. */
  file = g_file_new_for_path (path);
  proctor_report_save_async (report, format, file, NULL, proctor_ctl_keep_cb, &result);

  return proctor_report_save_finish (report, proctor_ctl_wait (&result), error);
}

/**
 * proctor_ctl_write_reports:
 * @self: what all commands need
 * @want: which are wanted
 * @body: an invocation
 *
 * Writes reports. Why one can't be written has been said when this returns.
 *
 * Returns: whether all were
 */
gboolean
proctor_ctl_write_reports (ProctorCtl *self,
                           const ProctorCtlWant *want,
                           GBytes *body)
{
  gboolean done = TRUE;

  for (gsize i = 0; want->reports != NULL && want->reports[i] != NULL; i++)
    {
      g_autoptr (ProctorReport) report = proctor_report_new (body);
      const char *path = strchr (want->reports[i], '=') + 1;
      g_autofree char *word = g_strndup (want->reports[i], (gsize) (path - 1 - want->reports[i]));
      g_autoptr (GError) error = NULL;
      ProctorReportFormat format;

      proctor_report_format_find (word, &format);
      proctor_report_set_case_per_test (report, want->case_per_test);
      if (write_report (report, format, path, &error))
        continue;
      proctor_ctl_complain ("%s", error->message);
      done = FALSE;
    }

  return done;
}
