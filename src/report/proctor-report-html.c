/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-html.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "proctor-report-escape.h"
#include "proctor-report-words.h"
#include "proctor-run-group.h"

/* A page in one file: it has no scripts, asks for nothing from elsewhere and forbids both, and is XML as well, so that
 * whatever reads either reads it. */

static const char style[] = ":root { color-scheme: light dark; --line: #d5d5d5; --dim: #5e5e5e; --card: #f6f6f6; --passed: #157a3e; --failed: #b3121f; --odd: #8a5a00; }\n"
                            "@media (prefers-color-scheme: dark) { :root { --line: #474747; --dim: #b0b0b0; --card: #303030; --passed: #6fdc9a; --failed: #ff938c; --odd: #f0c050; } }\n"
                            "body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1.5rem; }\n"
                            "h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; } h4 { margin: 0.5rem 0; font-weight: 600; }\n"
                            "dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }\n"
                            ".wide { overflow-x: auto; } table { border-collapse: collapse; } th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }\n"
                            "td.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; } td.cells { line-height: 1.5; }\n"
                            "td.cells a { display: inline-block; margin-block: 0.1rem; min-width: 1.6rem; text-align: center; text-decoration: none; border: 1px solid currentcolor; border-radius: 0.3rem; }\n"
                            ".passed { color: var(--passed); } .failed { color: var(--failed); } .error, .inconclusive { color: var(--odd); } .cancelled, .pending, .role, .id { color: var(--dim); }\n"
                            ".id { font-size: 0.85em; font-weight: normal; } .run { border-inline-start: 3px solid var(--line); margin: 1rem 0; padding-inline-start: 1rem; } .run:target { border-color: currentcolor; }\n"
                            ".turn { background: var(--card); border-radius: 0.6rem; margin: 0.5rem 0; max-width: 46rem; padding: 0.4rem 0.8rem; } .agent { margin-inline-start: 2rem; } .turn p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }\n"
                            ".role { font-size: 0.85em; } pre { margin: 0.2rem 0; white-space: pre-wrap; overflow-wrap: anywhere; } summary { cursor: pointer; } li { white-space: pre-wrap; overflow-wrap: anywhere; }\n"
                            "@media print { body { max-width: none; padding: 0; font-size: 10pt; } .turn, tr { break-inside: avoid; } details::details-content { content-visibility: visible; height: auto; } }\n";

/* The sign says it too, for who doesn't see the colour. */
static const char *
get_sign (ProctorOutcome outcome)
{
  const char *const signs[PROCTOR_N_OUTCOMES] = {
    [PROCTOR_OUTCOME_PENDING] = "…",
    [PROCTOR_OUTCOME_PASSED] = "✓",
    [PROCTOR_OUTCOME_FAILED] = "✗",
    [PROCTOR_OUTCOME_ERROR] = "!",
    [PROCTOR_OUTCOME_INCONCLUSIVE] = "?",
    [PROCTOR_OUTCOME_CANCELLED] = "–",
  };

  return signs[outcome];
}

/* As in “de-DE”, for who reads the page aloud. */
static char *
dup_language (void)
{
  const char *name = setlocale (LC_MESSAGES, NULL);
  g_autofree char *language = g_strndup (name, strcspn (name, ".@"));

  if (g_str_equal (language, "C") || g_str_equal (language, "POSIX") || *language == '\0')
    return g_strdup ("en");

  return g_strdelimit (g_steal_pointer (&language), "_", '-');
}

static void
append_head (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;
  g_autofree char *language = dup_language ();

  g_string_append (text, "<!DOCTYPE html>\n<html");
  proctor_report_append_attribute (text, "lang", language);
  g_string_append (text, ">\n<head>\n<meta charset=\"utf-8\"/>\n"
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"generator\" content=\"Proctor " PROCTOR_VERSION "\"/>\n");
  proctor_report_append_element (text, "<title>", sheet->title, "</title>\n<style>\n");
  g_string_append (text, style);
  g_string_append (text, "</style>\n</head>\n<body>\n");
  proctor_report_append_element (text, "<h1 dir=\"auto\">", sheet->title, "</h1>\n");
}

static void
append_fact (GString *text,
             const char *name,
             const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  proctor_report_append_element (text, "<dt>", name, "</dt>");
  proctor_report_append_element (text, "<dd dir=\"auto\">", value, "</dd>\n");
}

