/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-workspaces-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "proctor-base-url.h"
#include "proctor-folders.h"
#include "proctor-workspace.h"

/* The file in which workspaces are kept. All of this does I/O and is for a worker. */

#define HEAD_GROUP "Workspaces"
#define KEY_LAST "Last"
#define ENTRY_PREFIX "Workspace "
#define KEY_NAME "Name"
#define KEY_BASE_URL "BaseUrl"

#define PRIVATE_MODE 0600

ProctorWorkspaceEntry *
proctor_workspace_entry_new (const char *id,
                             const char *name,
                             const char *base_url)
{
  ProctorWorkspaceEntry *entry = g_new0 (ProctorWorkspaceEntry, 1);

  entry->id = g_strdup (id);
  entry->name = g_strdup (name);
  entry->base_url = g_strdup (base_url);

  return entry;
}

void
proctor_workspace_entry_free (ProctorWorkspaceEntry *entry)
{
  g_free (entry->id);
  g_free (entry->name);
  g_free (entry->base_url);
  g_free (entry);
}

ProctorWorkspacesFile *
proctor_workspaces_file_new (void)
{
  ProctorWorkspacesFile *file = g_new0 (ProctorWorkspacesFile, 1);

  file->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_workspace_entry_free);
  file->gone = g_ptr_array_new_with_free_func (g_free);

  return file;
}

void
proctor_workspaces_file_free (ProctorWorkspacesFile *file)
{
  g_ptr_array_unref (file->entries);
  g_ptr_array_unref (file->gone);
  g_free (file->last);
  g_free (file->notice);
  g_free (file);
}

/* Moves a file that can't be read out of the way: somebody may be able to save something from it,
 * so it is never overwritten. Returns what to say of it. */
static char *
set_aside (const char *path,
           GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *name = g_strdup_printf ("%s.damaged-%s", path, date);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.damaged-%s-%u", path, date, i);
    }

  if (g_rename (path, name) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   /* Translators: first a file, then the system's own words for what went wrong. */
                   _ ("“%s” is damaged and can't be set aside: %s."), path, g_strerror (saved_errno));
      return NULL;
    }

  return g_strdup_printf (_ ("The list of workspaces was damaged. It was set aside as “%s”, and a new list was begun."), name);
}

/* Returns the file as it is, an empty one if there is none. With %NULL it must not be written. */
static GKeyFile *
load (const char *path,
      char **notice,
      GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &local_error))
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&keys);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   /* Translators: the system's own words for what went wrong. */
                   _ ("The list of workspaces can't be read: %s."), local_error->message);
      return NULL;
    }
  if (length == 0 || (g_utf8_validate_len (text, length, NULL) && g_key_file_load_from_data (keys, text, length, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, NULL)))
    return g_steal_pointer (&keys);

  *notice = set_aside (path, error);
  if (*notice == NULL)
    return NULL;

  return g_key_file_new ();
}

/* What is of another kind than this version knows stays in the file and is not shown. */
static ProctorWorkspaceEntry *
read_entry (GKeyFile *keys,
            const char *group)
{
  const char *id = group + strlen (ENTRY_PREFIX);
  g_autofree char *name = g_key_file_get_string (keys, group, KEY_NAME, NULL);
  g_autofree char *text = g_key_file_get_string (keys, group, KEY_BASE_URL, NULL);
  g_autofree char *base_url = text != NULL ? proctor_base_url_parse (text, NULL) : NULL;

  if (*id == '\0' || g_str_equal (id, PROCTOR_WORKSPACE_LOCAL_ID) != (text == NULL) || (text != NULL && base_url == NULL))
    return NULL;
  if (name == NULL || *name == '\0')
    g_set_str (&name, base_url != NULL ? base_url : _ ("On this computer"));

  return proctor_workspace_entry_new (id, name, base_url);
}

/**
 * proctor_workspaces_file_read:
 * @path: the file
 * @error: return location for why it can't be read
 *
 * Returns: (transfer full) (nullable): what it says; nothing if there is no such file yet
 */
ProctorWorkspacesFile *
proctor_workspaces_file_read (const char *path,
                              GError **error)
{
  g_autoptr (ProctorWorkspacesFile) file = proctor_workspaces_file_new ();
  g_autoptr (GKeyFile) keys = load (path, &file->notice, error);
  g_auto (GStrv) groups = NULL;

  if (keys == NULL)
    return NULL;

  groups = g_key_file_get_groups (keys, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    {
      ProctorWorkspaceEntry *entry = g_str_has_prefix (groups[i], ENTRY_PREFIX) ? read_entry (keys, groups[i]) : NULL;

      if (entry != NULL)
        g_ptr_array_add (file->entries, entry);
    }
  file->last = g_key_file_get_string (keys, HEAD_GROUP, KEY_LAST, NULL);

  return g_steal_pointer (&file);
}

static void
set_or_remove (GKeyFile *keys,
               const char *group,
               const char *key,
               const char *value)
{
  if (value != NULL)
    g_key_file_set_string (keys, group, key, value);
  else
    g_key_file_remove_key (keys, group, key, NULL);
}

/**
 * proctor_workspaces_file_write:
 * @file: what the file is to say
 * @path: the file
 * @error: return location for why it can't be written
 *
 * Puts what is new into the file that is there: groups and keys of others are kept.
 *
 * Returns: whether it is on the disk
 */
gboolean
proctor_workspaces_file_write (ProctorWorkspacesFile *file,
                               const char *path,
                               GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) keys = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!proctor_folders_ensure (folder, error))
    return FALSE;
  keys = load (path, &file->notice, error);
  if (keys == NULL)
    return FALSE;

  set_or_remove (keys, HEAD_GROUP, KEY_LAST, file->last);
  for (guint i = 0; i < file->gone->len; i++)
    {
      g_autofree char *group = g_strconcat (ENTRY_PREFIX, g_ptr_array_index (file->gone, i), NULL);

      g_key_file_remove_group (keys, group, NULL);
    }
  for (guint i = 0; i < file->entries->len; i++)
    {
      const ProctorWorkspaceEntry *entry = g_ptr_array_index (file->entries, i);
      g_autofree char *group = g_strconcat (ENTRY_PREFIX, entry->id, NULL);

      g_key_file_set_string (keys, group, KEY_NAME, entry->name);
      set_or_remove (keys, group, KEY_BASE_URL, entry->base_url);
    }

  text = g_key_file_to_data (keys, &length, NULL);
  if (g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, PRIVATE_MODE, &local_error))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               /* Translators: the system's own words for what went wrong. */
               _ ("The list of workspaces can't be written: %s."), local_error->message);

  return FALSE;
}
