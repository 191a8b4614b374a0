/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-client.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "proctor-api-error.h"
#include "proctor-exchange.h"
#include "proctor-reading.h"
#include "proctor-redirect.h"
#include "proctor-request.h"
#include "proctor-response-error.h"
#include "proctor-retry-policy.h"

#define MOST_AT_ONCE 6
#define MOST_BYTES ((gsize) 512 * 1024 * 1024)
#define TIMEOUT_SECS 240
/* To be asked to wait for less is nothing to speak of. */
#define NOTEWORTHY_MSECS 2000

/**
 * ProctorClient:
 *
 * The one way to a server. Requests wait their turn, are sent, are sent again where that is safe,
 * and end as an object or as an error that says what to do.
 */
struct _ProctorClient
{
  GObject parent_instance;

  /* Owned */
  ProctorConnection *connection;
  SoupSession *session;
  GTlsDatabase *database;
  GUri *base;
  char *key;
  GQueue waiting;

  guint n_active;
  guint most_at_once;
  /* How often the key has been replaced. */
  guint key_number;
  gsize most_bytes;
  /* How much later it is at the server than here. */
  gint64 clock_offset;
  gboolean knows_clock;
  gboolean held;
};

/* A request on its way. */
typedef struct
{
  /* Owned */
  ProctorRequest *request;
  GUri *uri;
  GSource *cancelled;
  GSource *pause;

  gint64 began_usecs;
  gint64 asked_usecs;
  guint attempts;
  guint redirects;
  guint key_number;
  gboolean sent;
  /* Whether an attempt that came to nothing may have done it all the same. */
  gboolean perhaps_done;
} Job;

G_DEFINE_FINAL_TYPE (ProctorClient, proctor_client, G_TYPE_OBJECT)

