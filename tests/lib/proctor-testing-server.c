/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-server.h"

#include <libsoup/soup.h>

/**
 * ProctorTestingServer:
 *
 * A server on the loopback interface that does what a test tells it to. It runs in a thread with
 * a main context of its own, so that it goes on while the program under test waits; the kernel
 * picks the port.
 *
 * Answers are told per method and path and given in the order in which they were told; the last
 * one is given from then on. What was not told is answered with the API's own 404. Every request
 * is kept.
 */
struct _ProctorTestingServer
{
  GObject parent_instance;

  /* Owned */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  char *url;

  /* Owned by the server's thread. */
  SoupServer *server;

  /* Guarded by the lock: the threads share these. */
  GMutex lock;
  GCond ready;
  GHashTable *answers;
  GPtrArray *requests;
};

G_DEFINE_FINAL_TYPE (ProctorTestingServer, proctor_testing_server, G_TYPE_OBJECT)

typedef struct
{
  guint status;
  GBytes *body;
  char *content_type;
  char **headers;
  guint delay_msecs;
  ProctorTestingFault fault;
} Answer;

static void
answer_free (Answer *answer)
{
  g_bytes_unref (answer->body);
  g_free (answer->content_type);
  g_strfreev (answer->headers);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static Answer *
answer_copy (const Answer *answer)
{
  Answer *copy = g_new0 (Answer, 1);

  copy->status = answer->status;
  copy->body = g_bytes_ref (answer->body);
  copy->content_type = g_strdup (answer->content_type);
  copy->headers = g_strdupv (answer->headers);
  copy->delay_msecs = answer->delay_msecs;
  copy->fault = answer->fault;

  return copy;
}

static Answer *
answer_new (const ProctorTestingAnswer *told)
{
  Answer *answer = g_new0 (Answer, 1);
  const char *body = told->body != NULL ? told->body : "";

  answer->status = told->status != 0 ? told->status : SOUP_STATUS_OK;
  answer->body = g_bytes_new (body, told->length != 0 ? told->length : strlen (body));
  answer->content_type = g_strdup (told->content_type != NULL ? told->content_type : "application/json");
  answer->headers = g_strdupv ((char **) told->headers);
  answer->delay_msecs = told->delay_msecs;
  answer->fault = told->fault;

  return answer;
}

static char *
make_key (const char *method,
          const char *path)
{
  return g_strconcat (method, " ", path, NULL);
}

/* The answer that is next, or the last for ever. */
static Answer *
dup_next_answer (ProctorTestingServer *self,
                 const char *method,
                 const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *key = make_key (method, path);
  GQueue *queue = g_hash_table_lookup (self->answers, key);
  const ProctorTestingAnswer not_found = { .status = SOUP_STATUS_NOT_FOUND, .body = "{\"detail\":\"Not Found\"}" };

  if (queue == NULL)
    return answer_new (&not_found);

  if (queue->length > 1)
    return g_queue_pop_head (queue);

  return answer_copy (g_queue_peek_head (queue));
}

static void
add_header_cb (const char *name,
               const char *value,
               gpointer user_data)
{
  g_hash_table_replace (user_data, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
keep_request (ProctorTestingServer *self,
              SoupServerMessage *message,
              const char *path)
{
  ProctorTestingRequest *request = g_new0 (ProctorTestingRequest, 1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (path);
  request->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), add_header_cb, request->headers);
  request->body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  g_ptr_array_add (self->requests, request);
}

/* Writes what @answer has of a response, by hand, and ends the connection. */
static void
break_connection (SoupServerMessage *message,
                  const Answer *answer)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  if (answer->fault == PROCTOR_TESTING_FAULT_CUT)
    {
      gsize length = g_bytes_get_size (answer->body);
      GOutputStream *output = g_io_stream_get_output_stream (stream);
      g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u Cut\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", answer->status, answer->content_type, length);

      g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL);
      g_output_stream_write_all (output, g_bytes_get_data (answer->body, NULL), length / 2, NULL, NULL, NULL);
    }

  g_io_stream_close (stream, NULL, NULL);
}

