/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-exchange.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "proctor-response-error.h"
#include "proctor-soup-read.h"
#include "proctor-soup-send.h"

#define KEY_HEADER "xi-api-key"

/* One message to a server and its answer, once. Whether to try again is for others to decide. */
typedef struct
{
  /* Owned */
  SoupMessage *message;
  GBytes *body;

  gsize most_bytes;
  gboolean sent;
  guint attempts;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  /* The session may keep the message for a while. */
  g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_free (exchange);
}

/**
 * proctor_answer_get_key:
 * @answer: an answer
 *
 * Returns: (nullable): the key that was sent, which may be another one by now
 */
const char *
proctor_answer_get_key (const ProctorAnswer *answer)
{
  return soup_message_headers_get_one (answer->asked, KEY_HEADER);
}

void
proctor_answer_free (ProctorAnswer *answer)
{
  g_clear_pointer (&answer->headers, soup_message_headers_unref);
  g_clear_pointer (&answer->asked, soup_message_headers_unref);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_free (answer);
}

/* With whom it was. Where nothing answers it is said as one would look for it: a socket by its path,
 * and a port that isn't the usual one with its number. */
static char *
describe_peer (GTask *task,
               const GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);
  GSocketConnectable *connectable = soup_session_get_remote_connectable (g_task_get_source_object (task));
  GUri *uri = soup_message_get_uri (exchange->message);
  gboolean nobody = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  int usual_port = g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;

  if (nobody && G_IS_UNIX_SOCKET_ADDRESS (connectable))
    return g_strdup (g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (connectable)));
  if (!nobody || g_uri_get_port (uri) == -1 || g_uri_get_port (uri) == usual_port)
    return g_strdup (g_uri_get_host (uri));

  if (strchr (g_uri_get_host (uri), ':') != NULL)
    return g_strdup_printf ("[%s]:%d", g_uri_get_host (uri), g_uri_get_port (uri));

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

static void
return_broken (GTask *task,
               const GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autofree char *peer = describe_peer (task, cause);

  g_task_return_error (task, proctor_response_error_new_broken (cause,
                                                                peer,
                                                                soup_message_get_tls_peer_certificate_errors (exchange->message),
                                                                exchange->sent));
}

static void
return_answer (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  ProctorAnswer *answer = g_new0 (ProctorAnswer, 1);

  answer->status = soup_message_get_status (exchange->message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (exchange->message));
  answer->asked = soup_message_headers_ref (soup_message_get_request_headers (exchange->message));
  answer->body = g_steal_pointer (&exchange->body);
  g_task_return_pointer (task, answer, (GDestroyNotify) proctor_answer_free);
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Exchange *exchange = g_task_get_task_data (task);

  exchange->body = proctor_soup_read_finish (result, &error);
  if (exchange->body != NULL)
    return_answer (task);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    g_task_return_error (task, proctor_response_error_new_too_large (soup_message_get_status (exchange->message), exchange->most_bytes));
  else
    return_broken (task, error);
}

static void
send_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = proctor_soup_send_finish (SOUP_SESSION (object), result, &error);
  Exchange *exchange = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (stream == NULL)
    return_broken (task, error);
  else
    proctor_soup_read_async (stream, exchange->message, exchange->most_bytes, cancellable, read_cb, g_steal_pointer (&task));
}

static void
wrote_headers_cb (SoupMessage *message,
                  Exchange *exchange)
{
  exchange->sent = TRUE;
}

/* libsoup asks again by itself when a connection that was kept open has died meanwhile. */
static void
restarted_cb (SoupMessage *message,
              Exchange *exchange)
{
  exchange->attempts++;
}

/**
 * proctor_exchange_async:
 * @session: who knows the way
 * @method: the HTTP method
 * @uri: where to
 * @key: (nullable): the key
 * @body: (nullable): the body
 * @most_bytes: how large an answer may be
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks once. Redirections are answers like any other, so that the key goes nowhere by itself.
 */
void
proctor_exchange_async (SoupSession *session,
                        const char *method,
                        GUri *uri,
                        const char *key,
                        GBytes *body,
                        gsize most_bytes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);
  SoupMessageHeaders *headers;

  g_task_set_source_tag (task, proctor_exchange_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);

  exchange->most_bytes = most_bytes;
  exchange->message = soup_message_new_from_uri (method, uri);
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (exchange->message, "wrote-headers", G_CALLBACK (wrote_headers_cb), exchange);
  g_signal_connect (exchange->message, "restarted", G_CALLBACK (restarted_cb), exchange);

  headers = soup_message_get_request_headers (exchange->message);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (key != NULL)
    soup_message_headers_replace (headers, KEY_HEADER, key);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (exchange->message, "application/json", body);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  exchange->attempts = 1;
  proctor_soup_send_async (session, exchange->message, cancellable, send_cb, task);
}

/**
 * proctor_exchange_finish:
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the answer, whatever its status
 */
ProctorAnswer *
proctor_exchange_finish (GAsyncResult *result,
                         GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_exchange_was_sent:
 * @result: what the callback was given
 *
 * Returns: whether the server may have been reached, so that it may have acted
 */
gboolean
proctor_exchange_was_sent (GAsyncResult *result)
{
  const Exchange *exchange = g_task_get_task_data (G_TASK (result));

  return exchange->sent;
}

guint
proctor_exchange_count_attempts (GAsyncResult *result)
{
  const Exchange *exchange = g_task_get_task_data (G_TASK (result));

  return exchange->attempts;
}
