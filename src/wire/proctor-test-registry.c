/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-registry.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#include "proctor-api-error.h"

/* Ours alone. The names of folders can't all be names of files, and this is where they are kept. */
#define FOLDERS_MEMBER "folder_path"

/**
 * ProctorTestRegistry:
 *
 * The `tests.json` of a project, as the official command line keeps it: which tests there are, and in which files. It may be
 * written back: what it says beside that, and of tests that nobody asks us of, stays as it is, to the last digit.
 */
struct _ProctorTestRegistry
{
  /* Owned */
  yyjson_mut_doc *document;
  GArray *entries;
  GHashTable *by_id;
  /* Those without an id, by their file. */
  GHashTable *by_config;

  /* Borrowed from the document */
  yyjson_mut_val *tests;
};

typedef struct
{
  ProctorTestRegistryEntry entry;
  yyjson_mut_val *value;
  const char **folders;
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->folders);
}

static ProctorTestRegistry *
registry_new (yyjson_mut_doc *document)
{
  ProctorTestRegistry *self = g_new0 (ProctorTestRegistry, 1);

  self->document = document;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_config = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/* A text in the document; an empty one says nothing. */
static const char *
get_text (yyjson_mut_val *object,
          const char *member)
{
  const char *text = yyjson_mut_get_str (yyjson_mut_obj_get (object, member));

  return text != NULL && *text != '\0' ? text : NULL;
}

static const char **
read_folders (yyjson_mut_val *list)
{
  const char **folders;
  yyjson_mut_arr_iter iter;
  yyjson_mut_val *name;
  gsize n = 0;

  if (!yyjson_mut_is_arr (list))
    return NULL;

  folders = g_new0 (const char *, yyjson_mut_arr_size (list) + 1);
  iter = yyjson_mut_arr_iter_with (list);
  while ((name = yyjson_mut_arr_iter_next (&iter)) != NULL)
    {
      if (yyjson_mut_is_str (name))
        folders[n++] = yyjson_mut_get_str (name);
    }

  return folders;
}

static void
note_entry (ProctorTestRegistry *self,
            yyjson_mut_val *value)
{
  Entry entry = { .value = value };

  entry.entry.config = get_text (value, "config");
  entry.entry.kind = get_text (value, "type");
  entry.entry.id = get_text (value, "id");
  entry.folders = read_folders (yyjson_mut_obj_get (value, FOLDERS_MEMBER));
  entry.entry.folders = entry.folders;
  g_array_append_val (self->entries, entry);
  if (entry.entry.id != NULL && !g_hash_table_contains (self->by_id, entry.entry.id))
    g_hash_table_insert (self->by_id, (gpointer) entry.entry.id, GUINT_TO_POINTER (self->entries->len - 1));
  if (entry.entry.id == NULL && entry.entry.config != NULL && !g_hash_table_contains (self->by_config, entry.entry.config))
    g_hash_table_insert (self->by_config, (gpointer) entry.entry.config, GUINT_TO_POINTER (self->entries->len - 1));
}

/* Where a test is, by its id or, as long as it has none, by its file. */
static Entry *
find_entry (ProctorTestRegistry *self,
            const char *id,
            const char *config)
{
  gpointer position;

  if (id != NULL && g_hash_table_lookup_extended (self->by_id, id, NULL, &position))
    return &g_array_index (self->entries, Entry, GPOINTER_TO_UINT (position));
  if (config != NULL && g_hash_table_lookup_extended (self->by_config, config, NULL, &position))
    return &g_array_index (self->entries, Entry, GPOINTER_TO_UINT (position));

  return NULL;
}

/* The C library's memory, since GLib never fails. */
static yyjson_mut_doc *
check (yyjson_mut_doc *document)
{
  if (document == NULL)
    g_error ("Out of memory");

  return document;
}

/**
 * proctor_test_registry_new:
 *
 * Returns: (transfer full): a registry without tests
 */
ProctorTestRegistry *
proctor_test_registry_new (void)
{
  ProctorTestRegistry *self = registry_new (check (yyjson_mut_doc_new (NULL)));
  yyjson_mut_val *root = yyjson_mut_obj (self->document);

  yyjson_mut_doc_set_root (self->document, root);
  self->tests = yyjson_mut_obj_add_arr (self->document, root, "tests");

  return self;
}

/**
 * proctor_test_registry_read:
 * @bytes: what is in the file
 * @error: return location for why it is no registry
 *
 * Returns: (transfer full) (nullable): the registry
 */
ProctorTestRegistry *
proctor_test_registry_read (GBytes *bytes,
                            GError **error)
{
  ProctorTestRegistry *self;
  yyjson_doc *read;
  yyjson_mut_val *root;
  yyjson_mut_arr_iter iter;
  yyjson_mut_val *value;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  read = length > 0 ? yyjson_read_opts ((char *) text, length, YYJSON_READ_NUMBER_AS_RAW, NULL, NULL) : NULL;
  if (read == NULL || !yyjson_is_arr (yyjson_obj_get (yyjson_doc_get_root (read), "tests")))
    {
      yyjson_doc_free (read);
      g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT,
                   /* Translators: a file name. */
                   _ ("The file %s that is there is no list of tests."), PROCTOR_TEST_REGISTRY_FILE);
      return NULL;
    }

  self = registry_new (check (yyjson_doc_mut_copy (read, NULL)));
  yyjson_doc_free (read);
  root = yyjson_mut_doc_get_root (self->document);
  self->tests = yyjson_mut_obj_get (root, "tests");
  iter = yyjson_mut_arr_iter_with (self->tests);
  while ((value = yyjson_mut_arr_iter_next (&iter)) != NULL)
    note_entry (self, value);

  return self;
}

