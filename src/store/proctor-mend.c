/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mend.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-conversation-call.h"
#include "proctor-conversation-test.h"
#include "proctor-evaluation.h"
#include "proctor-example.h"
#include "proctor-expected-parameter.h"
#include "proctor-initiation-data.h"
#include "proctor-mock-behaviour.h"
#include "proctor-mock-override.h"
#include "proctor-record-copy.h"
#include "proctor-run-verdict.h"
#include "proctor-tool-call.h"
#include "proctor-tool-mock.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"
#include "proctor-variable.h"
#include "proctor-wire-verdict.h"

/* What a run teaches goes into its test: into the draft, in one step that can be undone. */

/* No server takes more. */
#define MOST_EXAMPLES 5

G_DEFINE_QUARK (proctor - mend - error - quark, proctor_mend_error)

static gboolean
is_agent (gpointer turn)
{
  return PROCTOR_IS_TURN (turn) && g_strcmp0 (proctor_turn_get_role (PROCTOR_TURN (turn)), "agent") == 0;
}

/**
 * proctor_mend_dup_reply:
 * @run: a run
 * @position: which of the turns that it produced, G_MAXUINT for the last that the agent said
 *
 * Returns: (transfer full) (nullable): what the agent said; %NULL if it said nothing
 */
char *
proctor_mend_dup_reply (ProctorRun *run,
                        guint position)
{
  GListModel *turns;
  guint n_turns;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);

  turns = proctor_run_get_agent_responses (run);
  n_turns = g_list_model_get_n_items (turns);
  for (guint i = position == G_MAXUINT ? n_turns : MIN (position + 1, n_turns); i > 0; i--)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i - 1);
      const char *message = is_agent (turn) ? proctor_turn_get_message (PROCTOR_TURN (turn)) : NULL;

      if (message != NULL && *message != '\0')
        return g_strdup (message);
      if (position != G_MAXUINT)
        return NULL;
    }

  return NULL;
}

static gboolean
is_editable (ProctorDraft *draft,
             GError **error)
{
  if (proctor_draft_get_read_only (draft) == NULL)
    return TRUE;

  g_set_error_literal (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_READ_ONLY, proctor_draft_get_read_only (draft));

  return FALSE;
}

static gboolean
has_example (GListModel *examples,
             const char *reply)
{
  for (guint i = 0; i < g_list_model_get_n_items (examples); i++)
    {
      g_autoptr (GObject) example = g_list_model_get_item (examples, i);

      if (PROCTOR_IS_EXAMPLE (example) && g_strcmp0 (proctor_example_get_response (PROCTOR_EXAMPLE (example)), reply) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_mend_add_example:
 * @draft: a draft of a test that judges a reply
 * @reply: what the agent said
 * @is_success: whether it would be right, or wrong
 * @error: return location for why it wasn't added
 *
 * Adds an example to the draft, in one step.
 *
 * Returns: (transfer full) (nullable): where in the test it is
 */
char *
proctor_mend_add_example (ProctorDraft *draft,
                          const char *reply,
                          gboolean is_success,
                          GError **error)
{
  ProctorTest *test;
  ProctorUndo *undo;
  GListModel *examples;
  guint n_examples;
  g_autoptr (ProctorExample) example = NULL;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (draft), NULL);
  g_return_val_if_fail (reply != NULL, NULL);

  if (!is_editable (draft, error))
    return NULL;

  test = proctor_draft_get_test (draft);
  examples = is_success ? proctor_test_get_success_examples (test) : proctor_test_get_failure_examples (test);
  n_examples = g_list_model_get_n_items (examples);
  if (proctor_draft_get_kind (draft) != PROCTOR_TEST_KIND_NEXT_REPLY)
    g_set_error_literal (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_KIND, _ ("Only a test of a reply has examples."));
  else if (has_example (examples, reply))
    g_set_error_literal (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_KNOWN, _ ("The test has this example already."));
  else if (n_examples >= MOST_EXAMPLES)
    g_set_error_literal (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_FULL, _ ("The test has as many examples of this kind as it can have."));
  else
    example = proctor_example_new ();
  if (example == NULL)
    return NULL;

  undo = proctor_draft_get_undo (draft);
  proctor_example_set_kind (example, is_success ? "success" : "failure");
  proctor_example_set_response (example, reply);
  proctor_undo_begin (undo, _ ("Add Example"));
  proctor_undo_insert (undo, test, is_success ? PROCTOR_TEST_FIELD_SUCCESS_EXAMPLES : PROCTOR_TEST_FIELD_FAILURE_EXAMPLES, n_examples, example);
  proctor_undo_end (undo);

  return g_strdup_printf ("%s/%u/response", is_success ? "success_examples" : "failure_examples", n_examples);
}

/* A call and what came of it, where a mock could say the same. */
typedef struct
{
  ProctorToolCall *call; /* (nullable) */
  ProctorToolResult *result;
} Answered;

static void
answered_clear (gpointer data)
{
  Answered *answered = data;

  g_clear_object (&answered->call);
  g_clear_object (&answered->result);
}

static gboolean
is_mockable (ProctorToolResult *result)
{
  const char *kind = proctor_tool_result_get_kind (result);

  return proctor_tool_result_get_tool_name (result) != NULL && proctor_tool_result_get_result_value (result) != NULL
         && g_strcmp0 (kind, "system") != 0 && g_strcmp0 (kind, "workflow") != 0
         && proctor_wire_find_cause_in_result (proctor_tool_result_get_result_value (result)) == PROCTOR_CAUSE_NONE;
}

static void
note_calls (GHashTable *calls,
            ProctorTurn *turn)
{
  GListModel *made = proctor_turn_get_tool_calls (turn);

  for (guint i = 0; i < g_list_model_get_n_items (made); i++)
    {
      g_autoptr (GObject) call = g_list_model_get_item (made, i);

      if (PROCTOR_IS_TOOL_CALL (call) && proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call)) != NULL)
        g_hash_table_insert (calls, g_strdup (proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call))), g_object_ref (call));
    }
}

