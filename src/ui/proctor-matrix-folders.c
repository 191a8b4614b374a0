/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-folders.h"

#include "proctor-folder-item.h"
#include "proctor-test-item.h"

#include <glib/gi18n.h>

/* Which folders the tests of an invocation are in. */

static char *
dup_path (ProctorFolderItem *folder)
{
  ProctorFolderItem *parent = proctor_folder_item_get_parent (folder);
  g_autofree char *above = parent != NULL ? dup_path (parent) : NULL;

  /* Translators: what stands between a folder and the one that is in it. */
  return above != NULL ? g_strconcat (above, C_ ("folder path", " / "), proctor_folder_item_get_name (folder), NULL) : g_strdup (proctor_folder_item_get_name (folder));
}

/**
 * proctor_matrix_folders_dup:
 * @library: (nullable): where the tests are
 * @row: a test
 *
 * Returns: (transfer full): the path to where the test is now; if that isn't known, which folder was
 *   run; empty if it is in none
 */
char *
proctor_matrix_folders_dup (ProctorLibrary *library,
                            ProctorMatrixRow *row)
{
  const char *test_id = proctor_matrix_row_get_test_id (row);
  ProctorTestItem *item = library != NULL && test_id != NULL ? proctor_library_find (library, test_id) : NULL;
  const char *folder_id = item != NULL ? proctor_test_item_get_folder_id (item) : NULL;
  ProctorFolderItem *folder = folder_id != NULL ? proctor_library_find_folder (library, folder_id) : NULL;
  const char *name = NULL;

  if (folder != NULL)
    return dup_path (folder);
  if (item == NULL && proctor_matrix_row_get_n_cells (row) > 0)
    name = proctor_run_row_get_root_folder_name (proctor_matrix_row_get_cell (row, 0)->run);

  return g_strdup (name != NULL ? name : "");
}

static int
compare_cb (gconstpointer one,
            gconstpointer other,
            gpointer user_data)
{
  g_autofree char *a = proctor_matrix_folders_dup (user_data, (gpointer) one);
  g_autofree char *b = proctor_matrix_folders_dup (user_data, (gpointer) other);

  return g_utf8_collate (a, b);
}

/**
 * proctor_matrix_folders_new_sorter:
 * @library: (nullable): where the tests are
 *
 * Returns: (transfer full): what puts tests of one folder beside each other
 */
GtkSorter *
proctor_matrix_folders_new_sorter (ProctorLibrary *library)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_cb, library != NULL ? g_object_ref (library) : NULL, library != NULL ? g_object_unref : NULL));
}
