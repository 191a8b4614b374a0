/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-checks.h"

#include "proctor-check-rules.h"

#include <glib/gi18n.h>

/* Everything that can be said of a test before it is run. The table below is all there is: what a rule is
 * called, how bad what it finds is, for which kinds of test it is, what a person may want to know of it, and
 * the function that looks. */

#define REPLY (1u << PROCTOR_TEST_KIND_NEXT_REPLY)
#define TOOL (1u << PROCTOR_TEST_KIND_TOOL)
#define SIMULATION (1u << PROCTOR_TEST_KIND_SIMULATION)
#define UNKNOWN (1u << PROCTOR_TEST_KIND_UNKNOWN)
#define ALL (REPLY | TOOL | SIMULATION | UNKNOWN)

typedef struct
{
  const char *id;
  ProctorSeverity severity;
  guint kinds;
  ProctorCheckFunc check;
  const char *help;
} Rule;

static void
check_name_blank (ProctorCheckRun *run)
{
  if (proctor_check_is_blank (proctor_test_get_name (run->test)))
    proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_NAME, _ ("The test has no name."));
}

static void
check_kind_unknown (ProctorCheckRun *run)
{
  const char *kind = proctor_test_get_kind (run->test);

  if (proctor_check_is_blank (kind))
    proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_KIND, _ ("The test doesn’t say what kind it is."));
  else
    proctor_check_run_add (run, run->test, PROCTOR_TEST_FIELD_KIND, NULL, g_strdup_printf (_ ("This version of Proctor doesn’t know the kind “%s”, so it can’t check such a test."), kind));
}

