/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-provider.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-openai-address.h"
#include "proctor-openai-exchange.h"
#include "proctor-openai-reading.h"
#include "proctor-openai-refusal.h"
#include "proctor-openai-shards.h"
#include "proctor-provider-error.h"
#include "proctor-provider-retry.h"

#define MOST_AT_ONCE 8
#define MOST_BYTES ((gsize) 16 * 1024 * 1024)
#define TIMEOUT_SECS 120

/**
 * ProctorOpenaiProvider:
 *
 * Models behind an address that speaks more or less like OpenAI's. Questions wait their turn, are
 * put once more where that may help, and put in another way where the server doesn't understand.
 */
struct _ProctorOpenaiProvider
{
  GObject parent_instance;

  /* Owned */
  char *address;
  char *key;
  char *model;
  char *judge_model;
  char *user_model;
  ProctorOpenaiShards *shards;
  GQueue waiting;
  /* What each model has turned out to understand, by its name. */
  GHashTable *dialects;

  guint most_at_once;
  guint timeout_secs;
  guint n_active;
  /* Whether somebody sits and waits, who is told at once that there is no connection. */
  gboolean hasty;
};

/* A question on its way. */
typedef struct
{
  /* Owned; there is no request where it is only asked which models there are. */
  ProctorOpenaiRequest *request;
  GSource *cancelled;
  GSource *pause;

  /* Borrowed; %NULL while it waits */
  SoupSession *session;

  ProctorOpenaiDialect dialect;
  gboolean adapted;
  guint attempts;
  gint64 began_usecs;
} Job;

enum
{
  PROP_0,
  PROP_ADDRESS,
  PROP_MOST_AT_ONCE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void proctor_openai_provider_iface_init (ProctorProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorOpenaiProvider, proctor_openai_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (PROCTOR_TYPE_PROVIDER, proctor_openai_provider_iface_init))

static void start_waiting (ProctorOpenaiProvider *self);
static void ask (GTask *task);

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
  g_clear_pointer (&job->request, proctor_openai_request_free);
  g_free (job);
}

static const char *
get_model_name (const Job *job)
{
  return job->request->model != NULL ? job->request->model : "";
}

/* What another question to the same model may have found out meanwhile. */
static void
recall_dialect (ProctorOpenaiProvider *self,
                Job *job)
{
  const ProctorOpenaiDialect *known = job->request != NULL ? g_hash_table_lookup (self->dialects, get_model_name (job)) : NULL;

  if (known != NULL)
    job->dialect = *known;
}

static void
keep_dialect (ProctorOpenaiProvider *self,
              const Job *job)
{
  if (job->adapted)
    g_hash_table_replace (self->dialects, g_strdup (get_model_name (job)), g_memdup2 (&job->dialect, sizeof job->dialect));
}

/* Whatever became of it, the next one may begin. Takes the task. */
static void
end_job (GTask *task,
         gpointer answer,
         GDestroyNotify answer_free,
         GError *error)
{
  g_autoptr (ProctorOpenaiProvider) self = g_object_ref (g_task_get_source_object (task));
  Job *job = g_task_get_task_data (task);

  clear_source (&job->pause);
  if (job->session != NULL)
    {
      proctor_openai_shards_give_back (self->shards, g_steal_pointer (&job->session));
      self->n_active--;
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, answer_free);
  g_object_unref (task);
  start_waiting (self);
}

static gboolean
resume_cb (gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);

  clear_source (&job->pause);
  clear_source (&job->cancelled);
  ask (task);

  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_in_pause_cb (GCancellable *cancellable,
                       gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);

  clear_source (&job->cancelled);
  end_job (task, NULL, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled.")));

  return G_SOURCE_REMOVE;
}

static GSource *
watch_cancellable (GTask *task,
                   GCancellableSourceFunc callback)
{
  GSource *source;

  if (g_task_get_cancellable (task) == NULL)
    return NULL;

  source = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (source, G_SOURCE_FUNC (callback), task, NULL);
  g_source_attach (source, g_task_get_context (task));

  return source;
}

