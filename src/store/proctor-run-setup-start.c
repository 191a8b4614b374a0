/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-setup-private.h"

#include "proctor-api-error.h"
#include "proctor-check-job.h"
#include "proctor-lost-run-search.h"
#include "proctor-run-start.h"
#include "proctor-run-target.h"

#include <glib/gi18n.h>

/* Running what was planned, once. */

static void
stop (ProctorRunSetup *self,
      const char *obstacle)
{
  g_set_str (&self->obstacle, obstacle);
  proctor_run_setup_set_error (self, NULL);
  proctor_run_setup_set_state (self, PROCTOR_RUN_SETUP_CHOOSING);
}

static gboolean
is_pending (ProctorChoiceList *list)
{
  ProctorChoiceState state = proctor_choice_list_get_state (list);

  return state == PROCTOR_CHOICE_UNKNOWN || state == PROCTOR_CHOICE_LOADING;
}

/* A node that isn't in the workflow would make the server refuse them all. */
static ProctorRunTest *
find_misplaced (ProctorRunSetup *self)
{
  if (self->nodes == NULL || proctor_choice_list_get_state (self->nodes) != PROCTOR_CHOICE_READY || self->override != NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tests)); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (G_LIST_MODEL (self->tests), i);
      const char *node_id = proctor_run_test_get_node_id (test);

      /* The list has it, too. */
      if (node_id != NULL && proctor_choice_list_find (self->nodes, node_id) == NULL)
        return test;
    }

  return NULL;
}

/* What a person has to do first. */
static char *
find_obstacle (ProctorRunSetup *self)
{
  guint n_faulty = proctor_run_setup_count_faulty (self);
  ProctorRunTest *misplaced = find_misplaced (self);
  guint n_tests = g_list_model_get_n_items (G_LIST_MODEL (self->tests));

  if (n_tests == 0)
    return g_strdup (_ ("No tests are left to be run"));
  if (n_tests > PROCTOR_RUN_SETUP_MOST_TESTS)
    return g_strdup_printf (_ ("No more than %u tests can be run at once"), (guint) PROCTOR_RUN_SETUP_MOST_TESTS);
  if (self->agent_id == NULL)
    return g_strdup (_ ("Choose the agent first"));
  if (self->branch_id == NULL)
    return g_strdup (_ ("Choose the branch first"));
  if (self->override_problem != NULL)
    return g_strdup (_ ("The other configuration has to be mended or removed first"));
  if (misplaced != NULL)
    return g_strdup_printf (_ ("“%s” begins at a node that the workflow doesn’t have on this branch"), proctor_run_test_get_name (misplaced));
  if (n_faulty > 0)
    return g_strdup_printf (ngettext ("%u test has a problem that has to be mended first", "%u tests have problems that have to be mended first", n_faulty), n_faulty);

  return NULL;
}

/* What has to come before anything can be sent, in words. */
static char *
find_pending (ProctorRunSetup *self)
{
  ProctorJob *job = proctor_run_checks_get_job (self->checks);

  if (self->agent_id == NULL && (self->is_remembering || self->is_guessing || is_pending (proctor_run_setup_get_agents (self))))
    return g_strdup (_ ("Reading the agents…"));
  if (self->agent_id != NULL && self->branch_id == NULL && self->branches != NULL && is_pending (self->branches))
    return g_strdup (_ ("Reading the branches…"));
  if (self->is_saving)
    return g_strdup (_ ("Saving the changes…"));
  if (self->override_cancellable != NULL)
    return g_strdup (_ ("Checking the configuration…"));
  if (proctor_run_checks_is_skipped (self->checks))
    return NULL;
  if (self->nodes != NULL && is_pending (self->nodes))
    return g_strdup (_ ("Reading the agent…"));
  if (!proctor_run_checks_is_running (self->checks))
    return NULL;
  if (job == NULL)
    return g_strdup (_ ("Checking the tests…"));

  /* Translators: how many tests were checked, then how many there are. */
  return g_strdup_printf (_ ("Checked %u of %u…"), proctor_job_get_n_done (job), proctor_job_get_total (job));
}

