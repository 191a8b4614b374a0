/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-order.h"

#include <string.h>

#include "proctor-test-item-private.h"

/* What is sorted: a test, and all that its place depends on. The strings are the test's, which may
 * get others meanwhile. */
typedef struct
{
  /* Owned: the name only until there is a key. */
  GRefString *name;
  GRefString *key;

  /* Borrowed */
  ProctorTestItem *item;

  gint64 number;
  gint64 rank;
} Entry;

/* What a worker does. */
typedef struct
{
  /* Owned */
  GArray *entries;
  GPtrArray *sorted;

  ProctorTestOrder order;
} Work;

static void
entry_clear (Entry *entry)
{
  g_clear_pointer (&entry->name, g_ref_string_release);
  g_clear_pointer (&entry->key, g_ref_string_release);
}

static void
work_free (Work *work)
{
  g_clear_pointer (&work->entries, g_array_unref);
  g_clear_pointer (&work->sorted, g_ptr_array_unref);
  g_free (work);
}

/**
 * proctor_test_order_get_changes:
 * @order: an order
 *
 * Returns: #ProctorTestChange, of which any may put a test in another place
 */
guint
proctor_test_order_get_changes (const ProctorTestOrder *order)
{
  switch (order->sort)
    {
    case PROCTOR_TEST_SORT_NAME:
      return PROCTOR_TEST_CHANGE_RANK | PROCTOR_TEST_CHANGE_NAME;
    case PROCTOR_TEST_SORT_UPDATED:
    case PROCTOR_TEST_SORT_CREATED:
      return PROCTOR_TEST_CHANGE_RANK | PROCTOR_TEST_CHANGE_TIMES;
    case PROCTOR_TEST_SORT_LAST_RESULT:
      return PROCTOR_TEST_CHANGE_RANK | PROCTOR_TEST_CHANGE_RESULTS;
    }

  g_assert_not_reached ();
}

static gint64
get_number (const ProctorTestOrder *order,
            ProctorTestItem *item)
{
  switch (order->sort)
    {
    case PROCTOR_TEST_SORT_NAME:
      return 0;
    case PROCTOR_TEST_SORT_UPDATED:
      return item->updated_at;
    case PROCTOR_TEST_SORT_CREATED:
      return item->created_at;
    case PROCTOR_TEST_SORT_LAST_RESULT:
      return item->last_result_at;
    }

  g_assert_not_reached ();
}

/**
 * proctor_test_order_prepare:
 * @order: an order
 * @item: a test
 *
 * Finds out what @item is sorted by, which for names takes a while.
 */
void
proctor_test_order_prepare (const ProctorTestOrder *order,
                            ProctorTestItem *item)
{
  if (order->sort == PROCTOR_TEST_SORT_NAME && item->sort_key == NULL)
    item->sort_key = proctor_test_item_make_sort_key (item->name);
}

static int
compare (const ProctorTestOrder *order,
         const char *first_key,
         gint64 first_number,
         gint64 first_rank,
         const char *second_key,
         gint64 second_number,
         gint64 second_rank)
{
  int result = order->sort == PROCTOR_TEST_SORT_NAME ? strcmp (first_key, second_key) : (first_number > second_number) - (first_number < second_number);

  if (result == 0)
    result = (first_rank < second_rank) - (first_rank > second_rank);

  return order->descending ? -result : result;
}

/**
 * proctor_test_order_compare:
 * @order: an order
 * @a: a test that has been prepared
 * @b: another
 *
 * Returns: which comes first, as strcmp() does
 */
int
proctor_test_order_compare (const ProctorTestOrder *order,
                            ProctorTestItem *a,
                            ProctorTestItem *b)
{
  return compare (order, a->sort_key, get_number (order, a), a->rank, b->sort_key, get_number (order, b), b->rank);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer user_data)
{
  const Entry *first = a;
  const Entry *second = b;

  return compare (user_data, first->key, first->number, first->rank, second->key, second->number, second->rank);
}

