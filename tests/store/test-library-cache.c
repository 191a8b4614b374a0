/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-cache.h"
#include "testing-library.h"

/* What was known when the program last ran. */

static void
count_row (const ProctorCacheRow *row,
           gpointer into)
{
  ++*(int *) into;
}

static void
known_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autofree int *counted = proctor_cache_load_finish (PROCTOR_CACHE (object), result, NULL);
  int *n_known = user_data;

  *n_known = counted != NULL ? *counted : 0;
}

/* What is written and what is read take turns, so that asking time and again is waiting. */
static void
wait_saved (TestingLibrary *self,
            int n_rows)
{
  for (guint i = 0; i < 1000; i++)
    {
      int n_known = -1;

      proctor_cache_load_async (self->cache, "testing", 0, G_MAXUINT, count_row, g_new0 (int, 1), g_free, NULL, known_cb, &n_known);
      while (n_known < 0)
        g_main_context_iteration (NULL, TRUE);
      if (n_known == n_rows)
        return;
      g_usleep (10000);
    }
  g_error ("The cache never knew %d rows", n_rows);
}

static gboolean
is_cached (gpointer user_data)
{
  return proctor_library_is_cached (user_data);
}

/* What was known is there at once, and then corrected. */
static void
test_cache (TestingLibrary *self,
            gconstpointer data)
{
  g_autofree char *folder = testing_folder_row ("f", "Folder", NULL);
  g_autofree char *rows = testing_rows (0, 3);
  g_autofree char *in_folder = testing_row ("in", "Inside", "\"folder_parent_id\":\"f\",\"type\":\"simulation\",\"access_info\":{\"is_creator\":true,\"role\":\"admin\",\"creator_name\":\"\",\"creator_email\":\"me@example.com\"}");
  g_autofree char *all = g_strconcat (rows, ",", in_folder, NULL);
  g_autofree char *fewer = testing_rows (1, 3);
  ProctorTestItem *item;

  testing_library_keep (self);
  testing_library_answer (self, TESTING_FOLDERS, folder, NULL);
  testing_library_answer (self, TESTING_PAGE, all, NULL);
  testing_library_start (self);
  g_assert_false (proctor_library_is_cached (self->library));
  wait_saved (self, 5);
  testing_library_settle (self);
  testing_library_drop (self);

  testing_library_stall (self);
  testing_library_make (self);
  proctor_library_start (self->library);
  proctor_testing_wait_for ("what was known", is_cached, self->library);
  g_assert_false (proctor_library_is_complete (self->library));
  g_assert_cmpuint (proctor_library_get_n_tests (self->library), ==, 4);
  item = proctor_library_find (self->library, "in");
  g_assert_cmpstr (proctor_test_item_get_name (item), ==, "Inside");
  g_assert_cmpint (proctor_test_item_get_kind (item), ==, PROCTOR_TEST_KIND_SIMULATION);
  g_assert_cmpstr (proctor_test_item_get_creator (item), ==, "me@example.com");
  g_assert_true (proctor_test_item_is_mine (item));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (proctor_folder_item_get_n_tests (proctor_library_find_folder (self->library, "f")), ==, 1);
  g_assert_cmpstr (proctor_test_item_get_id (proctor_library_get_items (self->library)->pdata[0]), ==, "t0");
  testing_library_drop (self);

  proctor_testing_server_reset (self->server);
  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, fewer, NULL);
  testing_library_start (self);
  testing_library_assert_known (self, 2, TRUE);
  g_assert_false (proctor_library_is_cached (self->library));
  g_assert_null (proctor_library_find_folder (self->library, "f"));
}

/* Offline: what was known stays, and why there is no more is said. */
static void
test_offline (TestingLibrary *self,
              gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 3);

  testing_library_keep (self);
  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_start (self);
  wait_saved (self, 3);
  testing_library_settle (self);
  testing_library_drop (self);

  proctor_testing_server_reset (self->server);
  testing_library_fail (self, "types", 401);
  testing_library_start (self);
  testing_library_assert_failed (self, PROCTOR_API_ERROR_KEY);
  testing_library_assert_known (self, 3, FALSE);
  g_assert_true (proctor_library_is_cached (self->library));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_library_add ("/library/cache", test_cache);
  testing_library_add ("/library/offline", test_offline);

  return g_test_run ();
}
