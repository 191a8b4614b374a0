/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONTEXT_SECTION (proctor_context_section_get_type ())

G_DECLARE_FINAL_TYPE (ProctorContextSection, proctor_context_section, PROCTOR, CONTEXT_SECTION, AdwBin)

GtkWidget *proctor_context_section_new (void);

void proctor_context_section_set_editing (ProctorContextSection *self,
                                          ProctorEditing *editing);
void proctor_context_section_add_variable (ProctorContextSection *self,
                                           const char *name);

G_END_DECLS
