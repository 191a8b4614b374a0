/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-server.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "proctor-request-gate.h"
#include "proctor-routes.h"

#define LARGEST_BODY (64 * 1024 * 1024)

/**
 * ProctorServer:
 *
 * The HTTP side of the engine. Whoever is let in is answered by the database's thread; here is
 * only what is between that and the network.
 */
struct _ProctorServer
{
  GObject parent_instance;

  /* Owned */
  SoupServer *soup;
  ProctorWorker *worker;
  char *key_hash;
  char *socket_path;
  GArray *extras;
  GCancellable *ended;

  guint n_leases;
};

/* What somebody else than the database answers. */
typedef struct
{
  const char *method;
  const char *path;
  ProctorInquiryHandler handler;
  gpointer user_data;
} Extra;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEASES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorServer, proctor_server, G_TYPE_OBJECT)

/* A request that is with the database's thread. */
typedef struct
{
  ProctorServer *server;
  SoupServerMessage *message;
  const ProctorRoute *route;
  char **ids;
  char *query;
  GBytes *body;
  guint status;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_object (&exchange->server);
  g_clear_object (&exchange->message);
  g_strfreev (exchange->ids);
  g_free (exchange->query);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_free (exchange);
}

/* Where nobody is there to answer, the API says so in a word. */
static void
respond_word (SoupServerMessage *message,
              guint status,
              const char *word)
{
  g_autofree char *text = g_strdup_printf ("{\"detail\":\"%s\"}", word);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  proctor_inquiry_respond (message, status, body);
}

/* In the database's thread. */
static gpointer
handle (ProctorDatabase *database,
        gpointer data,
        GError **error)
{
  Exchange *exchange = data;
  g_autoptr (ProctorCall) call = proctor_call_new (g_steal_pointer (&exchange->ids), exchange->query, NULL);
  GBytes *answer;

  call->database = database;
  proctor_call_parse_body (call, exchange->body);
  if (!proctor_call_has_problems (call))
    exchange->route->handler (call);

  if (proctor_database_take_error (database, error))
    return NULL;

  answer = proctor_call_dup_answer (call, &exchange->status);
  if (exchange->status >= 400)
    proctor_database_roll_back (database);

  return answer != NULL ? answer : g_bytes_new_static ("", 0);
}

static void
handled_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);

  if (answer != NULL)
    proctor_inquiry_respond (exchange->message, exchange->status, answer);
  else
    {
      g_warning ("%s %s: %s", exchange->route->method, exchange->route->path, error->message);
      respond_word (exchange->message, 500, "Internal Server Error");
    }
  soup_server_message_unpause (exchange->message);

  if (answer != NULL && exchange->status < 400 && !g_str_equal (exchange->route->method, "GET"))
    g_signal_emit (exchange->server, signals[SIGNAL_CHANGED], g_quark_from_static_string (exchange->route->path));
  exchange_free (exchange);
}

/* Whoever holds a lease keeps a request open, and the engine alive. */
static void
lease_ended_cb (SoupServerMessage *message,
                ProctorServer *self)
{
  g_object_set_data (G_OBJECT (message), "proctor-lease-watch", NULL);
  self->n_leases--;
  g_signal_emit (self, signals[SIGNAL_LEASES_CHANGED], 0);
}

