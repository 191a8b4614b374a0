/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-workspaces.h"

#include "proctor-workspaces-file.h"

#define FILE_NAME "workspaces.ini"

/**
 * ProctorWorkspaces:
 *
 * The workspaces that somebody has added, a #GListModel of #ProctorWorkspace, and which of them was
 * open last. They are kept in a file, without their keys. A change is written by itself, in a
 * worker; changes that come while one is being written are written together.
 */
struct _ProctorWorkspaces
{
  GObject parent_instance;

  /* Owned */
  char *path;
  GPtrArray *workspaces;
  GHashTable *gone;
  char *last;
  char *notice;
  GQueue flushing;
  GError *problem;

  gboolean dirty;
  gboolean writing;
};

typedef enum
{
  PROP_CURRENT = 1,
  PROP_NOTICE,
} ProctorWorkspacesProperty;

static GParamSpec *properties[PROP_NOTICE + 1];

static GType
proctor_workspaces_get_item_type (GListModel *model)
{
  return PROCTOR_TYPE_WORKSPACE;
}

static guint
proctor_workspaces_get_n_items (GListModel *model)
{
  return PROCTOR_WORKSPACES (model)->workspaces->len;
}

static gpointer
proctor_workspaces_get_item (GListModel *model,
                             guint position)
{
  ProctorWorkspaces *self = PROCTOR_WORKSPACES (model);

  return position < self->workspaces->len ? g_object_ref (g_ptr_array_index (self->workspaces, position)) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = proctor_workspaces_get_item_type;
  interface->get_n_items = proctor_workspaces_get_n_items;
  interface->get_item = proctor_workspaces_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorWorkspaces, proctor_workspaces, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
set_notice (ProctorWorkspaces *self,
            const char *notice)
{
  if (g_set_str (&self->notice, notice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static ProctorWorkspacesFile *
take_picture (ProctorWorkspaces *self)
{
  ProctorWorkspacesFile *file = proctor_workspaces_file_new ();
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->workspaces->len; i++)
    {
      ProctorWorkspace *workspace = g_ptr_array_index (self->workspaces, i);

      g_ptr_array_add (file->entries,
                       proctor_workspace_entry_new (proctor_workspace_get_id (workspace),
                                                    proctor_workspace_get_name (workspace),
                                                    proctor_workspace_get_base_url (workspace)));
    }
  g_hash_table_iter_init (&iter, self->gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (file->gone, g_strdup (id));
  file->last = g_strdup (self->last);

  return file;
}

/* What a worker writes, and where. */
typedef struct
{
  /* Owned */
  ProctorWorkspacesFile *file;
  char *path;
} Writing;

static void
writing_free (Writing *writing)
{
  proctor_workspaces_file_free (writing->file);
  g_free (writing->path);
  g_free (writing);
}

static void
write_in_worker (GTask *task,
                 gpointer source,
                 gpointer data,
                 GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;

  if (proctor_workspaces_file_write (writing->file, writing->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void write_if_dirty (ProctorWorkspaces *self);

static void
written_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorWorkspaces *self = PROCTOR_WORKSPACES (object);
  Writing *writing = g_task_get_task_data (G_TASK (result));

  self->writing = FALSE;
  g_clear_error (&self->problem);
  if (g_task_propagate_boolean (G_TASK (result), &self->problem))
    {
      if (writing->file->notice != NULL)
        set_notice (self, writing->file->notice);
    }
  else
    {
      /* The next change tries again; what is in memory stays. */
      g_warning ("%s", self->problem->message);
      set_notice (self, self->problem->message);
    }
  write_if_dirty (self);
}

static void
answer_flushes (ProctorWorkspaces *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->flushing)) != NULL)
    {
      if (self->problem != NULL)
        g_task_return_error (task, g_error_copy (self->problem));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
write_if_dirty (ProctorWorkspaces *self)
{
  g_autoptr (GTask) task = NULL;
  Writing *writing;

  if (self->writing)
    return;
  if (!self->dirty)
    {
      answer_flushes (self);
      return;
    }

  self->dirty = FALSE;
  self->writing = TRUE;
  writing = g_new0 (Writing, 1);
  writing->file = take_picture (self);
  writing->path = g_strdup (self->path);
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, write_if_dirty);
  g_task_set_task_data (task, writing, (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_in_worker);
}

static void
note_change (ProctorWorkspaces *self)
{
  self->dirty = TRUE;
  write_if_dirty (self);
}

static void
proctor_workspaces_finalize (GObject *object)
{
  ProctorWorkspaces *self = PROCTOR_WORKSPACES (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->workspaces, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  g_clear_pointer (&self->last, g_free);
  g_clear_pointer (&self->notice, g_free);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (proctor_workspaces_parent_class)->finalize (object);
}

static void
proctor_workspaces_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorWorkspaces *self = PROCTOR_WORKSPACES (object);

  switch ((ProctorWorkspacesProperty) property_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, proctor_workspaces_get_last (self));
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    }
}

static void
proctor_workspaces_class_init (ProctorWorkspacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_workspaces_finalize;
  object_class->get_property = proctor_workspaces_get_property;

  /**
   * ProctorWorkspaces:current:
   *
   * The workspace that was opened last, or %NULL.
   */
  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, PROCTOR_TYPE_WORKSPACE, flags);

  /**
   * ProctorWorkspaces:notice:
   *
   * What happened to a damaged file, or why a change can't be kept: a sentence for a person, or %NULL.
   */
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_workspaces_init (ProctorWorkspaces *self)
{
  self->workspaces = g_ptr_array_new_with_free_func (g_object_unref);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->flushing);
}

/**
 * proctor_workspaces_new:
 * @folder: the data folder
 *
 * Returns: (transfer full): the workspaces, of which there are none until they are loaded
 */
ProctorWorkspaces *
proctor_workspaces_new (const char *folder)
{
  ProctorWorkspaces *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_WORKSPACES, NULL);
  self->path = g_build_filename (folder, FILE_NAME, NULL);

  return self;
}

static void
read_in_worker (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  ProctorWorkspacesFile *file = proctor_workspaces_file_read (data, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) proctor_workspaces_file_free);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_workspaces_load_async:
 * @self: the workspaces
 * @cancellable: (nullable): to give up
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Reads the file. A damaged one is set aside; #ProctorWorkspaces:notice says so.
 */
void
proctor_workspaces_load_async (ProctorWorkspaces *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PROCTOR_IS_WORKSPACES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_workspaces_load_async);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, read_in_worker);
}

