/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-draft.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DIFFERENCE_ROW (proctor_difference_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDifferenceRow, proctor_difference_row, PROCTOR, DIFFERENCE_ROW, GtkBox)

GtkWidget *proctor_difference_row_new (const ProctorDifference *difference);
GtkWidget *proctor_difference_row_new_compared (const ProctorDifference *difference,
                                                const char *mine,
                                                const char *theirs);

guint proctor_difference_row_get_field (ProctorDifferenceRow *self);
gboolean proctor_difference_row_takes_theirs (ProctorDifferenceRow *self);
void proctor_difference_row_choose (ProctorDifferenceRow *self,
                                    gboolean theirs);
void proctor_difference_row_set_narrow (ProctorDifferenceRow *self,
                                        gboolean narrow);

G_END_DECLS