static GArray *
make_entries (const ProctorTestOrder *order,
              GPtrArray *items)
{
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), items->len);

  g_array_set_clear_func (entries, (GDestroyNotify) entry_clear);
  for (guint i = 0; i < items->len; i++)
    {
      ProctorTestItem *item = items->pdata[i];
      Entry entry = { .item = item, .number = get_number (order, item), .rank = item->rank };

      if (order->sort == PROCTOR_TEST_SORT_NAME && item->sort_key != NULL)
        entry.key = g_ref_string_acquire (item->sort_key);
      else if (order->sort == PROCTOR_TEST_SORT_NAME)
        entry.name = g_ref_string_acquire (item->name);
      g_array_append_val (entries, entry);
    }

  return entries;
}

static void
sort_entries (ProctorTestOrder *order,
              GArray *entries)
{
  for (guint i = 0; i < entries->len && order->sort == PROCTOR_TEST_SORT_NAME; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->key == NULL)
        entry->key = proctor_test_item_make_sort_key (entry->name);
    }
  g_array_sort_with_data (entries, compare_entries, order);
}

static void
forget_in_thread (GTask *task,
                  gpointer source,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  g_array_set_size (task_data, 0);
}

/* To let go of a hundred thousand strings takes as long as a frame. */
static void
forget_later (GArray *entries)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, forget_later);
  g_task_set_task_data (task, entries, (GDestroyNotify) g_array_unref);
  g_task_run_in_thread (task, forget_in_thread);
}

/* Tests keep the keys that were made for them; one that has got another name meanwhile will be sorted
 * again. */
static void
keep_keys (GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->name != NULL && entry->item->sort_key == NULL && entry->item->name == entry->name)
        entry->item->sort_key = g_steal_pointer (&entry->key);
    }
}

static gboolean
has_new_keys (GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      if (g_array_index (entries, Entry, i).name != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_test_order_sort:
 * @order: an order
 * @items: (element-type ProctorTestItem): tests
 *
 * Puts them in order, at once.
 */
void
proctor_test_order_sort (const ProctorTestOrder *order,
                         GPtrArray *items)
{
  ProctorTestOrder copy = *order;
  gboolean is_sorted = TRUE;
  g_autoptr (GArray) entries = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      proctor_test_order_prepare (order, items->pdata[i]);
      if (i > 0 && is_sorted)
        is_sorted = proctor_test_order_compare (order, items->pdata[i - 1], items->pdata[i]) <= 0;
    }
  if (is_sorted)
    return;

  entries = make_entries (order, items);
  sort_entries (&copy, entries);
  for (guint i = 0; i < entries->len; i++)
    items->pdata[i] = g_array_index (entries, Entry, i).item;
}

static void
sort_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  Work *work = task_data;

  sort_entries (&work->order, work->entries);
  work->sorted = g_ptr_array_sized_new (work->entries->len);
  for (guint i = 0; i < work->entries->len; i++)
    g_ptr_array_add (work->sorted, g_array_index (work->entries, Entry, i).item);
  if (!has_new_keys (work->entries))
    g_array_set_size (work->entries, 0);
  g_task_return_boolean (task, TRUE);
}

/**
 * proctor_test_order_sort_async:
 * @order: an order
 * @items: (element-type ProctorTestItem): tests, which the caller keeps until it has been done or cancelled
 * @cancellable: (nullable): to give up
 * @callback: called when it has been done
 * @user_data: passed to @callback
 *
 * Puts tests in the order that they have now, in a worker. Nothing is done to each of them here that the
 * worker can do as well.
 */
void
proctor_test_order_sort_async (const ProctorTestOrder *order,
                               GPtrArray *items,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->order = *order;
  work->entries = make_entries (order, items);
  g_task_set_source_tag (task, proctor_test_order_sort_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, sort_in_thread);
}

/**
 * proctor_test_order_sort_finish:
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer container) (nullable) (element-type ProctorTestItem): them, in order
 */
GPtrArray *
proctor_test_order_sort_finish (GAsyncResult *result,
                                GError **error)
{
  Work *work;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  work = g_task_get_task_data (G_TASK (result));
  if (work->entries->len > 0)
    {
      keep_keys (work->entries);
      forget_later (g_steal_pointer (&work->entries));
    }

  return g_steal_pointer (&work->sorted);
}
