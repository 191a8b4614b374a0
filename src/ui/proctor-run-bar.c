/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-bar.h"

#include "proctor-outcome-palette.h"

#include <string.h>

enum
{
  HEIGHT = 6,
  LEAST_WIDTH = 60,
  GAP = 1,
};

/**
 * ProctorRunBar:
 *
 * How many runs ended in each way, as the parts of a bar. It stands beside the same in words, and is
 * nothing to a screen reader.
 */
struct _ProctorRunBar
{
  GtkWidget parent_instance;

  /* Owned: a child */
  GtkWidget *palette;

  guint counts[PROCTOR_RUN_BAR_N_OUTCOMES];
};

G_DEFINE_FINAL_TYPE (ProctorRunBar, proctor_run_bar, GTK_TYPE_WIDGET)

static void
proctor_run_bar_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : LEAST_WIDTH;
}

static void
proctor_run_bar_snapshot (GtkWidget *widget,
                          GtkSnapshot *snapshot)
{
  const ProctorOutcome order[] = { PROCTOR_OUTCOME_PASSED, PROCTOR_OUTCOME_FAILED, PROCTOR_OUTCOME_ERROR, PROCTOR_OUTCOME_INCONCLUSIVE, PROCTOR_OUTCOME_CANCELLED, PROCTOR_OUTCOME_PENDING };
  ProctorRunBar *self = PROCTOR_RUN_BAR (widget);
  double width = gtk_widget_get_width (widget);
  double top = (gtk_widget_get_height (widget) - HEIGHT) / 2.0;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GskRoundedRect outline;
  double total = 0;
  double done = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    total += self->counts[order[i]];

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, (float) top, (float) width, HEIGHT), HEIGHT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  for (gsize i = 0; i < G_N_ELEMENTS (order) && total > 0; i++)
    {
      double from = done / total * width;
      double to = (done + self->counts[order[i]]) / total * width;
      double gap = to < width ? GAP : 0;

      done += self->counts[order[i]];
      if (to - from <= gap)
        continue;
      proctor_outcome_palette_snapshot_area (PROCTOR_OUTCOME_PALETTE (self->palette), snapshot, order[i],
                                             &GRAPHENE_RECT_INIT ((float) (rtl ? width - to + gap : from), (float) top, (float) (to - from - gap), HEIGHT));
    }
  gtk_snapshot_pop (snapshot);
}

static void
proctor_run_bar_dispose (GObject *object)
{
  ProctorRunBar *self = PROCTOR_RUN_BAR (object);

  g_clear_pointer (&self->palette, gtk_widget_unparent);

  G_OBJECT_CLASS (proctor_run_bar_parent_class)->dispose (object);
}

static void
proctor_run_bar_class_init (ProctorRunBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_run_bar_dispose;
  widget_class->measure = proctor_run_bar_measure;
  widget_class->snapshot = proctor_run_bar_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
proctor_run_bar_init (ProctorRunBar *self)
{
  self->palette = proctor_outcome_palette_new ();
  gtk_widget_set_child_visible (self->palette, FALSE);
  gtk_widget_set_parent (self->palette, GTK_WIDGET (self));
}

/**
 * proctor_run_bar_set_counts:
 * @self: a bar
 * @counts: how many there are of each #ProctorOutcome
 */
void
proctor_run_bar_set_counts (ProctorRunBar *self,
                            const guint *counts)
{
  g_return_if_fail (PROCTOR_IS_RUN_BAR (self));

  memcpy (self->counts, counts, sizeof self->counts);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
