/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "testing-library.h"

#include <string.h>

/* What a list shows of its library, in which order, and what it says of changes. */

#define TIMES(created, updated) "\"created_at_unix_secs\":" #created ",\"last_updated_at_unix_secs\":" #updated
#define ACCESS(creator, name, source) "\"access_info\":{\"is_creator\":" creator ",\"creator_name\":\"" name "\",\"creator_email\":\"\",\"role\":\"editor\",\"access_source\":\"" source "\"}"

static void
add_row (GString *rows,
         const char *id,
         const char *name,
         const char *members)
{
  g_autofree char *row = testing_row (id, name, members);

  if (rows->len > 0)
    g_string_append_c (rows, ',');
  g_string_append (rows, row);
}

static void
few (TestingLibrary *self)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *outer = testing_folder_row ("f", "Bookings", NULL);
  g_autofree char *inner = testing_folder_row ("g", "Late night", "f");
  g_autofree char *folders = g_strconcat (outer, ",", inner, NULL);

  add_row (rows, "a", "Test 10", TIMES (50, 3) ",\"type\":\"llm\"," ACCESS ("true", "Me", "creator"));
  add_row (rows, "b", "test 2", TIMES (40, 5) ",\"type\":\"tool\",\"folder_parent_id\":\"f\"," ACCESS ("false", "Ada", "explicit"));
  add_row (rows, "c", "Überfall", TIMES (30, 4) ",\"type\":\"simulation\",\"folder_parent_id\":\"g\"," ACCESS ("false", "Ada", "workspace_default"));
  add_row (rows, "d", "Angry guest", TIMES (20, 9) ",\"type\":\"telepathy\",\"folder_parent_id\":\"unknown\"");
  add_row (rows, "e", "angry guest", TIMES (20, 1) ",\"type\":\"llm\"");
  testing_library_answer (self, TESTING_FOLDERS, folders, NULL);
  testing_library_answer (self, TESTING_PAGE, rows->str, NULL);
  testing_library_answer (self, TESTING_PAGE "&sharing_mode=shared_with_me", "", NULL);
  testing_library_answer (self, TESTING_PAGE "&created_by_user_id=%40me", "", NULL);
  testing_library_load (self);
}

static void
test_sorts (TestingLibrary *self,
            gconstpointer data)
{
  few (self);
  testing_library_assert_list (self, "a b c d e");
  g_object_set (self->list, "descending", FALSE, NULL);
  testing_library_assert_list (self, "e d c b a");
  g_object_set (self->list, "sort", (guint) PROCTOR_TEST_SORT_NAME, NULL);
  testing_library_assert_list (self, "e d b a c");
  g_object_set (self->list, "descending", TRUE, NULL);
  testing_library_assert_list (self, "c a b d e");
  g_object_set (self->list, "sort", (guint) PROCTOR_TEST_SORT_UPDATED, NULL);
  testing_library_assert_list (self, "d b c a e");
  g_object_set (self->list, "descending", FALSE, NULL);
  testing_library_assert_list (self, "e a c b d");
  g_object_set (self->list, "sort", (guint) PROCTOR_TEST_SORT_CREATED, "descending", TRUE, NULL);
  testing_library_assert_list (self, "a b c d e");
}

static void
test_filters (TestingLibrary *self,
              gconstpointer data)
{
  few (self);
  g_object_set (self->list, "kinds", (guint) PROCTOR_TEST_KINDS_TOOL, NULL);
  testing_library_assert_list (self, "b");
  g_assert_true (proctor_test_list_is_filtered (self->list));
  g_object_set (self->list, "kinds", (guint) (PROCTOR_TEST_KINDS_UNKNOWN | PROCTOR_TEST_KINDS_SIMULATION), NULL);
  testing_library_assert_list (self, "c d");
  g_object_set (self->list, "kinds", (guint) PROCTOR_TEST_KINDS_NEXT_REPLY, NULL);
  testing_library_assert_list (self, "a e");
  g_object_set (self->list, "kinds", 0u, "mine", TRUE, NULL);
  testing_library_assert_list (self, "a");
  g_object_set (self->list, "mine", FALSE, "shared-with-me", TRUE, NULL);
  testing_library_assert_list (self, "b");
  g_object_set (self->list, "shared-with-me", FALSE, "creator", "Ada", NULL);
  testing_library_assert_list (self, "b c");
  g_object_set (self->list, "creator", "Nobody", NULL);
  testing_library_assert_list (self, "");
  g_assert_cmpint (proctor_test_list_get_state (self->list), ==, PROCTOR_TEST_LIST_NO_MATCH);
  g_object_set (self->list, "creator", NULL, NULL);
  testing_library_assert_list (self, "a b c d e");
  g_assert_false (proctor_test_list_is_filtered (self->list));
}