/* The results of a run, with their calls, as they came. */
static GArray *
collect (ProctorRun *run)
{
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Answered));
  g_autoptr (GHashTable) calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GListModel *turns = proctor_run_get_agent_responses (run);

  g_array_set_clear_func (all, answered_clear);
  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i);
      GListModel *results = PROCTOR_IS_TURN (turn) ? proctor_turn_get_tool_results (PROCTOR_TURN (turn)) : NULL;

      if (results == NULL)
        continue;
      note_calls (calls, PROCTOR_TURN (turn));
      for (guint j = 0; j < g_list_model_get_n_items (results); j++)
        {
          g_autoptr (GObject) result = g_list_model_get_item (results, j);
          const char *request_id = PROCTOR_IS_TOOL_RESULT (result) ? proctor_tool_result_get_request_id (PROCTOR_TOOL_RESULT (result)) : NULL;
          ProctorToolCall *call = request_id != NULL ? g_hash_table_lookup (calls, request_id) : NULL;
          Answered answered = { NULL, NULL };

          if (!PROCTOR_IS_TOOL_RESULT (result) || !is_mockable (PROCTOR_TOOL_RESULT (result)))
            continue;
          answered.call = call != NULL ? g_object_ref (call) : NULL;
          answered.result = PROCTOR_TOOL_RESULT (g_object_ref (result));
          g_array_append_val (all, answered);
        }
    }

  return all;
}

/**
 * proctor_mend_has_results:
 * @run: a run
 *
 * Returns: whether tools answered in it, so that mocks could say the same
 */
gboolean
proctor_mend_has_results (ProctorRun *run)
{
  g_autoptr (GArray) all = NULL;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), FALSE);

  all = collect (run);

  return all->len > 0;
}

/* A transcript knows tools by their names, a test by their ids. A name that several have says nothing. */
static const char *
find_tool_id (ProctorChoiceList *tools,
              const char *name)
{
  const char *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tools)); i++)
    {
      g_autoptr (ProctorChoice) tool = g_list_model_get_item (G_LIST_MODEL (tools), i);

      if (g_strcmp0 (proctor_choice_get_title (tool), name) != 0 || g_strcmp0 (proctor_choice_get_kind (tool), "system") == 0)
        continue;
      if (found != NULL)
        return NULL;
      found = proctor_choice_get_id (tool);
    }

  return found;
}

static ProctorMockOverride *
find_override (ProctorTest *test,
               const char *tool_id,
               guint *position)
{
  GListModel *overrides = proctor_test_get_tool_mock_overrides (test);

  for (*position = 0; *position < g_list_model_get_n_items (overrides); (*position)++)
    {
      g_autoptr (GObject) override = g_list_model_get_item (overrides, *position);

      if (PROCTOR_IS_MOCK_OVERRIDE (override) && g_strcmp0 (proctor_mock_override_get_key (PROCTOR_MOCK_OVERRIDE (override)), tool_id) == 0)
        return PROCTOR_MOCK_OVERRIDE (override);
    }

  return NULL;
}

