/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-outcome-palette.h"

/**
 * ProctorOutcomePalette:
 *
 * Draws the marks of outcomes, each a shape and a colour of its own. The colours are the style's, and
 * a style is asked through widgets: this one takes no room, is never seen, and is shared by all the
 * rows of a list, none of which then needs more than itself. They have its fonts, too: two hundred
 * rows that each ask for them would take longer than a window takes to open.
 */
struct _ProctorOutcomePalette
{
  GtkWidget parent_instance;

  /* Owned: children, each in a colour of the style's. */
  GtkWidget *passed;
  GtkWidget *failed;
  GtkWidget *error;
  GtkWidget *other;

  /* A line of text, as long as the fonts are what they were. */
  guint fonts_serial;
  int ascent;
  int height;
};

G_DEFINE_FINAL_TYPE (ProctorOutcomePalette, proctor_outcome_palette, GTK_TYPE_WIDGET)

/* A shape in a square of ten by ten; with a width, its outline is drawn. */
typedef struct
{
  const char *path;
  float line_width;
} Shape;

static const Shape shapes[] = {
  [PROCTOR_OUTCOME_PENDING] = { "M5 3.250A1.750 1.750 0 0 1 5 6.750A1.750 1.750 0 0 1 5 3.250Z", 0 },
  [PROCTOR_OUTCOME_PASSED] = { "M5 .5A4.500 4.500 0 0 1 5 9.500A4.500 4.500 0 0 1 5 .5Z", 0 },
  [PROCTOR_OUTCOME_FAILED] = { "M1.500 1.500L8.500 8.500M8.500 1.500L1.500 8.500", 2.2f },
  [PROCTOR_OUTCOME_ERROR] = { "M5 .6L9.900 9.200L.1 9.200Z", 0 },
  [PROCTOR_OUTCOME_INCONCLUSIVE] = { "M5 1.300A3.700 3.700 0 0 1 5 8.700A3.700 3.700 0 0 1 5 1.300Z", 1.6f },
  [PROCTOR_OUTCOME_CANCELLED] = { "M1.500 5L8.500 5", 2.2f },
};

/* Read once; they are needed as long as the program runs. */
static GskPath *
get_path (ProctorOutcome outcome)
{
  static GskPath *paths[G_N_ELEMENTS (shapes)];

  if (paths[outcome] == NULL)
    paths[outcome] = gsk_path_parse (shapes[outcome].path);

  return paths[outcome];
}

static GtkWidget *
get_sample (ProctorOutcomePalette *self,
            ProctorOutcome outcome)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PASSED:
      return self->passed;
    case PROCTOR_OUTCOME_FAILED:
      return self->failed;
    case PROCTOR_OUTCOME_ERROR:
      return self->error;
    case PROCTOR_OUTCOME_PENDING:
    case PROCTOR_OUTCOME_INCONCLUSIVE:
    case PROCTOR_OUTCOME_CANCELLED:
      break;
    }

  return self->other;
}

static GtkWidget *
add_sample (ProctorOutcomePalette *self,
            const char *css_class)
{
  GtkWidget *sample = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, "can-target", FALSE, NULL);

  gtk_widget_add_css_class (sample, css_class);
  gtk_widget_set_child_visible (sample, FALSE);
  gtk_widget_set_parent (sample, GTK_WIDGET (self));

  return sample;
}

static void
proctor_outcome_palette_dispose (GObject *object)
{
  ProctorOutcomePalette *self = PROCTOR_OUTCOME_PALETTE (object);

  g_clear_pointer (&self->passed, gtk_widget_unparent);
  g_clear_pointer (&self->failed, gtk_widget_unparent);
  g_clear_pointer (&self->error, gtk_widget_unparent);
  g_clear_pointer (&self->other, gtk_widget_unparent);

  G_OBJECT_CLASS (proctor_outcome_palette_parent_class)->dispose (object);
}

static void
proctor_outcome_palette_class_init (ProctorOutcomePaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_outcome_palette_dispose;

  gtk_widget_class_set_css_name (widget_class, "outcomepalette");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NONE);
}

