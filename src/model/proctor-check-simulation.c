/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"
#include "proctor-checks.h"
#include "proctor-mock-behaviour.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the simulated user wants, and what the conversation is judged by. The mocks are looked at in
 * proctor-check-mocks.c. */

#define MOST_CONDITIONS 30
#define FEWEST_TURNS 1
#define MOST_TURNS 50
#define USUAL_TURNS 5
/* Fewer are soon used up where there is much to do. */
#define FEW_TURNS 6
#define LONG_SCENARIO 280

static guint
count_conditions (ProctorCheckRun *run)
{
  const char *const *conditions = proctor_test_get_success_conditions (run->test);

  return conditions != NULL ? g_strv_length ((char **) conditions) : 0;
}

void
proctor_check_scenario_blank (ProctorCheckRun *run)
{
  if (proctor_check_is_blank (proctor_test_get_simulation_scenario (run->test)))
    proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_SIMULATION_SCENARIO, _ ("There is no scenario, so the simulated user doesn’t know what to want."));
}

/* Blank ones are told of one by one. */
void
proctor_check_conditions_missing (ProctorCheckRun *run)
{
  if (count_conditions (run) == 0 && proctor_check_is_blank (proctor_test_get_success_condition (run->test)))
    proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS, _ ("There is no success condition, so nobody could say whether the conversation went well."));
}

void
proctor_check_conditions_too_many (ProctorCheckRun *run)
{
  guint n = count_conditions (run);

  if (n > MOST_CONDITIONS)
    proctor_check_run_add (run, run->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS, NULL,
                           g_strdup_printf (_ ("There are %u success conditions. A test can have %u at most."), n, MOST_CONDITIONS));
}

void
proctor_check_conditions_blank (ProctorCheckRun *run)
{
  const char *const *conditions = proctor_test_get_success_conditions (run->test);

  for (guint i = 0; conditions != NULL && conditions[i] != NULL; i++)
    {
      if (proctor_check_is_blank (conditions[i]))
        proctor_check_run_add_about (run, run->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS, i, NULL,
                                     g_strdup_printf (_ ("Success condition %u"), i + 1), g_strdup (_ ("The condition is blank.")));
    }
}

void
proctor_check_condition_deprecated (ProctorCheckRun *run)
{
  if (!proctor_check_is_blank (proctor_test_get_success_condition (run->test)))
    proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_SUCCESS_CONDITION, _ ("The single success condition of a simulation is out of date. Move it to the list of conditions."));
}

void
proctor_check_max_turns (ProctorCheckRun *run)
{
  gint64 turns = proctor_test_get_simulation_max_turns (run->test);

  if (proctor_record_get_presence (PROCTOR_RECORD (run->test), PROCTOR_TEST_FIELD_SIMULATION_MAX_TURNS) != PROCTOR_PRESENCE_VALUE)
    return;
  if (turns >= FEWEST_TURNS && turns <= MOST_TURNS)
    return;

  proctor_check_run_add (run, run->test, PROCTOR_TEST_FIELD_SIMULATION_MAX_TURNS, NULL,
                         g_strdup_printf (_ ("A simulation can have %u to %u turns."), FEWEST_TURNS, MOST_TURNS));
}

static gboolean
has_tools (ProctorCheckRun *run)
{
  const char *const *own = proctor_check_context_get_agent_tools (run->context);
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (run->test);
  const char *strategy = behaviour != NULL ? proctor_mock_behaviour_get_mocking_strategy (behaviour) : NULL;

  if (own != NULL)
    return own[0] != NULL;

  return (strategy != NULL && !g_str_equal (strategy, "none")) || g_list_model_get_n_items (proctor_test_get_tool_mock_overrides (run->test)) > 0;
}

void
proctor_check_few_turns (ProctorCheckRun *run)
{
  const char *scenario = proctor_test_get_simulation_scenario (run->test);
  gint64 turns = USUAL_TURNS;

  if (proctor_record_get_presence (PROCTOR_RECORD (run->test), PROCTOR_TEST_FIELD_SIMULATION_MAX_TURNS) == PROCTOR_PRESENCE_VALUE)
    turns = proctor_test_get_simulation_max_turns (run->test);
  if (turns < FEWEST_TURNS || turns >= FEW_TURNS || (!has_tools (run) && (scenario == NULL || strlen (scenario) < LONG_SCENARIO)))
    return;

  proctor_check_run_add (run, run->test, PROCTOR_TEST_FIELD_SIMULATION_MAX_TURNS, NULL,
                         g_strdup_printf (ngettext ("With %u turn the conversation may well end before it is decided. 8 to 24 are usual.",
                                                    "With %u turns the conversation may well end before it is decided. 8 to 24 are usual.", (gulong) turns),
                                          (guint) turns));
}

/* It is nobody's fault where there is no model that the server itself puts. */
static void
check_model (ProctorCheckRun *run,
             guint field,
             const char *where)
{
  const char *const *models = proctor_check_context_get_models (run->context);
  const char *model = proctor_record_get_string (PROCTOR_RECORD (run->test), field);

  if (models == NULL || proctor_check_is_blank (model) || g_strv_contains (models, model) || g_str_equal (model, PROCTOR_TEST_MODEL_OF_SERVER))
    return;

  proctor_check_run_add (run, run->test, field, g_strdup (where), g_strdup_printf (_ ("The workspace has no model “%s”."), model));
}

void
proctor_check_model_unknown (ProctorCheckRun *run)
{
  check_model (run, PROCTOR_TEST_FIELD_EVALUATION_MODEL, _ ("Model that judges"));
  check_model (run, PROCTOR_TEST_FIELD_SIMULATED_USER_MODEL, _ ("Model that plays the user"));
}
