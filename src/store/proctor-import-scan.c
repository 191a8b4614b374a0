/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-scan.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "proctor-import-path.h"
#include "proctor-import-rows.h"
#include "proctor-test-file.h"
#include "proctor-test-registry.h"
#include "proctor-test.h"

#define ATTRIBUTES "standard::name,standard::type,standard::is-symlink,standard::is-hidden,standard::size"

/* What is being looked through. */
typedef struct
{
  ProctorImportRows *rows;
  GHashTable *seen;
  GCancellable *cancellable;
  GFile *root;
  guint n_files;
  gsize n_bytes;
  gboolean full;
} Scan;

/* How something came to be looked at. */
typedef struct
{
  GFile *file;
  char *label;
  gboolean chosen;
  const char *const *folders;
  const ProctorTestRegistryEntry *entry;
} Find;

static void scan_folder (Scan *scan,
                         GFile *folder,
                         guint depth);

static gboolean
note (Scan *scan,
      GFile *file)
{
  return g_hash_table_add (scan->seen, g_object_ref (file));
}

static void
stop (Scan *scan,
      const char *label)
{
  if (scan->full)
    return;

  scan->full = TRUE;
  proctor_import_rows_add_problem (scan->rows, label, NULL, _ ("There is more than can be looked through at once. What follows was left out."));
}

static GBytes *
read_all (Scan *scan,
          GFile *file,
          GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, scan->cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (stream != NULL)
    {
      g_autoptr (GBytes) chunk = g_input_stream_read_bytes (G_INPUT_STREAM (stream), 256 * 1024, scan->cancellable, error);

      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

      /* It may have grown since, or not have told its size. */
      if (bytes->len + g_bytes_get_size (chunk) > PROCTOR_IMPORT_MOST_BYTES)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The file is larger than %u MB."), PROCTOR_IMPORT_MOST_BYTES / 1024 / 1024);
          return NULL;
        }
      g_byte_array_append (bytes, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
    }

  return NULL;
}

/* Reads a file unless it is none, or too large. A pipe or a device is not even opened: it could keep us waiting for ever. */
static GBytes *
read_file (Scan *scan,
           GFile *file,
           GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, scan->cancellable, error);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("It is no file that can be read."));
      return NULL;
    }
  if (g_file_info_get_size (info) > PROCTOR_IMPORT_MOST_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The file is larger than %u MB."), PROCTOR_IMPORT_MOST_BYTES / 1024 / 1024);
      return NULL;
    }

  bytes = read_all (scan, file, error);
  if (bytes == NULL)
    return NULL;

  scan->n_bytes += g_bytes_get_size (bytes);

  return proctor_test_file_decode (bytes, error);
}

static void
add_items (Scan *scan,
           const Find *find,
           GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      ProctorTestFileItem *item = g_ptr_array_index (items, i);
      g_autofree char *reason = NULL;

      /* A project's word on whose file it is counts for more than the file's own. */
      if (item->test != NULL && items->len == 1 && find->entry != NULL && find->entry->id != NULL)
        proctor_test_set_id (item->test, find->entry->id);
      if (item->test != NULL && g_strcmp0 (proctor_test_get_id (item->test), "") == 0)
        proctor_test_set_id (item->test, NULL);

      if (item->test != NULL)
        {
          proctor_import_rows_add_test (scan->rows, find->label, item->test, find->folders);
          continue;
        }
      if (items->len > 1)
        /* Translators: the place in a list, from 1, and why what is there can't be imported. */
        reason = g_strdup_printf (_ ("Number %u: %s"), i + 1, item->problem);
      proctor_import_rows_add_problem (scan->rows, find->label, item->name, reason != NULL ? reason : item->problem);
    }
}

static void scan_registry (Scan *scan,
                           GFile *file,
                           const char *label,
                           GBytes *bytes);