static ProctorRunRequest *
make_request (ProctorRunSetup *self)
{
  ProctorRunRequest *run = proctor_run_request_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tests)); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (G_LIST_MODEL (self->tests), i);
      g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

      proctor_run_target_set_test_id (target, proctor_run_test_get_id (test));
      if (proctor_run_test_get_node_id (test) != NULL)
        proctor_run_target_set_workflow_node_id (target, proctor_run_test_get_node_id (test));
      if (self->folder_id != NULL)
        {
          proctor_run_target_set_root_folder_id (target, self->folder_id);
          proctor_run_target_set_root_folder_name (target, self->folder_name);
        }
      g_list_store_append (G_LIST_STORE (proctor_run_request_get_tests (run)), target);
    }
  proctor_run_request_set_branch_id (run, self->branch_id);
  if (self->repeat_count > 1)
    proctor_run_request_set_repeat_count (run, self->repeat_count);
  if (self->override != NULL)
    proctor_run_request_set_agent_config_override (run, self->override);

  return run;
}

static void
take_started (ProctorRunSetup *self,
              const char *invocation_id)
{
  g_set_str (&self->invocation_id, invocation_id);
  proctor_run_setup_set_error (self, NULL);
  proctor_run_setup_remember (self);
  proctor_run_setup_set_state (self, PROCTOR_RUN_SETUP_STARTED);
}

static void
searched_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ProctorRunSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = proctor_lost_run_search_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (self->session), error);
  proctor_run_setup_set_error (self, error);
  for (guint i = 0; found != NULL && i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (GObject) summary = g_list_model_get_item (found, i);

      g_list_store_append (self->candidates, summary);
    }
  proctor_run_setup_set_state (self, PROCTOR_RUN_SETUP_LOST);
}

static void
search (ProctorRunSetup *self)
{
  g_list_store_remove_all (self->candidates);
  proctor_run_setup_set_error (self, NULL);
  proctor_run_setup_set_state (self, PROCTOR_RUN_SETUP_SEARCHING);
  proctor_lost_run_search_async (proctor_session_get_client (self->session), self->lost, NULL, searched_cb, g_object_ref (self));
}

static void
started_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorRunSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *invocation_id = proctor_run_start_finish (PROCTOR_SESSION (object), result, &error);

  if (invocation_id != NULL)
    take_started (self, invocation_id);
  else if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST))
    search (self);
  else
    {
      proctor_run_setup_set_error (self, error);
      proctor_run_setup_set_state (self, PROCTOR_RUN_SETUP_CHOOSING);
    }
}

/* Once it is sent it is not cancelled: it would be begun all the same, and nobody told. */
static void
send (ProctorRunSetup *self)
{
  g_autoptr (ProctorRunRequest) run = make_request (self);

  g_clear_object (&self->lost);
  self->lost = proctor_lost_run_new (self->agent_id, run, g_get_real_time () / G_USEC_PER_SEC);
  proctor_run_setup_set_error (self, NULL);
  proctor_run_setup_set_state (self, PROCTOR_RUN_SETUP_SENDING);
  proctor_run_start_async (self->session, self->agent_id, run, NULL, started_cb, g_object_ref (self));
}

/* Something has come, or has been changed: whoever waits for it goes on, and everybody else is told. */
void
proctor_run_setup_go_on (ProctorRunSetup *self)
{
  g_autofree char *pending = NULL;
  g_autofree char *obstacle = NULL;

  if (self->state != PROCTOR_RUN_SETUP_WAITING)
    {
      proctor_run_setup_tell (self);
      return;
    }

  pending = find_pending (self);
  obstacle = pending == NULL ? find_obstacle (self) : NULL;
  if (pending != NULL)
    proctor_run_setup_tell (self);
  else if (obstacle != NULL)
    stop (self, obstacle);
  else
    send (self);
}

ProctorRunSetupState
proctor_run_setup_get_state (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), PROCTOR_RUN_SETUP_CHOOSING);

  return self->state;
}

/**
 * proctor_run_setup_get_error:
 * @self: a setup
 *
 * Returns: (nullable): why it could not be run or looked for, or why there is nothing to choose from
 */
