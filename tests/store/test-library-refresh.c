/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "testing-library.h"

/* What the library makes of a list that is another than the last time. */

/* Only the whole list tells that a test is gone. */
static void
test_vanished (TestingLibrary *self,
               gconstpointer data)
{
  g_autofree char *first = testing_rows (1, 100);
  g_autofree char *second = testing_rows (100, 150);
  ProctorTestItem *item;

  testing_library_answer_three_pages (self);
  testing_library_start (self);
  proctor_library_want_all (self->library);
  testing_library_assert_known (self, 230, TRUE);
  item = proctor_library_find (self->library, "t5");

  proctor_testing_server_reset (self->server);
  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 403);
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  proctor_library_refresh (self->library, TRUE);
  testing_library_assert_failed (self, PROCTOR_API_ERROR_PERMISSION);
  testing_library_assert_known (self, 230, TRUE);
  proctor_library_refresh (self->library, TRUE);
  testing_library_assert_known (self, 149, TRUE);
  g_assert_null (proctor_library_find (self->library, "t0"));
  g_assert_true (proctor_library_find (self->library, "t5") == item);
}

static void
count_cb (gpointer object,
          guint *n)
{
  (*n)++;
}

/* Rows that are the same change nothing; those that are not change in place. */
static void
test_in_place (TestingLibrary *self,
               gconstpointer data)
{
  g_autofree char *before = testing_rows (0, 3);
  g_autofree char *first = testing_rows (0, 2);
  g_autofree char *changed = testing_row ("t2", "Another name", "\"type\":\"tool\",\"created_at_unix_secs\":99998,\"last_updated_at_unix_secs\":999999,"
                                                                "\"access_info\":{\"is_creator\":false,\"creator_name\":\"Ada\",\"creator_email\":\"a@example.com\",\"role\":\"viewer\",\"access_source\":\"explicit\"}");
  g_autofree char *after = g_strconcat (first, ",", changed, NULL);
  ProctorTestItem *item, *other;
  guint n_changed = 0, n_other = 0, n_library = 0;

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, before, NULL);
  testing_library_answer (self, TESTING_PAGE, before, NULL);
  testing_library_answer (self, TESTING_PAGE, after, NULL);
  testing_library_start (self);
  item = proctor_library_find (self->library, "t2");
  other = proctor_library_find (self->library, "t1");
  g_signal_connect (item, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect (other, "changed", G_CALLBACK (count_cb), &n_other);
  g_signal_connect (self->library, "changed", G_CALLBACK (count_cb), &n_library);

  proctor_library_refresh (self->library, TRUE);
  testing_library_settle (self);
  g_assert_cmpuint (n_library, ==, 0);

  proctor_library_refresh (self->library, TRUE);
  testing_library_settle (self);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_other, ==, 0);
  g_assert_cmpuint (n_library, ==, 1);
  g_assert_true (proctor_library_find (self->library, "t2") == item);
  g_assert_cmpstr (proctor_test_item_get_name (item), ==, "Another name");
  g_assert_cmpstr (proctor_test_item_get_search_key (item), ==, "another name");
  g_assert_cmpint (proctor_test_item_get_kind (item), ==, PROCTOR_TEST_KIND_TOOL);
  g_assert_cmpint (proctor_test_item_get_updated_at (item), ==, 999999);
  g_assert_cmpstr (proctor_test_item_get_creator (item), ==, "Ada");
  g_assert_true (proctor_test_item_is_read_only (item));
  g_assert_true (proctor_test_item_is_shared (item));
  g_assert_false (proctor_test_item_is_mine (item));
}

/* The first page, the folders, and what one sees. */
static void
test_refresh (TestingLibrary *self,
              gconstpointer data)
{
  const char *const in_view[] = { "t150", "t151", "t152", NULL };
  g_autofree char *new_row = testing_row ("new", "New", "\"created_at_unix_secs\":900000,\"last_updated_at_unix_secs\":900000");
  g_autofree char *old_rows = testing_rows (0, 99);
  g_autofree char *first = g_strconcat (new_row, ",", old_rows, NULL);
  g_autofree char *renamed = testing_row ("t150", "Renamed", "\"created_at_unix_secs\":99850,\"last_updated_at_unix_secs\":300000");
  g_autofree char *same = testing_rows (151, 152);
  g_autofree char *summaries = g_strdup_printf ("\"t150\":%s,\"t151\":%s", renamed, same);

  testing_library_answer_three_pages (self);
  testing_library_start (self);
  proctor_library_want_all (self->library);
  testing_library_assert_known (self, 230, TRUE);

  proctor_testing_server_reset (self->server);
  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer_summaries (self, summaries);
  proctor_library_set_in_view (self->library, in_view);
  proctor_library_refresh (self->library, FALSE);
  testing_library_assert_known (self, 230, TRUE);
  g_assert_cmpstr (testing_library_get_name (self, "new"), ==, "New");
  g_assert_cmpstr (testing_library_get_name (self, "t150"), ==, "Renamed");
  g_assert_null (testing_library_get_name (self, "t152"));
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 3);
}

/* Whoever can't be asked doesn't say that anything is gone. */
static void
test_summaries_fail (TestingLibrary *self,
                     gconstpointer data)
{
  const char *const in_view[] = { "t0", "t1", NULL };
  g_autofree char *rows = testing_rows (0, 100);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, "c1");
  proctor_testing_server_answer (self->server, "POST", TESTING_SUMMARIES, &(ProctorTestingAnswer) { .status = 403, .body = "{}" });
  testing_library_answer_summaries (self, "\"t0\":7");
  testing_library_start (self);
  proctor_library_set_in_view (self->library, in_view);
  proctor_library_refresh (self->library, FALSE);
  testing_library_assert_failed (self, PROCTOR_API_ERROR_PERMISSION);
  testing_library_assert_known (self, 100, FALSE);
  proctor_library_refresh (self->library, FALSE);
  testing_library_assert_known (self, 100, FALSE);
  testing_library_assert_ok (self);
}

/* If a whole page is new, so may be the next. */
static void
test_many_new (TestingLibrary *self,
               gconstpointer data)
{
  g_autofree char *first = testing_rows (100, 200);
  g_autofree char *newer = testing_rows (0, 100);
  g_autofree char *border = testing_rows (95, 195);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE, newer, "n1");
  testing_library_answer (self, TESTING_PAGE "&cursor=n1", border, "n2");
  testing_library_start (self);
  proctor_library_refresh (self->library, FALSE);
  testing_library_assert_known (self, 200, FALSE);
  g_assert_cmpuint (testing_library_count_requests (self, "cursor=n2"), ==, 0);
  g_assert_cmpstr (proctor_test_item_get_id (proctor_library_get_items (self->library)->pdata[0]), ==, "t0");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_library_add ("/library/vanished", test_vanished);
  testing_library_add ("/library/in-place", test_in_place);
  testing_library_add ("/library/refresh", test_refresh);
  testing_library_add ("/library/summaries-fail", test_summaries_fail);
  testing_library_add ("/library/many-new", test_many_new);

  return g_test_run ();
}
