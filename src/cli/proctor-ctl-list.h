/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl-table.h"

G_BEGIN_DECLS

/**
 * ProctorCtlAddRow:
 * @table: a table
 * @record: a row of a list
 *
 * Adds the cells of a row, without its end.
 */
typedef void (*ProctorCtlAddRow) (ProctorCtlTable *table,
                                  ProctorRecord *record);

gboolean proctor_ctl_check_limit (int limit);
guint proctor_ctl_get_page_size (int limit);
ProctorCtlStatus proctor_ctl_list (ProctorCtl *self,
                                   ProctorPager *pager,
                                   int limit,
                                   const char *const *titles,
                                   ProctorCtlAddRow add_row,
                                   const char *missing);

G_END_DECLS
