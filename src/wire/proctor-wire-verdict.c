/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-verdict.h"

#include <math.h>
#include <string.h>

#include "proctor-tool-result.h"
#include "proctor-turn.h"

/* Lines that judge a criterion begin like this, whatever language goes on. */
static const struct
{
  const char *word;
  ProctorOutcome outcome;
} verdicts[] = {
  { "passed", PROCTOR_OUTCOME_PASSED },
  { "failed", PROCTOR_OUTCOME_FAILED },
  { "inconclusive", PROCTOR_OUTCOME_INCONCLUSIVE },
};

/**
 * proctor_wire_decide_outcome:
 * @status: (nullable): a run's `status`
 * @result: (nullable): its condition_result's `result`, %NULL if there is none
 * @cause: what got in the way
 *
 * The one place that says how a run ended. An error is not a failure: it says nothing of the agent.
 * What contradicts itself is inconclusive, and what nobody knows the name of is never a pass.
 *
 * Returns: the outcome
 */
ProctorOutcome
proctor_wire_decide_outcome (const char *status,
                             const char *result,
                             ProctorCause cause)
{
  gboolean success = g_strcmp0 (result, "success") == 0;
  gboolean failure = g_strcmp0 (result, "failure") == 0;

  if (g_strcmp0 (status, "pending") == 0)
    return PROCTOR_OUTCOME_PENDING;
  if (g_strcmp0 (status, "cancelled") == 0)
    return PROCTOR_OUTCOME_CANCELLED;
  /* Mocks may have been missing on the way to a pass; the transcript tells. */
  if (g_strcmp0 (status, "passed") == 0)
    return success || result == NULL ? PROCTOR_OUTCOME_PASSED : PROCTOR_OUTCOME_INCONCLUSIVE;
  if (g_strcmp0 (status, "failed") != 0)
    return PROCTOR_OUTCOME_ERROR;
  if (cause != PROCTOR_CAUSE_NONE || result == NULL)
    return PROCTOR_OUTCOME_ERROR;

  return failure ? PROCTOR_OUTCOME_FAILED : PROCTOR_OUTCOME_INCONCLUSIVE;
}

/**
 * proctor_wire_is_settled:
 * @status: (nullable): a run's `status`
 *
 * Returns: whether a run will stay as it is; one with a status that nobody knows may not
 */
gboolean
proctor_wire_is_settled (const char *status)
{
  return g_strcmp0 (status, "passed") == 0 || g_strcmp0 (status, "failed") == 0 || g_strcmp0 (status, "cancelled") == 0;
}

/**
 * proctor_wire_find_cause_in_line:
 * @line: (nullable): a line of a rationale
 *
 * A judge may well write of errors and time-outs that the agent talked about, so lines about
 * criteria don't count, and of the others only what the service says itself.
 *
 * Returns: what got in the way
 */
ProctorCause
proctor_wire_find_cause_in_line (const char *line)
{
  if (line == NULL || proctor_wire_is_criterion (line))
    return PROCTOR_CAUSE_NONE;
  if (g_str_has_prefix (line, "Timed out after "))
    return PROCTOR_CAUSE_TIMEOUT;
  if (strstr (line, "no mock matched for tool") != NULL)
    return PROCTOR_CAUSE_NO_MOCK;
  if (g_str_has_prefix (line, "Error:"))
    return PROCTOR_CAUSE_ERROR;

  return PROCTOR_CAUSE_NONE;
}

/**
 * proctor_wire_find_cause_in_result:
 * @result: (nullable): what a tool answered
 *
 * Returns: what got in the way
 */
ProctorCause
proctor_wire_find_cause_in_result (const char *result)
{
  return result != NULL && strstr (result, "no mock matched for tool") != NULL ? PROCTOR_CAUSE_NO_MOCK : PROCTOR_CAUSE_NONE;
}