enum
{
  SIGNAL_POSTPONED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void start_waiting (ProctorClient *self);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
job_free (Job *job)
{
  clear_source (&job->cancelled);
  clear_source (&job->pause);
  g_clear_object (&job->request);
  g_clear_pointer (&job->uri, g_uri_unref);
  g_free (job);
}

/* The task ends, and with it the reference that whoever called this had of it. An answer that may
 * have been one to something that must not be done twice is lost. */
static void
return_error (GTask *task,
              GError *error)
{
  Job *job = g_task_get_task_data (task);
  gboolean unclear = error->domain == PROCTOR_API_ERROR && (error->code == PROCTOR_API_ERROR_NETWORK || error->code == PROCTOR_API_ERROR_TIMEOUT || error->code == PROCTOR_API_ERROR_SERVER || error->code == PROCTOR_API_ERROR_PROTOCOL || error->code == PROCTOR_API_ERROR_TOO_LARGE);

  if (unclear && job->sent && !proctor_request_is_repeatable (job->request))
    {
      g_autoptr (GError) cause = error;

      error = proctor_response_error_new_lost (cause, proctor_request_get_lost (job->request));
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
return_answer (GTask *task,
               gpointer answer)
{
  Job *job = g_task_get_task_data (task);

  g_task_return_pointer (task, answer, proctor_request_get_free_answer (job->request));
  g_object_unref (task);
}

static void
stop_waiting (GTask *task)
{
  ProctorClient *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  g_queue_remove (&self->waiting, task);
  clear_source (&job->cancelled);
  clear_source (&job->pause);
}

static gboolean
waiting_cancelled_cb (GCancellable *cancellable,
                      gpointer user_data)
{
  GTask *task = user_data;

  stop_waiting (task);
  return_error (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled.")));

  return G_SOURCE_REMOVE;
}

/* Nothing else looks at the cancellable while a request waits. */
static void
watch_cancellable (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (g_task_get_cancellable (task) == NULL)
    return;

  job->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (job->cancelled, G_SOURCE_FUNC (waiting_cancelled_cb), task, NULL);
  g_source_attach (job->cancelled, g_task_get_context (task));
}

static gboolean
pause_ended_cb (gpointer user_data)
{
  GTask *task = user_data;
  ProctorClient *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  clear_source (&job->pause);
  /* It has waited its turn already. */
  g_queue_push_head (&self->waiting, task);
  start_waiting (self);

  return G_SOURCE_REMOVE;
}

static void
pause_job (GTask *task,
           gint64 delay_msecs)
{
  Job *job = g_task_get_task_data (task);

  job->pause = g_timeout_source_new ((guint) delay_msecs);
  g_source_set_callback (job->pause, pause_ended_cb, task, NULL);
  g_source_attach (job->pause, g_task_get_context (task));
  watch_cancellable (task);
}

/* A server that asks for patience answers, and what is asked of it takes a while: both are to be known
 * before the time is over. */
static void
tell_if_postponed (GTask *task,
                   const GError *error)
{
  const ProctorErrorDetails *details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;

  if (details != NULL && details->delay_msecs >= NOTEWORTHY_MSECS)
    g_signal_emit (g_task_get_source_object (task), signals[SIGNAL_POSTPONED], 0, error);
}

/* What was refused was not done, and what was wrong with it has been put right meanwhile. */
static gboolean
had_old_key (GTask *task,
             const GError *error)
{
  const ProctorClient *self = g_task_get_source_object (task);
  const Job *job = g_task_get_task_data (task);

  return g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_KEY) && job->key_number != self->key_number;
}

/* Takes the task and the error. */
static void
retry_or_return (GTask *task,
                 GError *error)
{
  Job *job = g_task_get_task_data (task);
  ProctorErrorDetails *details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;
  ProctorRetryQuestion question = {
    .repeatable = proctor_request_is_repeatable (job->request),
    .broken = details != NULL && details->status == 0 && (error->code == PROCTOR_API_ERROR_NETWORK || error->code == PROCTOR_API_ERROR_TIMEOUT || error->code == PROCTOR_API_ERROR_PROTOCOL),
    /* Some servers say 429 to whom they want money from, and no time will bring that. */
    .status = details != NULL && error->code != PROCTOR_API_ERROR_QUOTA ? details->status : 0,
    /* Being sent on is no failure. */
    .attempts = job->attempts - job->redirects,
    .elapsed_msecs = (g_get_monotonic_time () - job->began_usecs) / 1000,
    .delay_msecs = details != NULL ? details->delay_msecs : -1,
    .chance = g_random_double (),
  };
  gint64 delay_msecs = had_old_key (task, error) ? 0 : proctor_retry_policy_decide (&question);

  if (details != NULL)
    details->asked_usecs = job->asked_usecs;
  if (delay_msecs == PROCTOR_RETRY_GIVE_UP)
    {
      return_error (task, error);
      return;
    }

  job->perhaps_done = job->perhaps_done || (job->sent && question.status != 429);
  g_debug ("%s %s: %s Again in %" G_GINT64_FORMAT " ms.", proctor_request_get_method (job->request), proctor_request_get_path (job->request), error->message, delay_msecs);
  tell_if_postponed (task, error);
  g_error_free (error);
  pause_job (task, delay_msecs);
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  gpointer answer = proctor_reading_finish (result, &error);

  if (answer != NULL)
    return_answer (task, answer);
  else
    retry_or_return (task, error);
}

/* Takes the task and the answer, whatever its status: complaints can be large as well. */
static void
read_answer (GTask *task,
             ProctorAnswer *answer)
{
  Job *job = g_task_get_task_data (task);
  /* What an attempt before this one has deleted can't be found by this one. */
  gboolean gone_is_done = job->perhaps_done && g_str_equal (proctor_request_get_method (job->request), "DELETE");

  proctor_reading_async (job->request, answer, gone_is_done, g_task_get_cancellable (task), read_cb, task);
}

/* Returns whether the request goes on to where the server points. */
static gboolean
follow (ProctorClient *self,
        Job *job,
        const ProctorAnswer *answer,
        GError **error)
{
  GUri *uri = proctor_redirect_follow (job->request, answer, job->uri, self->base, job->redirects, error);

  if (uri == NULL)
    return FALSE;

  job->redirects++;
  g_uri_unref (job->uri);
  job->uri = uri;

  return TRUE;
}

static void
note_server_time (ProctorClient *self,
                  SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date == NULL)
    return;

  self->clock_offset = g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC;
  self->knows_clock = TRUE;
}

static void
exchange_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (ProctorClient) self = g_object_ref (g_task_get_source_object (task));
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorAnswer) answer = proctor_exchange_finish (result, &error);

  job->attempts += proctor_exchange_count_attempts (result);
  job->sent = job->sent || proctor_exchange_was_sent (result);
  self->n_active--;

