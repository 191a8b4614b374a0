/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

GtkWidget *proctor_number_row_new (ProctorEditing *editing,
                                   gpointer record,
                                   guint field,
                                   const char *title,
                                   GtkWidget *suffix);

G_END_DECLS