static void
append_facts (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;
  ProctorInvocation *head = proctor_report_sheet_get_head (sheet);
  const ProctorMatrixSums *sums = proctor_matrix_get_sums (sheet->matrix);
  g_autofree char *counts = proctor_report_dup_counts (sums->counts);
  g_autofree char *begun = proctor_report_dup_time (proctor_invocation_get_created_at (head));
  g_autofree char *ended = proctor_report_dup_time (sheet->ended_at);
  g_autofree char *price = sums->has_price ? g_strdup_printf ("$%.4f", sums->price) : NULL;

  g_string_append (text, "<dl>\n");
  append_fact (text, _ ("Result"), counts);
  append_fact (text, _ ("Agent"), sheet->agent_name != NULL ? sheet->agent_name : proctor_invocation_get_agent_id (head));
  append_fact (text, _ ("Branch"), proctor_invocation_get_branch_id (head));
  append_fact (text, _ ("Version"), proctor_invocation_get_version_id (head));
  append_fact (text, _ ("Begun"), begun);
  append_fact (text, _ ("Ended"), ended);
  append_fact (text, _ ("Price"), price);
  append_fact (text, _ ("ID"), proctor_invocation_get_id (head));
  g_string_append (text, "</dl>\n");
}

static void
append_cells (GString *text,
              ProctorMatrixRow *row)
{
  g_string_append (text, "<td class=\"cells\">");
  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    {
      ProctorOutcome outcome = proctor_matrix_row_get_outcome (row, i);
      g_autofree char *words = g_strdup_printf ("%u: %s", i + 1, proctor_report_get_outcome_word (outcome));

      g_string_append_printf (text, "<a class=\"%s\" href=\"#run-%u\"", proctor_report_get_outcome_id (outcome), proctor_matrix_row_get_cell (row, i)->position);
      proctor_report_append_attribute (text, "title", words);
      proctor_report_append_attribute (text, "aria-label", words);
      g_string_append_printf (text, ">%s</a> ", get_sign (outcome));
    }
  g_string_append (text, "</td>");
}

static void
append_matrix_row (ProctorReportSheet *sheet,
                   guint i)
{
  GString *text = sheet->sink->text;
  ProctorMatrixRow *row = proctor_report_sheet_get_test (sheet, i);
  g_autofree char *interval = proctor_report_dup_interval (row);
  const char *folder = proctor_report_sheet_get_folder (sheet, row);

  g_string_append_printf (text, "<tr><td><a href=\"#test-%u\"><bdi>", i);
  proctor_report_append_element (text, "", proctor_report_get_test_name (row), "</bdi></a>");
  if (folder != NULL)
    proctor_report_append_element (text, "<br/><span class=\"id\"><bdi>", folder, "</bdi></span>");
  g_string_append_printf (text, "</td><td class=\"number\">%u/%u</td><td class=\"number\">", proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED), proctor_matrix_row_get_n_decided (row));
  proctor_report_append_element (text, "", interval, "</td>");
  append_cells (text, row);
  g_string_append (text, "</tr>\n");
}

static void
append_matrix (ProctorReportSheet *sheet)
{
  GString *text = sheet->sink->text;

  proctor_report_append_element (text, "<h2>", _ ("Tests"), "</h2>\n<div class=\"wide\"><table>\n<thead><tr>");
  proctor_report_append_element (text, "<th scope=\"col\">", _ ("Test"), "</th>");
  proctor_report_append_element (text, "<th scope=\"col\">", _ ("Passed"), "</th>");
  proctor_report_append_element (text, "<th scope=\"col\">", _ ("Likely"), "</th>");
  proctor_report_append_element (text, "<th scope=\"col\">", _ ("Repeats"), "</th></tr></thead>\n<tbody>\n");
  for (guint i = 0; i < proctor_report_sheet_get_n_tests (sheet); i++)
    {
      append_matrix_row (sheet, i);
      if (!proctor_report_sink_pass_on (sheet->sink))
        return;
    }
  g_string_append (text, "</tbody>\n</table></div>\n");
}

/* A title may be no more than the outcome and the reason's beginning. */
static gboolean
says_more (const char *title,
           const char *reason)
{
  const char *words = title != NULL ? strstr (title, ": ") : NULL;
  g_autofree char *beginning = NULL;

  if (title == NULL || words == NULL || reason == NULL)
    return title != NULL;

  beginning = g_strdup (words + strlen (": "));
  if (g_str_has_suffix (beginning, "…"))
    beginning[strlen (beginning) - strlen ("…")] = '\0';

  return !g_str_has_prefix (reason, beginning);
}

