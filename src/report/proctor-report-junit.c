/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-escape.h"
#include "proctor-report-sheet.h"
#include "proctor-report-words.h"

/* What CI servers read. A failure says something of the agent; an error, of which an inconclusive verdict is one, doesn't.
 * What was cancelled, or has not ended, is skipped. */

typedef struct
{
  guint n_tests;
  guint n_failures;
  guint n_errors;
  guint n_skipped;
} Counts;

/* What is worst of the repeats, if they are to be one case. */
static ProctorOutcome
find_worst (ProctorMatrixRow *row)
{
  const ProctorOutcome order[] = { PROCTOR_OUTCOME_FAILED, PROCTOR_OUTCOME_ERROR, PROCTOR_OUTCOME_INCONCLUSIVE, PROCTOR_OUTCOME_CANCELLED, PROCTOR_OUTCOME_PENDING };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (proctor_matrix_row_get_count (row, order[i]) > 0)
        return order[i];
    }

  return PROCTOR_OUTCOME_PASSED;
}

static void
count_outcome (Counts *counts,
               ProctorOutcome outcome)
{
  counts->n_tests++;
  counts->n_failures += outcome == PROCTOR_OUTCOME_FAILED;
  counts->n_errors += outcome == PROCTOR_OUTCOME_ERROR || outcome == PROCTOR_OUTCOME_INCONCLUSIVE;
  counts->n_skipped += outcome == PROCTOR_OUTCOME_CANCELLED || outcome == PROCTOR_OUTCOME_PENDING;
}

static void
count_row (const ProctorReportSheet *sheet,
           ProctorMatrixRow *row,
           Counts *counts)
{
  if (sheet->case_per_test)
    {
      count_outcome (counts, find_worst (row));
      return;
    }

  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    count_outcome (counts, proctor_matrix_row_get_outcome (row, i));
}

static void
append_counts (GString *text,
               const Counts *counts)
{
  g_string_append_printf (text, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\"", counts->n_tests, counts->n_failures, counts->n_errors, counts->n_skipped);
}

/* How long the conversation took, which is what one would wait for again. */
static gint64
find_secs (ProctorRun *run)
{
  GListModel *turns = run != NULL ? proctor_run_get_agent_responses (run) : NULL;
  gint64 secs = 0;

  for (guint i = 0; turns != NULL && i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorRecord) turn = g_list_model_get_item (turns, i);

      if (PROCTOR_IS_TURN (turn))
        secs = MAX (secs, proctor_turn_get_time_in_call_secs (PROCTOR_TURN (turn)));
    }

  return secs;
}

static void
append_case_head (ProctorReportSheet *sheet,
                  const char *suite,
                  const char *name,
                  gint64 secs)
{
  GString *text = sheet->sink->text;

  g_string_append (text, "    <testcase");
  proctor_report_append_attribute (text, "name", name);
  proctor_report_append_attribute (text, "classname", suite);
  g_string_append_printf (text, " time=\"%" G_GINT64_FORMAT "\">\n", secs);
}

static void
append_result (GString *text,
               ProctorOutcome outcome,
               const char *message,
               const char *details)
{
  const char *element = outcome == PROCTOR_OUTCOME_FAILED ? "failure" : "error";

  if (outcome == PROCTOR_OUTCOME_PASSED)
    return;
  if (outcome == PROCTOR_OUTCOME_CANCELLED || outcome == PROCTOR_OUTCOME_PENDING)
    {
      g_string_append (text, "      <skipped");
      proctor_report_append_attribute (text, "message", proctor_report_get_outcome_id (outcome));
      g_string_append (text, "/>\n");
      return;
    }

  g_string_append_printf (text, "      <%s", element);
  proctor_report_append_attribute (text, "message", message);
  proctor_report_append_attribute (text, "type", proctor_report_get_outcome_id (outcome));
  g_string_append_c (text, '>');
  proctor_report_append_xml (text, details);
  g_string_append_printf (text, "</%s>\n", element);
}

static void
append_output (GString *output,
               char **reasons,
               ProctorRun *run)
{
  for (gsize i = 0; reasons[i] != NULL; i++)
    g_string_append_printf (output, "%s\n", reasons[i]);
  if (output->len > 0)
    g_string_append_c (output, '\n');
  proctor_report_append_transcript (output, run);
}

static void
append_case_end (GString *text,
                 const char *output)
{
  if (*output != '\0')
    {
      g_string_append (text, "      <system-out>");
      proctor_report_append_xml (text, output);
      g_string_append (text, "</system-out>\n");
    }
  g_string_append (text, "    </testcase>\n");
}

static void
write_run (ProctorReportSheet *sheet,
           const char *suite,
           ProctorMatrixRow *row,
           guint column)
{
  const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (row, column);
  g_autoptr (ProctorRun) run = proctor_report_sheet_read_run (sheet, cell);
  g_auto (GStrv) reasons = proctor_report_dup_reasons (cell->run, run);
  g_autofree char *details = g_strjoinv ("\n", reasons);
  g_autofree char *name = proctor_report_sheet_dup_case_name (row, column);
  g_autoptr (GString) output = g_string_new (NULL);
  ProctorOutcome outcome = proctor_matrix_row_get_outcome (row, column);

  append_case_head (sheet, suite, name, find_secs (run));
  append_result (sheet->sink->text, outcome, reasons[0] != NULL ? reasons[0] : proctor_report_get_outcome_id (outcome), details);
  append_output (output, reasons, run);
  append_case_end (sheet->sink->text, output->str);
}

