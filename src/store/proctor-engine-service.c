/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-service.h"

#include <glib/gi18n.h>

#include "proctor-engine-exit.h"
#include "proctor-engine-place.h"
#include "proctor-engine-process.h"
#include "proctor-engine-words.h"
#include "proctor-lease.h"
#include "proctor-store-enums.h"

/* How often it is looked whether the engine serves yet, and whether another one has gone. */
#define FIRST_POLL_MSECS 20
#define LAST_POLL_MSECS 500
#define MOST_TAKEN 10

/* When it is said that it takes long. */
#define SLOW_SECS 5

#define FIRST_PAUSE_MSECS 500
#define LAST_PAUSE_MSECS (30 * 1000)

/* So many crashes in so short a time without having served, and nothing is tried any more. */
#define MOST_FAILURES 5
#define FAILURES_USECS (60 * G_USEC_PER_SEC)

/* After so long a crash is a new story. */
#define STABLE_SECS 60

/**
 * ProctorEngineService:
 *
 * The engine on this computer, watched. Where one serves the data folder already it is used; else one
 * is started. The lease says whether it is still there: when that ends, the engine is started again,
 * after longer and longer pauses. What starting again won't mend ends in %PROCTOR_ENGINE_FAILED, with
 * words for a person.
 */
struct _ProctorEngineService
{
  GObject parent_instance;

  /* Owned */
  char *data_folder;
  ProctorEnginePlace *place;
  ProctorConnection *connection;
  ProctorEngineProcess *process;
  ProctorLease *lease;
  GCancellable *attempt;
  char *title;
  char *message;
  char *advice;
  char *notice;
  guint poll_timeout;
  guint slow_timeout;
  guint restart_timeout;
  guint stable_timeout;

  ProctorEngineState state;
  guint poll_msecs;
  guint pause_msecs;
  guint n_crashes;
  guint n_failures;
  guint n_taken;
  gint64 failing_since;
  gboolean has_crashed;
  gboolean told;
};

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

static void begin (ProctorEngineService *self);
static void take_lease (ProctorEngineService *self);

static void
set_state (ProctorEngineService *self,
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

/* Nothing is under way any more; an engine that runs goes on running. */
static void
let_go (ProctorEngineService *self)
{
  g_clear_handle_id (&self->poll_timeout, g_source_remove);
  g_clear_handle_id (&self->slow_timeout, g_source_remove);
  g_clear_handle_id (&self->restart_timeout, g_source_remove);
  g_clear_handle_id (&self->stable_timeout, g_source_remove);
  if (self->attempt != NULL)
    g_cancellable_cancel (self->attempt);
  g_clear_object (&self->attempt);
  if (self->lease != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->lease, self);
      proctor_lease_give_back (self->lease);
    }
  g_clear_object (&self->lease);
  if (self->process != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->process, self);
      proctor_engine_process_forget (self->process);
    }
  g_clear_object (&self->process);
}

static void
fail (ProctorEngineService *self,
      const char *title,
      const char *message,
      const char *advice)
{
  g_autofree char *kept = g_strdup (message);

  let_go (self);
  set_state (self, PROCTOR_ENGINE_FAILED, title, kept, advice);
}

static void
restart_cb (gpointer user_data)
{
  ProctorEngineService *self = user_data;

  self->restart_timeout = 0;
  begin (self);
}

/* Whether it has crashed so often that it makes no sense to try again. */
static gboolean
count_failure (ProctorEngineService *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->n_failures == 0 || now - self->failing_since > FAILURES_USECS)
    {
      self->n_failures = 0;
      self->failing_since = now;
    }

  return ++self->n_failures >= MOST_FAILURES;
}