/**
 * proctor_wire_decide_answer:
 * @strategy: (nullable): the test's `mocking_strategy`
 * @fallback: (nullable): its `fallback_strategy`
 * @kind: (nullable): what kind of tool was called
 * @result: (nullable): what came of it
 *
 * A transcript doesn't say what answered; often the test does. What belongs to the system or to the
 * workflow is never mocked, and so says nothing.
 *
 * Returns: what answered a call
 */
ProctorAnswer
proctor_wire_decide_answer (const char *strategy,
                            const char *fallback,
                            const char *kind,
                            const char *result)
{
  if (proctor_wire_find_cause_in_result (result) == PROCTOR_CAUSE_NO_MOCK)
    return PROCTOR_ANSWER_UNMATCHED;
  if (g_strcmp0 (kind, "system") == 0 || g_strcmp0 (kind, "workflow") == 0)
    return PROCTOR_ANSWER_UNKNOWN;
  if (strategy == NULL || strcmp (strategy, "none") == 0)
    return PROCTOR_ANSWER_REAL;
  /* Where the real tool may step in, either may have answered. */
  if (strcmp (strategy, "all") == 0 && g_strcmp0 (fallback, "call_real_tool") != 0)
    return PROCTOR_ANSWER_MOCK;

  return PROCTOR_ANSWER_UNKNOWN;
}

/* "Criterion 2 failed: …": the number, which verdict it is, and where the text begins. */
static gboolean
split_criterion (const char *line,
                 gint64 *number,
                 gsize *verdict,
                 const char **text)
{
  char *end;

  if (!g_str_has_prefix (line, "Criterion ") || !g_ascii_isdigit (line[strlen ("Criterion ")]))
    return FALSE;

  *number = g_ascii_strtoll (line + strlen ("Criterion "), &end, 10);
  if (*end != ' ')
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      gsize length = strlen (verdicts[i].word);

      if (strncmp (end + 1, verdicts[i].word, length) != 0 || end[1 + length] != ':')
        continue;
      *verdict = i;
      *text = end + 2 + length;
      return TRUE;
    }

  return FALSE;
}

/**
 * proctor_wire_is_criterion:
 * @line: a line of a rationale
 *
 * Returns: whether it judges a criterion
 */
gboolean
proctor_wire_is_criterion (const char *line)
{
  const char *text;
  gint64 number;
  gsize verdict;

  return split_criterion (line, &number, &verdict, &text);
}

/**
 * proctor_wire_parse_criterion:
 * @line: a line of a rationale
 *
 * Returns: (transfer full) (nullable): what it says of a criterion; %NULL if it is about none
 */
ProctorCriterion *
proctor_wire_parse_criterion (const char *line)
{
  g_autoptr (ProctorCriterion) criterion = NULL;
  g_autofree char *trimmed = NULL;
  const char *text;
  gint64 number;
  gsize verdict;

  if (!split_criterion (line, &number, &verdict, &text))
    return NULL;

  criterion = proctor_criterion_new ();
  trimmed = g_strstrip (g_strdup (text));
  proctor_criterion_set_number (criterion, number);
  proctor_criterion_set_outcome (criterion, (gint64) verdicts[verdict].outcome);
  proctor_criterion_set_text (criterion, trimmed);

  return g_steal_pointer (&criterion);
}

static char *
make_line (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *line = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
    }

  return g_string_free (line, FALSE);
}

static gboolean
is_failed_criterion (const char *line)
{
  const char *text;
  gint64 number;
  gsize verdict;

  return split_criterion (line, &number, &verdict, &text) && verdicts[verdict].outcome != PROCTOR_OUTCOME_PASSED;
}

/**
 * proctor_wire_make_summary:
 * @outcome: how a run ended
 * @cause: what got in the way
 * @words: (nullable): what says so, if anything did
 * @summary: (nullable): its rationale's summary, which may be empty
 * @messages: (nullable): the rationale's lines
 *
 * What the judge says of a run that could not be carried out is not why it ended as it did: the
 * judge has seen an agent that got no answers.
 *
 * Returns: (transfer full) (nullable): why a run ended as it did, on one line
 */