static void
test_search (TestingLibrary *self,
             gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *ids;
  } searches[] = {
    { "t", "a b c d e" },
    { "te", "a b c" },
    { "TEST", "a b" },
    { "test 1", "a" },
    { "te", "a b c" },
    { "test 10 ", "a" },
    { "guest angry", "d e" },
    { "überfall", "c" },
    { "U\xcc\x88"
      "BER",
      "c" },
    { "night", "c" },
    { "late bookings über", "c" },
    { "book", "b c" },
    { "book 2", "b" },
    { "   ", "a b c d e" },
    { "nothing", "" },
    { "", "a b c d e" },
  };

  few (self);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_object_set (self->list, "search", searches[i].text, NULL);
      testing_library_assert_list (self, searches[i].ids);
      g_assert_cmpstr (proctor_test_list_get_search (self->list), ==, searches[i].text);
    }
}

static void
test_folders (TestingLibrary *self,
              gconstpointer data)
{
  few (self);
  g_object_set (self->list, "folder-id", "f", NULL);
  testing_library_assert_list (self, "b c");
  g_object_set (self->list, "folder-id", "g", NULL);
  testing_library_assert_list (self, "c");
  g_object_set (self->list, "folder-id", "unknown", NULL);
  testing_library_assert_list (self, "d");
  g_object_set (self->list, "folder-id", "empty", NULL);
  testing_library_assert_list (self, "");
  g_assert_cmpint (proctor_test_list_get_state (self->list), ==, PROCTOR_TEST_LIST_FOLDER_EMPTY);

  /* What moves, moves in and out. */
  g_object_set (self->list, "folder-id", "f", NULL);
  proctor_library_place (self->library, (const char *const[]) { "a", NULL }, "g");
  testing_library_assert_list (self, "a b c");
  proctor_library_place (self->library, (const char *const[]) { "g", NULL }, NULL);
  testing_library_assert_list (self, "b");
  proctor_library_hide (self->library, (const char *const[]) { "f", NULL });
  testing_library_assert_list (self, "");
  g_object_set (self->list, "folder-id", NULL, NULL);
  testing_library_assert_list (self, "a c d e");
  proctor_library_unhide (self->library, (const char *const[]) { "f", NULL });
  testing_library_assert_list (self, "a b c d e");
}

static void
test_states (TestingLibrary *self,
             gconstpointer data)
{
  testing_library_make (self);
  testing_library_make_list (self);
  g_assert_cmpint (proctor_test_list_get_state (self->list), ==, PROCTOR_TEST_LIST_LOADING);
  testing_library_fail (self, TESTING_PAGE, 403);
  testing_library_answer (self, TESTING_PAGE, "", NULL);
  testing_library_answer_no_folders (self);
  proctor_library_start (self->library);
  g_assert_cmpint (proctor_test_list_get_state (self->list), ==, PROCTOR_TEST_LIST_LOADING);
  testing_library_settle (self);
  g_assert_cmpint (proctor_test_list_get_state (self->list), ==, PROCTOR_TEST_LIST_ERROR);
  proctor_library_refresh (self->library, FALSE);
  testing_library_settle (self);
  g_assert_cmpint (proctor_test_list_get_state (self->list), ==, PROCTOR_TEST_LIST_EMPTY);
  g_object_set (self->list, "folder-id", "f", NULL);
  g_assert_cmpint (proctor_test_list_get_state (self->list), ==, PROCTOR_TEST_LIST_FOLDER_EMPTY);
}

