/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-draft.h"

G_BEGIN_DECLS

void proctor_editor_json_toggle (GtkStack *pages,
                                 AdwBin *bin,
                                 ProctorDraft *draft);
gboolean proctor_editor_json_finish (GtkStack *pages,
                                     AdwBin *bin);
void proctor_editor_json_drop (AdwBin *bin);

G_END_DECLS
