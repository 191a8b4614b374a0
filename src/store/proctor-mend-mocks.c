/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mend-private.h"

#include <glib/gi18n.h>

#include "proctor-conversation-call.h"
#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-mock-behaviour.h"
#include "proctor-mock-override.h"
#include "proctor-tool-call.h"
#include "proctor-tool-mock.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"
#include "proctor-wire-verdict.h"

/* What tools answered in a run, as what they are to answer in its test. */

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

static gboolean
is_wanted (const Answered *answered,
           GPtrArray *results)
{
  return results == NULL || g_ptr_array_find (results, answered->result, NULL);
}

/**
 * proctor_mend_add_mocks:
 * @draft: a draft of a simulation
 * @run: a run of it
 * @results: (nullable) (element-type ProctorToolResult): which of the results in @run are meant, %NULL for all
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
                        GPtrArray *results,
                        ProctorChoiceList *tools,
                        GError **error)
{
  g_autoptr (GArray) all = NULL;
  g_autofree char *place = NULL;
  guint n_named = 0;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (draft), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);
  g_return_val_if_fail (PROCTOR_IS_CHOICE_LIST (tools), NULL);

  if (!proctor_mend_is_editable (draft, error))
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
      const char *tool_id = is_wanted (answered, results) ? find_tool_id (tools, proctor_tool_result_get_tool_name (answered->result)) : NULL;

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
