/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-matrix-cells.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MATRIX_CELL_ACCESSIBLE (proctor_matrix_cell_accessible_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMatrixCellAccessible, proctor_matrix_cell_accessible, PROCTOR, MATRIX_CELL_ACCESSIBLE, GObject)

ProctorMatrixCellAccessible *proctor_matrix_cell_accessible_new (ProctorMatrixCells *cells,
                                                                 guint column) G_GNUC_WARN_UNUSED_RESULT;

void proctor_matrix_cell_accessible_update (ProctorMatrixCellAccessible *self);
void proctor_matrix_cell_accessible_set_focused (ProctorMatrixCellAccessible *self,
                                                 gboolean focused);

G_END_DECLS
