/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-template.h"

#include "proctor-turn.h"
#include "proctor-wire-names.h"

/* Enough for most conversations to come to an end. */
#define MOST_TURNS 8

/* A turn of the user, whose words are still to be written. */
static void
add_turn (ProctorTest *test)
{
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_role (turn, "user");
  proctor_turn_set_message (turn, "");
  proctor_turn_set_time_in_call_secs (turn, 0);
  g_list_store_append (G_LIST_STORE (proctor_test_get_chat_history (test)), turn);
}

static void
fill_next_reply (ProctorTest *test)
{
  add_turn (test);
  proctor_test_set_success_condition (test, "");
}

static void
fill_tool (ProctorTest *test)
{
  g_autoptr (ProctorToolExpectation) expectation = proctor_tool_expectation_new ();

  add_turn (test);
  proctor_tool_expectation_set_verify_absence (expectation, FALSE);
  proctor_test_set_tool_call_parameters (test, expectation);
}

static void
fill_simulation (ProctorTest *test)
{
  proctor_test_set_simulation_scenario (test, "");
  proctor_test_set_success_conditions (test, (const char *const[]) { "", NULL });
  proctor_test_set_simulation_max_turns (test, MOST_TURNS);
}

/**
 * proctor_test_template_new:
 * @kind: a kind of test that there is
 * @name: what it is to be called
 *
 * Something to begin with: all that a test of its kind needs is there, and what only a person can
 * say is blank. Once that is filled in, nothing stands in the way of saving it.
 *
 * Returns: (transfer full): a test
 */
ProctorTest *
proctor_test_template_new (ProctorTestKind kind,
                           const char *name)
{
  g_autoptr (ProctorTest) test = proctor_test_new ();

  g_return_val_if_fail (kind != PROCTOR_TEST_KIND_UNKNOWN, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  proctor_test_set_name (test, name);
  proctor_test_set_kind (test, proctor_wire_test_kind_get_name (kind));

  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      fill_next_reply (test);
      break;
    case PROCTOR_TEST_KIND_TOOL:
      fill_tool (test);
      break;
    case PROCTOR_TEST_KIND_SIMULATION:
      fill_simulation (test);
      break;
    case PROCTOR_TEST_KIND_UNKNOWN:
      break;
    }

  return g_steal_pointer (&test);
}
