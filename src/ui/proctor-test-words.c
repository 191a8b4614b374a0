/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-words.h"

#include "proctor-format.h"

#include <glib/gi18n.h>

/* What a row of the list says of a test, to the eye and to a screen reader. */

/* A name may be in another script than what it is put into; these keep the two apart. */
#define ISOLATE "\u2068"
#define END_ISOLATE "\u2069"

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * proctor_test_words_dup_path:
 * @item: a test
 * @library: where it is
 * @folder_id: (nullable): the folder from which one looks
 *
 * Returns: (transfer full) (nullable): the path of the test's folder, as seen from @folder_id; %NULL if it
 *   is there itself
 */
char *
proctor_test_words_dup_path (ProctorTestItem *item,
                             ProctorLibrary *library,
                             const char *folder_id)
{
  const char *own_id = proctor_test_item_get_folder_id (item);
  ProctorFolderItem *folder = own_id != NULL ? proctor_library_find_folder (library, own_id) : NULL;
  g_autoptr (GString) path = NULL;

  if (folder == NULL || g_strcmp0 (own_id, folder_id) == 0)
    return NULL;

  path = g_string_new (proctor_folder_item_get_name (folder));
  while ((folder = proctor_folder_item_get_parent (folder)) != NULL && g_strcmp0 (proctor_folder_item_get_id (folder), folder_id) != 0)
    {
      /* Translators: stands between the names of a folder and of one that is in it. */
      g_string_prepend (path, C_ ("path", " / "));
      g_string_prepend (path, proctor_folder_item_get_name (folder));
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * proctor_test_words_dup_second_line:
 * @item: a test
 * @library: where it is
 * @folder_id: (nullable): the folder that is shown
 *
 * Returns: (transfer full): when it was updated and, unless one is there, in which folder it is
 */
char *
proctor_test_words_dup_second_line (ProctorTestItem *item,
                                    ProctorLibrary *library,
                                    const char *folder_id)
{
  g_autofree char *path = proctor_test_words_dup_path (item, library, folder_id);
  g_autofree char *when = proctor_format_when (proctor_test_item_get_updated_at (item), get_now ());

  if (path == NULL)
    return g_steal_pointer (&when);
  if (*when == '\0')
    return g_steal_pointer (&path);

  return g_strconcat (when, " · " ISOLATE, path, END_ISOLATE, NULL);
}

/**
 * proctor_test_words_dup_results:
 * @item: a test
 *
 * Returns: (transfer full) (nullable): its last results in words, the newest first; %NULL if it has none
 */
char *
proctor_test_words_dup_results (ProctorTestItem *item)
{
  guint n = proctor_test_item_get_n_results (item);
  g_autoptr (GString) words = g_string_new (NULL);

  if (n == 0)
    return NULL;

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        /* Translators: stands between the items of a list in a sentence. */
        g_string_append (words, C_ ("list", ", "));
      g_string_append (words, proctor_format_outcome (proctor_test_item_get_result (item, i)));
    }

  /* Translators: %s is a list such as "passed, passed, failed", the newest first. */
  return g_strdup_printf (_ ("last results: %s"), words->str);
}

/**
 * proctor_test_words_dup_description:
 * @item: a test
 * @library: where it is
 * @draft: whether there are changes to it that have not been saved
 *
 * Returns: (transfer full): all that a row shows beside the name, as a sentence
 */
char *
proctor_test_words_dup_description (ProctorTestItem *item,
                                    ProctorLibrary *library,
                                    gboolean draft)
{
  const char *separator = C_ ("list", ", ");
  g_autofree char *path = proctor_test_words_dup_path (item, library, NULL);
  g_autofree char *when = proctor_format_when_updated (proctor_test_item_get_updated_at (item), get_now ());
  g_autofree char *results = proctor_test_words_dup_results (item);
  g_autoptr (GString) words = g_string_new (proctor_format_kind_of_test (proctor_test_item_get_kind (item)));

  if (draft)
    g_string_append_printf (words, "%s%s", separator, _ ("has unsaved changes"));
  if (proctor_test_item_is_read_only (item))
    g_string_append_printf (words, "%s%s", separator, _ ("read-only"));
  if (path != NULL)
    {
      g_string_append (words, separator);
      /* Translators: %s is the path of the folder that a test is in. */
      g_string_append_printf (words, _ ("in %s"), path);
    }
  if (*when != '\0')
    g_string_append_printf (words, "%s%s", separator, when);
  if (results != NULL)
    g_string_append_printf (words, "%s%s", separator, results);

  return g_string_free (g_steal_pointer (&words), FALSE);
}