static void
scan_file (Scan *scan,
           const Find *find)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ProctorTestFile) read = NULL;

  if (!note (scan, find->file) || scan->full || g_cancellable_is_cancelled (scan->cancellable))
    return;
  if (++scan->n_files > PROCTOR_IMPORT_MOST_FILES || scan->n_bytes > PROCTOR_IMPORT_MOST_BYTES_IN_ALL || proctor_import_rows_get_n_tests (scan->rows) >= PROCTOR_IMPORT_MOST_TESTS)
    {
      stop (scan, find->label);
      return;
    }

  bytes = read_file (scan, find->file, &error);
  if (bytes != NULL)
    read = proctor_test_file_read (bytes, find->entry != NULL ? find->entry->kind : NULL, PROCTOR_IMPORT_MOST_TESTS - proctor_import_rows_get_n_tests (scan->rows), &error);
  if (read == NULL)
    {
      if (find->entry != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        proctor_import_rows_add_problem (scan->rows, find->label, NULL, _ ("The project says that there is a test, but there is no such file."));
      else
        proctor_import_rows_add_problem (scan->rows, find->label, NULL, error->message);
      return;
    }

  if (read->is_registry && find->entry == NULL)
    scan_registry (scan, find->file, find->label, bytes);
  else if (read->is_registry)
    proctor_import_rows_add_problem (scan->rows, find->label, NULL, _ ("This is a list of files, not a test."));
  else if (read->other == NULL)
    add_items (scan, find, read->items);
  else if (find->chosen || find->entry != NULL)
    proctor_import_rows_add_problem (scan->rows, find->label, NULL, read->other);
  else
    proctor_import_rows_add_other (scan->rows, find->label, read->other);
}

/* A test that a project names, in a file of the project and nowhere else. */
static void
scan_entry (Scan *scan,
            GFile *project,
            const char *label,
            const ProctorTestRegistryEntry *entry)
{
  g_autofree char *parent = g_path_get_dirname (label);
  g_autoptr (GFile) file = NULL;
  g_autofree char *own = NULL;
  g_auto (GStrv) folders = NULL;
  Find find = { .entry = entry };

  if (entry->config == NULL)
    {
      proctor_import_rows_add_problem (scan->rows, label, NULL, _ ("The project names a test without saying which file it is in."));
      return;
    }

  own = g_str_equal (parent, ".") ? g_strdup (entry->config) : g_strconcat (parent, "/", entry->config, NULL);
  if (proctor_import_path_is_safe (entry->config))
    file = g_file_resolve_relative_path (project, entry->config);
  if (file == NULL || !proctor_import_path_is_inside (file, project))
    {
      proctor_import_rows_add_problem (scan->rows, own, NULL, _ ("The project names a file outside of itself. It isn't read."));
      return;
    }

  folders = proctor_import_path_dup_folders (entry->config, entry->folders, TRUE);
  find.file = file;
  find.label = own;
  find.folders = (const char *const *) folders;
  scan_file (scan, &find);
}

static void
scan_registry (Scan *scan,
               GFile *file,
               const char *label,
               GBytes *bytes)
{
  g_autoptr (GFile) project = g_file_get_parent (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTestRegistry) registry = proctor_test_registry_read (bytes, &error);

  if (registry == NULL)
    {
      proctor_import_rows_add_problem (scan->rows, label, NULL, error->message);
      return;
    }

  for (guint i = 0; i < proctor_test_registry_get_n_entries (registry) && !scan->full && !g_cancellable_is_cancelled (scan->cancellable); i++)
    scan_entry (scan, project, label, proctor_test_registry_get_entry (registry, i));
}

static char *
dup_label (Scan *scan,
           GFile *file)
{
  g_autofree char *path = scan->root != NULL ? g_file_get_relative_path (scan->root, file) : NULL;

  if (path == NULL)
    path = g_file_get_basename (file);

  return g_filename_display_name (path);
}

static gboolean
is_json (const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_str_has_suffix (folded, ".json");
}

/* What a link inside of what was chosen leads to is looked at where it is; anything else isn't ours to read. */
static void
scan_link (Scan *scan,
           GFile *file)
{
  g_autofree char *label = dup_label (scan, file);

  if (!proctor_import_path_is_inside (file, scan->root))
    proctor_import_rows_add_problem (scan->rows, label, NULL, _ ("This is a link to something outside of what was chosen. It isn't followed."));
}

static void
scan_child (Scan *scan,
            GFile *file,
            GFileInfo *info,
            guint depth)
{
  GFileType type = g_file_info_get_file_type (info);
  g_autofree char *path = NULL;
  g_autofree char *label = NULL;
  g_auto (GStrv) folders = NULL;
  Find find = { .file = file };

  if (g_file_info_get_is_symlink (info))
    {
      if (is_json (g_file_info_get_name (info)) || g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, scan->cancellable) == G_FILE_TYPE_DIRECTORY)
        scan_link (scan, file);
      return;
    }
  if (type == G_FILE_TYPE_DIRECTORY)
    {
      scan_folder (scan, file, depth + 1);
      return;
    }
  if (type != G_FILE_TYPE_REGULAR || !is_json (g_file_info_get_name (info)))
    return;

  path = g_file_get_relative_path (scan->root, file);
  label = dup_label (scan, file);
  folders = proctor_import_path_dup_folders (path, NULL, FALSE);
  find.label = label;
  find.folders = (const char *const *) folders;
  scan_file (scan, &find);
}

