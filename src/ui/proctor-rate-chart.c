/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-rate-chart.h"

#include "proctor-agent-results.h"
#include "proctor-format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

enum
{
  HEIGHT = 120,
  LEAST_WIDTH = 160,
  DOT = 4,
  GAP = 6,
  NEAR = 24,
};

/**
 * ProctorRateChart:
 *
 * How many runs passed over time, as a line with a dot for each time that tests were run. They stand at equal
 * distances: it is about one time after the other and not about the days between. A dot tells of itself when it
 * is pointed at; all of it has words for who doesn't see it.
 */
struct _ProctorRateChart
{
  GtkWidget parent_instance;

  /* Owned */
  GArray *rates;
};

G_DEFINE_FINAL_TYPE (ProctorRateChart, proctor_rate_chart, GTK_TYPE_WIDGET)

static double
get_share (const ProctorAgentRate *rate)
{
  return (double) rate->n_passed / rate->n_judged;
}

static guint
get_percent (const ProctorAgentRate *rate)
{
  return (guint) (get_share (rate) * 100 + 0.5);
}

static PangoLayout *
create_layout (ProctorRateChart *self,
               const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  return layout;
}

/* Where the line is: beside the numbers, and with room for a dot on each side. */
static graphene_rect_t
get_plot (ProctorRateChart *self)
{
  g_autoptr (PangoLayout) widest = create_layout (self, _ ("100 %"));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int width, height;
  float left, plot_width, top;

  pango_layout_get_pixel_size (widest, &width, &height);
  left = (float) (width + GAP + DOT);
  top = (float) MAX (height / 2, DOT);
  plot_width = MAX (0, (float) gtk_widget_get_width (GTK_WIDGET (self)) - left - DOT);

  return GRAPHENE_RECT_INIT (rtl ? DOT : left, top, plot_width, MAX (0, (float) gtk_widget_get_height (GTK_WIDGET (self)) - 2 * top));
}

static graphene_point_t
get_point (ProctorRateChart *self,
           const graphene_rect_t *plot,
           guint position)
{
  const ProctorAgentRate *rate = &g_array_index (self->rates, ProctorAgentRate, position);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float along = self->rates->len > 1 ? (float) position / (float) (self->rates->len - 1) : 0.5f;

  return GRAPHENE_POINT_INIT (plot->origin.x + plot->size.width * (rtl ? 1 - along : along), plot->origin.y + plot->size.height * (1 - (float) get_share (rate)));
}

static void
snapshot_scale (ProctorRateChart *self,
                GtkSnapshot *snapshot,
                const graphene_rect_t *plot)
{
  const guint marks[] = { 0, 50, 100 };
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRGBA text, line;

  gtk_widget_get_color (GTK_WIDGET (self), &text);
  line = text;
  text.alpha *= 0.7f;
  line.alpha *= 0.15f;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      /* Translators: a share of runs, as in “50 %”. */
      g_autofree char *label = g_strdup_printf (_ ("%u %%"), marks[i]);
      g_autoptr (PangoLayout) layout = create_layout (self, label);
      float y = plot->origin.y + plot->size.height * (float) (100 - marks[i]) / 100;
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (plot->origin.x, y - 0.5f, plot->size.width, 1));
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? plot->origin.x + plot->size.width + GAP + DOT : plot->origin.x - GAP - DOT - (float) width, y - (float) height / 2));
      gtk_snapshot_append_layout (snapshot, layout, &text);
      gtk_snapshot_restore (snapshot);
    }
}

static void
snapshot_line (ProctorRateChart *self,
               GtkSnapshot *snapshot,
               const graphene_rect_t *plot)
{
  g_autoptr (GskPathBuilder) line = gsk_path_builder_new ();
  g_autoptr (GskPathBuilder) dots = gsk_path_builder_new ();
  g_autoptr (GskPath) line_path = NULL;
  g_autoptr (GskPath) dots_path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2);
  g_autoptr (GdkRGBA) color = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self))));
  GdkRGBA own;

  adw_rgba_to_standalone (color, adw_style_manager_get_dark (adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)))), &own);
  for (guint i = 0; i < self->rates->len; i++)
    {
      graphene_point_t point = get_point (self, plot, i);

      if (i == 0)
        gsk_path_builder_move_to (line, point.x, point.y);
      else
        gsk_path_builder_line_to (line, point.x, point.y);
      gsk_path_builder_add_circle (dots, &point, self->rates->len > 20 ? DOT - 1.5f : DOT - 0.5f);
    }
  line_path = gsk_path_builder_to_path (line);
  dots_path = gsk_path_builder_to_path (dots);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  if (self->rates->len > 1)
    gtk_snapshot_append_stroke (snapshot, line_path, stroke, &own);
  gtk_snapshot_append_fill (snapshot, dots_path, GSK_FILL_RULE_WINDING, &own);
}

