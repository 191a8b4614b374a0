/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ATTACHED_SECTION (proctor_attached_section_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAttachedSection, proctor_attached_section, PROCTOR, ATTACHED_SECTION, AdwBin)

void proctor_attached_section_set_page (ProctorAttachedSection *self,
                                        ProctorAgentPage *page);

G_END_DECLS
