/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-lease.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "proctor-soup-send.h"

#define ADDRESS "http://localhost/v1/proctor/lease"

/**
 * ProctorLease:
 *
 * What keeps the engine on this computer alive: an answer that begins and never ends, for as long as
 * somebody reads it. That it does end says that the engine is gone.
 */
struct _ProctorLease
{
  GObject parent_instance;

  /* Owned */
  SoupSession *session;
  GInputStream *stream;
  GCancellable *cancellable;

  char byte;
};

G_DEFINE_FINAL_TYPE (ProctorLease, proctor_lease, G_TYPE_OBJECT)

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void wait_for_end (ProctorLease *self);

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (ProctorLease) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (n_read > 0)
    {
      wait_for_end (self);
      return;
    }

  g_debug ("The lease ends: %s", error != NULL ? error->message : "the answer is complete");
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

/* The stream keeps the lease until it is given back or ends. */
static void
wait_for_end (ProctorLease *self)
{
  g_input_stream_read_async (self->stream, &self->byte, 1, G_PRIORITY_DEFAULT, self->cancellable, read_cb, g_object_ref (self));
}

static void
proctor_lease_finalize (GObject *object)
{
  ProctorLease *self = PROCTOR_LEASE (object);

  g_clear_object (&self->stream);
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_lease_parent_class)->finalize (object);
}

static void
proctor_lease_class_init (ProctorLeaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_lease_finalize;

  /**
   * ProctorLease::ended:
   *
   * The engine has let go of it, which it does only when it ends itself.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", PROCTOR_TYPE_LEASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_lease_init (ProctorLease *self)
{
  self->cancellable = g_cancellable_new ();
}

/* A lease that is being asked for. */
typedef struct
{
  /* Owned */
  ProctorLease *lease;
  SoupMessage *message;
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->lease);
  g_clear_object (&asking->message);
  g_free (asking);
}

static void
first_byte_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Asking *asking = g_task_get_task_data (task);
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (n_read > 0)
    {
      wait_for_end (asking->lease);
      g_task_return_pointer (task, g_steal_pointer (&asking->lease), g_object_unref);
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, _ ("The engine has ended."));
}

static void
sent_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GInputStream *stream = proctor_soup_send_finish (SOUP_SESSION (object), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Asking *asking = g_task_get_task_data (task);
  ProctorLease *lease = asking->lease;

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  lease->stream = stream;
  if (soup_message_get_status (asking->message) != SOUP_STATUS_OK)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("What answers at the engine's socket is not an engine that this version of Proctor knows."));
      return;
    }

  g_input_stream_read_async (stream, &lease->byte, 1, G_PRIORITY_DEFAULT, cancellable, first_byte_cb, g_steal_pointer (&task));
}

/**
 * proctor_lease_take_async:
 * @connection: the way to the engine on this computer
 * @cancellable: (nullable): to give up
 * @callback: called when it is held
 * @user_data: passed to @callback
 *
 * Asks once, and for as long as it takes.
 */
void
proctor_lease_take_async (ProctorConnection *connection,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GSocketAddress) address = NULL;
  GTask *task;
  Asking *asking;

  g_return_if_fail (PROCTOR_IS_CONNECTION (connection));
  g_return_if_fail (proctor_connection_get_kind (connection) == PROCTOR_CONNECTION_LOCAL);

  task = g_task_new (connection, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_lease_take_async);
  asking = g_new0 (Asking, 1);
  asking->lease = g_object_new (PROCTOR_TYPE_LEASE, NULL);
  asking->message = soup_message_new ("GET", ADDRESS);
  g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);

  /* Nothing comes for hours and days, which is as it should be. */
  address = g_unix_socket_address_new (proctor_connection_get_socket_path (connection));
  asking->lease->session = soup_session_new_with_options ("remote-connectable", address,
                                                          "proxy-resolver", NULL,
                                                          "timeout", 0,
                                                          "idle-timeout", 0,
                                                          "user-agent", "Proctor/" PROCTOR_VERSION,
                                                          NULL);
  proctor_soup_send_async (asking->lease->session, asking->message, cancellable, sent_cb, task);
}

/**
 * proctor_lease_take_finish:
 * @connection: the way to the engine on this computer
 * @result: what the callback was given
 * @error: return location for why there is none, as libsoup and GIO say it
 *
 * Returns: (transfer full) (nullable): the lease; whoever is done with it gives it back
 */
ProctorLease *
proctor_lease_take_finish (ProctorConnection *connection,
                           GAsyncResult *result,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, connection), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_lease_take_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_lease_give_back:
 * @self: a lease
 *
 * The engine is free to end. Nothing is heard of the lease any more.
 */
void
proctor_lease_give_back (ProctorLease *self)
{
  g_return_if_fail (PROCTOR_IS_LEASE (self));

  g_cancellable_cancel (self->cancellable);
}
