/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-mend.h"

G_BEGIN_DECLS

gboolean proctor_mend_is_editable (ProctorDraft *draft,
                                   GError **error);

G_END_DECLS
