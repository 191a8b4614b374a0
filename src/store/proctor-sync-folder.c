/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sync-folder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-api-error.h"
#include "proctor-export-names.h"
#include "proctor-import-path.h"
#include "proctor-project-file.h"
#include "proctor-sync-scan.h"
#include "proctor-test-base.h"
#include "proctor-test-registry.h"
#include "proctor-test-text.h"

#define STATE_FOLDER ".proctor"
#define TOOLS_FILE STATE_FOLDER "/tools.json"

/* Somebody else may write the list at the same moment. */
#define MOST_TRIES 3

/**
 * ProctorSyncFolder:
 *
 * A project's folder: `tests.json` and the files that it names, as the official command line keeps them, and beside them in
 * `.proctor` what each test was when file and server last said the same. That is written after each test, and so nothing is
 * lost or made twice if there is no time left to write the list. With another workspace as its target, the list is only read:
 * its ids are not that workspace's, and which test is which there is kept with what it was there.
 *
 * All of it does I/O: use it in a worker. Tests may be written by several at once.
 */
struct _ProctorSyncFolder
{
  /* Owned */
  GFile *root;
  char *bases;

  gboolean is_elsewhere;
};

/**
 * proctor_sync_folder_new:
 * @root: a project's folder
 * @target: (nullable): what another workspace than that of the list's ids is called here
 *
 * Returns: (transfer full): it
 */
ProctorSyncFolder *
proctor_sync_folder_new (GFile *root,
                         const char *target)
{
  ProctorSyncFolder *self = g_new0 (ProctorSyncFolder, 1);

  self->root = g_object_ref (root);
  self->bases = target != NULL ? g_strconcat (STATE_FOLDER "/elsewhere/", target, NULL) : g_strdup (STATE_FOLDER "/base");
  self->is_elsewhere = target != NULL;

  return self;
}

void
proctor_sync_folder_free (ProctorSyncFolder *self)
{
  g_object_unref (self->root);
  g_free (self->bases);
  g_free (self);
}

static void
set_error (GError **error,
           const char *path,
           const GError *cause)
{
  /* Translators: a file's path, and what the system says. */
  g_set_error (error, cause->domain, cause->code, _ ("%s can't be written: %s"), path, cause->message);
}

static ProctorTestRegistry *
read_registry (ProctorSyncFolder *self,
               char **etag,
               GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = proctor_project_file_read (self->root, PROCTOR_TEST_REGISTRY_FILE, etag, &local_error);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return proctor_test_registry_new ();
  if (bytes == NULL)
    {
      /* Translators: a file's name, and what the system says. */
      g_set_error (error, local_error->domain, local_error->code, _ ("%s can't be read: %s"), PROCTOR_TEST_REGISTRY_FILE, local_error->message);
      return NULL;
    }

  return proctor_test_registry_read (bytes, error);
}

/* An id is the server's, and may be anything. */
static char *
make_base_path (ProctorSyncFolder *self,
                const char *id)
{
  g_autofree char *sum = NULL;

  if (strspn (id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen (id) && strlen (id) < 100)
    return g_strconcat (self->bases, "/", id, ".json", NULL);

  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);

  return g_strconcat (self->bases, "/+", sum, ".json", NULL);
}

/**
 * proctor_sync_folder_read:
 * @self: a project's folder
 * @items: (element-type ProctorSyncItem): where all tests are added that it knows of
 * @error: return location for why that can't be said
 *
 * What is wrong with one test is said of that one.
 *
 * Returns: whether it was read
 */
gboolean
proctor_sync_folder_read (ProctorSyncFolder *self,
                          GPtrArray *items,
                          GError **error)
{
  g_autoptr (ProctorTestRegistry) registry = read_registry (self, NULL, error);

  if (registry == NULL)
    return FALSE;

  proctor_sync_scan (self->root, registry, self->bases, self->is_elsewhere, items);

  return TRUE;
}

/**
 * proctor_sync_folder_read_tools:
 * @self: a project's folder
 *
 * Returns: (transfer full) (element-type utf8 utf8): what the tools are called that its tests name, by their ids
 */
GHashTable *
proctor_sync_folder_read_tools (ProctorSyncFolder *self)
{
  g_autoptr (GBytes) bytes = proctor_project_file_read (self->root, TOOLS_FILE, NULL, NULL);

  return proctor_test_base_read_names (bytes);
}

/**
 * proctor_sync_folder_write_tools:
 * @self: a project's folder
 * @tools: (element-type utf8 utf8): what tools are called, by their ids
 * @error: return location for why that was not written
 *
 * Returns: whether it was written
 */