/* In the order in which a test is read: what it is, the conversation, the expectation, the context. */
static const Rule rules[] = {
  { "name-blank", PROCTOR_SEVERITY_ERROR, ALL, check_name_blank,
    N_ ("The server refuses a test without a name. A good name says what the agent should do.") },
  { "kind-unknown", PROCTOR_SEVERITY_WARNING, UNKNOWN, check_kind_unknown,
    N_ ("The service gains new kinds of test now and then. Such a test is kept as it is and can be edited as JSON.") },

  { "history-too-long", PROCTOR_SEVERITY_ERROR, ALL, proctor_check_history_too_long,
    N_ ("The server takes 200 turns at most. Remove some at the beginning: what was said last counts most.") },
  { "history-empty", PROCTOR_SEVERITY_ERROR, REPLY, proctor_check_history_empty,
    N_ ("A next reply test plays the conversation to the agent and judges what it says next. At least one turn of the user is needed.") },
  { "history-empty-tool", PROCTOR_SEVERITY_WARNING, TOOL, proctor_check_history_empty,
    N_ ("A tool test plays the conversation to the agent and looks at what it calls next. Few agents call anything before the user has spoken.") },
  { "history-end", PROCTOR_SEVERITY_ERROR, REPLY | TOOL, proctor_check_history_end,
    N_ ("The agent’s next turn is what is judged, so the last turn has to be the user’s. Don’t add the reply that you expect: write it as a success example.") },
  { "history-end-call", PROCTOR_SEVERITY_ERROR, REPLY | TOOL, proctor_check_history_end_call,
    N_ ("A turn that is nothing but a tool call leaves the agent with nothing to reply to. Add the result and what the user says then, or remove the turn.") },
  { "turn-empty", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_turn_empty,
    N_ ("Models are confused by turns in which nothing happens. Write what was said, or remove the turn.") },
  { "time-backwards", PROCTOR_SEVERITY_HINT, ALL, proctor_check_time_backwards,
    N_ ("Each turn has a time, counted from the beginning of the call. It does no harm if they are out of order, but it may mean that turns were mixed up.") },
  { "call-name-blank", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_call_name,
    N_ ("A call has to name its tool, as the agent knows it.") },
  { "call-parameters", PROCTOR_SEVERITY_ERROR, ALL, proctor_check_call_parameters,
    N_ ("What a tool was called with is a JSON object. Most models refuse a conversation in which it is anything else.") },
  { "call-without-result", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_call_without_result,
    N_ ("Many models refuse a conversation in which a tool was called and never answered. Add a result with the call’s request ID.") },
  { "result-without-call", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_result_without_call,
    N_ ("A result belongs to the call that has the same request ID. Many models refuse a conversation with a result that nobody asked for.") },
  { "result-json", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_result_json,
    N_ ("A result may be any text, but this one begins like JSON and doesn’t end like it. The agent may not understand it.") },

  { "condition-blank", PROCTOR_SEVERITY_ERROR, REPLY, proctor_check_condition_blank,
    N_ ("A model reads the condition and the reply, and says whether it holds. Write what a good reply has to say, as precisely as you can.") },
  { "condition-of-tool", PROCTOR_SEVERITY_HINT, REPLY, proctor_check_condition_of_tool,
    N_ ("The model that judges sees the reply and not which tools were called. Use a tool test for that, or a simulation where both matter.") },
  { "reply-words", PROCTOR_SEVERITY_WARNING, REPLY, proctor_check_reply_words,
    N_ ("The model that comes with Proctor needs no account, but understands nothing. A condition such as: The agent says that the reception is open “until 11 at night” tells it which words to look for. Without such words no run passes or fails.") },
  { "examples-too-many", PROCTOR_SEVERITY_ERROR, REPLY, proctor_check_examples_too_many,
    N_ ("The server takes five examples of each sort. Keep those that differ most.") },
  { "example-blank", PROCTOR_SEVERITY_ERROR, REPLY, proctor_check_example_blank,
    N_ ("A blank example tells the model that judges that saying nothing is a reply. Write one, or remove it.") },
  { "example-twice", PROCTOR_SEVERITY_WARNING, REPLY, proctor_check_example_twice,
    N_ ("The same reply can’t be a good and a bad example. Remove it from one of the lists.") },

  { "tool-missing", PROCTOR_SEVERITY_ERROR, TOOL, proctor_check_tool_missing,
    N_ ("A tool test has to know which tool the agent should call, or not call, or which node its workflow should move to.") },
  { "tool-unknown", PROCTOR_SEVERITY_WARNING, TOOL, proctor_check_tool_unknown,
    N_ ("Tools are found by their ID. It differs between workspaces, and a tool that is made again gets a new one.") },
  { "tool-kind", PROCTOR_SEVERITY_WARNING, TOOL, proctor_check_tool_kind,
    N_ ("The server refuses a test that gives its tool another type than it has. Choose the tool again.") },
  { "tool-foreign", PROCTOR_SEVERITY_WARNING, TOOL, proctor_check_tool_foreign,
    N_ ("An agent can call only the tools that it has. On this agent the test can’t tell anything.") },
  { "transition-incomplete", PROCTOR_SEVERITY_ERROR, TOOL, proctor_check_transition,
    N_ ("To check that the workflow moves on, the test needs the agent whose workflow it is, and the node.") },
  { "absence-with-checks", PROCTOR_SEVERITY_WARNING, TOOL, proctor_check_absence,
    N_ ("A tool that must not be called has no parameters to check. Remove the checks, or let the test expect the call.") },
  { "only-called", PROCTOR_SEVERITY_HINT, TOOL, proctor_check_only_called,
    N_ ("That may be all you want. If it matters what the tool is called with, add a check for each parameter that matters.") },
  { "path-blank", PROCTOR_SEVERITY_ERROR, TOOL | SIMULATION, proctor_check_path_blank,
    N_ ("A check has to say which parameter it is about.") },
  { "path-brackets", PROCTOR_SEVERITY_ERROR, TOOL | SIMULATION, proctor_check_path_brackets,
    N_ ("Paths are written with dots only, also for places in lists: body.items.0.sku is the first item’s. With brackets nothing is ever found.") },
  { "path-twice", PROCTOR_SEVERITY_WARNING, TOOL | SIMULATION, proctor_check_path_twice,
    N_ ("All checks have to pass, so two of the same parameter are seldom meant.") },
  { "path-section", PROCTOR_SEVERITY_WARNING, TOOL | SIMULATION, proctor_check_path_section,
    N_ ("A webhook’s parameters are in its body, its query or its address, and a path says in which. Without that the parameter is not found, although the tool was called.") },
  { "path-unknown", PROCTOR_SEVERITY_WARNING, TOOL | SIMULATION, proctor_check_path_unknown,
    N_ ("The tool’s description doesn’t have this parameter, so the agent won’t give it a value.") },
  { "evaluation-missing", PROCTOR_SEVERITY_ERROR, TOOL | SIMULATION, proctor_check_evaluation_missing,
    N_ ("A parameter is compared exactly, with a pattern, by a model, or not at all. Choose one.") },
  { "evaluation-blank", PROCTOR_SEVERITY_WARNING, TOOL | SIMULATION, proctor_check_evaluation_blank,
    N_ ("Without it, the comparison says little. Where any value will do, choose that.") },
  { "pattern-invalid", PROCTOR_SEVERITY_ERROR, TOOL | SIMULATION, proctor_check_pattern,
    N_ ("The server refuses a regular expression that can’t be read. A sign that has a meaning, such as ( or +, needs a backslash before it to stand for itself.") },

  { "scenario-blank", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_scenario_blank,
    N_ ("A model plays the user and does what the scenario says. Say who calls, what they want, what they know, and when they are content.") },
  { "conditions-missing", PROCTOR_SEVERITY_ERROR, SIMULATION, proctor_check_conditions_missing,
    N_ ("A model reads the whole conversation and says for each condition whether it holds. The server wants at least one.") },
  { "conditions-too-many", PROCTOR_SEVERITY_ERROR, SIMULATION, proctor_check_conditions_too_many,
    N_ ("The server takes 30 conditions at most. A test with a few clear ones tells more.") },
  { "conditions-blank", PROCTOR_SEVERITY_ERROR, SIMULATION, proctor_check_conditions_blank,
    N_ ("Nobody can say whether a blank condition holds. Write one, or remove it.") },
  { "conditions-words", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_conditions_words,
    N_ ("The model that comes with Proctor needs no account, but understands nothing. A condition such as: The agent gives the number “HH-2041” tells it which words to look for. Without such words no run passes or fails.") },
  { "condition-deprecated", PROCTOR_SEVERITY_HINT, SIMULATION, proctor_check_condition_deprecated,
    N_ ("Simulations once had one condition and now have a list of them. The old one still counts, but may not for ever.") },
  { "max-turns", PROCTOR_SEVERITY_ERROR, SIMULATION, proctor_check_max_turns,
    N_ ("The server lets a simulation have 1 to 50 turns.") },
  { "few-turns", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_few_turns,
    N_ ("A simulation that runs out of turns ends without a clear result. Tool calls and long scenarios need more; the default is five.") },
  { "mocks-none-selected", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mocks_none_selected,
    N_ ("As it is, the agent calls the real tools. Select those that should not really be called, or mock none.") },
  { "mock-not-mocked", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_not_mocked,
    N_ ("The answers of a test are given only for tools that it mocks. As it is, the real tool is called.") },
  { "mock-name", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_name,
    N_ ("Mocks are found by the tool’s ID. One under a name is passed over without a word, and the call ends in an error.") },
  { "mock-unknown", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_unknown,
    N_ ("Mocks are found by the tool’s ID. It differs between workspaces, and a tool that is made again gets a new one.") },
  { "mock-foreign", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_foreign,
    N_ ("An agent can call only the tools that it has, so on this agent the mock has no effect.") },
  { "mock-system", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_system,
    N_ ("Tools such as end_call belong to the service, which always carries them out itself. A mock for one has no effect.") },
  { "mock-empty", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_empty,
    N_ ("A list of answers without any answer changes nothing. Add one, or remove the tool from the list.") },
  { "mock-result", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_result,
    N_ ("An answer may be any text, but this one begins like JSON and doesn’t end like it. The agent may not understand it.") },
  { "mock-unreachable", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_unreachable,
    N_ ("The first answer whose conditions hold is given, and one without conditions always holds. It belongs at the end.") },
  { "mock-nothing", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_mock_nothing,
    N_ ("Add answers, here or to the tools themselves, or let calls without an answer go to the real tool.") },
  { "model-unknown", PROCTOR_SEVERITY_WARNING, SIMULATION, proctor_check_model_unknown,
    N_ ("The model may have been withdrawn, or only another workspace has it.") },

  { "placeholder-unknown", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_placeholder_unknown,
    N_ ("A placeholder stands for a dynamic variable. A run in which one has no value ends with an error. Add it to the test’s variables.") },
  { "placeholder-of-agent", PROCTOR_SEVERITY_HINT, ALL, proctor_check_placeholder_of_agent,
    N_ ("A placeholder stands for a dynamic variable. The test runs only on agents that have a value for it, unless it has one itself.") },
  { "placeholder-environment", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_placeholder_environment,
    N_ ("What begins with system_env__ stands for an environment variable of the workspace. There is none with this label.") },
  { "variable-name", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_variable_name,
    N_ ("A placeholder looks like {{guest_name}}: a letter first, then letters, digits, underscores, dots and hyphens.") },
  { "variable-unused", PROCTOR_SEVERITY_HINT, ALL, proctor_check_variable_unused,
    N_ ("It does no harm, but it may be a misspelt name.") },
  { "variable-missing", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_variable_missing,
    N_ ("A run in which a variable has no value ends with an error. Add it to the test’s variables.") },
  { "environment-unknown", PROCTOR_SEVERITY_WARNING, ALL, proctor_check_environment_unknown,
    N_ ("No environment variable of the workspace has a value for this environment. Where nothing is said, it is “production”.") },
};

