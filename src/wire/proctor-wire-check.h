/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean proctor_wire_check (GBytes *bytes,
                             char **read_only,
                             GError **error);
const char *proctor_wire_find_loss (GBytes *bytes,
                                    char **place,
                                    const char **reason,
                                    gsize *problem_at);

G_END_DECLS
