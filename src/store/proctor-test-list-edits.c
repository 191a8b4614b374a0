/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-list-private.h"

#include <string.h>

/* How a list becomes another one. Selections and scroll positions survive because a test that stays
 * is either not touched, or removed and added by one and the same change. */

/* More changes than this at once cost more than one large one. */
#define MOST_EDITS 32

/* One change: what is removed and added at a place of the new list. */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} Edit;

/* Makes room for @n_added in place of @n_removed, and fills it. */
static void
splice (GPtrArray *array,
        guint position,
        guint n_removed,
        gpointer *added,
        guint n_added)
{
  guint n_after = array->len - position - n_removed;

  if (n_added > n_removed)
    g_ptr_array_set_size (array, (int) (array->len + n_added - n_removed));
  memmove (array->pdata + position + n_added, array->pdata + position + n_removed, n_after * sizeof (gpointer));
  if (n_added > 0)
    memcpy (array->pdata + position, added, n_added * sizeof (gpointer));
  if (n_added < n_removed)
    g_ptr_array_set_size (array, (int) (position + n_added + n_after));
}

static guint
count_same_beginning (GPtrArray *old,
                      GPtrArray *new)
{
  guint most = MIN (old->len, new->len);
  guint n = 0;

  while (n < most && old->pdata[n] == new->pdata[n])
    n++;

  return n;
}

static guint
count_same_end (GPtrArray *old,
                GPtrArray *new,
                guint n_beginning)
{
  guint most = MIN (old->len, new->len) - n_beginning;
  guint n = 0;

  while (n < most && old->pdata[old->len - 1 - n] == new->pdata[new->len - 1 - n])
    n++;

  return n;
}

/* Marks what is in both, and returns with what mark. */
static guint
mark_common (GPtrArray *old,
             GPtrArray *new,
             guint beginning,
             guint old_end,
             guint new_end)
{
  guint in_new = proctor_test_item_make_mark ();
  guint in_both = proctor_test_item_make_mark ();

  for (guint i = beginning; i < new_end; i++)
    ((ProctorTestItem *) new->pdata[i])->mark = in_new;
  for (guint i = beginning; i < old_end; i++)
    {
      ProctorTestItem *item = old->pdata[i];

      if (item->mark == in_new)
        item->mark = in_both;
    }

  return in_both;
}

/* Where nothing but removals or nothing but additions lead from one to the other, the tests need not
 * be looked at, which for a hundred thousand of them takes longer than a frame. Returns whether that is
 * so; there may then be one edit too many. */
static gboolean
find_plain_edits (GPtrArray *old,
                  GPtrArray *new,
                  guint beginning,
                  guint old_end,
                  guint new_end,
                  GArray *edits)
{
  gboolean is_removal = old_end > new_end;
  GPtrArray *longer = is_removal ? old : new;
  GPtrArray *shorter = is_removal ? new : old;
  guint longer_end = is_removal ? old_end : new_end;
  guint shorter_end = is_removal ? new_end : old_end;
  guint i = beginning, j = beginning;

  while (i < longer_end && edits->len <= MOST_EDITS)
    {
      guint start = i;
      Edit edit = { .position = is_removal ? j : i };

      while (i < longer_end && (j == shorter_end || longer->pdata[i] != shorter->pdata[j]))
        i++;
      edit.n_removed = is_removal ? i - start : 0;
      edit.n_added = is_removal ? 0 : i - start;
      if (i > start)
        g_array_append_val (edits, edit);
      while (i < longer_end && j < shorter_end && longer->pdata[i] == shorter->pdata[j])
        {
          i++;
          j++;
        }
    }

  return j == shorter_end || edits->len > MOST_EDITS;
}

/* Returns whether few changes do, none of which moves a test that stays. */
static gboolean
find_mixed_edits (GPtrArray *old,
                  GPtrArray *new,
                  guint beginning,
                  guint old_end,
                  guint new_end,
                  GArray *edits)
{
  guint common = mark_common (old, new, beginning, old_end, new_end);
  guint i = beginning, j = beginning;

  while (i < old_end || j < new_end)
    {
      Edit edit = { .position = j };

      while (i < old_end && ((ProctorTestItem *) old->pdata[i])->mark != common)
        {
          edit.n_removed++;
          i++;
        }
      while (j < new_end && ((ProctorTestItem *) new->pdata[j])->mark != common)
        {
          edit.n_added++;
          j++;
        }
      if (edit.n_removed > 0 || edit.n_added > 0)
        g_array_append_val (edits, edit);
      if (edits->len > MOST_EDITS)
        return FALSE;
      if (i < old_end && j < new_end && old->pdata[i] != new->pdata[j])
        return FALSE;
      if (i < old_end)
        {
          i++;
          j++;
        }
    }

  return TRUE;
}

static gboolean
find_edits (GPtrArray *old,
            GPtrArray *new,
            guint beginning,
            guint old_end,
            guint new_end,
            GArray *edits)
{
  if (find_plain_edits (old, new, beginning, old_end, new_end, edits))
    return edits->len <= MOST_EDITS;

  g_array_set_size (edits, 0);

  return find_mixed_edits (old, new, beginning, old_end, new_end, edits);
}

static void
show (ProctorTestList *self,
      GPtrArray *shown,
      gboolean is_reordered)
{
  GPtrArray *old = self->shown;
  guint beginning = count_same_beginning (old, shown);
  guint end = count_same_end (old, shown, beginning);
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  g_autoptr (GPtrArray) new = shown;

  if (is_reordered || !find_edits (old, shown, beginning, old->len - end, shown->len - end, edits))
    {
      const Edit whole = { beginning, old->len - end - beginning, shown->len - end - beginning };

      g_array_set_size (edits, 0);
      if (whole.n_removed > 0 || whole.n_added > 0)
        g_array_append_val (edits, whole);
    }

  self->is_telling = TRUE;
  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);

      splice (self->shown, edit->position, edit->n_removed, new->pdata + edit->position, edit->n_added);
      g_list_model_items_changed (G_LIST_MODEL (self), edit->position, edit->n_removed, edit->n_added);
    }
  self->is_telling = FALSE;
  proctor_test_list_update_state (self);
  proctor_test_list_schedule_check (self);
}

/**
 * proctor_test_list_show:
 * @self: a list
 * @shown: (transfer full) (element-type ProctorTestItem): what it is to show
 *
 * Shows that instead, and tells no more than has changed.
 */
void
proctor_test_list_show (ProctorTestList *self,
                        GPtrArray *shown)
{
  show (self, shown, FALSE);
}

/**
 * proctor_test_list_show_reordered:
 * @self: a list
 * @shown: (transfer full) (element-type ProctorTestItem): what it is to show
 *
 * Shows that instead, which is in another order: to look for what stays would be in vain.
 */
void
proctor_test_list_show_reordered (ProctorTestList *self,
                                  GPtrArray *shown)
{
  show (self, shown, TRUE);
}
