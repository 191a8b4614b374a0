/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-draft-item.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_UNSAVED_ROW (proctor_unsaved_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorUnsavedRow, proctor_unsaved_row, PROCTOR, UNSAVED_ROW, GtkListBoxRow)

GtkWidget *proctor_unsaved_row_new (ProctorDraftItem *item);

ProctorDraftItem *proctor_unsaved_row_get_item (ProctorUnsavedRow *self);

G_END_DECLS
