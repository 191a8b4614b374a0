/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-export-writer.h"

#include <glib/gi18n.h>

#include "proctor-export-names.h"
#include "proctor-import-path.h"
#include "proctor-project-file.h"
#include "proctor-test-registry.h"
#include "proctor-wire-arrange.h"

/* Somebody else may write the list at the same moment. */
#define MOST_TRIES 3

/* A test, and where it goes. */
typedef struct
{
  /* Owned */
  char *id;
  char *kind;
  char *name;
  char **folders;
  char *path;

  gboolean ours;
  gboolean written;
} Place;

/**
 * ProctorExportWriter:
 *
 * Writes tests into a folder as the official command line keeps them: a file a test, and a list of them. Only a file that the
 * list says is that test's is written over; all others stay as they are, and so does what the list says of other tests. Files
 * are there whole or not at all. Everything is done in threads, one after the other.
 */
struct _ProctorExportWriter
{
  GObject parent_instance;

  /* Owned */
  GFile *folder;

  /* Held by whichever thread is at work. */
  GMutex mutex;
  GPtrArray *places;
  GHashTable *by_id;
};

/* What is to be written where. */
typedef struct
{
  /* Owned */
  GBytes *document;

  /* Borrowed from the writer */
  Place *place;
} Write;

G_DEFINE_FINAL_TYPE (ProctorExportWriter, proctor_export_writer, G_TYPE_OBJECT)

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->id);
  g_free (place->kind);
  g_free (place->name);
  g_strfreev (place->folders);
  g_free (place->path);
  g_free (place);
}

static void
write_free (gpointer data)
{
  Write *write = data;

  g_bytes_unref (write->document);
  g_free (write);
}

static void
set_error (GError **error,
           const char *path,
           const GError *cause)
{
  /* Translators: a file's path, and what the system says. */
  g_set_error (error, cause->domain, cause->code, _ ("%s can't be written: %s"), path, cause->message);
}

/* The list of tests that is in the folder, or an empty one. A link is not followed: it could lead anywhere. */
static ProctorTestRegistry *
read_registry (ProctorExportWriter *self,
               char **etag,
               GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (self->folder, PROCTOR_TEST_REGISTRY_FILE);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!proctor_import_path_is_inside (file, self->folder))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s is a link that leads to another folder."), PROCTOR_TEST_REGISTRY_FILE);
      return NULL;
    }

  bytes = g_file_load_bytes (file, NULL, etag, &local_error);
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

/* Whether the list says that this file is that test's, and means it: a file has one test, and the list itself is none. */
static gboolean
is_ours (ProctorExportWriter *self,
         const char *config,
         GHashTable *given)
{
  g_autoptr (GFile) file = NULL;

  if (config == NULL || !proctor_import_path_is_safe (config) || !g_str_has_suffix (config, ".json") || g_hash_table_contains (given, config))
    return FALSE;
  if (g_str_equal (config, PROCTOR_TEST_REGISTRY_FILE))
    return FALSE;

  file = g_file_resolve_relative_path (self->folder, config);

  return proctor_import_path_is_inside (file, self->folder) && g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) != G_FILE_TYPE_DIRECTORY;
}

static void
prepare_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  ProctorExportWriter *self = source;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GError *error = NULL;
  g_autoptr (ProctorTestRegistry) registry = read_registry (self, NULL, &error);
  g_autoptr (GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);
  ProctorExportNames *names;

  if (registry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  names = proctor_export_names_new (self->folder);
  for (guint i = 0; i < proctor_test_registry_get_n_entries (registry); i++)
    {
      const ProctorTestRegistryEntry *entry = proctor_test_registry_get_entry (registry, i);

      /* Also where there is no such file now: the next one who looks is told that it is that test's. */
      if (entry->config != NULL && proctor_import_path_is_safe (entry->config))
        proctor_export_names_take (names, entry->config);
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);
      const char *config = proctor_test_registry_find_config (registry, place->id);

      if (place->path != NULL)
        continue;
      place->ours = is_ours (self, config, given);
      place->path = place->ours ? g_strdup (config) : proctor_export_names_make (names, (const char *const *) place->folders, place->name, NULL);
      g_hash_table_add (given, place->path);
    }
  proctor_export_names_free (names);

  g_task_return_boolean (task, TRUE);
}

static gboolean
write_file (ProctorExportWriter *self,
            Place *place,
            GBytes *text,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (proctor_project_file_write (self->folder, place->path, text, place->ours, &local_error))
    return TRUE;

  set_error (error, place->path, local_error);

  return FALSE;
}

static void
write_thread (GTask *task,
              gpointer source,
              gpointer data,
              GCancellable *cancellable)
{
  ProctorExportWriter *self = source;
  Write *write = data;
  GError *error = NULL;
  g_autoptr (GBytes) text = proctor_wire_arrange (write->document, &error);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (text == NULL || !write_file (self, write->place, text, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  write->place->ours = TRUE;
  write->place->written = TRUE;
  g_task_return_boolean (task, TRUE);
}

/* The names of folders are only written down where those on the disk say something else. */
static const char *const *
get_folders_to_tell (Place *place)
{
  const char *const *folders = (const char *const *) place->folders;
  g_auto (GStrv) plain = proctor_import_path_dup_folders (place->path, NULL, TRUE);
  g_auto (GStrv) told = proctor_import_path_dup_folders (place->path, folders, TRUE);

  if (g_strv_equal ((const char *const *) plain, folders) || !g_strv_equal ((const char *const *) told, folders))
    return NULL;

  return folders;
}

static gboolean
write_registry (ProctorExportWriter *self,
                GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (self->folder, PROCTOR_TEST_REGISTRY_FILE);
  g_autofree char *etag = NULL;
  g_autoptr (ProctorTestRegistry) registry = read_registry (self, &etag, error);
  g_autoptr (GBytes) text = NULL;
  const char *data;
  gsize length;

  if (registry == NULL)
    return FALSE;

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);
      ProctorTestRegistryEntry entry = { place->path, place->kind, place->id, NULL };

      if (!place->written)
        continue;
      entry.folders = get_folders_to_tell (place);
      proctor_test_registry_put (registry, &entry);
    }

  text = proctor_test_registry_write (registry);
  data = g_bytes_get_data (text, &length);

  return g_file_replace_contents (file, data, length, etag, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, error);
}

