/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-draft-json.h"

G_BEGIN_DECLS

char *proctor_testing_draft_dup_text (ProctorDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