/* What one sees never says that there is nothing while something is on its way. */
static void
state_cb (ProctorTestList *list,
          GParamSpec *pspec,
          gpointer user_data)
{
  ProctorTestListState state = proctor_test_list_get_state (list);

  g_assert_true (state == PROCTOR_TEST_LIST_LOADING || state == PROCTOR_TEST_LIST_CONTENT);
}

static void
test_no_flicker (TestingLibrary *self,
                 gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 3);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_make (self);
  testing_library_make_list (self);
  g_signal_connect (self->list, "notify::state", G_CALLBACK (state_cb), NULL);
  proctor_library_start (self->library);
  testing_library_assert_list (self, "t0 t1 t2");
  for (guint i = 0; i < 2; i++)
    {
      proctor_library_refresh (self->library, i == 0);
      testing_library_settle (self);
    }
  testing_library_assert_edits (self, 1, 3);
}

/* It reads on as one scrolls, and no further. */
static void
test_scrolling (TestingLibrary *self,
                gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 200);
  g_autofree char *third = testing_rows (200, 230);
  GListModel *model;

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, "c2");
  testing_library_answer (self, TESTING_PAGE "&cursor=c2", third, NULL);
  testing_library_make (self);
  self->list = proctor_test_list_new (self->library);
  model = G_LIST_MODEL (self->list);
  proctor_library_start (self->library);
  testing_library_settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 100);
  g_object_unref (g_list_model_get_item (model, 20));
  testing_library_settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 200);
  g_object_unref (g_list_model_get_item (model, 90));
  testing_library_settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 200);
  g_object_unref (g_list_model_get_item (model, 150));
  testing_library_settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 230);
  g_assert_null (g_list_model_get_item (model, 230));
}

/* In another order everything has to be there. */
static void
test_wants_all (TestingLibrary *self,
                gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 150);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 403);
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  testing_library_load (self);
  g_object_set (self->list, "sort", (guint) PROCTOR_TEST_SORT_NAME, "descending", FALSE, NULL);
  testing_library_settle (self);
  /* It doesn't ask again and again what can't be had. */
  g_assert_cmpuint (testing_library_count_requests (self, "cursor=c1"), ==, 1);
  g_assert_nonnull (proctor_library_get_error (self->library));
  proctor_library_refresh (self->library, FALSE);
  testing_library_settle (self);
  g_assert_true (proctor_library_is_complete (self->library));
  g_assert_cmpuint (self->mirror->len, ==, 150);
  g_assert_cmpstr (proctor_test_item_get_id (self->mirror->pdata[10]), ==, "t10");
}

/* A server that lists in another order has to be read to the end, too. */
static void
test_other_order (TestingLibrary *self,
                  gconstpointer data)
{
  g_autofree char *first = testing_rows (50, 100);
  g_autofree char *second = testing_rows (0, 50);
  g_autofree char *both = NULL;
  g_autofree char *last = testing_rows (100, 120);

  both = g_strconcat (first, ",", second, NULL);
  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, both, "c1");
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", last, NULL);
  testing_library_load (self);
  g_assert_true (proctor_library_is_complete (self->library));
  g_assert_cmpstr (proctor_test_item_get_id (self->mirror->pdata[0]), ==, "t0");
  g_assert_cmpstr (proctor_test_item_get_id (self->mirror->pdata[119]), ==, "t119");
}

static void
test_search_server (TestingLibrary *self,
                    gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *found = testing_rows (4242, 4244);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, "search=424", found, NULL);
  testing_library_load (self);
  g_object_set (self->list, "search", "42", NULL);
  g_assert_cmpuint (self->mirror->len, ==, 1);
  /* Somebody who goes on typing asks but once. */
  g_object_set (self->list, "search", "424", NULL);
  g_assert_cmpint (proctor_test_list_get_state (self->list), ==, PROCTOR_TEST_LIST_LOADING);
  testing_library_wait_requests (self, "search=424&types=llm&types=tool&types=simulation", 1);
  testing_library_assert_list (self, "t4242 t4243");
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 3);
  g_assert_false (proctor_library_is_complete (self->library));
}

