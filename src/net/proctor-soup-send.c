/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-soup-send.h"

/* soup_session_send_async(), which can be cancelled at any moment. */
typedef struct
{
  /* Owned */
  SoupMessage *message;
  GCancellable *sending;
  GSource *cancelled;

  gboolean got_headers;
} Sending;

static void
stop_watching (Sending *sending)
{
  if (sending->cancelled != NULL)
    g_source_destroy (sending->cancelled);
  g_clear_pointer (&sending->cancelled, g_source_unref);
}

static void
sending_free (Sending *sending)
{
  stop_watching (sending);
  /* The session may keep the message for a while. */
  g_signal_handlers_disconnect_by_data (sending->message, sending);
  g_clear_object (&sending->message);
  g_clear_object (&sending->sending);
  g_free (sending);
}

static void
got_headers_cb (SoupMessage *message,
                Sending *sending)
{
  sending->got_headers = TRUE;
}

/* libsoup asks again by itself when a connection that was kept open has died meanwhile. If there is
 * another such connection, versions before 3.6.6 take it before they have heard the end of the first
 * try, and then finish the message twice. To connect anew takes long enough. */
static void
restarted_cb (SoupMessage *message,
              Sending *sending)
{
  sending->got_headers = FALSE;
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
}

/* When a request is cancelled after its answer has begun and before we are told so, libsoup before
 * 3.6.6 finishes it twice and frees what it needs for others. All that is ready comes before a
 * source of a lower priority, so the second time round it is safe. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer user_data)
{
  Sending *sending = user_data;

  if (sending->got_headers && g_source_get_priority (sending->cancelled) == G_PRIORITY_DEFAULT)
    {
      g_source_set_priority (sending->cancelled, G_PRIORITY_DEFAULT + 1);
      return G_SOURCE_CONTINUE;
    }
  g_cancellable_cancel (sending->sending);

  return G_SOURCE_REMOVE;
}

static void
sent_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  stop_watching (g_task_get_task_data (task));
  if (stream != NULL)
    g_task_return_pointer (task, g_steal_pointer (&stream), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_soup_send_async:
 * @session: who knows the way
 * @message: what to send
 * @cancellable: (nullable): to give up
 * @callback: called when an answer has begun
 * @user_data: passed to @callback
 */
void
proctor_soup_send_async (SoupSession *session,
                         SoupMessage *message,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Sending *sending = g_new0 (Sending, 1);

  g_task_set_source_tag (task, proctor_soup_send_async);
  g_task_set_task_data (task, sending, (GDestroyNotify) sending_free);
  sending->message = g_object_ref (message);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), sending);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), sending);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  sending->sending = g_cancellable_new ();
  if (cancellable != NULL)
    {
      sending->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (sending->cancelled, G_SOURCE_FUNC (cancelled_cb), sending, NULL);
      g_source_attach (sending->cancelled, g_task_get_context (task));
    }
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, sending->sending, sent_cb, task);
}

/**
 * proctor_soup_send_finish:
 * @session: who knows the way
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the answer's body
 */
GInputStream *
proctor_soup_send_finish (SoupSession *session,
                          GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
