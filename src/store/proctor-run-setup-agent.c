/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-setup-private.h"

#include "proctor-history-choices.h"
#include "proctor-surroundings.h"
#include "proctor-tests.h"

/* Where tests are run: an agent, one of its branches, and the nodes of its workflow there. */

/* What is remembered of an agent: on which branch it was run, and how often. */
#define MEMORY "run"
#define MOST_REMEMBERED 50

static void update_branch (ProctorRunSetup *self);

/* Begins as soon as it is known, or can't be known, which tools the agent has on the branch. */
void
proctor_run_setup_check (ProctorRunSetup *self)
{
  ProctorChoiceState state = self->nodes != NULL ? proctor_choice_list_get_state (self->nodes) : PROCTOR_CHOICE_UNKNOWN;
  g_auto (GStrv) ids = NULL;

  if (state == PROCTOR_CHOICE_READY || state == PROCTOR_CHOICE_ERROR)
    {
      ids = proctor_run_setup_dup_ids (self, TRUE);
      proctor_run_checks_begin (self->checks, (const char *const *) ids, proctor_choice_list_get_agent (self->nodes));
    }
  proctor_run_setup_go_on (self);
}

void
proctor_run_setup_let_go_of_nodes (ProctorRunSetup *self)
{
  if (self->nodes != NULL)
    g_signal_handlers_disconnect_by_data (self->nodes, self);
  g_clear_object (&self->nodes);
}

/* Nodes and tools are asked for anew each time: an agent is worked on between two runs. */
static void
use_branch (ProctorRunSetup *self,
            const char *branch_id)
{
  g_set_str (&self->branch_id, branch_id);
  proctor_run_setup_let_go_of_nodes (self);
  if (branch_id == NULL)
    return;

  self->nodes = proctor_choice_list_new_on_branch (proctor_session_get_client (self->session), proctor_session_get_health (self->session), self->agent_id, branch_id);
  g_signal_connect_object (self->nodes, "notify::state", G_CALLBACK (proctor_run_setup_check), self, G_CONNECT_SWAPPED);
  proctor_choice_list_want (self->nodes);
}

static const ProctorHistoryChoice *
find_remembered (ProctorRunSetup *self,
                 const char *agent_id)
{
  for (guint i = 0; self->remembered != NULL && i < self->remembered->len; i++)
    {
      const ProctorHistoryChoice *choice = g_ptr_array_index (self->remembered, i);

      if (g_strcmp0 (choice->id, agent_id) == 0)
        return choice;
    }

  return NULL;
}

static void
branches_cb (ProctorRunSetup *self)
{
  update_branch (self);
  proctor_run_setup_go_on (self);
}

void
proctor_run_setup_let_go_of_branches (ProctorRunSetup *self)
{
  if (self->branches != NULL)
    g_signal_handlers_disconnect_by_data (self->branches, self);
  g_clear_object (&self->branches);
}

/* A node is one of an agent's: with another agent it means nothing. */
static void
reset_nodes (ProctorRunSetup *self)
{
  gboolean given = self->given_agent_id != NULL && g_strcmp0 (self->agent_id, self->given_agent_id) == 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tests)); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (G_LIST_MODEL (self->tests), i);

      proctor_run_test_set_node_id (test, given ? proctor_run_test_get_given_node_id (test) : NULL);
    }
}

static void
use_agent (ProctorRunSetup *self,
           const char *agent_id)
{
  const ProctorHistoryChoice *remembered = find_remembered (self, agent_id);
  g_auto (GStrv) details = remembered != NULL && remembered->details != NULL ? g_strsplit (remembered->details, "\n", 2) : NULL;
  const char *branch_id = details != NULL && details[0] != NULL && details[0][0] != '\0' ? details[0] : NULL;
  guint repeat_count = details != NULL && details[0] != NULL && details[1] != NULL ? (guint) g_ascii_strtoull (details[1], NULL, 10) : 0;

  g_set_str (&self->agent_id, agent_id);
  if (self->given_agent_id != NULL && self->given_branch_id != NULL && g_strcmp0 (agent_id, self->given_agent_id) == 0)
    branch_id = self->given_branch_id;
  if (!self->has_chosen_repeat && repeat_count > 0)
    self->repeat_count = MIN (repeat_count, PROCTOR_RUN_SETUP_MOST_REPEATS);
  reset_nodes (self);
  proctor_run_setup_let_go_of_branches (self);
  use_branch (self, agent_id != NULL ? branch_id : NULL);
  proctor_run_setup_update_estimate (self);
  if (agent_id == NULL)
    return;

  self->branches = proctor_choice_list_new (proctor_session_get_client (self->session), proctor_session_get_health (self->session), PROCTOR_CHOICE_BRANCHES, agent_id);
  g_signal_connect_object (self->branches, "notify::state", G_CALLBACK (branches_cb), self, G_CONNECT_SWAPPED);
  proctor_choice_list_want (self->branches);
}

