/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-statistics.h"
#include "proctor-voice-part.h"
#include "proctor-wire-verdict.h"

/* What all reports say of runs. */

/* The order in which outcomes are told. */
static const ProctorOutcome order[] = {
  PROCTOR_OUTCOME_PASSED,
  PROCTOR_OUTCOME_FAILED,
  PROCTOR_OUTCOME_ERROR,
  PROCTOR_OUTCOME_INCONCLUSIVE,
  PROCTOR_OUTCOME_CANCELLED,
  PROCTOR_OUTCOME_PENDING,
};

/**
 * proctor_report_get_outcome_word:
 * @outcome: how a run ended
 *
 * Returns: a word for it, for a person
 */
const char *
proctor_report_get_outcome_word (ProctorOutcome outcome)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PENDING:
      return _ ("pending");
    case PROCTOR_OUTCOME_PASSED:
      return _ ("passed");
    case PROCTOR_OUTCOME_FAILED:
      return _ ("failed");
    case PROCTOR_OUTCOME_ERROR:
      return _ ("error");
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return _ ("inconclusive");
    case PROCTOR_OUTCOME_CANCELLED:
      return _ ("cancelled");
    }

  return "";
}

/**
 * proctor_report_get_outcome_id:
 * @outcome: how a run ended
 *
 * Returns: a word for it that is the same in all languages
 */
const char *
proctor_report_get_outcome_id (ProctorOutcome outcome)
{
  const char *const ids[PROCTOR_N_OUTCOMES] = {
    [PROCTOR_OUTCOME_PENDING] = "pending",
    [PROCTOR_OUTCOME_PASSED] = "passed",
    [PROCTOR_OUTCOME_FAILED] = "failed",
    [PROCTOR_OUTCOME_ERROR] = "error",
    [PROCTOR_OUTCOME_INCONCLUSIVE] = "inconclusive",
    [PROCTOR_OUTCOME_CANCELLED] = "cancelled",
  };

  return outcome < PROCTOR_N_OUTCOMES ? ids[outcome] : ids[PROCTOR_OUTCOME_ERROR];
}

/**
 * proctor_report_get_test_name:
 * @row: a test
 *
 * Returns: what it was called, or at least its id
 */
const char *
proctor_report_get_test_name (ProctorMatrixRow *row)
{
  const char *name = proctor_matrix_row_get_name (row);

  if (name != NULL && name[strspn (name, " \t\r\n")] != '\0')
    return name;

  return proctor_matrix_row_get_test_id (row) != NULL ? proctor_matrix_row_get_test_id (row) : _ ("Runs that can't be read");
}

const char *
proctor_report_get_role_word (const char *role)
{
  if (g_strcmp0 (role, "user") == 0)
    return _ ("User");
  if (g_strcmp0 (role, "agent") == 0)
    return _ ("Agent");

  return role != NULL ? role : "?";
}

static void
add_reason (GStrvBuilder *reasons,
            const char *text)
{
  if (text != NULL && text[strspn (text, " \t\r\n\v\f")] != '\0')
    g_strv_builder_take (reasons, g_strstrip (g_strdup (text)));
}

static gboolean
is_known (const char *status)
{
  return proctor_wire_is_settled (status) || g_strcmp0 (status, "pending") == 0;
}

/**
 * proctor_report_dup_reasons:
 * @row: what is known of a run
 * @run: (nullable): all of it, where it can be taken apart
 *
 * Returns: (transfer full): why it ended as it did, one thing after the other
 */
