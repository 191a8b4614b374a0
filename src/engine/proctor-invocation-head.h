/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

JsonObject *proctor_invocation_head_load (ProctorDatabase *database,
                                          const char *id) G_GNUC_WARN_UNUSED_RESULT;
void proctor_invocation_head_save (ProctorDatabase *database,
                                   const char *id,
                                   JsonObject *head);

G_END_DECLS
