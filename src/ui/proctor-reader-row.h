/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-reader-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_READER_ROW (proctor_reader_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReaderRow, proctor_reader_row, PROCTOR, READER_ROW, GtkBox)

GtkWidget *proctor_reader_row_new (ProctorReaderState *state);

void proctor_reader_row_hide_menu (ProctorReaderRow *self);
ProctorReaderItem *proctor_reader_row_get_item (ProctorReaderRow *self);
gboolean proctor_reader_row_find_place (GtkWidget *row,
                                        graphene_rect_t *place);
void proctor_reader_row_set_item (ProctorReaderRow *self,
                                  ProctorReaderItem *item);
char *proctor_reader_row_dup_label (ProctorReaderItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
