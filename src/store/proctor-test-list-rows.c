/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-list-private.h"

#include <string.h>

/* Which tests a list shows, and in which order. Few tests are put among the others where they
 * belong; many, or all in another order, are sorted by a worker, and the list stays as it is until
 * that is done. */

/* So many are sorted at once without anybody noticing. */
#define MOST_AT_ONCE 2000

static void
make_match (ProctorTestList *self)
{
  const ProctorTestCriteria criteria = {
    .folder_id = self->folder_id,
    .search = self->search,
    .creator = self->creator,
    .kinds = self->kinds,
    .shared_with_me = self->shared_with_me,
    .mine = self->mine,
  };

  g_clear_pointer (&self->match, proctor_test_match_free);
  self->match = proctor_test_match_new (self->library, &criteria);
}

static GPtrArray *
pick (ProctorTestList *self,
      GPtrArray *from)
{
  GPtrArray *picked;

  if (proctor_test_match_wants_all (self->match))
    return g_ptr_array_copy (from, NULL, NULL);

  picked = g_ptr_array_new ();
  for (guint i = 0; i < from->len; i++)
    {
      if (proctor_test_match_test (self->match, from->pdata[i]))
        g_ptr_array_add (picked, from->pdata[i]);
    }

  return picked;
}

/* All but those with one of the marks. */
static GPtrArray *
leave_out (GPtrArray *from,
           guint mark,
           guint other_mark)
{
  GPtrArray *left = g_ptr_array_sized_new (from->len);

  for (guint i = 0; i < from->len; i++)
    {
      ProctorTestItem *item = from->pdata[i];

      if (item->mark != mark && item->mark != other_mark)
        g_ptr_array_add (left, item);
    }

  return left;
}

static guint
find_place (const ProctorTestOrder *order,
            GPtrArray *among,
            guint from,
            ProctorTestItem *item)
{
  guint to = among->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (proctor_test_order_compare (order, among->pdata[middle], item) < 0)
        from = middle + 1;
      else
        to = middle;
    }

  return from;
}

static void
append (GPtrArray *array,
        GPtrArray *from,
        guint begin,
        guint end)
{
  guint length = array->len;

  if (begin == end)
    return;

  g_ptr_array_set_size (array, (int) (length + end - begin));
  memcpy (array->pdata + length, from->pdata + begin, (end - begin) * sizeof (gpointer));
}

/* Puts few, which are in order, among many. */
static GPtrArray *
merge (const ProctorTestOrder *order,
       GPtrArray *many,
       GPtrArray *few)
{
  GPtrArray *merged = g_ptr_array_sized_new (many->len + few->len);
  guint place = 0;

  for (guint i = 0; i < few->len; i++)
    {
      guint next = find_place (order, many, place, few->pdata[i]);

      append (merged, many, place, next);
      g_ptr_array_add (merged, few->pdata[i]);
      place = next;
    }
  append (merged, many, place, many->len);

  return merged;
}

static void
set_all (ProctorTestList *self,
         GPtrArray *all)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = all;
}

static void
stop_sorting (ProctorTestList *self)
{
  g_cancellable_cancel (self->sorting);
  g_clear_object (&self->sorting);
  g_clear_pointer (&self->news_while_sorting, g_ptr_array_unref);
  g_clear_pointer (&self->gone_while_sorting, g_ptr_array_unref);
}

static void
remember (GPtrArray *array,
          GPtrArray *items)
{
  for (guint i = 0; array != NULL && i < items->len; i++)
    g_ptr_array_add (array, g_object_ref (items->pdata[i]));
}

/* Takes out what has changed meanwhile and puts it in again where it belongs now; what is gone stays
 * out. */
