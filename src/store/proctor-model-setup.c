/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-setup-private.h"

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

G_DEFINE_FINAL_TYPE (ProctorModelSetup, proctor_model_setup, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_MESSAGE,
  PROP_SOURCE,
} ProctorModelSetupProperty;

static GParamSpec *properties[PROP_SOURCE + 1];

/* What a key is filed under. */
char *
proctor_model_setup_make_key_id (const char *origin)
{
  return g_strconcat ("models:", origin, NULL);
}

ProctorClient *
proctor_model_setup_get_client (ProctorModelSetup *self,
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

void
proctor_model_setup_take_source (ProctorModelSetup *self,
                                 ProctorModelSource *source)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->source, source))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
  set_state (self, PROCTOR_MODEL_SETUP_READY, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/* An engine that was started with its models has their key, too. */
gboolean
proctor_model_setup_is_fixed (ProctorModelSource *source)
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

  client = proctor_model_setup_get_client (self, NULL);
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

  proctor_model_setup_take_source (self, source);
  origin = proctor_model_setup_is_fixed (source) ? NULL : proctor_local_models_dup_origin (proctor_model_source_get_base_url (source));
  if (origin == NULL)
    return;
  id = proctor_model_setup_make_key_id (origin);
  proctor_key_ring_load_async (self->key_ring, id, self->cancellable, own_key_loaded_cb, g_object_ref (self));
}

static void
load (ProctorModelSetup *self)
{
  g_autoptr (GError) error = NULL;
  ProctorClient *client = proctor_model_setup_get_client (self, &error);

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
