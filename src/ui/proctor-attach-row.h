/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-library.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ATTACH_ROW (proctor_attach_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAttachRow, proctor_attach_row, PROCTOR, ATTACH_ROW, GtkBox)

GtkWidget *proctor_attach_row_new (void);

void proctor_attach_row_set_item (ProctorAttachRow *self,
                                  ProctorLibrary *library,
                                  gpointer item);
void proctor_attach_row_set_chosen (ProctorAttachRow *self,
                                    gboolean chosen,
                                    gboolean attached);
char *proctor_attach_row_dup_words (ProctorAttachRow *self);

const char *proctor_attach_row_get_id_of (gpointer item);
const char *proctor_attach_row_get_name_of (gpointer item);

G_END_DECLS