/* The kinds' names are the API's; what wire makes of them is not to be had here. */
static ProctorTestKind
get_kind (ProctorTest *test)
{
  const char *kind = proctor_test_get_kind (test);

  if (g_strcmp0 (kind, "llm") == 0)
    return PROCTOR_TEST_KIND_NEXT_REPLY;
  if (g_strcmp0 (kind, "tool") == 0)
    return PROCTOR_TEST_KIND_TOOL;
  if (g_strcmp0 (kind, "simulation") == 0)
    return PROCTOR_TEST_KIND_SIMULATION;

  return PROCTOR_TEST_KIND_UNKNOWN;
}

static const Rule *
find_rule (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (g_strcmp0 (rules[i].id, id) == 0)
        return &rules[i];
    }

  return NULL;
}

/**
 * proctor_checks_run:
 * @test: a test, which nobody changes meanwhile
 * @context: (nullable): what is known beside it
 *
 * Looks a test over. This takes well under a millisecond for a usual one, and can be done in any thread that
 * has the test to itself.
 *
 * Returns: (transfer full): the #ProctorFinding there are, the worst first, otherwise in the order in which a
 *   test is read
 */
GListModel *
proctor_checks_run (ProctorTest *test,
                    ProctorCheckContext *context)
{
  g_autoptr (ProctorCheckContext) nothing = NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListStore) sorted = g_list_store_new (PROCTOR_TYPE_FINDING);
  ProctorCheckRun run = { .test = test, .context = context, .findings = findings };

  g_return_val_if_fail (PROCTOR_IS_TEST (test), NULL);
  g_return_val_if_fail (context == NULL || PROCTOR_IS_CHECK_CONTEXT (context), NULL);

  if (context == NULL)
    run.context = nothing = proctor_check_context_new (NULL);
  run.kind = get_kind (test);

  for (ProctorSeverity severity = PROCTOR_SEVERITY_ERROR; severity <= PROCTOR_SEVERITY_HINT; severity++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
        {
          if (rules[i].severity != severity || (rules[i].kinds & (1u << run.kind)) == 0)
            continue;
          run.rule = rules[i].id;
          run.severity = severity;
          rules[i].check (&run);
        }
    }
  g_list_store_splice (sorted, 0, 0, findings->pdata, findings->len);

  return G_LIST_MODEL (g_steal_pointer (&sorted));
}

