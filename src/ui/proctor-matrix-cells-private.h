/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-matrix-cells.h"

G_BEGIN_DECLS

/* In sp, so that all of it grows with the text. */
#define PROCTOR_MATRIX_CELLS_PADDING 8
#define PROCTOR_MATRIX_CELLS_SPACING 12
#define PROCTOR_MATRIX_CELLS_LEAST_NAME 150

struct _ProctorMatrixCells
{
  GtkWidget parent_instance;

  /* Owned */
  ProctorMatrixRow *row;
  PangoLayout *name;
  PangoLayout *rate;
  PangoLayout *flaky;
  ProctorReviews *reviews; /* (nullable) */
  char *label;
  char *description;
  GPtrArray *accessibles; /* of ProctorMatrixCellAccessible by column, as far as somebody asked for them */
  gulong changed_handler;

  /* Borrowed: the list's, which outlives its rows. */
  ProctorOutcomePalette *palette;

  guint64 selected;
  guint n_columns;
  int cursor; /* the column where the keyboard is, -1 if it is elsewhere */

  /* Measures, as long as the fonts are what they were. */
  guint fonts_serial;
  int ascent;
  int height;
  int rate_width;
};

guint proctor_matrix_cells_get_n_cells (ProctorMatrixCells *self);
const ProctorReview *proctor_matrix_cells_get_review (ProctorMatrixCells *self,
                                                      guint column);
char *proctor_matrix_cells_dup_words (ProctorMatrixCells *self,
                                      guint column) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_matrix_cells_is_selected (ProctorMatrixCells *self,
                                           guint column);
GtkAccessible *proctor_matrix_cells_dup_accessible (ProctorMatrixCells *self,
                                                    guint column) G_GNUC_WARN_UNUSED_RESULT;

/* In proctor-matrix-cells-layout.c. */
double proctor_matrix_cells_to_px (ProctorMatrixCells *self,
                                   double sp);
void proctor_matrix_cells_ensure_measures (ProctorMatrixCells *self);
double proctor_matrix_cells_get_pitch (ProctorMatrixCells *self);
gboolean proctor_matrix_cells_is_wide (ProctorMatrixCells *self,
                                       double width);
float proctor_matrix_cells_get_x (ProctorMatrixCells *self,
                                  double start,
                                  double width);
void proctor_matrix_cells_measure (GtkWidget *widget,
                                   GtkOrientation orientation,
                                   int for_size,
                                   int *minimum,
                                   int *natural,
                                   int *minimum_baseline,
                                   int *natural_baseline);

/* In proctor-matrix-cells-drawing.c. */
void proctor_matrix_cells_snapshot (GtkWidget *widget,
                                    GtkSnapshot *snapshot);

G_END_DECLS
