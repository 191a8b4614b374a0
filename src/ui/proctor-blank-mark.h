/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-text-field.h"

G_BEGIN_DECLS

void proctor_blank_mark_watch (ProctorTextField *field,
                               const char *problem);

G_END_DECLS