gboolean
proctor_sync_folder_write_tools (ProctorSyncFolder *self,
                                 GHashTable *tools,
                                 GError **error)
{
  g_autoptr (GBytes) before = proctor_project_file_read (self->root, TOOLS_FILE, NULL, NULL);
  g_autoptr (GBytes) text = proctor_test_base_write_names (tools);
  g_autoptr (GError) cause = NULL;

  if ((before == NULL && g_hash_table_size (tools) == 0) || (before != NULL && g_bytes_equal (before, text)) || proctor_project_file_write (self->root, TOOLS_FILE, text, TRUE, &cause))
    return TRUE;

  set_error (error, TOOLS_FILE, cause);

  return FALSE;
}

static int
compare_places (gconstpointer one,
                gconstpointer other)
{
  const ProctorSyncItem *a = *(const ProctorSyncItem *const *) one;
  const ProctorSyncItem *b = *(const ProctorSyncItem *const *) other;
  g_autofree char *folders_a = g_strjoinv ("\n", a->remote_folders);
  g_autofree char *folders_b = g_strjoinv ("\n", b->remote_folders);
  int order = strcmp (folders_a, folders_b);

  if (order == 0)
    order = g_strcmp0 (a->name, b->name);

  return order != 0 ? order : g_strcmp0 (a->id, b->id);
}

static gboolean
needs_place (ProctorSyncItem *item)
{
  if (!item->is_there || !item->is_wanted || item->state == PROCTOR_SYNC_FAILED)
    return FALSE;

  return item->path == NULL || (item->local != NULL && proctor_sync_item_has_moved_there (item) && !proctor_sync_item_has_moved_here (item));
}

/* A file that goes to another folder keeps its name. */
static char *
dup_file_name (ProctorSyncItem *item)
{
  g_autofree char *name = item->path != NULL ? g_path_get_basename (item->path) : NULL;

  if (name == NULL)
    return g_strdup (item->name != NULL ? item->name : "");
  if (g_str_has_suffix (name, ".json"))
    name[strlen (name) - strlen (".json")] = '\0';

  return g_filename_display_name (name);
}

/**
 * proctor_sync_folder_place:
 * @self: a project's folder
 * @items: (element-type ProctorSyncItem): all tests
 *
 * Finds places for the files of tests that have none, or that are in another folder now. In whichever order the server names
 * them, they get the same.
 */
void
proctor_sync_folder_place (ProctorSyncFolder *self,
                           GPtrArray *items)
{
  ProctorExportNames *names = proctor_export_names_new (self->root);
  g_autoptr (GPtrArray) placed = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      ProctorSyncItem *item = items->pdata[i];

      if (item->path != NULL && proctor_import_path_is_safe (item->path))
        proctor_export_names_take (names, item->path);
      if (needs_place (item))
        g_ptr_array_add (placed, item);
    }
  g_ptr_array_sort (placed, compare_places);
  for (guint i = 0; i < placed->len; i++)
    {
      ProctorSyncItem *item = placed->pdata[i];

      g_autofree char *name = dup_file_name (item);

      item->old_path = g_steal_pointer (&item->path);
      item->path = proctor_export_names_make (names, (const char *const *) item->remote_folders, name, ".json");
    }
  proctor_export_names_free (names);
}

/**
 * proctor_sync_folder_write_test:
 * @self: a project's folder
 * @item: a test that has a place
 * @text: what is to be in its file
 * @error: return location for why it was not written
 *
 * Writes a test's file, and takes away the one at its old place.
 *
 * Returns: whether it was written
 */
gboolean
proctor_sync_folder_write_test (ProctorSyncFolder *self,
                                ProctorSyncItem *item,
                                GBytes *text,
                                GError **error)
{
  gboolean is_ours = item->local != NULL && item->old_path == NULL;
  g_autoptr (GError) cause = NULL;

  if (!proctor_project_file_write (self->root, item->path, text, is_ours, &cause) || (item->old_path != NULL && !proctor_project_file_delete (self->root, item->old_path, &cause)))
    {
      set_error (error, item->path, cause);
      return FALSE;
    }

  if (item->old_path != NULL || item->local == NULL)
    {
      g_clear_pointer (&item->local_folders, g_strfreev);
      item->local_folders = proctor_import_path_dup_folders (item->path, (const char *const *) item->remote_folders, TRUE);
    }
  g_clear_pointer (&item->old_path, g_free);
  item->is_named = TRUE;

  return TRUE;
}

/**
 * proctor_sync_folder_remove_test:
 * @self: a project's folder
 * @item: a test
 * @error: return location for why its file is still there
 *
 * Returns: whether it has no file any more
 */
gboolean
proctor_sync_folder_remove_test (ProctorSyncFolder *self,
                                 ProctorSyncItem *item,
                                 GError **error)
{
  g_autoptr (GError) cause = NULL;

  item->is_gone = item->path == NULL || proctor_project_file_delete (self->root, item->path, &cause);
  if (!item->is_gone)
    set_error (error, item->path, cause);

  return item->is_gone;
}

