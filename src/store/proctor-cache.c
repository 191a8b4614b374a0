/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-cache.h"

#include "proctor-cache-rows.h"
#include "proctor-database-thread.h"
#include "proctor-folders.h"

#define FILE_NAME "cache.db"

/**
 * ProctorCache:
 *
 * What was in the libraries of the workspaces when they were last seen, so that there is something
 * to show before a server has answered. All of it can be had again, so a file that is damaged or of
 * a newer version is begun anew without a word.
 */
struct _ProctorCache
{
  GObject parent_instance;

  /* Owned */
  ProctorDatabaseThread *thread;
};

typedef struct
{
  /* Owned */
  char *workspace_id;
  GPtrArray *rows;
  gpointer into;
  GDestroyNotify into_free;

  ProctorCacheRowFunc func;
  gint64 refreshed_at;
  guint first;
  guint most;
} Data;

G_DEFINE_FINAL_TYPE (ProctorCache, proctor_cache, G_TYPE_OBJECT)

static void
data_free (gpointer data)
{
  Data *self = data;

  g_free (self->workspace_id);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  if (self->into != NULL)
    self->into_free (self->into);
  g_free (self);
}

static Data *
data_new (const char *workspace_id)
{
  Data *self = g_new0 (Data, 1);

  self->workspace_id = g_strdup (workspace_id);

  return self;
}

static gpointer
load (ProctorDatabase *database,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  Data *self = data;
  Data *loaded = data_new (self->workspace_id);

  loaded->into = g_steal_pointer (&self->into);
  loaded->into_free = self->into_free;
  proctor_cache_rows_load (database, self->workspace_id, self->first, self->most, self->func, loaded->into);

  return loaded;
}

static gpointer
save (ProctorDatabase *database,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  Data *self = data;

  proctor_cache_rows_save (database, self->workspace_id, self->rows);

  return NULL;
}

static gpointer
note_refresh (ProctorDatabase *database,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Data *self = data;

  proctor_cache_rows_note_refresh (database, self->workspace_id, self->refreshed_at);

  return NULL;
}

static gpointer
load_refresh (ProctorDatabase *database,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Data *loaded = data_new (((Data *) data)->workspace_id);

  loaded->refreshed_at = proctor_cache_rows_get_refresh (database, loaded->workspace_id);

  return loaded;
}

static gpointer
forget (ProctorDatabase *database,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  proctor_cache_rows_forget (database, ((Data *) data)->workspace_id);

  return NULL;
}