char *
proctor_wire_make_summary (ProctorOutcome outcome,
                           ProctorCause cause,
                           const char *words,
                           const char *summary,
                           const char *const *messages)
{
  const char *reason = outcome == PROCTOR_OUTCOME_ERROR && cause != PROCTOR_CAUSE_NONE ? words : summary;
  g_autofree char *line = reason != NULL ? make_line (reason) : NULL;

  if (line != NULL && *line != '\0')
    return g_steal_pointer (&line);
  if (messages == NULL || messages[0] == NULL)
    return NULL;

  for (gsize i = 0; messages[i] != NULL; i++)
    {
      if (is_failed_criterion (messages[i]))
        return make_line (messages[i]);
    }

  return make_line (messages[0]);
}

/* What got in the way, and what says so. */
static ProctorCause
find_cause (ProctorRun *run,
            ProctorRationale *rationale,
            char **words)
{
  const char *const *messages = rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL;
  GListModel *turns = proctor_run_get_agent_responses (run);
  const char *line = rationale != NULL ? proctor_rationale_get_summary (rationale) : NULL;
  ProctorCause cause = proctor_wire_find_cause_in_line (line);

  for (gsize i = 0; cause == PROCTOR_CAUSE_NONE && messages != NULL && messages[i] != NULL; i++)
    {
      line = messages[i];
      cause = proctor_wire_find_cause_in_line (line);
    }
  if (cause != PROCTOR_CAUSE_NONE)
    *words = g_strdup (line);

  for (guint i = 0; cause == PROCTOR_CAUSE_NONE && i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorRecord) turn = g_list_model_get_item (turns, i);
      GListModel *results = PROCTOR_IS_TURN (turn) ? proctor_turn_get_tool_results (PROCTOR_TURN (turn)) : NULL;

      for (guint j = 0; cause == PROCTOR_CAUSE_NONE && results != NULL && j < g_list_model_get_n_items (results); j++)
        {
          g_autoptr (ProctorRecord) result = g_list_model_get_item (results, j);

          if (!PROCTOR_IS_TOOL_RESULT (result))
            continue;

          line = proctor_tool_result_get_result_value (PROCTOR_TOOL_RESULT (result));
          cause = proctor_wire_find_cause_in_result (line);
          if (cause != PROCTOR_CAUSE_NONE)
            *words = g_strdup (line);
        }
    }

  return cause;
}

static void
fill_test_kind (ProctorRunRow *row,
                ProctorRun *run)
{
  ProctorTest *test = proctor_run_get_test_info (run);
  ProctorRunMetadata *metadata = proctor_run_get_metadata (run);

  if (test != NULL && proctor_test_get_kind (test) != NULL)
    proctor_run_row_set_test_type (row, proctor_test_get_kind (test));
  else if (metadata != NULL && proctor_run_metadata_get_test_type (metadata) != NULL)
    proctor_run_row_set_test_type (row, proctor_run_metadata_get_test_type (metadata));
}

static void
count_answers (ProctorRunRow *row,
               ProctorRun *run)
{
  ProctorTest *test = proctor_run_get_test_info (run);
  ProctorMockBehaviour *mocks = test != NULL ? proctor_test_get_tool_mock_config (test) : NULL;
  const char *strategy = mocks != NULL ? proctor_mock_behaviour_get_mocking_strategy (mocks) : NULL;
  const char *fallback = mocks != NULL ? proctor_mock_behaviour_get_fallback_strategy (mocks) : NULL;
  GListModel *turns = proctor_run_get_agent_responses (run);
  gint64 n[PROCTOR_ANSWER_UNMATCHED + 1] = { 0 };

  /* Elsewhere calls are looked at and not carried out. */
  if (test == NULL || g_strcmp0 (proctor_test_get_kind (test), "simulation") != 0)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorRecord) turn = g_list_model_get_item (turns, i);
      GListModel *results = PROCTOR_IS_TURN (turn) ? proctor_turn_get_tool_results (PROCTOR_TURN (turn)) : NULL;

      for (guint j = 0; results != NULL && j < g_list_model_get_n_items (results); j++)
        {
          g_autoptr (ProctorRecord) result = g_list_model_get_item (results, j);

          if (PROCTOR_IS_TOOL_RESULT (result))
            n[proctor_wire_decide_answer (strategy, fallback, proctor_tool_result_get_kind (PROCTOR_TOOL_RESULT (result)), proctor_tool_result_get_result_value (PROCTOR_TOOL_RESULT (result)))]++;
        }
    }
  if (n[PROCTOR_ANSWER_MOCK] > 0)
    proctor_run_row_set_n_mocked (row, n[PROCTOR_ANSWER_MOCK]);
  if (n[PROCTOR_ANSWER_REAL] > 0)
    proctor_run_row_set_n_unmocked (row, n[PROCTOR_ANSWER_REAL]);
  if (n[PROCTOR_ANSWER_UNMATCHED] > 0)
    proctor_run_row_set_n_unmatched (row, n[PROCTOR_ANSWER_UNMATCHED]);
}

