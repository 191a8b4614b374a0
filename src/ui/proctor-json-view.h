/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-draft.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_JSON_VIEW (proctor_json_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorJsonView, proctor_json_view, PROCTOR, JSON_VIEW, AdwBin)

GtkWidget *proctor_json_view_new (ProctorDraft *draft);

gboolean proctor_json_view_finish (ProctorJsonView *self);
void proctor_json_view_leave (ProctorJsonView *self);
gboolean proctor_json_view_is_loading (ProctorJsonView *self);
GtkTextView *proctor_json_view_get_view (ProctorJsonView *self);

G_END_DECLS