/**
 * proctor_workspaces_load_finish:
 * @self: the workspaces
 * @result: what the callback was given
 * @error: return location for why the file can't be read; it is then not written either
 *
 * Returns: whether they are there
 */
gboolean
proctor_workspaces_load_finish (ProctorWorkspaces *self,
                                GAsyncResult *result,
                                GError **error)
{
  g_autoptr (ProctorWorkspacesFile) file = NULL;
  g_autoptr (GError) local_error = NULL;
  guint n_before;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_workspaces_load_async), FALSE);

  file = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (file == NULL)
    {
      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        set_notice (self, local_error->message);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  n_before = self->workspaces->len;
  for (guint i = 0; i < file->entries->len; i++)
    {
      const ProctorWorkspaceEntry *entry = g_ptr_array_index (file->entries, i);

      if (proctor_workspaces_find (self, entry->id) == NULL)
        g_ptr_array_add (self->workspaces, proctor_workspace_new (entry->id, entry->name, entry->base_url));
    }
  if (self->workspaces->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->workspaces->len - n_before);
  if (self->last == NULL)
    self->last = g_steal_pointer (&file->last);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  if (file->notice != NULL)
    set_notice (self, file->notice);

  return TRUE;
}

/**
 * proctor_workspaces_find:
 * @self: the workspaces
 * @id: a workspace's id
 *
 * Returns: (transfer none) (nullable): the workspace
 */
