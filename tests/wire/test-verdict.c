/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "proctor-wire-verdict.h"

static void
test_outcome (void)
{
  const struct
  {
    const char *status;
    const char *result;
    ProctorCause cause;
    ProctorOutcome outcome;
  } cases[] = {
    { "pending", NULL, PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_PENDING },
    { "pending", "success", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_PENDING },
    { "pending", NULL, PROCTOR_CAUSE_TIMEOUT, PROCTOR_OUTCOME_PENDING },
    { "passed", "success", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_PASSED },
    { "passed", NULL, PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_PASSED },
    { "passed", "success", PROCTOR_CAUSE_NO_MOCK, PROCTOR_OUTCOME_PASSED },
    { "passed", "unknown", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_INCONCLUSIVE },
    { "passed", "failure", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_INCONCLUSIVE },
    { "passed", "splendid", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_INCONCLUSIVE },
    { "failed", "failure", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_FAILED },
    { "failed", "failure", PROCTOR_CAUSE_NO_MOCK, PROCTOR_OUTCOME_ERROR },
    { "failed", "failure", PROCTOR_CAUSE_TIMEOUT, PROCTOR_OUTCOME_ERROR },
    { "failed", "unknown", PROCTOR_CAUSE_ERROR, PROCTOR_OUTCOME_ERROR },
    { "failed", "unknown", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_INCONCLUSIVE },
    { "failed", "success", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_INCONCLUSIVE },
    { "failed", "poor", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_INCONCLUSIVE },
    { "failed", NULL, PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_ERROR },
    { "cancelled", NULL, PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_CANCELLED },
    { "cancelled", "failure", PROCTOR_CAUSE_NO_MOCK, PROCTOR_OUTCOME_CANCELLED },
    { "dreaming", NULL, PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_ERROR },
    { "dreaming", "success", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_ERROR },
    { "Passed", "success", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_ERROR },
    { "", NULL, PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_ERROR },
    { NULL, "success", PROCTOR_CAUSE_NONE, PROCTOR_OUTCOME_ERROR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s, cause %d", cases[i].status, cases[i].result, (int) cases[i].cause);
      g_assert_cmpint (proctor_wire_decide_outcome (cases[i].status, cases[i].result, cases[i].cause), ==, cases[i].outcome);
    }
}

static void
test_cause (void)
{
  const struct
  {
    const char *line;
    ProctorCause cause;
  } cases[] = {
    { "Timed out after 60s waiting for the agent to produce its next turn", PROCTOR_CAUSE_TIMEOUT },
    { "Error: no mock matched for tool 'book_room'", PROCTOR_CAUSE_NO_MOCK },
    { "Error: the model is overloaded", PROCTOR_CAUSE_ERROR },
    { "The simulated user ended the conversation.", PROCTOR_CAUSE_NONE },
    /* A judge's words about time-outs and errors are no error. */
    { "Criterion 1 failed: Timed out after 60s, the agent says", PROCTOR_CAUSE_NONE },
    { "Criterion 2 failed: it answers Error: no mock matched for tool 'x'", PROCTOR_CAUSE_NONE },
    { "The agent said that the request Timed out after 3 s", PROCTOR_CAUSE_NONE },
    { "", PROCTOR_CAUSE_NONE },
    { NULL, PROCTOR_CAUSE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (proctor_wire_find_cause_in_line (cases[i].line), ==, cases[i].cause);
    }
}

static void
test_criterion (void)
{
  const struct
  {
    const char *line;
    gint64 number;
    ProctorOutcome outcome;
    const char *text;
  } cases[] = {
    { "Criterion 1 passed: it greets", 1, PROCTOR_OUTCOME_PASSED, "it greets" },
    { "Criterion 12 failed:   Der Agent lügt: immer ", 12, PROCTOR_OUTCOME_FAILED, "Der Agent lügt: immer" },
    { "Criterion 3 inconclusive:", 3, PROCTOR_OUTCOME_INCONCLUSIVE, "" },
  };
  const char *none[] = {
    "", "Criterion", "Criterion 1", "Criterion 1 passed", "Criterion one passed: a", "criterion 1 passed: a",
    "Criterion 1  passed: a", "Criterion 1 dreamt: a", "Criterion  1 passed: a", "Criterion -1 passed: a",
    "The simulated user ended the conversation."
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorCriterion) criterion = proctor_wire_parse_criterion (cases[i].line);

      g_assert_nonnull (criterion);
      g_assert_cmpint (proctor_criterion_get_number (criterion), ==, cases[i].number);
      g_assert_cmpint (proctor_criterion_get_outcome (criterion), ==, cases[i].outcome);
      g_assert_cmpstr (proctor_criterion_get_text (criterion), ==, cases[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (proctor_wire_parse_criterion (none[i]));
}

static char *
summarize (const char *summary,
           const char *const *messages)
{
  return proctor_wire_make_summary (PROCTOR_OUTCOME_FAILED, PROCTOR_CAUSE_NONE, NULL, summary, messages);
}

static void
test_summary (void)
{
  const char *const lines[] = { "Criterion 1 passed: a", "Criterion 2\nfailed: b", "Criterion 2 failed: b", NULL };
  const char *const passed[] = { "Criterion 1 passed: a\n b", NULL };
  const char *const none[] = { NULL };
  const char *words = "Error: no mock\n matched for tool 'x'";
  g_autofree char *of_summary = summarize (" It\n\n did \t well. ", lines);
  g_autofree char *of_failure = summarize (" ", lines);
  g_autofree char *of_first = summarize (NULL, passed);
  g_autofree char *of_error = proctor_wire_make_summary (PROCTOR_OUTCOME_ERROR, PROCTOR_CAUSE_NO_MOCK, words, "It lied.", lines);
  g_autofree char *of_pass = proctor_wire_make_summary (PROCTOR_OUTCOME_PASSED, PROCTOR_CAUSE_NO_MOCK, words, "It did well.", lines);
  g_autofree char *of_unknown = proctor_wire_make_summary (PROCTOR_OUTCOME_ERROR, PROCTOR_CAUSE_NONE, NULL, NULL, lines);

  g_assert_cmpstr (of_summary, ==, "It did well.");
  g_assert_cmpstr (of_failure, ==, "Criterion 2 failed: b");
  g_assert_cmpstr (of_first, ==, "Criterion 1 passed: a b");
  g_assert_null (summarize (NULL, none));
  g_assert_null (summarize ("", NULL));

  /* Where the run came to nothing, that is the reason, whatever the judge made of it. */
  g_assert_cmpstr (of_error, ==, "Error: no mock matched for tool 'x'");
  g_assert_cmpstr (of_pass, ==, "It did well.");
  g_assert_cmpstr (of_unknown, ==, "Criterion 2 failed: b");
}

/* A transcript doesn't say what answered a call; what the test says of mocks often does. */
static void
test_answers (void)
{
  const char *const unmatched = "Error: no mock matched for tool 'find_room'";

  g_assert_cmpint (proctor_wire_decide_answer ("all", "raise_error", "webhook", "{}"), ==, PROCTOR_ANSWER_MOCK);
  g_assert_cmpint (proctor_wire_decide_answer ("all", NULL, NULL, "{}"), ==, PROCTOR_ANSWER_MOCK);
  g_assert_cmpint (proctor_wire_decide_answer ("all", "call_real_tool", "webhook", "{}"), ==, PROCTOR_ANSWER_UNKNOWN);
  g_assert_cmpint (proctor_wire_decide_answer ("selected", "raise_error", "webhook", "{}"), ==, PROCTOR_ANSWER_UNKNOWN);
  g_assert_cmpint (proctor_wire_decide_answer ("some day", "raise_error", "webhook", "{}"), ==, PROCTOR_ANSWER_UNKNOWN);
  g_assert_cmpint (proctor_wire_decide_answer ("none", "raise_error", "webhook", "{}"), ==, PROCTOR_ANSWER_REAL);
  g_assert_cmpint (proctor_wire_decide_answer (NULL, NULL, "client", NULL), ==, PROCTOR_ANSWER_REAL);
  g_assert_cmpint (proctor_wire_decide_answer ("all", "raise_error", "system", "{}"), ==, PROCTOR_ANSWER_UNKNOWN);
  g_assert_cmpint (proctor_wire_decide_answer ("all", "call_real_tool", "webhook", unmatched), ==, PROCTOR_ANSWER_UNMATCHED);
  g_assert_cmpint (proctor_wire_decide_answer (NULL, NULL, NULL, unmatched), ==, PROCTOR_ANSWER_UNMATCHED);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/verdict/outcome", test_outcome);
  g_test_add_func ("/verdict/cause", test_cause);
  g_test_add_func ("/verdict/criterion", test_criterion);
  g_test_add_func ("/verdict/summary", test_summary);
  g_test_add_func ("/verdict/answers", test_answers);

  return g_test_run ();
}