/* All repeats of a test as one case. */
static void
write_test (ProctorReportSheet *sheet,
            const char *suite,
            ProctorMatrixRow *row)
{
  g_autofree char *message = g_strdup_printf ("%u/%u passed", proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED), proctor_matrix_row_get_n_cells (row));
  g_autoptr (GString) output = g_string_new (NULL);
  g_autoptr (GString) details = g_string_new (NULL);
  ProctorOutcome worst = find_worst (row);
  gint64 secs = 0;

  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    {
      const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (row, i);
      g_autoptr (ProctorRun) run = proctor_report_sheet_read_run (sheet, cell);
      g_auto (GStrv) reasons = proctor_report_dup_reasons (cell->run, run);
      g_autoptr (GString) part = g_string_new (NULL);
      ProctorOutcome outcome = proctor_matrix_row_get_outcome (row, i);

      secs = MAX (secs, find_secs (run));
      append_output (part, reasons, run);
      g_string_append_printf (output, "[%u/%u] %s\n%s\n", i + 1, proctor_matrix_row_get_n_cells (row), proctor_report_get_outcome_id (outcome), part->str);
      if (outcome != PROCTOR_OUTCOME_PASSED && reasons[0] != NULL)
        g_string_append_printf (details, "[%u/%u] %s\n", i + 1, proctor_matrix_row_get_n_cells (row), reasons[0]);
    }
  append_case_head (sheet, suite, proctor_report_get_test_name (row), secs);
  append_result (sheet->sink->text, worst, message, details->str);
  append_case_end (sheet->sink->text, output->str);
}

static gboolean
write_row (ProctorReportSheet *sheet,
           const char *suite,
           ProctorMatrixRow *row)
{
  if (sheet->case_per_test)
    {
      write_test (sheet, suite, row);
      return proctor_report_sink_pass_on (sheet->sink);
    }

  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    {
      write_run (sheet, suite, row, i);
      if (!proctor_report_sink_pass_on (sheet->sink))
        return FALSE;
    }

  return TRUE;
}

static void
append_property (GString *text,
                 const char *name,
                 const char *value)
{
  if (value == NULL)
    return;

  g_string_append (text, "      <property");
  proctor_report_append_attribute (text, "name", name);
  proctor_report_append_attribute (text, "value", value);
  g_string_append (text, "/>\n");
}

static void
append_suite_head (ProctorReportSheet *sheet,
                   const char *suite,
                   GPtrArray *rows)
{
  GString *text = sheet->sink->text;
  ProctorInvocation *head = proctor_report_sheet_get_head (sheet);
  g_autofree char *stamp = proctor_report_dup_stamp (proctor_invocation_get_created_at (head));
  Counts counts = { 0 };

  for (guint i = 0; i < rows->len; i++)
    count_row (sheet, g_ptr_array_index (rows, i), &counts);
  g_string_append (text, "  <testsuite");
  proctor_report_append_attribute (text, "name", suite);
  append_counts (text, &counts);
  proctor_report_append_attribute (text, "timestamp", stamp);
  g_string_append (text, ">\n    <properties>\n");
  append_property (text, "invocation", proctor_invocation_get_id (head));
  append_property (text, "agent", proctor_invocation_get_agent_id (head));
  append_property (text, "agent-name", sheet->agent_name);
  append_property (text, "branch", proctor_invocation_get_branch_id (head));
  append_property (text, "version", proctor_invocation_get_version_id (head));
  g_string_append (text, "    </properties>\n");
}

/* The folders in the order of their first tests, each with its tests. */
static GPtrArray *
collect_suites (ProctorReportSheet *sheet,
                GHashTable *rows)
{
  GPtrArray *suites = g_ptr_array_new ();

  for (guint i = 0; i < proctor_report_sheet_get_n_tests (sheet); i++)
    {
      ProctorMatrixRow *row = proctor_report_sheet_get_test (sheet, i);
      const char *folder = proctor_report_sheet_get_folder (sheet, row);
      const char *suite = folder != NULL ? folder : sheet->title;
      GPtrArray *of_suite = g_hash_table_lookup (rows, suite);

      if (of_suite == NULL)
        {
          of_suite = g_ptr_array_new ();
          g_hash_table_insert (rows, (gpointer) suite, of_suite);
          g_ptr_array_add (suites, (gpointer) suite);
        }
      g_ptr_array_add (of_suite, row);
    }

  return suites;
}

static void
write_suites (ProctorReportSheet *sheet)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) suites = collect_suites (sheet, rows);

  for (guint i = 0; i < suites->len; i++)
    {
      const char *suite = g_ptr_array_index (suites, i);
      GPtrArray *of_suite = g_hash_table_lookup (rows, suite);

      append_suite_head (sheet, suite, of_suite);
      for (guint j = 0; j < of_suite->len; j++)
        {
          if (!write_row (sheet, suite, g_ptr_array_index (of_suite, j)))
            return;
        }
      g_string_append (sheet->sink->text, "  </testsuite>\n");
    }
}

/**
 * proctor_report_write_junit:
 * @sheet: what is written, and where
 */
void
proctor_report_write_junit (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;
  gint64 secs = sheet->ended_at - proctor_invocation_get_created_at (proctor_report_sheet_get_head (sheet));
  Counts counts = { 0 };

  for (guint i = 0; i < proctor_report_sheet_get_n_tests (sheet); i++)
    count_row (sheet, proctor_report_sheet_get_test (sheet, i), &counts);
  g_string_append (text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
  proctor_report_append_attribute (text, "name", sheet->title);
  append_counts (text, &counts);
  g_string_append_printf (text, " time=\"%" G_GINT64_FORMAT "\">\n", CLAMP (secs, 0, G_MAXINT32));
  write_suites (sheet);
  g_string_append (sheet->sink->text, "</testsuites>\n");
}