static GPtrArray *
bring_up_to_date (ProctorTestList *self,
                  GPtrArray *sorted)
{
  guint mark = proctor_test_item_make_mark ();
  g_autoptr (GPtrArray) news = g_ptr_array_new ();
  g_autoptr (GPtrArray) left = NULL;

  if (self->news_while_sorting->len == 0 && self->gone_while_sorting->len == 0 && !self->has_to_start_over)
    return g_ptr_array_ref (sorted);

  left = g_ptr_array_sized_new (sorted->len);

  for (guint i = 0; i < self->news_while_sorting->len; i++)
    {
      ProctorTestItem *item = self->news_while_sorting->pdata[i];

      if (item->mark != mark && item->is_told)
        g_ptr_array_add (news, item);
      item->mark = mark;
    }
  for (guint i = 0; i < sorted->len; i++)
    {
      ProctorTestItem *item = sorted->pdata[i];

      if (item->mark != mark && item->is_told)
        g_ptr_array_add (left, item);
    }
  proctor_test_order_sort (&self->order, news);

  return merge (&self->order, left, news);
}

static void
sorted_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorTestList *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sorted = proctor_test_order_sort_finish (result, &error);

  if (sorted == NULL)
    return;

  self->order = self->next_order;
  set_all (self, bring_up_to_date (self, sorted));
  stop_sorting (self);
  proctor_test_list_show_reordered (self, pick (self, self->all));
}

static void
reverse (GPtrArray *array)
{
  for (guint i = 0; i < array->len / 2; i++)
    {
      gpointer item = array->pdata[i];

      array->pdata[i] = array->pdata[array->len - 1 - i];
      array->pdata[array->len - 1 - i] = item;
    }
}

/* The list stays as it is until the worker has done his part. */
static void
start_sorting (ProctorTestList *self)
{
  stop_sorting (self);
  self->sorting = g_cancellable_new ();
  self->news_while_sorting = g_ptr_array_new_with_free_func (g_object_unref);
  self->gone_while_sorting = g_ptr_array_new_with_free_func (g_object_unref);
  proctor_test_order_sort_async (&self->next_order, self->all, self->sorting, sorted_cb, self);
  proctor_test_list_update_state (self);
}

/**
 * proctor_test_list_sort:
 * @self: a list
 *
 * Puts everything in the order that is wanted.
 */
void
proctor_test_list_sort (ProctorTestList *self)
{
  gboolean is_reverse = self->sorting == NULL && self->order.sort == self->next_order.sort && self->order.descending != self->next_order.descending;

  if (!is_reverse && self->all->len > MOST_AT_ONCE)
    {
      start_sorting (self);
      return;
    }

  stop_sorting (self);
  self->order = self->next_order;
  if (is_reverse)
    reverse (self->all);
  else
    proctor_test_order_sort (&self->order, self->all);
  self->looked_at = 0;
  proctor_test_list_show (self, pick (self, self->all));
}

/**
 * proctor_test_list_filter:
 * @self: a list
 *
 * Shows what is wanted now. Whoever types on looks only at what was left.
 */
void
proctor_test_list_filter (ProctorTestList *self)
{
  g_autoptr (ProctorTestMatch) before = g_steal_pointer (&self->match);
  gboolean is_narrower;

  make_match (self);
  is_narrower = before != NULL && proctor_test_match_is_narrower (self->match, before);
  self->looked_at = 0;
  proctor_test_list_show (self, pick (self, is_narrower ? self->shown : self->all));
}

/* Those of the changed tests that belong elsewhere now, or may. */
static GPtrArray *
pick_changed (ProctorTestList *self,
              ProctorLibraryNews *news)
{
  GPtrArray *picked = g_ptr_array_new ();
  guint changes = proctor_test_order_get_changes (&self->order) | proctor_test_match_get_changes (self->match);

  if (self->sorting != NULL)
    changes |= proctor_test_order_get_changes (&self->next_order);
  for (guint i = 0; i < news->changed->len && (news->changes & changes) != 0; i++)
    {
      ProctorTestItem *item = news->changed->pdata[i];

      if ((item->told_changes & changes) != 0)
        g_ptr_array_add (picked, item);
    }

  return picked;
}

static void
mark_all (GPtrArray *items,
          guint mark)
{
  for (guint i = 0; i < items->len; i++)
    ((ProctorTestItem *) items->pdata[i])->mark = mark;
}

