/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-reading.h"

#include "proctor-openai-answer.h"

/* What is larger than this is read in a thread of its own. */
#define LARGE (256 * 1024)

/* An answer that is being read. */
typedef struct
{
  /* Borrowed: whoever waits for the answer holds it. */
  const ProctorOpenaiRequest *request;

  /* Owned */
  ProctorOpenaiReply *reply;
} Reading;

static void
reading_free (Reading *reading)
{
  proctor_openai_reply_free (reading->reply);
  g_free (reading);
}

static void
read_reply (GTask *task,
            gpointer source,
            gpointer task_data,
            GCancellable *cancellable)
{
  const Reading *reading = task_data;
  GError *error = NULL;
  ProctorChatAnswer *answer = NULL;
  gpointer thing;

  if (reading->request != NULL)
    thing = answer = proctor_openai_answer_read (reading->request, reading->reply->body, &error);
  else
    thing = proctor_openai_answer_read_models (reading->reply->body, &error);

  if (answer != NULL)
    answer->seconds = reading->reply->seconds;
  if (thing != NULL)
    g_task_return_pointer (task, thing, proctor_openai_reading_get_free (reading->request));
  else
    g_task_return_error (task, error);
}

/**
 * proctor_openai_reading_async:
 * @request: (nullable): the question, which has to last until there is a result; %NULL if it was
 *   asked which models there are
 * @reply: (transfer full): what was answered with success
 * @callback: called when it has been read
 * @user_data: passed to @callback
 */
void
proctor_openai_reading_async (const ProctorOpenaiRequest *request,
                              ProctorOpenaiReply *reply,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->request = request;
  reading->reply = reply;
  g_task_set_source_tag (task, proctor_openai_reading_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  if (g_bytes_get_size (reply->body) > LARGE)
    g_task_run_in_thread (task, read_reply);
  else
    read_reply (task, NULL, reading, NULL);
}

/**
 * proctor_openai_reading_finish:
 * @result: what the callback was given
 * @error: return location for why that is no answer
 *
 * Returns: (transfer full) (nullable): a #ProctorChatAnswer, or the models' names
 */
gpointer
proctor_openai_reading_finish (GAsyncResult *result,
                               GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_openai_reading_get_free:
 * @request: (nullable): the question
 *
 * Returns: what frees the answer to it
 */
GDestroyNotify
proctor_openai_reading_get_free (const ProctorOpenaiRequest *request)
{
  return request != NULL ? (GDestroyNotify) proctor_chat_answer_free : (GDestroyNotify) g_strfreev;
}
