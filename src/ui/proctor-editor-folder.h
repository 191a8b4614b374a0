/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-draft.h"
#include "proctor-session.h"

G_BEGIN_DECLS

void proctor_editor_folder_choose (GtkWidget *widget,
                                   ProctorSession *session,
                                   ProctorDraft *draft);

G_END_DECLS
