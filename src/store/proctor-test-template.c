/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-template.h"

#include <glib/gi18n.h>

#include "proctor-tool-config.h"
#include "proctor-turn.h"
#include "proctor-wire-names.h"

#define MOST_TURNS 6

static void
add_turn (ProctorTest *test,
          const char *role,
          const char *message,
          gint64 time_in_call_secs)
{
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_role (turn, role);
  proctor_turn_set_message (turn, message);
  proctor_turn_set_time_in_call_secs (turn, time_in_call_secs);
  g_list_store_append (G_LIST_STORE (proctor_test_get_chat_history (test)), turn);
}

static void
fill_next_reply (ProctorTest *test)
{
  add_turn (test, "agent", _ ("Hello, how can I help you?"), 0);
  add_turn (test, "user", _ ("What are your opening hours?"), 3);
  proctor_test_set_success_condition (test, _ ("The agent tells the opening hours, or offers to find them out, in a friendly tone."));
}

/* Which tool it is can be chosen later; one that the server knows is what it can be checked with. */
static void
fill_tool (ProctorTest *test,
           ProctorTool *tool)
{
  g_autoptr (ProctorToolExpectation) expectation = proctor_tool_expectation_new ();
  ProctorToolConfig *config = tool != NULL ? proctor_tool_get_tool_config (tool) : NULL;

  add_turn (test, "agent", _ ("Hello, how can I help you?"), 0);
  add_turn (test, "user", _ ("Please do what only your tool can do."), 3);
  if (config != NULL && proctor_tool_config_get_kind (config) != NULL)
    {
      g_autoptr (ProctorToolReference) reference = proctor_tool_reference_new ();

      proctor_tool_reference_set_id (reference, proctor_tool_get_id (tool));
      proctor_tool_reference_set_kind (reference, proctor_tool_config_get_kind (config));
      proctor_tool_expectation_set_referenced_tool (expectation, reference);
    }
  proctor_tool_expectation_set_verify_absence (expectation, FALSE);
  proctor_test_set_tool_call_parameters (test, expectation);
}

static void
fill_simulation (ProctorTest *test)
{
  const char *const conditions[] = { _ ("The agent says what it needs to know before it does anything."), _ ("The agent says at the end what was agreed."), NULL };

  proctor_test_set_simulation_scenario (test, _ ("You would like to make an appointment for next week. You answer what you are asked, and say goodbye when it is made."));
  proctor_test_set_success_conditions (test, conditions);
  proctor_test_set_simulation_max_turns (test, MOST_TURNS);
}

/**
 * proctor_test_template_new:
 * @kind: a kind of test that there is
 * @name: what it is to be called
 * @tool: (nullable): which tool a tool test expects, if there is any
 *
 * Something to begin with: servers don't take a test that says nothing.
 *
 * Returns: (transfer full): a test that servers accept
 */
ProctorTest *
proctor_test_template_new (ProctorTestKind kind,
                           const char *name,
                           ProctorTool *tool)
{
  g_autoptr (ProctorTest) test = proctor_test_new ();

  proctor_test_set_name (test, name);
  proctor_test_set_kind (test, proctor_wire_test_kind_get_name (kind));

  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      fill_next_reply (test);
      break;
    case PROCTOR_TEST_KIND_TOOL:
      fill_tool (test, tool);
      break;
    case PROCTOR_TEST_KIND_SIMULATION:
      fill_simulation (test);
      break;
    case PROCTOR_TEST_KIND_UNKNOWN:
      g_assert_not_reached ();
    }

  return g_steal_pointer (&test);
}