static void
append_group (ProctorReportSheet *sheet,
              ProctorRunGroup *group)
{
  GString *text = sheet->sink->text;
  const char *const *ids = proctor_run_group_get_run_ids (group);
  ProctorOutcome outcome = proctor_run_group_get_outcome (group);
  const char *reason = proctor_run_group_get_reason (group);
  const char *title = says_more (proctor_run_group_get_title (group), reason) ? proctor_run_group_get_title (group) : NULL;

  g_string_append_printf (text, "<li><b class=\"%s\">%s ", proctor_report_get_outcome_id (outcome), get_sign (outcome));
  proctor_report_append_element (text, "", proctor_report_get_outcome_word (outcome), "</b> ");
  proctor_report_append_element (text, "<bdi>", proctor_run_group_get_test_name (group), "</bdi>");
  if (title != NULL)
    proctor_report_append_element (text, " — <bdi>", title, "</bdi>");
  if (reason != NULL)
    proctor_report_append_element (text, title != NULL ? ": <bdi>" : " — <bdi>", reason, "</bdi>");
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      ProctorMatrixRow *row;
      guint column;

      if (proctor_matrix_find (sheet->matrix, ids[i], &row, &column))
        g_string_append_printf (text, " <a href=\"#run-%u\">%u</a>", proctor_matrix_row_get_cell (row, column)->position, column + 1);
    }
  g_string_append (text, "</li>\n");
}

/* Returns whether there is still somebody to write for. */
static gboolean
append_groups_of (ProctorReportSheet *sheet,
                  GListModel *groups,
                  gboolean passed)
{
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (ProctorRunGroup) group = g_list_model_get_item (groups, i);

      if ((proctor_run_group_get_outcome (group) == PROCTOR_OUTCOME_PASSED) != passed)
        continue;
      append_group (sheet, group);
      if (!proctor_report_sink_pass_on (sheet->sink))
        return FALSE;
    }

  return TRUE;
}

/* What has to be looked at comes first. */
static void
append_groups (ProctorReportSheet *sheet)
{
  gboolean is_own;
  g_autoptr (GListModel) groups = proctor_run_groups_make (proctor_report_sheet_get_head (sheet), sheet->matrix, &is_own);

  if (g_list_model_get_n_items (groups) == 0)
    return;

  proctor_report_append_element (sheet->sink->text, "<h2>", _ ("Groups"), "</h2>\n<ul>\n");
  if (append_groups_of (sheet, groups, FALSE) && append_groups_of (sheet, groups, TRUE))
    g_string_append (sheet->sink->text, "</ul>\n");
}

/* What has to be looked at is open, all else folded. */
static gboolean
append_test (ProctorReportSheet *sheet,
             guint i)
{
  GString *text = sheet->sink->text;
  ProctorMatrixRow *row = proctor_report_sheet_get_test (sheet, i);
  gboolean passed = proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED) == proctor_matrix_row_get_n_cells (row);
  guint counts[PROCTOR_N_OUTCOMES];
  g_autofree char *words = NULL;

  for (guint j = 0; j < PROCTOR_N_OUTCOMES; j++)
    counts[j] = proctor_matrix_row_get_count (row, (ProctorOutcome) j);
  words = proctor_report_dup_counts (counts);
  g_string_append_printf (text, "<details%s id=\"test-%u\"><summary><b><bdi>", passed ? "" : " open=\"open\"", i);
  proctor_report_append_element (text, "", proctor_report_get_test_name (row), "</bdi></b> — ");
  proctor_report_append_element (text, "", words, "</summary>\n");
  for (guint column = 0; column < proctor_matrix_row_get_n_cells (row); column++)
    {
      proctor_report_html_append_run (sheet, row, column);
      if (!proctor_report_sink_pass_on (sheet->sink))
        return FALSE;
    }
  g_string_append (text, "</details>\n");

  return TRUE;
}

/**
 * proctor_report_write_html:
 * @sheet: what is written, and where
 */
void
proctor_report_write_html (ProctorReportSheet *sheet)
{
  append_head (sheet);
  append_facts (sheet);
  append_matrix (sheet);
  append_groups (sheet);
  proctor_report_append_element (sheet->sink->text, "<h2>", _ ("Runs"), "</h2>\n");
  for (guint i = 0; i < proctor_report_sheet_get_n_tests (sheet); i++)
    {
      if (!append_test (sheet, i))
        return;
    }
  g_string_append (sheet->sink->text, "</body>\n</html>\n");
}