static void
give_answer (SoupServerMessage *message,
             const Answer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (answer->fault == PROCTOR_TESTING_FAULT_DROP || answer->fault == PROCTOR_TESTING_FAULT_CUT)
    {
      break_connection (message, answer);
      return;
    }

  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->status != SOUP_STATUS_NO_CONTENT)
    {
      soup_message_headers_set_content_type (headers, answer->content_type, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
    }
  for (char **header = answer->headers; header != NULL && header[0] != NULL; header += 2)
    soup_message_headers_append (headers, header[0], header[1]);
}

typedef struct
{
  SoupServerMessage *message;
  Answer *answer;
} Delayed;

static void
delayed_free (Delayed *delayed)
{
  g_object_unref (delayed->message);
  answer_free (delayed->answer);
  g_free (delayed);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  Delayed *delayed = user_data;

  give_answer (delayed->message, delayed->answer);
  /* A connection that was cut has nothing left to go on with. */
  if (delayed->answer->fault == PROCTOR_TESTING_FAULT_NONE)
    soup_server_message_unpause (delayed->message);

  return G_SOURCE_REMOVE;
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ProctorTestingServer *self = user_data;
  g_autoptr (Answer) answer = NULL;

  keep_request (self, message, path);
  answer = dup_next_answer (self, soup_server_message_get_method (message), path);

  if (answer->fault == PROCTOR_TESTING_FAULT_STALL)
    soup_server_message_pause (message);
  else if (answer->delay_msecs > 0)
    {
      g_autoptr (GSource) source = g_timeout_source_new (answer->delay_msecs);
      Delayed *delayed = g_new0 (Delayed, 1);

      delayed->message = g_object_ref (message);
      delayed->answer = g_steal_pointer (&answer);
      soup_server_message_pause (message);
      g_source_set_callback (source, delay_over_cb, delayed, (GDestroyNotify) delayed_free);
      g_source_attach (source, self->context);
    }
  else
    give_answer (message, answer);
}

static char *
dup_server_url (SoupServer *server)
{
  g_autoslist (GUri) uris = soup_server_get_uris (server);
  g_autofree char *url = g_uri_to_string (uris->data);

  /* Without the slash at the end. */
  return g_strndup (url, strlen (url) - 1);
}

static gpointer
server_thread (gpointer user_data)
{
  ProctorTestingServer *self = user_data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  g_mutex_lock (&self->lock);
  self->url = dup_server_url (self->server);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);

  g_main_loop_run (self->loop);

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

  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
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
  g_queue_free_full (queue, (GDestroyNotify) answer_free);
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
  self->thread = g_thread_new ("testing-server", server_thread, self);

  g_mutex_lock (&self->lock);
  while (self->url == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);
}

ProctorTestingServer *
proctor_testing_server_new (void)
{
  return g_object_new (PROCTOR_TYPE_TESTING_SERVER, NULL);
}

/**
 * proctor_testing_server_get_url:
 * @self: a server
 *
 * Returns: where it listens, without a slash at the end
 */
const char *
proctor_testing_server_get_url (ProctorTestingServer *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTING_SERVER (self), NULL);

  return self->url;
}

/**
 * proctor_testing_server_answer:
 * @self: a server
 * @method: an HTTP method
 * @path: a path, without a query
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
  GQueue *queue;

  g_return_if_fail (PROCTOR_IS_TESTING_SERVER (self));

  locker = g_mutex_locker_new (&self->lock);
  key = make_key (method, path);
  queue = g_hash_table_lookup (self->answers, key);
  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->answers, g_steal_pointer (&key), queue);
    }

  g_queue_push_tail (queue, answer_new (answer));
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

guint
proctor_testing_server_count_requests (ProctorTestingServer *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PROCTOR_IS_TESTING_SERVER (self), 0);

  locker = g_mutex_locker_new (&self->lock);

  return self->requests->len;
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
