/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-socket-path.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "proctor-socket-place.h"

#define TEMPLATE "proctor-XXXXXX"

static gboolean
fail (GError **error,
      const char *path)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               /* Translators: first a folder, then the system's own words for what went wrong. */
               _ ("No socket can be made in “%s”: %s."), path, g_strerror (saved_errno));

  return FALSE;
}

/* Makes a folder that is nobody else's, or sees to it that it is. */
static gboolean
ensure_private (const char *folder,
                GError **error)
{
  struct stat status;

  if (g_mkdir_with_parents (folder, S_IRWXU) != 0 || lstat (folder, &status) != 0)
    return fail (error, folder);
  if (!S_ISDIR (status.st_mode) || status.st_uid != geteuid ())
    {
      errno = EPERM;
      return fail (error, folder);
    }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0 && g_chmod (folder, S_IRWXU) != 0)
    return fail (error, folder);

  return TRUE;
}

/**
 * proctor_socket_path_make:
 * @data_folder: a data folder that there is
 * @error: return location for why there can be no socket
 *
 * Makes the folder for the socket by which clients reach the engine of a data folder. They find it
 * by the data folder's name; where they have no place to meet, it is in one that nobody knows.
 *
 * Returns: (transfer full) (nullable): the socket's path
 */
char *
proctor_socket_path_make (const char *data_folder,
                          GError **error)
{
  g_autofree char *name = proctor_socket_place_dup_name (data_folder);
  g_autofree char *folder = proctor_socket_place_dup_folder ();

  if (folder == NULL)
    {
      folder = g_build_filename (g_get_tmp_dir (), TEMPLATE, NULL);
      if (g_mkdtemp_full (folder, S_IRWXU) == NULL)
        {
          fail (error, g_get_tmp_dir ());
          return NULL;
        }
    }
  else if (!ensure_private (folder, error))
    return NULL;

  return g_build_filename (folder, name, NULL);
}

/**
 * proctor_socket_path_is_free:
 * @path: where a socket is to be
 * @error: return location for why it can't be there
 *
 * What an engine has left behind may be replaced; any other file, or somebody who answers, may not.
 *
 * Returns: whether the socket can be there
 */
gboolean
proctor_socket_path_is_free (const char *path,
                             GError **error)
{
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  struct stat status;

  if (lstat (path, &status) != 0)
    return TRUE;
  if (!S_ISSOCK (status.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("“%s” is something else than a socket."), path);
      return FALSE;
    }

  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  address = g_unix_socket_address_new (path);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  if (connection == NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("Somebody answers at “%s” already."), path);

  return FALSE;
}

/**
 * proctor_socket_path_clean_up:
 * @path: what proctor_socket_path_make() has returned
 *
 * Takes away a folder that was made for one engine only.
 */
void
proctor_socket_path_clean_up (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *name = g_path_get_basename (folder);

  if (g_str_equal (parent, g_get_tmp_dir ()) && g_str_has_prefix (name, "proctor-"))
    g_rmdir (folder);
}
