/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-desk-private.h"

#include "proctor-base-url.h"
#include "proctor-region-names.h"
#include "proctor-trash.h"

/* How workspaces come to the desk, change, and go. */

static void
probed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorProbe *probe = proctor_probe_run_finish (result, &error);

  if (probe != NULL)
    g_task_return_pointer (task, probe, (GDestroyNotify) proctor_probe_free);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_desk_probe_async:
 * @self: the desk
 * @base_url: where a server is thought to be
 * @key: what is thought to be a key for it
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Tries @key at @base_url. Nothing of it is kept.
 */
void
proctor_desk_probe_async (ProctorDesk *self,
                          const char *base_url,
                          const char *key,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DESK (self));
  g_return_if_fail (base_url != NULL && key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_desk_probe_async);
  proctor_probe_run_async (base_url, key, cancellable, probed_cb, task);
}

/**
 * proctor_desk_probe_finish:
 * @self: the desk
 * @result: what the callback was given
 * @error: return location for why it can't be tried at all: the address or the key is none, or it was
 *   cancelled
 *
 * Returns: (transfer full) (nullable): what trying it has shown
 */
ProctorProbe *
proctor_desk_probe_finish (ProctorDesk *self,
                           GAsyncResult *result,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_desk_probe_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
added_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorDesk *self = g_task_get_source_object (task);
  ProctorWorkspace *workspace = g_task_get_task_data (task);

  if (!proctor_key_ring_store_finish (PROCTOR_KEY_RING (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  proctor_workspaces_add (self->workspaces, workspace);
  g_task_return_pointer (task, g_object_ref (workspace), g_object_unref);
}

/* What a workspace is called that nobody has given a name. */
static char *
make_name (const char *name,
           const char *base_url)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name != NULL ? name : ""));
  const char *region = proctor_region_names_find (base_url);

  if (*trimmed != '\0')
    return g_steal_pointer (&trimmed);

  return g_strdup (region != NULL ? region : base_url);
}

/**
 * proctor_desk_add_async:
 * @self: the desk
 * @name: (nullable): what the workspace is called
 * @base_url: where its server is
 * @key: the key for it
 * @cancellable: (nullable): to give up
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Keeps @key and adds a workspace.
 */
void
proctor_desk_add_async (ProctorDesk *self,
                        const char *name,
                        const char *base_url,
                        const char *key,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autofree char *address = NULL;
  g_autofree char *valid_name = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (PROCTOR_IS_DESK (self));
  g_return_if_fail (base_url != NULL && key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_desk_add_async);
  address = proctor_base_url_parse (base_url, &error);
  if (address == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  id = g_uuid_string_random ();
  valid_name = make_name (name, address);
  workspace = proctor_workspace_new (id, valid_name, address);
  g_task_set_task_data (task, g_object_ref (workspace), g_object_unref);
  proctor_key_ring_store_async (self->key_ring, id, valid_name, key, cancellable, added_cb, g_steal_pointer (&task));
}

/**
 * proctor_desk_add_finish:
 * @self: the desk
 * @result: what the callback was given
 * @error: return location for why it can't be added
 *
 * Returns: (transfer full) (nullable): the workspace
 */
ProctorWorkspace *
proctor_desk_add_finish (ProctorDesk *self,
                         GAsyncResult *result,
                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_desk_add_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
key_reloaded_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (ProctorKey) key = proctor_key_ring_load_finish (PROCTOR_KEY_RING (object), result, NULL);
  ProctorDesk *self = g_task_get_source_object (task);
  ProctorWorkspace *workspace = g_task_get_task_data (task);
  ProctorSession *session = g_hash_table_lookup (self->sessions, proctor_workspace_get_id (workspace));

  if (session != NULL)
    proctor_session_set_key (session, key);
  g_task_return_boolean (task, TRUE);
}

static void
key_changed_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorWorkspace *workspace = g_task_get_task_data (task);

  if (!proctor_key_ring_store_finish (PROCTOR_KEY_RING (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* As it is kept, without the blanks that came along. */
  proctor_key_ring_load_async (PROCTOR_KEY_RING (object), proctor_workspace_get_id (workspace), NULL, key_reloaded_cb, g_steal_pointer (&task));
}

/**
 * proctor_desk_change_key_async:
 * @self: the desk
 * @workspace: one of its workspaces
 * @key: another key for it
 * @cancellable: (nullable): to give up
 * @callback: called when it is kept
 * @user_data: passed to @callback
 *
 * If the workspace is open it is asked with @key from now on.
 */
void
proctor_desk_change_key_async (ProctorDesk *self,
                               ProctorWorkspace *workspace,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DESK (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace) && !proctor_workspace_is_local (workspace));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_desk_change_key_async);
  g_task_set_task_data (task, g_object_ref (workspace), g_object_unref);
  proctor_key_ring_store_async (self->key_ring, proctor_workspace_get_id (workspace), proctor_workspace_get_name (workspace), key, cancellable, key_changed_cb, task);
}

/**
 * proctor_desk_change_key_finish:
 * @self: the desk
 * @result: what the callback was given
 * @error: return location for why the key can't be changed
 *
 * Returns: whether it was
 */
gboolean
proctor_desk_change_key_finish (ProctorDesk *self,
                                GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_desk_change_key_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * proctor_desk_rename:
 * @self: the desk
 * @workspace: one of its workspaces
 * @name: what it is called from now on; an empty one is what it would be called by itself
 */
void
proctor_desk_rename (ProctorDesk *self,
                     ProctorWorkspace *workspace,
                     const char *name)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (PROCTOR_IS_DESK (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace));
  g_return_if_fail (name != NULL);

  valid = make_name (name, proctor_workspace_get_where (workspace));
  proctor_workspaces_rename (self->workspaces, workspace, valid);
}

/* A workspace that is taken away: each thing of it, one after the other, whatever becomes of the
 * others. */
typedef struct
{
  /* Owned */
  char *id;
  ProctorSession *session;
  GError *problem;

  gboolean is_local;
} Removal;

static void
removal_free (Removal *removal)
{
  g_free (removal->id);
  g_clear_object (&removal->session);
  g_clear_error (&removal->problem);
  g_free (removal);
}

/* Takes the error. The first one is what is told. */
static void
note_problem (GTask *task,
              GError *error)
{
  Removal *removal = g_task_get_task_data (task);

  if (removal->problem == NULL)
    removal->problem = error;
  else
    g_clear_error (&error);
}

static void
drafts_forgotten_cb (GObject *object,
                     GAsyncResult *result,
                     gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);
  GError *error = NULL;

  if (!proctor_draft_file_forget_finish (PROCTOR_DRAFT_FILE (object), result, &error))
    note_problem (task, error);
  if (removal->problem != NULL)
    g_task_return_error (task, g_steal_pointer (&removal->problem));
  else
    g_task_return_boolean (task, TRUE);
}

