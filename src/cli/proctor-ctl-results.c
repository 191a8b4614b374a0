/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-results.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "proctor-agents.h"
#include "proctor-ctl-table.h"
#include "proctor-ctl-tally.h"
#include "proctor-folders.h"
#include "proctor-history-reviews.h"
#include "proctor-matrix.h"
#include "proctor-path-segment.h"
#include "proctor-report-words.h"
#include "proctor-report.h"
#include "proctor-rerun.h"
#include "proctor-summaries.h"
#include "proctor-test-summary.h"

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
  proctor_ctl_table_add (table, proctor_ctl_outcome_get_paint (outcome), proctor_report_get_outcome_word (outcome));
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

static char *
dup_folder (ProctorTestSummary *summary)
{
  GListModel *path = proctor_test_summary_get_folder_path (summary);
  GString *folder = g_string_new (NULL);

  for (guint i = 0; path != NULL && i < g_list_model_get_n_items (path); i++)
    {
      g_autoptr (ProctorRecord) segment = g_list_model_get_item (path, i);

      /* Nobody says whether a test's path ends with the test. */
      if (PROCTOR_IS_PATH_SEGMENT (segment) && proctor_path_segment_get_name (PROCTOR_PATH_SEGMENT (segment)) != NULL && g_strcmp0 (proctor_path_segment_get_id (PROCTOR_PATH_SEGMENT (segment)), proctor_test_summary_get_id (summary)) != 0)
        g_string_append_printf (folder, "%s%s", folder->len > 0 ? "/" : "", proctor_path_segment_get_name (PROCTOR_PATH_SEGMENT (segment)));
    }

  return g_string_free (folder, FALSE);
}

/* What the agent is called, if the server says so; the report is written in any case. */
static char *
load_agent_name (ProctorCtl *self,
                 ProctorInvocationSkim *skim)
{
  const char *id = skim != NULL ? proctor_invocation_get_agent_id (proctor_invocation_skim_get_head (skim)) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorAgent) agent = NULL;

  if (id == NULL)
    return NULL;

  proctor_agents_get_async (self->client, id, NULL, NULL, self->cancellable, proctor_ctl_keep_cb, &result);
  agent = proctor_agents_get_finish (self->client, proctor_ctl_wait (&result), NULL);

  return agent != NULL ? g_strdup (proctor_agent_get_name (agent)) : NULL;
}

/* The same of the folders in which the tests are. */
static GHashTable *
load_folders (ProctorCtl *self,
              ProctorInvocationSkim *skim)
{
  GHashTable *folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) rows = NULL;

  if (skim != NULL)
    proctor_matrix_take (matrix, proctor_invocation_skim_get_rows (skim), proctor_invocation_skim_get_n_runs (skim));
  ids = proctor_rerun_dup_tests (matrix);
  if (ids[0] == NULL)
    return folders;

  proctor_summaries_load_async (self->client, (const char *const *) ids, self->cancellable, proctor_ctl_keep_cb, &result);
  rows = proctor_summaries_load_finish (self->client, proctor_ctl_wait (&result), NULL);
  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_TEST_SUMMARY (row) && proctor_record_get_identity (row) != NULL)
        g_hash_table_replace (folders, g_strdup (proctor_record_get_identity (row)), dup_folder (PROCTOR_TEST_SUMMARY (row)));
    }

  return folders;
}

/* What people have decided in the window on this computer, if there ever was one. The report is written in any case. */
static GPtrArray *
load_reviews (ProctorCtl *self,
              ProctorInvocationSkim *skim)
{
  const char *id = skim != NULL ? proctor_invocation_get_id (proctor_invocation_skim_get_head (skim)) : NULL;
  g_autofree char *data = proctor_folders_dup_data ();
  g_autoptr (ProctorHistory) history = id != NULL ? proctor_history_find (data) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) reviews = NULL;
  g_autoptr (GError) error = NULL;

  if (history == NULL)
    return NULL;

  proctor_history_list_reviews_anywhere_async (history, id, self->cancellable, proctor_ctl_keep_cb, &result);
  reviews = proctor_history_list_reviews_anywhere_finish (history, proctor_ctl_wait (&result), &error);
  if (reviews == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    proctor_ctl_say (_ ("What was decided of verdicts is not in the report. %s"), error->message);

  return g_steal_pointer (&reviews);
}

static void
set_folder (gpointer id,
            gpointer folder,
            gpointer report)
{
  if (*(const char *) folder != '\0')
    proctor_report_set_folder (report, id, folder);
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
  g_autoptr (ProctorInvocationSkim) skim = NULL;
  g_autofree char *agent_name = NULL;
  g_autoptr (GHashTable) folders = NULL;
  g_autoptr (GPtrArray) reviews = NULL;
  gboolean done = TRUE;

  if (want->reports == NULL)
    return TRUE;

  skim = proctor_invocation_skim_new (body, NULL, NULL);
  agent_name = load_agent_name (self, skim);
  folders = load_folders (self, skim);
  reviews = load_reviews (self, skim);
  for (gsize i = 0; want->reports[i] != NULL; i++)
    {
      g_autoptr (ProctorReport) report = proctor_report_new (body);
      const char *path = strchr (want->reports[i], '=') + 1;
      g_autofree char *word = g_strndup (want->reports[i], (gsize) (path - 1 - want->reports[i]));
      g_autoptr (GError) error = NULL;
      ProctorReportFormat format;

      proctor_report_format_find (word, &format);
      proctor_report_set_agent_name (report, agent_name);
      proctor_report_set_case_per_test (report, want->case_per_test);
      g_hash_table_foreach (folders, set_folder, report);
      if (reviews != NULL)
        proctor_report_add_reviews (report, reviews);
      if (write_report (report, format, path, &error))
        continue;
      proctor_ctl_complain ("%s", error->message);
      done = FALSE;
    }

  return done;
}
