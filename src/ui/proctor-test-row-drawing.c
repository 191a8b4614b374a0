/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-row-private.h"

#include "proctor-format.h"

#include <adwaita.h>

/* How a row is drawn. */

double
proctor_test_row_to_px (ProctorTestRow *self,
                        double sp)
{
  return adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, sp, gtk_widget_get_settings (GTK_WIDGET (self)));
}

/* The rows of a list are all of one height, whatever scripts are in them: it scrolls evenly. */
void
proctor_test_row_ensure_measures (ProctorTestRow *self)
{
  int ascent, height;
  guint serial = proctor_outcome_palette_measure_line (self->palette, &ascent, &height);

  if (self->fonts_serial == serial)
    return;

  self->name_ascent = ascent;
  self->name_height = height;
  self->second_ascent = (int) (ascent * SECOND_LINE_SCALE + 1);
  self->second_height = (int) (height * SECOND_LINE_SCALE + 1);
  self->fonts_serial = serial;
}

static void
ensure_icon (ProctorTestRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *name = proctor_format_kind_icon (proctor_test_item_get_kind (self->item));

  if (self->icon != NULL && self->icon_name == name)
    return;

  g_clear_object (&self->icon);
  self->icon_name = name;
  self->icon = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                                          name,
                                                          NULL,
                                                          (int) proctor_test_row_to_px (self, ICON_SIZE),
                                                          gtk_widget_get_scale_factor (widget),
                                                          gtk_widget_get_direction (widget),
                                                          0));
}

static double
get_dim (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.9 : 0.55;
}

double
proctor_test_row_get_marks_width (ProctorTestRow *self)
{
  guint n = self->item != NULL ? proctor_test_item_get_n_results (self->item) : 0;

  return n > 0 ? proctor_test_row_to_px (self, n * MARK_SIZE + (n - 1) * MARK_SPACING) : 0;
}

/* Where something of @width goes that starts @start from the side where the line begins. */
static float
get_x (ProctorTestRow *self,
       double start,
       double width)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (float) (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - start - width : start);
}

/* A text that fits is laid out in its own width: one that is written from right to left would
 * otherwise go to the other end of the room that it has. Returns how wide it is. */
static double
draw_text (ProctorTestRow *self,
           GtkSnapshot *snapshot,
           PangoLayout *layout,
           const GdkRGBA *color,
           double start,
           double room,
           double baseline)
{
  int width;

  if (pango_layout_get_width (layout) != -1)
    pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > room)
    {
      pango_layout_set_width (layout, (int) room * PANGO_SCALE);
      width = (int) room;
    }

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (get_x (self, start, width), (float) (baseline - PANGO_PIXELS (pango_layout_get_baseline (layout)))));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);

  return width;
}

