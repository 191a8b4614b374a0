/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-inquiry.h"

#include <sys/socket.h>

struct _ProctorInquiry
{
  /* Owned */
  SoupServerMessage *message;
  ProctorCall *call;
  GCancellable *cancellable;
  GCancellable *server_ended;
  GSource *watch;

  gulong ended_id;
};

/* While there is nothing to write, nobody else looks whether the other side is still there. What it
 * says meanwhile is its next request, and can wait. */
static gboolean
other_side_cb (GSocket *socket,
               GIOCondition condition,
               gpointer user_data)
{
  ProctorInquiry *inquiry = user_data;
  char byte;

  if ((condition & (G_IO_HUP | G_IO_ERR)) != 0 || recv (g_socket_get_fd (socket), &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT) == 0)
    g_cancellable_cancel (inquiry->cancellable);

  return G_SOURCE_REMOVE;
}

static void
server_ended_cb (GCancellable *server_ended,
                 GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/**
 * proctor_inquiry_new:
 * @message: a request that has been read
 * @server_ended: cancelled when the server lets nobody in any more
 *
 * Returns: (transfer full): the request, to be answered
 */
ProctorInquiry *
proctor_inquiry_new (SoupServerMessage *message,
                     GCancellable *server_ended)
{
  ProctorInquiry *inquiry = g_new0 (ProctorInquiry, 1);
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  inquiry->message = g_object_ref (message);
  inquiry->call = proctor_call_new (g_new0 (char *, 1), g_uri_get_query (uri), NULL);
  proctor_call_parse_body (inquiry->call, body);
  inquiry->cancellable = g_cancellable_new ();
  inquiry->server_ended = g_object_ref (server_ended);
  inquiry->ended_id = g_cancellable_connect (server_ended, G_CALLBACK (server_ended_cb), g_object_ref (inquiry->cancellable), g_object_unref);
  inquiry->watch = g_socket_create_source (soup_server_message_get_socket (message), G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (inquiry->watch, G_SOURCE_FUNC (other_side_cb), inquiry, NULL);
  g_source_attach (inquiry->watch, g_main_context_get_thread_default ());
  soup_server_message_pause (message);

  return inquiry;
}

/**
 * proctor_inquiry_get_call:
 * @inquiry: a request
 *
 * Returns: (transfer none): what was asked and what is answered; it has no database
 */
ProctorCall *
proctor_inquiry_get_call (ProctorInquiry *inquiry)
{
  return inquiry->call;
}

/**
 * proctor_inquiry_get_cancellable:
 * @inquiry: a request
 *
 * Returns: (transfer none): cancelled when nobody waits for an answer any longer
 */
GCancellable *
proctor_inquiry_get_cancellable (ProctorInquiry *inquiry)
{
  return inquiry->cancellable;
}

/**
 * proctor_inquiry_answer:
 * @inquiry: (transfer full): a request, whose call has its answer
 */
void
proctor_inquiry_answer (ProctorInquiry *inquiry)
{
  guint status;
  g_autoptr (GBytes) body = proctor_call_dup_answer (inquiry->call, &status);

  g_source_destroy (inquiry->watch);
  g_source_unref (inquiry->watch);
  g_cancellable_disconnect (inquiry->server_ended, inquiry->ended_id);

  proctor_inquiry_respond (inquiry->message, status, body);
  soup_server_message_unpause (inquiry->message);

  g_object_unref (inquiry->server_ended);
  g_object_unref (inquiry->cancellable);
  g_object_unref (inquiry->message);
  proctor_call_free (inquiry->call);
  g_free (inquiry);
}

/**
 * proctor_inquiry_respond:
 * @message: a request
 * @status: the HTTP status
 * @body: (nullable): JSON
 */
void
proctor_inquiry_respond (SoupServerMessage *message,
                         guint status,
                         GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *id = g_uuid_string_random ();

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "x-request-id", id);
  if (body == NULL || g_bytes_get_size (body) == 0)
    return;

  soup_message_headers_set_content_type (headers, "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}
