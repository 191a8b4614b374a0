/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-library.h"

#include "proctor-test-list-private.h"

#include <string.h>

/* Whoever asks a list for a row is taken for somebody who scrolls there; this one is not. */
static ProctorTestItem *
peek (gpointer list,
      guint position)
{
  GPtrArray *shown = PROCTOR_TEST_LIST (list)->shown;

  g_assert_cmpuint (position, <, shown->len);

  return g_object_ref (shown->pdata[position]);
}

static void
set_up (TestingLibrary *self,
        gconstpointer data)
{
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  self->server = proctor_testing_server_new ();
  connection = proctor_connection_new ("testing", "Testing", proctor_testing_server_get_url (self->server), &error);
  g_assert_no_error (error);
  self->client = proctor_client_new (connection, "sk_test");
  self->health = proctor_health_new ();
  self->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  self->gone = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

static void
closed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
tear_down (TestingLibrary *self,
           gconstpointer data)
{
  gboolean cache_is_closed = self->cache == NULL;
  gboolean history_is_closed = self->history == NULL;

  testing_library_drop (self);
  if (self->cache != NULL)
    proctor_cache_close_async (self->cache, closed_cb, &cache_is_closed);
  if (self->history != NULL)
    proctor_history_close_async (self->history, closed_cb, &history_is_closed);
  proctor_testing_wait_for ("the cache to be closed", is_true, &cache_is_closed);
  proctor_testing_wait_for ("the history to be closed", is_true, &history_is_closed);
  g_clear_object (&self->cache);
  g_clear_object (&self->history);
  g_clear_object (&self->health);
  proctor_testing_assert_finalized (g_steal_pointer (&self->client));
  g_clear_object (&self->server);
  g_clear_pointer (&self->mirror, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  if (self->folder != NULL)
    proctor_testing_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

void
testing_library_add (const char *path,
                     void (*test) (TestingLibrary *self,
                                   gconstpointer data))
{
  g_test_add (path, TestingLibrary, NULL, set_up, test, tear_down);
}

/* From now on libraries have a cache and a history. */
void
testing_library_keep (TestingLibrary *self)
{
  self->folder = proctor_testing_make_folder ();
  self->cache = proctor_cache_new (self->folder);
  self->history = proctor_history_new (self->folder);
}

void
testing_library_make (TestingLibrary *self)
{
  self->library = proctor_library_new (self->client, "testing", self->cache, self->history, self->health);
}

static void
keep_gone (gpointer key,
           gpointer value,
           gpointer gone)
{
  g_hash_table_add (gone, g_object_ref (key));
}

/* What belongs together has been told. */
static void
changed_cb (gpointer object,
            gpointer news,
            TestingLibrary *self)
{
  g_hash_table_remove_all (self->gone);
}

/* So has what another filter has changed. */
static void
notify_cb (gpointer object,
           GParamSpec *pspec,
           TestingLibrary *self)
{
  g_hash_table_remove_all (self->gone);
}

/* Follows the list as a view does, and finds out whether what it is told is true: no test that stays
 * may be removed by one change and added by another. */
static void
items_changed_cb (GListModel *model,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  TestingLibrary *self)
{
  g_autoptr (GHashTable) removed = g_hash_table_new (NULL, NULL);

  self->n_emissions++;
  self->n_touched += n_removed + n_added;
  for (guint i = 0; i < n_removed; i++)
    g_hash_table_add (removed, self->mirror->pdata[position + i]);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (ProctorTestItem) item = peek (model, position + i);

      g_assert_nonnull (item);
      g_hash_table_remove (removed, item);
      g_assert_false (g_hash_table_contains (self->gone, item));
    }
  g_hash_table_foreach (removed, keep_gone, self->gone);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->mirror, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->mirror, (int) (position + i), peek (model, position + i));
  g_assert_cmpuint (self->mirror->len, ==, g_list_model_get_n_items (model));
}

void
testing_library_make_list (TestingLibrary *self)
{
  GListModel *model;

  self->list = proctor_test_list_new (self->library);
  model = G_LIST_MODEL (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->mirror, peek (model, i));
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (self->list, "notify", G_CALLBACK (notify_cb), self);
  g_signal_connect (self->library, "news", G_CALLBACK (changed_cb), self);
}

void
testing_library_drop (TestingLibrary *self)
{
  g_ptr_array_set_size (self->mirror, 0);
  g_hash_table_remove_all (self->gone);
  if (self->list != NULL)
    proctor_testing_assert_finalized (g_steal_pointer (&self->list));
  if (self->library != NULL)
    proctor_testing_assert_finalized (g_steal_pointer (&self->library));
}

static gboolean
is_settled (gpointer user_data)
{
  TestingLibrary *self = user_data;

  return !proctor_library_is_loading (self->library) && !g_main_context_pending (NULL);
}

/* Until nothing is on its way any more, and everybody has been told. */
void
testing_library_settle (TestingLibrary *self)
{
  for (guint i = 0; i < 3; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      proctor_testing_wait_for ("the library to settle", is_settled, self);
    }
  g_hash_table_remove_all (self->gone);
}

/* Makes a library and a list of what the server has been told to answer. */
void
testing_library_load (TestingLibrary *self)
{
  testing_library_make (self);
  testing_library_make_list (self);
  proctor_library_start (self->library);
  testing_library_settle (self);
}

/**
 * testing_library_answer:
 * @self: a fixture
 * @query: a part of a query
 * @rows: rows, with commas between
 * @next_cursor: (nullable): where the next page is
 *
 * Tells the server what to answer next to lists that are asked for with that.
 */
void
testing_library_answer (TestingLibrary *self,
                        const char *query,
                        const char *rows,
                        const char *next_cursor)
{
  g_autofree char *path = g_strconcat (TESTING_TESTS "?", query, NULL);
  g_autofree char *cursor = next_cursor != NULL ? g_strdup_printf ("\"%s\"", next_cursor) : g_strdup ("null");
  g_autofree char *body = g_strdup_printf ("{\"tests\":[%s],\"next_cursor\":%s,\"has_more\":%s}", rows, cursor, next_cursor != NULL ? "true" : "false");

  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

void
testing_library_fail (TestingLibrary *self,
                      const char *query,
                      guint status)
{
  g_autofree char *path = g_strconcat (TESTING_TESTS "?", query, NULL);

  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .status = status, .body = "{\"detail\":{\"message\":\"No.\"}}" });
}

