/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-cache-order.h"
#include "proctor-cache-rows.h"
#include "proctor-cache.h"
#include "proctor-testing.h"
#include "testing-result.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  ProctorCache *cache;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = proctor_testing_make_folder ();
  fixture->cache = proctor_cache_new (fixture->folder);
}

static void
close_cache (Fixture *fixture)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  proctor_cache_close_async (fixture->cache, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_cache_close_finish (fixture->cache, result);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  close_cache (fixture);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->cache));
  proctor_testing_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
reopen (Fixture *fixture)
{
  close_cache (fixture);
  g_object_unref (fixture->cache);
  fixture->cache = proctor_cache_new (fixture->folder);
}

static ProctorCacheRow *
make_row (const char *id)
{
  ProctorCacheRow *row = g_new0 (ProctorCacheRow, 1);

  row->id = g_strdup (id);
  row->name = g_strdup_printf ("Name of %s", id);
  row->kind = g_strdup ("llm");
  row->created_at = 1782000000;
  row->updated_at = 1782000001;

  return row;
}

/* A row for each word; "id=name" is one with another name. */
static GPtrArray *
make_rows (const char *words)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_cache_row_free);
  g_auto (GStrv) ids = g_strsplit (words, " ", -1);

  for (char **id = ids; *id != NULL; id++)
    {
      g_auto (GStrv) parts = g_strsplit (*id, "=", 2);
      ProctorCacheRow *row;

      if (**id == '\0')
        continue;
      row = make_row (parts[0]);
      if (parts[1] != NULL)
        g_set_str (&row->name, parts[1]);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static void
save_rows (Fixture *fixture,
           const char *workspace_id,
           GPtrArray *rows)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_cache_save_async (fixture->cache, workspace_id, rows, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_cache_save_finish (fixture->cache, result, &error));
  g_assert_no_error (error);
}

static void
save (Fixture *fixture,
      const char *workspace_id,
      const char *words)
{
  save_rows (fixture, workspace_id, make_rows (words));
}

static void
keep (const ProctorCacheRow *row,
      gpointer into)
{
  g_ptr_array_add (into, proctor_cache_row_copy (row));
}

static GPtrArray *
load_portion (Fixture *fixture,
              const char *workspace_id,
              guint first,
              guint most)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  proctor_cache_load_async (fixture->cache, workspace_id, first, most, keep, g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_cache_row_free), (GDestroyNotify) g_ptr_array_unref, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  rows = proctor_cache_load_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rows);

  return rows;
}

static GPtrArray *
load (Fixture *fixture,
      const char *workspace_id)
{
  return load_portion (fixture, workspace_id, 0, G_MAXUINT);
}

static void
assert_ids (GPtrArray *rows,
            const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((ProctorCacheRow *) g_ptr_array_index (rows, i))->id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
assert_loads (Fixture *fixture,
              const char *workspace_id,
              const char *expected)
{
  g_autoptr (GPtrArray) rows = load (fixture, workspace_id);

  assert_ids (rows, expected);
}

static void
test_fields (Fixture *fixture,
             gconstpointer data)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_cache_row_free);
  g_autoptr (GPtrArray) loaded = NULL;
  ProctorCacheRow *row = g_new0 (ProctorCacheRow, 1);

  *row = (ProctorCacheRow) {
    .id = g_strdup ("test_1"),
    .name = g_strdup ("Grüße, “Ümläute” & 日本語"),
    .kind = g_strdup ("holographic"),
    .folder_id = g_strdup ("tfld_1"),
    .creator = g_strdup ("Ada"),
    .role = g_strdup ("viewer"),
    .created_at = 1782000000,
    .updated_at = G_MAXINT64,
    .mine = TRUE,
  };
  g_ptr_array_add (rows, row);
  row = g_new0 (ProctorCacheRow, 1);
  *row = (ProctorCacheRow) { .id = g_strdup ("test_2"), .shared = TRUE, .updated_at = -1 };
  g_ptr_array_add (rows, row);
  save_rows (fixture, "a", rows);
  reopen (fixture);

  loaded = load (fixture, "a");
  g_assert_cmpuint (loaded->len, ==, 2);
  row = g_ptr_array_index (loaded, 0);
  g_assert_cmpstr (row->id, ==, "test_1");
  g_assert_cmpstr (row->name, ==, "Grüße, “Ümläute” & 日本語");
  g_assert_cmpstr (row->kind, ==, "holographic");
  g_assert_cmpstr (row->folder_id, ==, "tfld_1");
  g_assert_cmpstr (row->creator, ==, "Ada");
  g_assert_cmpstr (row->role, ==, "viewer");
  g_assert_cmpint (row->created_at, ==, 1782000000);
  g_assert_cmpint (row->updated_at, ==, G_MAXINT64);
  g_assert_true (row->mine);
  g_assert_false (row->shared);
  row = g_ptr_array_index (loaded, 1);
  g_assert_null (row->name);
  g_assert_null (row->folder_id);
  g_assert_null (row->creator);
  g_assert_cmpint (row->updated_at, ==, -1);
  g_assert_false (row->mine);
  g_assert_true (row->shared);
}

