/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-member.h"
#include "proctor-report-reviews.h"
#include "proctor-report-sheet.h"
#include "proctor-report-words.h"
#include "proctor-run-group.h"
#include "proctor-statistics.h"
#include "proctor-wire-text.h"

/* For a program, as docs/reports.md says. Members are added and never change what they mean; otherwise the number of
 * the format does. */

#define FORMAT 1

static void
append_amount (GString *text,
               const char *name,
               gboolean is_known,
               double amount)
{
  g_autofree char *digits = is_known ? proctor_report_dup_number (amount) : g_strdup ("null");

  proctor_report_append_name (text, name);
  g_string_append (text, digits);
}

static void
append_strings (GString *text,
                const char *name,
                const char *const *values)
{
  proctor_report_append_name (text, name);
  g_string_append_c (text, '[');
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      proctor_wire_append_string (text, values[i]);
    }
  g_string_append_c (text, ']');
}

static void
append_counts (GString *text,
               const guint *counts)
{
  proctor_report_append_name (text, "counts");
  g_string_append_c (text, '{');
  for (guint i = 0; i < PROCTOR_N_OUTCOMES; i++)
    proctor_report_append_int (text, proctor_report_get_outcome_id ((ProctorOutcome) i), counts[i]);
  g_string_append_c (text, '}');
}

static void
append_invocation (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;
  ProctorInvocation *head = proctor_report_sheet_get_head (sheet);

  proctor_report_append_name (text, "invocation");
  g_string_append_c (text, '{');
  proctor_report_append_string (text, "id", proctor_invocation_get_id (head));
  proctor_report_append_string (text, "title", sheet->title);
  proctor_report_append_string (text, "agent_id", proctor_invocation_get_agent_id (head));
  proctor_report_append_string (text, "agent_name", sheet->agent_name);
  proctor_report_append_string (text, "branch_id", proctor_invocation_get_branch_id (head));
  proctor_report_append_string (text, "version_id", proctor_invocation_get_version_id (head));
  proctor_report_append_bool (text, "ran_against_draft", proctor_invocation_get_ran_against_draft (head));
  proctor_report_append_time (text, "created_at", proctor_invocation_get_created_at (head));
  proctor_report_append_time (text, "ended_at", sheet->ended_at);
  proctor_report_append_int (text, "repeat_count", proctor_matrix_get_n_columns (sheet->matrix));
  proctor_report_append_bool (text, "cancelled", proctor_invocation_get_cancelled (head));
  g_string_append_c (text, '}');
}

static void
append_sums (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;
  const ProctorMatrixSums *sums = proctor_matrix_get_sums (sheet->matrix);

  proctor_report_append_int (text, "n_tests", proctor_report_sheet_get_n_tests (sheet));
  proctor_report_append_int (text, "n_runs", proctor_matrix_get_n_runs (sheet->matrix));
  proctor_report_append_int (text, "n_flaky", proctor_matrix_get_n_flaky (sheet->matrix));
  append_counts (text, sums->counts);
  append_amount (text, "price_usd", sums->has_price, sums->price);
  append_amount (text, "credits", sums->has_credits, sums->credits_used);
}

static void
append_groups (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;
  gboolean is_own;
  g_autoptr (GListModel) groups = proctor_run_groups_make (proctor_report_sheet_get_head (sheet), sheet->matrix, &is_own);

  proctor_report_append_name (text, "groups");
  g_string_append_c (text, '[');
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (ProctorRunGroup) group = g_list_model_get_item (groups, i);

      g_string_append (text, i > 0 ? ",{" : "{");
      proctor_report_append_string (text, "test", proctor_run_group_get_test_name (group));
      proctor_report_append_string (text, "title", proctor_run_group_get_title (group));
      proctor_report_append_string (text, "reason", proctor_run_group_get_reason (group));
      proctor_report_append_string (text, "outcome", proctor_report_get_outcome_id (proctor_run_group_get_outcome (group)));
      append_strings (text, "run_ids", proctor_run_group_get_run_ids (group));
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

static void
append_tools (GString *text,
              ProctorTurn *turn)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);
  GListModel *results = proctor_turn_get_tool_results (turn);

  proctor_report_append_name (text, "tool_calls");
  g_string_append_c (text, '[');
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ProctorRecord) call = g_list_model_get_item (calls, i);

      g_string_append (text, i > 0 ? ",{" : "{");
      if (PROCTOR_IS_TOOL_CALL (call))
        {
          proctor_report_append_string (text, "tool", proctor_tool_call_get_tool_name (PROCTOR_TOOL_CALL (call)));
          proctor_report_append_string (text, "request_id", proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call)));
          proctor_report_append_string (text, "parameters", proctor_tool_call_get_params_as_json (PROCTOR_TOOL_CALL (call)));
        }
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
  proctor_report_append_name (text, "tool_results");
  g_string_append_c (text, '[');
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ProctorRecord) answer = g_list_model_get_item (results, i);

      g_string_append (text, i > 0 ? ",{" : "{");
      if (PROCTOR_IS_TOOL_RESULT (answer))
        {
          proctor_report_append_string (text, "tool", proctor_tool_result_get_tool_name (PROCTOR_TOOL_RESULT (answer)));
          proctor_report_append_string (text, "request_id", proctor_tool_result_get_request_id (PROCTOR_TOOL_RESULT (answer)));
          proctor_report_append_string (text, "value", proctor_tool_result_get_result_value (PROCTOR_TOOL_RESULT (answer)));
          proctor_report_append_bool (text, "is_error", proctor_tool_result_get_is_error (PROCTOR_TOOL_RESULT (answer)));
        }
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

