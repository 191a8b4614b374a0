/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-outcome.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_OUTCOME_PALETTE (proctor_outcome_palette_get_type ())

G_DECLARE_FINAL_TYPE (ProctorOutcomePalette, proctor_outcome_palette, PROCTOR, OUTCOME_PALETTE, GtkWidget)

GtkWidget *proctor_outcome_palette_new (void);

PangoLayout *proctor_outcome_palette_create_layout (ProctorOutcomePalette *self) G_GNUC_WARN_UNUSED_RESULT;
guint proctor_outcome_palette_measure_line (ProctorOutcomePalette *self,
                                            int *ascent,
                                            int *height);

void proctor_outcome_palette_snapshot_mark (ProctorOutcomePalette *self,
                                            GtkSnapshot *snapshot,
                                            ProctorOutcome outcome,
                                            double x,
                                            double y,
                                            double size);
void proctor_outcome_palette_snapshot_area (ProctorOutcomePalette *self,
                                            GtkSnapshot *snapshot,
                                            ProctorOutcome outcome,
                                            const graphene_rect_t *area);

G_END_DECLS