const GError *
proctor_run_setup_get_error (ProctorRunSetup *self)
{
  ProctorChoiceList *agents;

  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  agents = proctor_run_setup_get_agents (self);
  if (self->error != NULL)
    return self->error;
  if (self->agent_id == NULL && proctor_choice_list_get_state (agents) == PROCTOR_CHOICE_ERROR)
    return proctor_choice_list_get_error (agents);
  if (self->branches != NULL && proctor_choice_list_get_state (self->branches) == PROCTOR_CHOICE_ERROR)
    return proctor_choice_list_get_error (self->branches);
  if (self->nodes != NULL && proctor_choice_list_get_state (self->nodes) == PROCTOR_CHOICE_ERROR)
    return proctor_choice_list_get_error (self->nodes);

  return NULL;
}

/**
 * proctor_run_setup_dup_obstacle:
 * @self: a setup
 *
 * Returns: (transfer full) (nullable): what a person has to do before it can be run, said when they want it to be
 */
char *
proctor_run_setup_dup_obstacle (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return g_strdup (self->obstacle);
}

/**
 * proctor_run_setup_dup_waiting_for:
 * @self: a setup
 *
 * Returns: (transfer full) (nullable): what has to come before it can be run, %NULL if nobody waits
 */
char *
proctor_run_setup_dup_waiting_for (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->state == PROCTOR_RUN_SETUP_WAITING ? find_pending (self) : NULL;
}

/**
 * proctor_run_setup_start:
 * @self: a setup
 *
 * Runs the tests, now or as soon as all is known that has to be known before. What wants them to be run while they
 * are about to be does nothing.
 */
void
proctor_run_setup_start (ProctorRunSetup *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (self->state != PROCTOR_RUN_SETUP_CHOOSING)
    return;

  g_clear_pointer (&self->obstacle, g_free);
  proctor_run_setup_set_error (self, NULL);
  self->save_failed = FALSE;
  self->state = PROCTOR_RUN_SETUP_WAITING;
  proctor_run_setup_go_on (self);
}

/**
 * proctor_run_setup_retry:
 * @self: a setup with an error
 *
 * Does again what failed: runs the tests, if the server refused to, or asks for what could not be had.
 */
void
proctor_run_setup_retry (ProctorRunSetup *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (self->save_failed)
    proctor_run_setup_save (self);
  else if (self->error != NULL)
    proctor_run_setup_start (self);
  else
    proctor_run_setup_reload (self);
}

/**
 * proctor_run_setup_stop_waiting:
 * @self: a setup
 *
 * Doesn't run the tests, if that has not begun.
 */
void
proctor_run_setup_stop_waiting (ProctorRunSetup *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (self->state == PROCTOR_RUN_SETUP_WAITING)
    proctor_run_setup_set_state (self, PROCTOR_RUN_SETUP_CHOOSING);
}

/**
 * proctor_run_setup_get_candidates:
 * @self: a setup
 *
 * Returns: (transfer none): the #ProctorInvocationSummary that may be what was begun
 */
GListModel *
proctor_run_setup_get_candidates (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return G_LIST_MODEL (self->candidates);
}

/**
 * proctor_run_setup_look_again:
 * @self: a setup whose answer got lost
 *
 * Looks once more for what may have been begun.
 */
void
proctor_run_setup_look_again (ProctorRunSetup *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (self->state == PROCTOR_RUN_SETUP_LOST)
    search (self);
}

/**
 * proctor_run_setup_start_again:
 * @self: a setup whose answer got lost
 *
 * Runs the tests, though they may be running already: somebody has decided so.
 */
void
proctor_run_setup_start_again (ProctorRunSetup *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (self->state == PROCTOR_RUN_SETUP_LOST)
    send (self);
}

/**
 * proctor_run_setup_adopt:
 * @self: a setup whose answer got lost
 * @invocation_id: one of the candidates
 *
 * Somebody says that this is it.
 */
void
proctor_run_setup_adopt (ProctorRunSetup *self,
                         const char *invocation_id)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));
  g_return_if_fail (invocation_id != NULL);

  if (self->state == PROCTOR_RUN_SETUP_LOST)
    take_started (self, invocation_id);
}

/**
 * proctor_run_setup_get_invocation_id:
 * @self: a setup
 *
 * Returns: (nullable): what is running
 */
const char *
proctor_run_setup_get_invocation_id (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->invocation_id;
}
