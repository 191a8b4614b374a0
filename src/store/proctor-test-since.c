/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-since.h"

#include "proctor-api-error.h"
#include "proctor-record-copy.h"
#include "proctor-test-actions.h"
#include "proctor-test-compare.h"

/* What has become of a test since it was run. */

/* A run doesn't say what its test is called, nor where it came from; neither is judged. */
static void
liken (ProctorTest *before,
       ProctorTest *now)
{
  proctor_test_set_name (before, proctor_test_get_name (now));
  proctor_test_set_from_conversation_metadata (before, NULL);
  proctor_test_set_from_conversation_metadata (now, NULL);
}

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorRun *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorTest) now = proctor_test_load_finish (PROCTOR_SESSION (source), result, &error);
  g_autoptr (ProctorTest) before = NULL;
  g_autoptr (ProctorTest) same = NULL;
  g_autofree char *changes = NULL;

  if (now == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  before = proctor_record_copy (proctor_run_get_test_info (run));
  liken (before, now);
  same = proctor_test_compare (before, now, &changes, &error);
  if (same == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&changes), g_free);
}

/**
 * proctor_test_since_async:
 * @session: where
 * @run: a run that remembers its test
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Holds a test as it was when it was run against the test as the server has it now.
 */
void
proctor_test_since_async (ProctorSession *session,
                          ProctorRun *run,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_RUN (run));
  g_return_if_fail (proctor_run_get_test_info (run) != NULL && proctor_run_get_test_id (run) != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_test_since_async);
  g_task_set_task_data (task, g_object_ref (run), g_object_unref);
  proctor_test_load_async (session, proctor_run_get_test_id (run), cancellable, loaded_cb, task);
}

/**
 * proctor_test_since_finish:
 * @session: where
 * @result: what the callback was given
 * @changes: (out) (transfer full) (nullable): what is another, for a person; %NULL if nothing is
 * @error: return location for why it isn't known; %PROCTOR_API_ERROR_NOT_FOUND if the test isn't there any more
 *
 * Returns: whether it is known
 */
gboolean
proctor_test_since_finish (ProctorSession *session,
                           GAsyncResult *result,
                           char **changes,
                           GError **error)
{
  GError *problem = NULL;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  *changes = g_task_propagate_pointer (G_TASK (result), &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, problem);

  return FALSE;
}