static void
end_watch (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

/* While there is nothing to write, nobody else looks whether the other side is still there. A lease
 * says nothing after its request, so whatever comes is its end. */
static gboolean
lease_left_cb (GSocket *socket,
               GIOCondition condition,
               gpointer user_data)
{
  SoupServerMessage *message = user_data;

  soup_message_body_complete (soup_server_message_get_response_body (message));
  soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

static void
watch_lease (SoupServerMessage *message)
{
  GSource *source = g_socket_create_source (soup_server_message_get_socket (message), G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (lease_left_cb), message, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_object_set_data_full (G_OBJECT (message), "proctor-lease-watch", source, (GDestroyNotify) end_watch);
}

static void
hold_lease (ProctorServer *self,
            SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  /* The first byte says that it is held; there is never a last one. */
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, " ", 1);
  self->n_leases++;
  g_signal_connect_object (message, "finished", G_CALLBACK (lease_ended_cb), self, G_CONNECT_DEFAULT);
  watch_lease (message);
  g_signal_emit (self, signals[SIGNAL_LEASES_CHANGED], 0);
}

static const Extra *
find_extra (ProctorServer *self,
            const char *method,
            const char *path,
            gboolean *wrong_method)
{
  *wrong_method = FALSE;
  for (guint i = 0; i < self->extras->len; i++)
    {
      const Extra *extra = &g_array_index (self->extras, Extra, i);

      if (!g_str_equal (extra->path, path))
        continue;
      if (g_str_equal (extra->method, method))
        return extra;
      *wrong_method = TRUE;
    }

  return NULL;
}

/* Who answers it is not the database. Returns whether there is somebody. */
static gboolean
hand_over (ProctorServer *self,
           SoupServerMessage *message,
           const char *method,
           const char *path)
{
  gboolean wrong_method;
  const Extra *extra = find_extra (self, method, path, &wrong_method);

  if (extra != NULL)
    extra->handler (proctor_inquiry_new (message, self->ended), extra->user_data);
  else if (wrong_method)
    respond_word (message, 405, "Method Not Allowed");

  return extra != NULL || wrong_method;
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *form,
            gpointer user_data)
{
  ProctorServer *self = user_data;
  const char *method = soup_server_message_get_method (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_auto (GStrv) ids = NULL;
  gboolean wrong_method;
  const ProctorRoute *route;
  Exchange *exchange;

  if (soup_server_message_get_status (message) != 0)
    return;
  if (g_object_get_data (G_OBJECT (message), "proctor-too-large") != NULL)
    {
      respond_word (message, 413, "Request Entity Too Large");
      return;
    }
  if (g_str_equal (g_uri_get_path (uri), "/v1/proctor/lease") && g_str_equal (method, "GET"))
    {
      hold_lease (self, message);
      return;
    }

  if (hand_over (self, message, method, g_uri_get_path (uri)))
    return;

  route = proctor_routes_find (method, g_uri_get_path (uri), &ids, &wrong_method);
  if (route == NULL)
    {
      respond_word (message, wrong_method ? 405 : 404, wrong_method ? "Method Not Allowed" : "Not Found");
      return;
    }

  exchange = g_new0 (Exchange, 1);
  exchange->server = g_object_ref (self);
  exchange->message = g_object_ref (message);
  exchange->route = route;
  exchange->ids = g_steal_pointer (&ids);
  exchange->query = g_strdup (g_uri_get_query (uri));
  exchange->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  soup_server_message_pause (message);
  if (g_str_equal (method, "GET"))
    proctor_worker_read_async (self->worker, handle, exchange, NULL, (GDestroyNotify) g_bytes_unref, handled_cb, exchange);
  else
    proctor_worker_run_async (self->worker, handle, exchange, NULL, (GDestroyNotify) g_bytes_unref, handled_cb, exchange);
}

/* What is too large is read to its end, but not kept. */
static void
got_chunk_cb (SoupServerMessage *message,
              GBytes *chunk,
              gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length <= LARGEST_BODY)
    return;

  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
  g_object_set_data (G_OBJECT (message), "proctor-too-large", GINT_TO_POINTER (TRUE));
}

/* Before the body is read. */
static void
early_cb (SoupServer *soup,
          SoupServerMessage *message,
          const char *path,
          GHashTable *form,
          gpointer user_data)
{
  ProctorServer *self = user_data;
  guint status;
  g_autofree char *refusal = proctor_request_gate_check (message, self->key_hash, &status);

  if (refusal != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (refusal, strlen (refusal));

      proctor_inquiry_respond (message, status, body);
      return;
    }
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

static void
proctor_server_finalize (GObject *object)
{
  ProctorServer *self = PROCTOR_SERVER (object);

  proctor_server_stop (self);
  g_clear_object (&self->soup);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->key_hash, g_free);
  g_clear_pointer (&self->socket_path, g_free);
  g_clear_pointer (&self->extras, g_array_unref);
  g_clear_object (&self->ended);

  G_OBJECT_CLASS (proctor_server_parent_class)->finalize (object);
}

static void
proctor_server_class_init (ProctorServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_server_finalize;

  /**
   * ProctorServer::changed:
   *
   * Somebody has changed something, and it is on the disk. The detail is the route by which it was
   * changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_SERVER, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorServer::leases-changed:
   *
   * Somebody has taken a lease or let go of one.
   */
  signals[SIGNAL_LEASES_CHANGED] = g_signal_new ("leases-changed", PROCTOR_TYPE_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_server_init (ProctorServer *self)
{
  self->extras = g_array_new (FALSE, FALSE, sizeof (Extra));
  self->ended = g_cancellable_new ();
  self->soup = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, "server-header", "Proctor/" PROCTOR_VERSION, NULL);
  soup_server_add_early_handler (self->soup, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
}

/**
 * proctor_server_new:
 * @worker: who answers
 *
 * Returns: (transfer full): a server that nobody can reach yet
 */
ProctorServer *
proctor_server_new (ProctorWorker *worker)
{
  ProctorServer *self = g_object_new (PROCTOR_TYPE_SERVER, NULL);

  self->worker = g_object_ref (worker);

  return self;
}

/**
 * proctor_server_add_handler:
 * @self: a server
 * @method: an HTTP method
 * @path: a path
 * @handler: who answers that, in this thread; both texts and what it is given have to last as long
 *   as the server
 * @user_data: passed to @handler
 *
 * Has something answered by somebody else than the database.
 */
void
proctor_server_add_handler (ProctorServer *self,
                            const char *method,
                            const char *path,
                            ProctorInquiryHandler handler,
                            gpointer user_data)
{
  const Extra extra = { method, path, handler, user_data };

  g_array_append_val (self->extras, extra);
}

/**
 * proctor_server_listen_unix:
 * @self: a server
 * @path: a socket, in a folder that is nobody else's
 * @error: return location for why it can't be reached there
 *
 * Returns: whether it can be reached now
 */
gboolean
proctor_server_listen_unix (ProctorServer *self,
                            const char *path,
                            GError **error)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (strlen (path) >= sizeof ((struct sockaddr_un *) NULL)->sun_path)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, _ ("“%s” is too long for a socket's name."), path);
      return FALSE;
    }

  /* One that was left behind is nobody's: the data folder's lock says so. */
  g_unlink (path);
  address = g_unix_socket_address_new (path);
  if (!soup_server_listen (self->soup, address, 0, error))
    return FALSE;

  self->socket_path = g_strdup (path);
  g_chmod (path, S_IRUSR | S_IWUSR);

  return TRUE;
}

/**
 * proctor_server_listen_tcp:
 * @self: a server
 * @address: an address on this computer, with a port; port 0 is any that is free
 * @key_hash: what the key has to hash to
 * @error: return location for why it can't be reached there
 *
 * Returns: whether it can be reached now
 */
gboolean
proctor_server_listen_tcp (ProctorServer *self,
                           const char *address,
                           const char *key_hash,
                           GError **error)
{
  g_autoptr (GNetworkAddress) parsed = NULL;
  g_autoptr (GInetAddress) inet = NULL;
  g_autoptr (GSocketAddress) socket_address = NULL;
  GSocketConnectable *connectable = g_network_address_parse (address, 0, error);

  if (connectable == NULL)
    return FALSE;

  parsed = G_NETWORK_ADDRESS (connectable);
  inet = g_inet_address_new_from_string (g_network_address_get_hostname (parsed));
  if (inet == NULL || !g_inet_address_get_is_loopback (inet))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _ ("“%s” is not an address of this computer alone, such as 127.0.0.1:8787."), address);
      return FALSE;
    }

  g_set_str (&self->key_hash, key_hash);
  socket_address = g_inet_socket_address_new (inet, g_network_address_get_port (parsed));

  return soup_server_listen (self->soup, socket_address, 0, error);
}

/**
 * proctor_server_get_port:
 * @self: a server that listens on TCP
 *
 * Returns: its port
 */
guint
proctor_server_get_port (ProctorServer *self)
{
  GSList *uris;
  guint port;

  g_return_val_if_fail (self->socket_path == NULL, 0);

  uris = soup_server_get_uris (self->soup);
  port = uris != NULL ? (guint) g_uri_get_port (uris->data) : 0;
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return port;
}

guint
proctor_server_count_leases (ProctorServer *self)
{
  return self->n_leases;
}

/**
 * proctor_server_stop:
 * @self: a server
 *
 * Lets nobody in any more.
 */
void
proctor_server_stop (ProctorServer *self)
{
  g_cancellable_cancel (self->ended);
  soup_server_disconnect (self->soup);
  if (self->socket_path != NULL)
    g_unlink (self->socket_path);
  g_clear_pointer (&self->socket_path, g_free);
}
