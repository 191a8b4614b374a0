/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-setup.h"

#include "proctor-key-ring.h"
#include "proctor-local-models.h"
#include "proctor-store-enums.h"
#include "proctor-workspace.h"

#define MOST_AT_ONCE 4
#define MOST_BYTES ((gsize) 4 * 1024 * 1024)
/* A trial asks a few questions, and a model that has to be loaded first takes its time for each. */
#define TIMEOUT_SECS 900

/**
 * ProctorModelSetup:
 *
 * Where the models are that the engine on this computer asks. The engine keeps that; the key is kept
 * here, in the key ring, under the server that it is for, and handed to the engine each time it
 * begins to serve.
 */
struct _ProctorModelSetup
{
  GObject parent_instance;

  /* Owned */
  ProctorEngineService *engine;
  ProctorKeyRing *key_ring;
  ProctorClient *client;
  ProctorModelSource *source;
  /* For what is asked without having been told to. */
  GCancellable *cancellable;
  char *message;

  ProctorModelSetupState state;
};

G_DEFINE_FINAL_TYPE (ProctorModelSetup, proctor_model_setup, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_MESSAGE,
  PROP_SOURCE,
} ProctorModelSetupProperty;

static GParamSpec *properties[PROP_SOURCE + 1];

typedef void (*Step) (GTask *task);

/* Something that is asked of the engine, and needs a key first. */
typedef struct
{
  /* Owned */
  ProctorModelSource *source;
  char *origin;
  /* %NULL until it is known; empty if there is none */
  ProctorKey *key;

  Step step;
} Errand;

static void
errand_free (Errand *errand)
{
  g_clear_object (&errand->source);
  g_free (errand->origin);
  proctor_key_free (errand->key);
  g_free (errand);
}

/* What a key is filed under. */
static char *
make_key_id (const char *origin)
{
  return g_strconcat ("models:", origin, NULL);
}

static ProctorClient *
get_client (ProctorModelSetup *self,
            GError **error)
{
  g_autoptr (ProctorConnection) connection = NULL;

  if (self->client != NULL)
    return self->client;

  if (proctor_engine_service_get_socket_path (self->engine) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The engine has not been started.");
      return NULL;
    }
  connection = proctor_connection_new_local (PROCTOR_WORKSPACE_LOCAL_ID, NULL, proctor_engine_service_get_socket_path (self->engine), error);
  if (connection == NULL)
    return NULL;
  self->client = proctor_client_new (connection, NULL);
  proctor_client_set_limits (self->client, MOST_AT_ONCE, MOST_BYTES, TIMEOUT_SECS);

  return self->client;
}

static void
set_state (ProctorModelSetup *self,
           ProctorModelSetupState state,
           const char *message)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_source (ProctorModelSetup *self,
             ProctorModelSource *source)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->source, source))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
  set_state (self, PROCTOR_MODEL_SETUP_READY, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/* An engine that was started with its models has their key, too. */
static gboolean
is_fixed (ProctorModelSource *source)
{
  const char *const *fixed = proctor_model_source_get_fixed (source);

  return fixed != NULL && g_strv_contains (fixed, "base_url");
}

static void
handed_over_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Runs will say so, if the key is needed at all. */
  if (!proctor_local_models_set_key_finish (PROCTOR_CLIENT (object), result, &error))
    g_info ("The engine doesn't take the models' key: %s", error->message);
}

static void
own_key_loaded_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (ProctorModelSetup) self = user_data;
  g_autoptr (ProctorKey) key = proctor_key_ring_load_finish (PROCTOR_KEY_RING (object), result, NULL);
  ProctorClient *client;

  if (key == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  client = get_client (self, NULL);
  if (client != NULL)
    proctor_local_models_set_key_async (client, key, proctor_model_source_get_base_url (self->source), self->cancellable, handed_over_cb, NULL);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorModelSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorModelSource) source = proctor_local_models_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autofree char *origin = NULL;
  g_autofree char *id = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (source == NULL)
    {
      set_state (self, PROCTOR_MODEL_SETUP_FAILED, error->message);
      return;
    }

  take_source (self, source);
  origin = is_fixed (source) ? NULL : proctor_local_models_dup_origin (proctor_model_source_get_base_url (source));
  if (origin == NULL)
    return;
  id = make_key_id (origin);
  proctor_key_ring_load_async (self->key_ring, id, self->cancellable, own_key_loaded_cb, g_object_ref (self));
}

