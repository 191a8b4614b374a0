/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-rerun.h"

#include "proctor-api-error.h"
#include "proctor-invocations.h"
#include "proctor-resubmit-request.h"
#include "proctor-watcher-private.h"

/* Running runs again in their invocation, on the branch that it was run on. */

typedef gboolean (*IsWanted) (ProctorOutcome outcome,
                              ProctorOutcome wanted);

static gboolean
is_equal (ProctorOutcome outcome,
          ProctorOutcome wanted)
{
  return outcome == wanted;
}

static gboolean
is_other (ProctorOutcome outcome,
          ProctorOutcome unwanted)
{
  return outcome != unwanted;
}

static char **
collect (ProctorMatrix *matrix,
         IsWanted is_wanted,
         ProctorOutcome outcome)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      for (guint j = 0; j < proctor_matrix_row_get_n_cells (row); j++)
        {
          const char *id = proctor_run_row_get_test_run_id (proctor_matrix_row_get_cell (row, j)->run);

          if (id != NULL && is_wanted (proctor_matrix_row_get_outcome (row, j), outcome))
            g_strv_builder_add (ids, id);
        }
    }

  return g_strv_builder_end (ids);
}

/**
 * proctor_rerun_dup_runs:
 * @matrix: an invocation's runs
 * @outcome: how they are to have ended
 *
 * Returns: (transfer full): their ids
 */
char **
proctor_rerun_dup_runs (ProctorMatrix *matrix,
                        ProctorOutcome outcome)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX (matrix), NULL);

  return collect (matrix, is_equal, outcome);
}

/**
 * proctor_rerun_dup_ended:
 * @matrix: an invocation's runs
 *
 * Returns: (transfer full): the ids of those that have ended
 */
char **
proctor_rerun_dup_ended (ProctorMatrix *matrix)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX (matrix), NULL);

  return collect (matrix, is_other, PROCTOR_OUTCOME_PENDING);
}

/**
 * proctor_rerun_dup_tests:
 * @matrix: an invocation's runs
 *
 * Returns: (transfer full): the ids of the tests, each once
 */
char **
proctor_rerun_dup_tests (ProctorMatrix *matrix)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (PROCTOR_IS_MATRIX (matrix), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);
      const char *id = proctor_matrix_row_get_test_id (row);

      if (id != NULL && g_hash_table_add (seen, (gpointer) id))
        g_strv_builder_add (ids, id);
    }

  return g_strv_builder_end (ids);
}

static void
resubmitted_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorWatcher *watcher = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean done = proctor_invocations_resubmit_finish (PROCTOR_CLIENT (source), result, &error);

  /* Where the answer got lost, the invocation itself tells whether they were begun. */
  if (done || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST))
    proctor_watcher_expect (watcher);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_rerun_async:
 * @watcher: an invocation of which something is known
 * @run_ids: (array zero-terminated=1): some of its runs
 * @cancellable: (nullable): to give up
 * @callback: called when they have been begun
 * @user_data: passed to @callback
 *
 * Runs some of its runs again, once: this is never sent twice by itself.
 */
void
proctor_rerun_async (ProctorWatcher *watcher,
                     const char *const *run_ids,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (ProctorResubmitRequest) resubmit = proctor_resubmit_request_new ();
  ProctorInvocation *head;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_WATCHER (watcher));
  head = proctor_watcher_get_head (watcher);
  g_return_if_fail (head != NULL);

  proctor_resubmit_request_set_test_run_ids (resubmit, run_ids);
  proctor_resubmit_request_set_agent_id (resubmit, proctor_invocation_get_agent_id (head));
  if (proctor_invocation_get_branch_id (head) != NULL)
    proctor_resubmit_request_set_branch_id (resubmit, proctor_invocation_get_branch_id (head));
  task = g_task_new (watcher, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_rerun_async);
  proctor_invocations_resubmit_async (proctor_watcher_get_client (watcher), proctor_watcher_get_id (watcher), resubmit, cancellable, resubmitted_cb, task);
}

gboolean
proctor_rerun_finish (ProctorWatcher *watcher,
                      GAsyncResult *result,
                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, watcher), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