static void
history_forgotten_cb (GObject *object,
                      GAsyncResult *result,
                      gpointer user_data)
{
  GTask *task = user_data;
  ProctorDesk *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);
  GError *error = NULL;

  if (!proctor_history_forget_finish (PROCTOR_HISTORY (object), result, &error))
    note_problem (task, error);
  proctor_draft_file_forget_async (self->draft_file, removal->id, drafts_forgotten_cb, task);
}

static void
cache_forgotten_cb (GObject *object,
                    GAsyncResult *result,
                    gpointer user_data)
{
  GTask *task = user_data;
  ProctorDesk *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);
  GError *error = NULL;

  if (!proctor_cache_forget_finish (PROCTOR_CACHE (object), result, &error))
    note_problem (task, error);
  proctor_history_forget_async (self->history, removal->id, history_forgotten_cb, task);
}

static void
forget_what_was_known (GTask *task)
{
  ProctorDesk *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);

  proctor_cache_forget_async (self->cache, removal->id, cache_forgotten_cb, task);
}

static void
key_cleared_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!proctor_key_ring_clear_finish (PROCTOR_KEY_RING (object), result, &error))
    note_problem (task, error);
  forget_what_was_known (task);
}

/* Somebody may have opened the one on this computer again meanwhile. */
static void
leave (GTask *task)
{
  ProctorDesk *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);

  if (removal->session != NULL)
    proctor_session_close (removal->session);
  if (!removal->is_local)
    {
      proctor_key_ring_clear_async (self->key_ring, removal->id, NULL, key_cleared_cb, task);
      return;
    }

  if (!g_hash_table_contains (self->sessions, removal->id))
    proctor_engine_service_stop (self->engine);
  forget_what_was_known (task);
}

static void
deleted_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GTask *task = user_data;
  ProctorDesk *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);

  proctor_trash_shut_down_finish (PROCTOR_TRASH (object), result);
  g_ptr_array_remove (self->leaving, removal->session);
  leave (task);
}

/**
 * proctor_desk_remove_async:
 * @self: the desk
 * @workspace: one of its workspaces
 * @cancellable: (nullable): ignored once it has begun
 * @callback: called when all of it is gone
 * @user_data: passed to @callback
 *
 * Takes a workspace off the list at once. What was deleted in it, and can't be undone there any more, is sent;
 * then its key goes, and what was known of it and run in it.
 * What the engine on this computer keeps stays where it is.
 */
void
proctor_desk_remove_async (ProctorDesk *self,
                           ProctorWorkspace *workspace,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Removal *removal;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DESK (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace));

  removal = g_new0 (Removal, 1);
  removal->id = g_strdup (proctor_workspace_get_id (workspace));
  removal->is_local = proctor_workspace_is_local (workspace);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, proctor_desk_remove_async);
  g_task_set_task_data (task, removal, (GDestroyNotify) removal_free);

  g_set_object (&removal->session, g_hash_table_lookup (self->sessions, removal->id));
  g_hash_table_remove (self->sessions, removal->id);
  proctor_workspaces_remove (self->workspaces, workspace);
  if (removal->session != NULL && proctor_trash_is_busy (proctor_session_get_trash (removal->session)))
    {
      g_ptr_array_add (self->leaving, g_object_ref (removal->session));
      proctor_trash_shut_down_async (proctor_session_get_trash (removal->session), PROCTOR_DESK_MOST_TRASH_SECS, deleted_cb, task);
    }
  else
    leave (task);
}

/**
 * proctor_desk_remove_finish:
 * @self: the desk
 * @result: what the callback was given
 * @error: return location for what is still there of it
 *
 * Returns: whether nothing is left
 */
gboolean
proctor_desk_remove_finish (ProctorDesk *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_desk_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
