/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *proctor_json_skip_blank (const char *p,
                                     const char *end);
const char *proctor_json_skip_value (const char *p,
                                     const char *end);

G_END_DECLS
