/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-models.h"

#include <string.h>

#include "proctor-builtin-provider.h"
#include "proctor-model-settings.h"
#include "proctor-openai-provider.h"

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
  char *key;

  /* How many questions there may be at a time. */
  guint most_at_once;
  /* Whether the engine was started with it, so that no setting changes it. */
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
  char **models = proctor_openai_provider_list_models_finish (PROCTOR_OPENAI_PROVIDER (object), result, &error);

  /* A server that doesn't list its models may answer all the same. */
  if (models == NULL)
    {
      g_info ("The models can't be listed: %s", error->message);
      return;
    }
  proctor_worker_run_async (self->worker, proctor_model_settings_write_models, models, (GDestroyNotify) g_strfreev, NULL, models_written_cb, NULL);
}

static ProctorProvider *
make_provider (ProctorModels *self,
               GError **error)
{
  ProctorOpenaiProvider *provider;

  if (self->settings->address == NULL)
    return proctor_builtin_provider_new ();

  provider = proctor_openai_provider_new (self->settings->address, self->key, self->settings->model, self->most_at_once, error);
  if (provider == NULL)
    return NULL;

  proctor_openai_provider_list_models_async (provider, NULL, listed_cb, g_object_ref (self));

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
}

/**
 * proctor_models_new:
 * @worker: who has the database
 * @most_at_once: how many questions they may be asked at a time
 *
 * Returns: (transfer full): the built-in models, until something else is known
 */
ProctorModels *
proctor_models_new (ProctorWorker *worker,
                    guint most_at_once)
{
  ProctorModels *self = g_object_new (PROCTOR_TYPE_MODELS, NULL);

  self->worker = g_object_ref (worker);
  self->most_at_once = most_at_once;

  return self;
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
  proctor_model_settings_free (self->settings);
  self->settings = proctor_model_settings_new (address, model);

  return update_provider (self, error);
}

/**
 * proctor_models_set_key:
 * @self: models
 * @key: (nullable): the key for them, which is kept in memory only
 */
void
proctor_models_set_key (ProctorModels *self,
                        const char *key)
{
  g_autoptr (GError) error = NULL;

  clear_key (self);
  if (key != NULL && *key != '\0')
    self->key = g_strdup (key);
  if (self->settings->address != NULL && !update_provider (self, &error))
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
  ProctorModelSettings *settings = proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);

  if (settings == NULL)
    g_warning ("The settings can't be read: %s", error->message);
  else if (self->fixed || proctor_model_settings_equal (settings, self->settings))
    proctor_model_settings_free (settings);
  else
    {
      proctor_model_settings_free (self->settings);
      self->settings = settings;
      if (!update_provider (self, &error))
        g_warning ("The model can't be used: %s", error->message);
    }
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
