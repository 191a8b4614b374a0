/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-library.h"
#include "proctor-outcome-palette.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEST_ROW (proctor_test_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestRow, proctor_test_row, PROCTOR, TEST_ROW, GtkWidget)

GtkWidget *proctor_test_row_new (ProctorOutcomePalette *palette);

void proctor_test_row_bind (ProctorTestRow *self,
                            ProctorTestItem *item,
                            ProctorLibrary *library,
                            const char *folder_id);
void proctor_test_row_unbind (ProctorTestRow *self);
void proctor_test_row_set_folder_id (ProctorTestRow *self,
                                     const char *folder_id);
void proctor_test_row_update (ProctorTestRow *self);
ProctorTestItem *proctor_test_row_get_item (ProctorTestRow *self);

void proctor_test_row_set_checkable (ProctorTestRow *self,
                                     gboolean checkable);
void proctor_test_row_set_checked (ProctorTestRow *self,
                                   gboolean checked);
void proctor_test_row_set_draft (ProctorTestRow *self,
                                 gboolean draft);

G_END_DECLS
