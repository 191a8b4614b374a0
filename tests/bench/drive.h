/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

extern GtkWindow *drive_window;
extern guint drive_n_paints;

/* What is preloaded has to have this: it is called after each frame of the first window. */
void drive_painted (void);

void drive_say (const char *name,
                double value);
void drive_say_of_all (const char *name,
                       GArray *values);

double drive_read_pss_mebibytes (void);
double drive_get_cpu_msecs (void);
double drive_get_msecs (void);

GtkWidget *drive_find_widget (GtkWidget *widget,
                              GType type,
                              const char *css_class);
GListModel *drive_get_model (GtkListView *list);
gboolean drive_has_rows (GtkListView *list);

void drive_wait_until_quiet (GtkListView *list,
                             guint n_rows);
void drive_wait_for_paint (void);
void drive_scroll (GtkListView *list,
                   const char *name,
                   gboolean end_to_end);

G_END_DECLS