ProctorWorkspace *
proctor_workspaces_find (ProctorWorkspaces *self,
                         const char *id)
{
  g_return_val_if_fail (PROCTOR_IS_WORKSPACES (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->workspaces->len; i++)
    {
      ProctorWorkspace *workspace = g_ptr_array_index (self->workspaces, i);

      if (g_str_equal (proctor_workspace_get_id (workspace), id))
        return workspace;
    }

  return NULL;
}

/**
 * proctor_workspaces_get_last:
 * @self: the workspaces
 *
 * Returns: (transfer none) (nullable): the one that was open last
 */
ProctorWorkspace *
proctor_workspaces_get_last (ProctorWorkspaces *self)
{
  g_return_val_if_fail (PROCTOR_IS_WORKSPACES (self), NULL);

  return self->last != NULL ? proctor_workspaces_find (self, self->last) : NULL;
}

/**
 * proctor_workspaces_get_notice:
 * @self: the workspaces
 *
 * Returns: (nullable): what happened to a damaged file, or why a change can't be kept
 */
const char *
proctor_workspaces_get_notice (ProctorWorkspaces *self)
{
  g_return_val_if_fail (PROCTOR_IS_WORKSPACES (self), NULL);

  return self->notice;
}

/**
 * proctor_workspaces_add:
 * @self: the workspaces
 * @workspace: another one
 */
void
proctor_workspaces_add (ProctorWorkspaces *self,
                        ProctorWorkspace *workspace)
{
  g_return_if_fail (PROCTOR_IS_WORKSPACES (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace));
  g_return_if_fail (proctor_workspaces_find (self, proctor_workspace_get_id (workspace)) == NULL);

  g_hash_table_remove (self->gone, proctor_workspace_get_id (workspace));
  g_ptr_array_add (self->workspaces, g_object_ref (workspace));
  g_list_model_items_changed (G_LIST_MODEL (self), self->workspaces->len - 1, 0, 1);
  note_change (self);
}

/**
 * proctor_workspaces_rename:
 * @self: the workspaces
 * @workspace: one of them
 * @name: what it is called from now on
 */
void
proctor_workspaces_rename (ProctorWorkspaces *self,
                           ProctorWorkspace *workspace,
                           const char *name)
{
  g_return_if_fail (PROCTOR_IS_WORKSPACES (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace));
  g_return_if_fail (name != NULL && *name != '\0');

  if (g_str_equal (proctor_workspace_get_name (workspace), name))
    return;
  proctor_workspace_set_name (workspace, name);
  note_change (self);
}

/**
 * proctor_workspaces_remove:
 * @self: the workspaces
 * @workspace: one of them
 *
 * Takes it off the list; what else there is of it is the desk's.
 */
void
proctor_workspaces_remove (ProctorWorkspaces *self,
                           ProctorWorkspace *workspace)
{
  gboolean was_last;
  guint position;

  g_return_if_fail (PROCTOR_IS_WORKSPACES (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace));

  if (!g_ptr_array_find (self->workspaces, workspace, &position))
    return;

  was_last = proctor_workspaces_get_last (self) == workspace;
  g_hash_table_add (self->gone, g_strdup (proctor_workspace_get_id (workspace)));
  if (was_last)
    g_clear_pointer (&self->last, g_free);
  g_ptr_array_remove_index (self->workspaces, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  if (was_last)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  note_change (self);
}

/**
 * proctor_workspaces_set_last:
 * @self: the workspaces
 * @workspace: the one that was opened
 */
void
proctor_workspaces_set_last (ProctorWorkspaces *self,
                             ProctorWorkspace *workspace)
{
  g_return_if_fail (PROCTOR_IS_WORKSPACES (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace));

  if (!g_set_str (&self->last, proctor_workspace_get_id (workspace)))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  note_change (self);
}

/**
 * proctor_workspaces_flush_async:
 * @self: the workspaces
 * @callback: called when all changes are on the disk
 * @user_data: passed to @callback
 */
void
proctor_workspaces_flush_async (ProctorWorkspaces *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_WORKSPACES (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_workspaces_flush_async);
  g_queue_push_tail (&self->flushing, task);
  write_if_dirty (self);
}

/**
 * proctor_workspaces_flush_finish:
 * @self: the workspaces
 * @result: what the callback was given
 * @error: return location for why the last change can't be kept
 *
 * Returns: whether all is on the disk
 */
gboolean
proctor_workspaces_flush_finish (ProctorWorkspaces *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_workspaces_flush_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
