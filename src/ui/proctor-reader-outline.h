/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_READER_OUTLINE (proctor_reader_outline_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReaderOutline, proctor_reader_outline, PROCTOR, READER_OUTLINE, GtkPopover)

void proctor_reader_outline_set_items (ProctorReaderOutline *self,
                                       GListModel *items);

G_END_DECLS
