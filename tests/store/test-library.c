/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "testing-library.h"

/* What the library reads, and what it does not. */

static void
test_pages (TestingLibrary *self,
            gconstpointer data)
{
  GPtrArray *items;

  testing_library_answer_three_pages (self);
  testing_library_start (self);
  testing_library_assert_known (self, 100, FALSE);
  g_assert_cmpuint (testing_library_count_requests (self, TESTING_PAGE), ==, 1);
  proctor_library_want_more (self->library);
  proctor_library_want_more (self->library);
  testing_library_assert_known (self, 200, FALSE);
  proctor_library_want_more (self->library);
  testing_library_assert_known (self, 230, TRUE);
  proctor_library_want_more (self->library);
  testing_library_assert_known (self, 230, TRUE);
  testing_library_assert_ok (self);

  items = proctor_library_get_items (self->library);
  g_assert_cmpstr (proctor_test_item_get_id (items->pdata[0]), ==, "t0");
  g_assert_cmpstr (proctor_test_item_get_id (items->pdata[229]), ==, "t229");
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 4);
}

static void
test_all (TestingLibrary *self,
          gconstpointer data)
{
  gint64 refreshed_at = 0;

  testing_library_answer_three_pages (self);
  testing_library_make (self);
  proctor_library_want_all (self->library);
  g_assert_true (proctor_library_is_loading (self->library));
  testing_library_assert_known (self, 230, TRUE);
  g_assert_false (proctor_library_is_loading (self->library));
  g_object_get (self->library, "refreshed-at", &refreshed_at, NULL);
  g_assert_cmpint (refreshed_at, >, 0);
}

/* What came before stays, and the same page is asked for again. */
static void
test_error_between (TestingLibrary *self,
                    gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 150);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 403);
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  testing_library_start (self);
  proctor_library_want_more (self->library);
  testing_library_assert_failed (self, PROCTOR_API_ERROR_PERMISSION);
  testing_library_assert_known (self, 100, FALSE);

  /* Whoever scrolls doesn't ask again and again. */
  proctor_library_want_more (self->library);
  testing_library_assert_known (self, 100, FALSE);
  g_assert_cmpuint (testing_library_count_requests (self, "cursor=c1"), ==, 1);

  proctor_library_refresh (self->library, FALSE);
  testing_library_assert_known (self, 150, TRUE);
  testing_library_assert_ok (self);
}

static void
test_server_error (TestingLibrary *self,
                   gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 150);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  /* More often than the client tries. */
  for (guint i = 0; i < 2; i++)
    testing_library_fail (self, TESTING_PAGE "&cursor=c1", 500);
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  testing_library_start (self);
  proctor_library_want_all (self->library);
  testing_library_assert_known (self, 150, TRUE);
  testing_library_assert_ok (self);
}

static void
test_key_refused (TestingLibrary *self,
                  gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 3);

  testing_library_fail (self, TESTING_PAGE, 401);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_fail (self, TESTING_FOLDERS, 401);
  testing_library_answer_no_folders (self);
  testing_library_start (self);
  testing_library_assert_failed (self, PROCTOR_API_ERROR_KEY);
  testing_library_assert_known (self, 0, FALSE);
  g_assert_cmpint (proctor_health_get_state (self->health), ==, PROCTOR_HEALTH_KEY_REFUSED);

  proctor_library_refresh (self->library, FALSE);
  testing_library_assert_known (self, 3, TRUE);
  testing_library_assert_ok (self);
  g_assert_cmpint (proctor_health_get_state (self->health), ==, PROCTOR_HEALTH_CONNECTED);
}

/* A place in the list that the server doesn't know any more: it is read from the top. */
static void
test_stale_cursor (TestingLibrary *self,
                   gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 150);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE, first, "c9");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 422);
  testing_library_answer (self, TESTING_PAGE "&cursor=c9", second, NULL);
  testing_library_start (self);
  proctor_library_want_all (self->library);
  testing_library_assert_failed (self, PROCTOR_API_ERROR_INVALID);
  proctor_library_refresh (self->library, FALSE);
  testing_library_assert_known (self, 150, TRUE);
  testing_library_assert_ok (self);
}

static void
test_cut (TestingLibrary *self,
          gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 3);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_start (self);
  testing_library_assert_known (self, 3, TRUE);

  proctor_testing_server_reset (self->server);
  testing_library_answer_no_folders (self);
  proctor_testing_server_answer (self->server, "GET", TESTING_TESTS "?" TESTING_PAGE, &(ProctorTestingAnswer) { .body = "{\"tests\":" });
  proctor_library_refresh (self->library, TRUE);
  testing_library_assert_failed (self, PROCTOR_API_ERROR_PROTOCOL);
  testing_library_assert_known (self, 3, TRUE);
}

