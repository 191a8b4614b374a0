/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-skim.h"

/* The long parts of a skim, in a thread of their own. */

typedef struct
{
  /* Owned */
  GBytes *body;
  ProctorInvocationSkim *previous;
} Input;

static void
input_free (Input *input)
{
  g_clear_pointer (&input->body, g_bytes_unref);
  g_clear_object (&input->previous);
  g_free (input);
}

static void
skim_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  Input *input = task_data;
  GError *error = NULL;
  ProctorInvocationSkim *skim = proctor_invocation_skim_new (input->body, input->previous, &error);

  /* A body that is no invocation goes here and now, not where it would be noticed. */
  g_clear_pointer (&input->body, g_bytes_unref);
  if (skim != NULL)
    g_task_return_pointer (task, skim, (GDestroyNotify) proctor_invocation_skim_release);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_invocation_skim_new_async:
 * @body: (transfer full): an invocation, as it came
 * @previous: (nullable): what it said the last time
 * @cancellable: (nullable): to give up
 * @callback: called when it has been looked over
 * @user_data: passed to @callback
 *
 * Looks an invocation over without anybody having to wait.
 */
void
proctor_invocation_skim_new_async (GBytes *body,
                                   ProctorInvocationSkim *previous,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Input *input = g_new0 (Input, 1);

  input->body = body;
  g_set_object (&input->previous, previous);
  g_task_set_source_tag (task, proctor_invocation_skim_new_async);
  g_task_set_task_data (task, input, (GDestroyNotify) input_free);
  g_task_run_in_thread (task, skim_in_thread);
}

/**
 * proctor_invocation_skim_new_finish:
 * @result: what the callback was given
 * @error: return location for why it is none
 *
 * Returns: (transfer full) (nullable): what it says at a glance; to be given back with
 *   proctor_invocation_skim_release()
 */
ProctorInvocationSkim *
proctor_invocation_skim_new_finish (GAsyncResult *result,
                                    GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
release_in_thread (gpointer data,
                   gpointer user_data)
{
  g_object_unref (data);
}

/**
 * proctor_invocation_skim_release:
 * @self: (transfer full) (nullable): a skim
 *
 * Lets go of a skim. A large one takes a while to be freed, so that happens elsewhere.
 */
void
proctor_invocation_skim_release (ProctorInvocationSkim *self)
{
  static GThreadPool *pool = NULL;

  if (self == NULL)
    return;

  if (g_once_init_enter_pointer (&pool))
    g_once_init_leave_pointer (&pool, g_thread_pool_new (release_in_thread, NULL, 1, FALSE, NULL));
  g_thread_pool_push (pool, self, NULL);
}

static void
read_run_in_thread (GTask *task,
                    gpointer source,
                    gpointer task_data,
                    GCancellable *cancellable)
{
  GError *error = NULL;
  ProctorRun *run = proctor_invocation_skim_dup_run (source, GPOINTER_TO_UINT (task_data), &error);

  if (run != NULL)
    g_task_return_pointer (task, run, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_invocation_skim_dup_run_async:
 * @self: a skim
 * @position: which run
 * @cancellable: (nullable): to give up
 * @callback: called when it has been read
 * @user_data: passed to @callback
 *
 * Makes a run of its bytes without anybody having to wait.
 */
void
proctor_invocation_skim_dup_run_async (ProctorInvocationSkim *self,
                                       guint position,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PROCTOR_IS_INVOCATION_SKIM (self));
  g_return_if_fail (position < proctor_invocation_skim_get_n_runs (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_invocation_skim_dup_run_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (position), NULL);
  g_task_run_in_thread (task, read_run_in_thread);
}

/**
 * proctor_invocation_skim_dup_run_finish:
 * @self: a skim
 * @result: what the callback was given
 * @error: return location for why it is none
 *
 * Returns: (transfer full) (nullable): the run, with all that was said
 */
ProctorRun *
proctor_invocation_skim_dup_run_finish (ProctorInvocationSkim *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
