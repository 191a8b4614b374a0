/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_SIDEBAR_ROW (proctor_sidebar_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSidebarRow, proctor_sidebar_row, PROCTOR, SIDEBAR_ROW, AdwBin)

GtkTreeListRow *proctor_sidebar_row_get_list_row (ProctorSidebarRow *self);
void proctor_sidebar_row_bind (ProctorSidebarRow *self,
                               GtkListItem *list_item);
void proctor_sidebar_row_unbind (ProctorSidebarRow *self);

G_END_DECLS