/* It answers so where it is called so. */
static ProctorToolMock *
make_mock (const Answered *answered)
{
  ProctorToolMock *mock = proctor_tool_mock_new ();
  g_autoptr (ProctorToolExpectation) called = answered->call != NULL ? proctor_conversation_call_expect (answered->call) : NULL;
  GListModel *parameters = called != NULL ? proctor_tool_expectation_get_parameters (called) : NULL;

  proctor_tool_mock_set_mock_result (mock, proctor_tool_result_get_result_value (answered->result));
  proctor_tool_mock_set_is_error (mock, proctor_tool_result_get_is_error (answered->result));
  for (guint i = 0; parameters != NULL && i < g_list_model_get_n_items (parameters); i++)
    {
      g_autoptr (ProctorExpectedParameter) parameter = g_list_model_get_item (parameters, i);

      g_list_store_append (G_LIST_STORE (proctor_tool_mock_get_parameter_conditions (mock)), parameter);
    }

  return mock;
}

static gboolean
is_same_condition (ProctorExpectedParameter *one,
                   ProctorExpectedParameter *other)
{
  ProctorEvaluation *one_eval = proctor_expected_parameter_get_eval (one);
  ProctorEvaluation *other_eval = proctor_expected_parameter_get_eval (other);

  return g_strcmp0 (proctor_expected_parameter_get_path (one), proctor_expected_parameter_get_path (other)) == 0 && one_eval != NULL && other_eval != NULL
         && g_strcmp0 (proctor_evaluation_get_kind (one_eval), proctor_evaluation_get_kind (other_eval)) == 0
         && g_strcmp0 (proctor_evaluation_get_expected_value (one_eval), proctor_evaluation_get_expected_value (other_eval)) == 0;
}

static gboolean
has_same_conditions (ProctorToolMock *one,
                     ProctorToolMock *other)
{
  GListModel *ours = proctor_tool_mock_get_parameter_conditions (one);
  GListModel *theirs = proctor_tool_mock_get_parameter_conditions (other);

  if (g_list_model_get_n_items (ours) != g_list_model_get_n_items (theirs))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (ours); i++)
    {
      g_autoptr (GObject) a = g_list_model_get_item (ours, i);
      g_autoptr (GObject) b = g_list_model_get_item (theirs, i);

      if (!PROCTOR_IS_EXPECTED_PARAMETER (a) || !PROCTOR_IS_EXPECTED_PARAMETER (b) || !is_same_condition (PROCTOR_EXPECTED_PARAMETER (a), PROCTOR_EXPECTED_PARAMETER (b)))
        return FALSE;
    }

  return TRUE;
}

/* Of two for the same call only the first would ever answer. */
static gboolean
has_mock (ProctorMockOverride *override,
          ProctorToolMock *mock)
{
  GListModel *mocks = proctor_mock_override_get_value (override);

  for (guint i = 0; i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (GObject) known = g_list_model_get_item (mocks, i);

      if (PROCTOR_IS_TOOL_MOCK (known) && has_same_conditions (PROCTOR_TOOL_MOCK (known), mock))
        return TRUE;
    }

  return FALSE;
}

/* A mock of a tool that isn't mocked says nothing. */
static void
mock_tool (ProctorDraft *draft,
           const char *tool_id)
{
  ProctorTest *test = proctor_draft_get_test (draft);
  ProctorUndo *undo = proctor_draft_get_undo (draft);
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (test);
  const char *strategy = behaviour != NULL ? proctor_mock_behaviour_get_mocking_strategy (behaviour) : NULL;
  const char *const *ids = behaviour != NULL ? proctor_mock_behaviour_get_mocked_tool_ids (behaviour) : NULL;
  g_autoptr (GStrvBuilder) more = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (g_strcmp0 (strategy, "all") == 0 || (ids != NULL && g_strcmp0 (strategy, "selected") == 0 && g_strv_contains (ids, tool_id)))
    return;

  if (behaviour == NULL)
    {
      g_autoptr (ProctorMockBehaviour) new_behaviour = proctor_mock_behaviour_new ();

      proctor_undo_set_record (undo, test, PROCTOR_TEST_FIELD_TOOL_MOCK_CONFIG, new_behaviour);
      behaviour = proctor_test_get_tool_mock_config (test);
    }
  /* Who selects tools means none but these. */
  if (ids != NULL && g_strcmp0 (strategy, "selected") == 0)
    g_strv_builder_addv (more, (const char **) ids);
  g_strv_builder_add (more, tool_id);
  all = g_strv_builder_end (more);
  proctor_undo_set_string (undo, behaviour, PROCTOR_MOCK_BEHAVIOUR_FIELD_MOCKING_STRATEGY, "selected");
  proctor_undo_set_strings (undo, behaviour, PROCTOR_MOCK_BEHAVIOUR_FIELD_MOCKED_TOOL_IDS, (const char *const *) all);
}