static void
ran_cb (GObject *source,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer value = proctor_database_thread_run_finish (PROCTOR_DATABASE_THREAD (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, data_free);
}

static void
run (ProctorCache *self,
     ProctorDatabaseFunc func,
     Data *data,
     GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  proctor_database_thread_run_async (self->thread, func, data, data_free, data_free, cancellable, ran_cb, task);
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  proctor_database_thread_close_finish (PROCTOR_DATABASE_THREAD (source), result);
  g_task_return_boolean (task, TRUE);
}

static void
proctor_cache_dispose (GObject *object)
{
  ProctorCache *self = PROCTOR_CACHE (object);

  g_clear_object (&self->thread);

  G_OBJECT_CLASS (proctor_cache_parent_class)->dispose (object);
}

static void
proctor_cache_class_init (ProctorCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_cache_dispose;
}

static void
proctor_cache_init (ProctorCache *self)
{
}

/**
 * proctor_cache_row_copy:
 * @row: a row
 *
 * Returns: (transfer full): one of the same
 */
ProctorCacheRow *
proctor_cache_row_copy (const ProctorCacheRow *row)
{
  ProctorCacheRow *copy = g_memdup2 (row, sizeof *row);

  copy->id = g_strdup (row->id);
  copy->name = g_strdup (row->name);
  copy->kind = g_strdup (row->kind);
  copy->folder_id = g_strdup (row->folder_id);
  copy->creator = g_strdup (row->creator);
  copy->role = g_strdup (row->role);

  return copy;
}

void
proctor_cache_row_free (ProctorCacheRow *row)
{
  g_free (row->id);
  g_free (row->name);
  g_free (row->kind);
  g_free (row->folder_id);
  g_free (row->creator);
  g_free (row->role);
  g_free (row);
}

/**
 * proctor_cache_new:
 * @folder: where it is to be kept; it is made when something is first asked
 *
 * Returns: (transfer full): a cache
 */
ProctorCache *
proctor_cache_new (const char *folder)
{
  ProctorCache *self = g_object_new (PROCTOR_TYPE_CACHE, NULL);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  guint n_migrations;
  const char *const *migrations = proctor_cache_rows_get_migrations (&n_migrations);

  self->thread = proctor_database_thread_new (path, migrations, n_migrations, PROCTOR_DAMAGE_REBUILD, proctor_folders_ensure);

  return self;
}

/**
 * proctor_cache_load_async:
 * @self: a cache
 * @workspace_id: a workspace
 * @first: how many rows to leave out
 * @most: how many to read, at most
 * @func: (scope async): who takes each of them, in the order in which they were saved
 * @into: (transfer full): where @func puts what it makes of them; the caller does not touch it until
 *   it is given back
 * @into_free: how to free @into
 * @cancellable: (nullable): to give up
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Reads what was saved of a workspace. Nothing is copied that @func does not copy.
 */
void
proctor_cache_load_async (ProctorCache *self,
                          const char *workspace_id,
                          guint first,
                          guint most,
                          ProctorCacheRowFunc func,
                          gpointer into,
                          GDestroyNotify into_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  Data *data;

  g_return_if_fail (PROCTOR_IS_CACHE (self));
  g_return_if_fail (func != NULL && into != NULL && into_free != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_cache_load_async);
  data = data_new (workspace_id);
  data->first = first;
  data->most = most;
  data->func = func;
  data->into = into;
  data->into_free = into_free;
  run (self, load, data, task);
}

/**
 * proctor_cache_load_finish:
 * @self: a cache
 * @result: what the callback was given
 * @error: return location for why it can't be read
 *
 * Returns: (transfer full) (nullable): where the rows were put
 */
gpointer
proctor_cache_load_finish (ProctorCache *self,
                           GAsyncResult *result,
                           GError **error)
{
  Data *loaded;
  gpointer into;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  loaded = g_task_propagate_pointer (G_TASK (result), error);
  if (loaded == NULL)
    return NULL;

  into = g_steal_pointer (&loaded->into);
  data_free (loaded);

  return into;
}

/**
 * proctor_cache_save_async:
 * @self: a cache
 * @workspace_id: a workspace
 * @rows: (transfer full) (element-type ProctorCacheRow): everything that there is in it now
 * @callback: (nullable): called when it is saved
 * @user_data: passed to @callback
 *
 * What has not changed since is not written again.
 */
void
proctor_cache_save_async (ProctorCache *self,
                          const char *workspace_id,
                          GPtrArray *rows,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  Data *data;

  g_return_if_fail (PROCTOR_IS_CACHE (self));
  g_return_if_fail (rows != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_cache_save_async);
  data = data_new (workspace_id);
  data->rows = rows;
  run (self, save, data, task);
}

static gboolean
finish_nothing (ProctorCache *self,
                GAsyncResult *result,
                GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
proctor_cache_save_finish (ProctorCache *self,
                           GAsyncResult *result,
                           GError **error)
{
  return finish_nothing (self, result, error);
}

/**
 * proctor_cache_note_refresh:
 * @self: a cache
 * @workspace_id: a workspace
 * @refreshed_at: when its server answered the last time, in seconds since 1970
 *
 * Notes that what is saved is as new as that. Where it can't be written, nobody is told when that was.
 */
void
proctor_cache_note_refresh (ProctorCache *self,
                            const char *workspace_id,
                            gint64 refreshed_at)
{
  Data *data;

  g_return_if_fail (PROCTOR_IS_CACHE (self));
  g_return_if_fail (workspace_id != NULL);

  data = data_new (workspace_id);
  data->refreshed_at = refreshed_at;
  run (self, note_refresh, data, g_task_new (self, NULL, NULL, NULL));
}

/**
 * proctor_cache_load_refresh_async:
 * @self: a cache
 * @workspace_id: a workspace
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Asks what proctor_cache_note_refresh() has noted.
 */
void
proctor_cache_load_refresh_async (ProctorCache *self,
                                  const char *workspace_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_CACHE (self));
  g_return_if_fail (workspace_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_cache_load_refresh_async);
  run (self, load_refresh, data_new (workspace_id), task);
}

/**
 * proctor_cache_load_refresh_finish:
 * @self: a cache
 * @result: what the callback was given
 * @error: return location for why it can't be read
 *
 * Returns: when the server answered the last time, 0 if nobody knows
 */
gint64
proctor_cache_load_refresh_finish (ProctorCache *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  Data *loaded;
  gint64 refreshed_at;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  loaded = g_task_propagate_pointer (G_TASK (result), error);
  if (loaded == NULL)
    return 0;

  refreshed_at = loaded->refreshed_at;
  data_free (loaded);

  return refreshed_at;
}

/**
 * proctor_cache_forget_async:
 * @self: a cache
 * @workspace_id: a workspace
 * @callback: (nullable): called when it is done
 * @user_data: passed to @callback
 *
 * Removes all there is of a workspace.
 */
void
proctor_cache_forget_async (ProctorCache *self,
                            const char *workspace_id,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_CACHE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_cache_forget_async);
  run (self, forget, data_new (workspace_id), task);
}

gboolean
proctor_cache_forget_finish (ProctorCache *self,
                             GAsyncResult *result,
                             GError **error)
{
  return finish_nothing (self, result, error);
}

/**
 * proctor_cache_close_async:
 * @self: a cache
 * @callback: (nullable): called when the file is closed
 * @user_data: passed to @callback
 *
 * Does what was asked before and closes the file.
 */
void
proctor_cache_close_async (ProctorCache *self,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_CACHE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_cache_close_async);
  proctor_database_thread_close_async (self->thread, closed_cb, task);
}

void
proctor_cache_close_finish (ProctorCache *self,
                            GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