/* Rows are told as members here: "id": {...}. */
void
testing_library_answer_summaries (TestingLibrary *self,
                                  const char *rows)
{
  g_autofree char *body = g_strdup_printf ("{\"tests\":{%s}}", rows);

  proctor_testing_server_answer (self->server, "POST", TESTING_SUMMARIES, &(ProctorTestingAnswer) { .body = body });
}

/**
 * testing_row:
 * @id: an id
 * @name: a name
 * @members: (nullable): further members, or others in place of those that a row has
 *
 * Returns: (transfer full): a row of a list
 */
char *
testing_row (const char *id,
             const char *name,
             const char *members)
{
  return g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",%s%s\"entity_type\":\"test\"%s%s}", id, name,
                          members != NULL && strstr (members, "\"type\"") != NULL ? "" : "\"type\":\"llm\",",
                          members != NULL && strstr (members, "created_at") != NULL ? "" : "\"created_at_unix_secs\":1000,\"last_updated_at_unix_secs\":1000,",
                          members != NULL ? "," : "", members != NULL ? members : "");
}

char *
testing_folder_row (const char *id,
                    const char *name,
                    const char *parent_id)
{
  g_autofree char *parent = parent_id != NULL ? g_strdup_printf (",\"folder_parent_id\":\"%s\"", parent_id) : g_strdup ("");

  return g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",\"type\":\"folder\",\"entity_type\":\"folder\",\"created_at_unix_secs\":1,\"last_updated_at_unix_secs\":1%s}", id, name, parent);
}

/* From t@from to before t@to, each older than the one before. */
char *
testing_rows (guint from,
              guint to)
{
  GString *rows = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);
      g_autofree char *name = g_strdup_printf ("Test %u", i);
      g_autofree char *members = g_strdup_printf ("\"created_at_unix_secs\":%u,\"last_updated_at_unix_secs\":%u", 100000 - i, 200000 - i);
      g_autofree char *row = testing_row (id, name, members);

      if (i > from)
        g_string_append_c (rows, ',');
      g_string_append (rows, row);
    }

  return g_string_free_and_steal (rows);
}

