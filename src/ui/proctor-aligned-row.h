/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-aligned-item.h"
#include "proctor-reader-state.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ALIGNED_ROW (proctor_aligned_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAlignedRow, proctor_aligned_row, PROCTOR, ALIGNED_ROW, GtkBox)

GtkWidget *proctor_aligned_row_new (ProctorReaderState *state);

ProctorAlignedItem *proctor_aligned_row_get_item (ProctorAlignedRow *self);
void proctor_aligned_row_set_item (ProctorAlignedRow *self,
                                   ProctorAlignedItem *item);
char *proctor_aligned_row_dup_label (ProctorAlignedItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
