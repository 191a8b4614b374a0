/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-service-private.h"

#include "proctor-store-enums.h"

/**
 * ProctorEngineService:
 *
 * The engine on this computer, watched. Where one serves the data folder already it is used; else one
 * is started. The lease says whether it is still there: when that ends, the engine is started again,
 * after longer and longer pauses. What starting again won't mend ends in %PROCTOR_ENGINE_FAILED, with
 * words for a person.
 */

G_DEFINE_FINAL_TYPE (ProctorEngineService, proctor_engine_service, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_TITLE,
  PROP_MESSAGE,
  PROP_ADVICE,
  PROP_NOTICE,
  PROP_N_CRASHES,
} ProctorEngineServiceProperty;

static GParamSpec *properties[PROP_N_CRASHES + 1];

enum
{
  SIGNAL_RESTARTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
proctor_engine_service_set_state (ProctorEngineService *self,
                                  ProctorEngineState state,
                                  const char *title,
                                  const char *message,
                                  const char *advice)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (g_set_str (&self->advice, advice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADVICE]);
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
proctor_engine_service_dispose (GObject *object)
{
  proctor_engine_service_let_go (PROCTOR_ENGINE_SERVICE (object));

  G_OBJECT_CLASS (proctor_engine_service_parent_class)->dispose (object);
}

static void
proctor_engine_service_finalize (GObject *object)
{
  ProctorEngineService *self = PROCTOR_ENGINE_SERVICE (object);

  g_clear_pointer (&self->data_folder, g_free);
  g_clear_pointer (&self->place, proctor_engine_place_free);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->advice, g_free);
  g_clear_pointer (&self->notice, g_free);

  G_OBJECT_CLASS (proctor_engine_service_parent_class)->finalize (object);
}

static void
proctor_engine_service_get_property (GObject *object,
                                     guint property_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  ProctorEngineService *self = PROCTOR_ENGINE_SERVICE (object);

  switch ((ProctorEngineServiceProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_ADVICE:
      g_value_set_string (value, self->advice);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_N_CRASHES:
      g_value_set_uint (value, self->crashes.n);
      break;
    }
}

static void
proctor_engine_service_class_init (ProctorEngineServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_engine_service_dispose;
  object_class->finalize = proctor_engine_service_finalize;
  object_class->get_property = proctor_engine_service_get_property;

  /**
   * ProctorEngineService:state:
   *
   * How the engine is doing.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PROCTOR_TYPE_ENGINE_STATE, PROCTOR_ENGINE_STOPPED, flags);

  /**
   * ProctorEngineService:title:
   *
   * In a few words what is the matter, %NULL while all is well.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * ProctorEngineService:message:
   *
   * What has happened, or %NULL.
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);

  /**
   * ProctorEngineService:advice:
   *
   * What a person can do, or %NULL.
   */
  properties[PROP_ADVICE] = g_param_spec_string ("advice", NULL, NULL, NULL, flags);

  /**
   * ProctorEngineService:notice:
   *
   * What has happened to damaged data, or %NULL.
   */
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);

  /**
   * ProctorEngineService:n-crashes:
   *
   * How often the engine has ended without having been told to.
   */
  properties[PROP_N_CRASHES] = g_param_spec_uint ("n-crashes", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorEngineService::restarted:
   * @self: the engine
   * @message: what to say of it
   *
   * It serves again after it has crashed. Of crashes in a row only the first is told of.
   */
  signals[SIGNAL_RESTARTED] = g_signal_new ("restarted", PROCTOR_TYPE_ENGINE_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
proctor_engine_service_init (ProctorEngineService *self)
{
}

/**
 * proctor_engine_service_new:
 * @data_folder: what the engine serves
 *
 * Returns: (transfer full): the engine, which is not started yet
 */
ProctorEngineService *
proctor_engine_service_new (const char *data_folder)
{
  ProctorEngineService *self;

  g_return_val_if_fail (data_folder != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_ENGINE_SERVICE, NULL);
  self->data_folder = g_strdup (data_folder);

  return self;
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorEnginePlace *place = proctor_engine_place_find_finish (result, &error);

  if (place != NULL)
    g_task_return_pointer (task, place, (GDestroyNotify) proctor_engine_place_free);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_engine_service_prepare_async:
 * @self: the engine
 * @cancellable: (nullable): to give up
 * @callback: called when it is known where the engine is met
 * @user_data: passed to @callback
 *
 * Looks for what is needed to start the engine, without starting it.
 */
void
proctor_engine_service_prepare_async (ProctorEngineService *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_ENGINE_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_engine_service_prepare_async);
  proctor_engine_place_find_async (self->data_folder, proctor_engine_service_get_socket_path (self), cancellable, found_cb, task);
}

/**
 * proctor_engine_service_prepare_finish:
 * @self: the engine
 * @result: what the callback was given
 * @error: return location for an error, which can only be that it was cancelled
 *
 * Returns: whether it is known where the engine is met
 */
gboolean
proctor_engine_service_prepare_finish (ProctorEngineService *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  ProctorEnginePlace *place;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  place = g_task_propagate_pointer (G_TASK (result), error);
  if (place == NULL)
    return FALSE;

  g_clear_pointer (&self->place, proctor_engine_place_free);
  self->place = place;
  if (self->connection == NULL)
    self->connection = proctor_connection_new_local ("local", NULL, place->socket_path, NULL);

  return self->connection != NULL;
}

ProctorEngineState
proctor_engine_service_get_state (ProctorEngineService *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_SERVICE (self), PROCTOR_ENGINE_STOPPED);

  return self->state;
}

/**
 * proctor_engine_service_get_socket_path:
 * @self: the engine
 *
 * Returns: (nullable): where it is met, %NULL until it was prepared or started
 */
const char *
proctor_engine_service_get_socket_path (ProctorEngineService *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_SERVICE (self), NULL);

  return self->connection != NULL ? proctor_connection_get_socket_path (self->connection) : NULL;
}

const char *
proctor_engine_service_get_title (ProctorEngineService *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_SERVICE (self), NULL);

  return self->title;
}

