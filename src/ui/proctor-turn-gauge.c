/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-gauge.h"

#include "proctor-metric.h"
#include "proctor-turn-words.h"

#include <glib/gi18n.h>

#define WIDTH 64
#define BAR_HEIGHT 4
#define BAR_GAP 3
#define MOST_BARS 6

/**
 * ProctorTurnGauge:
 *
 * How long the parts of a turn took: the longest in words, and below it a bar for each, all on the same scale
 * as those of the other turns.
 */
struct _ProctorTurnGauge
{
  GtkWidget parent_instance;

  /* Owned */
  GArray *seconds;
  PangoLayout *layout;

  double longest;
};

G_DEFINE_FINAL_TYPE (ProctorTurnGauge, proctor_turn_gauge, GTK_TYPE_WIDGET)

static GListModel *
get_metrics (ProctorTurn *turn)
{
  ProctorTurnMetrics *metrics = turn != NULL ? proctor_turn_get_conversation_turn_metrics (turn) : NULL;

  return metrics != NULL ? proctor_turn_metrics_get_metrics (metrics) : NULL;
}

static double
get_seconds (GListModel *metrics,
             guint i)
{
  g_autoptr (GObject) item = g_list_model_get_item (metrics, i);
  double seconds = PROCTOR_IS_METRIC (item) ? proctor_metric_get_elapsed_time (PROCTOR_METRIC (item)) : 0;

  return seconds > 0 && seconds < 1e6 ? seconds : 0;
}

static void
proctor_turn_gauge_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  ProctorTurnGauge *self = PROCTOR_TURN_GAUGE (widget);
  int height = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL && self->layout != NULL)
    {
      pango_layout_get_pixel_size (self->layout, NULL, &height);
      height += (int) self->seconds->len * (BAR_HEIGHT + BAR_GAP);
    }
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : height;
}

static void
proctor_turn_gauge_snapshot (GtkWidget *widget,
                             GtkSnapshot *snapshot)
{
  ProctorTurnGauge *self = PROCTOR_TURN_GAUGE (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = (float) gtk_widget_get_width (widget);
  int text_width, y;
  GdkRGBA color;

  if (self->layout == NULL)
    return;

  gtk_widget_get_color (widget, &color);
  pango_layout_get_pixel_size (self->layout, &text_width, &y);
  gtk_snapshot_save (snapshot);
  /* Beside what it is about. */
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (is_rtl ? 0 : width - (float) text_width, 0));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
  for (guint i = 0; i < self->seconds->len; i++)
    {
      double seconds = g_array_index (self->seconds, double, i);
      float length = (float) CLAMP (seconds / self->longest * width, 2, width);
      GskRoundedRect bar;

      y += BAR_GAP;
      gsk_rounded_rect_init_from_rect (&bar, &GRAPHENE_RECT_INIT (is_rtl ? 0 : width - length, (float) y, length, BAR_HEIGHT), BAR_HEIGHT / 2.0F);
      gtk_snapshot_push_rounded_clip (snapshot, &bar);
      gtk_snapshot_append_color (snapshot, &color, &bar.bounds);
      gtk_snapshot_pop (snapshot);
      y += BAR_HEIGHT;
    }
}

static void
proctor_turn_gauge_css_changed (GtkWidget *widget,
                                GtkCssStyleChange *change)
{
  ProctorTurnGauge *self = PROCTOR_TURN_GAUGE (widget);

  GTK_WIDGET_CLASS (proctor_turn_gauge_parent_class)->css_changed (widget, change);

  if (self->layout != NULL)
    pango_layout_context_changed (self->layout);
}

static void
proctor_turn_gauge_finalize (GObject *object)
{
  ProctorTurnGauge *self = PROCTOR_TURN_GAUGE (object);

  g_array_unref (self->seconds);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (proctor_turn_gauge_parent_class)->finalize (object);
}

static void
proctor_turn_gauge_class_init (ProctorTurnGaugeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = proctor_turn_gauge_finalize;
  widget_class->measure = proctor_turn_gauge_measure;
  widget_class->snapshot = proctor_turn_gauge_snapshot;
  widget_class->css_changed = proctor_turn_gauge_css_changed;

  gtk_widget_class_set_css_name (widget_class, "turngauge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
proctor_turn_gauge_init (ProctorTurnGauge *self)
{
  self->seconds = g_array_new (FALSE, FALSE, sizeof (double));
}

/**
 * proctor_turn_gauge_find_longest:
 * @turn: (nullable): a turn
 *
 * Returns: how many seconds the longest part of it took; 0 if nobody knows
 */
double
proctor_turn_gauge_find_longest (ProctorTurn *turn)
{
  GListModel *metrics = get_metrics (turn);
  double longest = 0;

  for (guint i = 0; metrics != NULL && i < g_list_model_get_n_items (metrics); i++)
    longest = MAX (longest, get_seconds (metrics, i));

  return longest;
}

/**
 * proctor_turn_gauge_set_turn:
 * @self: a gauge
 * @turn: (nullable): a turn
 * @longest: the seconds for which a bar takes all of the width
 *
 * Shows how long @turn took.
 */
void
proctor_turn_gauge_set_turn (ProctorTurnGauge *self,
                             ProctorTurn *turn,
                             double longest)
{
  GListModel *metrics = get_metrics (turn);
  g_autoptr (GString) words = g_string_new (NULL);
  double most = proctor_turn_gauge_find_longest (turn);
  g_autofree char *text = most > 0 ? proctor_turn_words_dup_seconds (most) : NULL;

  g_array_set_size (self->seconds, 0);
  self->longest = MAX (longest, 1e-6);
  for (guint i = 0; metrics != NULL && i < g_list_model_get_n_items (metrics); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (metrics, i);
      double seconds = get_seconds (metrics, i);
      g_autofree char *title = PROCTOR_IS_METRIC (item) ? proctor_turn_words_dup_metric (proctor_metric_get_key (PROCTOR_METRIC (item))) : NULL;
      g_autofree char *took = proctor_turn_words_dup_seconds (seconds);

      if (title == NULL || seconds <= 0)
        continue;
      if (self->seconds->len < MOST_BARS)
        g_array_append_val (self->seconds, seconds);
      g_string_append (words, words->len > 0 ? "\n" : "");
      /* Translators: what something is called, and what it is, as in “Environment: staging”. */
      g_string_append_printf (words, _ ("%s: %s"), title, took);
    }
  g_clear_object (&self->layout);
  if (text != NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words->len > 0 ? words->str : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
