/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-repeats.h"

#include "proctor-history.h"

/* Finds the runs with which a run can be compared: those of the same test, in its invocation and in others. */

/* Older ones say little of how the test does now. */
#define MOST_PAST 50

static void
free_repeat (gpointer data)
{
  ProctorRepeat *repeat = data;

  g_free (repeat->invocation_id);
  g_free (repeat->run_id);
  g_free (repeat);
}

static void
add_cells (GPtrArray *repeats,
           const char *invocation_id,
           ProctorMatrixRow *row)
{
  guint n_cells = proctor_matrix_row_get_n_cells (row);

  for (guint i = 0; i < n_cells; i++)
    {
      ProctorRunRow *run = proctor_matrix_row_get_cell (row, i)->run;
      ProctorRepeat *repeat;

      /* What can't be read has no transcript. */
      if (proctor_run_row_get_test_run_id (run) == NULL)
        continue;
      repeat = g_new0 (ProctorRepeat, 1);
      repeat->invocation_id = g_strdup (invocation_id);
      repeat->run_id = g_strdup (proctor_run_row_get_test_run_id (run));
      repeat->repetition = n_cells > 1 ? i + 1 : 0;
      repeat->is_here = TRUE;
      repeat->outcome = proctor_matrix_row_get_outcome (row, i);
      repeat->at = proctor_run_row_get_last_updated_at (run);
      g_ptr_array_add (repeats, repeat);
    }
}

static void
add_past (GPtrArray *repeats,
          GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const ProctorTestRun *run = runs->pdata[i];
      ProctorRepeat *repeat;

      if (run->run_id == NULL || proctor_repeats_find (repeats, run->run_id) != G_MAXUINT)
        continue;
      repeat = g_new0 (ProctorRepeat, 1);
      repeat->invocation_id = g_strdup (run->invocation_id);
      repeat->run_id = g_strdup (run->run_id);
      repeat->outcome = run->outcome;
      repeat->at = run->at;
      g_ptr_array_add (repeats, repeat);
    }
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *repeats = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) runs = proctor_history_list_runs_finish (PROCTOR_HISTORY (source), result, &error);

  if (runs == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  add_past (repeats, runs);
  g_task_return_pointer (task, g_ptr_array_ref (repeats), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * proctor_repeats_list_async:
 * @session: a workspace
 * @watcher: an invocation
 * @run_id: one of its runs
 * @cancellable: (nullable): to give up
 * @callback: called when they are known
 * @user_data: passed to @callback
 *
 * Lists the runs of the same test: first those of the invocation as they are, then those of the history, newest first.
 */
void
proctor_repeats_list_async (ProctorSession *session,
                            ProctorWatcher *watcher,
                            const char *run_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GPtrArray *repeats;
  ProctorHistory *history;
  ProctorMatrixRow *row = NULL;
  const char *test_id = NULL;
  guint column;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_WATCHER (watcher));
  g_return_if_fail (run_id != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_repeats_list_async);
  repeats = g_ptr_array_new_with_free_func (free_repeat);
  g_task_set_task_data (task, repeats, (GDestroyNotify) g_ptr_array_unref);
  if (proctor_matrix_find (proctor_watcher_get_matrix (watcher), run_id, &row, &column))
    {
      add_cells (repeats, proctor_watcher_get_id (watcher), row);
      test_id = proctor_matrix_row_get_test_id (row);
    }

  history = proctor_session_get_history (session);
  if (history == NULL || test_id == NULL)
    g_task_return_pointer (task, g_ptr_array_ref (repeats), (GDestroyNotify) g_ptr_array_unref);
  else
    proctor_history_list_runs_async (history, proctor_workspace_get_id (proctor_session_get_workspace (session)), test_id, MOST_PAST, cancellable, listed_cb, g_steal_pointer (&task));
}

/**
 * proctor_repeats_list_finish:
 * @session: a workspace
 * @result: what the callback was given
 * @error: return location for why they are not known
 *
 * Returns: (transfer full) (element-type ProctorRepeat) (nullable): the runs of the test
 */
GPtrArray *
proctor_repeats_list_finish (ProctorSession *session,
                             GAsyncResult *result,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_repeats_find:
 * @repeats: (element-type ProctorRepeat): runs of a test
 * @run_id: a run
 *
 * Returns: where it is, %G_MAXUINT if it isn't there
 */
guint
proctor_repeats_find (GPtrArray *repeats,
                      const char *run_id)
{
  for (guint i = 0; i < repeats->len; i++)
    if (g_strcmp0 (((const ProctorRepeat *) repeats->pdata[i])->run_id, run_id) == 0)
      return i;

  return G_MAXUINT;
}

static gboolean
has_ended_otherwise (const ProctorRepeat *repeat,
                     ProctorOutcome outcome)
{
  return repeat->outcome != outcome && (repeat->outcome == PROCTOR_OUTCOME_PASSED || repeat->outcome == PROCTOR_OUTCOME_FAILED);
}

/**
 * proctor_repeats_choose:
 * @repeats: (element-type ProctorRepeat): runs of a test
 * @position: one of them
 *
 * Finds the run with which one would compare it: the next that passed where it failed, or the other way round; the
 * next that has ended at all, where there is none.
 *
 * Returns: where that is, %G_MAXUINT if there is none
 */
guint
proctor_repeats_choose (GPtrArray *repeats,
                        guint position)
{
  const ProctorRepeat *run;

  g_return_val_if_fail (position < repeats->len, G_MAXUINT);

  run = repeats->pdata[position];
  for (guint i = 1; i < repeats->len; i++)
    if (has_ended_otherwise (repeats->pdata[(position + i) % repeats->len], run->outcome))
      return (position + i) % repeats->len;
  for (guint i = 1; i < repeats->len; i++)
    if (((const ProctorRepeat *) repeats->pdata[(position + i) % repeats->len])->outcome != PROCTOR_OUTCOME_PENDING)
      return (position + i) % repeats->len;

  return G_MAXUINT;
}
