/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reading.h"

#include "proctor-api-error.h"
#include "proctor-response-error.h"

/* What is larger than this is read in a thread of its own. */
#define LARGE (64 * 1024)

/* What is being read, and what became of it. */
typedef struct
{
  /* Owned */
  ProctorRequest *request;
  ProctorAnswer *answer;
  gpointer object;

  gboolean gone_is_done;
} Reading;

static void
reading_free (Reading *reading)
{
  if (reading->object != NULL)
    proctor_request_get_free_answer (reading->request) (reading->object);
  g_clear_object (&reading->request);
  g_clear_pointer (&reading->answer, proctor_answer_free);
  g_free (reading);
}

static gboolean
read_answer (Reading *reading,
             GError **error)
{
  const ProctorAnswer *answer = reading->answer;
  g_autoptr (GBytes) body = g_bytes_ref (answer->body);
  g_autoptr (GError) local_error = NULL;

  if (answer->status < 200 || answer->status >= 300)
    local_error = proctor_response_error_new (answer->status, answer->headers, body, proctor_answer_get_key (answer));

  if (reading->gone_is_done && g_error_matches (local_error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    {
      g_clear_error (&local_error);
      g_bytes_unref (body);
      body = g_bytes_new (NULL, 0);
    }

  if (local_error == NULL)
    {
      reading->object = proctor_request_read_answer (reading->request, body, &local_error);
      if (reading->object != NULL)
        return TRUE;
      proctor_response_error_describe_body (local_error, answer->status, answer->headers, body);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
read_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_answer (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_reading_async:
 * @request: what was asked
 * @answer: (transfer full): what was answered, with whatever status
 * @gone_is_done: whether it is as good as done if there is no such thing
 * @cancellable: (nullable): to give up, which nobody has to wait for
 * @callback: called when it has been read
 * @user_data: passed to @callback
 *
 * Makes an object, or an error, of an answer. Nothing large is read on the caller's thread.
 */
void
proctor_reading_async (ProctorRequest *request,
                       ProctorAnswer *answer,
                       gboolean gone_is_done,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);
  GError *error = NULL;

  reading->request = g_object_ref (request);
  reading->answer = answer;
  reading->gone_is_done = gone_is_done;
  g_task_set_source_tag (task, proctor_reading_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

  if (g_bytes_get_size (answer->body) > LARGE)
    {
      /* The thread can't be stopped, but nobody has to wait for it. What it makes goes with it. */
      g_task_set_return_on_cancel (task, TRUE);
      g_task_run_in_thread (task, read_in_thread);
    }
  else if (read_answer (reading, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_reading_finish:
 * @result: what the callback was given
 * @error: return location for what the answer says instead, or why it can't be read
 *
 * Returns: (transfer full) (nullable): what the request expects
 */
gpointer
proctor_reading_finish (GAsyncResult *result,
                        GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_steal_pointer (&reading->object) : NULL;
}
