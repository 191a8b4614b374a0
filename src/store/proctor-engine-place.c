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

/**
 * proctor_engine_place_find:
 * @data_folder: what the engine serves
 * @socket_path: (nullable): where it was met before
 *
 * It does I/O: call it from a worker.
 *
 * Returns: (transfer full): what there is to know before the engine is started
 */
ProctorEnginePlace *
proctor_engine_place_find (const char *data_folder,
                           const char *socket_path)
{
  ProctorEnginePlace *place = g_new0 (ProctorEnginePlace, 1);
  g_autofree char *usual = proctor_socket_place_find (data_folder);

  place->program = proctor_engine_program_find ();
  place->damaged = list_damaged (data_folder);
  place->own_socket = usual == NULL;
  if (usual != NULL)
    place->socket_path = g_steal_pointer (&usual);
  else
    place->socket_path = socket_path != NULL ? g_strdup (socket_path) : make_own_socket_path ();

  return place;
}

void
proctor_engine_place_free (ProctorEnginePlace *place)
{
  g_free (place->program);
  g_free (place->socket_path);
  g_hash_table_unref (place->damaged);
  g_free (place);
}

/**
 * proctor_engine_place_find_newly_damaged:
 * @place: what was known before the engine was started
 * @data_folder: what the engine serves
 *
 * It does I/O: call it from a worker.
 *
 * Returns: (transfer full) (nullable): the file that was set aside since then
 */
char *
proctor_engine_place_find_newly_damaged (const ProctorEnginePlace *place,
                                         const char *data_folder)
{
  g_autoptr (GHashTable) names = list_damaged (data_folder);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!g_hash_table_contains (place->damaged, name))
        return g_build_filename (data_folder, name, NULL);
    }

  return NULL;
}
