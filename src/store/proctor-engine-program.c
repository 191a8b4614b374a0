/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-program.h"

#define PROGRAM "proctor-engine"

/**
 * proctor_engine_program_find:
 *
 * Looks for the engine: what PROCTOR_ENGINE says, beside the program that runs, and where programs
 * are. It does I/O: call it from a worker.
 *
 * Returns: (transfer full) (nullable): its path
 */
char *
proctor_engine_program_find (void)
{
  const char *told = g_getenv ("PROCTOR_ENGINE");
  g_autofree char *self = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *beside = NULL;

  if (told != NULL && *told != '\0')
    return g_strdup (told);

  self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL)
    {
      folder = g_path_get_dirname (self);
      beside = g_build_filename (folder, PROGRAM, NULL);
      if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (beside, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&beside);
    }

  return g_find_program_in_path (PROGRAM);
}
