/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-setup-private.h"

#include <string.h>

#include "proctor-key.h"
#include "proctor-local-models.h"

/* What somebody wants of the models: each needs a key first, and then the engine. */

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
  g_autofree char *id = errand->origin != NULL ? proctor_model_setup_make_key_id (errand->origin) : NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (errand->key != NULL || id == NULL || proctor_model_setup_is_fixed (errand->source))
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
  ProctorClient *client = proctor_model_setup_get_client (self, &error);

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

/* Takes the answer, or the error where there is none. */
static void
return_answer (GTask *task,
               gpointer answer,
               GError *error)
{
  if (answer != NULL)
    g_task_return_pointer (task, answer, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorModelNames *names = proctor_local_models_list_finish (PROCTOR_CLIENT (object), result, &error);

  return_answer (task, names, error);
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

  return_answer (task, trial, error);
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

  proctor_model_setup_take_source (g_task_get_source_object (task), source);
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
  id = proctor_model_setup_make_key_id (errand->origin);
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
