/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SIMULATION_SECTION (proctor_simulation_section_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSimulationSection, proctor_simulation_section, PROCTOR, SIMULATION_SECTION, AdwBin)

GtkWidget *proctor_simulation_section_new (void);

void proctor_simulation_section_set_editing (ProctorSimulationSection *self,
                                             ProctorEditing *editing);

G_END_DECLS
