/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-cells-private.h"

#include "proctor-matrix-words.h"

/* Where everything is in a row of the matrix. Where there is room, all of it is on one line and the cells
 * of all tests are below each other; otherwise they are below the name. */

/* In sp, so that all of it grows with the text. */
#define LINE_SPACING 4
#define CELL_SIZE 22
#define LEAST_WIDTH 160

double
proctor_matrix_cells_to_px (ProctorMatrixCells *self,
                            double sp)
{
  return adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, sp, gtk_widget_get_settings (GTK_WIDGET (self)));
}

/* What the longest of them needs, so that the cells of all tests are below each other. */
void
proctor_matrix_cells_ensure_measures (ProctorMatrixCells *self)
{
  guint serial = proctor_outcome_palette_measure_line (self->palette, &self->ascent, &self->height);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *widest = NULL;
  g_autofree char *interval = NULL;

  if (self->fonts_serial == serial)
    return;

  layout = proctor_outcome_palette_create_layout (self->palette);
  interval = proctor_matrix_words_dup_interval (50, 50);
  widest = g_strdup_printf ("20/20  %s%s", interval, "0");
  pango_layout_set_text (layout, widest, -1);
  pango_layout_get_pixel_size (layout, &self->rate_width, NULL);
  self->fonts_serial = serial;
}

double
proctor_matrix_cells_get_pitch (ProctorMatrixCells *self)
{
  return proctor_matrix_cells_to_px (self, CELL_SIZE);
}

/* Whether all of it has room on a line. */
gboolean
proctor_matrix_cells_is_wide (ProctorMatrixCells *self,
                              double width)
{
  return proctor_matrix_cells_to_px (self, PROCTOR_MATRIX_CELLS_LEAST_NAME + 2 * PROCTOR_MATRIX_CELLS_SPACING) + self->n_columns * proctor_matrix_cells_get_pitch (self) + self->rate_width <= width;
}

static guint
get_cells_a_line (ProctorMatrixCells *self,
                  double width)
{
  return MAX ((guint) (width / proctor_matrix_cells_get_pitch (self)), 1);
}

void
proctor_matrix_cells_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (widget);
  double height;

  proctor_matrix_cells_ensure_measures (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) proctor_matrix_cells_to_px (self, LEAST_WIDTH);
      *natural = (int) (proctor_matrix_cells_to_px (self, 260 + 2 * PROCTOR_MATRIX_CELLS_SPACING) + self->n_columns * proctor_matrix_cells_get_pitch (self) + self->rate_width);
      return;
    }

  height = MAX (self->height, proctor_matrix_cells_get_pitch (self));
  /* All rows are of one height, also those with fewer repeats: it scrolls evenly. */
  if (for_size >= 0 && !proctor_matrix_cells_is_wide (self, for_size))
    {
      guint a_line = get_cells_a_line (self, for_size);
      guint n_lines = (MAX (self->n_columns, 1) + a_line - 1) / a_line;

      height = self->height + proctor_matrix_cells_to_px (self, LINE_SPACING) + n_lines * proctor_matrix_cells_get_pitch (self);
    }
  *minimum = *natural = (int) (height + proctor_matrix_cells_to_px (self, 2 * PROCTOR_MATRIX_CELLS_PADDING));
}

/* Where something of @width goes that starts @start from the side where the line begins. */
float
proctor_matrix_cells_get_x (ProctorMatrixCells *self,
                            double start,
                            double width)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (float) (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - start - width : start);
}

/**
 * proctor_matrix_cells_get_area:
 * @self: a row
 * @column: which of its repeats
 * @area: (out): where it is
 *
 * Returns: whether there is such a repeat
 */
gboolean
proctor_matrix_cells_get_area (ProctorMatrixCells *self,
                               guint column,
                               graphene_rect_t *area)
{
  double width, height, pitch;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_CELLS (self), FALSE);

  if (column >= proctor_matrix_cells_get_n_cells (self))
    return FALSE;

  proctor_matrix_cells_ensure_measures (self);
  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  pitch = proctor_matrix_cells_get_pitch (self);
  if (proctor_matrix_cells_is_wide (self, width))
    {
      double start = width - self->rate_width - proctor_matrix_cells_to_px (self, PROCTOR_MATRIX_CELLS_SPACING) - self->n_columns * pitch + column * pitch;

      *area = GRAPHENE_RECT_INIT (proctor_matrix_cells_get_x (self, start, pitch), (float) ((height - pitch) / 2), (float) pitch, (float) pitch);
    }
  else
    {
      guint a_line = get_cells_a_line (self, width);
      double top = proctor_matrix_cells_to_px (self, PROCTOR_MATRIX_CELLS_PADDING + LINE_SPACING) + self->height;

      *area = GRAPHENE_RECT_INIT (proctor_matrix_cells_get_x (self, column % a_line * pitch, pitch), (float) (top + column / a_line * pitch), (float) pitch, (float) pitch);
    }

  return TRUE;
}

/**
 * proctor_matrix_cells_find:
 * @self: a row
 * @x: where somebody points
 * @y: the same
 *
 * Returns: the column there, -1 if there is none
 */
int
proctor_matrix_cells_find (ProctorMatrixCells *self,
                           double x,
                           double y)
{
  graphene_rect_t area;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_CELLS (self), -1);

  for (guint i = 0; proctor_matrix_cells_get_area (self, i, &area); i++)
    {
      if (graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return (int) i;
    }

  return -1;
}
