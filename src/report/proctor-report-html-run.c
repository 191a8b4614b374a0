/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-html.h"

#include <glib/gi18n.h>

#include "proctor-report-escape.h"
#include "proctor-report-reviews.h"
#include "proctor-report-words.h"

/* A run on the page: why it ended as it did, and what was said, folded. */

static void
append_calls (GString *text,
              ProctorTurn *turn)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);
  GListModel *results = proctor_turn_get_tool_results (turn);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ProctorRecord) call = g_list_model_get_item (calls, i);

      if (!PROCTOR_IS_TOOL_CALL (call))
        continue;
      proctor_report_append_element (text, "<div class=\"tool\">→ <code dir=\"auto\">", proctor_tool_call_get_tool_name (PROCTOR_TOOL_CALL (call)), "</code>");
      proctor_report_append_element (text, "<pre dir=\"auto\">", proctor_tool_call_get_params_as_json (PROCTOR_TOOL_CALL (call)), "</pre></div>\n");
    }
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ProctorRecord) answer = g_list_model_get_item (results, i);

      if (!PROCTOR_IS_TOOL_RESULT (answer))
        continue;
      proctor_report_append_element (text, "<div class=\"tool\">← <code dir=\"auto\">", proctor_tool_result_get_tool_name (PROCTOR_TOOL_RESULT (answer)), "</code>");
      if (proctor_tool_result_get_is_error (PROCTOR_TOOL_RESULT (answer)))
        proctor_report_append_element (text, " <b class=\"failed\">", _ ("error"), "</b>");
      proctor_report_append_element (text, "<pre dir=\"auto\">", proctor_tool_result_get_result_value (PROCTOR_TOOL_RESULT (answer)), "</pre></div>\n");
    }
}

static void
append_turn (GString *text,
             ProctorTurn *turn)
{
  g_autofree char *message = proctor_report_dup_message (turn);
  const char *role = proctor_turn_get_role (turn);

  g_string_append (text, g_strcmp0 (role, "agent") == 0 ? "<div class=\"turn agent\">" : "<div class=\"turn\">");
  proctor_report_append_element (text, "<span class=\"role\">", proctor_report_get_role_word (role), "</span>\n");
  if (*message != '\0')
    proctor_report_append_element (text, "<p dir=\"auto\">", message, "</p>\n");
  append_calls (text, turn);
  g_string_append (text, "</div>\n");
}

static void
append_transcript (GString *text,
                   ProctorRun *run)
{
  GListModel *turns = run != NULL ? proctor_run_get_agent_responses (run) : NULL;
  guint n = turns != NULL ? g_list_model_get_n_items (turns) : 0;
  g_autofree char *title = g_strdup_printf (ngettext ("What was said (%u turn)", "What was said (%u turns)", n), n);

  if (n == 0)
    return;

  proctor_report_append_element (text, "<details><summary>", title, "</summary>\n");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ProctorRecord) turn = g_list_model_get_item (turns, i);

      if (PROCTOR_IS_TURN (turn))
        append_turn (text, PROCTOR_TURN (turn));
    }
  g_string_append (text, "</details>\n");
}

/* What a person thinks of the verdict stands beside why there is one. */
static void
append_review (GString *text,
               const ProctorReview *review)
{
  if (review == NULL)
    return;

  proctor_report_append_element (text, "<p class=\"review\" dir=\"auto\"><b>", proctor_report_get_opinion_word (review->opinion), "</b>");
  if (review->cause != NULL)
    proctor_report_append_element (text, " – ", review->cause, "");
  if (review->note != NULL)
    proctor_report_append_element (text, " – ", review->note, "");
  g_string_append (text, "</p>\n");
}

/**
 * proctor_report_html_append_run:
 * @sheet: what is written, and where
 * @row: a test
 * @column: one of its repeats, from 0
 */
void
proctor_report_html_append_run (ProctorReportSheet *sheet,
                                ProctorMatrixRow *row,
                                guint column)
{
  GString *text = sheet->sink->text;
  const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (row, column);
  g_autoptr (ProctorRun) run = proctor_report_sheet_read_run (sheet, cell);
  g_auto (GStrv) reasons = proctor_report_dup_reasons (cell->run, run);
  ProctorOutcome outcome = proctor_matrix_row_get_outcome (row, column);
  /* Translators: the how-manieth repeat of a test. */
  g_autofree char *repeat = g_strdup_printf (_ ("Repeat %u"), column + 1);

  g_string_append_printf (text, "<section class=\"run\" id=\"run-%u\">\n<h4>", cell->position);
  proctor_report_append_xml (text, repeat);
  g_string_append_printf (text, " <b class=\"%s\">", proctor_report_get_outcome_id (outcome));
  proctor_report_append_element (text, "", proctor_report_get_outcome_word (outcome), "</b>");
  if (proctor_run_row_get_test_run_id (cell->run) != NULL)
    proctor_report_append_element (text, " <code class=\"id\">", proctor_run_row_get_test_run_id (cell->run), "</code>");
  g_string_append (text, "</h4>\n");
  if (reasons[0] != NULL)
    g_string_append (text, "<ul>\n");
  for (gsize i = 0; reasons[i] != NULL; i++)
    proctor_report_append_element (text, "<li dir=\"auto\">", reasons[i], "</li>\n");
  if (reasons[0] != NULL)
    g_string_append (text, "</ul>\n");
  append_review (text, proctor_report_sheet_get_review (sheet, cell));
  append_transcript (text, run);
  g_string_append (text, "</section>\n");
}
