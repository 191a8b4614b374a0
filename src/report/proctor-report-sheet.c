/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-sheet.h"

#include "proctor-report-words.h"

ProctorInvocation *
proctor_report_sheet_get_head (const ProctorReportSheet *sheet)
{
  return proctor_invocation_skim_get_head (sheet->skim);
}

guint
proctor_report_sheet_get_n_tests (const ProctorReportSheet *sheet)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sheet->matrix));
}

/**
 * proctor_report_sheet_get_test:
 * @sheet: what is written
 * @i: which test
 *
 * Returns: (transfer none): the test
 */
ProctorMatrixRow *
proctor_report_sheet_get_test (const ProctorReportSheet *sheet,
                               guint i)
{
  /* The matrix keeps it. */
  g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (sheet->matrix), i);

  return row;
}

/**
 * proctor_report_sheet_read_run:
 * @sheet: what is written
 * @cell: a repeat
 *
 * Returns: (transfer full) (nullable): all of the run; %NULL if it can't be taken apart
 */
ProctorRun *
proctor_report_sheet_read_run (const ProctorReportSheet *sheet,
                               const ProctorMatrixCell *cell)
{
  g_autoptr (GError) error = NULL;

  return proctor_invocation_skim_dup_run (sheet->skim, cell->position, &error);
}

/**
 * proctor_report_sheet_get_folder:
 * @sheet: what is written
 * @row: a test
 *
 * Returns: (nullable): the folder it is in, as far as anybody knows
 */
const char *
proctor_report_sheet_get_folder (const ProctorReportSheet *sheet,
                                 ProctorMatrixRow *row)
{
  const char *id = proctor_matrix_row_get_test_id (row);
  const char *folder = id != NULL ? g_hash_table_lookup (sheet->folders, id) : NULL;

  if (folder == NULL && proctor_matrix_row_get_n_cells (row) > 0)
    folder = proctor_run_row_get_root_folder_name (proctor_matrix_row_get_cell (row, 0)->run);

  return folder != NULL && *folder != '\0' ? folder : NULL;
}

/**
 * proctor_report_sheet_get_review:
 * @sheet: what is written
 * @cell: a repeat
 *
 * Returns: (nullable): what a person has decided of it, and not of what it was before it was run again
 */
const ProctorReview *
proctor_report_sheet_get_review (const ProctorReportSheet *sheet,
                                 const ProctorMatrixCell *cell)
{
  const char *id = proctor_run_row_get_test_run_id (cell->run);
  const ProctorReview *review = sheet->reviews != NULL && id != NULL ? g_hash_table_lookup (sheet->reviews, id) : NULL;

  return review != NULL && review->run_at == proctor_run_row_get_last_updated_at (cell->run) ? review : NULL;
}

/**
 * proctor_report_sheet_dup_case_name:
 * @row: a test
 * @column: one of its repeats, from 0
 *
 * Returns: (transfer full): what tells it from all others, in no language in particular
 */
char *
proctor_report_sheet_dup_case_name (ProctorMatrixRow *row,
                                    guint column)
{
  const char *node = proctor_matrix_row_get_node_id (row);
  g_autofree char *place = node != NULL && *node != '\0' ? g_strdup_printf (" @%s", node) : g_strdup ("");
  guint n = proctor_matrix_row_get_n_cells (row);

  if (n < 2)
    return g_strconcat (proctor_report_get_test_name (row), place, NULL);

  return g_strdup_printf ("%s%s [%u/%u]", proctor_report_get_test_name (row), place, column + 1, n);
}