static void
commit_thread (GTask *task,
               gpointer source,
               gpointer data,
               GCancellable *cancellable)
{
  ProctorExportWriter *self = source;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GError) cause = NULL;
  GError *error = NULL;
  gboolean done = FALSE;

  for (guint i = 0; i < MOST_TRIES && !done; i++)
    {
      g_clear_error (&cause);
      done = write_registry (self, &cause);
      if (!done && !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
        break;
    }
  if (!done)
    {
      set_error (&error, PROCTOR_TEST_REGISTRY_FILE, cause);
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < self->places->len; i++)
    ((Place *) self->places->pdata[i])->written = FALSE;
  g_task_return_boolean (task, TRUE);
}

static void
proctor_export_writer_finalize (GObject *object)
{
  ProctorExportWriter *self = PROCTOR_EXPORT_WRITER (object);

  g_clear_object (&self->folder);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->places);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (proctor_export_writer_parent_class)->finalize (object);
}

static void
proctor_export_writer_class_init (ProctorExportWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_export_writer_finalize;
}

static void
proctor_export_writer_init (ProctorExportWriter *self)
{
  g_mutex_init (&self->mutex);
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * proctor_export_writer_new:
 * @folder: where to
 *
 * Returns: (transfer full): what writes tests there
 */
ProctorExportWriter *
proctor_export_writer_new (GFile *folder)
{
  ProctorExportWriter *self = g_object_new (PROCTOR_TYPE_EXPORT_WRITER, NULL);

  self->folder = g_object_ref (folder);

  return self;
}

/**
 * proctor_export_writer_add:
 * @self: a writer that does nothing at the moment
 * @id: a test
 * @kind: which kind of test, in the API's word
 * @name: its name
 * @folders: (array zero-terminated=1): the names of the folders it is in, from the top
 *
 * Says of a test that it is going to be written.
 */
void
proctor_export_writer_add (ProctorExportWriter *self,
                           const char *id,
                           const char *kind,
                           const char *name,
                           const char *const *folders)
{
  Place *place;

  g_return_if_fail (PROCTOR_IS_EXPORT_WRITER (self));

  if (g_hash_table_contains (self->by_id, id))
    return;

  place = g_new0 (Place, 1);
  place->id = g_strdup (id);
  place->kind = g_strdup (kind);
  place->name = g_strdup (name);
  place->folders = g_strdupv ((char **) folders);
  g_ptr_array_add (self->places, place);
  g_hash_table_insert (self->by_id, place->id, place);
}

/**
 * proctor_export_writer_prepare_async:
 * @self: a writer
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Looks what is in the folder and finds a place for each test. Nothing is written.
 */
void
proctor_export_writer_prepare_async (ProctorExportWriter *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_export_writer_prepare_async);
  g_task_run_in_thread (task, prepare_thread);
}

/**
 * proctor_export_writer_prepare_finish:
 * @self: a writer
 * @result: what the callback was given
 * @error: return location for why nothing can be written there
 *
 * Returns: whether each test has a place
 */
gboolean
proctor_export_writer_prepare_finish (ProctorExportWriter *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * proctor_export_writer_write_async:
 * @self: a writer that has prepared
 * @id: a test that was added
 * @document: it, as the server wrote it
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Writes a test. It can't be cancelled: half a file is no use to anybody.
 */
void
proctor_export_writer_write_async (ProctorExportWriter *self,
                                   const char *id,
                                   GBytes *document,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Write *write = g_new0 (Write, 1);

  write->place = g_hash_table_lookup (self->by_id, id);
  write->document = g_bytes_ref (document);
  g_task_set_source_tag (task, proctor_export_writer_write_async);
  g_task_set_task_data (task, write, write_free);
  g_return_if_fail (write->place != NULL);
  g_task_run_in_thread (task, write_thread);
}

/**
 * proctor_export_writer_write_finish:
 * @self: a writer
 * @result: what the callback was given
 * @error: return location for why it was not written
 *
 * Returns: whether it was
 */
gboolean
proctor_export_writer_write_finish (ProctorExportWriter *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * proctor_export_writer_is_dirty:
 * @self: a writer that does nothing at the moment
 *
 * Returns: whether files were written that the list doesn't name yet
 */
gboolean
proctor_export_writer_is_dirty (ProctorExportWriter *self)
{
  g_return_val_if_fail (PROCTOR_IS_EXPORT_WRITER (self), FALSE);

  for (guint i = 0; i < self->places->len; i++)
    {
      if (((Place *) self->places->pdata[i])->written)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_export_writer_commit_async:
 * @self: a writer
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Names the files that were written in the list of tests.
 */
void
proctor_export_writer_commit_async (ProctorExportWriter *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, proctor_export_writer_commit_async);
  g_task_run_in_thread (task, commit_thread);
}

/**
 * proctor_export_writer_commit_finish:
 * @self: a writer
 * @result: what the callback was given
 * @error: return location for why the list could not be written
 *
 * Returns: whether it was
 */
gboolean
proctor_export_writer_commit_finish (ProctorExportWriter *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