/* A project's list comes first: it knows most of the files beside it. Then by name, so that twice is twice the same. */
static int
compare_infos (gconstpointer one,
               gconstpointer other)
{
  const char *a = g_file_info_get_name (*(GFileInfo *const *) one);
  const char *b = g_file_info_get_name (*(GFileInfo *const *) other);
  gboolean is_list = g_str_equal (a, PROCTOR_TEST_REGISTRY_FILE);

  if (is_list != g_str_equal (b, PROCTOR_TEST_REGISTRY_FILE))
    return is_list ? -1 : 1;

  return strcmp (a, b);
}

static GPtrArray *
list_folder (Scan *scan,
             GFile *folder,
             GError **error)
{
  g_autoptr (GFileEnumerator) enumerator = NULL;
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func (g_object_unref);

  enumerator = g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, scan->cancellable, error);
  while (enumerator != NULL)
    {
      GFileInfo *info;

      if (!g_file_enumerator_iterate (enumerator, &info, NULL, scan->cancellable, error))
        return NULL;
      if (info == NULL)
        {
          g_ptr_array_sort (infos, compare_infos);
          return g_steal_pointer (&infos);
        }
      /* Whatever is hidden, or has been installed by a package manager, is nobody's test. */
      if (!g_file_info_get_is_hidden (info) && !g_str_equal (g_file_info_get_name (info), "node_modules"))
        g_ptr_array_add (infos, g_object_ref (info));
    }

  return NULL;
}

static void
scan_folder (Scan *scan,
             GFile *folder,
             guint depth)
{
  g_autofree char *label = dup_label (scan, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = NULL;

  if (!note (scan, folder) || scan->full)
    return;
  if (depth > PROCTOR_IMPORT_MOST_DEPTH)
    {
      proctor_import_rows_add_problem (scan->rows, label, NULL, _ ("The folder is nested too deeply."));
      return;
    }

  infos = list_folder (scan, folder, &error);
  if (infos == NULL)
    {
      proctor_import_rows_add_problem (scan->rows, label, NULL, error->message);
      return;
    }
  for (guint i = 0; i < infos->len && !scan->full && !g_cancellable_is_cancelled (scan->cancellable); i++)
    {
      g_autoptr (GFile) child = g_file_get_child (folder, g_file_info_get_name (infos->pdata[i]));

      scan_child (scan, child, infos->pdata[i], depth);
    }
}

static gboolean
is_folder (Scan *scan,
           GFile *file)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, scan->cancellable) == G_FILE_TYPE_DIRECTORY;
}

static void
scan_chosen_file (Scan *scan,
                  GFile *file)
{
  static const char *const no_folders[] = { NULL };
  g_autofree char *label = dup_label (scan, file);
  Find find = { .file = file, .label = label, .chosen = TRUE, .folders = no_folders };

  scan_file (scan, &find);
}

static void
scan_thread (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  GPtrArray *files = data;
  Scan scan = { .cancellable = cancellable };
  GPtrArray *rows;

  scan.rows = proctor_import_rows_new ();
  scan.seen = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, NULL);
  /* Files first: one that was chosen by itself has a row, even if a folder that it is in was chosen as well. */
  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      if (!is_folder (&scan, files->pdata[i]))
        scan_chosen_file (&scan, files->pdata[i]);
    }
  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      scan.root = files->pdata[i];
      if (is_folder (&scan, scan.root))
        scan_folder (&scan, scan.root, 0);
    }
  rows = proctor_import_rows_free (scan.rows);
  g_hash_table_unref (scan.seen);

  g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * proctor_import_scan_files_async:
 * @files: (element-type GFile): files and folders
 * @cancellable: (nullable): to give up
 * @callback: called when everything has been looked at
 * @user_data: passed to @callback
 *
 * Looks files through for tests, in a thread, and compares them with nothing but each other. What can't be read is a row like
 * others; a file that was found in a folder and is no test is not worth a row of its own.
 */
void
proctor_import_scan_files_async (GListModel *files,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (chosen, g_list_model_get_item (files, i));
  g_task_set_source_tag (task, proctor_import_scan_files_async);
  g_task_set_task_data (task, chosen, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, scan_thread);
}

/**
 * proctor_import_scan_files_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED, there is no other
 *
 * Returns: (transfer full) (nullable) (element-type ProctorImportRow): what was found
 */
GPtrArray *
proctor_import_scan_files_finish (GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