/* It has ended, and nobody has told it to. */
static void
crash (ProctorEngineService *self,
       const char *own_words)
{
  gboolean has_served = self->lease != NULL;
  ProctorEngineWords words;

  self->has_crashed = TRUE;
  self->n_crashes++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CRASHES]);
  if (has_served)
    self->n_failures = 0;
  else if (count_failure (self))
    {
      proctor_engine_words_find (-1, &words);
      fail (self, words.title, own_words != NULL ? own_words : words.message, words.advice);
      return;
    }

  let_go (self);
  self->pause_msecs = CLAMP (self->pause_msecs * 2, FIRST_PAUSE_MSECS, LAST_PAUSE_MSECS);
  self->restart_timeout = g_timeout_add_once (self->pause_msecs, restart_cb, self);
  set_state (self, PROCTOR_ENGINE_WAITING, _ ("The Engine Has Stopped"), _ ("It is started again in a moment. Nothing that was saved is lost."), NULL);
}

static void
lease_ended_cb (ProctorEngineService *self)
{
  crash (self, NULL);
}

static void
stable_cb (gpointer user_data)
{
  ProctorEngineService *self = user_data;

  self->stable_timeout = 0;
  self->pause_msecs = 0;
  self->told = FALSE;
}

/* What was damaged is on the disk under another name, whoever has put it there. */
static void
look_for_damage (GTask *task,
                 gpointer source,
                 gpointer data,
                 GCancellable *cancellable)
{
  ProctorEngineService *self = source;

  g_task_return_pointer (task, proctor_engine_place_find_newly_damaged (data, self->data_folder), g_free);
}