static void
load (ProctorModelSetup *self)
{
  g_autoptr (GError) error = NULL;
  ProctorClient *client = get_client (self, &error);

  if (client != NULL)
    proctor_local_models_get_async (client, self->cancellable, loaded_cb, g_object_ref (self));
  else
    set_state (self, PROCTOR_MODEL_SETUP_FAILED, error->message);
}

static void
engine_changed_cb (ProctorModelSetup *self)
{
  switch (proctor_engine_service_get_state (self->engine))
    {
    case PROCTOR_ENGINE_READY:
      load (self);
      break;
    case PROCTOR_ENGINE_FAILED:
      set_state (self, PROCTOR_MODEL_SETUP_FAILED, proctor_engine_service_get_message (self->engine));
      break;
    case PROCTOR_ENGINE_STOPPED:
    case PROCTOR_ENGINE_STARTING:
    case PROCTOR_ENGINE_WAITING:
      set_state (self, PROCTOR_MODEL_SETUP_WAITING, NULL);
      break;
    }
}

static void
proctor_model_setup_dispose (GObject *object)
{
  ProctorModelSetup *self = PROCTOR_MODEL_SETUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->engine);
  g_clear_object (&self->key_ring);
  g_clear_object (&self->client);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (proctor_model_setup_parent_class)->dispose (object);
}

static void
proctor_model_setup_finalize (GObject *object)
{
  ProctorModelSetup *self = PROCTOR_MODEL_SETUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->message, g_free);

  G_OBJECT_CLASS (proctor_model_setup_parent_class)->finalize (object);
}

static void
proctor_model_setup_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  ProctorModelSetup *self = PROCTOR_MODEL_SETUP (object);

  switch ((ProctorModelSetupProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    }
}

static void
proctor_model_setup_class_init (ProctorModelSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_model_setup_dispose;
  object_class->finalize = proctor_model_setup_finalize;
  object_class->get_property = proctor_model_setup_get_property;

  /**
   * ProctorModelSetup:state:
   *
   * Whether it is known where the models are.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PROCTOR_TYPE_MODEL_SETUP_STATE, PROCTOR_MODEL_SETUP_WAITING, flags);

  /**
   * ProctorModelSetup:message:
   *
   * Why it can't be known: a sentence for a person, or %NULL.
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);

  /**
   * ProctorModelSetup:source:
   *
   * Where the models are; %NULL until that was said once.
   */
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, PROCTOR_TYPE_MODEL_SOURCE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_model_setup_init (ProctorModelSetup *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_model_setup_new:
 * @engine: who asks the models
 * @key_ring: where their keys are
 *
 * Returns: (transfer full): where the models are, once the engine serves
 */
ProctorModelSetup *
proctor_model_setup_new (ProctorEngineService *engine,
                         ProctorKeyRing *key_ring)
{
  ProctorModelSetup *self;

  g_return_val_if_fail (PROCTOR_IS_ENGINE_SERVICE (engine), NULL);
  g_return_val_if_fail (PROCTOR_IS_KEY_RING (key_ring), NULL);

  self = g_object_new (PROCTOR_TYPE_MODEL_SETUP, NULL);
  self->engine = g_object_ref (engine);
  self->key_ring = g_object_ref (key_ring);
  g_signal_connect_object (engine, "notify::state", G_CALLBACK (engine_changed_cb), self, G_CONNECT_SWAPPED);
  engine_changed_cb (self);

  return self;
}

/**
 * proctor_model_setup_open:
 * @self: where the models are
 *
 * Sees to it that the engine serves, and asks it anew: somebody looks.
 */
void
proctor_model_setup_open (ProctorModelSetup *self)
{
  g_return_if_fail (PROCTOR_IS_MODEL_SETUP (self));

  if (proctor_engine_service_get_state (self->engine) == PROCTOR_ENGINE_READY)
    load (self);
  else
    proctor_engine_service_start (self->engine);
}

ProctorModelSetupState
proctor_model_setup_get_state (ProctorModelSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_MODEL_SETUP (self), PROCTOR_MODEL_SETUP_WAITING);

  return self->state;
}

const char *
proctor_model_setup_get_message (ProctorModelSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_MODEL_SETUP (self), NULL);

  return self->message;
}

