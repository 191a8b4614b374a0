/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-skim.h"

#include <glib/gi18n.h>
#include <math.h>
#include <yyjson.h>

#include "proctor-api-error.h"
#include "proctor-record-storage.h"
#include "proctor-wire-verdict.h"

/* What is said of a run here has to be what proctor_wire_make_run_row() says of it, at a small
 * part of the effort; a test compares the two. */

static const char *
get_string (yyjson_val *object,
            const char *member)
{
  return yyjson_get_str (yyjson_obj_get (object, member));
}

static void
fill_string (ProctorRunRow *row,
             guint field,
             const char *value)
{
  if (value != NULL)
    proctor_record_fill_string (PROCTOR_RECORD (row), field, value);
}

/* Whole numbers may come with a point, up to where a double knows each of them. */
static gboolean
is_int (yyjson_val *value)
{
  double number = yyjson_get_real (value);

  return yyjson_is_int (value) || (yyjson_is_real (value) && number == trunc (number) && fabs (number) <= 9007199254740992.0);
}

static gboolean
is_absent (yyjson_val *value)
{
  return value == NULL || yyjson_is_null (value);
}

/* What is no turn to the codec has no results either. */
static gboolean
is_turn (yyjson_val *turn)
{
  yyjson_val *role = yyjson_obj_get (turn, "role");
  yyjson_val *time = yyjson_obj_get (turn, "time_in_call_secs");

  return yyjson_is_obj (turn) && (is_absent (role) || yyjson_is_str (role)) && (is_absent (time) || is_int (time));
}

/* The codec takes a list only if all of it is text. */
static GPtrArray *
get_messages (yyjson_val *rationale)
{
  yyjson_val *array = yyjson_obj_get (rationale, "messages");
  g_autoptr (GPtrArray) messages = g_ptr_array_new_null_terminated (yyjson_arr_size (array), NULL, TRUE);
  yyjson_val *message;
  gsize i, n;

  yyjson_arr_foreach (array, i, n, message)
  {
    if (!yyjson_is_str (message))
      return NULL;
    g_ptr_array_add (messages, (gpointer) yyjson_get_str (message));
  }

  return g_steal_pointer (&messages);
}

static ProctorCause
find_cause_in_turns (yyjson_val *turns,
                     const char **words)
{
  yyjson_val *turn, *result;
  gsize i, n, j, m;

  if (!yyjson_is_arr (turns))
    return PROCTOR_CAUSE_NONE;

  yyjson_arr_foreach (turns, i, n, turn)
  {
    yyjson_val *results = yyjson_obj_get (turn, "tool_results");

    if (!yyjson_is_arr (results) || !is_turn (turn))
      continue;
    yyjson_arr_foreach (results, j, m, result)
    {
      const char *value = get_string (result, "result_value");
      ProctorCause cause = proctor_wire_find_cause_in_result (value);

      if (cause == PROCTOR_CAUSE_NONE)
        continue;
      *words = value;
      return cause;
    }
  }

  return PROCTOR_CAUSE_NONE;
}

static void
count_answers (ProctorRunRow *row,
               yyjson_val *run)
{
  yyjson_val *test = yyjson_obj_get (run, "test_info");
  yyjson_val *mocks = yyjson_obj_get (test, "tool_mock_config");
  const char *strategy = get_string (mocks, "mocking_strategy");
  const char *fallback = get_string (mocks, "fallback_strategy");
  yyjson_val *turns = yyjson_obj_get (run, "agent_responses");
  yyjson_val *turn, *result;
  gint64 n[PROCTOR_ANSWER_UNMATCHED + 1] = { 0 };
  gsize i, count, j, m;

  if (g_strcmp0 (get_string (test, "type"), "simulation") != 0 || !yyjson_is_arr (turns))
    return;

  yyjson_arr_foreach (turns, i, count, turn)
  {
    yyjson_val *results = yyjson_obj_get (turn, "tool_results");

    if (!yyjson_is_arr (results) || !is_turn (turn))
      continue;
    yyjson_arr_foreach (results, j, m, result)
    {
      if (yyjson_is_obj (result))
        n[proctor_wire_decide_answer (strategy, fallback, get_string (result, "type"), get_string (result, "result_value"))]++;
    }
  }
  if (n[PROCTOR_ANSWER_MOCK] > 0)
    proctor_record_fill_int (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_N_MOCKED, n[PROCTOR_ANSWER_MOCK]);
  if (n[PROCTOR_ANSWER_REAL] > 0)
    proctor_record_fill_int (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_N_UNMOCKED, n[PROCTOR_ANSWER_REAL]);
  if (n[PROCTOR_ANSWER_UNMATCHED] > 0)
    proctor_record_fill_int (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_N_UNMATCHED, n[PROCTOR_ANSWER_UNMATCHED]);
}

