/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folders.h"
#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
test_places (void)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *cache = proctor_folders_dup_cache ();

  g_assert_true (g_str_has_prefix (data, g_get_user_data_dir ()));
  g_assert_true (g_str_has_prefix (cache, g_get_user_cache_dir ()));
  g_assert_cmpstr (data, !=, cache);
}

static void
test_ensure (void)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *below = g_build_filename (data, "a", "b", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  for (int time = 0; time < 2; time++)
    {
      g_assert_true (proctor_folders_ensure (below, &error));
      g_assert_no_error (error);
    }

  g_assert_cmpint (g_stat (data, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

static void
test_in_the_way (void)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *below = g_build_filename (data, "a", NULL);
  g_autofree char *parent = g_path_get_dirname (data);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (data, "a file", -1, NULL));

  g_assert_false (proctor_folders_ensure (below, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, below));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/folders/places", test_places);
  g_test_add_func ("/folders/ensure", test_ensure);
  g_test_add_func ("/folders/in-the-way", test_in_the_way);

  return g_test_run ();
}
