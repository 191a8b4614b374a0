/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-queue.h"

#include "proctor-history-reviews.h"

/**
 * ProctorRunQueue:
 *
 * Runs that are looked at one after the other: all of an invocation, or the failures that nobody has decided on. It
 * stays as it was when somebody began, so that what was decided is still there to go back to.
 */
struct _ProctorRunQueue
{
  GObject parent_instance;

  /* Owned */
  GArray *runs; /* of ProctorQueuedRun */

  gboolean is_triage;
};

G_DEFINE_FINAL_TYPE (ProctorRunQueue, proctor_run_queue, G_TYPE_OBJECT)

static void
run_clear (gpointer data)
{
  ProctorQueuedRun *run = data;

  g_clear_object (&run->run);
  g_free (run->invocation_id);
  g_free (run->run_id);
  g_free (run->test_name);
}

static void
proctor_run_queue_finalize (GObject *object)
{
  g_array_unref (PROCTOR_RUN_QUEUE (object)->runs);

  G_OBJECT_CLASS (proctor_run_queue_parent_class)->finalize (object);
}

static void
proctor_run_queue_class_init (ProctorRunQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_run_queue_finalize;
}

static void
proctor_run_queue_init (ProctorRunQueue *self)
{
  self->runs = g_array_new (FALSE, FALSE, sizeof (ProctorQueuedRun));
  g_array_set_clear_func (self->runs, run_clear);
}

static void
add_row (ProctorRunQueue *self,
         const char *invocation_id,
         ProctorMatrixRow *row)
{
  guint n_cells = proctor_matrix_row_get_n_cells (row);

  for (guint i = 0; i < n_cells; i++)
    {
      ProctorRunRow *run = proctor_matrix_row_get_cell (row, i)->run;
      ProctorQueuedRun queued = {
        .invocation_id = g_strdup (invocation_id),
        .run = g_object_ref (run),
        .run_id = g_strdup (proctor_run_row_get_test_run_id (run)),
        .test_name = g_strdup (proctor_matrix_row_get_name (row)),
        .repetition = n_cells > 1 ? i + 1 : 0,
        .has_failed = proctor_matrix_row_get_outcome (row, i) == PROCTOR_OUTCOME_FAILED,
      };

      g_array_append_val (self->runs, queued);
    }
}

/**
 * proctor_run_queue_new:
 * @invocation_id: an invocation
 * @matrix: its runs
 *
 * Returns: (transfer full): all of them, test by test
 */
ProctorRunQueue *
proctor_run_queue_new (const char *invocation_id,
                       ProctorMatrix *matrix)
{
  ProctorRunQueue *self;

  g_return_val_if_fail (invocation_id != NULL, NULL);
  g_return_val_if_fail (PROCTOR_IS_MATRIX (matrix), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_QUEUE, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      add_row (self, invocation_id, row);
    }

  return self;
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) waiting = proctor_history_list_unreviewed_finish (PROCTOR_HISTORY (source), result, &error);
  ProctorRunQueue *self;

  if (waiting == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self = g_object_new (PROCTOR_TYPE_RUN_QUEUE, NULL);
  self->is_triage = TRUE;
  for (guint i = 0; i < waiting->len; i++)
    {
      const ProctorReview *review = waiting->pdata[i];
      ProctorQueuedRun queued = {
        .invocation_id = g_strdup (review->invocation_id),
        .run_id = g_strdup (review->run_id),
        .test_name = g_strdup (review->test_name),
        .has_failed = TRUE,
      };

      g_array_append_val (self->runs, queued);
    }
  g_task_return_pointer (task, self, g_object_unref);
}

/**
 * proctor_run_queue_load_async:
 * @session: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 * @cancellable: (nullable): to give up
 * @callback: called when they are known
 * @user_data: passed to @callback
 *
 * Looks for the failures that nobody has decided on.
 */
void
proctor_run_queue_load_async (ProctorSession *session,
                              const char *invocation_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (proctor_session_get_history (session) != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_run_queue_load_async);
  proctor_history_list_unreviewed_async (proctor_session_get_history (session), proctor_workspace_get_id (proctor_session_get_workspace (session)), invocation_id, cancellable, listed_cb, task);
}

