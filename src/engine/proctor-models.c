/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-models.h"

#include <string.h>

#include "proctor-builtin-provider.h"
#include "proctor-openai-address.h"
#include "proctor-openai-provider.h"

#define LEAST_TIMEOUT_SECS 120

/**
 * ProctorModels:
 *
 * Knows who has the models: what the settings say, or what the engine was started with. The key
 * is handed over by whoever has it, and is in no file.
 */
struct _ProctorModels
{
  GObject parent_instance;

  /* Owned */
  ProctorWorker *worker;
  ProctorProvider *provider;
  ProctorModelSettings *settings;
  /* Cancelled when it is of no use any more which models there are. */
  GCancellable *listing;
  char *key;
  /* Whom the key is for, %NULL if it is for whoever is asked. */
  char *key_address;

  /* What the engine was started with, so that no setting changes it. */
  guint fixed_number;
  gboolean fixed;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorModels, proctor_models, G_TYPE_OBJECT)

static void
clear_key (ProctorModels *self)
{
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->key_address, g_free);
}

static void
models_written_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);
  if (error != NULL)
    g_warning ("The list of models could not be kept: %s", error->message);
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorModels) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) models = proctor_openai_provider_list_models_finish (PROCTOR_OPENAI_PROVIDER (object), result, &error);

  /* Others may be asked by now, or nobody. */
  if (object != (GObject *) self->provider || g_cancellable_is_cancelled (self->listing))
    return;

  /* A server that doesn't list its models may answer all the same. */
  if (models == NULL)
    {
      g_info ("The models can't be listed: %s", error->message);
      return;
    }
  proctor_worker_run_async (self->worker, proctor_model_settings_write_models, g_steal_pointer (&models), (GDestroyNotify) g_strfreev, NULL, models_written_cb, NULL);
}

static ProctorProvider *
make_provider (ProctorModels *self,
               GError **error)
{
  const ProctorModelSettings *settings = self->settings;
  ProctorOpenaiProvider *provider;

  if (settings->address == NULL)
    return proctor_builtin_provider_new ();

  provider = proctor_openai_provider_new (settings->address, proctor_models_get_key (self, settings->address), settings->model, proctor_models_get_runs_at_a_time (self), error);
  if (provider == NULL)
    return NULL;

  proctor_openai_provider_set_roles (provider, settings->judge_model, settings->user_model);
  /* The judge of a long conversation may need longer than an agent does. */
  proctor_openai_provider_set_timeout (provider, MAX (proctor_models_get_answer_secs (self), LEAST_TIMEOUT_SECS));
  proctor_openai_provider_list_models_async (provider, self->listing, listed_cb, g_object_ref (self));

  return PROCTOR_PROVIDER (provider);
}

static gboolean
update_provider (ProctorModels *self,
                 GError **error)
{
  ProctorProvider *provider = make_provider (self, error);

  if (provider == NULL)
    return FALSE;

  g_clear_object (&self->provider);
  self->provider = provider;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return TRUE;
}

static void
proctor_models_finalize (GObject *object)
{
  ProctorModels *self = PROCTOR_MODELS (object);

  clear_key (self);
  g_clear_object (&self->worker);
  g_clear_object (&self->provider);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->settings, proctor_model_settings_free);

  G_OBJECT_CLASS (proctor_models_parent_class)->finalize (object);
}

static void
proctor_models_class_init (ProctorModelsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_models_finalize;

  /**
   * ProctorModels::changed:
   *
   * Somebody else has the models now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_MODELS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_models_init (ProctorModels *self)
{
  self->settings = proctor_model_settings_new (NULL, NULL);
  self->provider = proctor_builtin_provider_new ();
  self->listing = g_cancellable_new ();
}

/**
 * proctor_models_new:
 * @worker: who has the database
 * @most_at_once: how many runs there may be at a time, whatever the settings say; 0 for what they say
 *
 * Returns: (transfer full): the built-in models, until something else is known
 */
ProctorModels *
proctor_models_new (ProctorWorker *worker,
                    guint most_at_once)
{
  ProctorModels *self = g_object_new (PROCTOR_TYPE_MODELS, NULL);

  self->worker = g_object_ref (worker);
  self->fixed_number = most_at_once;

  return self;
}

static void
take_address (ProctorModelSettings *settings,
              const char *address,
              const char *model)
{
  g_set_str (&settings->address, address);
  g_set_str (&settings->model, model);
}

/**
 * proctor_models_fix:
 * @self: models
 * @address: where they are
 * @model: (nullable): which of them to ask
 * @error: return location for why they can't be there
 *
 * Takes the models that the engine was started with, whatever the settings say.
 *
 * Returns: whether they can be there
 */
gboolean
proctor_models_fix (ProctorModels *self,
                    const char *address,
                    const char *model,
                    GError **error)
{
  self->fixed = TRUE;
  take_address (self->settings, address, model);

  return update_provider (self, error);
}

static void
noted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);
  if (error != NULL)
    g_info ("That there is a key could not be kept: %s", error->message);
}

/* Whether there is a key, so that the next start knows that one will come. */
static void
note_key (ProctorModels *self)
{
  gboolean has_key = proctor_models_get_key (self, self->settings->address) != NULL;

  if (self->fixed || self->settings->wants_key == has_key)
    return;

  self->settings->wants_key = has_key;
  proctor_worker_run_async (self->worker, proctor_model_settings_write_wants_key, GINT_TO_POINTER (has_key), NULL, NULL, noted_cb, NULL);
}

/**
 * proctor_models_set_key:
 * @self: models
 * @key: (nullable): the key for them, which is kept in memory only
 * @address: (nullable): where it may be sent, %NULL for wherever the models are
 *
 * Returns: whether it is kept; a key for somebody else doesn't take the place of the one that the
 *   engine was started with
 */
