/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

GtkWidget *proctor_member_row_new (ProctorEditing *editing,
                                   gpointer record,
                                   guint field);
void proctor_member_row_add (ProctorEditing *editing,
                             gpointer record,
                             guint field);
void proctor_member_row_remove (ProctorEditing *editing,
                                gpointer record,
                                guint field);

G_END_DECLS