/**
 * proctor_run_queue_load_finish:
 * @session: the workspace
 * @result: what the callback was given
 * @error: return location for why they aren't known
 *
 * Returns: (transfer full) (nullable): the failures; it may have none
 */
ProctorRunQueue *
proctor_run_queue_load_finish (ProctorSession *session,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_run_queue_is_triage:
 * @self: a queue
 *
 * Returns: whether it is about deciding, and not only about looking
 */
gboolean
proctor_run_queue_is_triage (ProctorRunQueue *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_QUEUE (self), FALSE);

  return self->is_triage;
}

guint
proctor_run_queue_get_n_runs (ProctorRunQueue *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_QUEUE (self), 0);

  return self->runs->len;
}

guint
proctor_run_queue_get_n_decided (ProctorRunQueue *self)
{
  guint n = 0;

  g_return_val_if_fail (PROCTOR_IS_RUN_QUEUE (self), 0);

  for (guint i = 0; i < self->runs->len; i++)
    n += g_array_index (self->runs, ProctorQueuedRun, i).is_decided ? 1 : 0;

  return n;
}

/**
 * proctor_run_queue_get_run:
 * @self: a queue
 * @position: which run
 *
 * Returns: (transfer none): the run
 */
const ProctorQueuedRun *
proctor_run_queue_get_run (ProctorRunQueue *self,
                           guint position)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_QUEUE (self), NULL);
  g_return_val_if_fail (position < self->runs->len, NULL);

  return &g_array_index (self->runs, ProctorQueuedRun, position);
}

void
proctor_run_queue_set_decided (ProctorRunQueue *self,
                               guint position,
                               gboolean is_decided)
{
  g_return_if_fail (PROCTOR_IS_RUN_QUEUE (self));
  g_return_if_fail (position < self->runs->len);

  g_array_index (self->runs, ProctorQueuedRun, position).is_decided = is_decided;
}

/**
 * proctor_run_queue_note_reviews:
 * @self: a queue of all runs of an invocation
 * @reviews: what people have decided of them
 *
 * Notes which were decided on before somebody began to look, so that they are left out where it is about those that weren't.
 */
void
proctor_run_queue_note_reviews (ProctorRunQueue *self,
                                ProctorReviews *reviews)
{
  g_return_if_fail (PROCTOR_IS_RUN_QUEUE (self));
  g_return_if_fail (PROCTOR_IS_REVIEWS (reviews));

  for (guint i = 0; i < self->runs->len; i++)
    {
      ProctorQueuedRun *run = &g_array_index (self->runs, ProctorQueuedRun, i);
      const ProctorReview *review = run->run != NULL ? proctor_reviews_find (reviews, run->run) : NULL;

      run->is_decided = run->is_decided || (review != NULL && review->opinion != PROCTOR_OPINION_NONE);
    }
}

/**
 * proctor_run_queue_find_run:
 * @self: a queue of all runs of an invocation
 * @run: one of them
 *
 * Returns: where it is, or %PROCTOR_RUN_QUEUE_NONE
 */
guint
proctor_run_queue_find_run (ProctorRunQueue *self,
                            ProctorRunRow *run)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_QUEUE (self), PROCTOR_RUN_QUEUE_NONE);

  for (guint i = 0; i < self->runs->len; i++)
    {
      if (g_array_index (self->runs, ProctorQueuedRun, i).run == run)
        return i;
    }

  return PROCTOR_RUN_QUEUE_NONE;
}

/**
 * proctor_run_queue_find_next:
 * @self: a queue
 * @position: a run
 *
 * Returns: the next that failed and that nobody has decided on, going around; %PROCTOR_RUN_QUEUE_NONE if there is no other
 */
guint
proctor_run_queue_find_next (ProctorRunQueue *self,
                             guint position)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_QUEUE (self), PROCTOR_RUN_QUEUE_NONE);

  for (guint i = 1; i < self->runs->len; i++)
    {
      guint at = (position + i) % self->runs->len;
      const ProctorQueuedRun *run = &g_array_index (self->runs, ProctorQueuedRun, at);

      if (run->has_failed && !run->is_decided)
        return at;
    }

  return PROCTOR_RUN_QUEUE_NONE;
}
