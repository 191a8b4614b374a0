/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-server-private.h"

#include <sys/socket.h>

#define DRIP_BYTES 3
#define DRIP_MSECS 20

/*
 * Exchange:
 *
 * A request that is being answered. libsoup answers what has no fault. For what has one the
 * connection is taken away from libsoup and written to by hand. All of it happens in the server's
 * thread and nothing of it blocks, so that one slow client keeps no other waiting.
 */
typedef struct
{
  /* Owned */
  SoupServerMessage *message;
  ProctorTestingScript *script;
  GCancellable *cancellable;
  GSource *source;
  GIOStream *stream;
  GSocket *socket;
  GBytes *wire;

  /* Borrowed */
  ProctorTestingServer *server;

  gulong finished_handler;
  gsize head_length;
  gsize written;
  gboolean in_flight;
  char scrap[64];
} Exchange;

/* Always before the client can notice that it has its answer, lest its next request be counted
 * beside this one. */
static void
leave_flight (Exchange *exchange)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&exchange->server->lock);

  if (exchange->in_flight)
    exchange->server->n_in_flight--;
  exchange->in_flight = FALSE;
}

static void
clear_source (Exchange *exchange)
{
  if (exchange->source != NULL)
    g_source_destroy (exchange->source);
  g_clear_pointer (&exchange->source, g_source_unref);
}

static void
end_exchange (Exchange *exchange)
{
  leave_flight (exchange);
  g_ptr_array_remove_fast (exchange->server->exchanges, exchange);
  g_clear_signal_handler (&exchange->finished_handler, exchange->message);
  clear_source (exchange);

  if (exchange->stream != NULL)
    g_io_stream_close (exchange->stream, NULL, NULL);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->socket);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->cancellable);
  g_clear_pointer (&exchange->wire, g_bytes_unref);
  g_clear_pointer (&exchange->script, proctor_testing_script_free);
  g_free (exchange);
}

static void
set_timeout (Exchange *exchange,
             guint msecs,
             GSourceFunc callback)
{
  clear_source (exchange);
  exchange->source = g_timeout_source_new (msecs);
  g_source_set_callback (exchange->source, callback, exchange, NULL);
  g_source_attach (exchange->source, exchange->server->context);
}

/* Closing a socket that must not linger resets the connection. */
static void
reset_connection (Exchange *exchange)
{
  const struct linger linger = { .l_onoff = 1 };

  if (setsockopt (g_socket_get_fd (exchange->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger) != 0)
    g_warning ("A connection can't be reset: %s", g_strerror (errno));
  g_socket_close (exchange->socket, NULL);
}

static gboolean
stays_open (const Exchange *exchange)
{
  ProctorTestingFault fault = exchange->script->fault;

  return fault == PROCTOR_TESTING_FAULT_STALL || fault == PROCTOR_TESTING_FAULT_STALL_BODY || fault == PROCTOR_TESTING_FAULT_SHORT_LENGTH;
}

static void wait_for_end (Exchange *exchange);

static void
scrap_read_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  Exchange *exchange = user_data;

  /* What the client says now is not for anybody; only its end is waited for. */
  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) > 0)
    wait_for_end (exchange);
  else
    end_exchange (exchange);
}

/* A client that gives up and asks again is seen to do it in this order: its end comes before
 * anything that libsoup reads. */
static void
wait_for_end (Exchange *exchange)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (exchange->stream),
                             exchange->scrap, sizeof exchange->scrap,
                             G_PRIORITY_HIGH, exchange->cancellable, scrap_read_cb, exchange);
}

static void write_more (Exchange *exchange);

static gboolean
drip_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  clear_source (exchange);
  write_more (exchange);

  return G_SOURCE_REMOVE;
}

static void
written_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  Exchange *exchange = user_data;
  gsize written = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &written, NULL))
    {
      end_exchange (exchange);
      return;
    }

  exchange->written += written;
  if (exchange->written < g_bytes_get_size (exchange->wire))
    set_timeout (exchange, DRIP_MSECS, drip_cb);
  else
    write_more (exchange);
}

/* Writes what is next; when there is nothing left, does to the connection what the fault is. */
static void
write_more (Exchange *exchange)
{
  gsize size;
  const char *wire = g_bytes_get_data (exchange->wire, &size);
  gsize count = size - exchange->written;
  ProctorTestingFault fault = exchange->script->fault;

  if (fault == PROCTOR_TESTING_FAULT_DRIP)
    count = exchange->written == 0 ? exchange->head_length : MIN (count, DRIP_BYTES);
  if (exchange->written + count == size && fault != PROCTOR_TESTING_FAULT_STALL && fault != PROCTOR_TESTING_FAULT_STALL_BODY)
    leave_flight (exchange);

  if (count > 0)
    g_output_stream_write_all_async (g_io_stream_get_output_stream (exchange->stream),
                                     wire + exchange->written, count,
                                     G_PRIORITY_DEFAULT, exchange->cancellable, written_cb, exchange);
  else if (stays_open (exchange))
    wait_for_end (exchange);
  else
    {
      if (fault == PROCTOR_TESTING_FAULT_RESET)
        reset_connection (exchange);
      end_exchange (exchange);
    }
}

static void
break_exchange (Exchange *exchange)
{
  g_clear_signal_handler (&exchange->finished_handler, exchange->message);
  exchange->socket = g_object_ref (soup_server_message_get_socket (exchange->message));
  exchange->stream = soup_server_message_steal_connection (exchange->message);
  exchange->wire = proctor_testing_script_dup_wire (exchange->script, &exchange->head_length);
  write_more (exchange);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  clear_source (exchange);
  if (exchange->script->fault != PROCTOR_TESTING_FAULT_NONE)
    break_exchange (exchange);
  else
    {
      proctor_testing_script_give (exchange->script, exchange->message);
      soup_server_message_unpause (exchange->message);
    }

  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message,
             gpointer user_data)
{
  end_exchange (user_data);
}

/**
 * proctor_testing_exchange_begin:
 * @server: a server, in its thread
 * @message: a request that has been read and counts as in flight
 * @script: (transfer full): what to answer
 *
 * Answers a request.
 */
void
proctor_testing_exchange_begin (ProctorTestingServer *server,
                                SoupServerMessage *message,
                                ProctorTestingScript *script)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->server = server;
  exchange->message = g_object_ref (message);
  exchange->script = script;
  exchange->cancellable = g_cancellable_new ();
  exchange->in_flight = TRUE;
  exchange->finished_handler = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), exchange);
  g_ptr_array_add (server->exchanges, exchange);

  if (script->delay_msecs > 0)
    {
      soup_server_message_pause (message);
      set_timeout (exchange, script->delay_msecs, delay_over_cb);
    }
  else if (script->fault != PROCTOR_TESTING_FAULT_NONE)
    break_exchange (exchange);
  else
    proctor_testing_script_give (script, message);
}

/**
 * proctor_testing_exchange_end_all:
 * @server: a server, in its thread
 *
 * Ends what is still unanswered and closes the connections that were kept open.
 */
void
proctor_testing_exchange_end_all (ProctorTestingServer *server)
{
  for (guint i = server->exchanges->len; i > 0; i--)
    {
      Exchange *exchange = server->exchanges->pdata[i - 1];

      /* Where something is read or written, its callback ends the exchange. */
      if (exchange->stream != NULL && exchange->source == NULL)
        g_cancellable_cancel (exchange->cancellable);
      else
        end_exchange (exchange);
    }

  while (server->exchanges->len > 0)
    g_main_context_iteration (server->context, TRUE);
}
