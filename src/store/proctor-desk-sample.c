/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-desk-private.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-local.h"

/* The sample workspace: an engine that serves, and something in it. */

static void
sample_loaded_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorDesk *self = g_task_get_source_object (task);
  g_autofree char *agent_id = proctor_local_load_sample_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (ProctorWorkspace) workspace = NULL;

  /* Where there is something already, that is what one gets. */
  if (agent_id == NULL && !g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT))
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_error (&error);
  g_set_object (&workspace, proctor_workspaces_find (self->workspaces, PROCTOR_WORKSPACE_LOCAL_ID));
  if (workspace == NULL)
    {
      workspace = proctor_workspace_new (PROCTOR_WORKSPACE_LOCAL_ID, _ ("Sample"), NULL);
      proctor_workspaces_add (self->workspaces, workspace);
    }
  g_task_return_pointer (task, g_steal_pointer (&workspace), g_object_unref);
}

static void
load_sample (GTask *task)
{
  ProctorDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = proctor_connection_new_local (PROCTOR_WORKSPACE_LOCAL_ID, NULL, proctor_engine_service_get_socket_path (self->engine), &error);
  g_autoptr (ProctorClient) client = connection != NULL ? proctor_client_new (connection, NULL) : NULL;

  if (client == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }

  proctor_local_load_sample_async (client, g_task_get_cancellable (task), sample_loaded_cb, task);
}

/* Takes the task if there is no more to wait for. Returns whether that is so. */
static gboolean
go_on (ProctorDesk *self,
       GTask *task)
{
  const char *advice;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return TRUE;
    }

  switch (proctor_engine_service_get_state (self->engine))
    {
    case PROCTOR_ENGINE_READY:
      load_sample (task);
      return TRUE;
    case PROCTOR_ENGINE_FAILED:
      advice = proctor_engine_service_get_advice (self->engine);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s%s%s", proctor_engine_service_get_message (self->engine), advice != NULL ? " " : "", advice != NULL ? advice : "");
      g_object_unref (task);
      return TRUE;
    case PROCTOR_ENGINE_STOPPED:
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
      g_object_unref (task);
      return TRUE;
    case PROCTOR_ENGINE_STARTING:
    case PROCTOR_ENGINE_WAITING:
      break;
    }

  return FALSE;
}

/* Somebody who waits for the engine. */
typedef struct
{
  /* Owned */
  GTask *task;
  GSource *cancelled;

  gulong handler;
} Waiting;

static void
engine_changed_cb (ProctorEngineService *engine,
                   GParamSpec *pspec,
                   Waiting *waiting)
{
  GTask *task = waiting->task;

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)) && (proctor_engine_service_get_state (engine) == PROCTOR_ENGINE_STARTING || proctor_engine_service_get_state (engine) == PROCTOR_ENGINE_WAITING))
    return;

  g_signal_handler_disconnect (engine, waiting->handler);
  if (waiting->cancelled != NULL)
    {
      g_source_destroy (waiting->cancelled);
      g_source_unref (waiting->cancelled);
    }
  g_free (waiting);
  go_on (g_task_get_source_object (task), task);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer user_data)
{
  Waiting *waiting = user_data;
  ProctorDesk *self = g_task_get_source_object (waiting->task);

  engine_changed_cb (self->engine, NULL, waiting);

  return G_SOURCE_REMOVE;
}

static void
wait_for_engine (ProctorDesk *self,
                 GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->task = task;
  waiting->handler = g_signal_connect (self->engine, "notify::state", G_CALLBACK (engine_changed_cb), waiting);
  if (cancellable == NULL)
    return;

  waiting->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (waiting->cancelled, G_SOURCE_FUNC (cancelled_cb), waiting, NULL);
  g_source_attach (waiting->cancelled, g_task_get_context (task));
}

/**
 * proctor_desk_add_sample_async:
 * @self: a desk that was loaded
 * @cancellable: (nullable): to give up
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Starts the engine, puts the sample workspace into it where there is nothing yet, and adds the
 * workspace on this computer, if it isn't there.
 */
void
proctor_desk_add_sample_async (ProctorDesk *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DESK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_desk_add_sample_async);
  proctor_engine_service_start (self->engine);
  if (!go_on (self, task))
    wait_for_engine (self, task);
}

/**
 * proctor_desk_add_sample_finish:
 * @self: the desk
 * @result: what the callback was given
 * @error: return location for why it can't be had
 *
 * Returns: (transfer full) (nullable): the workspace on this computer
 */
ProctorWorkspace *
proctor_desk_add_sample_finish (ProctorDesk *self,
                                GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_desk_add_sample_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