/* What the server or the cache sends in the order that is wanted needs nobody to sort it. */
static gboolean
is_in_order (ProctorTestList *self,
             GPtrArray *items)
{
  if (self->order.sort == PROCTOR_TEST_SORT_NAME)
    return FALSE;

  for (guint i = 1; i < items->len; i++)
    {
      if (proctor_test_order_compare (&self->order, items->pdata[i - 1], items->pdata[i]) > 0)
        return FALSE;
    }

  return TRUE;
}

/* Puts those that came or changed among @left, which is in order. */
static GPtrArray *
put_among (ProctorTestList *self,
           GPtrArray *left,
           GPtrArray *few)
{
  if (left->len == 0)
    return g_ptr_array_copy (few, NULL, NULL);

  return merge (&self->order, left, few);
}

/**
 * proctor_test_list_take_news:
 * @self: a list
 * @news: what has happened to the library
 *
 * Follows it.
 */
void
proctor_test_list_take_news (ProctorTestList *self,
                             ProctorLibraryNews *news)
{
  guint gone = proctor_test_item_make_mark ();
  guint moved = proctor_test_item_make_mark ();
  g_autoptr (GPtrArray) few = pick_changed (self, news);
  g_autoptr (GPtrArray) left = NULL;
  gboolean is_refiltered = news->folders_changed && proctor_test_match_depends_on_folders (self->match);
  gboolean is_large;

  mark_all (news->removed, gone);
  mark_all (few, moved);
  append (few, news->added, 0, news->added->len);
  if (few->len == 0 && news->removed->len == 0 && !is_refiltered)
    return;

  left = leave_out (self->all, gone, moved);
  is_large = few->len > MOST_AT_ONCE && !is_in_order (self, few);
  if (is_large)
    {
      append (left, few, 0, few->len);
      set_all (self, g_ptr_array_ref (left));
      if (news->removed->len > 0)
        proctor_test_list_show (self, leave_out (self->shown, gone, gone));
      start_sorting (self);
      return;
    }

  remember (self->news_while_sorting, few);
  remember (self->gone_while_sorting, news->removed);
  proctor_test_order_sort (&self->order, few);
  set_all (self, put_among (self, left, few));
  if (is_refiltered)
    {
      make_match (self);
      proctor_test_list_show (self, pick (self, self->all));
    }
  else if (proctor_test_match_wants_all (self->match) && self->sorting == NULL)
    {
      /* Both are the same, and need not be gone through twice. */
      proctor_test_list_show (self, g_ptr_array_copy (self->all, NULL, NULL));
    }
  else
    {
      g_autoptr (GPtrArray) left_shown = leave_out (self->shown, gone, moved);
      g_autoptr (GPtrArray) few_shown = pick (self, few);

      proctor_test_list_show (self, put_among (self, left_shown, few_shown));
    }
}

/**
 * proctor_test_list_fill:
 * @self: a list
 *
 * Begins with what the library has.
 */
void
proctor_test_list_fill (ProctorTestList *self)
{
  GPtrArray *items = proctor_library_get_items (self->library);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  GPtrArray *all = g_ptr_array_sized_new (items->len);

  stop_sorting (self);
  for (guint i = 0; i < items->len; i++)
    {
      ProctorTestItem *item = items->pdata[i];

      /* Of the others it will be told. */
      if (item->is_told)
        g_ptr_array_add (all, item);
    }
  for (guint i = 0; i < self->shown->len; i++)
    {
      ProctorTestItem *item = self->shown->pdata[i];

      if (item->is_told)
        g_ptr_array_add (shown, item);
    }
  set_all (self, all);
  g_clear_pointer (&self->match, proctor_test_match_free);
  make_match (self);
  proctor_test_list_show (self, g_steal_pointer (&shown));
  self->order = self->next_order;
  if (is_in_order (self, all))
    proctor_test_list_show (self, pick (self, all));
  else
    proctor_test_list_sort (self);
}
