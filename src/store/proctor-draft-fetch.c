/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-client.h"
#include "proctor-draft-private.h"
#include "proctor-tests.h"
#include "proctor-wire-reader.h"

/* Two copies of a test come of one answer, and both are made where nobody waits for them. */

typedef struct
{
  ProctorTest *test;
  ProctorTest *base;
} Copies;

static void
copies_free (gpointer data)
{
  Copies *copies = data;

  g_clear_object (&copies->test);
  g_clear_object (&copies->base);
  g_free (copies);
}

static void
read_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  Copies *copies = g_new0 (Copies, 1);
  GError *error = NULL;

  copies->test = proctor_wire_read_bytes (PROCTOR_TYPE_TEST, task_data, &error);
  if (copies->test != NULL)
    copies->base = proctor_wire_read_bytes (PROCTOR_TYPE_TEST, task_data, &error);

  if (copies->base != NULL)
    g_task_return_pointer (task, copies, copies_free);
  else
    {
      copies_free (copies);
      g_task_return_error (task, error);
    }
}

static void
bytes_free (gpointer bytes)
{
  g_bytes_unref (bytes);
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  GBytes *bytes = proctor_tests_get_document_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (session), error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, bytes, bytes_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * proctor_draft_fetch_async:
 * @session: where
 * @test_id: which test
 * @cancellable: (nullable): to give up
 * @callback: called when it is here
 * @user_data: passed to @callback
 */
void
proctor_draft_fetch_async (ProctorSession *session,
                           const char *test_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_draft_fetch_async);
  proctor_tests_get_document_async (proctor_session_get_client (session), test_id, cancellable, got_cb, task);
}

/**
 * proctor_draft_fetch_finish:
 * @session: where
 * @result: what the callback was given
 * @test: (out) (transfer full): the test
 * @base: (out) (transfer full): the same once more
 * @error: return location for why it can't be had
 *
 * Returns: whether it was read
 */
gboolean
proctor_draft_fetch_finish (ProctorSession *session,
                            GAsyncResult *result,
                            ProctorTest **test,
                            ProctorTest **base,
                            GError **error)
{
  Copies *copies;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  copies = g_task_propagate_pointer (G_TASK (result), error);
  if (copies == NULL)
    return FALSE;

  *test = g_steal_pointer (&copies->test);
  *base = g_steal_pointer (&copies->base);
  copies_free (copies);

  return TRUE;
}
