/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

void proctor_turn_paste_below (GtkWidget *widget,
                               ProctorEditing *editing,
                               gpointer turn);
gboolean proctor_turn_paste_into (GtkTextView *view,
                                  ProctorEditing *editing,
                                  gpointer turn);

G_END_DECLS
