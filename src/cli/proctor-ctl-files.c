/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-files.h"

#include <glib/gi18n.h>

#include "proctor-ctl-output.h"
#include "proctor-test-file.h"
#include "proctor-tests.h"

/* Tests in files that are run as they are: they are in the workspace on this computer as long as they run. */

#define MOST_TESTS 5000
#define DEEPEST 32

static gboolean
add_file (GPtrArray *tests,
          const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) decoded = NULL;
  g_autoptr (ProctorTestFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_get_contents (path, &contents, &length, &error))
    {
      bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
      decoded = proctor_test_file_decode (bytes, &error);
      file = decoded != NULL ? proctor_test_file_read (decoded, NULL, MOST_TESTS, &error) : NULL;
    }
  if (file == NULL)
    {
      proctor_ctl_complain ("%s: %s", path, error->message);
      return FALSE;
    }
  /* That only says where tests are. */
  if (file->is_registry)
    return TRUE;
  if (file->other != NULL)
    {
      proctor_ctl_complain ("%s: %s", path, file->other);
      return FALSE;
    }

  for (guint i = 0; i < file->items->len; i++)
    {
      ProctorTestFileItem *item = g_ptr_array_index (file->items, i);

      if (item->test == NULL)
        {
          proctor_ctl_complain ("%s: %s", path, item->problem != NULL ? item->problem : _ ("This is no test."));
          return FALSE;
        }
      g_ptr_array_add (tests, g_object_ref (item->test));
    }

  return TRUE;
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return g_strcmp0 (*(const char *const *) one, *(const char *const *) other);
}

/* In the order of their names, so that it is the same each time. */
static gboolean
add_path (GPtrArray *tests,
          const char *path,
          guint depth)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return add_file (tests, path);

  folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);
      gboolean is_folder = g_file_test (child, G_FILE_TEST_IS_DIR);

      /* A link could lead round in circles. */
      if (*(char *) g_ptr_array_index (names, i) == '.' || (is_folder && (depth >= DEEPEST || g_file_test (child, G_FILE_TEST_IS_SYMLINK))))
        continue;
      if ((is_folder || g_str_has_suffix (child, ".json")) && !add_path (tests, child, depth + 1))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_ctl_read_tests:
 * @paths: files, and folders with all files below them
 *
 * Reads tests. What is wrong with one has been said when this returns.
 *
 * Returns: (transfer full) (nullable) (element-type ProctorTest): the tests
 */
GPtrArray *
proctor_ctl_read_tests (char **paths)
{
  g_autoptr (GPtrArray) tests = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      guint before = tests->len;

      if (!add_path (tests, paths[i], 0))
        return NULL;
      if (tests->len > before)
        continue;
      proctor_ctl_complain (_ ("There are no tests in “%s”."), paths[i]);
      return NULL;
    }

  return g_steal_pointer (&tests);
}

/**
 * proctor_ctl_make_tests:
 * @self: what all commands need, with a client for the workspace on this computer
 * @tests: (element-type ProctorTest): tests
 * @ids: (element-type utf8): where their ids are added, also of those that were made before one could not be
 *
 * Somebody who has had enough waits for the one that is being made: it could not be deleted if nobody knew its id.
 *
 * Returns: whether all could be made; if not, it has been said why
 */
gboolean
proctor_ctl_make_tests (ProctorCtl *self,
                        GPtrArray *tests,
                        GPtrArray *ids)
{
  for (guint i = 0; i < tests->len; i++)
    {
      ProctorTest *test = g_ptr_array_index (tests, i);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      char *id;

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      proctor_tests_create_async (self->client, test, NULL, NULL, proctor_ctl_keep_cb, &result);
      id = proctor_tests_create_finish (self->client, proctor_ctl_wait (&result), &error);
      if (id == NULL)
        {
          if (proctor_test_get_name (test) != NULL)
            proctor_ctl_say ("“%s”:", proctor_test_get_name (test));
          proctor_ctl_report (self, error);
          return FALSE;
        }
      g_ptr_array_add (ids, id);
    }

  return TRUE;
}

/**
 * proctor_ctl_drop_tests:
 * @self: what all commands need
 * @ids: (element-type utf8): tests that were made of files
 *
 * Deletes them, also after somebody has had enough; their results stay.
 */
void
proctor_ctl_drop_tests (ProctorCtl *self,
                        GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      proctor_tests_delete_async (self->client, g_ptr_array_index (ids, i), NULL, proctor_ctl_keep_cb, &result);
      if (!proctor_tests_delete_finish (self->client, proctor_ctl_wait (&result), &error))
        proctor_ctl_report (self, error);
    }
}