static void
fill_cost (ProctorRunRow *row,
           ProctorRun *run)
{
  ProctorCharging *charging = proctor_run_get_charging (run);
  double price = charging != NULL ? proctor_charging_get_llm_price (charging) + proctor_charging_get_platform_price (charging) : NAN;

  if (proctor_record_get_presence (PROCTOR_RECORD (run), PROCTOR_RUN_FIELD_CREDITS_USED) == PROCTOR_PRESENCE_VALUE)
    proctor_run_row_set_credits_used (row, proctor_run_get_credits_used (run));
  /* Two that are absurd have a sum that is no number. */
  if (isfinite (price))
    proctor_run_row_set_price (row, price);
}

/**
 * proctor_wire_make_run_row:
 * @run: a run
 *
 * Returns: (transfer full): what lists show of it
 */
ProctorRunRow *
proctor_wire_make_run_row (ProctorRun *run)
{
  g_autoptr (ProctorRunRow) row = proctor_run_row_new ();
  ProctorConditionResult *verdict = proctor_run_get_condition_result (run);
  ProctorRationale *rationale = verdict != NULL ? proctor_condition_result_get_rationale (verdict) : NULL;
  const char *result = verdict != NULL ? proctor_condition_result_get_result (verdict) : NULL;
  const char *status = proctor_run_get_status (run);
  g_autofree char *words = NULL;
  ProctorCause cause = find_cause (run, rationale, &words);
  ProctorOutcome outcome = proctor_wire_decide_outcome (status, result, cause);
  g_autofree char *summary = NULL;

  proctor_run_row_set_test_run_id (row, proctor_run_get_test_run_id (run));
  proctor_run_row_set_test_id (row, proctor_run_get_test_id (run));
  proctor_run_row_set_test_name (row, proctor_run_get_test_name (run));
  proctor_run_row_set_status (row, status);
  proctor_run_row_set_result (row, result);
  proctor_run_row_set_outcome (row, (gint64) outcome);
  proctor_run_row_set_last_updated_at (row, proctor_run_get_last_updated_at (run));
  proctor_run_row_set_workflow_node_id (row, proctor_run_get_workflow_node_id (run));
  summary = proctor_wire_make_summary (outcome, cause, words,
                                       rationale != NULL ? proctor_rationale_get_summary (rationale) : NULL,
                                       rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL);
  proctor_run_row_set_summary (row, summary);
  if (proctor_run_get_root_folder_id (run) != NULL)
    proctor_run_row_set_root_folder_id (row, proctor_run_get_root_folder_id (run));
  if (proctor_run_get_version_id (run) != NULL)
    proctor_run_row_set_version_id (row, proctor_run_get_version_id (run));
  if (proctor_run_get_root_folder_name (run) != NULL)
    proctor_run_row_set_root_folder_name (row, proctor_run_get_root_folder_name (run));
  fill_test_kind (row, run);
  count_answers (row, run);
  fill_cost (row, run);

  return g_steal_pointer (&row);
}