gboolean
proctor_models_set_key (ProctorModels *self,
                        const char *key,
                        const char *address)
{
  g_autoptr (GError) error = NULL;

  if (self->fixed && address != NULL && !proctor_openai_address_is_same_origin (self->settings->address, address))
    return FALSE;

  clear_key (self);
  if (key != NULL && *key != '\0')
    self->key = g_strdup (key);
  self->key_address = g_strdup (address);
  /* A key for somebody else says nothing of this one. */
  if (address == NULL || proctor_openai_address_is_same_origin (address, self->settings->address != NULL ? self->settings->address : ""))
    note_key (self);
  if (self->settings->address != NULL && !update_provider (self, &error))
    g_warning ("The model can't be used: %s", error->message);

  return TRUE;
}

/* Takes the settings. */
static void
take_settings (ProctorModels *self,
               ProctorModelSettings *settings)
{
  g_autoptr (GError) error = NULL;

  if (self->fixed)
    take_address (settings, self->settings->address, self->settings->model);
  if (proctor_model_settings_equal (settings, self->settings))
    {
      proctor_model_settings_free (settings);
      return;
    }

  proctor_model_settings_free (self->settings);
  self->settings = settings;
  if (!update_provider (self, &error))
    g_warning ("The model can't be used: %s", error->message);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorModels *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorModelSettings) settings = proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);

  if (settings == NULL)
    g_warning ("The settings can't be read: %s", error->message);
  else
    take_settings (self, g_steal_pointer (&settings));
  g_task_return_boolean (task, TRUE);
}

/**
 * proctor_models_load_async:
 * @self: models
 * @callback: (nullable): called when it is done
 * @user_data: passed to @callback
 *
 * Looks at the settings, at the start and whenever they have changed.
 */
void
proctor_models_load_async (ProctorModels *self,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, proctor_models_load_async);
  proctor_worker_run_async (self->worker, proctor_model_settings_read, NULL, NULL, (GDestroyNotify) proctor_model_settings_free, loaded_cb, task);
}

void
proctor_models_load_finish (ProctorModels *self,
                            GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorModels *self = g_task_get_source_object (task);
  g_autofree char *before = g_strdup (self->settings->address);
  GError *error = NULL;

  proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_settings (self, proctor_model_settings_copy (g_task_get_task_data (task)));
  if (g_strcmp0 (before, self->settings->address) != 0 || proctor_models_get_key (self, self->settings->address) != NULL)
    note_key (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * proctor_models_save_async:
 * @self: models
 * @settings: where the models are from now on
 * @callback: called when that is on the disk and in force
 * @user_data: passed to @callback
 */
void
proctor_models_save_async (ProctorModels *self,
                           const ProctorModelSettings *settings,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, proctor_models_save_async);
  g_task_set_task_data (task, proctor_model_settings_copy (settings), (GDestroyNotify) proctor_model_settings_free);
  proctor_worker_run_async (self->worker,
                            proctor_model_settings_write,
                            proctor_model_settings_copy (settings),
                            (GDestroyNotify) proctor_model_settings_free,
                            NULL,
                            saved_cb,
                            task);
}

gboolean
proctor_models_save_finish (ProctorModels *self,
                            GAsyncResult *result,
                            GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * proctor_models_stop:
 * @self: models
 *
 * Nothing is written any more.
 */
void
proctor_models_stop (ProctorModels *self)
{
  g_cancellable_cancel (self->listing);
}

/**
 * proctor_models_get_provider:
 * @self: models
 *
 * Returns: (transfer none): who has them
 */
ProctorProvider *
proctor_models_get_provider (ProctorModels *self)
{
  return self->provider;
}

/**
 * proctor_models_get_settings:
 * @self: models
 *
 * Returns: (transfer none): what is in force, which may be what the engine was started with
 */
const ProctorModelSettings *
proctor_models_get_settings (ProctorModels *self)
{
  return self->settings;
}

gboolean
proctor_models_is_address_fixed (ProctorModels *self)
{
  return self->fixed;
}

/**
 * proctor_models_waits_for_key:
 * @self: models
 *
 * Returns: whether there was a key the last time, and nobody has handed it over yet
 */
gboolean
proctor_models_waits_for_key (ProctorModels *self)
{
  return !self->fixed && self->settings->address != NULL && self->settings->wants_key && proctor_models_get_key (self, self->settings->address) == NULL;
}

gboolean
proctor_models_is_number_fixed (ProctorModels *self)
{
  return self->fixed_number > 0;
}

guint
proctor_models_get_runs_at_a_time (ProctorModels *self)
{
  if (self->fixed_number > 0)
    return self->fixed_number;

  return self->settings->runs_at_a_time > 0 ? self->settings->runs_at_a_time : PROCTOR_MODEL_RUNS_AT_A_TIME;
}

guint
proctor_models_get_answer_secs (ProctorModels *self)
{
  return self->settings->answer_secs > 0 ? self->settings->answer_secs : PROCTOR_MODEL_ANSWER_SECS;
}

guint
proctor_models_get_run_secs (ProctorModels *self)
{
  return self->settings->run_secs > 0 ? self->settings->run_secs : PROCTOR_MODEL_RUN_SECS;
}

/**
 * proctor_models_get_key:
 * @self: models
 * @address: (nullable): where models are thought to be
 *
 * Returns: (transfer none) (nullable): the key, if there is one and it may be sent there
 */
const char *
proctor_models_get_key (ProctorModels *self,
                        const char *address)
{
  if (self->key == NULL || address == NULL || !proctor_openai_address_is_safe (address))
    return NULL;
  if (self->key_address != NULL && !proctor_openai_address_is_same_origin (self->key_address, address))
    return NULL;

  return self->key;
}