char **
proctor_report_dup_reasons (ProctorRunRow *row,
                            ProctorRun *run)
{
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();
  ProctorConditionResult *verdict = run != NULL ? proctor_run_get_condition_result (run) : NULL;
  ProctorRationale *rationale = verdict != NULL ? proctor_condition_result_get_rationale (verdict) : NULL;
  const char *const *messages = rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL;
  const char *summary = rationale != NULL ? proctor_rationale_get_summary (rationale) : NULL;
  const char *status = proctor_run_row_get_status (row);
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);

  if (proctor_run_row_get_problem (row) != NULL)
    {
      add_reason (reasons, proctor_run_row_get_problem (row));
      return g_strv_builder_end (reasons);
    }
  if (outcome != PROCTOR_OUTCOME_PASSED && outcome != PROCTOR_OUTCOME_PENDING && !is_known (status))
    {
      g_strv_builder_take (reasons, g_strdup_printf (_ ("has the status “%s”, which this version doesn't know"), status != NULL ? status : ""));
      return g_strv_builder_end (reasons);
    }

  /* What can't be taken apart has been skimmed nevertheless. */
  if (run == NULL)
    summary = proctor_run_row_get_summary (row);
  if (outcome == PROCTOR_OUTCOME_ERROR && proctor_run_row_get_result (row) == NULL && (summary == NULL || summary[strspn (summary, " \t\r\n\v\f")] == '\0'))
    add_reason (reasons, _ ("no verdict"));
  add_reason (reasons, summary);
  for (gsize i = 0; messages != NULL && messages[i] != NULL; i++)
    {
      if (g_strcmp0 (messages[i], summary) != 0)
        add_reason (reasons, messages[i]);
    }

  return g_strv_builder_end (reasons);
}

static char *
dup_count (ProctorOutcome outcome,
           guint n)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PENDING:
      return g_strdup_printf (ngettext ("%u pending", "%u pending", n), n);
    case PROCTOR_OUTCOME_PASSED:
      return g_strdup_printf (ngettext ("%u passed", "%u passed", n), n);
    case PROCTOR_OUTCOME_FAILED:
      return g_strdup_printf (ngettext ("%u failed", "%u failed", n), n);
    case PROCTOR_OUTCOME_ERROR:
      return g_strdup_printf (ngettext ("%u error", "%u errors", n), n);
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return g_strdup_printf (ngettext ("%u inconclusive", "%u inconclusive", n), n);
    case PROCTOR_OUTCOME_CANCELLED:
      return g_strdup_printf (ngettext ("%u cancelled", "%u cancelled", n), n);
    }

  return g_strdup ("");
}

/**
 * proctor_report_dup_counts:
 * @counts: (array fixed-size=6): how many runs ended in each way, by #ProctorOutcome
 *
 * Returns: (transfer full): that in words
 */
char *
proctor_report_dup_counts (const guint *counts)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *count = NULL;

      if (counts[order[i]] == 0)
        continue;
      count = dup_count (order[i], counts[order[i]]);
      g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "", count);
    }
  if (text->len == 0)
    g_string_append (text, _ ("no runs"));

  return g_string_free (text, FALSE);
}

/**
 * proctor_report_dup_interval:
 * @row: a test
 *
 * Returns: (transfer full): between what its true rate lies, as in “23–88 %”; empty where nothing tells
 */
char *
proctor_report_dup_interval (ProctorMatrixRow *row)
{
  guint n = proctor_matrix_row_get_n_decided (row);
  double low, high;

  if (n < 2)
    return g_strdup ("");

  proctor_statistics_wilson (proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED), n, &low, &high);

  /* Translators: an interval, as in “23–88 %”. */
  return g_strdup_printf (_ ("%u–%u %%"), (guint) (low * 100 + 0.5), (guint) (high * 100 + 0.5));
}

/**
 * proctor_report_dup_time:
 * @time: in seconds since 1970
 *
 * Returns: (transfer full): that for a person, wherever they are; empty if it is not known
 */
char *
proctor_report_dup_time (gint64 time)
{
  g_autoptr (GDateTime) date = time > 0 ? g_date_time_new_from_unix_utc (time) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d %H:%M UTC") : g_strdup ("");
}

/**
 * proctor_report_dup_stamp:
 * @time: in seconds since 1970
 *
 * Returns: (transfer full) (nullable): that for a program, as ISO 8601 has it; %NULL if it is not known
 */