  if (answer != NULL)
    note_server_time (self, answer->headers);
  if (answer != NULL && proctor_redirect_is_one (answer) && follow (self, job, answer, &error))
    g_queue_push_head (&self->waiting, task);
  else if (error != NULL)
    retry_or_return (task, error);
  else
    read_answer (task, g_steal_pointer (&answer));

  start_waiting (self);
}

static void
start_job (ProctorClient *self,
           GTask *task)
{
  Job *job = g_task_get_task_data (task);

  clear_source (&job->cancelled);
  job->key_number = self->key_number;
  job->asked_usecs = g_get_monotonic_time ();
  self->n_active++;
  proctor_exchange_async (self->session,
                          proctor_request_get_method (job->request),
                          job->uri,
                          self->key,
                          proctor_request_get_body (job->request),
                          self->most_bytes,
                          g_task_get_cancellable (task),
                          exchange_cb,
                          task);
}

static void
start_waiting (ProctorClient *self)
{
  while (!self->held && self->n_active < self->most_at_once && !g_queue_is_empty (&self->waiting))
    start_job (self, g_queue_pop_head (&self->waiting));
}

static void
make_session (ProctorClient *self,
              guint timeout_secs)
{
  const char *socket_path = proctor_connection_get_socket_path (self->connection);
  g_autoptr (GSocketAddress) address = socket_path != NULL ? g_unix_socket_address_new (socket_path) : NULL;

  g_clear_object (&self->session);
  self->session = soup_session_new_with_options ("remote-connectable", address,
                                                 "max-conns", self->most_at_once,
                                                 "max-conns-per-host", self->most_at_once,
                                                 "timeout", timeout_secs,
                                                 "user-agent", "Proctor/" PROCTOR_VERSION,
                                                 NULL);
  if (self->database != NULL)
    soup_session_set_tls_database (self->session, self->database);
  /* Looking for a proxy takes a while, and there is none on the way to this computer. */
  if (proctor_connection_is_on_this_computer (self->connection))
    soup_session_set_proxy_resolver (self->session, NULL);
}

static void
clear_key (ProctorClient *self)
{
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_clear_pointer (&self->key, g_free);
}

static void
proctor_client_finalize (GObject *object)
{
  ProctorClient *self = PROCTOR_CLIENT (object);

  /* A request keeps its client until it has ended. */
  g_assert (g_queue_is_empty (&self->waiting) && self->n_active == 0);

  clear_key (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->session);
  g_clear_object (&self->database);
  g_clear_pointer (&self->base, g_uri_unref);

  G_OBJECT_CLASS (proctor_client_parent_class)->finalize (object);
}