/* Of a row that can't be read nobody knows whose it is, so nothing is taken for gone. */
static void
test_wrong_types (TestingLibrary *self,
                  gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 4);
  g_autofree char *good = testing_rows (0, 2);
  g_autofree char *mixed = g_strconcat (good, ",{\"id\":\"t2\",\"name\":\"Test 2\",\"type\":\"llm\",\"created_at_unix_secs\":\"yesterday\",\"last_updated_at_unix_secs\":1},7,null,{}", NULL);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_answer (self, TESTING_PAGE, mixed, NULL);
  testing_library_start (self);
  testing_library_assert_known (self, 4, TRUE);
  proctor_library_refresh (self->library, TRUE);
  testing_library_assert_known (self, 4, TRUE);
  testing_library_assert_ok (self);
}

/* A row that moves while one pages is where it was seen last, and once. */
static void
test_duplicates (TestingLibrary *self,
                 gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (98, 120);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  testing_library_start (self);
  proctor_library_want_all (self->library);
  testing_library_assert_known (self, 120, TRUE);
}

static void
test_circle (TestingLibrary *self,
             gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 2);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, "c1");
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", rows, "c1");
  testing_library_start (self);
  proctor_library_want_all (self->library);
  testing_library_assert_failed (self, PROCTOR_API_ERROR_PROTOCOL);
  testing_library_assert_known (self, 2, FALSE);
}
static void
test_one_at_a_time (TestingLibrary *self,
                    gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 3);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_make (self);
  proctor_library_start (self->library);
  for (guint i = 0; i < 5; i++)
    {
      proctor_library_start (self->library);
      proctor_library_refresh (self->library, i % 2 == 0);
    }
  testing_library_assert_known (self, 3, TRUE);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 2);

  proctor_library_refresh (self->library, FALSE);
  for (guint i = 0; i < 5; i++)
    proctor_library_refresh (self->library, i % 2 == 0);
  testing_library_assert_known (self, 3, TRUE);
  /* What was asked for was more than what was being read: it follows. */
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 6);
}

static void
test_finalized (TestingLibrary *self,
                gconstpointer data)
{
  const char *const in_view[] = { "t0", NULL };
  g_autofree char *rows = testing_rows (0, 100);

  testing_library_keep (self);
  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, "c1");
  testing_library_load (self);
  testing_library_stall (self);
  proctor_library_set_in_view (self->library, in_view);
  proctor_library_refresh (self->library, FALSE);
  proctor_library_want_all (self->library);
  proctor_library_search_server (self->library, "x");
  testing_library_wait_requests (self, TESTING_PAGE, 1);
  testing_library_wait_requests (self, "cursor=c1", 1);
  testing_library_wait_requests (self, "types=folder", 1);
  testing_library_wait_requests (self, "simulation", 2);
  testing_library_drop (self);

  testing_library_make (self);
  proctor_library_start (self->library);
  testing_library_drop (self);
}

static void
test_search (TestingLibrary *self,
             gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *found = testing_rows (4242, 4244);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, "search=42", found, NULL);
  testing_library_fail (self, "search=bad", 403);
  testing_library_start (self);
  proctor_library_search_server (self->library, "42");
  testing_library_assert_known (self, 102, FALSE);
  g_assert_cmpstr (testing_library_get_name (self, "t4242"), ==, "Test 4242");

  proctor_library_search_server (self->library, "42");
  proctor_library_search_server (self->library, NULL);
  g_assert_false (proctor_library_is_loading (self->library));

  proctor_library_search_server (self->library, "bad");
  testing_library_assert_failed (self, PROCTOR_API_ERROR_PERMISSION);
  testing_library_assert_known (self, 102, FALSE);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_library_add ("/library/pages", test_pages);
  testing_library_add ("/library/all", test_all);
  testing_library_add ("/library/error-between", test_error_between);
  testing_library_add ("/library/server-error", test_server_error);
  testing_library_add ("/library/key-refused", test_key_refused);
  testing_library_add ("/library/stale-cursor", test_stale_cursor);
  testing_library_add ("/library/cut", test_cut);
  testing_library_add ("/library/wrong-types", test_wrong_types);
  testing_library_add ("/library/duplicates", test_duplicates);
  testing_library_add ("/library/circle", test_circle);
  testing_library_add ("/library/one-at-a-time", test_one_at_a_time);
  testing_library_add ("/library/finalized", test_finalized);
  testing_library_add ("/library/search", test_search);

  return g_test_run ();
}
