/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-socket-place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

#define HASH_LENGTH 16

/* Where the engine of a data folder and its clients meet, without having spoken before. It looks at
 * folders, and so is for a worker where there is a main loop. */

/* The folder's one true name, also while a part of it doesn't exist yet. */
static char *
resolve (const char *folder)
{
  g_autofree char *canonical = g_canonicalize_filename (folder, NULL);
  g_autofree char *parent = NULL;
  g_autofree char *name = NULL;
  g_autofree char *above = NULL;
  char *real = realpath (canonical, NULL);

  if (real != NULL)
    return real;

  parent = g_path_get_dirname (canonical);
  if (g_str_equal (parent, canonical))
    return g_steal_pointer (&canonical);
  name = g_path_get_basename (canonical);
  above = resolve (parent);

  return g_build_filename (above, name, NULL);
}

/**
 * proctor_socket_place_dup_folder:
 *
 * Returns: (transfer full) (nullable): the folder that this user's programs meet in, %NULL if there
 *   is none
 */
char *
proctor_socket_place_dup_folder (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  const char *flatpak = g_getenv ("FLATPAK_ID");

  if (runtime == NULL || !g_path_is_absolute (runtime) || !g_file_test (runtime, G_FILE_TEST_IS_DIR))
    return NULL;
  /* Of the runtime folder, a Flatpak shares this much with the others of its name. */
  if (flatpak != NULL && *flatpak != '\0')
    return g_build_filename (runtime, "app", flatpak, NULL);

  return g_build_filename (runtime, "proctor", NULL);
}

/**
 * proctor_socket_place_dup_name:
 * @data_folder: a data folder, which need not be there yet
 *
 * Returns: (transfer full): what the socket of its engine is called
 */
char *
proctor_socket_place_dup_name (const char *data_folder)
{
  g_autofree char *real = resolve (data_folder);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);

  return g_strdup_printf ("%.*s.sock", HASH_LENGTH, hash);
}

/**
 * proctor_socket_place_find:
 * @data_folder: a data folder, which need not be there yet
 *
 * Returns: (transfer full) (nullable): where the socket of its engine is, or will be; %NULL if there
 *   is no place to meet, or only one whose name is too long for a socket
 */
char *
proctor_socket_place_find (const char *data_folder)
{
  g_autofree char *folder = proctor_socket_place_dup_folder ();
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return NULL;

  name = proctor_socket_place_dup_name (data_folder);
  path = g_build_filename (folder, name, NULL);

  return strlen (path) < sizeof ((struct sockaddr_un *) NULL)->sun_path ? g_steal_pointer (&path) : NULL;
}
