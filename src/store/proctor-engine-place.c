/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-place.h"

#include "proctor-engine-program.h"
#include "proctor-socket-place.h"

#define DAMAGED_PREFIX "engine.db.damaged-"
#define TEMPLATE "proctor-XXXXXX"
#define SOCKET_NAME "engine.sock"

static GHashTable *
list_damaged (const char *data_folder)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) folder = g_dir_open (data_folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      if (g_str_has_prefix (name, DAMAGED_PREFIX) && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm"))
        g_hash_table_add (names, g_strdup (name));
    }

  return names;
}

/* Where programs have no place to meet, there is one that only this one knows. */
static char *
make_own_socket_path (void)
{
  g_autofree char *folder = g_dir_make_tmp (TEMPLATE, NULL);

  return g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), SOCKET_NAME, NULL);
}

/* In a worker. */
static void
find (GTask *task,
      gpointer source,
      gpointer data,
      GCancellable *cancellable)
{
  ProctorEnginePlace *place = data;
  ProctorEnginePlace *found = g_new0 (ProctorEnginePlace, 1);

  found->data_folder = g_strdup (place->data_folder);
  found->program = proctor_engine_program_find ();
  found->damaged = list_damaged (place->data_folder);
  found->socket_path = proctor_socket_place_find (place->data_folder);
  found->own_socket = found->socket_path == NULL;
  if (found->own_socket)
    found->socket_path = place->socket_path != NULL ? g_strdup (place->socket_path) : make_own_socket_path ();
  g_task_return_pointer (task, found, (GDestroyNotify) proctor_engine_place_free);
}

/**
 * proctor_engine_place_find_async:
 * @data_folder: what the engine serves
 * @socket_path: (nullable): where it was met before
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Looks up what there is to know before the engine is started.
 */
void
proctor_engine_place_find_async (const char *data_folder,
                                 const char *socket_path,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ProctorEnginePlace *place = g_new0 (ProctorEnginePlace, 1);

  place->data_folder = g_strdup (data_folder);
  place->socket_path = g_strdup (socket_path);
  g_task_set_source_tag (task, proctor_engine_place_find_async);
  g_task_set_task_data (task, place, (GDestroyNotify) proctor_engine_place_free);
  g_task_run_in_thread (task, find);
}

/**
 * proctor_engine_place_find_finish:
 * @result: what the callback was given
 * @error: return location for an error, which can only be that it was cancelled
 *
 * Returns: (transfer full) (nullable): what there is to know
 */
ProctorEnginePlace *
proctor_engine_place_find_finish (GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_engine_place_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
proctor_engine_place_free (ProctorEnginePlace *place)
{
  g_free (place->data_folder);
  g_free (place->program);
  g_free (place->socket_path);
  g_clear_pointer (&place->damaged, g_hash_table_unref);
  g_free (place);
}

/* In a worker. What was damaged is on the disk under another name, whoever has put it there. */
static void
look_for_damage (GTask *task,
                 gpointer source,
                 gpointer data,
                 GCancellable *cancellable)
{
  ProctorEnginePlace *place = data;
  g_autoptr (GHashTable) names = list_damaged (place->data_folder);
  GHashTableIter iter;
  gpointer name;
  char *found = NULL;

  g_hash_table_iter_init (&iter, names);
  while (found == NULL && g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!g_hash_table_contains (place->damaged, name))
        found = g_build_filename (place->data_folder, name, NULL);
    }
  g_task_return_pointer (task, found, g_free);
}

/**
 * proctor_engine_place_look_for_damage_async:
 * @place: (transfer full): what was known before the engine was started
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Looks whether data was set aside since then.
 */
void
proctor_engine_place_look_for_damage_async (ProctorEnginePlace *place,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, proctor_engine_place_look_for_damage_async);
  g_task_set_task_data (task, place, (GDestroyNotify) proctor_engine_place_free);
  g_task_run_in_thread (task, look_for_damage);
}

/**
 * proctor_engine_place_look_for_damage_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the file that was set aside
 */
char *
proctor_engine_place_look_for_damage_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_engine_place_look_for_damage_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
