/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-server-private.h"
#include "proctor-testing.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/socket.h>

/**
 * ProctorTestingServer:
 *
 * A server on the loopback interface, or on a Unix socket, that does what a test tells it to. It
 * runs in a thread with a main context of its own, so that it goes on while the program under test
 * waits; the kernel picks the port.
 *
 * Answers are told per method and path and given in the order in which they were told; the last
 * one is given from then on. What was not told is answered with the API's own 404. Every request
 * is kept.
 */

G_DEFINE_FINAL_TYPE (ProctorTestingServer, proctor_testing_server, G_TYPE_OBJECT)

static char *
make_key (const char *method,
          const char *path)
{
  return g_strconcat (method, " ", path, NULL);
}

/* What was told for exactly this comes before what was told for more than this. */
static GQueue *
find_answers (ProctorTestingServer *self,
              const char *method,
              const char *path)
{
  const char *const keys[][2] = { { method, path }, { "*", path }, { method, "*" }, { "*", "*" } };
  GQueue *queue = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys) && queue == NULL; i++)
    {
      g_autofree char *key = make_key (keys[i][0], keys[i][1]);

      queue = g_hash_table_lookup (self->answers, key);
    }

  return queue;
}

/* Of the answers that were told for a part of the query, those for the longest part. */
static GQueue *
find_answers_for_query (ProctorTestingServer *self,
                        const char *method,
                        const char *path,
                        const char *query)
{
  g_autofree char *beginning = g_strconcat (method, " ", path, "?", NULL);
  gsize longest = 0;
  GQueue *queue = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->answers);
  while (query != NULL && g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *part = (const char *) key + strlen (beginning);

      if (!g_str_has_prefix (key, beginning) || strstr (query, part) == NULL || strlen (part) < longest)
        continue;
      longest = strlen (part);
      queue = value;
    }

  return queue;
}

/* The answer that is next, or the last for ever. */
static ProctorTestingScript *
dup_next_answer (ProctorTestingServer *self,
                 const char *method,
                 const char *path,
                 const char *query)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GQueue *for_query = find_answers_for_query (self, method, path, query);
  GQueue *queue = for_query != NULL ? for_query : find_answers (self, method, path);
  const ProctorTestingAnswer not_found = { .status = SOUP_STATUS_NOT_FOUND, .body = "{\"detail\":\"Not Found\"}" };

  if (queue == NULL)
    return proctor_testing_script_new (&not_found);

  if (queue->length > 1)
    return g_queue_pop_head (queue);

  return proctor_testing_script_copy (g_queue_peek_head (queue));
}

static void
add_header_cb (const char *name,
               const char *value,
               gpointer user_data)
{
  g_hash_table_replace (user_data, g_ascii_strdown (name, -1), g_strdup (value));
}

/* Before it is answered, so that a client that has its answer finds its request here. */
static void
keep_request (ProctorTestingServer *self,
              SoupServerMessage *message,
              const char *path)
{
  ProctorTestingRequest *request = g_new0 (ProctorTestingRequest, 1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  request->arrived_usecs = g_get_monotonic_time ();
  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (path);
  request->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), add_header_cb, request->headers);
  request->body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  g_ptr_array_add (self->requests, request);
  self->n_in_flight++;
  self->peak = MAX (self->peak, self->n_in_flight);
}

/* The message that libsoup makes first for a connection tells of the connection too. */
static void
request_started_cb (SoupServer *server,
                    SoupServerMessage *message,
                    gpointer user_data)
{
  ProctorTestingServer *self = user_data;
  GObject *socket = G_OBJECT (soup_server_message_get_socket (message));

  if (g_object_get_data (socket, "counted") == NULL)
    {
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

      g_object_set_data (socket, "counted", self);
      self->n_connections++;
    }
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ProctorTestingServer *self = user_data;

  keep_request (self, message, path);
  proctor_testing_exchange_begin (self, message,
                                  dup_next_answer (self, soup_server_message_get_method (message), path, g_uri_get_query (soup_server_message_get_uri (message))));
}

static char *
dup_server_url (SoupServer *server)
{
  g_autoslist (GUri) uris = soup_server_get_uris (server);
  g_autofree char *url = g_uri_to_string (uris->data);

  /* Without the slash at the end. */
  return g_strndup (url, strlen (url) - 1);
}

static void
listen_to_socket (SoupServer *server,
                  const char *path,
                  GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, error);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  if (socket != NULL && g_socket_bind (socket, address, FALSE, error) && g_socket_listen (socket, error))
    soup_server_listen_socket (server, socket, 0, error);
}

/* libsoup lets ten wait at the door. What comes beyond that is not refused but left hanging by the
 * kernel, and tests send more than that at once. */