/**
 * proctor_model_setup_get_source:
 * @self: where the models are
 *
 * Returns: (transfer none) (nullable): the same, as the engine says it
 */
ProctorModelSource *
proctor_model_setup_get_source (ProctorModelSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_MODEL_SETUP (self), NULL);

  return self->source;
}

/**
 * proctor_model_setup_is_address:
 * @base_url: (nullable): what somebody typed
 *
 * Returns: whether a server may be there
 */
gboolean
proctor_model_setup_is_address (const char *base_url)
{
  g_autofree char *origin = proctor_local_models_dup_origin (base_url);

  return origin != NULL;
}

/**
 * proctor_model_setup_is_unsafe:
 * @base_url: (nullable): what somebody typed
 *
 * Returns: whether others on the network could read what is sent there
 */
gboolean
proctor_model_setup_is_unsafe (const char *base_url)
{
  return proctor_local_models_is_unsafe (base_url);
}

static void
key_loaded_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Errand *errand = g_task_get_task_data (task);
  g_autoptr (ProctorKey) key = proctor_key_ring_load_finish (PROCTOR_KEY_RING (object), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  errand->key = key != NULL ? g_steal_pointer (&key) : g_strdup ("");
  errand->step (g_steal_pointer (&task));
}

/* A key that nobody has typed is the one that is kept for that server. */
static void
find_key (GTask *task)
{
  ProctorModelSetup *self = g_task_get_source_object (task);
  Errand *errand = g_task_get_task_data (task);
  g_autofree char *id = errand->origin != NULL ? make_key_id (errand->origin) : NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (errand->key != NULL || id == NULL || is_fixed (errand->source))
    errand->step (task);
  else
    proctor_key_ring_load_async (self->key_ring, id, cancellable, key_loaded_cb, task);
}

static GTask *
make_task (ProctorModelSetup *self,
           ProctorModelSource *source,
           const char *key,
           Step step,
           gpointer tag,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  errand->source = g_object_ref (source);
  errand->origin = proctor_local_models_dup_origin (proctor_model_source_get_base_url (source));
  errand->key = key != NULL ? g_strstrip (g_strdup (key)) : NULL;
  errand->step = step;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, errand, (GDestroyNotify) errand_free);

  return task;
}

/* Returns the way to the engine. Takes the task if there is none. */
static ProctorClient *
get_task_client (GTask *task)
{
  ProctorModelSetup *self = g_task_get_source_object (task);
  GError *error = NULL;
  ProctorClient *client = get_client (self, &error);

  if (client != NULL)
    return client;

  g_task_return_error (task, error);
  g_object_unref (task);

  return NULL;
}

static void
key_found (GTask *task)
{
  const Errand *errand = g_task_get_task_data (task);

  g_task_return_boolean (task, errand->key != NULL && *errand->key != '\0');
  g_object_unref (task);
}

/**
 * proctor_model_setup_find_key_async:
 * @self: where the models are
 * @base_url: (nullable): where models may be
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Looks whether there is a key for a server.
 */
void
proctor_model_setup_find_key_async (ProctorModelSetup *self,
                                    const char *base_url,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (ProctorModelSource) source = proctor_model_source_new ();

  g_return_if_fail (PROCTOR_IS_MODEL_SETUP (self));

  proctor_model_source_set_base_url (source, base_url);
  find_key (make_task (self, source, NULL, key_found, proctor_model_setup_find_key_async, cancellable, callback, user_data));
}

