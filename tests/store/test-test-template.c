/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-checks.h"
#include "proctor-test-template.h"
#include "proctor-testing.h"
#include "proctor-tool-reference.h"
#include "proctor-turn.h"

static char *
list_problems (ProctorTest *test)
{
  g_autoptr (ProctorCheckContext) context = proctor_check_context_new (NULL);
  g_autoptr (GListModel) findings = proctor_checks_run (test, context);
  GString *rules = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (findings, i);

      if (proctor_finding_get_severity (finding) == PROCTOR_SEVERITY_HINT)
        continue;
      g_string_append_printf (rules, "%s%s", rules->len > 0 ? " " : "", proctor_finding_get_rule (finding));
    }

  return g_string_free_and_steal (rules);
}

static void
fill_in (ProctorTest *test)
{
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (proctor_test_get_chat_history (test), 0);
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (test);

  proctor_test_set_name (test, "Greets");
  if (turn != NULL)
    proctor_turn_set_message (turn, "Hello");
  if (proctor_test_get_success_condition (test) != NULL)
    proctor_test_set_success_condition (test, "The agent greets.");
  if (expectation != NULL)
    {
      g_autoptr (ProctorToolReference) tool = proctor_tool_reference_new ();

      proctor_tool_reference_set_id (tool, "tool_1");
      proctor_tool_reference_set_kind (tool, "client");
      proctor_tool_expectation_set_referenced_tool (expectation, tool);
    }
  if (proctor_test_get_simulation_scenario (test) != NULL)
    {
      proctor_test_set_simulation_scenario (test, "You say hello.");
      proctor_test_set_success_conditions (test, (const char *const[]) { "The agent greets.", NULL });
    }
}

/* What is to be done is what only a person can do; with that done, it can be saved. */
static void
test_blanks (void)
{
  const struct
  {
    ProctorTestKind kind;
    const char *blanks;
  } kinds[] = {
    { PROCTOR_TEST_KIND_NEXT_REPLY, "name-blank condition-blank turn-empty" },
    { PROCTOR_TEST_KIND_TOOL, "name-blank tool-missing turn-empty" },
    { PROCTOR_TEST_KIND_SIMULATION, "name-blank conditions-blank scenario-blank" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (ProctorTest) test = proctor_test_template_new (kinds[i].kind, "");
      g_autofree char *before = list_problems (test);
      g_autofree char *after = NULL;

      g_assert_cmpstr (before, ==, kinds[i].blanks);
      fill_in (test);
      after = list_problems (test);
      g_assert_cmpstr (after, ==, "");
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/test-template/blanks", test_blanks);

  return g_test_run ();
}
