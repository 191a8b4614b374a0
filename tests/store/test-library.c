/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-cache.h"
#include "testing-library.h"

#include <string.h>

/* What the library reads, and what it does not. */

static void
no_folders (TestingLibrary *self)
{
  testing_library_answer (self, TESTING_FOLDERS, "", NULL);
}

/* Three pages, of which only those are read that somebody wants. */
static void
three_pages (TestingLibrary *self)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 200);
  g_autofree char *third = testing_rows (200, 230);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, "c2");
  testing_library_answer (self, TESTING_PAGE "&cursor=c2", third, NULL);
}

static void
start (TestingLibrary *self)
{
  testing_library_make (self);
  proctor_library_start (self->library);
  testing_library_settle (self);
}

static void
assert_known (TestingLibrary *self,
              guint n_tests,
              gboolean complete)
{
  testing_library_settle (self);
  g_assert_cmpuint (proctor_library_get_n_tests (self->library), ==, n_tests);
  g_assert_cmpuint (proctor_library_get_items (self->library)->len, ==, n_tests);
  g_assert_true (proctor_library_is_complete (self->library) == complete);
}

static void
assert_ok (TestingLibrary *self)
{
  g_assert_no_error (proctor_library_get_error (self->library));
}

static void
assert_failed (TestingLibrary *self,
               ProctorApiErrorCode code)
{
  testing_library_settle (self);
  g_assert_error (proctor_library_get_error (self->library), PROCTOR_API_ERROR, (int) code);
}

static const char *
get_name (TestingLibrary *self,
          const char *id)
{
  ProctorTestItem *item = proctor_library_find (self->library, id);

  return item != NULL ? proctor_test_item_get_name (item) : NULL;
}

static void
test_pages (TestingLibrary *self,
            gconstpointer data)
{
  GPtrArray *items;

  three_pages (self);
  start (self);
  assert_known (self, 100, FALSE);
  g_assert_cmpuint (testing_library_count_requests (self, TESTING_PAGE), ==, 1);
  proctor_library_want_more (self->library);
  proctor_library_want_more (self->library);
  assert_known (self, 200, FALSE);
  proctor_library_want_more (self->library);
  assert_known (self, 230, TRUE);
  proctor_library_want_more (self->library);
  assert_known (self, 230, TRUE);
  assert_ok (self);

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

  three_pages (self);
  testing_library_make (self);
  proctor_library_want_all (self->library);
  g_assert_true (proctor_library_is_loading (self->library));
  assert_known (self, 230, TRUE);
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

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 403);
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  start (self);
  proctor_library_want_more (self->library);
  assert_failed (self, PROCTOR_API_ERROR_PERMISSION);
  assert_known (self, 100, FALSE);

  /* Whoever scrolls doesn't ask again and again. */
  proctor_library_want_more (self->library);
  assert_known (self, 100, FALSE);
  g_assert_cmpuint (testing_library_count_requests (self, "cursor=c1"), ==, 1);

  proctor_library_refresh (self->library, FALSE);
  assert_known (self, 150, TRUE);
  assert_ok (self);
}

static void
test_server_error (TestingLibrary *self,
                   gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 150);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  /* More often than the client tries. */
  for (guint i = 0; i < 2; i++)
    testing_library_fail (self, TESTING_PAGE "&cursor=c1", 500);
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  start (self);
  proctor_library_want_all (self->library);
  assert_known (self, 150, TRUE);
  assert_ok (self);
}

static void
test_key_refused (TestingLibrary *self,
                  gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 3);

  testing_library_fail (self, TESTING_PAGE, 401);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_fail (self, TESTING_FOLDERS, 401);
  no_folders (self);
  start (self);
  assert_failed (self, PROCTOR_API_ERROR_KEY);
  assert_known (self, 0, FALSE);
  g_assert_cmpint (proctor_health_get_state (self->health), ==, PROCTOR_HEALTH_KEY_REFUSED);

  proctor_library_refresh (self->library, FALSE);
  assert_known (self, 3, TRUE);
  assert_ok (self);
  g_assert_cmpint (proctor_health_get_state (self->health), ==, PROCTOR_HEALTH_CONNECTED);
}

/* A place in the list that the server doesn't know any more: it is read from the top. */
static void
test_stale_cursor (TestingLibrary *self,
                   gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 150);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE, first, "c9");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 422);
  testing_library_answer (self, TESTING_PAGE "&cursor=c9", second, NULL);
  start (self);
  proctor_library_want_all (self->library);
  assert_failed (self, PROCTOR_API_ERROR_INVALID);
  proctor_library_refresh (self->library, FALSE);
  assert_known (self, 150, TRUE);
  assert_ok (self);
}

static void
test_cut (TestingLibrary *self,
          gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 3);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  start (self);
  assert_known (self, 3, TRUE);

  proctor_testing_server_reset (self->server);
  no_folders (self);
  proctor_testing_server_answer (self->server, "GET", TESTING_TESTS "?" TESTING_PAGE, &(ProctorTestingAnswer) { .body = "{\"tests\":" });
  proctor_library_refresh (self->library, TRUE);
  assert_failed (self, PROCTOR_API_ERROR_PROTOCOL);
  assert_known (self, 3, TRUE);
}

