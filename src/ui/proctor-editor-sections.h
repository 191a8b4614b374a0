/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-draft.h"
#include "proctor-editing.h"
#include "proctor-session.h"

G_BEGIN_DECLS

void proctor_editor_sections_fill (GtkBox *box,
                                   ProctorTestKind kind,
                                   ProctorEditing *editing);
void proctor_editor_sections_clear (GtkBox *box);

G_END_DECLS