static void
test_order (Fixture *fixture,
            gconstpointer data)
{
  static const char *const orders[] = {
    "c b a",
    "d c b a",
    "d c b a 0",
    "d x c y y2 b a 0",
    "0 d x c y y2 b a",
    "a b c d",
    "d=Other c a",
    "",
    "one",
    "one two three four five six seven eight nine ten",
    "ten nine eight seven six five four three two one",
    "two one four three six five eight seven ten nine",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *plain = g_strdup (orders[i]);
      char *name = strstr (plain, "=Other");

      if (name != NULL)
        memmove (name, name + strlen ("=Other"), strlen (name + strlen ("=Other")) + 1);
      save (fixture, "a", orders[i]);
      assert_loads (fixture, "a", plain);
    }
}

/* What comes twice counts once, and what has no id not at all. */
static void
test_odd_rows (Fixture *fixture,
               gconstpointer data)
{
  GPtrArray *rows = make_rows ("a b a c");
  ProctorCacheRow *nameless = make_row ("d");

  g_clear_pointer (&nameless->id, g_free);
  g_ptr_array_insert (rows, 1, nameless);
  save_rows (fixture, "w", rows);
  assert_loads (fixture, "w", "a b c");
}

static void
test_apart (Fixture *fixture,
            gconstpointer data)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, "a", "one two");
  save (fixture, "b", "two three");
  assert_loads (fixture, "a", "one two");
  assert_loads (fixture, "b", "two three");
  assert_loads (fixture, "c", "");

  proctor_cache_forget_async (fixture->cache, "a", testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_cache_forget_finish (fixture->cache, result, &error));
  g_assert_no_error (error);
  assert_loads (fixture, "a", "");
  assert_loads (fixture, "b", "two three");
}

static char *
get_path (Fixture *fixture)
{
  return g_build_filename (fixture->folder, "cache.db", NULL);
}

static void
test_damaged (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  save (fixture, "a", "one two");
  close_cache (fixture);
  g_assert_true (g_file_set_contents (path, "Not what it was, and certainly no database any more, for all that I know.", -1, NULL));
  reopen (fixture);
  assert_loads (fixture, "a", "");
  save (fixture, "a", "three");
  assert_loads (fixture, "a", "three");

  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, "damaged"));
}

static void
set_version (Fixture *fixture,
             gint64 version)
{
  g_autofree char *path = get_path (fixture);
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);

  g_assert_no_error (error);
  proctor_database_run (database, sql, "");
  g_assert_false (proctor_database_take_error (database, &error));
}

static void
test_newer (Fixture *fixture,
            gconstpointer data)
{
  save (fixture, "a", "one two");
  close_cache (fixture);
  set_version (fixture, 1000);
  reopen (fixture);
  assert_loads (fixture, "a", "");
  save (fixture, "a", "three");
  assert_loads (fixture, "a", "three");
}

