/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkSliceListModel *proctor_gradual_rows_new (GListModel *items,
                                             guint n_first,
                                             guint n_more) G_GNUC_WARN_UNUSED_RESULT;
void proctor_gradual_rows_complete (GtkSliceListModel *rows);

G_END_DECLS
