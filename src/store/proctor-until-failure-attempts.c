/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-until-failure-private.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-history-choices.h"
#include "proctor-lost-run-search.h"
#include "proctor-run-start.h"
#include "proctor-run-target.h"
#include "proctor-run-test.h"
#include "proctor-session.h"

/* One attempt after the other: each is started once, looked after until it has ended, and judged. */

/* So many attempts in a row with nothing but errors are enough: the next would have them, too. */
#define MOST_BARREN 2

static void
set_trouble (ProctorUntilFailure *self,
             const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_TROUBLE);
}

/* All runs of the attempt have ended, and none has failed. */
static void
judge (ProctorUntilFailure *self,
       const guint *counts)
{
  self->is_judged = TRUE;
  self->n_errors += counts[PROCTOR_OUTCOME_ERROR];
  if (counts[PROCTOR_OUTCOME_PASSED] > 0 || counts[PROCTOR_OUTCOME_INCONCLUSIVE] > 0)
    self->n_barren = 0;
  else
    self->n_barren++;

  if (counts[PROCTOR_OUTCOME_CANCELLED] > 0 || self->wants_stop)
    proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_STOPPED);
  else if (self->n_barren >= MOST_BARREN)
    proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_ERRORS);
  else if (self->attempt >= self->most)
    proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_ENDED);
  else
    proctor_until_failure_begin (self);
}

void
proctor_until_failure_look (ProctorUntilFailure *self)
{
  const guint *counts = proctor_matrix_get_sums (proctor_watcher_get_matrix (self->watcher))->counts;
  g_autoptr (ProctorUntilFailure) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  switch (proctor_watcher_get_state (self->watcher))
    {
    case PROCTOR_WATCHER_LOADING:
      break;
    case PROCTOR_WATCHER_RUNNING:
      if (counts[PROCTOR_OUTCOME_FAILED] > 0)
        proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_FAILED);
      break;
    case PROCTOR_WATCHER_GROUPING:
    case PROCTOR_WATCHER_SETTLED:
      if (counts[PROCTOR_OUTCOME_FAILED] > 0)
        proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_FAILED);
      else
        judge (self, counts);
      break;
    case PROCTOR_WATCHER_GONE:
      self->is_judged = TRUE;
      error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND, _ ("The server doesn’t know its runs any more."));
      set_trouble (self, error);
      break;
    }
}

void
proctor_until_failure_follow (ProctorUntilFailure *self,
                              const char *invocation_id)
{
  ProctorHistoryFeed *feed = proctor_session_get_history_feed (self->session);
  g_autoptr (ProctorWatcher) watcher = feed != NULL ? proctor_history_feed_watch (feed, invocation_id) : NULL;

  if (watcher == NULL)
    return;

  proctor_until_failure_watch (self, watcher);
  proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_RUNNING);
  proctor_history_feed_expect (feed, invocation_id);
  /* Somebody may have looked at it already. */
  if (self->watcher == watcher)
    proctor_until_failure_look (self);
}

static void
take_started (ProctorUntilFailure *self,
              const char *invocation_id)
{
  g_ptr_array_add (self->attempts, g_strdup (invocation_id));
  self->is_lost = FALSE;
  if (self->session == NULL)
    proctor_until_failure_keep (self);
  else if (self->wants_stop)
    proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_STOPPED);
  else
    proctor_until_failure_follow (self, invocation_id);
}

/* The attempt before looks the same, and is another. */
static char *
find_only (ProctorUntilFailure *self,
           GListModel *found)
{
  g_autofree char *only = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (ProctorInvocationSummary) summary = g_list_model_get_item (found, i);
      const char *id = proctor_invocation_summary_get_id (summary);

      if (id == NULL || proctor_until_failure_has (self, id))
        continue;
      if (only != NULL)
        return NULL;
      only = g_strdup (id);
    }

  return g_steal_pointer (&only);
}

static void
searched_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ProctorUntilFailure) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = proctor_lost_run_search_finish (PROCTOR_CLIENT (source), result, &error);
  g_autofree char *id = found != NULL ? find_only (self, found) : NULL;

  if (self->state != PROCTOR_UNTIL_FAILURE_STARTING || (self->session == NULL && id == NULL))
    return;

  if (id != NULL)
    {
      take_started (self, id);
      return;
    }
  if (error == NULL)
    error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST, _ ("The server’s answer got lost, and nothing that was begun is found. It may be running all the same."));
  set_trouble (self, error);
}

static ProctorRunRequest *
make_request (ProctorUntilFailure *self)
{
  ProctorRunRequest *run = proctor_run_request_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tests)); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (G_LIST_MODEL (self->tests), i);
      g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

      proctor_run_target_set_test_id (target, proctor_run_test_get_id (test));
      if (proctor_run_test_get_node_id (test) != NULL)
        proctor_run_target_set_workflow_node_id (target, proctor_run_test_get_node_id (test));
      g_list_store_append (G_LIST_STORE (proctor_run_request_get_tests (run)), target);
    }
  if (self->branch_id != NULL)
    proctor_run_request_set_branch_id (run, self->branch_id);

  return run;
}

void
proctor_until_failure_search (ProctorUntilFailure *self)
{
  g_autoptr (ProctorRunRequest) run = make_request (self);

  g_clear_object (&self->lost);
  self->lost = proctor_lost_run_new (self->agent_id, run, self->asked_at);
  proctor_lost_run_search_async (proctor_session_get_client (self->session), self->lost, NULL, searched_cb, g_object_ref (self));
}

static void
started_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorUntilFailure) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = proctor_run_start_finish (PROCTOR_SESSION (source), result, &error);

  if (id != NULL)
    {
      take_started (self, id);
    }
  else if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST))
    {
      if (self->session != NULL)
        proctor_until_failure_search (self);
    }
  else
    {
      /* It was not begun, so it is no attempt. */
      self->is_lost = FALSE;
      self->is_judged = TRUE;
      self->attempt--;
      if (self->session == NULL)
        proctor_until_failure_keep (self);
      else if (self->wants_stop)
        proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_STOPPED);
      else
        set_trouble (self, error);
    }
}

/* Once it is sent it is not cancelled: it would be begun all the same, and nobody told. */
static void
send (ProctorUntilFailure *self)
{
  g_autoptr (ProctorRunRequest) run = make_request (self);

  proctor_run_start_async (self->session, self->agent_id, run, NULL, started_cb, g_object_ref (self));
}

static void
kept_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorUntilFailure *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = proctor_history_list_choices_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_UNTIL_FAILURE (user_data);
  if (!self->wants_stop)
    {
      send (self);
      return;
    }

  self->is_lost = FALSE;
  self->is_judged = TRUE;
  self->attempt--;
  proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_STOPPED);
}

/* That it is about to be started is on the disk before it is: the history answers one question after the other. */
void
proctor_until_failure_begin (ProctorUntilFailure *self)
{
  self->attempt++;
  self->is_judged = FALSE;
  self->is_lost = TRUE;
  self->asked_at = g_get_real_time () / G_USEC_PER_SEC;
  proctor_until_failure_watch (self, NULL);
  g_clear_error (&self->error);
  proctor_until_failure_set_state (self, PROCTOR_UNTIL_FAILURE_STARTING);
  if (self->history != NULL)
    proctor_history_list_choices_async (self->history, self->workspace_id, PROCTOR_UNTIL_FAILURE_KIND, 1, self->cancellable, kept_cb, self);
  else
    send (self);
}