/* Where it can't be kept, that is said, and nothing else comes of it. */
static void
test_unwritable (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autoptr (ProctorCache) cache = proctor_cache_new (below);
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "in the way", -1, NULL));
  proctor_cache_save_async (cache, "a", make_rows ("one"), testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_false (proctor_cache_save_finish (cache, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

/* One portion after the other, all of it comes, each row once. */
static void
test_portions (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) beginning = NULL;
  g_autoptr (GPtrArray) middle = NULL;
  g_autoptr (GPtrArray) end = NULL;
  g_autoptr (GPtrArray) nothing = NULL;

  save (fixture, "a", "one two three four five");
  save (fixture, "b", "six");
  beginning = load_portion (fixture, "a", 0, 2);
  assert_ids (beginning, "one two");
  middle = load_portion (fixture, "a", 2, 2);
  assert_ids (middle, "three four");
  end = load_portion (fixture, "a", 4, 2);
  assert_ids (end, "five");
  nothing = load_portion (fixture, "a", 6, 2);
  assert_ids (nothing, "");
}

static void
test_cancelled (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_cache_load_async (fixture->cache, "a", 0, G_MAXUINT, keep, g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_cache_row_free), (GDestroyNotify) g_ptr_array_unref, cancellable, testing_result_cb, &kept);
  g_cancellable_cancel (cancellable);
  result = testing_result_wait (&kept);
  g_assert_null (proctor_cache_load_finish (fixture->cache, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What is as it was is not touched, wherever something else comes or goes. */
static void
test_writes (Fixture *fixture,
             gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n_written;
  } steps[] = {
    { "a b c d e", 5 },
    { "a b c d e", 0 },
    { "new a b c d e", 1 },
    { "new a b between c d e", 1 },
    { "new a b between c d e last", 1 },
    { "new a b=Other between c d e last", 1 },
    { "new a b=Other c d e last", 1 },
    /* A row that moves is taken out and put in. */
    { "last new a b=Other c d e", 2 },
    { "", 7 },
  };
  g_autofree char *path = get_path (fixture);
  guint n_migrations;
  const char *const *migrations = proctor_cache_rows_get_migrations (&n_migrations);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);

  g_assert_no_error (error);
  g_assert_true (proctor_database_migrate (database, migrations, n_migrations, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GPtrArray) rows = make_rows (steps[i].words);
      g_autoptr (GPtrArray) loaded = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_cache_row_free);

      g_test_message ("%s", steps[i].words);
      g_assert_cmpuint (proctor_cache_rows_save (database, "a", rows), ==, steps[i].n_written);
      g_assert_false (proctor_database_take_error (database, &error));
      proctor_cache_rows_load (database, "a", 0, G_MAXUINT, keep, loaded);
      g_assert_cmpuint (loaded->len, ==, rows->len);
      for (guint j = 0; j < rows->len; j++)
        g_assert_cmpstr (((ProctorCacheRow *) g_ptr_array_index (loaded, j))->name, ==, ((ProctorCacheRow *) g_ptr_array_index (rows, j))->name);
    }
}

static void
assert_ascending (const gint64 *places,
                  guint n_places)
{
  for (guint i = 0; i < n_places; i++)
    {
      g_assert_cmpint (places[i], !=, PROCTOR_CACHE_NO_PLACE);
      if (i > 0)
        g_assert_cmpint (places[i - 1], <, places[i]);
    }
}

static void
test_places (void)
{
  gint64 tight[] = { 10, PROCTOR_CACHE_NO_PLACE, 11, 12 };
  gint64 roomy[] = { 10, PROCTOR_CACHE_NO_PLACE, PROCTOR_CACHE_NO_PLACE, 13 };
  gint64 moved[] = { 400, 100, 200, 300 };
  gint64 front[] = { PROCTOR_CACHE_NO_PLACE, PROCTOR_CACHE_NO_PLACE, 5 };
  gint64 many[200];

  /* Where there is no room left, all move. */
  g_assert_false (proctor_cache_order_assign (tight, G_N_ELEMENTS (tight)));
  assert_ascending (tight, G_N_ELEMENTS (tight));

  g_assert_true (proctor_cache_order_assign (roomy, G_N_ELEMENTS (roomy)));
  assert_ascending (roomy, G_N_ELEMENTS (roomy));
  g_assert_cmpint (roomy[0], ==, 10);
  g_assert_cmpint (roomy[1], ==, 11);
  g_assert_cmpint (roomy[2], ==, 12);

  g_assert_true (proctor_cache_order_assign (moved, G_N_ELEMENTS (moved)));
  assert_ascending (moved, G_N_ELEMENTS (moved));
  g_assert_cmpint (moved[1], ==, 100);
  g_assert_cmpint (moved[3], ==, 300);

  g_assert_true (proctor_cache_order_assign (front, G_N_ELEMENTS (front)));
  assert_ascending (front, G_N_ELEMENTS (front));
  g_assert_cmpint (front[2], ==, 5);

  g_assert_true (proctor_cache_order_assign (NULL, 0));

  /* Whatever the order was before. */
  for (guint round = 0; round < 200; round++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (many); i++)
        many[i] = g_test_rand_int_range (0, 3) == 0 ? PROCTOR_CACHE_NO_PLACE : (gint64) g_test_rand_int () * (1 << (round % 20));
      proctor_cache_order_assign (many, G_N_ELEMENTS (many));
      assert_ascending (many, G_N_ELEMENTS (many));
    }
}

static gint64
load_refresh (Fixture *fixture,
              const char *workspace_id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 refreshed_at;

  proctor_cache_load_refresh_async (fixture->cache, workspace_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  refreshed_at = proctor_cache_load_refresh_finish (fixture->cache, result, &error);
  g_assert_no_error (error);

  return refreshed_at;
}

/* How new it is, is each workspace's own; rows that are saved later don't change it. */
static void
test_refresh (Fixture *fixture,
              gconstpointer data)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpint (load_refresh (fixture, "a"), ==, 0);
  save (fixture, "a", "one two");
  g_assert_cmpint (load_refresh (fixture, "a"), ==, 0);
  proctor_cache_note_refresh (fixture->cache, "a", 1700000000);
  proctor_cache_note_refresh (fixture->cache, "b", 5000000000);
  g_assert_cmpint (load_refresh (fixture, "a"), ==, 1700000000);
  g_assert_cmpint (load_refresh (fixture, "b"), ==, 5000000000);
  save (fixture, "a", "one");
  g_assert_cmpint (load_refresh (fixture, "a"), ==, 1700000000);

  proctor_cache_forget_async (fixture->cache, "a", testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_cache_forget_finish (fixture->cache, result, NULL));
  g_assert_cmpint (load_refresh (fixture, "a"), ==, 0);
  g_assert_cmpint (load_refresh (fixture, "b"), ==, 5000000000);
}

static void
add (const char *name,
     void (*test) (Fixture *fixture,
                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/cache/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("fields", test_fields);
  add ("order", test_order);
  add ("odd-rows", test_odd_rows);
  add ("apart", test_apart);
  add ("damaged", test_damaged);
  add ("newer", test_newer);
  add ("unwritable", test_unwritable);
  add ("cancelled", test_cancelled);
  add ("portions", test_portions);
  add ("writes", test_writes);
  add ("refresh", test_refresh);
  g_test_add_func ("/cache/places", test_places);

  return g_test_run ();
}