/**
 * proctor_checks_count:
 * @findings: (nullable): what proctor_checks_run() found
 * @severity: how bad
 *
 * Returns: how many are just so bad
 */
guint
proctor_checks_count (GListModel *findings,
                      ProctorSeverity severity)
{
  guint n = 0;

  g_return_val_if_fail (findings == NULL || G_IS_LIST_MODEL (findings), 0);

  for (guint i = 0; findings != NULL && i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (findings, i);

      n += proctor_finding_get_severity (finding) == severity ? 1 : 0;
    }

  return n;
}

guint
proctor_checks_get_n_rules (void)
{
  return G_N_ELEMENTS (rules);
}

/**
 * proctor_checks_get_rule:
 * @position: less than proctor_checks_get_n_rules()
 *
 * Returns: (transfer none): a rule's id
 */
const char *
proctor_checks_get_rule (guint position)
{
  g_return_val_if_fail (position < G_N_ELEMENTS (rules), NULL);

  return rules[position].id;
}

/**
 * proctor_checks_get_help:
 * @rule: a rule's id
 *
 * Returns: (transfer none) (nullable): why there is such a rule, and what to do, for a person
 */
const char *
proctor_checks_get_help (const char *rule)
{
  const Rule *found = find_rule (rule);

  return found != NULL ? _ (found->help) : NULL;
}

/**
 * proctor_checks_get_severity:
 * @rule: a rule's id
 *
 * Returns: how bad what it finds is
 */
ProctorSeverity
proctor_checks_get_severity (const char *rule)
{
  const Rule *found = find_rule (rule);

  return found != NULL ? found->severity : PROCTOR_SEVERITY_HINT;
}
