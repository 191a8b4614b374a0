/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-escape.h"
#include "proctor-report-reviews.h"
#include "proctor-report-sheet.h"
#include "proctor-report-words.h"

/* A spreadsheet: a line a run, as RFC 4180 has it. Its words are the same in all languages. */

static const char header[] = "test_id,test,folder,node_id,repeat,run_id,outcome,passed,decided,summary,reasons,ended_at,price_usd,credits,calls_mocked,calls_not_mocked,calls_without_mock";

/* Only where it can be known. */
static const char header_of_reviews[] = ",review,review_cause,review_note,reviewed_at";

static void
append (GString *text,
        const char *cell)
{
  g_string_append_c (text, ',');
  proctor_report_append_cell (text, cell);
}

static void
append_count (GString *text,
              guint64 n)
{
  g_string_append_printf (text, ",%" G_GUINT64_FORMAT, n);
}

static void
append_amount (GString *text,
               gboolean is_known,
               double amount)
{
  g_autofree char *digits = is_known ? proctor_report_dup_number (amount) : NULL;

  append (text, digits);
}

static void
append_review (GString *text,
               const ProctorReview *review)
{
  g_autofree char *at = review != NULL ? proctor_report_dup_stamp (review->at) : NULL;

  append (text, review != NULL ? proctor_report_get_opinion_id (review->opinion) : NULL);
  append (text, review != NULL ? review->cause : NULL);
  append (text, review != NULL ? review->note : NULL);
  append (text, at);
}

static void
write_run (ProctorReportSheet *sheet,
           ProctorMatrixRow *row,
           guint column)
{
  const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (row, column);
  g_autoptr (ProctorRun) run = proctor_report_sheet_read_run (sheet, cell);
  g_auto (GStrv) reasons = proctor_report_dup_reasons (cell->run, run);
  g_autofree char *all_reasons = g_strjoinv ("\n", reasons);
  g_autofree char *ended_at = proctor_report_dup_stamp (proctor_run_row_get_last_updated_at (cell->run));
  gboolean has_credits = proctor_record_get_presence (PROCTOR_RECORD (cell->run), PROCTOR_RUN_ROW_FIELD_CREDITS_USED) == PROCTOR_PRESENCE_VALUE;
  GString *text = sheet->sink->text;

  proctor_report_append_cell (text, proctor_matrix_row_get_test_id (row));
  append (text, proctor_report_get_test_name (row));
  append (text, proctor_report_sheet_get_folder (sheet, row));
  append (text, proctor_matrix_row_get_node_id (row));
  append_count (text, column + 1);
  append (text, proctor_run_row_get_test_run_id (cell->run));
  append (text, proctor_report_get_outcome_id (proctor_matrix_row_get_outcome (row, column)));
  append_count (text, proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED));
  append_count (text, proctor_matrix_row_get_n_decided (row));
  append (text, proctor_run_row_get_summary (cell->run));
  append (text, all_reasons);
  append (text, ended_at);
  append_amount (text, proctor_report_has_price (cell->run), proctor_run_row_get_price (cell->run));
  append_amount (text, has_credits, proctor_run_row_get_credits_used (cell->run));
  append_count (text, (guint64) MAX (proctor_run_row_get_n_mocked (cell->run), 0));
  append_count (text, (guint64) MAX (proctor_run_row_get_n_unmocked (cell->run), 0));
  append_count (text, (guint64) MAX (proctor_run_row_get_n_unmatched (cell->run), 0));
  if (sheet->reviews != NULL)
    append_review (text, proctor_report_sheet_get_review (sheet, cell));
  g_string_append (text, "\r\n");
}

/**
 * proctor_report_write_csv:
 * @sheet: what is written, and where
 */
void
proctor_report_write_csv (ProctorReportSheet *sheet)
{
  g_string_append (sheet->sink->text, header);
  if (sheet->reviews != NULL)
    g_string_append (sheet->sink->text, header_of_reviews);
  g_string_append (sheet->sink->text, "\r\n");
  for (guint i = 0; i < proctor_report_sheet_get_n_tests (sheet); i++)
    {
      ProctorMatrixRow *row = proctor_report_sheet_get_test (sheet, i);

      for (guint column = 0; column < proctor_matrix_row_get_n_cells (row); column++)
        {
          write_run (sheet, row, column);
          if (!proctor_report_sink_pass_on (sheet->sink))
            return;
        }
    }
}
