/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sync.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-api-error.h"
#include "proctor-sync-private.h"
#include "proctor-test-text.h"

/**
 * ProctorSync:
 *
 * Brings the tests of a project's folder and those of a workspace together, one way or the other. What each test was when
 * both last said the same is kept, so that it can be told who has changed what; what the other side has changed is not
 * overwritten unless somebody insists. The project is read, the server's lists are, and then one test after the other is
 * looked at and written, a few at a time. Wherever it is cut off, what was done is done, and the next time goes on from there.
 */

typedef enum
{
  PROP_N_DONE = 1,
} ProctorSyncProperty;

static GParamSpec *properties[PROP_N_DONE + 1];

G_DEFINE_FINAL_TYPE (ProctorSync, proctor_sync, G_TYPE_OBJECT)

static void
committed_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSync *self = PROCTOR_SYNC (object);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (self->fatal != NULL)
    g_task_return_error (task, g_error_copy (self->fatal));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

/* What the tools are called that the project's tests name, so that they are found elsewhere. */
static gboolean
write_tools (ProctorSync *self,
             GError **error)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *id;
  gboolean is_new = FALSE;

  if (self->tools_there == NULL)
    return TRUE;

  for (guint i = 0; i < self->items->len; i++)
    {
      ProctorSyncItem *item = self->items->pdata[i];

      if (item->remote != NULL)
        proctor_test_text_list_tools (item->remote, used);
    }
  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const char *name = g_hash_table_lookup (self->tools_there, id);

      if (name == NULL || g_strcmp0 (g_hash_table_lookup (self->tools_here, id), name) == 0)
        continue;
      g_hash_table_insert (self->tools_here, g_strdup (id), g_strdup (name));
      is_new = TRUE;
    }

  return !is_new || proctor_sync_folder_write_tools (self->folder, self->tools_here, error);
}

static void
commit_thread (GTask *task,
               gpointer source,
               gpointer data,
               GCancellable *cancellable)
{
  ProctorSync *self = source;
  GError *error = NULL;

  if (proctor_sync_folder_commit (self->folder, self->items, &error) && (self->target != NULL || self->mode != PROCTOR_SYNC_PULL || write_tools (self, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Also when somebody has had enough: what was done has to be in the list. */
static void
commit (GTask *task)
{
  ProctorSync *self = g_task_get_source_object (task);
  g_autoptr (GTask) committing = NULL;

  committing = g_task_new (self, NULL, committed_cb, task);
  g_task_set_source_tag (committing, commit);
  if (self->dry_run || self->mode == PROCTOR_SYNC_DIFF)
    g_task_return_boolean (committing, TRUE);
  else
    g_task_run_in_thread (committing, commit_thread);
}

static void
stepped_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  /* What came of each test is said of it. */
  proctor_sync_steps_finish (PROCTOR_SYNC (object), result, NULL);
  commit (user_data);
}

static void
made_folders_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!proctor_sync_make_folders_finish (PROCTOR_SYNC (object), result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  proctor_sync_steps_async (PROCTOR_SYNC (object), g_task_get_cancellable (task), stepped_cb, task);
}

/* From the project's tools to the server's, by their names. */
static void
make_map (ProctorSync *self)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  const char *id;
  const char *name;

  g_hash_table_iter_init (&iter, self->tools_there);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &name))
    /* Of two with the same name nobody knows which is meant. */
    g_hash_table_insert (by_name, (gpointer) name, (gpointer) (g_hash_table_contains (by_name, name) ? NULL : id));
  g_hash_table_iter_init (&iter, self->tools_here);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &name))
    {
      const char *other = g_hash_table_lookup (by_name, name);

      if (other == NULL)
        continue;
      g_hash_table_insert (self->map, g_strdup (id), g_strdup (other));
      g_hash_table_insert (self->map_back, g_strdup (other), g_strdup (id));
    }
}

/* A test that names a tool that isn't there would be refused, or would run without its mocks. */
static void
map_item (ProctorSync *self,
          ProctorSyncItem *item)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *id;
  GBytes *mapped;

  if (item->local == NULL || item->state == PROCTOR_SYNC_FAILED)
    return;

  proctor_test_text_list_tools (item->local, used);
  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const char *name = g_hash_table_lookup (self->tools_here, id);

      if (g_hash_table_contains (self->map, id) || g_hash_table_contains (self->tools_there, id))
        continue;
      item->state = PROCTOR_SYNC_FAILED;
      g_clear_error (&item->error);
      if (name != NULL)
        /* Translators: a tool's name. */
        g_set_error (&item->error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("There is not exactly one tool called “%s” in that workspace."), name);
      else
        /* Translators: a tool's id. */
        g_set_error (&item->error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("What the tool “%s” is called is not known. A pull from its own workspace finds out."), id);
      return;
    }
  mapped = proctor_test_text_map_tools (item->local, self->map, &item->error);
  if (mapped == NULL)
    {
      item->state = PROCTOR_SYNC_FAILED;
      return;
    }
  g_bytes_unref (item->local);
  item->local = mapped;
}

