/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mend-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-conversation-test.h"
#include "proctor-example.h"
#include "proctor-initiation-data.h"
#include "proctor-run-verdict.h"
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

/**
 * proctor_mend_is_editable:
 * @draft: a draft
 * @error: return location for why it isn't
 *
 * Returns: whether its test can be changed
 */
gboolean
proctor_mend_is_editable (ProctorDraft *draft,
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

  if (!proctor_mend_is_editable (draft, error))
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