char *
proctor_report_dup_stamp (gint64 time)
{
  g_autoptr (GDateTime) date = time > 0 ? g_date_time_new_from_unix_utc (time) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/**
 * proctor_report_dup_number:
 * @number: a number
 *
 * Returns: (transfer full): it in digits that a program reads, whatever the language
 */
char *
proctor_report_dup_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.9g", number));
}

/**
 * proctor_report_dup_message:
 * @turn: a turn
 *
 * Returns: (transfer full): what was said in it, by however many voices; empty if nothing
 */
char *
proctor_report_dup_message (ProctorTurn *turn)
{
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (turn);
  const char *message = proctor_turn_get_message (turn);
  GListModel *parts = voices != NULL ? proctor_multivoice_message_get_parts (voices) : NULL;
  GString *text;

  if ((message != NULL && *message != '\0') || parts == NULL)
    return g_strdup (message != NULL ? message : "");

  text = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ProctorRecord) part = g_list_model_get_item (parts, i);
      const char *words = PROCTOR_IS_VOICE_PART (part) ? proctor_voice_part_get_text (PROCTOR_VOICE_PART (part)) : NULL;

      if (words != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words);
    }

  return g_string_free (text, FALSE);
}

static void
append_tools (GString *text,
              ProctorTurn *turn)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);
  GListModel *results = proctor_turn_get_tool_results (turn);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ProctorRecord) record = g_list_model_get_item (calls, i);
      ProctorToolCall *call = PROCTOR_IS_TOOL_CALL (record) ? PROCTOR_TOOL_CALL (record) : NULL;

      if (call != NULL)
        g_string_append_printf (text, "  → %s %s\n", proctor_tool_call_get_tool_name (call) != NULL ? proctor_tool_call_get_tool_name (call) : "?", proctor_tool_call_get_params_as_json (call) != NULL ? proctor_tool_call_get_params_as_json (call) : "");
    }
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ProctorRecord) record = g_list_model_get_item (results, i);
      ProctorToolResult *answer = PROCTOR_IS_TOOL_RESULT (record) ? PROCTOR_TOOL_RESULT (record) : NULL;

      if (answer != NULL)
        g_string_append_printf (text, "  ← %s%s %s\n", proctor_tool_result_get_tool_name (answer) != NULL ? proctor_tool_result_get_tool_name (answer) : "?", proctor_tool_result_get_is_error (answer) ? " !" : "", proctor_tool_result_get_result_value (answer) != NULL ? proctor_tool_result_get_result_value (answer) : "");
    }
}

/**
 * proctor_report_append_transcript:
 * @text: text that is being written
 * @run: (nullable): a run
 *
 * Writes what was said, a line for each turn, call and answer.
 */
void
proctor_report_append_transcript (GString *text,
                                  ProctorRun *run)
{
  GListModel *turns = run != NULL ? proctor_run_get_agent_responses (run) : NULL;

  for (guint i = 0; turns != NULL && i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorRecord) record = g_list_model_get_item (turns, i);
      ProctorTurn *turn = PROCTOR_IS_TURN (record) ? PROCTOR_TURN (record) : NULL;
      g_autofree char *message = turn != NULL ? proctor_report_dup_message (turn) : NULL;

      if (turn == NULL)
        continue;
      if (*message != '\0')
        g_string_append_printf (text, "%s: %s\n", proctor_report_get_role_word (proctor_turn_get_role (turn)), message);
      append_tools (text, turn);
    }
}

gboolean
proctor_report_has_price (ProctorRunRow *row)
{
  return proctor_record_get_presence (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_PRICE) == PROCTOR_PRESENCE_VALUE;
}

/**
 * proctor_report_sum_price:
 * @row: a test
 * @price: (out): what its repeats cost in dollars
 *
 * Returns: whether that is known of any
 */
gboolean
proctor_report_sum_price (ProctorMatrixRow *row,
                          double *price)
{
  gboolean known = FALSE;

  *price = 0;
  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    {
      ProctorRunRow *run = proctor_matrix_row_get_cell (row, i)->run;

      known |= proctor_report_has_price (run);
      *price += proctor_run_row_get_price (run);
    }

  return known;
}