static void
proctor_client_class_init (ProctorClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_client_finalize;

  /**
   * ProctorClient::postponed:
   * @self: a client
   * @error: what the server said
   *
   * The server asked for patience. What it was asked is asked again when the time is over.
   */
  signals[SIGNAL_POSTPONED] = g_signal_new ("postponed", PROCTOR_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
proctor_client_init (ProctorClient *self)
{
  g_queue_init (&self->waiting);
  self->most_at_once = MOST_AT_ONCE;
  self->most_bytes = MOST_BYTES;
}

/**
 * proctor_client_new:
 * @connection: where the server is
 * @key: (nullable): the key for it
 *
 * Returns: (transfer full): a client
 */
ProctorClient *
proctor_client_new (ProctorConnection *connection,
                    const char *key)
{
  ProctorClient *self;

  g_return_val_if_fail (PROCTOR_IS_CONNECTION (connection), NULL);

  self = g_object_new (PROCTOR_TYPE_CLIENT, NULL);
  self->connection = g_object_ref (connection);
  self->base = g_uri_parse (proctor_connection_get_base_url (connection), SOUP_HTTP_URI_FLAGS, NULL);
  make_session (self, TIMEOUT_SECS);
  proctor_client_set_key (self, key);

  return self;
}

ProctorConnection *
proctor_client_get_connection (ProctorClient *self)
{
  g_return_val_if_fail (PROCTOR_IS_CLIENT (self), NULL);

  return self->connection;
}

/**
 * proctor_client_set_key:
 * @self: a client
 * @key: (nullable): another key, for whatever is sent from now on
 *
 * What was sent before, and is refused for its key, is sent once more with this one.
 */
void
proctor_client_set_key (ProctorClient *self,
                        const char *key)
{
  g_return_if_fail (PROCTOR_IS_CLIENT (self));

  self->key_number++;
  clear_key (self);
  if (key != NULL && *key != '\0')
    self->key = g_strdup (key);
}

/**
 * proctor_client_set_held:
 * @self: a client
 * @held: whether requests wait
 *
 * While it isn't known what it takes to ask the server, its key or that it runs at all, nothing is sent:
 * what is asked waits, can be cancelled, and goes out once it is known.
 */
void
proctor_client_set_held (ProctorClient *self,
                         gboolean held)
{
  g_return_if_fail (PROCTOR_IS_CLIENT (self));

  self->held = held;
  start_waiting (self);
}

/**
 * proctor_client_get_clock_offset:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): how much later it is at the server than here, in seconds;
 *   %NULL while nothing is known of it
 */
const gint64 *
proctor_client_get_clock_offset (ProctorClient *self)
{
  g_return_val_if_fail (PROCTOR_IS_CLIENT (self), NULL);

  return self->knows_clock ? &self->clock_offset : NULL;
}

/**
 * proctor_client_set_limits:
 * @self: a client that nothing was asked of yet
 * @most_at_once: how many requests there may be at a time
 * @most_bytes: how large an answer may be
 * @timeout_secs: how long nothing may come
 */
void
proctor_client_set_limits (ProctorClient *self,
                           guint most_at_once,
                           gsize most_bytes,
                           guint timeout_secs)
{
  g_return_if_fail (PROCTOR_IS_CLIENT (self));
  g_return_if_fail (most_at_once > 0);

  self->most_at_once = most_at_once;
  /* Arrays of bytes don't get larger. */
  self->most_bytes = MIN (most_bytes, (gsize) G_MAXINT);
  make_session (self, timeout_secs);
}

/**
 * proctor_client_set_tls_database:
 * @self: a client
 * @database: who may sign certificates, if others than the system says
 */
void
proctor_client_set_tls_database (ProctorClient *self,
                                 GTlsDatabase *database)
{
  g_return_if_fail (PROCTOR_IS_CLIENT (self));
  /* Without one libsoup trusts nobody, which is not what anybody means. */
  g_return_if_fail (G_IS_TLS_DATABASE (database));

  g_set_object (&self->database, database);
  soup_session_set_tls_database (self->session, database);
}

/**
 * proctor_client_send_async:
 * @self: a client
 * @request: (transfer full): what to ask
 * @cancellable: (nullable): to give up, at any time
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks a server. Others use the functions that are named for what they ask.
 */
void
proctor_client_send_async (ProctorClient *self,
                           ProctorRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Job *job;
  g_autofree char *target = NULL;
  g_autofree char *address = NULL;
  GError *error = NULL;

  g_return_if_fail (PROCTOR_IS_CLIENT (self));
  g_return_if_fail (PROCTOR_IS_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  job = g_new0 (Job, 1);
  job->request = request;
  job->began_usecs = g_get_monotonic_time ();
  g_task_set_source_tag (task, proctor_client_send_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  target = proctor_request_dup_target (request);
  address = g_strconcat (proctor_connection_get_base_url (self->connection), target, NULL);
  if (!proctor_request_check (request, &error))
    {
      return_error (task, error);
      return;
    }

  job->uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, &error);
  if (job->uri == NULL)
    {
      return_error (task, error);
      return;
    }

  watch_cancellable (task);
  g_queue_push_tail (&self->waiting, task);
  start_waiting (self);
}

/**
 * proctor_client_send_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): what the request expected
 */
gpointer
proctor_client_send_finish (ProctorClient *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_client_send_finish_nothing:
 * @self: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done, for a request that expects nothing
 */
gboolean
proctor_client_send_finish_nothing (ProctorClient *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_autoptr (GBytes) nothing = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  nothing = g_task_propagate_pointer (G_TASK (result), error);

  return nothing != NULL;
}

/**
 * proctor_client_count_attempts:
 * @result: what a callback was given
 *
 * Returns: how often the request went out, libsoup's own attempts counted
 */
guint
proctor_client_count_attempts (GAsyncResult *result)
{
  const Job *job = g_task_get_task_data (G_TASK (result));

  return job->attempts;
}
