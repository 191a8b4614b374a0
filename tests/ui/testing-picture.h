/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void testing_picture_write (GtkWidget *window,
                            const char *name);
void testing_picture_save (GtkWidget *window,
                           const char *name);

G_END_DECLS
