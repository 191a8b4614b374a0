/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-cache-order.h"

/* How far apart places are to begin with, so that others fit between them. */
#define STEP ((gint64) 1 << 20)

/* Finds the most places that can stay where they are: the longest row of them that ascends. All
 * others lose theirs. */
static void
keep_ascending (gint64 *places,
                guint n_places)
{
  /* The position in which the best row of each length ends, and what comes before each position. */
  g_autofree guint *ends = g_new (guint, MAX (n_places, 1));
  g_autofree guint *before = g_new (guint, MAX (n_places, 1));
  guint length = 0;
  guint position;

  for (guint i = 0; i < n_places; i++)
    {
      guint low = 0, high = length;

      if (places[i] == PROCTOR_CACHE_NO_PLACE)
        continue;
      if (length > 0 && places[ends[length - 1]] < places[i])
        low = length;
      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (places[ends[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? ends[low - 1] : G_MAXUINT;
      ends[low] = i;
      length = MAX (length, low + 1);
    }

  position = length > 0 ? ends[length - 1] : G_MAXUINT;
  for (guint i = n_places; i-- > 0;)
    {
      if (i == position)
        position = before[i];
      else
        places[i] = PROCTOR_CACHE_NO_PLACE;
    }
}

/* Fills a gap between what stays: from @begin to before @end. */
static gboolean
fill_gap (gint64 *places,
          guint n_places,
          guint begin,
          guint end)
{
  gint64 count = (gint64) end - begin;

  for (gint64 i = 0; i < count; i++)
    {
      if (begin > 0 && end < n_places)
        {
          gint64 low = places[begin - 1];
          gint64 gap = places[end] - low;

          if (gap <= count)
            return FALSE;
          /* Divided first, because the gap may be as large as numbers get. */
          places[begin + i] = low + gap / (count + 1) * (i + 1) + gap % (count + 1) * (i + 1) / (count + 1);
        }
      else if (begin > 0)
        places[begin + i] = places[begin - 1] + STEP * (i + 1);
      else if (end < n_places)
        places[begin + i] = places[end] - STEP * (count - i);
      else
        places[begin + i] = STEP * (i + 1);
    }

  return TRUE;
}

/**
 * proctor_cache_order_assign:
 * @places: (array length=n_places): where each row is now, %PROCTOR_CACHE_NO_PLACE if nowhere
 * @n_places: the number of rows, in the order they are to be in
 *
 * Gives every row a place, so that they ascend and as many as possible stay where they are.
 *
 * Returns: whether anything could stay; if not, all places are others
 */
gboolean
proctor_cache_order_assign (gint64 *places,
                            guint n_places)
{
  guint begin = 0;

  keep_ascending (places, n_places);
  while (begin < n_places)
    {
      guint end = begin;

      while (end < n_places && places[end] == PROCTOR_CACHE_NO_PLACE)
        end++;
      if (end > begin && !fill_gap (places, n_places, begin, end))
        {
          for (guint i = 0; i < n_places; i++)
            places[i] = STEP * ((gint64) i + 1);
          return FALSE;
        }
      begin = end + 1;
    }

  return TRUE;
}