/**
 * proctor_sync_folder_write_base:
 * @self: a project's folder
 * @item: a test
 * @source: what both sides say now
 * @error: return location for why that was not written
 *
 * Returns: whether it was written
 */
gboolean
proctor_sync_folder_write_base (ProctorSyncFolder *self,
                                ProctorSyncItem *item,
                                GBytes *source,
                                GError **error)
{
  const ProctorTestBase base = { item->id, item->path, item->remote_folders, item->local_folders, source };
  g_autofree char *path = make_base_path (self, item->id);
  g_autofree char *old_path = item->old_id != NULL ? make_base_path (self, item->old_id) : NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) text = proctor_test_base_write (&base, &cause);

  if (text != NULL && proctor_project_file_write (self->root, path, text, TRUE, &cause) && (old_path == NULL || proctor_project_file_delete (self->root, old_path, &cause)))
    return TRUE;

  set_error (error, path, cause);

  return FALSE;
}

gboolean
proctor_sync_folder_remove_base (ProctorSyncFolder *self,
                                 ProctorSyncItem *item,
                                 GError **error)
{
  g_autofree char *path = item->id != NULL ? make_base_path (self, item->id) : NULL;
  g_autoptr (GError) cause = NULL;

  if (path == NULL || proctor_project_file_delete (self->root, path, &cause))
    return TRUE;

  set_error (error, path, cause);

  return FALSE;
}

/* The names of folders are only written down where those on the disk say something else. */
static const char *const *
get_folders_to_tell (ProctorSyncItem *item)
{
  const char *const *folders = (const char *const *) item->local_folders;
  g_auto (GStrv) plain = proctor_import_path_dup_folders (item->path, NULL, TRUE);
  g_auto (GStrv) told = folders != NULL ? proctor_import_path_dup_folders (item->path, folders, TRUE) : NULL;

  if (folders == NULL || g_strv_equal ((const char *const *) plain, folders) || !g_strv_equal ((const char *const *) told, folders))
    return NULL;

  return folders;
}

static int
compare_paths (gconstpointer one,
               gconstpointer other)
{
  return g_strcmp0 ((*(const ProctorSyncItem *const *) one)->path, (*(const ProctorSyncItem *const *) other)->path);
}

static gboolean
write_registry (ProctorSyncFolder *self,
                GPtrArray *items,
                GError **error)
{
  g_autofree char *etag = NULL;
  g_autoptr (ProctorTestRegistry) registry = read_registry (self, &etag, error);
  g_autoptr (GFile) file = g_file_get_child (self->root, PROCTOR_TEST_REGISTRY_FILE);
  g_autoptr (GBytes) text = NULL;
  const char *data;
  gsize length;

  if (registry == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      ProctorSyncItem *item = items->pdata[i];
      const ProctorTestRegistryEntry entry = { item->path, item->kind, item->id, item->is_named ? get_folders_to_tell (item) : NULL };

      if (item->old_id != NULL)
        proctor_test_registry_remove (registry, item->old_id, NULL);
      if (item->is_gone)
        proctor_test_registry_remove (registry, item->id, item->path);
      else
        proctor_test_registry_put (registry, &entry);
    }
  text = proctor_test_registry_write (registry);
  data = g_bytes_get_data (text, &length);

  return g_file_replace_contents (file, data, length, etag, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, error);
}

/**
 * proctor_sync_folder_commit:
 * @self: a project's folder
 * @items: (element-type ProctorSyncItem): all tests
 * @error: return location for why the list of tests was not written
 *
 * Writes the list of tests, if it has to say something else. New tests are added at its end, in the order of their files.
 *
 * Returns: whether it says what it should
 */
gboolean
proctor_sync_folder_commit (ProctorSyncFolder *self,
                            GPtrArray *items,
                            GError **error)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GError) cause = NULL;
  gboolean done = FALSE;

  for (guint i = 0; i < items->len && !self->is_elsewhere; i++)
    {
      ProctorSyncItem *item = items->pdata[i];

      if (item->is_gone || (item->is_named && item->id != NULL && item->path != NULL))
        g_ptr_array_add (changed, item);
    }
  if (changed->len == 0)
    return TRUE;

  g_ptr_array_sort (changed, compare_paths);
  for (guint i = 0; i < MOST_TRIES && !done; i++)
    {
      g_clear_error (&cause);
      done = write_registry (self, changed, &cause);
      if (!done && !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
        break;
    }
  if (!done)
    set_error (error, PROCTOR_TEST_REGISTRY_FILE, cause);

  return done;
}