/* The main branch comes first. One that was chosen before and isn't there any more is not chosen again. */
static void
update_branch (ProctorRunSetup *self)
{
  g_autoptr (ProctorChoice) first = NULL;

  if (self->branches == NULL || proctor_choice_list_get_state (self->branches) != PROCTOR_CHOICE_READY)
    return;
  if (self->branch_id != NULL && (self->has_chosen_agent || self->given_branch_id != NULL || proctor_choice_list_find (self->branches, self->branch_id) != NULL))
    return;

  first = g_list_model_get_item (G_LIST_MODEL (self->branches), 0);
  use_branch (self, first != NULL ? proctor_choice_get_id (first) : NULL);
}

static void
guessed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorRunSetup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autofree char *agent_id = test != NULL ? proctor_surroundings_guess_agent (proctor_surroundings_of (self->session), test) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_guessing = FALSE;
  if (agent_id != NULL && self->agent_id == NULL && !self->has_chosen_agent && proctor_choice_list_find (proctor_run_setup_get_agents (self), agent_id) != NULL)
    use_agent (self, agent_id);
  proctor_run_setup_go_on (self);
}

/* Some tests say which agent they are for. */
static void
guess_agent (ProctorRunSetup *self)
{
  g_autoptr (ProctorRunTest) first = g_list_model_get_item (G_LIST_MODEL (self->tests), 0);

  if (self->has_guessed || first == NULL)
    return;

  self->has_guessed = TRUE;
  self->is_guessing = TRUE;
  proctor_tests_get_async (proctor_session_get_client (self->session), proctor_run_test_get_id (first), self->cancellable, guessed_cb, self);
}

/* What somebody has chosen stays. Otherwise it is the agent of the last time, or the only one there is. */
static void
update_agent (ProctorRunSetup *self)
{
  ProctorChoiceList *agents = proctor_run_setup_get_agents (self);
  gboolean ready = proctor_choice_list_get_state (agents) == PROCTOR_CHOICE_READY;
  guint n_agents = g_list_model_get_n_items (G_LIST_MODEL (agents));

  if (self->has_chosen_agent || self->given_agent_id != NULL || self->is_remembering || !proctor_run_setup_can_change (self))
    return;

  if (self->agent_id == NULL && self->remembered != NULL && self->remembered->len > 0)
    use_agent (self, ((const ProctorHistoryChoice *) g_ptr_array_index (self->remembered, 0))->id);
  if (self->agent_id != NULL && ready && !proctor_choice_list_has_more (agents) && proctor_choice_list_find (agents, self->agent_id) == NULL)
    {
      g_clear_pointer (&self->remembered, g_ptr_array_unref);
      use_agent (self, NULL);
    }
  if (self->agent_id == NULL && ready && n_agents == 1)
    {
      g_autoptr (ProctorChoice) only = g_list_model_get_item (G_LIST_MODEL (agents), 0);

      use_agent (self, proctor_choice_get_id (only));
    }
  else if (self->agent_id == NULL && ready && n_agents > 1)
    {
      guess_agent (self);
    }
}

static void
agents_cb (ProctorRunSetup *self)
{
  update_agent (self);
  proctor_run_setup_go_on (self);
}

static void
remembered_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  ProctorRunSetup *self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *remembered = proctor_history_list_choices_finish (PROCTOR_HISTORY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_remembering = FALSE;
  self->remembered = remembered;
  /* What the page that this was opened from says counts for more, except for how often. */
  if (self->given_agent_id != NULL && !self->has_chosen_agent && proctor_run_setup_can_change (self))
    use_agent (self, self->given_agent_id);
  update_agent (self);
  proctor_run_setup_go_on (self);
}

/**
 * proctor_run_setup_load:
 * @self: a setup
 *
 * Begins to find out what there is to choose from, and what was chosen the last time.
 */
