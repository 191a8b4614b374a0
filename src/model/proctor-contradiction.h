/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"
#include "proctor-text-difference.h"

G_BEGIN_DECLS

gboolean proctor_contradiction_find (ProctorOutcome outcome,
                                     const char *text,
                                     ProctorTextRange *where);

G_END_DECLS
