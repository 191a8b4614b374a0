/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-escape.h"
#include "proctor-report-sheet.h"
#include "proctor-report-words.h"

#include <glib/gi18n.h>

/* For a pull request: what it comes to, a table of the tests, and what there is to look at. A comment there can't be
 * of any length, so what doesn't fit is left out, and it is said how much that is. */

#define MOST_CHARACTERS 60000
#define MOST_IN_TRANSCRIPT 4000

static const char *
get_sign (ProctorMatrixRow *row)
{
  if (proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED) == proctor_matrix_row_get_n_cells (row))
    return "✅";
  if (proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_FAILED) > 0)
    return "❌";

  return "⚠️";
}

/* Why the first that did not pass did not. */
static const char *
find_cause (ProctorMatrixRow *row)
{
  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    {
      if (proctor_matrix_row_get_outcome (row, i) != PROCTOR_OUTCOME_PASSED)
        return proctor_run_row_get_summary (proctor_matrix_row_get_cell (row, i)->run);
    }

  return NULL;
}

static void
append_head (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;
  ProctorInvocation *head = proctor_report_sheet_get_head (sheet);
  const ProctorMatrixSums *sums = proctor_matrix_get_sums (sheet->matrix);
  g_autofree char *counts = proctor_report_dup_counts (sums->counts);
  g_autofree char *begun = proctor_report_dup_time (proctor_invocation_get_created_at (head));

  g_string_append (text, "## ");
  proctor_report_append_markdown (text, sheet->title);
  g_string_append_printf (text, "\n\n**%s**", counts);
  if (sheet->agent_name != NULL || proctor_invocation_get_agent_id (head) != NULL)
    {
      g_string_append (text, " · ");
      proctor_report_append_markdown (text, sheet->agent_name != NULL ? sheet->agent_name : proctor_invocation_get_agent_id (head));
    }
  if (*begun != '\0')
    g_string_append_printf (text, " · %s", begun);
  if (sums->has_price)
    g_string_append_printf (text, " · $%.4f", sums->price);
  g_string_append (text, "\n\n");
}

static gsize
count_written (const ProctorReportSheet *sheet)
{
  return sheet->sink->n_bytes + sheet->sink->text->len;
}

static void
append_left_out (GString *text,
                 guint n)
{
  g_autofree char *words = n > 0 ? g_strdup_printf (ngettext ("%u more is left out here.", "%u more are left out here.", n), n) : NULL;

  if (words != NULL)
    g_string_append_printf (text, "\n_%s_\n", words);
}

static void
append_row (ProctorReportSheet *sheet,
            ProctorMatrixRow *row)
{
  GString *text = sheet->sink->text;
  g_autofree char *interval = proctor_report_dup_interval (row);

  g_string_append_printf (text, "| %s | ", get_sign (row));
  proctor_report_append_markdown (text, proctor_report_get_test_name (row));
  g_string_append_printf (text, " | %u/%u | %s | ", proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED), proctor_matrix_row_get_n_decided (row), interval);
  proctor_report_append_markdown (text, find_cause (row));
  g_string_append (text, " |\n");
}

static void
append_table (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;
  guint n = proctor_report_sheet_get_n_tests (sheet);
  guint i = 0;

  g_string_append_printf (text, "| | %s | %s | %s | %s |\n|---|---|--:|--:|---|\n", _ ("Test"), _ ("Passed"), _ ("Likely"), _ ("Cause"));
  for (; i < n && count_written (sheet) < MOST_CHARACTERS / 2; i++)
    {
      append_row (sheet, proctor_report_sheet_get_test (sheet, i));
      if (!proctor_report_sink_pass_on (sheet->sink))
        return;
    }
  append_left_out (text, n - i);
}

/* Cut where a character ends. */
static void
shorten (GString *transcript)
{
  const char *end;

  if (transcript->len <= MOST_IN_TRANSCRIPT)
    return;

  end = g_utf8_find_prev_char (transcript->str, transcript->str + MOST_IN_TRANSCRIPT + 1);
  g_string_truncate (transcript, (gsize) (end - transcript->str));
  g_string_append (transcript, "…\n");
}

static void
append_run (ProctorReportSheet *sheet,
            ProctorMatrixRow *row,
            guint column)
{
  GString *text = sheet->sink->text;
  const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (row, column);
  g_autoptr (ProctorRun) run = proctor_report_sheet_read_run (sheet, cell);
  g_auto (GStrv) reasons = proctor_report_dup_reasons (cell->run, run);
  g_autofree char *name = proctor_report_sheet_dup_case_name (row, column);
  g_autoptr (GString) transcript = g_string_new (NULL);

  g_string_append (text, "\n<details><summary>");
  proctor_report_append_summary (text, name);
  g_string_append (text, ": ");
  proctor_report_append_xml (text, proctor_report_get_outcome_word (proctor_matrix_row_get_outcome (row, column)));
  g_string_append (text, "</summary>\n\n");
  for (gsize i = 0; reasons[i] != NULL; i++)
    {
      g_string_append (text, "- ");
      proctor_report_append_markdown (text, reasons[i]);
      g_string_append_c (text, '\n');
    }
  proctor_report_append_transcript (transcript, run);
  shorten (transcript);
  if (transcript->len > 0)
    {
      g_string_append_c (text, '\n');
      proctor_report_append_fence (text, transcript->str);
    }
  g_string_append (text, "\n</details>\n");
}

static void
append_runs (ProctorReportSheet *sheet)
{
  guint n_left_out = 0;

  for (guint i = 0; i < proctor_report_sheet_get_n_tests (sheet); i++)
    {
      ProctorMatrixRow *row = proctor_report_sheet_get_test (sheet, i);

      for (guint column = 0; column < proctor_matrix_row_get_n_cells (row); column++)
        {
          if (proctor_matrix_row_get_outcome (row, column) == PROCTOR_OUTCOME_PASSED)
            continue;
          if (count_written (sheet) + MOST_IN_TRANSCRIPT * 2 < MOST_CHARACTERS)
            append_run (sheet, row, column);
          else
            n_left_out++;
          if (!proctor_report_sink_pass_on (sheet->sink))
            return;
        }
    }
  append_left_out (sheet->sink->text, n_left_out);
}

/**
 * proctor_report_write_markdown:
 * @sheet: what is written, and where
 */
void
proctor_report_write_markdown (ProctorReportSheet *sheet)
{
  append_head (sheet);
  append_table (sheet);
  append_runs (sheet);
}
