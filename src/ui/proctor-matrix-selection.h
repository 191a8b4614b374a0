/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-matrix-row.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MATRIX_SELECTION (proctor_matrix_selection_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMatrixSelection, proctor_matrix_selection, PROCTOR, MATRIX_SELECTION, GObject)

ProctorMatrixSelection *proctor_matrix_selection_new (void) G_GNUC_WARN_UNUSED_RESULT;

guint64 proctor_matrix_selection_get_mask (ProctorMatrixSelection *self,
                                           ProctorMatrixRow *row);
gboolean proctor_matrix_selection_is_empty (ProctorMatrixSelection *self);
guint proctor_matrix_selection_get_n_runs (ProctorMatrixSelection *self);
char **proctor_matrix_selection_dup_ids (ProctorMatrixSelection *self) G_GNUC_WARN_UNUSED_RESULT;

void proctor_matrix_selection_anchor (ProctorMatrixSelection *self,
                                      ProctorMatrixRow *row,
                                      int column);
void proctor_matrix_selection_toggle (ProctorMatrixSelection *self,
                                      ProctorMatrixRow *row,
                                      int column);
void proctor_matrix_selection_extend (ProctorMatrixSelection *self,
                                      GListModel *rows,
                                      ProctorMatrixRow *row,
                                      int column);
void proctor_matrix_selection_select_all (ProctorMatrixSelection *self,
                                          GListModel *rows);
void proctor_matrix_selection_prune (ProctorMatrixSelection *self);
void proctor_matrix_selection_clear (ProctorMatrixSelection *self);
void proctor_matrix_selection_reset (ProctorMatrixSelection *self);

G_END_DECLS