/* The place is kept meanwhile: a server that is busy is not helped by other questions. Takes the
 * task if there is something to wait for. */
static gboolean
try_later (GTask *task,
           gboolean broken,
           guint status,
           gint64 delay_msecs)
{
  Job *job = g_task_get_task_data (task);
  const ProctorProviderRetry question = {
    .broken = broken,
    .status = status,
    .attempts = job->attempts,
    .elapsed_msecs = (g_get_monotonic_time () - job->began_usecs) / 1000,
    .delay_msecs = delay_msecs,
    .chance = g_random_double (),
  };
  gint64 delay = proctor_provider_retry_decide (&question);

  if (delay == PROCTOR_PROVIDER_GIVE_UP)
    return FALSE;

  job->pause = g_timeout_source_new ((guint) delay);
  g_source_set_callback (job->pause, resume_cb, task, NULL);
  g_source_attach (job->pause, g_task_get_context (task));
  job->cancelled = watch_cancellable (task, cancelled_in_pause_cb);

  return TRUE;
}

/* A model that doesn't keep to what the server promised for it may keep to what it is told. */
static gboolean
try_simpler_shape (Job *job,
                   const GError *error)
{
  if (job->request == NULL || job->request->schema == NULL || job->dialect.shape == PROCTOR_OPENAI_SHAPE_WORDS)
    return FALSE;
  if (!g_error_matches (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE))
    return FALSE;

  job->dialect.shape++;
  job->adapted = TRUE;

  return TRUE;
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  GTask *task = user_data;
  ProctorOpenaiProvider *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = proctor_openai_reading_finish (result, &error);

  if (answer != NULL)
    {
      keep_dialect (self, job);
      end_job (task, answer, proctor_openai_reading_get_free (job->request), NULL);
    }
  else if (try_simpler_shape (job, error))
    {
      g_error_free (error);
      ask (task);
    }
  else
    end_job (task, NULL, NULL, error);
}

/* Takes the task. */
static void
handle_refusal (GTask *task,
                guint status,
                const ProctorOpenaiReply *reply)
{
  const ProctorOpenaiProvider *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  if (job->request != NULL && proctor_openai_refusal_adapt (job->request, status, reply->body, &job->dialect))
    {
      job->adapted = TRUE;
      ask (task);
    }
  else if (status == SOUP_STATUS_UNAUTHORIZED && self->key == NULL)
    end_job (task, NULL, NULL, g_error_new_literal (PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_KEY, _ ("The model server wants a key.")));
  else if (proctor_openai_refusal_is_final (reply->body) || !try_later (task, FALSE, status, reply->delay_msecs))
    end_job (task, NULL, NULL, proctor_openai_refusal_to_error (status, reply->body, job->request != NULL ? job->request->model : NULL));
}

static void
exchanged_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  gboolean broken = FALSE;
  g_autoptr (ProctorOpenaiReply) reply = proctor_openai_exchange_finish (result, &broken, &error);
  const ProctorOpenaiProvider *self = g_task_get_source_object (task);
  const Job *job = g_task_get_task_data (task);
  guint status;

  if (reply == NULL)
    {
      if (broken && !self->hasty && try_later (task, TRUE, 0, -1))
        g_error_free (error);
      else
        end_job (task, NULL, NULL, error);
      return;
    }

  status = proctor_openai_refusal_get_status (reply->status, reply->body);
  if (status >= 200 && status < 300)
    proctor_openai_reading_async (job->request, g_steal_pointer (&reply), read_cb, task);
  else
    handle_refusal (task, status, reply);
}

/* Puts the question, whatever came of it before. Takes the task. */
static void
ask (GTask *task)
{
  ProctorOpenaiProvider *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GBytes) body = job->request != NULL ? proctor_openai_request_write (job->request, &job->dialect) : NULL;
  g_autofree char *url = g_strconcat (self->address, job->request != NULL ? "/chat/completions" : "/models", NULL);

  job->attempts++;
  proctor_openai_exchange_async (job->session, url, self->key, body, MOST_BYTES, self->timeout_secs, g_task_get_cancellable (task), exchanged_cb, task);
}

