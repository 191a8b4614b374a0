/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-setup-private.h"

#include "proctor-local-models.h"

/* Somebody wants the models at once, perhaps of an engine that has only just been started. What the setup does by
 * itself may not have come that far. */

static void
end (GTask *task)
{
  ProctorModelSource *source = g_task_get_task_data (task);

  g_task_return_pointer (task, g_object_ref (source), g_object_unref);
}

static void
key_set_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (proctor_local_models_set_key_finish (PROCTOR_CLIENT (object), result, &error))
    end (task);
  else
    g_task_return_error (task, error);
}

static void
key_loaded_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorModelSetup *self = g_task_get_source_object (task);
  ProctorModelSource *source = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (ProctorKey) key = proctor_key_ring_load_finish (PROCTOR_KEY_RING (object), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* Many a model on this computer wants none. */
  if (key == NULL)
    end (task);
  else
    proctor_local_models_set_key_async (self->client, key, proctor_model_source_get_base_url (source), cancellable, key_set_cb, g_steal_pointer (&task));
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorModelSetup *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  ProctorModelSource *source = proctor_local_models_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autofree char *origin = NULL;
  g_autofree char *id = NULL;

  if (source == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, source, g_object_unref);
  proctor_model_setup_take_source (self, source);
  origin = proctor_model_setup_is_fixed (source) ? NULL : proctor_local_models_dup_origin (proctor_model_source_get_base_url (source));
  id = origin != NULL ? proctor_model_setup_make_key_id (origin) : NULL;
  if (id == NULL || proctor_model_source_get_has_key (source))
    end (task);
  else
    proctor_key_ring_load_async (self->key_ring, id, cancellable, key_loaded_cb, g_steal_pointer (&task));
}

/**
 * proctor_model_setup_hand_over_async:
 * @self: where the models are, of an engine that serves
 * @cancellable: (nullable): to give up
 * @callback: called when the models can be asked
 * @user_data: passed to @callback
 *
 * Asks where the models are, and sees to it that the engine has their key.
 */
void
proctor_model_setup_hand_over_async (ProctorModelSetup *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  ProctorClient *client = proctor_model_setup_get_client (self, &error);

  g_task_set_source_tag (task, proctor_model_setup_hand_over_async);
  if (client != NULL)
    proctor_local_models_get_async (client, cancellable, got_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * proctor_model_setup_hand_over_finish:
 * @self: where the models are
 * @result: what the callback was given
 * @error: return location for why they can't be asked
 *
 * Returns: (transfer full) (nullable): where they are
 */
ProctorModelSource *
proctor_model_setup_hand_over_finish (ProctorModelSetup *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