const char *
proctor_engine_service_get_message (ProctorEngineService *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_SERVICE (self), NULL);

  return self->message;
}

const char *
proctor_engine_service_get_advice (ProctorEngineService *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_SERVICE (self), NULL);

  return self->advice;
}

/**
 * proctor_engine_service_get_notice:
 * @self: the engine
 *
 * Returns: (nullable): what has happened to damaged data
 */
const char *
proctor_engine_service_get_notice (ProctorEngineService *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_SERVICE (self), NULL);

  return self->notice;
}

guint
proctor_engine_service_get_n_crashes (ProctorEngineService *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_SERVICE (self), 0);

  return self->crashes.n;
}

/**
 * proctor_engine_service_start:
 * @self: the engine
 *
 * Sees to it that the engine serves, and goes on serving. One that is on its way is left alone; one
 * that has crashed is started now; one that could not be had is tried again.
 */
void
proctor_engine_service_start (ProctorEngineService *self)
{
  g_return_if_fail (PROCTOR_IS_ENGINE_SERVICE (self));

  if (self->state == PROCTOR_ENGINE_STARTING || self->state == PROCTOR_ENGINE_READY)
    return;

  self->n_taken = 0;
  if (self->state != PROCTOR_ENGINE_WAITING)
    proctor_engine_crashes_forget_failures (&self->crashes);
  proctor_engine_service_begin (self);
}

/**
 * proctor_engine_service_stop:
 * @self: the engine
 *
 * Gives the lease back. The engine ends by itself when nobody else needs it.
 */
void
proctor_engine_service_stop (ProctorEngineService *self)
{
  g_return_if_fail (PROCTOR_IS_ENGINE_SERVICE (self));

  proctor_engine_service_let_go (self);
  proctor_engine_crashes_forget_failures (&self->crashes);
  proctor_engine_service_set_state (self, PROCTOR_ENGINE_STOPPED, NULL, NULL, NULL);
}
