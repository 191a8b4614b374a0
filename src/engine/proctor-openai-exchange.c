/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-exchange.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-provider-error.h"
#include "proctor-retry-after.h"
#include "proctor-soup-read.h"
#include "proctor-soup-send.h"

/* One question to a server, put once. */
typedef struct
{
  /* Owned */
  SoupMessage *message;
  /* Cancelled when the caller gives up, or when the time is up. */
  GCancellable *end;
  GSource *timeout;

  gulong cancelled_id;
  gsize most_bytes;
  gint64 began_usecs;
  gboolean timed_out;
  gboolean broken;
} Exchange;

void
proctor_openai_reply_free (ProctorOpenaiReply *reply)
{
  g_bytes_unref (reply->body);
  g_free (reply);
}

static void
exchange_free (Exchange *exchange)
{
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->end);
  g_clear_pointer (&exchange->timeout, g_source_unref);
  g_free (exchange);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Exchange *exchange = g_task_get_task_data (G_TASK (user_data));

  exchange->timed_out = TRUE;
  g_cancellable_cancel (exchange->end);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              GCancellable *end)
{
  g_cancellable_cancel (end);
}

static void
stop_waiting (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_source_destroy (exchange->timeout);
  if (exchange->cancelled_id != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), exchange->cancelled_id);
  exchange->cancelled_id = 0;
}

static const char *
describe_certificate (SoupMessage *message)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);

  if ((flags & G_TLS_CERTIFICATE_EXPIRED) != 0)
    return _ ("It is out of date.");
  if ((flags & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    return _ ("It is not valid yet; perhaps this computer's clock is wrong.");
  if ((flags & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return _ ("It belongs to another server.");
  if ((flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return _ ("Nobody that this computer trusts has signed it.");

  return _ ("It is not good enough.");
}

static void
return_unreachable (GTask *task,
                    const GError *cause)
{
  const Exchange *exchange = g_task_get_task_data (task);
  GUri *uri = soup_message_get_uri (exchange->message);
  const char *host = g_uri_get_host (uri);

  if (cause->domain == G_RESOLVER_ERROR)
    g_task_return_new_error (task, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_NETWORK, _ ("There is no server called %s, or the network is down."), host);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    g_task_return_new_error (task, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_NETWORK, _ ("Nothing answers at %s on port %d."), host, g_uri_get_port (uri));
  else
    g_task_return_new_error (task, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_NETWORK, _ ("There is no connection to the model server %s. %s"), host, cause->message);
}

static void
return_broken (GTask *task,
               const GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);
  const char *host = g_uri_get_host (soup_message_get_uri (exchange->message));

  stop_waiting (task);
  if (exchange->timed_out)
    g_task_return_new_error (task, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_TIMEOUT, "%s", _ ("The model took too long."));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (cause));
  else if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_task_return_new_error (task, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_TLS, _ ("The certificate of the model server %s can't be trusted. %s"), host, describe_certificate (exchange->message));
  else if (cause->domain == G_TLS_ERROR && soup_message_get_status (exchange->message) == SOUP_STATUS_NONE && !g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_EOF))
    g_task_return_new_error (task, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_TLS, _ ("The model server %s doesn't speak https. %s"), host, cause->message);
  else
    {
      exchange->broken = TRUE;
      return_unreachable (task, cause);
    }
}

static void
return_too_large (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autofree char *size = g_format_size_full (exchange->most_bytes, G_FORMAT_SIZE_IEC_UNITS);

  stop_waiting (task);
  /* What is still on its way is not waited for. */
  g_cancellable_cancel (exchange->end);
  g_task_return_new_error (task, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE, _ ("The model server's answer is larger than %s."), size);
}

static gint64
read_delay (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return proctor_retry_after_parse (soup_message_headers_get_one (headers, "retry-after-ms"),
                                    soup_message_headers_get_one (headers, "Retry-After"),
                                    NULL,
                                    g_get_real_time () / G_USEC_PER_SEC);
}

/* Takes @body. */
static void
return_reply (GTask *task,
              GBytes *body)
{
  Exchange *exchange = g_task_get_task_data (task);
  ProctorOpenaiReply *reply = g_new0 (ProctorOpenaiReply, 1);

  stop_waiting (task);
  reply->status = soup_message_get_status (exchange->message);
  reply->delay_msecs = read_delay (exchange->message);
  reply->body = body;
  reply->seconds = (double) (g_get_monotonic_time () - exchange->began_usecs) / G_USEC_PER_SEC;
  g_task_return_pointer (task, reply, (GDestroyNotify) proctor_openai_reply_free);
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *body = proctor_soup_read_finish (result, &error);

  if (body != NULL)
    return_reply (task, body);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return_too_large (task);
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

  if (stream == NULL)
    return_broken (task, error);
  else
    proctor_soup_read_async (stream, exchange->message, exchange->most_bytes, exchange->end, read_cb, g_steal_pointer (&task));
}

static void
start_waiting (GTask *task,
               guint timeout_secs)
{
  Exchange *exchange = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  exchange->timeout = g_timeout_source_new_seconds (timeout_secs);
  g_task_attach_source (task, exchange->timeout, timeout_cb);
  if (cancellable != NULL)
    exchange->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), g_object_ref (exchange->end), g_object_unref);
}

/**
 * proctor_openai_exchange_async:
 * @session: who knows the way
 * @url: where to
 * @key: (nullable): the key
 * @body: (nullable): the question, %NULL to only look
 * @most_bytes: how large an answer may be
 * @timeout_secs: how long all of it may take
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks once. Redirections are answers like any other, so that the key goes nowhere by itself. A
 * model is silent until it has its answer, so that it is the whole that has a time limit.
 */
void
proctor_openai_exchange_async (SoupSession *session,
                               const char *url,
                               const char *key,
                               GBytes *body,
                               gsize most_bytes,
                               guint timeout_secs,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);
  SoupMessageHeaders *headers;

  g_task_set_source_tag (task, proctor_openai_exchange_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);

  exchange->message = soup_message_new (body != NULL ? "POST" : "GET", url);
  exchange->end = g_cancellable_new ();
  exchange->most_bytes = most_bytes;
  exchange->began_usecs = g_get_monotonic_time ();
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);

  headers = soup_message_get_request_headers (exchange->message);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (key != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", key, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      explicit_bzero (value, strlen (value));
    }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (exchange->message, "application/json", body);

  start_waiting (task, timeout_secs);
  proctor_soup_send_async (session, exchange->message, exchange->end, send_cb, task);
}

/**
 * proctor_openai_exchange_finish:
 * @result: what the callback was given
 * @broken: (out): whether it came to nothing because the connection broke or never came about
 * @error: return location for why there is no answer, with a sentence for a person
 *
 * Returns: (transfer full) (nullable): the answer, whatever its status
 */
ProctorOpenaiReply *
proctor_openai_exchange_finish (GAsyncResult *result,
                                gboolean *broken,
                                GError **error)
{
  const Exchange *exchange = g_task_get_task_data (G_TASK (result));

  *broken = exchange->broken;

  return g_task_propagate_pointer (G_TASK (result), error);
}
