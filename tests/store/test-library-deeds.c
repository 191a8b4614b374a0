/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-library.h"

/* What is done here, and what of that an answer may not know. */

static void
slow_page (TestingLibrary *self,
           const char *query,
           const char *rows)
{
  g_autofree char *path = g_strconcat (TESTING_TESTS "?", query, NULL);
  g_autofree char *body = g_strdup_printf ("{\"tests\":[%s],\"next_cursor\":null,\"has_more\":false}", rows);

  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .body = body, .delay_msecs = 200 });
}

/* What is done here while an answer is on its way, the answer doesn't undo. */
static void
test_deeds (TestingLibrary *self,
            gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 6);
  g_autofree char *folder = testing_folder_row ("f", "Folder", NULL);
  g_autofree char *other = testing_folder_row ("g", "Gone", NULL);
  g_autofree char *folders = g_strconcat (folder, ",", other, NULL);
  g_autofree char *inside = testing_row ("in", "Inside", "\"folder_parent_id\":\"g\"");
  g_autofree char *more = g_strconcat (rows, ",", inside, NULL);
  g_autoptr (ProctorTestSummary) made = testing_summary ("made", "Made", "llm", NULL);
  g_autoptr (ProctorTestSummary) renamed = testing_summary ("t4", "Renamed", "llm", NULL);
  ProctorTestItem *item;

  testing_library_answer (self, TESTING_FOLDERS, folders, NULL);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_start (self);
  item = proctor_library_find (self->library, "t2");

  proctor_testing_server_reset (self->server);
  slow_page (self, TESTING_FOLDERS, folders);
  slow_page (self, TESTING_PAGE, more);
  proctor_library_refresh (self->library, TRUE);
  testing_library_wait_requests (self, TESTING_PAGE, 1);
  proctor_library_hide (self->library, (const char *const[]) { "t0", NULL });
  proctor_library_forget (self->library, (const char *const[]) { "t1", "g", NULL });
  proctor_library_place (self->library, (const char *const[]) { "t2", NULL }, "f");
  proctor_library_add (self->library, made);
  proctor_library_add (self->library, renamed);

  g_assert_cmpuint (proctor_library_get_n_tests (self->library), ==, 5);
  testing_library_settle (self);
  testing_library_assert_known (self, 5, TRUE);
  g_assert_null (proctor_library_find (self->library, "t0"));
  g_assert_null (proctor_library_find (self->library, "t1"));
  g_assert_null (proctor_library_find (self->library, "in"));
  g_assert_null (proctor_library_find_folder (self->library, "g"));
  g_assert_true (proctor_library_find (self->library, "t2") == item);
  g_assert_cmpstr (proctor_test_item_get_folder_id (item), ==, "f");
  g_assert_cmpstr (testing_library_get_name (self, "made"), ==, "Made");
  g_assert_cmpstr (testing_library_get_name (self, "t4"), ==, "Renamed");
  g_assert_true (proctor_test_item_is_mine (proctor_library_find (self->library, "made")));

  /* What is asked afterwards is believed. */
  proctor_testing_server_reset (self->server);
  testing_library_answer (self, TESTING_FOLDERS, folders, NULL);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  proctor_library_refresh (self->library, TRUE);
  testing_library_assert_known (self, 5, TRUE);
  g_assert_cmpstr (testing_library_get_name (self, "t4"), ==, "Test 4");
  g_assert_null (proctor_test_item_get_folder_id (item));
  g_assert_nonnull (proctor_library_find (self->library, "t1"));
  proctor_library_unhide (self->library, (const char *const[]) { "t0", NULL });
  testing_library_assert_known (self, 6, TRUE);
}

static void
test_hide (TestingLibrary *self,
           gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 2);
  const char *const ids[] = { "t0", "later", NULL };
  g_autoptr (ProctorTestSummary) later = testing_summary ("later", "Later", "llm", NULL);
  ProctorTestItem *item;

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_make (self);
  proctor_library_hide (self->library, ids);
  proctor_library_start (self->library);
  testing_library_assert_known (self, 1, TRUE);
  proctor_library_add (self->library, later);
  proctor_library_hide (self->library, ids);
  testing_library_assert_known (self, 1, TRUE);
  proctor_library_unhide (self->library, ids);
  testing_library_assert_known (self, 1, TRUE);
  proctor_library_unhide (self->library, ids);
  testing_library_assert_known (self, 3, TRUE);
  item = proctor_library_find (self->library, "t0");
  proctor_library_unhide (self->library, ids);
  testing_library_assert_known (self, 3, TRUE);
  proctor_library_hide (self->library, ids);
  proctor_library_unhide (self->library, ids);
  testing_library_assert_known (self, 3, TRUE);
  g_assert_true (proctor_library_find (self->library, "t0") == item);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_library_add ("/library/deeds", test_deeds);
  testing_library_add ("/library/hide", test_hide);

  return g_test_run ();
}