/**
 * proctor_test_registry_free:
 * @self: (transfer full): a registry
 */
void
proctor_test_registry_free (ProctorTestRegistry *self)
{
  if (self == NULL)
    return;

  yyjson_mut_doc_free (self->document);
  g_array_unref (self->entries);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_config);
  g_free (self);
}

/**
 * proctor_test_registry_get_n_entries:
 * @self: a registry
 *
 * Returns: how many tests it names
 */
guint
proctor_test_registry_get_n_entries (ProctorTestRegistry *self)
{
  return self->entries->len;
}

/**
 * proctor_test_registry_get_entry:
 * @self: a registry
 * @position: which one
 *
 * Returns: what it says of a test
 */
const ProctorTestRegistryEntry *
proctor_test_registry_get_entry (ProctorTestRegistry *self,
                                 guint position)
{
  g_return_val_if_fail (position < self->entries->len, NULL);

  return &g_array_index (self->entries, Entry, position).entry;
}

/**
 * proctor_test_registry_find_config:
 * @self: a registry
 * @id: a test's id
 *
 * Returns: (nullable): where the test's file is, %NULL if it isn't named
 */
const char *
proctor_test_registry_find_config (ProctorTestRegistry *self,
                                   const char *id)
{
  gpointer position;

  if (!g_hash_table_lookup_extended (self->by_id, id, NULL, &position))
    return NULL;

  return g_array_index (self->entries, Entry, GPOINTER_TO_UINT (position)).entry.config;
}

static void
set_text (yyjson_mut_doc *document,
          yyjson_mut_val *object,
          const char *member,
          const char *text)
{
  yyjson_mut_val *there = yyjson_mut_obj_get (object, member);

  if (there != NULL)
    yyjson_mut_obj_replace (object, yyjson_mut_strcpy (document, member), yyjson_mut_strcpy (document, text));
  else
    yyjson_mut_obj_add (object, yyjson_mut_strcpy (document, member), yyjson_mut_strcpy (document, text));
}

static void
set_folders (yyjson_mut_doc *document,
             yyjson_mut_val *object,
             const char *const *folders)
{
  yyjson_mut_val *list;

  yyjson_mut_obj_remove_key (object, FOLDERS_MEMBER);
  if (folders == NULL)
    return;

  list = yyjson_mut_arr (document);
  for (gsize i = 0; folders[i] != NULL; i++)
    yyjson_mut_arr_add_strcpy (document, list, folders[i]);
  yyjson_mut_obj_add (object, yyjson_mut_strcpy (document, FOLDERS_MEMBER), list);
}

/**
 * proctor_test_registry_put:
 * @self: a registry
 * @entry: what to say of a test, of which the id is known
 *
 * Names a test, or says where the file of a test that is named already is now. One that is named without an id has been made
 * since.
 */
void
proctor_test_registry_put (ProctorTestRegistry *self,
                           const ProctorTestRegistryEntry *entry)
{
  Entry *there;
  yyjson_mut_val *value;

  g_return_if_fail (entry->id != NULL && entry->config != NULL);

  there = find_entry (self, entry->id, entry->config);
  value = there != NULL ? there->value : yyjson_mut_arr_add_obj (self->document, self->tests);
  set_text (self->document, value, "config", entry->config);
  if (entry->kind != NULL)
    set_text (self->document, value, "type", entry->kind);
  set_text (self->document, value, "id", entry->id);
  set_folders (self->document, value, entry->folders);
  if (there == NULL)
    {
      note_entry (self, value);
      return;
    }

  if (there->entry.id == NULL)
    {
      g_hash_table_remove (self->by_config, entry->config);
      there->entry.id = get_text (value, "id");
      g_hash_table_insert (self->by_id, (gpointer) there->entry.id, GUINT_TO_POINTER ((guint) (there - (Entry *) (gpointer) self->entries->data)));
    }
  there->entry.config = get_text (value, "config");
}

/**
 * proctor_test_registry_remove:
 * @self: a registry
 * @id: (nullable): a test's id
 * @config: (nullable): where the file is of one that has none
 *
 * Names a test no more. It is not there any longer for who goes through the entries, either: it has neither file nor id.
 */
void
proctor_test_registry_remove (ProctorTestRegistry *self,
                              const char *id,
                              const char *config)
{
  Entry *there = find_entry (self, id, config);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (self->tests);
  yyjson_mut_val *value;

  if (there == NULL)
    return;

  if (there->entry.id != NULL)
    g_hash_table_remove (self->by_id, there->entry.id);
  else
    g_hash_table_remove (self->by_config, there->entry.config);
  there->entry = (ProctorTestRegistryEntry) { 0 };
  while ((value = yyjson_mut_arr_iter_next (&iter)) != NULL)
    {
      if (value == there->value)
        yyjson_mut_arr_iter_remove (&iter);
    }
}

/**
 * proctor_test_registry_write:
 * @self: a registry
 *
 * Returns: (transfer full): what is to be in the file
 */
GBytes *
proctor_test_registry_write (ProctorTestRegistry *self)
{
  gsize length;
  char *text = yyjson_mut_write (self->document, YYJSON_WRITE_PRETTY, &length);
  g_autoptr (GString) file = NULL;

  if (text == NULL)
    g_error ("Out of memory");

  file = g_string_sized_new (length + 1);
  g_string_append_len (file, text, (gssize) length);
  g_string_append_c (file, '\n');
  free (text);

  return g_string_free_to_bytes (g_steal_pointer (&file));
}
