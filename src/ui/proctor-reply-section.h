/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_REPLY_SECTION (proctor_reply_section_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReplySection, proctor_reply_section, PROCTOR, REPLY_SECTION, AdwBin)

GtkWidget *proctor_reply_section_new (void);

void proctor_reply_section_set_editing (ProctorReplySection *self,
                                        ProctorEditing *editing);

G_END_DECLS