static void
start_waiting (ProctorOpenaiProvider *self)
{
  while (self->n_active < self->most_at_once && !g_queue_is_empty (&self->waiting))
    {
      GTask *task = g_queue_pop_head (&self->waiting);
      Job *job = g_task_get_task_data (task);

      clear_source (&job->cancelled);
      job->session = proctor_openai_shards_take (self->shards);
      self->n_active++;
      job->began_usecs = g_get_monotonic_time ();
      recall_dialect (self, job);
      ask (task);
    }
}

static gboolean
cancelled_in_queue_cb (GCancellable *cancellable,
                       gpointer user_data)
{
  GTask *task = user_data;
  ProctorOpenaiProvider *self = g_task_get_source_object (task);

  g_queue_remove (&self->waiting, task);

  return cancelled_in_pause_cb (cancellable, task);
}

static void
add_job (ProctorOpenaiProvider *self,
         ProctorOpenaiRequest *request,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data,
         gpointer source_tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->request = request;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  job->cancelled = watch_cancellable (task, cancelled_in_queue_cb);
  g_queue_push_tail (&self->waiting, task);
  start_waiting (self);
}

/* Who is asked where a question doesn't say. */
static const char *
get_role_model (const ProctorOpenaiProvider *self,
                ProctorChatPurpose purpose)
{
  const char *model = NULL;

  switch (purpose)
    {
    case PROCTOR_CHAT_AGENT:
      break;
    case PROCTOR_CHAT_SIMULATED_USER:
      model = self->user_model;
      break;
    case PROCTOR_CHAT_JUDGE:
    case PROCTOR_CHAT_PARAMETER:
    case PROCTOR_CHAT_TITLE:
      model = self->judge_model;
      break;
    }

  return model != NULL ? model : self->model;
}

static void
proctor_openai_provider_chat_async (ProctorProvider *provider,
                                    const ProctorChat *chat,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ProctorOpenaiProvider *self = PROCTOR_OPENAI_PROVIDER (provider);

  add_job (self, proctor_openai_request_new (chat, get_role_model (self, chat->purpose)), cancellable, callback, user_data, proctor_openai_provider_chat_async);
}

