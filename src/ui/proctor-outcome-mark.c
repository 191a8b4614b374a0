/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-outcome-mark.h"

#include "proctor-outcome-palette.h"

enum
{
  SIZE = 12,
};

/**
 * ProctorOutcomeMark:
 *
 * The mark of how a run ended, to stand beside the word for it.
 */
struct _ProctorOutcomeMark
{
  GtkWidget parent_instance;

  /* Owned: a child */
  GtkWidget *palette;

  ProctorOutcome outcome;
};

G_DEFINE_FINAL_TYPE (ProctorOutcomeMark, proctor_outcome_mark, GTK_TYPE_WIDGET)

static void
proctor_outcome_mark_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = SIZE;
  *natural = SIZE;
}

static void
proctor_outcome_mark_snapshot (GtkWidget *widget,
                               GtkSnapshot *snapshot)
{
  ProctorOutcomeMark *self = PROCTOR_OUTCOME_MARK (widget);
  double x = (gtk_widget_get_width (widget) - SIZE) / 2.0;
  double y = (gtk_widget_get_height (widget) - SIZE) / 2.0;

  proctor_outcome_palette_snapshot_mark (PROCTOR_OUTCOME_PALETTE (self->palette), snapshot, self->outcome, x, y, SIZE);
}

static void
proctor_outcome_mark_dispose (GObject *object)
{
  ProctorOutcomeMark *self = PROCTOR_OUTCOME_MARK (object);

  g_clear_pointer (&self->palette, gtk_widget_unparent);

  G_OBJECT_CLASS (proctor_outcome_mark_parent_class)->dispose (object);
}

static void
proctor_outcome_mark_class_init (ProctorOutcomeMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_outcome_mark_dispose;
  widget_class->measure = proctor_outcome_mark_measure;
  widget_class->snapshot = proctor_outcome_mark_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
proctor_outcome_mark_init (ProctorOutcomeMark *self)
{
  self->palette = proctor_outcome_palette_new ();
  gtk_widget_set_child_visible (self->palette, FALSE);
  gtk_widget_set_parent (self->palette, GTK_WIDGET (self));
}

GtkWidget *
proctor_outcome_mark_new (ProctorOutcome outcome)
{
  ProctorOutcomeMark *self = g_object_new (PROCTOR_TYPE_OUTCOME_MARK, NULL);

  self->outcome = outcome;

  return GTK_WIDGET (self);
}