gboolean
proctor_model_setup_find_key_finish (ProctorModelSetup *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorModelNames *names = proctor_local_models_list_finish (PROCTOR_CLIENT (object), result, &error);

  if (names != NULL)
    g_task_return_pointer (task, names, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
list (GTask *task)
{
  const Errand *errand = g_task_get_task_data (task);
  ProctorClient *client = get_task_client (task);
  GCancellable *cancellable = client != NULL ? g_task_get_cancellable (task) : NULL;

  if (client != NULL)
    proctor_local_models_list_async (client, errand->source, errand->key, cancellable, listed_cb, task);
}

/**
 * proctor_model_setup_list_async:
 * @self: where the models are
 * @source: where models may be
 * @key: (nullable): a key for them, empty for none; %NULL for the one that is kept
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks which models a server has.
 */
void
proctor_model_setup_list_async (ProctorModelSetup *self,
                                ProctorModelSource *source,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_MODEL_SETUP (self));
  g_return_if_fail (PROCTOR_IS_MODEL_SOURCE (source));

  find_key (make_task (self, source, key, list, proctor_model_setup_list_async, cancellable, callback, user_data));
}

/**
 * proctor_model_setup_list_finish:
 * @self: where the models are
 * @result: what the callback was given
 * @error: return location for why the engine doesn't answer
 *
 * Returns: (transfer full) (nullable): their names, or what is wrong with the server
 */
ProctorModelNames *
proctor_model_setup_list_finish (ProctorModelSetup *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tried_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorModelTrial *trial = proctor_local_models_try_finish (PROCTOR_CLIENT (object), result, &error);

  if (trial != NULL)
    g_task_return_pointer (task, trial, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
try (GTask *task)
{
  const Errand *errand = g_task_get_task_data (task);
  ProctorClient *client = get_task_client (task);
  GCancellable *cancellable = client != NULL ? g_task_get_cancellable (task) : NULL;

  if (client != NULL)
    proctor_local_models_try_async (client, errand->source, errand->key, cancellable, tried_cb, task);
}

/**
 * proctor_model_setup_try_async:
 * @self: where the models are
 * @source: where models may be, and which do what
 * @key: (nullable): a key for them, empty for none; %NULL for the one that is kept
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer, which may take minutes
 * @user_data: passed to @callback
 *
 * Tries what tests need of models. Nothing of it is kept.
 */
void
proctor_model_setup_try_async (ProctorModelSetup *self,
                               ProctorModelSource *source,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_MODEL_SETUP (self));
  g_return_if_fail (PROCTOR_IS_MODEL_SOURCE (source));

  find_key (make_task (self, source, key, try, proctor_model_setup_try_async, cancellable, callback, user_data));
}

/**
 * proctor_model_setup_try_finish:
 * @self: where the models are
 * @result: what the callback was given
 * @error: return location for why the engine doesn't answer
 *
 * Returns: (transfer full) (nullable): how it went
 */
ProctorModelTrial *
proctor_model_setup_try_finish (ProctorModelSetup *self,
                                GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ProctorModelSource) source = proctor_local_models_set_finish (PROCTOR_CLIENT (object), result, &error);

  if (source == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_source (g_task_get_source_object (task), source);
  g_task_return_boolean (task, TRUE);
}

static void
key_set_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Errand *errand = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (proctor_local_models_set_key_finish (PROCTOR_CLIENT (object), result, &error))
    proctor_local_models_set_async (PROCTOR_CLIENT (object), errand->source, cancellable, saved_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* The key is there before the address, so that nothing is asked without it; until then it is for
 * nobody. */
static void
save (GTask *task)
{
  const Errand *errand = g_task_get_task_data (task);
  ProctorClient *client = get_task_client (task);
  GCancellable *cancellable = client != NULL ? g_task_get_cancellable (task) : NULL;

  if (client == NULL)
    return;

  if (errand->key != NULL && errand->origin != NULL)
    proctor_local_models_set_key_async (client, errand->key, errand->origin, cancellable, key_set_cb, task);
  else
    proctor_local_models_set_async (client, errand->source, cancellable, saved_cb, task);
}

static void
key_stored_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (proctor_key_ring_store_finish (PROCTOR_KEY_RING (object), result, &error))
    save (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * proctor_model_setup_save_async:
 * @self: where the models are
 * @source: where they are from now on
 * @key: (nullable): the key for them, empty for none; %NULL for the one that is kept
 * @cancellable: (nullable): to give up
 * @callback: called when that is in force
 * @user_data: passed to @callback
 */
void
proctor_model_setup_save_async (ProctorModelSetup *self,
                                ProctorModelSource *source,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *id = NULL;
  Errand *errand;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_MODEL_SETUP (self));
  g_return_if_fail (PROCTOR_IS_MODEL_SOURCE (source));

  task = make_task (self, source, key, save, proctor_model_setup_save_async, cancellable, callback, user_data);
  errand = g_task_get_task_data (task);
  if (errand->key == NULL || errand->origin == NULL)
    {
      find_key (task);
      return;
    }
  id = make_key_id (errand->origin);
  proctor_key_ring_store_async (self->key_ring, id, errand->origin, errand->key, cancellable, key_stored_cb, task);
}

gboolean
proctor_model_setup_save_finish (ProctorModelSetup *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
