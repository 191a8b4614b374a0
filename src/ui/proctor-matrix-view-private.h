/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-matrix-cells.h"
#include "proctor-matrix-selection.h"
#include "proctor-matrix-view.h"

G_BEGIN_DECLS

struct _ProctorMatrixView
{
  AdwBin parent_instance;

  /* Template children */
  GtkDropDown *filter_dropdown;
  GtkToggleButton *folders_button;
  GtkLabel *selection_label;
  GtkWidget *compare_button;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *none_page;

  /* Owned */
  ProctorMatrix *matrix;
  ProctorReviews *reviews; /* (nullable) */
  GSignalGroup *reviews_signals;
  ProctorLibrary *library;
  ProctorMatrixSelection *selection;
  GSignalGroup *matrix_signals;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  GPtrArray *cells; /* borrowed: the widgets of rows */

  /* Borrowed: a child */
  GtkWidget *palette;

  guint wanted; /* a ProctorMatrixFilter, or one of what people have decided */
  int column;   /* where the keyboard goes on in the next row */
};

/* In proctor-matrix-view.c. */
GListModel *proctor_matrix_view_get_rows (ProctorMatrixView *self);
void proctor_matrix_view_activate (ProctorMatrixView *self,
                                   ProctorMatrixRow *row,
                                   int column);

/* In proctor-matrix-view-keys.c. */
int proctor_matrix_view_get_column (ProctorMatrixView *self,
                                    ProctorMatrixRow *row);
void proctor_matrix_view_update_cells (ProctorMatrixView *self);
void proctor_matrix_view_set_up_keys (ProctorMatrixView *self);

/* In proctor-matrix-view-rows.c. */
gboolean proctor_matrix_view_has_focus (ProctorMatrixCells *cells);
void proctor_matrix_view_show_in_cells (ProctorMatrixView *self,
                                        ProctorMatrixCells *cells);
void proctor_matrix_view_set_up_rows (ProctorMatrixView *self);
void proctor_matrix_view_set_up_headers (ProctorMatrixView *self,
                                         gboolean grouped);

G_END_DECLS