/* Of a row that can't be read nobody knows whose it is, so nothing is taken for gone. */
static void
test_wrong_types (TestingLibrary *self,
                  gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 4);
  g_autofree char *good = testing_rows (0, 2);
  g_autofree char *mixed = g_strconcat (good, ",{\"id\":\"t2\",\"name\":\"Test 2\",\"type\":\"llm\",\"created_at_unix_secs\":\"yesterday\",\"last_updated_at_unix_secs\":1},7,null,{}", NULL);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_answer (self, TESTING_PAGE, mixed, NULL);
  start (self);
  assert_known (self, 4, TRUE);
  proctor_library_refresh (self->library, TRUE);
  assert_known (self, 4, TRUE);
  assert_ok (self);
}

/* A row that moves while one pages is where it was seen last, and once. */
static void
test_duplicates (TestingLibrary *self,
                 gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (98, 120);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  start (self);
  proctor_library_want_all (self->library);
  assert_known (self, 120, TRUE);
}

static void
test_circle (TestingLibrary *self,
             gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 2);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, "c1");
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", rows, "c1");
  start (self);
  proctor_library_want_all (self->library);
  assert_failed (self, PROCTOR_API_ERROR_PROTOCOL);
  assert_known (self, 2, FALSE);
}

/* Only the whole list tells that a test is gone. */
static void
test_vanished (TestingLibrary *self,
               gconstpointer data)
{
  g_autofree char *first = testing_rows (1, 100);
  g_autofree char *second = testing_rows (100, 150);
  ProctorTestItem *item;

  three_pages (self);
  start (self);
  proctor_library_want_all (self->library);
  assert_known (self, 230, TRUE);
  item = proctor_library_find (self->library, "t5");

  proctor_testing_server_reset (self->server);
  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 403);
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  proctor_library_refresh (self->library, TRUE);
  assert_failed (self, PROCTOR_API_ERROR_PERMISSION);
  assert_known (self, 230, TRUE);
  proctor_library_refresh (self->library, TRUE);
  assert_known (self, 149, TRUE);
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

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, before, NULL);
  testing_library_answer (self, TESTING_PAGE, before, NULL);
  testing_library_answer (self, TESTING_PAGE, after, NULL);
  start (self);
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

  three_pages (self);
  start (self);
  proctor_library_want_all (self->library);
  assert_known (self, 230, TRUE);

  proctor_testing_server_reset (self->server);
  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer_summaries (self, summaries);
  proctor_library_set_in_view (self->library, in_view);
  proctor_library_refresh (self->library, FALSE);
  assert_known (self, 230, TRUE);
  g_assert_cmpstr (get_name (self, "new"), ==, "New");
  g_assert_cmpstr (get_name (self, "t150"), ==, "Renamed");
  g_assert_null (get_name (self, "t152"));
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 3);
}

/* Whoever can't be asked doesn't say that anything is gone. */
static void
test_summaries_fail (TestingLibrary *self,
                     gconstpointer data)
{
  const char *const in_view[] = { "t0", "t1", NULL };
  g_autofree char *rows = testing_rows (0, 100);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, "c1");
  proctor_testing_server_answer (self->server, "POST", TESTING_SUMMARIES, &(ProctorTestingAnswer) { .status = 403, .body = "{}" });
  testing_library_answer_summaries (self, "\"t0\":7");
  start (self);
  proctor_library_set_in_view (self->library, in_view);
  proctor_library_refresh (self->library, FALSE);
  assert_failed (self, PROCTOR_API_ERROR_PERMISSION);
  assert_known (self, 100, FALSE);
  proctor_library_refresh (self->library, FALSE);
  assert_known (self, 100, FALSE);
  assert_ok (self);
}

/* If a whole page is new, so may be the next. */
static void
test_many_new (TestingLibrary *self,
               gconstpointer data)
{
  g_autofree char *first = testing_rows (100, 200);
  g_autofree char *newer = testing_rows (0, 100);
  g_autofree char *border = testing_rows (95, 195);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE, newer, "n1");
  testing_library_answer (self, TESTING_PAGE "&cursor=n1", border, "n2");
  start (self);
  proctor_library_refresh (self->library, FALSE);
  assert_known (self, 200, FALSE);
  g_assert_cmpuint (testing_library_count_requests (self, "cursor=n2"), ==, 0);
  g_assert_cmpstr (proctor_test_item_get_id (proctor_library_get_items (self->library)->pdata[0]), ==, "t0");
}

static void
test_one_at_a_time (TestingLibrary *self,
                    gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 3);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_make (self);
  proctor_library_start (self->library);
  for (guint i = 0; i < 5; i++)
    {
      proctor_library_start (self->library);
      proctor_library_refresh (self->library, i % 2 == 0);
    }
  assert_known (self, 3, TRUE);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 2);

  proctor_library_refresh (self->library, FALSE);
  for (guint i = 0; i < 5; i++)
    proctor_library_refresh (self->library, i % 2 == 0);
  assert_known (self, 3, TRUE);
  /* What was asked for was more than what was being read: it follows. */
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 6);
}