/* What the server counts as shared, or as one's own, is so. */
static void
test_lessons (TestingLibrary *self,
              gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *shared = testing_rows (98, 99);
  g_autofree char *mine = testing_rows (500, 501);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, NULL);
  testing_library_answer (self, TESTING_PAGE "&sharing_mode=shared_with_me", shared, NULL);
  testing_library_answer (self, TESTING_PAGE "&created_by_user_id=%40me", mine, NULL);
  testing_library_load (self);
  g_object_set (self->list, "shared-with-me", TRUE, NULL);
  testing_library_assert_list (self, "t98");
  g_object_set (self->list, "shared-with-me", FALSE, "mine", TRUE, NULL);
  testing_library_assert_list (self, "t500");
  proctor_library_refresh (self->library, FALSE);
  testing_library_assert_list (self, "");
}

static void
test_edits (TestingLibrary *self,
            gconstpointer data)
{
  g_autofree char *rows = testing_rows (0, 100);
  g_autoptr (ProctorTestSummary) made = testing_summary ("made", "Made", "llm", NULL);
  g_autofree char *before = NULL;

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, rows, NULL);
  testing_library_load (self);
  testing_library_assert_edits (self, 1, 100);
  proctor_library_refresh (self->library, TRUE);
  testing_library_settle (self);
  testing_library_assert_edits (self, 0, 0);

  proctor_library_hide (self->library, (const char *const[]) { "t3", "t50", "t51", "t99", NULL });
  testing_library_settle (self);
  testing_library_assert_edits (self, 3, 4);
  proctor_library_add (self->library, made);
  testing_library_settle (self);
  testing_library_assert_edits (self, 1, 1);
  proctor_library_unhide (self->library, (const char *const[]) { "t3", "t50", "t51", "t99", NULL });
  testing_library_settle (self);
  testing_library_assert_edits (self, 3, 4);
  before = testing_library_join (self);
  g_assert_true (g_str_has_prefix (before, "made t0 t1 t2 t3 t4"));
  g_assert_true (g_str_has_suffix (before, "t97 t98 t99"));

  /* One that moves is removed and added at once; the others stay. */
  g_object_set (self->list, "sort", (guint) PROCTOR_TEST_SORT_UPDATED, NULL);
  testing_library_settle (self);
  self->n_emissions = self->n_touched = 0;
  proctor_test_summary_set_id (made, "t4");
  proctor_library_add (self->library, made);
  testing_library_settle (self);
  testing_library_assert_edits (self, 1, 10);
}

static void
test_state_text (TestingLibrary *self,
                 gconstpointer data)
{
  static const char *const bad[] = { "", "garbage", "{'sort': <'name'>}", "{'sort': <uint32 77>, 'search': <5>, 'novelty': <1>}", "[1, 2]", "{'sort': <@ms nothing>}" };
  g_autofree char *plain = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  few (self);
  plain = proctor_test_list_dup_state_text (self->list);
  g_object_set (self->list, "folder-id", "f", "search", "te'st \"ü\" ", "kinds", 3u, "shared-with-me", TRUE, "mine", TRUE, "creator", "Ada",
                "sort", (guint) PROCTOR_TEST_SORT_NAME, "descending", FALSE, NULL);
  text = proctor_test_list_dup_state_text (self->list);
  g_assert_cmpstr (text, !=, plain);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *restored = NULL;

      proctor_test_list_restore (self->list, bad[i]);
      restored = proctor_test_list_dup_state_text (self->list);
      g_assert_cmpstr (restored, ==, plain);
      testing_library_assert_list (self, "a b c d e");
    }
  proctor_test_list_restore (self->list, text);
  again = proctor_test_list_dup_state_text (self->list);
  g_assert_cmpstr (again, ==, text);
  proctor_test_list_restore (self->list, NULL);
  testing_library_assert_list (self, "a b c d e");
}

static void
collected_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static GPtrArray *
collect (TestingLibrary *self,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_test_list_collect_async (self->list, cancellable, collected_cb, &result);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  proctor_testing_wait_for ("everything", is_set, &result);

  return proctor_test_list_collect_finish (self->list, result, error);
}