static void
prepare_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  ProctorSync *self = source;

  if (self->target != NULL)
    make_map (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      ProctorSyncItem *item = self->items->pdata[i];

      if (self->target != NULL)
        map_item (self, item);
      if (self->mode == PROCTOR_SYNC_PUSH && item->local != NULL && item->is_wanted && item->state != PROCTOR_SYNC_FAILED)
        proctor_sync_item_look_here (item);
    }
  if (self->mode != PROCTOR_SYNC_PUSH)
    proctor_sync_folder_place (self->folder, self->items);

  g_task_return_boolean (task, TRUE);
}

static void
prepared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  ProctorSync *self = PROCTOR_SYNC (object);
  GTask *task = user_data;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  proctor_sync_make_folders_async (self, g_task_get_cancellable (task), made_folders_cb, task);
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorSync *self = PROCTOR_SYNC (object);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) preparing = NULL;
  GError *error = NULL;

  if (!proctor_sync_list_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  proctor_sync_join (self);
  preparing = g_task_new (self, NULL, prepared_cb, g_steal_pointer (&task));
  g_task_set_source_tag (preparing, listed_cb);
  g_task_run_in_thread (preparing, prepare_thread);
}

static void
read_thread (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  ProctorSync *self = source;
  GError *error = NULL;

  self->tools_here = proctor_sync_folder_read_tools (self->folder);
  if (proctor_sync_folder_read (self->folder, self->items, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorSync *self = PROCTOR_SYNC (object);
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  proctor_sync_list_async (self, cancellable, listed_cb, g_steal_pointer (&task));
}

static void
proctor_sync_get_property (GObject *object,
                           guint property_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  ProctorSync *self = PROCTOR_SYNC (object);

  switch ((ProctorSyncProperty) property_id)
    {
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    }
}

static void
proctor_sync_finalize (GObject *object)
{
  ProctorSync *self = PROCTOR_SYNC (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->folder, proctor_sync_folder_free);
  g_free (self->target);
  g_strfreev (self->wanted_folders);
  g_clear_pointer (&self->pattern, g_pattern_spec_free);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->folder_ids);
  g_clear_pointer (&self->tools_here, g_hash_table_unref);
  g_clear_pointer (&self->tools_there, g_hash_table_unref);
  g_hash_table_unref (self->map);
  g_hash_table_unref (self->map_back);
  g_clear_error (&self->fatal);

  G_OBJECT_CLASS (proctor_sync_parent_class)->finalize (object);
}

static void
proctor_sync_class_init (ProctorSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = proctor_sync_get_property;
  object_class->finalize = proctor_sync_finalize;

  /**
   * ProctorSync:n-done:
   *
   * How many tests have been looked at.
   */
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_sync_init (ProctorSync *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_sync_item_free);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->folder_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->map_back = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * proctor_sync_is_target:
 * @target: what somebody wants to call another workspace
 *
 * Returns: whether a folder can be called so
 */
gboolean
proctor_sync_is_target (const char *target)
{
  return *target != '\0' && strlen (target) < 100 && strspn (target, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen (target);
}

/**
 * proctor_sync_new:
 * @client: the way to the workspace
 * @folder: the project's folder
 * @wish: what is wanted
 *
 * Returns: (transfer full): what does it, when it is run
 */
ProctorSync *
proctor_sync_new (ProctorClient *client,
                  GFile *folder,
                  const ProctorSyncWish *wish)
{
  ProctorSync *self = g_object_new (PROCTOR_TYPE_SYNC, NULL);
  g_autofree char *folded = wish->match != NULL ? g_utf8_casefold (wish->match, -1) : NULL;

  self->client = g_object_ref (client);
  self->folder = proctor_sync_folder_new (folder, wish->target);
  self->target = g_strdup (wish->target);
  self->wanted_folders = g_strdupv ((char **) wish->folders);
  self->pattern = folded != NULL ? g_pattern_spec_new (folded) : NULL;
  self->mode = wish->mode;
  self->dry_run = wish->dry_run;
  self->force = wish->force;
  self->prune = wish->prune;

  return self;
}

guint
proctor_sync_get_n_done (ProctorSync *self)
{
  g_return_val_if_fail (PROCTOR_IS_SYNC (self), 0);

  return self->n_done;
}

guint
proctor_sync_get_total (ProctorSync *self)
{
  g_return_val_if_fail (PROCTOR_IS_SYNC (self), 0);

  return self->items->len;
}

/**
 * proctor_sync_get_items:
 * @self: a sync that was run
 *
 * Returns: (transfer none) (element-type ProctorSyncItem): all tests, and what became of them
 */
GPtrArray *
proctor_sync_get_items (ProctorSync *self)
{
  g_return_val_if_fail (PROCTOR_IS_SYNC (self), NULL);

  return self->items;
}

/**
 * proctor_sync_run_async:
 * @self: a sync, to be run once
 * @cancellable: (nullable): to give up, between one test and the next
 * @callback: called when it has ended
 * @user_data: passed to @callback
 */
void
proctor_sync_run_async (ProctorSync *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (self, NULL, read_cb, task);

  g_task_set_source_tag (task, proctor_sync_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (reading, read_cb);
  g_task_run_in_thread (reading, read_thread);
}

/**
 * proctor_sync_run_finish:
 * @self: a sync
 * @result: what the callback was given
 * @error: return location for why it could not be done, or not to the end
 *
 * What became of each test is said of it, also after an error.
 *
 * Returns: whether it came to its end
 */
gboolean
proctor_sync_run_finish (ProctorSync *self,
                         GAsyncResult *result,
                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
