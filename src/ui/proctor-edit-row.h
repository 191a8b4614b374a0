/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_EDIT_ROW (proctor_edit_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorEditRow, proctor_edit_row, PROCTOR, EDIT_ROW, GtkWidget)

GtkWidget *proctor_edit_row_new (gpointer item,
                                 GtkWidget *content);

gpointer proctor_edit_row_get_item (ProctorEditRow *self);
GtkWidget *proctor_edit_row_get_content (ProctorEditRow *self);
void proctor_edit_row_set_editable (ProctorEditRow *self,
                                    gboolean editable);
void proctor_edit_row_set_place (ProctorEditRow *self,
                                 gboolean is_first,
                                 gboolean is_last);
void proctor_edit_row_set_stacked (ProctorEditRow *self,
                                   gboolean stacked);
void proctor_edit_row_set_name (ProctorEditRow *self,
                                const char *name);

G_END_DECLS