static void
test_collect (TestingLibrary *self,
              gconstpointer data)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 150);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 403);
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, NULL);
  testing_library_load (self);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = collect (self, i == 1 ? cancellable : NULL, &error);

      if (i == 0)
        g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION);
      else if (i == 1)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_cmpuint (items->len, ==, i == 2 ? 150 : 12);
      if (i == 2)
        g_object_set (self->list, "search", "14", NULL);
    }
}

/* Many, and what changes among them; nobody looks at the clock. */
static void
test_many (TestingLibrary *self,
           gconstpointer data)
{
  const guint n = 100000;
  g_autofree char *first = testing_rows (0, 100);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_cache_row_free);
  g_autoptr (ProctorTestSummary) made = testing_summary ("made", "Made", "llm", NULL);
  g_autoptr (GAsyncResult) saved = NULL;
  const char *const some[] = { "t7", "t50000", "t99999", NULL };

  for (guint i = 0; i < n; i++)
    {
      ProctorCacheRow *row = g_new0 (ProctorCacheRow, 1);

      row->id = g_strdup_printf ("t%u", i);
      row->name = g_strdup_printf ("Test %u", i);
      row->kind = g_strdup ("llm");
      row->created_at = 100000 - i;
      row->updated_at = 200000 - i;
      g_ptr_array_add (rows, row);
    }
  testing_library_keep (self);
  proctor_cache_save_async (self->cache, "testing", rows, collected_cb, &saved);
  proctor_testing_wait_for ("the cache to be written", is_set, &saved);
  g_assert_true (proctor_cache_save_finish (self->cache, saved, NULL));

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_fail (self, TESTING_PAGE "&cursor=c1", 403);
  testing_library_make (self);
  testing_library_make_list (self);
  proctor_library_start (self->library);
  testing_library_settle (self);
  g_assert_cmpuint (self->mirror->len, ==, n);
  /* What was known comes in portions, each of them once. */
  g_assert_cmpuint (self->n_emissions, <=, 8);
  g_assert_cmpuint (self->n_touched, ==, n);
  self->n_emissions = self->n_touched = 0;

  proctor_library_hide (self->library, some);
  testing_library_settle (self);
  testing_library_assert_edits (self, 3, 3);
  proctor_library_unhide (self->library, some);
  proctor_library_add (self->library, made);
  testing_library_settle (self);
  testing_library_assert_edits (self, 4, 4);

  /* All in another order is one change, however long a worker takes; what happens meanwhile is in it. */
  g_object_set (self->list, "sort", (guint) PROCTOR_TEST_SORT_NAME, "descending", FALSE, NULL);
  proctor_library_hide (self->library, some);
  while (proctor_test_item_get_id (self->mirror->pdata[0])[0] != 'm')
    g_main_context_iteration (NULL, TRUE);
  testing_library_settle (self);
  g_assert_cmpuint (self->mirror->len, ==, n - 2);
  g_assert_cmpuint (self->n_emissions, <=, 4);
  g_assert_cmpstr (proctor_test_item_get_id (self->mirror->pdata[10]), ==, "t10");

  self->n_emissions = 0;
  g_object_set (self->list, "search", "9998", NULL);
  g_object_set (self->list, "search", "99989", NULL);
  testing_library_settle (self);
  testing_library_assert_list (self, "t99989");
  /* One large change, and then no more small ones than are worth it. */
  g_assert_cmpuint (self->n_emissions, <=, 1 + 32);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_library_add ("/test-list/sorts", test_sorts);
  testing_library_add ("/test-list/filters", test_filters);
  testing_library_add ("/test-list/search", test_search);
  testing_library_add ("/test-list/folders", test_folders);
  testing_library_add ("/test-list/states", test_states);
  testing_library_add ("/test-list/no-flicker", test_no_flicker);
  testing_library_add ("/test-list/scrolling", test_scrolling);
  testing_library_add ("/test-list/wants-all", test_wants_all);
  testing_library_add ("/test-list/other-order", test_other_order);
  testing_library_add ("/test-list/search-server", test_search_server);
  testing_library_add ("/test-list/lessons", test_lessons);
  testing_library_add ("/test-list/edits", test_edits);
  testing_library_add ("/test-list/state-text", test_state_text);
  testing_library_add ("/test-list/collect", test_collect);
  testing_library_add ("/test-list/many", test_many);

  return g_test_run ();
}
