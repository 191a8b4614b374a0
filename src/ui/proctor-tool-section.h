/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TOOL_SECTION (proctor_tool_section_get_type ())

G_DECLARE_FINAL_TYPE (ProctorToolSection, proctor_tool_section, PROCTOR, TOOL_SECTION, AdwBin)

GtkWidget *proctor_tool_section_new (void);

void proctor_tool_section_set_editing (ProctorToolSection *self,
                                       ProctorEditing *editing);

G_END_DECLS