ProctorTestSummary *
testing_summary (const char *id,
                 const char *name,
                 const char *kind,
                 const char *folder_id)
{
  ProctorTestSummary *summary = proctor_test_summary_new ();

  proctor_test_summary_set_id (summary, id);
  proctor_test_summary_set_name (summary, name);
  proctor_test_summary_set_kind (summary, kind);
  proctor_test_summary_set_created_at (summary, 500000);
  proctor_test_summary_set_last_updated_at (summary, 500000);
  if (folder_id != NULL)
    proctor_test_summary_set_folder_parent_id (summary, folder_id);

  return summary;
}

guint
testing_library_count_requests (TestingLibrary *self,
                                const char *query)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = requests->pdata[i];

      if (request->query != NULL && g_str_has_suffix (request->query, query))
        n++;
    }

  return n;
}

typedef struct
{
  TestingLibrary *self;
  const char *query;
  guint n;
} Wanted;

static gboolean
have_come (gpointer user_data)
{
  Wanted *wanted = user_data;

  return testing_library_count_requests (wanted->self, wanted->query) >= wanted->n;
}

/* Until so many requests whose queries end like that have arrived. */
void
testing_library_wait_requests (TestingLibrary *self,
                               const char *query,
                               guint n)
{
  Wanted wanted = { self, query, n };

  proctor_testing_wait_for (query, have_come, &wanted);
}

/* The ids of the list's rows, and those of the rows that somebody knows who only follows it. */
char *
testing_library_join (TestingLibrary *self)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (ProctorTestItem) item = peek (self->list, i);

      g_assert_true (self->mirror->pdata[i] == item);
      if (i > 0)
        g_string_append_c (ids, ' ');
      g_string_append (ids, proctor_test_item_get_id (item));
    }

  return g_string_free_and_steal (ids);
}

void
testing_library_assert_list (TestingLibrary *self,
                             const char *ids)
{
  g_autofree char *found = NULL;

  testing_library_settle (self);
  found = testing_library_join (self);
  g_assert_cmpstr (found, ==, ids);
}

/* Since the last time somebody asked. */
void
testing_library_assert_edits (TestingLibrary *self,
                              guint n_emissions,
                              guint n_touched)
{
  g_assert_cmpuint (self->n_emissions, ==, n_emissions);
  g_assert_cmpuint (self->n_touched, ==, n_touched);
  self->n_emissions = 0;
  self->n_touched = 0;
}

void
testing_library_answer_no_folders (TestingLibrary *self)
{
  testing_library_answer (self, TESTING_FOLDERS, "", NULL);
}

/* Three pages, of which only those are read that somebody wants. */
void
testing_library_answer_three_pages (TestingLibrary *self)
{
  g_autofree char *first = testing_rows (0, 100);
  g_autofree char *second = testing_rows (100, 200);
  g_autofree char *third = testing_rows (200, 230);

  testing_library_answer_no_folders (self);
  testing_library_answer (self, TESTING_PAGE, first, "c1");
  testing_library_answer (self, TESTING_PAGE "&cursor=c1", second, "c2");
  testing_library_answer (self, TESTING_PAGE "&cursor=c2", third, NULL);
}

void
testing_library_start (TestingLibrary *self)
{
  testing_library_make (self);
  proctor_library_start (self->library);
  testing_library_settle (self);
}

void
testing_library_assert_known (TestingLibrary *self,
                              guint n_tests,
                              gboolean complete)
{
  testing_library_settle (self);
  g_assert_cmpuint (proctor_library_get_n_tests (self->library), ==, n_tests);
  g_assert_cmpuint (proctor_library_get_items (self->library)->len, ==, n_tests);
  g_assert_true (proctor_library_is_complete (self->library) == complete);
}

void
testing_library_assert_ok (TestingLibrary *self)
{
  g_assert_no_error (proctor_library_get_error (self->library));
}

void
testing_library_assert_failed (TestingLibrary *self,
                               ProctorApiErrorCode code)
{
  testing_library_settle (self);
  g_assert_error (proctor_library_get_error (self->library), PROCTOR_API_ERROR, (int) code);
}

const char *
testing_library_get_name (TestingLibrary *self,
                          const char *id)
{
  ProctorTestItem *item = proctor_library_find (self->library, id);

  return item != NULL ? proctor_test_item_get_name (item) : NULL;
}

void
testing_library_stall (TestingLibrary *self)
{
  proctor_testing_server_reset (self->server);
  proctor_testing_server_answer (self->server, "GET", "*", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
}