static void
looked_for_damage_cb (GObject *object,
                      GAsyncResult *result,
                      gpointer user_data)
{
  ProctorEngineService *self = PROCTOR_ENGINE_SERVICE (object);
  g_autofree char *name = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *notice = NULL;

  if (name == NULL)
    return;

  notice = g_strdup_printf (_ ("The data of the workspace on this computer was damaged. It was set aside as “%s”, and a new workspace was begun."), name);
  if (g_set_str (&self->notice, notice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
serve (ProctorEngineService *self,
       ProctorLease *lease)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_for_damage_cb, NULL);

  g_clear_handle_id (&self->slow_timeout, g_source_remove);
  self->lease = lease;
  g_signal_connect_object (lease, "ended", G_CALLBACK (lease_ended_cb), self, G_CONNECT_SWAPPED);
  self->n_failures = 0;
  self->n_taken = 0;
  self->stable_timeout = g_timeout_add_seconds_once (STABLE_SECS, stable_cb, self);
  g_task_set_source_tag (task, serve);
  g_task_set_task_data (task, g_steal_pointer (&self->place), (GDestroyNotify) proctor_engine_place_free);
  g_task_run_in_thread (task, look_for_damage);

  set_state (self, PROCTOR_ENGINE_READY, NULL, NULL, NULL);
  if (self->has_crashed && !self->told)
    {
      self->told = TRUE;
      g_signal_emit (self, signals[SIGNAL_RESTARTED], 0, _ ("The engine had stopped and was started again"));
    }
  self->has_crashed = FALSE;
}

static void
poll_cb (gpointer user_data)
{
  ProctorEngineService *self = user_data;

  self->poll_timeout = 0;
  take_lease (self);
}

static void
poll_later (ProctorEngineService *self)
{
  self->poll_msecs = CLAMP (self->poll_msecs * 2, FIRST_POLL_MSECS, LAST_POLL_MSECS);
  g_clear_handle_id (&self->poll_timeout, g_source_remove);
  self->poll_timeout = g_timeout_add_once (self->poll_msecs, poll_cb, self);
}

static void
process_ended_cb (ProctorEngineService *self)
{
  g_autoptr (ProctorEngineProcess) process = g_steal_pointer (&self->process);
  int status = proctor_engine_process_get_status (process);
  const char *own_words = proctor_engine_process_get_words (process);
  ProctorEngineWords words;

  g_signal_handlers_disconnect_by_data (process, self);
  /* The lease is what counts. Another engine may hold it. */
  if (self->state != PROCTOR_ENGINE_STARTING)
    return;

  if (!proctor_engine_words_find (status, &words))
    crash (self, status != PROCTOR_ENGINE_PROCESS_KILLED ? own_words : NULL);
  else if (status == PROCTOR_ENGINE_EXIT_TAKEN && ++self->n_taken < MOST_TAKEN)
    /* It is about to serve, or to end. */
    poll_later (self);
  else
    fail (self, words.title, own_words != NULL ? own_words : words.message, words.advice);
}

static void
launch (ProctorEngineService *self)
{
  g_autoptr (GError) error = NULL;
  const char *socket_path = self->place->own_socket ? self->place->socket_path : NULL;

  if (self->place->program != NULL)
    self->process = proctor_engine_process_start (self->place->program, self->data_folder, socket_path, &error);
  if (self->process != NULL)
    {
      g_signal_connect_object (self->process, "ended", G_CALLBACK (process_ended_cb), self, G_CONNECT_SWAPPED);
      poll_later (self);
    }
  else if (error == NULL || g_error_matches (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
    fail (self, _ ("The Engine Is Missing"), _ ("The program “proctor-engine”, which serves the workspace on this computer, can't be found."), _ ("Install Proctor again. Other workspaces can be used all the same."));
  else
    fail (self, _ ("The Engine Can't Be Started"), error->message, _ ("Install Proctor again. Other workspaces can be used all the same."));
}

static void
lease_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  ProctorLease *lease = proctor_lease_take_finish (PROCTOR_CONNECTION (object), result, &error);
  ProctorEngineService *self;

  if (lease == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_ENGINE_SERVICE (user_data);
  if (lease != NULL)
    serve (self, lease);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    fail (self, _ ("Another Engine Has the Workspace"), error->message, _ ("Stop the other engine and try again."));
  else if (self->process != NULL)
    poll_later (self);
  else
    launch (self);
}

static void
take_lease (ProctorEngineService *self)
{
  proctor_lease_take_async (self->connection, self->attempt, lease_cb, self);
}

static void
slow_cb (gpointer user_data)
{
  ProctorEngineService *self = user_data;

  self->slow_timeout = 0;
  set_state (self, PROCTOR_ENGINE_STARTING, _ ("The Engine Is Starting"), _ ("It takes longer than usual. After it was ended by force it looks through all of its data first."), NULL);
}

static void
place_found_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  ProctorEngineService *self = PROCTOR_ENGINE_SERVICE (object);

  if (proctor_engine_service_prepare_finish (self, result, NULL))
    take_lease (self);
}

static void
begin (ProctorEngineService *self)
{
  let_go (self);
  self->attempt = g_cancellable_new ();
  self->poll_msecs = 0;
  self->slow_timeout = g_timeout_add_seconds_once (SLOW_SECS, slow_cb, self);
  set_state (self, PROCTOR_ENGINE_STARTING, NULL, NULL, NULL);
  proctor_engine_service_prepare_async (self, self->attempt, place_found_cb, NULL);
}

static void
proctor_engine_service_dispose (GObject *object)
{
  let_go (PROCTOR_ENGINE_SERVICE (object));

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
      g_value_set_uint (value, self->n_crashes);
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

/* What a worker needs to look around. */
typedef struct
{
  /* Owned */
  char *data_folder;
  char *socket_path;
} Looking;

static void
looking_free (Looking *looking)
{
  g_free (looking->data_folder);
  g_free (looking->socket_path);
  g_free (looking);
}

static void
look_around (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  Looking *looking = data;

  g_task_return_pointer (task, proctor_engine_place_find (looking->data_folder, looking->socket_path), (GDestroyNotify) proctor_engine_place_free);
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
  g_autoptr (GTask) task = NULL;
  Looking *looking;

  g_return_if_fail (PROCTOR_IS_ENGINE_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  looking = g_new0 (Looking, 1);
  looking->data_folder = g_strdup (self->data_folder);
  looking->socket_path = g_strdup (proctor_engine_service_get_socket_path (self));
  g_task_set_source_tag (task, proctor_engine_service_prepare_async);
  g_task_set_task_data (task, looking, (GDestroyNotify) looking_free);
  g_task_run_in_thread (task, look_around);
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

  return self->n_crashes;
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

  self->n_failures = 0;
  self->n_taken = 0;
  if (self->state != PROCTOR_ENGINE_WAITING)
    self->pause_msecs = 0;
  begin (self);
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

  let_go (self);
  self->has_crashed = FALSE;
  set_state (self, PROCTOR_ENGINE_STOPPED, NULL, NULL, NULL);
}
