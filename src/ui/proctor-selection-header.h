/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_SELECTION_HEADER (proctor_selection_header_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSelectionHeader, proctor_selection_header, PROCTOR, SELECTION_HEADER, AdwBin)

void proctor_selection_header_set_title (ProctorSelectionHeader *self,
                                         const char *title);

G_END_DECLS
