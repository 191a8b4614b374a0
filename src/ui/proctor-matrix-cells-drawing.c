/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-cells-private.h"

/* What a row of the matrix looks like. */

/* In sp. */
#define MARK_SIZE 12
#define STAMP_SIZE 7

/* In a square of ten: a tick where somebody agrees, an unequal sign where not, a dot where there is only a note. */
static const char *const review_shapes[] = {
  [PROCTOR_OPINION_NONE] = "M 5 5 h 0.1",
  [PROCTOR_OPINION_AGREE] = "M 1 5.5 L 4 8.5 L 9 1.5",
  [PROCTOR_OPINION_DISAGREE] = "M 1 3.5 H 9 M 1 6.5 H 9 M 7 0.5 L 3 9.5",
};

static double
get_dim (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.9 : 0.55;
}

/* Returns how wide it is. */
static double
draw_text (ProctorMatrixCells *self,
           GtkSnapshot *snapshot,
           PangoLayout *layout,
           const GdkRGBA *color,
           double start,
           double room,
           double baseline,
           gboolean at_end)
{
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > room)
    {
      pango_layout_set_width (layout, (int) MAX (room, 0) * PANGO_SCALE);
      width = (int) MAX (room, 0);
    }
  if (at_end)
    start += room - width;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (proctor_matrix_cells_get_x (self, start, width), (float) (baseline - PANGO_PIXELS (pango_layout_get_baseline (layout)))));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);

  return width;
}

/* In the corner below how the run ended. */
static void
draw_review (ProctorMatrixCells *self,
             GtkSnapshot *snapshot,
             const ProctorReview *review,
             const graphene_rect_t *area)
{
  static GskPath *paths[G_N_ELEMENTS (review_shapes)];
  g_autoptr (GskStroke) stroke = gsk_stroke_new (review->opinion == PROCTOR_OPINION_NONE ? 3.5f : 1.6f);
  double size = proctor_matrix_cells_to_px (self, STAMP_SIZE);
  GdkRGBA color;

  if (paths[review->opinion] == NULL)
    paths[review->opinion] = gsk_path_parse (review_shapes[review->opinion]);
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (area->origin.x + area->size.width - size), (float) (area->origin.y + area->size.height - size)));
  gtk_snapshot_scale (snapshot, (float) size / 10, (float) size / 10);
  gtk_snapshot_append_stroke (snapshot, paths[review->opinion], stroke, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_cell (ProctorMatrixCells *self,
           GtkSnapshot *snapshot,
           guint column)
{
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (self->row, column);
  const ProctorReview *review = proctor_matrix_cells_get_review (self, column);
  double size = proctor_matrix_cells_to_px (self, MARK_SIZE);
  graphene_rect_t area;
  GskRoundedRect outline;

  proctor_matrix_cells_get_area (self, column, &area);
  graphene_rect_inset (&area, 1, 1);
  gsk_rounded_rect_init_from_rect (&outline, &area, 6);
  if (proctor_matrix_cells_is_selected (self, column))
    {
      GdkRGBA fill = *accent;

      fill.alpha *= 0.3f;
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &fill, &area);
      gtk_snapshot_pop (snapshot);
    }
  if (self->cursor == (int) column)
    gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { *accent, *accent, *accent, *accent });

  proctor_outcome_palette_snapshot_mark (self->palette, snapshot, proctor_matrix_row_get_outcome (self->row, column),
                                         area.origin.x + (area.size.width - size) / 2, area.origin.y + (area.size.height - size) / 2, size);
  /* What passed although a call had no mock is worth a look. */
  if (proctor_run_row_get_n_unmatched (cell->run) > 0 && proctor_matrix_row_get_outcome (self->row, column) != PROCTOR_OUTCOME_ERROR)
    {
      double stamp = proctor_matrix_cells_to_px (self, STAMP_SIZE);

      proctor_outcome_palette_snapshot_mark (self->palette, snapshot, PROCTOR_OUTCOME_ERROR, area.origin.x + area.size.width - stamp, area.origin.y, stamp);
    }
  if (review != NULL)
    draw_review (self, snapshot, review, &area);
}

void
proctor_matrix_cells_snapshot (GtkWidget *widget,
                               GtkSnapshot *snapshot)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (widget);
  double width = gtk_widget_get_width (widget);
  double end, top, room;
  GdkRGBA color, dimmed;
  gboolean wide;

  if (self->row == NULL)
    return;

  proctor_matrix_cells_ensure_measures (self);
  gtk_widget_get_color (widget, &color);
  dimmed = color;
  dimmed.alpha *= (float) get_dim ();

  wide = proctor_matrix_cells_is_wide (self, width);
  top = wide ? (gtk_widget_get_height (widget) - self->height) / 2.0 : proctor_matrix_cells_to_px (self, PROCTOR_MATRIX_CELLS_PADDING);
  end = draw_text (self, snapshot, self->rate, &dimmed, width - self->rate_width, self->rate_width, top + self->ascent, TRUE);
  room = wide ? width - self->rate_width - proctor_matrix_cells_to_px (self, 2 * PROCTOR_MATRIX_CELLS_SPACING) - self->n_columns * proctor_matrix_cells_get_pitch (self) : width - end - proctor_matrix_cells_to_px (self, PROCTOR_MATRIX_CELLS_SPACING);
  if (proctor_matrix_row_is_flaky (self->row))
    {
      int flaky_width;

      pango_layout_get_pixel_size (self->flaky, &flaky_width, NULL);
      if (flaky_width + proctor_matrix_cells_to_px (self, PROCTOR_MATRIX_CELLS_LEAST_NAME / 2) < room)
        {
          draw_text (self, snapshot, self->flaky, &dimmed, room - flaky_width, flaky_width, top + self->ascent, FALSE);
          room -= flaky_width + proctor_matrix_cells_to_px (self, PROCTOR_MATRIX_CELLS_SPACING / 2);
        }
    }
  draw_text (self, snapshot, self->name, &color, 0, room, top + self->ascent, FALSE);
  for (guint i = 0; i < proctor_matrix_cells_get_n_cells (self); i++)
    draw_cell (self, snapshot, i);
}