static void
draw_symbol (ProctorTestRow *self,
             GtkSnapshot *snapshot,
             GdkPaintable *paintable,
             const GdkRGBA *color,
             double start,
             double y,
             double size)
{
  const GdkRGBA colors[] = { *color, *color, *color, *color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (get_x (self, start, size), (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, size, size, colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

/* As libadwaita draws a check button. */
static void
draw_check (ProctorTestRow *self,
            GtkSnapshot *snapshot,
            const GdkRGBA *color,
            double start,
            double y)
{
  static GskPath *tick;
  double size = proctor_test_row_to_px (self, CHECK_SIZE);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (get_x (self, start, size), (float) y, (float) size, (float) size);
  GskRoundedRect outline;
  GdkRGBA line = *color;
  const float width = self->checked ? 0 : 2;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) size / 3);
  if (!self->checked)
    {
      line.alpha *= (float) get_dim () / 2;
      gtk_snapshot_append_border (snapshot, &outline, (const float[]) { width, width, width, width }, (const GdkRGBA[]) { line, line, line, line });
      return;
    }

  {
    g_autoptr (GskStroke) stroke = gsk_stroke_new (2);
    g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

    if (tick == NULL)
      tick = gsk_path_parse ("M4.500 9.500L7.750 12.750L13.500 6");
    gtk_snapshot_push_rounded_clip (snapshot, &outline);
    gtk_snapshot_append_color (snapshot, accent, &bounds);
    gtk_snapshot_pop (snapshot);
    gtk_snapshot_save (snapshot);
    gtk_snapshot_translate (snapshot, &bounds.origin);
    gtk_snapshot_scale (snapshot, (float) size / 18, (float) size / 18);
    gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
    gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
    gtk_snapshot_append_stroke (snapshot, tick, stroke, &(const GdkRGBA) { 1, 1, 1, 1 });
    gtk_snapshot_restore (snapshot);
  }
}

static void
draw_marks (ProctorTestRow *self,
            GtkSnapshot *snapshot,
            double middle)
{
  guint n = proctor_test_item_get_n_results (self->item);
  double size = proctor_test_row_to_px (self, MARK_SIZE);
  double step = size + proctor_test_row_to_px (self, MARK_SPACING);
  double start = gtk_widget_get_width (GTK_WIDGET (self)) - proctor_test_row_get_marks_width (self);

  /* The oldest first, as one reads. */
  for (guint i = 0; i < n; i++)
    proctor_outcome_palette_snapshot_mark (self->palette, snapshot, proctor_test_item_get_result (self->item, n - 1 - i), get_x (self, start + i * step, size), middle - size / 2, size);
}

/* What stands before the text: room for a check mark, and the kind. Returns where the text begins. */
static double
draw_lead (ProctorTestRow *self,
           GtkSnapshot *snapshot,
           const GdkRGBA *color,
           const GdkRGBA *dimmed)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double icon = proctor_test_row_to_px (self, ICON_SIZE);
  double start = 0;

  if (self->checkable)
    {
      draw_check (self, snapshot, color, 0, (height - proctor_test_row_to_px (self, CHECK_SIZE)) / 2);
      start = proctor_test_row_to_px (self, CHECK_SIZE + SPACING);
    }

  ensure_icon (self);
  draw_symbol (self, snapshot, self->icon, dimmed, start, (height - icon) / 2, icon);

  return start + icon + proctor_test_row_to_px (self, SPACING);
}

static void
draw_name (ProctorTestRow *self,
           GtkSnapshot *snapshot,
           const GdkRGBA *color,
           const GdkRGBA *dimmed,
           double start,
           double top)
{
  double room = gtk_widget_get_width (GTK_WIDGET (self)) - start;
  double lock = proctor_test_row_to_px (self, LOCK_SIZE);
  gboolean read_only = proctor_test_item_is_read_only (self->item);
  double width;

  if (self->draft)
    {
      g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
      double size = proctor_test_row_to_px (self, MARK_SIZE - 2);
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (get_x (self, start, size), (float) (top + (self->name_height - size) / 2), (float) size, (float) size);
      GskRoundedRect dot;

      gsk_rounded_rect_init_from_rect (&dot, &bounds, (float) size / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &dot);
      gtk_snapshot_append_color (snapshot, accent, &bounds);
      gtk_snapshot_pop (snapshot);
      start += size + proctor_test_row_to_px (self, MARK_SPACING * 2);
      room -= size + proctor_test_row_to_px (self, MARK_SPACING * 2);
    }

  if (read_only)
    room -= lock + proctor_test_row_to_px (self, MARK_SPACING * 2);
  width = draw_text (self, snapshot, self->name, color, start, room, top + self->name_ascent);
  if (read_only)
    {
      GtkWidget *widget = GTK_WIDGET (self);
      g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), "changes-prevent-symbolic", NULL, (int) lock, gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);

      draw_symbol (self, snapshot, GDK_PAINTABLE (icon), dimmed, start + width + proctor_test_row_to_px (self, MARK_SPACING * 2), top + (self->name_height - lock) / 2, lock);
    }
}

void
proctor_test_row_snapshot (GtkWidget *widget,
                           GtkSnapshot *snapshot)
{
  ProctorTestRow *self = PROCTOR_TEST_ROW (widget);
  double marks = proctor_test_row_get_marks_width (self);
  double top, start, second, room;
  GdkRGBA color, dimmed;

  if (self->item == NULL)
    return;

  proctor_test_row_ensure_measures (self);
  gtk_widget_get_color (widget, &color);
  dimmed = color;
  dimmed.alpha *= (float) get_dim ();

  start = draw_lead (self, snapshot, &color, &dimmed);
  top = (gtk_widget_get_height (widget) - self->name_height - self->second_height - proctor_test_row_to_px (self, LINE_SPACING)) / 2;
  draw_name (self, snapshot, &color, &dimmed, start, top);

  second = top + self->name_height + proctor_test_row_to_px (self, LINE_SPACING);
  room = gtk_widget_get_width (widget) - start - (marks > 0 ? marks + proctor_test_row_to_px (self, SPACING) : 0);
  draw_text (self, snapshot, self->second_line, &dimmed, start, room, second + self->second_ascent);
  if (marks > 0)
    draw_marks (self, snapshot, second + self->second_height / 2.0);
}
