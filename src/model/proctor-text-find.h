/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-text-difference.h"

G_BEGIN_DECLS

GArray *proctor_text_find_prepare (const char *words) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_text_find_next (const char *text,
                                 gsize from,
                                 GArray *needle,
                                 ProctorTextRange *found);

G_END_DECLS
