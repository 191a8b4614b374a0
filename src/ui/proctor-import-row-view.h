/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-import-row.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_IMPORT_ROW_VIEW (proctor_import_row_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorImportRowView, proctor_import_row_view, PROCTOR, IMPORT_ROW_VIEW, GtkWidget)

GtkWidget *proctor_import_row_view_new (void);
void proctor_import_row_view_set_row (ProctorImportRowView *self,
                                      ProctorImportRow *row);

G_END_DECLS
