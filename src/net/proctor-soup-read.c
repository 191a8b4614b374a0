/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-soup-read.h"

#define CHUNK (128 * 1024)
/* As much room is made as a body is said to need, so that it isn't moved as it grows. A server may say anything. */
#define MOST_RESERVED (64 * 1024 * 1024)

typedef struct
{
  GByteArray *body;
  gsize most_bytes;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->body, g_byte_array_unref);
  g_free (reading);
}

static void
return_too_large (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "The body is larger than allowed");
}

static void read_more (GTask *task);

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  g_byte_array_set_size (reading->body, reading->body->len - CHUNK + (guint) MAX (n_read, 0));

  if (n_read < 0)
    g_task_return_error (task, error);
  else if (n_read == 0)
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&reading->body)), (GDestroyNotify) g_bytes_unref);
  else if (reading->body->len > reading->most_bytes)
    return_too_large (task);
  else
    read_more (g_steal_pointer (&task));
}

/* Takes the task. The body is read straight to where it stays. */
static void
read_more (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  guint length = reading->body->len;

  g_byte_array_set_size (reading->body, length + CHUNK);
  g_input_stream_read_async (g_task_get_source_object (task), reading->body->data + length, CHUNK, g_task_get_priority (task), g_task_get_cancellable (task), read_cb, task);
}

/**
 * proctor_soup_read_async:
 * @stream: what proctor_soup_send_finish() gave
 * @message: the message that was sent
 * @most_bytes: how large the body may be
 * @cancellable: (nullable): to give up
 * @callback: called when the body is there
 * @user_data: passed to @callback
 *
 * Reads a body to its end. One that is too large is given up as soon as that is known, which is
 * before the first byte where the headers tell: %G_IO_ERROR_MESSAGE_TOO_LARGE.
 */
void
proctor_soup_read_async (GInputStream *stream,
                         SoupMessage *message,
                         gsize most_bytes,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  Reading *reading = g_new0 (Reading, 1);
  goffset length = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH ? soup_message_headers_get_content_length (headers) : 0;

  g_task_set_source_tag (task, proctor_soup_read_async);
  reading->most_bytes = most_bytes;
  /* The end is noticed when there is nothing more to read. */
  reading->body = g_byte_array_sized_new ((guint) CLAMP (length, 0, MOST_RESERVED) + CHUNK);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

  if (length > (goffset) most_bytes)
    return_too_large (task);
  else
    read_more (g_steal_pointer (&task));
}

/**
 * proctor_soup_read_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the body
 */
GBytes *
proctor_soup_read_finish (GAsyncResult *result,
                          GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