static void
fill_verdict (ProctorRunRow *row,
              yyjson_val *run)
{
  yyjson_val *verdict = yyjson_obj_get (run, "condition_result");
  yyjson_val *rationale = yyjson_obj_get (verdict, "rationale");
  g_autoptr (GPtrArray) messages = get_messages (rationale);
  const char *const *lines = messages != NULL ? (const char *const *) messages->pdata : NULL;
  const char *status = get_string (run, "status");
  const char *result = get_string (verdict, "result");
  const char *summary = get_string (rationale, "summary");
  const char *words = summary;
  ProctorCause cause = proctor_wire_find_cause_in_line (summary);
  g_autofree char *line = NULL;
  ProctorOutcome outcome;

  for (gsize i = 0; cause == PROCTOR_CAUSE_NONE && lines != NULL && lines[i] != NULL; i++)
    {
      words = lines[i];
      cause = proctor_wire_find_cause_in_line (words);
    }
  if (cause == PROCTOR_CAUSE_NONE)
    cause = find_cause_in_turns (yyjson_obj_get (run, "agent_responses"), &words);
  outcome = proctor_wire_decide_outcome (status, result, cause);
  line = proctor_wire_make_summary (outcome, cause, words, summary, lines);

  fill_string (row, PROCTOR_RUN_ROW_FIELD_STATUS, status);
  fill_string (row, PROCTOR_RUN_ROW_FIELD_RESULT, result);
  fill_string (row, PROCTOR_RUN_ROW_FIELD_SUMMARY, line);
  proctor_record_fill_int (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_OUTCOME, (gint64) outcome);
}

static void
fill_cost (ProctorRunRow *row,
           yyjson_val *run)
{
  yyjson_val *credits = yyjson_obj_get (run, "credits_used");
  yyjson_val *charging = yyjson_obj_get (run, "charging");

  if (yyjson_is_num (credits))
    proctor_record_fill_double (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_CREDITS_USED, yyjson_get_num (credits), FALSE);
  if (yyjson_is_obj (charging))
    {
      double price = yyjson_get_num (yyjson_obj_get (charging, "llm_price")) + yyjson_get_num (yyjson_obj_get (charging, "platform_price"));

      /* Two that are absurd have a sum that is no number. */
      if (isfinite (price))
        proctor_record_fill_double (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_PRICE, price, FALSE);
    }
}

static gint64
get_time (yyjson_val *run)
{
  yyjson_val *value = yyjson_obj_get (run, "last_updated_at_unix");

  if (!is_int (value))
    return 0;

  return yyjson_is_real (value) ? (gint64) yyjson_get_real (value) : yyjson_get_sint (value);
}

static ProctorRunRow *
make_row (yyjson_val *run)
{
  ProctorRunRow *row = proctor_run_row_new ();
  const char *kind = get_string (yyjson_obj_get (run, "test_info"), "type");

  if (kind == NULL)
    kind = get_string (yyjson_obj_get (run, "metadata"), "test_type");
  fill_string (row, PROCTOR_RUN_ROW_FIELD_TEST_RUN_ID, get_string (run, "test_run_id"));
  fill_string (row, PROCTOR_RUN_ROW_FIELD_TEST_ID, get_string (run, "test_id"));
  fill_string (row, PROCTOR_RUN_ROW_FIELD_TEST_NAME, get_string (run, "test_name"));
  fill_string (row, PROCTOR_RUN_ROW_FIELD_TEST_TYPE, kind);
  fill_string (row, PROCTOR_RUN_ROW_FIELD_WORKFLOW_NODE_ID, get_string (run, "workflow_node_id"));
  fill_string (row, PROCTOR_RUN_ROW_FIELD_ROOT_FOLDER_ID, get_string (run, "root_folder_id"));
  fill_string (row, PROCTOR_RUN_ROW_FIELD_ROOT_FOLDER_NAME, get_string (run, "root_folder_name"));
  fill_string (row, PROCTOR_RUN_ROW_FIELD_VERSION_ID, get_string (run, "version_id"));
  proctor_record_fill_int (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_LAST_UPDATED_AT, get_time (run));
  count_answers (row, run);
  fill_verdict (row, run);
  fill_cost (row, run);

  return row;
}

/* The members without which a run is none; the codec calls a run without them unreadable. */
static const char *
find_missing (yyjson_val *run)
{
  const char *needed[] = { "test_run_id", "test_id", "status" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      yyjson_val *value = yyjson_obj_get (run, needed[i]);

      if (is_absent (value) ? i == 0 : !yyjson_is_str (value))
        return needed[i];
    }

  return NULL;
}

/**
 * proctor_run_skim:
 * @text: a run, as it came
 * @length: its length
 * @error: return location for why it is no JSON
 *
 * Returns: (transfer full) (nullable): what lists show of it
 */
ProctorRunRow *
proctor_run_skim (const char *text,
                  gsize length,
                  GError **error)
{
  yyjson_read_err problem = { 0 };
  yyjson_doc *document = yyjson_read_opts ((char *) text, length, YYJSON_READ_BIGNUM_AS_RAW, NULL, &problem);
  yyjson_val *run = yyjson_doc_get_root (document);
  const char *missing;
  ProctorRunRow *row;

  if (document == NULL)
    {
      g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is no valid JSON: %s."), problem.msg);
      return NULL;
    }

  missing = yyjson_is_obj (run) ? find_missing (run) : "";
  row = missing == NULL ? make_row (run) : proctor_run_row_new ();
  if (missing != NULL)
    {
      g_autofree char *sentence = NULL;

      sentence = *missing == '\0' ? g_strdup (_ ("This should be a run and is something else."))
                                  : g_strdup_printf (_ ("This run can't be read: “%s” is missing or no text."), missing);
      proctor_record_fill_string (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_PROBLEM, sentence);
      proctor_record_fill_int (PROCTOR_RECORD (row), PROCTOR_RUN_ROW_FIELD_OUTCOME, (gint64) PROCTOR_OUTCOME_ERROR);
    }
  yyjson_doc_free (document);

  return row;
}
