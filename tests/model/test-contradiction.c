/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-contradiction.h"
#include "proctor-testing.h"

/* Plainly the opposite. */
static void
test_found (void)
{
  const struct
  {
    ProctorOutcome outcome;
    const char *text;
    const char *sentence;
  } cases[] = {
    { PROCTOR_OUTCOME_FAILED, "The agent named the hours. Therefore the success condition is met.", "Therefore the success condition is met" },
    { PROCTOR_OUTCOME_FAILED, "The reply is polite; it fully satisfies the condition.", "it fully satisfies the condition" },
    { PROCTOR_OUTCOME_FAILED, "All criteria were fulfilled", "All criteria were fulfilled" },
    { PROCTOR_OUTCOME_FAILED, "Verdict: PASS", "Verdict: PASS" },
    { PROCTOR_OUTCOME_FAILED, "So this test passes!", "So this test passes" },
    { PROCTOR_OUTCOME_FAILED, "Der Agent nennt 9 Uhr. Die Erfolgsbedingung ist damit erfüllt.", "Die Erfolgsbedingung ist damit erfüllt" },
    { PROCTOR_OUTCOME_PASSED, "The agent did not name a price. The condition is therefore not met.", "The condition is therefore not met" },
    { PROCTOR_OUTCOME_PASSED, "It doesn’t meet the success criteria.", "It doesn’t meet the success criteria" },
    { PROCTOR_OUTCOME_PASSED, "The agent fails to satisfy the condition.", "The agent fails to satisfy the condition" },
    { PROCTOR_OUTCOME_PASSED, "Result: failure", "Result: failure" },
    { PROCTOR_OUTCOME_PASSED, "Die Bedingung ist nicht erfüllt.", "Die Bedingung ist nicht erfüllt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ProctorTextRange where;
      g_autofree char *sentence = NULL;

      if (!proctor_contradiction_find (cases[i].outcome, cases[i].text, &where))
        g_error ("not found: %s", cases[i].text);
      sentence = g_strndup (cases[i].text + where.start, where.end - where.start);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

/* What agrees, is bound to something, is about something else, or says both. */
static void
test_not_found (void)
{
  const struct
  {
    ProctorOutcome outcome;
    const char *text;
  } cases[] = {
    { PROCTOR_OUTCOME_FAILED, NULL },
    { PROCTOR_OUTCOME_FAILED, "" },
    { PROCTOR_OUTCOME_FAILED, "The condition is not met." },
    { PROCTOR_OUTCOME_FAILED, "The agent did not meet the success condition." },
    { PROCTOR_OUTCOME_FAILED, "The condition would be met if the agent had named a price." },
    { PROCTOR_OUTCOME_FAILED, "The first part of the condition is met, but no price was named." },
    { PROCTOR_OUTCOME_FAILED, "The criteria are only partially met." },
    { PROCTOR_OUTCOME_FAILED, "None of the criteria are met." },
    { PROCTOR_OUTCOME_FAILED, "The test passes when a price is named." },
    { PROCTOR_OUTCOME_FAILED, "The agent said “the condition is met” and hung up." },
    { PROCTOR_OUTCOME_FAILED, "The condition is met. On second thoughts, the condition is not met." },
    { PROCTOR_OUTCOME_FAILED, "The user's requirements for a refund were listed." },
    { PROCTOR_OUTCOME_FAILED, "The order passed the checks of the shop." },
    { PROCTOR_OUTCOME_FAILED, "Ob die Bedingung erfüllt ist, bleibt offen." },
    { PROCTOR_OUTCOME_FAILED, "Die Bedingung ist nicht erfüllt." },
    { PROCTOR_OUTCOME_PASSED, "The condition is met." },
    { PROCTOR_OUTCOME_PASSED, "The agent did not give a diagnosis, as it should." },
    { PROCTOR_OUTCOME_PASSED, "Had it named a diagnosis, the condition is not met." },
    { PROCTOR_OUTCOME_PASSED, "The failure example does not meet the condition." },
    { PROCTOR_OUTCOME_PASSED, "The agent explained that the order does not meet the shop's requirements." },
    { PROCTOR_OUTCOME_PASSED, "\"The condition is not met\", said the user." },
    { PROCTOR_OUTCOME_INCONCLUSIVE, "The condition is not met." },
    { PROCTOR_OUTCOME_ERROR, "The condition is met." },
    { PROCTOR_OUTCOME_PENDING, "The condition is met." },
    { PROCTOR_OUTCOME_FAILED, "\xff The condition is met." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (proctor_contradiction_find (cases[i].outcome, cases[i].text, NULL))
        g_error ("found: %s", cases[i].text);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/contradiction/found", test_found);
  g_test_add_func ("/contradiction/not-found", test_not_found);

  return g_test_run ();
}