static void
stall (TestingLibrary *self)
{
  proctor_testing_server_reset (self->server);
  proctor_testing_server_answer (self->server, "GET", "*", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
}

static void
test_finalized (TestingLibrary *self,
                gconstpointer data)
{
  const char *const in_view[] = { "t0", NULL };
  g_autofree char *rows = testing_rows (0, 100);

  testing_library_keep (self);
  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, "c1");
  testing_library_load (self);
  stall (self);
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
  start (self);
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
  assert_known (self, 5, TRUE);
  g_assert_null (proctor_library_find (self->library, "t0"));
  g_assert_null (proctor_library_find (self->library, "t1"));
  g_assert_null (proctor_library_find (self->library, "in"));
  g_assert_null (proctor_library_find_folder (self->library, "g"));
  g_assert_true (proctor_library_find (self->library, "t2") == item);
  g_assert_cmpstr (proctor_test_item_get_folder_id (item), ==, "f");
  g_assert_cmpstr (get_name (self, "made"), ==, "Made");
  g_assert_cmpstr (get_name (self, "t4"), ==, "Renamed");
  g_assert_true (proctor_test_item_is_mine (proctor_library_find (self->library, "made")));

  /* What is asked afterwards is believed. */
  proctor_testing_server_reset (self->server);
  testing_library_answer (self, TESTING_FOLDERS, folders, NULL);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  proctor_library_refresh (self->library, TRUE);
  assert_known (self, 5, TRUE);
  g_assert_cmpstr (get_name (self, "t4"), ==, "Test 4");
  g_assert_null (proctor_test_item_get_folder_id (item));
  g_assert_nonnull (proctor_library_find (self->library, "t1"));
  proctor_library_unhide (self->library, (const char *const[]) { "t0", NULL });
  assert_known (self, 6, TRUE);
}

static void
test_hide (TestingLibrary *self,
           gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 2);
  const char *const ids[] = { "t0", "later", NULL };
  g_autoptr (ProctorTestSummary) later = testing_summary ("later", "Later", "llm", NULL);
  ProctorTestItem *item;

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_make (self);
  proctor_library_hide (self->library, ids);
  proctor_library_start (self->library);
  assert_known (self, 1, TRUE);
  proctor_library_add (self->library, later);
  proctor_library_hide (self->library, ids);
  assert_known (self, 1, TRUE);
  proctor_library_unhide (self->library, ids);
  assert_known (self, 1, TRUE);
  proctor_library_unhide (self->library, ids);
  assert_known (self, 3, TRUE);
  item = proctor_library_find (self->library, "t0");
  proctor_library_unhide (self->library, ids);
  assert_known (self, 3, TRUE);
  proctor_library_hide (self->library, ids);
  proctor_library_unhide (self->library, ids);
  assert_known (self, 3, TRUE);
  g_assert_true (proctor_library_find (self->library, "t0") == item);
}

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
  start (self);
  g_assert_false (proctor_library_is_cached (self->library));
  wait_saved (self, 5);
  testing_library_settle (self);
  testing_library_drop (self);

  stall (self);
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
  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, fewer, NULL);
  start (self);
  assert_known (self, 2, TRUE);
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
  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  start (self);
  wait_saved (self, 3);
  testing_library_settle (self);
  testing_library_drop (self);

  proctor_testing_server_reset (self->server);
  testing_library_fail (self, "types", 401);
  start (self);
  assert_failed (self, PROCTOR_API_ERROR_KEY);
  assert_known (self, 3, FALSE);
  g_assert_true (proctor_library_is_cached (self->library));
}

static void
test_search (TestingLibrary *self,
             gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *found = testing_rows (4242, 4244);

  no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, "search=42", found, NULL);
  testing_library_fail (self, "search=bad", 403);
  start (self);
  proctor_library_search_server (self->library, "42");
  assert_known (self, 102, FALSE);
  g_assert_cmpstr (get_name (self, "t4242"), ==, "Test 4242");

  proctor_library_search_server (self->library, "42");
  proctor_library_search_server (self->library, NULL);
  g_assert_false (proctor_library_is_loading (self->library));

  proctor_library_search_server (self->library, "bad");
  assert_failed (self, PROCTOR_API_ERROR_PERMISSION);
  assert_known (self, 102, FALSE);
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
  testing_library_add ("/library/vanished", test_vanished);
  testing_library_add ("/library/in-place", test_in_place);
  testing_library_add ("/library/refresh", test_refresh);
  testing_library_add ("/library/summaries-fail", test_summaries_fail);
  testing_library_add ("/library/many-new", test_many_new);
  testing_library_add ("/library/one-at-a-time", test_one_at_a_time);
  testing_library_add ("/library/finalized", test_finalized);
  testing_library_add ("/library/deeds", test_deeds);
  testing_library_add ("/library/hide", test_hide);
  testing_library_add ("/library/cache", test_cache);
  testing_library_add ("/library/offline", test_offline);
  testing_library_add ("/library/search", test_search);

  return g_test_run ();
}
