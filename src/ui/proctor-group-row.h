/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-reviews.h"
#include "proctor-run-group.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_GROUP_ROW (proctor_group_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorGroupRow, proctor_group_row, PROCTOR, GROUP_ROW, GtkBox)

GtkWidget *proctor_group_row_new (void);

void proctor_group_row_set_group (ProctorGroupRow *self,
                                  ProctorRunGroup *group,
                                  ProctorMatrix *matrix,
                                  ProctorReviews *reviews);

G_END_DECLS