static void
widen_door (SoupServer *server)
{
  g_autoptr (GSList) listeners = soup_server_get_listeners (server);

  for (GSList *l = listeners; l != NULL; l = l->next)
    {
      if (listen (g_socket_get_fd (l->data), SOMAXCONN) != 0)
        g_warning ("More can't wait at once: %s", g_strerror (errno));
    }
}

/* Returns where the server listens. */
static char *
start_listening (ProctorTestingServer *self)
{
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  g_autoptr (GError) error = NULL;
  char *url;

  if (self->certificate != NULL)
    {
      soup_server_set_tls_certificate (self->server, self->certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }

  /* libsoup can listen on a Unix socket but has no URI for one. */
  if (self->socket_path != NULL)
    {
      listen_to_socket (self->server, self->socket_path, &error);
      g_assert_no_error (error);
      url = g_strdup ("http://localhost");
    }
  else
    {
      soup_server_listen_local (self->server, 0, options, &error);
      g_assert_no_error (error);
      url = dup_server_url (self->server);
    }
  widen_door (self->server);

  return url;
}

static gpointer
server_thread (gpointer user_data)
{
  ProctorTestingServer *self = user_data;
  char *url;

  g_main_context_push_thread_default (self->context);
  /* Raw paths, because tests look at how a path was encoded. */
  self->server = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
  url = start_listening (self);

  g_mutex_lock (&self->lock);
  self->url = url;
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);

  g_main_loop_run (self->loop);

  proctor_testing_exchange_end_all (self);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
proctor_testing_server_finalize (GObject *object)
{
  ProctorTestingServer *self = PROCTOR_TESTING_SERVER (object);

  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (g_steal_pointer (&self->thread));

  if (self->folder != NULL)
    proctor_testing_remove_folder (self->folder);
  if (self->socket_path != NULL)
    g_unlink (self->socket_path);

  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->exchanges, g_ptr_array_unref);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->ca_file, g_free);
  g_clear_pointer (&self->socket_path, g_free);
  g_clear_pointer (&self->url, g_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);

  G_OBJECT_CLASS (proctor_testing_server_parent_class)->finalize (object);
}

static void
proctor_testing_server_class_init (ProctorTestingServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_testing_server_finalize;
}

static void
answers_free (gpointer queue)
{
  g_queue_free_full (queue, (GDestroyNotify) proctor_testing_script_free);
}

static void
proctor_testing_server_init (ProctorTestingServer *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answers_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_testing_request_free);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->exchanges = g_ptr_array_new ();
}

/* Starts the thread and waits until it listens. */
static ProctorTestingServer *
start (ProctorTestingServer *self)
{
  self->thread = g_thread_new ("testing-server", server_thread, self);

  g_mutex_lock (&self->lock);
  while (self->url == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);

  return self;
}

/**
 * proctor_testing_server_new:
 *
 * Returns: (transfer full): a server that listens on 127.0.0.1
 */
ProctorTestingServer *
proctor_testing_server_new (void)
{
  return start (g_object_new (PROCTOR_TYPE_TESTING_SERVER, NULL));
}

/**
 * proctor_testing_server_new_tls:
 * @kind: what its certificate is worth
 *
 * Returns: (transfer full): a server that listens on 127.0.0.1 and speaks TLS, with a certificate
 *   and an authority of its own
 */
ProctorTestingServer *
proctor_testing_server_new_tls (ProctorTestingCertificate kind)
{
  ProctorTestingServer *self = g_object_new (PROCTOR_TYPE_TESTING_SERVER, NULL);

  self->folder = proctor_testing_make_folder ();
  self->certificate = proctor_testing_certificate_make (kind, self->folder, &self->ca_file);

  return start (self);
}

/**
 * proctor_testing_server_new_unix:
 * @socket_path: where to make the socket; nothing must be there yet
 *
 * Returns: (transfer full): a server that listens on a Unix socket, for as long as it lives
 */
ProctorTestingServer *
proctor_testing_server_new_unix (const char *socket_path)
{
  ProctorTestingServer *self = g_object_new (PROCTOR_TYPE_TESTING_SERVER, NULL);

  self->socket_path = g_strdup (socket_path);

  return start (self);
}

/**
 * proctor_testing_server_get_url:
 * @self: a server
 *
 * Returns: where it listens, without a slash at the end; of a Unix socket it does not tell
 */
const char *
proctor_testing_server_get_url (ProctorTestingServer *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTING_SERVER (self), NULL);

  return self->url;
}

/**
 * proctor_testing_server_get_ca_file:
 * @self: a server
 *
 * Returns: (nullable): where the certificate of its authority is, for as long as the server lives;
 *   %NULL without TLS
 */
const char *
proctor_testing_server_get_ca_file (ProctorTestingServer *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTING_SERVER (self), NULL);

  return self->ca_file;
}

/**
 * proctor_testing_server_answer:
 * @self: a server
 * @method: an HTTP method, or "*" for all that have no answer of their own
 * @path: a path, encoded as the client sends it, or "*" as well; it may be followed by a question
 *   mark and a part that the query has to have
 * @answer: what to answer
 *
 * Adds an answer to those for @method and @path.
 */