static void
proctor_rate_chart_snapshot (GtkWidget *widget,
                             GtkSnapshot *snapshot)
{
  ProctorRateChart *self = PROCTOR_RATE_CHART (widget);
  graphene_rect_t plot = get_plot (self);

  snapshot_scale (self, snapshot, &plot);
  if (self->rates->len > 0)
    snapshot_line (self, snapshot, &plot);
}

static void
proctor_rate_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : LEAST_WIDTH;
}

static char *
describe_rate (const ProctorAgentRate *rate)
{
  g_autofree char *when = proctor_format_when_exactly (rate->at);

  /* Translators: a day and a time, how many runs passed, of how many, and as a share. */
  return g_strdup_printf (_ ("%s: %u of %u passed, %u %%"), when, rate->n_passed, rate->n_judged, get_percent (rate));
}

static gboolean
query_tooltip_cb (ProctorRateChart *self,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip)
{
  graphene_rect_t plot = get_plot (self);
  guint nearest = 0;
  float least = NEAR;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->rates->len; i++)
    {
      graphene_point_t point = get_point (self, &plot, i);
      float distance = ABS (point.x - (float) x);

      if (distance < least)
        {
          nearest = i;
          least = distance;
        }
    }
  if (keyboard || least >= NEAR)
    return FALSE;

  text = describe_rate (&g_array_index (self->rates, ProctorAgentRate, nearest));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
proctor_rate_chart_finalize (GObject *object)
{
  g_clear_pointer (&PROCTOR_RATE_CHART (object)->rates, g_array_unref);

  G_OBJECT_CLASS (proctor_rate_chart_parent_class)->finalize (object);
}

static void
proctor_rate_chart_class_init (ProctorRateChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = proctor_rate_chart_finalize;
  widget_class->snapshot = proctor_rate_chart_snapshot;
  widget_class->measure = proctor_rate_chart_measure;

  gtk_widget_class_set_css_name (widget_class, "ratechart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
proctor_rate_chart_init (ProctorRateChart *self)
{
  self->rates = g_array_new (FALSE, FALSE, sizeof (ProctorAgentRate));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::accent-color", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_rate_chart_dup_words:
 * @rates: (element-type ProctorAgentRate): how many runs passed, oldest first
 *
 * Returns: (transfer full): the same in words
 */
char *
proctor_rate_chart_dup_words (GArray *rates)
{
  guint lowest = 100;
  guint highest = 0;
  const ProctorAgentRate *last;

  g_return_val_if_fail (rates != NULL, NULL);

  if (rates->len == 0)
    return g_strdup (_ ("Nothing is known of runs on this branch that have ended."));

  for (guint i = 0; i < rates->len; i++)
    {
      guint percent = get_percent (&g_array_index (rates, ProctorAgentRate, i));

      lowest = MIN (lowest, percent);
      highest = MAX (highest, percent);
    }
  last = &g_array_index (rates, ProctorAgentRate, rates->len - 1);
  if (rates->len == 1)
    return g_strdup_printf (_ ("Run once, and %u of %u passed (%u %%)."), last->n_passed, last->n_judged, get_percent (last));

  return g_strdup_printf (ngettext ("Run %u time: last %u of %u passed (%u %%); at worst %u %%, at best %u %%.",
                                    "Run %u times: last %u of %u passed (%u %%); at worst %u %%, at best %u %%.", rates->len),
                          rates->len, last->n_passed, last->n_judged, get_percent (last), lowest, highest);
}

/**
 * proctor_rate_chart_set_rates:
 * @self: a chart
 * @rates: (element-type ProctorAgentRate): how many runs passed, oldest first; it is not changed afterwards
 */
void
proctor_rate_chart_set_rates (ProctorRateChart *self,
                              GArray *rates)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PROCTOR_IS_RATE_CHART (self));
  g_return_if_fail (rates != NULL);

  g_array_ref (rates);
  g_array_unref (self->rates);
  self->rates = rates;
  words = proctor_rate_chart_dup_words (rates);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pass Rate"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