static ProctorChatAnswer *
proctor_openai_provider_chat_finish (ProctorProvider *provider,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
proctor_openai_provider_is_builtin (ProctorProvider *provider)
{
  return FALSE;
}

static void
proctor_openai_provider_iface_init (ProctorProviderInterface *iface)
{
  iface->chat_async = proctor_openai_provider_chat_async;
  iface->chat_finish = proctor_openai_provider_chat_finish;
  iface->is_builtin = proctor_openai_provider_is_builtin;
}

static void
proctor_openai_provider_constructed (GObject *object)
{
  ProctorOpenaiProvider *self = PROCTOR_OPENAI_PROVIDER (object);

  G_OBJECT_CLASS (proctor_openai_provider_parent_class)->constructed (object);

  self->shards = proctor_openai_shards_new (self->most_at_once, proctor_openai_address_is_loopback (self->address));
}

static void
proctor_openai_provider_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  ProctorOpenaiProvider *self = PROCTOR_OPENAI_PROVIDER (object);

  switch (prop_id)
    {
    case PROP_ADDRESS:
      self->address = g_value_dup_string (value);
      break;
    case PROP_MOST_AT_ONCE:
      self->most_at_once = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
proctor_openai_provider_finalize (GObject *object)
{
  ProctorOpenaiProvider *self = PROCTOR_OPENAI_PROVIDER (object);

  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->address);
  g_free (self->model);
  g_free (self->judge_model);
  g_free (self->user_model);
  proctor_openai_shards_free (self->shards);
  g_hash_table_unref (self->dialects);

  G_OBJECT_CLASS (proctor_openai_provider_parent_class)->finalize (object);
}

static void
proctor_openai_provider_class_init (ProctorOpenaiProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = proctor_openai_provider_constructed;
  object_class->set_property = proctor_openai_provider_set_property;
  object_class->finalize = proctor_openai_provider_finalize;

  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MOST_AT_ONCE] = g_param_spec_uint ("most-at-once", NULL, NULL, 1, 1000, MOST_AT_ONCE, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
proctor_openai_provider_init (ProctorOpenaiProvider *self)
{
  self->dialects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->timeout_secs = TIMEOUT_SECS;
  g_queue_init (&self->waiting);
}

/**
 * proctor_openai_provider_new:
 * @address: where the server is, as somebody typed it
 * @key: (nullable): the key, of which a copy is kept in memory and wiped
 * @model: (nullable): which model is asked where a question doesn't say
 * @most_at_once: how many questions may be in flight, 0 for as many as is usual
 * @error: return location for what is wrong with the address or the key
 *
 * Returns: (transfer full) (nullable): the provider
 */
ProctorOpenaiProvider *
proctor_openai_provider_new (const char *address,
                             const char *key,
                             const char *model,
                             guint most_at_once,
                             GError **error)
{
  gboolean with_key = key != NULL && *key != '\0';
  g_autofree char *parsed = proctor_openai_address_parse (address, with_key, error);
  ProctorOpenaiProvider *self;

  if (parsed == NULL)
    return NULL;

  for (const char *c = with_key ? key : ""; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      {
        g_set_error_literal (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_KEY, _ ("A key is one line of plain letters, digits and signs, and this one has something else in it. Copy it once more from where it was given out."));
        return NULL;
      }

  self = g_object_new (PROCTOR_TYPE_OPENAI_PROVIDER,
                       "address", parsed,
                       "most-at-once", most_at_once != 0 ? MIN (most_at_once, 1000) : MOST_AT_ONCE,
                       NULL);
  self->model = model != NULL && *model != '\0' ? g_strdup (model) : NULL;
  self->key = with_key ? g_strdup (key) : NULL;

  return self;
}

guint
proctor_openai_provider_count_sessions (ProctorOpenaiProvider *self)
{
  return proctor_openai_shards_count (self->shards);
}

/**
 * proctor_openai_provider_set_timeout:
 * @self: a provider
 * @timeout_secs: how long one question may take
 */
void
proctor_openai_provider_set_timeout (ProctorOpenaiProvider *self,
                                     guint timeout_secs)
{
  self->timeout_secs = timeout_secs;
}

/**
 * proctor_openai_provider_set_roles:
 * @self: a provider
 * @judge_model: (nullable): which model judges where a question doesn't say, %NULL for the usual one
 * @user_model: (nullable): which model plays the user then
 */
void
proctor_openai_provider_set_roles (ProctorOpenaiProvider *self,
                                   const char *judge_model,
                                   const char *user_model)
{
  g_set_str (&self->judge_model, judge_model);
  g_set_str (&self->user_model, user_model);
}

/**
 * proctor_openai_provider_set_hasty:
 * @self: a provider
 * @hasty: whether a connection that can't be made is not tried again
 */
void
proctor_openai_provider_set_hasty (ProctorOpenaiProvider *self,
                                   gboolean hasty)
{
  self->hasty = hasty;
}

/**
 * proctor_openai_provider_get_shape:
 * @self: a provider
 * @model: (nullable): a model that has been asked for JSON
 *
 * Returns: how it had to be asked
 */
ProctorOpenaiShape
proctor_openai_provider_get_shape (ProctorOpenaiProvider *self,
                                   const char *model)
{
  const ProctorOpenaiDialect *known = g_hash_table_lookup (self->dialects, model != NULL ? model : "");

  return known != NULL ? known->shape : PROCTOR_OPENAI_SHAPE_SCHEMA;
}

/**
 * proctor_openai_provider_list_models_async:
 * @self: a provider
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks which models there are, which is also how to find out whether address and key are good.
 */
void
proctor_openai_provider_list_models_async (ProctorOpenaiProvider *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  add_job (self, NULL, cancellable, callback, user_data, proctor_openai_provider_list_models_async);
}

/**
 * proctor_openai_provider_list_models_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the models' names
 */
char **
proctor_openai_provider_list_models_finish (ProctorOpenaiProvider *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