static void
proctor_outcome_palette_init (ProctorOutcomePalette *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  self->passed = add_sample (self, "success");
  self->failed = add_sample (self, "error");
  self->error = add_sample (self, "warning");
  self->other = add_sample (self, "other");
}

GtkWidget *
proctor_outcome_palette_new (void)
{
  return g_object_new (PROCTOR_TYPE_OUTCOME_PALETTE, NULL);
}

/**
 * proctor_outcome_palette_create_layout:
 * @self: a palette
 *
 * Returns: (transfer full): a layout without text, in the fonts that the palette has
 */
PangoLayout *
proctor_outcome_palette_create_layout (ProctorOutcomePalette *self)
{
  g_return_val_if_fail (PROCTOR_IS_OUTCOME_PALETTE (self), NULL);

  return pango_layout_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
}

/**
 * proctor_outcome_palette_measure_line:
 * @self: a palette
 * @ascent: (out): how far its letters go up
 * @height: (out): how high it is
 *
 * Finds out how much room a line of text takes, whatever script it is in.
 *
 * Returns: a number that is another when the fonts are others
 */
guint
proctor_outcome_palette_measure_line (ProctorOutcomePalette *self,
                                      int *ascent,
                                      int *height)
{
  PangoContext *context;
  PangoFontMetrics *metrics;

  g_return_val_if_fail (PROCTOR_IS_OUTCOME_PALETTE (self), 0);

  context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  if (self->fonts_serial != pango_context_get_serial (context))
    {
      metrics = pango_context_get_metrics (context, NULL, NULL);
      self->ascent = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics));
      self->height = self->ascent + PANGO_PIXELS_CEIL (pango_font_metrics_get_descent (metrics));
      self->fonts_serial = pango_context_get_serial (context);
      pango_font_metrics_unref (metrics);
    }
  *ascent = self->ascent;
  *height = self->height;

  return self->fonts_serial;
}

/**
 * proctor_outcome_palette_snapshot_mark:
 * @self: a palette, in the same window as what is drawn
 * @snapshot: what to draw on
 * @outcome: how a run ended
 * @x: the mark's left edge
 * @y: its upper edge
 * @size: how wide and high it is
 *
 * Draws the mark of @outcome.
 */
void
proctor_outcome_palette_snapshot_mark (ProctorOutcomePalette *self,
                                       GtkSnapshot *snapshot,
                                       ProctorOutcome outcome,
                                       double x,
                                       double y,
                                       double size)
{
  GdkRGBA color;

  g_return_if_fail (PROCTOR_IS_OUTCOME_PALETTE (self));
  g_return_if_fail (outcome < G_N_ELEMENTS (shapes));

  gtk_widget_get_color (get_sample (self, outcome), &color);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_scale (snapshot, (float) size / 10, (float) size / 10);
  if (shapes[outcome].line_width > 0)
    {
      g_autoptr (GskStroke) stroke = gsk_stroke_new (shapes[outcome].line_width);

      gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
      gtk_snapshot_append_stroke (snapshot, get_path (outcome), stroke, &color);
    }
  else
    gtk_snapshot_append_fill (snapshot, get_path (outcome), GSK_FILL_RULE_WINDING, &color);
  gtk_snapshot_restore (snapshot);
}

/**
 * proctor_outcome_palette_snapshot_area:
 * @self: a palette, in the same window as what is drawn
 * @snapshot: what to draw on
 * @outcome: how runs ended
 * @area: where
 *
 * Fills @area with the colour of @outcome. What is pending is hardly more than the ground.
 */
void
proctor_outcome_palette_snapshot_area (ProctorOutcomePalette *self,
                                       GtkSnapshot *snapshot,
                                       ProctorOutcome outcome,
                                       const graphene_rect_t *area)
{
  GdkRGBA color;

  g_return_if_fail (PROCTOR_IS_OUTCOME_PALETTE (self));

  gtk_widget_get_color (get_sample (self, outcome), &color);
  if (outcome == PROCTOR_OUTCOME_PENDING)
    color.alpha *= 0.3f;
  gtk_snapshot_append_color (snapshot, &color, area);
}