void
proctor_run_setup_load (ProctorRunSetup *self)
{
  ProctorChoiceList *agents;

  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  agents = proctor_run_setup_get_agents (self);
  g_signal_connect_object (agents, "notify::state", G_CALLBACK (agents_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (agents, "items-changed", G_CALLBACK (agents_cb), self, G_CONNECT_SWAPPED);
  proctor_choice_list_reload (agents);
  if (proctor_session_get_history (self->session) != NULL)
    {
      self->is_remembering = TRUE;
      proctor_history_list_choices_async (proctor_session_get_history (self->session), proctor_workspace_get_id (proctor_session_get_workspace (self->session)), MEMORY, MOST_REMEMBERED, self->cancellable, remembered_cb, self);
    }
  else if (self->given_agent_id != NULL)
    use_agent (self, self->given_agent_id);
  update_agent (self);
  proctor_run_setup_go_on (self);
}

void
proctor_run_setup_reload (ProctorRunSetup *self)
{
  ProctorChoiceList *lists[] = { proctor_run_setup_get_agents (self), self->branches, self->nodes };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (lists[i] != NULL && proctor_choice_list_get_state (lists[i]) == PROCTOR_CHOICE_ERROR)
        proctor_choice_list_reload (lists[i]);
    }
}

ProctorChoiceList *
proctor_run_setup_get_agents (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return proctor_surroundings_get_agents (proctor_surroundings_of (self->session));
}

/**
 * proctor_run_setup_get_branches:
 * @self: a setup
 *
 * Returns: (transfer none) (nullable): the branches of the agent that is chosen
 */
ProctorChoiceList *
proctor_run_setup_get_branches (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->branches;
}

/**
 * proctor_run_setup_get_nodes:
 * @self: a setup
 *
 * Returns: (transfer none) (nullable): the nodes of the agent's workflow on the branch that is chosen
 */
ProctorChoiceList *
proctor_run_setup_get_nodes (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->nodes;
}

/**
 * proctor_run_setup_has_workflow:
 * @self: a setup
 *
 * Returns: whether there is more than one node to begin at, as far as is known
 */
gboolean
proctor_run_setup_has_workflow (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), FALSE);

  return self->nodes != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->nodes)) > 1;
}

const char *
proctor_run_setup_get_agent_id (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->agent_id;
}

/**
 * proctor_run_setup_choose_agent:
 * @self: a setup
 * @agent_id: (nullable): an agent
 *
 * Runs the tests on that one, and on the branch on which it was run the last time.
 */
void
proctor_run_setup_choose_agent (ProctorRunSetup *self,
                                const char *agent_id)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (!proctor_run_setup_can_change (self) || g_strcmp0 (self->agent_id, agent_id) == 0)
    return;

  self->has_chosen_agent = TRUE;
  g_clear_pointer (&self->obstacle, g_free);
  use_agent (self, agent_id);
  proctor_run_setup_go_on (self);
}

const char *
proctor_run_setup_get_branch_id (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->branch_id;
}

void
proctor_run_setup_choose_branch (ProctorRunSetup *self,
                                 const char *branch_id)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (!proctor_run_setup_can_change (self) || self->agent_id == NULL || g_strcmp0 (self->branch_id, branch_id) == 0)
    return;

  self->has_chosen_agent = TRUE;
  g_clear_pointer (&self->obstacle, g_free);
  use_branch (self, branch_id);
  proctor_run_setup_go_on (self);
}

/**
 * proctor_run_setup_choose_node:
 * @self: a setup
 * @test: one of its tests
 * @node_id: (nullable): where it is to begin, %NULL for where the workflow begins
 */
void
proctor_run_setup_choose_node (ProctorRunSetup *self,
                               ProctorRunTest *test,
                               const char *node_id)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));
  g_return_if_fail (PROCTOR_IS_RUN_TEST (test));

  if (!proctor_run_setup_can_change (self))
    return;

  proctor_run_test_set_node_id (test, node_id);
  g_clear_pointer (&self->obstacle, g_free);
  proctor_run_setup_tell (self);
}

/* Remembers the agent that was run, its branch and how often. */
void
proctor_run_setup_remember (ProctorRunSetup *self)
{
  g_autofree char *details = NULL;

  if (proctor_session_get_history (self->session) == NULL)
    return;

  details = g_strdup_printf ("%s\n%u", self->branch_id, self->repeat_count);
  proctor_history_choose (proctor_session_get_history (self->session), proctor_workspace_get_id (proctor_session_get_workspace (self->session)), MEMORY, self->agent_id, details);
  proctor_choice_list_prefer (proctor_run_setup_get_agents (self), self->agent_id);
}
