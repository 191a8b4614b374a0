/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-draft.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

gboolean proctor_editor_problems_focus (ProctorEditing *editing,
                                        ProctorDraft *draft,
                                        const char *path);
void proctor_editor_problems_mark (ProctorEditing *editing,
                                   ProctorDraft *draft,
                                   const GError *error);
gboolean proctor_editor_problems_lead (ProctorEditing *editing,
                                       ProctorDraft *draft,
                                       const GError *error);
char *proctor_editor_problems_dup_sentence (ProctorDraft *draft,
                                            const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
