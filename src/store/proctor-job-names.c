/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-job-names.h"

/**
 * proctor_job_dup_name:
 * @library: a library
 * @id: a test's or a folder's id
 *
 * Returns: (transfer full) (nullable): what it is called, %NULL if the library doesn't know it
 */
char *
proctor_job_dup_name (ProctorLibrary *library,
                      const char *id)
{
  ProctorTestItem *test = proctor_library_find (library, id);
  ProctorFolderItem *folder = test == NULL ? proctor_library_find_folder (library, id) : NULL;

  if (test != NULL)
    return g_strdup (proctor_test_item_get_name (test));

  return folder != NULL ? g_strdup (proctor_folder_item_get_name (folder)) : NULL;
}