void
proctor_testing_server_answer (ProctorTestingServer *self,
                               const char *method,
                               const char *path,
                               const ProctorTestingAnswer *answer)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *key = NULL;
  ProctorTestingScript *script;
  GQueue *queue;

  g_return_if_fail (PROCTOR_IS_TESTING_SERVER (self));

  /* Compressing a lot takes its time, and the server goes on meanwhile. */
  script = proctor_testing_script_new (answer);

  locker = g_mutex_locker_new (&self->lock);
  key = make_key (method, path);
  queue = g_hash_table_lookup (self->answers, key);
  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->answers, g_steal_pointer (&key), queue);
    }

  g_queue_push_tail (queue, script);
}

/**
 * proctor_testing_server_reset:
 * @self: a server
 *
 * Forgets all answers and requests. What is being answered goes on, and so do the counts of
 * connections and of requests in flight.
 */
void
proctor_testing_server_reset (ProctorTestingServer *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (PROCTOR_IS_TESTING_SERVER (self));

  locker = g_mutex_locker_new (&self->lock);
  g_hash_table_remove_all (self->answers);
  g_ptr_array_set_size (self->requests, 0);
}

static ProctorTestingRequest *
request_copy (const ProctorTestingRequest *request)
{
  ProctorTestingRequest *copy = g_new0 (ProctorTestingRequest, 1);

  copy->method = g_strdup (request->method);
  copy->path = g_strdup (request->path);
  copy->query = g_strdup (request->query);
  copy->headers = g_hash_table_ref (request->headers);
  copy->body = g_bytes_ref (request->body);
  copy->arrived_usecs = request->arrived_usecs;

  return copy;
}

/**
 * proctor_testing_server_dup_requests:
 * @self: a server
 *
 * Returns: (transfer full) (element-type ProctorTestingRequest): what was asked so far
 */
GPtrArray *
proctor_testing_server_dup_requests (ProctorTestingServer *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  GPtrArray *requests;

  g_return_val_if_fail (PROCTOR_IS_TESTING_SERVER (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_testing_request_free);
  for (guint i = 0; i < self->requests->len; i++)
    g_ptr_array_add (requests, request_copy (self->requests->pdata[i]));

  return requests;
}

/**
 * proctor_testing_server_count_requests:
 * @self: a server
 *
 * Returns: how many requests have arrived, whether they were answered or not
 */
guint
proctor_testing_server_count_requests (ProctorTestingServer *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PROCTOR_IS_TESTING_SERVER (self), 0);

  locker = g_mutex_locker_new (&self->lock);

  return self->requests->len;
}

typedef struct
{
  ProctorTestingServer *server;
  guint n;
} Wanted;

static gboolean
have_arrived (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return proctor_testing_server_count_requests (wanted->server) >= wanted->n;
}

/**
 * proctor_testing_server_wait_requests:
 * @self: a server
 * @n: how many requests
 *
 * Lets the main context work until @n requests have arrived, for a bounded time; the test has
 * failed if it was in vain.
 */
void
proctor_testing_server_wait_requests (ProctorTestingServer *self,
                                      guint n)
{
  g_autofree char *what = g_strdup_printf ("%u requests", n);
  Wanted wanted = { .server = self, .n = n };

  g_return_if_fail (PROCTOR_IS_TESTING_SERVER (self));

  proctor_testing_wait_for (what, have_arrived, &wanted);
}

/**
 * proctor_testing_server_count_connections:
 * @self: a server
 *
 * Returns: how many connections were accepted, whether anything was asked over them or not
 */
guint
proctor_testing_server_count_connections (ProctorTestingServer *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PROCTOR_IS_TESTING_SERVER (self), 0);

  locker = g_mutex_locker_new (&self->lock);

  return self->n_connections;
}

/**
 * proctor_testing_server_get_peak:
 * @self: a server
 *
 * Returns: how many requests were in flight at most: arrived, and neither answered nor given up. The
 *   server does not look whether a client has given up while it thinks, only while it stalls
 */
guint
proctor_testing_server_get_peak (ProctorTestingServer *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PROCTOR_IS_TESTING_SERVER (self), 0);

  locker = g_mutex_locker_new (&self->lock);

  return self->peak;
}

void
proctor_testing_request_free (ProctorTestingRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->query);
  g_hash_table_unref (request->headers);
  g_bytes_unref (request->body);
  g_free (request);
}

/**
 * proctor_testing_request_get_header:
 * @request: a request
 * @name: a header's name, in small letters
 *
 * Returns: (nullable): the header's value
 */
const char *
proctor_testing_request_get_header (const ProctorTestingRequest *request,
                                    const char *name)
{
  return g_hash_table_lookup (request->headers, name);
}
