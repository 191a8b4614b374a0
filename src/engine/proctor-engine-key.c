/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-key.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "proctor-request-gate.h"

#define KEY_BYTES 32
#define HASH_LENGTH 64

static char *
make_key (GError **error)
{
  guchar bytes[KEY_BYTES];
  g_autoptr (GString) key = g_string_new ("proctor_");

  if (getrandom (bytes, sizeof bytes, 0) != (ssize_t) sizeof bytes)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("No key can be made: %s."), g_strerror (errno));
      return NULL;
    }
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (key, "%02x", bytes[i]);

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/**
 * proctor_engine_key_prepare:
 * @folder: the data folder
 * @renew: whether to make another key
 * @fresh: (out) (transfer full) (nullable): the key, if it is new; it can't be had again
 * @error: return location for why there is none
 *
 * Of the key, only its hash is kept.
 *
 * Returns: (transfer full) (nullable): what the key hashes to
 */
char *
proctor_engine_key_prepare (const char *folder,
                            gboolean renew,
                            char **fresh,
                            GError **error)
{
  g_autofree char *path = g_build_filename (folder, "engine.key", NULL);
  g_autofree char *key = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *line = NULL;

  *fresh = NULL;
  if (!renew && g_file_get_contents (path, &hash, NULL, NULL))
    {
      g_strchomp (hash);
      if (strlen (hash) == HASH_LENGTH)
        return g_steal_pointer (&hash);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("“%s” holds no key. --new-key makes another."), path);
      return NULL;
    }

  key = make_key (error);
  if (key == NULL)
    return NULL;
  hash = proctor_request_gate_hash (key);
  line = g_strconcat (hash, "\n", NULL);
  if (!g_file_set_contents_full (path, line, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, S_IRUSR | S_IWUSR, error))
    return NULL;
  *fresh = g_steal_pointer (&key);

  return g_steal_pointer (&hash);
}

/**
 * proctor_engine_key_read:
 * @path: a file with a key
 * @error: return location for why there is none
 *
 * Returns: (transfer full) (nullable): what the key hashes to
 */
char *
proctor_engine_key_read (const char *path,
                         GError **error)
{
  g_autofree char *key = NULL;

  if (!g_file_get_contents (path, &key, NULL, error))
    return NULL;

  g_strstrip (key);
  if (*key == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("There is no key in “%s”."), path);
      return NULL;
    }

  return proctor_request_gate_hash (key);
}