static void
append_transcript (GString *text,
                   ProctorRun *run)
{
  GListModel *turns = run != NULL ? proctor_run_get_agent_responses (run) : NULL;

  proctor_report_append_name (text, "transcript");
  g_string_append_c (text, '[');
  for (guint i = 0; turns != NULL && i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorRecord) turn = g_list_model_get_item (turns, i);

      g_string_append (text, i > 0 ? ",{" : "{");
      if (PROCTOR_IS_TURN (turn))
        {
          g_autofree char *message = proctor_report_dup_message (PROCTOR_TURN (turn));

          proctor_report_append_string (text, "role", proctor_turn_get_role (PROCTOR_TURN (turn)));
          proctor_report_append_string (text, "message", message);
          proctor_report_append_int (text, "time_in_call_secs", proctor_turn_get_time_in_call_secs (PROCTOR_TURN (turn)));
          append_tools (text, PROCTOR_TURN (turn));
        }
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

static void
append_review (ProctorReportSheet *sheet,
               const ProctorMatrixCell *cell)
{
  GString *text = sheet->sink->text;
  const ProctorReview *review = proctor_report_sheet_get_review (sheet, cell);

  proctor_report_append_name (text, "review");
  if (review == NULL)
    {
      g_string_append (text, "null");
      return;
    }

  g_string_append_c (text, '{');
  proctor_report_append_string (text, "opinion", proctor_report_get_opinion_id (review->opinion));
  proctor_report_append_string (text, "cause", review->cause);
  proctor_report_append_string (text, "note", review->note);
  proctor_report_append_time (text, "at", review->at);
  g_string_append_c (text, '}');
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
  gboolean has_credits = proctor_record_get_presence (PROCTOR_RECORD (cell->run), PROCTOR_RUN_ROW_FIELD_CREDITS_USED) == PROCTOR_PRESENCE_VALUE;

  g_string_append (text, column > 0 ? ",\n{" : "\n{");
  proctor_report_append_string (text, "id", proctor_run_row_get_test_run_id (cell->run));
  proctor_report_append_int (text, "repeat", column + 1);
  proctor_report_append_string (text, "outcome", proctor_report_get_outcome_id (proctor_matrix_row_get_outcome (row, column)));
  proctor_report_append_string (text, "status", proctor_run_row_get_status (cell->run));
  proctor_report_append_string (text, "summary", proctor_run_row_get_summary (cell->run));
  append_strings (text, "reasons", (const char *const *) reasons);
  proctor_report_append_time (text, "updated_at", proctor_run_row_get_last_updated_at (cell->run));
  append_amount (text, "price_usd", proctor_report_has_price (cell->run), proctor_run_row_get_price (cell->run));
  append_amount (text, "credits", has_credits, proctor_run_row_get_credits_used (cell->run));
  proctor_report_append_int (text, "calls_mocked", proctor_run_row_get_n_mocked (cell->run));
  proctor_report_append_int (text, "calls_not_mocked", proctor_run_row_get_n_unmocked (cell->run));
  proctor_report_append_int (text, "calls_without_mock", proctor_run_row_get_n_unmatched (cell->run));
  proctor_report_append_string (text, "problem", proctor_run_row_get_problem (cell->run));
  append_review (sheet, cell);
  append_transcript (text, run);
  g_string_append_c (text, '}');
}

static void
append_rate (GString *text,
             ProctorMatrixRow *row)
{
  guint n_passed = proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED);
  guint n = proctor_matrix_row_get_n_decided (row);
  double low = 0;
  double high = 1;

  if (n > 0)
    proctor_statistics_wilson (n_passed, n, &low, &high);
  proctor_report_append_int (text, "n_passed", n_passed);
  proctor_report_append_int (text, "n_decided", n);
  append_amount (text, "rate_low", n > 0, low);
  append_amount (text, "rate_high", n > 0, high);
  proctor_report_append_bool (text, "flaky", proctor_matrix_row_is_flaky (row));
}

static gboolean
write_test (ProctorReportSheet *sheet,
            guint i)
{
  GString *text = sheet->sink->text;
  ProctorMatrixRow *row = proctor_report_sheet_get_test (sheet, i);

  g_string_append (text, i > 0 ? ",\n{" : "\n{");
  proctor_report_append_string (text, "id", proctor_matrix_row_get_test_id (row));
  proctor_report_append_string (text, "name", proctor_report_get_test_name (row));
  proctor_report_append_string (text, "folder", proctor_report_sheet_get_folder (sheet, row));
  proctor_report_append_string (text, "node_id", proctor_matrix_row_get_node_id (row));
  append_rate (text, row);
  proctor_report_append_name (text, "runs");
  g_string_append_c (text, '[');
  for (guint column = 0; column < proctor_matrix_row_get_n_cells (row); column++)
    {
      append_run (sheet, row, column);
      if (!proctor_report_sink_pass_on (sheet->sink))
        return FALSE;
    }
  g_string_append (text, "]}");

  return TRUE;
}

/**
 * proctor_report_write_json:
 * @sheet: what is written, and where
 */
void
proctor_report_write_json (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;

  g_string_append_c (text, '{');
  proctor_report_append_int (text, "proctor_report", FORMAT);
  append_invocation (sheet);
  append_sums (sheet);
  append_groups (sheet);
  proctor_report_append_name (text, "tests");
  g_string_append_c (text, '[');
  for (guint i = 0; i < proctor_report_sheet_get_n_tests (sheet); i++)
    {
      if (!write_test (sheet, i))
        return;
    }
  g_string_append (text, "]}\n");
}
