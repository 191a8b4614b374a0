/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-invocations.h"
#include "proctor-watcher-private.h"

/* What is done with an invocation that somebody looks at. */

static void
cancelled_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorWatcher *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean done = proctor_invocations_cancel_finish (PROCTOR_CLIENT (source), result, &error);
  gboolean impossible;

  /* A server from before it was invented knows neither the way nor the method. */
  impossible = g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_UNSUPPORTED) || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  proctor_watcher_end_cancelling (self, impossible);
  if (done)
    {
      proctor_watcher_look (self);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

/**
 * proctor_watcher_cancel_async:
 * @self: a watcher
 * @cancellable: (nullable): to give up
 * @callback: called when the server has answered
 * @user_data: passed to @callback
 *
 * Cancels all runs that have not ended.
 */
void
proctor_watcher_cancel_async (ProctorWatcher *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_WATCHER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_watcher_cancel_async);
  proctor_watcher_begin_cancelling (self);
  proctor_invocations_cancel_async (proctor_watcher_get_client (self), proctor_watcher_get_id (self), cancellable, cancelled_cb, task);
}

gboolean
proctor_watcher_cancel_finish (ProctorWatcher *self,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
