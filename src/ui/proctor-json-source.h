/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *proctor_json_source_create_view (void);
GtkTextTag *proctor_json_source_create_fault_tag (GtkTextBuffer *buffer);

void proctor_json_source_mark (GtkTextBuffer *buffer,
                               GtkTextTag *tag,
                               guint offset);
void proctor_json_source_replace (GtkTextBuffer *buffer,
                                  const char *text);

G_END_DECLS
