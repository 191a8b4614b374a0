/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-watcher-private.h"

/* What a watcher reads out of the answer that it has. */

/* When the last of the runs changed. */
gint64
proctor_watcher_find_end (ProctorInvocationSkim *skim)
{
  ProctorRunRow *const *rows = proctor_invocation_skim_get_rows (skim);
  gint64 end = 0;

  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    end = MAX (end, proctor_run_row_get_last_updated_at (rows[i]));

  return end;
}

/* How far the invocation is, whose runs the matrix has. */
ProctorWatcherState
proctor_watcher_find_state (ProctorInvocationSkim *skim,
                            ProctorMatrix *matrix)
{
  if (proctor_invocation_skim_is_settled (skim))
    return PROCTOR_WATCHER_SETTLED;
  if (proctor_matrix_get_n_runs (matrix) > 0 && proctor_matrix_get_sums (matrix)->counts[PROCTOR_OUTCOME_PENDING] == 0 && proctor_invocation_skim_has_ended (skim))
    return PROCTOR_WATCHER_GROUPING;

  return PROCTOR_WATCHER_RUNNING;
}

/**
 * proctor_watcher_get_head:
 * @self: a watcher
 *
 * Returns: (transfer none) (nullable): the invocation without its runs
 */
ProctorInvocation *
proctor_watcher_get_head (ProctorWatcher *self)
{
  ProctorInvocationSkim *skim;

  g_return_val_if_fail (PROCTOR_IS_WATCHER (self), NULL);
  skim = proctor_watcher_get_skim (self);

  return skim != NULL ? proctor_invocation_skim_get_head (skim) : NULL;
}

static void
run_read_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorRun *run = proctor_invocation_skim_dup_run_finish (PROCTOR_INVOCATION_SKIM (source), result, &error);

  if (run != NULL)
    g_task_return_pointer (task, run, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_watcher_read_run_async:
 * @self: a watcher
 * @position: where the run is, as its cell in the matrix says
 * @cancellable: (nullable): to give up
 * @callback: called when it has been read
 * @user_data: passed to @callback
 *
 * Reads all of a run.
 */
void
proctor_watcher_read_run_async (ProctorWatcher *self,
                                guint position,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorInvocationSkim *skim;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_WATCHER (self));
  skim = proctor_watcher_get_skim (self);
  g_return_if_fail (skim != NULL && position < proctor_invocation_skim_get_n_runs (skim));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_watcher_read_run_async);
  proctor_invocation_skim_dup_run_async (skim, position, cancellable, run_read_cb, task);
}

/**
 * proctor_watcher_read_run_finish:
 * @self: a watcher
 * @result: what the callback was given
 * @error: return location for why it can't be read
 *
 * Returns: (transfer full) (nullable): the run
 */
ProctorRun *
proctor_watcher_read_run_finish (ProctorWatcher *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
