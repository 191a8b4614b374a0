/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-matrix-row.h"
#include "proctor-outcome-palette.h"
#include "proctor-reviews.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MATRIX_CELLS (proctor_matrix_cells_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMatrixCells, proctor_matrix_cells, PROCTOR, MATRIX_CELLS, GtkWidget)

GtkWidget *proctor_matrix_cells_new (ProctorOutcomePalette *palette);

void proctor_matrix_cells_set_row (ProctorMatrixCells *self,
                                   ProctorMatrixRow *row);
ProctorMatrixRow *proctor_matrix_cells_get_row (ProctorMatrixCells *self);
void proctor_matrix_cells_set_reviews (ProctorMatrixCells *self,
                                       ProctorReviews *reviews);
void proctor_matrix_cells_set_n_columns (ProctorMatrixCells *self,
                                         guint n_columns);
void proctor_matrix_cells_set_cursor (ProctorMatrixCells *self,
                                      int column);
void proctor_matrix_cells_set_selected (ProctorMatrixCells *self,
                                        guint64 selected);
int proctor_matrix_cells_find (ProctorMatrixCells *self,
                               double x,
                               double y);
gboolean proctor_matrix_cells_get_area (ProctorMatrixCells *self,
                                        guint column,
                                        graphene_rect_t *area);

G_END_DECLS
