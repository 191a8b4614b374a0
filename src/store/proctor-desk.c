/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-desk.h"

#include <string.h>

#include "proctor-client.h"
#include "proctor-desk-private.h"

/**
 * ProctorDesk:
 *
 * What the program has: the workspaces, the key ring, the engine, what was known and what was run,
 * and the workspaces that are open. There is one, which every window is given.
 */
G_DEFINE_FINAL_TYPE (ProctorDesk, proctor_desk, G_TYPE_OBJECT)

typedef enum
{
  PROP_WORKSPACES = 1,
  PROP_ENGINE,
  PROP_KEY_PROBLEM,
  PROP_NOTICE,
} ProctorDeskProperty;

static GParamSpec *properties[PROP_NOTICE + 1];

static void
notice_changed_cb (ProctorDesk *self)
{
  const char *const notices[] = {
    proctor_workspaces_get_notice (self->workspaces),
    proctor_engine_service_get_notice (self->engine),
    proctor_history_get_notice (self->history),
    proctor_draft_file_get_notice (self->draft_file),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      if (notices[i] != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", notices[i]);
    }
  if (g_set_str (&self->notice, text->len > 0 ? text->str : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
key_problem_changed_cb (ProctorDesk *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY_PROBLEM]);
}

static void
proctor_desk_dispose (GObject *object)
{
  ProctorDesk *self = PROCTOR_DESK (object);
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    proctor_session_close (session);
  g_hash_table_remove_all (self->sessions);
  if (self->engine != NULL)
    proctor_engine_service_stop (self->engine);
  g_clear_object (&self->workspaces);
  g_clear_object (&self->model_setup);
  g_clear_object (&self->engine);
  g_clear_object (&self->key_ring);
  g_clear_object (&self->cache);
  g_clear_object (&self->history);
  g_clear_object (&self->draft_file);

  G_OBJECT_CLASS (proctor_desk_parent_class)->dispose (object);
}

static void
proctor_desk_finalize (GObject *object)
{
  ProctorDesk *self = PROCTOR_DESK (object);

  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_pointer (&self->leaving, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->notice, g_free);

  G_OBJECT_CLASS (proctor_desk_parent_class)->finalize (object);
}

static void
proctor_desk_get_property (GObject *object,
                           guint property_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  ProctorDesk *self = PROCTOR_DESK (object);

  switch ((ProctorDeskProperty) property_id)
    {
    case PROP_WORKSPACES:
      g_value_set_object (value, self->workspaces);
      break;
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_KEY_PROBLEM:
      g_value_set_string (value, proctor_desk_get_key_problem (self));
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    }
}

static void
proctor_desk_class_init (ProctorDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_desk_dispose;
  object_class->finalize = proctor_desk_finalize;
  object_class->get_property = proctor_desk_get_property;

  /**
   * ProctorDesk:workspaces:
   *
   * The workspaces that were added.
   */
  properties[PROP_WORKSPACES] = g_param_spec_object ("workspaces", NULL, NULL, PROCTOR_TYPE_WORKSPACES, flags);

  /**
   * ProctorDesk:engine:
   *
   * The engine on this computer.
   */
  properties[PROP_ENGINE] = g_param_spec_object ("engine", NULL, NULL, PROCTOR_TYPE_ENGINE_SERVICE, flags);

  /**
   * ProctorDesk:key-problem:
   *
   * Why keys are not kept in the key ring: a sentence for a person, or %NULL.
   */
  properties[PROP_KEY_PROBLEM] = g_param_spec_string ("key-problem", NULL, NULL, NULL, flags);

  /**
   * ProctorDesk:notice:
   *
   * What has happened to damaged data, a line each, or %NULL.
   */
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_desk_init (ProctorDesk *self)
{
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * proctor_desk_new:
 * @data_folder: where workspaces, history and the local workspace are kept
 * @cache_folder: where copies are kept that can be fetched again
 *
 * Returns: (transfer full): a desk on which there is nothing until it is loaded
 */
ProctorDesk *
proctor_desk_new (const char *data_folder,
                  const char *cache_folder)
{
  ProctorDesk *self;

  g_return_val_if_fail (data_folder != NULL && cache_folder != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_DESK, NULL);
  self->workspaces = proctor_workspaces_new (data_folder);
  self->engine = proctor_engine_service_new (data_folder);
  self->key_ring = proctor_key_ring_new ();
  self->model_setup = proctor_model_setup_new (self->engine, self->key_ring);
  self->cache = proctor_cache_new (cache_folder);
  self->history = proctor_history_new (data_folder);
  self->draft_file = proctor_draft_file_new (data_folder);
  g_signal_connect_object (self->workspaces, "notify::notice", G_CALLBACK (notice_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine, "notify::notice", G_CALLBACK (notice_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "notify::notice", G_CALLBACK (notice_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft_file, "notify::notice", G_CALLBACK (notice_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key_ring, "notify::problem", G_CALLBACK (key_problem_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

static void
prepared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *problem = g_task_get_task_data (task);

  proctor_engine_service_prepare_finish (PROCTOR_ENGINE_SERVICE (object), result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (problem != NULL)
    g_task_return_error (task, g_error_copy (problem));
  else
    g_task_return_boolean (task, TRUE);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  ProctorDesk *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  /* The rest of the desk is of use even so. */
  if (!proctor_workspaces_load_finish (PROCTOR_WORKSPACES (object), result, &error))
    g_task_set_task_data (task, g_steal_pointer (&error), (GDestroyNotify) g_error_free);
  proctor_engine_service_prepare_async (self->engine, cancellable, prepared_cb, g_steal_pointer (&task));
}

/**
 * proctor_desk_load_async:
 * @self: the desk
 * @cancellable: (nullable): to give up
 * @callback: called when it is known which workspaces there are
 * @user_data: passed to @callback
 *
 * To be called once, before anything is opened.
 */
void
proctor_desk_load_async (ProctorDesk *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DESK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_desk_load_async);
  proctor_workspaces_load_async (self->workspaces, cancellable, loaded_cb, task);
}

/**
 * proctor_desk_load_finish:
 * @self: the desk
 * @result: what the callback was given
 * @error: return location for why the list of workspaces can't be read; the desk can be used all the
 *   same
 *
 * Returns: whether it is known which workspaces there are
 */
gboolean
proctor_desk_load_finish (ProctorDesk *self,
                          GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_desk_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

ProctorWorkspaces *
proctor_desk_get_workspaces (ProctorDesk *self)
{
  g_return_val_if_fail (PROCTOR_IS_DESK (self), NULL);

  return self->workspaces;
}

ProctorEngineService *
proctor_desk_get_engine (ProctorDesk *self)
{
  g_return_val_if_fail (PROCTOR_IS_DESK (self), NULL);

  return self->engine;
}

/**
 * proctor_desk_get_model_setup:
 * @self: the desk
 *
 * Returns: (transfer none): where the models are that the engine asks
 */
ProctorModelSetup *
proctor_desk_get_model_setup (ProctorDesk *self)
{
  g_return_val_if_fail (PROCTOR_IS_DESK (self), NULL);

  return self->model_setup;
}

/**
 * proctor_desk_get_key_problem:
 * @self: the desk
 *
 * Returns: (nullable): why keys are not kept in the key ring
 */
const char *
proctor_desk_get_key_problem (ProctorDesk *self)
{
  g_return_val_if_fail (PROCTOR_IS_DESK (self), NULL);

  return proctor_key_ring_get_problem (self->key_ring);
}

/**
 * proctor_desk_get_notice:
 * @self: the desk
 *
 * Returns: (nullable): what has happened to damaged data
 */
const char *
proctor_desk_get_notice (ProctorDesk *self)
{
  g_return_val_if_fail (PROCTOR_IS_DESK (self), NULL);

  return self->notice;
}

/* The way to a workspace's server. */
static ProctorClient *
make_client (ProctorDesk *self,
             ProctorWorkspace *workspace)
{
  const char *id = proctor_workspace_get_id (workspace);
  const char *name = proctor_workspace_get_name (workspace);
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (proctor_workspace_is_local (workspace))
    connection = proctor_connection_new_local (id, name, proctor_engine_service_get_socket_path (self->engine), &error);
  else
    connection = proctor_connection_new (id, name, proctor_workspace_get_base_url (workspace), &error);
  /* Addresses were looked at when they were added or read. */
  if (connection == NULL)
    g_error ("%s", error->message);

  return proctor_client_new (connection, NULL);
}

/* What a workspace's server is asked with: an engine that serves, or a key. */
static void
reach_out (ProctorDesk *self,
           ProctorSession *session)
{
  if (!proctor_workspace_is_local (proctor_session_get_workspace (session)))
    {
      proctor_session_use_key_ring (session, self->key_ring);
      return;
    }

  proctor_engine_service_start (self->engine);
  proctor_session_use_engine (session, self->engine);
}

/**
 * proctor_desk_set_patient:
 * @self: a desk
 * @patient: whether servers are asked later
 *
 * While a desk is patient, a workspace that is opened shows what was known of it, and what it would ask
 * its server waits. What comes of it would only keep a first window from being drawn.
 */
void
proctor_desk_set_patient (ProctorDesk *self,
                          gboolean patient)
{
  g_autoptr (GPtrArray) waiting = NULL;

  g_return_if_fail (PROCTOR_IS_DESK (self));

  if (patient == (self->waiting != NULL))
    return;

  if (patient)
    {
      self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
      return;
    }

  waiting = g_steal_pointer (&self->waiting);
  for (guint i = 0; i < waiting->len; i++)
    {
      ProctorSession *session = g_ptr_array_index (waiting, i);

      /* It may have been removed meanwhile. */
      if (g_hash_table_lookup (self->sessions, proctor_workspace_get_id (proctor_session_get_workspace (session))) == session)
        reach_out (self, session);
    }
}

/**
 * proctor_desk_open:
 * @self: a desk that was loaded
 * @workspace: one of its workspaces
 *
 * Opens a workspace, or finds it open. It is there at once and connects by itself; it is the one to
 * begin with the next time.
 *
 * Returns: (transfer full): the workspace, opened
 */
ProctorSession *
proctor_desk_open (ProctorDesk *self,
                   ProctorWorkspace *workspace)
{
  g_autoptr (ProctorClient) client = NULL;
  ProctorSession *session;

  g_return_val_if_fail (PROCTOR_IS_DESK (self), NULL);
  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (proctor_engine_service_get_socket_path (self->engine) != NULL, NULL);

  proctor_workspaces_set_last (self->workspaces, workspace);
  session = g_hash_table_lookup (self->sessions, proctor_workspace_get_id (workspace));
  if (session != NULL)
    return g_object_ref (session);

  client = make_client (self, workspace);
  session = proctor_session_new (workspace, client, self->cache, self->history);
  proctor_session_use_draft_file (session, self->draft_file);
  proctor_session_use_models (session, self->model_setup);
  g_hash_table_insert (self->sessions, g_strdup (proctor_workspace_get_id (workspace)), session);
  if (self->waiting == NULL)
    reach_out (self, session);
  else
    {
      proctor_client_set_held (client, TRUE);
      g_ptr_array_add (self->waiting, g_object_ref (session));
    }
  proctor_session_start (session);

  return g_object_ref (session);
}
