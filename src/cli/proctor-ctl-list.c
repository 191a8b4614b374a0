/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-list.h"

#include <glib/gi18n.h>

#include "proctor-unreadable.h"

/* The most that servers give at a time. */
#define PAGE_SIZE 100

/* What the commands that list something have in common. */

static void
print_table (GPtrArray *rows,
             const char *const *titles,
             ProctorCtlAddRow add_row)
{
  g_autoptr (ProctorCtlTable) table = proctor_ctl_table_new (titles);

  for (guint i = 0; i < rows->len; i++)
    {
      ProctorRecord *row = g_ptr_array_index (rows, i);

      if (PROCTOR_IS_UNREADABLE (row))
        {
          /* Only the end of a row is as long as it is, so this makes no column any wider. */
          g_autofree char *problem = g_strdup_printf (_ ("This row can't be read. %s"), proctor_unreadable_get_problem (PROCTOR_UNREADABLE (row)));

          proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_unreadable_get_key (PROCTOR_UNREADABLE (row)));
          proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_ODD, problem);
        }
      else
        add_row (table, row);
      proctor_ctl_table_end_row (table);
    }
  proctor_ctl_table_print (table);
}

/**
 * proctor_ctl_check_limit:
 * @limit: what came with --limit
 *
 * Returns: whether it makes sense; if not, it has been said
 */
gboolean
proctor_ctl_check_limit (int limit)
{
  if (limit >= 0)
    return TRUE;

  proctor_ctl_complain (_ ("--limit takes a number from 1 on, or 0 for all."));

  return FALSE;
}

/**
 * proctor_ctl_get_page_size:
 * @limit: how many rows are wanted at most, 0 for all
 *
 * Returns: how many to ask for at a time
 */
guint
proctor_ctl_get_page_size (int limit)
{
  return limit > 0 ? MIN ((guint) limit, PAGE_SIZE) : PAGE_SIZE;
}

/**
 * proctor_ctl_list:
 * @self: what all commands need
 * @pager: (transfer full): a list
 * @limit: how many rows are wanted at most, 0 for all
 * @titles: what the columns are called
 * @add_row: what makes a row
 * @missing: (nullable): what to say if what was named is not there
 *
 * Prints a list. It is loaded to its end before, so that there is all of it or nothing.
 *
 * Returns: what became of it
 */
ProctorCtlStatus
proctor_ctl_list (ProctorCtl *self,
                  ProctorPager *pager,
                  int limit,
                  const char *const *titles,
                  ProctorCtlAddRow add_row,
                  const char *missing)
{
  g_autoptr (ProctorPager) owned = pager;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = proctor_ctl_load (self, owned, (guint) limit, &error);

  if (rows == NULL)
    {
      if (missing != NULL)
        proctor_ctl_report_named (self, error, "%s", missing);
      else
        proctor_ctl_report (self, error);
      return PROCTOR_CTL_BROKEN;
    }
  if (self->json)
    return proctor_ctl_print_records (self, rows) ? PROCTOR_CTL_OK : PROCTOR_CTL_BROKEN;

  if (rows->len > 0)
    print_table (rows, titles, add_row);
  else
    proctor_ctl_say (_ ("Nothing found."));

  return PROCTOR_CTL_OK;
}