/* Returns whether there is one more. */
static gboolean
add_mock (ProctorDraft *draft,
          const Answered *answered,
          const char *tool_id,
          char **place)
{
  ProctorTest *test = proctor_draft_get_test (draft);
  ProctorUndo *undo = proctor_draft_get_undo (draft);
  g_autoptr (ProctorToolMock) mock = make_mock (answered);
  guint position;
  ProctorMockOverride *override = find_override (test, tool_id, &position);

  if (override != NULL && has_mock (override, mock))
    return FALSE;

  mock_tool (draft, tool_id);
  if (override == NULL)
    {
      g_autoptr (ProctorMockOverride) new_override = proctor_mock_override_new ();

      proctor_mock_override_set_key (new_override, tool_id);
      g_list_store_append (G_LIST_STORE (proctor_mock_override_get_value (new_override)), mock);
      proctor_undo_insert (undo, test, PROCTOR_TEST_FIELD_TOOL_MOCK_OVERRIDES, position, new_override);
    }
  else
    {
      /* One that answers always would come before it otherwise. */
      proctor_undo_insert (undo, override, PROCTOR_MOCK_OVERRIDE_FIELD_VALUE, 0, mock);
    }
  if (*place == NULL)
    *place = g_strdup_printf ("tool_mock_overrides/%s", tool_id);

  return TRUE;
}

/**
 * proctor_mend_add_mocks:
 * @draft: a draft of a simulation
 * @run: a run of it
 * @tools: the workspace's tools
 * @error: return location for why nothing was added
 *
 * What tools answered in the run becomes what they answer when they are called in the same way, in one step.
 *
 * Returns: (transfer full) (nullable): where in the test the first of them is
 */
char *
proctor_mend_add_mocks (ProctorDraft *draft,
                        ProctorRun *run,
                        ProctorChoiceList *tools,
                        GError **error)
{
  g_autoptr (GArray) all = NULL;
  g_autofree char *place = NULL;
  guint n_named = 0;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (draft), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);
  g_return_val_if_fail (PROCTOR_IS_CHOICE_LIST (tools), NULL);

  if (!is_editable (draft, error))
    return NULL;
  if (proctor_draft_get_kind (draft) != PROCTOR_TEST_KIND_SIMULATION)
    {
      g_set_error_literal (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_KIND, _ ("Only a simulation has mocks."));
      return NULL;
    }

  all = collect (run);
  proctor_undo_begin (proctor_draft_get_undo (draft), _ ("Add Mocks"));
  for (guint i = 0; i < all->len; i++)
    {
      const Answered *answered = &g_array_index (all, Answered, i);
      const char *tool_id = find_tool_id (tools, proctor_tool_result_get_tool_name (answered->result));

      if (tool_id == NULL)
        continue;
      n_named++;
      add_mock (draft, answered, tool_id, &place);
    }
  proctor_undo_end (proctor_draft_get_undo (draft));
  if (place == NULL)
    g_set_error_literal (error, PROCTOR_MEND_ERROR, n_named > 0 ? PROCTOR_MEND_ERROR_KNOWN : PROCTOR_MEND_ERROR_NOTHING,
                         n_named > 0 ? _ ("The test has these mocks already.") : _ ("None of the tools that answered can be found by its name."));

  return g_steal_pointer (&place);
}

/* A run is a conversation like any other. */
static ProctorConversation *
make_conversation (ProctorRun *run)
{
  ProctorConversation *conversation = proctor_conversation_new ();
  g_autoptr (GListModel) turns = proctor_run_verdict_dup_turns (run);
  g_autoptr (ProctorInitiationData) data = proctor_initiation_data_new ();
  ProctorTest *test = proctor_run_get_test_info (run);
  GListModel *variables = test != NULL ? proctor_test_get_dynamic_variables (test) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i);

      g_list_store_append (G_LIST_STORE (proctor_conversation_get_transcript (conversation)), turn);
    }
  for (guint i = 0; variables != NULL && i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (GObject) variable = g_list_model_get_item (variables, i);

      if (PROCTOR_IS_VARIABLE (variable))
        g_list_store_append (G_LIST_STORE (proctor_initiation_data_get_dynamic_variables (data)), variable);
    }
  proctor_conversation_set_conversation_initiation_client_data (conversation, data);
  proctor_conversation_set_agent_id (conversation, proctor_run_get_agent_id (run));
  proctor_conversation_set_environment (conversation, test != NULL ? proctor_test_get_environment (test) : NULL);

  return conversation;
}

