/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-base.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <yyjson.h>

#include "proctor-api-error.h"
#include "proctor-wire-arrange.h"

#define NAMES_MEMBER "names"

static char **
read_list (yyjson_val *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);
  yyjson_val *text;

  if (!yyjson_is_arr (list))
    return NULL;

  while ((text = yyjson_arr_iter_next (&iter)) != NULL)
    {
      if (yyjson_is_str (text))
        g_strv_builder_add (builder, yyjson_get_str (text));
    }

  return g_strv_builder_end (builder);
}

/**
 * proctor_test_base_read:
 * @bytes: what proctor_test_base_write() wrote
 * @error: return location for why it is none
 *
 * Returns: (transfer full) (nullable): what it says
 */
ProctorTestBase *
proctor_test_base_read (GBytes *bytes,
                        GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  yyjson_doc *document = length > 0 ? yyjson_read_opts ((char *) text, length, YYJSON_READ_NUMBER_AS_RAW, NULL, NULL) : NULL;
  yyjson_val *root = document != NULL ? yyjson_doc_get_root (document) : NULL;
  yyjson_val *test = yyjson_obj_get (root, "test");
  ProctorTestBase *base;
  char *source;

  if (!yyjson_is_obj (test) || yyjson_get_len (yyjson_obj_get (root, "id")) == 0)
    {
      yyjson_doc_free (document);
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("This is no test."));
      return NULL;
    }

  base = g_new0 (ProctorTestBase, 1);
  base->id = g_strdup (yyjson_get_str (yyjson_obj_get (root, "id")));
  base->config = g_strdup (yyjson_get_str (yyjson_obj_get (root, "config")));
  base->folders = read_list (yyjson_obj_get (root, "folder_path"));
  base->local_folders = read_list (yyjson_obj_get (root, "local_folder_path"));
  source = yyjson_val_write (test, 0, &length);
  if (source == NULL)
    g_error ("Out of memory");
  base->source = g_bytes_new_with_free_func (source, length, free, source);
  yyjson_doc_free (document);

  return base;
}

static void
add_list (yyjson_mut_doc *document,
          const char *member,
          char **texts)
{
  yyjson_mut_val *list;

  if (texts == NULL)
    return;

  list = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document), member);
  for (gsize i = 0; texts[i] != NULL; i++)
    yyjson_mut_arr_add_strcpy (document, list, texts[i]);
}

/* Takes the document. */
static GBytes *
write_document (yyjson_mut_doc *document,
                GError **error)
{
  gsize length;
  char *text = yyjson_mut_write (document, 0, &length);
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    g_error ("Out of memory");
  yyjson_mut_doc_free (document);
  bytes = g_bytes_new_with_free_func (text, length, free, text);

  return proctor_wire_arrange (bytes, error);
}

/**
 * proctor_test_base_write:
 * @base: what a test was
 * @error: return location for why that can't be kept
 *
 * Returns: (transfer full) (nullable): what is to be in the file
 */
GBytes *
proctor_test_base_write (const ProctorTestBase *base,
                         GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (base->source, &length);
  yyjson_doc *test = length > 0 ? yyjson_read_opts ((char *) text, length, YYJSON_READ_NUMBER_AS_RAW, NULL, NULL) : NULL;
  yyjson_mut_doc *document;
  yyjson_mut_val *root;

  if (test == NULL || !yyjson_is_obj (yyjson_doc_get_root (test)))
    {
      yyjson_doc_free (test);
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("This is no test."));
      return NULL;
    }

  document = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (document);
  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_strcpy (document, root, "id", base->id);
  if (base->config != NULL)
    yyjson_mut_obj_add_strcpy (document, root, "config", base->config);
  add_list (document, "folder_path", base->folders);
  add_list (document, "local_folder_path", base->local_folders);
  yyjson_mut_obj_add_val (document, root, "test", yyjson_val_mut_copy (document, yyjson_doc_get_root (test)));
  /* Who may do what with it is another for each who looks. */
  yyjson_mut_obj_remove_key (yyjson_mut_obj_get (root, "test"), "access_info");
  yyjson_doc_free (test);

  return write_document (document, error);
}

/**
 * proctor_test_base_free:
 * @base: (transfer full): what a test was
 */
void
proctor_test_base_free (ProctorTestBase *base)
{
  g_free (base->id);
  g_free (base->config);
  g_strfreev (base->folders);
  g_strfreev (base->local_folders);
  g_clear_pointer (&base->source, g_bytes_unref);
  g_free (base);
}

/**
 * proctor_test_base_read_names:
 * @bytes: (nullable): what proctor_test_base_write_names() wrote
 *
 * Returns: (transfer full) (element-type utf8 utf8): what is called how, by its id
 */
GHashTable *
proctor_test_base_read_names (GBytes *bytes)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  yyjson_doc *document = length > 0 ? yyjson_read (text, length, 0) : NULL;
  yyjson_obj_iter iter = yyjson_obj_iter_with (document != NULL ? yyjson_obj_get (yyjson_doc_get_root (document), NAMES_MEMBER) : NULL);
  yyjson_val *id;

  while ((id = yyjson_obj_iter_next (&iter)) != NULL)
    {
      const char *name = yyjson_get_str (yyjson_obj_iter_get_val (id));

      if (name != NULL)
        g_hash_table_insert (names, g_strdup (yyjson_get_str (id)), g_strdup (name));
    }
  yyjson_doc_free (document);

  return names;
}

/**
 * proctor_test_base_write_names:
 * @names: (element-type utf8 utf8): what is called how, by its id
 *
 * Returns: (transfer full): what is to be in the file
 */
GBytes *
proctor_test_base_write_names (GHashTable *names)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  yyjson_mut_val *members;
  GHashTableIter iter;
  const char *id;
  const char *name;

  yyjson_mut_doc_set_root (document, root);
  members = yyjson_mut_obj_add_obj (document, root, NAMES_MEMBER);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &name))
    yyjson_mut_obj_add (members, yyjson_mut_strcpy (document, id), yyjson_mut_strcpy (document, name));

  return write_document (document, NULL);
}
