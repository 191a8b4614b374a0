/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-library.h"
#include "proctor-matrix.h"
#include "proctor-reviews.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MATRIX_VIEW (proctor_matrix_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMatrixView, proctor_matrix_view, PROCTOR, MATRIX_VIEW, AdwBin)

GtkWidget *proctor_matrix_view_new (void);

void proctor_matrix_view_set_matrix (ProctorMatrixView *self,
                                     ProctorMatrix *matrix,
                                     ProctorLibrary *library);
void proctor_matrix_view_set_reviews (ProctorMatrixView *self,
                                      ProctorReviews *reviews);
void proctor_matrix_view_set_filter (ProctorMatrixView *self,
                                     ProctorMatrixFilter filter);
guint proctor_matrix_view_get_n_selected (ProctorMatrixView *self);
char **proctor_matrix_view_dup_selected (ProctorMatrixView *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_matrix_view_means (ProctorMatrixView *self,
                                    ProctorMatrixRow *row);
void proctor_matrix_view_unselect (ProctorMatrixView *self);

G_END_DECLS