/**
 * proctor_mend_can_copy:
 * @run: a run
 *
 * Returns: whether the user says anything in it, so that a reply is a reply
 */
gboolean
proctor_mend_can_copy (ProctorRun *run)
{
  g_autoptr (GListModel) turns = NULL;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), FALSE);

  turns = proctor_run_verdict_dup_turns (run);
  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i);

      if (PROCTOR_IS_TURN (turn) && g_strcmp0 (proctor_turn_get_role (PROCTOR_TURN (turn)), "user") == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_mend_copy_turn:
 * @run: a run
 * @position: a turn, of those that were replayed and then those that it produced; G_MAXUINT for the agent's last
 * @error: return location for why it can't be
 *
 * Makes a test of a reply: what came before is its conversation, and the reply an example of failure.
 *
 * Returns: (transfer full) (nullable): a test, which shares nothing with @run
 */
ProctorTest *
proctor_mend_copy_turn (ProctorRun *run,
                        guint position,
                        GError **error)
{
  g_autoptr (ProctorConversation) conversation = NULL;
  g_autoptr (ProctorTest) test = NULL;
  g_autofree char *name = NULL;
  guint cut;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);

  conversation = make_conversation (run);
  cut = position == G_MAXUINT ? proctor_conversation_test_find_cut (conversation) : position;
  while (cut > 0 && !proctor_conversation_test_can_cut (conversation, cut))
    cut--;
  if (cut == 0)
    {
      g_set_error_literal (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_NOTHING, _ ("The user says nothing before this, so there would be nothing to reply to."));
      return NULL;
    }

  test = proctor_conversation_test_make (conversation, PROCTOR_TEST_KIND_NEXT_REPLY, cut);
  /* It comes from no conversation that a server knows. */
  proctor_test_set_from_conversation_metadata (test, NULL);
  /* Translators: %s is what a test is called. */
  name = g_strdup_printf (_ ("%s: Reply"), proctor_run_get_test_name (run) != NULL ? proctor_run_get_test_name (run) : _ ("Run"));
  proctor_test_set_name (test, name);

  return g_steal_pointer (&test);
}

/* The first condition that the run did not meet. */
static char *
dup_failing_condition (ProctorRun *run)
{
  ProctorConditionResult *result = proctor_run_get_condition_result (run);
  ProctorRationale *rationale = result != NULL ? proctor_condition_result_get_rationale (result) : NULL;
  const char *const *messages = rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL;
  const char *const *conditions = proctor_test_get_success_conditions (proctor_run_get_test_info (run));
  gint64 first = 0;

  if (conditions == NULL || conditions[0] == NULL)
    return g_strdup ("success_condition");

  for (gsize i = 0; messages != NULL && messages[i] != NULL; i++)
    {
      g_autoptr (ProctorCriterion) criterion = proctor_wire_parse_criterion (messages[i]);

      if (criterion == NULL || proctor_criterion_get_outcome (criterion) == PROCTOR_OUTCOME_PASSED)
        continue;
      if (first == 0 || proctor_criterion_get_number (criterion) < first)
        first = proctor_criterion_get_number (criterion);
    }

  return first >= 1 && (guint64) first <= g_strv_length ((char **) conditions) ? g_strdup_printf ("success_conditions/%d", (int) first - 1) : g_strdup ("success_conditions");
}

/**
 * proctor_mend_dup_failing_place:
 * @run: a run
 *
 * Returns: (transfer full): where in its test one would look first, as in `success_conditions/1`; empty if nobody knows
 */
char *
proctor_mend_dup_failing_place (ProctorRun *run)
{
  ProctorTest *test;
  const char *kind;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);

  test = proctor_run_get_test_info (run);
  kind = test != NULL ? proctor_test_get_kind (test) : NULL;
  if (g_strcmp0 (kind, "llm") == 0)
    return g_strdup ("success_condition");
  if (g_strcmp0 (kind, "tool") == 0)
    return g_strdup ("tool_call_parameters/referenced_tool");
  if (g_strcmp0 (kind, "simulation") == 0)
    return dup_failing_condition (run);

  return g_strdup ("");
}
