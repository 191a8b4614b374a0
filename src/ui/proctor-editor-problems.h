/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-draft.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

void proctor_editor_problems_show (ProctorEditing *editing,
                                   ProctorDraft *draft,
                                   const GError *error);

G_END_DECLS
